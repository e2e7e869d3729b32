/* What dials of training are called, and how their values are written.
 */
#include <math.h>
#include <stdio.h>

#include "base/number.h"
#include "scene/look/figure.h"
#include "scene/training/train_dials.h"

struct words {
    const char *en, *ko;
};

/* T in the words of the task. */
static struct words lag_name(enum task_kind kind)
{
    switch (kind) {
    case TASK_REMEMBER:
    case TASK_ADDING: return (struct words){"lag", "시차"};
    case TASK_COPY: return (struct words){"blanks", "빈칸 수"};
    case TASK_ANBN: return (struct words){"largest n", "n의 최댓값"};
    case TASK_NUMBERS: return (struct words){"digits", "자릿수"};
    case TASK_PRICE: return (struct words){"days", "읽는 날수"};
    default: return (struct words){"window", "구간 길이"};
    }
}

/* Only GRUs have the bias, which is that of z then. */
static bool only_updates(const struct training *training)
{
    for (int k = 0; k < training->wanted.lanes; k++)
        if (training->wanted.lane[k].layer.cell == CELL_LSTM)
            return false;
    return true;
}

const char *train_dial_name(const struct training *training,
                            const struct ui *ui, enum train_dial dial)
{
    static const struct words names[TRAIN_DIALS] = {
        [TRAIN_UNITS] = {"hidden units H", "은닉 유닛 H"},
        [TRAIN_BATCH] = {"batch size", "배치 크기"},
        [TRAIN_RATE] = {"learning rate", "학습률"},
        [TRAIN_CLIP] = {"clip norm θ", "클리핑 θ"},
        [TRAIN_FORGET] = {"forget bias", "망각 편향"},
        [TRAIN_SEED] = {"seed", "시드"},
        [TRAIN_SEEDS] = {"seeds each", "시드 개수"},
        [TRAIN_EPOCHS] = {"epochs", "에포크"},
    };
    struct words words = names[dial];

    if (dial == TRAIN_LAG)
        words = lag_name(training->wanted.lane[0].task);
    if (dial == TRAIN_FORGET && only_updates(training))
        words = (struct words){"update bias", "업데이트 편향"};
    return say(ui, words.en, words.ko);
}

char *train_dial_text(const struct training *training, const struct ui *ui,
                      enum train_dial dial, char *out, size_t size)
{
    double value = train_dial_value(training, ui, dial);
    char digits[FIGURE_MAX], number[NUMBER_TEXT_MAX];
    const char *text = number;

    number_format(number, value, 6);
    if (isnan(value))
        text = say(ui, "as drawn", "초기화대로");
    else if (dial == TRAIN_CLIP && value == 0)
        text = say(ui, "off", "끔");
    else if (dial == TRAIN_FORGET)
        text = figure_signed(digits, value, 1);
    else if (dial != TRAIN_RATE && dial != TRAIN_CLIP)
        number_format(number, value, 17);
    snprintf(out, size, "%s", text);
    return out;
}
