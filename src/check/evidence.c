/* Evidence: each captured file is there and has the hash recorded; what is quoted from a source stands in its captured text, and so do
 * the numbers of the claims that rest on it. */
#include "check/internal.h"

#include "capture/capture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SNAPSHOT_BYTES = 256 << 20 };

static void read_snapshot(const struct doc *doc, struct captured *c, const struct source_snapshot *s, struct diag *diag)
{
    const char *path = snapshot_open(doc, s, diag);
    struct buf bytes = {0}, text = {0};
    char hex[65];
    if (!path)
        return;
    if (!snapshot_hash(path, hex)) {
        diag_add(diag, D_SNAPSHOT_MISSING, s->src, "the captured file “%s” cannot be read: %s", path, strerror(errno));
        return;
    }
    if (s->sha256 && *s->sha256 && strcasecmp(hex, s->sha256))
        snapshot_changed(diag, s, path, hex);
    c->there = true;
    if (file_read(path, &bytes, SNAPSHOT_BYTES) && capture_text(path, c->source->url, bytes.data, bytes.len, &text) &&
        text.len) {
        buf_add(&c->text, text.data, text.len);
        buf_addc(&c->text, '\n');
        c->any = true;
    }
    buf_drop(&bytes);
    buf_drop(&text);
}

/* ---- what is held against them ---- */

static bool is_quotation(const struct node *n)
{
    return n->kind == NODE_BLOCKQUOTE || n->kind == NODE_Q || n->kind == NODE_CLIPPING || n->kind == NODE_EPIGRAPH ||
           n->kind == NODE_PULLQUOTE;
}

/* Paragraphs are looked for one by one: a quotation may leave some out between them. */
static void check_blocks(const struct node *n, struct captured *const *from, size_t n_from, struct check *k)
{
    bool blocks = false;
    for (const struct node *c = n->child; c; c = c->next) {
        bool apart = c->kind == NODE_ATTRIBUTION || c->kind == NODE_BYLINE || c->generated;
        if (c->block && !apart) {
            check_blocks(c, from, n_from, k);
            blocks = true;
        }
    }
    if (!blocks)
        evidence_quotation(n, from, n_from, k);
}

/* A clipping whose headline begins with a bracket, as in [Résumé], is in the words of the dossier and says so. */
static bool is_summary(const struct node *n)
{
    struct buf b = {0};
    for (const struct node *c = n->kind == NODE_CLIPPING ? n->child : NULL; c; c = c->next)
        if (c->kind == NODE_HEADLINE)
            node_plain_text(c, &b);
    bool summary = b.len && b.data[0] == '[';
    buf_drop(&b);
    return summary;
}

static void check_node(const struct node *n, struct map *by_id, struct check *k)
{
    const char *list = node_attr(n, "source");
    VEC(struct captured *) from = {0};
    const struct captured *unread = NULL;
    struct buf id = {0};
    const char *word;
    for (size_t len; words_next(&list, &word, &len);) {
        buf_clear(&id);
        buf_add(&id, word, len);
        struct captured *c = map_find(by_id, id.data);
        if (c && c->any)
            vec_push(&from, c);
        else if (c && c->there)
            unread = c;
    }
    if (from.n && n->kind == NODE_CLAIM)
        evidence_numbers(n, from.v, from.n, k);
    else if (from.n)
        check_blocks(n, from.v, from.n, k);
    else if (unread && n->kind != NODE_CLAIM)
        check_say(k, n, n->src, D_QUOTE_UNCHECKED,
                  "no text can be read from the captured files of “%s”: the quotation was not looked for", unread->source->id);
    buf_drop(&id);
    vec_drop(&from);
}

void check_evidence(struct check *k)
{
    const struct doc *doc = k->doc;
    struct captured *captured = xcalloc((size_t)doc->n_sources + 1, sizeof *captured);
    struct map *by_id = map_new();
    bool there = false;
    for (int32_t i = 0; i < doc->n_sources; i++) {
        const struct source *s = &doc->sources[i];
        struct captured *c = &captured[i];
        c->source = s;
        map_put(by_id, s->id, c);
        for (int32_t j = 0; j < s->n_snapshot; j++)
            read_snapshot(doc, c, &s->snapshot[j], k->diag);
        if (c->any)
            capture_fold(c->text.data, c->text.len, &c->folded, &c->from);
        there |= c->there;
    }
    for (const struct node *n = there ? doc->tree : NULL; n; n = node_next(n, doc->tree))
        if (!n->generated && (n->kind == NODE_CLAIM || (is_quotation(n) && !is_summary(n))))
            check_node(n, by_id, k);
    for (int32_t i = 0; i < doc->n_sources; i++) {
        buf_drop(&captured[i].text);
        buf_drop(&captured[i].folded);
        free(captured[i].from);
        if (captured[i].numbers)
            map_drop(captured[i].numbers);
    }
    map_drop(by_id);
    free(captured);
}
