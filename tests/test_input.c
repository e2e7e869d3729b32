/* Records of input: filling, printing, reading back. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "draw/input.h"

static void a_movement_replaces_the_one_before(void **state)
{
    struct input input;

    (void)state;
    input_clear(&input);
    assert_true(input_add(&input, (struct input_event){.kind = INPUT_MOVE,
                                                       .x = 1}));
    assert_true(input_add(&input, (struct input_event){.kind = INPUT_MOVE,
                                                       .x = 2}));
    assert_true(input_add(&input, (struct input_event){.kind = INPUT_LEAVE}));
    assert_true(input_add(&input, (struct input_event){.kind = INPUT_MOVE,
                                                       .x = 3}));
    assert_int_equal(input.events, 3);
    assert_true(input.event[0].x == 2 && input.event[2].x == 3);
}

static void a_full_record_takes_nothing(void **state)
{
    struct input input;
    static char text[INPUT_TEXT_MAX + 1];

    (void)state;
    memset(text, 'a', sizeof text);
    input_clear(&input);
    assert_false(input_add_text(&input, INPUT_TEXT, text, sizeof text));
    assert_int_equal(input.events, 0);
    assert_true(input_add_text(&input, INPUT_TEXT, text, INPUT_TEXT_MAX));
    assert_false(input_add_text(&input, INPUT_TEXT, text, 1));
    for (int k = 1; k < INPUT_EVENTS_MAX; k++)
        assert_true(input_add(&input,
                              (struct input_event){.kind = INPUT_LEAVE}));
    assert_false(input_add(&input, (struct input_event){.kind = INPUT_CLOSE}));
    /* A movement still finds its place in the last one. */
    input.event[INPUT_EVENTS_MAX - 1].kind = INPUT_MOVE;
    assert_true(input_add(&input, (struct input_event){.kind = INPUT_MOVE}));
}

static void text_is_cut_to_what_it_goes_into(void **state)
{
    struct input input;
    char out[4];

    (void)state;
    input_clear(&input);
    assert_true(input_add_text(&input, INPUT_DROP, "one", 3));
    assert_true(input_add_text(&input, INPUT_TEXT, "seven", 5));
    assert_string_equal(input_text(&input, &input.event[0], out, sizeof out),
                        "one");
    assert_string_equal(input_text(&input, &input.event[1], out, sizeof out),
                        "sev");
}

static void every_key_has_a_name(void **state)
{
    (void)state;
    for (int k = KEY_NONE + 1; k < KEYS; k++) {
        const char *name = key_name((enum key)k);
        assert_true(name[0] != '\0');
        assert_int_equal(key_find(name, strlen(name)), k);
    }
    assert_string_equal(key_name(KEY_Z), "Z");
    assert_string_equal(key_name(KEY_9), "9");
    assert_string_equal(key_name(KEY_F12), "F12");
    assert_string_equal(key_name(KEY_BRACKET_RIGHT), "BracketRight");
    assert_string_equal(key_name(KEY_NONE), "");
    assert_string_equal(key_name(KEYS), "");
    assert_int_equal(key_find("", 0), KEY_NONE);
    assert_int_equal(key_find("F13", 3), KEY_NONE);
}

/* What the reader takes, the printer gives back. */
static void assert_survives(const char *line)
{
    struct input input;
    struct error error = {0};
    char again[INPUT_LINE_MAX];

    if (!input_parse(&input, line, strlen(line), &error))
        fail_msg("%s: %s", line, error.text);
    assert_int_equal(input_print(&input, again, sizeof again), strlen(line));
    assert_string_equal(again, line);
}

static void lines_survive(void **state)
{
    (void)state;
    assert_survives("0 0");
    assert_survives("4294967295 4294967295");
    assert_survives("16667 2 key:Right:1 repeat:B move:10.5,20 "
                    "press:0,10.5,20,1 text:%EC%95%88");
    assert_survives("1 0 release:2,-3,1e+30:7 wheel:0.25,-1:2 leave leave::1 "
                    "compose: drop:/tmp/a%20b%25%3A.csv resize:1920,1080 "
                    "close close::4");
    assert_survives("1 0 move:0.1,-0:5 move:16777216,3.4028235e+38");
    assert_survives("1 0 text:%01%7F%FF%2C%0A");
}

static float random_float(struct random *random)
{
    union {
        uint32_t bits;
        float value;
    } word;

    do
        word.bits = (uint32_t)random_bits(random);
    while (!isfinite(word.value));
    return word.value;
}

static void add_random(struct input *input, struct random *random)
{
    struct input_event event = {
        .kind = (uint8_t)random_below(random, INPUT_KINDS),
        .modifiers = (uint8_t)random_below(random, 8)};
    bool placed = event.kind == INPUT_MOVE || event.kind == INPUT_PRESS ||
                  event.kind == INPUT_RELEASE || event.kind == INPUT_WHEEL ||
                  event.kind == INPUT_RESIZE;
    char text[40];

    if (placed) {
        event.x = random_float(random);
        event.y = random_float(random);
    }
    if (event.kind == INPUT_KEY) {
        event.value = (int16_t)(1 + random_below(random, KEYS - 1));
        event.repeat = random_below(random, 2);
    }
    if (event.kind == INPUT_PRESS || event.kind == INPUT_RELEASE)
        event.value = (int16_t)random_below(random, 3);
    if (event.kind == INPUT_PRESS)
        event.clicks = (uint8_t)random_below(random, 256);
    if (event.kind != INPUT_TEXT && event.kind != INPUT_COMPOSE &&
        event.kind != INPUT_DROP) {
        input_add(input, event);
        return;
    }
    size_t length = random_below(random, sizeof text);
    for (size_t k = 0; k < length; k++)
        text[k] = (char)(1 + random_below(random, 255));
    input_add_text(input, event.kind, text, length);
}

static void assert_same(const struct input *a, const struct input *b)
{
    assert_int_equal(a->elapsed, b->elapsed);
    assert_int_equal(a->work, b->work);
    assert_int_equal(a->events, b->events);
    assert_int_equal(a->text_length, b->text_length);
    if (a->text_length > 0)
        assert_memory_equal(a->text, b->text, a->text_length);
    for (int k = 0; k < a->events; k++) {
        const struct input_event *x = &a->event[k], *y = &b->event[k];
        assert_int_equal(x->kind, y->kind);
        assert_int_equal(x->modifiers, y->modifiers);
        assert_int_equal(x->clicks, y->clicks);
        assert_int_equal(x->repeat, y->repeat);
        assert_int_equal(x->value, y->value);
        assert_memory_equal(&x->x, &y->x, sizeof x->x);
        assert_memory_equal(&x->y, &y->y, sizeof x->y);
        assert_int_equal(x->length, y->length);
        assert_true(x->length == 0 || x->first == y->first);
    }
}

static void random_records_survive(void **state)
{
    struct random random;
    struct input input, again;
    struct error error = {0};
    char line[INPUT_LINE_MAX];

    (void)state;
    random_seed(&random, 3, 0);
    for (int k = 0; k < 5000; k++) {
        input_clear(&input);
        input.elapsed = (uint32_t)random_bits(&random);
        input.work = random_below(&random, 9);
        for (uint32_t n = random_below(&random, 20); n > 0; n--)
            add_random(&input, &random);
        size_t length = input_print(&input, line, sizeof line);
        assert_true(length > 0);
        if (!input_parse(&again, line, length, &error))
            fail_msg("%s: %s", line, error.text);
        assert_same(&input, &again);
    }
}

/* The longest record has a line; a shorter buffer holds nothing. */
static void lines_have_an_end(void **state)
{
    struct input input;
    static char line[INPUT_LINE_MAX];
    char text[INPUT_TEXT_MAX];

    (void)state;
    memset(text, 1, sizeof text);
    input_clear(&input);
    input.elapsed = input.work = UINT32_MAX;
    input_add_text(&input, INPUT_COMPOSE, text, sizeof text);
    for (int k = 1; k < INPUT_EVENTS_MAX; k++)
        input_add(&input, (struct input_event){
            .kind = INPUT_PRESS, .value = 2, .clicks = 255, .modifiers = 7,
            .x = -1.17549435e-38f, .y = -1.17549435e-38f});
    size_t length = input_print(&input, line, sizeof line);
    assert_true(length > 3 * INPUT_TEXT_MAX);
    assert_int_equal(input_print(&input, line, length), 0);
    assert_int_equal(input_print(&input, line, length + 1), length);
}

static void damaged_lines_say_what_is_wrong(void **state)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"", "'' is not a time in whole microseconds"},
        {"x 0", "'x' is not a time in whole microseconds"},
        {"-1 0", "'-1' is not a time in whole microseconds"},
        {"4294967296 0", "'4294967296' is not a time in whole microseconds"},
        {"1", "'' is not a count of units of work"},
        {"1 2 kye:B", "event 1: there is no event 'kye'; did you mean "
                      "'key'?"},
        {"1 2 key:B  key:C", "event 2: there is no event ''"},
        {"1 2 \x1b[31m", "event 1: there is no event '\\x1b[31m'"},
        {"1 2 key:F13", "event 1: 'F13' is not a key"},
        {"1 2 key", "event 1: '' is not a key"},
        {"1 2 key:B:8", "event 1: '8' is not a sum of modifiers, 0 to 7"},
        {"1 2 leave move:1", "event 2: '' is not a finite number"},
        {"1 2 move:1,nan", "event 1: 'nan' is not a finite number"},
        {"1 2 move:1e39,0", "event 1: '1e39' is not a finite number"},
        {"1 2 move:1,2,3", "event 1: '2,3' is not a finite number"},
        {"1 2 press:3,0,0,1", "event 1: '3' is not a button, 0 to 2"},
        {"1 2 press:0,0,0,256",
         "event 1: '256' is not a count of clicks, 0 to 255"},
        {"1 2 leave:now", "event 1: 'now' is not expected here"},
        {"1 2 text:%4", "event 1: '%4' is not a text, where % is followed by "
                        "two hexadecimal digits that are not 00"},
        {"1 2 text:%00", "event 1: '%00' is not a text, where % is followed "
                         "by two hexadecimal digits that are not 00"},
        {"1 2 text:%GG", "event 1: '%GG' is not a text, where % is followed "
                         "by two hexadecimal digits that are not 00"},
        {"1 2 leave leave leave leave leave leave leave leave leave leave "
         "leave leave leave leave leave leave leave",
         "event 17: a record holds at most 16 events"},
    };
    struct input input;

    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct error error = {0};
        assert_false(input_parse(&input, cases[k].line, strlen(cases[k].line),
                                 &error));
        assert_string_equal(error.text, cases[k].message);
        assert_int_equal(input.events, 0);
    }
}

/* Any bytes are refused or taken, and nothing else. */
static void bytes_do_no_harm(void **state)
{
    static const char letters[] = "0123456789 :,%.-keymovtxprsdlahf\n\xff";
    struct random random;
    struct input input;
    struct error error;
    char line[64], again[INPUT_LINE_MAX];
    int taken = 0;

    (void)state;
    random_seed(&random, 5, 0);
    for (int k = 0; k < 200000; k++) {
        size_t length = random_below(&random, sizeof line);
        memcpy(line, "1 2 text:", 9);
        for (size_t n = random_below(&random, 10); n < length; n++)
            line[n] = letters[random_below(&random, sizeof letters)];
        if (!input_parse(&input, line, length, &error)) {
            assert_true(error.text[0] != '\0');
            continue;
        }
        taken++;
        assert_true(input_print(&input, again, sizeof again) > 0);
    }
    assert_true(taken > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_movement_replaces_the_one_before),
        cmocka_unit_test(a_full_record_takes_nothing),
        cmocka_unit_test(text_is_cut_to_what_it_goes_into),
        cmocka_unit_test(every_key_has_a_name),
        cmocka_unit_test(lines_survive),
        cmocka_unit_test(random_records_survive),
        cmocka_unit_test(lines_have_an_end),
        cmocka_unit_test(damaged_lines_say_what_is_wrong),
        cmocka_unit_test(bytes_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
