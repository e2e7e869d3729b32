/* The panel is drawn as large as it is on the stage, without its title, and
 * then made smaller: what is seen is the lesson's own run.
 */
#include "scene/view/start/thumbnail.h"

#include <math.h>

#include "scene/layout/place.h"

/* A panel as it is drawn first: how wide what is seen of it is, and what lies
 * outside of that, its title above all, in units. */
struct cut {
    float width, left, top, right, bottom;
};

static struct cut cut_of(enum panel panel)
{
    switch (panel) {
    case PANEL_STRIP: return (struct cut){560, 14, 56, 14, 40};
    /* Letters are to stay large enough to be read. */
    case PANEL_TEXT: return (struct cut){180, 14, 56, 20, 46};
    case PANEL_CELL: return (struct cut){440, 14, 52, 14, 124};
    case PANEL_LANES: return (struct cut){440, 14, 56, 14, 62};
    case PANEL_HEAT: return (struct cut){380, 40, 96, 14, 14};
    case PANEL_TRIANGLE: return (struct cut){400, 34, 84, 44, 20};
    case PANEL_REACH:
    case PANEL_PATHS:
    case PANEL_DECAY: return (struct cut){320, 58, 116, 90, 34};
    case PANEL_SERIES: return (struct cut){400, 50, 84, 24, 30};
    default: return (struct cut){440, 14, 56, 14, 14};
    }
}

static const float least_letter = 14; /* as everywhere */

static void draw_panel(const struct scene *scene,
                       const struct lesson_card *card, const struct cut *cut,
                       float height)
{
    struct ui ui = card->look;
    struct scene small = *scene;

    ui.theme = scene->ui->theme;
    ui.language = scene->ui->language;
    ui.text_scale = scene->ui->text_scale;
    ui.pointer = point_at(-1, -1);
    ui.learning = true;
    ui.class_mode = card->panel == PANEL_CELL; /* without its legend */
    small.ui = &ui;
    small.lab = card->lab;
    small.film = &card->lab->lane[ui.lane].film;
    small.ghost = lab_ghost(card->lab, ui.lane);
    small.decays = &card->measures->decays;
    small.levels = &card->measures->levels;
    small.studies = &card->measures->studies;
    small.training = NULL;
    small.course = NULL;
    small.tells = false;
    const struct timeline timeline = film_timeline(small.film, ui.layer);
    small.phases = timeline.phases;
    small.now = timeline_moment(&timeline, ui.at);
    place_panel(&small, card->panel,
                box_at(-cut->left, -cut->top,
                       cut->width + cut->left + cut->right,
                       height + cut->top + cut->bottom));
}

void thumbnail_draw(const struct scene *scene, const struct lesson_card *card,
                    struct box box)
{
    struct draw_list *list = scene->list;
    const struct cut cut = cut_of(card->panel);
    float factor = box.w / cut.width, height = box.h / factor;

    draw_box(list, box, 8, scene->theme->panel);
    if (card->lab != NULL) {
        struct box before = draw_clip(list, box);
        struct box visible = list->clip;
        const struct draw_mark mark = draw_here(list);
        list->clip = box_at((visible.x - box.x) / factor,
                            (visible.y - box.y) / factor, visible.w / factor,
                            visible.h / factor);
        draw_panel(scene, card, &cut, height);
        draw_shrink(list, &mark, factor, point_at(box.x, box.y),
                    least_letter);
        draw_unclip(list, before);
    }
    draw_outline(list, box_inset(box, 0.5f), 7.5f, 1, scene->theme->edge);
}
