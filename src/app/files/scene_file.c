/* From the lab and the view to what a file says, and back. Files count from
 * 1 what people count; inside it is counted from 0. Which members of the view
 * are meant, the table of keys alone knows.
 */
#include "app/files/scene_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/look.h"
#include "base/array.h"
#include "base/text.h"
#include "scene/film/playhead.h"
#include "scene/study/trace/trace.h"
#include "scene/subject.h"
#include "scene/ui_schema.h"

/* Lane, layer, unit and gate count from 1 in a file; `by` is 1 on the way
 * there. */
static void shift_view(struct ui *view, int by)
{
    view->lane += by;
    view->layer += by;
    view->unit += by;
    view->gate += by;
}

/* Networks likewise, 0 is then a seed. */
static void shift_networks(struct setup *setup, int by)
{
    for (int k = 0; k < setup->lanes; k++)
        setup->lane[k].file += by;
    for (int k = 0; k < setup->references; k++)
        setup->reference[k].file += by;
}

void scene_file_defaults(struct scene_file *file)
{
    memset(file, 0, sizeof *file);
    file->setup = setup_defaults();
    shift_networks(&file->setup, 1);
    file->begun = file->setup;
    file->view = ui_defaults();
    shift_view(&file->view, 1);
    file->at = (struct scene_place){.phase = 1, .ticks = TICKS};
}

static size_t member_size(const struct schema_key *key)
{
    switch (key->kind) {
    case SCHEMA_BOOL: return sizeof(bool);
    case SCHEMA_FLOAT: return sizeof(float);
    default: return sizeof(int);
    }
}

void scene_file_copy_view(struct ui *ui, const struct ui *from)
{
    for (const struct schema_key *key = ui_schema.keys;
         key->name != NULL; key++)
        memcpy((char *)ui + key->at, (const char *)from + key->at,
               member_size(key));
}

/* Where the lane of an edit is listed. */
static const struct lane_setup *find_lane(const struct setup *setup, int lane)
{
    if (lane < LANES_MAX)
        return lane >= 0 && lane < setup->lanes ? &setup->lane[lane] : NULL;
    lane -= LANES_MAX;
    return lane < setup->references ? &setup->reference[lane] : NULL;
}

static bool take_edits(struct scene_file *file, const struct lab *lab,
                       struct error *error)
{
    size_t count;
    const struct edit *edit = history_edits(&lab->history, &count);

    for (size_t k = 0; k < count; k++) {
        const struct lane *lane = lab_lane(lab, edit[k].lane);
        struct edit now;
        if (lane == NULL || !lane->made)
            continue;
        const struct params *params = &lane->film.network.params;
        const struct edits of = {
            .lane = edit[k].lane, .params = params,
            .steps = lane->film.steps};
        if (!edits_fit(&of, &edit[k], &now))
            continue;
        if (file->edits == SCENE_EDITS_MAX)
            return error_set(error, "a scene file holds %d edits, and there "
                             "are more", SCENE_EDITS_MAX);
        struct scene_edit *to = &file->edit[file->edits++];
        to->lane = edit[k].lane + 1;
        edit_print(&now, params, to->text);
    }
    return true;
}

static struct scene_place take_place(const struct film *film,
                                     const struct ui *ui)
{
    const struct timeline timeline = film_timeline(film, ui->layer);
    const struct moment now = timeline_moment(&timeline, ui->at);

    if (ui->at <= 0)
        return (struct scene_place){.phase = 1, .ticks = TICKS};
    int64_t within = (ui->at - 1) % timeline_step(&timeline);
    return (struct scene_place){
        .pass = now.pass, .step = now.step, .phase = (int)(within / TICKS) + 1,
        .ticks = (int)(within % TICKS) + 1};
}

static struct scene_number number_of(struct draw_id id)
{
    return (struct scene_number){id.kind, id.layer, id.signal, id.step,
                                 id.unit};
}

static struct draw_id id_of(const struct scene_number *number)
{
    return subject((enum subject)number->kind, number->layer, number->signal,
                   number->step, number->unit);
}

bool scene_file_take(struct scene_file *file, const struct lab *lab,
                     const struct ui *ui, struct error *error)
{
    scene_file_defaults(file);
    memcpy(file->title, ui->look_title, sizeof file->title);
    memcpy(file->look, ui->look_at, sizeof file->look);
    file->setup = *history_setup(&lab->history);
    shift_networks(&file->setup, 1);
    file->begun = lab->history.point[0].setup;
    shift_networks(&file->begun, 1);
    if (!take_edits(file, lab, error))
        return false;
    scene_file_copy_view(&file->view, ui);
    shift_view(&file->view, 1);
    if (ui->screen == SCREEN_START)
        file->view.screen = SCREEN_STAGE;
    file->at = take_place(&lab->lane[ui->lane].film, ui);
    file->kept = number_of(ui->pinned);
    file->numbers = ui->traces;
    for (int k = 0; k < ui->traces; k++)
        file->number[k] = number_of(ui->trace[k]);
    return true;
}

bool scene_file_blame(const char *name, struct place place,
                      struct error *error)
{
    char shown[PROBLEM_NAME_MAX];

    text_printable(name, strlen(name), shown, sizeof shown);
    return place.line > 0
        ? error_prefix(error, "%s:%zu:%zu", shown, place.line, place.column)
        : error_prefix(error, "%s", shown);
}

/* The edits of one lane, checked against its network. */
static bool parse_lane(const struct scene_file *file, const char *name,
                       const struct lab_start *with, int lane,
                       struct edit *edit, struct error *error)
{
    const struct setup *setup = with->setup;
    const struct lane_source source = {
        .cast = with->cast, .kernels = with->kernels, .setup = setup,
        .lane = find_lane(setup, lane), .seed = setup->seed};
    struct params params;
    bool fine = true;

    if (!lane_params(&source, &params, error))
        return false;
    for (int k = 0; k < file->edits && fine; k++) {
        const struct scene_edit *from = &file->edit[k];
        if (from->lane != lane + 1)
            continue;
        fine = edit_parse(from->text, &params, setup->steps, &edit[k], error)
               || scene_file_blame(name, from->place, error);
        edit[k].lane = lane;
    }
    params_finish(&params);
    return fine;
}

static bool parse_edits(const struct scene_file *file, const char *name,
                        const struct lab_start *with, struct edit *edit,
                        struct error *error)
{
    bool edited[LANES_MAX + REFERENCES_MAX] = {false};

    for (int k = 0; k < file->edits; k++) {
        const struct scene_edit *from = &file->edit[k];
        if (find_lane(with->setup, from->lane - 1) == NULL) {
            error_set(error, "there is no lane %d", from->lane);
            return scene_file_blame(name, from->lane_place, error);
        }
        edited[from->lane - 1] = true;
    }
    for (int lane = 0; lane < LANES_MAX + REFERENCES_MAX; lane++)
        if (edited[lane] && !parse_lane(file, name, with, lane, edit, error))
            return false;
    return true;
}

/* The lab of a setup that fits to the cast. */
static struct lab *make_lab(const struct scene_file *file, const char *name,
                            struct lab_start *start, struct error *error)
{
    struct ui view = file->view;
    struct lab *lab = NULL;

    shift_view(&view, -1);
    const struct lane_measure measure = lab_measure(&view);
    struct edit *edit = array_new((size_t)file->edits + 1, sizeof *edit,
                                  "the edits", error);
    if (edit == NULL)
        return NULL;
    start->edit = edit;
    start->edits = (size_t)file->edits;
    if (parse_edits(file, name, start, edit, error))
        lab = lab_create(start, &measure, error);
    free(edit);
    return lab;
}

static bool check_cost(const struct lab_start *start, struct error *error)
{
    double cost = lab_cost(start->cast, start->setup);

    return start->cost_max == 0 || cost <= start->cost_max ||
           error_set(error, "%.0f weights over %d steps take too long: "
                     "fewer 'units' or 'steps'",
                     cost / start->setup->steps, start->setup->steps);
}

struct lab *scene_file_open(const struct scene_file *file, const char *name,
                            const struct lab_start *with, struct error *error)
{
    struct setup setup = file->setup, begun = file->begun;
    struct lab_start start = *with;

    shift_networks(&setup, -1);
    shift_networks(&begun, -1);
    start.setup = &setup;
    start.begun = &begun;
    if (!lab_check(start.cast, &setup, error) ||
        !check_cost(&start, error)) {
        scene_file_blame(name, file->setup_place, error);
        return NULL;
    }
    return make_lab(file, name, &start, error);
}

static int64_t find_place(const struct film *film, int layer,
                          const struct scene_place *at)
{
    const struct timeline timeline = film_timeline(film, layer);
    int step = at->step < timeline.steps ? at->step : timeline.steps;
    int phase = at->phase < timeline.phases ? at->phase : timeline.phases;

    if (step < 1)
        return 0;
    return timeline_at(&timeline, (enum pass)at->pass, step, phase - 1) -
           (TICKS - at->ticks);
}

/* Does the number still say something in this lab? */
static bool is_known(const struct lab *lab, const struct film *film,
                     struct draw_id id)
{
    return subject_exists(film, id) || trace_opens(film, id) ||
           !isnan(lab_value(lab, id));
}

void scene_file_show(const struct scene_file *file, const struct lab *lab,
                     struct ui *ui)
{
    struct ui view = file->view;

    shift_view(&view, -1);
    scene_file_copy_view(ui, &view);
    if (ui->lane >= lab->lanes)
        ui->lane = lab->lanes - 1;
    const struct film *film = &lab->lane[ui->lane].film;
    ui->traces = file->numbers;
    for (int k = 0; k < file->numbers; k++)
        ui->trace[k] = id_of(&file->number[k]);
    ui->pinned = id_of(&file->kept);
    if (!is_known(lab, film, ui->pinned))
        ui->pinned = (struct draw_id){0};
    look_fit(ui, film);
    memcpy(ui->look_title, file->title, sizeof ui->look_title);
    memcpy(ui->look_at, file->look, sizeof ui->look_at);
    ui->brush = (struct brush){0};
    ui->playing = false;
    ui->at = find_place(film, ui->layer, &file->at);
}
