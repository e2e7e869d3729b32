/* Decimal numbers as files and options write them, whatever the locale. */
#ifndef GATEREEL_BASE_NUMBER_H
#define GATEREEL_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUMBER_TEXT_MAX = 40 };

/* The whole of text[0..length) as a number: decimal with '.' and optional
 * exponent, or inf, infinity, nan (any case, with sign). Correctly rounded.
 * False for anything else: empty, spaces, hexadecimal, trailing characters.
 * Overflow gives infinity, underflow zero, as strtod does. */
bool number_parse(const char *text, size_t length, double *out);

/* The whole of text as an integer within [low, high]. */
bool number_parse_integer(const char *text, size_t length, int64_t low,
                          int64_t high, int64_t *out);

/* As printf's %.{digits}g with a decimal point; nan, inf, -inf in lower case
 * without a sign on nan. digits 1..17. Returns the length (< NUMBER_TEXT_MAX). */
int number_format(char text[NUMBER_TEXT_MAX], double value, int digits);

/* The same for value * 2^exponent, which may be far outside the range of
 * double ("1.2345e-3000"). */
int number_format_scaled(char text[NUMBER_TEXT_MAX], double value,
                         long exponent, int digits);

#endif
