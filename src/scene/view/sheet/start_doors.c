/* Cards that say what is behind them: Compare shows the markers that its lanes
 * bear, training a few of its tasks, the presets show their own titles, each of
 * them a way in.
 */
#include "scene/view/sheet/start_doors.h"

#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/training/task_words.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/sheet/files.h"
#include "scene/view/sheet/presets.h"
#include "scene/widget/plot.h"
#include "scene/widget/prose.h"

enum { PAD = 20, GAP = 16, TITLE = 38, LINE = 22, INDENT = 20,
       COMPARE_MOST = 170, TRAIN_MOST = 180, ALL_DOORS = 600 };

/* The card with its title and key; returns the room below them. */
static struct box draw_card(const struct scene *scene, struct box box,
                            const char *title, enum action action)
{
    const struct theme *theme = scene->theme;
    bool hot = chrome_hot(scene, action, 0);
    const struct keys_line key = {.binding = {*keys_for(action, 0)}};
    struct box inside = box_inset(box, PAD);
    float right = box_right(inside), y = box.y + TITLE;

    panel_draw(scene, box, title);
    if (hot)
        draw_outline(scene->list, box_inset(box, 0.5f), 13.5f,
                     2 * theme->line, theme->accent);
    chrome_spot(scene, box, action, 0);
    if (!scene->ui->class_mode) {
        right -= chrome_keys(scene, point_at(0, y), &key, false);
        chrome_keys(scene, point_at(right, y), &key, true);
        right -= GAP;
    }
    panel_text(scene, point_at(inside.x, y),
               style_of(FACE_BOLD, TEXT_HEADING, theme->ink, ALIGN_LEFT),
               right - inside.x, title);
    float top = y + 8;
    return box_at(inside.x, top, inside.w, box_bottom(inside) - top);
}

/* A paragraph, where all of it has room; returns what is left below it. */
static struct box draw_words(const struct scene *scene, struct box box,
                             float below, const char *text)
{
    const struct prose_style style = {15, LINE, scene->theme->ink_soft};
    float height = prose_height(scene, box.w, &style, text) + LINE;

    if (height + below > box.h)
        return box;
    prose_draw(scene, point_at(box.x, box.y + 20), box.w, &style, text);
    return box_at(box.x, box.y + height + 8, box.w, box.h - height - 8);
}

/* Marker and name of every kind of cell, in one row at the lower end. */
static void draw_kinds(const struct scene *scene, struct box box)
{
    static const struct {
        enum model_hue hue;
        const char *name;
    } kinds[] = {{MODEL_RNN, "RNN"}, {MODEL_GRU, "GRU"}, {MODEL_LSTM, "LSTM"}};
    float x = box.x, y = box_bottom(box) - 12;

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct color color = scene->theme->model[kinds[k].hue];
        plot_marker(scene, kinds[k].hue, point_at(x + 8, y), 7, color, false);
        x += 24 + draw_text(scene->list, point_at(x + 24, y + 6),
                            style_of(FACE_BOLD, TEXT_USUAL, color,
                                     ALIGN_LEFT), kinds[k].name) + 22;
    }
}

static void draw_compare(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct box inside = draw_card(scene, box,
                                  say(ui, "Compare", "비교"), ACTION_COMPARE);

    draw_words(scene, inside, 36,
               say(ui, "Several networks on the same input: how far back does "
                       "each gradient reach?",
                   "여러 신경망에 같은 입력을 넣고, 기울기가 얼마나 먼 "
                   "과거까지 닿는지 비교합니다."));
    draw_kinds(scene, inside);
}

static const struct prose_style row_style = {15, LINE, {0}};

/* How high the row of an entry is: its title may be wrapped. */
static float row_height(const struct scene *scene, float width, int index)
{
    return FILES_ROW + prose_height(scene, width - INDENT, &row_style,
                                    presets_title(scene->ui, index));
}

static void draw_row(const struct scene *scene, struct box box, int index)
{
    const struct theme *theme = scene->theme;
    struct prose_style style = row_style;
    float y = box.y + FILES_ROW / 2;

    style.color = theme->ink;
    if (chrome_hot(scene, ACTION_PRESET, index))
        draw_box(scene->list,
                 box_at(box.x - 8, box.y + 1, box.w + 16, box.h - 2), 8,
                 theme->chip);
    draw_disc(scene->list, point_at(box.x + 6, y), 3, theme->accent);
    prose_draw(scene, point_at(box.x + INDENT, y + 5), box.w - INDENT, &style,
               presets_title(scene->ui, index));
    chrome_spot(scene, box, ACTION_PRESET, index);
}

/* The first titles, and how many there are where some are left out. */
static void draw_titles(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    float y = box.y, end = box_bottom(box);
    char all[64];

    for (int k = 0; k < ui->presets; k++) {
        float height = row_height(scene, box.w, k);
        bool last = k == ui->presets - 1;
        if (y + height + (last ? 0 : FILES_ROW) > end) {
            snprintf(all, sizeof all, say(ui, "All %d", "%d개 모두 보기"),
                     ui->presets);
            if (y + FILES_ROW <= end)
                panel_button(scene, point_at(box.x, y + FILES_ROW / 2), all,
                             false, ACTION_PRESETS, 0);
            return;
        }
        draw_row(scene, box_at(box.x, y, box.w, height), k);
        y += height;
    }
}

/* As many of a few tasks as have room in a row. */
static void draw_tasks(const struct scene *scene, struct box box)
{
    static const enum task_kind shown[] = {TASK_NUMBERS, TASK_LETTERS,
                                           TASK_ADDING};
    float x = box.x, y = box_bottom(box) - 16;

    for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
        const char *title = task_words(shown[k])->short_title
                                [scene->ui->language];
        float width = draw_width(scene->list, FACE_BOLD, 15, title) + 28;
        if (x + width > box_right(box))
            return;
        panel_button(scene, point_at(x, y), title, false, ACTION_TASK,
                     (int)shown[k]);
        x += width + 8;
    }
}

static void draw_train(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct box inside = draw_card(scene, box, say(ui, "Train", "학습"),
                                  ACTION_TASKS);

    draw_words(scene, inside, 40,
               say(ui, "Watch networks learn, and go back to any epoch.",
                   "신경망이 배우는 과정을 지켜보고, 원하는 에포크로 "
                   "돌아가 봅니다."));
    draw_tasks(scene, inside);
}

static void draw_presets(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct box inside = draw_card(scene, box, say(ui, "Presets", "예제"),
                                  ACTION_PRESETS);

    inside = draw_words(scene, inside, 3 * FILES_ROW,
                        say(ui, "One common misconception each, put to the "
                                "test.",
                            "흔한 오해를 하나씩 직접 확인해 봅니다."));
    draw_titles(scene, inside);
}

void start_doors(const struct scene *scene, struct box box)
{
    bool all = box.h >= ALL_DOORS;
    struct box train = box, compare = box;

    train.h = fminf(box.h * 0.45f, TRAIN_MOST);
    draw_train(scene, train);
    box.y += train.h + GAP;
    box.h -= train.h + GAP;
    if (all) {
        compare.y = box.y;
        compare.h = COMPARE_MOST;
        draw_compare(scene, compare);
        box.y += compare.h + GAP;
        box.h -= compare.h + GAP;
    }
    draw_presets(scene, box);
}
