/* The panel is drawn as large as it is on the stage, without its title, and
 * then made smaller: what is seen is the lesson's own run.
 */
#include "scene/view/start/thumbnail.h"

#include <math.h>

#include "scene/layout/place.h"

/* Of the panel as it is drawn first; its frame and title lie outside. */
enum { WIDTH = 820, TEXT_WIDTH = 190, TITLE = 56, RIM = 14 };

static const float least_letter = 14; /* as everywhere */

/* Letters are to stay large enough to be read. */
static float width_of(const struct lesson_card *card)
{
    return card->panel == PANEL_TEXT ? TEXT_WIDTH : WIDTH;
}

static void draw_panel(const struct scene *scene, const struct lesson_card *card,
                       float height)
{
    static const struct decays no_decays;
    static const struct levels no_levels = {.signal = -1};
    struct ui ui = card->look;
    struct scene small = *scene;

    ui.theme = scene->ui->theme;
    ui.language = scene->ui->language;
    ui.text_scale = scene->ui->text_scale;
    ui.pointer = point_at(-1, -1);
    ui.learning = true;
    small.ui = &ui;
    small.lab = card->lab;
    small.film = &card->lab->lane[ui.lane].film;
    small.ghost = lab_ghost(card->lab, ui.lane);
    small.decays = &no_decays;
    small.levels = &no_levels;
    small.studies = NULL;
    small.training = NULL;
    small.course = NULL;
    small.tells = false;
    const struct timeline timeline = film_timeline(small.film, ui.layer);
    small.phases = timeline.phases;
    small.now = timeline_moment(&timeline, ui.at);
    place_panel(&small, card->panel,
                box_at(-RIM, -TITLE, width_of(card) + 2 * RIM,
                       height + TITLE + RIM));
}

void thumbnail_draw(const struct scene *scene, const struct lesson_card *card,
                    struct box box)
{
    struct draw_list *list = scene->list;
    float factor = box.w / width_of(card), height = box.h / factor;

    draw_box(list, box, 8, scene->theme->panel);
    if (card->lab != NULL) {
        struct box before = draw_clip(list, box);
        struct box visible = list->clip;
        const struct draw_mark mark = draw_here(list);
        list->clip = box_at((visible.x - box.x) / factor,
                            (visible.y - box.y) / factor, visible.w / factor,
                            visible.h / factor);
        draw_panel(scene, card, height);
        draw_shrink(list, &mark, factor, point_at(box.x, box.y),
                    least_letter);
        draw_unclip(list, before);
    }
    draw_outline(list, box_inset(box, 0.5f), 7.5f, 1, scene->theme->edge);
}
