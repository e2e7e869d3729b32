/* A locale that writes 1,5 instead of 1.5, to show that files do not care. */
#ifndef GATEREEL_TESTS_COMMA_H
#define GATEREEL_TESTS_COMMA_H

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline bool comma_works(const char *name)
{
    char text[16];

    if (setlocale(LC_NUMERIC, name) == NULL)
        return false;
    snprintf(text, sizeof text, "%.1f", 1.5);
    if (strcmp(text, "1,5") == 0)
        return true;
    setlocale(LC_NUMERIC, "C");
    return false;
}

/* Switches to such a locale: an installed one, or one made by localedef. False
 * where there is neither; then the test can only skip(). */
static inline bool comma_enter(void)
{
    static const char *const installed[] = { "de_DE.UTF-8", "fr_FR.UTF-8",
                                             "es_ES.UTF-8", "ru_RU.UTF-8" };
    static const char source[] = "comment_char %\nescape_char /\n"
                                 "LC_NUMERIC\ndecimal_point \",\"\n"
                                 "thousands_sep \".\"\ngrouping 3;3\n"
                                 "END LC_NUMERIC\n";
    char folder[] = "/tmp/gatereel-locale-XXXXXX";
    char command[512];

    for (size_t k = 0; k < sizeof installed / sizeof *installed; k++) {
        if (comma_works(installed[k]))
            return true;
    }
    if (mkdtemp(folder) == NULL)
        return false;
    /* localedef complains about the missing rest and makes what there is. */
    snprintf(command, sizeof command,
             "cd %s && printf '%%s' '%s' >source && "
             "localedef -c -i source %s/comma >/dev/null 2>&1",
             folder, source, folder);
    int made = system(command);
    (void)made;
    setenv("LOCPATH", folder, 1);
    bool works = comma_works("comma");
    snprintf(command, sizeof command, "rm -r %s", folder);
    made = system(command);
    return works;
}

static inline void comma_leave(void)
{
    setlocale(LC_NUMERIC, "C");
}

#endif
