/* The views of the window, as wide as the page. Panels in which something is
 * answered are part of the question.
 */
#include <math.h>

#include "cli/handout/part/part.h"
#include "scene/layout/place.h"

enum { MOST = SHEET_HIGH / 2, GAP = PLACE_GAP, PANELS_MOST = STEP_PANELS_MAX,
       SKETCH = 260 /* of what is drawn by hand */ };

struct picture {
    const struct part *part;
    int panels;
    enum panel panel[PANELS_MOST];
    float high[PANELS_MOST];
};

/* A height with room for all, and one below which parts would be left out. */
struct range {
    float most, least;
};

static struct range range_of(enum panel panel)
{
    switch (panel) {
    case PANEL_CELL: return (struct range){500, 358};
    case PANEL_STRIP: return (struct range){420, 350};
    case PANEL_SUMS: return (struct range){420, 300};
    case PANEL_TASK: return (struct range){440, 400};
    case PANEL_LAYERS: case PANEL_LANES: case PANEL_TRIANGLE:
        return (struct range){380, 320};
    case PANEL_REEL: return (struct range){190, 178};
    case PANEL_SERIES: case PANEL_TEXT: return (struct range){280, 230};
    default: return (struct range){330, 260};
    }
}

/* What the screen is about, where a step names no panel. */
static enum panel main_panel(enum screen screen)
{
    switch (screen) {
    case SCREEN_CELL: return PANEL_CELL;
    case SCREEN_COMPARE: return PANEL_LANES;
    case SCREEN_TRAIN: return PANEL_TASK;
    case SCREEN_TEXT: return PANEL_TEXT;
    default: return PANEL_STRIP;
    }
}

static void choose(struct picture *picture, const struct part *part)
{
    const struct ui *ui = part->ui;

    picture->part = part;
    for (int k = 0; k < ui->shown; k++)
        if (ui->show[k] != PANEL_PREDICT && ui->show[k] != PANEL_CALCULATE)
            picture->panel[picture->panels++] = ui->show[k];
    if (ui->shown == 0)
        picture->panel[picture->panels++] = main_panel(ui->screen);
}

/* As high as there is room for; false: not even their least heights are. */
static bool fit(struct picture *picture, float room)
{
    struct range all = {0, 0};

    room -= (float)(picture->panels - 1) * GAP;
    for (int k = 0; k < picture->panels; k++) {
        all.most += range_of(picture->panel[k]).most;
        all.least += range_of(picture->panel[k]).least;
    }
    float share = fminf((room - all.least) / (all.most - all.least), 1);
    for (int k = 0; k < picture->panels; k++) {
        struct range range = range_of(picture->panel[k]);
        picture->high[k] = floorf(range.least +
                                  fmaxf(share, 0) * (range.most - range.least));
    }
    return share >= 0;
}

/* Room to sketch what is expected. */
static void set_sketch(struct pen *pen, const void *about)
{
    const struct box box = box_at(pen->x, pen->y, pen->width, SKETCH);
    const struct scene *scene = &pen->sheet->scene;
    struct point corner[4] = {
        {box.x, box.y}, {box_right(box), box.y},
        {box_right(box), box_bottom(box)}, {box.x, box_bottom(box)}};

    (void)about;
    pen->y += SKETCH;
    if (!pen->draws)
        return;
    draw_line(scene->list, corner, 4,
              &(struct draw_stroke){.width = 1.2f, .on = 6, .off = 5,
                                    .color = scene->theme->edge_strong,
                                    .closed = true});
    panel_text(scene, point_at(box.x + 16, box.y + 28),
               style_of(FACE_ITALIC, SHEET_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), box.w - 32,
               say(scene->ui, "The picture comes after the answer. Sketch here "
                              "what you expect.",
                   "그림은 답한 뒤에 확인합니다. 예상하는 모습을 "
                              "여기에 그려 보세요."));
}

static void set_picture(struct pen *pen, const void *about)
{
    const struct picture *picture = about;

    for (int k = 0; k < picture->panels; k++) {
        struct box box = box_at(pen->x, pen->y + (k > 0 ? GAP : 0), pen->width,
                                picture->high[k]);
        if (pen->draws)
            place_panel(&pen->sheet->scene, picture->panel[k], box);
        pen->y = box_bottom(box);
    }
}

void picture_write(struct sheet *sheet, const struct part *part)
{
    struct picture picture = {.panels = 0};

    choose(&picture, part);
    if (picture.panels == 0)
        return;
    sheet_gap(sheet, 16);
    if (part_step(part)->question.hides && !part->answers) {
        sheet_block(sheet, set_sketch, NULL);
        return;
    }
    if (!fit(&picture, fminf(sheet_room(sheet), MOST)))
        fit(&picture, MOST);
    sheet_block(sheet, set_picture, &picture);
}
