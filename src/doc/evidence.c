/* Evidence: each captured file is there and has the hash recorded; what is quoted from a source stands in its captured text. */
#include "doc/check.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { SNAPSHOT_BYTES = 256 << 20, SHOWN = 40 };

struct captured { /* one source */
    const struct source *source;
    struct buf text; /* folded texts of all its snapshots that are text, apart by a newline */
    bool any;
};

static void hex(const uint8_t h[32], char out[65])
{
    for (int i = 0; i < 32; i++)
        snprintf(out + 2 * i, 3, "%02x", h[i]);
}

static void check_hash(const struct source_snapshot *s, const char *path, const struct buf *bytes, struct diag *diag)
{
    uint8_t h[32];
    char is[65];
    if (!s->sha256 || !*s->sha256)
        return;
    sha256(bytes->data, bytes->len, h);
    hex(h, is);
    if (strcasecmp(is, s->sha256))
        diag_add(diag, D_SNAPSHOT_CHANGED, s->src, "the captured file “%s” has the SHA-256 %s, not the one recorded",
                 path, is);
}

static void read_snapshot(const struct doc *doc, struct captured *c, const struct source_snapshot *s, struct diag *diag)
{
    const char *path = path_join(doc->arena, s->src.file ? s->src.file : doc->path, s->href ? s->href : "");
    struct buf bytes = {0}, text = {0};
    if (!file_read(path, &bytes, SNAPSHOT_BYTES))
        diag_add(diag, D_SNAPSHOT_MISSING, s->src, "the captured file “%s” cannot be read: %s", path, strerror(errno));
    else if (!path_below(doc->root, path))
        diag_add(diag, D_FILE_OUTSIDE, s->src, "“%s” lies outside the folder “%s”", path, doc->root);
    else {
        check_hash(s, path, &bytes, diag);
        if (evidence_text(path, bytes.data, bytes.len, &text)) {
            evidence_fold(text.data, text.len, &c->text, NULL);
            buf_addc(&c->text, '\n');
            c->any = true;
        }
    }
    buf_drop(&bytes);
    buf_drop(&text);
}

/* ---- quotations ---- */

static bool adds_nothing(enum node_kind kind)
{
    switch (kind) {
    case NODE_REDACT:
    case NODE_NOTE:
    case NODE_CITE:
    case NODE_ATTRIBUTION:
    case NODE_BYLINE:
    case NODE_CORR:
    case NODE_STATUS:
    case NODE_LABEL:
    case NODE_PAGEREF:
    case NODE_MASTHEAD:
    case NODE_PROVENANCE: return true;
    default: return false;
    }
}

/* What a quotation says itself: not what was generated, nor notes; what is blacked out is a gap. */
static void quoted_text(const struct node *n, struct buf *out)
{
    for (const struct node *c = n->child; c; c = c->next) {
        if (c->kind == NODE_TEXT && !c->generated)
            buf_add(out, c->text, (size_t)c->len);
        else if (c->kind == NODE_REDACT)
            buf_adds(out, " […] ");
        else if (c->kind == NODE_BR || c->block)
            buf_addc(out, ' ');
        if (!adds_nothing(c->kind))
            quoted_text(c, out);
    }
}

/* A piece of the quotation that must stand in the text as it is; the longest beginning that does, if not all. */
static const char *find_piece(const struct captured *c, const char *from, const char *piece, size_t n, size_t *fits)
{
    const char *end = c->text.data + c->text.len, *at = memmem(from, (size_t)(end - from), piece, n);
    *fits = n;
    if (at)
        return at + n;
    size_t low = 0, high = n; /* a beginning of length low stands there, one of high does not */
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (memmem(from, (size_t)(end - from), piece, mid))
            low = mid;
        else
            high = mid;
    }
    *fits = low;
    return NULL;
}

/* Cuts at […], [...] and any other [remark]; an ellipsis at either end is a cut as well. The byte of the folded quotation from which
 * the text departs, or SIZE_MAX if it stands there. */
static size_t departs(const struct captured *c, const char *quote, size_t n)
{
    const char *from = c->text.data;
    size_t i = 0;
    if (n >= 3 && !memcmp(quote + n - 3, "...", 3))
        n -= 3;
    if (n >= 3 && !memcmp(quote, "...", 3))
        i = 3;
    while (n > i && strchr(".,;:", quote[n - 1])) /* the last stop belongs to the sentence it is quoted in */
        n--;
    while (i < n) {
        size_t stop = i;
        while (stop < n && quote[stop] != '[' && strncmp(quote + stop, "(...)", 5))
            stop++;
        if (stop > i) {
            size_t fits;
            from = find_piece(c, from, quote + i, stop - i, &fits);
            if (!from)
                return i + fits;
        }
        char close = stop < n && quote[stop] == '(' ? ')' : ']';
        while (stop < n && quote[stop] != close)
            stop++;
        i = stop + 1;
    }
    return SIZE_MAX;
}

static void check_quotation(const struct node *n, const struct captured *const *from, size_t n_from, struct diag *diag)
{
    struct buf text = {0}, folded = {0};
    uint32_t *map = NULL;
    quoted_text(n, &text);
    evidence_fold(text.data, text.len, &folded, &map);
    size_t best = 0;
    for (size_t i = 0; folded.len && i < n_from; i++) {
        size_t d = departs(from[i], folded.data, folded.len);
        best = d > best ? d : best;
    }
    if (text.data && folded.len && best != SIZE_MAX) {
        size_t start = map[best < folded.len ? best : folded.len - 1];
        while (start > 0 && text.data[start - 1] != ' ')
            start--;
        const char *p = text.data + start, *end = text.data + text.len, *stop = p;
        for (int i = 0; i < SHOWN && stop < end; i++)
            utf8_next(&stop, end);
        diag_add(diag, D_QUOTE_ABSENT, n->src,
                 "these words do not stand in the captured text of “%s”, from “%.*s%s” on", from[0]->source->id,
                 (int)(stop - p), p, stop < end ? "…" : "");
    }
    free(map);
    buf_drop(&text);
    buf_drop(&folded);
}

static bool is_quotation(const struct node *n)
{
    return n->kind == NODE_BLOCKQUOTE || n->kind == NODE_Q || n->kind == NODE_CLIPPING || n->kind == NODE_EPIGRAPH ||
           n->kind == NODE_PULLQUOTE;
}

/* Paragraphs are looked for one by one: a quotation may leave some out between them. */
static void check_blocks(const struct node *n, const struct captured *const *from, size_t n_from, struct diag *diag)
{
    bool blocks = false;
    for (const struct node *c = n->child; c; c = c->next) {
        bool apart = c->kind == NODE_ATTRIBUTION || c->kind == NODE_BYLINE || c->generated;
        if (c->block && !apart) {
            check_blocks(c, from, n_from, diag);
            blocks = true;
        }
    }
    if (!blocks)
        check_quotation(n, from, n_from, diag);
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

static void check_against_sources(const struct node *n, struct captured *captured, int32_t n_captured,
                                  struct diag *diag)
{
    const char *list = node_attr(n, "source");
    VEC(const struct captured *) from = {0};
    while (list && *list) {
        while (utf8_is_space((unsigned char)*list))
            list++;
        size_t len = strcspn(list, " \t\r\n");
        for (int32_t i = 0; i < n_captured; i++) {
            const char *id = captured[i].source->id;
            if (len && id && strlen(id) == len && !strncmp(id, list, len) && captured[i].any)
                vec_push(&from, &captured[i]);
        }
        list += len;
    }
    if (from.n)
        check_blocks(n, from.v, from.n, diag);
    vec_drop(&from);
}

void check_evidence(const struct doc *doc, struct diag *diag)
{
    struct captured *captured = xcalloc((size_t)doc->n_sources + 1, sizeof *captured);
    bool any = false;
    for (int32_t i = 0; i < doc->n_sources; i++) {
        const struct source *s = &doc->sources[i];
        captured[i].source = s;
        for (int32_t k = 0; k < s->n_snapshot; k++)
            read_snapshot(doc, &captured[i], &s->snapshot[k], diag);
        any |= captured[i].any;
    }
    for (const struct node *n = any ? doc->tree : NULL; n; n = node_next(n, doc->tree))
        if (is_quotation(n) && !n->generated && !is_summary(n))
            check_against_sources(n, captured, doc->n_sources, diag);
    for (int32_t i = 0; i < doc->n_sources; i++)
        buf_drop(&captured[i].text);
    free(captured);
}
