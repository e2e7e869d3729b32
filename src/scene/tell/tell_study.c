/* What is measured of the film beside its run: curves by lag, and what every
 * step has taught.
 */
#include <math.h>

#include "scene/look/figure.h"
#include "scene/tell/tell.h"
#include "scene/view/paths/quantity.h"

/* The film knows nothing of these. */
static void tell_measured(const struct scene *scene, const char *name,
                          struct draw_id id)
{
    double value = studies_value(scene->studies, id);
    char text[FIGURE_MAX];

    if (isnan(value))
        return;
    draw_note_on(scene->list, "%s ", name);
    draw_note_value(scene->list, id, value,
                    quantity_figure(scene, value, text));
}

void tell_paths(const struct scene *scene)
{
    static const int lags[] = {0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
                               2000, 5000, 10000};
    struct quantity quantity = quantity_of(scene);

    if (scene->studies == NULL)
        return;
    for (size_t k = 0; k < sizeof lags / sizeof *lags; k++) {
        if (lags[k] >= scene->studies->paths.measured)
            break;
        draw_note(scene->list, say(scene->ui, "lag %d:", "시차 %d:"),
                  lags[k]);
        for (int c = 0; c < quantity.curves; c++) {
            draw_note_on(scene->list, c > 0 ? ", " : " ");
            tell_measured(scene, quantity.curve[c].name,
                          subject(SUBJECT_PATH, scene->ui->layer,
                                  quantity.curve[c].measure, lags[k], 0));
        }
    }
}

void tell_triangle(const struct scene *scene)
{
    const struct loss_row *row =
        scene->studies != NULL ? &scene->studies->row : NULL;

    if (row == NULL || row->log10 == NULL)
        return;
    int last = row->order.step, first = last > 20 ? last - 19 : 1;
    draw_note(scene->list, say(scene->ui, "What the loss of step %d teaches, "
                                          "by step:",
                               "시점 %d의 손실이 주는 기울기, 시점별:"),
              last);
    for (int t = last; t >= first; t--) {
        draw_note(scene->list, "t = %d: ", t);
        tell_measured(scene, "", subject(SUBJECT_LESSON_PART,
                                         scene->ui->layer, row->order.measure,
                                         t, last));
    }
}

void tell_connection(const struct scene *scene, int step)
{
    const struct studies *studies = scene->studies;

    if (!scene->ui->connect || studies == NULL ||
        studies->connection.log10 == NULL)
        return;
    const struct connection_order *order = &studies->connection.order;
    draw_note_on(scene->list, ", ");
    tell_measured(scene, say(scene->ui, "influence", "영향"),
                  subject(SUBJECT_CONNECTION, 0, order->output, step,
                          order->step));
}
