/* The signals of each cell, in the order they lie in a recorded row.
 *
 * The pre-activations that W feeds come first, without gaps, so that products
 * take them as one block; those that U feeds are neighbours too.
 */
#ifndef GATEREEL_NN_KERNEL_SIGNALS_H
#define GATEREEL_NN_KERNEL_SIGNALS_H

/* phi of dense and rnn. With identity dh_T/dx_t = U^k W exactly. */
enum activation { ACT_TANH, ACT_RELU, ACT_IDENTITY, ACT_KINDS };

enum { SIGNALS_MAX = 11 };

/* The kernels treat dense as an rnn without its product with U. */
enum { DENSE_A, DENSE_H };
enum { RNN_A, RNN_H };

enum {
    LSTM_AI, LSTM_AF, LSTM_AG, LSTM_AO, LSTM_I, LSTM_F, LSTM_G, LSTM_O,
    LSTM_C, LSTM_TC, LSTM_H,
};

enum { GRU_XN, GRU_AR, GRU_AZ, GRU_M, GRU_AN, GRU_R, GRU_Z, GRU_N, GRU_H };

enum {
    GRUB_AR, GRUB_AZ, GRUB_AN, GRUB_R, GRUB_Z, GRUB_RH, GRUB_N, GRUB_H,
};

#endif
