/* All beginnings go on together, one step of a run with a batch of three: the
 * states of their parents are row 0 of the one tape, the children's row 1 of
 * the other.
 */
#include "scene/study/text/beam.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/net/run.h"
#include "scene/film/token.h"

/* A way to go on. */
struct way {
    int parent, class;
    double log_p;
};

int beam_end(const struct film *film, int *length)
{
    int last = -1;

    *length = 0;
    if (film->turn < 2 || film->target_labels == NULL)
        return -1;
    for (int t = film->turn - 1; t <= film->steps; t++)
        if (film->target_labels[t - 1] >= 0) {
            last = film->target_labels[t - 1];
            *length += 1;
        }
    return last;
}

bool beam_film(const struct film *film)
{
    int length;

    return film != NULL && film->values.spec.head == HEAD_SOFTMAX &&
           film->turn >= 2 && film->turn <= film->steps + 1 &&
           (film->feed.kind == GENERATE_TOKEN ||
            film->feed.kind == GENERATE_ONE_HOT) &&
           feed_check(&film->feed, &film->values.spec, NULL) &&
           beam_end(film, &length) >= 0;
}

static void drop_tapes(struct beam *beam)
{
    tape_finish(&beam->tape[0]);
    tape_finish(&beam->tape[1]);
    free(beam->pin);
    beam->pin = NULL;
}

void beam_finish(struct beam *beam)
{
    drop_tapes(beam);
    memset(beam, 0, sizeof *beam);
}

static struct studied of_film(const struct studied *of)
{
    return (struct studied){of->film, of->run, 0}; /* whatever the layer */
}

void beam_follow(struct beam *beam, const struct studied *of)
{
    const struct studied now = of_film(of);

    if (studied_is(&beam->of, &now))
        return;
    beam_finish(beam);
    beam->of = now;
}

bool beam_wants(const struct beam *beam, const struct studied *of)
{
    const struct studied now = of_film(of);

    if (!beam_film(of->film))
        return false;
    return !studied_is(&beam->of, &now) || (!beam->ready && !beam->failed);
}

/* Keeps the best ways in order, of equal ones those that came first. */
static void offer(struct way best[BEAM_WIDTH], int *count, struct way way)
{
    int at = *count;

    if (isnan(way.log_p) ||
        (at == BEAM_WIDTH && !(way.log_p > best[at - 1].log_p)))
        return;
    at -= at == BEAM_WIDTH;
    *count = at + 1;
    for (; at > 0 && way.log_p > best[at - 1].log_p; at--)
        best[at] = best[at - 1];
    best[at] = way;
}

/* A whole answer takes its place among the best. */
static void finish(struct beam *beam, const struct beam_answer *whole)
{
    struct beam_answer *answer = beam->answer;
    int at = beam->answers;

    if (isnan(whole->log_p) ||
        (at == BEAM_WIDTH && !(whole->log_p > answer[at - 1].log_p)))
        return;
    at -= at == BEAM_WIDTH;
    beam->answers = at + 1;
    for (; at > 0 && whole->log_p > answer[at - 1].log_p; at--)
        answer[at] = answer[at - 1];
    answer[at] = *whole;
}

static struct beam_answer longer(const struct beam *beam, struct way way)
{
    struct beam_answer answer = beam->beginning[way.parent];

    answer.class[answer.length++] = way.class;
    answer.log_p = way.log_p;
    answer.ended = way.class == beam->end;
    return answer;
}

/* The class that somebody put where the next one of an answer is read; -1: the
 * network's own is. */
static int put_in(const struct beam *beam, int parent)
{
    const struct film *film = beam->of.film;
    int t = film->turn + beam->beginning[parent].length;

    return t <= film->steps && film->given[t - 1] ? token_class(film, t) : -1;
}

static void go(struct beam *beam, struct way best[BEAM_WIDTH], int *count,
               struct way way)
{
    struct beam_answer answer = longer(beam, way);

    if (answer.ended || answer.length == beam->longest)
        finish(beam, &answer);
    else
        offer(best, count, way);
}

/* All ways to go on from a beginning: one of them is its end. What is put in
 * is the only one, and as certain as the question. */
static void offer_all(struct beam *beam, struct way best[BEAM_WIDTH],
                      int *count, int parent, const real *y)
{
    int outputs = beam->of.film->values.spec.outputs;
    int put = put_in(beam, parent);
    double before = beam->beginning[parent].log_p;
    double whole = token_log_sum(y, outputs);

    if (put >= 0 && put < outputs) {
        go(beam, best, count, (struct way){parent, put, before});
        return;
    }
    for (int k = 0; k < outputs; k++)
        go(beam, best, count,
           (struct way){parent, k, before + ((double)y[k] - whole)});
}

/* The beginnings become longer ones, without those that no longer matter. */
static void go_on(struct beam *beam, const struct way *best, int count)
{
    struct beam_answer next[BEAM_WIDTH];

    for (int k = 0; k < count; k++)
        next[k] = longer(beam, best[k]);
    memcpy(beam->beginning, next, (size_t)count * sizeof *next);
    while (count > 0 && beam->answers == BEAM_WIDTH &&
           !(next[count - 1].log_p > beam->answer[BEAM_WIDTH - 1].log_p))
        count--;
    beam->beginnings = count;
    beam->ready = count == 0;
}

static void copy_states(const struct tape *from, int t, int b, struct tape *to,
                        int entry)
{
    for (int l = 0; l < from->spec.layers; l++)
        memcpy(tape_row(to, l, 0, entry), tape_row(from, l, t, b),
               from->layer[l].stride * sizeof(real));
}

/* What the question has led to is where every answer begins. */
static bool begin(struct beam *beam, struct error *error)
{
    const struct film *film = beam->of.film;
    const struct spec *spec = &film->values.spec;
    struct way best[BEAM_WIDTH];
    int length, count = 0, first = film->turn - 1;

    for (int k = 0; k < 2; k++)
        if (!tape_init(&beam->tape[k], spec, 1, BEAM_WIDTH, TAPE_VALUES,
                       error))
            return false;
    beam->pin = array_new((size_t)film->pins.count, sizeof *beam->pin,
                          "the pins of the best answers", error);
    if (beam->pin == NULL)
        return false;
    beam->end = beam_end(film, &length);
    beam->longest = 2 * length < BEAM_STEPS ? 2 * length : BEAM_STEPS;
    memset(beam->beginning, 0, sizeof beam->beginning);
    offer_all(beam, best, &count, 0,
              tape_head(&film->values, HEAD_Y, first, 0));
    go_on(beam, best, count);
    for (int b = 0; b < BEAM_WIDTH; b++)
        copy_states(&film->values, first, 0, &beam->tape[0], b);
    beam->steps = 1;
    return true;
}

/* The last class of every beginning is what the network reads next. Entries
 * without one read class 0. */
static void feed(const struct beam *beam, int ids[BEAM_WIDTH])
{
    for (int b = 0; b < BEAM_WIDTH; b++) {
        const struct beam_answer *answer = &beam->beginning[b];
        ids[b] = b < beam->beginnings ? answer->class[answer->length - 1] : 0;
    }
}

/* Rows of x from the classes; `rows` is memory of the other tape that nobody
 * reads any more. */
static const real *spell(const struct film *film, const int ids[BEAM_WIDTH],
                         real *rows)
{
    int inputs = film->values.spec.inputs;

    memset(rows, 0, BEAM_WIDTH * (size_t)inputs * sizeof *rows);
    for (int b = 0; b < BEAM_WIDTH; b++)
        rows[b * inputs + film->feed.at + ids[b]] = 1;
    return rows;
}

/* The film's pins at the step that is run, as pins of the one step there is. */
static struct pins pins_now(const struct beam *beam)
{
    const struct film *film = beam->of.film;
    int t = film->turn - 1 + beam->steps, count = 0;

    for (int k = 0; k < film->pins.count; k++) {
        struct pin pin = film->pins.pin[k];
        if (pin.first_step > t || pin.last_step < t)
            continue;
        pin.first_step = pin.last_step = 1;
        beam->pin[count++] = pin;
    }
    return (struct pins){count, beam->pin};
}

static void step(struct beam *beam)
{
    const struct film *film = beam->of.film;
    struct tape *now = &beam->tape[0], *next = &beam->tape[1];
    struct way best[BEAM_WIDTH];
    int ids[BEAM_WIDTH], count = 0;

    feed(beam, ids);
    const struct run_input input = {
        .x = film->ids == NULL ? spell(film, ids, next->x) : NULL,
        .ids = film->ids != NULL ? ids : NULL};
    const struct pins pins = pins_now(beam);
    run_forward(&film->network, &input, &pins, now);
    for (int b = 0; b < beam->beginnings; b++)
        offer_all(beam, best, &count, b, tape_head(now, HEAD_Y, 1, b));
    for (int b = 0; b < count; b++)
        copy_states(now, 1, best[b].parent, next, b);
    go_on(beam, best, count);
    struct tape swap = *now;
    *now = *next;
    *next = swap;
    beam->steps++;
}

bool beam_work(struct beam *beam, struct error *error)
{
    if (beam->of.film == NULL || beam->ready || beam->failed)
        return false;
    if (beam->steps > 0) {
        step(beam);
    } else if (!begin(beam, error)) {
        beam->failed = true;
        drop_tapes(beam);
        return false;
    }
    if (beam->ready)
        drop_tapes(beam);
    return true;
}

double beam_value(const struct beam *beam, int k)
{
    return beam->ready && k >= 0 && k < beam->answers ? beam->answer[k].log_p
                                                      : NAN;
}
