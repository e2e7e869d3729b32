/* Pairs from a file: names in English by letters, in Korean by syllables.
 *
 * Lines of three fields with a tab between them: a code, which is not used,
 * the English name and the Korean one. Letters keep their case: a capital
 * tells where a word begins. Blank lines are passed over. Errors name line and
 * column (in characters): "places.tsv:7:12: ...".
 */
#ifndef GATEREEL_DATA_MAKE_PAIRS_PLACES_H
#define GATEREEL_DATA_MAKE_PAIRS_PLACES_H

#include "data/make/pairs/pairs.h"

/* `name` of the file, printable, for messages. */
bool places_make(struct pairs *pairs, const char *text, size_t length,
                 const char *name, struct error *error);

#endif
