/* Where Enter leads to: what it is, how far one has come, and a picture of it.
 */
#include "scene/view/start/invitation.h"

#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/start/thumbnail.h"

enum { PAD = 14, PLAY = 26, PICTURE_LEAST = 420, BAR = 150 };

static const struct lesson_card *next_lesson(const struct cards *cards)
{
    return &cards->card[cards->latest >= 0 ? cards->latest : 0];
}

/* "Start here · 1" and the key that does it, unless that opens a card. */
static void draw_lead(const struct scene *scene, struct point at, float room,
                      const struct lesson_card *card)
{
    const struct ui *ui = scene->ui;
    const char *lead = scene->cards->latest >= 0
        ? say(ui, "Continue", "이어서 하기") : say(ui, "Start here", "여기서 시작");
    char text[UI_LABEL_MAX];

    if (card->number > 0)
        snprintf(text, sizeof text, say(ui, "%s · %d", "%s · %d강"), lead,
                 card->number);
    else
        snprintf(text, sizeof text, "%s", lead);
    float width = panel_text(scene, at,
                             style_of(FACE_BOLD, 15, scene->theme->accent,
                                      ALIGN_LEFT), room, text);
    const char *cap = keys_cap(KEY_ENTER);
    if (!ui->class_mode && ui->card == 0 &&
        width + 12 + panel_key_width(scene, cap) <= room)
        panel_key(scene, point_at(at.x + width + 12, at.y), cap);
}

/* How far it was read, or how long it takes. */
static void draw_place(const struct scene *scene, struct point at, float room,
                       const struct lesson_card *card)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    bool begun = scene->cards->latest >= 0 && card->steps > 0;
    char text[UI_LABEL_MAX];

    if (begun)
        snprintf(text, sizeof text, say(ui, "step %d of %d", "%d / %d쪽"),
                 card->last, card->steps);
    else
        snprintf(text, sizeof text, say(ui, "%d steps, %.0f minutes",
                                        "%d쪽 · %.0f분"),
                 card->steps, card->minutes);
    float width = panel_text(scene, at,
                             style_of(FACE_UI, TEXT_USUAL, theme->ink_soft,
                                      ALIGN_LEFT), room, text);
    struct box bar = box_at(at.x + width + 14, at.y - 9,
                            fminf(room - width - 14, BAR), 6);
    if (!begun || bar.w < 60)
        return;
    draw_box(scene->list, bar, 3, theme->track);
    bar.w = fmaxf(6, bar.w * (float)card->last / (float)card->steps);
    draw_box(scene->list, bar, 3, theme->accent);
}

static void draw_words(const struct scene *scene, struct box box,
                       const struct lesson_card *card)
{
    float y = box.y + box.h / 2 - 22;

    draw_lead(scene, point_at(box.x, y), box.w, card);
    panel_text(scene, point_at(box.x, y + 31),
               style_of(FACE_BOLD, 24, scene->theme->ink, ALIGN_LEFT), box.w,
               card->title[scene->ui->language]);
    draw_place(scene, point_at(box.x, y + 57), box.w, card);
}

static void draw_play(const struct scene *scene, struct point centre)
{
    const struct theme *theme = scene->theme;

    draw_glow(scene->list, box_at(centre.x - PLAY, centre.y - PLAY, 2 * PLAY,
                                  2 * PLAY), PLAY, 24,
              color_fade(theme->accent, 0.4f), true);
    draw_disc(scene->list, centre, PLAY, theme->accent);
    chrome_icon(scene, ICON_PLAY, centre, PLAY * 0.42f, theme->on_accent);
}

void invitation_draw(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct lesson_card *card = next_lesson(scene->cards);
    struct box inside = box_inset(box, PAD);
    bool hot = chrome_hot(scene, ACTION_LESSON, 0);

    panel_draw(scene, box, say(scene->ui, "start", "시작"));
    draw_outline(scene->list, box_inset(box, 0.5f), 13.5f, 2 * theme->line,
                 color_fade(theme->accent,
                            hot || scene->ui->card == 0 ? 1 : 0.55f));
    chrome_spot(scene, box, ACTION_LESSON, 0);
    draw_play(scene, point_at(box_right(inside) - PLAY - 6,
                              box.y + box.h / 2));
    inside.w -= 2 * PLAY + 24;
    if (inside.w >= PICTURE_LEAST) {
        struct box picture = box_inset(inside, -4);
        picture.w = fminf(picture.h * 1.7f, 240);
        thumbnail_draw(scene, card, picture);
        inside.x += picture.w + 14;
        inside.w -= picture.w + 14;
    }
    draw_words(scene, inside, card);
}
