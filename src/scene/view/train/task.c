/* What is learned, and what can be set before it is: the words of the task, one
 * of its sequences, the settings, and what can be done with the race. In a low
 * panel the picture goes first, then the words; a wide one has two columns.
 */
#include <math.h>
#include <stdio.h>

#include "scene/training/task_words.h"
#include "scene/view/train/parts/example.h"
#include "scene/view/train/parts/racer.h"
#include "scene/view/train/parts/setting.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/prose.h"

enum { PAD = 24, ABOVE = 12, BADGE = 28, TITLE_LINE = 30, LINE = 24, HEAD = 40,
       BUTTONS = 40, BUTTON_GAP = 8, COLUMNS_ROOM = 860, COLUMN_GAP = 48,
       COLUMN_MOST = 560, GAP = 14, ROWS_LEAST = 2 };

static const struct prose_style usual = {TEXT_USUAL, LINE, {0}};
static const struct prose_style large = {24, TITLE_LINE, {0}};
static const struct prose_style small = {TEXT_SMALL, 20, {0}};

static const struct task_words *words_of(const struct scene *scene)
{
    return task_words(training_task(scene->training)->kind);
}

/* Draws a paragraph at the upper end of *box and takes its height away; nothing
 * where less than `keep` would be left. */
static void take_words(const struct scene *scene, struct box *box,
                       struct prose_style style, struct color color,
                       const char *text, float keep)
{
    float height = prose_height(scene, box->w, &style, text) + style.line;

    if (text[0] == '\0' || height + keep > box->h)
        return;
    style.color = color;
    prose_draw(scene, point_at(box->x, box->y + style.size), box->w, &style,
               text);
    box->y += height + 4;
    box->h -= height + 4;
}

/* The shape of the task as a pill. */
static void take_badge(const struct scene *scene, struct box *box, float keep)
{
    const struct theme *theme = scene->theme;
    const char *text = task_shape_name(scene->ui, words_of(scene)->shape);
    float width = draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text) + 24;
    struct box pill = box_at(box->x, box->y + ABOVE, width, 26);
    float height = ABOVE + BADGE + 10;

    if (height + keep > box->h || width > box->w)
        return;
    draw_box(scene->list, pill, 13, color_fade(theme->accent, 0.18f));
    draw_outline(scene->list, box_inset(pill, 0.5f), 12.5f, 1, theme->accent);
    draw_text(scene->list, point_at(pill.x + width / 2, pill.y + 18),
              style_of(FACE_BOLD, TEXT_SMALL, theme->ink, ALIGN_CENTRE),
              text);
    box->y += height;
    box->h -= height;
}

static void take_example(const struct scene *scene, struct box *box,
                         float keep)
{
    if (scene->film == NULL || EXAMPLE_HEIGHT + GAP + keep > box->h)
        return;
    example_draw(scene, box_at(box->x, box->y, box->w, EXAMPLE_HEIGHT));
    box->y += EXAMPLE_HEIGHT + GAP;
    box->h -= EXAMPLE_HEIGHT + GAP;
}

/* Who the data is from. */
static void take_credit(const struct scene *scene, struct box *box, float keep)
{
    const char *credit = words_of(scene)->credit;
    char text[256];

    if (credit == NULL || credit[0] == '\0')
        return;
    snprintf(text, sizeof text, say(scene->ui, "Data: %s", "데이터: %s"),
             credit);
    take_words(scene, box, small, scene->theme->ink_faint, text, keep);
}

/* `keep`: what the settings below want. Title and picture come before the
 * rule, which comes before the credit, wherever they stand. */
static struct box draw_words(const struct scene *scene, struct box box,
                             float keep)
{
    const struct task_words *words = words_of(scene);
    enum language language = scene->ui->language;
    float example = EXAMPLE_HEIGHT + GAP;
    const char *rule = words->rule[language];
    float rules = prose_height(scene, box.w, &usual, rule) + LINE + 4;
    char title[256];

    snprintf(title, sizeof title, "{b:%s}", words->title[language]);
    take_words(scene, &box, large, scene->theme->ink, title, keep);
    take_badge(scene, &box, keep);
    bool both = rules + example + keep <= box.h;
    if (both || rules + keep <= box.h)
        take_words(scene, &box, usual, scene->theme->ink_soft, rule, keep);
    take_credit(scene, &box, keep + (both ? example : 0));
    box.y += box.h >= keep + example + 6 ? 6 : 0;
    take_example(scene, &box, keep);
    return box;
}

/* "Settings", and whether they are those of the race. */
static void draw_head(const struct scene *scene, struct point at, float room)
{
    const struct ui *ui = scene->ui;
    bool fresh = training_is_fresh(scene->training);
    const char *note = fresh ? say(ui, "as trained", "학습 중인 설정")
                             : say(ui, "restart to apply",
                                   "다시 시작하면 적용");
    float width = panel_text(scene, at,
                             style_of(FACE_BOLD, TEXT_HEADING,
                                      scene->theme->ink, ALIGN_LEFT), room,
                             say(ui, "Settings", "설정"));

    at.x += width + 12;
    if (draw_width(scene->list, FACE_UI, TEXT_SMALL, note) <= room - width - 12)
        draw_text(scene->list, at,
                  style_of(fresh ? FACE_UI : FACE_BOLD, TEXT_SMALL,
                           fresh ? scene->theme->ink_faint
                                 : scene->theme->warn, ALIGN_LEFT), note);
}

/* What to look at, in a card at the lower end, where it has room. */
static void draw_look(const struct scene *scene, struct box box)
{
    const char *text = words_of(scene)->look[scene->ui->language];
    struct prose_style style = {TEXT_USUAL, LINE, scene->theme->ink};
    float height = prose_height(scene, box.w - 32, &style, text) + LINE + 24;
    struct box card = box_at(box.x, box_bottom(box) - height, box.w, height);

    if (height > box.h)
        return;
    draw_box(scene->list, card, 10, scene->theme->well);
    draw_box(scene->list, box_at(card.x, card.y + 10, 3, card.h - 20), 1.5f,
             scene->theme->accent);
    prose_draw(scene, point_at(card.x + 16, card.y + 30), card.w - 32, &style,
               text);
}

/* As many rows as fit, around the chosen one; returns what is left below. */
static struct box draw_settings(const struct scene *scene, struct box box)
{
    enum train_dial dial[TRAIN_DIALS];
    int count = setting_shown(scene, dial), chosen = 0;
    int room = (int)((box.h - HEAD) / SETTING_HEIGHT);

    if (room < 1)
        return box;
    draw_head(scene, point_at(box.x, box.y + 24), box.w);
    for (int k = 0; k < count; k++)
        chosen = (int)dial[k] == scene->ui->train_dial ? k : chosen;
    int first = chosen - room + 1 > 0 ? chosen - room + 1 : 0;
    for (int k = first; k < count && k < first + room; k++)
        setting_draw(scene, box_at(box.x, box.y + HEAD + SETTING_HEIGHT *
                                   (float)(k - first), box.w,
                                   SETTING_HEIGHT), dial[k]);
    float rows = HEAD + SETTING_HEIGHT * fminf((float)count, (float)room);
    return box_at(box.x, box.y + rows + GAP, box.w, box.h - rows - GAP - 6);
}

struct button {
    const char *text;
    bool there, on;
    enum action action;
    int value;
};

/* The most useful first. Returns how many. */
static int list_buttons(const struct scene *scene, struct button out[9])
{
    const struct ui *ui = scene->ui;
    const struct training *training = scene->training;
    int lanes = racer_count(scene);
    bool lag = task_has_lag(training_task(training)->kind);
    const struct button buttons[] = {
        {say(ui, "restart", "다시 시작"), true, !training_is_fresh(training),
         ACTION_RESTART, 0},
        {ui->train_all ? say(ui, "less", "간단히") : say(ui, "more", "더 보기"),
         ui->alone != PANEL_TASK, false, ACTION_TRAIN_ALL, 0},
        {say(ui, "add a network", "신경망 추가"), lanes < RACE_LANES, false,
         ACTION_RACE_ADD, -1},
        {say(ui, "remove it", "신경망 없애기"), lanes > 1 && ui->train_all,
         false, ACTION_RACE_DROP, -1},
        {say(ui, "another sequence", "다른 시퀀스"), true, false,
         ACTION_EXAMPLE, -2},
        {say(ui, "how far back?", "시차 실험"), lag, training->sweeping,
         ACTION_ALONE, PANEL_SWEEP},
        {say(ui, "save", "저장"), true, false, ACTION_SAVE_SCENE, 0},
        {say(ui, "tasks", "과제 목록"), true, false, ACTION_TASKS, 0},
    };
    int count = 0;

    for (size_t k = 0; k < sizeof buttons / sizeof *buttons; k++)
        if (buttons[k].there)
            out[count++] = buttons[k];
    return count;
}

/* In rows; returns their height. */
static float lay_buttons(const struct scene *scene, struct box box, bool draws)
{
    struct button button[9];
    int count = list_buttons(scene, button);
    float x = box.x, y = box.y, height = BUTTONS;

    for (int k = 0; k < count; k++) {
        float width = draw_width(scene->list, FACE_BOLD, 15, button[k].text) +
                      28;
        if (width > box.w)
            continue;
        if (x + width > box_right(box)) {
            x = box.x;
            y += BUTTONS;
            height += BUTTONS;
        }
        if (draws)
            panel_button(scene, point_at(x, y + BUTTONS / 2), button[k].text,
                         button[k].on, button[k].action, button[k].value);
        x += width + BUTTON_GAP;
    }
    return height;
}

/* Buttons along the lower edge; returns what is left above. */
static struct box draw_buttons(const struct scene *scene, struct box box)
{
    struct box foot = box;

    foot.h = lay_buttons(scene, foot, false);
    foot.y = box_bottom(box) - foot.h;
    if (box.h - foot.h < TITLE_LINE)
        return box;
    lay_buttons(scene, foot, true);
    box.h -= foot.h + 6;
    return box;
}

void view_task(const struct scene *scene, struct box box)
{
    enum train_dial dial[TRAIN_DIALS];
    struct box inside = box_at(box.x + PAD, box.y + 22, box.w - 2 * PAD,
                               box.h - 22 - 14);

    if (scene->training == NULL)
        return;
    panel_draw(scene, box, say(scene->ui, "Task", "과제"));
    if (inside.w < 100 || inside.h < 60)
        return;
    inside = draw_buttons(scene, inside);
    float rows = HEAD + SETTING_HEIGHT *
                 fminf((float)setting_shown(scene, dial), ROWS_LEAST + 1);
    if (inside.w >= COLUMNS_ROOM) {
        float width = fminf((inside.w - COLUMN_GAP) / 2, COLUMN_MOST);
        draw_look(scene, draw_words(scene, box_at(inside.x, inside.y, width,
                                                  inside.h - 6), 0));
        draw_settings(scene, box_at(inside.x + width + COLUMN_GAP, inside.y,
                                    width, inside.h));
        return;
    }
    if (scene->ui->train_all)
        rows = HEAD + SETTING_HEIGHT * (float)setting_shown(scene, dial);
    inside = draw_words(scene, inside, fminf(rows, inside.h * 0.62f));
    draw_look(scene, draw_settings(scene, inside));
}
