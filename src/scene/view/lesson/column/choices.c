/* The choices below each other: a letter, the text, how many hands were
 * raised, who guessed it. After the reveal the right one is green and has a
 * check, each shows the number it was judged by, and the chosen ones say why.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/lesson/column/column.h"

enum { PAD = 9, LETTER = 28, HANDS = 50, MARK = 22, GAP = 8 };

static int hands_of(const struct course_answer *answer, int choices)
{
    int sum = 0;

    for (int k = 0; k < choices; k++)
        sum += answer->hands[k];
    return sum;
}

/* Which guesses are this choice: a bit for each. */
static unsigned guessed(const struct course_answer *answer, int k)
{
    unsigned bits = 0;

    for (int g = 0; g < answer->guesses; g++)
        if (answer->guessed[g].made && answer->guessed[g].choice == k)
            bits |= 1u << g;
    return bits;
}

static void draw_check(const struct scene *scene, struct point centre,
                       struct color color)
{
    const struct point line[3] = {{centre.x - 6, centre.y},
                                  {centre.x - 1.5f, centre.y + 5},
                                  {centre.x + 6.5f, centre.y - 5.5f}};

    draw_line(scene->list, line, 3,
              &(struct draw_stroke){.width = 2.6f, .color = color});
}

static void draw_cross(const struct scene *scene, struct point centre,
                       struct color color)
{
    for (int side = -1; side <= 1; side += 2)
        draw_segment(scene->list,
                     point_at(centre.x - 5, centre.y - 5 * (float)side),
                     point_at(centre.x + 5, centre.y + 5 * (float)side), 2.4f,
                     color);
}

struct choice_row {
    const struct column *column;
    int k;
    struct box box;
    bool right, mine;
    int hands;                 /* of all choices */
};

/* "+" or how many; a click raises one more. */
static void draw_hands(const struct choice_row *row)
{
    const struct scene *scene = row->column->scene;
    const struct theme *theme = scene->theme;
    int count = row->column->course->answer.hands[row->k];
    struct box box = box_at(box_right(row->box) - HANDS + 4,
                            row->box.y + row->box.h / 2 - 14, HANDS - 12, 28);
    struct point at = point_at(box.x + box.w / 2, box.y + 19);

    draw_box(scene->list, box, 14,
             chrome_fill(scene, ACTION_HANDS, row->k));
    if (count == 0) {
        draw_text(scene->list, at, style_of(FACE_UI, TEXT_SMALL,
                                            theme->ink_faint, ALIGN_CENTRE),
                  "+");
    } else {
        char text[16];
        snprintf(text, sizeof text, "%d", count);
        draw_value(scene->list, at, style_of(FACE_BOLD, TEXT_SMALL,
                                             theme->ink, ALIGN_CENTRE),
                   subject(SUBJECT_GUESS, 0, 4, 0, row->k), count, text);
    }
    chrome_spot(scene, box, ACTION_HANDS, row->k);
}

static void draw_ground(const struct choice_row *row)
{
    const struct scene *scene = row->column->scene;
    const struct theme *theme = scene->theme;
    const struct course_answer *answer = &row->column->course->answer;
    bool under = answer->active && answer->chosen == row->k;
    float share = row->hands == 0 ? 0 : (float)answer->hands[row->k] /
                                            (float)row->hands;
    struct color edge = row->right ? theme->good : row->mine || under
                            ? theme->accent : theme->edge_strong;

    draw_box(scene->list, row->box, 10,
             row->right ? color_fade(theme->good, theme->dark ? 0.22f : 0.13f)
             : row->mine ? theme->chip_on
                         : chrome_fill(scene, ACTION_CHOOSE, row->k));
    if (share > 0)
        draw_box(scene->list,
                 box_at(row->box.x + 6, box_bottom(row->box) - 5,
                        (row->box.w - 12) * share, 3), 1.5f, theme->accent);
    draw_outline(scene->list, box_inset(row->box, 0.75f), 9.25f,
                 row->right || row->mine || under ? 2 : 1, edge);
}

/* Its letter, or after the reveal a check or a cross. */
static void draw_letter(const struct choice_row *row)
{
    const struct scene *scene = row->column->scene;
    const struct theme *theme = scene->theme;
    const char letter[] = {(char)('a' + row->k), '\0'};
    struct point centre = point_at(row->box.x + PAD + LETTER / 2 - 4,
                                   row->box.y + row->box.h / 2);

    if (row->right) {
        draw_check(scene, centre, theme->good);
    } else if (row->column->course->answer.revealed && row->mine) {
        draw_cross(scene, centre, theme->warn);
    } else {
        draw_text(scene->list, point_at(centre.x, centre.y + 5.5f),
                  style_of(FACE_BOLD, 15, row->mine ? theme->accent
                                                    : theme->ink_soft,
                           ALIGN_CENTRE), letter);
    }
}

/* With several guesses: which of them. Returns its width. */
static float draw_marks(const struct choice_row *row)
{
    const struct scene *scene = row->column->scene;
    const struct course_answer *answer = &row->column->course->answer;
    unsigned bits = guessed(answer, row->k);
    float x = box_right(row->box) - HANDS;

    for (int g = GUESSES_MAX - 1; g >= 0 && answer->guesses > 1; g--) {
        if ((bits >> g & 1) == 0)
            continue;
        x -= MARK;
        draw_disc(scene->list,
                  point_at(x + MARK / 2, row->box.y + row->box.h / 2), 9.5f,
                  scene->theme->accent);
        draw_print(scene->list,
                   point_at(x + MARK / 2, row->box.y + row->box.h / 2 + 5),
                   style_of(FACE_BOLD, TEXT_SMALL, scene->theme->on_accent,
                            ALIGN_CENTRE), "%d", g + 1);
    }
    return box_right(row->box) - HANDS - x;
}

/* What it was judged by, where that is a number of its own. */
static void set_value(struct column *column, int k)
{
    const struct scene *scene = column->scene;
    const struct step_choice *choice =
        &course_step(column->course)->step.question.choice[k];
    double value = column->course->answer.truth.value[k];
    char text[FIGURE_MAX];

    if (isnan(value) || choice->claim.kind == CLAIM_NONE)
        return;
    if (column_seen(column, column->y, 24))
        draw_value(scene->list,
                   point_at(column->x + PAD + LETTER, column->y + 16),
                   style_of(FACE_BOLD, 15, scene->theme->good, ALIGN_LEFT),
                   subject(SUBJECT_TRUTH, 0, 0, 0, k), value,
                   figure_size(text, value));
    column->y += 24;
}

static int marks_of(unsigned bits)
{
    int count = 0;

    for (; bits != 0; bits >>= 1)
        count += (int)(bits & 1);
    return count;
}

static void set_choice(struct column *column, int k, int hands)
{
    const struct scene *scene = column->scene;
    const struct course_answer *answer = &column->course->answer;
    const struct step_words *words = course_words(column->course, scene->ui);
    const struct paper_style style = column_style(scene, 16);
    unsigned bits = guessed(answer, k);
    float marks = answer->guesses > 1 ? (float)(MARK * marks_of(bits)) : 0;
    float room = column->width - 2 * PAD - LETTER - HANDS - marks;
    float text = paper_text_height(scene, room, &style, words->choice[k].text);
    struct choice_row row = {
        .column = column, .k = k, .hands = hands, .mine = bits != 0,
        .right = answer->revealed && answer->truth.known &&
                 answer->truth.choice == k,
        .box = box_at(column->x, column->y, column->width,
                      text + 2 * PAD - 2)};

    if (column_seen(column, row.box.y, row.box.h)) {
        draw_ground(&row);
        draw_letter(&row);
        if (!answer->revealed)
            chrome_spot(scene, row.box, ACTION_CHOOSE, k);
        paper_text_draw(scene, point_at(row.box.x + PAD + LETTER,
                                        row.box.y + PAD - 1), room, &style,
                        words->choice[k].text);
        draw_marks(&row);
        draw_hands(&row);
    }
    column->y += row.box.h + 4;
    if (!answer->revealed)
        return;
    set_value(column, k);
    if (row.mine || row.right) {
        struct paper_style why = column_style(scene, 15);
        why.color = scene->theme->ink_soft;
        column_text(column, &why, PAD + LETTER, words->choice[k].why);
    }
}

static void set_keys(struct column *column, int choices)
{
    const struct ui *ui = column->scene->ui;
    struct paper_style style = column_style(column->scene, 15);
    char text[128];

    if (!column->course->answer.active || ui->class_mode)
        return;
    snprintf(text, sizeof text,
             say(ui, "Choose by 1 to %d or ↑ ↓, then Enter.",
                 "1~%d 또는 ↑ ↓로 고르고 Enter를 누르세요."), choices);
    style.color = column->scene->theme->ink_soft;
    column_text(column, &style, 0, text);
    column->y += 4;
}

/* After the reveal, where there is no room: nobody chose it, it is wrong, and
 * it has no number of its own. */
static bool is_left_out(const struct column *column, int k)
{
    const struct course_answer *answer = &column->course->answer;
    const struct step_choice *choice =
        &course_step(column->course)->step.question.choice[k];

    return column->brief && answer->revealed && answer->truth.known &&
           answer->truth.choice != k && guessed(answer, k) == 0 &&
           answer->hands[k] == 0 && choice->claim.kind == CLAIM_NONE;
}

void choices_set(struct column *column)
{
    const struct step_question *question =
        &course_step(column->course)->step.question;
    int hands = hands_of(&column->course->answer, question->choices);

    set_keys(column, question->choices);
    for (int k = 0; k < question->choices; k++) {
        if (is_left_out(column, k))
            continue;
        set_choice(column, k, hands);
        column->y += GAP - 4;
    }
}
