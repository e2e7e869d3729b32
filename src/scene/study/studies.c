/* A row for every study: when it is on the screen, what it is of, its work.
 */
#include "scene/study/studies.h"

#include <math.h>

#include "scene/subject.h"

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

/* May the panel be on the screen? */
static bool shows(const struct ui *ui, enum panel panel)
{
    if (ui->alone != PANEL_NONE)
        return ui->alone == panel;
    switch (ui->screen) {
    case SCREEN_STAGE:
        return panel == PANEL_STRIP || panel == ui->left ||
               panel == ui->right;
    case SCREEN_CELL: return panel == PANEL_CELL || panel == PANEL_SUMS;
    default: return false;
    }
}

static void follow_paths(struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    paths_follow(&studies->paths, &now, desk->ui->detach);
}

static bool wants_paths(const struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    return shows(desk->ui, PANEL_PATHS) &&
           paths_wants(&studies->paths, &now, desk->ui->detach);
}

static bool work_paths(struct studies *studies, const struct desk *desk,
                       struct error *error)
{
    const struct studied now = of(desk);

    return paths_work(&studies->paths, &now, desk->ui->detach, error);
}

static void follow_table(struct studies *studies, const struct desk *desk)
{
    const struct studied now = of(desk);

    unit_table_follow(&studies->table, &now);
}

static bool wants_table(const struct studies *studies, const struct desk *desk)
{
    return shows(desk->ui, PANEL_UNITS) && unit_table_left(&studies->table);
}

static bool work_table(struct studies *studies, const struct desk *desk,
                       struct error *error)
{
    (void)desk;
    return unit_table_work(&studies->table, error);
}

/* Studies in the order of their turns. */
static const struct study {
    void (*follow)(struct studies *studies, const struct desk *desk);
    bool (*wants)(const struct studies *studies, const struct desk *desk);
    bool (*work)(struct studies *studies, const struct desk *desk,
                 struct error *error);
} study[] = {
    {follow_paths, wants_paths, work_paths},
    {follow_table, wants_table, work_table},
};

enum { STUDIES = sizeof study / sizeof *study };

void studies_finish(struct studies *studies)
{
    paths_finish(&studies->paths);
    unit_table_finish(&studies->table);
}

void studies_follow(struct studies *studies, const struct film *film,
                    const struct ui *ui, unsigned run)
{
    const struct desk desk = {film, ui, run};

    for (int k = 0; k < STUDIES; k++)
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

double studies_value(const struct studies *studies, struct draw_id id)
{
    if (studies == NULL)
        return NAN;
    switch (id.kind) {
    case SUBJECT_PATH:
        return id.layer == studies->paths.of.layer
            ? paths_value(&studies->paths, id.signal, id.step) : NAN;
    case SUBJECT_UNIT_STAT:
    case SUBJECT_UNIT_GRADIENT:
        return unit_table_subject(&studies->table, id);
    default: return NAN;
    }
}
