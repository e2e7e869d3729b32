/* Every unit has the scale of its own largest value, so that one that piles up
 * does not make the others pale; the legend says how far that goes.
 */
#include "scene/view/text/shade.h"

#include <math.h>

#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/widget/panel.h"

enum { BAR_WIDTH = 110, BAR_HEIGHT = 12, APART = 8 };

/* The largest size of a unit, or of the means, that is no explosion. */
static double peak_of(const struct film *film, const struct shade *shade)
{
    const struct traces *traces = &film->traces;
    const struct trace *trace = &traces->shown[shade->layer][shade->shown];
    size_t first = shade->unit < 0 ? 0 : (size_t)shade->unit *
                                             (size_t)traces->blocks;
    int count = shade->unit < 0 ? film->steps : traces->blocks;
    const float *low = shade->unit < 0 ? trace->mean : trace->least + first;
    const float *high = shade->unit < 0 ? trace->mean : trace->most + first;
    double peak = 0;

    for (int k = 0; k < count; k++) {
        if (!film_beyond((double)low[k]))
            peak = fmax(peak, fabs((double)low[k]));
        if (!film_beyond((double)high[k]))
            peak = fmax(peak, fabs((double)high[k]));
    }
    return peak;
}

int shade_state(const struct film *film, int layer)
{
    const struct cell_info *cell = &cell_table[film_cell(film, layer)];
    int state = cell->c >= 0 ? cell->c : cell->h, at = 0;

    while (at + 1 < cell->shown_count && cell->shown[at] != state)
        at++;
    return at;
}

struct shade shade_of(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    int units = film_units(scene->film, ui->layer);

    return shade_of_unit(scene, ui->mean ? -1 :
                         ui->unit < units ? ui->unit : units - 1);
}

struct shade shade_of_unit(const struct scene *scene, int unit)
{
    const struct film *film = scene->film;
    const struct ui *ui = scene->ui;
    const struct cell_info *cell = &cell_table[film_cell(film, ui->layer)];
    int last = cell->shown_count - 1;
    struct shade shade = {
        .layer = ui->layer, .limit = 1, .unit = unit,
        .shown = ui->heat_signal < last ? ui->heat_signal : last};

    shade.signal = cell->shown[shade.shown];
    const struct signal_info *info = &cell->signal[shade.signal];
    bool state = shade.signal == cell->h || isinf(info->high);
    shade.ramp = info->low == 0 && !isinf(info->high) ? RAMP_GATE
               : shade.unit < 0 ? RAMP_SIZE : RAMP_SIGNED;
    double peak = state ? peak_of(film, &shade) : 1;
    shade.limit = peak > 0 ? peak : 1;
    shade.known = steps_known(scene, shade.signal, false);
    ramp_fill(shade.ramp, ui->theme, shade.palette);
    return shade;
}

struct draw_id shade_subject(const struct shade *shade, int step)
{
    return subject(SUBJECT_SIGNAL, shade->layer, shade->signal, step,
                   shade->unit);
}

uint8_t shade_entry(const struct scene *scene, const struct shade *shade,
                    int step)
{
    double value = subject_value(scene->film, shade_subject(shade, step));

    return film_beyond(value) ? RAMP_BAD
                              : ramp_entry(shade->ramp, value / shade->limit);
}

/* "−1.97" */
static void write_end(const struct shade *shade, int end,
                      char text[FIGURE_MAX])
{
    double value = end * shade->limit;

    if (shade->ramp == RAMP_SIGNED)
        figure_signed(text, value, shade->limit == 1 ? 0 : 2);
    else
        figure_plain(text, value, end == 0 || shade->limit == 1 ? 0 : 2);
}

float shade_legend(const struct scene *scene, const struct shade *shade,
                   struct point at, bool draws)
{
    struct draw_list *list = scene->list;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    int low = shade->ramp == RAMP_SIGNED ? -1 : 0;
    float x = at.x;

    for (int end = low; end <= 1; end += 1 - low) {
        struct draw_id id = subject(SUBJECT_OTHER, shade->layer,
                                    shade->signal, 0, end);
        char text[FIGURE_MAX];
        write_end(shade, end, text);
        x += draws ? draw_value(list, point_at(x, at.y + 5), style, id,
                                end * shade->limit, text)
                   : draw_width(list, style.face, style.size, text);
        if (end == 1)
            break;
        struct box box = box_at(x + APART, at.y - BAR_HEIGHT / 2, BAR_WIDTH,
                                BAR_HEIGHT);
        uint8_t *out = draws ? draw_grid(list, box, RAMP_TOP + 1, 1,
                                         draw_palette(list, shade->palette),
                                         false) : NULL;
        for (int k = 0; out != NULL && k <= RAMP_TOP; k++)
            out[k] = (uint8_t)k;
        x += BAR_WIDTH + 2 * APART;
    }
    return x - at.x;
}
