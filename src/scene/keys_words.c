/* What stands on keys, and what groups of them are called. */
#include "scene/keys.h"

#include <stdio.h>
#include <string.h>

static const char *const letters[26] = {
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
    "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
};
static const char *const digits[10] = {
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
};
static const char *const functions[12] = {
    "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12",
};

const char *keys_cap(enum key key)
{
    if (key >= KEY_A && key <= KEY_Z)
        return letters[key - KEY_A];
    if (key >= KEY_0 && key <= KEY_9)
        return digits[key - KEY_0];
    if (key >= KEY_F1 && key <= KEY_F12)
        return functions[key - KEY_F1];
    switch (key) {
    case KEY_SPACE: return "Space";
    case KEY_ENTER: return "Enter";
    case KEY_ESCAPE: return "Esc";
    case KEY_TAB: return "Tab";
    case KEY_BACKSPACE: return "Backspace";
    case KEY_DELETE: return "Del";
    case KEY_LEFT: return "←";
    case KEY_RIGHT: return "→";
    case KEY_UP: return "↑";
    case KEY_DOWN: return "↓";
    case KEY_HOME: return "Home";
    case KEY_END: return "End";
    case KEY_PAGE_UP: return "PgUp";
    case KEY_PAGE_DOWN: return "PgDn";
    case KEY_PERIOD: return ".";
    case KEY_COMMA: return ",";
    case KEY_SLASH: return "?";
    case KEY_PLUS: return "+";
    case KEY_MINUS: return "−";
    case KEY_BRACKET_LEFT: return "[";
    case KEY_BRACKET_RIGHT: return "]";
    default: return "";
    }
}

char *keys_text(const struct keys_binding *binding, char *out, size_t size)
{
    snprintf(out, size, "%s%s%s%s",
             binding->modifiers & MOD_CTRL ? "Ctrl+" : "",
             binding->modifiers & MOD_ALT ? "Alt+" : "",
             binding->modifiers & MOD_SHIFT ? "Shift+" : "",
             keys_cap(binding->key));
    return out;
}

char *keys_list(enum action action, char *out, size_t size)
{
    size_t length = 0;
    int count;
    const struct keys_line *lines = keys_lines(&count);

    out[0] = '\0';
    for (int l = 0; l < count; l++)
        for (int k = 0; k < KEYS_LINE_MAX; k++) {
            const struct keys_binding *binding = &lines[l].binding[k];
            char text[32];
            keys_text(binding, text, sizeof text);
            if (binding->key == KEY_NONE || binding->action != action ||
                length + strlen(text) + 2 > size)
                continue;
            length += (size_t)snprintf(out + length, size - length, "%s%s",
                                       length > 0 ? " " : "", text);
        }
    return out;
}

int keys_page(enum keys_group group)
{
    switch (group) {
    case KEYS_INSIDE:
    case KEYS_PANELS: return 2;
    case KEYS_GRADIENT:
    case KEYS_LANES:
    case KEYS_DIALS: return 3;
    case KEYS_TRAIN:
    case KEYS_TEXT: return 4;
    case KEYS_LESSON:
    case KEYS_CLASS: return 5;
    default: return 1;
    }
}

const char *keys_page_name(const struct ui *ui, int page)
{
    switch (page) {
    case 1: return say(ui, "Show", "재생과 화면");
    case 2: return say(ui, "Look inside", "셀과 패널");
    case 3: return say(ui, "Compare", "기울기와 비교");
    case 4: return say(ui, "Train and read", "학습과 글");
    case 5: return say(ui, "Lessons", "강의");
    default: return "";
    }
}

const char *keys_heading(const struct ui *ui, enum keys_group group)
{
    switch (group) {
    case KEYS_PLAYING: return say(ui, "Playing", "재생");
    case KEYS_INSIDE: return say(ui, "Cells and units", "셀과 유닛");
    case KEYS_PANELS: return say(ui, "Panels", "패널");
    case KEYS_GRADIENT: return say(ui, "Gradients", "기울기");
    case KEYS_LANES: return say(ui, "Lanes", "레인");
    case KEYS_DIALS: return say(ui, "Dials", "다이얼");
    case KEYS_TRAIN: return say(ui, "Training", "학습");
    case KEYS_TEXT: return say(ui, "Text", "글");
    case KEYS_LESSON: return say(ui, "Lessons", "강의");
    case KEYS_SCREEN: return say(ui, "Screen", "화면");
    case KEYS_CLASS: return say(ui, "In class", "수업에서");
    case KEYS_FILES: return say(ui, "Files", "파일");
    default: return "";
    }
}
