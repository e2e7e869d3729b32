/* Networks out of files, and such whose weights somebody wrote, may all be of
 * the same cell. Then the file's name tells one from the other, or the first
 * weight in which they differ, or else only their number.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/lab/lab.h"
#include "scene/look/figure.h"

/* Lane k, where it comes from a file or a hand; else NULL. */
static const struct lane *given(const struct lab *lab, int k)
{
    const struct lane *lane = lab_lane(lab, k);

    return lane != NULL && lane->made && lab_lane_setup(lab, k)->file >= 0
        ? lane : NULL;
}

static bool are_twins(const struct lane *a, const struct lane *b)
{
    const struct layer_spec *one = &a->film.values.spec.layer[0];
    const struct layer_spec *other = &b->film.values.spec.layer[0];

    return one->cell == other->cell && one->activation == other->activation;
}

/* The first of its numbers in which the lane differs from a twin of one unit
 * and as many inputs; -1: none. */
static ptrdiff_t find_differing(const struct lab *lab, const struct lane *lane)
{
    const struct params *params = &lane->film.network.params;
    size_t first = params->count;

    for (int k = 0; k < lab->lanes; k++) {
        const struct lane *twin = given(lab, k);
        if (twin == NULL || twin == lane || !are_twins(lane, twin) ||
            twin->film.network.params.count != params->count)
            continue;
        const struct params *other = &twin->film.network.params;
        for (size_t n = 0; n < first; n++)
            if (params->data[n] != other->data[n])
                first = n;
    }
    return first < params->count && params->spec.layer[0].units == 1
        ? (ptrdiff_t)first : -1;
}

/* "b_{f}": tensor and, where there are several, the gate. */
static void write_symbol(const struct lane *lane, const struct param_tensor *in,
                         int row, char out[16])
{
    enum cell cell = film_cell(&lane->film, 0);
    const char *gates = cell == CELL_LSTM ? "ifgo" :
                        cell == CELL_GRU || cell == CELL_GRU_BEFORE ? "rzn"
                                                                    : "";
    const char *letter = strncmp(in->name, "weight_ih", 9) == 0 ? "W" :
                         strncmp(in->name, "weight_hh", 9) == 0 ? "U" : "b";

    if (row < (int)strlen(gates))
        snprintf(out, 16, "%s_{%c}", letter, gates[row]);
    else
        snprintf(out, 16, "%s", letter);
}

static bool write_weight(const struct lab *lab, const struct lane *lane,
                         char *out, size_t size)
{
    const struct params *params = &lane->film.network.params;
    ptrdiff_t differs = find_differing(lab, lane);
    char symbol[16], number[FIGURE_MAX];

    for (int k = 0; differs >= 0 && k < params->tensors; k++) {
        const struct param_tensor *tensor = &params->tensor[k];
        int columns = tensor->columns > 0 ? tensor->columns : 1;
        ptrdiff_t at = &params->data[differs] - tensor->values;
        if (at < 0 || at >= (ptrdiff_t)tensor->rows * columns)
            continue;
        double value = (double)tensor->values[at];
        int decimals = 0;
        for (double all = value; decimals < 3 && fabs(all - round(all)) > 1e-4;
             all *= 10)
            decimals++;
        write_symbol(lane, tensor, (int)(at / columns), symbol);
        snprintf(out, size, "%s = %s", symbol,
                 figure_plain(number, value, decimals));
        return true;
    }
    return false;
}

/* "cosine-lstm" of "cosine-lstm.safetensors". */
static void write_stem(const char *file, char *out, size_t size)
{
    const char *dot = strrchr(file, '.');
    int length = dot != NULL ? (int)(dot - file) : (int)strlen(file);

    snprintf(out, size, "%.*s", length, file);
}

enum lab_apart lab_lane_apart(const struct lab *lab, const struct ui *ui, int k,
                              char *out, size_t size)
{
    const struct lane *lane = given(lab, k);
    int twins = 0, namesakes = 0;

    out[0] = '\0';
    for (int j = 0; lane != NULL && j < lab->lanes; j++) {
        const struct lane *other = given(lab, j);
        if (other == NULL || other == lane || !are_twins(lane, other))
            continue;
        twins++;
        namesakes += strcmp(lane->film.model.en, other->film.model.en) == 0;
    }
    if (twins == 0)
        return LAB_ALONE;
    if (lane->film.by_hand && write_weight(lab, lane, out, size))
        return LAB_MARKED;
    if (namesakes > 0 || lane->film.by_hand) {
        snprintf(out, size, "%d", k + 1);
        return LAB_MARKED;
    }
    write_stem(say(ui, lane->film.model.en, lane->film.model.ko), out, size);
    return LAB_NAMED;
}
