/* Slope, half-life, Lyapunov exponent and verdict at the stated lag, a row for
 * each lane: beside the curves where there is room.
 */
#include <math.h>
#include <stdio.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/reach/reach.h"
#include "scene/widget/panel.h"

enum { ROW = 26, HEAD = 24, MARKER = 24, COLUMNS = 6 };

/* A column: its heading, how wide it is, in which order it goes first. */
struct column {
    const char *en, *ko;
    float width;
    int rank;              /* the highest goes first */
    enum subject kind;
    int curve;
};

static const struct column columns[COLUMNS] = {
    {"this run", "이 실행", 78, 0, SUBJECT_LANE_DECAY, CURVE_OWN},
    {"median", "중앙값", 78, 2, SUBJECT_LANE_DECAY, CURVE_MEDIAN},
    {"log_{10}/step", "log_{10}/시점", 84, 4, SUBJECT_LANE_SLOPE, 0},
    {"half-life", "반감기", 64, 1, SUBJECT_LANE_HALF, 0},
    {"λ", "λ", 60, 3, SUBJECT_LANE_LYAPUNOV, 0},
    {"verdict", "판정", 72, 0, SUBJECT_NONE, 0},
};

static void write_cell(const struct scene *scene, const struct column *column,
                       double value, char out[FIGURE_MAX])
{
    if (isnan(value))
        snprintf(out, FIGURE_MAX, "–");
    else if (column->kind == SUBJECT_LANE_DECAY)
        lab_figure(scene->ui, value, out);
    else if (column->kind == SUBJECT_LANE_HALF)
        figure_plain(out, value, 1);
    else
        figure_signed(out, value, 3);
}

static void draw_cell(const struct scene *scene, const struct column *column,
                      int k, int lag, struct point right)
{
    struct draw_id id = subject(column->kind, k, column->curve, lag, 0);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, scene->theme->ink,
                                       ALIGN_RIGHT);
    char text[FIGURE_MAX];

    if (column->kind == SUBJECT_NONE) {
        double value = lab_value(scene->lab, subject(SUBJECT_LANE_DECAY, k,
                                                     CURVE_OWN, lag, 0));
        style.face = FACE_BOLD;
        draw_text(scene->list, right, style,
                  lab_verdict_name(scene->ui, verdict_of(value)));
        return;
    }
    double value = lab_value(scene->lab, id);
    write_cell(scene, column, value, text);
    draw_value(scene->list, right, style, id, value, text);
    draw_spot(scene->list, box_at(right.x - column->width + 6, right.y - 17,
                                  column->width - 6, ROW), id,
              k < LANES_MAX ? ACTION_LANE : ACTION_NONE,
              k < LANES_MAX ? k : 0);
}

void reach_table(const struct scene *scene, struct box box, int lag)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane);
    int most = 4;
    float width;

    for (;; most--) {
        width = MARKER;
        for (int c = 0; c < COLUMNS; c++)
            width += columns[c].rank <= most ? columns[c].width : 0;
        if (width <= box.w || most == 0)
            break;
    }
    if (width > box.w || box.h < HEAD + ROW * (float)count)
        return;
    float x = box.x + MARKER;
    for (int c = 0; c < COLUMNS; c++) {
        const struct column *column = &columns[c];
        if (column->rank > most)
            continue;
        x += column->width;
        draw_text(scene->list, point_at(x, box.y + 15),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                           ALIGN_RIGHT),
                  say(scene->ui, column->en, column->ko));
        for (int j = 0; j < count; j++)
            draw_cell(scene, column, lane[j], lag,
                      point_at(x, box.y + HEAD + 18 + ROW * (float)j));
    }
    for (int j = 0; j < count; j++) {
        float y = box.y + HEAD + ROW * (float)j;
        draw_tile(scene->list, box_at(box.x, y, width, 1),
                  scene->theme->edge);
        plot_marker(scene, lab_lane_hue(scene->lab, lane[j]),
                    point_at(box.x + 10, y + 13), 4.6f,
                    reach_color(scene, lane[j]), lane[j] >= LANES_MAX);
    }
}
