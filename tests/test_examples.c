#include <ctype.h>
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
#include "data/make/examples.h"
#include "failing.h"
#include "pair_case.h"
#include "task_case.h"

enum { HELD = 500 };

static const enum task_kind kinds[] = {TASK_NUMBERS, TASK_PLACES, TASK_ANSWER};

static void open_task(struct task *task, enum task_kind kind, int steps,
                      uint64_t seed)
{
    struct error error = {0};
    char *text;
    struct task_options options = {
        .seed = seed, .steps = steps, .material = task_material(kind, &text),
    };

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

static void read_task(const struct task *task, int k, char read[SENTENCE_MAX],
                      char written[SENTENCE_MAX])
{
    const struct examples *examples = task->examples;

    read_example(&task->words, examples->token, examples->start, examples->turn,
                 k, read, written);
}

/* Finds an example by what it reads; -1. */
static int find(const struct task *task, const char *question)
{
    char read[SENTENCE_MAX], written[SENTENCE_MAX];

    for (int k = 0; k < task->examples->count; k++) {
        read_task(task, k, read, written);
        if (strcmp(read, question) == 0)
            return k;
    }
    return -1;
}

static bool is_trained(const struct task *task, int example)
{
    for (int k = 0; k < task->examples->trained; k++) {
        if (task->examples->order[k] == example)
            return true;
    }
    return false;
}

static void asks(const struct task *task, const char *question,
                 const char *answer)
{
    char read[SENTENCE_MAX], written[SENTENCE_MAX];
    int k = find(task, question);

    if (k < 0)
        fail_msg("nobody asks '%s'", question);
    read_task(task, k, read, written);
    assert_string_equal(written, answer);
}

/* Closing levels of the last days, read off the table by eye. */
static void answers_from_the_table(void **state)
{
    struct task task;

    (void)state;
    open_task(&task, TASK_ANSWER, 0, 1);
    asks(&task, "오늘 주가 알려 줘", "5474");
    asks(&task, "어제 주가 알려 줘", "5355");
    asks(&task, "그제 주가 좀 알려 주세요", "5387");
    asks(&task, "오늘 DAX 지수 얼마예요", "5474");
    asks(&task, "어제 SMI 지수 얼마였어", "7553");
    asks(&task, "그제 FTSE 지수 궁금해요", "5462");
    asks(&task, "Today's share price, please", "5474");
    asks(&task, "Yesterday's share price, please", "5355");
    asks(&task, "What is today's CAC level?", "3995");
    asks(&task, "What was the day before yesterday's share price?", "5387");
    /* 5399.5 is rounded to whole points. */
    asks(&task, "Tell me yesterday's FTSE level", "5400");
    assert_int_equal(find(&task, "What is yesterday's CAC level?"), -1);
    assert_int_equal(find(&task, "오늘 주가 얼마였어"), -1);
    assert_int_equal(task.steps, task_table[TASK_ANSWER].steps);
    task_finish(&task);
}

/* Each day and index is learned in other words, in both languages. */
static void learns_every_day_and_index(void **state)
{
    static const char *const day[3][3] = {
        {"오늘", "today's", "Today's"}, {"어제", "yesterday's", "Yesterday's"},
        {"그제", "day before yesterday's", "day before yesterday's"},
    };
    static const char *const index[5][2] = {
        {"주가", "share price"}, {"DAX 지수", "DAX level"},
        {"SMI 지수", "SMI level"}, {"CAC 지수", "CAC level"},
        {"FTSE 지수", "FTSE level"},
    };
    char read[SENTENCE_MAX], written[SENTENCE_MAX];
    int trained[3][5][2] = {0};
    struct task task;

    (void)state;
    open_task(&task, TASK_ANSWER, 0, 1);
    for (int k = 0; k < task.examples->trained; k++) {
        read_task(&task, task.examples->order[k], read, written);
        for (int d = 0; d < 3; d++) {
            for (int i = 0; i < 5; i++) {
                bool english = strstr(read, index[i][1]);

                if (!english && !strstr(read, index[i][0]))
                    continue;
                /* "yesterday's" is also said of the day before. */
                if (d == 1 && strstr(read, "before"))
                    continue;
                if (strstr(read, day[d][english]) || strstr(read, day[d][2]))
                    trained[d][i][english]++;
            }
        }
    }
    for (int k = 0; k < 3 * 5 * 2; k++)
        assert_true((&trained[0][0][0])[k] >= 2);
    task_finish(&task);
}

static void reads_places(void **state)
{
    struct task task;
    char read[SENTENCE_MAX], written[SENTENCE_MAX];

    (void)state;
    open_task(&task, TASK_PLACES, 0, 1);
    assert_int_equal(task.examples->count, 291);
    assert_int_equal(task.steps, task_table[TASK_PLACES].steps);
    assert_false(task.words.words);
    asks(&task, "South Korea", "대한민국");
    asks(&task, "Réunion", "레위니옹");
    asks(&task, "Hong Kong SAR China", "홍콩(중국 특별행정구)");
    asks(&task, "world", "세계");
    assert_int_equal(find(&task, "Pseudo-Bidi"), -1);
    read_task(&task, 0, read, written);
    assert_string_equal(read, "world");
    task_finish(&task);
}

/* About one in five is held back, the same for every seed, and nothing of it
 * is ever drawn: all sequences of as many epochs as visit every training
 * example twice, in batches that divide nothing. */
static void never_trains_what_is_held_back(void **state)
{
    (void)state;
    for (int which = 0; which < 3; which++) {
        struct task task, other;
        struct batch batch;

        open_task(&task, kinds[which], 0, 1);
        open_task(&other, kinds[which], 0, 99);
        const struct examples *examples = task.examples;
        int held = examples->count - examples->trained;
        int *drawn = calloc((size_t)examples->count, sizeof *drawn);
        int *part = calloc((size_t)examples->count, sizeof *part);
        int epochs = (2 * examples->trained + 999) / 1000;

        assert_in_range(held * 100, examples->count * 17, examples->count * 23);
        assert_int_equal(task.tests, held < HELD ? held : HELD);
        assert_int_equal(task.sequences, 1000);
        assert_memory_equal(examples->order, other.examples->order,
                            (size_t)examples->count * sizeof(int));
        for (int k = 0; k < examples->count; k++)
            part[examples->order[k]] += k < examples->trained ? 1 : 100;
        for (int k = 0; k < examples->count; k++)
            assert_true(part[k] == 1 || part[k] == 100);

        open_batch(&task, &batch, 7);
        for (int k = 0; k < epochs * 1000; k++) {
            /* Which example it is, by its tokens: the first row of a batch. */
            int b = k % 1000 % 7, found = -1;

            if (b == 0)
                task_train(&task, k / 1000, k % 1000, &batch);
            for (int e = 0; e < examples->count && found < 0; e++) {
                const int *token = examples->token + examples->start[e];
                int length = examples->start[e + 1] - examples->start[e] - 1;
                bool same = length == batch.lengths[b];

                for (int t = 0; t < length && same; t++)
                    same = batch.ids[t * 7 + b] == token[t];
                if (same)
                    found = e;
            }
            assert_in_range(found, 0, examples->count - 1);
            assert_int_equal(part[found], 1);
            if (k < 2 * examples->trained)
                drawn[found]++;
        }
        for (int k = 0; k < examples->count; k++)
            assert_int_equal(drawn[k], part[k] == 1 ? 2 : 0);
        batch_finish(&batch);
        free(part);
        free(drawn);
        task_finish(&other);
        task_finish(&task);
    }
}

/* The same text is never in both parts. */
static void parts_by_what_is_read(void **state)
{
    static const char text[] =
        "A\tspring\t봄\nB\tspring\t샘\nC\tfall\t가을\nD\tfall\t낙하\n"
        "E\twell\t우물\nF\twell\t잘\nG\tbank\t은행\nH\tbank\t둑\n"
        "I\tlight\t빛\nJ\tlight\t가벼운\nK\tmatch\t성냥\nL\tmatch\t경기\n"
        "M\tbat\t박쥐\nN\tbat\t방망이\nO\tseal\t물개\nP\tseal\t도장\n"
        "Q\tpalm\t야자\nR\tpalm\t손바닥\nS\trow\t줄\nT\trow\t젓다\n";
    char read[SENTENCE_MAX], written[SENTENCE_MAX], again[SENTENCE_MAX];
    struct task_options options = {
        .material = {.text = text, .text_length = strlen(text)},
    };
    struct error error = {0};
    struct task task;

    (void)state;
    assert_true(task_init(&task, TASK_PLACES, &options, &error));
    assert_int_equal(task.examples->count, 20);
    for (int k = 0; k < 20; k++) {
        for (int e = 0; e < 20; e++) {
            read_task(&task, k, read, written);
            read_task(&task, e, again, written);
            if (strcmp(read, again) == 0)
                assert_int_equal(is_trained(&task, k), is_trained(&task, e));
        }
    }
    task_finish(&task);
}

/* What can be learned at all: every token of answers and of numbers from three
 * digits on is in what is trained; of the names some syllables are not, and
 * they are known still. */
static void knows_every_token(void **state)
{
    (void)state;
    for (int which = 0; which < 3; which++) {
        for (int digits = 3; digits <= (which ? 3 : 8); digits++) {
            struct task task;
            int unseen = 0;

            open_task(&task, kinds[which], which ? 0 : digits, 1);
            const struct examples *examples = task.examples;
            int *trained = calloc((size_t)task.words.count, sizeof *trained);
            int *known = calloc((size_t)task.words.count, sizeof *known);

            assert_int_equal(task.inputs, task.words.count);
            assert_int_equal(task.outputs, task.words.count);
            for (int k = 0; k < examples->count; k++) {
                int e = examples->order[k];

                for (int at = examples->start[e]; at < examples->start[e + 1];
                     at++) {
                    assert_in_range(examples->token[at], 0,
                                    task.words.count - 1);
                    known[examples->token[at]]++;
                    if (k < examples->trained)
                        trained[examples->token[at]]++;
                }
            }
            for (int k = 0; k < task.words.count; k++) {
                /* An answer may have any digit. */
                if (which == 2 && isdigit((unsigned char)task.words.text[k][0]))
                    continue;
                assert_true(known[k] > 0);
                unseen += trained[k] == 0;
            }
            assert_in_range(unseen, which == 1 ? 10 : 0, which == 1 ? 80 : 0);
            free(known);
            free(trained);
            task_finish(&task);
        }
    }
}

/* Reads start .. last - 1, is asked from the turn on, for what comes next. */
static void fills_batches(void **state)
{
    (void)state;
    for (int which = 0; which < 3; which++) {
        struct task task;
        struct batch batch;

        open_task(&task, kinds[which], 0, 3);
        const struct examples *examples = task.examples;
        int size = task.tests + 5;

        open_batch(&task, &batch, size);
        assert_int_equal(batch.vocabulary, task.words.count);
        assert_int_equal(task.turn, vocabulary_find(&task.words, "→", 3));
        assert_int_equal(task.end, vocabulary_find(&task.words, "■", 3));
        assert_int_equal(task.steps, examples->longest - 1);
        memset(batch.ids, 0x55, sizeof(int) * (size_t)(task.steps * size));
        task_test(&task, 0, &batch);
        for (int b = 0; b < size; b++) {
            int e = examples->order[examples->trained + b % task.tests];
            const int *token = examples->token + examples->start[e];
            int length = examples->start[e + 1] - examples->start[e];
            int turn = examples->turn[e] - examples->start[e];

            assert_int_equal(batch.lengths[b], length - 1);
            for (int t = 0; t < task.steps; t++) {
                int id = batch.ids[t * size + b];
                int label = batch.labels[t * size + b];

                assert_int_equal(id, t < length - 1 ? token[t] : 0);
                assert_int_equal(label, t < turn || t >= length - 1
                                            ? -1 : token[t + 1]);
            }
            assert_int_equal(batch.labels[(length - 2) * size + b], task.end);
            assert_int_equal(batch.ids[turn * size + b], task.turn);
            /* Step turn + 1 reads the turn and answers; the next reads that. */
            assert_int_equal(task_turn(&task, &batch, b), turn + 2);
        }
        batch_finish(&batch);
        task_finish(&task);
    }
}

static double nats_of(const double *share, const double *asked, int count,
                      double total)
{
    double nats = 0;

    for (int k = 0; k < count; k++) {
        if (asked[k] > 0)
            nats -= asked[k] / total * log(share[k]);
    }
    return nats;
}

/* The shares of the labels, recounted from the batches, and nothing near them
 * does better. */
static void knows_its_baseline(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 5, 0);
    for (int which = 0; which < 3; which++) {
        struct task task;
        struct batch batch;
        double asked[400] = {0}, share[400], other[400], total = 0;

        open_task(&task, kinds[which], 0, 1);
        open_batch(&task, &batch, task.tests);
        task_test(&task, 0, &batch);
        for (int k = 0; k < batch.steps * batch.size; k++) {
            if (batch.labels[k] < 0)
                continue;
            asked[batch.labels[k]]++;
            total++;
        }
        for (int k = 0; k < task.outputs; k++)
            share[k] = asked[k] / total;
        assert_close(nats_of(share, asked, task.outputs, total), task.baseline,
                     1e-12);
        for (int round = 0; round < 50; round++) {
            double sum = 0;

            for (int k = 0; k < task.outputs; k++) {
                other[k] = share[k] * random_range(&random, 0.5, 2);
                sum += other[k];
            }
            for (int k = 0; k < task.outputs; k++)
                other[k] /= sum;
            assert_true(nats_of(other, asked, task.outputs, total) >
                        task.baseline);
        }
        assert_in_range(task.baseline * 100, 150, 480);
        batch_finish(&batch);
        task_finish(&task);
    }
}

/* Whatever is drawn before, however batches are cut, and beyond an epoch. */
static void draws_the_same_again(void **state)
{
    (void)state;
    for (int which = 0; which < 3; which++) {
        struct task task;
        struct batch all, few;
        int same = 0;

        open_task(&task, kinds[which], 0, 3);
        open_batch(&task, &all, 1003);
        open_batch(&task, &few, 17);
        for (int epoch = 0; epoch < 12; epoch += 11) {
            task_train(&task, epoch, 0, &all);
            for (int first = 986; first >= 0; first -= 17) {
                task_train(&task, 3, first, &few);
                task_train(&task, epoch, first, &few);
                for (int b = 0; b < 17; b++) {
                    int lone = all.lengths[first + b];

                    assert_int_equal(lone, few.lengths[b]);
                    for (int t = 0; t < lone; t++) {
                        assert_int_equal(all.ids[t * 1003 + first + b],
                                         few.ids[t * 17 + b]);
                        assert_int_equal(all.labels[t * 1003 + first + b],
                                         few.labels[t * 17 + b]);
                    }
                }
            }
            /* Past the end it starts over. */
            for (int t = 0; t < task.steps * 3; t++)
                assert_int_equal(all.ids[t / 3 * 1003 + 1000 + t % 3],
                                 all.ids[t / 3 * 1003 + t % 3]);
        }
        /* Another epoch has another order. */
        task_train(&task, 0, 0, &few);
        for (int b = 0; b < 17; b++)
            same += few.lengths[b] == all.lengths[b] &&
                    few.ids[b] == all.ids[b] &&
                    few.ids[17 + b] == all.ids[1003 + b];
        assert_in_range(same, 0, 9);
        batch_finish(&few);
        batch_finish(&all);
        task_finish(&task);
    }
}

static void refuses(enum task_kind kind, int steps, const char *text,
                    size_t length, const char *message)
{
    struct task task;
    struct error error = {0};
    struct task_options options = {
        .steps = steps,
        .material = {.text = text, .text_length = length, .name = "x\n.y"},
    };

    assert_false(task_init(&task, kind, &options, &error));
    assert_string_equal(error.text, message);
    assert_null(task.examples);
    task_finish(&task);
}

static void refuses_text(enum task_kind kind, const char *text,
                         const char *message)
{
    refuses(kind, 0, text, strlen(text), message);
}

static void says_what_is_wrong_with_names(void **state)
{
    static const char zero[] = "A\tb\tc\nB\td\te\0";
    char many[PAIRS_WORDS_MOST * 16], *at = many;

    (void)state;
    refuses(TASK_PLACES, 0, NULL, 0, "the places task needs the text of a file "
            "such as territories_en_ko.tsv");
    refuses_text(TASK_PLACES, "", "x\\x0a.y: no examples in the file");
    refuses_text(TASK_PLACES, "\xef\xbb\xbf\n\r\n\n", "x\\x0a.y: no examples "
                 "in the file");
    refuses_text(TASK_PLACES, "KR\tSouth Korea\t대한민국\n", "1 example cannot "
                 "be parted into training and test; it takes ten or more");
    refuses_text(TASK_PLACES, "A\ta\t가\n\nB\tb\n", "x\\x0a.y:3:4: a line has "
                 "three fields with tabs between them");
    refuses_text(TASK_PLACES, "A\té가\t가\td", "x\\x0a.y:1:7: a line has three "
                 "fields with tabs between them");
    refuses_text(TASK_PLACES, "A\ta\t가\r\nB\té\t\r\n", "x\\x0a.y:2:5: an empty "
                 "field; a line is a code, an English name and a Korean one, "
                 "with tabs between them");
    refuses_text(TASK_PLACES, "A\ta\t가\xff", "x\\x0a.y:1:6: not UTF-8; save "
                 "the file in UTF-8");
    refuses_text(TASK_PLACES, "A\ta\t가\nB\tb\t\xe1\x84\x80\xe1\x85\xa1",
                 "x\\x0a.y:2:5: Korean in single letters (NFD); save the file "
                 "in composed form (NFC)");
    refuses(TASK_PLACES, 0, zero, sizeof zero - 1, "x\\x0a.y:2:6: a control "
            "character: this is not a text");
    refuses_text(TASK_PLACES, "A\ta→b\t가", "x\\x0a.y:1: the sign '→' stands "
                 "for the turn of an example and cannot be part of it");
    refuses_text(TASK_PLACES, "A\ta\t가\nB\tb\t■", "x\\x0a.y:2: the sign '■' "
                 "stands for the end of an example and cannot be part of it");
    refuses(TASK_PLACES, 7, "A\ta\t가\n", 8, "7 steps: the places task has as "
            "many as its longest example, 3");
    refuses(TASK_NUMBERS, 9, NULL, 0, "9 digits: the numbers task takes 1 to "
            "8");

    /* As many different letters as Chinese has. */
    for (int k = 0; k < PAIRS_WORDS_MOST; k++) {
        int code = 0x4E00 + k;

        at += sprintf(at, "A\ta\t%c%c%c\n", 0xE0 | code >> 12,
                      0x80 | (code >> 6 & 0x3F), 0x80 | (code & 0x3F));
    }
    refuses_text(TASK_PLACES, many, "x\\x0a.y:8190: the examples have more "
                 "than 8192 different tokens");
}

static void says_what_is_wrong_with_prices(void **state)
{
    static const char head[] = "time,DAX,SMI,CAC,FTSE\n";
    char text[200];

    (void)state;
    refuses(TASK_ANSWER, 0, NULL, 0, "the answer task needs the text of a file "
            "such as EuStockMarkets.csv");
    snprintf(text, sizeof text, "%s1,1,2,3,4\n2,1,2,3,4\n", head);
    refuses_text(TASK_ANSWER, text, "x\\x0a.y: it takes at least 3 days");
    snprintf(text, sizeof text, "%s1,1,2,3,4\n2,1,2,,4\n3,1,2,3,4\n", head);
    refuses_text(TASK_ANSWER, text, "x\\x0a.y: the CAC of row 2 is no level of "
                 "an index: 0 to 999999999");
    snprintf(text, sizeof text, "%s1,1,2,3,4\n2,1,2,3,4\n3,1,-2,3,4\n", head);
    refuses_text(TASK_ANSWER, text, "x\\x0a.y: the SMI of row 3 is no level of "
                 "an index: 0 to 999999999");
    snprintf(text, sizeof text, "%s1,inf,2,3,4\n2,1,2,3,4\n3,1,2,3,4\n", head);
    refuses_text(TASK_ANSWER, text, "x\\x0a.y: the DAX of row 1 is no level of "
                 "an index: 0 to 999999999");
    refuses_text(TASK_ANSWER, "DAX,CAC\n1,2\n1,2\n1,2\n",
                 "x\\x0a.y: there is no column 'SMI'; the columns are "
                 "DAX, CAC");
}

static void reports_missing_memory(void **state)
{
    static const char places[] = "A\ta\t가\nB\tb\t나\nC\tc\t다\nD\td\t라\n"
                                 "E\te\t마\nF\tf\t바\nG\tg\t사\nH\th\t아\n"
                                 "I\ti\t자\nJ\tj\t차\nK\tk\t카\nL\tl\t타\n";
    static const char prices[] = "DAX,SMI,CAC,FTSE\n1,2,3,4\n5,6,7,8\n9,0,1,2";

    (void)state;
    for (int which = 0; which < 3; which++) {
        const char *text = which == 1 ? places : prices;
        struct task_options options = {
            .steps = which == 0 ? 2 : 0,
            .material = {.text = text, .text_length = strlen(text)},
        };

        for (long n = 0;; n++) {
            struct task task;
            struct error error = {0};

            failing_after(n);
            bool fine = task_init(&task, kinds[which], &options, &error);
            bool failed = failing_stop();

            if (fine)
                assert_true(task.tests > 0);
            else
                assert_null(task.examples);
            assert_true(fine != failed);
            assert_true(fine || strstr(error.text, "not enough memory"));
            task_finish(&task);
            if (!failed)
                break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_from_the_table),
        cmocka_unit_test(learns_every_day_and_index),
        cmocka_unit_test(reads_places),
        cmocka_unit_test(never_trains_what_is_held_back),
        cmocka_unit_test(parts_by_what_is_read),
        cmocka_unit_test(knows_every_token),
        cmocka_unit_test(fills_batches),
        cmocka_unit_test(knows_its_baseline),
        cmocka_unit_test(draws_the_same_again),
        cmocka_unit_test(says_what_is_wrong_with_names),
        cmocka_unit_test(says_what_is_wrong_with_prices),
        cmocka_unit_test(reports_missing_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
