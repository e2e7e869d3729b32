/* The sequences of a report: the files of a folder, by name. */
#ifndef GATEREEL_CLI_REPORT_FILES_H
#define GATEREEL_CLI_REPORT_FILES_H

#include "base/error.h"

/* {0} is a valid empty value. */
struct report_files {
    char **path;             /* [count] owned, in the order of their names */
    size_t count, capacity;
};

/* Every file of the folder `path` whose name ends in `end` (".csv", in any
 * case) and does not begin with a dot; or `path` itself where it is no folder.
 * The message says when there is none. */
bool report_files_list(struct report_files *files, const char *path,
                       const char *end, struct error *error);
void report_files_finish(struct report_files *files);

#endif
