/* A list of pages, "12, 14, 20", leads to several places: cut into its labels, so that each is a link of its own. */
#include "pdf/internal.h"

bool pdf_page_list(const struct pdf *p, const struct draw *d)
{
    return d->kind == DRAW_GLYPHS && d->slot == SLOT_PAGEREF && d->node && d->node->n_targets > 1 && d->text &&
           d->u.frag->n_glyphs && p->marks.link[d->node->index] == d->node->index;
}

static bool between(char c)
{
    return c == ',' || c == ' ';
}

/* The first target on the page of that label. */
static const struct node *target_of(const struct pdf *p, const struct node *n, const char *label, size_t len)
{
    for (int32_t i = 0; i < n->n_targets; i++) {
        const char *l = pagemap_label(&p->layout->map, n->targets[i]);
        if (l && strlen(l) == len && !memcmp(l, label, len))
            return n->targets[i];
    }
    return NULL;
}

bool pdf_page_cut(const struct pdf *p, struct page_cut *c)
{
    const struct frag *f = c->d->u.frag;

    if (!c->glyph)
        c->at = f->start;
    if (c->glyph >= f->n_glyphs)
        return false;
    uint32_t first = c->glyph, from = c->at;
    int32_t x = c->x;
    bool gap = between(c->d->text[from]);
    while (c->glyph < f->n_glyphs && c->at < f->end &&
           (f->glyphs[c->glyph].bytes == 0 || between(c->d->text[c->at]) == gap)) {
        const struct glyph *g = f->glyphs + c->glyph++;
        c->at += g->bytes;
        c->x += frag_advance(f, g);
    }
    if (c->glyph == first || c->at >= f->end) /* the last piece takes what is left */
        c->glyph = f->n_glyphs, c->at = f->end, c->x = f->width;
    c->frag = *f;
    c->frag.glyphs = f->glyphs + first;
    c->frag.n_glyphs = c->glyph - first;
    c->frag.start = from;
    c->frag.end = c->at;
    c->frag.width = c->x - x;
    if (c->glyph < f->n_glyphs)
        c->frag.hyphen = 0;
    c->part = *c->d;
    c->part.x += x;
    c->part.w = c->frag.width;
    c->part.u.frag = &c->frag;
    c->target = gap ? NULL : target_of(p, c->d->node, c->d->text + from, c->at - from);
    return true;
}
