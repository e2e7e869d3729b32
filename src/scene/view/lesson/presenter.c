/* The second window, for the teacher alone: what to say on this step, what
 * comes next, the time against the plan, and which steps may be skipped. Small
 * windows leave out what is at the right.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/paper.h"
#include "scene/widget/prose.h"

enum {
    MARGIN = 28, GAP = 20, HEAD = 92, SIDE = 520, SIDE_ROOM = 1100,
    NOTE_SIZE = 30, NOTE_LINE = 45, LABEL = 84, NEXT_SIZE = 17, NEXT_LINE = 26,
    STEP_LINE = 32, CLOCK = 38, MINUTE = 60,
};

/* What the teacher's view is about. */
struct desk {
    const struct scene *scene;
    const struct course *course;
    const struct lesson *lesson;
    enum language language;
    double spent, planned;     /* seconds: of the lesson, and until the end of
                                  this step by its plan */
};

/* What is gone through: the stops of the plan, or the steps of the lesson. */
static int row_count(const struct desk *desk)
{
    const struct class_plan *plan = desk->course->plan;
    return plan != NULL ? plan->stops : desk->lesson->steps;
}

static int row_here(const struct desk *desk)
{
    return desk->course->plan != NULL ? desk->course->stop
                                      : desk->course->step;
}

/* The step of the open lesson that row k is, from 0; -1: none of it. */
static int row_step(const struct desk *desk, int k)
{
    if (desk->course->plan == NULL)
        return k;
    const struct plan_stop *stop = &desk->course->plan->stop[k];
    int step = stop->step > 0 ? stop->step - 1 : 0;
    return stop->kind == PLAN_STEP && step < desk->lesson->steps &&
                   stop->lesson == desk->lesson->number ? step : -1;
}

/* 0: nobody says. */
static double minutes_of(const struct desk *desk, int k)
{
    const struct class_plan *plan = desk->course->plan;
    int step = row_step(desk, k);

    return plan != NULL && plan->stop[k].minutes > 0 ? plan->stop[k].minutes
           : step >= 0 ? desk->lesson->step[step].step.minutes : 0;
}

static bool may_be_skipped(const struct desk *desk, int k)
{
    int step = row_step(desk, k);
    return step >= 0 && !desk->lesson->step[step].step.core;
}

/* "3.2  Order": of another lesson only its own title is known. */
static void name_elsewhere(const struct desk *desk,
                           const struct plan_stop *stop, char *text,
                           size_t size)
{
    const struct cards *cards = desk->scene->cards;
    const char *slash = strrchr(stop->name, '/'), *title = "";

    if (stop->kind != PLAN_STEP) {
        snprintf(text, size, "%s", slash != NULL ? slash + 1 : stop->name);
        return;
    }
    for (int k = 0; cards != NULL && k < cards->count; k++)
        if (cards->card[k].number == stop->lesson)
            title = cards->card[k].title[desk->language];
    snprintf(text, size, "%d.%d  %s", stop->lesson,
             stop->step > 0 ? stop->step : 1, title);
}

static void name_row(const struct desk *desk, int k, char *text, size_t size)
{
    int step = row_step(desk, k);
    char place[16];

    if (step >= 0)
        snprintf(text, size, "%s  %s",
                 lesson_place(desk->lesson, step, place),
                 lesson_step_title(desk->lesson, desk->language, step));
    else
        name_elsewhere(desk, &desk->course->plan->stop[k], text, size);
}

/* "12:05"; negative ones without a sign. */
static char *write_time(char text[24], double seconds)
{
    int whole = (int)fabs(seconds);

    snprintf(text, 24, "%d:%02d", whole / MINUTE, whole % MINUTE);
    return text;
}

/* Two times, of which the first one is judged: "1:20 / 2:00". */
static void draw_clock(const struct desk *desk, struct point right,
                       const char *label, double spent, double planned)
{
    const struct theme *theme = desk->scene->theme;
    struct draw_list *list = desk->scene->list;
    struct draw_style style = style_of(FACE_UI, 20, theme->ink_soft,
                                       ALIGN_RIGHT);
    char time[24], text[32];

    if (planned > 0) {
        snprintf(text, sizeof text, " / %s", write_time(time, planned));
        right.x -= draw_text(list, right, style, text);
    }
    style.face = FACE_BOLD;
    style.size = CLOCK;
    style.color = planned > 0 && spent > planned ? theme->warn : theme->ink;
    right.x -= draw_text(list, right, style, write_time(time, spent)) + 14;
    style = style_of(FACE_UI, TEXT_USUAL, theme->ink_soft, ALIGN_RIGHT);
    draw_text(list, right, style, label);
}

static void draw_head(const struct desk *desk, struct box box)
{
    const struct scene *scene = desk->scene;
    const struct theme *theme = scene->theme;
    double step = (double)desk->course->step_elapsed / 1e6;
    char place[16], text[UI_LABEL_MAX * 2];

    snprintf(text, sizeof text, "%s · %s",
             lesson_place(desk->lesson, desk->course->step, place),
             lesson_title(desk->lesson, desk->language));
    panel_text(scene, point_at(box.x, box.y + 26),
               style_of(FACE_BOLD, 18, theme->accent, ALIGN_LEFT), box.w / 2,
               text);
    panel_text(scene, point_at(box.x, box.y + 66),
               style_of(FACE_BOLD, 32, theme->ink, ALIGN_LEFT),
               box.w - 420, lesson_step_title(desk->lesson, desk->language,
                                              desk->course->step));
    draw_clock(desk, point_at(box_right(box), box.y + 30),
               say(scene->ui, "this step", "이 쪽"), step,
               minutes_of(desk, row_here(desk)) * MINUTE);
    draw_clock(desk, point_at(box_right(box), box.y + 76),
               desk->course->plan != NULL ? say(scene->ui, "class", "수업")
                                          : say(scene->ui, "lesson", "강의"),
               desk->spent, desk->planned);
}

/* The notes of a step one below the other; the lower edge. */
static float draw_notes(const struct desk *desk, struct box box)
{
    const struct lesson_page *page = &desk->lesson->page[desk->language];
    const struct page_step *step = &page->step[desk->course->step + 1];
    struct paper paper = {.page = page, .count = 1, .notes = true,
                          .style = {.size = NOTE_SIZE, .line = NOTE_LINE,
                                    .color = desk->scene->theme->ink}};
    float y = box.y;

    for (int k = step->block; k < step->block + step->blocks; k++) {
        if (page->block[k].kind != BLOCK_NOTE)
            continue;
        paper.first = k;
        y = paper_draw(desk->scene, &paper, point_at(box.x, y), box.w) + 14;
    }
    if (y == box.y) {
        draw_text(desk->scene->list, point_at(box.x, box.y + NOTE_LINE),
                  style_of(FACE_UI, 20, desk->scene->theme->ink_faint,
                           ALIGN_LEFT),
                  say(desk->scene->ui, "No note for this step.",
                      "이 쪽에는 메모가 없습니다."));
        y += 2 * NOTE_LINE;
    }
    return y;
}

/* A line under a label in the margin; the lower edge. */
static float draw_line_of(const struct desk *desk, struct box box, float y,
                          const char *label, const char *text)
{
    const struct theme *theme = desk->scene->theme;
    const struct paper_style style = {.size = 20, .line = 30,
                                      .color = theme->ink_soft};

    if (text[0] == '\0')
        return y;
    panel_text(desk->scene, point_at(box.x, y + 21),
               style_of(FACE_BOLD, TEXT_USUAL, theme->accent, ALIGN_LEFT),
               LABEL - 12, label);
    return paper_text_draw(desk->scene, point_at(box.x + LABEL, y),
                           box.w - LABEL, &style, text) + 6;
}

static float draw_choices(const struct desk *desk, struct box box, float y)
{
    const struct step_words *words = course_words(desk->course,
                                                  desk->scene->ui);

    for (int k = 0; k < words->choices; k++) {
        char line[2 * STEP_TEXT_MAX + 32], label[] = {(char)('a' + k), '\0'};
        snprintf(line, sizeof line, "**%s**%s%s", words->choice[k].text,
                 words->choice[k].why[0] != '\0' ? " · " : "",
                 words->choice[k].why);
        y = draw_line_of(desk, box, y, label, line);
    }
    return y;
}

/* The question, what each choice is answered with, hints, and what is said in
 * the end. */
static void draw_question(const struct desk *desk, struct box box)
{
    const struct scene *scene = desk->scene;
    const struct step_words *words = course_words(desk->course, scene->ui);
    const struct paper_style style = {.size = 23, .line = 34,
                                      .color = scene->theme->ink};
    char label[24];

    if (words->ask[0] == '\0' || box.h < 60)
        return;
    panel_draw(scene, box, say(scene->ui, "question", "질문"));
    box = box_inset(box, PANEL_PADDING);
    struct box before = draw_clip(scene->list, box);
    float y = paper_text_draw(scene, point_at(box.x, box.y), box.w, &style,
                              words->ask) + 12;
    if (course_step(desk->course)->step.question.kind == QUESTION_CHOOSE)
        y = draw_choices(desk, box, y) + 6;
    for (int k = 0; k < words->hints; k++) {
        snprintf(label, sizeof label, say(scene->ui, "hint %d", "힌트 %d"),
                 k + 1);
        y = draw_line_of(desk, box, y, label, words->hint[k].text);
    }
    draw_line_of(desk, box, y, say(scene->ui, "then", "마무리"), words->then);
    draw_unclip(scene->list, before);
}

/* The next step as the class will see it. */
static void draw_next(const struct desk *desk, struct box box)
{
    const struct scene *scene = desk->scene;
    const struct theme *theme = scene->theme;
    const struct lesson_page *page = &desk->lesson->page[desk->language];
    int next = row_here(desk) + 1;
    char text[UI_LABEL_MAX + 24];

    panel_draw(scene, box, say(scene->ui, "next", "다음"));
    box = box_inset(box, PANEL_PADDING);
    if (next < row_count(desk))
        name_row(desk, next, text, sizeof text);
    else if (desk->course->plan != NULL)
        snprintf(text, sizeof text, "%s",
                 say(scene->ui, "The plan ends here",
                     "수업 계획의 끝입니다"));
    else
        snprintf(text, sizeof text, "%s",
                 say(scene->ui, "The last step of this lesson",
                     "이 강의의 마지막 쪽입니다"));
    panel_text(scene, point_at(box.x, box.y + 18),
               style_of(FACE_BOLD, 20, theme->ink, ALIGN_LEFT), box.w, text);
    if (next >= row_count(desk) || row_step(desk, next) < 0)
        return;
    const struct page_step *step = &page->step[row_step(desk, next) + 1];
    const struct paper paper = {
        .page = page, .first = step->block, .count = step->blocks,
        .style = {.size = NEXT_SIZE, .line = NEXT_LINE,
                  .color = theme->ink_soft}};
    box.y += 34;
    box.h -= 34;
    struct box before = draw_clip(scene->list, box);
    paper_draw(scene, &paper, point_at(box.x, box.y), box.w);
    draw_unclip(scene->list, before);
}

/* All rows with their minutes: where we are, and what may be left out. */
static void draw_steps(const struct desk *desk, struct box box)
{
    const struct scene *scene = desk->scene;
    const struct theme *theme = scene->theme;
    bool late = desk->spent > desk->planned;
    int here = row_here(desk), last = row_count(desk);

    panel_draw(scene, box, desk->course->plan != NULL
                               ? say(scene->ui, "plan", "수업 계획")
                               : say(scene->ui, "steps", "쪽 목록"));
    box = box_inset(box, 18);
    int fit = (int)(box.h / STEP_LINE);
    int first = here - 1 > last - fit ? last - fit : here - 1;
    for (int k = first < 0 ? 0 : first; k < last; k++) {
        bool core = !may_be_skipped(desk, k);
        float y = box.y + 20;
        char text[UI_LABEL_MAX + 24], time[24] = "";
        if (y > box_bottom(box))
            return;
        struct color color = k == here ? theme->accent :
            k < here || !core ? theme->ink_soft : theme->ink;
        name_row(desk, k, text, sizeof text);
        if (minutes_of(desk, k) > 0)
            write_time(time, minutes_of(desk, k) * MINUTE);
        float room = draw_text(
            scene->list, point_at(box_right(box), y),
            style_of(FACE_UI, TEXT_USUAL, theme->ink_soft, ALIGN_RIGHT), time);
        if (k > here && !core)
            room += 12 + draw_text(
                scene->list, point_at(box_right(box) - room - 12, y),
                style_of(FACE_BOLD, TEXT_SMALL, late ? theme->warn
                                                     : theme->ink_faint,
                         ALIGN_RIGHT),
                say(scene->ui, "may be skipped", "건너뛰어도 됨"));
        panel_text(scene, point_at(box.x, y),
                   style_of(k == here ? FACE_BOLD : FACE_UI, TEXT_USUAL, color,
                            ALIGN_LEFT), box.w - room - 16, text);
        box.y += STEP_LINE;
        box.h -= STEP_LINE;
    }
}

void view_presenter(const struct scene *scene, struct box box)
{
    struct desk desk = {.scene = scene, .course = scene->course,
                        .language = scene->ui->language};

    draw_tile_shaded(scene->list, box, scene->theme->ground_top,
                     scene->theme->ground_bottom);
    box = box_inset(box, MARGIN);
    if (scene->course == NULL || scene->course->lesson == NULL) {
        draw_text(scene->list, point_at(box.x, box.y + 30),
                  style_of(FACE_UI, 20, scene->theme->ink_soft, ALIGN_LEFT),
                  say(scene->ui, "No lesson is open.",
                      "열린 강의가 없습니다."));
        return;
    }
    desk.lesson = scene->course->lesson;
    desk.spent = (double)desk.course->elapsed / 1e6;
    for (int k = 0; k <= row_here(&desk); k++)
        desk.planned += minutes_of(&desk, k) * MINUTE;
    draw_head(&desk, box);
    box.y += HEAD + GAP;
    box.h -= HEAD + GAP;
    if (box.w >= SIDE_ROOM) {
        struct box side = box_at(box_right(box) - SIDE, box.y, SIDE,
                                 floorf(box.h * 0.48f));
        draw_next(&desk, side);
        side.y += side.h + GAP;
        side.h = box_bottom(box) - side.y;
        draw_steps(&desk, side);
        box.w -= SIDE + 2 * GAP;
    }
    struct box before = draw_clip(scene->list, box);
    float y = draw_notes(&desk, box) + GAP;
    draw_unclip(scene->list, before);
    draw_question(&desk, box_at(box.x, y, box.w, box_bottom(box) - y));
}
