/* What a page of an opened number shows: rows of its terms, the rest of them
 * as one, and digits for all that add up.
 */
#ifndef GATEREEL_SCENE_VIEW_TRACE_PAGE_H
#define GATEREEL_SCENE_VIEW_TRACE_PAGE_H

#include "scene/scene.h"
#include "scene/study/trace/digits.h"
#include "scene/study/trace/trace.h"

enum { PAGE_ROWS_MAX = 32, PAGE_SYMBOL_MAX = 3 * TRACE_SYMBOL_MAX };

struct page_row {
    struct draw_id open;     /* what a click opens; kind 0: nothing */
    struct draw_id number;   /* what the value is */
    double value;
    struct trace_term term;  /* factors: 1, nothing to be multiplied */
    struct digits factor[TRACE_FACTORS_MAX];
    char symbol[PAGE_SYMBOL_MAX];
};

struct page {
    struct trace_number number;
    bool product;            /* rows are the factors of a product */
    int rows, first, all;    /* rows first .. first + rows - 1 of all */
    struct page_row row[PAGE_ROWS_MAX];
    int others;              /* terms that are not shown, and their sum */
    double others_sum;
    double sum;              /* of all terms, as the number (or phi) has it */
    struct digits digits;    /* of the rows and the sum */
    struct digits factor[TRACE_FACTORS_MAX]; /* of a product */
    double rest;             /* sum - what the printed rows make: rounding */
    bool phi;                /* the number is phi of the sum */
    struct digits result;    /* of the number */
    double value;            /* of the number; a size where it is a log10 */
    double phi_rest;         /* number - phi of the printed sum */
};

/* The page of `id` with the chosen row on it, at most `room` lines: terms, and
 * below them what page_lines counts. */
void page_make(const struct film *film, struct draw_id id, int chosen,
               int room, struct page *page);

/* Lines below the terms: others, rounding, sum, rounding of phi, phi. */
int page_lines(const struct page *page);

/* Is there a line for the sum? A single term is its own. */
bool page_has_sum(const struct page *page);

/* "f_{20}[3] · c_{19}[3]", "−v_{20}[1]"; "" of a constant. */
void page_symbol(const struct film *film, const struct trace_term *term,
                 char out[PAGE_SYMBOL_MAX]);

#endif
