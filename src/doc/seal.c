/* Seals: the SHA-256 of every captured file is written beside its name, in the XML, CSL-JSON, BibTeX or RIS file in which that stands,
 * and not one other byte changes. A hash that is recorded and differs is an error: a seal that mends itself would prove nothing. */

#include "doc/seal.h"
#include "doc/sources.h"
#include "doc/xml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct seal {
    struct doc *doc;
    struct diag *diag;
    const struct seal_options *how;
    struct map *files; /* path -> struct file */
    struct buf said;   /* for how->said, once all is written */
};

struct file { /* one that names captured files */
    struct buf bytes;
    VEC(struct seal_edit) edits; /* by offset */
};

static struct file *file_of(struct seal *s, const char *path)
{
    struct file *f = map_find(s->files, path);
    if (!f) {
        f = xcalloc(1, sizeof *f);
        if (!file_read(path, &f->bytes, XML_FILE_BYTES))
            buf_clear(&f->bytes);
        map_put(s->files, path, f);
    }
    return f;
}

static void plan(struct seal *s, const struct source_snapshot *snap, const char *hex)
{
    struct file *f = file_of(s, snap->src.file);
    struct seal_edit e;
    if (!seal_place(&f->bytes, snap->src, &e)) {
        diag_add(s->diag, D_SEAL_PLACE, snap->src, "the hash of “%s” cannot be written here: it is %s", snap->href,
                 hex);
        return;
    }
    e.text = arena_printf(s->doc->arena, "%s%s%s", e.before, hex, e.after);
    size_t i = f->edits.n;
    for (size_t k = 0; k < i; k++)
        if (f->edits.v[k].at == e.at) /* a file included twice */
            return;
    vec_push(&f->edits, e);
    for (; i && f->edits.v[i - 1].at > e.at; i--)
        f->edits.v[i] = f->edits.v[i - 1];
    f->edits.v[i] = e;
}

/* ---- what is to be sealed ---- */

static void seal_one(struct seal *s, const struct source_snapshot *snap)
{
    char hex[65];
    const char *path = snapshot_open(s->doc, snap, s->diag);
    if (!path)
        return;
    if (!snapshot_hash(path, hex)) {
        diag_add(s->diag, D_SNAPSHOT_MISSING, snap->src, "the captured file “%s” cannot be read: %s", path,
                 strerror(errno));
        return;
    }
    bool recorded = snap->sha256 && *snap->sha256;
    if (recorded && strcasecmp(snap->sha256, hex) && !s->how->again) {
        snapshot_changed(s->diag, snap, path, hex);
        return;
    }
    bool same = recorded && !strcasecmp(snap->sha256, hex);
    buf_addf(&s->said, "%s:%d: %s  %s%s\n", snap->src.file, (int)snap->src.line, hex, snap->href,
             same       ? ""
             : recorded ? " (sealed again)"
                        : " (sealed)");
    if (!same)
        plan(s, snap, hex);
}

/* Snapshots of source elements for every audience; then those of the files that sources names. */
static void seal_all(struct seal *s)
{
    struct doc *doc = s->doc;
    for (const struct node *n = doc->sources_node; n; n = node_next(n, doc->sources_node))
        if (n->kind == NODE_SNAPSHOT && node_attr(n, "href"))
            seal_one(s, &(struct source_snapshot){node_attr(n, "href"), node_attr(n, "sha256"), n->src});
    struct gather g = {doc, s->diag, map_new()};
    sources_files(&g);
    for (size_t i = 0; i < map_count(g.by_id); i++) {
        void *v;
        map_at(g.by_id, i, &v);
        const struct source *source = v;
        for (int32_t k = 0; k < source->n_snapshot; k++)
            if (source->snapshot[k].href)
                seal_one(s, &source->snapshot[k]);
    }
    map_drop(g.by_id);
}

/* ---- writing ---- */

static bool write_one(const struct file *f, struct outfile *o)
{
    size_t at = 0;
    bool ok = true;
    for (size_t i = 0; i < f->edits.n; i++) {
        const struct seal_edit *e = &f->edits.v[i];
        ok = ok && outfile_write(o, f->bytes.data + at, e->at - at) && outfile_write(o, e->text, strlen(e->text));
        at = e->at + e->cut;
    }
    return ok && outfile_write(o, f->bytes.data + at, f->bytes.len - at);
}

/* All files are written whole beside their targets before the first is renamed. */
static void write_all(struct seal *s)
{
    VEC(struct outfile *) out = {0};
    bool ok = true;
    for (size_t i = 0; i < map_count(s->files) && ok; i++) {
        void *v;
        const char *path = map_at(s->files, i, &v);
        const struct file *f = v;
        if (!f->edits.n)
            continue;
        struct outfile *o = outfile_replace(path);
        ok = o && write_one(f, o);
        if (o)
            vec_push(&out, o);
        if (!ok)
            diag_add(s->diag, D_FILE_WRITE, (struct src){path, 0, 0}, "cannot write: %s", strerror(errno));
    }
    for (size_t i = 0; i < out.n; i++)
        if (!ok)
            outfile_abandon(out.v[i]);
        else if (!outfile_commit(out.v[i]))
            diag_add(s->diag, D_FILE_WRITE, (struct src){s->doc->path, 0, 0}, "cannot write: %s", strerror(errno));
    vec_drop(&out);
}

void doc_seal(const char *path, const struct doc_options *opt, const struct seal_options *how, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_begin(arena, path, opt);
    struct seal s = {.doc = doc, .diag = diag, .how = how, .files = map_new()};
    if (load_tree(doc, opt, diag))
        seal_all(&s);
    if (!diag_failed(diag))
        write_all(&s);
    if (how->said && s.said.len && !diag_failed(diag))
        fputs(s.said.data, how->said);
    buf_drop(&s.said);
    for (size_t i = 0; i < map_count(s.files); i++) {
        void *v;
        map_at(s.files, i, &v);
        struct file *f = v;
        buf_drop(&f->bytes);
        vec_drop(&f->edits);
        free(f);
    }
    map_drop(s.files);
    arena_drop(arena);
}
