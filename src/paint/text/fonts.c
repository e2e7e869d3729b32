/* A font is a file that stays open once it was needed, and is set to the size
 * that is asked for: that takes a microsecond, opening takes up to ten
 * milliseconds. Which letters it has is known from fontconfig without opening.
 */
#include "paint/text/fonts.h"

#include <assert.h>
#include <string.h>

#include "paint/text/installed.h"

static const struct wish wishes[FACES][CHAIN_MAX - 1] = {
    [FACE_UI] = {{.family = "Noto Sans"},
                 {.family = "Noto Sans Math"},
                 {.family = "Noto Sans CJK KR"},
                 {.family = "DejaVu Sans"},
                 {.family = "NanumGothic"}},
    [FACE_BOLD] = {{.family = "Noto Sans", .bold = true},
                   {.family = "Noto Sans CJK KR", .bold = true},
                   {.family = "DejaVu Sans", .bold = true},
                   {.family = "NanumGothic", .bold = true}},
    [FACE_ITALIC] = {{.family = "Noto Sans", .italic = true},
                     {.family = "DejaVu Sans", .italic = true}},
    [FACE_MONO] = {{.family = "Noto Sans Mono"},
                   {.family = "DejaVu Sans Mono"},
                   {.family = "Noto Sans Mono CJK KR"},
                   {.family = "NanumGothicCoding"}},
    [FACE_MATH] = {{.family = "Noto Serif"},
                   {.family = "Noto Sans Math"},
                   {.family = "DejaVu Serif"}},
    [FACE_MATH_ITALIC] = {{.family = "Noto Serif", .italic = true},
                          {.family = "Noto Sans Math"},
                          {.family = "DejaVu Serif", .italic = true},
                          {.family = "DejaVu Serif"}},
};

/* The end of every chain, found where there is any font at all. */
static const struct wish last_wishes[FACES] = {
    [FACE_UI] = {.family = "sans-serif"},
    [FACE_BOLD] = {.family = "sans-serif", .bold = true},
    [FACE_ITALIC] = {.family = "sans-serif", .italic = true},
    [FACE_MONO] = {.family = "monospace"},
    [FACE_MATH] = {.family = "serif"},
    [FACE_MATH_ITALIC] = {.family = "serif", .italic = true},
};

/* The index of the font, which is taken over; -1 where it is NULL, lacks
 * something or finds no room. */
static int add(struct fonts *fonts, FcPattern *pattern)
{
    struct font font = {.pattern = pattern};
    FcChar8 *path;
    FcCharSet *letters;

    if (pattern == NULL)
        return -1;
    if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch ||
        FcPatternGetCharSet(pattern, FC_CHARSET, 0, &letters) !=
            FcResultMatch ||
        FcPatternGetInteger(pattern, FC_INDEX, 0, &font.index) !=
            FcResultMatch)
        goto refuse;
    font.path = (const char *)path;
    font.letters = letters;
    for (int k = 0; k < fonts->count; k++) {
        if (fonts->font[k].index == font.index &&
            strcmp(fonts->font[k].path, font.path) == 0) {
            FcPatternDestroy(pattern);
            return k;
        }
    }
    if (fonts->count == FONTS_MAX)
        goto refuse;
    fonts->font[fonts->count] = font;
    return fonts->count++;
refuse:
    FcPatternDestroy(pattern);
    return -1;
}

static void append(struct fonts *fonts, enum face face, FcPattern *pattern)
{
    int font = add(fonts, pattern);

    if (font < 0)
        return;
    assert(fonts->chain_length[face] < CHAIN_MAX);
    fonts->chain[face][fonts->chain_length[face]++] = font;
}

static void find_chains(struct fonts *fonts)
{
    for (int face = 0; face < FACES; face++) {
        for (int k = 0; k < CHAIN_MAX - 1; k++) {
            if (wishes[face][k].family != NULL)
                append(fonts, (enum face)face,
                       installed_exactly(fonts->config, wishes[face][k]));
        }
        append(fonts, (enum face)face,
               installed_nearest(fonts->config, last_wishes[face]));
    }
}

/* Does a font of the interface open? */
static bool can_write(struct fonts *fonts)
{
    for (int k = 0; k < fonts->chain_length[FACE_UI]; k++) {
        if (fonts_open(fonts, fonts->chain[FACE_UI][k], 16) != NULL)
            return true;
    }
    return false;
}

bool fonts_init(struct fonts *fonts, struct error *error)
{
    *fonts = (struct fonts){0};
    fonts->ttf = TTF_Init() == 0;
    if (!fonts->ttf) {
        error_set(error, "cannot write text: SDL_ttf does not start: %s",
                  TTF_GetError());
        goto fail;
    }
    fonts->config = FcInitLoadConfigAndFonts();
    if (fonts->config == NULL) {
        error_set(error, "cannot write text: fontconfig does not start");
        goto fail;
    }
    find_chains(fonts);
    if (!can_write(fonts)) {
        error_set(error,
                  "cannot write text: no font is installed; install the Debian "
                  "packages fonts-noto-core and fonts-noto-cjk, or at least "
                  "fonts-dejavu-core");
        goto fail;
    }
    return true;
fail:
    fonts_finish(fonts);
    return false;
}

void fonts_finish(struct fonts *fonts)
{
    for (int k = 0; k < fonts->count; k++) {
        if (fonts->font[k].file != NULL)
            TTF_CloseFont(fonts->font[k].file);
        FcPatternDestroy(fonts->font[k].pattern);
    }
    if (fonts->config != NULL)
        FcConfigDestroy(fonts->config);
    if (fonts->ttf)
        TTF_Quit();
    *fonts = (struct fonts){0};
}

bool fonts_covers(const struct fonts *fonts, int font, uint32_t code)
{
    return !fonts->font[font].broken &&
           FcCharSetHasChar(fonts->font[font].letters, code);
}

/* The first font of the face's chain with the letter, or -1. */
static int search(const struct fonts *fonts, enum face face, uint32_t code)
{
    for (int k = 0; k < fonts->chain_length[face]; k++) {
        if (fonts_covers(fonts, fonts->chain[face][k], code))
            return fonts->chain[face][k];
    }
    return -1;
}

/* The same in all fonts, those found before first. */
static int search_all(struct fonts *fonts, uint32_t code)
{
    for (int k = 0; k < fonts->count; k++) {
        if (fonts_covers(fonts, k, code))
            return k;
    }
    int font = add(fonts, installed_with(fonts->config, code));
    return font >= 0 && fonts->font[font].broken ? -1 : font;
}

/* A font for what none has: the first that works. */
static int fall_back(const struct fonts *fonts, enum face face)
{
    for (int k = 0; k < fonts->chain_length[face]; k++) {
        if (!fonts->font[fonts->chain[face][k]].broken)
            return fonts->chain[face][k];
    }
    return fonts->chain[FACE_UI][0];
}

int fonts_find(struct fonts *fonts, enum face face, uint32_t code)
{
    uint32_t *known = &fonts->known[face][code % FONTS_KNOWN];

    if (*known >> 8 == code && *known != 0)
        return (int)(*known & 0xFF) - 1;
    int font = search(fonts, face, code);
    if (font < 0)
        font = search(fonts, FACE_UI, code);
    if (font < 0)
        font = search_all(fonts, code);
    if (font < 0)
        font = fall_back(fonts, face);
    *known = code << 8 | (uint32_t)(font + 1);
    return font;
}

bool fonts_have(const struct fonts *fonts, uint32_t code)
{
    for (int k = 0; k < fonts->count; k++) {
        if (fonts_covers(fonts, k, code))
            return true;
    }
    FcPattern *font = installed_with(fonts->config, code);
    if (font != NULL)
        FcPatternDestroy(font);
    return font != NULL;
}

/* Marks a font that does not work, and forgets that it was chosen. */
static TTF_Font *give_up(struct fonts *fonts, struct font *font)
{
    font->broken = true;
    memset(fonts->known, 0, sizeof fonts->known);
    return NULL;
}

TTF_Font *fonts_open(struct fonts *fonts, int index, int pixels)
{
    struct font *font = &fonts->font[index];

    if (font->broken)
        return NULL;
    if (font->file == NULL) {
        font->file = TTF_OpenFontIndex(font->path, pixels, font->index);
        if (font->file == NULL)
            return give_up(fonts, font);
        /* The one hinting that keeps letters evenly spaced. */
        TTF_SetFontHinting(font->file, TTF_HINTING_LIGHT_SUBPIXEL);
        font->pixels = pixels;
    }
    if (font->pixels != pixels) {
        if (TTF_SetFontSize(font->file, pixels) != 0)
            return give_up(fonts, font);
        font->pixels = pixels;
    }
    return font->file;
}
