/* Where the styles, the schema, the templates and the font configuration lie. */
#include "cmd/cmd.h"

#include <string.h>
#include <unistd.h>

static const char *if_there(const char *path)
{
    return access(path, R_OK) == 0 ? path : NULL;
}

/* The folder two above the running program, or NULL: PREFIX of PREFIX/bin/dossier. */
static const char *prefix_of_program(struct arena *a)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0)
        return NULL;
    self[n] = 0;
    return path_dir(a, path_dir(a, self));
}

void data_paths_find(struct data_paths *p, struct arena *a)
{
    const char *prefix = prefix_of_program(a);
    const char *share = prefix ? if_there(arena_printf(a, "%s/share/dossier", prefix)) : NULL;
    if (!share && access(DOSSIER_SOURCE_DIR "/styles", R_OK) != 0)
        share = DOSSIER_DATA_DIR;
    if (share) {
        p->styles = arena_printf(a, "%s/styles", share);
        p->schema = arena_printf(a, "%s/dossier.rng", share);
        p->templates = arena_printf(a, "%s/templates", share);
        p->fonts_conf = if_there(arena_printf(a, "%s/fonts/fonts.conf", share));
    } else {
        p->styles = DOSSIER_SOURCE_DIR "/styles";
        p->schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng";
        p->templates = DOSSIER_SOURCE_DIR "/content/examples";
        p->fonts_conf = if_there(DOSSIER_SOURCE_DIR "/fonts/fonts.conf");
    }
}
