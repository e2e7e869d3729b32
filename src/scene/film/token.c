/* The tape is asked what was read, so a network that reads its own answers is
 * shown with those, whatever stood in the data.
 */
#include "scene/film/token.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static bool classes_are_read(const struct film *film)
{
    const struct spec *spec = &film->values.spec;

    return film->ids == NULL && film->feed.kind == GENERATE_ONE_HOT &&
           film->feed.at >= 0 &&
           film->feed.at + spec->outputs <= spec->inputs;
}

bool token_film(const struct film *film)
{
    if (film->values.spec.head == HEAD_LINEAR)
        return false;
    return (film->ids != NULL || classes_are_read(film)) &&
           (film->words.count > 0 || film->label != NULL);
}

/* Is a text longer than one character? */
static bool is_long(const char *text)
{
    size_t length = strlen(text);
    uint32_t code;

    return length > 1 && (size_t)utf8_decode(text, length, &code) < length;
}

bool token_words(const struct film *film)
{
    if (film->words.count > 0)
        return film->words.words;
    for (int t = 0; film->label != NULL && t < film->steps; t++)
        if (is_long(film->label[t]))
            return true;
    return false;
}

int token_class(const struct film *film, int t)
{
    if (film->ids != NULL)
        return film->values.ids[t - 1];
    if (!classes_are_read(film))
        return -1;
    const real *x = tape_x(&film->values, t, 0) + film->feed.at;
    for (int k = 0; k < film->values.spec.outputs; k++)
        if (x[k] != 0)
            return k;
    return -1;
}

const char *token_text(const struct film *film, int t)
{
    int class = token_class(film, t);

    if (class >= 0 && class < film->words.count)
        return film->words.text[class];
    if (film->label != NULL && !token_own(film, t))
        return film->label[t - 1];
    return "";
}

const char *token_show(const struct film *film, int t)
{
    return vocabulary_show(token_text(film, t));
}

const char *token_label(const struct film *film, int t,
                        char out[FILM_LABEL_MAX])
{
    const char *text = token_film(film) ? token_show(film, t) : "";

    out[0] = '\0';
    if (text[0] != '\0')
        snprintf(out, FILM_LABEL_MAX, "%s", text);
    else if (film->label != NULL && !token_own(film, t))
        snprintf(out, FILM_LABEL_MAX, "%s", film->label[t - 1]);
    else if (film->ids != NULL)
        snprintf(out, FILM_LABEL_MAX, "#%d", token_class(film, t));
    return out;
}

const char *token_step(const struct film *film, int t,
                       char out[FILM_LABEL_MAX])
{
    const struct spec *spec = &film->values.spec;
    bool alone = spec->layer[0].cell == CELL_DENSE && spec->inputs > 1;

    snprintf(out, FILM_LABEL_MAX, alone ? "t = %d" : "x_{%d}", t);
    return out;
}

int token_came(const struct film *film, int t)
{
    const struct spec *spec = &film->values.spec;
    int next = t < film->steps ? token_class(film, t + 1) : -1;
    bool same = film->ids == NULL || spec->outputs == spec->vocabulary;

    if (spec->head != HEAD_SOFTMAX)
        return -1;
    if (next >= 0 && same && token_own(film, t + 1))
        return next;
    if (film->target_labels != NULL)
        return token_own(film, t + 1) ? -1 : film->target_labels[t - 1];
    return same ? next : -1;
}

/* Are classes of answers what it reads? */
static bool answers_are_read(const struct film *film)
{
    const struct spec *spec = &film->values.spec;

    return spec->head == HEAD_SOFTMAX &&
           (film->ids == NULL || spec->outputs == spec->vocabulary);
}

int token_wanted(const struct film *film, int t)
{
    if (film->turn < 2 || t < film->turn || film->target_labels == NULL ||
        !answers_are_read(film))
        return -1;
    return film->target_labels[t - 2];
}

int token_choice(const struct film *film, int t)
{
    int best;

    if (!token_own(film, t) || !answers_are_read(film))
        return -1;
    if (t <= film->steps)
        return token_class(film, t);
    return film->temperature == 0 && token_best(film, t - 1, 1, &best) > 0
        ? best : -1;
}

int token_mistake(const struct film *film)
{
    for (int t = film->turn; film->turn > 1 && t <= film->steps + 1; t++) {
        int wanted = token_wanted(film, t), choice = token_choice(film, t);
        if (wanted >= 0 && choice >= 0 && choice != wanted)
            return t;
    }
    return 0;
}

int token_best(const struct film *film, int t, int most, int best[])
{
    const real *p = tape_head(&film->values, HEAD_P, t, 0);
    int count = 0;

    for (int k = 0; k < film->values.spec.outputs; k++) {
        int at = count;
        if (count == most && !(p[k] > p[best[most - 1]]))
            continue;
        at -= count == most;
        count += count < most;
        for (; at > 0 && p[k] > p[best[at - 1]]; at--)
            best[at] = best[at - 1];
        best[at] = k;
    }
    return count;
}

double token_log_sum(const real *y, int outputs)
{
    double most = (double)y[0], sum = 0;

    for (int k = 1; k < outputs; k++)
        most = fmax(most, (double)y[k]);
    for (int k = 0; k < outputs; k++)
        sum += exp((double)y[k] - most);
    return most + log(sum);
}

int token_columns(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } wide[] = {
        {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
    };

    if (code < 0x20 || (code >= 0x300 && code <= 0x36F))
        return 0;
    for (size_t k = 0; k < sizeof wide / sizeof *wide; k++)
        if (code >= wide[k].first && code <= wide[k].last)
            return 2;
    return 1;
}
