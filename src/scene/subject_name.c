/* Names of numbers for lists and listeners: short, since many follow each
 * other. The sentences of subject.c explain them.
 */
#include <stdio.h>

#include "scene/film/decays.h"
#include "scene/look/notation.h"
#include "scene/study/trace/trace.h"
#include "scene/study/table_words.h"
#include "scene/study/text/text_words.h"
#include "scene/subject.h"
#include "scene/tell/study_words.h"

struct name {
    const char *en, *ko;
};

/* What comes before the unit and the step. */
static struct name plain_name(int kind)
{
    static const struct name names[SUBJECTS] = {
        [SUBJECT_NORM] = {"root mean square of the state",
                          "상태의 제곱평균제곱근"},
        [SUBJECT_INPUT] = {"input as the network reads it",
                           "신경망이 읽는 입력"},
        [SUBJECT_RAW_INPUT] = {"input", "입력"},
        [SUBJECT_OUTPUT] = {"prediction", "예측"},
        [SUBJECT_TARGET] = {"target", "목푯값"},
        [SUBJECT_PROBABILITY] = {"probability", "확률"},
        [SUBJECT_LOSS] = {"loss", "손실"},
        [SUBJECT_KEPT] = {"kept of the old state", "이전 상태에서 남긴 값"},
        [SUBJECT_WRITTEN] = {"added to the state", "상태에 더한 값"},
        [SUBJECT_SLOPE] = {"slope of the activation function",
                           "활성화 함수의 접선 기울기"},
        [SUBJECT_COMPLEMENT] = {"share of the new content", "새 값의 비율"},
        [SUBJECT_UNTOUCHED] = {"in the untouched run", "손대지 않은 값"},
        [SUBJECT_DIFFERENCE] = {"difference from the untouched run",
                                "손대지 않은 결과와의 차이"},
        [SUBJECT_PRODUCT] = {"weight times value", "가중치와 값의 곱"},
    };

    return names[kind];
}

static const struct notation *notation_at(const struct film *film,
                                          struct draw_id id)
{
    return notation_of(film_cell(film, id.layer), id.signal);
}

/* "unit 3, t = 20" */
static void write_place(const struct film *film, const struct ui *ui,
                        struct draw_id id, char *out, size_t size)
{
    char unit[64] = "";

    if (id.kind == SUBJECT_SIGNAL && id.unit < 0)
        snprintf(unit, sizeof unit, "%s",
                 notation_at(film, id)->gate
                     ? say(ui, ", mean of all units", ", 모든 유닛의 평균")
                     : say(ui, ", mean of |value| over all units",
                           ", 모든 유닛에 걸친 |값|의 평균"));
    else if (id.kind == SUBJECT_SIGNAL || id.kind == SUBJECT_GRADIENT ||
             id.kind == SUBJECT_KEPT || id.kind == SUBJECT_WRITTEN ||
             id.kind == SUBJECT_SLOPE || id.kind == SUBJECT_COMPLEMENT ||
             id.kind == SUBJECT_UNTOUCHED || id.kind == SUBJECT_DIFFERENCE)
        snprintf(unit, sizeof unit, say(ui, ", unit %d", ", 유닛 %d"),
                 (int)id.unit + 1);
    else if (id.kind == SUBJECT_PROBABILITY)
        snprintf(unit, sizeof unit, " #%d", (int)id.unit);
    else if (id.kind >= SUBJECT_INPUT && id.kind <= SUBJECT_TARGET &&
             id.unit > 0)
        snprintf(unit, sizeof unit, " %d", (int)id.unit + 1);
    if (id.step > 0 || id.kind == SUBJECT_SIGNAL)
        snprintf(out, size, "%s, t = %d", unit, (int)id.step);
    else
        snprintf(out, size, "%s", unit);
}

char *subject_name(const struct film *film, const struct ui *ui,
                   struct draw_id id, char *out, size_t size)
{
    const struct notation *said;
    const char *name = NULL;
    char place[96];

    out[0] = '\0';
    if (film == NULL || id.kind <= SUBJECT_NONE || id.kind >= SUBJECTS)
        return out;
    write_place(film, ui, id, place, sizeof place);
    switch (id.kind) {
    case SUBJECT_SIGNAL:
        said = notation_said(ui, film_cell(film, id.layer), id.signal);
        name = say(ui, said->en, said->ko);
        break;
    case SUBJECT_GRADIENT:
    case SUBJECT_GRADIENT_NORM:
        snprintf(out, size, "∂L/∂%s%s", notation_at(film, id)->letter, place);
        return out;
    case SUBJECT_WEIGHT:
        name = film->network.params.tensor[id.signal].name;
        break;
    case SUBJECT_PATH:
    case SUBJECT_PATH_RATE:
    case SUBJECT_LESSON_PART:
    case SUBJECT_LESSON_SHARE:
    case SUBJECT_LESSON_ERROR:
    case SUBJECT_CUT:
    case SUBJECT_CONNECTION: return study_name(film, ui, id, out, size);
    case SUBJECT_SURPRISE:
    case SUBJECT_REACTION:
    case SUBJECT_BEAM: return text_name(ui, id, out, size);
    case SUBJECT_UNIT_STAT:
    case SUBJECT_UNIT_GRADIENT:
        return unit_stat_name(film, ui, id, out, size);
    case SUBJECT_TERM: name = trace_name(ui, id); break;
    case SUBJECT_LOSS: /* L says its own name */
        if (id.step == 0)
            return out;
        /* fall through */
    default: name = say(ui, plain_name(id.kind).en, plain_name(id.kind).ko);
    }
    if (name != NULL)
        snprintf(out, size, "%s%s", name,
                 id.kind == SUBJECT_WEIGHT ? "" : place);
    return out;
}
