/* Words are checked as far as they can be without a file; whether they suit
 * the model is known when it is there.
 */
#include "cli/run/usage.h"

#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/say.h"

int usage_refuse(const char *command, const char *what, const char *word)
{
    char shown[80];

    return say_usage(command, "%s '%s'", what,
                     text_printable(word, strlen(word), shown, sizeof shown));
}

int usage_choose(const char *command, const char *option, const char *word,
                 const char *const words[], size_t count)
{
    int found = text_find(word, words, count);
    char list[80], shown[60];

    if (found < 0)
        say_usage(command, "--%s '%s' is not one of %s", option,
                  text_printable(word, strlen(word), shown, sizeof shown),
                  text_join(words, count, ", ", list, sizeof list));
    return found;
}

bool usage_whole(const char *command, const char *option, const char *text,
                 struct usage_range range, int *out)
{
    int64_t value;

    if (!number_parse_integer(text, strlen(text), (int64_t)range.low,
                              (int64_t)range.high, &value)) {
        say_usage(command, "--%s '%s' is not a whole number from %.0f to %.0f",
                  option, text, range.low, range.high);
        return false;
    }
    *out = (int)value;
    return true;
}

bool usage_number(const char *command, const char *option, const char *text,
                  struct usage_range range, double *out)
{
    if (number_parse(text, strlen(text), out) && *out >= range.low &&
        *out <= range.high)
        return true;
    say_usage(command, "--%s '%s' is not a number from %g to %g", option, text,
              range.low, range.high);
    return false;
}

bool usage_pair(const char *text, char between, struct usage_range first,
                struct usage_range second, int out[2])
{
    const char *middle = strchr(text, between);
    int64_t a, b;

    if (middle == NULL ||
        !number_parse_integer(text, (size_t)(middle - text),
                              (int64_t)first.low, (int64_t)first.high, &a) ||
        !number_parse_integer(middle + 1, strlen(middle + 1),
                              (int64_t)second.low, (int64_t)second.high, &b))
        return false;
    out[0] = (int)a;
    out[1] = (int)b;
    return true;
}

bool usage_size(const char *command, const char *text, int *width,
                int *height)
{
    const struct usage_range side = {16, 16384};
    int size[2];

    if (!usage_pair(text, 'x', side, side, size)) {
        say_usage(command, "--size '%s' is not WIDTHxHEIGHT, from %.0f to %.0f",
                  text, side.low, side.high);
        return false;
    }
    *width = size[0];
    *height = size[1];
    return true;
}

bool usage_scale(const char *command, const char *text, float *out)
{
    double scale;

    if (!usage_number(command, "scale", text, (struct usage_range){0.8, 2},
                      &scale))
        return false;
    *out = (float)scale;
    return true;
}

bool usage_check_inputs(const char *command, const char *const files[],
                        size_t count)
{
    int standard = 0;

    for (size_t k = 0; k < count; k++)
        standard += files[k] != NULL && strcmp(files[k], "-") == 0;
    if (standard > 1)
        say_usage(command, "standard input can be only one of the files");
    return standard <= 1;
}

bool usage_check_output(const char *command, const char *output,
                        const char *const files[], size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (output != NULL && files[k] != NULL && file_same(output, files[k])) {
            usage_refuse(command, "the output would replace the input",
                         files[k]);
            return false;
        }
    return true;
}

bool usage_check_source(const char *command, const struct series_source *source)
{
    const char *fault = NULL;

    int given = (source->input != NULL) + (source->tokens != NULL) +
                (source->text != NULL);

    if (given == 0)
        fault = "--input, --tokens or --text is missing";
    else if (given > 1)
        fault = "--input, --tokens and --text are not used together";
    else if (series_tokens(source) && (source->columns || source->target))
        fault = "--columns and --target are columns of --input";
    if (fault != NULL)
        say_usage(command, "%s", fault);
    return fault == NULL;
}

bool usage_check_model(const char *command, const struct model_options *how)
{
    return (how->activation == NULL ||
            usage_choose(command, "activation", how->activation,
                         activation_names, ACT_KINDS) >= 0) &&
           (how->variant == NULL ||
            usage_choose(command, "gru", how->variant, variant_names,
                         VARIANTS) >= 0) &&
           (how->head_kind == NULL ||
            usage_choose(command, "head-kind", how->head_kind,
                         head_names + HEAD_LINEAR,
                         HEAD_KINDS - HEAD_LINEAR) >= 0);
}
