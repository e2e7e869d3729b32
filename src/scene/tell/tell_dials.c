/* Where every dial stands, how far it goes and where it stood: what the knobs
 * and their marks show.
 */
#include <math.h>

#include "scene/lab/dial/dial_words.h"
#include "scene/tell/tell.h"

static void tell_range(const struct scene *scene, const struct dial_desk *desk,
                       enum dial dial)
{
    char low[DIAL_TEXT_MAX], high[DIAL_TEXT_MAX];
    const struct ui *ui = scene->ui;

    if (!dial_slides(dial))
        return;
    dial_text(desk, ui, dial, dial_least(dial), low);
    dial_text(desk, ui, dial, dial_most(desk, dial), high);
    draw_note_on(scene->list, say(ui, ", from %s to %s", ", %s부터 %s까지"),
                 low, high);
}

void tell_dials(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    enum dial shown[DIALS];
    char label[DIAL_TEXT_MAX], text[DIAL_TEXT_MAX];

    if (scene->lab == NULL)
        return;
    const struct history *history = &scene->lab->history;
    const struct dial_desk desk = {
        .setup = history_setup(history), .cast = &scene->lab->cast,
        .lane = ui->lane, .one = ui->one_lane};
    int count = dial_shown(&desk, ui, shown);
    for (int k = 0; k < count; k++) {
        const struct setup before = dial_restore(&desk, shown[k],
                                                 &history->point[0].setup);
        struct dial_desk start = desk;
        double value = dial_value(&desk, shown[k]);
        start.setup = &before;
        draw_note(scene->list, "%s ",
                  dial_label(&desk, ui, shown[k], label));
        draw_note_value(scene->list,
                        subject(SUBJECT_DIAL, dial_lane(&desk, shown[k]),
                                shown[k], 0, 0), value,
                        dial_text(&desk, ui, shown[k], value, text));
        tell_range(scene, &desk, shown[k]);
        draw_note_on(scene->list, say(ui, ", at the start %s", ", 처음 값 %s"),
                     dial_text(&start, ui, shown[k],
                               dial_value(&start, shown[k]), text));
    }
}
