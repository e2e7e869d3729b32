/* Three passes over the tape, each in slices: step by step for what is counted
 * (the units of a step stand together), unit by unit for what goes on through
 * time, column by column for the order. Every column is a block of numbers
 * with a block of units in their order, so that a view only looks up.
 */
#include "scene/study/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "scene/film/token.h"
#include "scene/subject.h"

enum {
    /* The blocks; those of a signal stand TABLE_SHOWN apart. */
    BLOCK_MEAN = 0, BLOCK_LOW = TABLE_SHOWN, BLOCK_HIGH = 2 * TABLE_SHOWN,
    BLOCK_RETENTION = 3 * TABLE_SHOWN, BLOCK_HALF_LIFE, BLOCK_STATE,
    BLOCK_GRADIENT, BLOCK_REACTION,
    /* Values looked at, and steps followed, in a unit of work. */
    READ_AT_ONCE = 1 << 18, FOLLOW_AT_ONCE = 1 << 14, SORT_AT_ONCE = 1 << 13,
    SMALL = 1 << 15,           /* steps of all units together */
};

struct table_rank {
    double key;
    int unit;
};

static const struct cell_info *cell_of(const struct unit_table *table)
{
    return layer_cell(film_layer(table->of.film, table->of.layer));
}

void unit_table_finish(struct unit_table *table)
{
    free(table->memory);
    memset(table, 0, sizeof *table);
}

void unit_table_follow(struct unit_table *table, const struct studied *of)
{
    if (studied_is(&table->of, of))
        return;
    table->of = *of;
    table->ready = table->failed = false;
    table->step = table->unit = table->block = 0;
    table->units = table->steps = 0;
    table->reactions.units = 0;
}

bool unit_table_small(const struct studied *of)
{
    return of->film != NULL && film_units(of->film, of->layer) <=
                                   SMALL / of->film->steps;
}

bool unit_table_wants(const struct unit_table *table, const struct studied *of)
{
    return of->film != NULL && (!studied_is(&table->of, of) ||
                                (!table->ready && !table->failed));
}

static bool reserve(struct unit_table *table, struct error *error)
{
    size_t bytes;
    size_t each = TABLE_SHOWN * sizeof *table->stats +
                  sizeof *table->gradient + sizeof *table->rank +
                  TABLE_BLOCKS * (sizeof *table->value +
                                  2 * sizeof *table->order) +
                  reactions_bytes(1) + sizeof *table->beyond +
                  sizeof *table->dead;

    if (!size_multiply((size_t)table->units, each, &bytes) ||
        !size_add(bytes, (size_t)table->steps * sizeof *table->scratch,
                  &bytes))
        bytes = SIZE_MAX;
    if (bytes <= table->bytes)
        return true;
    free(table->memory);
    table->bytes = 0;
    table->memory = memory_check(bytes, "the table of units", error)
        ? array_new(bytes, 1, "the table of units", error) : NULL;
    table->bytes = table->memory != NULL ? bytes : 0;
    return table->memory != NULL;
}

/* Cuts the memory into its parts; those of the widest numbers come first. */
static void cut(struct unit_table *table)
{
    size_t units = (size_t)table->units;
    char *at = table->memory;

    table->stats = (struct unit_stats *)at;
    at += TABLE_SHOWN * units * sizeof *table->stats;
    table->gradient = (struct unit_gradient *)at;
    at += units * sizeof *table->gradient;
    table->rank = (struct table_rank *)at;
    at += units * sizeof *table->rank;
    table->value = (double *)at;
    at += TABLE_BLOCKS * units * sizeof *table->value;
    if (token_film(table->of.film))
        reactions_begin(&table->reactions, table->units, at);
    at += reactions_bytes(table->units);
    table->order = (int *)at;
    at += 2 * TABLE_BLOCKS * units * sizeof *table->order;
    table->scratch = (int *)at;
    at += (size_t)table->steps * sizeof *table->scratch;
    table->beyond = (bool *)at;
    table->dead = table->beyond + units;
}

static bool begin(struct unit_table *table, struct error *error)
{
    table->units = film_units(table->of.film, table->of.layer);
    table->steps = table->of.film->steps;
    if (!reserve(table, error)) {
        table->failed = true;
        table->units = table->steps = 0;
        return false;
    }
    cut(table);
    table->deads = 0;
    for (int k = 0; k < TABLE_SHOWN * table->units; k++)
        table->stats[k] = unit_stats_none;
    memset(table->gradient, 0, (size_t)table->units * sizeof *table->gradient);
    return true;
}

static struct unit_stats *stats_of(const struct unit_table *table, int shown)
{
    return table->stats + (size_t)shown * (size_t)table->units;
}

static double *block_of(const struct unit_table *table, int block)
{
    return table->value + (size_t)block * (size_t)table->units;
}

static void end_reactions(struct unit_table *table)
{
    struct reactions *reactions = &table->reactions;

    if (reactions->units > 0)
        reactions_end(reactions);
    for (int u = 0; u < table->units; u++)
        block_of(table, BLOCK_REACTION)[u] = reactions->units > 0
            ? reactions_value(reactions, reactions->best[u], u) : NAN;
}

/* What was counted becomes numbers. */
static void end_reading(struct unit_table *table)
{
    const struct cell_info *cell = cell_of(table);
    int hidden = 0;

    for (int k = 0; k < cell->shown_count; k++) {
        struct unit_stats *stats = stats_of(table, k);
        unit_stats_end(&table->of.film->values, table->of.layer,
                       cell->shown[k], 0, stats);
        if (cell->shown[k] == cell->h)
            hidden = k;
        for (int u = 0; u < table->units; u++) {
            block_of(table, BLOCK_MEAN + k)[u] = stats[u].mean;
            block_of(table, BLOCK_LOW + k)[u] = stats[u].low_share;
            block_of(table, BLOCK_HIGH + k)[u] = stats[u].high_share;
        }
    }
    for (int u = 0; u < table->units; u++) {
        const struct unit_stats *h = &stats_of(table, hidden)[u];
        block_of(table, BLOCK_STATE)[u] =
            isfinite(h->mean) ? h->high - h->low : NAN;
        block_of(table, BLOCK_GRADIENT)[u] =
            unit_gradient_end(&table->gradient[u], table->steps);
        table->dead[u] = unit_is_dead(h, table->steps);
        table->deads += table->dead[u];
    }
    end_reactions(table);
}

static void read_steps(struct unit_table *table)
{
    const struct film *film = table->of.film;
    const struct cell_info *cell = cell_of(table);
    int layer = table->of.layer, shown = cell->shown_count;
    int most = 1 + READ_AT_ONCE / (table->units * (shown + 1));

    for (; most > 0 && table->step < table->steps; most--) {
        int t = ++table->step;
        for (int k = 0; k < shown; k++)
            unit_stats_take(&film->values, layer, cell->shown[k], 0, t,
                            stats_of(table, k));
        unit_gradient_take(&film->gradients, layer, 0, t, table->gradient);
        if (table->reactions.units > 0)
            reactions_take(&table->reactions, film, layer, t);
    }
    if (table->step == table->steps)
        end_reading(table);
}

static void follow_units(struct unit_table *table)
{
    int most = 1 + FOLLOW_AT_ONCE / table->steps;

    for (; most > 0 && table->unit < table->units; most--) {
        int u = table->unit++;
        struct retention retention = unit_retention(
            &table->of.film->values, table->of.layer, 0, u, table->scratch);
        block_of(table, BLOCK_RETENTION)[u] = retention.median;
        block_of(table, BLOCK_HALF_LIFE)[u] = retention.half_life;
        table->beyond[u] = retention.beyond;
    }
}

/* Ascending, NaN last, equal ones by their number. */
static int compare(const void *a, const void *b)
{
    const struct table_rank *x = a, *y = b;

    if (isnan(x->key) || isnan(y->key))
        return isnan(x->key) != isnan(y->key) ? isnan(x->key) - isnan(y->key)
                                              : x->unit - y->unit;
    return x->key != y->key ? (x->key > y->key) - (x->key < y->key)
                            : x->unit - y->unit;
}

static int *order_of(const struct unit_table *table, int block,
                     bool descending)
{
    return table->order + (size_t)(descending * TABLE_BLOCKS + block) *
                              (size_t)table->units;
}

/* A retention that is a lower bound counts as longer than any other; of a
 * reaction only its size counts. */
static void sort_block(struct unit_table *table, int block, bool descending)
{
    const double *value = block_of(table, block);
    int *order = order_of(table, block, descending);

    for (int u = 0; u < table->units; u++) {
        bool longer = block == BLOCK_RETENTION && table->beyond[u];
        double key = longer ? INFINITY :
                     block == BLOCK_REACTION ? fabs(value[u]) : value[u];
        table->rank[u] = (struct table_rank){descending ? -key : key, u};
    }
    qsort(table->rank, (size_t)table->units, sizeof *table->rank, compare);
    for (int u = 0; u < table->units; u++)
        order[u] = table->rank[u].unit;
}

/* Blocks of signals that the cell does not show stay as they are. */
static void sort_blocks(struct unit_table *table)
{
    int shown = cell_of(table)->shown_count;
    int most = 1 + SORT_AT_ONCE / table->units;

    for (; most > 0 && table->block < TABLE_BLOCKS; table->block++) {
        if (table->block < BLOCK_RETENTION &&
            table->block % TABLE_SHOWN >= shown)
            continue;
        sort_block(table, table->block, false);
        sort_block(table, table->block, true);
        most--;
    }
}

bool unit_table_work(struct unit_table *table, struct error *error)
{
    if (!unit_table_wants(table, &table->of) ||
        (table->units == 0 && !begin(table, error)))
        return false;
    if (table->step < table->steps)
        read_steps(table);
    else if (table->unit < table->units)
        follow_units(table);
    else
        sort_blocks(table);
    table->ready = table->block == TABLE_BLOCKS;
    return true;
}

float unit_table_share(const struct unit_table *table)
{
    if (table->ready || table->units == 0)
        return table->ready ? 1 : 0;
    return ((float)table->step / (float)table->steps +
            (float)table->unit / (float)table->units +
            (float)table->block / TABLE_BLOCKS) / 3;
}

static int block_number(enum unit_column column, int shown)
{
    switch (column) {
    case COLUMN_MEAN: return BLOCK_MEAN + shown;
    case COLUMN_LOW: return BLOCK_LOW + shown;
    case COLUMN_HIGH: return BLOCK_HIGH + shown;
    case COLUMN_RETENTION: return BLOCK_RETENTION;
    case COLUMN_HALF_LIFE: return BLOCK_HALF_LIFE;
    case COLUMN_STATE: return BLOCK_STATE;
    case COLUMN_GRADIENT: return BLOCK_GRADIENT;
    case COLUMN_REACTION: return BLOCK_REACTION;
    default: return -1;
    }
}

double unit_table_value(const struct unit_table *table,
                        enum unit_column column, int shown, int unit)
{
    int block = block_number(column, shown);

    return block < 0 ? unit + 1 : block_of(table, block)[unit];
}

/* The place of a signal among the shown ones; -1: it is not. */
static int shown_index(const struct unit_table *table, int signal)
{
    const struct cell_info *cell = cell_of(table);

    for (int k = 0; k < cell->shown_count; k++)
        if (cell->shown[k] == signal)
            return k;
    return -1;
}

double unit_table_subject(const struct unit_table *table, struct draw_id id)
{
    bool gradient = id.kind == SUBJECT_UNIT_GRADIENT;
    enum unit_column column = gradient ? COLUMN_GRADIENT
                                       : (enum unit_column)id.signal;

    if (id.kind == SUBJECT_REACTION)
        return table->ready && id.layer == table->of.layer
            ? reactions_value(&table->reactions, id.signal, id.unit) : NAN;
    if (!table->ready || id.layer != table->of.layer || id.unit < 0 ||
        id.unit >= table->units || id.signal < 0 || id.signal >= UNIT_COLUMNS)
        return NAN;
    int shown = column >= COLUMN_MEAN && column <= COLUMN_HIGH
        ? shown_index(table, id.step) : 0;
    return shown >= 0 ? unit_table_value(table, column, shown, id.unit) : NAN;
}

int unit_table_reaction(const struct unit_table *table, int unit)
{
    return table->ready && unit >= 0 && unit < table->reactions.units
        ? table->reactions.best[unit] : -1;
}

int unit_table_unit(const struct unit_table *table, const struct ui *ui,
                    int row)
{
    int block = block_number(ui->column, ui->table_signal);

    if (block < 0)
        return ui->descending ? table->units - 1 - row : row;
    return order_of(table, block, ui->descending)[row];
}

int unit_table_row(const struct unit_table *table, const struct ui *ui,
                   int unit)
{
    for (int row = 0; row < table->units; row++)
        if (unit_table_unit(table, ui, row) == unit)
            return row;
    return 0;
}

bool unit_table_range(const struct unit_table *table, enum unit_column column,
                      int shown, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int u = 0; u < table->units; u++) {
        double value = unit_table_value(table, column, shown, u);
        if (isfinite(value)) {
            *low = fmin(*low, value);
            *high = fmax(*high, value);
        }
    }
    return *low <= *high;
}
