/* A window reads them piece by piece; here all of it is there before the first
 * picture.
 */
#include "cli/stage/shelf.h"

#include "cli/lesson/cards.h"
#include "cli/machine.h"
#include "cli/say.h"

static bool read_lessons(struct cards *cards, struct error *error)
{
    const struct load_with with = {.kernels = machine_kernels()};
    struct lessons lessons = {0};

    bool fine = lessons_init(&lessons, error) &&
                cards_read(&lessons, cards, error);
    for (int k = 0; k < cards->count; k++)
        cards_make(&cards->card[k], &with);
    lessons_finish(&lessons);
    return fine;
}

void shelf_fill(struct shelf *shelf, struct easel *easel)
{
    struct error error = {0};
    struct ui *ui = &easel->ui;

    if (ui->screen != SCREEN_START)
        return;
    if (!preset_files_init(&shelf->presets, &error) ||
        !preset_files_read(&shelf->presets, &error))
        say_warning("%s", error.text);
    error.text[0] = '\0';
    if (!read_lessons(&shelf->cards, &error))
        say_warning("%s", error.text);
    ui->preset_list = shelf->presets.entry;
    ui->presets = (int)shelf->presets.count;
    easel->cards = &shelf->cards;
}

void shelf_finish(struct shelf *shelf)
{
    preset_files_finish(&shelf->presets);
    cards_finish(&shelf->cards);
}
