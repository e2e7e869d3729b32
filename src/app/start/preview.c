/* A card is a stage of its own with a single panel: what is measured for the
 * window's stage is measured for it, in the same units of work.
 */
#include "app/start/preview.h"

#include <stdlib.h>

#include "app/look.h"
#include "base/array.h"

static const struct film *film_of(const struct lesson_card *card)
{
    return &card->lab->lane[card->look.lane].film;
}

/* All of the run is done, or of the pass back through it; of a cell all of the
 * step that it is seen at. */
static int64_t whole(const struct film *film, const struct lesson_card *card)
{
    const struct timeline timeline = film_timeline(film, card->look.layer);
    const struct moment now = timeline_moment(&timeline, card->look.at);
    bool cell = card->panel == PANEL_CELL || card->panel == PANEL_SUMS;
    int last = now.pass == PASS_FORWARD ? film->steps : 1;

    return timeline_at(&timeline, now.pass, cell ? now.step : last,
                       timeline.phases - 1);
}

static void fit(struct lesson_card *card)
{
    struct ui *look = &card->look;

    look->lane = look->lane < 0 || look->lane >= card->lab->lanes ? 0
                                                                : look->lane;
    look_fit(look, film_of(card));
    look->at = whole(film_of(card), card);
    look->learning = true;
    look->covered = false;
    look->shown = 1;
    look->show[0] = card->panel;
}

/* What is there at once. */
static bool begin(struct lesson_card *card)
{
    const struct ui *look = &card->look;
    const struct film *film = film_of(card);
    const struct lane_measure measure = lab_measure(look);
    const struct levels_source levels = {
        .film = film, .ghost = lab_ghost(card->lab, look->lane),
        .layer = look->layer, .kind = look->heat,
        .signal = cell_table[film_cell(film, look->layer)]
                      .shown[look->heat_signal]};

    card->measures = array_new(1, sizeof *card->measures, "a picture", NULL);
    if (card->measures == NULL || !lab_follow(card->lab, &measure, NULL))
        return false;
    card->measures->levels.signal = -1;
    decays_begin(&card->measures->decays, film, look->layer);
    studies_follow(&card->measures->studies, film, look, 1);
    return card->panel != PANEL_HEAT ||
           levels_make(&card->measures->levels, &levels, NULL);
}

void preview_finish(struct lesson_card *card)
{
    if (card->measures != NULL) {
        levels_finish(&card->measures->levels);
        decays_finish(&card->measures->decays);
        studies_finish(&card->measures->studies);
    }
    free(card->measures);
    lab_destroy(card->lab);
    card->measures = NULL;
    card->lab = NULL;
}

void preview_set(struct lesson_card *card, struct lab *lab)
{
    preview_finish(card);
    card->lab = lab;
    card->failed = lab == NULL || lab_film(lab, 0) == NULL;
    if (!card->failed) {
        fit(card);
        card->failed = !begin(card);
    }
    if (card->failed)
        preview_finish(card);
}

static bool wants_lanes(const struct lesson_card *card)
{
    return (card->panel == PANEL_LANES || card->panel == PANEL_REACH ||
            card->panel == PANEL_FACTORS) && lab_wants(card->lab);
}

static bool wants_decays(const struct lesson_card *card)
{
    const struct decays *decays = &card->measures->decays;

    return card->panel == PANEL_DECAY && !card->given_up &&
           decays_done(decays) < decays_units(decays, film_of(card));
}

static bool wants_studies(const struct lesson_card *card)
{
    return studies_wants(&card->measures->studies, film_of(card), &card->look,
                         1);
}

bool preview_wants(const struct lesson_card *card)
{
    return card->lab != NULL && card->measures != NULL &&
           (wants_lanes(card) || wants_decays(card) || wants_studies(card));
}

void preview_work(struct lesson_card *card)
{
    struct card_measures *measures = card->measures;

    if (wants_lanes(card))
        lab_work(card->lab, NULL);
    else if (wants_decays(card))
        card->given_up = !decays_work(&measures->decays, film_of(card), NULL);
    else if (wants_studies(card))
        studies_work(&measures->studies, film_of(card), &card->look, 1, NULL);
}
