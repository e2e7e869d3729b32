/* Every lane has its marker and one or two numbers behind it.
 */
#include "scene/view/dials/measured.h"

#include <math.h>

#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { HEIGHT = 26, MIDDLE = 12, BASE = 17, MARKER = 16, SPACE = 18 };

/* "ρ(U) = 0.57", or "|g| 3.2 → 1.0". */
struct entry {
    const char *words, *arrow;       /* arrow NULL: one number */
    struct draw_id id[2];
    double value[2];
    char text[2][FIGURE_MAX];
    bool warns;
};

static float entry_width(const struct scene *scene, const struct entry *entry)
{
    const char *part[] = {entry->words, entry->text[0],
                          entry->arrow != NULL ? entry->arrow : "",
                          entry->arrow != NULL ? entry->text[1] : ""};
    float width = MARKER + SPACE;

    for (int k = 0; k < 4; k++)
        width += draw_width(scene->list, FACE_UI, TEXT_SMALL, part[k]);
    return width;
}

static void draw_entry(const struct scene *scene, const struct entry *entry,
                       int lane, struct point at)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_LEFT);
    enum model_hue hue = lab_lane_hue(scene->lab, lane);

    plot_marker(scene, hue, point_at(at.x + 6, at.y + MIDDLE), 4.5f,
                theme->model[hue], false);
    at.x += MARKER;
    at.y += BASE;
    at.x += draw_text(list, at, style, entry->words);
    at.x += draw_value(list, at, style, entry->id[0], entry->value[0],
                       entry->text[0]);
    if (entry->arrow == NULL)
        return;
    at.x += draw_text(list, at, style, entry->arrow);
    if (entry->warns)
        style.color = theme->warn;
    draw_value(list, at, style, entry->id[1], entry->value[1],
               entry->text[1]);
}

/* The entry of a lane; false: it has none. */
static bool describe_radius(const struct lane *lane, int number,
                            struct entry *entry)
{
    entry->words = "ρ(U) = ";
    entry->arrow = NULL;
    entry->id[0] = subject(SUBJECT_LANE_RADIUS, number, 0, 0, 0);
    entry->value[0] = lane->radius;
    figure_plain(entry->text[0], lane->radius, 3);
    return !isnan(lane->radius);
}

static bool describe_clip(const struct lane *lane, int number,
                          struct entry *entry)
{
    entry->words = "|g| ";
    entry->arrow = lane->clip < 1 ? " → " : NULL;
    entry->warns = lane->clip < 1;
    for (int k = 0; k < 2; k++) {
        entry->id[k] = subject(SUBJECT_LANE_NORM, number, k, 0, 0);
        entry->value[k] = lane->norm + (k ? log10(lane->clip) : 0);
        figure_power(entry->text[k], entry->value[k]);
    }
    return !isnan(lane->norm);
}

static float lay_out(const struct dials_view *view, struct box box,
                     bool (*describe)(const struct lane *lane, int number,
                                      struct entry *entry), bool draws)
{
    const struct scene *scene = view->scene;
    float x = box.x;

    for (int k = 0; k < view->desk.setup->lanes; k++) {
        const struct lane *lane = lab_lane(scene->lab, k);
        struct entry entry;
        if (lane == NULL || !lane->made || !describe(lane, k, &entry))
            continue;
        float width = entry_width(scene, &entry);
        if (x + width - SPACE > box_right(box))
            break;
        if (draws)
            draw_entry(scene, &entry, k, point_at(x, box.y));
        x += width;
    }
    return x > box.x ? HEIGHT : 0;
}

float measured_radii(const struct dials_view *view, struct box box, bool draws)
{
    return lay_out(view, box, describe_radius, draws);
}

float measured_clips(const struct dials_view *view, struct box box, bool draws)
{
    return lay_out(view, box, describe_clip, draws);
}
