/* A frame for those who do not see it, group by group in the order in which
 * groups were begun: where it is, its notes, then its texts from top to bottom
 * and from left to right.
 *
 * Words that were drawn one by one, because each has a colour of its own, stand
 * close together and are read as one; what stands apart is kept apart. Rows
 * that say the same for card after card are read once, and letters that only
 * mark a wire not at all.
 */
#include "draw/dump.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Height in units of the rows that baselines are sorted into; and how far apart
 * parts of one word and words of one phrase are, in parts of their size. */
static const float row_height = 8, word_gap = 0.12f, phrase_gap = 1.25f;

struct telling {
    const struct draw_list *list;
    bool (*name)(void *context, struct draw_id id, char *text, size_t size);
    void *context;
    struct output *output;
};

static int row_of(const struct draw_command *text)
{
    return (int)(text->box.y / row_height);
}

static float left_end(const struct draw_command *text)
{
    return text->box.x - (text->align == ALIGN_LEFT ? 0 :
                          text->align == ALIGN_CENTRE ? text->box.w / 2
                                                      : text->box.w);
}

/* Reading order; of texts at one place the one drawn first comes first. */
static int compare(const void *one, const void *other)
{
    const struct draw_command *a = *(const struct draw_command *const *)one;
    const struct draw_command *b = *(const struct draw_command *const *)other;
    float p = left_end(a), q = left_end(b);

    if (row_of(a) != row_of(b))
        return row_of(a) < row_of(b) ? -1 : 1;
    if (p < q || p > q)
        return p < q ? -1 : 1;
    return a < b ? -1 : 1;
}

/* Without "_{", "^{" and "}": "c_{t-1}" becomes "c_t-1". */
static void print_plain(const struct telling *telling,
                        const struct draw_command *text)
{
    const char *letter = telling->list->text + text->first;
    bool inside = false;

    for (int k = 0; k < text->count; k++) {
        bool opens = !inside && k + 1 < text->count && letter[k + 1] == '{' &&
                     (letter[k] == '_' || letter[k] == '^');
        bool closes = inside && letter[k] == '}';
        if (!closes)
            output_write(telling->output, letter + k, 1);
        inside = opens || (inside && !closes);
        k += opens;
    }
}

/* Says what a number is. */
static void print_word(const struct telling *telling,
                       const struct draw_command *text)
{
    char name[200];

    print_plain(telling, text);
    if (text->number >= 0 && telling->name != NULL &&
        telling->name(telling->context,
                      telling->list->numbers[text->number].id, name,
                      sizeof name))
        output_print(telling->output, " (%s)", name);
}

static bool same(const struct telling *telling, const struct draw_command *a,
                 const struct draw_command *b)
{
    const char *letters = telling->list->text;

    return a->number < 0 && b->number < 0 && a->count == b->count &&
           memcmp(letters + a->first, letters + b->first,
                  (size_t)a->count) == 0;
}

/* How many texts of a row there are before it begins again. */
static int period_of(const struct telling *telling,
                     const struct draw_command *const text[], int count)
{
    for (int period = 1; period <= count / 2; period++) {
        int k = period;
        while (k < count && same(telling, text[k], text[k - period]))
            k++;
        if (k == count)
            return period;
    }
    return count;
}

/* Is it only a letter or a sign? */
static bool is_mark(const struct telling *telling,
                    const struct draw_command *text)
{
    const unsigned char *letter =
        (const unsigned char *)telling->list->text + text->first;
    int letters = 0;

    for (int k = 0; k < text->count; k++)
        letters += (letter[k] & 0xC0) != 0x80;
    return text->number < 0 && letters == 1 &&
           !(letter[0] >= '0' && letter[0] <= '9');
}

/* What is between two texts of a row. */
static const char *separator(const struct draw_command *left,
                             const struct draw_command *right)
{
    float gap = (left_end(right) - left_end(left) - left->box.w) /
                right->width;

    return gap < word_gap ? "" : gap < phrase_gap ? " " : "; ";
}

static void print_row(const struct telling *telling,
                      const struct draw_command *const text[], int count)
{
    count = period_of(telling, text, count);
    int marks = 0;
    while (marks < count && is_mark(telling, text[marks]))
        marks++;
    if (marks == count)
        return;
    for (int k = 0; k < count; k++) {
        if (k > 0)
            output_print(telling->output, "%s",
                         separator(text[k - 1], text[k]));
        print_word(telling, text[k]);
    }
    output_print(telling->output, "\n");
}

static void print_notes(const struct telling *telling, int first, int last)
{
    bool any = false;

    for (int k = first; k < last; k++) {
        const struct draw_command *note = &telling->list->command[k];
        if (note->kind != DRAW_NOTE)
            continue;
        if (any && !note->flag)
            output_print(telling->output, "\n");
        print_plain(telling, note);
        any = true;
    }
    if (any)
        output_print(telling->output, "\n");
}

/* The texts of commands [first, last), a row at a time. */
static void print_texts(const struct telling *telling, int first, int last,
                        const struct draw_command **text)
{
    int count = 0, begin = 0;

    for (int k = first; k < last; k++)
        if (telling->list->command[k].kind == DRAW_TEXT)
            text[count++] = &telling->list->command[k];
    qsort(text, (size_t)count, sizeof *text, compare);
    for (int k = 1; k <= count; k++) {
        if (k < count && row_of(text[k]) == row_of(text[begin]))
            continue;
        print_row(telling, text + begin, k - begin);
        begin = k;
    }
}

static void print_heading(const struct telling *telling,
                          const struct draw_command *group)
{
    const struct draw_list *list = telling->list;
    struct box box = group->box;

    output_print(telling->output, "\n[%.*s] %.0f x %.0f at %.0f, %.0f\n",
                 (int)group->count,
                 list->text + group->first, (double)(box.w * list->scale),
                 (double)(box.h * list->scale),
                 (double)(box.x * list->scale + list->origin.x),
                 (double)(box.y * list->scale + list->origin.y));
}

/* Commands [first, last), the first of which begins the group. A group that
 * says nothing is not there. */
static void print_group(const struct telling *telling, int first, int last,
                        const struct draw_command **text)
{
    const struct draw_command *command = telling->list->command;
    bool any = false;

    for (int k = first; k < last && !any; k++)
        any = command[k].kind == DRAW_TEXT || command[k].kind == DRAW_NOTE;
    if (!any)
        return;
    if (command[first].kind == DRAW_GROUP)
        print_heading(telling, &command[first]);
    print_notes(telling, first, last);
    print_texts(telling, first, last, text);
}

bool dump_words(const struct draw_list *list,
                bool (*name)(void *context, struct draw_id id, char *text,
                             size_t size),
                void *context, struct output *output, struct error *error)
{
    const struct telling telling = {list, name, context, output};
    const struct draw_command **text = array_new(
        (size_t)list->commands, sizeof *text, "the words of a frame", error);
    int first = 0;

    if (text == NULL)
        return false;
    for (int k = 0; k <= list->commands; k++) {
        if (k < list->commands && list->command[k].kind != DRAW_GROUP)
            continue;
        print_group(&telling, first, k, text);
        first = k;
    }
    free(text);
    return true;
}
