/* A question in a frame: what is asked, then boxes to tick, a line for a number
 * or a place, axes for a curve, the lines of a calculation. For the teacher the
 * same with what the run says.
 */
#include <math.h>
#include <stdio.h>

#include "cli/handout/part/part.h"
#include "scene/look/figure.h"
#include "scene/view/lesson/column/guess.h"
#include "scene/widget/panel.h"

enum { PAD = 18, TICK = 16, CHOICE = 34, BLANK_LINE = 40, BLANK = 240,
       CHOICE_TEXT = STEP_TEXT_MAX + 8 };

static void draw_tick(const struct scene *scene, struct box box, bool right)
{
    const struct point check[] = {
        {box.x + 3, box.y + 8}, {box.x + 7, box.y + 13},
        {box_right(box) + 4, box.y - 3}};

    draw_outline(scene->list, box, 2, 1.6f, scene->theme->ink);
    if (right)
        draw_line(scene->list, check, 3,
                  &(struct draw_stroke){.width = 3,
                                        .color = scene->theme->ink});
}

static void set_choices(struct pen *pen, const struct part *part)
{
    const struct scene *scene = &pen->sheet->scene;
    const struct step_words *words = part_words(part);
    const struct paper_style usual = pen_style(SHEET_SIZE, scene->theme->ink);
    const struct paper_style small = pen_style(SHEET_SMALL,
                                               scene->theme->ink_soft);

    for (int k = 0; k < words->choices; k++) {
        bool right = part->answers && part->truth->choice == k;
        char text[CHOICE_TEXT];
        pen->y += 8;
        if (pen->draws)
            draw_tick(scene, box_at(pen->x + 2, pen->y + 5, TICK, TICK),
                      right);
        snprintf(text, sizeof text, "%c)  %s", 'a' + k,
                 words->choice[k].text);
        pen_text(pen, &usual, CHOICE, text);
        if (part->answers && words->choice[k].why[0] != '\0')
            pen_text(pen, &small, CHOICE, words->choice[k].why);
    }
}

/* "Your prediction: ________ steps". */
static void set_blank(struct pen *pen, const struct part *part)
{
    const struct scene *scene = &pen->sheet->scene;
    const struct theme *theme = scene->theme;
    float x = pen->x, y = pen->y + BLANK_LINE - 10;

    if (pen->draws) {
        x += draw_text(scene->list, point_at(x, y),
                       style_of(FACE_UI, SHEET_SIZE, theme->ink_soft,
                                ALIGN_LEFT),
                       say(scene->ui, "Your prediction:", "나의 예측:")) + 12;
        pen_rule(pen, x, x + BLANK, y + 4);
        panel_text(scene, point_at(x + BLANK + 12, y),
                   style_of(FACE_UI, SHEET_SIZE, theme->ink, ALIGN_LEFT),
                   pen->x + pen->width - x - BLANK - 12,
                   part_words(part)->unit);
    }
    pen->y += BLANK_LINE;
}

/* What the run says: a number, or a place. */
static void set_truth(struct pen *pen, const struct part *part)
{
    const struct scene *scene = &pen->sheet->scene;
    const struct theme *theme = scene->theme;
    const struct step_question *question = &part_step(part)->question;
    const struct draw_style bold = style_of(FACE_BOLD, SHEET_SIZE, theme->ink,
                                            ALIGN_LEFT);
    float x = pen->x, y = pen->y + BLANK_LINE - 12;
    char text[96];

    pen->y += BLANK_LINE;
    if (!pen->draws)
        return;
    x += draw_text(scene->list, point_at(x, y),
                   style_of(FACE_UI, SHEET_SIZE, theme->ink_soft, ALIGN_LEFT),
                   say(scene->ui, "The run says:", "실행 결과:")) + 10;
    if (question->kind == QUESTION_POINT) {
        draw_text(scene->list, point_at(x, y), bold,
                  guess_place(scene, question->over, part->truth->at, text,
                              sizeof text));
        return;
    }
    x += draw_value(scene->list, point_at(x, y), bold,
                    subject(SUBJECT_TRUTH, 0, 0, 0, -1), part->truth->number,
                    figure_size(text, part->truth->number)) + 8;
    panel_text(scene, point_at(x, y),
               style_of(FACE_UI, SHEET_SIZE, theme->ink, ALIGN_LEFT),
               pen->x + pen->width - x, part_words(part)->unit);
}

static bool has_number(const struct part *part)
{
    int kind = part_step(part)->question.kind;

    return kind == QUESTION_NUMBER || kind == QUESTION_POINT ||
           (kind == QUESTION_CHOOSE && !isnan(part->truth->number));
}

static void set_answer(struct pen *pen, const struct part *part)
{
    switch (part_step(part)->question.kind) {
    case QUESTION_CHOOSE: set_choices(pen, part); break;
    case QUESTION_DRAW: curve_set(pen, part); break;
    case QUESTION_CALCULATE: calculation_set(pen, part); break;
    default:
        if (!part->answers)
            set_blank(pen, part);
    }
}

/* What follows the reveal; a truth that cannot be found says why. */
static void set_reveal(struct pen *pen, const struct part *part)
{
    const struct scene *scene = &pen->sheet->scene;
    const struct paper_style style = pen_style(SHEET_SIZE, scene->theme->ink);
    const struct step_words *words = part_words(part);

    if (part_step(part)->question.kind != QUESTION_CALCULATE) {
        if (!part->truth->known)
            pen_text(pen, &style, 0, part->truth->problem.text);
        else if (has_number(part))
            set_truth(pen, part);
    }
    if (words->then[0] != '\0') {
        pen->y += 6;
        pen_text(pen, &style, 0, words->then);
    }
}

static void set_inside(struct pen *pen, const struct part *part)
{
    const struct scene *scene = &pen->sheet->scene;
    const struct paper_style style = pen_style(SHEET_SIZE, scene->theme->ink);
    bool calculates = part_step(part)->question.kind == QUESTION_CALCULATE;

    if (pen->draws)
        draw_text(scene->list, point_at(pen->x, pen->y + 16),
                  style_of(FACE_BOLD, SHEET_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT),
                  calculates ? say(scene->ui, "By hand", "직접 계산해 보기")
                             : say(scene->ui, "Predict first",
                                   "먼저 예측해 보기"));
    pen->y += 24;
    pen_text(pen, &style, 0, part_words(part)->ask);
    pen->y += 4;
    set_answer(pen, part);
    if (part->answers)
        set_reveal(pen, part);
}

static void set_question(struct pen *pen, const void *about)
{
    struct pen inside = *pen;

    inside.x += PAD;
    inside.width -= 2 * PAD;
    inside.y += PAD - 4;
    set_inside(&inside, about);
    float foot = inside.y + PAD;
    if (pen->draws)
        draw_outline(&pen->sheet->list,
                     box_at(pen->x, pen->y, pen->width, foot - pen->y), 10,
                     1.6f, pen->sheet->theme.ink_soft);
    pen->y = foot;
}

void question_write(struct sheet *sheet, const struct part *part)
{
    if (part_step(part)->question.kind == QUESTION_NONE)
        return;
    sheet_gap(sheet, 16);
    sheet_block(sheet, set_question, part);
}
