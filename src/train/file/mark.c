/* Every number counts as its 64 bits, lowest byte first, so that the mark is
 * the same on every machine.
 */
#include "train/file/mark.h"

#include <string.h>

#include "data/make/examples.h"

static uint64_t add_byte(uint64_t mark, unsigned byte)
{
    return (mark ^ byte) * UINT64_C(0x100000001b3);
}

static uint64_t add_whole(uint64_t mark, int64_t whole)
{
    for (int byte = 0; byte < 8; byte++)
        mark = add_byte(mark, (uint64_t)whole >> 8 * byte & 0xff);
    return mark;
}

static uint64_t add_number(uint64_t mark, double number)
{
    int64_t bits;

    memcpy(&bits, &number, sizeof bits);
    return add_whole(mark, bits);
}

static uint64_t add_words(uint64_t mark, const struct vocabulary *words)
{
    for (int k = 0; k < words->count; k++)
        for (const char *at = words->text[k]; at == words->text[k] || at[-1];
             at++)
            mark = add_byte(mark, (unsigned char)*at);
    return mark;
}

static uint64_t add_examples(uint64_t mark, const struct examples *examples)
{
    for (int k = 0; k < examples->start[examples->count]; k++)
        mark = add_whole(mark, examples->token[k]);
    for (int k = 0; k < examples->count; k++)
        mark = add_whole(mark, examples->turn[k]);
    return mark;
}

uint64_t mark_task(const struct task *task)
{
    uint64_t mark = UINT64_C(0xcbf29ce484222325);

    mark = add_number(mark, task->mean);
    mark = add_number(mark, task->deviation);
    for (int k = 0; task->series && k < task->series_length; k++)
        mark = add_number(mark, (double)task->series[k]);
    mark = add_words(mark, &task->words);
    if (task->examples)
        mark = add_examples(mark, task->examples);
    for (int k = 0; task->text && k < task->text_length; k++)
        mark = add_whole(mark, task->text[k]);
    for (int k = 0; k < 64 * task->pictures; k++)
        mark = add_number(mark, (double)task->picture[k]);
    for (int k = 0; k < task->pictures; k++)
        mark = add_whole(mark, task->digit[k]);
    return mark >> 1;
}
