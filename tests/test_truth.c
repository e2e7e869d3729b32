/* What is true of a question, and how near a guess is to it. */
#include "lane_case.h"

#include "scene/course/course.h"

#pragma GCC diagnostic ignored "-Woverride-init"

#define CLAIM(...) \
    ((struct claim){.lane = 1, .layer = 1, .unit = 1, .row = 1, .column = 1, \
                    .step = -1, .seeds = 1, __VA_ARGS__})

/* An RNN and an LSTM of six units, 20 steps. */
struct truth_case {
    struct lane_case l;
    struct step_settings step;
    struct course_truth truth;
};

static void init(struct truth_case *c, enum question_kind kind,
                 struct claim claim)
{
    static const int kinds[] = {2, 0};
    struct setup setup = lane_case_setup(kinds, 2, 6, 20);

    memset(c, 0, sizeof *c);
    setup.lane[0] = lane_defaults(CELL_RNN, ACT_TANH);
    setup.lane[1] = lane_defaults(CELL_LSTM, ACT_TANH);
    lane_case_init(&c->l, &setup);
    c->step.question = (struct step_question){.kind = kind, .claim = claim};
    for (int k = 0; k < STEP_CHOICES_MAX; k++)
        c->step.question.choice[k] = (struct step_choice){
            .claim = CLAIM(.kind = CLAIM_NONE), .above = NAN, .below = NAN};
}

static void find(struct truth_case *c)
{
    truth_find(&c->truth, &c->step, c->l.lab);
    if (!c->truth.known)
        fail_msg("%s", c->truth.problem.text);
}

static void check_problem(struct truth_case *c, const char *text)
{
    truth_find(&c->truth, &c->step, c->l.lab);
    assert_false(c->truth.known);
    if (strncmp(c->truth.problem.text, text, strlen(text)) != 0)
        fail_msg("%s", c->truth.problem.text);
}

static double taken(const struct truth_case *c, struct claim claim)
{
    double value = NAN;

    assert_true(claim_take(&claim, c->l.lab, NULL, &value, NULL));
    return value;
}

/* Choices by ranges of one measure: exactly one holds. */
static void one_range_holds(void **state)
{
    struct truth_case c;
    struct step_question *question = &c.step.question;

    (void)state;
    init(&c, QUESTION_CHOOSE, CLAIM(.kind = CLAIM_JACOBIAN, .lane = 2));
    double value = taken(&c, question->claim);
    question->choices = 3;
    question->choice[0].above = value * 2;
    question->choice[1].above = value / 2;
    question->choice[1].below = value * 2;
    question->choice[2].below = value / 2;
    find(&c);
    assert_int_equal(c.truth.choice, 1);
    assert_true(c.truth.value[1] == value && c.truth.number == value);
    question->choice[2].below = value; /* the end belongs to it */
    check_problem(&c, "2 choices are right, not one: the value is ");
    question->choice[2].below = value / 2;
    question->choice[1].above = value; /* and this end does not */
    check_problem(&c, "0 choices are right, not one: the value is ");
    assert_int_equal(c.truth.choice, -1);
    question->claim.kind = CLAIM_NONE;
    check_problem(&c, "choice 1 is judged by a number but measures nothing");
    lane_case_finish(&c.l);
}

/* Each by a measure of its own, and where no number decides. */
static void choices_may_have_their_own(void **state)
{
    struct truth_case c;
    struct step_question *question = &c.step.question;

    (void)state;
    init(&c, QUESTION_CHOOSE, CLAIM(.kind = CLAIM_NONE));
    question->choices = 2;
    question->pick = PICK_LARGEST;
    for (int k = 0; k < 2; k++)
        question->choice[k].claim = CLAIM(.kind = CLAIM_JACOBIAN,
                                          .lane = k + 1);
    find(&c);
    assert_int_equal(c.truth.choice, 1);
    assert_true(c.truth.value[0] == taken(&c, question->choice[0].claim));
    question->pick = PICK_SMALLEST;
    find(&c);
    assert_int_equal(c.truth.choice, 0);
    question->choice[1].claim.lane = 1;
    check_problem(&c, "2 choices are right, not one");
    question->choice[1].claim.lane = 5;
    check_problem(&c, "choice 2: there is no lane 5");
    question->pick = PICK_NONE;
    question->choice[0].claim = question->choice[1].claim =
        CLAIM(.kind = CLAIM_NONE);
    check_problem(&c, "0 choices are right, not one");
    question->choice[1].right = true;
    truth_find(&c.truth, &c.step, NULL); /* needs no network */
    assert_true(c.truth.known);
    assert_int_equal(c.truth.choice, 1);
    lane_case_finish(&c.l);
}

static void numbers_are_near_or_not(void **state)
{
    struct truth_case c;
    struct step_question *question = &c.step.question;
    struct course_guess guess = {.made = true};

    (void)state;
    init(&c, QUESTION_NUMBER, CLAIM(.kind = CLAIM_JACOBIAN));
    find(&c);
    double value = c.truth.number;
    assert_true(value == taken(&c, question->claim));
    guess.number = value * 1.09;
    assert_true(guess_right(question, &guess, &c.truth));
    guess.number = value * 1.11;
    assert_false(guess_right(question, &guess, &c.truth));
    assert_close(guess_error(question, &guess, &c.truth), 0.11 * value,
                 1e-9 * value);
    question->within_factor = 2;
    question->log = true;
    guess.number = value / 1.99;
    assert_true(guess_right(question, &guess, &c.truth));
    assert_close(guess_error(question, &guess, &c.truth), log10(1.99), 1e-9);
    guess.number = value * 2.01;
    assert_false(guess_right(question, &guess, &c.truth));
    guess.number = -value;
    assert_false(guess_right(question, &guess, &c.truth));
    question->within = 3 * value;
    assert_true(guess_right(question, &guess, &c.truth));
    guess.made = false;
    assert_false(guess_right(question, &guess, &c.truth));
    assert_true(isnan(guess_error(question, &guess, &c.truth)));
    lane_case_finish(&c.l);
}

static void curves_are_compared_where_they_are_drawn(void **state)
{
    struct truth_case c;
    struct step_question *question = &c.step.question;
    struct course_guess guess = {.made = true};

    (void)state;
    init(&c, QUESTION_DRAW, CLAIM(.kind = CLAIM_SIGNAL, .lane = 2,
                                  .signal = "c"));
    question->low = -1;
    question->high = 1;
    find(&c);
    assert_int_equal(c.truth.points, 20);
    for (int k = 0; k < 20; k++) {
        struct claim claim = question->claim;
        claim.step = truth_at(&c.truth, k);
        assert_int_equal(claim.step, k + 1);
        assert_true(c.truth.curve[k] == taken(&c, claim));
    }
    for (int k = 0; k < GUESS_POINTS; k++) {
        double at = 19.0 * k / (GUESS_POINTS - 1);
        int low = at < 19 ? (int)at : 18;
        guess.curve[k] = c.truth.curve[low] +
                         (c.truth.curve[low + 1] - c.truth.curve[low]) *
                             (at - low);
    }
    assert_true(guess_error(question, &guess, &c.truth) < 0.05);
    assert_true(guess_right(question, &guess, &c.truth));
    for (int k = 0; k < GUESS_POINTS; k++)
        guess.curve[k] = 0.9;
    assert_false(guess_right(question, &guess, &c.truth));
    for (int k = 0; k < GUESS_POINTS; k++)
        guess.curve[k] = k < 20 ? c.truth.curve[0] : NAN;
    question->within = 10;
    assert_false(guess_right(question, &guess, &c.truth)); /* too little */
    lane_case_finish(&c.l);
}

/* Decades, and more points than are kept. */
static void long_curves_keep_their_ends(void **state)
{
    struct truth_case c;
    struct step_question *question = &c.step.question;
    struct course_guess guess = {.made = true};

    (void)state;
    init(&c, QUESTION_DRAW, CLAIM(.kind = CLAIM_JACOBIAN));
    struct setup setup = *history_setup(&c.l.lab->history);
    setup.steps = 100;
    assert_true(history_set(&c.l.lab->history, &setup, NULL));
    lane_case_follow(&c.l);
    question->over = OVER_LAG;
    question->log = true;
    question->low = 1e-6;
    question->high = 1;
    find(&c);
    assert_int_equal(c.truth.points, GUESS_POINTS);
    assert_int_equal(truth_at(&c.truth, 0), 0);
    assert_int_equal(truth_at(&c.truth, GUESS_POINTS - 1), 100);
    struct claim claim = question->claim;
    claim.lag = truth_at(&c.truth, 31);
    assert_true(c.truth.curve[31] == taken(&c, claim));
    for (int k = 0; k < GUESS_POINTS; k++)
        guess.curve[k] = fmax(c.truth.curve[k], 1e-6) / 3;
    double error = guess_error(question, &guess, &c.truth);
    assert_true(error > 0.1 && error < log10(3) + 1e-9);
    question->first = 40;
    question->last = 101;
    check_problem(&c, "the axis goes from 40 to 101; there is 0 to 100");
    lane_case_finish(&c.l);
}

static void places_are_found(void **state)
{
    struct truth_case c;
    struct step_question *question = &c.step.question;
    struct course_guess guess = {.made = true};

    (void)state;
    init(&c, QUESTION_POINT, CLAIM(.kind = CLAIM_SIGNAL, .lane = 2,
                                   .signal = "c"));
    question->over = OVER_STEP;
    question->pick = PICK_LARGEST;
    find(&c);
    struct claim claim = question->claim;
    claim.step = c.truth.at;
    assert_true(taken(&c, claim) == c.truth.number);
    for (int t = 1; t <= 20; t++) {
        claim.step = t;
        assert_true(taken(&c, claim) <= c.truth.number);
    }
    guess.at = c.truth.at + 2;
    assert_false(guess_right(question, &guess, &c.truth));
    assert_true(guess_error(question, &guess, &c.truth) == 2);
    question->within = 2;
    assert_true(guess_right(question, &guess, &c.truth));
    question->over = OVER_UNIT;
    question->pick = PICK_SMALLEST;
    find(&c);
    claim = question->claim;
    claim.unit = c.truth.at;
    assert_true(taken(&c, claim) == c.truth.number);
    question->over = OVER_GATE;
    question->pick = PICK_LARGEST;
    find(&c);
    assert_in_range(c.truth.at, 0, 3);
    question->claim = CLAIM(.kind = CLAIM_JACOBIAN);
    question->over = OVER_LANE;
    find(&c);
    assert_int_equal(c.truth.at, 2);
    question->over = OVER_LAG;
    question->pick = PICK_FIRST_BELOW;
    question->choice[0].below = 0.1;
    find(&c);
    claim = question->claim;
    claim.lag = c.truth.at;
    assert_true(taken(&c, claim) < 0.1);
    claim.lag--;
    assert_true(taken(&c, claim) >= 0.1);
    question->choice[0].below = 0;
    check_problem(&c, "there is no such place");
    lane_case_finish(&c.l);
}

/* Among places that all have the same number nobody can choose. */
static void places_differ(void **state)
{
    struct truth_case c;
    struct step_question *question = &c.step.question;

    (void)state;
    init(&c, QUESTION_POINT, CLAIM(.kind = CLAIM_CUT, .lane = 2, .lag = 3));
    question->pick = PICK_LARGEST;
    question->over = OVER_UNIT;
    check_problem(&c, "'cut' is the same for every unit");
    question->over = OVER_GATE;
    check_problem(&c, "'cut' is the same for every gate");
    question->over = OVER_STEP;
    check_problem(&c, "'cut' is the same at every step");
    question->over = OVER_UNIT;
    question->claim = CLAIM(.kind = CLAIM_SIGNAL, .signal = "h", .seeds = 3);
    check_problem(&c, "places among units are of one run: without 'seeds'");
    lane_case_finish(&c.l);
}

/* What stands on the screen: nothing of the truth before the reveal. */
static void numbers_come_with_the_reveal(void **state)
{
    struct truth_case c;
    struct lesson_step step;
    struct lesson lesson = {.steps = 1, .step = &step};
    struct course course = {.lesson = &lesson};

    (void)state;
    init(&c, QUESTION_NUMBER, CLAIM(.kind = CLAIM_JACOBIAN));
    find(&c);
    memset(&step, 0, sizeof step);
    step.step = c.step;
    course.answer.guesses = 1;
    course.answer.guessed[0] = (struct course_guess){.made = true,
                                                     .number = 0.5};
    course.answer.hands[2] = 7;
    course.answer.truth = c.truth;
    const struct draw_id truth = subject(SUBJECT_TRUTH, 0, 0, 0, -1);
    const struct draw_id guess = subject(SUBJECT_GUESS, 0, 0, 0, -1);
    const struct draw_id off = subject(SUBJECT_GUESS, 0, 3, 0, -1);
    assert_true(isnan(course_value(&course, truth)));
    assert_true(isnan(course_value(&course, off)));
    assert_true(course_value(&course, guess) == 0.5);
    assert_true(course_value(&course, subject(SUBJECT_GUESS, 0, 4, 0, 2)) ==
                7);
    assert_true(isnan(course_value(&course,
                                   subject(SUBJECT_GUESS, 1, 0, 0, -1))));
    course.answer.revealed = true;
    assert_true(course_value(&course, truth) == c.truth.number);
    assert_close(course_value(&course, off), 0.5 - c.truth.number, 1e-12);
    course.answer.calculate = (struct calculate){.givens = 1, .lines = 1};
    course.answer.calculate.given[0].value = 0.25;
    course.answer.calculate.value[0].value = 0.75;
    assert_true(course_value(&course, subject(SUBJECT_GIVEN, 0, 0, 0, 0)) ==
                0.25);
    assert_true(isnan(course_value(&course,
                                   subject(SUBJECT_GIVEN, 0, 1, 0, 0))));
    course.answer.calculate.value[0].state = LINE_RIGHT;
    assert_true(course_value(&course, subject(SUBJECT_GIVEN, 0, 1, 0, 0)) ==
                0.75);
    assert_true(isnan(course_value(NULL, truth)));
    lane_case_finish(&c.l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_range_holds),
        cmocka_unit_test(choices_may_have_their_own),
        cmocka_unit_test(numbers_are_near_or_not),
        cmocka_unit_test(curves_are_compared_where_they_are_drawn),
        cmocka_unit_test(long_curves_keep_their_ends),
        cmocka_unit_test(places_are_found),
        cmocka_unit_test(places_differ),
        cmocka_unit_test(numbers_come_with_the_reveal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
