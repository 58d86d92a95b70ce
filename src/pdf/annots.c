/* Links: the glyphs of a link are gathered line by line into rectangles, each a link annotation. Inside the file by named
 * destination; a note's mark leads to its note and the note's number back. */
#include "pdf/internal.h"

static const struct node *link_of(const struct pdf *p, const struct draw *d)
{
    if (!d->node || pdf_marks_is_artifact(&p->marks, d))
        return NULL;
    if (d->slot == SLOT_CALL || d->slot == SLOT_NOTE_LABEL)
        return d->node->kind == NODE_NOTE ? d->node : NULL;
    int32_t i = p->marks.link[d->node->index];
    for (const struct node *n = d->node; n && i >= 0; n = n->parent)
        if (n->index == i)
            return n;
    return NULL;
}

/* What an annotation says to those who can't see it. */
static void contents(struct buf *b, const struct linker *l)
{
    const struct node *n = l->node;
    struct buf t = {0};

    if (n->kind == NODE_NOTE && l->slot == SLOT_CALL) {
        buf_addf(&t, "%s %d", term(TERM_NOTE, n->lang), (int)n->number);
    } else if (n->kind == NODE_NOTE) {
        buf_adds(&t, term(TERM_BACK_TO_TEXT, n->lang));
    } else if (n->kind == NODE_PAGEREF) {
        const char *label = l->target ? pagemap_label(&l->p->layout->map, l->target) : NULL;
        buf_addf(&t, "%s %s", term(TERM_PAGE_LONG, n->lang), label ? label : "");
    } else {
        node_plain_text(n, &t);
        if (n->href && t.len && strcmp(t.data, n->href))
            buf_addf(&t, " (%s)", n->href);
        else if (n->href)
            buf_clear(&t), buf_adds(&t, n->href);
    }
    buf_adds(b, "/Contents");
    pdf_text(b, t.len ? t.data : "link");
    buf_drop(&t);
}

static bool action(struct buf *b, const struct linker *l)
{
    const struct node *n = l->node;

    if (n->kind == NODE_NOTE) {
        buf_adds(b, "/Dest");
        pdf_dest_note(b, n, l->slot == SLOT_NOTE_LABEL);
        return true;
    }
    if (n->href) {
        buf_adds(b, "/A<</S/URI/URI");
        pdf_bytes(b, n->href, strlen(n->href));
        buf_adds(b, ">>");
        return true;
    }
    buf_adds(b, "/Dest");
    return l->target && pdf_dest_of(l->p, l->target, b);
}

void pdf_linker_flush(struct linker *l)
{
    struct pdf *p = l->p;
    struct marks *m = &p->marks;
    int64_t height = p->layout->pages[l->page].height;

    if (!l->node)
        return;
    struct buf *tmp = &p->tmp;
    buf_clear(tmp);
    bool leads = action(tmp, l);
    if (leads) {
        int32_t at = (int32_t)m->annot.n, id = p->w ? pdfw_ids(p->w, 1) : 0, node = l->node->index;
        vec_push(&m->annot, (struct pdf_annot){.node = node,
                                               .page = l->page,
                                               .id = id,
                                               .next = -1,
                                               .elem = -1,
                                               .mark = l->mark,
                                               .slot = (uint8_t)l->slot});
        if (m->first_annot[node] < 0)
            m->first_annot[node] = at;
        else
            m->annot.v[m->last_annot[node]].next = at;
        m->last_annot[node] = at;
        if (p->w) {
            vec_push(l->annots, id);
            struct buf *b = pdfw_begin(p->w, id);
            buf_adds(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
            const int64_t rect[4] = {l->x0, height - l->y1, l->x1, height - l->y0};
            for (int i = 0; i < 4; i++) {
                pdf_milli(b, pdf_milli_of(rect[i]) / 10 * 10);
                buf_addc(b, i < 3 ? ' ' : ']');
            }
            buf_addf(b, "/StructParent %d", (int)(p->layout->n_pages + at));
            buf_add(b, tmp->data, tmp->len);
            contents(b, l);
            buf_adds(b, ">>");
            pdfw_end(p->w);
        }
    }
    l->node = NULL;
}

static void extend(struct linker *l, const struct node *n, const struct node *target, const struct draw *d, int32_t x0,
                   int32_t x1)
{
    const struct frag *f = d->kind == DRAW_GLYPHS ? d->u.frag : NULL;
    int32_t y0 = f ? d->y - (int32_t)((int64_t)f->size * 8 / 10) : d->y;
    int32_t y1 = f ? d->y + f->size / 4 : d->y + d->h;
    int32_t base = f ? d->y + f->rise : d->y; /* of the line */

    if (l->node == n && l->slot == d->slot && l->target == target && l->base == base && x0 >= l->x0) {
        l->x1 = x1 > l->x1 ? x1 : l->x1;
        l->y0 = y0 < l->y0 ? y0 : l->y0;
        l->y1 = y1 > l->y1 ? y1 : l->y1;
        return;
    }
    pdf_linker_flush(l);
    l->node = n;
    l->target = target;
    l->mark = (int32_t)l->p->marks.mark.n - 1;
    l->slot = d->slot;
    l->base = base;
    l->x0 = x0;
    l->x1 = x1;
    l->y0 = y0;
    l->y1 = y1;
}

void pdf_linker_add(struct linker *l, const struct draw *d)
{
    if (d->kind == DRAW_RECT || d->kind == DRAW_STROKE)
        return;
    const struct node *n = link_of(l->p, d);
    if (d->slot == SLOT_NOTE_LABEL && d->node &&
        (!l->p->marks.note.n || l->p->marks.note.v[l->p->marks.note.n - 1].node != d->node->index)) {
        int32_t top = d->kind == DRAW_GLYPHS ? d->y - d->u.frag->size : d->y;
        vec_push(&l->p->marks.note, (struct pdf_spot){d->node->index, l->page, top});
    }
    if (!n) {
        pdf_linker_flush(l);
        return;
    }
    const struct node *target = n->kind == NODE_PAGEREF ? n->targets[0] : n->target;
    extend(l, n, target, d, d->x, d->x + d->w);
}

void pdf_linker_add_page(struct linker *l, const struct draw *d, const struct node *target)
{
    const struct node *n = link_of(l->p, d);

    if (n && target)
        extend(l, n, target, d, d->x, d->x + d->w);
    else
        pdf_linker_flush(l);
}
