/* The fonts that text is written with: which one has which letter, and their
 * open files.
 *
 * Every face has a chain of preferred families. A letter is looked for in the
 * chain of its face, then in that of FACE_UI, then in all fonts there are.
 */
#ifndef GATEREEL_PAINT_TEXT_FONTS_H
#define GATEREEL_PAINT_TEXT_FONTS_H

#include <stdbool.h>
#include <stdint.h>

#include <SDL2/SDL_ttf.h>
#include <fontconfig/fontconfig.h>

#include "base/error.h"
#include "draw/measure.h"

enum { FONTS_MAX = 64, CHAIN_MAX = 6, FONTS_KNOWN = 1024 };

struct font {
    FcPattern *pattern;       /* owned; the next three are of it */
    const char *path;
    int index;                /* in a collection; above bit 16: the instance of
                                 a variable font */
    const FcCharSet *letters;
    TTF_Font *file;           /* NULL until it is needed */
    int pixels;               /* the size it is set to, 0 at first */
    bool broken;              /* could not be opened: not to be used */
};

/* {0} is a valid value without fonts. */
struct fonts {
    FcConfig *config;
    bool ttf;                 /* SDL_ttf is started */
    int count;
    struct font font[FONTS_MAX];
    int chain_length[FACES];
    int chain[FACES][CHAIN_MAX]; /* indices of fonts, first choice first */
    /* Answers by code % FONTS_KNOWN, as code << 8 | font + 1; 0: empty. */
    uint32_t known[FACES][FONTS_KNOWN];
};

/* Fails without any font. */
bool fonts_init(struct fonts *fonts, struct error *error);
void fonts_finish(struct fonts *fonts);

/* The font that a letter is written with; where none has it, one that shows
 * its box for missing letters. */
int fonts_find(struct fonts *fonts, enum face face, uint32_t code);

/* Has this one font the letter? */
bool fonts_covers(const struct fonts *fonts, int font, uint32_t code);

/* Has any? */
bool fonts_have(const struct fonts *fonts, uint32_t code);

/* The font at this size, valid until the next call for the same font. NULL when
 * the file is gone or damaged: fonts_find then chooses another. */
TTF_Font *fonts_open(struct fonts *fonts, int font, int pixels);

#endif
