/* Commands of formulas, \tanh and the like. */
#ifndef GATEREEL_LESSON_PAGE_MATHS_WORDS_H
#define GATEREEL_LESSON_PAGE_MATHS_WORDS_H

#include <stddef.h>

enum maths_word_class {
    WORD_SYMBOL,    /* a variable */
    WORD_UPRIGHT,   /* a sign, the name of a function */
    WORD_OPERATOR,
    WORD_LARGE,     /* takes limits */
    WORD_SPACE,
    WORD_HAT, WORD_BAR, WORD_TILDE, WORD_FRACTION, WORD_ROOT, WORD_TEXT,
    WORD_LEFT, WORD_RIGHT,
    WORD_NORM,      /* \| both opens and closes */
    WORD_NORM_END,
};

struct maths_word {
    const char *name; /* without the backslash */
    enum maths_word_class class;
    const char *text;
};

/* The command with this name, or NULL. */
const struct maths_word *maths_word_find(const char *name, size_t length);

/* The command that draws this text, or NULL. */
const struct maths_word *maths_word_draws(const char *text, size_t length);

/* The name nearest to `name`, or NULL. */
const char *maths_word_nearest(const char *name);

#endif
