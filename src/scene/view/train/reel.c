/* The past as a strip of film: what the states of the network were on the same
 * sequence, epoch by epoch. Frames stand where their epochs are on the axis, so
 * that a drag over them goes there.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/notation.h"
#include "scene/look/ramp.h"
#include "scene/view/train/parts/epochs.h"
#include "scene/view/train/parts/racer.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { TOP = 52, BELOW = 30, HOLES = 14, FRAMES = 12, FRAME_LEAST = 64,
       APART = 8, HEIGHT_LEAST = 24, HOLE = 10, HOLE_PITCH = 22 };

struct reel_view {
    const struct scene *scene;
    struct box film;       /* with its perforation */
    struct plot plot;      /* epochs along the middle of the frames */
    float frame;           /* width of one */
    int palette;
};

/* The edges, with holes. */
static void draw_film(const struct reel_view *view)
{
    const struct scene *scene = view->scene;
    const struct theme *theme = scene->theme;
    struct box box = view->film;

    draw_box(scene->list, box, 8, theme->dark ? theme->ground_top
                                              : theme->well);
    for (float x = box.x + 8; x + HOLE < box_right(box); x += HOLE_PITCH)
        for (int side = 0; side < 2; side++)
            draw_box(scene->list,
                     box_at(x, side ? box_bottom(box) - HOLES + 5 : box.y + 4,
                            HOLE, 5), 1.5f, theme->track);
}

static struct box frame_at(const struct reel_view *view, float x)
{
    return box_at(x - view->frame / 2, view->film.y + HOLES, view->frame,
                  view->film.h - 2 * HOLES);
}

static void draw_cells(const struct reel_view *view, struct box box,
                       const struct reel_picture *picture)
{
    uint8_t *cell = draw_grid(view->scene->list, box, picture->steps,
                              picture->units, view->palette, false);

    if (cell == NULL)
        return;
    for (int u = 0; u < picture->units; u++)
        for (int t = 0; t < picture->steps; t++)
            *cell++ = ramp_entry(RAMP_SIGNED, (double)picture->value[u][t]);
}

/* What is not there yet, or not made yet. */
static void draw_blank(const struct reel_view *view, struct box box)
{
    const struct theme *theme = view->scene->theme;

    draw_box(view->scene->list, box, 4, color_fade(theme->ink, 0.04f));
    draw_text(view->scene->list,
              point_at(box.x + box.w / 2, box.y + box.h / 2 + 4),
              style_of(FACE_UI, TEXT_USUAL, theme->ink_faint, ALIGN_CENTRE),
              "…");
}

static void draw_number(const struct reel_view *view, int epoch, float x)
{
    const struct scene *scene = view->scene;
    bool now = epoch == epochs_now(scene);
    struct point at = point_at(x, box_bottom(view->film) + 19);

    draw_print(scene->list, at,
               style_of(now ? FACE_BOLD : FACE_UI, TEXT_SMALL,
                        now ? scene->theme->ink : scene->theme->ink_faint,
                        ALIGN_CENTRE), "%d", epoch);
}

/* Its middle is at x. */
static void draw_frame(const struct reel_view *view, int epoch, float x)
{
    const struct scene *scene = view->scene;
    const struct reel_picture *picture =
        training_picture(scene->training, scene->ui, epoch);
    struct box box = frame_at(view, x);
    int now = epochs_now(scene);
    float alpha = scene->list->alpha;

    if (epoch > now)
        scene->list->alpha *= 0.45f;
    if (picture == NULL)
        draw_blank(view, box);
    else
        draw_cells(view, box, picture);
    scene->list->alpha = alpha;
    if (epoch == now)
        draw_outline(scene->list, box_inset(box, -2), 5,
                     3 * scene->theme->line, scene->theme->accent);
    draw_number(view, epoch, x);
}

/* The pictures, each where there is room behind the one before; the latest, if
 * there is none, in the next frame: a click there goes to the latest too. Then
 * what is to come. */
static void draw_frames(const struct reel_view *view)
{
    const struct scene *scene = view->scene;
    int epoch[REEL_PICTURES];
    int count = training_pictures(scene->training, scene->ui, REEL_PICTURES,
                                  epoch);
    float pitch = view->frame + APART, last = -1e9f;
    float end = box_right(view->film) - 4 - view->frame / 2;

    for (int k = 0; k < count; k++) {
        float x = plot_x(&view->plot, epoch[k]);
        bool next = x - last < pitch - 1;
        if (next && (k < count - 1 || last + pitch > end))
            continue;
        last = next ? last + pitch : x;
        draw_frame(view, epoch[k], last);
    }
    for (float x = last + pitch; x <= end; x += pitch)
        draw_blank(view, frame_at(view, x));
}

/* A tick for every epoch that is kept: time travel stops at those. */
static void draw_kept(const struct reel_view *view)
{
    const struct scene *scene = view->scene;
    const struct reel *reel =
        &scene->training->race.lane[racer_chosen(scene)].reel;
    float last = -1e9f;

    for (int k = 0; k < reel->count; k++) {
        float x = plot_x(&view->plot, reel->epoch[k]);
        if (x < last + 2)
            continue;
        last = x;
        draw_tile(scene->list, box_at(x - 0.5f, box_bottom(view->film) + 1, 1,
                                      4), scene->theme->ink_faint);
    }
}

/* A pointer at the edge of the film, which is there for epochs without a frame
 * too: green where it is live, else with a line. */
static void draw_now(const struct reel_view *view)
{
    const struct scene *scene = view->scene;
    const struct theme *theme = scene->theme;
    float x = plot_x(&view->plot, epochs_now(scene)), top = view->film.y;
    struct color color = scene->ui->epoch < 0 ? theme->good : theme->accent;
    const struct point tip[3] = {{x - 7, top - 8}, {x + 7, top - 8},
                                 {x, top + 2}};

    if (scene->ui->epoch >= 0)
        draw_segment(scene->list, point_at(x, top),
                     point_at(x, box_bottom(view->film)), 2 * theme->line,
                     color_fade(color, 0.8f));
    draw_polygon(scene->list, tip, 3, color);
}

static float button_width(const struct scene *scene, const char *text)
{
    return draw_width(scene->list, FACE_BOLD, 15, text) + 28;
}

/* What can be done with the epoch looked at; returns where it begins. */
static float draw_buttons(const struct scene *scene, struct point right_middle,
                          float left)
{
    const struct ui *ui = scene->ui;
    bool past = ui->epoch >= 0 && epochs_now(scene) < epochs_live(scene);
    bool room = racer_count(scene) < RACE_LANES;
    char live[48];
    const struct {
        const char *text;
        bool there;
        enum action action;
        int value;
    } buttons[] = {
        {live, past, ACTION_EPOCH, -1},
        {say(ui, "branch here", "여기서 갈라내기"),
         room && epochs_live(scene) > 0, ACTION_BRANCH, 0},
    };
    float x = right_middle.x;

    snprintf(live, sizeof live, say(ui, "back to live, %d", "최신 %d로"),
             epochs_live(scene));
    for (size_t k = 0; k < sizeof buttons / sizeof *buttons; k++) {
        float width = button_width(scene, buttons[k].text);
        if (!buttons[k].there || x - width < left)
            continue;
        panel_button(scene, point_at(x - width, right_middle.y),
                     buttons[k].text, false, buttons[k].action,
                     buttons[k].value);
        x -= width + 8;
    }
    return x;
}

static void draw_heading(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const char *title = say(ui, "Time travel", "시간 여행");
    float left = box.x + PANEL_PADDING, y = box.y + PANEL_HEADING - 4;
    float width = draw_width(scene->list, FACE_BOLD, TEXT_HEADING, title);
    int lane = racer_chosen(scene);
    const struct layer_spec *layer =
        &scene->training->race.setup.lane[lane].layer;
    char note[RACER_NAME_MAX + 96], name[RACER_NAME_MAX];

    float right = draw_buttons(scene, point_at(box_right(box) - PANEL_PADDING,
                                               y - 6), left + width + 16);
    snprintf(note, sizeof note, layer->cell == CELL_LSTM
                 ? say(ui, "%s: cell state, unit by time; drag through the "
                           "epochs",
                       "%s의 셀 상태, 유닛 × 시점. 끌면 그 에포크로 갑니다")
             : layer->cell == CELL_DENSE
                 ? say(ui, "%s: output, unit by time; drag through the epochs",
                       "%s의 출력, 유닛 × 시점. 끌면 그 에포크로 갑니다")
                 : say(ui, "%s: hidden state, unit by time; drag through the "
                           "epochs",
                       "%s의 은닉 상태, 유닛 × 시점. 끌면 그 에포크로 "
                       "갑니다"),
             racer_name(scene, lane, name));
    panel_title(scene, point_at(left, y), title, note, right - left);
}

/* Frames are as wide as a round number of epochs, of which a dozen fill the
 * film. */
static void lay_out(struct reel_view *view, struct box box)
{
    double epochs = racer_epochs(view->scene);
    float room, high;

    view->film = box_at(box.x + 12, box.y + TOP, box.w - 24,
                        box.h - TOP - BELOW);
    high = view->film.h - 2 * HOLES;
    room = view->film.w - 20;
    double share = fmin(fmax(plot_step(epochs, (int)fminf(
        fmaxf(room / (FRAME_LEAST + APART), 1), FRAMES)), 1) / epochs, 1);
    view->frame = ((float)share * room - APART) / (1 + (float)share);
    view->frame = fminf(fmaxf(view->frame, FRAME_LEAST), 2.4f * high);
    float inset = view->frame / 2 + 10;
    view->plot = (struct plot){
        box_at(view->film.x + inset, view->film.y, view->film.w - 2 * inset,
               view->film.h), 0, epochs, 0, 1};
}

void view_reel(const struct scene *scene, struct box box)
{
    struct reel_view view = {.scene = scene};
    struct color palette[256];

    if (scene->training == NULL)
        return;
    panel_draw(scene, box, say(scene->ui, "Time travel", "시간 여행"));
    draw_heading(scene, box);
    lay_out(&view, box);
    if (view.film.h < 2 * HOLES + HEIGHT_LEAST || view.plot.box.w < 100)
        return;
    ramp_fill(RAMP_SIGNED, scene->ui->theme, palette);
    view.palette = draw_palette(scene->list, palette);
    draw_film(&view);
    draw_frames(&view);
    draw_kept(&view);
    draw_now(&view);
    draw_spot(scene->list, view.plot.box,
              subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_EPOCH, 0,
                      racer_epochs(scene)), ACTION_SCRUB_EPOCH,
              racer_epochs(scene));
}
