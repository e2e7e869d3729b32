/* gatereel train: cranks a trainer, batch by batch, and looks up in between:
 * at the clock, at the keyboard, at the file to be saved.
 *
 * The file is written at the end, on Ctrl+C, and after those epochs where
 * writing takes little of the time. When it is written depends on the clock;
 * what is written does not.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "base/pool.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/run/interrupt.h"
#include "cli/say.h"
#include "cli/run/material.h"
#include "cli/train/order.h"
#include "cli/train/screen.h"
#include "train/file/checkpoint.h"

enum {
    SAVE_SHARE = 20,    /* saving may take one part in this many of the time */
    SHARED_UNITS = 128, /* threads that wait for smaller networks only burn
                           power */
    SHOWN = 300,
};

struct session {
    struct order order;
    struct checkpoint checkpoint; /* what is resumed, or {0} */
    struct owned_material owned;  /* what it is made from */
    struct trainer trainer;
    struct screen screen;
    const char *path;
    bool replaceable; /* can the file be saved more than once? */
    int saved;        /* finished epochs in the file; -1: not saved yet */
    double saved_at, save_cost; /* seconds */
};

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static const char *show_path(const struct session *session, char shown[SHOWN])
{
    return text_printable(session->path, strlen(session->path), shown, SHOWN);
}

/* Pipes, devices and standard output take one file only. A folder takes none,
 * which probing tells. */
static bool is_replaceable(const char *path)
{
    struct stat about;

    return strcmp(path, "-") != 0 &&
           (stat(path, &about) != 0 || S_ISREG(about.st_mode) ||
            S_ISDIR(about.st_mode));
}

/* A folder that is missing is better known before an hour of training. */
static bool probe(const struct session *session, struct error *error)
{
    struct output output;

    if (!session->replaceable)
        return true;
    if (!output_open(&output, session->path, error))
        return false;
    output_abort(&output);
    return true;
}

/* What is trained: from the line, or from the file that is resumed. */
static bool choose_options(struct session *session,
                           struct trainer_options *options,
                           struct error *error)
{
    struct order *order = &session->order;
    char shown[SHOWN];

    *options = order->options;
    if (!order->resume)
        return true;
    if (!checkpoint_open(&session->checkpoint, session->path, error))
        return false;
    *options = session->checkpoint.options;
    if (order->value[ORDER_EPOCHS])
        options->epochs = order->options.epochs;
    if (!order->value[ORDER_COLUMN])
        order->value[ORDER_COLUMN] = session->checkpoint.column;
    if (!order_agrees(order, &session->checkpoint.options, error))
        return error_prefix(error, "%s", show_path(session, shown));
    if (session->checkpoint.state.epoch > options->epochs)
        return error_set(error, "%s: %d epochs are done already; --epochs is "
                         "the number of all", show_path(session, shown),
                         session->checkpoint.state.epoch);
    return true;
}

static bool open_session(struct session *session,
                         const struct kernels *kernels, struct error *error)
{
    struct trainer_options options;

    if (!choose_options(session, &options, error))
        return false;
    if (!material_read(&session->owned, options.task,
                       order_file(&session->order),
                       session->order.value[ORDER_COLUMN], error))
        return false;
    options.material = session->owned.material;
    if (!trainer_init(&session->trainer, &options, kernels, error))
        return false;
    if (session->order.resume) {
        if (!checkpoint_restore(&session->checkpoint, &session->trainer,
                                error))
            return false;
        session->saved = session->trainer.state.epoch;
    }
    return probe(session, error);
}

static void close_session(struct session *session)
{
    checkpoint_finish(&session->checkpoint);
    trainer_finish(&session->trainer);
    material_finish(&session->owned);
}

static bool save(struct session *session, struct error *error)
{
    double began = seconds();

    if (!checkpoint_save(&session->trainer, session->owned.column.name,
                         session->path, error))
        return false;
    session->saved = session->trainer.state.epoch;
    session->saved_at = seconds();
    session->save_cost = session->saved_at - began;
    return true;
}

/* Between two epochs: saves where it is cheap. */
static bool save_sometimes(struct session *session, struct error *error)
{
    double since = seconds() - session->saved_at;

    if (!session->replaceable || trainer_done(&session->trainer) ||
        since < SAVE_SHARE * session->save_cost)
        return true;
    return save(session, error);
}

/* Until the end, Ctrl+C or trouble; false only when a file cannot be saved. */
static bool work(struct session *session, struct interrupt *interrupt,
                 struct error *error)
{
    struct trainer *trainer = &session->trainer;
    bool fine = true;

    screen_show(&session->screen, trainer, seconds());
    while (fine && !trainer_done(trainer) && !trainer->broken &&
           !interrupt_seen(interrupt)) {
        int epoch = trainer->state.epoch;

        trainer_work(trainer, 1);
        screen_show(&session->screen, trainer, seconds());
        if (trainer->state.epoch > epoch)
            fine = save_sometimes(session, error);
    }
    screen_end(&session->screen, trainer);
    return fine && (trainer->broken || save(session, error));
}

/* The numbers broke: nothing is saved, and what was stays. */
static int tell_broken(const struct session *session)
{
    int epoch = session->trainer.state.epoch + 1;
    char shown[SHOWN];

    if (session->saved >= 0)
        say_error("the loss is no longer a number in epoch %d; '%s' keeps what "
                  "was saved after epoch %d; a smaller --rate or --clip may "
                  "help", epoch, show_path(session, shown), session->saved);
    else
        say_error("the loss is no longer a number in epoch %d; nothing is "
                  "saved; a smaller --rate or --clip may help", epoch);
    return EXIT_BAD;
}

static void tell_saved(const struct session *session)
{
    const struct trainer *trainer = &session->trainer;
    const char *input = order_file(&session->order);
    FILE *out = session->screen.out;
    char shown[SHOWN], series[SHOWN] = "";

    show_path(session, shown);
    if (input != NULL)
        text_printable(input, strlen(input), series, sizeof series);
    if (trainer_done(trainer)) {
        screen_verdict(&session->screen, trainer, session->owned.column.name);
        fprintf(out, "saved %s\n", shown);
        return;
    }
    fprintf(out, "stopped in epoch %d of %d, saved %s\n",
            trainer->state.epoch + 1, trainer->options.epochs, shown);
    if (session->replaceable)
        fprintf(out, "go on with: gatereel train %s%s%s --resume -o %s\n",
                trainer->task.info->name,
                !input ? "" : session->order.value[ORDER_TEXT] ? " --text "
                                                               : " --input ",
                series, shown);
}

static int run(struct session *session, const struct kernels *kernels)
{
    bool standard = strcmp(session->path, "-") == 0;
    struct interrupt interrupt;
    struct error error = {0};

    if (!open_session(session, kernels, &error)) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    screen_begin(&session->screen, standard ? stderr : stdout,
                 &session->trainer, session->owned.column.name);
    interrupt_begin(&interrupt);
    /* Without memory for threads the caller does all the work. */
    bool large = session->trainer.options.layer.units >= SHARED_UNITS;
    struct pool *pool = large ? pool_create(0, NULL) : NULL;
    session->trainer.network.pool = pool;
    bool fine = work(session, &interrupt, &error);
    session->trainer.network.pool = NULL;
    pool_destroy(pool);
    interrupt_end(&interrupt);
    if (!fine) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    if (session->trainer.broken)
        return tell_broken(session);
    tell_saved(session);
    return EXIT_FINE;
}

int command_train(int argc, char **argv)
{
    struct session session = {.saved = -1};
    int code = order_parse(&session.order, argc, argv);

    if (code != ORDER_GO)
        return code;
    const struct kernels *kernels = machine_kernels();
    if (kernels == NULL)
        return EXIT_BAD;
    session.path = session.order.value[ORDER_OUTPUT];
    session.replaceable = is_replaceable(session.path);
    code = run(&session, kernels);
    close_session(&session);
    return code;
}
