/* Questions about a share price in two languages, and their answers.
 *
 *     오늘 주가 알려 줘                        5 4 7 4
 *     Yesterday's share price, please          5 3 5 5
 *     그제 FTSE 지수 얼마였어요                5 4 6 2
 *
 * A question is a day (today, yesterday, the day before), an index (DAX, SMI,
 * CAC, FTSE, or none: the DAX) and a wording; a small grammar makes them all.
 * Today is the last day of the table, and the answer its closing level rounded
 * to whole points, digit by digit.
 */
#ifndef GATEREEL_DATA_MAKE_PAIRS_ANSWER_H
#define GATEREEL_DATA_MAKE_PAIRS_ANSWER_H

#include "data/make/pairs/pairs.h"

/* `text` is a CSV table with a column for each index, `name` that of its file,
 * printable. */
bool answer_make(struct pairs *pairs, const char *text, size_t length,
                 const char *name, struct error *error);

#endif
