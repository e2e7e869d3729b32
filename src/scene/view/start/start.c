/* The start screen: one large card that leads to the film, with a picture of
 * it; beside it Compare and the presets; and how to bring one's own.
 */
#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/sheet/files.h"
#include "scene/view/start/doors.h"
#include "scene/view/start/film_picture.h"
#include "scene/view/start/lesson_cards.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum { MARGIN = 24, GAP = 16, RECENT_MIN_ROOM = 1240,
       BACK_MIN_ROOM = 900, OWN_ROOM = 1000, OWN_LEAST = 430, OWN_MOST = 760,
       BESIDE_ROOM = 1000, FIRST = 96 };

/* Sizes for a large frame and for a small one. */
struct sizes {
    float logo, name, promise, hero; /* the head; hero: its height */
    float foot, title, play;         /* of the large card */
    float row;                       /* height of the lowest one */
};

static const struct sizes large = {2.5f, 46, 20, 168, 116, 28, 34, 112};
static const struct sizes small = {1.5f, 30, 16, 108, 92, 20, 24, 74};

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

/* A dashed frame: files can be dropped. */
static void draw_dashes(const struct scene *scene, struct box box,
                        float radius)
{
    struct point points[40];
    struct draw_stroke line = {.width = 1.8f * scene->theme->line,
                               .color = scene->theme->accent, .on = 9,
                               .off = 7, .closed = true};
    int count = 0;

    for (int corner = 0; corner < 4; corner++) {
        bool right = corner == 1 || corner == 2;
        float x = right ? box_right(box) - radius : box.x + radius;
        float y = corner >= 2 ? box_bottom(box) - radius : box.y + radius;
        for (int k = 0; k <= 8; k++) {
            float angle = 3.1415927f + 1.5707963f * ((float)corner +
                                                     (float)k / 8);
            points[count++] = point_at(x + cosf(angle) * radius,
                                       y + sinf(angle) * radius);
        }
    }
    draw_box(scene->list, box, radius,
             color_fade(scene->theme->accent, 0.06f));
    draw_line(scene->list, points, count, &line);
}

/* The button that opens the list of files, with its key; returns its width. */
static float draw_browse(const struct scene *scene, struct point left_middle,
                         bool draws)
{
    const struct theme *theme = scene->theme;
    const char *text = say(scene->ui, "Choose a file", "파일 고르기");
    const struct keys_line key = {.binding = {*keys_for(ACTION_FILES, 0)}};
    float width = draw_width(scene->list, FACE_BOLD, 15, text) + 40;
    float all = width;
    struct box box = box_at(left_middle.x, left_middle.y - 18, width, 36);

    if (!scene->ui->class_mode)
        all += 14 + chrome_keys(scene, point_at(box_right(box) + 14,
                                                left_middle.y + 5), &key,
                                draws);
    if (!draws)
        return all;
    draw_box(scene->list, box, 18,
             chrome_hot(scene, ACTION_FILES, 0)
             ? color_mix(theme->accent, theme->ink, 0.2f) : theme->accent);
    draw_text(scene->list, point_at(box.x + width / 2, left_middle.y + 5.5f),
              style_of(FACE_BOLD, 15, theme->on_accent, ALIGN_CENTRE), text);
    chrome_spot(scene, box, ACTION_FILES, 0);
    return all;
}

/* The button back to the opening scene, which ends at `right`; its width. */
static float draw_back(const struct scene *scene, float right, float y)
{
    const char *text = say(scene->ui, "Opening scene", "처음 예제");
    float width = draw_width(scene->list, FACE_BOLD, 15, text) + 28;

    return panel_button(scene, point_at(right - width, y), text, false,
                        ACTION_OPENING, 0);
}

/* Recent files, as many as there is room for. */
static void draw_recent(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    int shown = 0;

    draw_text(scene->list, point_at(box.x + 14, box.y + 16),
              style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink_faint,
                       ALIGN_LEFT), say(ui, "Recent", "최근 파일"));
    for (int k = 0; k < ui->files; k++) {
        struct box row = box_at(box.x, box.y + 26 + (float)shown * FILES_ROW,
                                box.w, FILES_ROW);
        if (!ui->file_list[k].recent)
            continue;
        if (box_bottom(row) > box_bottom(box))
            return;
        files_row(scene, row, k, false);
        shown++;
    }
}

static bool has_recent(const struct ui *ui)
{
    for (int k = 0; k < ui->files; k++)
        if (ui->file_list[k].recent)
            return true;
    return false;
}

/* What can be opened, and the ways to do it. */
static void draw_own_card(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    float y = box.y + box.h / 2, x = box.x + 104, right = box_right(box) - 28;

    draw_group(scene->list, box, say(ui, "your own network", "내 모델"));
    draw_dashes(scene, box, 14);
    draw_disc(scene->list, point_at(box.x + 58, y), 30,
              color_fade(theme->accent, theme->dark ? 0.18f : 0.12f));
    chrome_icon(scene, ICON_TRAY, point_at(box.x + 58, y), 15, theme->accent);
    if (has_recent(ui) && box.w >= RECENT_MIN_ROOM) {
        float width = fminf(fmaxf(box.w * 0.28f, 420), 520);
        draw_recent(scene, box_at(right - width, box.y + 14, width,
                                  box.h - 20));
        right -= width + 32;
    }
    float browse = draw_browse(scene, point_at(0, 0), false);
    draw_browse(scene, point_at(right - browse, y), true);
    if (scene->film != NULL && !scene->film->opening && box.w >= BACK_MIN_ROOM)
        browse += 16 + draw_back(scene, right - browse - 16, y);
    panel_text(scene, point_at(x, y - 12),
               style_of(FACE_BOLD, 18, theme->ink, ALIGN_LEFT),
               right - browse - 24 - x,
               say(ui, "Open your own network", "내 모델 열기"));
    struct prose_style style = {15, 22, theme->ink_soft};
    const char *how = say(ui, "Drop weights (.safetensors) and data (.csv) "
                              "here. They stay on this computer.",
                          "가중치(.safetensors)와 데이터(.csv)를 끌어다 "
                          "놓으세요. 파일은 이 컴퓨터 밖으로 나가지 않습니다.");
    float width = right - browse - 24 - x;
    if (prose_height(scene, width, &style, how) <= box.h / 2 - 24)
        prose_draw(scene, point_at(x, y + 14), width, &style, how);
}

/* The ways beside the lessons, and one's own network, in a row. */
static void draw_row(const struct scene *scene, struct box row)
{
    struct box doors = row;

    if (scene->film == NULL) {
        draw_own_card(scene, row);
        return;
    }
    if (row.w >= OWN_ROOM) {
        struct box own = row;
        own.w = fminf(fmaxf(row.w * 0.4f, OWN_LEAST), OWN_MOST);
        own.x = box_right(row) - own.w;
        draw_own_card(scene, own);
        doors.w -= own.w + GAP;
    }
    doors_draw(scene, doors);
}

/* Where to begin or to go on, and all lessons. */
static void draw_lessons(const struct scene *scene, struct box first,
                         struct box all)
{
    lesson_invitation(scene, first);
    lesson_cards(scene, all);
}

void view_start(const struct scene *scene, struct box box)
{
    const struct sizes *sizes = box.w >= 1200 && box.h >= 760 ? &large
                                                              : &small;
    bool lessons = scene->cards != NULL && scene->cards->count > 0;
    bool beside = lessons && box.w >= BESIDE_ROOM;
    struct box hero = box;

    if (beside)
        hero.w = floorf(box.w * 0.52f);
    float top = draw_hero(scene, hero, box, sizes);
    struct box card = box_at(box.x + MARGIN, top, box.w - 2 * MARGIN,
                             box_bottom(box) - top - MARGIN);
    struct box row = card, first = card;
    row.h = sizes->row;
    row.y = box_bottom(card) - row.h;
    if (card.h - row.h - GAP >= sizes->foot + 40) {
        draw_row(scene, row);
        card.h -= row.h + GAP;
    }
    if (beside) {
        first = box_at(box_right(hero) + GAP, box.y + 64,
                       box_right(card) - box_right(hero) - GAP,
                       top - box.y - 72);
    } else if (lessons) {
        first.h = FIRST;
        card.y += FIRST + GAP;
        card.h -= FIRST + GAP;
    }
    if (lessons)
        draw_lessons(scene, first, card);
    else if (scene->film != NULL)
        draw_film_card(scene, card, sizes);
}
