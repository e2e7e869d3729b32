/* The layout of a frame. A screen is a few panels in a grid of margin 24 and
 * gaps 16 between the top bar and the transport; what there is no room for is
 * left out, the most important last.
 */
#include "scene/scene.h"

#include <math.h>

#include "scene/tell/tell.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum {
    MARGIN = 24, GAP = 16, BAR = 72, TRANSPORT = 68,
    STORY_WIDTH = 400, STORY_MIN_ROOM = 1500, /* of the frame, to have it */
    SUMS_WIDTH = 540, SUMS_MIN_ROOM = 1180,
    TRACE_MIN_ROOM = 1100, /* of a panel, to have the opened number beside it */
    LEAST_WIDTH = 720, LEAST_HEIGHT = 450, /* of a frame that has room for
                                              anything */
    STRIP_HEIGHT = 450, BELOW_MIN_HEIGHT = 250, BELOW_MIN_WIDTH = 480,
    LANES_HEIGHT = 330, LANES_LEAST = 300, MEASURED_LEAST = 200,
    TABS = 44, TABS_LEAST = 200, DIALS_WIDTH = 400, FACTORS_WIDTH = 450,
    MIDDLE_LEAST = LEAST_HEIGHT - BAR - TRANSPORT - 2 * GAP,
    DIALS_MIN_ROOM = 960, FACTORS_MIN_ROOM = 1500,
    UNITS_WIDTH = 440, UNITS_MIN_ROOM = 1400, NEXT_WIDTH = 440,
    NEXT_MIN_ROOM = 960,
};

/* Of the middle, that a preset's sentence may take. */
static const float look_share = 0.3f;

/* Smaller letters than this makes nobody can read: such a window is empty. */
static const float least_scale = 0.3f;

float scene_scale(int width, int height, float text_scale)
{
    float fit = fminf((float)width / 1920, (float)height / 1080);
    float room = fminf((float)width / LEAST_WIDTH,
                       (float)height / LEAST_HEIGHT);

    return fminf(fminf(fmaxf(fit, 0.6f), 2) * text_scale, room);
}

typedef void view(const struct scene *scene, struct box box);

static void show_strip(const struct scene *scene, struct box box)
{
    if (scene->now.pass == PASS_FORWARD)
        view_strip(scene, box);
    else
        view_backward(scene, box);
}

static view *view_of(enum panel panel)
{
    static view *const views[PANELS] = {
        [PANEL_STORY] = view_story,   [PANEL_STRIP] = show_strip,
        [PANEL_HEAT] = view_heat,     [PANEL_SCOPES] = view_scopes,
        [PANEL_SERIES] = view_series, [PANEL_DECAY] = view_decay,
        [PANEL_LAYERS] = view_layers, [PANEL_CELL] = view_cell,
        [PANEL_SUMS] = view_sums,     [PANEL_UNITS] = view_units,
        [PANEL_TRACE] = view_trace,
        [PANEL_PATHS] = view_paths,   [PANEL_TRIANGLE] = view_triangle,
        [PANEL_LANES] = view_lanes,   [PANEL_REACH] = view_reach,
        [PANEL_FACTORS] = view_factors, [PANEL_DIALS] = view_dials,
        [PANEL_TEXT] = view_text,     [PANEL_NEXT] = view_next,
    };
    return views[panel];
}

static void show(const struct scene *scene, enum panel panel, struct box box)
{
    view *draw = view_of(panel);

    if (draw == NULL || box.w < 120 || box.h < 80)
        return;
    struct box before = draw_clip(scene->list, box_inset(box, -40));
    draw_spot(scene->list, box, (struct draw_id){0}, ACTION_NONE, (int)panel);
    draw(scene, box);
    if (scene->tells)
        tell_panel(scene, panel, box);
    draw_unclip(scene->list, before);
}

/* Cuts `width` and a gap off the left of *box. */
static struct box cut_left(struct box *box, float width)
{
    struct box cut = box_at(box->x, box->y, width, box->h);

    box->x += width + GAP;
    box->w -= width + GAP;
    return cut;
}

/* Cuts `width` and a gap off the right of *box. */
static struct box cut_right(struct box *box, float width)
{
    box->w -= width + GAP;
    return box_at(box_right(*box) + GAP, box->y, width, box->h);
}

/* Two panels side by side, or one where there is no room for both. A number
 * that is opened takes the place of the right one. */
static void show_below(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    enum panel right = ui->traces > 0 ? PANEL_TRACE : ui->right;

    if (box.w < 2 * BELOW_MIN_WIDTH + GAP) {
        show(scene, scene->now.pass == PASS_BACKWARD || ui->traces > 0
                        ? right : ui->left, box);
        return;
    }
    struct box left = cut_left(&box, floorf((box.w - GAP) * 0.497f));
    show(scene, ui->left, left);
    show(scene, right, box);
}

/* Beside whatever fills the stage, or over it where there is no room. */
static bool show_trace(const struct scene *scene, struct box *box)
{
    if (scene->ui->traces == 0 || scene->ui->alone == PANEL_TRACE)
        return false;
    if (box->w < TRACE_MIN_ROOM) {
        show(scene, PANEL_TRACE, *box);
        return true;
    }
    show(scene, PANEL_TRACE, cut_right(box, SUMS_WIDTH));
    return false;
}

static void show_stage(const struct scene *scene, struct box box)
{
    if (scene->ui->story && box.w + 2 * MARGIN >= STORY_MIN_ROOM)
        show(scene, PANEL_STORY,
             cut_left(&box, box.w > 2000 ? STORY_WIDTH + 80 : STORY_WIDTH));
    /* The strip has its height; what is left over goes below, if that is
     * enough for a picture. */
    struct box strip = box;
    strip.h = fmaxf(STRIP_HEIGHT, floorf(box.h * 0.495f));
    float below = box.h - strip.h - GAP;
    if (below < BELOW_MIN_HEIGHT) {
        strip.h = box.h;
        if (show_trace(scene, &strip))
            return;
    }
    show(scene, PANEL_STRIP, strip);
    if (below >= BELOW_MIN_HEIGHT)
        show_below(scene, box_at(box.x, strip.y + strip.h + GAP, box.w,
                                 below));
}

static void show_cell(const struct scene *scene, struct box box)
{
    bool story = scene->ui->story && box.w >= 1760;

    if (story)
        show(scene, PANEL_STORY, cut_left(&box, box.w > 2000 ? 400 : 300));
    if (box.w >= SUMS_MIN_ROOM && !scene->ui->class_mode) {
        struct box sums = box;
        sums.w = SUMS_WIDTH;
        sums.x = box_right(box) - sums.w;
        box.w -= sums.w + GAP;
        show(scene, PANEL_CELL, box);
        show(scene, scene->ui->traces > 0 ? PANEL_TRACE : PANEL_SUMS, sums);
        return;
    }
    if (show_trace(scene, &box))
        return;
    show(scene, scene->ui->gate >= 0 ? PANEL_SUMS : PANEL_CELL, box);
}

/* What the lanes are made of, how far back they are felt, and why; where there
 * is no room for two, forward the one and backward the other. */
static void show_measured(const struct scene *scene, struct box box)
{
    bool back = scene->now.pass == PASS_BACKWARD;

    if (box.w < DIALS_MIN_ROOM) {
        show(scene, back ? PANEL_REACH : PANEL_DIALS, box);
        return;
    }
    show(scene, PANEL_DIALS, cut_left(&box, DIALS_WIDTH));
    if (box.w + DIALS_WIDTH + GAP >= FACTORS_MIN_ROOM) {
        struct box reach = cut_left(&box, box.w - FACTORS_WIDTH - GAP);
        show(scene, PANEL_REACH, reach);
        show(scene, PANEL_FACTORS, box);
    } else {
        show(scene, PANEL_REACH, box);
    }
}

/* Height of the lanes where they stand above what is measured. */
static float lanes_height(const struct scene *scene, struct box box)
{
    int count = scene->lab != NULL ? scene->lab->lanes : 1;

    return count > 2 ? fmaxf(LANES_HEIGHT, floorf(box.h * 0.58f))
                     : fmaxf(LANES_LEAST, floorf(box.h * 0.53f));
}

/* Where only one of the panels of a screen has room: which of them. Returns
 * what is left below. */
static struct box show_tabs(const struct scene *scene, struct box box,
                            struct choices tabs)
{
    tabs.action = ACTION_ALONE;
    tabs.chosen = scene->ui->alone == PANEL_NONE ? 0 : -1;
    if (box.h - TABS < TABS_LEAST || panel_switch_width(scene, &tabs) > box.w)
        return box;
    for (int k = 0; k < tabs.count; k++)
        if ((int)scene->ui->alone == tabs.value[k])
            tabs.chosen = k;
    panel_switch(scene, point_at(box.x, box.y + TABS / 2 - 6), &tabs);
    return box_at(box.x, box.y + TABS, box.w, box.h - TABS);
}

static struct box show_tabs_of_compare(const struct scene *scene,
                                       struct box box)
{
    const struct ui *ui = scene->ui;

    if (box.h - lanes_height(scene, box) - GAP >= MEASURED_LEAST)
        return box;
    return show_tabs(scene, box, (struct choices){
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
    show(scene, PANEL_LANES, lanes);
    if (below >= MEASURED_LEAST)
        show_measured(scene, box_at(box.x, lanes.y + lanes.h + GAP, box.w,
                                    below));
}

/* Height of what stands below the text; 0: there is no room for it. */
static float below_text(struct box box)
{
    float below = fminf(floorf(box.h * 0.44f), STRIP_HEIGHT);

    return below >= BELOW_MIN_HEIGHT ? below : 0;
}

static struct box show_tabs_of_text(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;

    if (below_text(box) > 0)
        return box;
    return show_tabs(scene, box, (struct choices){
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
        show(scene, PANEL_UNITS, cut_right(&box, UNITS_WIDTH));
    if (height == 0) {
        show(scene, PANEL_TEXT, box);
        return;
    }
    struct box below = box_at(box.x, box_bottom(box) - height, box.w, height);
    box.h -= height + GAP;
    show(scene, PANEL_TEXT, box);
    struct box next = below.w >= NEXT_MIN_ROOM
        ? cut_right(&below, NEXT_WIDTH) : below;
    if (next.x > below.x)
        show(scene, PANEL_STRIP, below);
    show(scene, PANEL_NEXT, next);
}

static void show_ground(const struct scene *scene, struct box frame)
{
    draw_tile_shaded(scene->list, frame, scene->theme->ground_top,
                     scene->theme->ground_bottom);
}

static void show_film(const struct scene *scene, struct box frame)
{
    const struct ui *ui = scene->ui;
    struct box middle = box_at(MARGIN, BAR, frame.w - 2 * MARGIN,
                               frame.h - BAR - TRANSPORT - 2 * GAP);

    float look = view_look_height(scene, middle.w,
                                  fminf(middle.h * look_share,
                                        middle.h - GAP - MIDDLE_LEAST));

    view_top_bar(scene, box_at(0, 0, frame.w, BAR));
    if (look > 0) {
        view_look(scene, box_at(middle.x, middle.y, middle.w, look));
        middle.y += look + GAP;
        middle.h -= look + GAP;
    }
    view_transport(scene, box_at(MARGIN, box_bottom(middle) + GAP, middle.w,
                                 TRANSPORT));
    if (ui->screen == SCREEN_COMPARE)
        middle = show_tabs_of_compare(scene, middle);
    if (ui->screen == SCREEN_TEXT)
        middle = show_tabs_of_text(scene, middle);
    if (ui->alone != PANEL_NONE) {
        if (!show_trace(scene, &middle))
            show(scene, ui->alone, middle);
    } else if (ui->screen == SCREEN_CELL) {
        show_cell(scene, middle);
    } else if (ui->screen == SCREEN_COMPARE) {
        if (!show_trace(scene, &middle))
            show_compare(scene, middle);
    } else if (ui->screen == SCREEN_TEXT) {
        if (!show_trace(scene, &middle))
            show_text(scene, middle);
    } else {
        show_stage(scene, middle);
    }
}

static void show_overlays(const struct scene *scene, struct box frame)
{
    const struct ui *ui = scene->ui;

    if (ui->overlay == OVERLAY_HELP)
        view_help(scene, frame);
    else if (ui->overlay == OVERLAY_FILES)
        view_files(scene, frame);
    else if (ui->overlay == OVERLAY_PRESETS)
        view_presets(scene, frame);
    else
        view_hover(scene, frame);
    if (ui->message[0] != '\0' || ui->busy >= 0)
        view_message(scene, frame);
}

/* What the pointer drew, and its light. */
static void show_pointer(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    struct draw_list *list = scene->list;
    struct draw_stroke pen = {.width = 4, .color = scene->theme->warn};
    int start = 0;

    for (int k = 0; k <= ui->strokes; k++) {
        if (k < ui->strokes && ui->stroke[k].x >= 0)
            continue;
        if (k - start > 1)
            draw_line(list, ui->stroke + start, k - start, &pen);
        start = k + 1;
    }
    if (ui->light && ui->pointer.x >= 0) {
        struct point at = draw_from_pixels(list, ui->pointer.x, ui->pointer.y);
        draw_glow(list, box_at(at.x - 30, at.y - 30, 60, 60), 30, 90,
                  (struct color){255, 220, 60, 150}, false);
        draw_disc(list, at, 7, (struct color){255, 60, 40, 230});
    }
}

/* Twice as large around a point that stays where it is. */
static void magnify(const struct ui *ui, struct draw_list *list)
{
    list->origin = point_at(-ui->magnify_at.x, -ui->magnify_at.y);
    list->scale *= 2;
}

void scene_build(const struct scene_source *source, int width, int height,
                 struct measure measure, struct draw_list *list)
{
    const struct ui *ui = source->ui;
    struct scene scene = {
        .list = list, .theme = theme_of(ui->theme), .ui = ui,
        .film = source->film, .ghost = source->ghost, .lab = source->lab,
        .decays = source->decays, .training = source->training,
        .levels = source->levels, .studies = source->studies, .phases = 1,
        .tells = source->tells};

    draw_begin(list, width, height,
               scene_scale(width, height, ui_letters(ui)), measure);
    struct box frame = draw_frame_box(list);
    if (ui->overlay == OVERLAY_BLACK) {
        draw_tile(list, frame, (struct color){0, 0, 0, 255});
        return;
    }
    if (ui->magnified)
        magnify(ui, list);
    show_ground(&scene, frame);
    if (list->scale < least_scale)
        return;
    if (source->film != NULL) {
        struct timeline timeline = film_timeline(source->film, ui->layer);
        scene.phases = timeline.phases;
        scene.now = timeline_moment(&timeline, ui->at);
    }
    if (source->film == NULL || ui->screen == SCREEN_START)
        view_start(&scene, frame);
    else
        show_film(&scene, frame);
    show_overlays(&scene, frame);
    show_pointer(&scene);
}
