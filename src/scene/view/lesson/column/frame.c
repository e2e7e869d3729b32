/* Around the words: above, which lesson and step it is; below, how far one has
 * come and the way on.
 */
#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/lesson/column/column.h"

enum { TAG = 28, FOOT = 78, FOOT_LOW = 50, BUTTON = 38, DOTS = 28 };

/* "7.3 · title of the lesson" and "3 / 9". */
static void draw_tag(const struct column *column, struct box box)
{
    const struct scene *scene = column->scene;
    const struct theme *theme = scene->theme;
    const struct course *course = column->course;
    const struct lesson *lesson = course->lesson;
    char place[16], text[320], count[32];

    lesson_place(lesson, course->step, place);
    snprintf(text, sizeof text, "%s · %s", place,
             lesson_title(lesson, scene->ui->language));
    snprintf(count, sizeof count, "%d / %d", course->step + 1, lesson->steps);
    float right = draw_width(scene->list, FACE_UI, TEXT_SMALL, count) + 12;
    float room = box.w - right;
    float width = fminf(draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text) +
                            24, room);
    draw_box(scene->list, box_at(box.x, box.y, width, TAG), TAG / 2,
             color_fade(theme->accent, theme->dark ? 0.22f : 0.13f));
    panel_text(scene, point_at(box.x + 12, box.y + 19),
               style_of(FACE_BOLD, TEXT_SMALL, theme->accent, ALIGN_LEFT),
               width - 22, text);
    draw_text(scene->list, point_at(box_right(box), box.y + 19),
              style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_RIGHT),
              count);
}

/* What is wrong with the files as they are now. */
static float draw_problem(const struct column *column, struct box box)
{
    const struct scene *scene = column->scene;
    const struct theme *theme = scene->theme;
    struct paper_style style = {.size = 14, .line = 20, .color = theme->ink};
    const char *text = column->course->problem;

    if (text[0] == '\0')
        return 0;
    float height = paper_text_height(scene, box.w - 24, &style, text) + 16;
    height = fminf(height, fmaxf(box.h / 3, 56));
    struct box card = box_at(box.x, box.y, box.w, height);
    draw_box(scene->list, card, 8, color_fade(theme->warn, 0.18f));
    draw_outline(scene->list, box_inset(card, 0.75f), 7.25f, 1.5f,
                 theme->warn);
    struct box before = draw_clip(scene->list, box_inset(card, 4));
    paper_text_draw(scene, point_at(card.x + 12, card.y + 8), box.w - 24,
                    &style, text);
    draw_unclip(scene->list, before);
    return height + 10;
}

float header_draw(const struct column *column, struct box box)
{
    float problem = draw_problem(column, box);

    draw_tag(column, box_at(box.x, box.y + problem, box.w, TAG));
    return problem + TAG + 10;
}

/* One for each step; the present one is longer, those behind it faint. */
static void draw_dots(const struct column *column, struct box box)
{
    const struct scene *scene = column->scene;
    const struct theme *theme = scene->theme;
    int steps = column->course->lesson->steps, at = column->course->step;
    float pitch = fminf(16, (box.w - 16) / (float)steps);
    float radius = fminf(4, 0.36f * pitch), x = box.x + 4;
    float y = box.y + box.h / 2;

    for (int k = 0; k < steps; k++) {
        float width = k == at ? pitch + 2 * radius : 2 * radius;
        bool hot = chrome_hot(scene, ACTION_PAGE, k + 1);
        struct color color = k <= at || hot ? theme->accent
                                            : theme->edge_strong;
        draw_box(scene->list, box_at(x - radius, y - radius, width,
                                     2 * radius), radius,
                 k < at && !hot ? color_fade(color, 0.6f) : color);
        float next = x + pitch + (k == at ? pitch : 0);
        chrome_spot(scene, box_at(x - pitch / 2, box.y, next - x, box.h),
                    ACTION_PAGE, k + 1);
        x = next;
    }
}

/* A chevron with its tip at the side. */
static void draw_chevron(const struct scene *scene, struct point centre,
                         float side, struct color color)
{
    const struct point line[3] = {
        {centre.x - 3 * side, centre.y - 6}, {centre.x + 3 * side, centre.y},
        {centre.x - 3 * side, centre.y + 6}};

    draw_line(scene->list, line, 3,
              &(struct draw_stroke){.width = 2.4f, .color = color});
}

static float draw_next(const struct column *column, struct point right_middle)
{
    const struct scene *scene = column->scene;
    const struct theme *theme = scene->theme;
    const struct course *course = column->course;
    bool last = course->step + 1 == course->lesson->steps;
    const char *text = last ? say(scene->ui, "Next lesson", "다음 강의")
                            : say(scene->ui, "Next", "다음");
    float width = draw_width(scene->list, FACE_BOLD, TEXT_USUAL, text) + 56;
    struct box box = box_at(right_middle.x - width,
                            right_middle.y - BUTTON / 2, width, BUTTON);

    draw_box(scene->list, box, BUTTON / 2,
             chrome_hot(scene, ACTION_PAGE, -2)
                 ? color_mix(theme->accent, theme->ink, 0.15f)
                 : theme->accent);
    draw_text(scene->list, point_at(box.x + 20, right_middle.y + 6),
              style_of(FACE_BOLD, TEXT_USUAL, theme->on_accent, ALIGN_LEFT),
              text);
    draw_chevron(scene, point_at(box_right(box) - 20, right_middle.y), 1,
                 theme->on_accent);
    chrome_spot(scene, box, ACTION_PAGE, -2);
    return width;
}

static float draw_back(const struct column *column, struct point left_middle)
{
    const struct scene *scene = column->scene;
    struct point centre = point_at(left_middle.x + BUTTON / 2, left_middle.y);

    draw_disc(scene->list, centre, BUTTON / 2,
              chrome_fill(scene, ACTION_PAGE, -1));
    draw_ring(scene->list, centre, BUTTON / 2 - 0.5f, 1,
              color_fade(scene->theme->edge_strong, 0.7f));
    draw_chevron(scene, centre, -1, scene->theme->ink);
    chrome_spot(scene, box_at(left_middle.x, left_middle.y - BUTTON / 2,
                              BUTTON, BUTTON), ACTION_PAGE, -1);
    return BUTTON;
}

/* The keys beside the buttons, where there is room. */
static void draw_caps(const struct column *column, float left, float right,
                      float base)
{
    char back[32], on[32];
    float first, second;

    column_cap(column->scene, ACTION_PAGE, -1, back);
    column_cap(column->scene, ACTION_PAGE, -2, on);
    if (back[0] == '\0' || on[0] == '\0')
        return;
    first = panel_key_width(column->scene, back);
    second = panel_key_width(column->scene, on);
    if (first + second + 24 > right - left)
        return;
    panel_key(column->scene, point_at(left + 8, base), back);
    panel_key(column->scene, point_at(right - 8 - second, base), on);
}

float footer_draw(const struct column *column, struct box box)
{
    bool high = box.h >= 300;
    float foot = high ? FOOT : FOOT_LOW;
    float y = box_bottom(box) - BUTTON / 2;
    float left = draw_back(column, point_at(box.x, y));
    float right = draw_next(column, point_at(box_right(box), y));

    draw_caps(column, box.x + left, box_right(box) - right, y + 5);
    if (high)
        draw_dots(column, box_at(box.x, y - BUTTON / 2 - DOTS - 4, box.w,
                                 DOTS));
    return foot;
}
