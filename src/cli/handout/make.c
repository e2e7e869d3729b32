/* From the first step to the last: the title and the prose, the picture, the
 * question, then room for notes. Hints stand at the end, where nobody reads
 * them by accident.
 */
#include "cli/handout/make.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "cli/handout/part/part.h"
#include "cli/handout/walk.h"
#include "scene/widget/panel.h"

enum { RULES = 3, RULE_LINE = 36, RULE_LEAST = 28, HEAD_SIZE = 31,
       TITLE_TEXT = 256 };

/* All that a handout is made with. */
struct maker {
    struct sheet sheet;
    struct walk walk;
    struct ui look;            /* of the present stage */
    struct course_truth truth;
    struct calculate calculate;
    struct part part;
};

/* Lines to write on; from one to the next is *about, a float. */
static void set_rules(struct pen *pen, const void *about)
{
    const struct scene *scene = &pen->sheet->scene;
    const float *line = about;

    if (pen->draws)
        draw_text(scene->list, point_at(pen->x, pen->y + 14),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT), say(scene->ui, "Notes", "메모"));
    for (int k = 0; k < RULES; k++) {
        pen->y += *line;
        pen_rule(pen, pen->x + (k == 0 ? 60 : 0), pen->x + pen->width,
                 pen->y - 8);
    }
}

/* A little nearer to each other where that brings them onto this page. */
static void write_rules(struct sheet *sheet)
{
    float fit = floorf(sheet_room(sheet) / RULES);
    float line = fit >= RULE_LEAST ? fminf(fit, RULE_LINE) : RULE_LINE;

    sheet_block(sheet, set_rules, &line);
}

/* Lesson, title, and whose sheet it is. */
static void set_head(struct pen *pen, const void *about)
{
    const struct part *part = about;
    const struct scene *scene = &pen->sheet->scene;
    const struct theme *theme = scene->theme;
    const struct draw_style small = style_of(FACE_UI, SHEET_SMALL,
                                             theme->ink_soft, ALIGN_LEFT);
    const struct paper_style large = pen_style(HEAD_SIZE, theme->ink);
    float y = pen->y + 16, x = pen->x + pen->width - 420;
    char text[TITLE_TEXT];

    if (pen->draws) {
        if (part->lesson->number > 0)
            draw_print(scene->list, point_at(pen->x, y),
                       style_of(FACE_BOLD, SHEET_SIZE, theme->ink, ALIGN_LEFT),
                       say(scene->ui, "Lesson %d", "%d강"),
                       part->lesson->number);
        if (part->answers)
            draw_text(scene->list, point_at(pen->x + pen->width, y),
                      style_of(FACE_BOLD, SHEET_SIZE, theme->ink, ALIGN_RIGHT),
                      say(scene->ui, "with answers", "정답 포함"));
    }
    if (pen->draws && !part->answers) {
        x += draw_text(scene->list, point_at(x, y), small,
                       say(scene->ui, "Name", "이름")) + 10;
        pen_rule(pen, x, x + 190, y + 4);
        x += 206;
        x += draw_text(scene->list, point_at(x, y), small,
                       say(scene->ui, "Date", "날짜")) + 10;
        pen_rule(pen, x, pen->x + pen->width, y + 4);
    }
    pen->y += 34;
    snprintf(text, sizeof text, "**%s**",
             lesson_title(part->lesson, part->language));
    pen_text(pen, &large, 0, text);
    pen->y += 10;
}

/* A hint of some step, in small print. */
struct hint {
    const struct part *part;
    int step;
    const char *text;
    bool first;
};

static void set_hint(struct pen *pen, const void *about)
{
    const struct hint *hint = about;
    const struct scene *scene = &pen->sheet->scene;
    const struct paper_style style = pen_style(SHEET_SMALL,
                                               scene->theme->ink_soft);
    char place[16];

    if (hint->first && pen->draws)
        draw_text(scene->list, point_at(pen->x, pen->y + 18),
                  style_of(FACE_BOLD, SHEET_SMALL, scene->theme->ink,
                           ALIGN_LEFT), say(scene->ui, "Hints", "힌트"));
    pen->y += hint->first ? 28 : 0;
    if (pen->draws)
        draw_text(scene->list, point_at(pen->x, pen->y + 17),
                  style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT),
                  lesson_place(hint->part->lesson, hint->step, place));
    pen_text(pen, &style, 56, hint->text);
}

static void write_hints(struct maker *maker)
{
    const struct part *part = &maker->part;
    struct hint hint = {.part = part, .first = true};

    sheet_gap(&maker->sheet, 20);
    for (hint.step = 0; hint.step < part->lesson->steps; hint.step++) {
        const struct step_words *words =
            &part->lesson->step[hint.step].words[part->language];
        for (int k = 0; k < words->hints; k++) {
            hint.text = words->hint[k].text;
            sheet_block(&maker->sheet, set_hint, &hint);
            hint.first = false;
        }
    }
}

/* As which the stage is seen: as the step begins it, without what only a
 * pointer or a key can use. */
static void take_look(struct maker *maker)
{
    struct ui *look = &maker->look;

    *look = maker->walk.app.ui;
    look->class_mode = true;
    look->playing = look->covered = look->story = false;
    look->overlay = OVERLAY_NONE;
    look->pointer = point_at(-1, -1);
    look->hover = look->pinned = (struct draw_id){0};
    look->message[0] = '\0';
    walk_show(&maker->walk, look, &maker->sheet.scene);
}

static bool find_truth(struct maker *maker, struct error *error)
{
    const struct step_settings *step = part_step(&maker->part);
    const struct step_question *question = &step->question;

    truth_find(&maker->truth, step, maker->walk.app.lab);
    return question->kind != QUESTION_CALCULATE ||
           calculate_begin(&maker->calculate,
                           (enum calculate_kind)question->of,
                           question->seed > 0 ? question->seed : 1, error);
}

static bool write_step(struct maker *maker, struct error *error)
{
    const struct part *part = &maker->part;
    struct sheet *sheet = &maker->sheet;
    char title[TITLE_TEXT], place[16];

    snprintf(title, sizeof title, "%s  %s",
             lesson_place(part->lesson, part->step, place),
             lesson_step_title(part->lesson, part->language, part->step));
    if (!find_truth(maker, error))
        return false;
    sheet_gap(sheet, 30);
    prose_write(sheet, part, part->step + 1, title);
    picture_write(sheet, part);
    question_write(sheet, part);
    if (part->answers)
        notes_write(sheet, part, part->step + 1);
    sheet_gap(sheet, 14);
    write_rules(sheet);
    return !sheet->failed;
}

static void write_head(struct maker *maker)
{
    const struct part *part = &maker->part;
    struct sheet *sheet = &maker->sheet;
    const char *title = lesson_title(part->lesson, part->language);

    if (part->lesson->number > 0)
        snprintf(sheet->foot, sizeof sheet->foot,
                 say(&maker->look, "Lesson %d: %s", "%d강 %s"),
                 part->lesson->number, title);
    else
        snprintf(sheet->foot, sizeof sheet->foot, "%s", title);
    sheet_block(sheet, set_head, part);
    prose_write(sheet, part, 0, NULL);
    if (part->answers)
        notes_write(sheet, part, 0);
}

static bool write_all(struct maker *maker, struct error *error)
{
    struct part *part = &maker->part;

    for (int k = 0; k < part->lesson->steps; k++) {
        if (!walk_go(&maker->walk, k, error))
            return false;
        part->step = k;
        take_look(maker);
        if (k == 0)
            write_head(maker);
        if (!write_step(maker, error) && !maker->sheet.failed)
            return false;
    }
    write_hints(maker);
    return sheet_end(&maker->sheet, error);
}

bool handout_make(const struct handout *handout,
                  const struct handout_pages *pages, struct error *error)
{
    struct maker *maker = array_new(1, sizeof *maker, "the handout", error);

    if (maker == NULL) {
        lesson_destroy(handout->lesson);
        return false;
    }
    maker->part = (struct part){
        .lesson = handout->lesson, .language = handout->language,
        .ui = &maker->look, .answers = handout->answers,
        .truth = &maker->truth, .calculate = &maker->calculate};
    bool fine = walk_begin(&maker->walk, handout->lesson, handout->language,
                           &handout->with, error) &&
                sheet_init(&maker->sheet, pages, error) &&
                write_all(maker, error);
    sheet_finish(&maker->sheet);
    walk_finish(&maker->walk);
    free(maker);
    return fine;
}
