/* seal: the hashes of captured files are written into the dossier. */
#include "cmd/cmd.h"

#include "doc/doc.h"

#include <unistd.h>

int seal_run(const struct options *o)
{
    struct arena *arena = arena_new();
    struct data_paths paths;
    data_paths_find(&paths, arena);
    bool text = o->format == DIAG_TEXT;
    struct diag *diag = diag_new(text ? stderr : stdout, o->format, isatty(STDERR_FILENO), DIAG_ERROR);
    struct doc_options how = {.root = o->root, .schema = paths.schema, .styles = paths.styles};
    struct seal_options seal = {.again = o->again, .said = o->quiet || !text ? NULL : stdout};
    doc_seal(o->file, &how, &seal, diag);
    diag_finish(diag);
    int status = diag_count(diag, DIAG_FATAL) ? 2 : diag_failed(diag) ? 1 : 0;
    diag_drop(diag);
    arena_drop(arena);
    return status;
}
