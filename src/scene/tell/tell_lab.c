/* Lanes, a line each: what it is, how far back it is felt, and what is left
 * every ten steps.
 */
#include <stdio.h>

#include "nn/flow/rate.h"
#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/tell/tell.h"

static void tell_number(const struct scene *scene, const char *name,
                        struct draw_id id, bool log10)
{
    double value = lab_value(scene->lab, id);
    char text[FIGURE_MAX];

    if (log10)
        lab_figure(scene->ui, value, text);
    else
        figure_plain(text, value, 3);
    draw_note_on(scene->list, ", %s ", name);
    draw_note_value(scene->list, id, value, text);
}

/* What is left at a few lags up to the stated one. */
static void tell_curve(const struct scene *scene, int k)
{
    int lag = lab_lag(scene->lab, scene->ui);
    int step = lag > 100 ? lag / 10 : 10;

    for (int at = step; at <= lag; at += step) {
        char name[48];
        snprintf(name, sizeof name, say(scene->ui, "lag %d", "시차 %d"), at);
        tell_number(scene, name,
                    subject(SUBJECT_LANE_DECAY, k, CURVE_OWN, at, 0), true);
    }
}

void tell_lanes(const struct scene *scene)
{
    const struct lab *lab = scene->lab;
    const struct ui *ui = scene->ui;

    for (int k = 0; lab != NULL && k < LANES_MAX + REFERENCES_MAX; k++) {
        char name[64], start[160];
        int lag = lab_lag(lab, ui);
        if (lab_lane_name(lab, ui, k, name, sizeof name)[0] == '\0')
            continue;
        double left = lab_value(lab, subject(SUBJECT_LANE_DECAY, k, CURVE_OWN,
                                             lag, 0));
        draw_note(scene->list, "%s, %s, %s", name,
                  lab_lane_start(lab, ui, k, start, sizeof start),
                  lab_verdict_name(ui, verdict_of(left)));
        if (k >= LANES_MAX)
            draw_note_on(scene->list, "%s", say(ui, ", kept", ", 남긴 곡선"));
        tell_number(scene, say(ui, "half-life", "반감기"),
                    subject(SUBJECT_LANE_HALF, k, 0, lag, 0), false);
        tell_number(scene, say(ui, "Lyapunov exponent", "랴푸노프 지수"),
                    subject(SUBJECT_LANE_LYAPUNOV, k, 0, lag, 0), false);
        tell_curve(scene, k);
    }
}
