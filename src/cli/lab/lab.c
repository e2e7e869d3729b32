/* gatereel lab: the window on a preset, or on the list of presets.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/lab/preset_files.h"
#include "cli/open/open.h"
#include "cli/say.h"

static const char help[] =
    "Usage: gatereel lab [PRESET] [OPTION]...\n"
    "       gatereel lab --list [--lang NAME]\n"
    "\n"
    "Opens the window on a preset, a scene about one misconception with one\n"
    "sentence on what to look at; without a name on the list of them. R brings\n"
    "it back as it was, F2 shows the list, F3 the next one.\n"
    "\n"
    "  --list              prints them: the name, and what it is about\n"
    "\n"
    "How (what is not given is as it was the last time):\n"
    "  --theme NAME        dark (default) or light\n"
    "  --lang NAME         en or ko (default: the system's; of --list: en)\n"
    "  --scale X           of text and drawing, 0.8 to 2 (default 1)\n"
    "  --reduced-motion    nothing glides\n"
    "  --size WxH          of the window\n"
    "  --full-screen\n"
    "  --renderer NAME     auto (default: the GPU if there is a real one),\n"
    "                      gpu or software\n"
    "  --record-input FILE, --replay FILE   see 'gatereel open'\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 no such preset or no display, 2 wrong usage.\n";

/* One line each: the name, then the title. */
static bool print_list(const struct preset_files *presets,
                       enum language language, struct error *error)
{
    struct output output;
    char line[512];

    if (!output_open(&output, "-", error))
        return false;
    for (size_t k = 0; k < presets->count; k++) {
        const struct ui_preset *entry = &presets->entry[k];
        snprintf(line, sizeof line, "%-22s %s\n", entry->name,
                 entry->title[language]);
        output_write(&output, line, strlen(line));
    }
    return output_commit(&output, error);
}

static bool check(const struct open_options *options, struct error *error)
{
    struct preset_files presets;
    bool fine = true;

    if (!preset_files_init(&presets, error))
        return false;
    if (options->list)
        fine = preset_files_read(&presets, error) &&
               print_list(&presets, options->language, error);
    else if (options->preset != NULL)
        fine = preset_files_find(&presets, options->preset, error) >= 0;
    preset_files_finish(&presets);
    return fine;
}

int command_lab(int argc, char **argv)
{
    const struct open_words words = {"lab", help, OPEN_PRESET};
    struct open_options options;
    struct error error = {0};
    int code;

    if (!open_options_parse(argc, argv, &words, &options, &code))
        return code;
    if (!check(&options, &error)) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    if (options.list)
        return EXIT_FINE;
    options.presets = options.preset == NULL;
    return open_run(&options);
}
