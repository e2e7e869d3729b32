/* The user's settings from one time to the next:
 * $XDG_CONFIG_HOME/gatereel/settings, or ~/.config/gatereel/settings.
 */
#ifndef GATEREEL_CLI_OPEN_SAVED_H
#define GATEREEL_CLI_OPEN_SAVED_H

#include <stdbool.h>

#include "app/files/settings.h"
#include "base/error.h"

enum { SAVED_PATH_MAX = 4096 };

/* {0} is a valid empty value. */
struct saved {
    char folder[SAVED_PATH_MAX]; /* "": there is none, nothing is saved */
    char text[SETTINGS_TEXT_MAX]; /* what the file holds; "": unknown */
    bool failed;                  /* it was said that it cannot be written */
};

/* Takes over what the file says; without a file, the language of the system
 * and else *settings as it is. False with a message when it is damaged: what
 * can be read of it is taken. */
bool saved_read(struct saved *saved, struct settings *settings,
                struct error *error);

/* Writes the file if it would change; whole or not at all. False with a message
 * the first time that it cannot. */
bool saved_write(struct saved *saved, const struct settings *settings,
                 struct error *error);

#endif
