/* Texts, headings and buttons. */
#include "scene/view/lesson/column/column.h"

#include <math.h>
#include <stdio.h>

#include "scene/keys.h"

enum { BUTTON_LINE = 40, BUTTON_APART = 8 };

bool column_seen(const struct column *column, float y, float height)
{
    const struct box *clip = &column->scene->list->clip;

    return column->draws && y >= clip->y - 0.5f &&
           y + height <= box_bottom(*clip) + 0.5f;
}

void column_text(struct column *column, const struct paper_style *style,
                 float indent, const char *text)
{
    const struct point at = point_at(column->x + indent, column->y);
    float width = column->width - indent;

    if (text[0] == '\0')
        return;
    if (column->draws)
        column->y = paper_text_draw(column->scene, at, width, style, text);
    else
        column->y += paper_text_height(column->scene, width, style, text);
}

void column_title(struct column *column, const char *text)
{
    column->y += 20;
    if (column_seen(column, column->y, 26))
        panel_text(column->scene, point_at(column->x, column->y + 18),
                   style_of(FACE_BOLD, TEXT_USUAL, column->scene->theme->ink,
                            ALIGN_LEFT), column->width, text);
    column->y += 28;
}

const char *column_cap(const struct scene *scene, enum action action,
                       int value, char out[32])
{
    bool again = action == ACTION_PAGE && value == -5;
    const struct keys_binding *binding =
        again ? keys_for(ACTION_RESET, 0) : keys_for(action, value);

    out[0] = '\0';
    if (binding != NULL && !scene->ui->class_mode)
        keys_text(binding, out, 32);
    return out;
}

static float button_width(const struct column *column,
                          const struct column_button *button, char cap[32])
{
    const struct scene *scene = column->scene;
    float text = draw_width(scene->list, FACE_BOLD, 15, button->text) + 28;

    column_cap(scene, button->action, button->value, cap);
    float key = cap[0] == '\0' ? 0 : panel_key_width(scene, cap) + 6;
    if (text + key > column->width) {
        cap[0] = '\0';
        key = 0;
    }
    return text + key;
}

void column_buttons(struct column *column, const struct column_button *button,
                    int count)
{
    float x = column->x;
    char cap[32];

    for (int k = 0; k < count; k++) {
        float width = button_width(column, &button[k], cap);
        if (x > column->x && x + width > column->x + column->width) {
            x = column->x;
            column->y += BUTTON_LINE;
        }
        if (column_seen(column, column->y, BUTTON_LINE)) {
            struct point at = point_at(x, column->y + BUTTON_LINE / 2);
            float text = panel_button(column->scene, at, button[k].text,
                                      button[k].on, button[k].action,
                                      button[k].value);
            if (cap[0] != '\0')
                panel_key(column->scene, point_at(at.x + text + 6, at.y + 5),
                          cap);
        }
        x += width + BUTTON_APART;
    }
    column->y += count > 0 ? BUTTON_LINE : 0;
}
