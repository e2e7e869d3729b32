/* Pictures of digits and their names: the file that comes with the program, and
 * files that are wrong. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "check_close.h"
#include "data/make/spell.h"
#include "task_case.h"

enum { PICTURES = 1797 };

static void open_task(struct task *task, enum task_kind kind, uint64_t seed)
{
    struct error error = {0};
    char *text;
    struct task_options options = {
        .seed = seed, .material = task_material(kind, &text)};

    if (!task_init(task, kind, &options, &error))
        fail_msg("%s", error.text);
    free(text);
}

static void open_batch(const struct task *task, struct batch *batch, int size)
{
    struct error error = {0};

    if (!task_batch_init(task, batch, size, &error))
        fail_msg("%s", error.text);
}

/* The number of a jamo of the compatibility block among first consonants,
 * vowels or last consonants (from 1); -1: it is none of them. */
static int jamo(uint32_t code, int part)
{
    static const uint32_t first[] = {
        0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143,
        0x3145, 0x3146, 0x3147, 0x3148, 0x3149, 0x314a, 0x314b, 0x314c, 0x314d,
        0x314e};

    if (part == 1)
        return code >= 0x314f && code <= 0x3163 ? (int)(code - 0x314f) : -1;
    for (int k = 0; part == 0 && k < 19; k++)
        if (first[k] == code)
            return k;
    /* 0x3131 .. 0x314e without those that only begin a syllable. */
    if (part == 0 || code < 0x3131 || code > 0x314e || code == 0x3138 ||
        code == 0x3143 || code == 0x3149)
        return -1;
    return (int)(code - 0x3131) + 1 - (code > 0x3138) - (code > 0x3143) -
           (code > 0x3149);
}

static int decode(const char *text, uint32_t code[16])
{
    int count = 0;

    for (; *text != '\0'; count++) {
        int bytes = utf8_decode(text, strlen(text), &code[count]);

        assert_true(bytes > 0);
        text += bytes;
    }
    return count;
}

/* Puts syllables together again, by the rule of Unicode: a consonant belongs to
 * the syllable before it unless a vowel follows. */
static int compose(const char *text, uint32_t out[16])
{
    uint32_t code[17] = {0};
    int count = decode(text, code), syllables = 0;

    for (int k = 0; k < count;) {
        int first = jamo(code[k], 0), vowel = jamo(code[k + 1], 1), last = 0;

        assert_true(k + 1 < count && first >= 0 && vowel >= 0);
        k += 2;
        if (k < count && (k + 1 == count || jamo(code[k + 1], 1) < 0)) {
            last = jamo(code[k], 2);
            assert_true(last > 0);
            k++;
        }
        out[syllables++] = 0xac00 +
                           (uint32_t)((first * 21 + vowel) * 28 + last);
    }
    return syllables;
}

static void jamo_make_the_words(void **state)
{
    static const char *const words[SPELL_DIGITS] = {
        "영", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"};

    (void)state;
    for (int digit = 0; digit < SPELL_DIGITS; digit++) {
        uint32_t want[16], made[16];
        int count = decode(words[digit], want);

        assert_int_equal(compose(spell_words[1][digit], made), count);
        assert_memory_equal(made, want, (size_t)count * sizeof *made);
    }
    assert_string_equal(spell_words[0][0], "zero");
    assert_string_equal(spell_words[0][9], "nine");
}

/* What sequence b is asked, as text without the end. */
static void read_answer(const struct task *task, const struct batch *batch,
                        int b, char out[64])
{
    out[0] = '\0';
    for (int t = 0; t < batch->lengths[b]; t++) {
        int label = batch->labels[t * batch->size + b];

        assert_in_range(label, 0, task->outputs - 1);
        if (t == batch->lengths[b] - 1)
            assert_int_equal(label, task->end);
        else
            strcat(out, task->words.text[label]);
    }
    for (int t = batch->lengths[b]; t < batch->steps; t++)
        assert_int_equal(batch->labels[t * batch->size + b], -1);
}

/* The first step reads a picture, each other one the letter before. */
static void check_inputs(const struct task *task, const struct batch *batch,
                         int b)
{
    for (int t = 0; t < batch->lengths[b]; t++) {
        size_t row = (size_t)t * (size_t)batch->size + (size_t)b;
        const real *x = batch->x + row * (size_t)batch->inputs;
        int before = t > 0 ? batch->labels[row - (size_t)batch->size] : -1;
        double ink = 0;

        for (int k = 0; k < SPELL_PIXELS; k++) {
            assert_true(x[k] >= 0 && x[k] <= 1);
            assert_true(x[k] * 16 == floor((double)x[k] * 16));
            ink += (double)x[k];
        }
        assert_true(t == 0 ? ink > 5 : ink == 0);
        for (int k = 0; k < task->outputs; k++)
            assert_true(x[task->feed_at + k] == (k == before ? 1 : 0));
    }
}

static int digit_of(const struct task *task, const char *answer)
{
    for (int digit = 0; digit < SPELL_DIGITS; digit++)
        if (!strcmp(answer, spell_words[task->kind == TASK_SPELL_KO][digit]))
            return digit;
    fail_msg("no digit is called '%s'", answer);
    return -1;
}

static void check_task(enum task_kind kind, int steps, int letters)
{
    struct task task;
    struct batch batch;
    char answer[64];
    int seen[SPELL_DIGITS] = {0};

    open_task(&task, kind, 1);
    assert_int_equal(task.steps, steps);
    assert_int_equal(task_table[kind].steps, steps);
    assert_int_equal(task.outputs, letters + 1);
    assert_int_equal(task.words.count, letters + 1);
    assert_int_equal(task.inputs, SPELL_PIXELS + letters + 1);
    assert_int_equal(task.feed_at, SPELL_PIXELS);
    assert_int_equal(task.end, letters);
    assert_int_equal(task.turn, -1);
    assert_int_equal(task.pictures, PICTURES);
    assert_int_equal(task.sequences + task.tests, PICTURES);
    assert_in_range(task.tests, PICTURES / 5 - 40, PICTURES / 5 + 40);
    open_batch(&task, &batch, task.tests);
    task_test(&task, 0, &batch);
    for (int b = 0; b < batch.size; b++) {
        read_answer(&task, &batch, b, answer);
        check_inputs(&task, &batch, b);
        assert_int_equal(digit_of(&task, answer),
                         task.digit[task.sequences + b]);
        seen[digit_of(&task, answer)]++;
    }
    for (int digit = 0; digit < SPELL_DIGITS; digit++)
        assert_in_range(seen[digit], 15, 60);
    batch_finish(&batch);
    task_finish(&task);
}

static void spells_what_is_seen(void **state)
{
    (void)state;
    check_task(TASK_SPELL, 6, 15);
    check_task(TASK_SPELL_KO, 7, 16);
}

/* The picture of sequence b, as its place in the task. */
static int picture_of(const struct task *task, const struct batch *batch,
                      int b)
{
    for (int k = 0; k < task->pictures; k++)
        if (!memcmp(batch->x + (size_t)b * (size_t)batch->inputs,
                    task->picture + (size_t)k * SPELL_PIXELS,
                    SPELL_PIXELS * sizeof(real)))
            return k;
    return -1;
}

/* An epoch shows every picture to learn from once, and none that is held back,
 * each time in another order. */
static void epochs_visit_all(void **state)
{
    struct task task;
    struct batch batch;
    int before[PICTURES];

    (void)state;
    open_task(&task, TASK_SPELL, 1);
    open_batch(&task, &batch, task.sequences);
    for (int epoch = 0; epoch < 2; epoch++) {
        int seen[PICTURES] = {0}, same = 0;

        task_train(&task, epoch, 0, &batch);
        for (int b = 0; b < batch.size; b++) {
            int picture = picture_of(&task, &batch, b);

            assert_in_range(picture, 0, task.sequences - 1);
            assert_int_equal(seen[picture]++, 0);
            same += epoch == 1 && before[b] == picture;
            before[b] = picture;
        }
        assert_in_range(same, 0, 20);
    }
    batch_finish(&batch);
    task_finish(&task);
}

static bool same_picture(const struct task *task, int one, int other)
{
    return !memcmp(task->picture + (size_t)one * SPELL_PIXELS,
                   task->picture + (size_t)other * SPELL_PIXELS,
                   SPELL_PIXELS * sizeof(real));
}

/* No picture to learn from is in the test, whatever the seed; and both
 * languages hold the same ones back. */
static void holds_pictures_back(void **state)
{
    struct task task, korean;

    (void)state;
    open_task(&task, TASK_SPELL, 1);
    open_task(&korean, TASK_SPELL_KO, 77);
    for (int k = 0; k < task.sequences; k++)
        for (int other = task.sequences; other < task.pictures; other++)
            assert_false(same_picture(&task, k, other));
    assert_memory_equal(task.picture, korean.picture,
                        PICTURES * SPELL_PIXELS * sizeof(real));
    assert_int_equal(task.sequences, korean.sequences);
    task_finish(&korean);
    task_finish(&task);
}

/* A picture that stands in the file twice is not torn apart. */
static void keeps_twins_together(void **state)
{
    char *text;
    struct error error = {0};
    struct task task;

    (void)state;
    struct material material = task_material(TASK_SPELL, &text);
    size_t length = material.text_length;
    char *twice = malloc(2 * length);
    assert_non_null(twice);
    memcpy(twice, text, length);
    memcpy(twice + length, text, length);
    material.text = twice;
    material.text_length = 2 * length;
    assert_true(task_init(&task, TASK_SPELL,
                          &(struct task_options){.material = material},
                          &error));
    assert_int_equal(task.pictures, 2 * PICTURES);
    for (int k = 0; k < task.sequences; k++)
        for (int other = task.sequences; other < task.pictures; other += 7)
            assert_false(same_picture(&task, k, other));
    task_finish(&task);
    free(twice);
    free(text);
}

/* What gives every letter its share in the test, counted from the labels. */
static void knows_its_baseline(void **state)
{
    struct task task;
    struct batch batch;
    double asked[32] = {0}, total = 0, nats = 0;

    (void)state;
    open_task(&task, TASK_SPELL_KO, 1);
    open_batch(&task, &batch, task.tests);
    task_test(&task, 0, &batch);
    for (int k = 0; k < batch.steps * batch.size; k++)
        if (batch.labels[k] >= 0) {
            asked[batch.labels[k]]++;
            total++;
        }
    for (int k = 0; k < 32; k++)
        if (asked[k] > 0)
            nats -= asked[k] / total * log(asked[k] / total);
    assert_close(task.baseline, nats, 1e-12);
    batch_finish(&batch);
    task_finish(&task);
}

static void refuses(const char *text, int steps, const char *message)
{
    struct error error = {0};
    struct task task;
    struct task_options options = {
        .steps = steps, .material = {.text = text, .name = "x.csv",
                                     .text_length = text ? strlen(text) : 0}};

    assert_false(task_init(&task, TASK_SPELL, &options, &error));
    assert_string_equal(error.text, message);
    task_finish(&task);
}

/* Messages are one line, whatever the file is called. */
static void shows_names(void **state)
{
    struct error error = {0};
    struct task task;
    const struct task_options options = {
        .material = {.text = "1,2\n", .text_length = 4, .name = "x\n.csv"}};

    (void)state;
    assert_false(task_init(&task, TASK_SPELL, &options, &error));
    assert_string_equal(error.text, "x\\x0a.csv: 2 columns: 64 pixels and the "
                                    "digit make 65");
}

static void refuses_what_is_no_digit(void **state)
{
    char line[400] = "";

    (void)state;
    for (int k = 0; k < SPELL_PIXELS; k++)
        strcat(line, "3,");
    size_t end = strlen(line);
    refuses(NULL, 0, "the spell task needs pictures of digits");
    refuses("1,2\n", 0, "x.csv: 2 columns: 64 pixels and the digit make 65");
    refuses("1,2\n", 7, "the sequences of the spell task have 6 steps, not 7");
    strcpy(line + end, "10\n");
    refuses(line, 0, "x.csv: picture 1: a digit is a whole number from 0 to 9");
    strcpy(line + end, "9\n");
    refuses(line, 0, "x.csv: too few pictures: 1");
    memcpy(line, "17", 2);
    memcpy(line + 2, ",", 1);
    line[3] = '3'; /* "17,3," in place of "3,3,": one pixel less */
    refuses(line, 0, "x.csv: 64 columns: 64 pixels and the digit make 65");
    line[0] = '-';
    line[1] = '1';
    strcpy(line + end, "9,9\n");
    refuses(line, 0, "x.csv: picture 1: pixels are whole numbers from 0 to 16");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jamo_make_the_words),
        cmocka_unit_test(spells_what_is_seen),
        cmocka_unit_test(epochs_visit_all),
        cmocka_unit_test(holds_pictures_back),
        cmocka_unit_test(keeps_twins_together),
        cmocka_unit_test(knows_its_baseline),
        cmocka_unit_test(refuses_what_is_no_digit),
        cmocka_unit_test(shows_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
