/* From the lab and the view to what a file says, and back. Files count from
 * 1 what people count; inside it is counted from 0.
 */
#include "app/files/scene_file.h"

#include <stdlib.h>
#include <string.h>

#include "app/look.h"
#include "base/array.h"
#include "scene/film/playhead.h"
#include "scene/subject.h"

void scene_file_defaults(struct scene_file *file)
{
    memset(file, 0, sizeof *file);
    file->setup = setup_defaults();
    file->view = ui_defaults();
    file->view.lane = file->view.layer = file->view.unit = 1;
    file->view.gate = 0;
    file->at = (struct scene_place){.phase = 1, .ticks = TICKS};
    for (int k = 0; k < file->setup.lanes; k++)
        file->setup.lane[k].file = 0;
}

/* Networks count from 1 in a file; `by` is 1 on the way there. */
static void shift_networks(struct setup *setup, int by)
{
    for (int k = 0; k < setup->lanes; k++)
        setup->lane[k].file += by;
    for (int k = 0; k < setup->references; k++)
        setup->reference[k].file += by;
}

/* The lane's number in a file: references follow the lanes. */
static int lane_to_file(int lane)
{
    return lane + 1;
}

static bool take_edits(struct scene_file *file, const struct lab *lab,
                       struct error *error)
{
    size_t count;
    const struct edit *edit = history_edits(&lab->history, &count);

    for (size_t k = 0; k < count; k++) {
        const struct lane *lane = lab_lane(lab, edit[k].lane);
        if (lane == NULL || !lane->made ||
            film_cell(&lane->film, 0) != edit[k].cell ||
            !edit_check(&edit[k], &lane->film.network.params,
                        lane->film.steps, NULL))
            continue;
        if (file->edits == SCENE_EDITS_MAX)
            return error_set(error, "a scene file holds %d edits, and there "
                             "are %zu", SCENE_EDITS_MAX, count);
        struct scene_edit *to = &file->edit[file->edits++];
        to->lane = lane_to_file(edit[k].lane);
        edit_print(&edit[k], &lane->film.network.params, to->text);
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

static void take_numbers(struct scene_file *file, const struct ui *ui)
{
    for (int k = 0; k < ui->traces; k++) {
        const struct draw_id *id = &ui->trace[k];
        file->number[file->numbers++] = (struct scene_number){
            id->kind, id->layer, id->signal, id->step, id->unit};
    }
}

bool scene_file_take(struct scene_file *file, const struct lab *lab,
                     const struct ui *ui, struct error *error)
{
    scene_file_defaults(file);
    file->setup = *history_setup(&lab->history);
    shift_networks(&file->setup, 1);
    if (!take_edits(file, lab, error))
        return false;
    file->view = *ui;
    file->view.lane++;
    file->view.layer++;
    file->view.unit++;
    file->view.gate++;
    file->at = take_place(&lab->lane[ui->lane].film, ui);
    take_numbers(file, ui);
    return true;
}

/* The edits of a file, checked against the networks that they are of. */
static bool parse_edits(const struct scene_file *file,
                        const struct lab_start *with, struct edit *edit,
                        struct error *error)
{
    const struct setup *setup = with->setup;

    for (int k = 0; k < file->edits; k++) {
        const struct scene_edit *from = &file->edit[k];
        int lane = from->lane - 1;
        bool shown = lane < LANES_MAX ? lane < setup->lanes
                                      : lane - LANES_MAX < setup->references;
        if (!shown)
            return error_set(error, "edit %d: there is no lane %d", k + 1,
                             from->lane);
        const struct lane_source source = {
            .cast = with->cast, .kernels = with->kernels, .setup = setup,
            .lane = lane < LANES_MAX ? &setup->lane[lane]
                                     : &setup->reference[lane - LANES_MAX],
            .seed = setup->seed};
        struct params params;
        if (!lane_params(&source, &params, error))
            return false;
        bool fine = edit_parse(from->text, &params, setup->steps, &edit[k],
                               error);
        edit[k].lane = lane;
        params_finish(&params);
        if (!fine)
            return error_prefix(error, "edit %d", k + 1);
    }
    return true;
}

struct lab *scene_file_open(const struct scene_file *file,
                            const struct lab_start *with, struct error *error)
{
    const struct lane_measure measure = lab_measure(&file->view);
    struct setup setup = file->setup;
    struct lab_start start = *with;
    struct lab *lab = NULL;

    shift_networks(&setup, -1);
    start.setup = &setup;
    struct edit *edit = array_new((size_t)file->edits + 1, sizeof *edit,
                                  "the edits", error);
    if (edit == NULL)
        return NULL;
    start.edit = edit;
    start.edits = (size_t)file->edits;
    if (lab_check(start.cast, &setup, error) &&
        parse_edits(file, &start, edit, error))
        lab = lab_create(&start, &measure, error);
    free(edit);
    return lab;
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

/* What is looked at; all else of *ui stays. */
static void copy_view(struct ui *ui, const struct ui *view)
{
    ui->screen = view->screen;
    ui->left = view->left;
    ui->right = view->right;
    ui->alone = view->alone;
    ui->story = view->story;
    ui->lane = view->lane - 1;
    ui->layer = view->layer - 1;
    ui->unit = view->unit - 1;
    ui->gate = view->gate - 1;
    ui->mean = view->mean;
    ui->cards = view->cards;
    ui->heat_signal = view->heat_signal;
    ui->heat = view->heat;
    ui->overlaid = view->overlaid;
    ui->all_lanes = view->all_lanes;
    ui->z_writes = view->z_writes;
    ui->quantity = view->quantity;
    ui->detach = view->detach;
    ui->total = view->total;
    ui->lag = view->lag;
    ui->linear_width = view->linear_width;
    ui->lane_gates = view->lane_gates;
    ui->all_dials = view->all_dials;
    ui->one_lane = view->one_lane;
    ui->connect = view->connect;
    ui->output = view->output;
    ui->output_step = view->output_step;
    ui->loss_step = view->loss_step;
    ui->weights = view->weights;
    ui->strands = view->strands;
    ui->column = view->column;
    ui->descending = view->descending;
    ui->table_signal = view->table_signal;
    ui->trace_top = view->trace_top;
    ui->speed = view->speed;
}

void scene_file_show(const struct scene_file *file, const struct lab *lab,
                     struct ui *ui)
{
    copy_view(ui, &file->view);
    if (ui->lane >= lab->lanes)
        ui->lane = lab->lanes - 1;
    const struct film *film = &lab->lane[ui->lane].film;
    look_fit(ui, film);
    ui->traces = file->numbers;
    for (int k = 0; k < file->numbers; k++) {
        const struct scene_number *from = &file->number[k];
        ui->trace[k] = subject((enum subject)from->kind, from->layer,
                               from->signal, from->step, from->unit);
    }
    memcpy(ui->look_at, file->look, sizeof ui->look_at);
    ui->playing = false;
    ui->at = find_place(film, ui->layer, &file->at);
}
