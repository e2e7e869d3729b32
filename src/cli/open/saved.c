/* A missing folder is made only when there is something to write.
 */
#include "cli/open/saved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

enum { FILE_BYTES_MAX = 1 << 20 };

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

static void find_folder(struct saved *saved)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length = 0;

    if (config != NULL && config[0] == '/')
        length = snprintf(saved->folder, sizeof saved->folder, "%s/gatereel",
                          config);
    else if (home != NULL && home[0] == '/')
        length = snprintf(saved->folder, sizeof saved->folder,
                          "%s/.config/gatereel", home);
    if (length >= (int)sizeof saved->folder - 16)
        saved->folder[0] = '\0';
}

static void set_path(const struct saved *saved, char path[SAVED_PATH_MAX])
{
    snprintf(path, SAVED_PATH_MAX, "%.*s/settings", SAVED_PATH_MAX - 16,
             saved->folder);
}

bool saved_read(struct saved *saved, struct settings *settings,
                struct error *error)
{
    char path[SAVED_PATH_MAX];
    char *text = NULL;
    size_t length;
    struct stat about;

    settings->language = system_language();
    find_folder(saved);
    set_path(saved, path);
    if (saved->folder[0] == '\0' || stat(path, &about) != 0)
        return true;
    /* A pipe would be waited for, now and when it is written. */
    if (!S_ISREG(about.st_mode)) {
        saved->folder[0] = '\0';
        return error_set(error, "settings are not remembered: %s is not a "
                         "file", path);
    }
    if (!file_read(path, FILE_BYTES_MAX, &text, &length, error))
        return error_prefix(error, "settings are not remembered");
    int damaged = settings_parse(settings, text, length);
    if (length < sizeof saved->text && strlen(text) == length)
        memcpy(saved->text, text, length + 1);
    free(text);
    return damaged == 0 ||
           error_set(error, "%s: lines that make no sense were left out (%d)",
                     path, damaged);
}

/* The folder with all that are above it. */
static void make_folders(const char *folder)
{
    char path[SAVED_PATH_MAX];

    snprintf(path, sizeof path, "%s", folder);
    for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    mkdir(path, 0700);
}

static bool write_file(const struct saved *saved, const char *text,
                       size_t length, struct error *error)
{
    char path[SAVED_PATH_MAX];
    struct output output = {0};

    make_folders(saved->folder);
    set_path(saved, path);
    if (!output_open(&output, path, error))
        return false;
    output_write(&output, text, length);
    return output_commit(&output, error);
}

bool saved_write(struct saved *saved, const struct settings *settings,
                 struct error *error)
{
    char text[SETTINGS_TEXT_MAX];
    size_t length = settings_print(settings, text);

    if (saved->folder[0] == '\0' || strcmp(text, saved->text) == 0)
        return true;
    if (write_file(saved, text, length, error)) {
        memcpy(saved->text, text, length + 1);
        return true;
    }
    if (saved->failed)
        return true;
    saved->failed = true;
    return error_prefix(error, "settings are not remembered");
}
