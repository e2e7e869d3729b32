/* What is shown of the gradient taken apart: which one, by which convention,
 * of which loss and output.
 */
#ifndef GATEREEL_APP_CHOOSE_GRADIENT_H
#define GATEREEL_APP_CHOOSE_GRADIENT_H

struct app;
struct order;

/* ACTION_QUANTITY, ACTION_TOTAL, ACTION_LAG, ACTION_WEIGHTS, ACTION_LOSS_STEP,
 * ACTION_CONNECT, ACTION_OUTPUT. There is a film. */
void gradient_choose(struct app *app, const struct order *order);

#endif
