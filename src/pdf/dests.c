/* Named destinations: every node with an id that was set somewhere, and both ends of a note. */
#include "pdf/internal.h"

void pdf_dest_note(struct buf *out, const struct node *n, bool call)
{
    buf_addf(out, "(%s:%08d)", call ? "call" : "note", (int)n->index); /* no xml:id has a colon */
}

static void spot(struct pdf *p, struct buf *out, int32_t page, int32_t y)
{
    int64_t top = (int64_t)p->layout->pages[page].height - y;

    buf_addc(out, '[');
    pdf_ref(out, p->page_id + page);
    buf_adds(out, "/XYZ 0 ");
    pdf_milli(out, pdf_milli_of(top) / 10 * 10);
    buf_adds(out, " 0]");
}

static const struct place *place_of(const struct pdf *p, const struct node *n)
{
    const struct pagemap *m = &p->layout->map;

    if (n->index < 0 || n->index >= m->n_places)
        return NULL;
    const struct place *at = m->places + n->index;
    return at->page >= 0 && at->page < p->layout->n_pages ? at : NULL;
}

bool pdf_dest_of(struct pdf *p, const struct node *n, struct buf *out)
{
    const struct place *at = place_of(p, n);

    if (!at)
        return false;
    if (n->id)
        pdf_bytes(out, n->id, strlen(n->id));
    else
        spot(p, out, at->page, at->y);
    return true;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct tree_entry *)a)->key, ((const struct tree_entry *)b)->key);
}

/* Leaves of 64, nodes of 64, up to one root. */
int32_t pdf_tree(struct pdf *p, const char *leaf_key, const struct tree_entry *e, size_t n)
{
    struct level {
        int32_t id;
        size_t from, to;
    } *level = NULL;
    size_t n_level = 0;

    if (!n)
        return 0;
    level = xcalloc(n / 64 + 1, sizeof *level);
    bool root = n <= 64;
    for (size_t i = 0; i < n; i += 64) {
        struct level *l = level + n_level++;
        *l = (struct level){pdfw_ids(p->w, 1), i, i + 64 < n ? i + 64 : n};
        struct buf *b = pdfw_begin(p->w, l->id);
        buf_addf(b, "<</%s[", leaf_key);
        for (size_t k = l->from; k < l->to; k++)
            buf_addf(b, "%s %s\n", e[k].key, e[k].value);
        buf_adds(b, "]");
        if (!root)
            buf_addf(b, "/Limits[%s %s]", e[l->from].key, e[l->to - 1].key);
        buf_adds(b, ">>");
        pdfw_end(p->w);
    }
    while (n_level > 1) {
        size_t up = 0;
        root = n_level <= 64;
        for (size_t i = 0; i < n_level; i += 64) {
            size_t end = i + 64 < n_level ? i + 64 : n_level;
            struct level l = {pdfw_ids(p->w, 1), level[i].from, level[end - 1].to};
            struct buf *b = pdfw_begin(p->w, l.id);
            buf_adds(b, "<</Kids[");
            for (size_t k = i; k < end; k++)
                pdf_ref(b, level[k].id);
            buf_adds(b, "]");
            if (!root)
                buf_addf(b, "/Limits[%s %s]", e[l.from].key, e[l.to - 1].key);
            buf_adds(b, ">>");
            pdfw_end(p->w);
            level[up++] = l;
        }
        n_level = up;
    }
    int32_t id = level[0].id;
    free(level);
    return id;
}

int32_t pdf_dests(struct pdf *p)
{
    VEC(struct tree_entry) all = {0};
    struct arena *a = arena_new();
    struct buf key = {0}, value = {0};

    for (const struct node *n = p->doc->tree; n; n = node_next(n, p->doc->tree)) {
        const struct place *at = place_of(p, n);
        if (!at)
            continue;
        for (int what = 0; what < 2; what++) { /* by id; the mark of a note */
            if (what ? n->kind != NODE_NOTE : !n->id)
                continue;
            buf_clear(&key);
            buf_clear(&value);
            if (what)
                pdf_dest_note(&key, n, true);
            else
                pdf_bytes(&key, n->id, strlen(n->id));
            spot(p, &value, at->page, at->y);
            vec_push(&all, (struct tree_entry){arena_strdup(a, key.data), arena_strdup(a, value.data)});
        }
    }
    for (size_t i = 0; i < p->marks.note.n; i++) {
        const struct pdf_spot *s = p->marks.note.v + i;
        buf_clear(&key);
        buf_clear(&value);
        pdf_dest_note(&key, &(struct node){.index = s->node}, false);
        spot(p, &value, s->page, s->y);
        vec_push(&all, (struct tree_entry){arena_strdup(a, key.data), arena_strdup(a, value.data)});
    }
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_key);
    int32_t id = pdf_tree(p, "Names", all.v, all.n);
    vec_drop(&all);
    buf_drop(&key);
    buf_drop(&value);
    arena_drop(a);
    return id;
}
