#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "check_close.h"
#include "data/make/letters.h"
#include "failing.h"
#include "task_case.h"

/* A text in which every place can be told from its letters: code points
 * U+0100 + k % 400, so that a letter tells where it stood in every 400. */
enum { LETTERS = 400, BYTES = 2 };

static char *count_up(int length)
{
    char *text = malloc((size_t)length * BYTES);

    for (int k = 0; k < length; k++) {
        int code = 0x100 + k % LETTERS;

        text[k * BYTES] = (char)(0xC0 | code >> 6);
        text[k * BYTES + 1] = (char)(0x80 | (code & 0x3F));
    }
    return text;
}

static void open_count(struct task *task, int length,
                       const struct task_options *asked)
{
    struct task_options options = *asked;
    struct error error = {0};
    char *text = count_up(length);

    options.material.text = text;
    options.material.text_length = (size_t)length * BYTES;
    if (!task_init(task, TASK_LETTERS, &options, &error))
        fail_msg("%s", error.text);
    free(text);
}

static void open_constitution(struct task *task, uint64_t seed)
{
    struct error error = {0};
    char *text;
    struct task_options options = {
        .seed = seed, .material = task_material(TASK_LETTERS, &text),
    };

    if (!task_init(task, TASK_LETTERS, &options, &error))
        fail_msg("%s", error.text);
    free(text);
}

static void open_batch(const struct task *task, struct batch *batch, int size)
{
    struct error error = {0};

    if (!task_batch_init(task, batch, size, &error))
        fail_msg("%s", error.text);
}

/* Checks that sequence b is the text from `start` on, modulo LETTERS. */
static void check_window(const struct batch *batch, int b, int start)
{
    assert_int_equal(batch->lengths[b], batch->steps);
    for (int t = 0; t < batch->steps; t++) {
        int row = t * batch->size + b;

        assert_int_equal(batch->ids[row], (start + t) % LETTERS);
        assert_int_equal(batch->labels[row], (start + t + 1) % LETTERS);
    }
}

static void reads_a_text(void **state)
{
    struct task task;
    char *text;
    struct material material = task_material(TASK_LETTERS, &text);

    (void)state;
    open_constitution(&task, 1);
    assert_int_equal(task.words.count, 71);
    assert_int_equal(task.inputs, 71);
    assert_int_equal(task.outputs, 71);
    assert_int_equal(task.steps, 70);
    assert_int_equal(task.text_length, 45345);
    assert_int_equal(task.turn, -1);
    assert_int_equal(task.end, -1);
    /* 65 windows of 70 are the nearest to a tenth. */
    assert_int_equal(task.tests, 65);
    assert_int_equal(task.split, 45345 - 65 * 70);
    assert_int_equal(task.sequences, 1000);
    /* An epoch reads the training text between once and twice. */
    assert_in_range(task.sequences * task.steps, task.split, 2 * task.split);

    char *again = malloc((size_t)task.text_length);
    for (int k = 0; k < task.text_length; k++)
        again[k] = task.words.text[task.text[k]][0];
    assert_int_equal(material.text_length, task.text_length);
    assert_memory_equal(again, text, material.text_length);
    free(again);
    free(text);
    task_finish(&task);
    task_finish(&task);
}

/* 399 letters: every training window lies before the split, all of them are
 * drawn, the test is what comes after it, each letter asked for once. */
static void holds_out_the_end(void **state)
{
    struct task task;
    struct batch batch;
    int seen[LETTERS] = {0}, asked[LETTERS] = {0};

    (void)state;
    open_count(&task, 399, &(struct task_options){.steps = 7, .seed = 1});
    /* 5.7 windows. */
    assert_int_equal(task.tests, 6);
    assert_int_equal(task.split, 399 - 6 * 7);
    /* Twice the training text: 714 / 7. */
    assert_int_equal(task.sequences, 102);
    open_batch(&task, &batch, task.sequences);
    for (int epoch = 0; epoch < 60; epoch++) {
        task_train(&task, epoch, 0, &batch);
        for (int b = 0; b < batch.size; b++) {
            int start = batch.ids[b];

            check_window(&batch, b, start);
            assert_true(start + 7 < task.split);
            seen[start]++;
        }
    }
    for (int k = 0; k < LETTERS; k++)
        assert_true((seen[k] > 0) == (k + 7 < task.split));
    batch_finish(&batch);

    open_batch(&task, &batch, 6);
    task_test(&task, 0, &batch);
    for (int b = 0; b < 6; b++) {
        check_window(&batch, b, task.split - 1 + 7 * b);
        for (int t = 0; t < 7; t++)
            asked[batch.labels[t * 6 + b]]++;
    }
    for (int k = 0; k < LETTERS; k++)
        assert_int_equal(asked[k], k >= task.split && k < 399);
    batch_finish(&batch);
    task_finish(&task);
}

static void draws_the_same_again(void **state)
{
    struct task task, other;
    struct batch all, few, test;
    int same_seed = 0, same_epoch = 0;

    (void)state;
    open_constitution(&task, 1);
    open_constitution(&other, 2);
    open_batch(&task, &all, 1003);
    open_batch(&task, &few, 17);
    open_batch(&task, &test, 70);
    task_train(&task, 5, 0, &all);
    for (int first = 986; first >= 0; first -= 17) {
        task_train(&other, 5, first, &few);
        task_test(&task, first, &test);
        task_train(&task, 5, first, &few);
        for (int b = 0; b < 17; b++) {
            for (int t = 0; t < task.steps; t++) {
                assert_int_equal(all.ids[t * 1003 + first + b],
                                 few.ids[t * 17 + b]);
                assert_int_equal(all.labels[t * 1003 + first + b],
                                 few.labels[t * 17 + b]);
            }
        }
    }
    /* Past the end both start over. */
    for (int t = 0; t < task.steps; t++) {
        for (int b = 0; b < 3; b++)
            assert_int_equal(all.ids[t * 1003 + 1000 + b],
                             all.ids[t * 1003 + b]);
        for (int b = 0; b < 5; b++)
            assert_int_equal(test.ids[t * 70 + 65 + b], test.ids[t * 70 + b]);
    }
    task_train(&task, 6, 0, &few);
    for (int b = 0; b < 17; b++) {
        int same = 1;

        for (int t = 0; t < 10; t++)
            same = same && few.ids[t * 17 + b] == all.ids[t * 1003 + b];
        same_epoch += same;
    }
    task_train(&other, 5, 0, &few);
    for (int b = 0; b < 17; b++) {
        int same = 1;

        for (int t = 0; t < 10; t++)
            same = same && few.ids[t * 17 + b] == all.ids[t * 1003 + b];
        same_seed += same;
    }
    assert_in_range(same_epoch, 0, 1);
    assert_in_range(same_seed, 0, 1);
    /* The turn: it reads its own letters from the second step on. */
    assert_int_equal(task_turn(&task, &few, 3), 2);
    batch_finish(&test);
    batch_finish(&few);
    batch_finish(&all);
    task_finish(&other);
    task_finish(&task);
}

/* Every stream goes on where it was, and together they read everything before
 * the split but for an end shorter than a window, once. */
static void follows_in_streams(void **state)
{
    struct task task;
    struct batch batch;
    int seen[LETTERS] = {0}, asked = 0;

    (void)state;
    open_count(&task, 399, &(struct task_options){
                   .steps = 7, .seed = 1, .stateful = true, .streams = 5});
    /* 356 letters can be read: 71 in each stream, 10 windows. */
    assert_int_equal(task.split, 357);
    assert_int_equal(task.sequences, 50);
    open_batch(&task, &batch, 5);
    for (int window = 0; window < 10; window++) {
        task_train(&task, window % 3, 5 * window, &batch);
        for (int b = 0; b < 5; b++) {
            check_window(&batch, b, 71 * b + 7 * window);
            for (int t = 0; t < 7; t++)
                seen[batch.labels[t * 5 + b]]++;
        }
    }
    for (int k = 0; k < LETTERS; k++) {
        assert_in_range(seen[k], 0, k > 0 && k < task.split);
        asked += seen[k];
    }
    assert_int_equal(asked, 350);
    batch_finish(&batch);
    task_finish(&task);
}

/* The entropy of the letters asked for in the test, recounted; nothing near
 * their shares does better. */
static void knows_its_baseline(void **state)
{
    struct task task;
    struct batch batch;
    struct random random;
    double asked[71] = {0}, total = 0, nats = 0;

    (void)state;
    open_constitution(&task, 1);
    open_batch(&task, &batch, task.tests);
    task_test(&task, 0, &batch);
    for (int k = 0; k < batch.steps * batch.size; k++) {
        asked[batch.labels[k]]++;
        total++;
    }
    assert_int_equal(total, 65 * 70);
    for (int k = 0; k < 71; k++) {
        if (asked[k] > 0)
            nats -= asked[k] / total * log(asked[k] / total);
    }
    assert_close(task.baseline, nats, 1e-12);
    random_seed(&random, 3, 0);
    for (int round = 0; round < 50; round++) {
        double share[71], sum = 0, other = 0;

        for (int k = 0; k < 71; k++) {
            share[k] = asked[k] * random_range(&random, 0.8, 1.25);
            sum += share[k];
        }
        for (int k = 0; k < 71; k++) {
            if (asked[k] > 0)
                other -= asked[k] / total * log(share[k] / sum);
        }
        assert_true(other > task.baseline);
    }
    batch_finish(&batch);
    task_finish(&task);
}

static void refuses(const struct task_options *asked, const char *text,
                    size_t length, const char *message)
{
    struct task_options options = *asked;
    struct error error = {0};
    struct task task;

    options.material = (struct material){
        .text = text, .text_length = length, .name = "\033x.txt"};
    assert_false(task_init(&task, TASK_LETTERS, &options, &error));
    assert_string_equal(error.text, message);
    assert_null(task.text);
    assert_null(task.words.text);
    task_finish(&task);
}

static void says_what_is_wrong(void **state)
{
    struct task_options three = {.steps = 3};
    struct task_options streams = {.steps = 3, .stateful = true, .streams = 9};
    char *many = malloc(4 * 600), *at = many;

    (void)state;
    refuses(&three, NULL, 0, "the letters task needs the text of a file such "
            "as us-constitution.txt");
    refuses(&three, "", 0, "\\x1bx.txt: the text has 0 letters; with windows "
            "of 3 it needs at least 7");
    refuses(&three, "abcdef", 6, "\\x1bx.txt: the text has 6 letters; with "
            "windows of 3 it needs at least 7");
    refuses(&three, "abc\nde\xff", 7, "\\x1bx.txt: 2:3: the byte \\xff is not "
            "UTF-8; save the text in UTF-8");
    refuses(&three, "abcdef\0g", 8, "\\x1bx.txt: 1:7: a zero byte: this is not "
            "a text");
    refuses(&streams, "abcdefghijklmnopqrstuvwxyz", 26, "\\x1bx.txt: the text "
            "has 26 letters, too few for 9 streams with windows of 3; use "
            "fewer streams");
    for (int code = 0x4E00; code < 0x4E00 + 600; code++)
        at += sprintf(at, "%c%c%c", 0xE0 | code >> 12,
                      0x80 | (code >> 6 & 0x3F), 0x80 | (code & 0x3F));
    refuses(&three, many, (size_t)(at - many), "\\x1bx.txt: 1:513: more than "
            "512 different letters; use a text with fewer");
    free(many);
}

/* The shortest text there is for a window, of many lengths. */
static void takes_short_texts(void **state)
{
    (void)state;
    for (int steps = 1; steps < 60; steps++) {
        struct task task;
        struct batch batch;

        open_count(&task, 2 * steps + 1, &(struct task_options){
                       .steps = steps, .seed = 1});
        assert_int_equal(task.tests, 1);
        assert_int_equal(task.split, steps + 1);
        open_batch(&task, &batch, 40);
        task_train(&task, 0, 0, &batch);
        for (int b = 0; b < 40; b++)
            check_window(&batch, b, 0);
        task_test(&task, 0, &batch);
        for (int b = 0; b < 40; b++)
            check_window(&batch, b, steps);
        batch_finish(&batch);
        task_finish(&task);
    }
}

static void reports_missing_memory(void **state)
{
    static const char text[] = "we the people of the united states";
    struct task_options options = {
        .steps = 5, .material = {.text = text, .text_length = strlen(text)},
    };

    (void)state;
    for (long n = 0;; n++) {
        struct task task;
        struct error error = {0};

        failing_after(n);
        bool fine = task_init(&task, TASK_LETTERS, &options, &error);
        bool failed = failing_stop();

        assert_true(fine != failed);
        assert_true(fine || strstr(error.text, "not enough memory"));
        if (!fine)
            assert_null(task.text);
        task_finish(&task);
        if (!failed)
            break;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_text),
        cmocka_unit_test(holds_out_the_end),
        cmocka_unit_test(draws_the_same_again),
        cmocka_unit_test(follows_in_streams),
        cmocka_unit_test(knows_its_baseline),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(takes_short_texts),
        cmocka_unit_test(reports_missing_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
