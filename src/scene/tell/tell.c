/* Notes are written from the film and the moment, not from the picture, so that
 * what is heard is the tape too.
 */
#include "scene/tell/tell.h"

#include <math.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/view/touch/status.h"

void tell_value(const struct scene *scene, const char *name, struct draw_id id)
{
    double value = subject_value(scene->film, id);
    char text[FIGURE_MAX];

    draw_note_on(scene->list, ", %s ", name);
    draw_note_value(scene->list, id, value, figure_signed(text, value, 3));
}

void tell_size(const struct scene *scene, const char *name, struct draw_id id)
{
    double value = subject_value(scene->film, id);
    char text[FIGURE_MAX];

    draw_note_on(scene->list, ", %s ", name);
    draw_note_value(scene->list, id, value, figure_power(text, value));
}

void tell_step(const struct scene *scene, int step)
{
    const struct film *film = scene->film;
    char label[FILM_LABEL_MAX];

    draw_note(scene->list, "t = %d", step);
    if (film->label != NULL || film->words.count > 0)
        draw_note_on(scene->list, ", %s", token_label(film, step, label));
    if (step == scene->now.step)
        draw_note_on(scene->list, "%s", say(scene->ui, ", now", ", 지금"));
}

/* Every signal of the selected unit that is computed. */
static void tell_cell(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    int step = scene->now.step;

    tell_step(scene, step);
    draw_note_on(scene->list, say(ui, ", unit %d", ", 유닛 %d"), ui->unit + 1);
    for (int k = 0; k < cell_table[cell].signals; k++) {
        const struct notation *notation = notation_of(cell, k);
        int phase = phase_of_signal(cell, k);
        if (phase_progress(&scene->now, scene->phases, step, phase) > 0)
            tell_value(scene, notation->letter,
                       subject(SUBJECT_SIGNAL, ui->layer, k, step, ui->unit));
    }
}

static void tell_layers(const struct scene *scene)
{
    const struct spec *spec = &scene->film->values.spec;

    for (int l = 0; l < spec->layers; l++) {
        draw_note(scene->list, say(scene->ui, "layer %d, %s, %d units",
                                   "%d층, %s, 유닛 %d개"), l + 1,
                  notation_cell(&spec->layer[l]), spec->layer[l].units);
        if (l <= scene->ui->layer)
            tell_value(scene, say(scene->ui, "root mean square of h",
                                  "h의 제곱평균제곱근"),
                       subject(SUBJECT_NORM, l,
                               layer_cell(&spec->layer[l])->h,
                               scene->now.step, -1));
    }
}

/* The rows say their own numbers; this is what they are rows of. */
static void tell_units(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    const struct unit_table *table =
        scene->studies != NULL ? &scene->studies->table : NULL;

    if (table == NULL || !table->ready)
        return;
    draw_note(scene->list, say(ui, "%d units, %d of them dead",
                               "유닛 %d개, 죽은 유닛 %d개"), table->units,
              table->deads);
}

/* That somebody interfered, what was done last, and that values explode. */
static void tell_touched(const struct scene *scene)
{
    char text[STATUS_MAX], latest[STATUS_MAX];

    if (status_range(scene, false, text)[0] != '\0')
        draw_note(scene->list, "%s", text);
    if (status_edits(scene, true, text)[0] != '\0')
        draw_note(scene->list, "%s: %s", text, status_latest(scene, latest));
}

static void tell_training(const struct scene *scene, enum panel panel)
{
    if (scene->training == NULL)
        return;
    switch (panel) {
    case PANEL_LOSS: tell_loss(scene); break;
    case PANEL_NORMS: tell_norms(scene); break;
    case PANEL_REEL: tell_reel(scene); break;
    case PANEL_SWEEP: tell_sweep(scene); break;
    default: break;
    }
}

void tell_panel(const struct scene *scene, enum panel panel, struct box box)
{
    tell_training(scene, panel);
    if (panel == PANEL_STRIP || panel == PANEL_CELL)
        tell_touched(scene);
    switch (panel) {
    case PANEL_STRIP:
        if (scene->now.pass == PASS_FORWARD)
            tell_strip(scene, box);
        else
            tell_backward(scene, box);
        break;
    case PANEL_HEAT: tell_heat(scene); break;
    case PANEL_SCOPES: tell_scopes(scene); break;
    case PANEL_SERIES: tell_series(scene); break;
    case PANEL_DECAY: tell_decay(scene); break;
    case PANEL_LANES: tell_lanes(scene); break;
    case PANEL_LAYERS: tell_layers(scene); break;
    case PANEL_CELL: tell_cell(scene); break;
    case PANEL_PATHS: tell_paths(scene); break;
    case PANEL_TRIANGLE: tell_triangle(scene); break;
    case PANEL_UNITS: tell_units(scene); break;
    case PANEL_DIALS: tell_dials(scene); break;
    case PANEL_TEXT: tell_text(scene); break;
    case PANEL_NEXT: tell_next(scene); break;
    default: break;
    }
}
