/* What went wrong: every usual mistake is computed too, and the one that gives
 * what was typed is named. Where none does, the line is shown with its numbers
 * put in.
 */
#include "scene/course/calculate/calculate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum { MISTAKES_MAX = 12 };

/* Typed numbers this near to a mistake are it. */
static const double near = 0.0061;

struct mistake {
    double value;
    const char *en, *ko;
};

struct mistakes {
    int count;
    struct mistake mistake[MISTAKES_MAX];
};

static void add(struct mistakes *mistakes, double value, const char *en,
                const char *ko)
{
    if (mistakes->count < MISTAKES_MAX)
        mistakes->mistake[mistakes->count++] =
            (struct mistake){value, en, ko};
}

static double sigmoid(double a)
{
    return 1 / (1 + exp(-a));
}

static double value_of(const struct calculate *calculate, const char *symbol)
{
    for (int k = 0; k < calculate->lines; k++)
        if (strcmp(calculate->value[k].symbol, symbol) == 0)
            return calculate->value[k].value;
    return calculate_number(calculate, symbol);
}

static double gate_number(const struct calculate *calculate, char what,
                          char gate)
{
    const char symbol[] = {what, '_', '{', gate, '}', '\0'};

    return calculate_number(calculate, symbol);
}

/* A gate, or the candidate: phi(w x + u h + b). */
static void of_gate(struct mistakes *mistakes,
                    const struct calculate *calculate, char gate)
{
    bool content = gate == 'g';
    double (*phi)(double) = content ? tanh : sigmoid;
    double (*other)(double) = content ? sigmoid : tanh;
    double x = calculate_number(calculate, "x_{t}") *
               gate_number(calculate, 'w', gate);
    double h = calculate_number(calculate, "h_{t−1}") *
               gate_number(calculate, 'u', gate);
    double b = gate_number(calculate, 'b', gate), a = x + h + b;

    add(mistakes, a,
        content ? "That is the sum inside; tanh still bends it to −1..1."
                : "That is the sum inside; σ still bends it to 0..1.",
        content ? "괄호 안의 가중합입니다. tanh를 거쳐 −1..1로 바꿔야 합니다."
                : "괄호 안의 가중합입니다. σ를 거쳐 0..1로 바꿔야 합니다.");
    add(mistakes, other(a),
        content ? "That is σ of the sum; the candidate uses tanh."
                : "That is tanh of the sum; a gate uses σ.",
        content ? "가중합에 σ를 쓴 값입니다. 후보 값에는 tanh를 씁니다."
                : "가중합에 tanh를 쓴 값입니다. 게이트에는 σ를 씁니다.");
    add(mistakes, phi(x + h), "The bias is missing in the sum.",
        "가중합에 편향이 빠졌습니다.");
    add(mistakes, phi(x + b), "The part of h_{t−1} is missing in the sum.",
        "가중합에 h_{t−1} 항이 빠졌습니다.");
    add(mistakes, phi(h + b), "The part of x_{t} is missing in the sum.",
        "가중합에 x_{t} 항이 빠졌습니다.");
    add(mistakes, phi(-a), "The sign of the sum was lost.",
        "가중합의 부호가 바뀌었습니다.");
    add(mistakes, phi(x - h + b), "The sign of the part of h_{t−1} was lost.",
        "h_{t−1} 항의 부호가 바뀌었습니다.");
    add(mistakes, phi(-x + h + b), "The sign of the part of x_{t} was lost.",
        "x_{t} 항의 부호가 바뀌었습니다.");
}

static void of_lstm(struct mistakes *mistakes,
                    const struct calculate *calculate, int k)
{
    double before = calculate_number(calculate, "c_{t−1}");
    double f = value_of(calculate, "f_{t}"), i = value_of(calculate, "i_{t}");
    double g = value_of(calculate, "g_{t}"), o = value_of(calculate, "o_{t}");
    double c = value_of(calculate, "c_{t}");

    if (k < 4) {
        of_gate(mistakes, calculate, "figo"[k]);
    } else if (k == 4) {
        add(mistakes, i * before + f * g,
            "f and i are exchanged: f keeps the old c, i writes g.",
            "f와 i가 바뀌었습니다. f는 이전 c를 남기고 i는 g를 씁니다.");
        add(mistakes, f * before, "What is written, i·g, is missing.",
            "새로 쓰는 값 i·g가 빠졌습니다.");
        add(mistakes, i * g, "What is kept, f·c_{t−1}, is missing.",
            "남긴 값 f·c_{t−1}이 빠졌습니다.");
        add(mistakes, before + i * g, "f was taken as 1: it still multiplies.",
            "f를 1로 계산했습니다. 이전 값에 f를 곱해야 합니다.");
        add(mistakes, f * before + i, "i writes g, not 1: i·g is added.",
            "i만 더했습니다. 더하는 값은 i·g입니다.");
        add(mistakes, f * before + g, "g is written only as far as i lets it.",
            "g를 그대로 더했습니다. i를 곱해서 더해야 합니다.");
        add(mistakes, tanh(c), "c is not squashed: tanh comes with h.",
            "c에는 tanh를 쓰지 않습니다. tanh는 h를 구할 때 씁니다.");
    } else if (k == 5) {
        add(mistakes, o * c, "tanh of c is missing.", "c에 tanh가 빠졌습니다.");
        add(mistakes, tanh(c), "o still multiplies.",
            "출력 게이트 o를 곱해야 합니다.");
        add(mistakes, o + tanh(c), "They multiply, they do not add.",
            "더하지 않고 곱합니다.");
    } else {
        add(mistakes, f * before,
            "That is what is kept; its slope by c_{t−1} is f alone.",
            "남긴 값입니다. c_{t−1}로 미분하면 f만 남습니다.");
        add(mistakes, i, "That is i; c_{t−1} is multiplied with f.",
            "i입니다. c_{t−1}에 곱해지는 것은 f입니다.");
        add(mistakes, f * (1 - f),
            "That is the slope of σ at f; here f itself is the factor.",
            "σ의 기울기입니다. 여기서는 f 자체가 곱해지는 값입니다.");
    }
}

static void of_gru(struct mistakes *mistakes,
                   const struct calculate *calculate, int k)
{
    double before = calculate_number(calculate, "h_{t−1}");
    double z = value_of(calculate, "z_{t}"), n = value_of(calculate, "n_{t}");
    double r = value_of(calculate, "r_{t}");

    if (k < 2) {
        of_gate(mistakes, calculate, "rz"[k]);
    } else if (k == 2) {
        double x = calculate_number(calculate, "w_{n}") *
                   calculate_number(calculate, "x_{t}") +
                   calculate_number(calculate, "b_{n}");
        double h = calculate_number(calculate, "u_{n}") * before;
        add(mistakes, x + r * h, "That is the sum inside; tanh is missing.",
            "괄호 안의 합입니다. tanh가 빠졌습니다.");
        add(mistakes, tanh(x + h), "r is missing: it says how much of h is "
            "used.", "r이 빠졌습니다. r은 h를 얼마나 쓸지 정합니다.");
        add(mistakes, tanh(x), "The part of h_{t−1} is missing.",
            "h_{t−1} 항이 빠졌습니다.");
        add(mistakes, tanh(r * (x + h)), "r multiplies only the part of h.",
            "r은 h_{t−1} 항에만 곱합니다.");
        add(mistakes, sigmoid(x + r * h), "The candidate uses tanh, not σ.",
            "후보 값에는 σ가 아니라 tanh를 씁니다.");
    } else if (k == 3) {
        add(mistakes, z * n + (1 - z) * before,
            "z is the other way round: here z keeps h_{t−1}.",
            "z가 반대입니다. 여기서 z는 h_{t−1}을 남깁니다.");
        add(mistakes, z * before, "(1 − z)·n is missing.",
            "(1 − z)·n이 빠졌습니다.");
        add(mistakes, (1 - z) * n, "z·h_{t−1} is missing.",
            "z·h_{t−1}이 빠졌습니다.");
        add(mistakes, n + z * before, "n counts only (1 − z) times.",
            "n에는 (1 − z)를 곱해야 합니다.");
    } else {
        add(mistakes, 1 - z, "That is the share of n; h_{t−1} has z.",
            "n의 몫입니다. h_{t−1}의 몫은 z입니다.");
        add(mistakes, z * before, "That is the part itself; its slope is z.",
            "항 자체의 값입니다. 미분하면 z만 남습니다.");
    }
}

static void of_rnn(struct mistakes *mistakes,
                   const struct calculate *calculate, int k)
{
    static const char *const inputs[] = {"x_{1}", "x_{2}", "x_{3}"};
    double x = calculate_number(calculate, "w") *
               calculate_number(calculate, inputs[k]);
    double h = k == 0 ? 0 : calculate_number(calculate, "u") *
                            calculate->value[k - 1].value;

    add(mistakes, x + h, "That is the sum inside; tanh is missing.",
        "괄호 안의 합입니다. tanh가 빠졌습니다.");
    if (k > 0)
        add(mistakes, tanh(x), "The loop is missing: u·h of the step before.",
            "되돌아온 값이 빠졌습니다. 앞 시점의 u·h를 더해야 합니다.");
    add(mistakes, tanh(h), "The input w·x of this step is missing.",
        "이 시점의 입력 w·x가 빠졌습니다.");
    add(mistakes, -tanh(x + h), "The sign was lost.", "부호가 바뀌었습니다.");
}

static void of_neuron(struct mistakes *mistakes,
                      const struct calculate *calculate, int k)
{
    double a = calculate->value[0].value;
    double b = calculate_number(calculate, "b");

    if (k == 0) {
        add(mistakes, a - b, "The bias is missing.", "편향이 빠졌습니다.");
        add(mistakes, tanh(a), "That is h already: tanh comes next.",
            "벌써 h입니다. tanh는 다음 줄에서 씁니다.");
    } else {
        add(mistakes, a, "That is a; tanh bends it to −1..1.",
            "a입니다. tanh를 거쳐 −1..1로 바꿔야 합니다.");
        add(mistakes, sigmoid(a), "That is σ(a); here it is tanh.",
            "σ(a)입니다. 여기서는 tanh를 씁니다.");
    }
}

static void of_chain(struct mistakes *mistakes,
                     const struct calculate *calculate, int k)
{
    static const char *const states[] = {"h_{3}", "h_{2}", "h_{1}"};
    double u = calculate_number(calculate, "u"), sum = 0;

    if (k < 3) {
        double h = calculate_number(calculate, states[k]);
        add(mistakes, u, "The slope of tanh, 1 − h^{2}, is missing.",
            "tanh의 기울기 1 − h^{2}이 빠졌습니다.");
        add(mistakes, 1 - h * h, "u is missing: the chain passes through it.",
            "u가 빠졌습니다. 연쇄 법칙은 u도 지나갑니다.");
        add(mistakes, (1 - h) * u, "h is squared in the slope of tanh.",
            "tanh의 기울기에서는 h를 제곱합니다.");
        add(mistakes, h * u, "The slope of tanh is 1 − h^{2}, not h.",
            "tanh의 기울기는 h가 아니라 1 − h^{2}입니다.");
        return;
    }
    for (int j = 0; j < 3; j++)
        sum += calculate->value[j].value;
    add(mistakes, sum, "The factors multiply along a chain.",
        "연쇄 법칙에서는 더하지 않고 곱합니다.");
    add(mistakes, u * u * u, "Only u^{3}: the slopes of tanh are missing.",
        "u^{3}뿐입니다. tanh의 기울기가 빠졌습니다.");
}

static void of_power(struct mistakes *mistakes,
                     const struct calculate *calculate, int k)
{
    double u = calculate_number(calculate, "u");
    double w = calculate_number(calculate, "w");

    if (k > 0) {
        add(mistakes, k * u * w, "u to the power, not times: it multiplies "
            "again at every step.",
            "u에 횟수를 곱하지 않고 시점마다 한 번씩 거듭 곱합니다.");
        add(mistakes, pow(u, k), "w is missing: x first passes through it.",
            "w가 빠졌습니다. x는 먼저 w를 지납니다.");
        add(mistakes, pow(u, k - 1) * w, "One factor u too few.",
            "u를 한 번 덜 곱했습니다.");
        add(mistakes, -pow(u, k) * w, "The sign was lost: a negative u turns "
            "it at every step.",
            "부호가 바뀌었습니다. u가 음수면 곱할 때마다 부호가 뒤집힙니다.");
    }
    add(mistakes, pow(u, k + 1) * w, "One factor u too many.",
        "u를 한 번 더 곱했습니다.");
}

static void collect(struct mistakes *mistakes,
                    const struct calculate *calculate, int k)
{
    static void (*const kinds[CALCULATES])(
        struct mistakes *, const struct calculate *, int) = {
        [CALCULATE_NEURON] = of_neuron, [CALCULATE_RNN] = of_rnn,
        [CALCULATE_CHAIN] = of_chain,   [CALCULATE_POWER] = of_power,
        [CALCULATE_LSTM] = of_lstm,     [CALCULATE_GRU] = of_gru,
    };

    kinds[calculate->kind](mistakes, calculate, k);
    for (int j = 0; j < calculate->lines; j++)
        if (j != k)
            add(mistakes, calculate->value[j].value,
                "That is the value of another line.",
                "다른 줄의 값입니다.");
}

char *calculate_why(const struct calculate *calculate, const struct ui *ui,
                    int k, char *out, size_t size)
{
    const struct calculate_line *line = &calculate->value[k];
    struct mistakes mistakes = {0};
    char text[CALCULATE_FIELD_MAX];
    double typed = NAN;

    for (size_t at = 0; at < sizeof text; at++)
        text[at] = line->field[at] == ',' ? '.' : line->field[at];
    if (!number_parse(text, strlen(text), &typed)) {
        snprintf(out, size, "%s", say(ui, "This is no number.",
                                      "숫자가 아닙니다."));
        return out;
    }
    collect(&mistakes, calculate, k);
    for (int m = 0; m < mistakes.count; m++) {
        const struct mistake *mistake = &mistakes.mistake[m];
        if (fabs(mistake->value - typed) > near ||
            fabs(mistake->value - line->value) <= line->within)
            continue;
        snprintf(out, size, "%s", say(ui, mistake->en, mistake->ko));
        return out;
    }
    snprintf(out, size, "%s: %s = %s", say(ui, "With the numbers put in",
                                          "숫자를 넣어 보면"),
             line->symbol, line->filled);
    return out;
}
