/* Heights are in proportion: what matters most is the highest bar. Behind the
 * output's step there is nothing to depend on.
 */
#include "scene/view/connect/connect.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/widget/panel.h"

enum { HEIGHT = 16, BASELINE = 33, WIDEST = 44 };

static const struct connection *connection_of(const struct strip *strip)
{
    return &strip->scene->studies->connection;
}

static struct draw_id about(const struct strip *strip, int step)
{
    const struct connection_order *order = &connection_of(strip)->order;

    return subject(SUBJECT_CONNECTION, 0, order->output, step, order->step);
}

static void draw_bar(const struct strip *strip, const struct card *card)
{
    const struct connection *connection = connection_of(strip);
    const struct theme *theme = strip->scene->theme;
    double value = connection_value(connection, card->step);
    double share = pow(10, value - connection->most);
    float width = fminf(fmaxf(card->box.w * 0.6f, 2), WIDEST);
    struct box lane = box_at(card->box.x + (card->box.w - width) / 2,
                             strip->connect, width, HEIGHT);

    draw_tile(strip->scene->list,
              box_at(lane.x, box_bottom(lane), lane.w, 1),
              theme->edge_strong);
    if (share > 0) {
        float height = HEIGHT * (float)fmin(share, 1);
        draw_tile(strip->scene->list,
                  box_at(lane.x, box_bottom(lane) - height, lane.w, height),
                  card->now ? theme->accent
                            : color_mix(theme->panel, theme->accent, 0.6f));
    }
    if (!isnan(value))
        strip_spot(strip, lane, about(strip, card->step), ACTION_NONE, 0);
}

/* Under the present card; returns half of its width. */
static float draw_number(const struct strip *strip, const struct card *card)
{
    const struct scene *scene = strip->scene;
    double value = connection_value(connection_of(strip), card->step);
    struct draw_style style = style_of(FACE_BOLD, TEXT_SMALL,
                                       scene->theme->accent, ALIGN_CENTRE);
    char text[FIGURE_MAX];

    if (isnan(value))
        return 0;
    if (isinf(value) && value < 0)
        snprintf(text, sizeof text, "%s", say(scene->ui, "exactly 0",
                                              "정확히 0"));
    else
        figure_power(text, value);
    float half = draw_width(scene->list, style.face, style.size, text) / 2;
    float x = fminf(fmaxf(card->box.x + card->box.w / 2,
                          strip->box.x + 10 + half),
                    box_right(strip->box) - 10 - half);
    draw_value(scene->list, point_at(x, strip->connect + BASELINE), style,
               about(strip, card->step), value, text);
    return half;
}

/* Beside the number, on the side that has room; a click goes on to the next
 * output. */
static void draw_legend(const struct strip *strip, const struct card *card,
                        float half)
{
    const struct scene *scene = strip->scene;
    const struct connection *connection = connection_of(strip);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    bool head = scene->film->values.spec.head != HEAD_NONE;
    char text[160], most[FIGURE_MAX];

    if (!isfinite(connection->most))
        return;
    snprintf(text, sizeof text,
             say(scene->ui, "‖∂%s_{%d}(t = %d)/∂x_{t}‖, highest bar: %s",
                 "‖∂%s_{%d}(t = %d)/∂x_{t}‖, 가장 높은 막대: %s"),
             head ? "y" : "h", connection->order.output + 1,
             connection->order.step, figure_power(most, connection->most));
    float width = draw_width(scene->list, style.face, style.size, text);
    float middle = card->box.x + card->box.w / 2;
    float x = strip->box.x + PANEL_PADDING;
    if (x + width > middle - half - 14)
        x = box_right(strip->box) - PANEL_PADDING - width;
    if (x < strip->box.x + PANEL_PADDING ||
        (x < middle + half + 14 && x + width > middle - half - 14))
        return;
    draw_text(scene->list, point_at(x, strip->connect + BASELINE), style,
              text);
    draw_spot(scene->list,
              box_at(x, strip->connect + BASELINE - 15, width, 20),
              subject(SUBJECT_CONTROL, 0, ACTION_OUTPUT, 0, -1),
              ACTION_OUTPUT, -1);
}

void connect_draw(const struct strip *strip)
{
    const struct studies *studies = strip->scene->studies;
    struct card now = strip_card(strip, strip->scene->now.step);

    if (strip->connect <= 0 || studies == NULL ||
        studies->connection.log10 == NULL)
        return;
    for (int t = strip->window.from; t <= strip->window.to; t++) {
        struct card card = strip_card(strip, t);
        float before = strip->scene->list->alpha;
        if (card.alpha <= 0)
            continue;
        strip->scene->list->alpha *= card.alpha;
        draw_bar(strip, &card);
        strip->scene->list->alpha = before;
    }
    float half = now.alpha > 0 ? draw_number(strip, &now) : 0;
    draw_legend(strip, &now, half);
}
