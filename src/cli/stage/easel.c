/* The parts of a frame side by side, in the order in which it goes through
 * them.
 */
#include "cli/stage/easel.h"

bool easel_init(struct easel *easel, int width, int height, int threads,
                struct error *error)
{
    if (!draw_init(&easel->list, error) ||
        (easel->paint = paint_create(error)) == NULL ||
        !picture_init(&easel->picture, width, height, error))
        return false;
    easel->pool = pool_create(threads, error);
    return easel->pool != NULL;
}

void easel_finish(struct easel *easel)
{
    pool_destroy(easel->pool);
    picture_finish(&easel->picture);
    paint_destroy(easel->paint);
    draw_finish(&easel->list);
    levels_finish(&easel->levels);
    decays_finish(&easel->decays);
    studies_finish(&easel->studies);
    lab_destroy(easel->lab);
    training_destroy(easel->training);
    *easel = (struct easel){0};
}

void easel_put(struct easel *easel, struct lab *lab)
{
    easel->lab = lab;
    easel->film = lab_film(lab, easel->ui.lane);
}

bool easel_level(struct easel *easel, struct error *error)
{
    const struct ui *ui = &easel->ui;
    enum cell cell = film_cell(easel->film, ui->layer);

    const struct levels_source source = {
        .film = easel->film, .ghost = lab_ghost(easel->lab, ui->lane),
        .layer = ui->layer, .signal = cell_table[cell].shown[ui->heat_signal],
        .kind = ui->heat};

    return levels_make(&easel->levels, &source, error);
}

bool easel_measure(struct easel *easel, struct interrupt *interrupt,
                   struct error *error)
{
    const struct lane_measure measure = lab_measure(&easel->ui);
    struct error cause = {0};

    if (!easel_level(easel, error) ||
        !lab_follow(easel->lab, &measure, error))
        return false;
    while (easel->ui.screen == SCREEN_COMPARE && lab_wants(easel->lab)) {
        if (interrupt != NULL && interrupt_seen(interrupt))
            return false;
        if (!lab_work(easel->lab, error))
            return false;
    }
    const struct film *film = lab_untouched(easel->lab, easel->ui.lane);
    decays_begin(&easel->decays, film, easel->ui.layer);
    while (decays_work(&easel->decays, film, &cause))
        if (interrupt != NULL && interrupt_seen(interrupt))
            return false;
    return cause.text[0] == '\0' ? easel_study(easel, interrupt, error)
                                 : error_set(error, "%s", cause.text);
}

/* The pictures of the reel and the figures, for the epoch of easel->ui. */
static bool measure_training(struct easel *easel, struct interrupt *interrupt,
                             struct error *error)
{
    while (easel->training != NULL &&
           training_wants(easel->training, &easel->ui)) {
        if (interrupt != NULL && interrupt_seen(interrupt))
            return false;
        if (!training_work(easel->training, &easel->ui, error))
            return error->text[0] == '\0';
    }
    return true;
}

bool easel_study(struct easel *easel, struct interrupt *interrupt,
                 struct error *error)
{
    if (!measure_training(easel, interrupt, error))
        return false;
    while (studies_wants(&easel->studies, easel->film, &easel->ui, 1)) {
        if (interrupt != NULL && interrupt_seen(interrupt))
            return false;
        if (!studies_work(&easel->studies, easel->film, &easel->ui, 1, error))
            return false;
    }
    return true;
}

void easel_build(struct easel *easel)
{
    studies_follow(&easel->studies, easel->film, &easel->ui, 1);
    const struct scene_source source = {
        .ui = &easel->ui, .film = easel->film,
        .ghost = lab_ghost(easel->lab, easel->ui.lane), .lab = easel->lab,
        .decays = &easel->decays,
        .levels = &easel->levels, .studies = &easel->studies,
        .training = easel->training, .cards = easel->cards,
        .tells = easel->tells};

    scene_build(&source, easel->picture.width, easel->picture.height,
                paint_measure(easel->paint), &easel->list);
}

void easel_show(struct easel *easel)
{
    raster_mesh(paint_mesh(easel->paint, &easel->list),
                paint_atlas(easel->paint), &easel->picture, easel->pool);
}

void easel_paint(struct easel *easel)
{
    easel_build(easel);
    easel_show(easel);
}
