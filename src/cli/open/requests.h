/* What the app asks for and only the outside can do: files, the window. */
#ifndef GATEREEL_CLI_OPEN_REQUESTS_H
#define GATEREEL_CLI_OPEN_REQUESTS_H

struct session;

/* Carries out all that wait. Nothing in here ends the program: what fails is
 * said on the screen. */
void requests_carry_out(struct session *session);

/* Opens what a path names: a task ("task:remember"), a saved training, a
 * network, a series, a scene. */
void requests_open(struct session *session, const char *path);

/* Shows a lab, which is taken over, and the view of the scene that it is of. */
struct lab;
void requests_show_lab(struct session *session, struct lab *lab);

/* Ends a film that is being made, if there is one, and says where it is. */
void requests_end_film(struct session *session);

/* Remembers the settings; the first failure is said on the screen and on
 * standard error. */
void requests_save_settings(struct session *session);

#endif
