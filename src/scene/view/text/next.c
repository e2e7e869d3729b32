/* What comes next, as far as there is height for it: first the likeliest
 * tokens, then how surprised the network was, what can be done, its best
 * answers, and the surprise of the steps before.
 */
#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/view/text/chances.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum {
    ROW = 30, ROWS_LEAST = 3, HEAD = 58, FOOT = 16,
    CONTROLS = 40, SURPRISE = 36, CHART = 78, BEAM = 34, BEAM_ROW = 26,
    TEMPERATURE_PITCH = 30,
};

/* How much is seen of what nobody asked for. */
static const float unasked = 0.4f;

/* The step whose prediction is there; 0: none yet. */
static int shown_step(const struct scene *scene)
{
    const struct moment *now = &scene->now;

    return now->pass == PASS_BACKWARD ? now->step
                                      : now->step - (now->whole < 1);
}

/* In a question nothing is asked of the network yet: what it gives out there
 * was never trained. */
static bool is_asked(const struct film *film, int step)
{
    return step + 1 >= film->turn;
}

/* "after t = 964: z" */
static void write_note(const struct scene *scene, int step, char out[96])
{
    const char *token = step > 0 ? token_show(scene->film, step) : "";

    if (step < 1)
        snprintf(out, 96, "%s", say(scene->ui, "nothing is read yet",
                                    "아직 읽은 것이 없음"));
    else if (!is_asked(scene->film, step))
        snprintf(out, 96, "%s", say(scene->ui,
                                    "in the question: not asked yet",
                                    "질문을 읽는 중: 아직 답할 때가 아님"));
    else
        snprintf(out, 96, say(scene->ui, "after t = %d%s%s", "t = %d%s%s 다음"),
                 step, token[0] != '\0' ? " · " : "", token);
}

/* A button where it fits; x behind it. */
static float draw_button(const struct scene *scene, struct box row, float x,
                         const char *text, bool on, enum action action,
                         int value)
{
    float width = draw_width(scene->list, FACE_BOLD, 15, text) + 28;

    if (x + width > box_right(row))
        return x;
    return x + 10 + panel_button(scene, point_at(x, row.y + row.h / 2), text,
                                 on, action, value);
}

/* Left to itself from here, and other choices. */
static void draw_free(const struct scene *scene, struct box row)
{
    const struct film *film = scene->film;
    const struct ui *ui = scene->ui;
    bool free = film->free_from > 0;
    float x = draw_button(scene, row, row.x,
                          free ? say(ui, "left to itself", "자유 생성 중")
                               : say(ui, "leave it to itself from here",
                                     "여기서부터 자유 생성"),
                          free, ACTION_FREE, film->free_from);

    if (free && film->temperature > 0)
        draw_button(scene, row, x, say(ui, "another draw", "다시 뽑기"), false,
                    ACTION_ANOTHER, 0);
}

/* "− temperature 0.8 +" */
static void draw_temperature(const struct scene *scene, struct box row)
{
    const struct film *film = scene->film;
    struct draw_style style = style_of(FACE_UI, 15, scene->theme->ink,
                                       ALIGN_LEFT);
    char value[FIGURE_MAX], text[64];

    snprintf(text, sizeof text,
             say(scene->ui, film->temperature > 0
                     ? "temperature %s" : "temperature %s: the likeliest",
                 film->temperature > 0 ? "온도 %s"
                                       : "온도 %s: 가장 그럴듯한 것"),
             figure_plain(value, film->temperature,
                          film->temperature > 0 ? 1 : 0));
    float width = draw_width(scene->list, style.face, style.size, text);
    if (width + 3 * TEMPERATURE_PITCH + 30 > row.w)
        return;
    float x = draw_button(scene, row, row.x, "−", false, ACTION_TEMPERATURE,
                          -1);
    draw_value(scene->list, point_at(x, row.y + row.h / 2 + 5), style,
               subject(SUBJECT_OTHER, 0, 0, 0, 0), film->temperature, text);
    draw_button(scene, row, x + width + 10, "+", false, ACTION_TEMPERATURE,
                -2);
}

/* Cuts `height` off the top of *box. */
static struct box cut_top(struct box *box, float height)
{
    struct box cut = box_at(box->x, box->y, box->w, height);

    box->y += height;
    box->h -= height;
    return cut;
}

/* Takes `height` of *room for a part where that is left. */
static bool take(float *room, float height)
{
    if (*room < height)
        return false;
    *room -= height;
    return true;
}

static void draw_parts(const struct scene *scene, struct box box, int step)
{
    const struct film *film = scene->film;
    int answers = chances_answers(scene);
    float room = box.h - ROWS_LEAST * ROW;
    float beam = answers > 0 ? BEAM + BEAM_ROW * (float)answers : 0;
    bool feeds = film->feed.kind != GENERATE_NONE;
    bool controls = feeds && take(&room, CONTROLS);
    bool surprise = take(&room, SURPRISE);
    bool beams = beam > 0 && is_asked(film, step) && take(&room, beam);
    bool heat = controls && take(&room, CONTROLS);
    bool chart = surprise && take(&room, CHART);
    int rows = (int)(fmaxf(room + ROWS_LEAST * ROW, 0) / ROW);

    rows = rows > CHANCES ? CHANCES : rows;
    float before = scene->list->alpha;
    if (!is_asked(film, step))
        scene->list->alpha *= unasked;
    if (step > 0 && rows > 0)
        chances_draw(scene, cut_top(&box, ROW * (float)rows), rows, step);
    scene->list->alpha = before;
    if (surprise)
        chances_surprise(scene, cut_top(&box, SURPRISE), step);
    if (chart)
        chances_chart(scene, cut_top(&box, CHART), step);
    if (beams)
        chances_beam(scene, cut_top(&box, beam));
    if (controls)
        draw_free(scene, cut_top(&box, CONTROLS));
    if (heat)
        draw_temperature(scene, cut_top(&box, CONTROLS));
}

void view_next(const struct scene *scene, struct box box)
{
    const struct film *film = scene->film;
    const char *title = say(scene->ui, "What comes next", "다음에 올 것");
    struct box inside = box_at(box.x + PANEL_PADDING, box.y + HEAD,
                               box.w - 2 * PANEL_PADDING,
                               box.h - HEAD - FOOT);
    struct point head = point_at(inside.x, box.y + PANEL_HEADING);
    int step = shown_step(scene);
    char note[96];

    panel_draw(scene, box, title);
    if (film->values.spec.head != HEAD_SOFTMAX) {
        panel_title(scene, head, title,
                    say(scene->ui, "this network chooses no tokens",
                        "이 신경망은 토큰을 고르지 않습니다"), inside.w);
        return;
    }
    write_note(scene, step, note);
    panel_title(scene, head, title, note, inside.w);
    if (inside.w >= 140)
        draw_parts(scene, inside, step);
}
