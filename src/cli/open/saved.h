/* What is the user's from one time to the next: settings in
 * $XDG_CONFIG_HOME/gatereel/settings, or ~/.config/gatereel/settings, and where
 * lessons were left in $XDG_STATE_HOME/gatereel/lessons, or
 * ~/.local/state/gatereel/lessons.
 */
#ifndef GATEREEL_CLI_OPEN_SAVED_H
#define GATEREEL_CLI_OPEN_SAVED_H

#include <stdbool.h>

#include "app/files/bookmarks.h"
#include "app/files/settings.h"
#include "base/error.h"
#include "cli/kept.h"

/* {0} is a valid empty value. */
struct saved {
    struct kept file;          /* of settings */
    struct kept lessons;
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

/* The same of where lessons were left. */
bool saved_read_bookmarks(struct saved *saved, struct bookmarks *bookmarks,
                          struct error *error);
bool saved_write_bookmarks(struct saved *saved,
                           const struct bookmarks *bookmarks,
                           struct error *error);

#endif
