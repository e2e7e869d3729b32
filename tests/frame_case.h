/* Whole frames of every film there may be, in every state the window may have.
 *
 *     struct frame_case f;
 *     frame_case_init(&f, &frame_films[3]);
 *     frame_case_choose(&f, &random);            (everything of f.c.ui)
 *     frame_case_build(&f, measure_synthetic());
 *     frame_case_check(&f);
 *     frame_case_finish(&f);
 *
 * What has been chosen is told by frame_case_describe.
 */
#ifndef GATEREEL_TESTS_FRAME_CASE_H
#define GATEREEL_TESTS_FRAME_CASE_H

#include "scene_case.h"

#include "scene/keys.h"
#include "scene/look/notation.h"
#include "scene/study/trace/trace.h"

/* FRAME_WORK: units of work on what a frame shows, at most. */
enum { FRAME_STROKE = 40, FRAME_FILES = 60, FRAME_WORK = 200 };

struct frame_film {
    struct scene_recipe recipe;
    const char *above; /* cell of the layers above the first; NULL: the same */
    bool verbose;      /* names as long as they may be, in Hangul too */
    bool exploding;    /* weights so large that values leave what a float is */
    bool pinned;       /* a gate is held */
    bool touched;      /* the untouched run is there; held: wires are cut */
    real factor;       /* of the weights of an exploding one, 20 */
};

static const struct frame_film frame_films[] = {
    {.recipe = {.trained = true, .labels = true}},
    {.recipe = {.layers = 2, .inputs = 3, .one_loss = true}},
    {.recipe = {.vocabulary = 6, .labels = true, .trained = true},
     .verbose = true},
    {.recipe = {.no_head = true, .units = 1, .steps = 1}},
    {.recipe = {.steps = 10000, .trained = true}},
    {.recipe = {.units = 1024, .steps = 2, .labels = true}},
    {.recipe = {.units = 40, .labels = true}, .verbose = true,
     .pinned = true},
    {.recipe = {.cell = "gru", .trained = true, .labels = true}},
    {.recipe = {.cell = "gru", .layers = 2, .units = 40, .steps = 2},
     .verbose = true},
    {.recipe = {.cell = "gru-before", .vocabulary = 3, .no_head = true}},
    {.recipe = {.cell = "gru-before", .steps = 300}, .pinned = true},
    {.recipe = {.cell = "rnn", .labels = true}},
    {.recipe = {.cell = "rnn-relu", .units = 40, .steps = 60},
     .exploding = true},
    {.recipe = {.cell = "rnn-linear", .layers = 2, .units = 1, .steps = 2}},
    {.recipe = {.cell = "dense", .labels = true}},
    {.recipe = {.cell = "lstm", .layers = 2}, .above = "gru",
     .pinned = true},
    {.recipe = {.cell = "gru", .layers = 2, .vocabulary = 40}, .above = "rnn"},
    {.recipe = {.cell = "lstm", .layers = 2}, .above = "dense-relu"},
    {.recipe = {.cell = "lstm", .units = 12, .trained = true, .inputs = 2},
     .pinned = true, .touched = true},
    {.recipe = {.cell = "gru", .vocabulary = 7, .labels = true},
     .pinned = true, .touched = true},
    {.recipe = {.cell = "rnn-linear", .steps = 40, .layers = 2},
     .exploding = true, .pinned = true, .touched = true},
    {.recipe = {.cell = "lstm", .units = 5, .labels = true},
     .exploding = true, .factor = 1e30f, .touched = true},
    {.recipe = {.cell = "gru-before", .units = 3, .no_head = true},
     .exploding = true, .factor = 1e25f},
    {.recipe = {.cell = "dense-relu", .inputs = 2}, .exploding = true,
     .factor = 1e22f, .touched = true},
};
enum { FRAME_PRESETS = 15 };
enum { FRAME_FILMS = sizeof frame_films / sizeof frame_films[0] };

struct frame_case {
    struct scene_case c;
    int width, height;
    bool empty;          /* the window has no film yet */
    struct point stroke[FRAME_STROKE];
    struct ui_file files[FRAME_FILES];
    struct ui_preset presets[FRAME_PRESETS];
    struct pin pin[3];   /* what is held, if anything is */
    struct pins pins;
};

static inline void frame_case_verbose(struct film *film)
{
    film->title = (struct caption){
        "Concentration of carbon dioxide over Mauna Loa, change per month, "
        "seasonally adjusted",
        "마우나로아에서 잰 이산화탄소 농도의 한 달 변화량, 계절 조정"};
    film->unit = (struct caption){"micromol per mol", "마이크로몰"};
    film->model = (struct caption){
        "a_network_with_quite_a_long_name_that_somebody_gave_it.safetensors",
        "아주_길게_지은_이름의_신경망.safetensors"};
    for (int t = 0; film->label != NULL && t < film->steps; t++)
        snprintf(film->label[t], FILM_LABEL_MAX, "%s",
                 t % 3 == 0 ? "1958-03-17T12:45:00" :
                 t % 3 == 1 ? "안녕하세요" : "incomprehensibly");
}

/* Pins and weights; the untouched run stays where it is asked for. */
static inline void frame_case_interfere(struct frame_case *f,
                                        const struct frame_film *film)
{
    struct scene_case *c = &f->c;
    struct params *params = &c->film.network.params;
    const struct cell_info *cell = &cell_table[film_cell(&c->film, 0)];
    int last = c->film.steps, middle = (last + 1) / 2, count = 1;
    real factor = !film->exploding ? 1 : film->factor > 0 ? film->factor : 20;

    f->pin[0] = (struct pin){.first_step = 1, .last_step = last, .value = 1};
    if (film->touched && cell->u_first >= 0)
        f->pin[count++] = (struct pin){
            .signal = PIN_READ_H, .last_unit = film_units(&c->film, 0) - 1,
            .first_step = middle, .last_step = middle + 2};
    if (film->touched && cell->c >= 0)
        f->pin[count++] = (struct pin){
            .signal = PIN_READ_C, .first_step = middle, .last_step = middle};
    f->pins = (struct pins){count, f->pin};
    const struct pins *pins = film->pinned ? &f->pins : NULL;
    if (film->touched) {
        scene_case_interfere(c, pins, factor);
    } else if (film->pinned || film->exploding) {
        for (size_t k = 0; k < params->count; k++)
            params->data[k] *= factor;
        network_pack(&c->film.network);
        film_run(&c->film, pins);
    }
}

static inline void frame_case_init(struct frame_case *f,
                                   const struct frame_film *film)
{
    struct scene_case *c = &f->c;
    const struct scene_recipe *recipe = &film->recipe;
    struct spec spec = scene_case_spec(recipe);

    memset(f, 0, sizeof *f);
    for (int l = 1; film->above != NULL && l < spec.layers; l++) {
        int units = spec.layer[l].units;
        assert_true(cell_parse(film->above, &spec.layer[l], NULL));
        spec.layer[l].units = units;
    }
    scene_case_film(&c->film, recipe, recipe->steps > 0 ? recipe->steps : 24,
                    &spec);
    if (film->verbose)
        frame_case_verbose(&c->film);
    frame_case_interfere(f, film);
    decays_begin(&c->decays, &c->film, 0);
    c->levels.signal = -1;
    c->ui = ui_defaults();
    assert_true(draw_init(&c->list, NULL));
}

static inline void frame_case_finish(struct frame_case *f)
{
    scene_case_finish(&f->c);
}

static inline int frame_case_below(struct random *random, int count)
{
    return (int)random_below(random, (uint32_t)count);
}

/* True in one of `count` cases. */
static inline bool frame_case_rarely(struct random *random, int count)
{
    return random_below(random, (uint32_t)count) == 0;
}

static inline void frame_case_size(struct frame_case *f, struct random *random)
{
    static const int usual[][2] = {
        {1024, 640}, {1280, 720}, {1280, 800}, {1366, 768}, {1600, 1200},
        {1920, 1080}, {2560, 1080}, {2560, 1440}, {3840, 2160}, {1024, 768},
        {1080, 1920}};
    static const int absurd[][2] = {
        {16, 16}, {300, 200}, {16384, 300}, {200, 4000}, {1, 1}, {640, 400}};
    const int *size = usual[frame_case_below(random, 11)];

    if (frame_case_rarely(random, 12))
        size = absurd[frame_case_below(random, 6)];
    f->width = size[0];
    f->height = size[1];
    if (frame_case_rarely(random, 3)) {
        f->width = 1024 + frame_case_below(random, 3840 - 1024 + 1);
        f->height = 640 + frame_case_below(random, 2160 - 640 + 1);
    }
}

/* What the user has chosen to see. */
static inline void frame_case_view(struct ui *ui, struct random *random)
{
    static const enum panel side[] = {PANEL_HEAT, PANEL_SCOPES, PANEL_SERIES,
                                      PANEL_DECAY, PANEL_LAYERS,
                                      PANEL_UNITS, PANEL_PATHS,
                                      PANEL_TRIANGLE};
    enum { SIDES = sizeof side / sizeof *side };
    int left = frame_case_below(random, SIDES);

    ui->screen = frame_case_rarely(random, 8) ? SCREEN_START :
                 frame_case_rarely(random, 3) ? SCREEN_CELL : SCREEN_STAGE;
    ui->overlay = frame_case_rarely(random, 5)
        ? (enum overlay)frame_case_below(random, OVERLAYS) : OVERLAY_NONE;
    ui->help_page = frame_case_below(random, KEYS_PAGES + 1);
    ui->left = side[left];
    ui->right = side[(left + 1 + frame_case_below(random, SIDES - 1)) %
                     SIDES];
    if (frame_case_rarely(random, 3))
        ui->alone = (enum panel)frame_case_below(random, PANELS);
    ui->story = !frame_case_rarely(random, 4);
    ui->mean = frame_case_rarely(random, 4);
    ui->cards = (float)random_range(random, 3, 24);
    if (frame_case_rarely(random, 4))
        ui->cards = (float)random_range(random, 3, 200);
    ui->heat = frame_case_rarely(random, 2);
    ui->overlaid = frame_case_rarely(random, 2);
    ui->all_lanes = frame_case_rarely(random, 2);
    ui->z_writes = frame_case_rarely(random, 2);
    ui->theme = (enum theme_name)frame_case_below(random, THEMES);
    ui->language = (enum language)frame_case_below(random, LANGUAGES);
    ui->class_mode = frame_case_rarely(random, 6);
    ui->reduced_motion = frame_case_rarely(random, 4);
    ui->playing = frame_case_rarely(random, 2);
    ui->speed = frame_case_below(random, SPEEDS);
    ui->recording = frame_case_rarely(random, 6);
    ui->column = (enum unit_column)frame_case_below(random, UNIT_COLUMNS);
    ui->descending = frame_case_rarely(random, 2);
}

/* Where in the film, and whose numbers. */
static inline void frame_case_moment(struct frame_case *f,
                                     struct random *random)
{
    struct ui *ui = &f->c.ui;
    const struct film *film = &f->c.film;
    int signals[4];

    ui->layer = frame_case_below(random, film->values.spec.layers);
    ui->unit = frame_case_below(random, film_units(film, ui->layer));
    enum cell cell = film_cell(film, ui->layer);
    ui->heat_signal = frame_case_below(random, cell_table[cell].shown_count);
    ui->table_signal = frame_case_below(random,
                                        cell_table[cell].shown_count);
    ui->gate = frame_case_below(random, notation_gates(cell, signals) + 1) - 1;
    struct timeline timeline = film_timeline(film, ui->layer);
    double length = (double)timeline_length(&timeline);
    ui->at = (int64_t)(length * random_unit(random));
    if (frame_case_rarely(random, 8))
        ui->at = frame_case_rarely(random, 2) ? 0 : (int64_t)length;
    if (ui->reduced_motion || frame_case_rarely(random, 3))
        ui->at -= ui->at % TICKS;
}

/* What of the gradient taken apart. */
static inline void frame_case_gradient(struct frame_case *f,
                                       struct random *random)
{
    static const enum decay_measure path[] = {DECAY_CELL, DECAY_HIDDEN,
                                              DECAY_JACOBIAN, DECAY_INPUT};
    struct ui *ui = &f->c.ui;
    int steps = f->c.film.steps;

    ui->path = path[frame_case_below(random, 4)];
    ui->total = frame_case_rarely(random, 2);
    ui->detach = frame_case_rarely(random, 3);
    ui->strands = frame_case_rarely(random, 2);
    ui->connect = frame_case_rarely(random, 2);
    ui->weights = (enum lag_measure)(LAG_WEIGHTS_W +
                                     frame_case_below(random, 3));
    ui->lag = frame_case_below(random, steps + 1);
    ui->loss_step = frame_case_below(random, steps + 1);
    ui->output_step = frame_case_below(random, steps + 1);
    ui->output = frame_case_below(random, connection_outputs(&f->c.film));
}

/* What lies over the picture. */
static inline void frame_case_notes(struct frame_case *f,
                                    struct random *random)
{
    static const char *const message[] = {
        "", "", "", "", "saved gatereel-0001.png",
        "weights.safetensors: the tensor 'rnn.weight_hh_l0' has 12 columns, "
        "a network of 8 units needs 8; give --hidden 12 or another file",
        "마우나로아.csv: 열이 하나도 없습니다. 쉼표로 나눈 열이 있어야 합니다"};
    struct ui *ui = &f->c.ui;

    snprintf(ui->message, sizeof ui->message, "%s",
             message[frame_case_below(random, 7)]);
    ui->message_is_error = frame_case_rarely(random, 2);
    ui->busy = frame_case_rarely(random, 6) ? (float)random_unit(random) : -1;
    ui->light = frame_case_rarely(random, 8);
    ui->strokes = frame_case_rarely(random, 6) ? FRAME_STROKE : 0;
    ui->stroke = f->stroke;
    ui->magnified = frame_case_rarely(random, 10);
    ui->magnify_at = point_at((float)random_unit(random) * (float)f->width,
                              (float)random_unit(random) * (float)f->height);
    for (int k = 0; k < FRAME_STROKE; k++)
        f->stroke[k] = k % 9 == 8 ? point_at(-1, -1)
                                  : point_at(5.0f + (float)k, 9);
    snprintf(ui->folder, sizeof ui->folder, "%s",
             frame_case_rarely(random, 2) ? "/home/student/recurrent networks/"
             "lessons/spring/data that we measured ourselves" : "/");
    snprintf(ui->filter, sizeof ui->filter, "%s",
             frame_case_rarely(random, 3) ? "co2" : "");
    snprintf(ui->composing, sizeof ui->composing, "%s",
             frame_case_rarely(random, 3) ? "하" : "");
    ui->files = frame_case_rarely(random, 4)
        ? 0 : 1 + frame_case_below(random, FRAME_FILES);
    ui->file = ui->files > 0 ? frame_case_below(random, ui->files) : 0;
    ui->file_list = f->files;
    for (int k = 0; k < FRAME_FILES; k++) {
        f->files[k].folder = k % 5 == 4;
        f->files[k].recent = k < 3;
        snprintf(f->files[k].name, sizeof f->files[k].name, "%s%d%s",
                 k % 3 == 0 ? "마우나로아 " :
                 k % 3 == 1 ? "a name of a file that goes on and on, and does "
                              "not end where names of files usually end, "
                            : "co2-", k, k % 5 == 4 ? "" : ".safetensors");
    }
}

/* The list of presets, and what one has to look at. Takes no random numbers. */
static inline void frame_case_presets(struct frame_case *f)
{
    static const char *const titles[LANGUAGES][3] = {
        {"Why?", "An LSTM cannot explode?",
         "The product of the forget gates is the gradient?"},
        {"왜?", "게이트는 0 아니면 1이다?", "펼치면 서로 다른 셀이 T개 생긴다?"}};
    static const char *const looks[LANGUAGES][3] = {
        {"Look at unit 3.", "At bias 0 the gradient has vanished after 50 "
         "steps, at +1 it fades, at +3 it holds.",
         "Unit 12: from t = 12 to 36 its f is held at 1 and its i at 0, and "
         "the cell state c_{t} does not change at all. At t = 37 f is 0, and "
         "it is gone: 1 keeps, 0 erases, whatever the name of the gate says."},
        {"유닛 3을 보세요.", "편향이 0이면 50시점 뒤에 기울기가 소실됩니다.",
         "망각 편향만 다른 LSTM 세 개입니다. 편향이 0이면 50시점 뒤에 기울기가 "
         "소실되고, +1이면 감쇠하고, +3이면 유지됩니다. 세 레인을 견주어 보세요."}};
    struct ui *ui = &f->c.ui;
    int k = (int)(ui->at % 7), languages = LANGUAGES;

    for (int p = 0; p < FRAME_PRESETS; p++)
        for (int l = 0; l < languages; l++) {
            struct ui_preset *preset = &f->presets[p];
            snprintf(preset->name, sizeof preset->name, "preset-%d", p);
            snprintf(preset->title[l], UI_LABEL_MAX, "%s",
                     titles[l][p % 3]);
            snprintf(preset->look[l], UI_SENTENCE_MAX, "%s",
                     looks[l][p % 3]);
        }
    ui->preset_list = f->presets;
    ui->presets = ui->file == 0 ? 0 : FRAME_PRESETS;
    ui->choice = ui->presets > 0 ? ui->file % FRAME_PRESETS : 0;
    snprintf(ui->preset, sizeof ui->preset, "preset-2");
    for (int l = 0; l < languages && k < 4; l++) {
        snprintf(ui->look_title[l], UI_LABEL_MAX, "%s",
                 k < 3 ? titles[l][k] : "");
        snprintf(ui->look_at[l], UI_SENTENCE_MAX, "%s", looks[l][k % 3]);
    }
}

/* What the user is about to do to the network. */
static inline void frame_case_tools(struct frame_case *f, struct random *random)
{
    const struct film *film = &f->c.film;
    struct ui *ui = &f->c.ui;
    int units = film_units(film, ui->layer);

    if (f->c.has_ghost)
        ui->heat = (enum heat_kind)frame_case_below(random, HEAT_KINDS);
    if (!frame_case_rarely(random, 3))
        return;
    ui->tool = (enum tool)frame_case_below(random, TOOLS);
    ui->brush = (struct brush){
        .on = frame_case_rarely(random, 2),
        .first_unit = frame_case_below(random, units),
        .last_unit = frame_case_below(random, units),
        .first_step = 1 + frame_case_below(random, film->steps),
        .last_step = 1 + frame_case_below(random, film->steps)};
}

/* The size of the window and all of the ui but what the pointer is over. */
static inline void frame_case_choose(struct frame_case *f,
                                     struct random *random)
{
    struct ui *ui = &f->c.ui;
    static const float scale[] = {1, 1, 1, 0.8f, 1.25f, 1.5f, 2};

    *ui = ui_defaults();
    frame_case_size(f, random);
    ui->text_scale = scale[frame_case_below(random, 7)];
    if (frame_case_rarely(random, 6))
        ui->text_scale = (float)random_range(random, 0.8, 2);
    frame_case_view(ui, random);
    frame_case_moment(f, random);
    frame_case_gradient(f, random);
    frame_case_notes(f, random);
    frame_case_tools(f, random);
    frame_case_presets(f);
    if (frame_case_rarely(random, 4))
        scene_case_decays(&f->c, 1);
    else if (f->c.decays.layer != ui->layer)
        decays_begin(&f->c.decays, &f->c.film, ui->layer);
    scene_case_study(&f->c, frame_case_rarely(random, 4) ? 1 : FRAME_WORK);
}

static inline void frame_case_build(struct frame_case *f,
                                    struct measure measure)
{
    struct scene_case *c = &f->c;

    scene_case_levels(c);
    studies_follow(&c->studies, &c->film, &c->ui, 1);
    const struct scene_source source = {
        .ui = &c->ui, .film = f->empty ? NULL : &c->film,
        .ghost = c->has_ghost && !f->empty ? &c->ghost : NULL,
        .decays = &c->decays, .levels = &c->levels,
        .studies = &c->studies};
    scene_build(&source, f->width, f->height, measure, &c->list);
    c->box = draw_frame_box(&c->list);
}

/* Puts the pointer over a spot of the frame that was built last, and perhaps
 * pins a read-out at another. */
static inline void frame_case_point(struct frame_case *f,
                                    struct random *random)
{
    const struct draw_list *list = &f->c.list;
    struct ui *ui = &f->c.ui;

    for (int n = 0; n < 2 && list->spot_count > 0; n++) {
        const struct draw_spot *spot =
            &list->spots[frame_case_below(random, list->spot_count)];
        struct point at = point_at(
            (spot->box.x + (float)random_unit(random) * spot->box.w) *
                list->scale + list->origin.x,
            (spot->box.y + (float)random_unit(random) * spot->box.h) *
                list->scale + list->origin.y);
        spot = draw_spot_at(list, at.x, at.y);
        if (n == 0) {
            ui->pointer = at;
            ui->hover = spot != NULL ? spot->id : (struct draw_id){0};
        } else if (spot != NULL && frame_case_rarely(random, 3)) {
            ui->pinned = spot->id;
            ui->pinned_at = at;
        }
    }
}

/* Opens a number of the frame that was built last, and perhaps some that it is
 * made of. */
static inline void frame_case_open(struct frame_case *f, struct random *random)
{
    const struct draw_list *list = &f->c.list;
    struct ui *ui = &f->c.ui;

    if (list->number_count == 0 || f->empty || !frame_case_rarely(random, 3))
        return;
    struct draw_id id =
        list->numbers[frame_case_below(random, list->number_count)].id;
    while (ui->traces < UI_TRACE_MAX && trace_opens(&f->c.film, id)) {
        ui->trace[ui->traces++] = id;
        struct trace_number number = trace_of(&f->c.film, id);
        int rows = trace_rows(&number);
        ui->trace_top = rows > 0 ? frame_case_below(random, rows) : 0;
        if (rows == 0 || frame_case_rarely(random, 4))
            return;
        id = trace_row(&f->c.film, &number, ui->trace_top);
    }
}

/* All of scene_check.h; where the picture is magnified, what leaves the window
 * may. */
static inline void frame_case_check(const struct frame_case *f)
{
    const struct scene_case *c = &f->c;

    assert_false(c->list.full);
    if (!c->ui.magnified)
        scene_check_place(&c->list, c->box);
    scene_check_overlap(&c->list);
    scene_check_numbers(c);
}

/* One line. */
static inline void frame_case_describe(const struct frame_case *f, char *out,
                                       size_t size)
{
    const struct ui *ui = &f->c.ui;

    snprintf(out, size, "%dx%d scale %.2f %s %s%s%s screen %d overlay %d%s "
             "left %s right %s alone %s%s layer %d unit %d%s at %.3f cards "
             "%.1f signal %d%s gate %d%s%s%s hover %d.%d.%d.%d.%d pinned "
             "%d%s%s", f->width, f->height, (double)ui->text_scale,
             theme_names[ui->theme], language_names[ui->language],
             ui->class_mode ? " class" : "", ui->magnified ? " magnified" : "",
             (int)ui->screen, (int)ui->overlay, ui->help_page > 0 ? " all" : "",
             panel_names[ui->left], panel_names[ui->right],
             panel_names[ui->alone], ui->story ? " story" : "", ui->layer,
             ui->unit, ui->mean ? " mean" : "", (double)ui->at / TICKS,
             (double)ui->cards, ui->heat_signal,
             ui->heat == HEAT_GRADIENT ? " gradient" :
             ui->heat == HEAT_DIFFERENCE ? " difference" : "", ui->gate,
             ui->overlaid ? " overlaid" : "", ui->all_lanes ? " lanes" : "",
             ui->z_writes ? " writes" : "", ui->hover.kind, ui->hover.layer,
             ui->hover.signal, (int)ui->hover.step, (int)ui->hover.unit,
             ui->pinned.kind, ui->message[0] ? " message" : "",
             ui->busy >= 0 ? " busy" : "");
}

#endif
