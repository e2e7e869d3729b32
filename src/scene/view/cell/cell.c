/* The close-up of one cell: a title, the cell in its card, what it reads below
 * it, and the phases of a step. Whatever stands beside something else is
 * measured first and left out where it does not fit.
 */
#include "scene/view/cell/cell.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/view/cell/parts/chips.h"
#include "scene/view/cell/parts/part.h"
#include "scene/view/cell/parts/travel.h"
#include "scene/view/cell/ways.h"
#include "scene/view/text/picture.h"
#include "scene/view/touch/cell_cuts.h"
#include "scene/view/touch/status.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { GAP = 16, TOKEN = 32 };

/* --- title --------------------------------------------------------------- */

/* What it is a picture of. The shorter one leaves room for switches. */
static void write_title(const struct closeup *closeup, bool full, char *out,
                        size_t size)
{
    const struct ui *ui = closeup->scene->ui;
    const char *name = notation_cell(film_layer(closeup->scene->film,
                                                closeup->layer));
    char what[48];

    snprintf(what, sizeof what, say(ui, "%s cell", "%s 셀"), name);
    if (closeup->cell == CELL_DENSE)
        snprintf(what, sizeof what, "%s", say(ui, "dense layer", "밀집층"));
    if (!full)
        snprintf(out, size, closeup->back ? say(ui, "%s gradients", "%s 기울기")
                                          : "%s", name);
    else
        snprintf(out, size, closeup->back ? say(ui, "Gradients in one %s",
                                                "%s 안의 기울기")
                                          : say(ui, "One %s", "%s 내부"), what);
}

static void write_note(const struct closeup *closeup, char *out, size_t size)
{
    const struct film *film = closeup->scene->film;
    const struct ui *ui = closeup->scene->ui;
    int layers = film->values.spec.layers, at;

    at = snprintf(out, size, say(ui, "of %d · %d %s", "/ %d · 유닛 %d개%s"),
                  film->steps, closeup->units,
                  say(ui, closeup->units == 1 ? "unit" : "units", ""));
    if (layers > 1 && at > 0 && (size_t)at < size)
        snprintf(out + at, size - (size_t)at,
                 say(ui, " · layer %d of %d", " · %d층 / %d층"),
                 closeup->layer + 1, layers);
}

/* Of the label that an untrained network has; 0: none. */
static float badge_width(const struct closeup *closeup, const char **text)
{
    const struct scene *scene = closeup->scene;

    *text = notation_weights(scene->ui, scene->film, true);
    return scene->film->trained
        ? 0 : draw_width(scene->list, FACE_BOLD, 15, *text) + 24;
}

/* What stands at the right of the title. */
struct switches {
    struct choices readings;   /* of a GRU's z; count 0: none */
    const char *all, *badge;   /* badge: where it has no place below */
    float readings_width, all_width, badge_width;
};

static struct switches find_switches(const struct closeup *closeup)
{
    const struct scene *scene = closeup->scene;
    const struct ui *ui = scene->ui;
    bool gru = closeup->cell == CELL_GRU || closeup->cell == CELL_GRU_BEFORE;
    struct switches switches = {
        .readings = {
            .count = gru ? 2 : 0, .chosen = ui->z_writes,
            .text = {say(ui, "z keeps", "z = 유지"),
                     say(ui, "z writes", "z = 쓰기")},
            .value = {0, 1}, .action = ACTION_Z_MEANING},
        .all = say(ui, "all units", "모든 유닛")};

    if (gru)
        switches.readings_width = panel_switch_width(scene,
                                                     &switches.readings) + 10;
    if (closeup->units > 1)
        switches.all_width = draw_width(scene->list, FACE_BOLD, 15,
                                        switches.all) + 38;
    float badge = badge_width(closeup, &switches.badge);
    if (badge > 0 && closeup->token <= closeup->input)
        switches.badge_width = badge + 10;
    return switches;
}

/* From the right, as many as fit; returns x of their left end. */
static float draw_switches(const struct closeup *closeup,
                           const struct switches *switches, float left)
{
    const struct scene *scene = closeup->scene;
    float x = box_right(closeup->box) - PANEL_PADDING + 10;
    float y = closeup->title - 6;

    if (switches->readings_width > 0 && x - switches->readings_width >= left) {
        x -= switches->readings_width;
        panel_switch(scene, point_at(x, y), &switches->readings);
    }
    if (switches->all_width > 0 && x - switches->all_width >= left) {
        x -= switches->all_width;
        panel_button(scene, point_at(x, y), switches->all,
                     scene->ui->all_lanes, ACTION_LANES, 0);
    }
    if (switches->badge_width > 0 && x - switches->badge_width >= left) {
        x -= switches->badge_width;
        panel_tag(scene, point_at(x + switches->badge_width / 2 - 5, y),
                  scene->theme->warn, false, switches->badge);
    }
    return x - 10;
}

static float draw_escape(const struct closeup *closeup, struct point at)
{
    struct draw_list *list = closeup->scene->list;
    float width = panel_key(closeup->scene, at, "Esc");

    draw_spot(list, box_at(at.x, at.y - 20, width, 28),
              subject(SUBJECT_CONTROL, 0, ACTION_LEAVE, 0, 0), ACTION_LEAVE,
              0);
    return width;
}

static void draw_title(const struct closeup *closeup)
{
    const struct scene *scene = closeup->scene;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct point at = point_at(closeup->box.x + PANEL_PADDING, closeup->title);
    float end = box_right(closeup->box) - PANEL_PADDING;
    struct switches switches = find_switches(closeup);
    float wanted = switches.readings_width + switches.all_width +
                   switches.badge_width;
    char text[96], step[32];

    if (!scene->ui->class_mode)
        at.x += draw_escape(closeup, at) + 10;
    snprintf(step, sizeof step, "t = %d", closeup->step);
    float width = draw_width(list, FACE_BOLD, TEXT_HEADING, step);
    write_title(closeup, true, text, sizeof text);
    if (at.x + draw_width(list, FACE_BOLD, TEXT_HEADING, text) + 10 + width +
            GAP + wanted > end)
        write_title(closeup, false, text, sizeof text);
    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING, theme->ink,
                                           ALIGN_LEFT), end - at.x, text) + 10;
    if (at.x + width > end)
        return;
    at.x += draw_text(list, at, style_of(FACE_BOLD, TEXT_HEADING,
                                         theme->accent, ALIGN_LEFT), step) + 8;
    end = draw_switches(closeup, &switches, at.x + GAP) - GAP;
    float ways = ways_numbers(closeup, at.x + GAP, end);
    end = ways < end ? ways - GAP : end;
    write_note(closeup, text, sizeof text);
    if (at.x + draw_width(list, FACE_UI, TEXT_USUAL, text) <= end)
        at.x += draw_text(list, at, style_of(FACE_UI, TEXT_USUAL,
                                             theme->ink_soft, ALIGN_LEFT),
                          text) + GAP;
    char status[STATUS_MAX];
    status_range(scene, true, status);
    if (at.x + status_width(scene, status) <= end)
        at.x += status_warn(scene, point_at(at.x, closeup->title - 6), status);
    status_edits(scene, false, status);
    if (at.x + status_width(scene, status) <= end)
        status_undo(scene, point_at(at.x, closeup->title - 6), status);
}

/* --- what is read, and how to read the lanes ----------------------------- */

/* Names of steps are words that only a trained network has a right to. */
static void write_token(const struct closeup *closeup, float room, char *out,
                        size_t size)
{
    const struct film *film = closeup->scene->film;

    if (closeup->layer > 0) {
        snprintf(out, size, "h_{%d}", closeup->step);
        return;
    }
    char label[FILM_LABEL_MAX];
    snprintf(out, size, "%s", token_step(film, closeup->step, label));
    if (!film->trained || (film->label == NULL && film->words.count == 0))
        return;
    token_label(film, closeup->step, label);
    if (draw_width(closeup->scene->list, FACE_BOLD, 17, label) + 28 <= room)
        snprintf(out, size, "%s", label);
}

/* Behind the token: its number, or the layer it comes from. Returns the end. */
static float draw_token_note(const struct closeup *closeup, struct point at,
                             float end)
{
    const struct scene *scene = closeup->scene;
    const struct film *film = scene->film;
    struct draw_id id = subject(SUBJECT_RAW_INPUT, 0, 0, closeup->step, 0);
    struct draw_style style = style_of(FACE_UI, 15, scene->theme->ink_soft,
                                       ALIGN_LEFT);
    bool one = film->ids == NULL && film->values.spec.inputs == 1;
    char text[FILM_NAME_MAX + FIGURE_MAX + 8] = "", value[FIGURE_MAX];
    double raw = one ? film_input(film, closeup->step, 0) : 0;

    if (closeup->layer > 0)
        snprintf(text, sizeof text, say(scene->ui, "from layer %d",
                                        "%d층의 출력"), closeup->layer);
    else if (one)
        snprintf(text, sizeof text, "= %s %s", figure_plain(value, raw, 2),
                 say(scene->ui, film->unit.en, film->unit.ko));
    if (text[0] == '\0' ||
        at.x + draw_width(scene->list, FACE_UI, 15, text) > end)
        return at.x;
    return at.x + (closeup->layer > 0
                       ? draw_text(scene->list, at, style, text)
                       : draw_value(scene->list, at, style, id, raw, text));
}

/* The name of what is read, at the wire that begins at x. Returns x behind
 * it. */
static float draw_token(const struct closeup *closeup, float x)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    bool below = closeup->token > closeup->input;
    float y = closeup->token, high = below ? TOKEN : TOKEN - 4;
    float first = below ? closeup->box.x + PANEL_PADDING : closeup->left - 2;
    char text[64];

    write_token(closeup, below ? 400 : x + 12 - first, text, sizeof text);
    float width = fmaxf(draw_width(list, FACE_BOLD, 17, text) + 28, 44);
    struct box box = box_at(below ? fmaxf(x - width / 2, first) : first,
                            y - high / 2, width, high);
    draw_box(list, box, 10, closeup->layer > 0 ? theme->h : theme->accent);
    if (closeup->layer == 0 &&
        picture_is_read(closeup->scene->film, closeup->step))
        picture_draw(closeup->scene, picture_within(box));
    else
        draw_text(list, point_at(box.x + width / 2, y + 6),
                  style_of(FACE_BOLD, 17, theme->on_accent, ALIGN_CENTRE),
                  text);
    draw_spot(list, box, travel_input_id(closeup), ACTION_NONE, 0);
    return box_right(box);
}

static void write_legend(const struct closeup *closeup, char *out, size_t size)
{
    const struct ui *ui = closeup->scene->ui;

    if (closeup->back)
        snprintf(out, size, "%s",
                 say(ui, "thickness: log |∂L/∂·|, 10^{−8} to 10",
                     "굵기: log |∂L/∂·|, 10^{−8}부터 10까지"));
    else if (closeup->all)
        snprintf(out, size, "%s",
                 say(ui, "one lane = one unit, thickness = |value|",
                     "선 하나 = 유닛 하나, 굵기 = |값|"));
    else
        snprintf(out, size, say(ui, "line = unit %d, thickness = |value|",
                                "선 = 유닛 %d, 굵기 = |값|"),
                 closeup->unit + 1);
}

/* A sample of a lane and what it means; returns x behind it. */
static float draw_sample(const struct closeup *closeup, float x,
                         const char *text, bool dashed)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    float y = closeup->token;
    struct point line[2] = {{x, y}, {x + 30, y}};
    struct draw_stroke stroke = {.width = 3.4f, .color = theme->ink_soft,
                                 .on = dashed ? 8 : 0, .off = 4};

    draw_line(list, line, 2, &stroke);
    return x + 38 + draw_text(list, point_at(x + 38, y + 5),
                              style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_LEFT), text);
}

/* How to read the lanes, as far right as it goes. */
static void draw_legend(const struct closeup *closeup, float left)
{
    const struct scene *scene = closeup->scene;
    struct draw_list *list = scene->list;
    float x = box_right(closeup->box) - PANEL_PADDING;
    const char *plus = say(scene->ui, "plus", "양수");
    const char *minus = say(scene->ui, "minus", "음수");
    float signs = draw_width(list, FACE_UI, TEXT_SMALL, plus) +
                  draw_width(list, FACE_UI, TEXT_SMALL, minus) + 76 + GAP;
    char text[96];

    if (x - signs < left)
        return;
    x -= signs;
    draw_sample(closeup, draw_sample(closeup, x, plus, false) + GAP, minus,
                true);
    write_legend(closeup, text, sizeof text);
    x -= GAP;
    if (x - draw_width(list, FACE_UI, TEXT_SMALL, text) >= left)
        draw_text(list, point_at(x, closeup->token + 5),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_RIGHT), text);
}

/* Below the card, or in the wire where there is no room below. */
static void draw_reading(const struct closeup *closeup, float input)
{
    float x = draw_token(closeup, input), y = closeup->token;
    float end = box_right(closeup->box) - PANEL_PADDING;
    const char *badge;
    float width = badge_width(closeup, &badge);

    if (y <= closeup->input)
        return;
    x = draw_token_note(closeup, point_at(x + 10, y + 5.5f), end) + GAP;
    if (width > 0 && x + width <= end)
        x += GAP + panel_tag(closeup->scene, point_at(x + width / 2, y),
                             closeup->scene->theme->warn, false, badge);
    if (!closeup->scene->ui->class_mode)
        draw_legend(closeup, x);
}

void view_cell(const struct scene *scene, struct box box)
{
    if (scene->film == NULL)
        return;
    struct closeup closeup = closeup_fit(scene, box);
    char title[96];

    write_title(&closeup, true, title, sizeof title);
    panel_draw(scene, box, title);
    draw_title(&closeup);
    chips_draw(&closeup);
    if (!closeup.fits)
        return;
    part_card(&closeup);
    float input = closeup.cell == CELL_LSTM ? cell_lstm(&closeup) :
                  closeup.cell == CELL_RNN || closeup.cell == CELL_DENSE
                      ? cell_plain(&closeup) : cell_gru(&closeup);
    cell_cuts(&closeup, input);
    draw_reading(&closeup, input);
}
