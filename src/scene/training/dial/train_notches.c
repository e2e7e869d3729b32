/* Notches are close together where a little changes much: lengths, widths,
 * batches and rates go by their logarithm, the rest evenly. How long sequences
 * may be depends on how much data there is.
 */
#include "scene/training/dial/train_notches.h"

#include <math.h>

#include "data/make/sales.h"

enum {
    UNITS_TO = 256, BATCHES = 9, RATES = 13, EPOCHS_TO = 1000, SEED_TO = 9999,
    FORGET_FROM = -4, FORGET_TO = 8,
};

/* The last one, off, is a threshold that nothing reaches. */
static const double clips[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, INFINITY};
enum { CLIPS = sizeof clips / sizeof *clips };

/* The largest T that leaves enough of the data to learn from. */
static int most_steps(const struct training *training)
{
    switch (training->wanted.lane[0].task) {
    case TASK_PRICE: return 20;
    case TASK_COSINE: return 200;
    case TASK_SALES: return SALES_DAYS / 4;
    case TASK_CO2:
    case TASK_AIR:
    case TASK_TEMPERATURE:
    case TASK_SERIES:
        return (int)fmin(training->material.series_length / 4, 500);
    case TASK_LETTERS:
        return (int)fmin((double)training->material.text_length / 20, 500);
    case TASK_NUMBERS: return 8;
    case TASK_COPY: return 500;
    case TASK_ANBN: return 100;
    default: return 1000;
    }
}

static int least_steps(const struct training *training)
{
    switch (training->wanted.lane[0].task) {
    case TASK_REMEMBER:
    case TASK_ADDING: return 2;
    case TASK_ANBN: return 3;
    default: return 1;
    }
}

/* 1 .. 9, then ten numbers a decade. */
static double whole_notch(int k)
{
    static const double front[] = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

    if (k < 9)
        return k + 1;
    return round(pow(10, 1 + (k - 9) / 10) * front[(k - 9) % 10]);
}

/* The lowest and the highest whole number of a dial that counts. */
static double least_whole(const struct training *training,
                          enum train_dial dial)
{
    return dial == TRAIN_LAG ? least_steps(training) : 1;
}

static double most_whole(const struct training *training,
                         enum train_dial dial)
{
    return dial == TRAIN_UNITS ? UNITS_TO : dial == TRAIN_EPOCHS ? EPOCHS_TO :
           fmax(most_steps(training), least_steps(training));
}

/* The doubles nearest to their decimals; beyond the last one of a dial that
 * counts, its end. */
double train_notch(const struct training *training, enum train_dial dial,
                   int k)
{
    static const double front[] = {1, 2, 5};

    switch (dial) {
    case TRAIN_BATCH: return 1 << k;
    case TRAIN_RATE: return front[k % 3] / pow(10, 4 - k / 3);
    case TRAIN_CLIP: return clips[k];
    case TRAIN_FORGET: return FORGET_FROM + k / 2.0;
    case TRAIN_SEED: return k;
    case TRAIN_SEEDS: return k + 1;
    default:
        return fmin(whole_notch(k + (int)least_whole(training, dial) - 1),
                    most_whole(training, dial));
    }
}

int train_notch_last(const struct training *training, enum train_dial dial)
{
    int k = 0;

    switch (dial) {
    case TRAIN_BATCH: return BATCHES - 1;
    case TRAIN_RATE: return RATES - 1;
    case TRAIN_CLIP: return CLIPS - 1;
    case TRAIN_FORGET: return 2 * (FORGET_TO - FORGET_FROM);
    case TRAIN_SEED: return SEED_TO;
    case TRAIN_SEEDS: return RACE_SEEDS - 1;
    default:
        while (train_notch(training, dial, k) < most_whole(training, dial))
            k++;
        return k;
    }
}

double train_notch_count(const struct training *training,
                         enum train_dial dial, double value)
{
    int last = train_notch_last(training, dial), k = 0;

    while (k < last && train_notch(training, dial, k + 1) <= value)
        k++;
    double low = train_notch(training, dial, k);
    if (k == last || value <= low)
        return k;
    double high = train_notch(training, dial, k + 1);
    return isinf(high) ? k : k + (value - low) / (high - low);
}

double train_notch_next(const struct training *training, enum train_dial dial,
                        double value, bool up)
{
    int last = train_notch_last(training, dial);

    for (int k = 0; up && k <= last; k++)
        if (train_notch(training, dial, k) > value)
            return train_notch(training, dial, k);
    for (int k = last; !up && k >= 0; k--)
        if (train_notch(training, dial, k) < value)
            return train_notch(training, dial, k);
    return value;
}
