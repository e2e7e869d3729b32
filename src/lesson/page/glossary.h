/* The terms of the course: one Markdown file for each language.
 *
 *     # Glossary
 *     ## forget gate {#forget-gate}
 *     $f_t$ · taught in [7.3](07-lstm/lesson.md)
 *
 *     How much of the cell state is kept, 1 keeps all of it.
 *
 * The name behind the # is the same in every language and is what links of
 * lessons go to; the order of the terms is free.
 */
#ifndef GATEREEL_LESSON_PAGE_GLOSSARY_H
#define GATEREEL_LESSON_PAGE_GLOSSARY_H

#include "lesson/page/page.h"

enum { GLOSSARY_NAME_MAX = 48, GLOSSARY_TERMS_MAX = 200 };

struct glossary_term {
    char name[GLOSSARY_NAME_MAX]; /* "forget-gate" */
    const char *title;         /* "forget gate" */
    int block, blocks;         /* of the page: symbol and where taught, then the
                                  sentence */
    struct place place;
};

/* {0} is empty. */
struct glossary {
    struct lesson_page page;
    struct glossary_term *term; /* owned */
    int terms;
};

bool glossary_read(struct glossary *glossary, const char *text, size_t length,
                   struct problems *problems);
void glossary_finish(struct glossary *glossary);

/* Index of the term with this name, or -1. */
int glossary_find(const struct glossary *glossary, const char *name);

#endif
