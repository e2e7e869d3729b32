/* Four rows of one table: label, number, when it is known.
 */
#include "scene/view/sums/update.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/touch/over_bar.h"
#include "scene/widget/panel.h"

enum { ROWS = 4, ROW_HEIGHT = 29 };

struct row {
    const char *en, *ko;
    struct draw_id id;
    struct color color;
    int phase;        /* when it is computed; -1: before the step */
};

/* The signals that make a state: LSTM c from f, i, g; GRU h from z, n. */
static bool list_rows(const struct scene *scene, struct row row[ROWS])
{
    const struct theme *theme = scene->theme;
    int l = scene->ui->layer, t = scene->now.step, u = scene->ui->unit;
    enum cell cell = film_cell(scene->film, l);
    bool lstm = cell == CELL_LSTM;
    bool gru = cell == CELL_GRU || cell == CELL_GRU_BEFORE;
    int state = lstm ? LSTM_C : cell_table[cell].h;
    struct color hue = lstm ? theme->c : theme->h;

    row[0] = (struct row){"was", "이전 값",
                          subject(SUBJECT_SIGNAL, l, state, t - 1, u), hue, -1};
    row[1] = (struct row){"kept", "남긴 값", subject(SUBJECT_KEPT, l, 0, t, u),
                          lstm ? theme->f : theme->z,
                          lstm ? LSTM_FORGET : GRU_MIX};
    row[2] = (struct row){"added", "더한 값",
                          subject(SUBJECT_WRITTEN, l, 0, t, u),
                          lstm ? theme->i : theme->n,
                          lstm ? LSTM_UPDATE : GRU_MIX};
    bool held = over_bar_is_held(scene->film, l, state, t, u);
    row[3] = (struct row){held ? "set to" : "now", held ? "지정 값" : "새 값",
                          subject(SUBJECT_SIGNAL, l, state, t, u), hue,
                          lstm ? LSTM_UPDATE : GRU_MIX};
    return lstm || gru;
}

static bool known(const struct scene *scene, const struct row *row)
{
    return row->phase < 0 || scene->now.pass == PASS_BACKWARD ||
           phase_progress(&scene->now, scene->phases, scene->now.step,
                          row->phase) > 0;
}

static double largest(const struct scene *scene, const struct row row[ROWS])
{
    double most = 1e-6;

    for (int k = 0; k < ROWS; k++)
        most = fmax(most, fabs(subject_value(scene->film, row[k].id)));
    return most;
}

static void draw_row(const struct scene *scene, const struct row *row,
                     struct box box, double most, bool last)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float x0 = box.x + 84, x1 = box_right(box) - 72;
    float middle = (x0 + x1) / 2, y = box.y + 19;
    char text[FIGURE_MAX];

    draw_text(list, point_at(box.x, y),
              style_of(last ? FACE_BOLD : FACE_UI, 15,
                       last ? theme->ink : theme->ink_soft, ALIGN_LEFT),
              say(scene->ui, row->en, row->ko));
    draw_box(list, box_at(x0, box.y + 6, x1 - x0, 16), 4, theme->well);
    if (known(scene, row)) {
        double value = subject_value(scene->film, row->id);
        float width = (x1 - x0) / 2 * (float)(fabs(value) / most);
        struct box bar = box_at(value < 0 ? middle - width : middle,
                                box.y + 7, fmaxf(width, 1.5f), 14);
        draw_box(list, bar, 3, value < 0 ? color_fade(row->color, 0.35f)
                                         : row->color);
        if (value < 0 && width > 3)
            draw_outline(list, box_inset(bar, 0.7f), 2.5f, 1.5f, row->color);
        draw_value(list, point_at(box_right(box), y),
                   style_of(FACE_BOLD, 15, theme->ink, ALIGN_RIGHT), row->id,
                   value, figure_signed(text, value, 2));
    }
    draw_tile(list, box_at(middle, box.y + 3, 1, 22),
              color_fade(theme->ink_soft, 0.8f));
    draw_spot(list, box, row->id, ACTION_NONE, 0);
}

bool update_draw(const struct scene *scene, struct box box)
{
    struct row row[ROWS];

    if (!list_rows(scene, row))
        return false;
    double most = largest(scene, row);
    draw_print(scene->list, point_at(box.x, box.y + 18),
               style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink, ALIGN_LEFT),
               say(scene->ui, "Unit %d at this step", "이 시점의 유닛 %d"),
               scene->ui->unit + 1);
    for (int k = 0; k < ROWS; k++)
        draw_row(scene, &row[k],
                 box_at(box.x, box.y + 32 + (float)(k * ROW_HEIGHT), box.w,
                        ROW_HEIGHT), most, k == ROWS - 1);
    return true;
}
