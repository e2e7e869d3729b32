/* One input for the parsers of what a stranger may have written. */
#ifndef GATEREEL_TESTS_FUZZ_TARGET_H
#define GATEREEL_TESTS_FUZZ_TARGET_H

#include <stddef.h>

/* Reads text[0..length): its first byte says as what,
 *   p page, f formula, s settings of a step, w words of a question, g glossary,
 *   c class plan, l lesson (English, a line "%%", Korean);
 * any other byte stands for one of these. Whatever is read must keep what its
 * header promises; otherwise this aborts. */
void fuzz_one(const char *text, size_t length);

#endif
