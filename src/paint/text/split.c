/* A letter is a code point with the marks that follow it; it is looked at first
 * and joins the piece only if it fits to it. What is not UTF-8 becomes the
 * replacement character, byte by byte; control characters become spaces.
 */
#include "paint/text/split.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

enum {
    LETTERS_MAX = 40, /* in a piece */
    MARKS_MAX = 4,    /* on a letter; more begin a letter of their own */
    WIDTH_MAX = 1536, /* pixels of a piece at an em for every letter */
    REPLACEMENT = 0xFFFD
};

struct letter {
    uint32_t codes[1 + MARKS_MAX];
    int count;
    size_t bytes;             /* that it takes in the string */
    int font;
    bool single;
};

static uint32_t decode(const char *at, const char *end, size_t *bytes)
{
    uint32_t code;

    *bytes = 1;
    if (*at >= ' ' && *at < 0x7F)
        return (uint32_t)*at;
    int length = utf8_decode(at, (size_t)(end - at), &code);
    if (length == 0)
        return REPLACEMENT;
    *bytes = (size_t)length;
    return code < 0x20 || (code >= 0x7F && code < 0xA0) ? ' ' : code;
}

/* The other way; `code` is valid. Returns the bytes written. */
static int encode(uint32_t code, char *out)
{
    int bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    if (bytes == 1) {
        out[0] = (char)code;
        return 1;
    }
    for (int k = bytes - 1; k > 0; k--, code >>= 6)
        out[k] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((0xF00 >> bytes & 0xFF) | code);
    return bytes;
}

/* Does it belong to the letter before: accents, selectors, joiners? */
static bool is_mark(uint32_t code)
{
    static const uint32_t ranges[8][2] = {
        {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200D, 0x200D},
        {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    };

    for (int k = 0; k < 8 && code >= ranges[k][0]; k++) {
        if (code <= ranges[k][1])
            return true;
    }
    return false;
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* Is it part of a number, as it stands there? */
static bool is_numeric(const struct split *split, uint32_t code,
                       const char *after)
{
    switch (code) {
    case '+':
    case 0xD7:   /* multiplication sign */
    case 0x2212: /* minus sign */
        return true;
    case '-':
    case '.':
    case ',':
        return after < split->end && is_digit((unsigned char)*after);
    default:
        return is_digit(code);
    }
}

/* A font that has the letter and all its marks, if one of theirs does. */
static int find_font(const struct split *split, const struct letter *letter)
{
    int font = fonts_find(split->fonts, split->face, letter->codes[0]);

    for (int k = 1; k < letter->count; k++) {
        if (fonts_covers(split->fonts, font, letter->codes[k]))
            continue;
        int other = fonts_find(split->fonts, split->face, letter->codes[k]);
        if (fonts_covers(split->fonts, other, letter->codes[0]))
            font = other;
    }
    return font;
}

/* The letter that comes next, which may follow what is in `piece`. */
static struct letter look(const struct split *split,
                          const struct text_piece *piece)
{
    struct letter letter = {.count = 1};
    size_t bytes;

    letter.codes[0] = decode(split->at, split->end, &letter.bytes);
    const char *after = split->at + letter.bytes;
    letter.single = split->face == FACE_MONO ||
                    is_numeric(split, letter.codes[0], after);
    /* No mark begins with a lesser byte. */
    while (after < split->end && (unsigned char)*after >= 0xCC &&
           letter.count <= MARKS_MAX) {
        uint32_t code = decode(after, split->end, &bytes);
        if (!is_mark(code))
            break;
        letter.codes[letter.count++] = code;
        letter.bytes += bytes;
        after += bytes;
    }
    /* A space in the font of its word: it is part of the word's piece. */
    if (letter.codes[0] == ' ' && piece->letters > 0 &&
        fonts_covers(split->fonts, piece->font, ' '))
        letter.font = piece->font;
    else
        letter.font = find_font(split, &letter);
    return letter;
}

static bool fits(const struct text_piece *piece, const struct letter *letter)
{
    return !letter->single && letter->font == piece->font &&
           piece->letters < LETTERS_MAX &&
           (piece->letters + 1) * piece->pixels <= WIDTH_MAX &&
           piece->length + 4 * (1 + MARKS_MAX) < PIECE_BYTES;
}

static void take(struct split *split, const struct letter *letter,
                 struct text_piece *piece)
{
    for (int k = 0; k < letter->count; k++)
        piece->length += encode(letter->codes[k], piece->text + piece->length);
    piece->text[piece->length] = '\0';
    piece->font = letter->font;
    piece->single = letter->single;
    piece->letters++;
    split->at += letter->bytes;
}

/* How many bytes of markup stand here; *level is what they change to. */
static size_t see_markup(const struct split *split, char *level)
{
    const char *at = split->at;

    if (split->end - at >= 2 && (*at == '_' || *at == '^') && at[1] == '{') {
        *level = *at;
        return 2;
    }
    if (split->level != 0 && split->end > at && *at == '}') {
        *level = 0;
        return 1;
    }
    return 0;
}

static void skip_markup(struct split *split)
{
    char level;

    for (size_t bytes; (bytes = see_markup(split, &level)) > 0;) {
        split->at += bytes;
        split->level = level;
    }
}

static int clamp_pixels(int pixels)
{
    return pixels < PIXELS_MIN   ? PIXELS_MIN
           : pixels > PIXELS_MAX ? PIXELS_MAX
                                 : pixels;
}

/* An empty piece at the line's present level. */
static void begin_piece(const struct split *split, struct text_piece *piece)
{
    float pixels = (float)split->pixels;
    float rise = split->level == '_'   ? -0.20f
                 : split->level == '^' ? 0.36f
                                       : 0;

    piece->pixels = split->level == 0
                        ? split->pixels
                        : clamp_pixels((int)lroundf(0.7f * pixels));
    piece->rise = (int)lroundf(rise * pixels);
    piece->letters = 0;
    piece->length = 0;
    piece->single = false;
}

struct split split_begin(struct fonts *fonts, enum face face, int pixels,
                         const char *string, size_t length)
{
    return (struct split){.fonts = fonts, .face = face,
                          .pixels = clamp_pixels(pixels), .at = string,
                          .end = string + length};
}

bool split_next(struct split *split, struct text_piece *piece)
{
    char level;

    skip_markup(split);
    begin_piece(split, piece);
    while (split->at < split->end && see_markup(split, &level) == 0) {
        struct letter letter = look(split, piece);
        if (piece->letters > 0 && !fits(piece, &letter))
            break;
        take(split, &letter, piece);
        if (piece->single || letter.codes[0] == ' ')
            break;
    }
    /* A subscript stands under what leans over, as in print. */
    piece->apart = see_markup(split, &level) > 0 && level != '_';
    return piece->letters > 0;
}
