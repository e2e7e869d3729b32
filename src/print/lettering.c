/* A line is cut into pieces exactly as for the window, and every piece takes
 * the width that was measured: what was laid out fits. Glyphs come with the
 * letters that they stand for, so that text can be found and copied.
 */
#include "print/lettering.h"

#include <cairo/cairo-ft.h>

#include "paint/text/split.h"

bool lettering_init(struct lettering *lettering, struct error *error)
{
    *lettering = (struct lettering){.fonts = {0}};
    if (runs_init(&lettering->runs, error) &&
        fonts_init(&lettering->fonts, error))
        return true;
    lettering_finish(lettering);
    return false;
}

/* Faces hold on to what they need of fontconfig's patterns. */
void lettering_finish(struct lettering *lettering)
{
    for (int k = 0; k < FONTS_MAX; k++)
        if (lettering->face[k] != NULL)
            cairo_font_face_destroy(lettering->face[k]);
    runs_finish(&lettering->runs);
    fonts_finish(&lettering->fonts);
    *lettering = (struct lettering){.fonts = {0}};
}

static float width(void *context, enum face face, int pixels,
                   const char *string, size_t length)
{
    struct lettering *lettering = context;
    struct split split =
        split_begin(&lettering->fonts, face, pixels, string, length);
    struct text_piece piece;
    float sum = 0;

    while (split_next(&split, &piece))
        sum += runs_advance(&lettering->runs, &lettering->fonts, &piece);
    return sum;
}

struct measure lettering_measure(struct lettering *lettering)
{
    return (struct measure){width, lettering};
}

static cairo_font_face_t *face_of(struct lettering *lettering, int font)
{
    if (lettering->face[font] == NULL)
        lettering->face[font] = cairo_ft_font_face_create_for_pattern(
            lettering->fonts.font[font].pattern);
    return lettering->face[font];
}

/* The glyphs of a piece and what they stand for. */
struct setting {
    cairo_glyph_t *glyph;
    cairo_text_cluster_t *cluster;
    int glyphs, clusters;
    cairo_text_cluster_flags_t flags;
};

/* Cairo knows no kerning: what it is wider by is taken evenly from the gaps. */
static void fit(struct setting *setting, cairo_scaled_font_t *font,
                double advance)
{
    cairo_text_extents_t extents;
    int gaps = setting->glyphs - 1;

    cairo_scaled_font_glyph_extents(font, setting->glyph, setting->glyphs,
                                    &extents);
    for (int k = 1; k <= gaps; k++)
        setting->glyph[k].x -= (extents.x_advance - advance) * k / gaps;
}

static void show_piece(cairo_t *cairo, struct point at,
                       const struct text_piece *piece, float advance)
{
    struct setting setting = {.glyph = NULL};
    cairo_scaled_font_t *font = cairo_get_scaled_font(cairo);

    if (cairo_scaled_font_text_to_glyphs(
            font, (double)at.x, (double)at.y, piece->text, piece->length,
            &setting.glyph, &setting.glyphs, &setting.cluster,
            &setting.clusters, &setting.flags) != CAIRO_STATUS_SUCCESS)
        return;
    fit(&setting, font, (double)advance);
    cairo_show_text_glyphs(cairo, piece->text, piece->length, setting.glyph,
                           setting.glyphs, setting.cluster, setting.clusters,
                           setting.flags);
    cairo_glyph_free(setting.glyph);
    cairo_text_cluster_free(setting.cluster);
}

void lettering_show(struct lettering *lettering, cairo_t *cairo,
                  const struct lettering_line *line)
{
    struct split split = split_begin(&lettering->fonts, line->face,
                                     line->pixels, line->text, line->length);
    struct point at = line->at;
    struct text_piece piece;

    while (split_next(&split, &piece)) {
        struct text_piece plain = piece;
        plain.apart = false;
        cairo_set_font_face(cairo, face_of(lettering, piece.font));
        cairo_set_font_size(cairo, piece.pixels);
        show_piece(cairo, point_at(at.x, at.y - (float)piece.rise), &piece,
                   runs_advance(&lettering->runs, &lettering->fonts, &plain));
        at.x += runs_advance(&lettering->runs, &lettering->fonts, &piece);
    }
}
