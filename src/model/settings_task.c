/* What a file says of the task that its network was trained for: the names of
 * its tokens and classes, what it reads of its own answers, how much of a
 * series it reads at once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "model/settings.h"

enum { SHOWN = 60 };

static const char *const kinds[] = {"letters", "words"};

/* The strings of a JSON array, borrowed from it; NULL with a message. */
static const char **list_texts(const json_t *array, struct error *error)
{
    size_t count = json_array_size(array);
    const char **texts = array_new(count, sizeof *texts, "the words", error);
    if (texts == NULL)
        return NULL;
    for (size_t k = 0; k < count; k++) {
        texts[k] = json_string_value(json_array_get(array, k));
        if (texts[k] != NULL)
            continue;
        error_set(error, "entry %d is not a string", (int)k + 1);
        free(texts);
        return NULL;
    }
    return texts;
}

static bool parse_words(const char *text, int wanted, bool words,
                        struct vocabulary *out, struct error *error)
{
    json_error_t fault;
    json_t *array = json_loads(text, 0, &fault);
    size_t count = json_array_size(array);
    const char **texts = NULL;
    bool fine = false;
    if (!json_is_array(array))
        error_set(error, "it is not a JSON array of strings");
    else if (count != (size_t)wanted)
        error_set(error, "it names %zu, but the network has %d", count,
                  wanted);
    else
        fine = (texts = list_texts(array, error)) != NULL &&
               vocabulary_init(out, texts, wanted, words, error);
    free(texts);
    json_decref(array);
    return fine;
}

bool settings_words(const struct safetensors *file, const struct spec *spec,
                    struct vocabulary *words, struct error *error)
{
    const char *text = safetensors_metadata(file, "gatereel.words");
    const char *kind = safetensors_metadata(file, "gatereel.words.kind");
    int chosen = kind ? text_find(kind, kinds, 2) : 0;
    int wanted = spec->vocabulary > 0 ? spec->vocabulary
                 : spec->head == HEAD_SOFTMAX ? spec->outputs : 0;
    char shown[SHOWN];
    *words = (struct vocabulary){0};
    if (text == NULL)
        return true;
    if (chosen < 0)
        return error_set(error, "metadata gatereel.words.kind '%s' is not one "
                         "of letters, words",
                         text_printable(kind, strlen(kind), shown,
                                        sizeof shown));
    if (wanted == 0)
        return error_set(error, "metadata gatereel.words is there, but the "
                         "network has neither tokens nor classes");
    return parse_words(text, wanted, chosen == 1, words, error) ||
           error_prefix(error, "metadata gatereel.words");
}

char *settings_words_text(const struct vocabulary *words, struct error *error)
{
    json_t *array = json_array();
    bool fine = array != NULL;
    for (int k = 0; fine && k < words->count; k++)
        fine = json_array_append_new(array, json_string(words->text[k])) == 0;
    char *text = fine ? json_dumps(array, JSON_COMPACT) : NULL;
    json_decref(array);
    if (text == NULL)
        error_memory(error, "the words", 0);
    return text;
}

bool settings_feed(const struct safetensors *file, const struct spec *spec,
                   struct feed *feed, struct error *error)
{
    const char *text = safetensors_metadata(file, "gatereel.feed");
    char word[16], shown[SHOWN];
    int64_t at = 0;
    *feed = (struct feed){GENERATE_NONE, 0};
    if (text == NULL)
        return true;
    size_t length = strcspn(text, " ");
    snprintf(word, sizeof word, "%.*s", (int)(length < 15 ? length : 15),
             text);
    int kind = text_find(word, generate_names, GENERATE_KINDS);
    const char *number = text + length + (text[length] == ' ');
    bool counted = kind == GENERATE_ONE_HOT;
    if (kind < 0 || counted != (*number != '\0') ||
        (counted && !number_parse_integer(number, strlen(number), 0,
                                          INT32_MAX, &at)))
        return error_set(error, "metadata gatereel.feed '%s' is not one of "
                         "token, one-hot N, value",
                         text_printable(text, strlen(text), shown,
                                        sizeof shown));
    const struct feed said = {(enum feed_kind)kind, (int)at};
    if (!feed_check(&said, spec, error))
        return error_prefix(error, "metadata gatereel.feed");
    *feed = said;
    return true;
}

bool settings_context(const struct safetensors *file, const struct spec *spec,
                      int *context, struct error *error)
{
    const char *text = safetensors_metadata(file, "gatereel.context");
    int64_t value = 0;
    *context = 0;
    if (text == NULL)
        return true;
    if (!number_parse_integer(text, strlen(text), 1, INT32_MAX, &value))
        return error_set(error, "metadata gatereel.context is not a whole "
                         "number above 0");
    if (value > 1 && (spec->vocabulary > 0 || value != spec->inputs))
        return error_set(error, "metadata gatereel.context says that the last "
                         "%d values are read, but the network reads %d %s",
                         (int)value,
                         spec->vocabulary > 0 ? 1 : spec->inputs,
                         spec->vocabulary > 0 ? "token" : "inputs");
    *context = (int)value;
    return true;
}

bool settings_stateful(const struct safetensors *file, bool *stateful,
                       struct error *error)
{
    const char *text = safetensors_metadata(file, "gatereel.stateful");
    *stateful = text != NULL && strcmp(text, "yes") == 0;
    return text == NULL || *stateful || strcmp(text, "no") == 0 ||
           error_set(error, "metadata gatereel.stateful is neither yes nor "
                     "no");
}
