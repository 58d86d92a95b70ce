/* A dossier written to a fresh folder and loaded, for the tests of doc. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include "doc/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct scratch {
    char folder[64];
    struct diag *diag;
    FILE *out;
    char *said; /* the diagnostics, after scratch_load */
    size_t n_said;
    struct doc *doc;
};

static inline void scratch_begin(struct scratch *s)
{
    *s = (struct scratch){.folder = "/tmp/dossier-test-XXXXXX"};
    if (!mkdtemp(s->folder) || chdir(s->folder))
        abort();
}

static inline void scratch_put(const char *name, const char *text)
{
    FILE *f = fopen(name, "wb");
    if (!f || fputs(text, f) < 0 || fclose(f))
        abort();
}

static inline struct doc *scratch_load(struct scratch *s, const char *audience)
{
    struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng", .audience = audience};
    s->out = open_memstream(&s->said, &s->n_said);
    s->diag = diag_new(s->out, DIAG_TEXT, false, DIAG_HINT);
    s->doc = doc_load("main.xml", &how, s->diag);
    fflush(s->out);
    return s->doc;
}

/* A dossier of one section with this content. */
static inline struct doc *scratch_section(struct scratch *s, const char *content, const char *audience)
{
    struct buf b = {0};
    scratch_begin(s);
    buf_adds(&b, "<dossier xmlns=\"urn:dossier:1\" xml:lang=\"fr\"><info><title>Essai</title></info><body><section "
                 "numbered=\"no\">"
                 "<title>Un</title>");
    buf_adds(&b, content);
    buf_adds(&b, "</section></body></dossier>");
    scratch_put("main.xml", b.data);
    buf_drop(&b);
    return scratch_load(s, audience);
}

static inline const struct node *scratch_find(const struct scratch *s, enum node_kind kind)
{
    for (const struct node *n = s->doc->tree; n; n = node_next(n, s->doc->tree))
        if (n->kind == kind && !n->generated && !node_find_up(n, NODE_COVERPAGE))
            return n;
    return NULL;
}

static inline void scratch_end(struct scratch *s)
{
    char command[100];
    doc_drop(s->doc);
    if (s->diag)
        diag_drop(s->diag);
    if (s->out)
        fclose(s->out);
    free(s->said);
    snprintf(command, sizeof command, "rm -rf %s", s->folder);
    if (chdir("/") || system(command))
        abort();
}

#endif
