/* Numbers as people write them: a real minus sign, a sign where it matters,
 * powers of ten as superscripts. Independent of the locale. */
#ifndef GATEREEL_SCENE_LOOK_FIGURE_H
#define GATEREEL_SCENE_LOOK_FIGURE_H

enum { FIGURE_MAX = 40 };

/* "0.75", "−0.04"; a value that rounds to zero has no sign, a large one fewer
 * decimals: "1234.5", "56789", "3.2·10^{9}". */
char *figure_plain(char out[FIGURE_MAX], double value, int decimals);

/* "+0.66", "−0.34", "0.00". */
char *figure_signed(char out[FIGURE_MAX], double value, int decimals);

/* A number of any magnitude in about three digits: "0", "0.13", "−12.5",
 * "2.0·10^{−11}", "∞". */
char *figure_size(char out[FIGURE_MAX], double value);

/* A number that is right up to `within` (> 0): so many decimals, two to four,
 * that the last one counts for no more than that. */
char *figure_within(char out[FIGURE_MAX], double value, double within);

/* As figure_size of 10^log10, which may be outside the range of a double. */
char *figure_power(char out[FIGURE_MAX], double log10);

#endif
