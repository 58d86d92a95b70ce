/* A quotation held against the captured text: exact in all that capture_fold keeps; [ ] leaves out or adds. Where it is not there but
 * much of it is, what differs is shown; else from where on it is absent. */
#include "check/internal.h"

#include "capture/capture.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 40, NEAR = 12, TAIL = 6, WINDOW = 240, PLACES = 8 };

static bool adds_nothing(enum node_kind kind)
{
    switch (kind) {
    case NODE_REDACT:
    case NODE_NOTE:
    case NODE_CITE:
    case NODE_ATTRIBUTION:
    case NODE_BYLINE:
    case NODE_CORR:
    case NODE_RT:
    case NODE_STATUS:
    case NODE_LABEL:
    case NODE_PAGEREF:
    case NODE_MASTHEAD:
    case NODE_PROVENANCE: return true;
    default: return false;
    }
}

void evidence_said(const struct node *n, struct buf *out)
{
    for (const struct node *c = n->child; c; c = c->next) {
        if (c->kind == NODE_TEXT && !c->generated)
            buf_add(out, c->text, (size_t)c->len);
        else if (c->kind == NODE_REDACT)
            buf_adds(out, " […] ");
        else if (c->kind == NODE_BR || c->block)
            buf_addc(out, ' ');
        if (!adds_nothing(c->kind))
            evidence_said(c, out);
    }
}

/* Where a piece of the quotation departs from the captured text. */
struct miss {
    const struct captured *in;
    size_t quote, quote_end; /* folded bytes of the quotation: fits up to quote; again from quote_end on, if near */
    size_t text, text_end;   /* and of the captured text */
    bool near;
};

static size_t common(const char *a, const char *a_end, const char *b, const char *b_end)
{
    size_t n = 0;
    while (a + n < a_end && b + n < b_end && a[n] == b[n])
        n++;
    while (n && a + n < a_end && ((unsigned char)a[n] & 0xC0) == 0x80) /* no half letters */
        n--;
    return n;
}

/* The longest end of piece, of TAIL bytes at least, that the text has after at and not far. */
static bool joins_again(const struct captured *c, const char *at, const char *piece, size_t fits, size_t n,
                        struct miss *m)
{
    const char *end = c->folded.data + c->folded.len;
    size_t room = (size_t)(end - at), window = n - fits + WINDOW;
    for (size_t from = fits; from + TAIL <= n; from++) {
        if (((unsigned char)piece[from] & 0xC0) == 0x80)
            continue;
        const char *found = memmem(at, room < window ? room : window, piece + from, n - from);
        if (found) {
            m->quote_end = from;
            m->text_end = (size_t)(found - c->folded.data);
            return true;
        }
    }
    return false;
}

/* The piece is not there: its longest beginning that is, and whether its end comes soon after. */
static void look_closer(const struct captured *c, const char *from, const char *piece, size_t n, struct miss *m)
{
    const char *end = c->folded.data + c->folded.len;
    size_t low = 0, high = n; /* a beginning of length low stands there, one of high does not */
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (memmem(from, (size_t)(end - from), piece, mid))
            low = mid;
        else
            high = mid;
    }
    while (low && ((unsigned char)piece[low] & 0xC0) == 0x80)
        low--;
    *m = (struct miss){.in = c, .quote = low};
    const char *at = from;
    for (int i = 0; i < PLACES && low >= NEAR / 2 && (at = memmem(at, (size_t)(end - at), piece, low)); i++, at++) {
        size_t fits = common(at, end, piece, piece + n);
        if (joins_again(c, at + fits, piece, fits, n, m)) {
            m->text = (size_t)(at + fits - c->folded.data);
            m->quote = fits;
            m->near = true;
            return;
        }
    }
    if (low >= 2 * NEAR || (low >= NEAR && 2 * low >= n)) { /* so much is no chance: what comes there instead */
        at = memmem(from, (size_t)(end - from), piece, low);
        *m = (struct miss){c, low, n, (size_t)(at + low - c->folded.data), 0, true};
        m->text_end = m->text + (n - low) < c->folded.len ? m->text + (n - low) : c->folded.len;
        return;
    }
    /* The end may be there alone: the beginning differs. */
    for (size_t cut = 1; !m->near && cut < n && n - cut >= 2 * NEAR; cut++) {
        if (((unsigned char)piece[cut] & 0xC0) == 0x80 || (cut > 40 && cut % 8))
            continue;
        const char *found = memmem(from, (size_t)(end - from), piece + cut, n - cut);
        if (found && cut <= n / 2) {
            size_t text_end = (size_t)(found - c->folded.data), begin = (size_t)(from - c->folded.data);
            *m = (struct miss){c, 0, cut, text_end > begin + cut ? text_end - cut : begin, text_end, true};
        }
    }
}

/* Cuts at […], [...] and any other [remark]; an ellipsis at either end is a cut as well. True if it all stands there; else m says where it
 * departs. */
static bool stands(const struct captured *c, const char *quote, size_t n, struct miss *m)
{
    const char *from = c->folded.data, *end = from + c->folded.len;
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
            const char *at = memmem(from, (size_t)(end - from), quote + i, stop - i);
            if (!at) {
                look_closer(c, from, quote + i, stop - i, m);
                m->quote += i;
                m->quote_end += i;
                return false;
            }
            from = at + (stop - i);
        }
        char close = stop < n && quote[stop] == '(' ? ')' : ']';
        while (stop < n && quote[stop] != close)
            stop++;
        i = stop + 1;
    }
    return true;
}

/* ---- what is said ---- */

static bool word_ends(const char *text, size_t at)
{
    unsigned char c = (unsigned char)text[at];
    return utf8_is_space(c) || !c;
}

/* From folded byte a to b, as whole words of the text; without its middle where it is long. */
static void excerpt(const struct buf *text, const uint32_t *from, size_t folded, size_t a, size_t b, struct buf *out)
{
    buf_adds(out, "");
    if (a == b)
        return;
    size_t start = a < folded ? from[a] : text->len, stop = b < folded ? from[b] : text->len;
    while (start > 0 && !word_ends(text->data, start - 1))
        start--;
    while (stop > start && stop < text->len && !word_ends(text->data, stop - 1))
        stop++;
    while (stop > start && utf8_is_space((unsigned char)text->data[stop - 1]))
        stop--;
    const char *p = text->data + start, *end = text->data + stop;
    bool space = false;
    for (int i = 0; p < end && i < 2 * SHOWN; i++) {
        uint32_t c = utf8_next(&p, end);
        if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
            space = out->len > 0;
            continue;
        }
        if (space)
            buf_addc(out, ' ');
        space = false;
        buf_addu(out, c);
    }
    buf_adds(out, p < end ? "…" : "");
}

static void say(const struct node *n, const struct buf *text, const uint32_t *map, size_t folded, const struct miss *m,
                struct check *k)
{
    struct buf quoted = {0}, is = {0};
    const struct captured *c = m->in;
    buf_adds(&quoted, "");
    if (m->near) {
        excerpt(text, map, folded, m->quote, m->quote_end, &quoted);
        excerpt(&c->text, c->from, c->folded.len, m->text, m->text_end, &is);
        if (!quoted.len)
            check_say(k, n, n->src, D_QUOTE_DIFFERS,
                      "the captured text of “%s” has “%s”, which the quotation leaves out", c->source->id, is.data);
        else if (!is.len)
            check_say(k, n, n->src, D_QUOTE_DIFFERS, "the quotation has “%s”, which the captured text of “%s” has not",
                      quoted.data, c->source->id);
        else
            check_say(k, n, n->src, D_QUOTE_DIFFERS, "the quotation has “%s” where the captured text of “%s” has “%s”",
                      quoted.data, c->source->id, is.data);
    } else {
        size_t start = map[m->quote < folded ? m->quote : folded - 1];
        while (start > 0 && text->data[start - 1] != ' ')
            start--;
        const char *p = text->data + start, *end = text->data + text->len, *stop = p;
        for (int i = 0; i < SHOWN && stop < end; i++)
            utf8_next(&stop, end);
        check_say(k, n, n->src, D_QUOTE_ABSENT,
                  "these words do not stand in the captured text of “%s”, from “%.*s%s” on", c->source->id,
                  (int)(stop - p), p, stop < end ? "…" : "");
    }
    buf_drop(&quoted);
    buf_drop(&is);
}

void evidence_quotation(const struct node *n, struct captured *const *from, size_t n_from, struct check *c)
{
    struct buf text = {0}, folded = {0};
    uint32_t *map = NULL;
    buf_adds(&text, ""); /* no text is "" */
    evidence_said(n, &text);
    capture_fold(text.data, text.len, &folded, &map);
    struct miss best = {0};
    bool found = !folded.len;
    for (size_t i = 0; i < n_from && !found; i++) {
        struct miss m;
        found = stands(from[i], folded.data, folded.len, &m);
        if (!found && (!best.in || (m.near && !best.near) || (m.near == best.near && m.quote > best.quote)))
            best = m;
    }
    if (!found && best.in)
        say(n, &text, map, folded.len, &best, c);
    free(map);
    buf_drop(&text);
    buf_drop(&folded);
}
