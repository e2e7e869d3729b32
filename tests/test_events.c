/* What happens in the window as records: SDL's events, made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <SDL2/SDL.h>
#include <cmocka.h>

#include "sdl/events.h"
#include "sdl/keyboard.h"
#include "sdl/pace.h"

/* static: a record is large */
static struct input record;

static SDL_Event key(SDL_Scancode code, SDL_Keycode symbol, int modifiers)
{
    SDL_Event event = {.type = SDL_KEYDOWN};

    event.key.keysym.scancode = code;
    event.key.keysym.sym = symbol;
    event.key.keysym.mod = (Uint16)modifiers;
    return event;
}

static struct events begin(void)
{
    input_clear(&record);
    return (struct events){.factor = 1};
}

static void keys_go_by_their_place(void **state)
{
    struct events events = begin();
    /* The key right of P on a Korean, a German and a French keyboard. */
    SDL_Event right_of_p = key(SDL_SCANCODE_LEFTBRACKET, 0xfc, 0);
    SDL_Event first_letter = key(SDL_SCANCODE_Q, SDLK_a, KMOD_LCTRL);

    (void)state;
    assert_true(events_add(&events, &right_of_p, &record));
    assert_true(events_add(&events, &first_letter, &record));
    assert_int_equal(record.events, 2);
    assert_int_equal(record.event[0].kind, INPUT_KEY);
    assert_int_equal(record.event[0].value, KEY_BRACKET_LEFT);
    assert_int_equal(record.event[0].modifiers, 0);
    assert_int_equal(record.event[1].value, KEY_A + ('q' - 'a'));
    assert_int_equal(record.event[1].modifiers, MOD_CTRL);
}

/* Every key of ours is on a US keyboard. */
static void every_key_can_be_pressed(void **state)
{
    bool found[KEYS] = {false};

    (void)state;
    for (int code = 0; code < SDL_NUM_SCANCODES; code++)
        found[keyboard_key((SDL_Scancode)code, 0)] = true;
    for (int k = 0; k < KEYS; k++)
        if (!found[k])
            fail_msg("no key is %s", key_name((enum key)k));
    assert_int_equal(keyboard_key(SDL_SCANCODE_0, 0), KEY_0);
    assert_int_equal(keyboard_key(SDL_SCANCODE_9, 0), KEY_9);
    assert_int_equal(keyboard_key(SDL_SCANCODE_F12, 0), KEY_F12);
    assert_int_equal(keyboard_key(SDL_SCANCODE_KP_1, KMOD_NUM), KEY_0 + 1);
    assert_int_equal(keyboard_key(SDL_SCANCODE_KP_1, 0), KEY_END);
    assert_int_equal(keyboard_key(SDL_SCANCODE_KP_0, KMOD_NUM), KEY_0);
}

static void the_desktop_keeps_its_keys(void **state)
{
    struct events events = begin();
    SDL_Event lock = key(SDL_SCANCODE_L, SDLK_l, KMOD_LGUI);
    SDL_Event mute = key(SDL_SCANCODE_AUDIOMUTE, SDLK_AUDIOMUTE, 0);

    (void)state;
    assert_true(events_add(&events, &lock, &record));
    assert_true(events_add(&events, &mute, &record));
    assert_int_equal(record.events, 0);
}

static void mouse_is_in_pixels(void **state)
{
    struct events events = begin();
    SDL_Event control = key(SDL_SCANCODE_LCTRL, SDLK_LCTRL, KMOD_LCTRL);
    SDL_Event press = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = 3,
                                  .clicks = 2, .x = 11, .y = 20}};
    SDL_Event wheel = {.wheel = {.type = SDL_MOUSEWHEEL, .y = -1}};
    SDL_Event fine = {.wheel = {.type = SDL_MOUSEWHEEL, .y = 1,
                                .preciseY = 0.25f}};

    (void)state;
    events.factor = 1.5f;
    assert_true(events_add(&events, &control, &record));
    assert_true(events_add(&events, &press, &record));
    assert_true(events_add(&events, &wheel, &record));
    assert_true(events_add(&events, &fine, &record));
    assert_int_equal(record.events, 3);
    const struct input_event *event = record.event;
    assert_int_equal(event[0].kind, INPUT_PRESS);
    assert_int_equal(event[0].value, 2);
    assert_int_equal(event[0].clicks, 2);
    assert_int_equal(event[0].modifiers, MOD_CTRL);
    assert_true(event[0].x == 16.5f && event[0].y == 30);
    assert_int_equal(event[1].kind, INPUT_WHEEL);
    assert_true(event[1].x == 0 && event[1].y == -1);
    assert_true(event[2].y == 0.25f);
}

/* Composing 안: an input method swallows the keys and sends these. */
static void korean_is_composed(void **state)
{
    struct events events = begin();
    SDL_Event editing = {.type = SDL_TEXTEDITING};
    SDL_Event text = {.type = SDL_TEXTINPUT};
    char read[8];

    (void)state;
    strcpy(editing.edit.text, "아");
    strcpy(text.text.text, "안");
    assert_true(events_add(&events, &editing, &record));
    editing.edit.text[0] = '\0';
    assert_true(events_add(&events, &editing, &record));
    assert_true(events_add(&events, &text, &record));
    assert_int_equal(record.events, 3);
    assert_int_equal(record.event[0].kind, INPUT_COMPOSE);
    assert_int_equal(record.event[1].kind, INPUT_COMPOSE);
    assert_int_equal(record.event[1].length, 0);
    assert_int_equal(record.event[2].kind, INPUT_TEXT);
    assert_string_equal(
        input_text(&record, &record.event[2], read, sizeof read), "안");
}

static SDL_Event drop(const char *path)
{
    SDL_Event event = {.type = SDL_DROPFILE};

    event.drop.file = SDL_strdup(path);
    return event;
}

static void files_are_dropped(void **state)
{
    static char path[INPUT_TEXT_MAX + 2];
    struct events events = begin();
    SDL_Event file = drop("/tmp/안녕 file.csv");
    char read[64];

    (void)state;
    assert_true(events_add(&events, &file, &record));
    assert_int_equal(record.events, 1);
    assert_int_equal(record.event[0].kind, INPUT_DROP);
    assert_string_equal(
        input_text(&record, &record.event[0], read, sizeof read),
        "/tmp/안녕 file.csv");
    /* One that no record holds does not stop those behind it. */
    memset(path, 'x', sizeof path - 1);
    file = drop(path);
    assert_true(events_add(&events, &file, &record));
    assert_int_equal(record.events, 1);
}

static void full_records_take_nothing(void **state)
{
    struct events events = begin();
    SDL_Event step = key(SDL_SCANCODE_RIGHT, SDLK_RIGHT, 0);
    SDL_Event file = drop("a.csv");

    (void)state;
    for (int k = 0; k < INPUT_EVENTS_MAX; k++)
        assert_true(events_add(&events, &step, &record));
    assert_false(events_add(&events, &step, &record));
    assert_false(events_add(&events, &file, &record));
    assert_int_equal(record.events, INPUT_EVENTS_MAX);
    input_clear(&record);
    assert_true(events_add(&events, &file, &record));
    assert_int_equal(record.events, 1);
}

static void losses_are_noticed(void **state)
{
    struct events events = begin();
    SDL_Event shift = key(SDL_SCANCODE_LSHIFT, SDLK_LSHIFT, KMOD_LSHIFT);
    SDL_Event focus = {.window = {.type = SDL_WINDOWEVENT,
                                  .event = SDL_WINDOWEVENT_FOCUS_LOST}};
    SDL_Event reset = {.type = SDL_RENDER_DEVICE_RESET};
    SDL_Event quit = {.type = SDL_QUIT};

    (void)state;
    assert_true(events_add(&events, &shift, &record));
    assert_int_equal(events.modifiers, MOD_SHIFT);
    assert_true(events_add(&events, &focus, &record));
    assert_int_equal(events.modifiers, 0);
    assert_true(events_add(&events, &reset, &record));
    assert_true(events.lost && events.exposed);
    assert_true(events_add(&events, &quit, &record));
    assert_int_equal(record.events, 2);
    assert_int_equal(record.event[0].kind, INPUT_LEAVE);
    assert_int_equal(record.event[1].kind, INPUT_CLOSE);
}

/* 100 frames of 5 ms each, however the waits are rounded. */
static void sixty_frames_a_second(void **state)
{
    struct pace pace = {0};
    uint64_t now = 1000000, first = 0;

    (void)state;
    for (int k = 0; k <= 100; k++) {
        now += 1000 * (uint64_t)pace_left(&pace, now);
        assert_int_equal(pace_left(&pace, now), 0);
        if (k == 0)
            first = now;
        pace_done(&pace, now, false);
        now += 5000;
    }
    uint64_t took = now - 5000 - first;
    assert_in_range(took, 100 * PACE_FRAME - 2000, 100 * PACE_FRAME + 2000);
    /* After an hour's rest the next one is drawn at once, and only one. */
    now += 3600000000u;
    assert_int_equal(pace_left(&pace, now), 0);
    pace_done(&pace, now, false);
    assert_in_range(pace_left(&pace, now + 5000), 10, 13);
}

/* The screen's own pace is taken, up to twice the usual one. */
static void a_screen_sets_the_pace(void **state)
{
    struct pace pace = {0};

    (void)state;
    pace_done(&pace, 1000000, true);
    assert_int_equal(pace_left(&pace, 1016667), 0);
    assert_in_range(pace_left(&pace, 1000100), 8, 9);
}

static void time_passes_in_small_steps(void **state)
{
    struct pace pace = {0};

    (void)state;
    assert_int_equal(pace_elapsed(&pace, 5000000), 0);
    assert_int_equal(pace_elapsed(&pace, 5016667), 16667);
    assert_int_equal(pace_elapsed(&pace, 3600000000u), PACE_ELAPSED_MAX);
}

static void work_fits_between_frames(void **state)
{
    struct pace pace = {0};

    (void)state;
    assert_int_equal(pace_work(&pace), 1);
    for (int k = 0; k < 30; k++)
        pace_worked(&pace, pace_work(&pace), 1000 * pace_work(&pace));
    assert_in_range(pace_work(&pace), 4, 6);
    for (int k = 0; k < 30; k++)
        pace_worked(&pace, pace_work(&pace), 50000 * pace_work(&pace));
    assert_int_equal(pace_work(&pace), 1);
    for (int k = 0; k < 60; k++)
        pace_worked(&pace, pace_work(&pace), 0);
    assert_in_range(pace_work(&pace), 1000, PACE_WORK_MAX);
}

/* A frame that is drawn quickly leaves more, a slow one no less than a third. */
static void work_takes_what_drawing_leaves(void **state)
{
    struct pace pace = {0};

    (void)state;
    for (int k = 0; k < 30; k++) {
        pace_worked(&pace, 10, 10000);
        pace_drew(&pace, 4000);
    }
    assert_in_range(pace_work(&pace), 9, 11);
    for (int k = 0; k < 30; k++)
        pace_drew(&pace, 40000);
    assert_in_range(pace_work(&pace), 4, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_go_by_their_place),
        cmocka_unit_test(every_key_can_be_pressed),
        cmocka_unit_test(the_desktop_keeps_its_keys),
        cmocka_unit_test(mouse_is_in_pixels),
        cmocka_unit_test(korean_is_composed),
        cmocka_unit_test(files_are_dropped),
        cmocka_unit_test(full_records_take_nothing),
        cmocka_unit_test(losses_are_noticed),
        cmocka_unit_test(sixty_frames_a_second),
        cmocka_unit_test(a_screen_sets_the_pace),
        cmocka_unit_test(time_passes_in_small_steps),
        cmocka_unit_test(work_fits_between_frames),
        cmocka_unit_test(work_takes_what_drawing_leaves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
