/* The same words at every size: what there is no room for is left out, the
 * picture first, then the foot, never number and title.
 */
#include "scene/view/start/lesson_card.h"

#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/start/thumbnail.h"
#include "scene/widget/prose.h"

enum {
    PAD = 10, LOW_PAD = 8, LOW = 120, /* a card that is lower has less of it */
    GAP = 12, FOOT = 30, BADGE = 30, BADGE_HIGH = 26,
    TALL_LEAST = 180,             /* width, */
    WORDS_TALL = 92,              /* height without the picture */
    WORDS_WIDE = 166, WIDE_LEAST = 76,
    PICTURE_LEAST = 56,
    WORDS_LEAST = 2 * LOW_PAD + 2 * 20 + FOOT,
    MARK = 24,                    /* of what is done, beside a title */
};

/* Of titles, the larger the better: size, from line to line. */
static const struct {
    float size, line;
} letters[] = {{17, 24}, {16, 21}, {15, 19}};

static const float picture_wide = 1.6f; /* at most so much wider than high */

bool lesson_is_done(const struct lesson_card *card)
{
    return card->steps > 0 && card->at >= card->steps;
}

static struct box inside_of(struct box card)
{
    return box_inset(card, card.h < LOW ? LOW_PAD : PAD);
}

enum card_form lesson_card_form(float width, float height, float *picture)
{
    struct box inside = inside_of(box_at(0, 0, width, height));
    float tall = inside.h - WORDS_TALL;
    float wide = fminf(inside.w - GAP - WORDS_WIDE, inside.h * picture_wide);
    float over = inside.w * tall, beside = wide * inside.h;
    bool stands = width >= TALL_LEAST && tall >= PICTURE_LEAST;
    bool lies = height >= WIDE_LEAST && wide >= PICTURE_LEAST;

    *picture = 0;
    if (stands && (!lies || over >= beside)) {
        *picture = over;
        return CARD_TALL;
    }
    if (lies) {
        *picture = beside;
        return CARD_WIDE;
    }
    return height >= WORDS_LEAST ? CARD_WORDS : CARD_LINE;
}

void lesson_badge(const struct scene *scene, struct box box, int number,
                  bool here)
{
    const struct theme *theme = scene->theme;
    char text[16];

    snprintf(text, sizeof text, number > 0 ? "%d" : "·", number);
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
    const struct draw_stroke stroke = {.width = 2.6f * theme->line,
                                       .color = theme->panel};
    struct point at = point_at(box_right(box) - 11, box.y + box.h / 2);

    if (lesson_is_done(card) && box.w >= 24) {
        const struct point check[] = {{at.x - 5, at.y}, {at.x - 1.5f, at.y + 4},
                                      {at.x + 5.5f, at.y - 4}};
        draw_disc(scene->list, at, 11, theme->good);
        draw_line(scene->list, check, 3, &stroke);
    } else if (card->at > 0 && box.w >= 24) {
        float share = (float)card->at / (float)card->steps;
        float width = fminf(box.w, 56);
        struct box bar = box_at(box_right(box) - width, at.y - 3, width, 6);
        draw_box(scene->list, bar, 3, theme->track);
        bar.w = fmaxf(6, width * share);
        draw_box(scene->list, bar, 3, theme->accent);
    }
}

/* "14 min", or that it cannot be read; where keys are: what opens it. */
static void draw_foot(const struct scene *scene, struct box box, int k)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    const struct lesson_card *card = &scene->cards->card[k];
    struct draw_style style = style_of(FACE_UI, 15, theme->ink_soft,
                                       ALIGN_LEFT);
    float middle = box.y + box.h / 2;
    char text[48];

    lesson_badge(scene, box_at(box.x, middle - BADGE_HIGH / 2, BADGE,
                               BADGE_HIGH), card->number,
                 k == scene->cards->latest);
    box.x += BADGE + 10;
    box.w -= BADGE + 10;
    if (card->damaged) {
        style.color = theme->warn;
        panel_text(scene, point_at(box.x, middle + 5), style, box.w,
                   say(ui, "damaged", "오류 있음"));
        return;
    }
    snprintf(text, sizeof text, say(ui, "%.0f min", "%.0f분"), card->minutes);
    float width = panel_text(scene, point_at(box.x, middle + 5), style, box.w,
                             text);
    box.x += width + 8;
    box.w -= width + 8;
    float cap = panel_key_width(scene, keys_cap(KEY_ENTER));
    if (ui->card == k + 1 && !ui->class_mode && cap <= box.w) {
        panel_key(scene, point_at(box_right(box) - cap, middle + 5),
                  keys_cap(KEY_ENTER));
        return;
    }
    draw_progress(scene, box, card);
}

/* A title in a box as high as the lines it may have, from its top or in its
 * middle: as large as it fits, else cut. */
static void draw_title(const struct scene *scene, struct box box, bool middle,
                       const char *title)
{
    const struct color ink = scene->theme->ink;
    char bold[UI_LABEL_MAX + 8];

    snprintf(bold, sizeof bold, "{b:%s}", title);
    for (int k = 0; k < 3; k++) {
        const struct prose_style style = {letters[k].size, letters[k].line,
                                          ink};
        float high = prose_height(scene, box.w, &style, bold) + style.line;
        float y = box.y + style.line * 0.75f +
                  (middle ? (box.h - high) / 2 : 0);
        if (high > box.h + 1)
            continue;
        prose_draw(scene, point_at(box.x, y), box.w, &style, bold);
        return;
    }
    panel_text(scene, point_at(box.x, middle ? box.y + box.h / 2 + 5
                                             : box.y + 16),
               style_of(FACE_BOLD, 15, ink, ALIGN_LEFT), box.w, title);
}

static void draw_line_form(const struct scene *scene, struct box box, int k)
{
    const struct lesson_card *card = &scene->cards->card[k];
    struct box title = box_inset(box, 5);

    lesson_badge(scene, box_at(title.x + 3, box.y + (box.h - BADGE_HIGH) / 2,
                               BADGE, BADGE_HIGH), card->number,
                 k == scene->cards->latest);
    title.x += BADGE + 11;
    title.w -= BADGE + 14;
    if (lesson_is_done(card) && title.w >= 120 + MARK) {
        title.w -= MARK + 4;
        draw_progress(scene, box_at(box_right(title) + 4, title.y, MARK,
                                    title.h), card);
    }
    if (title.w >= 40)
        draw_title(scene, title, true, card->title[scene->ui->language]);
}

/* Title and foot in a box. */
static void draw_words(const struct scene *scene, struct box box, int k)
{
    draw_title(scene, box_at(box.x, box.y, box.w, box.h - FOOT), false,
               scene->cards->card[k].title[scene->ui->language]);
    draw_foot(scene, box_at(box.x, box_bottom(box) - FOOT, box.w, FOOT), k);
}

/* With a picture, which is as large as the words let it be. */
static void draw_pictured(const struct scene *scene, struct box inside,
                          bool tall, int k)
{
    const struct lesson_card *card = &scene->cards->card[k];
    struct box words = inside, picture = inside;

    if (tall) {
        picture.h -= WORDS_TALL;
        words = box_at(inside.x + 4, box_bottom(picture) + GAP, inside.w - 8,
                       WORDS_TALL - GAP);
    } else {
        picture.w = fminf(inside.w - GAP - WORDS_WIDE,
                          inside.h * picture_wide);
        words.x += picture.w + GAP;
        words.w -= picture.w + GAP;
    }
    thumbnail_draw(scene, card, picture);
    if (card->damaged)
        draw_text(scene->list, point_at(picture.x + picture.w / 2,
                                        picture.y + picture.h / 2 + 11),
                  style_of(FACE_BOLD, 30, scene->theme->warn, ALIGN_CENTRE),
                  "!");
    draw_words(scene, words, k);
}

void lesson_card(const struct scene *scene, struct box box,
                 enum card_form form, int k)
{
    const struct theme *theme = scene->theme;
    const struct lesson_card *card = &scene->cards->card[k];
    int value = action_lesson_card(card->number, k);
    bool chosen = scene->ui->card == k + 1;
    bool hot = chrome_hot(scene, ACTION_LESSON, value);

    if (chosen)
        draw_glow(scene->list, box, 14, 26, color_fade(theme->accent, 0.5f),
                  false);
    panel_draw(scene, box, card->title[scene->ui->language]);
    if (chosen || hot || k == scene->cards->latest)
        draw_outline(scene->list, box_inset(box, 0.5f), 13.5f,
                     (chosen ? 3 : 2) * theme->line,
                     color_fade(theme->accent, chosen || hot ? 1 : 0.55f));
    chrome_spot(scene, box, ACTION_LESSON, value);
    if (form == CARD_LINE)
        draw_line_form(scene, box, k);
    else if (form == CARD_WORDS)
        draw_words(scene, inside_of(box), k);
    else
        draw_pictured(scene, inside_of(box), form == CARD_TALL, k);
}
