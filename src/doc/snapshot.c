/* The captured files of the sources: where they are, and their hashes. */
#include "doc/media.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

bool snapshot_hash(const char *path, char hex[65])
{
    enum { PIECE = 1 << 16 };
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    struct sha256_state s;
    uint8_t sum[32];
    char *piece = xmalloc(PIECE);
    size_t n;
    sha256_begin(&s);
    while ((n = fread(piece, 1, PIECE, f)) > 0)
        sha256_add(&s, piece, n);
    int e = ferror(f) ? errno : 0;
    sha256_end(&s, sum);
    sha256_hex(sum, hex);
    free(piece);
    fclose(f);
    errno = e;
    return !e;
}

const char *snapshot_open(const struct doc *doc, const struct source_snapshot *s, struct diag *diag)
{
    struct doc *owner = (struct doc *)(uintptr_t)doc; /* its arena takes the path */
    const char *path = media_path(owner, s->src.file ? s->src.file : doc->path, s->href ? s->href : "");
    struct stat st;
    if (stat(path, &st))
        diag_add(diag, D_SNAPSHOT_MISSING, s->src, "the captured file “%s” cannot be read: %s", path, strerror(errno));
    else if (!path_below(doc->root, path))
        diag_add(diag, D_FILE_OUTSIDE, s->src, "“%s” lies outside the folder “%s”", path, doc->root);
    else if (!S_ISREG(st.st_mode))
        diag_add(diag, D_SNAPSHOT_MISSING, s->src, "the captured file “%s” is no file", path);
    else
        return path;
    return NULL;
}

void snapshot_changed(struct diag *diag, const struct source_snapshot *s, const char *path, const char *hex)
{
    diag_add(diag, D_SNAPSHOT_CHANGED, s->src, "the captured file “%s” has the SHA-256 %s; recorded is %s", path, hex,
             s->sha256);
}

enum snapshot_state doc_snapshot_state(const struct doc *doc, const struct source *s)
{
    enum snapshot_state worst = SNAPSHOT_NONE;
    struct diag *quiet = diag_new(stderr, DIAG_TEXT, false, DIAG_FATAL);
    for (int32_t i = 0; i < s->n_snapshot; i++) {
        const struct source_snapshot *snap = &s->snapshot[i];
        const char *path = snapshot_open(doc, snap, quiet);
        char hex[65];
        bool sealed = snap->sha256 && *snap->sha256;
        enum snapshot_state is = !path || !snapshot_hash(path, hex)   ? SNAPSHOT_MISSING
                                 : !sealed                            ? SNAPSHOT_UNSEALED
                                 : strcasecmp(hex, snap->sha256) != 0 ? SNAPSHOT_CHANGED
                                                                      : SNAPSHOT_SEALED;
        worst = is > worst ? is : worst;
    }
    diag_drop(quiet);
    return worst;
}
