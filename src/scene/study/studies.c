/* A row for every study: when it is on the screen, what it is of, its work.
 */
#include "scene/study/studies.h"

#include "scene/subject.h"

enum { SHORT = 2000 }; /* steps whose surprise is measured at once */

/* What a study may depend on. */
struct desk {
    const struct film *film;
    const struct ui *ui;
    unsigned run;
};

static struct studied of(const struct desk *desk)
{
    return (struct studied){desk->film, desk->run, desk->ui->layer};
}

static struct moment now_of(const struct desk *desk)
{
    const struct timeline timeline = film_timeline(desk->film,
                                                   desk->ui->layer);

    return timeline_moment(&timeline, desk->ui->at);
}

/* Beside their own panel, backward: on the belt where they are asked for, and
 * inside the cell. */
static bool shows_paths(const struct desk *desk)
{
    const struct ui *ui = desk->ui;

    if (ui_shows(ui, PANEL_PATHS))
        return true;
    return film_cell(desk->film, ui->layer) == CELL_LSTM &&
           now_of(desk).pass == PASS_BACKWARD &&
           (ui_shows(ui, PANEL_CELL) || (ui_shows(ui, PANEL_STRIP) && ui->strands));
}

static void follow_paths(struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    paths_follow(&studies->paths, &now, desk->ui->detach);
}

/* Strip and cell show no lag but those the gradient has come through, and the
 * next one. */
static bool has_shown(const struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    return studied_is(&studies->paths.of, &now) &&
           studies->paths.detach == desk->ui->detach &&
           studies->paths.measured > desk->film->steps - now_of(desk).step + 1;
}

static bool wants_paths(const struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    return shows_paths(desk) &&
           paths_wants(&studies->paths, &now, desk->ui->detach) &&
           (ui_shows(desk->ui, PANEL_PATHS) || !has_shown(studies, desk));
}

static bool work_paths(struct studies *studies, const struct desk *desk,
                       struct error *error)
{
    const struct studied now = of(desk);

    return paths_work(&studies->paths, &now, desk->ui->detach, error);
}

static struct triangle_order triangle_of(const struct desk *desk)
{
    const struct studied now = of(desk);

    return triangle_order(&now, desk->ui->weights, now_of(desk).step);
}

static void follow_triangle(struct studies *studies, const struct desk *desk)
{
    const struct triangle_order order = triangle_of(desk);

    triangle_follow(&studies->triangle, &order);
}

static bool wants_triangle(const struct studies *studies,
                           const struct desk *desk)
{
    const struct triangle_order order = triangle_of(desk);

    return ui_shows(desk->ui, PANEL_TRIANGLE) &&
           triangle_wants(&studies->triangle, &order);
}

static bool work_triangle(struct studies *studies, const struct desk *desk,
                          struct error *error)
{
    const struct triangle_order order = triangle_of(desk);

    return triangle_work(&studies->triangle, &order, error);
}

static struct loss_row_order row_of(const struct desk *desk)
{
    return (struct loss_row_order){
        of(desk), desk->ui->weights,
        loss_row_chosen(desk->film, desk->ui->loss_step)};
}

static void follow_row(struct studies *studies, const struct desk *desk)
{
    const struct loss_row_order order = row_of(desk);

    loss_row_follow(&studies->row, &order);
}

static bool wants_row(const struct studies *studies, const struct desk *desk)
{
    const struct loss_row_order order = row_of(desk);

    return ui_shows(desk->ui, PANEL_TRIANGLE) &&
           loss_row_wants(&studies->row, &order);
}

static bool work_row(struct studies *studies, const struct desk *desk,
                     struct error *error)
{
    const struct loss_row_order order = row_of(desk);

    return loss_row_work(&studies->row, &order, error);
}

static void follow_cut(struct studies *studies, const struct desk *desk)
{
    const struct loss_row_order order = row_of(desk);

    bptt_cut_follow(&studies->cut, &order);
}

/* A lesson may offer a cut before there is one. */
static bool wants_cut(const struct studies *studies, const struct desk *desk)
{
    const struct loss_row_order order = row_of(desk);

    return (desk->ui->cut > 0 || desk->ui->learning) &&
           ui_shows(desk->ui, PANEL_TRIANGLE) &&
           bptt_cut_wants(&studies->cut, &order);
}

static bool work_cut(struct studies *studies, const struct desk *desk,
                     struct error *error)
{
    const struct loss_row_order order = row_of(desk);

    return bptt_cut_work(&studies->cut, &order, error);
}

static struct connection_order connection_of(const struct desk *desk)
{
    const struct studied now = of(desk);

    return connection_order(&now, desk->ui->output, desk->ui->output_step);
}

static void follow_connection(struct studies *studies, const struct desk *desk)
{
    const struct connection_order order = connection_of(desk);

    connection_follow(&studies->connection, &order);
}

static bool wants_connection(const struct studies *studies,
                             const struct desk *desk)
{
    const struct connection_order order = connection_of(desk);

    return desk->ui->connect && ui_shows(desk->ui, PANEL_STRIP) &&
           connection_wants(&studies->connection, &order);
}

static bool work_connection(struct studies *studies, const struct desk *desk,
                            struct error *error)
{
    const struct connection_order order = connection_of(desk);

    return connection_work(&studies->connection, &order, error);
}

/* The text says what the chosen unit reacts to. */
static bool shows_table(const struct ui *ui)
{
    return ui_shows(ui, PANEL_UNITS) || ui_shows(ui, PANEL_TEXT);
}

/* A small one is made at once, so that it never flickers while a dial turns.
 * Without memory it is left to its turn, which says so. */
static void follow_table(struct studies *studies, const struct desk *desk)
{
    struct unit_table *table = &studies->table;
    const struct studied now = of(desk);

    unit_table_follow(table, &now);
    if (!shows_table(desk->ui) || !unit_table_small(&now) ||
        table->failed)
        return;
    while (unit_table_work(table, NULL))
        continue;
    table->failed = false;
}

static bool wants_table(const struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    return shows_table(desk->ui) &&
           unit_table_wants(&studies->table, &now);
}

static bool work_table(struct studies *studies, const struct desk *desk,
                       struct error *error)
{
    const struct studied now = of(desk);

    unit_table_follow(&studies->table, &now);
    return unit_table_work(&studies->table, error);
}

/* Of a short run it is there at once. */
static void follow_surprise(struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    surprise_follow(&studies->surprise, &now);
    if (ui_shows(desk->ui, PANEL_NEXT) && desk->film->steps <= SHORT)
        while (surprise_wants(&studies->surprise, &now))
            surprise_work(&studies->surprise);
}

static bool wants_surprise(const struct studies *studies,
                           const struct desk *desk)
{
    const struct studied now = of(desk);

    return ui_shows(desk->ui, PANEL_NEXT) &&
           surprise_wants(&studies->surprise, &now);
}

static bool work_surprise(struct studies *studies, const struct desk *desk,
                          struct error *error)
{
    const struct studied now = of(desk);

    (void)error;
    surprise_follow(&studies->surprise, &now);
    return surprise_work(&studies->surprise);
}

static void follow_beam(struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    beam_follow(&studies->beam, &now);
}

static bool wants_beam(const struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    return ui_shows(desk->ui, PANEL_NEXT) && beam_wants(&studies->beam, &now);
}

static bool work_beam(struct studies *studies, const struct desk *desk,
                      struct error *error)
{
    follow_beam(studies, desk);
    return beam_work(&studies->beam, error);
}

/* The number that is opened last; what is known of another film or run of it
 * is forgotten. */
static void follow_check(struct studies *studies, const struct desk *desk)
{
    check_follow(&studies->check, desk->film, desk->run);
}

static bool wants_check(const struct studies *studies,
                        const struct desk *desk)
{
    int last = desk->ui->traces - 1;

    return last >= 0 && check_wants(&studies->check, desk->film,
                                    desk->ui->trace[last]);
}

static bool work_check(struct studies *studies, const struct desk *desk,
                       struct error *error)
{
    follow_check(studies, desk);
    return check_work(&studies->check, desk->film,
                      desk->ui->trace[desk->ui->traces - 1], error);
}

/* Studies in the order of their turns. */
static const struct study {
    void (*follow)(struct studies *studies, const struct desk *desk);
    bool (*wants)(const struct studies *studies, const struct desk *desk);
    bool (*work)(struct studies *studies, const struct desk *desk,
                 struct error *error);
} study[] = {
    {follow_check, wants_check, work_check},
    {follow_connection, wants_connection, work_connection},
    {follow_paths, wants_paths, work_paths},
    {follow_row, wants_row, work_row},
    {follow_cut, wants_cut, work_cut},
    {follow_triangle, wants_triangle, work_triangle},
    {follow_table, wants_table, work_table},
    {follow_surprise, wants_surprise, work_surprise},
    {follow_beam, wants_beam, work_beam},
};

enum { STUDIES = sizeof study / sizeof *study };

void studies_finish(struct studies *studies)
{
    paths_finish(&studies->paths);
    triangle_finish(&studies->triangle);
    loss_row_finish(&studies->row);
    bptt_cut_finish(&studies->cut);
    connection_finish(&studies->connection);
    unit_table_finish(&studies->table);
    check_finish(&studies->check);
    beam_finish(&studies->beam);
    studies->surprise = (struct surprise){0};
}

void studies_follow(struct studies *studies, const struct film *film,
                    const struct ui *ui, unsigned run)
{
    const struct desk desk = {film, ui, run};

    if (film == NULL)
        studies_finish(studies);
    for (int k = 0; film != NULL && k < STUDIES; k++)
        study[k].follow(studies, &desk);
}

/* The first study that has something left, or NULL. */
static const struct study *next(const struct studies *studies,
                                const struct desk *desk)
{
    for (int k = 0; k < STUDIES; k++)
        if (study[k].wants(studies, desk))
            return &study[k];
    return NULL;
}

bool studies_wants(const struct studies *studies, const struct film *film,
                   const struct ui *ui, unsigned run)
{
    const struct desk desk = {film, ui, run};

    return film != NULL && next(studies, &desk) != NULL;
}

bool studies_work(struct studies *studies, const struct film *film,
                  const struct ui *ui, unsigned run, struct error *error)
{
    const struct desk desk = {film, ui, run};
    const struct study *todo = film != NULL ? next(studies, &desk) : NULL;

    return todo != NULL && todo->work(studies, &desk, error);
}
