/* Records of input from a seeded generator: keys that mean something and any,
 * the pointer on what the latest frame shows and anywhere, texts, sizes, time.
 *
 *     random_input(&random, &app, &input);
 */
#ifndef GATEREEL_TESTS_RANDOM_INPUT_H
#define GATEREEL_TESTS_RANDOM_INPUT_H

#include "app_case.h"
#include "scene/keys.h"

static inline int choose(struct random *random, int count)
{
    return (int)random_below(random, (uint32_t)count);
}

/* True in one of `one_in` cases. */
static inline bool now_and_then(struct random *random, int one_in)
{
    return choose(random, one_in) == 0;
}

/* A spot of the latest picture; those that there are many of do not drown the
 * others. */
static inline const struct draw_spot *choose_spot(
    struct random *random, const struct draw_list *list)
{
    int at = choose(random, list->spot_count), action = choose(random, ACTIONS);

    for (int k = 0; k < list->spot_count; k++) {
        const struct draw_spot *spot =
            &list->spots[(at + k) % list->spot_count];
        if (spot->action == action)
            return spot;
    }
    return &list->spots[at];
}

/* On a spot of the latest picture, near the window, or anywhere. */
static inline struct point choose_place(struct random *random,
                                        const struct app *app)
{
    const struct draw_list *list = &app->list;

    if (list->spot_count > 0 && !now_and_then(random, 4)) {
        struct box box = choose_spot(random, list)->box;
        float x = box.x + (float)random_unit(random) * box.w;
        float y = box.y + (float)random_unit(random) * box.h;
        return point_at(x * list->scale + list->origin.x,
                        y * list->scale + list->origin.y);
    }
    double reach = now_and_then(random, 50) ? 1e9 : 100;
    return point_at((float)random_range(random, -reach, app->width + reach),
                    (float)random_range(random, -reach, app->height + reach));
}

static inline void add_text(struct random *random, struct input *input)
{
    static const enum input_kind kinds[] = {INPUT_TEXT, INPUT_COMPOSE,
                                            INPUT_DROP};
    static const char *const texts[] = {
        "", "a", "0.5", "한글", "ㅎ", "/tmp/x.csv", "..", "\x01\xff", "e",
    };
    const char *text = texts[choose(random, 9)];
    int count = now_and_then(random, 9) ? 3 : 2;

    input_add_text(input, kinds[choose(random, count)], text, strlen(text));
}

/* Keys that mean something, keys that are pressed often, any keys. */
static inline struct input_event choose_key(struct random *random)
{
    static const int usual[] = {KEY_LEFT, KEY_RIGHT, KEY_UP, KEY_DOWN,
                                KEY_ENTER, KEY_ESCAPE, KEY_SPACE, KEY_TAB};
    struct input_event event = {
        .kind = INPUT_KEY, .repeat = now_and_then(random, 5),
        .modifiers = (uint8_t)(now_and_then(random, 3) ? choose(random, 8)
                                                       : 0)};
    int lines, way = choose(random, 4);
    const struct keys_line *line = keys_lines(&lines);

    if (way == 0) {
        event.value = (int16_t)usual[choose(random, 8)];
    } else if (way == 1) {
        event.value = (int16_t)(1 + choose(random, KEYS - 1));
    } else {
        const struct keys_binding *binding =
            &line[choose(random, lines)].binding[choose(random, 2)];
        event.value = (int16_t)(binding->key != KEY_NONE ? binding->key
                                                         : KEY_A);
        event.modifiers = (uint8_t)binding->modifiers;
    }
    return event;
}

static inline void add_event(struct random *random, const struct app *app,
                             struct input *input)
{
    static const enum input_kind pointer[] = {
        INPUT_MOVE, INPUT_MOVE, INPUT_MOVE, INPUT_PRESS, INPUT_PRESS,
        INPUT_RELEASE, INPUT_RELEASE, INPUT_WHEEL, INPUT_LEAVE,
    };
    static const struct point sizes[] = {
        {1920, 1080}, {1024, 640}, {3840, 2160}, {1280, 720}, {1, 1},
        {400, 2000}, {5000, 300}, {1600, 1200},
    };

    if (now_and_then(random, 3)) {
        input_add(input, choose_key(random));
    } else if (now_and_then(random, 12)) {
        add_text(random, input);
    } else if (now_and_then(random, 60)) {
        struct point size = sizes[choose(random, 8)];
        input_add(input, (struct input_event){
            .kind = INPUT_RESIZE, .x = size.x, .y = size.y});
    } else {
        struct input_event event = {
            .kind = (uint8_t)pointer[choose(random, 9)],
            .value = (int16_t)(now_and_then(random, 9) ? 2 : 0),
            .clicks = (uint8_t)(1 + choose(random, 2)),
            .modifiers = (uint8_t)(now_and_then(random, 6) ? choose(random, 8)
                                                           : 0)};
        struct point at = choose_place(random, app);
        if (event.kind == INPUT_WHEEL)
            at = point_at((float)random_range(random, -2, 2),
                          (float)random_range(random, -3, 3));
        event.x = at.x;
        event.y = at.y;
        input_add(input, event);
    }
}

static inline void random_input(struct random *random,
                                const struct app *app, struct input *input)
{
    input_clear(input);
    input->elapsed = now_and_then(random, 200)
        ? (uint32_t)random_bits(random) : random_below(random, 40000);
    input->work = now_and_then(random, 8) ? random_below(random, 3) : 0;
    for (int n = choose(random, 4); n > 0; n--)
        add_event(random, app, input);
}

#endif
