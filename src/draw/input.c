/* A record is filled front to back: events in one array, the bytes of all
 * their texts in another. Only the parts in use mean anything.
 */
#include "draw/input.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void input_clear(struct input *input)
{
    input->elapsed = 0;
    input->work = 0;
    input->events = 0;
    input->text_length = 0;
}

bool input_add(struct input *input, struct input_event event)
{
    assert(isfinite(event.x) && isfinite(event.y));
    assert(event.kind != INPUT_KEY ||
           (event.value > KEY_NONE && event.value < KEYS));
    struct input_event *last =
        input->events > 0 ? &input->event[input->events - 1] : NULL;
    if (event.kind == INPUT_MOVE && last != NULL && last->kind == INPUT_MOVE) {
        *last = event;
        return true;
    }
    if (input->events == INPUT_EVENTS_MAX)
        return false;
    input->event[input->events++] = event;
    return true;
}

bool input_add_text(struct input *input, enum input_kind kind,
                    const char *text, size_t length)
{
    assert(length == 0 || memchr(text, 0, length) == NULL);
    if (length > (size_t)INPUT_TEXT_MAX - input->text_length ||
        !input_add(input, (struct input_event){
            .kind = (uint8_t)kind, .first = input->text_length,
            .length = (uint16_t)length}))
        return false;
    if (length > 0)
        memcpy(input->text + input->text_length, text, length);
    input->text_length = (uint16_t)(input->text_length + length);
    return true;
}

const char *input_text(const struct input *input,
                       const struct input_event *event, char *out, size_t size)
{
    size_t length = event->length;

    assert(size > 0);
    if (length > size - 1)
        length = size - 1;
    memcpy(out, input->text + event->first, length);
    out[length] = '\0';
    return out;
}

static const char *const names[] = {
    "",
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
    "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
    "Space", "Enter", "Escape", "Tab", "Backspace", "Delete",
    "Left", "Right", "Up", "Down", "Home", "End", "PageUp",
    "PageDown", "Period", "Comma", "Slash", "Plus", "Minus",
    "BracketLeft", "BracketRight",
    "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12",
};
_Static_assert(sizeof names / sizeof *names == KEYS, "one name for every key");

const char *key_name(enum key key)
{
    return key > KEY_NONE && key < KEYS ? names[key] : "";
}

enum key key_find(const char *name, size_t length)
{
    for (int k = KEY_NONE + 1; k < KEYS; k++)
        if (strlen(names[k]) == length && memcmp(names[k], name, length) == 0)
            return (enum key)k;
    return KEY_NONE;
}
