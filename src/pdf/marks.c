/* What was marked on the pages: which marked-content sequences, links and pictures each node has. Compact, since it is all that is
 * kept of a page until the structure tree is written. */
#include "pdf/internal.h"

static bool decorates(const struct node *n)
{
    if (n->kind != NODE_IMG)
        return false;
    const char *alt = node_attr(n, "alt");
    return alt && !*alt;
}

static int32_t link_at(const struct marks *m, const struct node *n, bool hidden)
{
    int32_t above = n->parent ? m->link[n->parent->index] : -1;

    if (n->kind == NODE_NOTE || hidden)
        return -1;
    if ((n->kind == NODE_LINK && n->target) || (n->kind == NODE_A && n->href) ||
        (n->kind == NODE_PAGEREF && n->n_targets && above < 0))
        return n->index;
    return above;
}

/* Kinds that are no element unless their language is another: what stands in them belongs to the element around. */
static bool transparent(const struct node *n, const struct node *up)
{
    switch (n->kind) {
    case NODE_TEXT:
    case NODE_TIME:
    case NODE_SPAN:
    case NODE_SUB:
    case NODE_SUP:
    case NODE_UNIT:
    case NODE_STATUS:
    case NODE_GRADE:
    case NODE_SIC:
    case NODE_CORR: break;
    case NODE_LABEL:
        if (up->kind == NODE_SOURCEENTRY)
            return false;
        break;
    case NODE_CLAIM:
        if (n->block)
            return false;
        break;
    default: return false;
    }
    return n->lang == up->lang || (n->lang && up->lang && !strcmp(n->lang, up->lang));
}

void pdf_marks_init(struct marks *m, const struct doc *doc)
{
    size_t n = (size_t)(doc->n_nodes > 0 ? doc->n_nodes : 1);

    m->first = xcalloc(n, sizeof *m->first);
    m->last = xcalloc(n, sizeof *m->last);
    m->first_annot = xcalloc(n, sizeof *m->first_annot);
    m->last_annot = xcalloc(n, sizeof *m->last_annot);
    m->link = xcalloc(n, sizeof *m->link);
    m->owner = xcalloc(n, sizeof *m->owner);
    m->hidden = xcalloc(n, 1);
    doc_repeated(doc, m->hidden);
    for (size_t i = 0; i < n; i++)
        m->first[i] = m->last[i] = m->first_annot[i] = m->last_annot[i] = m->link[i] = -1;
    for (const struct node *k = doc->tree; k; k = node_next(k, doc->tree)) { /* parents first */
        m->hidden[k->index] |= (k->parent && m->hidden[k->parent->index]) || decorates(k);
        m->link[k->index] = link_at(m, k, m->hidden[k->index]);
        m->owner[k->index] = k->parent && transparent(k, k->parent) ? m->owner[k->parent->index] : k->index;
    }
}

void pdf_marks_drop(struct marks *m)
{
    free(m->first);
    free(m->last);
    free(m->first_annot);
    free(m->last_annot);
    free(m->link);
    free(m->owner);
    free(m->hidden);
    vec_drop(&m->mark);
    vec_drop(&m->annot);
    vec_drop(&m->box);
    vec_drop(&m->note);
    for (size_t i = 0; i < m->text.n; i++)
        buf_drop(&m->text.v[i]);
    vec_drop(&m->text);
    for (size_t i = 0; i < m->seen.n; i++)
        buf_drop(&m->seen.v[i].text);
    vec_drop(&m->seen);
}

void pdf_marks_see(struct marks *m, int32_t page, int32_t mark, const char *artifact)
{
    if (m->keep_text)
        vec_push(&m->seen, (struct pdf_seen){.page = page, .mark = mark, .artifact = artifact});
}

bool pdf_marks_is_artifact(const struct marks *m, const struct draw *d)
{
    return d->slot == SLOT_ARTIFACT || !d->node || m->hidden[d->node->index];
}

int32_t pdf_marks_add(struct marks *m, const struct node *n, enum slot slot, int32_t page, int32_t mcid)
{
    int32_t i = (int32_t)m->mark.n;

    vec_push(
        &m->mark,
        (struct pdf_mark){.node = n->index, .page = page, .mcid = mcid, .next = -1, .elem = -1, .slot = (uint8_t)slot});
    if (m->keep_text)
        vec_push(&m->text, (struct buf){0});
    if (m->first[n->index] < 0)
        m->first[n->index] = i;
    else
        m->mark.v[m->last[n->index]].next = i;
    m->last[n->index] = i;
    return i;
}
