/* The moving line is redrawn at most ten times a second: a small network makes
 * thousands of batches in that time, and a terminal is slow.
 */
#include "cli/train/screen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/number.h"
#include "base/text.h"
#include "train/progress.h"

enum { DIGITS = 4, COLUMNS = 80, NAME_TEXT = 60 };

static const double redraw = 0.1; /* seconds */

static bool is_terminal(FILE *out)
{
    const char *kind = getenv("TERM");

    return isatty(fileno(out)) && kind && strcmp(kind, "dumb") != 0;
}

/* One less than there are: some terminals wrap after the last column. */
static int width_of(FILE *out)
{
    struct winsize size;

    if (ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col - 1;
    return COLUMNS - 1;
}

static const char *show_column(const char *column, char text[NAME_TEXT])
{
    return text_printable(column, strlen(column), text, NAME_TEXT);
}

void screen_begin(struct screen *screen, FILE *out,
                  const struct trainer *trainer, const char *column)
{
    const struct task *task = &trainer->task;
    const struct layer_spec *layer = &trainer->options.layer;
    char shown[NAME_TEXT];

    *screen = (struct screen){
        .out = out, .bar = is_terminal(out), .begin = trainer->state,
        .epochs = trainer->state.epoch,
    };
    fprintf(out, "%s", task->info->name);
    if (column)
        fprintf(out, " '%s'", show_column(column, shown));
    fprintf(out, ": %s, %d x %d units, %zu weights; ", cell_name(layer),
            trainer->options.layers, layer->units,
            trainer->network.params.count);
    if (task->context > 1)
        fprintf(out, "reads %d values at once; ", task->context);
    if (task->stateful)
        fprintf(out, "states go on; ");
    fprintf(out, "%d sequences of %d steps to train, %d to test\n",
            task->sequences, task->steps, task->tests);
    if (trainer_done(trainer))
        fprintf(out, "all %d epochs are done; --epochs with a larger number "
                "goes on\n", trainer->state.epoch);
    else if (trainer->state.epoch > 0 || trainer->state.unit > 0)
        fprintf(out, "going on in epoch %d\n", trainer->state.epoch + 1);
    fflush(out);
}

static void draw_bar(struct screen *screen, const struct trainer *trainer,
                     double seconds)
{
    struct progress progress = progress_measure(trainer, &screen->begin,
                                                seconds);
    char text[PROGRESS_TEXT_MAX];

    fprintf(screen->out, "\r%s\033[K",
            progress_bar(&progress, width_of(screen->out), text));
    fflush(screen->out);
}

static void print_epochs(struct screen *screen, const struct trainer *trainer)
{
    char text[PROGRESS_TEXT_MAX];

    for (; screen->epochs < trainer->state.epoch; screen->epochs++)
        fprintf(screen->out, "%s\n",
                progress_epoch(trainer, screen->epochs, text));
    fflush(screen->out);
}

void screen_show(struct screen *screen, const struct trainer *trainer,
                 double now)
{
    if (screen->began == 0)
        screen->began = now;
    if (!screen->bar) {
        if (screen->epochs < trainer->state.epoch)
            print_epochs(screen, trainer);
        return;
    }
    if (now - screen->shown < redraw && !trainer_done(trainer))
        return;
    screen->shown = now;
    draw_bar(screen, trainer, now - screen->began);
}

void screen_end(struct screen *screen, const struct trainer *trainer)
{
    if (screen->bar && screen->shown > 0)
        fprintf(screen->out, "\n");
    if (screen->bar && trainer->state.epoch > screen->begin.epoch) {
        screen->epochs = trainer->state.epoch - 1;
        print_epochs(screen, trainer);
    }
}

/* How the loss compares with that of no learning at all. */
static void print_ratio(FILE *out, double loss, double baseline,
                        const char *what)
{
    if (!(loss < 0.99 * baseline))
        fprintf(out, "no better than %s\n", what);
    else if (loss < baseline / 2)
        fprintf(out, "%.0f times smaller\n", baseline / loss);
    else
        fprintf(out, "%.0f %% smaller\n", 100 * (1 - loss / baseline));
}

/* An answer of several labels is not right because most of them are. */
static const char *what_counts(const struct task_info *info)
{
    if (!info->every)
        return "answers are right";
    if (info->feed == FEED_NONE)
        return "labels are right";
    return "labels are right, each after the right ones before it";
}

void screen_verdict(const struct screen *screen, const struct trainer *trainer,
                    const char *column)
{
    const struct task *task = &trainer->task;
    const char *what = task_is_series(task->kind) ? "tomorrow = today"
                                                  : "the best constant answer";
    char loss_text[NUMBER_TEXT_MAX], base_text[NUMBER_TEXT_MAX];
    char shown[NAME_TEXT];

    if (trainer->state.epoch == 0)
        return;
    const real *row = trainer_history(trainer, trainer->state.epoch - 1);
    double loss = row[HISTORY_TEST], baseline = task->baseline;
    number_format(loss_text, loss, DIGITS);
    number_format(base_text, baseline, DIGITS);
    fprintf(screen->out, "test loss %s, %s %s: ", loss_text, what, base_text);
    print_ratio(screen->out, loss, baseline, what);
    if (!isnan(row[HISTORY_ACCURACY]))
        fprintf(screen->out, "%.1f %% of the test %s\n",
                100 * (double)row[HISTORY_ACCURACY], what_counts(task->info));
    if (!column)
        return;
    number_format(loss_text, sqrt(loss) * task->deviation, DIGITS);
    number_format(base_text, sqrt(baseline) * task->deviation, DIGITS);
    fprintf(screen->out, "in units of '%s': misses by %s, %s by %s (root mean "
            "square)\n", show_column(column, shown), loss_text, what,
            base_text);
}
