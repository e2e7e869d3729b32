/* Drawn from the film, not from a rule: its first steps and its last ones, as
 * letters, as bars of values, or as a picture with the letters that follow.
 */
#include "scene/view/train/parts/example.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/ramp.h"
#include "scene/training/task_words.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { PAD = 12, CHIP = 26, CHIP_GAP = 4, BARS_MOST = 160, BAR_LEAST = 3,
       ANSWER = 34, PICTURE = 8, CAPTION = 22, ROWS_MOST = 2 };

struct example {
    const struct scene *scene;
    const struct film *film;
    struct box box;          /* inside the card, above the captions */
};

/* What was wanted, where the film has a word for it and no number; "?" else. */
static void write_answer(const struct example *example, int step,
                         char out[FILM_LABEL_MAX])
{
    const struct film *film = example->film;

    snprintf(out, FILM_LABEL_MAX, "?");
    if (film->target_labels != NULL && film->target_labels[step - 1] >= 0)
        film_choice(film, film->target_labels[step - 1], out);
    if (out[0] == '#')
        snprintf(out, FILM_LABEL_MAX, "?");
}

static float chip_width(const struct example *example, const char *text)
{
    return fmaxf(draw_width(example->scene->list, FACE_UI, TEXT_USUAL, text) +
                     12, CHIP - 4);
}

static float draw_chip(const struct example *example, struct point at,
                       const char *text, struct color color, bool strong)
{
    const struct scene *scene = example->scene;
    float width = chip_width(example, text);
    struct box box = box_at(at.x, at.y, width, CHIP);

    draw_box(scene->list, box, 6, color_fade(color, strong ? 0.28f : 0.12f));
    if (strong)
        draw_outline(scene->list, box_inset(box, 0.75f), 5.5f, 1.5f, color);
    draw_text(scene->list, point_at(at.x + width / 2, at.y + 18),
              style_of(FACE_UI, TEXT_USUAL, scene->theme->ink, ALIGN_CENTRE),
              text);
    return width;
}

/* What is read at steps from .. to in one line, or what is wanted there, as
 * much as fits. */
static void draw_tokens(const struct example *example, int from, int to,
                        bool wanted, struct point at)
{
    const struct film *film = example->film;
    const struct theme *theme = example->scene->theme;
    float end = box_right(example->box) - 20;

    for (int t = from; t <= to; t++) {
        char answer[FILM_LABEL_MAX];
        const char *text = token_show(film, t);
        bool asked = film->target_labels == NULL ||
                     film->target_labels[t - 1] >= 0;
        if (wanted && !asked)
            continue;
        if (wanted || text[0] == '\0') {
            write_answer(example, t, answer);
            text = answer;
        }
        float width = chip_width(example, text);
        if (at.x + width > end) {
            draw_text(example->scene->list, point_at(at.x + 2, at.y + 18),
                      style_of(FACE_UI, TEXT_USUAL, theme->ink_soft,
                               ALIGN_LEFT), "…");
            return;
        }
        draw_chip(example, at, text, wanted ? theme->good : theme->accent,
                  wanted);
        at.x += width + CHIP_GAP;
    }
}

/* The question, and below it the answer that is wanted. */
static void draw_turn(const struct example *example)
{
    const struct film *film = example->film;
    struct box box = example->box;
    float y = box.y + box.h / 2 - CHIP - 2;
    bool turns = film->turn > 1 && film->turn <= film->steps;

    if (!turns) {
        draw_tokens(example, 1, film->steps, false,
                    point_at(box.x, box.y + box.h / 2 - CHIP / 2));
        return;
    }
    draw_tokens(example, 1, film->turn - 1, false, point_at(box.x, y));
    wire_arrow(example->scene, point_at(box.x + 12, y + CHIP * 1.5f + 4), 1, 0,
               8, example->scene->theme->ink_soft);
    draw_tokens(example, film->turn - 1, film->steps, true,
                point_at(box.x + 22, y + CHIP + 4));
}

/* 8 x 8 pixels of step 1, and the letters that are asked for. */
static void draw_picture(const struct example *example)
{
    const struct film *film = example->film;
    struct box box = example->box;
    struct color palette[256];
    char answer[FILM_LABEL_MAX];
    float x;

    box.w = box.h = fminf(box.h, 64);
    ramp_fill(RAMP_GATE, example->scene->ui->theme, palette);
    uint8_t *cell = draw_grid(example->scene->list, box, PICTURE, PICTURE,
                              draw_palette(example->scene->list, palette),
                              true);
    for (int k = 0; cell != NULL && k < PICTURE * PICTURE; k++)
        cell[k] = ramp_entry(RAMP_GATE, (double)film->x[k]);
    x = box_right(box) + 16;
    for (int t = 1; t <= film->steps; t++) {
        if (film->target_labels == NULL || film->target_labels[t - 1] < 0)
            continue;
        write_answer(example, t, answer);
        float width = chip_width(example, answer);
        if (x + width > box_right(example->box))
            return;
        draw_chip(example, point_at(x, box.y + box.h / 2 - CHIP / 2), answer,
                  example->scene->theme->good, true);
        x += width + CHIP_GAP;
    }
}

static double largest_input(const struct film *film, int inputs, int steps)
{
    double most = 1e-9;

    for (int t = 1; t <= steps; t++)
        for (int k = 0; k < inputs; k++) {
            double value = fabs((double)film->x[(t - 1) *
                                film->values.spec.inputs + k]);
            most = fmax(most, isfinite(value) ? value : 0);
        }
    return most;
}

/* Is a step one that the answer is about? */
static bool is_told(const struct example *example, int t)
{
    const struct film *film = example->film;
    int inputs = film->values.spec.inputs;

    switch (training_task(example->scene->training)->kind) {
    case TASK_REMEMBER: return t == 1;
    case TASK_ADDING: return film->x[t * inputs - 1] > 0;
    default: return false;
    }
}

static bool is_signed(const struct film *film, int input, int steps)
{
    for (int t = 0; t < steps; t++)
        if (film->x[t * film->values.spec.inputs + input] < 0)
            return true;
    return false;
}

/* A row of bars, from a line in its middle; where nothing is below zero, from
 * its lower edge. */
static void draw_bars(const struct example *example, struct box row, int input,
                      int steps, double most)
{
    const struct scene *scene = example->scene;
    const struct film *film = example->film;
    float full = row.h * (is_signed(film, input, steps) ? 0.5f : 0.9f);
    float pitch = row.w / (float)steps, base = row.y + full;

    draw_tile(scene->list, box_at(row.x, base, row.w, 1),
              scene->theme->edge_strong);
    for (int t = 1; t <= steps; t++) {
        double value = (double)film->x[(t - 1) * film->values.spec.inputs +
                                       input] / most;
        float height = (full - 1) * (float)(isfinite(value) ? value : 0);
        draw_tile(scene->list,
                  box_at(row.x + pitch * (float)(t - 1) + pitch * 0.15f,
                         height > 0 ? base - height : base,
                         fmaxf(pitch * 0.7f, 1), fmaxf(fabsf(height), 1)),
                  is_told(example, t)
                      ? scene->theme->accent
                      : color_fade(scene->theme->ink_soft, 0.75f));
    }
}

/* From the answer back to the first step, where that is what it is about. */
static void draw_arrow(const struct example *example, float from, float to,
                       float y)
{
    const struct theme *theme = example->scene->theme;
    struct point line[17];

    for (int k = 0; k <= 16; k++) {
        float share = (float)k / 16;
        line[k] = point_at(from + (to - from) * share,
                           y - 14 * sinf(3.14159f * share));
    }
    const struct draw_stroke stroke = {.width = 1.6f, .color = theme->accent};
    draw_line(example->scene->list, line, 17, &stroke);
    wire_arrow(example->scene, point_at(to, y + 2), 0, 1, 7, theme->accent);
}

/* One row for each of several inputs, a tile where it is 1: symbols in their
 * order. */
static void draw_roll(const struct example *example, struct box box, int inputs,
                      int steps)
{
    const struct scene *scene = example->scene;
    float pitch = box.w / (float)steps, row = box.h / (float)inputs;

    for (int k = 0; k < inputs; k++)
        draw_tile(scene->list, box_at(box.x, box.y + row * ((float)k + 0.5f),
                                      box.w, 1), scene->theme->edge);
    for (int t = 1; t <= steps; t++)
        for (int k = 0; k < inputs; k++) {
            if (!(example->film->x[(t - 1) * inputs + k] > 0))
                continue;
            draw_tile(scene->list,
                      box_at(box.x + pitch * ((float)(t - 1) + 0.1f),
                             box.y + row * ((float)k + 0.1f), pitch * 0.8f,
                             row * 0.8f), scene->theme->accent);
        }
}

static void draw_values(const struct example *example)
{
    const struct film *film = example->film;
    const struct scene *scene = example->scene;
    enum task_kind kind = training_task(scene->training)->kind;
    int inputs = film->values.spec.inputs;
    int rows = film->context > 1 ? 1 : inputs;
    struct box box = example->box;
    char answer[FILM_LABEL_MAX];
    int most = (int)((box.w - ANSWER - 20) / BAR_LEAST);
    int steps = film->steps;

    steps = steps > most ? most : steps > BARS_MOST ? BARS_MOST : steps;
    box.w -= ANSWER + 10;
    if (steps < film->steps) {
        draw_text(scene->list, point_at(box_right(box) - 14,
                                        box.y + box.h / 2 + 5),
                  style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                           ALIGN_LEFT), "…");
        box.w -= 20;
    }
    if (kind == TASK_REMEMBER) {
        box.y += 16;
        box.h -= 16;
    }
    double largest = largest_input(film, rows, steps);
    if (rows > ROWS_MOST)
        draw_roll(example, box, rows, steps);
    for (int k = 0; k < rows && rows <= ROWS_MOST; k++)
        draw_bars(example, box_at(box.x, box.y + box.h / (float)rows *
                                  (float)k, box.w, box.h / (float)rows),
                  inputs - rows + k, steps, largest);
    write_answer(example, film->steps, answer);
    float x = box_right(example->box) - ANSWER;
    draw_chip(example, point_at(x, box.y + box.h / 2 - CHIP / 2),
              draw_width(scene->list, FACE_UI, TEXT_USUAL, answer) + 12 >
                      ANSWER ? "?" : answer, scene->theme->good, true);
    if (kind == TASK_REMEMBER)
        draw_arrow(example, x + ANSWER / 2, box.x + 3, box.y - 2);
}

/* Below it: where it begins, how far it goes. */
static void draw_caption(const struct example *example, float y)
{
    const struct scene *scene = example->scene;
    const struct task *task = training_task(scene->training);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_LEFT);
    struct box box = example->box;
    char last[32], lag[48];

    draw_text(scene->list, point_at(box.x, y), style, "t = 1");
    snprintf(last, sizeof last, "t = %d", example->film->steps);
    style.align = ALIGN_RIGHT;
    draw_text(scene->list, point_at(box_right(box), y), style, last);
    if (task->kind != TASK_REMEMBER && task->kind != TASK_ADDING)
        return;
    snprintf(lag, sizeof lag, say(scene->ui, "lag %d", "시차 %d"),
             task->steps);
    style.align = ALIGN_CENTRE;
    style.color = scene->theme->ink_soft;
    if (draw_width(scene->list, FACE_UI, TEXT_SMALL, lag) +
            2 * draw_width(scene->list, FACE_UI, TEXT_SMALL, last) + 30 <=
        box.w)
        draw_text(scene->list, point_at(box.x + box.w / 2, y), style, lag);
}

void example_draw(const struct scene *scene, struct box box)
{
    struct example example = {
        .scene = scene, .film = scene->film,
        .box = box_at(box.x + PAD, box.y + 10, box.w - 2 * PAD,
                      box.h - CAPTION - 18)};

    if (scene->film == NULL || box.w < 160)
        return;
    draw_box(scene->list, box, 10, scene->theme->well);
    draw_outline(scene->list, box_inset(box, 0.5f), 9.5f, 1,
                 scene->theme->edge);
    if (scene->film->picture && scene->film->x != NULL)
        draw_picture(&example);
    else if (token_film(scene->film))
        draw_turn(&example);
    else if (scene->film->x != NULL)
        draw_values(&example);
    draw_caption(&example, box_bottom(box) - 10);
}
