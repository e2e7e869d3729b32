/* What the command lines of several commands have in common: complaints, words
 * and numbers, and the options that choose a model and what it reads. `command`
 * begins every message.
 */
#ifndef GATEREEL_CLI_RUN_USAGE_H
#define GATEREEL_CLI_RUN_USAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/run/series.h"
#include "model/model.h"

/* "WHAT 'word'". Returns EXIT_USAGE. */
int usage_refuse(const char *command, const char *what, const char *word);

/* Index of the word given to --option; -1 after a message that lists all. */
int usage_choose(const char *command, const char *option, const char *word,
                 const char *const words[], size_t count);

struct usage_range {
    double low, high;
};

/* The whole number given to --option. */
bool usage_whole(const char *command, const char *option, const char *text,
                 struct usage_range range, int *out);

/* Any number. */
bool usage_number(const char *command, const char *option, const char *text,
                  struct usage_range range, double *out);

/* Two whole numbers with one letter between them, "12-60", each in its range.
 * Says nothing when it is something else. */
bool usage_pair(const char *text, char between, struct usage_range first,
                struct usage_range second, int out[2]);

/* "1920x1080" given to --size, from 16 to 16384. */
bool usage_size(const char *command, const char *text, int *width,
                int *height);

/* "1.25" given to --scale, within what the window offers. */
bool usage_scale(const char *command, const char *text, float *out);

/* Files that are read, NULL where one is not given. Standard input can be only
 * one of them. */
bool usage_check_inputs(const char *command, const char *const files[],
                        size_t count);

/* A slip of the hand must not cost the weights: is the output (NULL: none)
 * none of the files that are read? */
bool usage_check_output(const char *command, const char *output,
                        const char *const files[], size_t count);

/* Is there one source, and do the other options go with it? */
bool usage_check_source(const char *command,
                        const struct series_source *source);

/* Are --activation, --gru and --head-kind words that exist? */
bool usage_check_model(const char *command, const struct model_options *how);

#endif
