/* Where the parts of a GRU are. And its numbers that are products of two
 * signals: they are not on the tape, but made from it, one unit at a time.
 */
#include "scene/view/cell/gru.h"

#include <math.h>

static void place(struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    float inner = c->card.w, x = c->card.x;
    float left = fminf(fmaxf(inner * 0.088f, c->all ? 60 : 44), 90);
    float right = fminf(fmaxf(inner * 0.04f, 14), 44);
    float gap = fminf(fmaxf(inner * 0.04f, 8), 40);
    float middle = fminf(fmaxf(inner * 0.19f, 90), 190);
    float width = floorf((inner - left - right - gap - middle) / 3);

    gru->width = width;
    gru->x_z = x + left + width / 2;
    gru->x_r = gru->x_z + width + gap;
    gru->product = gru->x_r + width / 2 + middle / 2;
    gru->x_n = gru->x_r + width + middle;
    gru->tap = x + left * 0.42f;
    gru->input = x + left - 6;
    gru->level = c->blocks + floorf(c->height * 0.45f);
}

struct gru gru_setup(const struct closeup *closeup)
{
    bool before = closeup->cell == CELL_GRU_BEFORE;
    struct gru gru = {
        .closeup = closeup, .before = before,
        .writes = closeup->scene->ui->z_writes,
        .r = before ? (int)GRUB_R : (int)GRU_R,
        .z = before ? (int)GRUB_Z : (int)GRU_Z,
        .n = before ? (int)GRUB_N : (int)GRU_N,
        .h = before ? (int)GRUB_H : (int)GRU_H,
        .ar = before ? (int)GRUB_AR : (int)GRU_AR,
        .az = before ? (int)GRUB_AZ : (int)GRU_AZ,
        .an = before ? (int)GRUB_AN : (int)GRU_AN};

    place(&gru);
    return gru;
}

static int pick(const struct closeup *closeup, int after, int before)
{
    return closeup->cell == CELL_GRU_BEFORE ? before : after;
}

static double now(const struct closeup *closeup, int signal, int unit)
{
    return source_forward(closeup, signal, closeup->step, unit);
}

static double z_of(const struct closeup *closeup, int unit)
{
    return now(closeup, pick(closeup, GRU_Z, GRUB_Z), unit);
}

static double h_gradient(const struct closeup *closeup, int unit)
{
    return source_backward(closeup, pick(closeup, GRU_H, GRUB_H),
                           closeup->step, unit);
}

double gru_complement(const struct closeup *closeup, int unit)
{
    return closeup->back
        ? -source_backward(closeup, pick(closeup, GRU_Z, GRUB_Z),
                           closeup->step, unit)
        : 1 - z_of(closeup, unit);
}

double gru_keeping(const struct closeup *closeup, int unit)
{
    int h = pick(closeup, GRU_H, GRUB_H);

    return closeup->back
        ? h_gradient(closeup, unit) *
              source_forward(closeup, h, closeup->step - 1, unit)
        : z_of(closeup, unit);
}

double gru_writing(const struct closeup *closeup, int unit)
{
    return closeup->back ? h_gradient(closeup, unit) *
                               now(closeup, pick(closeup, GRU_N, GRUB_N), unit)
                         : 1 - z_of(closeup, unit);
}

double gru_keeping_turned(const struct closeup *closeup, int unit)
{
    return closeup->back ? -gru_keeping(closeup, unit)
                         : 1 - z_of(closeup, unit);
}

double gru_writing_turned(const struct closeup *closeup, int unit)
{
    return closeup->back ? -gru_writing(closeup, unit) : z_of(closeup, unit);
}

double gru_reset_product(const struct closeup *closeup, int unit)
{
    return now(closeup, GRU_R, unit) * now(closeup, GRU_M, unit);
}

double gru_leaving(const struct closeup *closeup, int unit)
{
    return h_gradient(closeup, unit) * z_of(closeup, unit);
}

double gru_roundabout(const struct closeup *closeup, int unit)
{
    return source_backward(closeup, pick(closeup, GRU_H, GRUB_H),
                           closeup->step - 1, unit) -
           gru_leaving(closeup, unit);
}

double gru_reset_back(const struct closeup *closeup, int unit)
{
    return source_backward(closeup, GRUB_RH, closeup->step, unit) *
           now(closeup, GRUB_R, unit);
}
