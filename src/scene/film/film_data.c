/* A film's inputs and answers as people write them: in the units of the data,
 * tokens by their names.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/film/film.h"

/* Undoes the scaling of input k. */
static double unscale(const struct film *film, int k, double value)
{
    return film->mean != NULL
        ? value * film->deviation[k] + film->mean[k] : value;
}

double film_input(const struct film *film, int t, int k)
{
    return unscale(film, k, (double)tape_x(&film->values, t, 0)[k]);
}

/* Outputs are scaled like the inputs where there are as many of them; of a
 * window, all inputs are the same thing. */
static double unscale_output(const struct film *film, int k, double value)
{
    int windows = film->context > 1 ? film->context : 1;
    return film->values.spec.outputs * windows == film->values.spec.inputs
        ? unscale(film, k, value) : value;
}

double film_output(const struct film *film, int t, int k)
{
    if (film->values.spec.head == HEAD_NONE)
        return NAN;
    return unscale_output(film, k,
                          (double)tape_head(&film->values, HEAD_Y, t, 0)[k]);
}

double film_target(const struct film *film, int t, int k)
{
    if (film->target_values == NULL)
        return NAN;
    size_t index = (size_t)(t - 1) * (size_t)film->values.spec.outputs +
                   (size_t)k;
    return unscale_output(film, k, (double)film->target_values[index]);
}

char *film_choice(const struct film *film, int choice,
                  char name[FILM_LABEL_MAX])
{
    snprintf(name, FILM_LABEL_MAX, "#%d", choice);
    if (choice >= 0 && choice < film->words.count) {
        snprintf(name, FILM_LABEL_MAX, "%s",
                 vocabulary_show(film->words.text[choice]));
        return name;
    }
    if (film->ids == NULL || film->label == NULL)
        return name;
    for (int t = 0; t < film->steps; t++)
        if (film->ids[t] == choice) {
            const char *label = film->label[t];
            bool blank = strcmp(label, " ") == 0 || label[0] == '\0';
            snprintf(name, FILM_LABEL_MAX, "%s", blank ? "␣" : label);
            return name;
        }
    return name;
}
