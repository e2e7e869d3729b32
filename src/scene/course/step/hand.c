/* PyTorch's order of the gates is that of the file, so a block is copied as it
 * stands.
 */
#include "scene/course/step/hand.h"

#include <string.h>

#include "scene/course/step/matrix.h"

struct hand {
    struct matrix W, U, b;
};

static bool parse(const struct step_network *network, struct hand *hand,
                  const char **key, struct error *error)
{
    return (*key = "W", matrix_parse(&hand->W, network->W, error)) &&
           (*key = "U", matrix_parse(&hand->U, network->U, error)) &&
           (*key = "b", matrix_parse(&hand->b, network->b, error));
}

static bool check_size(const char *name, const struct matrix *matrix, int rows,
                       int columns, struct error *error)
{
    return matrix->rows == 0 ||
           (matrix->rows == rows && matrix->columns == columns) ||
           error_set(error, "'%s' has %d x %d numbers and must have %d x %d "
                     "(rows x columns)", name, matrix->rows, matrix->columns,
                     rows, columns);
}

static bool check_shapes(const struct step_network *network,
                         const struct hand *hand, const char **key,
                         struct error *error)
{
    const struct cell_info *cell = &cell_table[network->lane.cell];
    int rows = hand->W.rows, units = rows / cell->gates;

    *key = "W";
    if (rows % cell->gates != 0)
        return error_set(error, "'W' has %d rows; a cell of kind %s needs %d "
                         "for every unit", rows, cell->name, cell->gates);
    *key = "U";
    if (cell->u_first < 0 && hand->U.rows > 0)
        return error_set(error, "a dense layer remembers nothing: it has no "
                         "'U'");
    return check_size("U", &hand->U, rows, units, error) &&
           (*key = "b", check_size("b", &hand->b, rows, 1, error));
}

static void copy(real *to, const struct matrix *from)
{
    size_t count = (size_t)from->rows * (size_t)from->columns;

    if (count > 0)
        memcpy(to, from->value, count * sizeof *to);
}

static bool make(struct params *params, const struct step_network *network,
                 const struct hand *hand, struct error *error)
{
    int gates = cell_table[network->lane.cell].gates;
    const struct spec spec = {
        .inputs = hand->W.columns, .layers = 1,
        .layer = {{network->lane.cell, network->lane.activation,
                   hand->W.rows / gates}}};

    if (!params_init(params, &spec, error))
        return false;
    copy(params->layer[0].w, &hand->W);
    copy(params->layer[0].u, &hand->U);
    copy(params->layer[0].b_ih, &hand->b);
    return true;
}

bool hand_params(struct params *params, const struct step_network *network,
                 const char **key, struct error *error)
{
    struct hand hand;

    *params = (struct params){0};
    return parse(network, &hand, key, error) &&
           check_shapes(network, &hand, key, error) &&
           make(params, network, &hand, error);
}
