/* What is free is asked of the system each time and never remembered: the
 * answer changes, and a run that is too large must say so before it starts.
 * Three parties may limit a process on Linux: the machine (/proc/meminfo), its
 * control group with all parents (containers, services), and `ulimit -v`.
 */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"

#ifdef __linux__

#include <sys/resource.h>
#include <unistd.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

enum { LINE_MAX_BYTES = 512, PATH_MAX_BYTES = 1024 };

/* The number after `key` at the start of a line of a file, times `unit`.
 * SIZE_MAX without such a line or when it says something else ("max"). */
static size_t read_number(const char *path, const char *key, size_t unit)
{
    char line[LINE_MAX_BYTES];
    size_t key_length = strlen(key);
    size_t found = SIZE_MAX;
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return SIZE_MAX;
    while (found == SIZE_MAX && fgets(line, sizeof line, file) != NULL) {
        unsigned long long number = 0;
        if (strncmp(line, key, key_length) == 0 &&
            sscanf(line + key_length, "%llu", &number) == 1 &&
            !size_multiply((size_t)number, unit, &found))
            found = SIZE_MAX;
    }
    fclose(file);
    return found;
}

/* What one control group leaves: its limit less what is in use, where file
 * pages that can be dropped (named `cache` in memory.stat) do not count. */
static size_t group_room(const char *group, const char *limit_name,
                         const char *used_name, const char *cache)
{
    char path[PATH_MAX_BYTES + 64];

    snprintf(path, sizeof path, "%s/%s", group, limit_name);
    size_t limit = read_number(path, "", 1);
    snprintf(path, sizeof path, "%s/%s", group, used_name);
    size_t used = read_number(path, "", 1);
    if (limit == SIZE_MAX || used == SIZE_MAX)
        return SIZE_MAX;
    snprintf(path, sizeof path, "%s/memory.stat", group);
    size_t droppable = read_number(path, cache, 1);
    if (droppable != SIZE_MAX)
        used -= least(used, droppable);
    return limit - least(limit, used);
}

/* The tightest limit on the way from the process' own group to the root.
 * Inside a container the group's path often does not exist; then the root
 * that is visible there is the container's own. */
static size_t groups_room(const char *root, const char *own, bool version2)
{
    char path[PATH_MAX_BYTES];
    size_t room = SIZE_MAX;
    size_t root_length = strlen(root);

    snprintf(path, sizeof path, "%s%s", root, own);
    for (;;) {
        room = least(room, version2
                               ? group_room(path, "memory.max",
                                            "memory.current", "inactive_file ")
                               : group_room(path, "memory.limit_in_bytes",
                                            "memory.usage_in_bytes",
                                            "total_inactive_file "));
        char *slash = strrchr(path, '/');
        if (slash == NULL || (size_t)(slash - path) < root_length)
            return room;
        *slash = '\0';
    }
}

static size_t control_group_room(void)
{
    char line[LINE_MAX_BYTES];
    size_t room = SIZE_MAX;
    FILE *file = fopen("/proc/self/cgroup", "r");

    if (file == NULL)
        return SIZE_MAX;
    while (fgets(line, sizeof line, file) != NULL) {
        char *names = strchr(line, ':');
        char *own = names != NULL ? strchr(names + 1, ':') : NULL;
        if (own == NULL)
            continue;
        *own++ = '\0';
        own[strcspn(own, "\n")] = '\0';
        if (names[1] == '\0')
            room = least(room, groups_room("/sys/fs/cgroup", own, true));
        else if (strcmp(names + 1, "memory") == 0)
            room =
                least(room, groups_room("/sys/fs/cgroup/memory", own, false));
    }
    fclose(file);
    return room;
}

/* What `ulimit -v` leaves of the address space. */
static size_t process_room(void)
{
    struct rlimit limit;
    long page = sysconf(_SC_PAGESIZE);

    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
        page <= 0)
        return SIZE_MAX;
    size_t used = read_number("/proc/self/statm", "", (size_t)page);
    if (used == SIZE_MAX)
        used = 0;
    return (size_t)limit.rlim_cur - least((size_t)limit.rlim_cur, used);
}

size_t memory_available(void)
{
    size_t system = read_number("/proc/meminfo", "MemAvailable:", 1024);

    return least(system, least(control_group_room(), process_room()));
}

#else

size_t memory_available(void)
{
    return SIZE_MAX;
}

#endif

/* Below this it is not worth to ask, which takes a tenth of a millisecond: an
 * allocation that fails says so itself. */
enum { WORTH_ASKING = 1 << 20 };

bool memory_check(size_t bytes, const char *what, struct error *error)
{
    char needed[24], free_now[24];

    if (bytes < WORTH_ASKING)
        return true;
    size_t available = memory_available();
    if (bytes <= available)
        return true;
    return error_set(error,
                     "not enough memory for %s: it takes %s, and "
                     "%s are free",
                     what, size_text(bytes, needed),
                     size_text(available, free_now));
}
