/* Cards in as many columns as make them wide enough; where they are low they
 * lose first the picture and then everything but their title.
 */
#include "scene/view/start/lesson_cards.h"

#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/start/thumbnail.h"
#include "scene/widget/prose.h"

enum {
    GAP = 14, PAD = 10, HEADING = 46, CARD_LEAST = 186, CARD_HIGH = 330,
    TITLE_LINE = 24, TITLE_SIZE = 17, FOOT = 34, PICTURE_LEAST = 60,
    SMALL_ROW = 72, BADGE = 30, PLAY = 26,
};

const struct lesson_card *lesson_next(const struct cards *cards)
{
    return &cards->card[cards->latest >= 0 ? cards->latest : 0];
}

static bool is_done(const struct lesson_card *card)
{
    return card->steps > 0 && card->at >= card->steps;
}

static void draw_badge(const struct scene *scene, struct box box, int number,
                       bool here)
{
    const struct theme *theme = scene->theme;
    char text[16];

    snprintf(text, sizeof text, "%d", number);
    draw_box(scene->list, box, 7, here ? theme->accent : theme->chip);
    draw_text(scene->list, point_at(box.x + box.w / 2,
                                    box.y + box.h / 2 + 5.5f),
              style_of(FACE_BOLD, TEXT_USUAL, here ? theme->on_accent
                                                   : theme->ink,
                       ALIGN_CENTRE), text);
}

/* Done: a check; begun: how far, as a bar. */
static void draw_progress(const struct scene *scene, struct box box,
                          const struct lesson_card *card)
{
    const struct theme *theme = scene->theme;
    const struct draw_stroke stroke = {.width = 2.6f, .color = theme->good};
    float x = box_right(box), y = box.y + box.h / 2;

    if (is_done(card)) {
        const struct point check[] = {{x - 16, y}, {x - 10, y + 6},
                                      {x, y - 6}};
        draw_line(scene->list, check, 3, &stroke);
    } else if (card->at > 0) {
        float share = (float)card->at / (float)card->steps;
        float width = fminf(box.w, 52);
        draw_box(scene->list, box_at(x - width, y - 3, width, 6), 3,
                 theme->track);
        draw_box(scene->list, box_at(x - width, y - 3,
                                     fmaxf(6, width * share), 6), 3,
                 theme->accent);
    }
}

static void draw_foot(const struct scene *scene, struct box box,
                      const struct lesson_card *card, bool here)
{
    const struct theme *theme = scene->theme;
    char text[48];

    draw_badge(scene, box_at(box.x, box.y + (box.h - 26) / 2, BADGE, 26),
               card->number, here);
    snprintf(text, sizeof text, say(scene->ui, "%.0f min", "%.0f분"),
             card->minutes);
    box.x += BADGE + 10;
    box.w -= BADGE + 10;
    float width = panel_text(scene, point_at(box.x, box.y + box.h / 2 + 5),
                             style_of(FACE_UI, 15, theme->ink_soft,
                                      ALIGN_LEFT), box.w, text);
    draw_progress(scene, box_at(box.x + width + 8, box.y, box.w - width - 8,
                                box.h), card);
}

/* Number and title in a line, where there is no room for more. */
static void draw_small(const struct scene *scene, struct box box,
                       const struct lesson_card *card, bool here)
{
    const char *title = card->title[scene->ui->language];
    struct prose_style style = {TITLE_SIZE, 22, scene->theme->ink};
    struct box inside = box_inset(box, 6);
    float width = inside.w - BADGE - 12, high;

    draw_badge(scene, box_at(inside.x, inside.y + (inside.h - 26) / 2, BADGE,
                             26), card->number, here);
    style.size = 15;
    high = prose_height(scene, width, &style, title);
    if (high + 28 > inside.h) {
        panel_text(scene, point_at(inside.x + BADGE + 10,
                                   inside.y + inside.h / 2 + 5),
                   style_of(FACE_BOLD, 15, style.color, ALIGN_LEFT), width,
                   title);
        return;
    }
    prose_draw(scene, point_at(inside.x + BADGE + 10,
                               inside.y + (inside.h - high) / 2 + 5), width,
               &style, title);
}

static void draw_card(const struct scene *scene, struct box box, int k)
{
    const struct theme *theme = scene->theme;
    const struct lesson_card *card = &scene->cards->card[k];
    const char *title = card->title[scene->ui->language];
    const struct prose_style style = {TITLE_SIZE, TITLE_LINE, theme->ink};
    bool here = k == scene->cards->latest;
    bool hot = chrome_hot(scene, ACTION_LESSON, card->number);
    struct box inside = box_inset(box, PAD);
    char bold[UI_LABEL_MAX + 8];

    panel_draw(scene, box, title);
    if (here || hot)
        draw_outline(scene->list, box_inset(box, 0.5f), 13.5f,
                     2 * theme->line, theme->accent);
    chrome_spot(scene, box, ACTION_LESSON, card->number);
    if (box.h < SMALL_ROW + FOOT) {
        draw_small(scene, box, card, here);
        return;
    }
    snprintf(bold, sizeof bold, "{b:%s}", title);
    float words = prose_height(scene, inside.w - 8, &style, bold) + TITLE_LINE;
    float picture = inside.h - words - FOOT - 12;
    if (picture >= PICTURE_LEAST)
        thumbnail_draw(scene, card, box_at(inside.x, inside.y, inside.w,
                                           picture));
    else
        picture = -12;
    struct box before = draw_clip(scene->list, inside);
    prose_draw(scene, point_at(inside.x + 4, inside.y + picture + 12 +
                               TITLE_LINE - 6), inside.w - 8, &style, bold);
    draw_unclip(scene->list, before);
    draw_foot(scene, box_at(inside.x + 4, box_bottom(inside) - FOOT,
                            inside.w - 8, FOOT), card, here);
}

static int find_columns(const struct cards *cards, struct box box)
{
    int columns = (int)((box.w + GAP) / (CARD_LEAST + GAP));

    if (columns > 8)
        columns = 8;
    if (columns > cards->count)
        columns = cards->count;
    /* Full rows look better than a last one that is nearly empty. */
    while (columns > 4 && cards->count % columns != 0 &&
           cards->count % (columns - 1) == 0)
        columns--;
    return columns > 0 ? columns : 1;
}

static float draw_heading(const struct scene *scene, struct box box)
{
    const struct cards *cards = scene->cards;
    const struct ui *ui = scene->ui;
    double minutes = 0;
    char text[96];
    int done = 0;

    for (int k = 0; k < cards->count; k++) {
        minutes += cards->card[k].minutes;
        done += is_done(&cards->card[k]);
    }
    snprintf(text, sizeof text, say(ui, "%d, about %.0f h %02.0f",
                                    "%d강 · 약 %.0f시간 %.0f분"),
             cards->count, floor(minutes / 60), fmod(minutes, 60));
    panel_title(scene, point_at(box.x + 2, box.y + 28),
                say(ui, "Lessons", "강의"), text, box.w * 0.6f);
    snprintf(text, sizeof text, say(ui, "%d of %d done", "%2$d강 중 %1$d강 마침"),
             done, cards->count);
    draw_text(scene->list, point_at(box_right(box) - 2, box.y + 28),
              style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                       ALIGN_RIGHT), text);
    return HEADING;
}

void lesson_cards(const struct scene *scene, struct box box)
{
    const struct cards *cards = scene->cards;
    int columns = find_columns(cards, box);
    int rows = (cards->count + columns - 1) / columns;
    float heading = draw_heading(scene, box);

    box.y += heading;
    box.h -= heading;
    float width = (box.w - GAP * (float)(columns - 1)) / (float)columns;
    float height = fminf((box.h - GAP * (float)(rows - 1)) / (float)rows,
                         CARD_HIGH);
    for (int k = 0; k < cards->count; k++) {
        int column = k % columns, row = k / columns;
        struct box card = box_at(box.x + (width + GAP) * (float)column,
                                 box.y + (height + GAP) * (float)row, width,
                                 height);
        if (height >= 30 && box_bottom(card) <= box_bottom(box) + 1)
            draw_card(scene, card, k);
    }
}

/* "Go on", and where; or where to begin. */
static void draw_invitation(const struct scene *scene, struct box box,
                            const struct lesson_card *card)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    bool begun = scene->cards->latest >= 0;
    struct draw_style style = style_of(FACE_BOLD, 15, theme->accent,
                                       ALIGN_LEFT);
    float y = box.y + box.h / 2 - 24;
    char text[UI_LABEL_MAX];

    snprintf(text, sizeof text, begun ? say(ui, "Go on · %d", "이어서 하기 · %d강")
                                      : say(ui, "Start here · %d",
                                            "여기서 시작 · %d강"),
             card->number);
    float x = box.x + draw_text(scene->list, point_at(box.x, y), style, text);
    if (!ui->class_mode)
        panel_key(scene, point_at(x + 12, y), keys_cap(KEY_ENTER));
    panel_text(scene, point_at(box.x, y + 32),
               style_of(FACE_BOLD, 24, theme->ink, ALIGN_LEFT), box.w,
               card->title[ui->language]);
    if (begun)
        snprintf(text, sizeof text, say(ui, "step %d of %d", "%d / %d쪽"),
                 card->last, card->steps);
    else
        snprintf(text, sizeof text, say(ui, "%d steps, %.0f minutes",
                                        "%d쪽 · %.0f분"),
                 card->steps, card->minutes);
    panel_text(scene, point_at(box.x, y + 60),
               style_of(FACE_UI, TEXT_USUAL, theme->ink_soft, ALIGN_LEFT),
               box.w, text);
}

void lesson_invitation(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct lesson_card *card = lesson_next(scene->cards);
    struct box inside = box_inset(box, 14);
    bool hot = chrome_hot(scene, ACTION_LESSON, 0);
    struct point play = point_at(box_right(inside) - PLAY - 6,
                                 box.y + box.h / 2);

    panel_draw(scene, box, say(scene->ui, "start", "시작"));
    draw_outline(scene->list, box_inset(box, 0.5f), 13.5f, 2 * theme->line,
                 color_fade(theme->accent, hot ? 1 : 0.55f));
    chrome_spot(scene, box, ACTION_LESSON, 0);
    draw_disc(scene->list, play, PLAY, theme->accent);
    chrome_icon(scene, ICON_PLAY, play, PLAY * 0.42f, theme->on_accent);
    inside.w -= 2 * PLAY + 24;
    if (inside.w > 420 && inside.h >= PICTURE_LEAST) {
        struct box picture = inside;
        picture.w = fminf(inside.h * 1.6f, 200);
        thumbnail_draw(scene, card, picture);
        inside.x += picture.w + 18;
        inside.w -= picture.w + 18;
    }
    draw_invitation(scene, inside, card);
}
