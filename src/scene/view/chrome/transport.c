/* Buttons, where we are, the timeline, speed, recording, hints. The timeline
 * gets what the others leave; while that is too little they fold, one after
 * the other in a fixed order.
 */
#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/look/notation.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/chrome/timeline.h"
#include "scene/view/view.h"

enum { SMALL = 16, MIDDLE = 18, LARGE = 25, SPACE = 24, RECORD = 32,
       TIMELINE_MIN = 250, TIMELINE_GOOD = 420 };

/* What is folded, in this order. */
enum fold { FOLD_NONE, FOLD_HINTS, FOLD_SPEEDS, FOLD_RECORD_NAME, FOLD_ENDS,
            FOLD_RECORD, FOLD_SPEED, FOLD_PLACE, FOLDS };

/* Draws a part with its middle line at `at`, or only measures it; returns its
 * width. */
typedef float part(const struct scene *scene, struct point at, enum fold fold,
                   bool draws);

static float place_button(const struct scene *scene, struct point at,
                          float radius, enum chrome_icon icon,
                          enum action action, bool draws)
{
    if (draws)
        chrome_round(scene, point_at(at.x + radius, at.y), radius, icon,
                     action);
    return 2 * radius;
}

static float draw_play(const struct scene *scene, struct point at, bool draws)
{
    const struct theme *theme = scene->theme;
    struct point centre = point_at(at.x + LARGE, at.y);
    struct box box = box_at(at.x, at.y - LARGE, 2 * LARGE, 2 * LARGE);
    bool hot = chrome_hot(scene, ACTION_PLAY, 0);

    if (draws) {
        draw_glow(scene->list, box, LARGE, hot ? 36 : 24,
                  color_fade(theme->accent, 0.45f), true);
        draw_disc(scene->list, centre, LARGE, theme->accent);
        chrome_icon(scene, scene->ui->playing ? ICON_PAUSE : ICON_PLAY, centre,
                    11, theme->on_accent);
        chrome_spot(scene, box, ACTION_PLAY, 0);
    }
    return 2 * LARGE;
}

static float draw_buttons(const struct scene *scene, struct point at,
                          enum fold fold, bool draws)
{
    float start = at.x;
    bool ends = fold < FOLD_ENDS;

    if (ends)
        at.x += 8 + place_button(scene, at, SMALL, ICON_FIRST, ACTION_FIRST,
                                 draws);
    at.x += 10 + place_button(scene, at, MIDDLE, ICON_BACK, ACTION_STEP_BACK,
                              draws);
    at.x += 10 + draw_play(scene, at, draws);
    at.x += place_button(scene, at, MIDDLE, ICON_ON, ACTION_STEP_ON, draws);
    if (ends)
        at.x += 8 + place_button(scene, point_at(at.x + 8, at.y), SMALL,
                                 ICON_LAST, ACTION_LAST, draws);
    return at.x - start;
}

static void write_step(const struct scene *scene, int step, char *text,
                       size_t size)
{
    snprintf(text, size, say(scene->ui, "t = %d of %d", "t = %d / %d"), step,
             scene->film->steps);
}

/* Pass and phase (in the forward order). */
static void write_phase(const struct scene *scene, enum pass pass, int phase,
                        char *text, size_t size)
{
    const struct phase_info *info =
        notation_phase(scene->ui, film_cell(scene->film, scene->ui->layer),
                       phase);
    const char *name = pass == PASS_FORWARD
        ? say(scene->ui, "forward", "순전파")
        : say(scene->ui, "backward", "역전파");

    snprintf(text, size, "%s · %s", name, say(scene->ui, info->en, info->ko));
}

/* The same at every moment, so that nothing moves while playing. */
static float place_width(const struct scene *scene)
{
    char text[96];

    write_step(scene, scene->film->steps, text, sizeof text);
    float width = draw_width(scene->list, FACE_BOLD, 19, text);
    for (int k = 0; k < 2 * scene->phases; k++) {
        write_phase(scene, k % 2 ? PASS_BACKWARD : PASS_FORWARD, k / 2, text,
                    sizeof text);
        width = fmaxf(width, draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                        text));
    }
    return width;
}

static float draw_place(const struct scene *scene, struct point at,
                        enum fold fold, bool draws)
{
    const struct theme *theme = scene->theme;
    const struct moment *now = &scene->now;
    bool begun = now->pass == PASS_BACKWARD || now->step > 1 || now->whole > 0;
    int phase = now->pass == PASS_FORWARD ? now->phase
                                          : scene->phases - 1 - now->phase;
    char text[96];

    if (fold >= FOLD_PLACE)
        return 0;
    if (!draws)
        return place_width(scene);
    write_step(scene, begun ? now->step : 0, text, sizeof text);
    draw_text(scene->list, point_at(at.x, at.y - 1),
              style_of(FACE_BOLD, 19, theme->ink, ALIGN_LEFT), text);
    if (begun)
        write_phase(scene, now->pass, phase, text, sizeof text);
    else
        snprintf(text, sizeof text, "%s", say(scene->ui, "at the start",
                                              "시작하기 전"));
    draw_text(scene->list, point_at(at.x, at.y + 20),
              style_of(FACE_UI, TEXT_SMALL, theme->ink_faint, ALIGN_LEFT),
              text);
    return 0;
}

static float draw_speeds(const struct scene *scene, struct point at,
                         enum fold fold, bool draws)
{
    struct choices choices = {.count = SPEEDS, .chosen = scene->ui->speed,
                              .action = ACTION_SPEED};
    int speed = scene->ui->speed;

    if (fold >= FOLD_SPEED)
        return 0;
    if (fold >= FOLD_SPEEDS) {
        choices.count = 1;
        choices.chosen = 0;
        choices.text[0] = ui_speed_names[speed];
        choices.value[0] = (speed + 1) % SPEEDS;
    }
    for (int k = 0; k < choices.count && choices.count > 1; k++) {
        choices.text[k] = ui_speed_names[k];
        choices.value[k] = k;
    }
    return SPACE / 2 + (draws ? panel_switch(scene, at, &choices)
                              : panel_switch_width(scene, &choices));
}

static float draw_record(const struct scene *scene, struct point at,
                         enum fold fold, bool draws)
{
    const struct theme *theme = scene->theme;
    bool on = scene->ui->recording, named = fold < FOLD_RECORD_NAME;
    const char *name = on ? say(scene->ui, "recording", "녹화 중")
                          : say(scene->ui, "record", "녹화");
    struct color red = theme->dark ? color_of(0xff5a4f) : color_of(0xc8281e);
    float width = RECORD;

    if (fold >= FOLD_RECORD)
        return 0;
    if (named)
        width += 16 + draw_width(scene->list, FACE_UI, TEXT_SMALL, name);
    if (!draws)
        return width;
    struct box box = box_at(at.x, at.y - RECORD / 2, width, RECORD);
    struct point dot = point_at(at.x + (named ? 18 : RECORD / 2), at.y);
    draw_box(scene->list, box, RECORD / 2,
             chrome_fill(scene, ACTION_RECORD, 0));
    if (on)
        draw_outline(scene->list, box_inset(box, 0.5f), RECORD / 2 - 0.5f, 2,
                     red);
    draw_disc(scene->list, dot, 6, color_fade(red, on ? 1 : 0.9f));
    if (named)
        draw_text(scene->list, point_at(at.x + 32, at.y + 5),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink, ALIGN_LEFT), name);
    chrome_spot(scene, box, ACTION_RECORD, 0);
    return width;
}

/* What else the arrows do. */
static float draw_hints(const struct scene *scene, struct point at,
                        enum fold fold, bool draws)
{
    const struct keys_line hint = {
        .binding = {*keys_for(ACTION_PHASE_BACK, 0),
                    *keys_for(ACTION_PHASE_ON, 0)}};
    const char *what = say(scene->ui, "phase", "단계");
    float x = SPACE / 2;

    if (fold >= FOLD_HINTS || scene->ui->class_mode)
        return 0;
    x += chrome_keys(scene, point_at(at.x + x, at.y + 5), &hint, draws) + 8;
    if (draws)
        draw_text(scene->list, point_at(at.x + x, at.y + 5),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                           ALIGN_LEFT), what);
    return x + draw_width(scene->list, FACE_UI, TEXT_SMALL, what);
}

static part *const before[] = {draw_buttons, draw_place};
static part *const behind[] = {draw_speeds, draw_record, draw_hints};

/* Width of everything but the timeline. */
static float others(const struct scene *scene, enum fold fold)
{
    float width = 2 * SPACE;

    for (size_t k = 0; k < sizeof before / sizeof *before; k++)
        width += before[k](scene, point_at(0, 0), fold, false) + SPACE;
    for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
        width += behind[k](scene, point_at(0, 0), fold, false) + SPACE / 2;
    return width + SPACE;
}

void view_transport(const struct scene *scene, struct box box)
{
    enum fold fold = FOLD_NONE;
    float left = box.x + SPACE, right = box_right(box) - SPACE;
    float y = box.y + box.h / 2;

    if (scene->film == NULL)
        return;
    panel_draw(scene, box, say(scene->ui, "transport", "재생 막대"));
    while (fold < FOLDS - 1 &&
           box.w - others(scene, fold) < (fold < FOLD_RECORD_NAME
                                          ? TIMELINE_GOOD : TIMELINE_MIN))
        fold++;
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        float width = before[k](scene, point_at(left, y), fold, false);
        before[k](scene, point_at(left, y), fold, true);
        left += width + (width > 0 ? SPACE : 0);
    }
    for (size_t k = sizeof behind / sizeof *behind; k-- > 0;) {
        float width = behind[k](scene, point_at(0, 0), fold, false);
        right -= width;
        behind[k](scene, point_at(right, y), fold, true);
        right -= width > 0 ? SPACE / 2 : 0;
    }
    if (right - SPACE - left >= 60)
        timeline_draw(scene, box_at(left, box.y, right - SPACE - left, box.h));
}
