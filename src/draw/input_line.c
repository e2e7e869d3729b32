/* Records as text. One table says which fields an event of each kind has; the
 * printer and the reader both walk along it, so that neither can know a kind
 * that the other does not.
 */
#include "draw/input.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* A word and its fields: k key, b button, x, y, c clicks, t text. */
struct form {
    const char *word;
    enum input_kind kind;
    bool repeat;
    const char *fields;
};

static const struct form forms[] = {
    {"key", INPUT_KEY, false, "k"},
    {"repeat", INPUT_KEY, true, "k"},
    {"move", INPUT_MOVE, false, "xy"},
    {"press", INPUT_PRESS, false, "bxyc"},
    {"release", INPUT_RELEASE, false, "bxy"},
    {"wheel", INPUT_WHEEL, false, "xy"},
    {"leave", INPUT_LEAVE, false, ""},
    {"text", INPUT_TEXT, false, "t"},
    {"compose", INPUT_COMPOSE, false, "t"},
    {"drop", INPUT_DROP, false, "t"},
    {"resize", INPUT_RESIZE, false, "xy"},
    {"close", INPUT_CLOSE, false, ""},
};
enum {
    FORMS = sizeof forms / sizeof *forms,
    FLOAT_DIGITS = 9, /* enough to give every float back */
    SHOWN_MAX = 48,   /* of what a message quotes */
};

/* Where a line is written to. */
struct writer {
    char *text;
    size_t size, length;
    bool full;
};

static void put(struct writer *writer, const char *text, size_t length)
{
    writer->full = writer->full || length >= writer->size - writer->length;
    if (writer->full)
        return;
    memcpy(writer->text + writer->length, text, length);
    writer->length += length;
}

static void put_integer(struct writer *writer, int64_t value)
{
    char text[NUMBER_TEXT_MAX];

    put(writer, text,
        (size_t)snprintf(text, sizeof text, "%" PRId64, value));
}

/* In as few digits as give it back. */
static void put_float(struct writer *writer, float value)
{
    char text[NUMBER_TEXT_MAX];
    double back = NAN;
    int length = 0;

    for (int digits = 4; digits <= FLOAT_DIGITS && (float)back != value;
         digits++) {
        length = number_format(text, (double)value, digits);
        number_parse(text, (size_t)length, &back);
    }
    put(writer, text, (size_t)length);
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/' ||
           c == '_';
}

static void put_bytes(struct writer *writer, const char *text, size_t length)
{
    char code[4];

    for (size_t k = 0; k < length; k++) {
        if (is_plain(text[k])) {
            put(writer, text + k, 1);
            continue;
        }
        snprintf(code, sizeof code, "%%%02X", (unsigned char)text[k]);
        put(writer, code, 3);
    }
}

static void put_field(struct writer *writer, const struct input *input,
                      const struct input_event *event, char field)
{
    const char *name = key_name((enum key)event->value);

    switch (field) {
    case 'k': put(writer, name, strlen(name)); break;
    case 'b': put_integer(writer, event->value); break;
    case 'x': put_float(writer, event->x); break;
    case 'y': put_float(writer, event->y); break;
    case 'c': put_integer(writer, event->clicks); break;
    case 't':
        put_bytes(writer, input->text + event->first, event->length);
        break;
    }
}

static const struct form *form_of(const struct input_event *event)
{
    const struct form *form = forms;
    bool repeat = event->kind == INPUT_KEY && event->repeat;

    assert(event->kind < INPUT_KINDS);
    while (form->kind != event->kind || form->repeat != repeat)
        form++;
    return form;
}

static void put_event(struct writer *writer, const struct input *input,
                      const struct input_event *event)
{
    const struct form *form = form_of(event);

    put(writer, " ", 1);
    put(writer, form->word, strlen(form->word));
    for (const char *field = form->fields; *field != '\0'; field++) {
        put(writer, field == form->fields ? ":" : ",", 1);
        put_field(writer, input, event, *field);
    }
    if (event->modifiers == 0)
        return;
    put(writer, form->fields[0] == '\0' ? "::" : ":",
        form->fields[0] == '\0' ? 2 : 1);
    put_integer(writer, event->modifiers);
}

size_t input_print(const struct input *input, char *line, size_t size)
{
    struct writer writer = {.text = line, .size = size, .full = size == 0};

    put_integer(&writer, input->elapsed);
    put(&writer, " ", 1);
    put_integer(&writer, input->work);
    for (int k = 0; k < input->events; k++)
        put_event(&writer, input, &input->event[k]);
    if (writer.full)
        return 0;
    line[writer.length] = '\0';
    return writer.length;
}

/* Part of a line that is being read. */
struct part {
    const char *text;
    size_t length;
};

/* Cuts what stands before the next `mark`, or everything, off *rest. */
static struct part cut(struct part *rest, char mark)
{
    const char *end = rest->length > 0
        ? memchr(rest->text, mark, rest->length) : NULL;
    struct part front = *rest;

    if (end != NULL) {
        front.length = (size_t)(end - rest->text);
        rest->text = end + 1;
        rest->length -= front.length + 1;
    } else {
        rest->text += rest->length;
        rest->length = 0;
    }
    return front;
}

/* "'PART' is not WHAT". */
static bool refuse(struct part part, const char *what, struct error *error)
{
    char shown[SHOWN_MAX];

    return error_set(error, "'%s' is not %s",
                     text_printable(part.text, part.length, shown,
                                    sizeof shown), what);
}

static bool read_integer(struct part part, int64_t high, const char *what,
                         int64_t *out, struct error *error)
{
    return number_parse_integer(part.text, part.length, 0, high, out) ||
           refuse(part, what, error);
}

static bool read_float(struct part part, float *out, struct error *error)
{
    double value;

    if (!number_parse(part.text, part.length, &value) ||
        !isfinite((float)value))
        return refuse(part, "a finite number", error);
    *out = (float)value;
    return true;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' :
           c >= 'A' && c <= 'F' ? c - 'A' + 10 :
           c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One byte at *at, which moves past it; 0 where there is none. */
static char read_byte(struct part part, size_t *at)
{
    char c = part.text[*at];

    *at += 1;
    if (c != '%')
        return c;
    if (part.length - *at < 2)
        return 0;
    int high = digit(part.text[*at]), low = digit(part.text[*at + 1]);
    *at += 2;
    return high < 0 || low < 0 ? 0 : (char)(high * 16 + low);
}

static bool read_bytes(struct part part, struct input *input,
                       struct input_event *event, struct error *error)
{
    event->first = input->text_length;
    for (size_t at = 0; at < part.length;) {
        char byte = read_byte(part, &at);
        if (byte == 0)
            return refuse(part, "a text, where % is followed by two "
                          "hexadecimal digits that are not 00", error);
        if (input->text_length == INPUT_TEXT_MAX)
            return error_set(error, "a record holds at most %d bytes of text",
                             INPUT_TEXT_MAX);
        input->text[input->text_length++] = byte;
    }
    event->length = (uint16_t)(input->text_length - event->first);
    return true;
}

static bool read_field(struct part part, char field, struct input *input,
                       struct input_event *event, struct error *error)
{
    int64_t value = 0;
    bool fine = true;

    switch (field) {
    case 'k':
        value = key_find(part.text, part.length);
        fine = value != KEY_NONE || refuse(part, "a key", error);
        event->value = (int16_t)value;
        return fine;
    case 'b':
        fine = read_integer(part, 2, "a button, 0 to 2", &value, error);
        event->value = (int16_t)value;
        return fine;
    case 'c':
        fine = read_integer(part, 255, "a count of clicks, 0 to 255", &value,
                            error);
        event->clicks = (uint8_t)value;
        return fine;
    case 'x': return read_float(part, &event->x, error);
    case 'y': return read_float(part, &event->y, error);
    default: return read_bytes(part, input, event, error);
    }
}

static const struct form *find_form(struct part word, struct error *error)
{
    const char *words[FORMS];
    char shown[SHOWN_MAX];

    for (int k = 0; k < FORMS; k++) {
        words[k] = forms[k].word;
        if (strlen(words[k]) == word.length &&
            memcmp(words[k], word.text, word.length) == 0)
            return &forms[k];
    }
    text_printable(word.text, word.length, shown, sizeof shown);
    const char *near = text_nearest(shown, words, FORMS);
    if (near != NULL)
        error_set(error, "there is no event '%s'; did you mean '%s'?", shown,
                  near);
    else
        error_set(error, "there is no event '%s'", shown);
    return NULL;
}

static bool read_event(struct part text, struct input *input,
                       struct error *error)
{
    struct input_event event = {0};
    const struct form *form = find_form(cut(&text, ':'), error);
    int64_t modifiers = 0;

    if (form == NULL)
        return false;
    event.kind = (uint8_t)form->kind;
    event.repeat = form->repeat;
    struct part fields = cut(&text, ':');
    for (const char *field = form->fields; *field != '\0'; field++) {
        /* The last field is all that is left. */
        struct part part = field[1] != '\0' ? cut(&fields, ',') : fields;
        if (!read_field(part, *field, input, &event, error))
            return false;
    }
    if (form->fields[0] == '\0' && fields.length > 0)
        return refuse(fields, "expected here", error);
    if (text.length > 0 &&
        !read_integer(text, MOD_SHIFT | MOD_CTRL | MOD_ALT,
                      "a sum of modifiers, 0 to 7", &modifiers, error))
        return false;
    event.modifiers = (uint8_t)modifiers;
    if (input->events == INPUT_EVENTS_MAX)
        return error_set(error, "a record holds at most %d events",
                         INPUT_EVENTS_MAX);
    input->event[input->events++] = event;
    return true;
}

/* Time and work. */
static bool read_head(struct part *rest, struct input *input,
                      struct error *error)
{
    int64_t elapsed, work;

    if (!read_integer(cut(rest, ' '), UINT32_MAX,
                      "a time in whole microseconds", &elapsed, error) ||
        !read_integer(cut(rest, ' '), UINT32_MAX, "a count of units of work",
                      &work, error))
        return false;
    input->elapsed = (uint32_t)elapsed;
    input->work = (uint32_t)work;
    return true;
}

bool input_parse(struct input *input, const char *line, size_t length,
                 struct error *error)
{
    struct part rest = {line, length};

    input_clear(input);
    bool fine = read_head(&rest, input, error);
    for (int k = 1; fine && rest.length > 0; k++) {
        fine = read_event(cut(&rest, ' '), input, error);
        if (!fine)
            error_prefix(error, "event %d", k);
    }
    if (!fine)
        input_clear(input);
    return fine;
}
