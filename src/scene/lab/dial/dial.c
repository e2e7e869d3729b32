/* A dial is a number of each lane, or of all together; it is set in those lanes
 * that have it and that are to be turned.
 */
#include "scene/lab/dial/dial.h"

#include <math.h>

#include "base/random.h"

/* The highest seed of the dice, and the random sequence it draws from. */
enum { DICE_TO = 9999, STREAM_DICE = 7 };

static bool is_drawn(const struct lane_setup *lane)
{
    return lane->file < 0;
}

static bool is_gated(const struct lane_setup *lane)
{
    return is_drawn(lane) && lane->cell != CELL_RNN;
}

bool dial_slides(enum dial dial)
{
    return dial == DIAL_GAIN || dial == DIAL_FORGET || dial == DIAL_STEPS ||
           dial == DIAL_UNITS;
}

int dial_choices(enum dial dial)
{
    return dial == DIAL_SCHEME ? INIT_SCHEMES :
           dial == DIAL_ACTIVATION ? ACT_KINDS :
           dial == DIAL_CLIP ? SETUP_CLIPS : 0;
}

/* Is it a number of each lane, not of all together? */
static bool is_own(enum dial dial)
{
    return dial == DIAL_GAIN || dial == DIAL_FORGET || dial == DIAL_SCHEME ||
           dial == DIAL_ACTIVATION;
}

/* What lane k has to do with it, whatever is to be turned. */
static bool applies(const struct dial_desk *desk, enum dial dial, int k)
{
    const struct lane_setup *lane = &desk->setup->lane[k];

    switch (dial) {
    case DIAL_FORGET: return is_gated(lane);
    case DIAL_ACTIVATION: return is_drawn(lane) && lane->cell == CELL_RNN;
    case DIAL_SCHEME:
    case DIAL_UNITS: return is_drawn(lane);
    case DIAL_SEED:
        return is_drawn(lane) || desk->setup->input == LAB_NOISE;
    default: return true;
    }
}

bool dial_turns(const struct dial_desk *desk, enum dial dial, int lane)
{
    return lane >= 0 && lane < desk->setup->lanes &&
           applies(desk, dial, lane) &&
           (!is_own(dial) || !desk->one || lane == desk->lane);
}

bool dial_there(const struct dial_desk *desk, enum dial dial)
{
    return dial_lane(desk, dial) >= 0;
}

static double clip_value(const struct setup *setup)
{
    if (!setup->clip)
        return 0;
    for (int k = 1; k < SETUP_CLIPS; k++)
        if (setup_clips[k] == setup->clip_norm)
            return k;
    return NAN;
}

double dial_value_of(const struct dial_desk *desk, enum dial dial, int lane)
{
    const struct setup *setup = desk->setup;
    const struct lane_setup *own = &setup->lane[lane];

    switch (dial) {
    case DIAL_GAIN: return own->gain;
    case DIAL_FORGET: return own->biased ? own->forget_bias : NAN;
    case DIAL_STEPS: return setup->steps;
    case DIAL_SCHEME: return own->scheme;
    case DIAL_ACTIVATION: return own->activation;
    case DIAL_CLIP: return clip_value(setup);
    case DIAL_SEED: return (double)setup->seed;
    case DIAL_UNITS: return setup->units;
    case DIALS: break;
    }
    return NAN;
}

int dial_lane(const struct dial_desk *desk, enum dial dial)
{
    int first = -1;

    if (dial_turns(desk, dial, desk->lane))
        return desk->lane;
    for (int k = 0; k < desk->setup->lanes; k++) {
        if (!dial_turns(desk, dial, k))
            continue;
        if (!isnan(dial_value_of(desk, dial, k)))
            return k;
        first = first < 0 ? k : first;
    }
    return first;
}

double dial_value(const struct dial_desk *desk, enum dial dial)
{
    int lane = dial_lane(desk, dial);
    return lane >= 0 ? dial_value_of(desk, dial, lane) : NAN;
}

int dial_shown(const struct dial_desk *desk, const struct ui *ui,
               enum dial shown[DIALS])
{
    bool all = ui->all_dials || ui->alone == PANEL_DIALS;
    int count = 0;

    for (int k = 0; k < DIALS; k++)
        if (dial_there(desk, (enum dial)k) && (all || count < 2))
            shown[count++] = (enum dial)k;
    return count;
}

enum dial dial_chosen(const struct dial_desk *desk, const struct ui *ui)
{
    enum dial shown[DIALS];
    int count = dial_shown(desk, ui, shown);

    for (int k = 0; k < count; k++)
        if ((int)shown[k] == ui->dial)
            return shown[k];
    return count > 0 ? shown[0] : DIAL_STEPS;
}

static void set_lane(struct lane_setup *lane, enum dial dial, double value)
{
    switch (dial) {
    case DIAL_GAIN: lane->gain = value; break;
    case DIAL_FORGET:
        lane->biased = true;
        lane->forget_bias = value;
        break;
    case DIAL_SCHEME: lane->scheme = (enum init_scheme)value; break;
    case DIAL_ACTIVATION: lane->activation = (enum activation)value; break;
    default: break;
    }
}

static void set_all(struct setup *setup, enum dial dial, double value)
{
    switch (dial) {
    case DIAL_STEPS: setup->steps = (int)value; break;
    case DIAL_UNITS: setup->units = (int)value; break;
    case DIAL_SEED: setup->seed = (uint64_t)value; break;
    case DIAL_CLIP:
        setup->clip = value > 0;
        if (setup->clip)
            setup->clip_norm = setup_clips[(int)value];
        break;
    default: break;
    }
}

/* The nearest value that the dial can have. */
static double bring_in(const struct dial_desk *desk, enum dial dial,
                       double value)
{
    if (dial == DIAL_SEED)
        return fmin(fmax(floor(value), 0), 9e15);
    if (!dial_slides(dial))
        return fmin(fmax(floor(value), 0), dial_choices(dial) - 1);
    value = fmin(fmax(value, dial_least(dial)), dial_most(desk, dial));
    return dial == DIAL_GAIN || dial == DIAL_FORGET ? value : round(value);
}

struct setup dial_set(const struct dial_desk *desk, enum dial dial,
                      double value)
{
    struct setup setup = *desk->setup;

    if (isnan(value) || !dial_there(desk, dial))
        return setup;
    value = bring_in(desk, dial, value);
    if (!is_own(dial))
        set_all(&setup, dial, value);
    for (int k = 0; is_own(dial) && k < setup.lanes; k++)
        if (dial_turns(desk, dial, k))
            set_lane(&setup.lane[k], dial, value);
    return setup;
}

static struct setup turn_seed(const struct dial_desk *desk, int by)
{
    struct setup setup = *desk->setup;
    uint64_t size = (uint64_t)(by < 0 ? -by : by);

    if (by < 0)
        setup.seed = setup.seed > size ? setup.seed - size : 0;
    else if (setup.seed <= UINT64_MAX - size)
        setup.seed += size;
    return setup;
}

/* What stands outside of the dial's range is not pulled in by turning it
 * outwards. */
struct setup dial_turn(const struct dial_desk *desk, enum dial dial,
                       int notches, bool fine)
{
    double value = dial_value(desk, dial), now = isnan(value) ? 0 : value;
    bool up = notches > 0;

    if (!dial_there(desk, dial) || notches == 0)
        return *desk->setup;
    if (dial == DIAL_SEED)
        return turn_seed(desk, fine ? 10 * notches : notches);
    double wanted = dial_slides(dial) ? now : now + notches;
    for (int k = 0; dial_slides(dial) && k < (up ? notches : -notches); k++)
        wanted = dial_next(desk, dial, wanted, up, fine);
    wanted = bring_in(desk, dial, wanted);
    return (up ? wanted < now : wanted > now) ? *desk->setup
                                              : dial_set(desk, dial, wanted);
}

/* What the dial turns of one lane, copied. */
static void copy_lane(struct lane_setup *lane, const struct lane_setup *from,
                      enum dial dial)
{
    switch (dial) {
    case DIAL_GAIN:
        lane->gain = from->gain;
        lane->radius = from->radius;
        break;
    case DIAL_FORGET:
        lane->biased = from->biased;
        lane->forget_bias = from->forget_bias;
        break;
    case DIAL_SCHEME: lane->scheme = from->scheme; break;
    case DIAL_ACTIVATION: lane->activation = from->activation; break;
    default: break;
    }
}

static void copy_all(struct setup *setup, const struct setup *from,
                     enum dial dial)
{
    switch (dial) {
    case DIAL_STEPS: setup->steps = from->steps; break;
    case DIAL_UNITS: setup->units = from->units; break;
    case DIAL_SEED: setup->seed = from->seed; break;
    case DIAL_CLIP:
        setup->clip = from->clip;
        setup->clip_norm = from->clip_norm;
        break;
    default: break;
    }
}

struct setup dial_restore(const struct dial_desk *desk, enum dial dial,
                          const struct setup *start)
{
    struct setup setup = *desk->setup;

    if (!is_own(dial)) {
        copy_all(&setup, start, dial);
        if (setup.input == LAB_FILE && setup.steps > dial_file_steps(desk))
            setup.steps = dial_file_steps(desk);
        return setup;
    }
    for (int k = 0; k < setup.lanes; k++) {
        struct lane_setup *lane = &setup.lane[k];
        const struct lane_setup fresh = lane_defaults(lane->cell,
                                                      lane->activation);
        bool same = k < start->lanes && start->lane[k].file == lane->file &&
                    start->lane[k].cell == lane->cell;
        if (dial_turns(desk, dial, k))
            copy_lane(lane, same ? &start->lane[k] : &fresh, dial);
    }
    return setup;
}

struct setup dial_radius(const struct dial_desk *desk)
{
    struct setup setup = *desk->setup;
    int shown = dial_lane(desk, DIAL_GAIN);

    for (int k = 0; shown >= 0 && k < setup.lanes; k++)
        if (dial_turns(desk, DIAL_GAIN, k))
            setup.lane[k].radius = !desk->setup->lane[shown].radius;
    return setup;
}

struct setup dial_dice(const struct dial_desk *desk)
{
    struct setup setup = *desk->setup;
    struct random random;

    random_seed(&random, setup.seed, STREAM_DICE);
    if (dial_there(desk, DIAL_SEED))
        setup.seed = 1 + random_below(&random, DICE_TO);
    return setup;
}

bool dial_has_input(const struct dial_desk *desk, enum lab_input input)
{
    return input != LAB_FILE ||
           desk->cast->sequence.steps >= desk->setup->first;
}

struct setup dial_input(const struct dial_desk *desk, enum lab_input input)
{
    struct setup setup = *desk->setup;

    if (!dial_has_input(desk, input))
        return setup;
    setup.input = input;
    if (input == LAB_FILE && setup.steps > dial_file_steps(desk))
        setup.steps = dial_file_steps(desk);
    return setup;
}
