/* The two ends of a network: its embedding and its final linear layer.
 *
 * Their names are the author's choice, so they are found by shape and by the
 * words that people use, most telling words first. Two that are equally
 * likely are an error that lists them.
 */
#ifndef GATEREEL_MODEL_ENDS_H
#define GATEREEL_MODEL_ENDS_H

#include <stddef.h>

#include "base/error.h"
#include "model/naming.h"

/* Quoted names for a message, cut where it is full. {0} is empty. */
struct name_list {
    char text[360];
    size_t length;
};

void name_list_add(struct name_list *list, const char *name, size_t length);

/* Fill naming->embedding, head_w and head_b and the spec's side of them; the
 * layers are known. None found is fine. */
bool ends_find(struct naming *naming, const struct safetensors *file,
               const struct model_options *options, struct error *error);

#endif
