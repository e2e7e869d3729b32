/* Round numbers, and an ordinary film of them: the state before the step that is
 * asked about is held there by pins, so that the step itself is computed by the
 * engine like any other.
 */
#include "scene/course/calculate/make.h"

#include <math.h>
#include <stdio.h>

double worksheet_draw(struct random *random, double low, double high,
                      bool zero)
{
    uint32_t count = (uint32_t)lround((high - low) * 2) + 1;
    double value;

    do
        value = low + random_below(random, count) / 2.0;
    while (value == 0 && !zero);
    return value;
}

void worksheet_give(struct calculate *calculate, const char *symbol,
                    double value)
{
    struct calculate_given *given = &calculate->given[calculate->givens++];

    snprintf(given->symbol, sizeof given->symbol, "%s", symbol);
    given->value = value;
}

bool worksheet_run(const struct worksheet *sheet, struct film *film,
                   struct error *error)
{
    const struct layer_spec *layer = &sheet->params.spec.layer[0];
    const struct cell_info *info = layer_cell(layer);
    int before = sheet->steps - 1;
    const struct pin held[] = {
        {.signal = info->h, .first_step = before, .last_step = before,
         .value = sheet->h},
        {.signal = info->c, .first_step = before, .last_step = before,
         .value = sheet->c},
    };
    const struct pins pins = {.count = sheet->has_c ? 2 : 1, .pin = held};
    const struct film_source source = {
        .params = &sheet->params, .kernels = kernels_choose(NULL, error),
        .steps = sheet->steps, .x = sheet->x};

    if (source.kernels == NULL || !film_init(film, &source, error))
        return false;
    if (sheet->has_h)
        film_run(film, &pins);
    return true;
}
