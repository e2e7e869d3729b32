/* The words of a frame in reading order: lines from top to bottom, each from
 * left to right, group by group in the order in which groups were begun.
 */
#include "draw/dump.h"

#include <stdlib.h>
#include <string.h>

/* Height in units of the rows that baselines are sorted into. */
static const float row_height = 8;

static int row_of(const struct draw_command *text)
{
    return (int)(text->box.y / row_height);
}

static struct point left_end(const struct draw_command *text)
{
    float shift = text->align == ALIGN_LEFT ? 0 :
                  text->align == ALIGN_CENTRE ? text->box.w / 2 : text->box.w;
    return point_at(text->box.x - shift, text->box.y);
}

/* Does `a` come before `b` for a reader? */
static bool before(const struct draw_command *a, const struct draw_command *b)
{
    float p = left_end(a).x, q = left_end(b).x;

    if (row_of(a) != row_of(b))
        return row_of(a) < row_of(b);
    return p < q || (p == q && a < b);
}

/* Without "_{", "^{" and "}": "c_{t-1}" becomes "c_t-1". */
static void print_plain(const char *text, int length, struct output *output)
{
    bool inside = false;

    for (int k = 0; k < length; k++) {
        bool opens = !inside && k + 1 < length && text[k + 1] == '{' &&
                     (text[k] == '_' || text[k] == '^');
        if (opens) {
            output_write(output, text + k, 1);
            k++;
            inside = true;
        } else if (inside && text[k] == '}') {
            inside = false;
        } else {
            output_write(output, text + k, 1);
        }
    }
}

struct telling {
    const struct draw_list *list;
    bool (*describe)(void *context, struct draw_id id, char *text, size_t size);
    void *context;
    struct output *output;
};

static void print_word(const struct telling *telling,
                       const struct draw_command *text)
{
    char about[200];

    print_plain(telling->list->text + text->first, text->count,
                telling->output);
    if (text->number < 0 || telling->describe == NULL)
        return;
    const struct draw_number *number = &telling->list->numbers[text->number];
    if (telling->describe(telling->context, number->id, about, sizeof about))
        output_print(telling->output, " (%s)", about);
}

/* The texts of commands [first, last), smallest first: groups are small. */
static void print_group(const struct telling *telling, int first, int last)
{
    const struct draw_command *command = telling->list->command;
    const struct draw_command *previous = NULL;

    for (;;) {
        const struct draw_command *next = NULL;
        for (int k = first; k < last; k++) {
            const struct draw_command *text = &command[k];
            if (text->kind == DRAW_TEXT &&
                (previous == NULL || before(previous, text)) &&
                (next == NULL || before(text, next)))
                next = text;
        }
        if (next == NULL)
            break;
        if (previous != NULL)
            output_print(telling->output,
                         row_of(previous) == row_of(next) ? "  " : "\n");
        print_word(telling, next);
        previous = next;
    }
    if (previous != NULL)
        output_print(telling->output, "\n");
}

void dump_words(const struct draw_list *list,
                bool (*describe)(void *context, struct draw_id id, char *text,
                                 size_t size),
                void *context, struct output *output)
{
    struct telling telling = {list, describe, context, output};
    int first = 0;

    for (int k = 0; k <= list->commands; k++) {
        const struct draw_command *group = &list->command[k];
        if (k < list->commands && group->kind != DRAW_GROUP)
            continue;
        print_group(&telling, first, k);
        if (k < list->commands)
            output_print(output, "\n[%.*s]\n", (int)group->count,
                         list->text + group->first);
        first = k + 1;
    }
}
