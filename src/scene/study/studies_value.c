/* The one place that says which study a subject's number is from.
 */
#include <math.h>

#include "scene/study/studies.h"
#include "scene/subject.h"

/* Of the stretch, else of the chosen loss: both carry it back, one among many
 * and one alone, which may differ in the last bit. */
static double part(const struct studies *studies, struct draw_id id)
{
    const struct loss_row *row = &studies->row;
    const struct triangle *triangle = &studies->triangle;
    double value = NAN;

    if (triangle->order.of.layer == id.layer &&
        (int)triangle->order.measure == id.signal)
        value = triangle_value(triangle, id.unit, id.step);
    if (isnan(value) && row->order.step == id.unit &&
        row->order.of.layer == id.layer &&
        (int)row->order.measure == id.signal)
        value = loss_row_value(row, id.step);
    return value;
}

static double of_row(const struct loss_row *row, struct draw_id id)
{
    if (row->order.step != id.unit || row->order.of.layer != id.layer ||
        (int)row->order.measure != id.signal)
        return NAN;
    return id.kind == SUBJECT_LESSON_ERROR ? row->error
                                           : loss_row_share(row, id.step);
}

static double of_cut(const struct bptt_cut *cut, struct draw_id id)
{
    return cut->order.of.layer == id.layer &&
           (int)cut->order.measure == id.signal
        ? bptt_cut_value(cut, id.step, (enum cut_value)id.unit) : NAN;
}

static double of_paths(const struct paths *paths, struct draw_id id)
{
    if (paths->of.layer != id.layer)
        return NAN;
    return id.kind == SUBJECT_PATH
        ? paths_value(paths, id.signal, id.step)
        : paths_rate(paths, id.signal, id.step, (enum path_rate)id.unit);
}

static double of_connection(const struct connection *connection,
                            struct draw_id id)
{
    return connection->order.output == id.signal &&
           connection->order.step == id.unit
        ? connection_value(connection, id.step) : NAN;
}

double studies_value(const struct studies *studies, struct draw_id id)
{
    if (studies == NULL)
        return NAN;
    switch (id.kind) {
    case SUBJECT_PATH:
    case SUBJECT_PATH_RATE: return of_paths(&studies->paths, id);
    case SUBJECT_LESSON_PART: return part(studies, id);
    case SUBJECT_LESSON_SHARE:
    case SUBJECT_LESSON_ERROR: return of_row(&studies->row, id);
    case SUBJECT_CUT: return of_cut(&studies->cut, id);
    case SUBJECT_CONNECTION: return of_connection(&studies->connection, id);
    case SUBJECT_UNIT_STAT:
    case SUBJECT_UNIT_GRADIENT:
    case SUBJECT_REACTION: return unit_table_subject(&studies->table, id);
    case SUBJECT_SURPRISE:
        return surprise_value(&studies->surprise, id.step);
    case SUBJECT_BEAM: return beam_value(&studies->beam, id.unit);
    default: return NAN;
    }
}
