/* The commands of the program.
 *
 * Each command is one function in a file of its name. argv[0] is the
 * command's name, so getopt_long works on it as on a program's arguments. It
 * returns the exit code: 0 fine, 1 bad input or failure, 2 wrong usage.
 */
#ifndef GATEREEL_CLI_CLI_H
#define GATEREEL_CLI_CLI_H

enum { EXIT_FINE = 0, EXIT_BAD = 1, EXIT_USAGE = 2 };

/* Chooses the command of argv[1] and runs it; argv[0] is the program. */
int cli_main(int argc, char **argv);

int command_bench(int argc, char **argv);
int command_check(int argc, char **argv);
int command_gradients(int argc, char **argv);
int command_handout(int argc, char **argv);
int command_lab(int argc, char **argv);
int command_lesson(int argc, char **argv);
int command_new_lesson(int argc, char **argv);
int command_open(int argc, char **argv);
int command_record(int argc, char **argv);
int command_render(int argc, char **argv);
int command_report(int argc, char **argv);
int command_scores(int argc, char **argv);
int command_sweep(int argc, char **argv);
int command_tasks(int argc, char **argv);
int command_train(int argc, char **argv);
int command_weights(int argc, char **argv);

/* Without a command: the window with its start screen. */
int command_start(void);

/* "gatereel 0.1.0" on standard output; every command's --version. Returns
 * EXIT_FINE. */
int cli_version(void);

#endif
