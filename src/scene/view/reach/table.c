/* Slope, half-life, Lyapunov exponent and verdict at the stated lag, a row for
 * each lane: beside the curves where there is room.
 */
#include <math.h>
#include <stdio.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/reach/reach.h"
#include "scene/widget/panel.h"

enum { ROW = 26, HEAD = 24, MARKER = 24, NAME_MOST = 124, COLUMNS = 6,
       BETWEEN = 14 };

/* A column: its heading, and in which order it goes. */
struct column {
    const char *en, *ko;
    int rank;              /* the highest goes first */
    enum subject kind;     /* SUBJECT_NONE: the verdict in a word */
    int curve;
};

static const struct column columns[COLUMNS] = {
    {"this run", "이 실행", 0, SUBJECT_LANE_DECAY, CURVE_OWN},
    {"median", "중앙값", 2, SUBJECT_LANE_DECAY, CURVE_MEDIAN},
    {"log_{10}/step", "log_{10}/시점", 4, SUBJECT_LANE_SLOPE, 0},
    {"half-life", "반감기", 1, SUBJECT_LANE_HALF, 0},
    {"λ", "λ", 3, SUBJECT_LANE_LYAPUNOV, 0},
    {"verdict", "판정", 0, SUBJECT_NONE, 0},
};

/* What stands in a cell; returns its value. */
static double write_cell(const struct scene *scene,
                         const struct column *column, int k, int lag,
                         char out[FIGURE_MAX])
{
    double value = lab_value(scene->lab, subject(column->kind, k,
                                                 column->curve, lag, 0));

    if (column->kind == SUBJECT_NONE)
        snprintf(out, FIGURE_MAX, "%s", lab_verdict_name(
            scene->ui, verdict_of(lab_value(scene->lab, subject(
                SUBJECT_LANE_DECAY, k, CURVE_OWN, lag, 0)))));
    else if (isnan(value))
        snprintf(out, FIGURE_MAX, "–");
    else if (column->kind == SUBJECT_LANE_DECAY)
        lab_figure(scene->ui, value, out);
    else if (column->kind == SUBJECT_LANE_HALF)
        figure_plain(out, value, 1);
    else
        figure_signed(out, value, 3);
    return value;
}

static float width_of(const struct scene *scene, const struct column *column,
                      const int *lane, int count, int lag)
{
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL,
                             say(scene->ui, column->en, column->ko));
    char text[FIGURE_MAX];

    for (int j = 0; j < count; j++) {
        write_cell(scene, column, lane[j], lag, text);
        width = fmaxf(width, draw_width(scene->list, FACE_BOLD, TEXT_SMALL,
                                        text));
    }
    return width + BETWEEN;
}

static void draw_cell(const struct scene *scene, const struct column *column,
                      int k, int lag, struct point right)
{
    struct draw_id id = subject(column->kind, k, column->curve, lag, 0);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, scene->theme->ink,
                                       ALIGN_RIGHT);
    char text[FIGURE_MAX];
    double value = write_cell(scene, column, k, lag, text);

    if (column->kind == SUBJECT_NONE) {
        style.face = FACE_BOLD;
        draw_text(scene->list, right, style, text);
        return;
    }
    float width = draw_value(scene->list, right, style, id, value, text);
    draw_spot(scene->list, box_at(right.x - width, right.y - 17, width, ROW),
              id, k < LANES_MAX ? ACTION_LANE : ACTION_NONE,
              k < LANES_MAX ? k : 0);
}

/* Ranks that have room, and how wide they are with what stands before. */
static int choose_columns(const float width[COLUMNS], float lead, float room,
                          float *all)
{
    int most = 4;

    for (;; most--) {
        *all = lead;
        for (int c = 0; c < COLUMNS; c++)
            *all += columns[c].rank <= most ? width[c] : 0;
        if (*all <= room || most == 0)
            return most;
    }
}

static void draw_lane(const struct scene *scene, struct box box, int k,
                      float lead)
{
    char name[96];

    draw_tile(scene->list, box_at(box.x, box.y, box.w, 1),
              scene->theme->edge);
    plot_marker(scene, lab_lane_hue(scene->lab, k),
                point_at(box.x + 10, box.y + 13), 4.6f, reach_color(scene, k),
                k >= LANES_MAX);
    panel_text(scene, point_at(box.x + MARKER, box.y + 18),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), lead - MARKER,
               reach_name(scene, k, name, sizeof name));
}

void reach_table(const struct scene *scene, struct box box, int lag)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane);
    float width[COLUMNS], all, lead = MARKER;
    char name[96];

    for (int j = 0; j < count; j++)
        lead = fmaxf(lead, MARKER + fminf(NAME_MOST, draw_width(
            scene->list, FACE_UI, TEXT_SMALL,
            reach_name(scene, lane[j], name, sizeof name)) + 1));
    for (int c = 0; c < COLUMNS; c++)
        width[c] = width_of(scene, &columns[c], lane, count, lag);
    int most = choose_columns(width, lead, box.w, &all);
    if (all > box.w || box.h < HEAD + ROW * (float)count)
        return;
    box.x = box_right(box) - all;
    float x = box.x + lead;
    for (int j = 0; j < count; j++)
        draw_lane(scene, box_at(box.x, box.y + HEAD + ROW * (float)j, all,
                                ROW), lane[j], lead);
    for (int c = 0; c < COLUMNS; c++) {
        if (columns[c].rank > most)
            continue;
        x += width[c];
        draw_text(scene->list, point_at(x, box.y + 15),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                           ALIGN_RIGHT),
                  say(scene->ui, columns[c].en, columns[c].ko));
        for (int j = 0; j < count; j++)
            draw_cell(scene, &columns[c], lane[j], lag,
                      point_at(x, box.y + HEAD + 18 + ROW * (float)j));
    }
}
