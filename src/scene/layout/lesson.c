/* The column of a lesson has about a fifth of the frame. Where the stage beside
 * it would be too narrow, one of the two is shown, and a row of tabs says
 * which. Panels that look along time lie above each other, others side by side;
 * until a question that says so is answered they are covered.
 */
#include "scene/layout/lesson.h"

#include <math.h>
#include <stdio.h>

#include "scene/layout/place.h"
#include "scene/view/chrome/chrome.h"
#include "scene/widget/prose.h"

enum {
    COLUMN_LEAST = 330, COLUMN_MOST = 480, STAGE_LEAST = 500,
    SIDE_LEAST = 470,      /* of each of two panels side by side */
    STACK_LEAST = 230,     /* of each of two that lie above each other */
    CELL_LEAST = 340, STRIP_HIGH = 450, TABS = 44,
    COVER_WIDTH = 420, COVER_TOP = 58, MARK_MOST = 84, MARK_LEAST = 22,
};

static const float column_share = 0.232f;

bool lesson_is_shown(const struct scene *scene)
{
    return scene->course != NULL && scene->course->lesson != NULL &&
           scene->ui->learning;
}

/* The lesson or the picture: where there is room for one of them. */
static struct box draw_fold(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct choices tabs = {
        .count = 2, .chosen = ui->story ? 0 : 1,
        .text = {say(ui, "Lesson", "강의"), say(ui, "Picture", "그림")},
        .value = {0, 1}, .action = ACTION_COLUMN_OF_LESSON};

    panel_switch(scene, point_at(box.x, box.y + TABS / 2 - 6), &tabs);
    return box_at(box.x, box.y + TABS, box.w, box.h - TABS);
}

struct box lesson_column(const struct scene *scene, struct box box)
{
    float width = fminf(fmaxf(floorf(box.w * column_share), COLUMN_LEAST),
                        COLUMN_MOST);

    if (!lesson_is_shown(scene))
        return box;
    if (box.w - width - PLACE_GAP < STAGE_LEAST) {
        box = draw_fold(scene, box);
        if (scene->ui->story) {
            place_panel(scene, PANEL_LESSON, box);
            box.w = 0;
        }
        return box;
    }
    if (scene->ui->story)
        place_panel(scene, PANEL_LESSON, place_left(&box, width));
    return box;
}

/* What a panel is called on a tab. */
static const char *name_of(const struct ui *ui, enum panel panel)
{
    static const struct { enum panel panel; const char *en, *ko; } names[] = {
        {PANEL_STRIP, "unrolled", "펼친 그림"}, {PANEL_HEAT, "heat map", "히트맵"},
        {PANEL_SCOPES, "curves", "곡선"}, {PANEL_SERIES, "series", "시계열"},
        {PANEL_DECAY, "decay", "감쇠"}, {PANEL_LAYERS, "layers", "층"},
        {PANEL_CELL, "cell", "셀"}, {PANEL_SUMS, "arithmetic", "계산 과정"},
        {PANEL_PATHS, "paths", "경로"}, {PANEL_TRIANGLE, "gradient", "명세서"},
        {PANEL_UNITS, "units", "유닛"}, {PANEL_LANES, "lanes", "레인"},
        {PANEL_DIALS, "dials", "다이얼"}, {PANEL_REACH, "reach", "영향"},
        {PANEL_FACTORS, "factors", "배율"}, {PANEL_TASK, "task", "과제"},
        {PANEL_LOSS, "loss", "손실"}, {PANEL_NORMS, "gradients", "기울기"},
        {PANEL_SCORES, "scores", "성적"}, {PANEL_REEL, "epochs", "에포크"},
        {PANEL_SWEEP, "lags", "시차"}, {PANEL_TEXT, "text", "글"},
        {PANEL_NEXT, "next", "다음"}, {PANEL_PREDICT, "predict", "예측"},
        {PANEL_CALCULATE, "calculate", "계산"},
    };

    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
        if (names[k].panel == panel)
            return say(ui, names[k].en, names[k].ko);
    return panel_names[panel];
}

/* What is under a cover is named, so that one knows what will be seen. */
static void draw_cover_title(const struct scene *scene, enum panel panel,
                             struct box box)
{
    char title[32];

    snprintf(title, sizeof title, "%s", name_of(scene->ui, panel));
    if (title[0] >= 'a' && title[0] <= 'z')
        title[0] = (char)(title[0] - 'a' + 'A');
    panel_title(scene, point_at(box.x + PANEL_PADDING,
                                box.y + PANEL_HEADING), title, NULL,
                box.w - 2 * PANEL_PADDING);
}

/* A question mark; returns where the words below it begin. */
static float draw_mark(const struct scene *scene, struct box well, float words)
{
    const struct theme *theme = scene->theme;
    float radius = fminf(MARK_MOST, (well.h - words - 60) / 2.6f);
    struct point at = point_at(well.x + well.w / 2,
                               well.y + (well.h - words) / 2 - 14);

    if (radius < MARK_LEAST)
        return well.y + (well.h - words) / 2 + 6;
    draw_disc(scene->list, at, radius, color_fade(theme->accent, 0.12f));
    draw_ring(scene->list, at, radius, 2 * theme->line,
              color_fade(theme->accent, 0.7f));
    draw_text(scene->list, point_at(at.x, at.y + 0.44f * radius),
              style_of(FACE_BOLD, 1.25f * radius, theme->accent,
                       ALIGN_CENTRE), "?");
    return at.y + radius + 38;
}

/* In place of a panel whose numbers would give the answer away; of two that are
 * covered one says so. */
static void draw_cover(const struct scene *scene, enum panel panel,
                       struct box box)
{
    const struct theme *theme = scene->theme;
    const struct prose_style style = {18, 28, theme->ink_soft};
    const char *text = say(scene->ui,
        "The picture is covered. Answer first, then look.",
        "그림을 가려 두었습니다. 먼저 답하고 확인해 보세요.");
    float width = fminf(COVER_WIDTH, box.w - 2 * PANEL_PADDING);
    float height = prose_height(scene, width, &style, text);
    struct box well = box_at(box.x + 14, box.y + COVER_TOP, box.w - 28,
                             box.h - COVER_TOP - 14);

    panel_draw(scene, box, say(scene->ui, "covered", "가림"));
    draw_cover_title(scene, panel, box);
    if (well.h < height + 40)
        return;
    draw_box(scene->list, well, 10, theme->well);
    float y = draw_mark(scene, well, height);
    if (panel == scene->ui->show[0] || scene->ui->alone != PANEL_NONE)
        prose_draw(scene, point_at(box.x + (box.w - width) / 2, y), width,
                   &style, text);
}

/* Panels where the student does something are never covered. */
static void show(const struct scene *scene, enum panel panel, struct box box)
{
    if (scene->ui->covered && panel != PANEL_PREDICT &&
        panel != PANEL_CALCULATE)
        draw_cover(scene, panel, box);
    else
        place_panel(scene, panel, box);
}

/* Does it need all the width there is? */
static bool is_wide(enum panel panel)
{
    return panel == PANEL_STRIP || panel == PANEL_LANES ||
           panel == PANEL_LAYERS || panel == PANEL_REEL ||
           panel == PANEL_TEXT || panel == PANEL_SERIES;
}

/* Of two above each other: the height of the upper one. */
static float upper_height(const struct ui *ui, struct box box)
{
    float half = floorf((box.h - PLACE_GAP) / 2);

    if (ui->show[0] == PANEL_REEL)
        return fminf(half, 200);
    if (ui->show[0] == PANEL_STRIP && box.h - STRIP_HIGH - PLACE_GAP >=
                                      STACK_LEAST)
        return fmaxf(half, STRIP_HIGH);
    return half;
}

/* A cell that is too low loses its curve and its phases. */
static float stack_least(const struct ui *ui)
{
    return ui->show[0] == PANEL_CELL || ui->show[1] == PANEL_CELL
        ? CELL_LEAST : STACK_LEAST;
}

/* There is room for one of the two. */
static void show_one(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    enum panel panel = ui->alone != PANEL_NONE ? ui->alone : ui->show[0];

    box = place_tabs(scene, box, (struct choices){
        .count = 2,
        .text = {name_of(ui, ui->show[0]), name_of(ui, ui->show[1])},
        .value = {(int)ui->show[0], (int)ui->show[1]}});
    show(scene, panel, box);
}

static void show_two(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    bool stacked = is_wide(ui->show[0]) || is_wide(ui->show[1]);
    float side = ui->show[1] == PANEL_SUMS && !stacked
        ? fminf(PLACE_SUMS, box.w - 2 * SIDE_LEAST - PLACE_GAP)
        : floorf((box.w - PLACE_GAP) / 2);

    if (!stacked && box.w >= 2 * SIDE_LEAST + PLACE_GAP) {
        struct box right = place_right(&box, fmaxf(side, SIDE_LEAST));
        show(scene, ui->show[0], box);
        show(scene, ui->show[1], right);
    } else if (box.h >= 2 * stack_least(ui) + PLACE_GAP) {
        struct box lower = box;
        box.h = upper_height(ui, box);
        lower.y += box.h + PLACE_GAP;
        lower.h -= box.h + PLACE_GAP;
        show(scene, ui->show[0], box);
        show(scene, ui->show[1], lower);
    } else {
        show_one(scene, box);
    }
}

bool lesson_stage(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;

    if (!lesson_is_shown(scene) || ui->shown == 0)
        return false;
    if (ui->alone != PANEL_NONE && ui->alone != ui->show[0] &&
        (ui->shown < 2 || ui->alone != ui->show[1]))
        return false;
    if (place_trace(scene, &box))
        return true;
    if (ui->shown == 2 && ui->alone != PANEL_NONE)
        show_one(scene, box);
    else if (ui->shown == 2)
        show_two(scene, box);
    else
        show(scene, ui->show[0], box);
    return true;
}
