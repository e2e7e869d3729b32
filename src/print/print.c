/* Cairo writes the PDF as its pages come, into a file beside the one that is
 * meant; that takes its place when the last byte is on the disk.
 */
#include "print/print.h"

#include <cairo/cairo-pdf.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "print/lettering.h"
#include "print/shape.h"

const float print_width = 595.28f, print_height = 841.89f;

enum { HANGUL = 0xAC00 }; /* its first syllable */

struct print {
    struct lettering *lettering;   /* owned */
    struct output output;
    cairo_surface_t *surface;
    cairo_t *cairo;
    bool grey;
};

static cairo_status_t write_bytes(void *context, const unsigned char *data,
                                  unsigned int length)
{
    struct output *output = context;

    output_write(output, data, length);
    return output_failed(output) ? CAIRO_STATUS_WRITE_ERROR
                                 : CAIRO_STATUS_SUCCESS;
}

/* What went wrong with the file is told where it is closed. */
static bool is_fine(const struct print *print, cairo_status_t status,
                    struct error *error)
{
    return status == CAIRO_STATUS_SUCCESS || output_failed(&print->output) ||
           error_set(error, "cannot make the PDF: %s",
                     cairo_status_to_string(status));
}

static bool open_lettering(struct print *print, struct error *error)
{
    struct lettering *lettering = array_new(1, sizeof *lettering, "text",
                                            error);

    if (lettering == NULL || !lettering_init(lettering, error)) {
        free(lettering);
        return false;
    }
    print->lettering = lettering;
    return true;
}

/* Letters of every size look alike: no hinting. */
static void set_options(cairo_t *cairo)
{
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
}

static bool open_surface(struct print *print, const char *title,
                         struct error *error)
{
    print->surface = cairo_pdf_surface_create_for_stream(
        write_bytes, &print->output, (double)print_width,
        (double)print_height);
    cairo_pdf_surface_set_metadata(print->surface, CAIRO_PDF_METADATA_TITLE,
                                   title);
    cairo_pdf_surface_set_metadata(print->surface,
                                   CAIRO_PDF_METADATA_CREATOR, "Gatereel");
    print->cairo = cairo_create(print->surface);
    set_options(print->cairo);
    return is_fine(print, cairo_status(print->cairo), error);
}

struct print *print_create(const char *path, const char *title, bool grey,
                           struct error *error)
{
    struct print *print = array_new(1, sizeof *print, "the PDF", error);

    if (print == NULL)
        return NULL;
    print->grey = grey;
    if (output_open(&print->output, path, error) &&
        open_lettering(print, error) && open_surface(print, title, error))
        return print;
    print_destroy(print);
    return NULL;
}

struct measure print_measure(const struct print *print)
{
    return lettering_measure(print->lettering);
}

bool print_has_korean(const struct print *print)
{
    return fonts_have(&print->lettering->fonts, HANGUL);
}

static void write_text(const struct print *print, const struct shape *shape)
{
    const struct draw_command *command = shape->command;
    float width = command->align == ALIGN_LEFT ? 0 :
                  command->align == ALIGN_CENTRE ? command->box.w / 2
                                                 : command->box.w;
    const struct lettering_line line = {
        .at = view_point(shape->view, point_at(command->box.x - width,
                                               command->box.y)),
        .face = (enum face)command->face,
        .pixels = (int)(command->width * shape->view.scale + 0.5f),
        .text = shape->list->text + command->first,
        .length = (size_t)command->count};

    shape_color(shape, command->color);
    lettering_show(print->lettering, print->cairo, &line);
}

bool print_page(struct print *print, const struct draw_list *list,
                struct error *error)
{
    struct shape shape = {.cairo = print->cairo, .list = list,
                          .view = {list->scale, list->origin},
                          .grey = print->grey};
    double points = (double)print_width / list->width;

    cairo_save(print->cairo);
    cairo_scale(print->cairo, points, points);
    for (int k = 0; k < list->commands; k++) {
        shape.command = &list->command[k];
        if (shape.command->kind == DRAW_TEXT)
            write_text(print, &shape);
        else
            shape_draw(&shape);
    }
    cairo_restore(print->cairo);
    cairo_show_page(print->cairo);
    return is_fine(print, cairo_status(print->cairo), error);
}

bool print_end(struct print *print, struct error *error)
{
    cairo_destroy(print->cairo);
    print->cairo = NULL;
    cairo_surface_finish(print->surface);
    return is_fine(print, cairo_surface_status(print->surface), error) &&
           output_commit(&print->output, error);
}

void print_destroy(struct print *print)
{
    if (print == NULL)
        return;
    cairo_destroy(print->cairo);
    cairo_surface_destroy(print->surface);
    output_abort(&print->output);
    if (print->lettering != NULL)
        lettering_finish(print->lettering);
    free(print->lettering);
    free(print);
}
