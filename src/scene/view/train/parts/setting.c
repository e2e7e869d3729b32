/* The rail is that of the lab's dials; what dragging it does is said by its
 * action.
 */
#include "scene/view/train/parts/setting.h"

#include <math.h>
#include <string.h>

#include "scene/view/train/parts/racer.h"
#include "scene/widget/dial.h"
#include "scene/widget/panel.h"

enum { TEXT_MAX = 64, FIRST = 3, BASE = 18, RAIL = 38 };

int setting_shown(const struct scene *scene, enum train_dial out[TRAIN_DIALS])
{
    bool all = scene->ui->train_all || scene->ui->alone == PANEL_TASK;
    int count = 0;

    for (int k = 0; k < TRAIN_DIALS; k++) {
        enum train_dial dial = (enum train_dial)k;
        bool chosen = k > 0 && k == scene->ui->train_dial;
        if (train_dial_exists(scene->training, dial) &&
            (all || count < FIRST || chosen))
            out[count++] = dial;
    }
    return count;
}

static struct color color_of_dial(const struct scene *scene,
                                  enum train_dial dial)
{
    return dial == TRAIN_FORGET ? scene->theme->f : scene->theme->accent;
}

/* "off" is no number. */
static bool is_figure(const char *text, double value)
{
    return !isnan(value) && strpbrk(text, "0123456789") != NULL;
}

/* Returns its width. */
static float draw_text_of(const struct scene *scene, enum train_dial dial,
                          struct point right)
{
    struct draw_style style = style_of(FACE_BOLD, TEXT_USUAL,
                                       scene->theme->ink, ALIGN_RIGHT);
    double value = train_dial_value(scene->training, scene->ui, dial);
    char text[TEXT_MAX];

    train_dial_text(scene->training, scene->ui, dial, text, sizeof text);
    if (!is_figure(text, value))
        return draw_text(scene->list, right, style, text);
    return draw_value(scene->list, right, style,
                      subject(SUBJECT_TRAIN_SETTING, racer_chosen(scene), dial,
                              0, 0), value, text);
}

void setting_draw(const struct scene *scene, struct box box,
                  enum train_dial dial)
{
    bool chosen = scene->ui->train_dial == (int)dial;
    struct dial_rail rail = {
        .value = dial, .turn = ACTION_TRAIN_DIAL,
        .back = ACTION_TRAIN_DIAL_START, .x = box.x + DIAL_REACH,
        .width = box.w - 2 * DIAL_REACH, .y = box.y + RAIL,
        .start = train_dial_start(scene->training, scene->ui, dial),
        .most = 1, .color = color_of_dial(scene, dial), .chosen = chosen,
        .share = train_dial_share(scene->training, scene->ui, dial)};

    draw_spot(scene->list, box,
              subject(SUBJECT_CONTROL, 0, ACTION_TRAIN_DIAL_CHOOSE, 0, dial),
              ACTION_TRAIN_DIAL_CHOOSE, dial);
    if (chosen)
        draw_box(scene->list, box_at(box.x - 12, box.y + 4, 3, box.h - 12),
                 1.5f, scene->theme->accent);
    float width = draw_text_of(scene, dial,
                               point_at(box_right(box), box.y + BASE));
    panel_text(scene, point_at(box.x, box.y + BASE),
               style_of(FACE_UI, TEXT_USUAL, scene->theme->ink, ALIGN_LEFT),
               box.w - width - 10,
               train_dial_name(scene->training, scene->ui, dial));
    dial_draw(scene, &rail);
}
