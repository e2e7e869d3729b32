/* fontconfig answers every question for a match with some font, however far
 * away. So families are listed, which is exact (and five times quicker), and
 * what a match gives is looked at before it is believed. Outlines only: text
 * comes in every size.
 */
#include "paint/text/installed.h"

#include <string.h>

static FcPattern *describe(struct wish wish)
{
    FcPattern *pattern = FcPatternCreate();

    if (pattern == NULL)
        return NULL;
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)wish.family);
    FcPatternAddInteger(pattern, FC_WEIGHT,
                        wish.bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddInteger(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    /* Instances of variable fonts are wanted, the fonts themselves not. */
    FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
    return pattern;
}

static const char *path_of(FcPattern *font)
{
    FcChar8 *path = NULL;

    return FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch
               ? (const char *)path
               : "";
}

/* Italic and oblique are the same to us: DejaVu Sans has only the latter. */
static bool is_slanted(FcPattern *font)
{
    int slant = FC_SLANT_ROMAN;

    return FcPatternGetInteger(font, FC_SLANT, 0, &slant) == FcResultMatch &&
           slant != FC_SLANT_ROMAN;
}

/* The first by path: the order of a list changes from run to run. */
static FcPattern *choose(const FcFontSet *fonts, bool italic)
{
    FcPattern *best = NULL;

    for (int k = 0; k < fonts->nfont; k++) {
        FcPattern *font = fonts->fonts[k];
        if (is_slanted(font) == italic &&
            (best == NULL || strcmp(path_of(font), path_of(best)) < 0))
            best = font;
    }
    if (best != NULL)
        FcPatternReference(best);
    return best;
}

FcPattern *installed_exactly(FcConfig *config, struct wish wish)
{
    FcPattern *pattern = describe(wish), *font = NULL;
    FcObjectSet *fields = FcObjectSetBuild(FC_FILE, FC_INDEX, FC_CHARSET,
                                           FC_SLANT, (char *)NULL);

    if (pattern != NULL && fields != NULL) {
        FcFontSet *fonts = FcFontList(config, pattern, fields);
        if (fonts != NULL) {
            font = choose(fonts, wish.italic);
            FcFontSetDestroy(fonts);
        }
    }
    if (fields != NULL)
        FcObjectSetDestroy(fields);
    if (pattern != NULL)
        FcPatternDestroy(pattern);
    return font;
}

/* Answers `pattern` and destroys it; an answer without outlines is none. */
static FcPattern *match(FcConfig *config, FcPattern *pattern)
{
    FcResult result;
    FcBool scalable = FcFalse;

    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcPattern *font = FcFontMatch(config, pattern, &result);
    FcPatternDestroy(pattern);
    if (font == NULL)
        return NULL;
    if (FcPatternGetBool(font, FC_SCALABLE, 0, &scalable) == FcResultMatch &&
        scalable)
        return font;
    FcPatternDestroy(font);
    return NULL;
}

FcPattern *installed_nearest(FcConfig *config, struct wish wish)
{
    FcPattern *pattern = describe(wish);

    if (pattern == NULL)
        return NULL;
    FcPatternAddInteger(pattern, FC_SLANT,
                        wish.italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    return match(config, pattern);
}

static bool has_letter(FcPattern *font, uint32_t code)
{
    FcCharSet *letters = NULL;

    return FcPatternGetCharSet(font, FC_CHARSET, 0, &letters) ==
               FcResultMatch &&
           FcCharSetHasChar(letters, code);
}

FcPattern *installed_with(FcConfig *config, uint32_t code)
{
    FcPattern *pattern = describe((struct wish){.family = "sans-serif"});
    FcCharSet *letters = FcCharSetCreate();
    FcPattern *font = NULL;

    if (pattern != NULL && letters != NULL) {
        FcCharSetAddChar(letters, code);
        FcPatternAddCharSet(pattern, FC_CHARSET, letters);
        font = match(config, pattern);
        pattern = NULL;
    }
    if (pattern != NULL)
        FcPatternDestroy(pattern);
    if (letters != NULL)
        FcCharSetDestroy(letters);
    if (font != NULL && !has_letter(font, code)) {
        FcPatternDestroy(font);
        font = NULL;
    }
    return font;
}
