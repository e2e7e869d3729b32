/* The column: what scrolls lies between the lesson's name and the way on. It
 * is measured first, so that it never scrolls beyond its end, and that a
 * question that keys go to is seen.
 */
#include <math.h>
#include <stdio.h>

#include "scene/view/chrome/chrome.h"
#include "scene/view/lesson/column/column.h"
#include "scene/view/view.h"

enum { PAD_TOP = 20, PAD_FOOT = 18, BAR = 5, WIDE = 360, MORE = 16 };

static float body_size(const struct column *column)
{
    return column->width >= WIDE ? 18 : 17;
}

static void set_blocks(struct column *column, int step)
{
    const struct lesson_page *page =
        &column->course->lesson->page[column->scene->ui->language];
    float size = body_size(column);
    const struct paper paper = {
        .page = page, .first = page->step[step].block,
        .count = page->step[step].blocks,
        .style = {.size = size, .line = 1.6f * size,
                  .color = column->scene->theme->ink}};
    const struct point at = point_at(column->x, column->y);

    if (column->draws)
        column->y = paper_draw(column->scene, &paper, at, column->width);
    else
        column->y += paper_height(column->scene, &paper, column->width);
}

/* What the lesson needs, above its first step. */
static void set_intro(struct column *column)
{
    const struct theme *theme = column->scene->theme;
    struct column inside = *column;
    float top = column->y;

    if (column->course->lesson->page[column->scene->ui->language]
            .step[0].blocks == 0)
        return;
    inside.x += 14;
    inside.y += 8;
    inside.width -= 28;
    struct column ahead = inside;
    ahead.draws = false;
    set_blocks(&ahead, 0);
    if (column->draws)
        draw_box(column->scene->list,
                 box_at(column->x, top, column->width, ahead.y + 8 - top), 10,
                 theme->well);
    set_blocks(&inside, 0);
    column->y = ahead.y + 8 + 16;
}

/* The user went elsewhere: the way back. */
static void set_return(struct column *column)
{
    const struct column_button button = {
        say(column->scene->ui, "back to the picture of this step",
            "이 쪽의 그림으로 돌아가기"), true, ACTION_PAGE, -5};

    if (!column->course->prepared) {
        column_buttons(column, &button, 1);
        column->y += 6;
    }
}

/* All that scrolls; *question is where the question begins and ends. */
static void set_all(struct column *column, float question[2])
{
    const struct course *course = column->course;
    const struct scene *scene = column->scene;
    struct paper_style title = {.size = 25, .line = 32,
                                .color = scene->theme->ink};
    char text[400];

    snprintf(text, sizeof text, "**%s**",
             lesson_step_title(course->lesson, scene->ui->language,
                               course->step));
    column_text(column, &title, 0, text);
    column->y += 8;
    set_return(column);
    if (course->step == 0)
        set_intro(column);
    set_blocks(column, course->step + 1);
    question[0] = column->y;
    question_set(column);
    question[1] = column->y;
    controls_set(column);
}

/* A thin bar, and arrows to click where there is more. */
static void draw_bar(const struct column *column, struct box box, float top,
                     float height)
{
    const struct scene *scene = column->scene;
    const struct theme *theme = scene->theme;
    float x = box_right(box) + 9, part = box.h * box.h / height;
    int lines = (int)(box.h / (1.6f * body_size(column))) - 1;

    lines = lines > 1 ? lines : 1;
    draw_box(scene->list, box_at(x, box.y, BAR, box.h), BAR / 2.0f,
             theme->track);
    draw_box(scene->list, box_at(x, box.y + (box.h - part) * top /
                                       (height - box.h), BAR, part),
             BAR / 2.0f, theme->ink_faint);
    if (top > 0)
        chrome_spot(scene, box_at(x - 4, box.y, BAR + 8, box.h / 2),
                    ACTION_PAGE_SCROLL, -lines);
    if (top >= height - box.h - 0.5f)
        return;
    chrome_spot(scene, box_at(x - 4, box.y + box.h / 2, BAR + 8, box.h / 2),
                ACTION_PAGE_SCROLL, lines);
    struct color veil = theme->panel_end;
    for (int k = 0; k < MORE; k++)
        draw_tile(scene->list,
                  box_at(box.x - 12, box_bottom(box) - MORE + (float)k,
                         box.w + 18, 1),
                  color_fade(veil, (float)k / MORE));
}

/* How far it is scrolled: so that a question that is answered is on the screen,
 * then what was asked at the top with all of its reveal below it; from there as
 * the user has it, and never beyond the ends. */
static float find_top(const struct column *column, float room, float height,
                      const float question[2])
{
    const struct course_answer *answer = &column->course->answer;
    float top = 0, end = fmaxf(question[1] + 8 - room, 0);

    if (answer->revealed)
        top = fmaxf(question[0], end);
    else if (answer->active)
        top = fminf(end, question[0]);
    return fminf(fmaxf(top + column->course->top, 0),
                 fmaxf(height - room, 0));
}

/* Sets it without drawing; returns where it ends. */
static struct column measure(const struct column *column, float question[2])
{
    struct column ahead = *column;

    ahead.y = 0;
    ahead.draws = false;
    set_all(&ahead, question);
    return ahead;
}

static void draw_scrolled(struct column *column, struct box box)
{
    const struct scene *scene = column->scene;
    float question[2];

    struct column ahead = measure(column, question);
    if (question[1] + 8 - question[0] > box.h) {
        column->brief = true;
        ahead = measure(column, question);
    }
    if (column->course->answer.active)
        ahead.y += 8; /* its frame */
    float top = find_top(column, box.h, ahead.y, question);
    struct box window = box_at(box.x - 14, box.y, box.w + 28, box.h);
    struct box before = draw_clip(scene->list, window);
    column->y = box.y - top;
    column->draws = true;
    set_all(column, question);
    draw_unclip(scene->list, before);
    if (ahead.y > box.h + 0.5f)
        draw_bar(column, box, top, ahead.y);
}

void view_lesson(const struct scene *scene, struct box box)
{
    const struct course *course = scene->course;
    struct box inside = box_at(box.x + PANEL_PADDING, box.y + PAD_TOP,
                               box.w - 2 * PANEL_PADDING,
                               box.h - PAD_TOP - PAD_FOOT);

    panel_draw(scene, box, say(scene->ui, "Lesson", "강의"));
    if (course == NULL || course->lesson == NULL || inside.w < 200 ||
        inside.h < 120)
        return;
    struct column column = {.scene = scene, .course = course, .x = inside.x,
                            .width = inside.w};
    float head = header_draw(&column, inside);
    float foot = footer_draw(&column, inside);
    inside.y += head;
    inside.h -= head + foot + 6;
    if (inside.h > 40)
        draw_scrolled(&column, inside);
}
