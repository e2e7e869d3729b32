/* The top bar is filled from both ends: name and screens from the left, the
 * settings from the right; between them goes as much of the status as fits,
 * the most telling parts first.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"

enum { EDGE = 24, BETWEEN = 24, TAB_HEIGHT = 34, MAIN_COLUMN = 448,
       WIDE = 1500, START_ROOM = 900 };

/* A piece of the status. The highest rank goes first when room is short. */
struct part {
    char text[96];
    int rank;
    bool loss;
};

enum { PARTS = 6 };

/* Logo, which goes to the start too, and name; returns the end. */
static float draw_name(const struct scene *scene, struct point at, float room)
{
    chrome_spot(scene, box_at(at.x, at.y - 20, 40, 40), ACTION_START, 0);
    chrome_logo(scene, point_at(at.x + 20, at.y), 1);
    if (room < 520)
        return at.x + 40;
    return at.x + 52 +
           draw_text(scene->list, point_at(at.x + 52, at.y + 7),
                     style_of(FACE_BOLD, TEXT_HEADING, scene->theme->ink,
                              ALIGN_LEFT), "Gatereel");
}

/* A screen one can go to. */
struct tab {
    const char *text;
    bool on;
    enum action action;
    int value;
    bool absent;
};

/* Draws a tab, or only measures it; returns its width. */
static float draw_tab(const struct scene *scene, struct point at,
                      const struct tab *tab, bool draws)
{
    const struct theme *theme = scene->theme;
    float width = draw_width(scene->list, FACE_BOLD, 15, tab->text) + 28;
    struct box box = box_at(at.x, at.y - TAB_HEIGHT / 2, width, TAB_HEIGHT);

    if (!draws)
        return width;
    if (tab->on)
        draw_box(scene->list, box, TAB_HEIGHT / 2,
                 theme->dark ? theme->chip : theme->panel);
    else if (chrome_hot(scene, tab->action, tab->value))
        draw_box(scene->list, box, TAB_HEIGHT / 2,
                 color_fade(theme->chip, 0.7f));
    draw_text(scene->list, point_at(at.x + width / 2, at.y + 5.5f),
              style_of(tab->on ? FACE_BOLD : FACE_UI, 15,
                       tab->on ? theme->ink : theme->ink_soft, ALIGN_CENTRE),
              tab->text);
    if (!tab->on)
        chrome_spot(scene, box, tab->action, tab->value);
    return width;
}

/* The screens there are, in a narrow bar without the start; returns the width.
 * A panel that fills the stage is none of them: the strip's tab closes it. */
static float draw_tabs(const struct scene *scene, struct point at, float room,
                       bool draws)
{
    const struct ui *ui = scene->ui;
    bool alone = ui->alone != PANEL_NONE;
    const struct tab tabs[] = {
        {say(ui, "Start", "시작"), false, ACTION_START, 0, false},
        {say(ui, "Unrolled", "펼친 그림"),
         ui->screen == SCREEN_STAGE && !alone,
         alone ? ACTION_ALONE : ACTION_CONTINUE, alone ? (int)ui->alone : 0,
         false},
        {say(ui, "Cell", "셀 내부"), ui->screen == SCREEN_CELL && !alone,
         ACTION_ENTER, 0, false},
        {say(ui, "Compare", "비교"), ui->screen == SCREEN_COMPARE && !alone,
         ACTION_COMPARE, 0, false},
        {say(ui, "Train", "학습"), ui->screen == SCREEN_TRAIN && !alone,
         ACTION_TRAIN, 0, false},
        {say(ui, "Text", "글"), ui->screen == SCREEN_TEXT && !alone,
         ACTION_TEXT, 0, scene->film == NULL || scene->film->words.count == 0},
        {say(ui, "Presets", "예제"), ui->overlay == OVERLAY_PRESETS,
         ACTION_PRESETS, 0, false},
    };
    float x = at.x;

    for (size_t k = room < START_ROOM; k < sizeof tabs / sizeof *tabs; k++)
        if (!tabs[k].absent)
            x += draw_tab(scene, point_at(x, at.y), &tabs[k], draws) + 6;
    return x - 6 - at.x;
}

static void write_cell(const struct scene *scene, char *text, size_t size)
{
    const struct film *film = scene->film;
    const struct ui *ui = scene->ui;
    const struct layer_spec *layer = film_layer(film, ui->layer);
    int layers = film->values.spec.layers;

    if (layers > 1)
        snprintf(text, size, say(ui, "%s, layer %d of %d", "%s %d/%d층"),
                 notation_cell(layer), ui->layer + 1, layers);
    else
        snprintf(text, size, "%s", notation_cell(layer));
}

/* In the order they are read. */
static void write_parts(const struct scene *scene, struct part part[PARTS])
{
    const struct film *film = scene->film;
    const struct ui *ui = scene->ui;
    char loss[FIGURE_MAX];
    size_t size = sizeof part->text;

    part[0] = (struct part){.rank = 5};
    if (film->named || !film->by_hand) /* else the badge says it */
        snprintf(part[0].text, size, "%s", say(ui, film->model.en,
                                               film->model.ko));
    part[1] = (struct part){.rank = 0};
    write_cell(scene, part[1].text, size);
    part[2] = (struct part){.rank = 2};
    snprintf(part[2].text, size, film_units(film, ui->layer) == 1
                 ? say(ui, "%d unit", "유닛 %d개")
                 : say(ui, "%d units", "유닛 %d개"),
             film_units(film, ui->layer));
    part[3] = (struct part){.rank = 4};
    if (film->seed > 0 && !film->by_hand) /* else nobody knows */
        snprintf(part[3].text, size, say(ui, "seed %llu", "시드 %llu"),
                 (unsigned long long)film->seed);
    part[4] = (struct part){.rank = 3};
    if (film->trained && film->epochs > 0) /* else a file may be by hand */
        snprintf(part[4].text, size, film->epochs == 1
                     ? say(ui, "trained %d epoch", "%d에포크 학습")
                     : say(ui, "trained %d epochs", "%d에포크 학습"),
                 film->epochs);
    part[5] = (struct part){.rank = 1, .loss = true};
    if (film->has_loss)
        snprintf(part[5].text, size, say(ui, "loss %s", "손실 %s"),
                 figure_size(loss, film->loss[0]));
}

static void draw_loss(const struct scene *scene, struct point at,
                      struct draw_style style, const char *text)
{
    struct draw_id id = subject(SUBJECT_LOSS, 0, 0, 0, 0);
    float width = draw_value(scene->list, at, style, id, scene->film->loss[0],
                             text);

    draw_spot(scene->list, box_at(at.x, at.y - 17, width, 24), id, ACTION_NONE,
              0);
}

/* Draws the parts of rank up to `rank` from x, or only measures them. */
static float draw_parts(const struct scene *scene, struct point at,
                        const struct part part[PARTS], int rank, bool draws)
{
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_LEFT);
    struct draw_list *list = scene->list;
    float x = at.x;
    bool first = true;

    for (int k = 0; k < PARTS; k++) {
        struct point place = point_at(x, at.y);
        if (part[k].rank > rank || part[k].text[0] == '\0')
            continue;
        if (!first) {
            float dot = draw_width(list, FACE_UI, TEXT_SMALL, "·") + 12;
            if (draws)
                draw_text(list, point_at(x + 6, at.y), style, "·");
            x += dot;
            place.x = x;
        }
        first = false;
        x += draw_width(list, FACE_UI, TEXT_SMALL, part[k].text);
        if (draws && part[k].loss)
            draw_loss(scene, place, style, part[k].text);
        else if (draws)
            draw_text(list, place, style, part[k].text);
    }
    return x - at.x;
}

/* Random weights are said so, whatever else has room. Returns the left end. */
static float draw_badge(const struct scene *scene, struct point right_middle,
                        float room)
{
    const char *text = notation_weights(scene->ui, scene->film, false);
    struct draw_list *list = scene->list;
    float width = draw_width(list, FACE_BOLD, TEXT_SMALL, text) + 24;
    struct box box = box_at(right_middle.x - width, right_middle.y - 13, width,
                            26);

    if (width > room)
        return right_middle.x;
    draw_box(list, box, 13, color_fade(scene->theme->warn, 0.16f));
    draw_outline(list, box_inset(box, 0.5f), 12.5f, 1, scene->theme->warn);
    draw_text(list, point_at(box.x + width / 2, box.y + 18),
              style_of(FACE_BOLD, TEXT_SMALL, scene->theme->warn,
                       ALIGN_CENTRE), text);
    return box.x - 14;
}

static void draw_status(const struct scene *scene, float left,
                        struct point right_middle)
{
    struct part part[PARTS];
    struct point at = right_middle;

    if (!scene->film->trained)
        at.x = draw_badge(scene, at, at.x - left);
    if (scene->ui->class_mode)
        return;
    write_parts(scene, part);
    for (int rank = PARTS - 1; rank >= 0; rank--) {
        float width = draw_parts(scene, at, part, rank, false);
        if (width > at.x - left)
            continue;
        draw_parts(scene, point_at(at.x - width, at.y + 5), part, rank, true);
        return;
    }
}

void view_top_bar(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const char *tagline = say(ui, "recurrent networks at work",
                              "순환 신경망을 한 장면씩");
    float y = box.y + box.h / 2;

    draw_group(scene->list, box, say(ui, "top bar", "위쪽 막대"));
    float left = draw_name(scene, point_at(box.x + EDGE, y), box.w);
    float right = chrome_settings(scene, point_at(box_right(box) - EDGE, y),
                                  box.w / 4) - BETWEEN;
    struct point tabs = point_at(left + BETWEEN, y);
    if (box.w >= WIDE && tabs.x < box.x + MAIN_COLUMN) {
        tabs.x = box.x + MAIN_COLUMN;
        if (left + 12 + draw_width(scene->list, FACE_UI, TEXT_USUAL, tagline) +
            BETWEEN <= tabs.x)
            draw_text(scene->list, point_at(left + 12, y + 7),
                      style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_faint,
                               ALIGN_LEFT), tagline);
    }
    float width = draw_tabs(scene, tabs, box.w, false);
    if (tabs.x + width <= right) {
        draw_tabs(scene, tabs, box.w, true);
        left = tabs.x + width;
    }
    if (scene->film != NULL)
        draw_status(scene, left + BETWEEN, point_at(right, y));
}
