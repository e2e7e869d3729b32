/* The start screen: where to begin or to go on, all lessons, and in a row below
 * the other ways in and how to bring one's own network. Without lessons one
 * large card leads to the film, with a picture of it.
 */
#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/start/doors.h"
#include "scene/view/start/film_picture.h"
#include "scene/view/start/invitation.h"
#include "scene/view/start/lesson_cards.h"
#include "scene/view/start/own.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum {
    MARGIN = 24, GAP = 16, HEAD = 64, OWN_ROOM = 1000, OWN_MOST = 760,
    BESIDE_ROOM = 1000, /* width, to begin beside the name */
    COMPACT = 640,      /* height */
};

/* Sizes for a large frame, a small one and one that is low. */
struct sizes {
    float logo, name, promise, hero; /* the head; hero: its height; promise 0:
                                        it is not there */
    float foot, title, play;         /* of the large card */
    float row;                       /* height of the lowest one */
};

static const struct sizes large = {2.5f, 46, 20, 184, 116, 28, 34, 112};
static const struct sizes small = {1.5f, 30, 16, 108, 92, 20, 24, 74};
static const struct sizes compact = {1.1f, 24, 0, 72, 92, 20, 24, 48};

/* Logo, name, promise, and at the right of the frame the settings; returns the
 * lower end. */
static float draw_hero(const struct scene *scene, struct box box,
                       struct box frame, const struct sizes *sizes)
{
    const struct theme *theme = scene->theme;
    const char *promise = say(scene->ui,
        "See what a recurrent network keeps and what it forgets, one frame "
        "at a time.", "순환 신경망이 무엇을 기억하고 잊는지 한 장면씩 봅니다.");
    struct prose_style style = {.size = sizes->promise,
                                .line = sizes->promise * 1.45f,
                                .color = theme->ink_soft};
    float half = 18 * sizes->logo, y = box.y + sizes->hero * 0.58f;
    float x = box.x + MARGIN + 2 * half + sizes->name * 0.6f;

    chrome_settings(scene, point_at(box_right(frame) - MARGIN, box.y + 36),
                    frame.w / 3);
    chrome_logo(scene, point_at(box.x + MARGIN + half + 8, y - 6),
                sizes->logo);
    draw_text(scene->list, point_at(x, y),
              style_of(FACE_BOLD, sizes->name, theme->ink, ALIGN_LEFT),
              "Gatereel");
    if (sizes->promise == 0)
        return box.y + sizes->hero;
    float end = prose_draw(scene, point_at(x, y + style.line * 1.25f),
                           box_right(box) - MARGIN - x, &style, promise);
    return fmaxf(box.y + sizes->hero, end + 24);
}

/* What the film is; `more`: and what there is to see in it. */
static void write_about(const struct scene *scene, bool more, char *text,
                        size_t size)
{
    const struct film *film = scene->film;
    const struct ui *ui = scene->ui;
    const struct layer_spec *layer = film_layer(film, ui->layer);
    const char *see = layer_cell(layer)->gates > 1
        ? say(ui, " Look at every gate, forward and backward.",
              " 모든 게이트를 순전파와 역전파로 봅니다.")
        : say(ui, " Look inside every step, forward and backward.",
              " 모든 시점을 순전파와 역전파로 봅니다.");

    if (film->trained)
        snprintf(text, size, say(ui, "A trained %s of %d units reads %d "
                                     "steps.%s",
                                 "학습된 %s, 유닛 %d개, 시점 %d개.%s"),
                 notation_cell(layer), layer->units, film->steps,
                 more ? see : "");
    else if (film->by_hand)
        snprintf(text, size, say(ui, "Weights by hand: %s, H = %d, %d "
                                     "steps.%s",
                                 "손으로 정한 가중치: %s, 유닛 %d개, 시점 "
                                 "%d개.%s"),
                 notation_cell(layer), layer->units, film->steps,
                 more ? see : "");
    else
        snprintf(text, size, say(ui, "An untrained %s of %d units, random "
                                     "weights, %d steps.%s",
                                 "학습 전 %s, 무작위 가중치, 유닛 %d개, "
                                 "시점 %d개.%s"),
                 notation_cell(layer), layer->units, film->steps,
                 more ? see : "");
}

/* Title and what it is about, left of the play button. */
static void draw_invitation(const struct scene *scene, struct box box,
                            const struct sizes *sizes)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    const char *lead = ui->at > 0 ? say(ui, "Continue", "이어서 보기")
                                  : say(ui, "Start here", "여기서 시작");
    struct draw_style style = style_of(FACE_BOLD, 15, theme->accent,
                                       ALIGN_LEFT);
    float y = box.y + box.h / 2 - sizes->title;
    char about[192];

    float x = box.x + draw_text(scene->list, point_at(box.x, y), style, lead);
    if (!ui->class_mode)
        panel_key(scene, point_at(x + 12, y), keys_cap(KEY_ENTER));
    y += sizes->title * 1.4f;
    style = style_of(FACE_BOLD, sizes->title, theme->ink, ALIGN_LEFT);
    panel_text(scene, point_at(box.x, y), style, box.w,
               say(ui, scene->film->title.en, scene->film->title.ko));
    style = style_of(FACE_UI, TEXT_USUAL, theme->ink_soft, ALIGN_LEFT);
    write_about(scene, true, about, sizeof about);
    if (draw_width(scene->list, style.face, style.size, about) > box.w)
        write_about(scene, false, about, sizeof about);
    panel_text(scene, point_at(box.x, y + sizes->title * 0.4f + 16), style,
               box.w, about);
}

static void draw_play(const struct scene *scene, struct point centre,
                      float radius)
{
    const struct theme *theme = scene->theme;

    draw_glow(scene->list, box_at(centre.x - radius, centre.y - radius,
                                  2 * radius, 2 * radius), radius, 32,
              color_fade(theme->accent, 0.45f), true);
    draw_disc(scene->list, centre, radius, theme->accent);
    chrome_icon(scene, ICON_PLAY, centre, radius * 0.42f, theme->on_accent);
}

/* The card that leads to the film: all of it is one button. */
static void draw_film_card(const struct scene *scene, struct box box,
                           const struct sizes *sizes)
{
    const struct theme *theme = scene->theme;
    struct box inside = box_inset(box, 20);
    struct box foot = inside;
    bool hot = chrome_hot(scene, ACTION_CONTINUE, 0);

    panel_draw(scene, box, say(scene->ui, "start", "시작"));
    draw_outline(scene->list, box_inset(box, 0.5f), 13.5f, 2 * theme->line,
                 color_fade(theme->accent, hot ? 1 : 0.55f));
    foot.h = sizes->foot;
    foot.y = box_bottom(inside) - foot.h;
    inside.h -= foot.h + 8;
    if (inside.h >= 90)
        film_picture(scene, inside);
    else
        foot.y -= (inside.h + 8) / 2;
    draw_play(scene, point_at(box_right(foot) - sizes->play - 8,
                              foot.y + foot.h / 2 + 4), sizes->play);
    foot.w -= 2 * sizes->play + 32;
    draw_invitation(scene, foot, sizes);
    chrome_spot(scene, box, ACTION_CONTINUE, 0);
}

/* The ways beside the lessons, and one's own network, in a row. */
static void draw_row(const struct scene *scene, struct box row, bool films)
{
    struct box doors = row;
    bool own = row.w >= OWN_ROOM && row.h >= OWN_HIGH;

    if (scene->film == NULL) {
        own_draw(scene, row);
        return;
    }
    if (own) {
        struct box right = row;
        right.w = fminf(fmaxf(row.w * 0.4f, OWN_LEAST), OWN_MOST);
        right.x = box_right(row) - right.w;
        own_draw(scene, right);
        doors.w -= right.w + GAP;
    }
    doors_draw(scene, doors, &(struct doors_shown){films, !own});
}

/* Where to begin or to go on, and all lessons. `head` is the lower end of what
 * stands above, right of `hero`. */
static void draw_lessons(const struct scene *scene, struct box hero,
                         struct box box)
{
    struct box first = box_at(box.x, box.y, box.w, INVITATION_LEAST);

    if (box_right(hero) < box_right(box)) {
        first = box_at(box_right(hero) + GAP, hero.y + HEAD,
                       box_right(box) - box_right(hero) - GAP,
                       hero.h - HEAD - GAP);
    } else {
        box.y += first.h + GAP;
        box.h -= first.h + GAP;
    }
    invitation_draw(scene, first);
    lesson_cards(scene, box);
}

static const struct sizes *sizes_of(struct box box)
{
    return box.h < COMPACT ? &compact :
           box.w >= 1200 && box.h >= 760 ? &large : &small;
}

void view_start(const struct scene *scene, struct box box)
{
    const struct sizes *sizes = sizes_of(box);
    bool lessons = scene->cards != NULL && scene->cards->count > 0;
    struct box hero = box;

    if (lessons && box.w >= BESIDE_ROOM && sizes != &compact)
        hero.w = floorf(box.w * 0.52f);
    hero.h = draw_hero(scene, hero, box, sizes) - box.y;
    if (hero.w < box.w)
        hero.h = fmaxf(hero.h, HEAD + INVITATION_LEAST + GAP);
    struct box card = box_at(box.x + MARGIN, box_bottom(hero),
                             box.w - 2 * MARGIN,
                             box.h - hero.h - MARGIN);
    struct box row = card;
    row.h = sizes->row;
    row.y = box_bottom(card) - row.h;
    bool has_row = lessons || card.h - row.h - GAP >= sizes->foot + 40;
    if (has_row)
        card.h -= row.h + GAP;
    if (lessons)
        draw_lessons(scene, hero, card);
    else if (scene->film != NULL)
        draw_film_card(scene, card, sizes);
    if (has_row)
        draw_row(scene, row, lessons);
}
