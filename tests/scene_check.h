/* What must be true of every frame, and golden draw lists.
 *
 * Included by scene_case.h.
 */
#ifndef GATEREEL_TESTS_SCENE_CHECK_H
#define GATEREEL_TESTS_SCENE_CHECK_H

#include "base/number.h"
#include "check_close.h"
#include "draw/dump.h"

/* Units that shapes, and glows and shadows, may reach beyond their box. */
static const float scene_check_rim = 2, scene_check_glow = 40;

/* Where a text has ink: capitals are 0.74 high, descenders 0.24 deep. */
static inline struct box scene_check_text(const struct draw_command *text)
{
    float left = text->box.x - (text->align == ALIGN_LEFT ? 0 :
                                text->align == ALIGN_CENTRE ? text->box.w / 2
                                                            : text->box.w);
    return box_at(left, text->box.y - 0.74f * text->width, text->box.w,
                  0.98f * text->width);
}

static inline struct box scene_check_common(struct box a, struct box b)
{
    float x = fmaxf(a.x, b.x), y = fmaxf(a.y, b.y);

    return box_at(x, y, fminf(box_right(a), box_right(b)) - x,
                  fminf(box_bottom(a), box_bottom(b)) - y);
}

/* Is `inner` within `outer` made larger by `rim`? False for NaN. */
static inline bool scene_check_within(struct box inner, struct box outer,
                                      float rim)
{
    outer = box_inset(outer, -rim);
    return inner.x >= outer.x && inner.y >= outer.y &&
           box_right(inner) <= box_right(outer) &&
           box_bottom(inner) <= box_bottom(outer);
}

/* The box around a command. */
static inline struct box scene_check_extent(const struct draw_list *list,
                                            const struct draw_command *command)
{
    int count = command->kind == DRAW_BAND ? 2 * command->count
                                           : command->count;

    if (command->kind == DRAW_TEXT)
        return scene_check_text(command);
    if (command->kind != DRAW_LINE && command->kind != DRAW_RIBBON &&
        command->kind != DRAW_BAND && command->kind != DRAW_POLYGON)
        return command->box;
    const struct point *point = list->points + command->first;
    struct point low = point[0], high = point[0];
    for (int k = 0; k < count; k++) {
        /* NaN stays: comparisons with it are false. */
        low.x = point[k].x >= low.x ? low.x : point[k].x;
        low.y = point[k].y >= low.y ? low.y : point[k].y;
        high.x = point[k].x <= high.x ? high.x : point[k].x;
        high.y = point[k].y <= high.y ? high.y : point[k].y;
        if (isnan(point[k].x) || isnan(point[k].y))
            return box_at(NAN, NAN, NAN, NAN);
    }
    return box_at(low.x, low.y, high.x - low.x, high.y - low.y);
}

static inline void scene_check_fail(const struct draw_list *list,
                                    const struct draw_command *command,
                                    const char *what)
{
    struct box box = scene_check_extent(list, command);

    fail_msg("%dx%d pixels, command %d (%s \"%.*s\" at %.1f,%.1f %.1fx%.1f) "
             "%s", list->width, list->height, (int)(command - list->command),
             draw_kind_names[command->kind],
             command->kind == DRAW_TEXT ? (int)command->count : 0,
             list->text + (command->kind == DRAW_TEXT ? command->first : 0),
             (double)box.x, (double)box.y, (double)box.w, (double)box.h, what);
}

/* Shapes count as far as the clip in force lets them be seen; texts must be
 * seen whole. */
static inline void scene_check_place(const struct draw_list *list,
                                     struct box within)
{
    struct box clip = draw_frame_box(list);

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *command = &list->command[k];
        struct box box = scene_check_extent(list, command);
        if (command->kind == DRAW_CLIP) {
            clip = command->box;
            continue;
        }
        if (!(isfinite(box.x) && isfinite(box.y) && isfinite(box.w) &&
              isfinite(box.h)))
            scene_check_fail(list, command, "is nowhere");
        if (command->kind == DRAW_TEXT) {
            if (!scene_check_within(box, within, 0))
                scene_check_fail(list, command, "leaves the view");
            if (!scene_check_within(box, clip, 0.5f))
                scene_check_fail(list, command, "is cut");
            if (command->width < 14)
                scene_check_fail(list, command, "is too small to read");
            continue;
        }
        struct box seen = scene_check_common(box, clip);
        float rim = command->kind == DRAW_GLOW ? scene_check_glow
                                               : scene_check_rim;
        if (seen.w >= 0 && seen.h >= 0 &&
            !scene_check_within(seen, within, rim))
            scene_check_fail(list, command, "leaves the view");
    }
    for (int k = 0; k < list->spot_count; k++)
        if (!scene_check_within(list->spots[k].box, within, scene_check_rim))
            fail_msg("spot %d (action %d) leaves the view", k,
                     list->spots[k].action);
}

/* Has an opaque box been drawn over `place` after command `after` and before
 * command `before`? */
static inline bool scene_check_covered(const struct draw_list *list,
                                       struct box place, int after, int before)
{
    for (int k = after + 1; k < before; k++) {
        const struct draw_command *box = &list->command[k];
        if (box->kind == DRAW_BOX && box->color.a >= 235 &&
            scene_check_within(place, box->box, 1))
            return true;
    }
    return false;
}

/* No text lies on another, unless a read-out or the like hides the lower. */
static inline void scene_check_overlap(const struct draw_list *list)
{
    for (int b = 0; b < list->commands; b++) {
        if (list->command[b].kind != DRAW_TEXT)
            continue;
        struct box upper = scene_check_text(&list->command[b]);
        for (int a = 0; a < b; a++) {
            if (list->command[a].kind != DRAW_TEXT)
                continue;
            struct box lower = scene_check_text(&list->command[a]);
            struct box both = scene_check_common(lower, upper);
            char what[300];
            if (both.w <= 0.5f || both.h <= 0.5f ||
                scene_check_covered(list, both, a, b))
                continue;
            snprintf(what, sizeof what, "lies on \"%.*s\" at %.1f,%.1f",
                     (int)list->command[a].count,
                     list->text + list->command[a].first, (double)lower.x,
                     (double)lower.y);
            scene_check_fail(list, &list->command[b], what);
        }
    }
}

/* A number of a text as it was rounded. */
struct scene_figure {
    double value, half; /* half a unit of its last digit */
    bool infinite, percent;
};

/* Reads digits with an optional point; how many bytes that were. */
static inline size_t scene_check_digits(const char *text, double *value,
                                        double *unit)
{
    size_t length = strspn(text, "0123456789");
    size_t behind = 0;

    if (text[length] == '.' && text[length + 1] >= '0' &&
        text[length + 1] <= '9')
        behind = strspn(text + length + 1, "0123456789");
    *unit = pow(10, -(double)behind);
    length += behind > 0 ? behind + 1 : 0;
    if (!number_parse(text, length, value))
        return 0;
    return length;
}

/* The number of a text: the first one behind the last "=", or the first one.
 * False where there is none. */
static inline bool scene_check_figure(const char *text,
                                      struct scene_figure *figure)
{
    const char *equals = strrchr(text, '='), *at = equals ? equals + 1 : text;
    double value, unit, power = 0, one;
    bool negative = false;
    size_t length;

    memset(figure, 0, sizeof *figure);
    figure->infinite = strstr(at, "∞") != NULL;
    if (figure->infinite)
        return true;
    /* A letter may have an index of digits: "c_{3}". */
    for (;; at++) {
        if (strncmp(at, "_{", 2) == 0)
            at += strcspn(at, "}");
        if (*at == '\0')
            return false;
        if (*at >= '0' && *at <= '9')
            break;
        negative = strncmp(at, "−", 3) == 0 ? true :
                   ((unsigned char)*at & 0xC0) == 0x80 ? negative : *at == '-';
    }
    length = scene_check_digits(at, &value, &unit);
    if (length == 0)
        return false;
    at += length;
    if (strncmp(at, "·10", 4) == 0)
        at += 4;
    else if (value == 10 && unit == 1 && *at == '^')
        value = 1;
    if (strncmp(at, "^{", 2) == 0) {
        bool below = strncmp(at + 2, "−", 3) == 0;
        scene_check_digits(at + (below ? 5 : 2), &power, &one);
        power = below ? -power : power;
    }
    figure->value = (negative ? -value : value) * pow(10, power);
    figure->half = 0.5 * unit * pow(10, power);
    figure->percent = strchr(at, '%') != NULL;
    return true;
}

/* These are log10 on the list and the size itself on the screen. */
static inline bool scene_check_is_log(int kind)
{
    return kind == SUBJECT_GRADIENT_NORM || kind == SUBJECT_DECAY ||
           kind == SUBJECT_PATH || kind == SUBJECT_LESSON_PART ||
           kind == SUBJECT_CONNECTION || kind == SUBJECT_UNIT_GRADIENT ||
           kind == SUBJECT_LANE_DECAY || kind == SUBJECT_LANE_FACTOR ||
           kind == SUBJECT_LANE_NORM || kind == SUBJECT_LANE_POWER;
}

/* These are in the units of the data, which may be percent. */
static inline bool scene_check_is_data(int kind)
{
    return kind == SUBJECT_RAW_INPUT || kind == SUBJECT_OUTPUT ||
           kind == SUBJECT_TARGET;
}

/* Does the text say `value`, but for the rounding? */
static inline bool scene_check_says(const char *text, int kind, double value)
{
    struct scene_figure figure;
    double want = scene_check_is_log(kind) ? pow(10, value) : value;

    if (isnan(value))
        return strstr(text, "NaN") != NULL || strstr(text, "–") != NULL ||
               (kind == SUBJECT_DIAL && !scene_check_figure(text, &figure));
    if (!scene_check_figure(text, &figure))
        return false;
    if (figure.infinite)
        return isinf(want);
    if (figure.percent && !scene_check_is_data(kind))
        want *= 100;
    /* Log values may be beyond what a double holds. */
    if (scene_check_is_log(kind) && figure.value > 0 &&
        (want < 1e-300 || isinf(want)))
        return true;
    /* The last term: the smallest doubles are 5e-324 apart. */
    return fabs(figure.value - want) <=
           figure.half * 1.0001 + fabs(want) * 1e-6 + 1e-323;
}

/* What the film, or what is measured of it, has of a number. */
static inline double scene_check_value(const struct scene_case *c,
                                       struct draw_id id)
{
    if (id.kind == SUBJECT_DIFFERENCE || id.kind == SUBJECT_UNTOUCHED)
        return subject_against(&c->film, c->has_ghost ? &c->ghost : NULL, id);
    if (id.kind >= SUBJECT_LANE_DECAY && id.kind <= SUBJECT_LANE_POWER)
        return c->lab != NULL ? lab_value(c->lab, id) : NAN;
    if (id.kind == SUBJECT_TRUTH || id.kind == SUBJECT_GUESS ||
        id.kind == SUBJECT_GIVEN)
        return course_value(c->course, id);
    if (id.kind >= SUBJECT_TRAIN && id.kind <= SUBJECT_SWEEP)
        return training_value(c->training, id);
    return (id.kind >= SUBJECT_PATH && id.kind < SUBJECT_TERM) ||
                   (id.kind >= SUBJECT_SURPRISE && id.kind <= SUBJECT_BEAM)
        ? studies_value(&c->studies, id) : subject_value(&c->film, id);
}

/* What is on the screen is what the film holds. Numbers of kinds without a
 * value there (SUBJECT_DECAY, SUBJECT_PRODUCT, SUBJECT_OTHER ..) are compared
 * with their text only. */
static inline void scene_check_numbers(const struct scene_case *c)
{
    const struct draw_list *list = &c->list;

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *command = &list->command[k];
        if (command->kind != DRAW_TEXT || command->number < 0)
            continue;
        const struct draw_number *number = &list->numbers[command->number];
        double want = scene_check_value(c, number->id);
        char text[512], what[160];
        snprintf(text, sizeof text, "%.*s", (int)command->count,
                 list->text + command->first);
        snprintf(what, sizeof what, "shows %.9g; the film has %.9g (subject "
                 "%d.%d.%d.%d.%d)", number->value, want, number->id.kind,
                 number->id.layer, number->id.signal, (int)number->id.step,
                 (int)number->id.unit);
        if (!isnan(want) && number->value != want &&
            !(fabs(number->value - want) <= 1e-12 * fabs(want)))
            scene_check_fail(list, command, what);
        if (!scene_check_says(text, number->id.kind, number->value))
            scene_check_fail(list, command, what);
    }
}

/* All of it, of the frame that was shown last. */
static inline void scene_case_check(const struct scene_case *c)
{
    assert_false(c->list.full);
    assert_true(c->list.clip.w == draw_frame_box(&c->list).w);
    scene_check_place(&c->list, c->box);
    scene_check_overlap(&c->list);
    scene_check_numbers(c);
}

/* Shows a view as the stage may: boxes large and small, both languages and
 * themes, the pointer at several places, playheads in both passes; all of it
 * must hold each time. Other settings of c->ui stay. */
static inline void scene_case_sweep(struct scene_case *c,
                                    void (*view)(const struct scene *scene,
                                                 struct box box))
{
    static const float size[][2] = {
        {1872, 908}, {1448, 452}, {712, 442}, {805, 361}, {480, 250},
        {320, 610}, {240, 160}, {120, 80}};
    static const float pointer[][2] = {{-1, -1}, {0.3f, 0.5f}, {0.62f, 0.8f},
                                       {0.9f, 0.45f}};
    struct timeline timeline = film_timeline(&c->film, c->ui.layer);
    int64_t length = timeline_length(&timeline);

    for (size_t k = 0; k < sizeof size / sizeof *size; k++)
        for (int variant = 0; variant < 4; variant++)
            for (int at = 0; at <= 6; at++) {
                const float *share = pointer[(at + variant) % 4];
                c->ui.language = variant % 2 ? LANGUAGE_KO : LANGUAGE_EN;
                c->ui.theme = variant / 2 ? THEME_LIGHT : THEME_DARK;
                c->ui.at = length / 6 * at + at * 70000;
                c->ui.pointer = point_at(
                    share[0] < 0 ? -1 : (SCENE_CASE_MARGIN + share[0] *
                                         size[k][0]) * c->scale,
                    (SCENE_CASE_MARGIN + share[1] * size[k][1]) * c->scale);
                scene_case_show(c, view, size[k][0], size[k][1]);
                scene_case_check(c);
            }
}

/* A text that contains `part`, or NULL. */
static inline const struct draw_command *scene_case_text(
    const struct scene_case *c, const char *part)
{
    char text[512];

    for (int k = 0; k < c->list.commands; k++) {
        const struct draw_command *command = &c->list.command[k];
        if (command->kind != DRAW_TEXT)
            continue;
        snprintf(text, sizeof text, "%.*s", (int)command->count,
                 c->list.text + command->first);
        if (strstr(text, part) != NULL)
            return command;
    }
    return NULL;
}

/* A spot that does `action` with `value`, or NULL. */
static inline const struct draw_spot *scene_case_spot(
    const struct scene_case *c, int action, int value)
{
    for (int k = 0; k < c->list.spot_count; k++) {
        const struct draw_spot *spot = &c->list.spots[k];
        if (spot->action == action && spot->value == value)
            return spot;
    }
    return NULL;
}

/* The number with an id, or NULL. */
static inline const struct draw_number *scene_case_number(
    const struct scene_case *c, struct draw_id id)
{
    for (int k = 0; k < c->list.number_count; k++) {
        struct draw_id is = c->list.numbers[k].id;
        if (is.kind == id.kind && is.layer == id.layer &&
            is.signal == id.signal && is.step == id.step && is.unit == id.unit)
            return &c->list.numbers[k];
    }
    return NULL;
}

/* How many numbers of a kind there are. */
static inline int scene_case_numbers(const struct scene_case *c, int kind)
{
    int count = 0;

    for (int k = 0; k < c->list.number_count; k++)
        count += c->list.numbers[k].id.kind == kind;
    return count;
}

/* The draw list as text; the caller's to free. */
static inline char *scene_case_dump(const struct scene_case *c)
{
    char *text = NULL;
    size_t length;
    struct output output = {.file = open_memstream(&text, &length)};

    assert_non_null(output.file);
    dump_commands(&c->list, &output);
    assert_int_equal(fclose(output.file), 0);
    return text;
}

/* Says which line is the first that differs. */
static inline void scene_case_differ(const char *path, const char *got,
                                     const char *want)
{
    int line = 1;

    while (*got != '\0' && strcspn(got, "\n") == strcspn(want, "\n") &&
           strncmp(got, want, strcspn(got, "\n") + 1) == 0) {
        got += strcspn(got, "\n") + 1;
        want += strcspn(want, "\n") + 1;
        line++;
    }
    fail_msg("%s:%d: drawn is\n  %.*s\nwanted is\n  %.*s\n"
             "(GATEREEL_UPDATE_GOLDEN=1 rewrites the file)", path, line,
             (int)strcspn(got, "\n"), got, (int)strcspn(want, "\n"), want);
}

/* The text is that of tests/golden/scene/<name>.txt. */
static inline void scene_case_match(const char *got, const char *name)
{
    char path[512], *want = NULL;
    const char *update = getenv("GATEREEL_UPDATE_GOLDEN");
    size_t length;
    struct error error = {0};

    snprintf(path, sizeof path, "%s/golden/scene/%s.txt", TEST_DIR, name);
    if (update != NULL && strcmp(update, "1") == 0) {
        struct output output;
        assert_true(output_open(&output, path, &error));
        output_write(&output, got, strlen(got));
        assert_true(output_commit(&output, &error));
    } else if (!file_read(path, 1 << 24, &want, &length, &error)) {
        fail_msg("%s", error.text);
    } else if (strcmp(got, want) != 0) {
        scene_case_differ(path, got, want);
    }
    free(want);
}

/* The frame is that of tests/golden/scene/<name>.txt. */
static inline void scene_case_golden(const struct scene_case *c,
                                     const char *name)
{
    char *got = scene_case_dump(c);

    scene_case_match(got, name);
    free(got);
}

#endif
