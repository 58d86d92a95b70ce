/* The outline: sections and generated lists, nested as in the document. */
#include "pdf/internal.h"

struct entry {
    const struct node *title, *node;
    int32_t parent, first, last, prev, next, below; /* indexes, -1; all entries below */
};
struct outline {
    struct entry *v;
    size_t n, cap;
};

static void gather(struct pdf *p, struct outline *o, const struct node *n, int32_t parent)
{
    for (const struct node *k = n->child; k; k = k->next) {
        bool group = k->kind == NODE_SOURCEGROUP || k->kind == NODE_CLAIMGROUP; /* too small for the outline */
        const struct node *title = group ? NULL : pdf_heading_of(k);
        struct buf probe = {0};
        int32_t at = parent;
        if (title && pdf_dest_of(p, k, &probe)) {
            at = (int32_t)o->n;
            vec_push(o, (struct entry){title, k, parent, -1, -1, o->v[parent].last, -1, 0});
            if (o->v[parent].last >= 0)
                o->v[o->v[parent].last].next = at;
            else
                o->v[parent].first = at;
            o->v[parent].last = at;
            for (int32_t up = parent; up >= 0; up = o->v[up].parent)
                o->v[up].below++;
        }
        buf_drop(&probe);
        gather(p, o, k, at);
    }
}

static void ref(struct buf *b, const char *key, int32_t base, int32_t i)
{
    if (i >= 0)
        buf_addf(b, "/%s %d 0 R", key, (int)(base + i));
}

int32_t pdf_outline(struct pdf *p)
{
    struct outline o = {0};
    struct buf text = {0};
    int32_t top = 0;

    vec_push(&o, (struct entry){NULL, NULL, -1, -1, -1, -1, -1, 0});
    gather(p, &o, p->doc->tree, 0);
    for (int32_t i = o.v[0].first; i >= 0; i = o.v[i].next)
        top++;
    int32_t base = o.n > 1 ? pdfw_ids(p->w, (int32_t)o.n) : 0;
    for (size_t i = 0; base && i < o.n; i++) {
        const struct entry *e = o.v + i;
        struct buf *b = pdfw_begin(p->w, base + (int32_t)i);
        if (i == 0) {
            buf_addf(b, "<</Type/Outlines/Count %d", (int)top);
        } else {
            buf_clear(&text);
            node_plain_text(e->title, &text);
            buf_adds(b, "<</Title");
            pdf_text(b, text.len ? text.data : "");
            buf_adds(b, "/Dest");
            pdf_dest_of(p, e->node, b);
            ref(b, "Parent", base, e->parent);
            ref(b, "Prev", base, e->prev);
            ref(b, "Next", base, e->next);
            if (e->below) /* closed: as many as would show if it were opened */ {
                int32_t kids = 0;
                for (int32_t k = e->first; k >= 0; k = o.v[k].next)
                    kids++;
                buf_addf(b, "/Count -%d", (int)kids);
            }
        }
        ref(b, "First", base, e->first);
        ref(b, "Last", base, e->last);
        buf_adds(b, ">>");
        pdfw_end(p->w);
    }
    free(o.v);
    buf_drop(&text);
    return base;
}
