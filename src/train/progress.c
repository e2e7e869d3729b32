/* The line is put together from parts in the order of their worth, so that a
 * narrow window loses the least important first; what room is left over goes
 * to the bar itself.
 */
#include "train/progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum { BAR_LEAST = 8, BAR_MOST = 30, DIGITS = 4 };

static int64_t batches_done(const struct trainer *trainer,
                            const struct trainer_state *state)
{
    return (int64_t)state->epoch * trainer_units(trainer) + state->unit;
}

static int64_t sequences_done(const struct trainer *trainer,
                              const struct trainer_state *state)
{
    int64_t all = trainer->task.sequences;
    int64_t now = (int64_t)state->unit * trainer->options.batch;

    return state->epoch * all + (now < all ? now : all);
}

static double last_of(const struct trainer *trainer, int column)
{
    int epoch = trainer->state.epoch;

    return epoch > 0 ? (double)trainer_history(trainer, epoch - 1)[column]
                     : NAN;
}

struct progress progress_measure(const struct trainer *trainer,
                                 const struct trainer_state *begin,
                                 double seconds)
{
    const struct trainer_state *now = &trainer->state;
    int epochs = trainer->options.epochs;
    double all = (double)epochs * trainer_units(trainer);
    int64_t done = batches_done(trainer, now);
    int64_t fresh = done - batches_done(trainer, begin);
    int64_t read = sequences_done(trainer, now) -
                   sequences_done(trainer, begin);
    struct progress progress = {
        .epoch = now->epoch < epochs ? now->epoch + 1 : epochs,
        .epochs = epochs, .share = (double)done / all,
        .loss = trainer_running_loss(trainer),
        .test = last_of(trainer, HISTORY_TEST), .left = -1,
    };

    if (now->unit == 0)
        progress.loss = last_of(trainer, HISTORY_TRAIN);
    if (fresh > 0 && seconds > 0) {
        progress.speed = (double)read / seconds;
        progress.left = (all - (double)done) * seconds / (double)fresh;
    }
    return progress;
}

char *progress_time(double seconds, char text[32])
{
    double whole = fmin(floor(seconds + 0.5), 359999); /* 99:59:59 */
    int hours = (int)(whole / 3600);
    int minutes = (int)fmod(whole / 60, 60), rest = (int)fmod(whole, 60);

    if (hours > 0)
        snprintf(text, 32, "%d:%02d:%02d", hours, minutes, rest);
    else
        snprintf(text, 32, "%d:%02d", minutes, rest);
    return text;
}

/* Appends " NAME NUMBER" to text that has room for it. */
static void append(char *text, const char *name, double value)
{
    char number[NUMBER_TEXT_MAX];
    size_t length = strlen(text);

    number_format(number, value, DIGITS);
    snprintf(text + length, PROGRESS_TEXT_MAX - length, "%s%s %s",
             length > 0 ? " " : "", name, number);
}

enum { PARTS = 4, PART_TEXT = 48 };

static void print_parts(const struct progress *progress,
                        char parts[PARTS][PART_TEXT])
{
    char number[NUMBER_TEXT_MAX], time[32];

    if (!isnan(progress->loss)) {
        number_format(number, progress->loss, DIGITS);
        snprintf(parts[0], PART_TEXT, " loss %s", number);
    }
    if (!isnan(progress->test)) {
        number_format(number, progress->test, DIGITS);
        snprintf(parts[1], PART_TEXT, " test %s", number);
    }
    if (progress->left >= 0)
        snprintf(parts[2], PART_TEXT, " %s left",
                 progress_time(progress->left, time));
    if (progress->speed > 0)
        snprintf(parts[3], PART_TEXT, " %.0f seq/s", progress->speed);
}

char *progress_bar(const struct progress *progress, int width,
                   char text[PROGRESS_TEXT_MAX])
{
    char parts[PARTS][PART_TEXT] = {{0}}, tail[PARTS * PART_TEXT] = "";
    char bar[BAR_MOST + 1];
    int used = snprintf(text, PROGRESS_TEXT_MAX, "epoch %d/%d",
                        progress->epoch, progress->epochs);

    print_parts(progress, parts);
    for (int k = 0; k < PARTS; k++) {
        int length = (int)strlen(parts[k]);

        if (used + length > width)
            break;
        strcat(tail, parts[k]);
        used += length;
    }
    int cells = width - used - 3; /* a blank and two brackets */
    if (cells > BAR_MOST)
        cells = BAR_MOST;
    if (cells >= BAR_LEAST) {
        int full = (int)(progress->share * cells);

        memset(bar, '-', (size_t)cells);
        memset(bar, '#', (size_t)full);
        bar[cells] = '\0';
        strcat(strcat(strcat(text, " ["), bar), "]");
    }
    return strcat(text, tail);
}

char *progress_epoch(const struct trainer *trainer, int epoch,
                     char text[PROGRESS_TEXT_MAX])
{
    const real *row = trainer_history(trainer, epoch);

    snprintf(text, PROGRESS_TEXT_MAX, "epoch %d", epoch + 1);
    append(text, "train", row[HISTORY_TRAIN]);
    append(text, "test", row[HISTORY_TEST]);
    append(text, "baseline", trainer->task.baseline);
    if (!isnan(row[HISTORY_ACCURACY]))
        append(text, "accuracy", row[HISTORY_ACCURACY]);
    return text;
}
