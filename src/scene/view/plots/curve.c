/* A curve is first reduced to at most as many columns as there are pixels, and
 * to fewer where it goes up and down so often that only its range is to be seen;
 * then drawn piece by piece: pieces end at gaps and where known becomes unknown.
 */
#include "scene/view/plots/curve.h"

#include <assert.h>
#include <math.h>

enum { COLUMNS_MAX = 2 * TRACE_BLOCKS, SPREAD_MAX = 16 };

/* How often a curve may cross its plot from bottom to top; and the columns that
 * it keeps in any case. */
enum { CROSSINGS_MAX = 200, COLUMNS_KEPT = 100 };

/* How bright what is not computed yet is. */
static const float faint = 0.26f;

/* A curve as columns: its upper and lower edge. */
struct columns {
    int count;
    bool thin;            /* the edges are the same */
    double first, step;   /* column k ends at step first + k * step */
    struct point upper[COLUMNS_MAX], lower[COLUMNS_MAX];
};

/* The range of entry k; nothing of it counts where it is no number. */
static void widen(const struct curve *curve, int k, float *low, float *high)
{
    float least, most;

    if (curve->low != NULL) {
        least = curve->low[k];
        most = curve->high[k];
    } else {
        least = most = (float)curve->value(curve->of, k);
    }
    *low = least < *low ? least : *low;
    *high = most > *high ? most : *high;
}

/* All the ways up and down together, in heights of the plot. */
static float count_crossings(const struct curve *curve,
                             const struct columns *columns)
{
    float sum = 0;

    for (int k = 0; k < columns->count; k++) {
        const struct point *upper = &columns->upper[k];
        float height = columns->lower[k].y - upper->y;
        if (k > 0)
            height += fabsf(upper->y - upper[-1].y);
        if (isfinite(height))
            sum += height;
    }
    return sum / fmaxf(curve->plot->box.h, 1);
}

/* Makes one column of two. */
static void halve(const struct curve *curve, struct columns *columns)
{
    int count = (columns->count + 1) / 2;

    columns->thin = false;
    columns->first = columns->step *= 2;
    for (int k = 0; k < count; k++) {
        int left = 2 * k;
        int right = left + 1 < columns->count ? left + 1 : left;
        float x = plot_x(curve->plot, (k + 0.5) * columns->step + 0.5);
        columns->upper[k] = point_at(x, fminf(columns->upper[left].y,
                                              columns->upper[right].y));
        columns->lower[k] = point_at(x, fmaxf(columns->lower[left].y,
                                              columns->lower[right].y));
    }
    columns->count = count;
}

/* In a plot of a run that exploded not everything fits on the axis: it stays
 * at the edge. What is no finite number stays that. */
static float height_of(const struct plot *plot, float value)
{
    float y = plot_y(plot, (double)value);

    return isfinite(y) ? fminf(fmaxf(y, plot->box.y - 1),
                               box_bottom(plot->box) + 1) : y;
}

static void reduce(const struct scene *scene, const struct curve *curve,
                   struct columns *columns)
{
    const struct plot *plot = curve->plot;
    int pixels = (int)fmaxf(plot->box.w * scene->list->scale, 1);
    int most = pixels < COLUMNS_MAX ? pixels : COLUMNS_MAX;
    int group = (curve->count + most - 1) / most;
    double steps = (double)group * curve->steps;

    columns->count = (curve->count + group - 1) / group;
    columns->thin = group == 1 && curve->low == curve->high;
    columns->first = columns->step = steps;
    for (int k = 0; k < columns->count; k++) {
        float low = INFINITY, high = -INFINITY;
        int end = (k + 1) * group;
        for (int j = k * group; j < end && j < curve->count; j++)
            widen(curve, j, &low, &high);
        float x = plot_x(plot, k * steps + (steps + 1) / 2);
        columns->upper[k] = point_at(x, height_of(plot, high));
        columns->lower[k] = point_at(x, height_of(plot, low));
    }
    while (columns->count > COLUMNS_KEPT &&
           count_crossings(curve, columns) > CROSSINGS_MAX)
        halve(curve, columns);
}

static bool is_there(const struct columns *columns, int k)
{
    return isfinite(columns->upper[k].y) && isfinite(columns->lower[k].y);
}

static bool is_known(const struct curve *curve, const struct columns *columns,
                     int k)
{
    double last = columns->first + k * columns->step;
    double first = last - columns->step + 1;

    return first >= curve->known.from && last <= curve->known.to;
}

/* Columns [from, from + count) that hang together, all of one brightness. */
struct piece {
    const struct columns *columns;
    int from, count;
    struct color color;
    float width;  /* of a line */
    bool dashed;
    float zero;   /* where an area begins */
};

/* A piece begins with the column that the one before ended with. */
static void draw_pieces(struct draw_list *list, const struct curve *curve,
                        struct piece piece,
                        void (*draw)(struct draw_list *list,
                                     const struct piece *piece))
{
    const struct columns *columns = piece.columns;
    struct color bright = piece.color, dim = color_fade(bright, faint);

    for (int from = 0; from + 1 < columns->count;) {
        int to = from + 1;
        bool known = is_known(curve, columns, from) &&
                     is_known(curve, columns, to);
        if (!is_there(columns, from) || !is_there(columns, to)) {
            from = to;
            continue;
        }
        while (to + 1 < columns->count && is_there(columns, to + 1) &&
               (is_known(curve, columns, to) &&
                is_known(curve, columns, to + 1)) == known)
            to++;
        piece.from = from;
        piece.count = to - from + 1;
        piece.color = known ? bright : dim;
        draw(list, &piece);
        from = to;
    }
}

static void draw_stroke(struct draw_list *list, const struct piece *piece)
{
    const struct columns *columns = piece->columns;
    struct point upper[COLUMNS_MAX], lower[COLUMNS_MAX];
    struct draw_stroke stroke = {
        .width = piece->width, .color = piece->color,
        .on = piece->dashed ? 5 : 0, .off = 3.5f};

    if (columns->thin) {
        draw_line(list, columns->upper + piece->from, piece->count, &stroke);
        return;
    }
    for (int k = 0; k < piece->count; k++) {
        upper[k] = columns->upper[piece->from + k];
        lower[k] = columns->lower[piece->from + k];
        upper[k].y -= piece->width / 2;
        lower[k].y += piece->width / 2;
    }
    draw_band(list, upper, lower, piece->count, piece->color);
}

static void draw_between(struct draw_list *list, const struct piece *piece)
{
    draw_band(list, piece->columns->upper + piece->from,
              piece->columns->lower + piece->from, piece->count, piece->color);
}

/* Where a line between two points crosses zero there is a point too. */
static void draw_area(struct draw_list *list, const struct piece *piece)
{
    struct point upper[2 * COLUMNS_MAX], lower[2 * COLUMNS_MAX];
    const struct columns *columns = piece->columns;
    float zero = piece->zero;
    int count = 0;

    for (int k = piece->from; k < piece->from + piece->count; k++) {
        struct point at = columns->upper[k], last = at;
        if (columns->thin && k > piece->from)
            last = columns->upper[k - 1];
        if ((last.y - zero) * (at.y - zero) < 0) {
            float share = (zero - last.y) / (at.y - last.y);
            upper[count] = point_at(last.x + share * (at.x - last.x), zero);
            lower[count] = upper[count];
            count++;
        }
        upper[count] = point_at(at.x, fminf(at.y, zero));
        lower[count] = point_at(at.x, fmaxf(columns->lower[k].y, zero));
        count++;
    }
    draw_band(list, upper, lower, count, piece->color);
}

void curve_draw(const struct scene *scene, const struct curve *curve,
                float width, struct color color)
{
    struct columns columns;
    struct piece piece = {.columns = &columns, .color = color, .width = width,
                          .dashed = curve->dashed};

    reduce(scene, curve, &columns);
    draw_pieces(scene->list, curve, piece, draw_stroke);
}

void curve_untouched(const struct scene *scene, struct curve curve,
                     struct color color)
{
    curve.dashed = true;
    curve_draw(scene, &curve, 1.3f * scene->theme->line,
               color_mix(color, scene->theme->ink, 0.45f));
}

float curve_untouched_key(const struct scene *scene, struct point at,
                          float room)
{
    const char *text = say(scene->ui, "untouched run", "손대지 않은 결과");
    float width = 34 + draw_width(scene->list, FACE_UI, 14, text);
    const struct point line[2] = {{at.x, at.y - 5}, {at.x + 26, at.y - 5}};
    const struct draw_stroke stroke = {
        .width = 1.3f * scene->theme->line, .color = scene->theme->ink_soft,
        .on = 5, .off = 3.5f};

    if (scene->ghost == NULL || width > room)
        return 0;
    draw_line(scene->list, line, 2, &stroke);
    draw_text(scene->list, point_at(at.x + 34, at.y),
              (struct draw_style){FACE_UI, 14, scene->theme->ink_soft,
                                  ALIGN_LEFT}, text);
    return width;
}

void curve_band(const struct scene *scene, const struct curve *curve,
                struct color color)
{
    struct columns columns;
    struct piece piece = {.columns = &columns, .color = color};

    reduce(scene, curve, &columns);
    draw_pieces(scene->list, curve, piece, draw_between);
}

void curve_area(const struct scene *scene, const struct curve *curve,
                struct color color)
{
    struct columns columns;
    struct piece piece = {.columns = &columns, .color = color,
                          .zero = plot_y(curve->plot, 0)};

    reduce(scene, curve, &columns);
    draw_pieces(scene->list, curve, piece, draw_area);
}

void curve_spread(float *y, int count, float gap, float low, float high)
{
    float down[SPREAD_MAX], up[SPREAD_MAX];
    int order[SPREAD_MAX];

    assert(count <= SPREAD_MAX);
    for (int k = 0; k < count; k++) {
        int at = k;
        for (; at > 0 && y[order[at - 1]] > y[k]; at--)
            order[at] = order[at - 1];
        order[at] = k;
    }
    /* Pushed down only, and pushed up only; what is between both is apart
     * too, and nearer to where things belong. */
    for (int k = 0; k < count; k++) {
        float least = k > 0 ? down[k - 1] + gap : low;
        down[k] = fmaxf(y[order[k]], least);
    }
    for (int k = count - 1; k >= 0; k--) {
        float most = k + 1 < count ? up[k + 1] - gap : high;
        up[k] = fminf(y[order[k]], most);
        down[k] = fminf(down[k], high - gap * (float)(count - 1 - k));
    }
    for (int k = 0; k < count; k++) {
        up[k] = fmaxf(up[k], low + gap * (float)k);
        y[order[k]] = (down[k] + up[k]) / 2;
    }
}
