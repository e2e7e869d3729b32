/* What a preset says to look at: title and sentence in one line where they
 * fit, else below each other, over the panels and in the way of none. Where
 * the frame is too small for the sentence there is the title alone. Beside it
 * a button brings back what the preset began with.
 */
#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum { PADDING = 18, CROSS = 76, ONE_LINE = 44, LINE = 24, BETWEEN = 16,
       BUTTON = 36 };

static const struct prose_style usual = {.size = TEXT_USUAL, .line = LINE};

enum shape { SHAPE_NOTHING, SHAPE_LINE, SHAPE_BLOCK, SHAPE_TITLE };

struct layout {
    enum shape shape;
    float height;
    float title;   /* width of it */
    float column;  /* of the text */
};

static const char *title_of(const struct ui *ui)
{
    return say(ui, ui->look_title[LANGUAGE_EN], ui->look_title[LANGUAGE_KO]);
}

static const char *sentence_of(const struct ui *ui)
{
    return say(ui, ui->look_at[LANGUAGE_EN], ui->look_at[LANGUAGE_KO]);
}

/* What fits into so much height. */
static struct layout arrange(const struct scene *scene, float width, float limit)
{
    const char *title = title_of(scene->ui), *text = sentence_of(scene->ui);
    struct layout layout = {.column = width - 2 * PADDING - CROSS};

    if (text[0] == '\0' || layout.column < 120)
        return layout;
    layout.title = title[0] == '\0' ? 0 :
                   draw_width(scene->list, FACE_BOLD, TEXT_USUAL, title);
    float gap = layout.title > 0 ? BETWEEN : 0;
    float line = draw_width(scene->list, FACE_UI, TEXT_USUAL, text);
    float block = prose_height(scene, layout.column, &usual, text) + ONE_LINE +
                  (layout.title > 0 ? LINE : 0);
    bool titled = layout.title > 0 && layout.title <= layout.column;
    if (layout.title + gap + line <= layout.column && ONE_LINE <= limit)
        layout.shape = SHAPE_LINE;
    else if (block <= limit && layout.title <= layout.column)
        layout.shape = SHAPE_BLOCK;
    else if (titled && ONE_LINE <= limit)
        layout.shape = SHAPE_TITLE;
    layout.height = layout.shape == SHAPE_NOTHING ? 0 :
                    layout.shape == SHAPE_BLOCK ? block : ONE_LINE;
    return layout;
}

float view_look_height(const struct scene *scene, float width, float limit)
{
    return arrange(scene, width, limit).height;
}

static void draw_button(const struct scene *scene, struct point at,
                        enum chrome_icon icon, enum action action, int value)
{
    const struct theme *theme = scene->theme;

    chrome_icon(scene, icon, at, icon == ICON_CLOSE ? 6 : 8,
                chrome_hot(scene, action, value) ? theme->ink
                                                 : theme->ink_soft);
    chrome_spot(scene, box_at(at.x - BUTTON / 2, at.y - ONE_LINE / 2 + 4,
                              BUTTON, ONE_LINE - 8), action, value);
}

static void draw_card(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;

    draw_group(scene->list, box, say(scene->ui, "what to look at",
                                     "눈여겨볼 점"));
    draw_box(scene->list, box, 12,
             color_fade(theme->accent, theme->dark ? 0.14f : 0.1f));
    draw_outline(scene->list, box_inset(box, 0.5f), 11.5f, 1,
                 color_fade(theme->accent, 0.5f));
    struct point cross = point_at(box_right(box) - 24, box.y + ONE_LINE / 2);
    draw_button(scene, cross, ICON_CLOSE, ACTION_DISMISS, 1);
    draw_button(scene, point_at(cross.x - BUTTON, cross.y), ICON_AGAIN,
                ACTION_RESET, 0);
}

void view_look(const struct scene *scene, struct box box)
{
    struct layout layout = arrange(scene, box.w, box.h);
    struct prose_style style = usual;
    struct point at = point_at(box.x + PADDING, box.y + ONE_LINE / 2 + 6);

    if (layout.shape == SHAPE_NOTHING)
        return;
    draw_card(scene, box);
    if (layout.title > 0)
        draw_text(scene->list, at,
                  style_of(FACE_BOLD, TEXT_USUAL, scene->theme->accent,
                           ALIGN_LEFT), title_of(scene->ui));
    if (layout.shape == SHAPE_TITLE)
        return;
    if (layout.title > 0 && layout.shape == SHAPE_LINE)
        at.x += layout.title + BETWEEN;
    else if (layout.title > 0)
        at.y += LINE;
    style.color = scene->theme->ink;
    prose_draw(scene, at, box_right(box) - CROSS - PADDING - at.x + 1, &style,
               sentence_of(scene->ui));
}
