/* What stands behind a backslash. Words in upright letters are kept word by
 * word with a space between, brackets as what is drawn.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "lesson/page/maths/reader.h"

/* Children of a new node: `count` arguments. */
static int read_command(struct maths_reader *reader, enum formula_kind kind,
                        int count, const char *asked, const char *name)
{
    int node = maths_add(reader, kind, "", 0);

    for (int k = 0; k < count && node >= 0; k++) {
        int child = maths_read_argument(reader, asked, name);
        if (child < 0)
            return MATHS_NOTHING;
        maths_append(reader, node, child);
    }
    return node;
}

/* Words as they are, in upright letters, with a space between them. */
static int read_text(struct maths_reader *reader, const char *asked,
                     const char *name)
{
    int row = maths_add_empty(reader), child = row;

    maths_skip_blanks(reader);
    if (!maths_at(reader, '{'))
        return maths_fail(reader, asked, "'%s' needs a word in braces", name);
    reader->at++;
    while (child >= 0 && reader->at < reader->end && *reader->at != '}') {
        const char *word = reader->at;
        size_t length = 0;
        while (word + length < reader->end &&
               strchr(" \t\r\n{}\\$", word[length]) == NULL)
            length++;
        reader->at += length;
        if (length > 0) {
            child = maths_add(reader, FORMULA_UPRIGHT, word, length);
        } else if (strchr("{\\$", *word) != NULL) {
            return maths_fail(reader, word, "'%c' does not stand in a word of "
                              "a formula", *word);
        } else {
            maths_skip_blanks(reader);
            child = maths_add(reader, FORMULA_SPACE, ":", 1);
        }
        if (child >= 0 && row >= 0)
            maths_append(reader, row, child);
    }
    if (child >= 0 && !maths_at(reader, '}'))
        return maths_fail(reader, asked, "'{' is never closed");
    reader->at += child >= 0;
    return child < 0 ? MATHS_NOTHING : row;
}

/* The bracket behind \left or \right; "" for a point. */
static bool read_bracket(struct maths_reader *reader, const char *asked,
                         char out[4])
{
    static const char *const brackets[] = {"(", ")", "[", "]", "|", "\\{",
                                           "\\}", "\\|", "\\lVert", "\\rVert",
                                           "\\lvert", "\\rvert", "."};
    static const char *const drawn[] = {"(", ")", "[", "]", "|", "{", "}",
                                        "‖", "‖", "‖", "|", "|", ""};

    maths_skip_blanks(reader);
    for (size_t k = 0; k < sizeof drawn / sizeof *drawn; k++) {
        size_t length = strlen(brackets[k]);
        if ((size_t)(reader->end - reader->at) >= length &&
            memcmp(reader->at, brackets[k], length) == 0) {
            reader->at += length;
            memcpy(out, drawn[k], strlen(drawn[k]) + 1);
            return true;
        }
    }
    maths_fail(reader, asked, "a bracket follows here: one of ( ) [ ] | \\{ "
               "\\} \\| or a point for none");
    return false;
}

/* \left( .. \right) */
static int read_left(struct maths_reader *reader, const char *asked)
{
    char open[4], close[4];

    if (!read_bracket(reader, asked, open))
        return MATHS_NOTHING;
    int node = maths_add(reader, FORMULA_BRACKETS, open, strlen(open));
    int row = node < 0 ? node
                       : maths_read_inside(reader, MATHS_STOP_RIGHT, asked,
                                           "\\left");
    if (row < 0)
        return MATHS_NOTHING;
    asked = reader->at;
    reader->at += strlen("\\right");
    if (!read_bracket(reader, asked, close))
        return MATHS_NOTHING;
    memcpy(reader->node[node].close, close, sizeof close);
    maths_append(reader, node, row);
    return node;
}

/* \| .. \|, \lVert .. \rVert */
static int read_norm(struct maths_reader *reader, const char *asked, bool ends)
{
    int node = maths_add(reader, FORMULA_BRACKETS, "‖", strlen("‖"));
    int row = node < 0 ? node
              : ends   ? maths_read_inside(reader, MATHS_STOP_NORM_END, asked,
                                           "\\lVert")
                       : maths_read_inside(reader, MATHS_STOP_NORM, asked,
                                           "\\|");

    if (row < 0)
        return MATHS_NOTHING;
    reader->at += strlen(ends ? "\\rVert" : "\\|");
    memcpy(reader->node[node].close, "‖", sizeof "‖");
    maths_append(reader, node, row);
    return node;
}

static int fail_unknown(struct maths_reader *reader, const char *asked,
                        size_t length)
{
    char name[MATHS_NAME_MAX];

    if (length == 0)
        return maths_fail(reader, asked, "a command follows a '\\'");
    text_printable(asked + 1, length, name, sizeof name);
    const char *nearest =
        maths_is_letter(name[0]) ? maths_word_nearest(name) : NULL;
    if (nearest != NULL)
        return maths_fail(reader, asked, "unknown command '\\%s'; did you mean "
                          "'\\%s'?", name, nearest);
    return maths_fail(reader, asked, "unknown command '\\%s'; words stand in "
                      "\\text{..}, names of functions in \\mathrm{..}", name);
}

int maths_read_command(struct maths_reader *reader)
{
    const char *asked = reader->at;
    const struct maths_word *word = maths_next_word(reader);
    size_t length = maths_name_length(reader);
    char name[MATHS_NAME_MAX];

    if (word == NULL)
        return fail_unknown(reader, asked, length);
    reader->at += 1 + length;
    snprintf(name, sizeof name, "\\%s", word->name);
    length = strlen(word->text);
    switch (word->class) {
    case WORD_SYMBOL:
        return maths_add(reader, FORMULA_SYMBOL, word->text, length);
    case WORD_UPRIGHT:
        return maths_add(reader, FORMULA_UPRIGHT, word->text, length);
    case WORD_OPERATOR:
        return maths_add(reader, FORMULA_OPERATOR, word->text, length);
    case WORD_LARGE:
        return maths_add(reader, FORMULA_LARGE, word->text, length);
    case WORD_SPACE:
        return maths_add(reader, FORMULA_SPACE, word->text, length);
    case WORD_HAT:
        return read_command(reader, FORMULA_HAT, 1, asked, name);
    case WORD_BAR:
        return read_command(reader, FORMULA_BAR, 1, asked, name);
    case WORD_TILDE:
        return read_command(reader, FORMULA_TILDE, 1, asked, name);
    case WORD_ROOT:
        return read_command(reader, FORMULA_ROOT, 1, asked, name);
    case WORD_FRACTION:
        return read_command(reader, FORMULA_FRACTION, 2, asked, name);
    case WORD_TEXT:
        return read_text(reader, asked, name);
    case WORD_LEFT:
        return read_left(reader, asked);
    case WORD_NORM:
        return read_norm(reader, asked, strcmp(word->name, "lVert") == 0);
    default:
        return maths_fail(reader, asked, "there is no '%s' before this '%s'",
                          word->class == WORD_RIGHT ? "\\left" : "\\lVert",
                          name);
    }
}
