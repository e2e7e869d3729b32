/* One row for every column: its name, and what its numbers are. */
#include "scene/study/table_words.h"

#include <stdio.h>

#include "scene/look/notation.h"
#include "scene/subject.h"

struct words {
    const char *en, *ko;
};

/* How the name of a column goes on the signal's, where it has one. */
static const struct words names[UNIT_COLUMNS] = {
    [COLUMN_UNIT] = {"unit", "유닛"},
    [COLUMN_MEAN] = {"mean of the %s", "%s의 평균"},
    [COLUMN_LOW] = {"low saturation of the %s", "%s의 아래쪽 포화 비율"},
    [COLUMN_HIGH] = {"high saturation of the %s", "%s의 위쪽 포화 비율"},
    [COLUMN_RETENTION] = {"retention", "유지 시점 수"},
    [COLUMN_HALF_LIFE] = {"half-life", "반감기"},
    [COLUMN_STATE] = {"range of h", "h의 변동 폭"},
    [COLUMN_GRADIENT] = {"gradient at h", "h의 기울기"},
    [COLUMN_REACTION] = {"reaction", "반응"},
};

/* The gate that keeps: f, or z of a GRU. */
static const char *keeper(enum cell cell)
{
    return cell == CELL_LSTM ? "f" : "z";
}

static struct words about(enum cell cell, enum unit_column column, int signal)
{
    bool gate = notation_of(cell, signal)->gate;

    switch (column) {
    case COLUMN_MEAN:
        return gate ? (struct words){"mean over all steps", "전체 시점의 평균"}
                    : (struct words){"mean of |value| over all steps",
                                     "전체 시점에 걸친 |값|의 평균"};
    case COLUMN_LOW:
        return gate ? (struct words){"share of the steps below 0.1",
                                     "값이 0.1보다 작은 시점의 비율"}
                    : (struct words){"share of the steps below −0.9",
                                     "값이 −0.9보다 작은 시점의 비율"};
    case COLUMN_HIGH:
        return (struct words){"share of the steps above 0.9",
                              "값이 0.9보다 큰 시점의 비율"};
    case COLUMN_RETENTION:
        return (struct words){
            "steps until the product of %s is below 0.5, median",
            "%s의 곱이 0.5보다 작아질 때까지의 시점 수, 중앙값"};
    case COLUMN_HALF_LIFE:
        return (struct words){
            "ln 0.5 / mean of ln %s: misleads where a unit holds and then "
            "resets",
            "ln 0.5 ÷ (ln %s의 평균). 유지하다가 한 번에 지우는 유닛에서는 "
            "오해하기 쉽습니다"};
    case COLUMN_STATE:
        return (struct words){"largest minus smallest h of the run",
                              "전체 시점에서 h의 최댓값 − 최솟값"};
    case COLUMN_GRADIENT:
        return (struct words){"root mean square of ∂L/∂h over all steps; bars "
                              "on a log scale",
                              "전체 시점에 걸친 ∂L/∂h의 제곱평균제곱근, 막대는 "
                              "로그 눈금"};
    case COLUMN_REACTION:
        return (struct words){
            "correlation r of the state with the feature of the text that "
            "fits best; below 0.4 it says little",
            "글의 특징 가운데 상태와 상관이 가장 큰 것과 그 상관계수 r. "
            "0.4보다 작으면 뚜렷한 반응이 아닙니다"};
    default:
        return (struct words){"click a heading to sort, a row to select",
                              "제목을 누르면 정렬, 행을 누르면 선택"};
    }
}

const char *unit_column_about(const struct ui *ui, enum cell cell,
                              enum unit_column column, int signal,
                              char out[UNIT_WORDS_MAX])
{
    struct words words = about(cell, column, signal);

    if (column == COLUMN_RETENTION || column == COLUMN_HALF_LIFE)
        snprintf(out, UNIT_WORDS_MAX, say(ui, words.en, words.ko),
                 keeper(cell));
    else
        snprintf(out, UNIT_WORDS_MAX, "%s", say(ui, words.en, words.ko));
    return out;
}

/* The column of an id, and its signal: one that the cell has. False where the
 * id is about nothing of the film. */
static bool resolve(const struct film *film, struct draw_id id,
                    enum unit_column *column, int *signal)
{
    if (id.layer < 0 || id.layer >= film->values.spec.layers || id.unit < 0 ||
        id.unit >= film_units(film, id.layer) || id.signal < 0 ||
        id.signal >= UNIT_COLUMNS || id.step < 0 ||
        id.step >= cell_table[film_cell(film, id.layer)].signals)
        return false;
    *column = id.kind == SUBJECT_UNIT_GRADIENT ? COLUMN_GRADIENT
                                               : (enum unit_column)id.signal;
    *signal = id.step;
    return true;
}

char *unit_stat_name(const struct film *film, const struct ui *ui,
                     struct draw_id id, char *out, size_t size)
{
    enum unit_column column;
    int signal;
    char name[96];

    out[0] = '\0';
    if (!resolve(film, id, &column, &signal))
        return out;
    const char *format = say(ui, names[column].en, names[column].ko);
    const struct notation *notation =
        notation_said(ui, film_cell(film, id.layer), signal);
    if (column >= COLUMN_MEAN && column <= COLUMN_HIGH)
        snprintf(name, sizeof name, format, say(ui, notation->en,
                                                notation->ko));
    else
        snprintf(name, sizeof name, "%s", format);
    if (column == COLUMN_UNIT)
        snprintf(out, size, "%s", name);
    else
        snprintf(out, size, say(ui, "%s, unit %d", "%s, 유닛 %d"), name,
                 (int)id.unit + 1);
    return out;
}

char *unit_stat_sentence(const struct film *film, const struct ui *ui,
                         struct draw_id id, char *out, size_t size)
{
    enum unit_column column;
    int signal;
    char name[160], text[UNIT_WORDS_MAX];

    out[0] = '\0';
    if (!resolve(film, id, &column, &signal))
        return out;
    unit_stat_name(film, ui, id, name, sizeof name);
    if (name[0] >= 'a' && name[0] <= 'z')
        name[0] = (char)(name[0] - 'a' + 'A');
    if (column == COLUMN_UNIT)
        snprintf(out, size, say(ui, "Choose unit %d", "유닛 %d 고르기"),
                 (int)id.unit + 1);
    else
        snprintf(out, size, "%s: %s.", name,
                 unit_column_about(ui, film_cell(film, id.layer), column,
                                   signal, text));
    return out;
}
