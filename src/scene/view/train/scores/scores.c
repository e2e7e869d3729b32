/* A row for each network: how good it is at the epoch looked at, as a bar and
 * in figures, beside what needs no network. Columns that have no room go, the
 * least telling first.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/training/task_words.h"
#include "scene/view/train/parts/epochs.h"
#include "scene/view/train/parts/racer.h"
#include "scene/view/train/scores/figures.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { TOP = 54, HEAD = 26, ROW = 34, ROW_MOST = 58, MARKER = 24,
       NAME_MOST = 168, BAR_LEAST = 60, BAR_MOST = 300, BETWEEN = 18,
       FOOT = 30 };

static bool is_shown(int column, bool whole)
{
    return whole || (column != COLUMN_WHOLE_TEST &&
                     column != COLUMN_WHOLE_TRAIN);
}

static float column_width(const struct scene *scene, int column)
{
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL,
                             figures_heading(scene, column));
    struct figures_cell cell;

    for (int k = 0; k < racer_count(scene); k++) {
        figures_fill(scene, column, k, &cell);
        width = fmaxf(width, draw_width(scene->list, FACE_BOLD, TEXT_USUAL,
                                        cell.text));
    }
    return width + BETWEEN;
}

/* What is shown, and how wide it is. */
struct table {
    float name, bar, width[FIGURE_COLUMNS]; /* 0: left out */
    float row;
};

static float all_of(const struct table *table)
{
    float all = table->name + table->bar;

    for (int c = 0; c < FIGURE_COLUMNS; c++)
        all += table->width[c];
    return all;
}

static struct table lay_out(const struct scene *scene, struct box box)
{
    struct table table = {.bar = BAR_LEAST + BETWEEN};
    bool whole = figures_whole(scene);
    char name[RACER_NAME_MAX];

    for (int k = 0; k < racer_count(scene); k++)
        table.name = fmaxf(table.name, MARKER + fminf(NAME_MOST, 4 +
            draw_width(scene->list, FACE_BOLD, TEXT_USUAL,
                       racer_name(scene, k, name))));
    table.name += BETWEEN;
    for (int c = 0; c < FIGURE_COLUMNS; c++)
        if (is_shown(c, whole))
            table.width[c] = column_width(scene, c);
    for (int most = FIGURE_COLUMNS - 1;
         most > 0 && all_of(&table) > box.w; most--)
        for (int c = 0; c < FIGURE_COLUMNS; c++)
            if (figures_rank(c) == most)
                table.width[c] = 0;
    if (all_of(&table) > box.w)
        table.bar = 0;
    float rest = box.w - all_of(&table);
    if (table.bar > 0)
        table.bar = fminf(table.bar + rest, BAR_MOST + BETWEEN);
    table.row = fminf(fmaxf((box.h - HEAD) / (float)racer_count(scene), ROW),
                      ROW_MOST);
    return table;
}

/* How full the bar is, and where on it the baseline is: of labels their share,
 * of values the size of the error. False: there is nothing yet. */
static bool bar_of(const struct scene *scene, int lane, double *full,
                   double *mark)
{
    const struct training *training = scene->training;
    int now = epochs_now(scene);

    if (racer_labels(scene)) {
        *full = training_value(training,
                               racer_id(lane, HISTORY_ACCURACY, now, 0));
        *mark = isnan(training_value(training, subject(
            SUBJECT_TRAIN_SCORE, lane, SCORE_WHOLE, 0, 0)))
            ? training_value(training, subject(SUBJECT_TRAIN_SCORE, lane,
                                               SCORE_CHANCE, 0, 0)) : NAN;
        return isfinite(*full);
    }
    double test = training_value(training,
                                 racer_id(lane, HISTORY_TEST, now, 0));
    *mark = 1 / 1.3;
    *full = fmin(sqrt(test / training_task(training)->baseline) / 1.3, 1);
    return isfinite(*full);
}

static void draw_bar(const struct scene *scene, int lane, struct box box)
{
    struct color color = racer_color(scene, lane);
    double full, mark;

    draw_box(scene->list, box, box.h / 2, scene->theme->track);
    if (!bar_of(scene, lane, &full, &mark))
        return;
    struct box part = box;
    part.w = fmaxf(box.w * (float)full, box.h);
    draw_box(scene->list, part, box.h / 2, color);
    if (isnan(mark))
        return;
    float x = box.x + box.w * (float)mark;
    draw_segment(scene->list, point_at(x, box.y - 4),
                 point_at(x, box_bottom(box) + 4), 2, scene->theme->ink);
}

static void draw_cell(const struct scene *scene, int column, int lane,
                      struct point right)
{
    struct figures_cell cell;

    figures_fill(scene, column, lane, &cell);
    struct draw_style style = style_of(
        column == COLUMN_RIGHT && !cell.words ? FACE_BOLD : FACE_UI,
        TEXT_USUAL, cell.words ? scene->theme->ink_faint : scene->theme->ink,
        ALIGN_RIGHT);
    if (column == COLUMN_LEARNED && !cell.words && cell.value > 0)
        style.color = scene->theme->good;
    if (cell.words) {
        draw_text(scene->list, right, style, cell.text);
        return;
    }
    float width = draw_value(scene->list, right, style, cell.id, cell.value,
                             cell.text);
    if (cell.id.kind != SUBJECT_OTHER)
        draw_spot(scene->list, box_at(right.x - width, right.y - 17, width,
                                      24), cell.id, ACTION_LANE, lane);
}

static void draw_row(const struct scene *scene, const struct table *table,
                     struct box box, int lane)
{
    char name[RACER_NAME_MAX];
    float middle = box.y + box.h / 2, x = box.x + table->name;

    draw_tile(scene->list, box_at(box.x, box.y, box.w, 1), scene->theme->edge);
    draw_spot(scene->list, box, subject(SUBJECT_CONTROL, 0, ACTION_LANE, 0,
                                        lane), ACTION_LANE, lane);
    if (lane == racer_chosen(scene))
        draw_box(scene->list, box_at(box.x - 12, box.y + 8, 3, box.h - 16),
                 1.5f, scene->theme->accent);
    racer_marker(scene, lane, point_at(box.x + 9, middle), 5.6f);
    panel_text(scene, point_at(box.x + MARKER, middle + 6),
               style_of(FACE_BOLD, TEXT_USUAL, scene->theme->ink, ALIGN_LEFT),
               table->name - MARKER - 6, racer_name(scene, lane, name));
    if (table->bar > 0)
        draw_bar(scene, lane, box_at(x, middle - 5, table->bar - BETWEEN, 10));
    x += table->bar;
    for (int c = 0; c < FIGURE_COLUMNS; c++) {
        x += table->width[c];
        if (table->width[c] > 0)
            draw_cell(scene, c, lane, point_at(x, middle + 6));
    }
}

static void draw_head(const struct scene *scene, const struct table *table,
                      struct point at)
{
    float x = at.x + table->name + table->bar;

    for (int c = 0; c < FIGURE_COLUMNS; c++) {
        x += table->width[c];
        if (table->width[c] > 0)
            draw_text(scene->list, point_at(x, at.y + 14),
                      style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                               ALIGN_RIGHT), figures_heading(scene, c));
    }
}

/* The baseline in figures, on the last line. */
static void draw_foot(const struct scene *scene, struct point at, float room)
{
    const struct ui *ui = scene->ui;
    const struct task *task = training_task(scene->training);
    bool labels = racer_labels(scene);
    struct draw_id id = subject(SUBJECT_TRAIN_SCORE, 0, labels
                                    ? SCORE_CHANCE : SCORE_BASELINE_RMSE, 0,
                                0);
    double value = training_value(scene->training, id);
    bool whole = labels && figures_whole(scene);
    const char *name = whole ? say(ui, "wholly right", "전체 정답")
        : labels ? say(ui, "the most frequent answer", "가장 잦은 답만 할 때")
                 : task_words(task->kind)->baseline[ui->language];
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    const char *lead = whole ? say(ui, "Always the same answer: ",
                                   "늘 같은 답만 할 때: ")
                             : say(ui, "Baseline (mark on the bar): ",
                                   "기준선(막대의 눈금): ");
    char text[FIGURE_MAX + 4], figure[FIGURE_MAX];

    if (isnan(value))
        return;
    if (labels)
        snprintf(text, sizeof text, "%s %%",
                 figure_plain(figure, 100 * value, 1));
    else
        snprintf(text, sizeof text, "%s", figure_size(figure, value));
    float width = draw_width(scene->list, FACE_UI, TEXT_SMALL, lead) +
                  draw_width(scene->list, FACE_UI, TEXT_SMALL, name) + 8 +
                  draw_width(scene->list, FACE_UI, TEXT_SMALL, text);
    if (width > room)
        return;
    at.x += draw_text(scene->list, at, style, lead);
    at.x += draw_text(scene->list, at, style, name) + 8;
    draw_value(scene->list, at, style, id, value, text);
}

static const char *title_of(const struct scene *scene)
{
    return racer_labels(scene) ? say(scene->ui, "Scores", "성적")
                               : say(scene->ui, "Errors", "오차");
}

static void draw_title(const struct scene *scene, struct box box)
{
    const struct task *task = training_task(scene->training);
    int seeds = scene->training->race.setup.seeds;
    char note[160];

    snprintf(note, sizeof note, task->tests == 1
                 ? say(scene->ui, "epoch %d · %d test sequence",
                       "에포크 %d · 테스트 시퀀스 %d개")
                 : say(scene->ui, "epoch %d · %d test sequences",
                       "에포크 %d · 테스트 시퀀스 %d개"), epochs_now(scene),
             task->tests);
    if (seeds > 1)
        snprintf(note, sizeof note,
                 say(scene->ui, "epoch %d · %d test sequences · first of %d "
                                "seeds",
                     "에포크 %d · 테스트 시퀀스 %d개 · 시드 %d개 중 첫째"),
                 epochs_now(scene), task->tests, seeds);
    panel_title(scene, point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING),
                title_of(scene), note, box.w - 2 * PANEL_PADDING);
}

void view_scores(const struct scene *scene, struct box box)
{
    struct box inside = box_at(box.x + PANEL_PADDING, box.y + TOP,
                               box.w - 2 * PANEL_PADDING, box.h - TOP - 12);
    int count = racer_count(scene);

    if (scene->training == NULL)
        return;
    panel_draw(scene, box, title_of(scene));
    draw_title(scene, box);
    if (inside.h - FOOT >= HEAD + ROW * (float)count) {
        draw_foot(scene, point_at(inside.x, box_bottom(inside) - 8),
                  inside.w);
        inside.h -= FOOT;
    }
    const struct table table = lay_out(scene, inside);
    if (all_of(&table) > inside.w)
        return;
    draw_head(scene, &table, point_at(inside.x, inside.y));
    for (int k = 0; k < count; k++) {
        struct box row = box_at(inside.x,
                                inside.y + HEAD + table.row * (float)k,
                                inside.w, table.row);
        if (box_bottom(row) <= box_bottom(inside) + 1)
            draw_row(scene, &table, row, k);
    }
}
