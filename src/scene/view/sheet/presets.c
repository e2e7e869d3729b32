/* One line for each preset, and below them what the one under the pointer, or
 * else the chosen one, has to look at. The window of rows follows the choice.
 */
#include "scene/view/sheet/presets.h"

#include <math.h>
#include <string.h>

#include "scene/view/chrome/chrome.h"
#include "scene/view/sheet/files.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum { SHEET_WIDTH = 980, SHEET_HEIGHT = 820, FOOT_ROOM = 34, LINES = 3,
       LINE = 24, NAME_ROOM = 24 };

static const struct prose_style usual = {.size = TEXT_USUAL, .line = LINE};

const char *presets_title(const struct ui *ui, int index)
{
    const struct ui_preset *preset = &ui->preset_list[index];
    const char *title = say(ui, preset->title[LANGUAGE_EN],
                            preset->title[LANGUAGE_KO]);

    return title[0] != '\0' ? title : preset->name;
}

/* Title, and the name for the command line where there is room. */
static void draw_row(const struct scene *scene, struct box box, int index)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    struct box inside = box_inset(box, 1);
    const char *name = ui->preset_list[index].name;
    bool chosen = index == ui->choice, shown = strcmp(name, ui->preset) == 0;
    struct point at = point_at(box.x + 36, box.y + box.h / 2 + 5.5f);
    struct draw_style style = style_of(chosen ? FACE_BOLD : FACE_UI,
                                       TEXT_USUAL, theme->ink, ALIGN_LEFT);

    if (chosen)
        draw_box(scene->list, inside, 8, color_fade(theme->accent, 0.2f));
    else if (chrome_hot(scene, ACTION_PRESET, index))
        draw_box(scene->list, inside, 8, theme->chip);
    if (chosen)
        draw_outline(scene->list, box_inset(inside, 0.5f), 7.5f, 1.5f,
                     theme->accent);
    if (shown)
        draw_disc(scene->list, point_at(box.x + 19, box.y + box.h / 2), 5,
                  theme->accent);
    float right = box_right(box) - 16;
    float used = panel_text(scene, at, style, right - at.x,
                            presets_title(ui, index));
    if (at.x + used + NAME_ROOM +
            draw_width(scene->list, FACE_UI, TEXT_SMALL, name) <= right)
        draw_text(scene->list, point_at(right, at.y),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_faint, ALIGN_RIGHT),
                  name);
    chrome_spot(scene, box, ACTION_PRESET, index);
}

static void draw_rail(const struct scene *scene, struct box box, int first,
                      int count)
{
    float part = box.h / (float)scene->ui->presets;

    draw_box(scene->list, box, 3, scene->theme->track);
    draw_box(scene->list, box_at(box.x, box.y + part * (float)first, box.w,
                                 fmaxf(part * (float)count, 6)), 3,
             scene->theme->ink_faint);
}

static void draw_rows(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    int room = (int)(box.h / FILES_ROW);
    int most = ui->presets - room, first = ui->choice - room / 2;

    if (room < 1)
        return;
    first = first > most ? most : first;
    first = first < 0 ? 0 : first;
    int end = first + room < ui->presets ? first + room : ui->presets;
    for (int k = first; k < end; k++)
        draw_row(scene, box_at(box.x, box.y + (float)(k - first) * FILES_ROW,
                               box.w - 14, FILES_ROW), k);
    if (end - first < ui->presets)
        draw_rail(scene, box_at(box_right(box) - 6, box.y, 6, box.h), first,
                  end - first);
}

/* The entry whose sentence is read. */
static int find_read(const struct scene *scene)
{
    for (int k = 0; k < scene->ui->presets; k++)
        if (chrome_hot(scene, ACTION_PRESET, k))
            return k;
    return scene->ui->choice;
}

/* Returns what is left above it. */
static struct box draw_sentence(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct ui_preset *preset = &ui->preset_list[find_read(scene)];
    const char *text = say(ui, preset->look[LANGUAGE_EN],
                           preset->look[LANGUAGE_KO]);
    struct prose_style style = usual;
    float height = prose_height(scene, box.w - 32, &usual, text);
    float room = fmaxf(height, (LINES - 1) * LINE) + LINE + 24;

    if (box.h - room - 12 < 3 * FILES_ROW)
        return box;
    struct box card = box_at(box.x, box_bottom(box) - room, box.w, room);
    draw_box(scene->list, card, 10, scene->theme->well);
    style.color = scene->theme->ink;
    prose_draw(scene, point_at(card.x + 16, card.y + 30), card.w - 32, &style,
               text);
    box.h -= room + 12;
    return box;
}

void view_presets(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct chrome_sheet sheet = chrome_sheet(
        scene, box, SHEET_WIDTH, SHEET_HEIGHT,
        say(ui, "Presets: one misconception each", "예제: 흔한 오해 하나씩"));
    struct box inside = sheet.inside;

    if (inside.w < 100)
        return;
    files_foot(scene, point_at(inside.x, box_bottom(inside) - 4), inside.w);
    inside.h -= FOOT_ROOM;
    if (ui->presets > 0) {
        draw_rows(scene, draw_sentence(scene, inside));
        return;
    }
    panel_text(scene, point_at(inside.x, inside.y + 30),
               style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                        ALIGN_LEFT), inside.w,
               say(ui, "No presets are installed.", "설치된 예제가 없습니다."));
}
