/* The settings of a step: what a block sets, and what is said about what does
 * not go together.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "nn/net/params.h"
#include "scene/course/calculate/calculate.h"
#include "scene/course/step.h"
#include "scene/course/step/hand.h"
#include "scene/course/step/matrix.h"

static struct step_block block;
static struct problems problems;

static bool read_as(const struct schema *schema, const char *text)
{
    step_defaults(&block);
    problems_init(&problems, "lesson.md");
    problems.above = 10;
    return step_read(schema, text, strlen(text), &block, &problems);
}

static void reads(const char *text)
{
    if (!read_as(&step_schema, text))
        fail_msg("%s", problems.line[0]);
}

static void refuses_as(const struct schema *schema, const char *text,
                       const char *line)
{
    assert_false(read_as(schema, text));
    assert_string_equal(problems.line[0], line);
    if (problems.count > 1)
        fail_msg("%s", problems.line[1]);
}

static void refuses(const char *text, const char *line)
{
    refuses_as(&step_schema, text, line);
}

static void nothing_is_the_default(void **state)
{
    (void)state;
    reads("core: false\n");
    assert_false(step_names_stage(&block.step.stage));
    assert_int_equal(block.step.stage.units, 16);
    assert_int_equal(block.step.stage.input.kind, -1);
    assert_int_equal(block.step.view, SCREEN_START);
    assert_int_equal(block.step.panels, 0);
    assert_int_equal(block.step.play.step, -2);
    assert_int_equal(block.step.question.kind, QUESTION_NONE);
    assert_int_equal(block.step.look.lane, 1);
    assert_true(block.step.minutes == 0 && !block.step.core);
}

static const char whole[] =
    "view: cell\n"
    "show: [cell, sums]\n"
    "network:\n"
    "  - {cell: lstm, forget-bias: 1.5, scheme: orthogonal, gain: 0.5}\n"
    "  - {cell: rnn, activation: identity, W: \"1\", U: \"0.5\", b: \"-1\"}\n"
    "units: 1\n"
    "same-parameters: true\n"
    "clip: 2.5\n"
    "input: {kind: noise, inputs: 1, steps: 8, seed: 3}\n"
    "change: {lane: 1, edit: \"layer0.f[1]@2..5=1\"}\n"
    "look: {lane: 2, unit: 3, quantity: dc, cut: 4}\n"
    "play: {pass: backward, step: 3, phase: 2, to: 5, run: true}\n"
    "highlight: [f, W, L]\n"
    "controls: [forget-bias, cut, wording]\n"
    "question:\n"
    "  kind: choose\n"
    "  ask: What becomes of $c$?\n"
    "  measure: signal\n"
    "  signal: c\n"
    "  step: 5\n"
    "  over-lane: 2\n"
    "  hides: true\n"
    "  choices:\n"
    "    - {text: It stays, above: 0.9, below: 1.1, why: Kept.}\n"
    "    - {text: It goes, measure: norm, signal: h, above: 2}\n"
    "  hints: [One, Two]\n"
    "  then: So it is.\n"
    "expect:\n"
    "  - {measure: jacobian, lag: 50, below: 1e-9, over: 2}\n"
    "  - {measure: dh, lag: 49, says: \"0.038\"}\n"
    "minutes: 1.5\n"
    "core: true\n";

static void every_key_sets_its_member(void **state)
{
    const struct step_settings *step = &block.step;
    const struct step_stage *stage = &step->stage;

    (void)state;
    reads(whole);
    assert_int_equal(step->view, SCREEN_CELL);
    assert_int_equal(step->panels, 2);
    assert_int_equal(step->show[1], PANEL_SUMS);
    assert_int_equal(stage->networks, 2);
    assert_true(stage->network[0].lane.forget_bias == 1.5);
    assert_int_equal(stage->network[0].lane.scheme, INIT_ORTHOGONAL);
    assert_true(isnan(stage->network[1].lane.forget_bias));
    assert_string_equal(stage->network[1].U, "0.5");
    assert_int_equal(stage->network[1].place.line, 15);
    assert_int_equal(stage->place.line, 14);
    assert_int_equal(stage->units, 1);
    assert_true(stage->same_parameters && stage->clip == 2.5);
    assert_int_equal(stage->input.kind, READS_NOISE);
    assert_int_equal(stage->input.seed, 3);
    assert_int_equal(stage->changes, 1);
    assert_int_equal(stage->change[0].place.line, 20);
    assert_int_equal(step->look.lane, 2);
    assert_int_equal(step->look.quantity, DECAY_CELL);
    assert_int_equal(step->look.cut, 4);
    assert_int_equal(step->play.pass, PASS_BACKWARD);
    assert_true(step->play.step == 3 && step->play.phase == 2);
    assert_true(step->play.to == 5 && step->play.run);
    assert_int_equal(step->lits, 3);
    assert_int_equal(step->lit[2], LIT_L);
    assert_int_equal(step->controls, 3);
    assert_int_equal(step->control[0], DIAL_FORGET);
    assert_int_equal(step->control[1], CONTROL_CUT);
    assert_int_equal(step->control[2], CONTROL_WORDING);
    assert_true(step->minutes == 1.5 && step->core);
}

static void a_question_has_settings_and_words(void **state)
{
    const struct step_question *question = &block.step.question;

    (void)state;
    reads(whole);
    assert_int_equal(question->kind, QUESTION_CHOOSE);
    assert_int_equal(question->claim.kind, CLAIM_SIGNAL);
    assert_int_equal(question->claim.step, 5);
    assert_int_equal(question->claim.over, 2);
    assert_int_equal(question->place.line, 26);
    assert_true(question->hides);
    assert_int_equal(question->choices, 2);
    assert_true(question->choice[0].above == 0.9);
    assert_int_equal(question->choice[0].claim.kind, CLAIM_NONE);
    assert_int_equal(question->choice[1].claim.kind, CLAIM_NORM);
    assert_true(isnan(question->choice[1].below));
    assert_string_equal(block.words.ask, "What becomes of $c$?");
    assert_int_equal(block.words.choices, 2);
    assert_string_equal(block.words.choice[0].why, "Kept.");
    assert_string_equal(block.words.choice[1].text, "It goes");
    assert_int_equal(block.words.hints, 2);
    assert_string_equal(block.words.hint[1].text, "Two");
    assert_string_equal(block.words.then, "So it is.");
    assert_int_equal(block.step.expects, 2);
    assert_int_equal(block.step.expect[0].claim.over, 2);
    assert_true(block.step.expect[0].below == 1e-9);
    assert_true(isnan(block.step.expect[0].above));
    assert_int_equal(block.step.expect[1].place.line, 39 + 1);
    assert_string_equal(block.step.expect[1].says, "0.038");
}

static void stages_that_do_not_go_together(void **state)
{
    (void)state;
    refuses("preset: facts\ntask: adding\n",
            "lesson.md:11:1: a step has one of 'preset', 'scene', 'task' and "
            "'network'");
    refuses("task: ading\n", "lesson.md:11:7: there is no task 'ading'; did "
            "you mean 'adding'?");
    refuses("preset: facts\nunits: 3\n",
            "lesson.md:12:8: 'units' goes with 'network': a preset, a scene "
            "and a task bring their own");
    refuses("task: adding\nchange: {edit: x@1=0}\n",
            "lesson.md:12:9: 'change' goes with 'network': a preset, a scene "
            "and a task bring their own");
    refuses("show: [heatmap, scopes, series]\n",
            "lesson.md:11:25: 'show' must have 1 to 2 entries, not 3");
    refuses("show: none\n",
            "lesson.md:11:7: 'none' cannot be shown by a step");
    refuses("picture: calculate\n",
            "lesson.md:11:10: 'calculate' makes no picture of its own: the "
            "strip does, the cell, curves or the heat map");
    refuses("question: {kind: number, ask: How much?, measure: radius,\n"
            "  hides: true}\npicture: strip\n",
            "lesson.md:13:10: the picture on the card would give the answer "
            "away, which the question 'hides'");
    refuses("controls: [gain, steps, seed, units, clip, lag]\n",
            "lesson.md:11:44: 'controls' must have 0 to 5 entries, not 6");
    refuses("veiw: cell\n",
            "lesson.md:11:1: unknown key 'veiw'; did you mean 'view'?");
}

static void networks_that_do_not_fit(void **state)
{
    (void)state;
    refuses("network: {model: answer, cell: gru}\n",
            "lesson.md:11:18: a model is as its file says: beside it stand "
            "only 'gain' and 'radius'");
    refuses("network: {cell: gru, name: mine}\n",
            "lesson.md:11:28: a network that is drawn is called by its cell: "
            "'name' is for a model and for weights by hand");
    refuses("network: {model: answer, name: a name with many more letters than "
            "labels have room for}\n",
            "lesson.md:11:32: a name has up to 48 bytes (a Korean letter is "
            "three)");
    refuses("network: {cell: dense}\n",
            "lesson.md:11:10: a dense layer needs weights by hand: 'W', 'b'");
    refuses("network: {cell: lstm, W: \"1; 2\"}\n",
            "lesson.md:11:26: 'W' has 2 rows; a cell of kind lstm needs 4 for "
            "every unit");
    refuses("network: {cell: rnn, W: \"1 2\", U: \"1 2\"}\n",
            "lesson.md:11:35: 'U' has 1 x 2 numbers and must have 1 x 1 (rows "
            "x columns)");
    refuses("network: {cell: rnn, W: \"1 x\"}\n",
            "lesson.md:11:25: 'x' in row 1 is no number");
    refuses("network: {cell: rnn, W: \"1 2; 3\"}\n",
            "lesson.md:11:25: row 2 has 1 number where row 1 has 2");
    refuses("network: {cell: lstm, activation: relu}\n",
            "lesson.md:11:35: only 'rnn' and 'dense' have an activation to be "
            "chosen");
    refuses("network: {cell: rnn, W: \"1 2\"}\n"
            "input: {kind: values, values: \"1; 2\"}\n",
            "lesson.md:12:8: the weights read 2 inputs, and the input has 1");
    refuses("network: {cell: rnn}\ninput: {kind: task}\n",
            "lesson.md:12:8: 'task' is read by networks of files: one "
            "'network' must have a 'model'");
    refuses("network: [{cell: rnn}, {cell: lstm}]\nunits: 1000\n"
            "input: {kind: noise, steps: 500}\n",
            "lesson.md:11:10: 5030000 weights over 500 steps take too long "
            "for a lesson: fewer 'units' or 'steps'");
    refuses("input: {kind: values}\n",
            "lesson.md:11:15: 'values' are missing: \"1; 0; 0.5\", a row a "
            "step");
    refuses("input: {kind: file}\n",
            "lesson.md:11:15: 'file' is missing: which file of the folder is "
            "read?");
    refuses("input: {values: \"1 2;; 3\"}\n",
            "lesson.md:11:17: row 2 is empty");
}

static void questions_that_lack_something(void **state)
{
    (void)state;
    refuses("question: {ask: Why?}\n",
            "lesson.md:11:11: 'kind' is missing: choose, number, draw, point "
            "or calculate");
    refuses("question: {kind: number, measure: radius}\n",
            "lesson.md:11:18: 'ask' is missing: what is asked?");
    refuses("question: {kind: number, ask: How many?}\n",
            "lesson.md:11:18: 'measure' is missing: what is asked for is "
            "measured");
    refuses("question: {kind: choose, ask: Which?, choices: {text: A}}\n",
            "lesson.md:11:48: a question to choose needs two 'choices' at "
            "least");
    refuses("question: {kind: choose, ask: Which?,\n"
            "  choices: [{text: A}, {text: B}]}\n",
            "lesson.md:12:12: no choice can be right: give 'above' and "
            "'below', 'pick', or 'right: true'");
    refuses("question: {kind: choose, ask: Which?, measure: radius,\n"
            "  choices: [{text: A, above: 2, below: 1}, {text: B}]}\n",
            "lesson.md:12:12: choice 1: no number is above 2 and at most 1");
    refuses("question: {kind: choose, ask: Which?, pick: largest,\n"
            "  choices: [{text: A, measure: radius}, {text: B}]}\n",
            "lesson.md:12:12: choice 2 has no 'measure' of its own to pick "
            "by");
    refuses("question: {kind: draw, ask: Draw., measure: jacobian, high: 1}\n",
            "lesson.md:11:11: a curve is drawn on the panel 'predict': add it "
            "to 'show'");
    refuses("show: predict\nquestion: {kind: draw, ask: Draw., over: unit,\n"
            "  measure: jacobian}\n",
            "lesson.md:12:42: a curve is drawn over 'step' or 'lag'");
    refuses("show: predict\nquestion: {kind: draw, ask: Draw.,\n"
            "  measure: jacobian, over: lag, log: true}\n",
            "lesson.md:12:11: 'low' and 'high' are missing: the ends of the "
            "plot");
    refuses("question: {kind: point, ask: Where?, measure: loss,\n"
            "  pick: first-above}\n",
            "lesson.md:12:9: one choice has the bound: 'choices: [{above: "
            "0.5}]'");
    refuses("question: {kind: calculate, of: lstm}\n",
            "lesson.md:11:11: calculation by hand is done on the panel "
            "'calculate': add it to 'show'");
    refuses("expect: {lag: 3, above: 1}\n",
            "lesson.md:11:9: 'measure' is missing");
    refuses("expect: {measure: dh}\n",
            "lesson.md:11:9: what is expected? 'above', 'below', 'equals' "
            "with 'within', or 'says'");
    refuses("expect: {measure: dh, says: much}\n",
            "lesson.md:11:29: this is no number");
}

static void other_languages_have_words_alone(void **state)
{
    (void)state;
    assert_true(read_as(&step_words_schema,
                        "question:\n"
                        "  ask: 무엇일까요?\n"
                        "  in: 스텝\n"
                        "  choices: [{text: 남는다, why: 곱이 1이다}]\n"
                        "  hints: 식에 넣어 보세요.\n"));
    assert_string_equal(block.words.ask, "무엇일까요?");
    assert_string_equal(block.words.unit, "스텝");
    assert_int_equal(block.words.hints, 1);
    assert_string_equal(block.words.choice[0].why, "곱이 1이다");
    refuses_as(&step_words_schema, "view: cell\nquestion: {ask: 무엇?}\n",
               "lesson.md:11:1: 'view' is a setting: it stands in lesson.md "
               "alone");
    refuses_as(&step_words_schema, "question: {ask: 무엇?, measure: dh}\n",
               "lesson.md:11:22: 'measure' is a setting: it stands in "
               "lesson.md alone");
    refuses_as(&step_words_schema,
               "question: {ask: 무엇?, choices: [{text: 예, right: true}]}\n",
               "lesson.md:11:42: 'right' is a setting: it stands in lesson.md "
               "alone");
    refuses_as(&step_words_schema, "question: {aks: 무엇?}\n",
               "lesson.md:11:12: unknown key 'aks'; did you mean 'ask'?");
}

static void numbers_as_prose_has_them(void **state)
{
    static const struct {
        const char *says;
        double value, low, high;
    } rows[] = {
        {"0.038", 0.038, 0.0375, 0.0385},
        {"-1.5", -1.5, -1.55, -1.45},
        {"\xE2\x88\x92" "2", -2, -2.5, -1.5},
        {"50", 50, 49.5, 50.5},
        {"38 %", 0.38, 0.375, 0.385},
        {"1e-9", 1e-9, 0.5e-9, 1.5e-9},
        {"2.5 \\cdot 10^{-3}", 2.5e-3, 2.45e-3, 2.55e-3},
        {"3 \\times 10^4", 3e4, 2.5e4, 3.5e4},
        {"10^{-9}", 1e-9, 3.1622776601683795e-10, 3.1622776601683795e-9},
    };
    static const char *const none[] = {"", "x", "1.", "1 2", ".5", "10^", "1e",
                                       "nan", "10^{-9", "0x10"};
    double value, low, high;

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_true(step_says(rows[k].says, &value, &low, &high));
        assert_close(value, rows[k].value, 1e-12 * fabs(value));
        assert_close(low, rows[k].low, 1e-12 * fabs(value));
        assert_close(high, rows[k].high, 1e-12 * fabs(value));
    }
    for (size_t k = 0; k < sizeof none / sizeof *none; k++)
        assert_false(step_says(none[k], NULL, NULL, NULL));
}

static void weights_by_hand_are_in_pytorchs_order(void **state)
{
    struct step_network network = {
        .lane = {.cell = CELL_LSTM}, .W = "1 5; 2 6; 3 7; 4 8",
        .U = " 0.1 ;0.2; 0.3;0.4", .b = "0; 4; 0; -1"};
    struct error error = {0};
    struct params params;
    const char *key;

    (void)state;
    assert_true(hand_params(&params, &network, &key, &error));
    assert_int_equal(params.spec.inputs, 2);
    assert_int_equal(params.spec.layer[0].units, 1);
    for (int k = 0; k < 8; k++)
        assert_true(params.layer[0].w[k] == (real)(k / 2 + 1 + k % 2 * 4));
    assert_true(params.layer[0].u[2] == (real)0.3);
    assert_true(params.layer[0].b_ih[1] == 4);
    assert_true(params.layer[0].b_ih[3] == -1);
    for (int k = 0; k < 4; k++)
        assert_true(params.layer[0].b_hh[k] == 0);
    params_finish(&params);
    strcpy(network.U, "");
    strcpy(network.b, "");
    assert_true(hand_params(&params, &network, &key, &error));
    assert_true(params.layer[0].u[2] == 0 && params.layer[0].b_ih[1] == 0);
    params_finish(&params);
}

static void controls_begin_with_the_dials(void **state)
{
    (void)state;
    for (int k = 0; k < STEP_CONTROLS; k++)
        assert_non_null(step_control_names[k]);
    assert_string_equal(step_control_names[DIAL_UNITS], "units");
    assert_string_equal(step_control_names[CONTROL_INPUT], "input");
    assert_string_equal(step_control_names[CONTROL_WORDING], "wording");
    assert_string_equal(step_lit_names[LIT_W], "W");
    assert_string_equal(step_reads_names[READS_TASK], "task");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_the_default),
        cmocka_unit_test(every_key_sets_its_member),
        cmocka_unit_test(a_question_has_settings_and_words),
        cmocka_unit_test(stages_that_do_not_go_together),
        cmocka_unit_test(networks_that_do_not_fit),
        cmocka_unit_test(questions_that_lack_something),
        cmocka_unit_test(other_languages_have_words_alone),
        cmocka_unit_test(numbers_as_prose_has_them),
        cmocka_unit_test(weights_by_hand_are_in_pytorchs_order),
        cmocka_unit_test(controls_begin_with_the_dials),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
