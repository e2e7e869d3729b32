/* Settings are the user's own: a file that cannot be read or written is said
 * once, and nothing else comes of it.
 */
#include "cli/open/saved.h"

#include <stdlib.h>
#include <string.h>

/* The language of the messages: the first of the three that says something. */
static enum language system_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const char *value = getenv(names[k]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "ko", 2) == 0 ? LANGUAGE_KO : LANGUAGE_EN;
    }
    return LANGUAGE_EN;
}

bool saved_read(struct saved *saved, struct settings *settings,
                struct error *error)
{
    char *text;
    size_t length;

    settings->language = system_language();
    kept_find(&saved->file, "XDG_CONFIG_HOME", ".config", "settings");
    if (!kept_read(&saved->file, &text, &length, error))
        return error_prefix(error, "settings are not remembered");
    if (text == NULL)
        return true;
    int damaged = settings_parse(settings, text, length);
    free(text);
    return damaged == 0 ||
           error_set(error, "%s: lines that make no sense were left out (%d)",
                     saved->file.path, damaged);
}

bool saved_write(struct saved *saved, const struct settings *settings,
                 struct error *error)
{
    char text[SETTINGS_TEXT_MAX];
    size_t length = settings_print(settings, text);

    return kept_write(&saved->file, text, length, error) ||
           error_prefix(error, "settings are not remembered");
}

bool saved_read_bookmarks(struct saved *saved, struct bookmarks *bookmarks,
                          struct error *error)
{
    char *text;
    size_t length;

    kept_find(&saved->lessons, "XDG_STATE_HOME", ".local/state", "lessons");
    if (!kept_read(&saved->lessons, &text, &length, error))
        return error_prefix(error, "lessons are not remembered");
    if (text == NULL)
        return true;
    int damaged = bookmarks_parse(bookmarks, text, length);
    free(text);
    return damaged == 0 ||
           error_set(error, "%s: lines that make no sense were left out (%d)",
                     saved->lessons.path, damaged);
}

bool saved_write_bookmarks(struct saved *saved,
                           const struct bookmarks *bookmarks,
                           struct error *error)
{
    char text[BOOKMARKS_TEXT_MAX];
    size_t length = bookmarks_print(bookmarks, text);

    return length == 0 ||
           kept_write(&saved->lessons, text, length, error) ||
           error_prefix(error, "lessons are not remembered");
}
