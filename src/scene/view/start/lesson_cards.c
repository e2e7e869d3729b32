/* As many columns as make the pictures largest; without room for pictures, as
 * make the cards highest.
 */
#include "scene/view/start/lesson_cards.h"

#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/start/lesson_card.h"
#include "scene/widget/panel.h"

enum {
    GAP = 14, HEADING = 46, COLUMNS = 8, CARD_HIGH = 390,
    HEADING_LEAST = 240,  /* of the box, to have a heading */
    LINE_WIDTH = 150,     /* of a card without a picture */
    BAR = 220, KEYS_LEAST = 1200,
};

struct grid {
    int columns, rows;
    float width, height, gap; /* of a card */
    enum card_form form;
    float picture;
};

static struct grid grid_of(int count, int columns, struct box box)
{
    struct grid grid = {.columns = columns,
                        .rows = (count + columns - 1) / columns, .gap = GAP};

    if (box.h / (float)grid.rows < 72)
        grid.gap = 8;
    grid.width = (box.w - grid.gap * (float)(columns - 1)) / (float)columns;
    grid.height = fminf((box.h - grid.gap * (float)(grid.rows - 1)) /
                        (float)grid.rows, CARD_HIGH);
    grid.form = lesson_card_form(grid.width, grid.height, &grid.picture);
    return grid;
}

/* Is `a` the better one? Full rows look better than a last one that is nearly
 * empty. */
static bool is_better(const struct grid *a, const struct grid *b, int count)
{
    if (b->columns == 0)
        return true;
    bool full_a = count % a->columns == 0, full_b = count % b->columns == 0;
    if (a->picture > 0 || b->picture > 0)
        return a->picture * (full_a ? 1.5f : 1) >
               b->picture * (full_b ? 1.5f : 1);
    if ((a->width < LINE_WIDTH) != (b->width < LINE_WIDTH))
        return a->width >= LINE_WIDTH;
    return a->height * (full_a ? 1.5f : 1) > b->height * (full_b ? 1.5f : 1);
}

static struct grid choose_grid(int count, struct box box)
{
    struct grid best = {0};

    for (int columns = 1; columns <= COLUMNS && columns <= count; columns++) {
        const struct grid grid = grid_of(count, columns, box);
        if (is_better(&grid, &best, count))
            best = grid;
    }
    return best;
}

/* How many are done: a number and, where there is room, a bar. */
static float draw_done(const struct scene *scene, struct box box, int done)
{
    const struct theme *theme = scene->theme;
    int count = scene->cards->count;
    struct box bar = box_at(box_right(box) - BAR - 2, box.y + 19, BAR, 8);
    float right = box_right(box) - 2;
    char text[64];

    if (done == 0)
        return box_right(box);
    if (box.w >= 900) {
        draw_box(scene->list, bar, 4, theme->track);
        bar.w *= (float)done / (float)count;
        draw_box(scene->list, bar, 4, theme->good);
        right -= BAR + 18;
    }
    snprintf(text, sizeof text, say(scene->ui, "%d of %d done",
                                    "%2$d강 중 %1$d강 마침"), done, count);
    return right - draw_text(scene->list, point_at(right, box.y + 28),
                             style_of(FACE_UI, TEXT_USUAL, theme->ink_soft,
                                      ALIGN_RIGHT), text);
}

/* The keys that choose a card, where there is room; returns where they
 * begin. */
static float draw_keys(const struct scene *scene, struct box box, float right)
{
    static const struct keys_line line = {
        .binding = {{.key = KEY_LEFT}, {.key = KEY_RIGHT}, {.key = KEY_UP},
                    {.key = KEY_DOWN}}};
    const char *what = say(scene->ui, "choose", "고르기");
    const struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                             scene->theme->ink_faint,
                                             ALIGN_RIGHT);

    if (scene->ui->class_mode || box.w < KEYS_LEAST)
        return right;
    right -= right < box_right(box) ? 28 : 2;
    float y = box.y + 28;
    float text = draw_text(scene->list, point_at(right, y), style, what) + 8;
    float keys = chrome_keys(scene, point_at(0, y), &line, false);
    chrome_keys(scene, point_at(right - text - keys, y), &line, true);
    return right - text - keys;
}

static void draw_heading(const struct scene *scene, struct box box)
{
    const struct cards *cards = scene->cards;
    const struct ui *ui = scene->ui;
    double minutes = 0;
    char text[96];
    int done = 0;

    for (int k = 0; k < cards->count; k++) {
        minutes += cards->card[k].minutes;
        done += lesson_is_done(&cards->card[k]);
    }
    minutes = 5 * round(minutes / 5);
    if (minutes < 60)
        snprintf(text, sizeof text, say(ui, "%d, about %.0f minutes",
                                        "%d강 · 약 %.0f분"),
                 cards->count, minutes);
    else
        snprintf(text, sizeof text, say(ui, "%d, about %.0f h %02.0f min",
                                        "%d강 · 약 %.0f시간 %.0f분"),
                 cards->count, floor(minutes / 60), fmod(minutes, 60));
    float right = draw_keys(scene, box, draw_done(scene, box, done));
    panel_title(scene, point_at(box.x + 2, box.y + 28),
                say(ui, "Lessons", "강의"), text, right - box.x - 24);
}

void lesson_cards(const struct scene *scene, struct box box)
{
    int count = scene->cards->count;

    if (box.h >= HEADING_LEAST) {
        draw_heading(scene, box);
        box.y += HEADING;
        box.h -= HEADING;
    }
    const struct grid grid = choose_grid(count, box);
    for (int k = 0; k < count; k++) {
        float column = (float)(k % grid.columns);
        float row = (float)(k / grid.columns);
        lesson_card(scene, box_at(box.x + (grid.width + grid.gap) * column,
                                  box.y + (grid.height + grid.gap) * row,
                                  grid.width, grid.height), grid.form, k);
    }
}
