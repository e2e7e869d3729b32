/* A parser that goes down: a row is made of parts, a part is an atom with its
 * scripts, an atom may hold rows again.
 */
#include "lesson/page/formula.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "lesson/page/maths/reader.h"

static int read_number(struct maths_reader *reader)
{
    const char *number = reader->at;

    while (reader->at < reader->end &&
           (maths_is_digit(*reader->at) ||
            (*reader->at == '.' && reader->at + 1 < reader->end &&
             maths_is_digit(reader->at[1]))))
        reader->at++;
    return maths_add(reader, FORMULA_UPRIGHT, number,
                    (size_t)(reader->at - number));
}

/* A character that stands for nothing, and what to write instead. */
static int fail_character(struct maths_reader *reader)
{
    const char *at = reader->at;
    uint32_t code;
    int bytes = utf8_decode(at, (size_t)(reader->end - at), &code);
    char shown[MATHS_NAME_MAX];

    if (bytes == 0)
        bytes = 1;
    text_printable(at, (size_t)bytes, shown, sizeof shown);
    const struct maths_word *word = maths_word_draws(at, (size_t)bytes);
    if (*at == '}')
        return maths_fail(reader, at, "there is no '{' before this '}'");
    if (*at == '_' || *at == '^' || *at == '\'')
        return maths_fail(reader, at, "there is nothing before this '%s' that "
                          "it could belong to", shown);
    if (word != NULL)
        return maths_fail(reader, at, "'%s' is written \\%s", shown,
                          word->name);
    return maths_fail(reader, at, "'%s' does not stand in a formula; words "
                      "stand in \\text{..}", shown);
}

int maths_read_atom(struct maths_reader *reader)
{
    char c = *reader->at;

    if (c == '\\')
        return maths_read_command(reader);
    if (c == '{')
        return maths_read_group(reader);
    if (maths_is_digit(c))
        return read_number(reader);
    if (maths_is_letter(c)) {
        reader->at++;
        return maths_add(reader, FORMULA_SYMBOL, &c, 1);
    }
    if (maths_at_any(reader, "+-=<>:")) {
        reader->at++;
        return maths_add(reader, FORMULA_OPERATOR, c == '-' ? "−" : &c,
                        c == '-' ? strlen("−") : 1);
    }
    if (maths_at_any(reader, "()[]|,;.!/?")) {
        reader->at++;
        return maths_add(reader, FORMULA_UPRIGHT, &c, 1);
    }
    return fail_character(reader);
}

/* One script: argument[0] below, [1] above. Primes gather above. */
static bool read_script(struct maths_reader *reader, int argument[2])
{
    const char *asked = reader->at++;
    int above = *asked != '_', prime = *asked == '\'';
    char name[2] = {*asked, '\0'};

    if (argument[above] >= 0 && !(prime && asked[-1] == '\'')) {
        maths_fail(reader, asked, "a second '%s': put one of them in braces",
                   name);
        return false;
    }
    int child = prime ? maths_add(reader, FORMULA_UPRIGHT, "′", strlen("′"))
                      : maths_read_argument(reader, asked, name);
    if (child >= 0 && prime && argument[above] < 0)
        argument[above] = maths_add_empty(reader);
    if (child < 0 || (prime && argument[above] < 0))
        return false;
    if (prime)
        maths_append(reader, argument[above], child);
    else
        argument[above] = child;
    return true;
}

/* An atom and what stands below and above it. */
static int read_part(struct maths_reader *reader)
{
    int argument[2] = {MATHS_NOTHING, MATHS_NOTHING};
    int base = maths_read_atom(reader);

    if (base < 0)
        return MATHS_NOTHING;
    maths_skip_blanks(reader);
    while (maths_at_any(reader, "_^'")) {
        if (!read_script(reader, argument))
            return MATHS_NOTHING;
        maths_skip_blanks(reader);
    }
    bool large = reader->node[base].kind == FORMULA_LARGE;
    if (!large && argument[0] < 0 && argument[1] < 0)
        return base;
    int node = large ? base : maths_add(reader, FORMULA_SCRIPTS, "", 0);
    if (node >= 0 && !large)
        maths_append(reader, node, base);
    for (int k = 0; k < 2 && node >= 0; k++) {
        if (argument[k] < 0)
            argument[k] = maths_add_empty(reader);
        if (argument[k] < 0)
            return MATHS_NOTHING;
        maths_append(reader, node, argument[k]);
    }
    return node;
}

int maths_read_row(struct maths_reader *reader, enum maths_stop stop)
{
    int row = maths_add_empty(reader), last = MATHS_NOTHING;

    if (row < 0)
        return MATHS_NOTHING;
    for (;;) {
        maths_skip_blanks(reader);
        if (reader->at == reader->end || maths_is_stop(reader, stop))
            return row;
        int part = read_part(reader);
        if (part < 0)
            return MATHS_NOTHING;
        if (last < 0)
            reader->node[row].child = part;
        else
            reader->node[last].next = part;
        last = part;
    }
}

int formula_read(struct formula_node node[FORMULA_NODES_MAX], const char *text,
                 size_t length, struct place at, struct problems *problems)
{
    struct maths_reader reader = {
        .start = text, .at = text, .end = text + length, .place = at,
        .node = node, .problems = problems};

    if (maths_read_row(&reader, MATHS_STOP_END) < 0)
        return 0;
    if (node[0].child < 0) {
        maths_fail(&reader, text, "this formula is empty");
        return 0;
    }
    return reader.nodes;
}
