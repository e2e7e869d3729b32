/* One line for each task: its title, its shape, and its name for the command
 * line; below them what the one under the pointer, or else the chosen one, is
 * about, and where there is room what to look at. The window of rows follows the choice.
 */
#include <math.h>

#include "scene/training/task_words.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/sheet/files.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

/* LISTED: the user's own series is a file, and no entry of the list. */
enum { SHEET_WIDTH = 980, SHEET_HEIGHT = 920, FOOT_ROOM = 34, CARD_PAD = 16,
       LINE = 24, LISTED = TASK_SERIES, SHAPE_ROOM = 170, NAME_ROOM = 150,
       WIDE = 620 };

static int chosen_task(const struct ui *ui)
{
    return ui->task < 0 ? 0 : ui->task < LISTED ? ui->task : LISTED - 1;
}

static void draw_row(const struct scene *scene, struct box box, int task)
{
    const struct theme *theme = scene->theme;
    const struct ui *ui = scene->ui;
    const struct task_words *words = task_words((enum task_kind)task);
    struct box inside = box_inset(box, 1);
    bool chosen = task == chosen_task(ui);
    bool open = scene->training != NULL &&
                (int)training_task(scene->training)->kind == task;
    float right = box_right(box) - 16, y = box.y + box.h / 2 + 5.5f;
    struct draw_style faint = style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                                       ALIGN_RIGHT);

    if (chosen)
        draw_box(scene->list, inside, 8, color_fade(theme->accent, 0.2f));
    else if (chrome_hot(scene, ACTION_TASK, task))
        draw_box(scene->list, inside, 8, theme->chip);
    if (chosen)
        draw_outline(scene->list, box_inset(inside, 0.5f), 7.5f, 1.5f,
                     theme->accent);
    if (open)
        draw_disc(scene->list, point_at(box.x + 19, box.y + box.h / 2), 5,
                  theme->accent);
    if (box.w >= WIDE) {
        draw_text(scene->list, point_at(right, y), faint,
                  task_table[task].name);
        right -= NAME_ROOM;
        faint.color = theme->ink_soft;
        faint.align = ALIGN_LEFT;
        right -= SHAPE_ROOM;
        panel_text(scene, point_at(right + 16, y), faint, SHAPE_ROOM - 20,
                   task_shape_name(ui, words->shape));
    }
    panel_text(scene, point_at(box.x + 36, y),
               style_of(chosen ? FACE_BOLD : FACE_UI, TEXT_USUAL, theme->ink,
                        ALIGN_LEFT), right - box.x - 36,
               words->title[ui->language]);
    chrome_spot(scene, box, ACTION_TASK, task);
}

static void draw_rail(const struct scene *scene, struct box box, int first,
                      int count)
{
    float part = box.h / (float)LISTED;

    draw_box(scene->list, box, 3, scene->theme->track);
    draw_box(scene->list, box_at(box.x, box.y + part * (float)first, box.w,
                                 fmaxf(part * (float)count, 6)), 3,
             scene->theme->ink_faint);
}

static void draw_rows(const struct scene *scene, struct box box)
{
    int room = (int)(box.h / FILES_ROW);
    int most = LISTED - room, first = chosen_task(scene->ui) - room / 2;

    if (room < 1)
        return;
    first = first > most ? most : first;
    first = first < 0 ? 0 : first;
    int end = first + room < LISTED ? first + room : LISTED;
    for (int k = first; k < end; k++)
        draw_row(scene, box_at(box.x, box.y + (float)(k - first) * FILES_ROW,
                               box.w - 14, FILES_ROW), k);
    if (end - first < LISTED)
        draw_rail(scene, box_at(box_right(box) - 6, box.y, 6, box.h), first,
                  end - first);
}

/* The entry whose words are read. */
static int find_read(const struct scene *scene)
{
    for (int k = 0; k < LISTED; k++)
        if (chrome_hot(scene, ACTION_TASK, k))
            return k;
    return chosen_task(scene->ui);
}

static float height_of(const struct scene *scene, float width,
                       const char *text)
{
    const struct prose_style style = {TEXT_USUAL, LINE, {0}};

    return prose_height(scene, width, &style, text) + LINE;
}

/* What is learned; below it, where that leaves room for all rows, the question.
 * As high as the longest of all, so that rows stay where they are. Returns what
 * is left above. */
static struct box draw_words(const struct scene *scene, struct box box)
{
    struct prose_style style = {TEXT_USUAL, LINE, scene->theme->ink};
    enum language language = scene->ui->language;
    const struct task_words *read =
        task_words((enum task_kind)find_read(scene));
    float width = box.w - 2 * CARD_PAD, rule = 0, look = 0;

    for (int k = 0; k < LISTED; k++) {
        const struct task_words *words = task_words((enum task_kind)k);
        rule = fmaxf(rule, height_of(scene, width, words->rule[language]));
        look = fmaxf(look, height_of(scene, width, words->look[language]));
    }
    bool both = box.h - rule - look - 2 * CARD_PAD >= LISTED * FILES_ROW;
    float room = rule + (both ? look + 6 : 0) + CARD_PAD;
    if (box.h - room - 12 < 3 * FILES_ROW)
        return box;
    struct box card = box_at(box.x, box_bottom(box) - room, box.w, room);
    draw_box(scene->list, card, 10, scene->theme->well);
    prose_draw(scene, point_at(card.x + CARD_PAD, card.y + 28), width, &style,
               read->rule[language]);
    style.color = scene->theme->accent;
    if (both)
        prose_draw(scene, point_at(card.x + CARD_PAD, card.y + 32 +
                                   height_of(scene, width,
                                             read->rule[language])),
                   width, &style, read->look[language]);
    box.h -= room + 12;
    return box;
}

void view_tasks(const struct scene *scene, struct box box)
{
    struct chrome_sheet sheet = chrome_sheet(
        scene, box, SHEET_WIDTH, SHEET_HEIGHT,
        say(scene->ui, "Tasks: what shall be learned?",
            "과제: 무엇을 학습할까?"));
    struct box inside = sheet.inside;

    if (inside.w < 100)
        return;
    files_foot(scene, point_at(inside.x, box_bottom(inside) - 4), inside.w);
    inside.h -= FOOT_ROOM;
    draw_rows(scene, draw_words(scene, inside));
}
