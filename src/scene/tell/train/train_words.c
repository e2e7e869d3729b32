/* Names and sentences. What a number is worth is asked of training_value, so
 * that a sentence cannot say another one than the picture.
 */
#include "scene/tell/train/train_words.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/training/task_words.h"
#include "scene/training/train_dials.h"
#include "scene/view/train/parts/racer.h"

/* Figures of struct score, in its order. */
enum score_figure {
    SCORE_SEQUENCES, SCORE_LOSS, SCORE_BASELINE, SCORE_RMSE,
    SCORE_BASELINE_RMSE, SCORE_ACCURACY, SCORE_WHOLE, SCORE_TRAINED,
    SCORE_CHANCE, SCORE_FIGURES
};

struct words {
    const char *en, *ko;
};

static bool is_share(struct draw_id id)
{
    return (id.kind == SUBJECT_TRAIN && id.signal == HISTORY_ACCURACY) ||
           (id.kind == SUBJECT_TRAIN_SCORE && id.signal >= SCORE_ACCURACY) ||
           (id.kind == SUBJECT_SWEEP && id.unit == 0);
}

static bool is_count(struct draw_id id)
{
    return (id.kind == SUBJECT_TRAIN && id.signal == HISTORY_CLIPS) ||
           (id.kind == SUBJECT_TRAIN_SCORE && id.signal == SCORE_SEQUENCES) ||
           (id.kind == SUBJECT_SWEEP && id.unit == 1);
}

char *train_figure(struct draw_id id, double value,
                   char out[TRAIN_FIGURE_MAX])
{
    char number[FIGURE_MAX];

    if (isnan(value))
        snprintf(out, TRAIN_FIGURE_MAX, "–");
    else if (is_share(id))
        snprintf(out, TRAIN_FIGURE_MAX, "%s %%",
                 figure_plain(number, 100 * value, 1));
    else if (is_count(id))
        figure_plain(out, value, 0);
    else
        figure_size(out, value);
    return out;
}

static char *lane_name(const struct training *training, const struct ui *ui,
                       int lane, char out[RACER_NAME_MAX])
{
    const struct scene scene = {.training = training, .ui = ui};

    return racer_name(&scene, lane, out);
}

/* "layer 2", "the head": whose weights a column of norms is about; returns
 * out. */
static char *part_name(const struct training *training, const struct ui *ui,
                       struct draw_id id, char *out, size_t size)
{
    int layer = id.signal - HISTORY_LAYERS;
    int layers = training->race.setup.lane[id.layer].layers;

    if (layer == layers)
        snprintf(out, size, "%s", say(ui, "the output layer", "출력층"));
    else
        snprintf(out, size, say(ui, "layer %d", "%d층"), layer + 1);
    return out;
}

static struct words column_words(int column)
{
    static const struct words words[] = {
        [HISTORY_TRAIN] = {"training loss", "훈련 손실"},
        [HISTORY_TEST] = {"test loss", "테스트 손실"},
        [HISTORY_ACCURACY] = {"right answers in the test",
                              "테스트 정답률"},
        [HISTORY_NORM] = {"largest gradient norm of a batch",
                          "배치 기울기 노름의 최댓값"},
        [HISTORY_CLIPS] = {"batches that were clipped",
                           "클리핑한 배치 수"},
        [HISTORY_LEAST] = {"smallest gradient norm of a batch",
                           "배치 기울기 노름의 최솟값"},
        [HISTORY_MEAN] = {"typical gradient norm of a batch (geometric mean)",
                          "배치 기울기 노름의 기하평균"},
        [HISTORY_LAYERS] = {"typical gradient norm (geometric mean) of",
                            "기울기 노름의 기하평균,"},
    };

    return words[column < HISTORY_LAYERS ? column : HISTORY_LAYERS];
}

static const char *seed_words(const struct ui *ui, int which)
{
    switch (which) {
    case 1: return say(ui, " (lowest of the seeds)",
                       "(여러 시드 가운데 최솟값)");
    case 2: return say(ui, " (median of the seeds)",
                       "(여러 시드의 중앙값)");
    case 3: return say(ui, " (highest of the seeds)",
                       "(여러 시드 가운데 최댓값)");
    default: return "";
    }
}

/* "test loss (median of the seeds)"; returns out. */
static char *column_name(const struct training *training, const struct ui *ui,
                         struct draw_id id, char *out, size_t size)
{
    const struct words words = column_words(id.signal);
    char part[48] = "";

    if (id.signal >= HISTORY_LAYERS)
        part_name(training, ui, id, part, sizeof part);
    snprintf(out, size, "%s%s%s%s", say(ui, words.en, words.ko),
             part[0] != '\0' ? " " : "", part, seed_words(ui, id.unit));
    return out;
}

static struct words score_words(int figure)
{
    static const struct words words[SCORE_FIGURES] = {
        [SCORE_SEQUENCES] = {"test sequences", "테스트 시퀀스 수"},
        [SCORE_LOSS] = {"test loss", "테스트 손실"},
        [SCORE_BASELINE] = {"baseline loss", "기준선 손실"},
        [SCORE_RMSE] = {"root mean square error", "평균 제곱근 오차"},
        [SCORE_BASELINE_RMSE] = {"root mean square error of the baseline",
                                 "기준선의 평균 제곱근 오차"},
        [SCORE_ACCURACY] = {"right answers in the test", "테스트 정답률"},
        [SCORE_WHOLE] = {"whole sequences right in the test",
                         "테스트 시퀀스 전체 정답률"},
        [SCORE_TRAINED] = {"whole sequences right in training",
                           "훈련 시퀀스 전체 정답률"},
        [SCORE_CHANCE] = {"the best constant answer",
                          "늘 같은 답을 할 때의 정답률"},
    };

    return words[figure];
}

/* What it means, after its number. */
static struct words score_meaning(int figure)
{
    static const struct words words[SCORE_FIGURES] = {
        [SCORE_SEQUENCES] = {"None of them is ever learned from.",
                             "학습에는 쓰지 않습니다."},
        [SCORE_LOSS] = {"At every step the right answers so far are read.",
                        "시점마다 그때까지의 정답을 읽고 답합니다."},
        [SCORE_BASELINE] = {"What the guess without a network costs.",
                            "신경망 없이 답할 때의 손실입니다."},
        [SCORE_RMSE] = {"In the units of the data.", "데이터 단위입니다."},
        [SCORE_BASELINE_RMSE] = {"In the units of the data, without a "
                                 "network.",
                                 "신경망 없이 답할 때, 데이터 단위입니다."},
        [SCORE_ACCURACY] = {"The right answers so far are read.",
                            "그때까지의 정답을 읽고 답합니다."},
        [SCORE_WHOLE] = {"Left to itself, from beginning to end.",
                         "자유 생성에서 처음부터 끝까지 맞힌 비율입니다."},
        [SCORE_TRAINED] = {"What it has more here than in the test is "
                           "memorised.",
                           "테스트보다 높은 만큼은 외운 것입니다."},
        [SCORE_CHANCE] = {"Without reading anything.",
                          "아무것도 읽지 않고 답합니다."},
    };

    return words[figure];
}

static bool exists(const struct training *training, struct draw_id id)
{
    if (training == NULL)
        return false;
    if (id.kind == SUBJECT_TRAIN || id.kind == SUBJECT_TRAIN_SCORE ||
        id.kind == SUBJECT_SWEEP)
        return !isnan(training_value(training, id));
    return id.kind == SUBJECT_TRAIN_SETTING && id.signal >= 0 &&
           id.signal < TRAIN_DIALS &&
           train_dial_exists(training, (enum train_dial)id.signal);
}

static void write_history(const struct training *training,
                          const struct ui *ui, struct draw_id id, char *out,
                          size_t size)
{
    char lane[RACER_NAME_MAX], column[160], figure[TRAIN_FIGURE_MAX];

    snprintf(out, size, say(ui, "%s after epoch %d: %s: %s.",
                            "%s, %d에포크를 마친 뒤: %s %s."),
             lane_name(training, ui, id.layer, lane), (int)id.step,
             column_name(training, ui, id, column, sizeof column),
             train_figure(id, training_value(training, id), figure));
}

/* Whose figure it is, before its name: that of a lane, of the baseline, or of
 * the task as it is. Returns out. */
static char *score_owner(const struct training *training, const struct ui *ui,
                         struct draw_id id, char out[RACER_NAME_MAX])
{
    const struct task_words *task = task_words(training_task(training)->kind);

    out[0] = '\0';
    if (id.signal == SCORE_BASELINE || id.signal == SCORE_BASELINE_RMSE)
        snprintf(out, RACER_NAME_MAX, "%s", task->baseline[ui->language]);
    else if (id.signal != SCORE_SEQUENCES && id.signal != SCORE_CHANCE)
        lane_name(training, ui, id.layer, out);
    return out;
}

static void write_score(const struct training *training, const struct ui *ui,
                        struct draw_id id, char *out, size_t size)
{
    const struct words what = score_words(id.signal);
    const struct words meaning = score_meaning(id.signal);
    char owner[RACER_NAME_MAX], figure[TRAIN_FIGURE_MAX];

    score_owner(training, ui, id, owner);
    snprintf(out, size, "%s%s%s: %s. %s", owner, owner[0] != '\0' ? ": " : "",
             say(ui, what.en, what.ko),
             train_figure(id, training_value(training, id), figure),
             say(ui, meaning.en, meaning.ko));
    if (out[0] >= 'a' && out[0] <= 'z')
        out[0] = (char)(out[0] - 'a' + 'A');
}

static void write_setting(const struct training *training,
                          const struct ui *ui, struct draw_id id, char *out,
                          size_t size)
{
    enum train_dial dial = (enum train_dial)id.signal;
    struct ui own = *ui;
    char value[64];

    own.lane = id.layer;
    snprintf(out, size,
             training_is_fresh(training)
                 ? say(ui, "%s: %s. This is what is learned with.",
                       "%s: %s. 지금 이 값으로 학습합니다.")
                 : say(ui, "%s: %s. A training that begins anew has it.",
                       "%s: %s. 새로 시작하면 이 값으로 학습합니다."),
             train_dial_name(training, ui, dial),
             train_dial_text(training, &own, dial, value, sizeof value));
}

static void write_sweep(const struct training *training, const struct ui *ui,
                        struct draw_id id, char *out, size_t size)
{
    const struct sweep_setup *setup = &training->sweep.setup;
    const char *cell = notation_cell(&setup->cell[id.layer].layer);
    double value = training_value(training, id);
    char figure[TRAIN_FIGURE_MAX];

    if (id.unit == 1 && value == 0)
        snprintf(out, size,
                 say(ui, "%s: no lag so far was learned by most of %d seeds.",
                     "%s: 시드 %d개 가운데 절반 넘게 배운 시차가 아직 "
                     "없습니다."), cell, setup->seeds);
    else if (id.unit == 1)
        snprintf(out, size,
                 say(ui, "%s: the largest lag that most of %d seeds learned "
                         "is %.0f.",
                     "%s: 시드 %d개 가운데 절반 넘게 배운 가장 긴 시차는 "
                     "%.0f입니다."), cell, setup->seeds, value);
    else
        snprintf(out, size,
                 say(ui, "%s: %s of the seeds that are done learned lag %d "
                         "within %d epochs.",
                     "%s: 지금까지 마친 시드의 %s가 시차 %d을(를) %d에포크 "
                     "안에 배웠습니다."), cell,
                 train_figure(id, value, figure), (int)id.step,
                 setup->cell[id.layer].epochs);
}

bool train_sentence(const struct training *training, const struct ui *ui,
                    struct draw_id id, char *out, size_t size)
{
    out[0] = '\0';
    if (!exists(training, id))
        return false;
    switch (id.kind) {
    case SUBJECT_TRAIN: write_history(training, ui, id, out, size); break;
    case SUBJECT_TRAIN_SCORE: write_score(training, ui, id, out, size); break;
    case SUBJECT_TRAIN_SETTING:
        write_setting(training, ui, id, out, size);
        break;
    default: write_sweep(training, ui, id, out, size);
    }
    return true;
}

bool train_name(const struct training *training, const struct ui *ui,
                struct draw_id id, char *out, size_t size)
{
    char lane[RACER_NAME_MAX] = "", what[160];

    out[0] = '\0';
    if (!exists(training, id))
        return false;
    if (id.kind == SUBJECT_TRAIN)
        lane_name(training, ui, id.layer, lane);
    else if (id.kind == SUBJECT_TRAIN_SCORE)
        score_owner(training, ui, id, lane);
    switch (id.kind) {
    case SUBJECT_TRAIN:
        snprintf(out, size, say(ui, "%s, %s, epoch %d", "%s, %s, %d에포크"),
                 lane, column_name(training, ui, id, what, sizeof what),
                 (int)id.step);
        break;
    case SUBJECT_TRAIN_SCORE:
        snprintf(out, size, "%s%s%s", lane, lane[0] != '\0' ? ", " : "",
                 say(ui, score_words(id.signal).en,
                     score_words(id.signal).ko));
        break;
    case SUBJECT_TRAIN_SETTING:
        snprintf(out, size, "%s",
                 train_dial_name(training, ui, (enum train_dial)id.signal));
        break;
    default:
        snprintf(what, sizeof what, say(ui, "learned lag %d", "시차 %d 학습"),
                 (int)id.step);
        snprintf(out, size, "%s, %s",
                 notation_cell(&training->sweep.setup.cell[id.layer].layer),
                 id.unit == 1 ? say(ui, "largest lag learned",
                                    "배운 가장 긴 시차") : what);
    }
    return true;
}
