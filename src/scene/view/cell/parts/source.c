/* A source knows where its number stands; everything that is printed or drawn
 * of it asks here, so that the picture and the tape cannot differ.
 */
#include "scene/view/cell/parts/source.h"

#include <math.h>
#include <stdio.h>

struct source source_signal(const struct closeup *closeup, int signal)
{
    return (struct source){
        .kind = closeup->back ? SUBJECT_GRADIENT : SUBJECT_SIGNAL,
        .signal = signal, .step = closeup->step, .unit = closeup->unit};
}

struct source source_before(const struct closeup *closeup, int signal)
{
    struct source source = source_signal(closeup, signal);

    source.step--;
    return source;
}

struct source source_part(const struct closeup *closeup, enum subject kind)
{
    return (struct source){.kind = kind, .step = closeup->step,
                           .unit = closeup->unit};
}

struct source source_own(const struct closeup *closeup,
                         double (*of)(const struct closeup *closeup, int unit),
                         int signal)
{
    return (struct source){.kind = SUBJECT_OTHER, .signal = signal,
                           .step = closeup->step, .unit = closeup->unit,
                           .of = of};
}

double source_forward(const struct closeup *closeup, int signal, int step,
                      int unit)
{
    return (double)film_signal(closeup->scene->film, closeup->layer, signal,
                               step)[unit];
}

double source_backward(const struct closeup *closeup, int signal, int step,
                       int unit)
{
    return film_gradient(closeup->scene->film, closeup->layer, signal, step,
                         unit);
}

struct draw_id source_id(const struct closeup *closeup, struct source source)
{
    enum subject near = closeup->back ? SUBJECT_GRADIENT : SUBJECT_SIGNAL;

    return subject(source.kind == SUBJECT_OTHER ? near : source.kind,
                   closeup->layer, source.signal, source.step, source.unit);
}

double source_value(const struct closeup *closeup, struct source source)
{
    return source.kind == SUBJECT_OTHER
        ? source.of(closeup, source.unit)
        : subject_value(closeup->scene->film, source_id(closeup, source));
}

/* log10 of the size. Gradients of the far past are smaller than any double,
 * and yet not 0. */
static double power(const struct closeup *closeup, struct source source)
{
    const struct tape *tape = &closeup->scene->film->gradients;

    if (source.kind != SUBJECT_GRADIENT)
        return log10(fabs(source_value(closeup, source)));
    double stored = (double)tape_signal(tape, closeup->layer, source.signal,
                                        source.step, 0)[source.unit];
    return log10(fabs(stored)) -
           tape_exponent(tape, closeup->layer, source.step, 0) * log10(2);
}

char *source_text(const struct closeup *closeup, struct source source,
                  bool plain, char out[FIGURE_MAX])
{
    double value = source_value(closeup, source);
    const char *plus = closeup->back || plain ? "" : "+";
    char size[FIGURE_MAX];

    if (isnan(value) || (!closeup->back && fabs(value) < 100))
        return plain ? figure_plain(out, value, 2)
                     : figure_signed(out, value, 2);
    figure_power(size, power(closeup, source));
    snprintf(out, FIGURE_MAX, "%s%.30s", value < 0 ? "−" : plus, size);
    return out;
}

float source_draw(const struct closeup *closeup, struct point at,
                  struct draw_style style, struct source source,
                  const char *text)
{
    struct draw_list *list = closeup->scene->list;

    if (source.kind == SUBJECT_OTHER)
        return draw_text(list, at, style, text);
    return draw_value(list, at, style, source_id(closeup, source),
                      source_value(closeup, source), text);
}

float source_log(double gradient)
{
    float size = (float)((log10(fabs(gradient)) + 8) / 9);

    size = fminf(fmaxf(size, 0), 1);
    return gradient < 0 ? -size : size;
}
