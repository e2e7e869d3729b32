/* A race in a file: all lanes, all seeds, their history and their past.
 *
 * An ordinary safetensors file. Lane k, seed s stand under "lane<k>.seed<s>.":
 *   weights, m, v     flat, as in params.data
 *   state             what stateful networks carry
 *   history           [epochs][columns]
 *   reel              [frames][weights, m, v] of seed 0; reel.state as text in
 *                     the metadata: the epoch of each, one on a line
 * and the metadata of a checkpoint (checkpoint_fields.h) under the same prefix,
 * "broken" where its numbers broke, "lane<k>.branch" where it began elsewhere,
 * beside gatereel.race. The same race gives the same bytes, whenever it was
 * paused, saved and loaded.
 */
#ifndef GATEREEL_TRAIN_RACE_RACE_FILE_H
#define GATEREEL_TRAIN_RACE_RACE_FILE_H

#include "model/safetensors.h"
#include "train/race/race.h"

/* Is it a race, and not a network? */
bool race_file_is(const struct safetensors *file);

/* Atomically. `column` names a user's series; else NULL. */
bool race_save(const struct race *race, const char *column, const char *path,
               struct error *error);

/* The setup alone: what material is needed for race_open. `column` is of size
 * RACE_COLUMN_MAX, "" for none. */
enum { RACE_COLUMN_MAX = 256 };
bool race_peek(const char *path, struct race_setup *setup,
               char column[RACE_COLUMN_MAX], struct error *error);

/* The race as it was saved, made with this material (which must be the same:
 * the file recognises it). Messages begin with the path. */
bool race_open(struct race *race, const char *path,
               const struct material *material, const struct kernels *kernels,
               struct error *error);

#endif
