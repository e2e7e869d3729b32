/* The heights shrink together, from comfortable to just enough, until eight
 * rows fit. In a box that is lower still, chips, the line of the input and the
 * numbers over the belt are given up, in this order, as long as there are not
 * two or three rows. What is left over in a high box goes to more rows, then
 * to the space between the parts.
 */
#include "scene/view/cell/parts/closeup.h"

#include <math.h>

enum { ROWS_WANTED = 8, ROWS_FEW = 3, ROWS_LEAST = 2, CHIPS_MARGIN = 24,
       BLOCK_FOOT = 10, FORMULA = 30, OVERHANG = 14, WIDTH_LEAST = 460 };

/* What is given up, below a share of 0. */
enum { WITHOUT_CHIPS = -1, WITHOUT_TOKEN = -2, WITHOUT_TAGS = -3 };

/* Parts of the picture from top to bottom. */
struct heights {
    float title, above, tags, half, middle, head, row, formula, riser, bus,
        between, under, token, chips, below;
};

static float mix(float low, float high, float share)
{
    return floorf(low + (high - low) * share + 0.5f);
}

static bool has_belt(const struct closeup *closeup)
{
    return closeup->cell != CELL_RNN && closeup->cell != CELL_DENSE;
}

/* share 1: comfortable, 0: as low as it gets with everything. */
static struct heights heights_at(const struct closeup *closeup, float share)
{
    bool belt = has_belt(closeup);
    float s = fmaxf(share, 0);

    return (struct heights){
        .title = mix(48, 60, s),
        .above = mix(0, 14, s),
        .tags = !belt ? 0 : share <= WITHOUT_TAGS ? 20 : mix(48, 60, s),
        .half = !belt ? 0 : closeup->all ? mix(26, 60, s) : mix(15, 30, s),
        .middle = belt ? mix(60, 126, s) : mix(12, 40, s),
        .head = mix(36, 42, s),
        .row = mix(18, 20, s),
        .formula = s >= 0.25f ? FORMULA : 0,
        .riser = mix(20, 32, s),
        .bus = closeup->all ? mix(12, 20, s) : mix(8, 11, s),
        .between = mix(14, 20, s),
        .under = mix(18, 26, s),
        .token = share <= WITHOUT_TOKEN ? 0 : mix(40, 62, s),
        .chips = share <= WITHOUT_CHIPS ? 0 : s >= 0.5f ? 66 : 40,
        .below = mix(10, CHIPS_MARGIN, s),
    };
}

/* Of everything but the rows. */
static float sum(const struct heights *h)
{
    return h->title + h->above + h->tags + 2 * h->half +
           (h->half > 0 ? OVERHANG : 0) + h->middle + h->head + h->formula +
           BLOCK_FOOT + h->riser + 2 * h->bus + h->between + h->under +
           h->token + h->chips + h->below;
}

/* The comfort at which the wanted rows fit, and how many do; *extra is what
 * is left over. */
static struct heights choose(struct closeup *closeup, float *extra)
{
    static const float shares[] = {
        1, 0.875f, 0.75f, 0.625f, 0.5f, 0.375f, 0.25f, 0.125f, 0,
        WITHOUT_CHIPS, WITHOUT_TOKEN, WITHOUT_TAGS};
    const int count = sizeof shares / sizeof *shares;
    struct heights h = {0};

    for (int k = 0; k < count; k++) {
        h = heights_at(closeup, shares[k]);
        *extra = closeup->box.h - sum(&h);
        int want = shares[k] > 0 ? ROWS_WANTED :
                   shares[k] > WITHOUT_TOKEN ? ROWS_FEW : ROWS_LEAST;
        if (*extra >= fminf((float)closeup->units, (float)want) * h.row)
            break;
    }
    closeup->fits = *extra >= h.row && closeup->box.w >= WIDTH_LEAST;
    closeup->rows = (int)fmaxf(fminf(*extra / h.row, CLOSEUP_ROWS_MAX), 1);
    if (closeup->rows > closeup->units)
        closeup->rows = closeup->units;
    *extra = fmaxf(*extra - (float)closeup->rows * h.row, 0);
    return h;
}

/* At most `most` of what is left over. */
static float take(float *extra, float most)
{
    float taken = floorf(fminf(*extra, most));

    *extra -= taken;
    return taken;
}

static void stretch(struct closeup *closeup, struct heights *h, float extra)
{
    bool belt = has_belt(closeup);
    float rows = (float)closeup->rows;

    h->row += floorf(take(&extra, (belt && rows > 4 ? 8 : 16) * rows) / rows);
    bool few = !belt && closeup->rows <= CLOSEUP_FEW;
    h->middle += take(&extra, belt ? 60 : few ? 80 : 10);
    if (belt)
        h->half += take(&extra, 20) / 2;
    h->riser += take(&extra, belt ? 20 : few ? 110 : 50);
    h->under += take(&extra, 20);
    h->above += floorf(extra * 0.4f);
    h->token += h->token > 0 ? floorf(extra * 0.4f) : 0;
}

/* From the heights to places. */
static void place(struct closeup *c, const struct heights *h)
{
    float y = c->box.y + h->title + h->above, inset = c->box.w < 640 ? 30 :
              c->box.w > 1000 ? 64 : 30 + (c->box.w - 640) * 34 / 360;

    c->title = c->box.y + h->title - (h->above > 0 ? 23 : 17);
    c->card = box_at(c->box.x + inset, y, c->box.w - 2 * inset, 0);
    c->left = c->box.x + 8;
    c->right = box_right(c->box) - 8;
    c->tags = h->tags < 40 ? 0 : y + (h->tags - OVERHANG) / 2;
    c->half = h->half;
    c->belt = y + h->tags + h->half;
    y = h->half > 0 ? closeup_under(c) : y;
    c->node = floorf(y + h->middle * 0.5f);
    c->blocks = y + h->middle;
    c->head = h->head;
    c->row = h->row;
    c->formulas = h->formula > 0;
    c->height = h->head + h->row * (float)c->rows + h->formula + BLOCK_FOOT;
    y = c->blocks + c->height + h->riser;
    c->bus = y + h->bus;
    c->input = c->bus + h->bus + h->between;
    c->card.h = c->input + h->under - c->card.y;
    c->token = h->token > 0 ? box_bottom(c->card) + h->token * 0.5f : c->input;
    float chips = c->fits ? h->chips : 40;
    c->chips = box_at(c->box.x + CHIPS_MARGIN,
                      box_bottom(c->box) - h->below - chips,
                      c->box.w - 2 * CHIPS_MARGIN, chips);
    if (!c->fits && c->chips.y < c->box.y + h->title)
        c->chips.h = 0;
}

struct closeup closeup_fit(const struct scene *scene, struct box box)
{
    const struct film *film = scene->film;
    struct closeup c = {
        .scene = scene, .layer = scene->ui->layer, .box = box,
        .step = scene->now.step, .back = scene->now.pass == PASS_BACKWARD,
        .all = scene->ui->all_lanes};
    float extra = 0;

    c.cell = film_cell(film, c.layer);
    c.units = film_units(film, c.layer);
    c.unit = scene->ui->unit < c.units ? scene->ui->unit : c.units - 1;
    struct heights h = choose(&c, &extra);
    stretch(&c, &h, extra);
    c.first = c.unit - c.rows / 2;
    if (c.first > c.units - c.rows)
        c.first = c.units - c.rows;
    if (c.first < 0)
        c.first = 0;
    place(&c, &h);
    return c;
}

float closeup_share(const struct closeup *closeup, int phase, float from,
                    float to)
{
    const struct scene *scene = closeup->scene;
    float done = phase_progress(&scene->now, scene->phases, closeup->step,
                                phase);
    float begin = closeup->back ? 1 - to : from;
    float end = closeup->back ? 1 - from : to;

    return fminf(fmaxf((done - begin) / (end - begin), 0), 1);
}

bool closeup_hot(const struct closeup *closeup, int phase)
{
    const struct moment *now = &closeup->scene->now;

    return phase == (closeup->back ? closeup->scene->phases - 1 - now->phase
                                   : now->phase);
}

float closeup_pitch(const struct closeup *closeup, bool belt)
{
    if (belt)
        return closeup->all ? 2 * closeup->half / (float)closeup->rows
                            : fminf(22, 2 * closeup->half - 8);
    return closeup->all ? 4 : 10;
}

float closeup_track(const struct closeup *closeup, bool belt)
{
    float lanes = closeup->all ? (float)closeup->rows : 1;

    return belt ? 2 * closeup->half
                : lanes * closeup_pitch(closeup, false) + 4;
}

float closeup_lane(const struct closeup *closeup, float middle, bool belt)
{
    float lane = (float)(closeup->unit - closeup->first) -
                 (float)(closeup->rows - 1) / 2;

    return closeup->all ? middle + lane * closeup_pitch(closeup, belt)
                        : middle;
}
