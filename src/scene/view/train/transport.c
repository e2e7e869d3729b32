/* What the transport is on the screen of training: time is epochs. The timeline
 * gets what the others leave; while that is too little they fold, one after the
 * other in a fixed order.
 */
#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/train/parts/epochs.h"
#include "scene/view/train/parts/racer.h"
#include "scene/view/view.h"
#include "scene/widget/plot.h"

enum { MIDDLE = 18, LARGE = 25, SPACE = 24, RAIL = 8, THUMB = 10,
       TIMELINE_LEAST = 200, TIMELINE_GOOD = 320 };

/* What is folded, in this order. */
enum fold { FOLD_NONE, FOLD_HINTS, FOLD_SPEEDS, FOLD_ONE_BATCH, FOLD_ONE_EPOCH,
            FOLD_SPEED, FOLD_PLACE, FOLDS };

/* Draws a part with its middle line at `at`, or only measures it; returns its
 * width. */
typedef float part(const struct scene *scene, struct point at, enum fold fold,
                   bool draws);

static float place_round(const struct scene *scene, struct point at,
                         enum chrome_icon icon, int value, bool draws)
{
    struct point centre = point_at(at.x + MIDDLE, at.y);

    if (!draws)
        return 2 * MIDDLE;
    draw_disc(scene->list, centre, MIDDLE,
              chrome_fill(scene, ACTION_EPOCH, value));
    draw_ring(scene->list, centre, MIDDLE - 0.5f, 1,
              color_fade(scene->theme->edge_strong, 0.7f));
    chrome_icon(scene, icon, centre, MIDDLE * 0.5f, scene->theme->ink);
    chrome_spot(scene, box_at(at.x, at.y - MIDDLE, 2 * MIDDLE, 2 * MIDDLE),
                ACTION_EPOCH, value);
    return 2 * MIDDLE;
}

static float place_run(const struct scene *scene, struct point at, bool draws)
{
    const struct theme *theme = scene->theme;
    struct box box = box_at(at.x, at.y - LARGE, 2 * LARGE, 2 * LARGE);
    struct point centre = point_at(at.x + LARGE, at.y);
    bool hot = chrome_hot(scene, ACTION_TRAIN_RUN, 0);

    if (draws) {
        draw_glow(scene->list, box, LARGE, hot ? 36 : 24,
                  color_fade(theme->accent, 0.45f), true);
        draw_disc(scene->list, centre, LARGE, theme->accent);
        chrome_icon(scene, scene->ui->training ? ICON_PAUSE : ICON_PLAY,
                    centre, 11, theme->on_accent);
        chrome_spot(scene, box, ACTION_TRAIN_RUN, 0);
    }
    return 2 * LARGE;
}

static float draw_buttons(const struct scene *scene, struct point at,
                          enum fold fold, bool draws)
{
    float start = at.x;

    (void)fold;
    at.x += 10 + place_round(scene, at, ICON_BACK, -2, draws);
    at.x += 10 + place_run(scene, at, draws);
    at.x += place_round(scene, at, ICON_ON, -3, draws);
    return at.x - start;
}

static void write_epoch(const struct scene *scene, int epoch, char *text,
                        size_t size)
{
    snprintf(text, size, say(scene->ui, "epoch %d of %d", "에포크 %d / %d"),
             epoch, racer_epochs(scene));
}

/* Where the lane on the stage is within its next epoch. */
static void write_batch(const struct scene *scene, int done, char *text,
                        size_t size)
{
    const struct trainer *trainer = racer_trainer(scene, racer_chosen(scene));
    int batches = trainer_train_units(trainer);

    if (done > batches)
        snprintf(text, size, "%s", say(scene->ui, "testing", "테스트 중"));
    else
        snprintf(text, size, say(scene->ui, "batch %d of %d",
                                 "배치 %d / %d"), done, batches);
}

static float draw_place(const struct scene *scene, struct point at,
                        enum fold fold, bool draws)
{
    const struct theme *theme = scene->theme;
    const struct trainer *trainer = racer_trainer(scene, racer_chosen(scene));
    bool done = race_done(&scene->training->race);
    char epoch[64], batch[64];

    if (fold >= FOLD_PLACE)
        return 0;
    write_epoch(scene, draws ? epochs_now(scene) : racer_epochs(scene), epoch,
                sizeof epoch);
    write_batch(scene, draws ? trainer->state.unit
                             : trainer_train_units(trainer), batch,
                sizeof batch);
    if (draws) {
        draw_text(scene->list, point_at(at.x, at.y - 1),
                  style_of(FACE_BOLD, 19, theme->ink, ALIGN_LEFT), epoch);
        draw_text(scene->list, point_at(at.x, at.y + 20),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_faint, ALIGN_LEFT),
                  done ? say(scene->ui, "all done", "모두 마침") : batch);
    }
    return fmaxf(fmaxf(draw_width(scene->list, FACE_BOLD, 19, epoch),
                       draw_width(scene->list, FACE_UI, TEXT_SMALL, batch)),
                 draw_width(scene->list, FACE_UI, TEXT_SMALL,
                            say(scene->ui, "all done", "모두 마침")));
}

static float place_button(const struct scene *scene, struct point at,
                          const char *text, enum action action, bool draws)
{
    if (draws)
        panel_button(scene, at, text, false, action, 0);
    return draw_width(scene->list, FACE_BOLD, 15, text) + 28;
}

/* One batch, one epoch; or, when all is done, as many epochs again. */
static float draw_ones(const struct scene *scene, struct point at,
                       enum fold fold, bool draws)
{
    const struct ui *ui = scene->ui;
    float start = at.x;

    if (fold >= FOLD_ONE_EPOCH)
        return 0;
    if (race_done(&scene->training->race))
        return place_button(scene, at, say(ui, "train on", "더 학습"),
                            ACTION_TRAIN_MORE, draws);
    if (fold < FOLD_ONE_BATCH)
        at.x += 8 + place_button(scene, at, say(ui, "+1 batch", "+1 배치"),
                                 ACTION_TRAIN_BATCH, draws);
    at.x += place_button(scene, at, say(ui, "+1 epoch", "+1 에포크"),
                         ACTION_TRAIN_EPOCH, draws);
    return at.x - start;
}

static const char *speed_name(const struct ui *ui, int speed)
{
    return ui_train_speeds[speed] > 0 ? ui_train_speed_names[speed]
                                      : say(ui, "max", "최대");
}

/* How fast it may go: batches a second. */
static float draw_speeds(const struct scene *scene, struct point at,
                         enum fold fold, bool draws)
{
    int speed = scene->ui->train_speed;
    struct choices choices = {.count = SPEEDS, .chosen = speed,
                              .action = ACTION_TRAIN_SPEED};

    if (fold >= FOLD_SPEED)
        return 0;
    if (fold >= FOLD_SPEEDS) {
        choices.count = 1;
        choices.chosen = 0;
        choices.text[0] = speed_name(scene->ui, speed);
        choices.value[0] = (speed + 1) % SPEEDS;
    }
    for (int k = 0; k < choices.count && choices.count > 1; k++) {
        choices.text[k] = speed_name(scene->ui, k);
        choices.value[k] = k;
    }
    const char *unit = fold >= FOLD_SPEEDS ? ""
                                           : say(scene->ui, "batches", "배치");
    float name = draw_width(scene->list, FACE_UI, TEXT_SMALL, unit) + 8;
    if (!draws)
        return name + panel_switch_width(scene, &choices);
    draw_text(scene->list, point_at(at.x, at.y + 5),
              style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                       ALIGN_LEFT), unit);
    at.x += name;
    return name + panel_switch(scene, at, &choices);
}

/* Keys that run and that go through the epochs. */
static float draw_hints(const struct scene *scene, struct point at,
                        enum fold fold, bool draws)
{
    const struct keys_line hint = {
        .binding = {*keys_for(ACTION_PLAY, 0), *keys_for(ACTION_STEP_BACK, 0),
                    *keys_for(ACTION_STEP_ON, 0)}};

    if (fold >= FOLD_HINTS || scene->ui->class_mode)
        return 0;
    return chrome_keys(scene, point_at(at.x, at.y + 5), &hint, draws);
}

static part *const before[] = {draw_buttons, draw_place};
static part *const behind[] = {draw_ones, draw_speeds, draw_hints};

/* Width of everything but the timeline. */
static float others(const struct scene *scene, enum fold fold)
{
    float width = 3 * SPACE;

    for (size_t k = 0; k < sizeof before / sizeof *before; k++)
        width += before[k](scene, point_at(0, 0), fold, false) + SPACE;
    for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
        width += behind[k](scene, point_at(0, 0), fold, false) + SPACE / 2;
    return width;
}

/* Below the rail: a tick for every epoch that is kept, and round numbers. */
static void draw_ticks(const struct scene *scene, const struct plot *rail)
{
    const struct reel *reel =
        &scene->training->race.lane[racer_chosen(scene)].reel;
    float y = rail->box.y + rail->box.h / 2, last = -1e9f;
    double step = fmax(plot_step(rail->x1, (int)(rail->box.w / 70)), 1);

    for (int k = 0; k < reel->count; k++) {
        float x = plot_x(rail, reel->epoch[k]);
        if (x < last + 3)
            continue;
        last = x;
        draw_segment(scene->list, point_at(x, y + 8), point_at(x, y + 12), 1,
                     color_fade(scene->theme->ink_faint, 0.7f));
    }
    for (double epoch = 0; epoch <= rail->x1; epoch += step)
        draw_print(scene->list, point_at(plot_x(rail, epoch), y + 27),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                            ALIGN_CENTRE), "%.0f", epoch);
}

/* The name at the left end, "live" over its place where it does not touch. */
static void draw_names(const struct scene *scene, const struct plot *rail)
{
    const struct ui *ui = scene->ui;
    const char *epoch = say(ui, "epoch", "에포크");
    const char *live = say(ui, "live", "최신");
    float y = rail->box.y + rail->box.h / 2 - 14;
    float end = rail->box.x + draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                         epoch);
    float half = draw_width(scene->list, FACE_UI, TEXT_SMALL, live) / 2;
    float x = fminf(plot_x(rail, epochs_live(scene)),
                    box_right(rail->box) - half);

    draw_text(scene->list, point_at(rail->box.x, y),
              style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                       ALIGN_LEFT), epoch);
    if (x - half > end + 10 && epochs_live(scene) > 0)
        draw_text(scene->list, point_at(x, y),
                  style_of(FACE_BOLD, TEXT_SMALL, scene->theme->good,
                           ALIGN_CENTRE), live);
}

static void draw_timeline(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct plot rail = {box_at(box.x, box.y - 2, box.w, box.h), 0,
                        racer_epochs(scene), 0, 1};
    float y = rail.box.y + rail.box.h / 2;
    float now = plot_x(&rail, epochs_now(scene));
    float live = plot_x(&rail, epochs_live(scene));

    draw_names(scene, &rail);
    draw_ticks(scene, &rail);
    draw_box(scene->list, box_at(box.x, y - RAIL / 2, box.w, RAIL), RAIL / 2,
             theme->track);
    draw_box(scene->list, box_at(box.x, y - RAIL / 2, live - box.x, RAIL),
             fminf(RAIL / 2, (live - box.x) / 2),
             color_fade(theme->good, 0.75f));
    draw_box(scene->list, box_at(box.x, y - RAIL / 2, now - box.x, RAIL),
             fminf(RAIL / 2, (now - box.x) / 2), theme->accent);
    draw_disc(scene->list, point_at(live, y), 6, theme->good);
    draw_spot(scene->list, box_at(box.x, box.y + 2, box.w, box.h - 4),
              subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_EPOCH, 0,
                      racer_epochs(scene)), ACTION_SCRUB_EPOCH,
              racer_epochs(scene));
    draw_disc(scene->list, point_at(now, y), THUMB, theme->panel);
    draw_disc(scene->list, point_at(now, y), THUMB - 2, theme->accent);
}

void view_train_transport(const struct scene *scene, struct box box)
{
    enum fold fold = FOLD_NONE;
    float left = box.x + SPACE, right = box_right(box) - SPACE;
    float y = box.y + box.h / 2;

    if (scene->training == NULL)
        return;
    panel_draw(scene, box, say(scene->ui, "training", "학습 막대"));
    while (fold < FOLDS - 1 &&
           box.w - others(scene, fold) < (fold < FOLD_ONE_BATCH
                                          ? TIMELINE_GOOD : TIMELINE_LEAST))
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
        draw_timeline(scene, box_at(left, box.y, right - SPACE - left, box.h));
}
