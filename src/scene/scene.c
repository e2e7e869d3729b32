/* A frame: ground, top bar, the screen, the transport, and what lies over them,
 * with a margin of 24 and gaps of 16.
 */
#include "scene/scene.h"

#include <math.h>

#include "scene/layout/layout.h"
#include "scene/view/lesson/glow.h"
#include "scene/view/view.h"

enum {
    MARGIN = 24, GAP = 16, BAR = 72, TRANSPORT = 68,
    LEAST_WIDTH = 720, LEAST_HEIGHT = 450, /* of a frame that has room for
                                              anything */
    MIDDLE_LEAST = LEAST_HEIGHT - BAR - TRANSPORT - 2 * GAP,
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
    const struct box foot = box_at(MARGIN, box_bottom(middle) + GAP, middle.w,
                                   TRANSPORT);
    if (ui->screen == SCREEN_TRAIN && scene->training != NULL)
        view_train_transport(scene, foot);
    else
        view_transport(scene, foot);
    const int spots = scene->list->spot_count;
    const int commands = scene->list->commands;
    screen_build(scene, middle);
    glow_draw(scene, spots, commands);
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
    else if (ui->overlay == OVERLAY_TASKS)
        view_tasks(scene, frame);
    else if (ui->overlay == OVERLAY_GO)
        view_go(scene, frame);
    else if (ui->overlay == OVERLAY_GLOSSARY)
        view_glossary(scene, frame);
    else
        view_term(scene, frame);
    bool term = scene->course != NULL && scene->course->term >= 0;
    if (ui->overlay == OVERLAY_NONE && !term)
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
        .course = source->course, .cards = source->cards,
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

void scene_build_presenter(const struct scene_source *source, int width,
                           int height, struct measure measure,
                           struct draw_list *list)
{
    const struct ui *ui = source->ui;
    const struct scene scene = {.list = list, .theme = theme_of(ui->theme),
                                .ui = ui, .film = source->film,
                                .course = source->course,
                                .cards = source->cards, .phases = 1};

    draw_begin(list, width, height,
               scene_scale(width, height, ui->text_scale), measure);
    view_presenter(&scene, draw_frame_box(list));
}
