/* Lines are found one after the other from the beginning, without a list of
 * them: 10,000 letters take less than a tenth of a millisecond, and nothing has
 * to be kept while a text is edited or written anew.
 */
#include "scene/view/text/wrap.h"

#include <string.h>

#include "base/text.h"
#include "scene/film/token.h"
#include "scene/view/text/picture.h"

enum { PICTURE = 3 }; /* columns */

struct wrap wrap_of(const struct film *film, int columns)
{
    return (struct wrap){film, token_words(film), columns > 1 ? columns : 1};
}

int wrap_width(const struct wrap *wrap, int step)
{
    const char *text = token_show(wrap->film, step);
    size_t left = strlen(text);
    bool many = false;
    int columns = 0;

    if (picture_is_read(wrap->film, step))
        return PICTURE;

    while (left > 0) {
        uint32_t code;
        int bytes = utf8_decode(text, left, &code);
        if (bytes == 0)
            break;
        columns += token_columns(code);
        text += bytes;
        left -= (size_t)bytes;
        many |= left > 0;
    }
    columns = columns > 0 ? columns : 1;
    return columns + (wrap->words || many);
}

static bool is_feed(const char *text)
{
    return strcmp(text, "\n") == 0;
}

bool wrap_next(const struct wrap *wrap, struct wrap_line *line)
{
    const struct film *film = wrap->film;
    int first = line->index > 0 ? line->end : 1, width = 0, behind = 0;

    if (first > film->steps)
        return false;
    line->begins = first == 1 || first == film->turn ||
                   is_feed(token_text(film, first - 1));
    line->number += line->begins;
    line->index++;
    line->first = first;
    for (int t = first; t <= film->steps; t++) {
        const char *text = token_text(film, t);
        bool blank = strcmp(text, " ") == 0 || is_feed(text);
        width += wrap_width(wrap, t);
        line->end = t;
        if (t > first && t == film->turn)
            return true;
        if (t > first && width > wrap->columns && !blank) {
            line->end = behind > 0 ? behind : t;
            return true;
        }
        line->end = t + 1;
        if (is_feed(text))
            return true;
        if (blank || wrap->words)
            behind = t + 1;
        if (blank && width > wrap->columns)
            return true;
    }
    return true;
}

int wrap_lines(const struct wrap *wrap, int step, int *index)
{
    struct wrap_line line = {0};

    *index = 0;
    while (wrap_next(wrap, &line))
        if (step >= line.first)
            *index = line.index - 1;
    return line.index;
}
