/* Which pull quotes repeat words of their own chapter: they are set for the eye, and said to a listener once only. The chapter's text is
 * gathered once, so the work grows with its length and not with that of the dossier. */
#include "doc/doc.h"

#include <string.h>

/* Letters and signs without spaces, which a quotation may have elsewhere; notes and cites are no words of the text. */
static void gather(const struct node *n, bool quotes, struct buf *out)
{
    if (n->kind == NODE_NOTE || n->kind == NODE_CITE || n->kind == NODE_ATTRIBUTION || (n->kind == NODE_PULLQUOTE && !quotes))
        return;
    if (n->kind == NODE_TEXT)
        for (const char *p = n->text, *end = p + n->len; p < end;) {
            uint32_t c = utf8_next(&p, end);
            if (c > ' ' && c != 0xA0 && c != 0x202F && c != 0x2009)
                buf_addu(out, c);
        }
    for (const struct node *c = n->child; c; c = c->next)
        gather(c, quotes, out);
}

static void judge(const struct node *chapter, const struct node *quote, struct buf *all, struct buf *one, uint8_t *repeated)
{
    if (!all->len)
        gather(chapter, false, all);
    buf_clear(one);
    for (const struct node *c = quote->child; c; c = c->next)
        gather(c, true, one);
    while (one->len && strchr(".,;:!?", one->data[one->len - 1])) /* a quotation may end where the sentence goes on */
        one->len--;
    if (one->len && all->len && memmem(all->data, all->len, one->data, one->len))
        repeated[quote->index] = 1;
}

void doc_repeated(const struct doc *doc, uint8_t *by_index)
{
    struct buf all = {0}, one = {0};
    const struct node *chapter = doc->tree;
    for (const struct node *n = doc->tree; n; n = node_next(n, doc->tree)) {
        const struct node *up = n->parent;
        if (up && (up->kind == NODE_FRONT || up->kind == NODE_BODY || up->kind == NODE_BACK)) {
            chapter = n;
            buf_clear(&all);
        }
        if (n->kind == NODE_PULLQUOTE)
            judge(chapter, n, &all, &one, by_index);
    }
    buf_drop(&all);
    buf_drop(&one);
}
