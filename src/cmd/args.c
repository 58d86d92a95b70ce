/* What every command does with its arguments. */
#include "cmd/cmd.h"

#include <string.h>

bool usage_error(const char *command, const char *what, const char *arg)
{
    fprintf(stderr, "dossier: error: %s%s%s [usage]\n  = help: see dossier %s%s--help\n", what, arg ? " " : "",
            arg ? arg : "", command ? command : "", command ? " " : "");
    return false;
}

bool option_value(int argc, char **argv, int *i, const char *name, const char **value)
{
    size_t n = strlen(name);
    if (strncmp(argv[*i], name, n) != 0)
        return false;
    if (argv[*i][n] == '=' && n > 2) {
        *value = argv[*i] + n + 1;
        return true;
    }
    if (argv[*i][n])
        return false;
    *value = *i + 1 < argc ? argv[++*i] : "";
    return true;
}
