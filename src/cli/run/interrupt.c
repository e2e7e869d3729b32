/* A signal that is blocked waits in the kernel as "pending", where sigpending
 * finds it and sigwait takes it out.
 */
#include "cli/run/interrupt.h"

#include <stddef.h>

/* nohup and background jobs of scripts ignore Ctrl+C, and so should we. */
static void watch(struct interrupt *interrupt, int number)
{
    struct sigaction action;

    if (sigaction(number, NULL, &action) == 0 &&
        action.sa_handler != SIG_IGN)
        sigaddset(&interrupt->watched, number);
}

void interrupt_begin(struct interrupt *interrupt)
{
    *interrupt = (struct interrupt){.seen = false};
    sigemptyset(&interrupt->watched);
    watch(interrupt, SIGINT);
    watch(interrupt, SIGTERM);
    watch(interrupt, SIGHUP);
    sigprocmask(SIG_BLOCK, &interrupt->watched, &interrupt->before);
}

/* Takes the pending signals of the watched set out; true if there were any. */
static bool take(const struct interrupt *interrupt)
{
    const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t pending;
    bool any = false;

    sigpending(&pending);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        sigset_t one;
        int taken;

        if (sigismember(&interrupt->watched, numbers[k]) != 1 ||
            sigismember(&pending, numbers[k]) != 1)
            continue;
        sigemptyset(&one);
        sigaddset(&one, numbers[k]);
        sigwait(&one, &taken);
        any = true;
    }
    return any;
}

bool interrupt_seen(struct interrupt *interrupt)
{
    if (take(interrupt))
        interrupt->seen = true;
    return interrupt->seen;
}

void interrupt_end(struct interrupt *interrupt)
{
    sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}
