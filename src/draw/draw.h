/* The draw list: all that a frame is, before anything is painted.
 *
 * Above it nobody knows about pixels, below it nobody knows about networks. A
 * frame is a list of fixed-size tagged commands in painting order; what does
 * not fit into a command (points, letters, cells) stands in side buffers that
 * it points into. Coordinates are logical units; pixel = unit * scale + origin.
 *
 * Beside the commands the list keeps what they mean: an id for every number
 * that is shown, and spots, the places that react to the pointer. Tests check
 * the one against the tape, the app asks the other what was clicked.
 *
 * Memory is reserved once. A list that is full drops what comes and says so
 * (draw_full): building a frame cannot fail and allocates nothing.
 */
#ifndef GATEREEL_DRAW_DRAW_H
#define GATEREEL_DRAW_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "draw/geometry.h"
#include "draw/measure.h"

enum draw_kind {
    DRAW_CLIP,    /* what follows is cut to the box; see draw_clip */
    DRAW_BOX,     /* rounded box, filled */
    DRAW_FRAME,   /* its outline */
    DRAW_GLOW,    /* soft light or shadow around it */
    DRAW_TILE,    /* box without antialiasing, snapped to whole pixels */
    DRAW_LINE,    /* polyline */
    DRAW_RIBBON,  /* polyline with a width and a colour at every point */
    DRAW_BAND,    /* area between two polylines */
    DRAW_POLYGON, /* convex, filled */
    DRAW_GRID,    /* cells coloured by a palette: heat maps */
    DRAW_TEXT,
    DRAW_GROUP,   /* paints nothing: what follows belongs to something named */
    DRAW_NOTE,    /* paints nothing: what a listener is told about the group */
    DRAW_KINDS
};

extern const char *const draw_kind_names[DRAW_KINDS]; /* "clip", "box", .. */

/* Of what a number, a shape or a spot is the picture. The scene gives the
 * fields their meaning (scene/subject.h); kind 0 is "of nothing". */
struct draw_id {
    int16_t kind, layer, signal;
    int32_t step, unit;
};

enum draw_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* Which fields count, by kind; the others are 0.
 *
 *   BOX      box, radius, color at the top, color_end at the bottom
 *   FRAME    box, radius, width (centred on the edge), color
 *   GLOW     box, radius, width = how far it spreads (half of it outwards),
 *            color at its strongest; flag: the middle is hidden, leave it out
 *   TILE     box, color at the top, color_end at the bottom
 *   LINE     points first..+count, width, color; flag: closed; dash = length
 *            on and off, dash[0] = 0 for solid; dash_start = where in it
 *   RIBBON   points, widths, colors first.. of their buffers, each count
 *   BAND     2 * count points: count of the upper edge, count of the lower
 *   POLYGON  points, color, in either direction
 *   GRID     box; columns x rows bytes from bytes[first], row by row; palette
 *            of 256 colors from colors[palette]; flag: a gap of one pixel
 *            between cells
 *   TEXT     at = the left end, middle or right end of the baseline, by
 *            align; face, size, color; length bytes from text[first];
 *            `number` = index of the number it shows, or -1
 *   CLIP     box
 *   GROUP    box; name = length bytes from text[first]
 *   NOTE     length bytes from text[first]; `number` as of a TEXT; flag: goes
 *            on in the line of the note before
 */
struct draw_command {
    uint8_t kind, flag, face, align;
    struct color color, color_end;
    struct box box;       /* .x, .y: `at` of a text */
    float radius, width;  /* width: `size` of a text */
    float dash[2], dash_start;
    int32_t first, count; /* count: bytes of a text or name, rows of a grid */
    int32_t columns;      /* of a grid */
    int32_t palette;      /* of a grid */
    int32_t widths, colors; /* first width and color of a ribbon */
    int32_t number;
};

/* A number as it is shown. */
struct draw_number {
    struct draw_id id;
    double value;    /* what the text says in full */
};

/* A place that reacts to the pointer. Later spots lie above earlier ones. */
struct draw_spot {
    struct box box;
    struct draw_id id;   /* what hovering there is about */
    int action;          /* what a click does (scene/action.h); 0: nothing */
    int value;           /* its argument */
};

/* One side buffer; `count` of `capacity` entries are in use. */
struct draw_list {
    int width, height;        /* of the frame in pixels */
    float scale;              /* pixels per unit */
    struct point origin;      /* in pixels; not 0 while magnified */
    struct measure measure;
    float alpha;              /* multiplies that of every colour appended */
    struct box clip;          /* in force, in units */

    struct draw_command *command;
    struct point *points;
    float *widths;
    struct color *colors;
    uint8_t *bytes;
    char *text;
    struct draw_number *numbers;
    struct draw_spot *spots;
    int commands, point_count, width_count, color_count, byte_count, text_count,
        number_count, spot_count;
    bool full;                /* something did not fit */
    void *memory;
};

/* Memory for frames of any size. */
bool draw_init(struct draw_list *list, struct error *error);
void draw_finish(struct draw_list *list);

/* Empties the list for a frame of width x height pixels. */
void draw_begin(struct draw_list *list, int width, int height, float scale,
                struct measure measure);

/* The whole frame in units (of an unmagnified list). */
struct box draw_frame_box(const struct draw_list *list);

/* Commands. All of them multiply colours with list->alpha and leave out what
 * would be invisible. */
void draw_box(struct draw_list *list, struct box box, float radius,
              struct color color);
void draw_box_shaded(struct draw_list *list, struct box box, float radius,
                     struct color top, struct color bottom);
void draw_outline(struct draw_list *list, struct box box, float radius,
                  float width, struct color color);
void draw_glow(struct draw_list *list, struct box box, float radius,
               float spread, struct color color, bool hollow);
void draw_tile(struct draw_list *list, struct box box, struct color color);
void draw_tile_shaded(struct draw_list *list, struct box box, struct color top,
                      struct color bottom);
void draw_disc(struct draw_list *list, struct point centre, float radius,
               struct color color);
void draw_ring(struct draw_list *list, struct point centre, float radius,
               float width, struct color color);
void draw_polygon(struct draw_list *list, const struct point *points, int count,
                  struct color color);

struct draw_stroke {
    float width;
    struct color color;
    float on, off, start; /* dashes; on = 0: solid */
    bool closed;
};
void draw_line(struct draw_list *list, const struct point *points, int count,
               const struct draw_stroke *stroke);
/* One straight solid line. */
void draw_segment(struct draw_list *list, struct point from, struct point to,
                  float width, struct color color);
void draw_ribbon(struct draw_list *list, const struct point *points,
                 const float *widths, const struct color *colors, int count);
/* count points of each edge, at the same x. */
void draw_band(struct draw_list *list, const struct point *upper,
               const struct point *lower, int count, struct color color);

/* A palette of 256 colours; its index, for grids of this frame, or -1 when
 * full: draw_grid takes that too. */
int draw_palette(struct draw_list *list, const struct color palette[256]);
/* Room for columns x rows cells, to be filled by the caller; NULL when full or
 * without cells. */
uint8_t *draw_grid(struct draw_list *list, struct box box, int columns,
                   int rows, int palette, bool gaps);

/* Narrower clips only: the box is cut to the one in force, which is returned
 * and is to be given to draw_unclip. */
struct box draw_clip(struct draw_list *list, struct box box);
void draw_unclip(struct draw_list *list, struct box before);

struct draw_style {
    enum face face;
    float size;
    struct color color;
    enum draw_align align;
};
/* Writes one line with its baseline at `at`; returns its width in units. */
float draw_text(struct draw_list *list, struct point at,
                struct draw_style style, const char *text);
float draw_print(struct draw_list *list, struct point at,
                 struct draw_style style, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Text that shows `value`, which is the number `id` of the tape. */
float draw_value(struct draw_list *list, struct point at,
                 struct draw_style style, struct draw_id id, double value,
                 const char *text);
/* Width in units of a line of text. */
float draw_width(const struct draw_list *list, enum face face, float size,
                 const char *text);

/* A picture within the picture: what is appended between the two is drawn as
 * for a frame of its own whose corner is at 0, 0, and then made smaller by
 * `factor` and moved so that the corner is at `to`. Letters that become smaller
 * than `least` units or are cut are left out with the buttons and bubbles that
 * they stand in, and so are numbers, spots, groups and notes.
 * Clipping to the place, before and after, is the caller's. */
struct draw_mark {
    int commands, points, widths, numbers, spots;
};
struct draw_mark draw_here(const struct draw_list *list);
void draw_shrink(struct draw_list *list, const struct draw_mark *mark,
                 float factor, struct point to, float least);

/* What follows, up to the next group, is about this: for render --describe. */
void draw_group(struct draw_list *list, struct box box, const char *name);

/* A line for those who do not see the group in force; and how it goes on, with
 * text, and with a number. */
void draw_note(struct draw_list *list, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void draw_note_on(struct draw_list *list, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void draw_note_value(struct draw_list *list, struct draw_id id, double value,
                     const char *text);

void draw_spot(struct draw_list *list, struct box box, struct draw_id id,
               int action, int value);
/* The topmost spot at a place in pixels, or NULL. */
const struct draw_spot *draw_spot_at(const struct draw_list *list, float x,
                                     float y);

/* Units from pixels and back. */
static inline struct point draw_from_pixels(const struct draw_list *list,
                                            float x, float y)
{
    return point_at((x - list->origin.x) / list->scale,
                    (y - list->origin.y) / list->scale);
}

#endif
