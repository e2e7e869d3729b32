/* Lines "key: value". A file that somebody edited, or that was cut off, loses
 * the lines that cannot be read and nothing else.
 */
#include "app/files/settings.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

static const char *const switch_names[] = {"off", "on"};

struct settings settings_defaults(void)
{
    return (struct settings){.text_scale = 1};
}

/* Can it stand in a line, and be read back? */
static bool is_path(const char *text, size_t length)
{
    if (length == 0 || length >= SETTINGS_PATH_MAX ||
        text[length - 1] == ' ' || text[0] == ' ')
        return false;
    for (size_t k = 0; k < length; k++)
        if ((unsigned char)text[k] < ' ' || text[k] == 127)
            return false;
    return utf8_valid(text, length);
}

void settings_remember(struct settings *settings, const char *path)
{
    int k = 0;

    if (!is_path(path, strlen(path)))
        return;
    while (k < settings->recents && strcmp(settings->recent[k], path) != 0)
        k++;
    if (k == SETTINGS_RECENT_MAX)
        k--;
    else if (k == settings->recents)
        settings->recents++;
    memmove(settings->recent[1], settings->recent[0],
            (size_t)k * sizeof settings->recent[0]);
    snprintf(settings->recent[0], SETTINGS_PATH_MAX, "%s", path);
}

size_t settings_print(const struct settings *settings,
                      char out[SETTINGS_TEXT_MAX])
{
    size_t end = (size_t)snprintf(
        out, SETTINGS_TEXT_MAX,
        "# Gatereel remembers this; lines that it cannot read are left out.\n"
        "language: %s\n"
        "theme: %s\n"
        "text scale: %d.%d\n"
        "reduced motion: %s\n"
        "window: %dx%d\n"
        "open: %s\n"
        "pass: %s\n"
        "step: %d\n",
        language_names[settings->language], theme_names[settings->theme],
        (int)lroundf(settings->text_scale * 10) / 10,
        (int)lroundf(settings->text_scale * 10) % 10,
        switch_names[settings->reduced_motion], settings->width,
        settings->height, settings->open, pass_names[settings->pass],
        settings->step);

    for (int k = 0; k < settings->recents; k++)
        end += (size_t)snprintf(out + end, SETTINGS_TEXT_MAX - end,
                                "recent: %s\n", settings->recent[k]);
    assert(end < SETTINGS_TEXT_MAX);
    return end;
}

/* A value, not NUL-terminated. */
struct value {
    const char *text;
    size_t length;
};

static bool equal(struct value value, const char *word)
{
    return strlen(word) == value.length &&
           memcmp(word, value.text, value.length) == 0;
}

/* Which of the words it is, or -1. */
static int find(struct value value, const char *const words[], int count)
{
    for (int k = 0; k < count; k++)
        if (equal(value, words[k]))
            return k;
    return -1;
}

static bool read_language(struct settings *settings, struct value value)
{
    int found = find(value, language_names, LANGUAGES);

    if (found >= 0)
        settings->language = (enum language)found;
    return found >= 0;
}

static bool read_theme(struct settings *settings, struct value value)
{
    int found = find(value, theme_names, THEMES);

    if (found >= 0)
        settings->theme = (enum theme_name)found;
    return found >= 0;
}

static bool read_scale(struct settings *settings, struct value value)
{
    double scale;

    if (!number_parse(value.text, value.length, &scale) || !(scale >= 0.75) ||
        !(scale <= 2.05))
        return false;
    settings->text_scale = (float)lround(fmin(fmax(scale, 0.8), 2) * 10) / 10;
    return true;
}

static bool read_motion(struct settings *settings, struct value value)
{
    int found = find(value, switch_names, 2);

    if (found >= 0)
        settings->reduced_motion = found == 1;
    return found >= 0;
}

/* "1280x800" */
static bool read_window(struct settings *settings, struct value value)
{
    const char *cross = value.length > 0
        ? memchr(value.text, 'x', value.length) : NULL;
    size_t length = cross != NULL ? (size_t)(cross - value.text) : 0;
    int64_t width, height;

    if (cross == NULL ||
        !number_parse_integer(value.text, length, 0, SETTINGS_SIDE_MAX,
                              &width) ||
        !number_parse_integer(cross + 1, value.length - length - 1, 0,
                              SETTINGS_SIDE_MAX, &height))
        return false;
    settings->width = (int)width;
    settings->height = (int)height;
    return true;
}

static bool read_open(struct settings *settings, struct value value)
{
    if (value.length > 0 && !is_path(value.text, value.length))
        return false;
    snprintf(settings->open, SETTINGS_PATH_MAX, "%.*s", (int)value.length,
             value.text);
    return true;
}

static bool read_pass(struct settings *settings, struct value value)
{
    int found = find(value, pass_names, PASSES);

    if (found >= 0)
        settings->pass = (enum pass)found;
    return found >= 0;
}

static bool read_step(struct settings *settings, struct value value)
{
    int64_t step;

    if (!number_parse_integer(value.text, value.length, 0, INT32_MAX, &step))
        return false;
    settings->step = (int)step;
    return true;
}

/* Behind those that were read before. */
static bool read_recent(struct settings *settings, struct value value)
{
    if (!is_path(value.text, value.length))
        return false;
    if (settings->recents < SETTINGS_RECENT_MAX)
        snprintf(settings->recent[settings->recents++], SETTINGS_PATH_MAX,
                 "%.*s", (int)value.length, value.text);
    return true;
}

static const struct {
    const char *key;
    bool (*read)(struct settings *settings, struct value value);
} keys[] = {
    {"language", read_language},    {"theme", read_theme},
    {"text scale", read_scale},     {"reduced motion", read_motion},
    {"window", read_window},        {"open", read_open},
    {"pass", read_pass},            {"step", read_step},
    {"recent", read_recent},
};

/* Without the blanks around it, and a carriage return. */
static struct value trim(struct value value)
{
    while (value.length > 0 && value.text[0] == ' ')
        value = (struct value){value.text + 1, value.length - 1};
    while (value.length > 0 && (value.text[value.length - 1] == ' ' ||
                                value.text[value.length - 1] == '\r'))
        value.length--;
    return value;
}

static bool read_line(struct settings *settings, struct value line)
{
    const char *colon = line.length > 0
        ? memchr(line.text, ':', line.length) : NULL;

    if (line.length == 0 || line.text[0] == '#')
        return true;
    if (colon == NULL || !utf8_valid(line.text, line.length))
        return false;
    size_t length = (size_t)(colon - line.text);
    struct value key = trim((struct value){line.text, length});
    struct value value = trim((struct value){colon + 1,
                                             line.length - length - 1});
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        if (equal(key, keys[k].key))
            return keys[k].read(settings, value);
    return false;
}

int settings_parse(struct settings *settings, const char *text, size_t length)
{
    const char *end = text + length;
    int damaged = 0;

    settings->recents = 0;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t line = (size_t)((stop != NULL ? stop : end) - text);
        damaged += !read_line(settings, trim((struct value){text, line}));
        text += line + (stop != NULL);
    }
    return damaged;
}
