/* The pictures stand in one block, those to learn from first, so that a
 * sequence is an index and a word. Every epoch visits all of the former once,
 * in an order that is computed.
 */
#include "data/make/spell.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/random.h"
#include "base/text.h"
#include "data/order.h"
#include "data/table/csv.h"

enum { COLUMNS = SPELL_PIXELS + 1, LETTERS = 17, HELD_BACK = 5,
       NAME_MAX_BYTES = 300 };

const char *const spell_words[2][SPELL_DIGITS] = {
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
     "nine"},
    {"ㅇㅕㅇ", "ㅎㅏㄴㅏ", "ㄷㅜㄹ", "ㅅㅔㅅ", "ㄴㅔㅅ", "ㄷㅏㅅㅓㅅ",
     "ㅇㅕㅅㅓㅅ", "ㅇㅣㄹㄱㅗㅂ", "ㅇㅕㄷㅓㄼ", "ㅇㅏㅎㅗㅂ"},
};

/* In the order of their code points, and last the end. */
static const char *const letters[2][LETTERS] = {
    {"e", "f", "g", "h", "i", "n", "o", "r", "s", "t", "u", "v", "w", "x", "z",
     "."},
    {"ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㄼ", "ㅂ", "ㅅ", "ㅇ", "ㅎ", "ㅏ", "ㅓ", "ㅔ",
     "ㅕ", "ㅗ", "ㅜ", "ㅣ", "."},
};

static bool is_korean(const struct task *task)
{
    return task->kind == TASK_SPELL_KO;
}

/* The classes of a word, the end included; returns how many. */
static int spell(const struct task *task, int digit, int label[])
{
    const char *word = spell_words[is_korean(task)][digit];
    int count = 0;

    while (*word != '\0') {
        uint32_t code;
        int bytes = utf8_decode(word, strlen(word), &code);

        label[count++] = vocabulary_find(&task->words, word, (size_t)bytes);
        word += bytes;
    }
    label[count++] = task->end;
    return count;
}

/* By a hash of the pixels, so that a picture that is there twice is not torn
 * apart. */
static bool is_held_back(const double pixels[SPELL_PIXELS])
{
    struct random hash;
    uint64_t code = 0;

    for (int k = 0; k < SPELL_PIXELS; k++)
        code = code * 1099511628211u + (uint64_t)pixels[k] + 1;
    random_seed(&hash, code, 0);
    return random_bits(&hash) % HELD_BACK == 0;
}

static bool is_whole(double value, int most)
{
    return value >= 0 && value <= most && value == floor(value);
}

static bool check(const struct csv *csv, struct error *error)
{
    if (csv->columns != COLUMNS)
        return error_set(error, "%d columns: %d pixels and the digit make %d",
                         csv->columns, SPELL_PIXELS, COLUMNS);
    for (int row = 0; row < csv->rows; row++) {
        const double *value = csv->values + (size_t)row * COLUMNS;

        for (int k = 0; k < SPELL_PIXELS; k++)
            if (!is_whole(value[k], SPELL_INK))
                return error_set(error, "picture %d: pixels are whole numbers "
                                 "from 0 to %d", row + 1, SPELL_INK);
        if (!is_whole(value[SPELL_PIXELS], SPELL_DIGITS - 1))
            return error_set(error, "picture %d: a digit is a whole number "
                             "from 0 to %d", row + 1, SPELL_DIGITS - 1);
    }
    return true;
}

/* Appends the pictures that are, or are not, held back. */
static void take(struct task *task, const struct csv *csv, bool held_back)
{
    for (int row = 0; row < csv->rows; row++) {
        const double *value = csv->values + (size_t)row * COLUMNS;
        real *pixel = task->picture + (size_t)task->pictures * SPELL_PIXELS;

        if (is_held_back(value) != held_back)
            continue;
        for (int k = 0; k < SPELL_PIXELS; k++)
            pixel[k] = (real)(value[k] / SPELL_INK);
        task->digit[task->pictures++] = (int)value[SPELL_PIXELS];
    }
}

static bool keep(struct task *task, const struct csv *csv,
                 struct error *error)
{
    size_t count = (size_t)csv->rows;

    if (!check(csv, error))
        return false;
    task->picture = array_new(count, SPELL_PIXELS * sizeof(real),
                              "the pictures", error);
    task->digit = array_new(count, sizeof(int), "the digits", error);
    if (!task->picture || !task->digit)
        return false;
    take(task, csv, false);
    task->sequences = task->pictures;
    take(task, csv, true);
    task->tests = task->pictures - task->sequences;
    if (task->sequences == 0 || task->tests == 0)
        return error_set(error, "too few pictures: %d", task->pictures);
    return true;
}

static bool read_pictures(struct task *task, const struct material *material,
                          struct error *error)
{
    const char *given = material->name ? material->name : "the digits";
    char name[NAME_MAX_BYTES];
    struct csv csv;

    text_printable(given, strlen(given), name, sizeof name);

    if (!material->text)
        return error_set(error, "the %s task needs pictures of digits",
                         task->info->name);
    if (!csv_parse(&csv, material->text, material->text_length, name,
                   CSV_EMPTY_ERROR, error))
        return false;
    bool good = keep(task, &csv, error) || error_prefix(error, "%s", name);
    csv_finish(&csv);
    return good;
}

static int longest_word(const struct task *task)
{
    int longest = 0, label[LETTERS];

    for (int digit = 0; digit < SPELL_DIGITS; digit++) {
        int length = spell(task, digit, label);
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Nats of the answer that gives every letter its share in the test. */
static double measure_baseline(const struct task *task)
{
    double asked[LETTERS] = {0}, total = 0, nats = 0;

    for (int k = task->sequences; k < task->pictures; k++) {
        int label[LETTERS], length = spell(task, task->digit[k], label);

        for (int t = 0; t < length; t++)
            asked[label[t]] += 1;
        total += length;
    }
    for (int k = 0; k < LETTERS; k++)
        nats -= asked[k] > 0 ? asked[k] / total * log(asked[k] / total) : 0;
    return nats;
}

bool spell_init(struct task *task, const struct material *material,
                struct error *error)
{
    const char *const *names = letters[is_korean(task)];
    int count = 0, asked = task->steps;

    while (count < LETTERS && names[count] != NULL)
        count++;
    if (!vocabulary_init(&task->words, names, count, false, error))
        return false;
    task->end = count - 1;
    task->inputs = SPELL_PIXELS + count;
    task->outputs = count;
    task->feed_at = SPELL_PIXELS;
    task->mean = 0;
    task->deviation = 1;
    task->steps = longest_word(task);
    if (asked != 0 && asked != task->steps)
        return error_set(error, "the sequences of the %s task have %d steps, "
                         "not %d", task->info->name, task->steps, asked);
    if (!read_pictures(task, material, error))
        return false;
    task->baseline = measure_baseline(task);
    return true;
}

/* Fills sequence b with a picture and its word. */
static void fill(const struct task *task, int index, struct batch *batch, int b)
{
    int label[LETTERS], length = spell(task, task->digit[index], label);
    size_t size = (size_t)batch->size, width = (size_t)task->inputs;

    memcpy(batch->x + (size_t)b * width,
           task->picture + (size_t)index * SPELL_PIXELS,
           SPELL_PIXELS * sizeof(real));
    for (int t = 0; t < length; t++) {
        size_t row = (size_t)t * size + (size_t)b;

        batch->labels[row] = label[t];
        if (t > 0)
            batch->x[row * width + (size_t)(task->feed_at + label[t - 1])] = 1;
    }
    batch->lengths[b] = length;
}

void spell_train(const struct task *task, int epoch, int first,
                 struct batch *batch)
{
    uint64_t key = order_key(task->seed, epoch);

    for (int b = 0; b < batch->size; b++) {
        int position = (int)(((int64_t)first + b) % task->sequences);
        fill(task, order_at(position, task->sequences, key), batch, b);
    }
}

void spell_test(const struct task *task, int first, struct batch *batch)
{
    for (int b = 0; b < batch->size; b++) {
        int64_t position = ((int64_t)first + b) % task->tests;
        fill(task, (int)(task->sequences + position), batch, b);
    }
}
