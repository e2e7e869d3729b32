/* The arrays go out as they lie on the tape, without their padding.
 */
#include "cli/record/export.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "model/safetensors.h"

bool export_tensors(struct recording *recording, const char *path,
                    struct error *error)
{
    int steps = recording->values.steps;
    char cells[EXPORT_CELLS_TEXT], length[16];
    struct tensor_source *sources = array_new((size_t)recording->arrays,
                                              sizeof *sources,
                                              "the list of arrays", error);
    if (sources == NULL)
        return false;
    recording_unscale(recording);
    for (int k = 0; k < recording->arrays; k++) {
        const struct array *array = &recording->array[k];
        sources[k] = (struct tensor_source){
            .name = array->name, .type = "F32", .rank = 2,
            .shape = {steps, array->width}, .values = array->rows,
            .width = array->width, .stride = (int64_t)array->stride};
    }
    snprintf(length, sizeof length, "%d", steps);
    const struct metadata entries[] = {
        {"gatereel", GATEREEL_VERSION},
        {"cell", export_cells(&recording->values.spec, cells)},
        {"steps", length},
    };
    bool fine = safetensors_write(path, sources, recording->arrays, entries,
                                  sizeof entries / sizeof entries[0], error);
    free(sources);
    return fine;
}
