/* A dossier from a string, loaded as doc_load loads any: written to a folder of its own, which goes again. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "doc/internal.h"
#include "doc/words.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char dir[64];
    const char *audience;
    char *said; /* diagnostics, as text */
    char *dump; /* the tree, as --dump=doc prints it */
    struct doc *doc;
    struct diag *diag;
    FILE *out;
    size_t said_len, dump_len;
};

static inline void fixture_file(struct fixture *f, const char *name, const void *data, size_t len)
{
    char path[256];
    if (!*f->dir) {
        strcpy(f->dir, "/tmp/dossier-test-XXXXXX");
        ck_assert_ptr_nonnull(mkdtemp(f->dir));
    }
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(data, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void fixture_text(struct fixture *f, const char *name, const char *text)
{
    fixture_file(f, name, text, strlen(text));
}

static inline void fixture_load(struct fixture *f, const char *xml)
{
    char path[256];
    struct doc_options opt = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng", .audience = f->audience};
    fixture_text(f, "t.xml", xml);
    snprintf(path, sizeof path, "%s/t.xml", f->dir);
    f->out = open_memstream(&f->said, &f->said_len);
    f->diag = diag_new(f->out, DIAG_TEXT, false, DIAG_HINT);
    f->doc = doc_load(path, &opt, f->diag);
    diag_finish(f->diag);
    fflush(f->out);
    ck_assert_ptr_nonnull(f->doc);
    FILE *d = open_memstream(&f->dump, &f->dump_len);
    doc_dump(f->doc, d);
    fclose(d);
}

/* The usual frame: info, what is given for sources, one section in French. */
static inline void fixture_body(struct fixture *f, const char *sources, const char *body)
{
    struct buf b = {0};
    buf_addf(&b,
             "<dossier xmlns=\"urn:dossier:1\" xml:lang=\"fr\">\n<info><title>Essai</title></info>\n%s\n<body><section "
             "xml:id=\"sec\">"
             "<title>Un</title>\n%s\n</section></body></dossier>\n",
             sources, body);
    fixture_load(f, b.data);
    buf_drop(&b);
}

static inline void fixture_drop(struct fixture *f)
{
    static const char *const names[] = {"t.xml", "s.json", "d.csv", "i.svg", "i.png", "i.jpg"};
    doc_drop(f->doc);
    diag_drop(f->diag);
    fclose(f->out);
    free(f->said);
    free(f->dump);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", f->dir, names[i]);
        unlink(path);
    }
    rmdir(f->dir);
}

/* The first node of a kind, in document order. */
static inline struct node *fixture_find(const struct fixture *f, enum node_kind kind, int nth)
{
    for (int32_t i = 0; i < f->doc->n_nodes; i++)
        if (f->doc->nodes[i]->kind == kind && nth-- == 0)
            return f->doc->nodes[i];
    return NULL;
}

/* All text in a node: cites, labels and page numbers ("#") too. */
static inline void all_text(const struct node *n, struct buf *out)
{
    if (n->kind == NODE_TEXT)
        buf_add(out, n->text, (size_t)n->len);
    if (n->kind == NODE_PAGEREF)
        buf_addc(out, '#');
    for (const struct node *c = n->child; c; c = c->next)
        all_text(c, out);
}

#define ck_text(where, expected)                                                                                       \
    do {                                                                                                               \
        const struct node *n_ = (where);                                                                               \
        struct buf b_ = {0};                                                                                           \
        ck_assert_msg(n_ != NULL, "no such node: %s", #where);                                                         \
        all_text(n_, &b_);                                                                                             \
        ck_assert_str_eq(b_.data ? b_.data : "", expected);                                                            \
        buf_drop(&b_);                                                                                                 \
    } while (0)
#define ck_has(haystack, needle)                                                                                       \
    ck_assert_msg(strstr((haystack), (needle)) != NULL, "“%s” is not in:\n%s", (needle), (haystack))
#define ck_hasnt(haystack, needle)                                                                                     \
    ck_assert_msg(strstr((haystack), (needle)) == NULL, "“%s” is in:\n%s", (needle), (haystack))

#endif
