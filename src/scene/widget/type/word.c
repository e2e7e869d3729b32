/* Faces, widths, and where a word may be broken.
 */
#include "scene/widget/type/word.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum face word_face(const struct flow *flow, int marks)
{
    bool korean = flow->scene->ui->language == LANGUAGE_KO;

    if (marks & SPAN_CODE)
        return FACE_MONO;
    if (flow->bold || marks & SPAN_BOLD || (marks & SPAN_EMPHASIS && korean))
        return FACE_BOLD; /* Hangul has no italics */
    return marks & SPAN_EMPHASIS ? FACE_ITALIC : FACE_UI;
}

const char *word_copy(int marks, const char *text, size_t length,
                      char out[WORD_SIZE])
{
    size_t at = length > 1 && text[0] == '(' ? 1 : 0;
    bool minus = (marks & SPAN_CODE) == 0 && length > at + 1 &&
                 text[at] == '-' && text[at + 1] >= '0' &&
                 text[at + 1] <= '9';

    if (minus)
        snprintf(out, WORD_SIZE, "%.*s−%.*s", (int)at, text,
                 (int)(length - at - 1), text + at + 1);
    else
        snprintf(out, WORD_SIZE, "%.*s", (int)length, text);
    return out;
}

float word_width(const struct flow *flow, int marks, const char *text,
                 size_t length)
{
    char copy[WORD_SIZE];

    word_copy(marks, text, length, copy);
    return draw_width(flow->scene->list, word_face(flow, marks),
                      flow->style.size, copy);
}

/* Must this not begin a line? */
static bool hangs(const char *text, size_t length)
{
    static const char *const marks[] = {
        ".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "…", "”", "’", "·",
        "」", "』", "》", "〉", "、", "。"};

    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (length >= strlen(marks[k]) &&
            memcmp(text, marks[k], strlen(marks[k])) == 0)
            return true;
    return false;
}

size_t word_fitting(const struct flow *flow, int marks, const char *text,
                    size_t all, float room)
{
    size_t best = 0, length = 0;

    while (length < all) {
        uint32_t code;
        int bytes = utf8_decode(text + length, all - length, &code);
        size_t next = length + (bytes > 0 ? (size_t)bytes : 1);
        if (best > 0 && word_width(flow, marks, text, next) > room)
            break;
        length = next;
        if (best == 0 || !hangs(text + length, all - length))
            best = length;
    }
    return best;
}

size_t word_length(const char *text)
{
    size_t length = strcspn(text, " \n\t");

    if (length <= WORD_MAX)
        return length;
    for (length = WORD_MAX; ((unsigned char)text[length] & 0xC0) == 0x80;)
        length--;
    return length;
}
