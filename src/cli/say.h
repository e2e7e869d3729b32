/* One-line messages on standard error, each beginning "gatereel: ". */
#ifndef GATEREEL_CLI_SAY_H
#define GATEREEL_CLI_SAY_H

/* "gatereel: TEXT" */
void say_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "gatereel: warning: TEXT" */
void say_warning(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* "gatereel: COMMAND: TEXT; see 'gatereel COMMAND --help'", or without the
 * command when it is NULL. Returns EXIT_USAGE. */
int say_usage(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
