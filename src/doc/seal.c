/* Seals: the SHA-256 of every captured file is written beside its name, in the XML (or JSON) file in which that stands, and not one
 * other byte changes. A hash that is recorded and differs is an error: a seal that mends itself would prove nothing. */
#include "doc/jsonplace.h"
#include "doc/media.h"
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

struct edit { /* at offset at, cut bytes go and text comes */
    size_t at, cut;
    const char *text;
};

struct file { /* one that names captured files */
    struct buf bytes;
    VEC(struct edit) edits; /* by offset */
};

/* ---- where a hash stands, or is to stand ---- */

/* The byte at a place, as xml.c counts lines and columns. */
static bool find_place(const struct buf *b, struct src src, size_t *at)
{
    const char *p = b->data, *end = b->data + b->len;
    if (b->len >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
        p += 3;
    for (int32_t line = 1; p && line < src.line; line++) {
        p = memchr(p, '\n', (size_t)(end - p));
        p = p ? p + 1 : NULL;
    }
    for (int32_t col = 1; p && p < end && col < src.col; col++)
        utf8_next(&p, end);
    *at = p ? (size_t)(p - b->data) : 0;
    return p && p < end;
}

/* The tag is sound: its attributes are name, =, value in quotes. */
static bool place_in_tag(const struct buf *b, size_t at, struct edit *e)
{
    const char *p = b->data + at + 1, *end = b->data + b->len;
    bool found = false;
    p += strcspn(p, " \t\r\n/>");
    for (;;) {
        while (p < end && utf8_is_space((unsigned char)*p))
            p++;
        if (p >= end || *p == '/' || *p == '>')
            return found;
        const char *name = p, *open = strpbrk(p, "\"'"), *close = open ? strchr(open + 1, *open) : NULL;
        if (!close)
            return false;
        size_t n = strcspn(name, " \t\r\n=");
        if (n == 6 && !memcmp(name, "sha256", 6)) {
            *e = (struct edit){(size_t)(open + 1 - b->data), (size_t)(close - open - 1), NULL};
            return true;
        }
        if (n == 4 && !memcmp(name, "href", 4)) {
            *e = (struct edit){(size_t)(close + 1 - b->data), 0, " sha256=\"%s\""};
            found = true;
        }
        p = close + 1;
    }
}

static bool place_in_json(const struct buf *b, size_t at, struct edit *e)
{
    const char *object = b->data + at, *end = b->data + b->len;
    const char *sha = json_place_member(object, end, "sha256"), *href = json_place_member(object, end, "href");
    const char *stop = json_place_end(sha ? sha : href, end);
    if (!stop)
        return false;
    if (sha)
        *e = (struct edit){(size_t)(sha - b->data), (size_t)(stop - sha), "\"%s\""};
    else
        *e = (struct edit){(size_t)(stop - b->data), 0, ", \"sha256\": \"%s\""};
    return true;
}

/* Past {…} or "…" at p. */
static const char *bib_value_end(const char *p, const char *end)
{
    char open = p < end ? *p : 0, close = open == '{' ? '}' : '"';
    if (open != '{' && open != '"')
        return NULL;
    int depth = 0;
    for (p++; p < end; p++) {
        if (*p == '\\' && p + 1 < end)
            p++;
        else if (!depth && *p == close)
            return p + 1;
        else if (*p == '{')
            depth++;
        else if (*p == '}')
            depth--;
    }
    return NULL;
}

/* name = value at p: the first byte of the value. */
static const char *bib_value(const char *p, const char *end, const char *name)
{
    size_t n = strlen(name);
    while (p < end && utf8_is_space((unsigned char)*p))
        p++;
    if ((size_t)(end - p) <= n || strncasecmp(p, name, n) != 0)
        return NULL;
    for (p += n; p < end && (utf8_is_space((unsigned char)*p) || *p == '=');)
        p++;
    return p < end ? p : NULL;
}

/* snapshot = {…} gets sha256 = {…} after it; a hash that is there already stands there, too. */
static bool place_in_bib(const struct buf *b, size_t at, struct edit *e)
{
    const char *end = b->data + b->len, *stop = bib_value(b->data + at, end, "snapshot");
    stop = stop ? bib_value_end(stop, end) : NULL;
    if (!stop)
        return false;
    *e = (struct edit){(size_t)(stop - b->data), 0, ", sha256 = {%s}"};
    const char *next = stop;
    while (next < end && utf8_is_space((unsigned char)*next))
        next++;
    const char *sha = next < end && *next == ',' ? bib_value(next + 1, end, "sha256") : NULL;
    const char *sha_end = sha ? bib_value_end(sha, end) : NULL;
    if (sha_end)
        *e = (struct edit){(size_t)(sha - b->data), (size_t)(sha_end - sha), "{%s}"};
    return true;
}

static bool is_bib(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && !strncasecmp(dot, ".bib", 4);
}

static struct file *file_of(struct seal *s, const char *path)
{
    struct file *f = map_find(s->files, path);
    if (!f) {
        f = xcalloc(1, sizeof *f);
        if (!file_read(path, &f->bytes, XML_FILE_BYTES) || !utf8_valid(f->bytes.data, f->bytes.len))
            buf_clear(&f->bytes);
        map_put(s->files, path, f);
    }
    return f;
}

static void plan(struct seal *s, const struct source_snapshot *snap, const char *hex)
{
    struct file *f = file_of(s, snap->src.file);
    struct edit e;
    size_t at;
    bool found = f->bytes.len && find_place(&f->bytes, snap->src, &at) &&
                 (f->bytes.data[at] == '<'   ? place_in_tag(&f->bytes, at, &e)
                  : f->bytes.data[at] == '{' ? place_in_json(&f->bytes, at, &e)
                  : is_bib(snap->src.file)   ? place_in_bib(&f->bytes, at, &e)
                                             : false);
    if (!found) {
        diag_add(s->diag, D_SEAL_PLACE, snap->src, "the hash of “%s” cannot be written here: it is %s", snap->href,
                 hex);
        return;
    }
    e.text = arena_printf(s->doc->arena, e.text ? e.text : "%s", hex);
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
        const struct edit *e = &f->edits.v[i];
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
