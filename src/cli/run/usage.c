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

bool usage_size(const char *command, const char *text, int *width,
                int *height)
{
    const char *cross = strchr(text, 'x');
    int64_t w, h;

    if (cross == NULL ||
        !number_parse_integer(text, (size_t)(cross - text), 16, 16384, &w) ||
        !number_parse_integer(cross + 1, strlen(cross + 1), 16, 16384, &h)) {
        say_usage(command, "--size '%s' is not WIDTHxHEIGHT, from 16 to 16384",
                  text);
        return false;
    }
    *width = (int)w;
    *height = (int)h;
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

    if (source->input == NULL && source->tokens == NULL)
        fault = "--input or --tokens is missing";
    else if (source->input != NULL && source->tokens != NULL)
        fault = "--input and --tokens are not used together";
    else if (source->tokens != NULL && (source->columns || source->target))
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
