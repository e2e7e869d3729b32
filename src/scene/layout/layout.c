/* The layout of the screens. A screen is a few panels in a grid with gaps of 16;
 * what there is no room for is left out, the most important last. Where only
 * one of them has room a row of tabs says which.
 */
#include "scene/layout/layout.h"

#include <math.h>

#include "scene/layout/lesson.h"
#include "scene/layout/place.h"

enum {
    MARGIN = 24, GAP = PLACE_GAP, STORY_WIDTH = 400,
    STORY_MIN_ROOM = 1500, /* of the frame, to have it */
    SUMS_WIDTH = PLACE_SUMS, SUMS_MIN_ROOM = 1180,
    STRIP_HEIGHT = 450, BELOW_MIN_HEIGHT = 250, BELOW_MIN_WIDTH = 480,
    LANES_HEIGHT = 330, LANES_LEAST = 300, MEASURED_LEAST = 200,
    DIALS_WIDTH = 400, FACTORS_WIDTH = 450,
    DIALS_MIN_ROOM = 960, FACTORS_MIN_ROOM = 1500,
    UNITS_WIDTH = 490, UNITS_MIN_ROOM = 1450, NEXT_WIDTH = 440,
    NEXT_MIN_ROOM = 960,
    REEL_HEIGHT = 178, REEL_LEAST = 140, LOSS_LEAST = 240, TOP_LEAST = 300,
    BESIDE_LEAST = 480, PAIR_ROOM = 1020, SCORES_HEIGHT = 296,
    STATES_LEAST = 230,
};

/* Two panels side by side, or one where there is no room for both. A number
 * that is opened takes the place of the right one. */
static void show_below(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    enum panel right = ui->traces > 0 ? PANEL_TRACE : ui->right;

    if (box.w < 2 * BELOW_MIN_WIDTH + GAP) {
        place_panel(scene, scene->now.pass == PASS_BACKWARD || ui->traces > 0
                        ? right : ui->left, box);
        return;
    }
    struct box left = place_left(&box, floorf((box.w - GAP) * 0.497f));
    place_panel(scene, ui->left, left);
    place_panel(scene, right, box);
}

static void show_stage(const struct scene *scene, struct box box)
{
    if (scene->ui->story && !lesson_is_shown(scene) &&
        box.w + 2 * MARGIN >= STORY_MIN_ROOM)
        place_panel(scene, PANEL_STORY,
             place_left(&box, box.w > 2000 ? STORY_WIDTH + 80 : STORY_WIDTH));
    /* The strip has its height; what is left over goes below, if that is
     * enough for a picture. */
    struct box strip = box;
    strip.h = fmaxf(STRIP_HEIGHT, floorf(box.h * 0.495f));
    float below = box.h - strip.h - GAP;
    if (below < BELOW_MIN_HEIGHT) {
        strip.h = box.h;
        if (place_trace(scene, &strip))
            return;
    }
    place_panel(scene, PANEL_STRIP, strip);
    if (below >= BELOW_MIN_HEIGHT)
        show_below(scene, box_at(box.x, strip.y + strip.h + GAP, box.w,
                                 below));
}

static void show_cell(const struct scene *scene, struct box box)
{
    bool story = scene->ui->story && !lesson_is_shown(scene) &&
                 box.w >= 1760;

    if (story)
        place_panel(scene, PANEL_STORY, place_left(&box, box.w > 2000 ? 400 : 300));
    if (box.w >= SUMS_MIN_ROOM && !scene->ui->class_mode) {
        struct box sums = box;
        sums.w = SUMS_WIDTH;
        sums.x = box_right(box) - sums.w;
        box.w -= sums.w + GAP;
        place_panel(scene, PANEL_CELL, box);
        place_panel(scene, scene->ui->traces > 0 ? PANEL_TRACE : PANEL_SUMS, sums);
        return;
    }
    if (place_trace(scene, &box))
        return;
    place_panel(scene, scene->ui->gate >= 0 ? PANEL_SUMS : PANEL_CELL, box);
}

/* What the lanes are made of, how far back they are felt, and why; where there
 * is no room for two, forward the one and backward the other. */
static void show_measured(const struct scene *scene, struct box box)
{
    bool back = scene->now.pass == PASS_BACKWARD;

    if (box.w < DIALS_MIN_ROOM) {
        place_panel(scene, back ? PANEL_REACH : PANEL_DIALS, box);
        return;
    }
    place_panel(scene, PANEL_DIALS, place_left(&box, DIALS_WIDTH));
    if (box.w + DIALS_WIDTH + GAP >= FACTORS_MIN_ROOM) {
        struct box reach = place_left(&box, box.w - FACTORS_WIDTH - GAP);
        place_panel(scene, PANEL_REACH, reach);
        place_panel(scene, PANEL_FACTORS, box);
    } else {
        place_panel(scene, PANEL_REACH, box);
    }
}

/* Height of the lanes where they stand above what is measured. */
static float lanes_height(const struct scene *scene, struct box box)
{
    int count = scene->lab != NULL ? scene->lab->lanes : 1;

    return count > 2 ? fmaxf(LANES_HEIGHT, floorf(box.h * 0.58f))
                     : fmaxf(LANES_LEAST, floorf(box.h * 0.53f));
}

static struct box show_tabs_of_compare(const struct scene *scene,
                                       struct box box)
{
    const struct ui *ui = scene->ui;

    if (box.h - lanes_height(scene, box) - GAP >= MEASURED_LEAST)
        return box;
    return place_tabs(scene, box, (struct choices){
        .count = 4,
        .text = {say(ui, "lanes", "레인"), say(ui, "dials", "다이얼"),
                 say(ui, "reach", "영향"), say(ui, "factors", "배율")},
        .value = {PANEL_LANES, PANEL_DIALS, PANEL_REACH, PANEL_FACTORS}});
}

static void show_compare(const struct scene *scene, struct box box)
{
    struct box lanes = box;

    lanes.h = lanes_height(scene, box);
    float below = box.h - lanes.h - GAP;
    if (below < MEASURED_LEAST)
        lanes.h = box.h;
    place_panel(scene, PANEL_LANES, lanes);
    if (below >= MEASURED_LEAST)
        show_measured(scene, box_at(box.x, lanes.y + lanes.h + GAP, box.w,
                                    below));
}

/* Height of what stands below the text; 0: there is no room for it. */
static float below_text(struct box box)
{
    float below = fminf(floorf(box.h * 0.5f), STRIP_HEIGHT);

    return below >= BELOW_MIN_HEIGHT ? below : 0;
}

static struct box show_tabs_of_text(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;

    if (below_text(box) > 0)
        return box;
    return place_tabs(scene, box, (struct choices){
        .count = 4,
        .text = {say(ui, "text", "글"), say(ui, "next", "다음"),
                 say(ui, "unrolled", "펼친 그림"), say(ui, "units", "유닛")},
        .value = {PANEL_TEXT, PANEL_NEXT, PANEL_STRIP, PANEL_UNITS}});
}

/* The text, below it the present word unrolled and what comes next, beside it
 * all units. */
static void show_text(const struct scene *scene, struct box box)
{
    float height = below_text(box);

    if (box.w >= UNITS_MIN_ROOM)
        place_panel(scene, PANEL_UNITS, place_right(&box, UNITS_WIDTH));
    if (height == 0) {
        place_panel(scene, PANEL_TEXT, box);
        return;
    }
    struct box below = box_at(box.x, box_bottom(box) - height, box.w, height);
    box.h -= height + GAP;
    place_panel(scene, PANEL_TEXT, box);
    struct box next = below.w >= NEXT_MIN_ROOM
        ? place_right(&below, NEXT_WIDTH) : below;
    if (next.x > below.x)
        place_panel(scene, PANEL_STRIP, below);
    place_panel(scene, PANEL_NEXT, next);
}

/* As many of the panels of training as have room for their names. */
static struct box show_tabs_of_train(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct choices tabs = {
        .count = 7,
        .text = {say(ui, "loss", "손실"), say(ui, "task", "과제"),
                 say(ui, "scores", "성적"), say(ui, "epochs", "에포크"),
                 say(ui, "gradients", "기울기"), say(ui, "states", "상태"),
                 say(ui, "lags", "시차")},
        .value = {PANEL_LOSS, PANEL_TASK, PANEL_SCORES, PANEL_REEL,
                  PANEL_NORMS, PANEL_HEAT, PANEL_SWEEP}};

    while (tabs.count > 4 && panel_switch_width(scene, &tabs) > box.w)
        tabs.count--;
    return place_tabs(scene, box, tabs);
}

/* Two side by side where there is room, else the first of them. */
static void show_pair(const struct scene *scene, enum panel left,
                      enum panel right, struct box box)
{
    if (box.w >= PAIR_ROOM)
        place_panel(scene, right, place_right(&box, fmaxf(BESIDE_LEAST,
                                                 floorf(box.w * 0.4f))));
    place_panel(scene, left, box);
}

/* The losses; beside them the scores, and where there is room below these what
 * the units do. */
static void show_losses(const struct scene *scene, struct box box)
{
    if (box.w >= PAIR_ROOM) {
        struct box side = place_right(&box, fmaxf(BESIDE_LEAST,
                                                floorf(box.w * 0.4f)));
        struct box states = side;
        side.h = SCORES_HEIGHT;
        states.y = box_bottom(side) + GAP;
        states.h -= SCORES_HEIGHT + GAP;
        if (states.h >= STATES_LEAST)
            place_panel(scene, PANEL_HEAT, states);
        else
            side.h = box.h;
        place_panel(scene, PANEL_SCORES, side);
    }
    place_panel(scene, PANEL_LOSS, box);
}

/* Loss and scores above, the epochs below; between them, where everything is
 * asked for, gradients and states. */
static void show_train_panels(const struct scene *scene, struct box box)
{
    struct box reel = box;
    bool all = scene->ui->train_all &&
               box.h >= TOP_LEAST + BELOW_MIN_HEIGHT + REEL_LEAST + 2 * GAP;

    reel.h = all ? REEL_HEIGHT : fmaxf(REEL_HEIGHT, floorf(box.h * 0.3f));
    if (box.h - reel.h - GAP < LOSS_LEAST)
        reel.h = box.h - LOSS_LEAST - GAP;
    if (reel.h >= REEL_LEAST) {
        box.h -= reel.h + GAP;
        reel.y = box_bottom(box) + GAP;
        place_panel(scene, PANEL_REEL, reel);
    }
    if (!all) {
        show_losses(scene, box);
        return;
    }
    struct box top = box;
    top.h = floorf((box.h - GAP) * 0.56f);
    show_pair(scene, PANEL_LOSS, PANEL_NORMS, top);
    box.y += top.h + GAP;
    box.h -= top.h + GAP;
    show_pair(scene, PANEL_HEAT, PANEL_SCORES, box);
}

static void show_train(const struct scene *scene, struct box box)
{
    bool task = box.w + 2 * MARGIN >= STORY_MIN_ROOM;

    if (scene->ui->alone != PANEL_NONE || !task)
        box = show_tabs_of_train(scene, box);
    if (scene->ui->alone != PANEL_NONE) {
        if (!place_trace(scene, &box))
            place_panel(scene, scene->ui->alone, box);
        return;
    }
    if (task)
        place_panel(scene, PANEL_TASK,
             place_left(&box, box.w > 2000 ? STORY_WIDTH + 80 : STORY_WIDTH));
    show_train_panels(scene, box);
}

void screen_build(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;

    box = lesson_column(scene, box);
    if (box.w <= 0 || lesson_stage(scene, box))
        return;
    if (ui->screen == SCREEN_TRAIN && scene->training != NULL) {
        show_train(scene, box);
        return;
    }
    if (ui->screen == SCREEN_COMPARE)
        box = show_tabs_of_compare(scene, box);
    if (ui->screen == SCREEN_TEXT)
        box = show_tabs_of_text(scene, box);
    if (ui->alone != PANEL_NONE) {
        if (!place_trace(scene, &box))
            place_panel(scene, ui->alone, box);
    } else if (ui->screen == SCREEN_CELL) {
        show_cell(scene, box);
    } else if (ui->screen == SCREEN_COMPARE) {
        if (!place_trace(scene, &box))
            show_compare(scene, box);
    } else if (ui->screen == SCREEN_TEXT) {
        if (!place_trace(scene, &box))
            show_text(scene, box);
    } else {
        show_stage(scene, box);
    }
}
