/* The program: runs the chosen command and makes sure that what it printed
 * has arrived.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/say.h"

int main(int argc, char **argv)
{
#ifdef SIGXFSZ
    /* A file size limit is an ordinary write error, not a death that leaves a
     * temporary file behind. */
    signal(SIGXFSZ, SIG_IGN);
#endif
    int code = cli_main(argc, argv);

    errno = 0;
    if ((fflush(stdout) != 0 || ferror(stdout)) && code == EXIT_FINE) {
        say_error("cannot write standard output: %s",
                  strerror(errno != 0 ? errno : EIO));
        code = EXIT_BAD;
    }
    exit(code);
}
