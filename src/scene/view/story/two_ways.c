/* The sum holds for matrices; of their sizes only that none is larger than the
 * two together.
 */
#include "scene/view/story/two_ways.h"

#include <math.h>

#include "scene/look/figure.h"
#include "scene/view/paths/quantity.h"
#include "scene/widget/panel.h"

bool two_ways_told(const struct scene *scene)
{
    return scene->ui->strands && scene->now.pass == PASS_BACKWARD &&
           film_cell(scene->film, scene->ui->layer) == CELL_LSTM &&
           scene->studies != NULL && scene->studies->paths.measured > 0;
}

const struct narration *two_ways_narration(const struct ui *ui)
{
    static const struct narration kept = {
        "Two ways back in time", "기울기가 오는 두 길",
        "Along the {c:belt} only the {f:keep gates} are multiplied: the "
        "carousel. All the rest has gone through {h:h} and the weights of the "
        "gates. The two add up as matrices; their sizes do not.",
        "{c:벨트}를 거슬러 오는 기울기에는 시점마다 {f:유지 게이트}만 곱해집니다. "
        "이것이 셀 경로입니다. 나머지는 {h:h}와 게이트의 가중치를 거쳐 "
        "옵니다. 둘은 행렬로 더해지지만 크기끼리는 더해지지 않습니다."};
    static const struct narration words = {
        "Two ways back in time", "기울기가 오는 두 길",
        "Along the {c:belt} only the {f:forget gates} are multiplied: the "
        "carousel. All the rest has gone through {h:h} and the weights of the "
        "gates. The two add up as matrices; their sizes do not.",
        "{c:벨트}를 거슬러 오는 기울기에는 시점마다 {f:망각 게이트}만 곱해집니다. "
        "이것이 셀 경로입니다. 나머지는 {h:h}와 게이트의 가중치를 거쳐 "
        "옵니다. 둘은 행렬로 더해지지만 크기끼리는 더해지지 않습니다."};

    return ui->keep_write ? &kept : &words;
}

/* The formula, or as much of it as there is room for. */
static void draw_formula(const struct scene *scene, struct box box)
{
    static const char *const text[] = {
        "∂c_{T}/∂c_{t} = diag(f_{T} ⊙ … ⊙ f_{t+1}) + R_{T,t}",
        "∂c_{T}/∂c_{t} = diag(∏f) + R"};
    struct draw_style style = style_of(FACE_MATH_ITALIC, 18,
                                       scene->theme->ink, ALIGN_CENTRE);

    for (int k = 0; k < 2; k++) {
        if (draw_width(scene->list, style.face, style.size, text[k]) >
            box.w - 16)
            continue;
        draw_text(scene->list, point_at(box.x + box.w / 2, box.y + 34), style,
                  text[k]);
        return;
    }
}

void two_ways_draw(const struct scene *scene, struct box box)
{
    static const char *const sign[] = {"", "≤", "+"};
    struct quantity cell = quantity_cell(scene);
    int lag = moment_lag(&scene->now, scene->film->steps);
    float pitch = box.w / 3;
    char text[FIGURE_MAX];

    draw_formula(scene, box);
    for (int c = 0; c < cell.curves; c++) {
        const struct quantity_curve *curve = &cell.curve[c];
        double value = quantity_value(scene, curve->measure, lag);
        struct draw_id id = subject(SUBJECT_PATH, scene->ui->layer,
                                    curve->measure, lag, 0);
        float x = box.x + pitch * ((float)c + 0.5f);
        if (isnan(value))
            continue;
        draw_text(scene->list, point_at(x, box.y + 62),
                  style_of(FACE_UI, TEXT_SMALL, curve->ink, ALIGN_CENTRE),
                  curve->name);
        draw_value(scene->list, point_at(x, box.y + 86),
                   style_of(FACE_BOLD, 18, curve->ink, ALIGN_CENTRE), id,
                   value, quantity_figure(scene, value, text));
        if (c > 0)
            draw_text(scene->list, point_at(x - pitch / 2, box.y + 86),
                      style_of(FACE_UI, 18, scene->theme->ink_soft,
                               ALIGN_CENTRE), sign[c]);
        draw_spot(scene->list, box_at(x - pitch / 2, box.y + 46, pitch, 48),
                  id, ACTION_NONE, 0);
    }
}
