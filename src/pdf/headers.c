/* Which heads a cell of a table belongs to, where Scope alone leaves it open: heads that span, heads of several rows or columns. Each
 * TH then gets an /ID and each cell a /Headers list (ISO 32000-1, table 349). A head of a column is above the cell and over one of its
 * columns; a head of a row stands before it in one of its rows. A plain table, one row and one column of heads at most, needs none. */
#include "pdf/internal.h"

enum { LOOKS = 20000000 };
struct cell {
    int32_t elem;
    int32_t row, col, rows, cols;
    bool head, of_row;
};
struct grid {
    struct tags *t;
    VEC(struct cell) cell;
    VEC(int32_t) busy; /* by column: rows still taken from above */
    int32_t row;
};

int pdf_span_of(const struct node *n, const char *name)
{
    const char *v = node_attr(n, name);
    int i = v ? atoi(v) : 1;

    return i > 1 && i < 10000 ? i : 1;
}

bool pdf_heads_row(const struct node *n)
{
    const char *scope = node_attr(n, "scope");

    return scope ? !strncmp(scope, "row", 3) : !node_find_up(n, NODE_THEAD) && !n->prev && n->next;
}

static bool taken(const struct grid *g, int32_t col)
{
    return (size_t)col < g->busy.n && g->busy.v[col] > 0;
}

static void place_row(struct grid *g, const struct elem *tr)
{
    int32_t col = 0;

    for (int32_t k = tr->first; k >= 0; k = g->t->kid.v[k].next) {
        if (g->t->kid.v[k].kind != KID_ELEM)
            continue;
        int32_t e = g->t->kid.v[k].value;
        const struct elem *cell = g->t->elem.v + e;
        while (taken(g, col))
            col++;
        struct cell c = {.elem = e, .row = g->row, .col = col, .head = cell->tag == TAG_TH};
        c.cols = pdf_span_of(cell->node, "colspan");
        c.rows = pdf_span_of(cell->node, "rowspan");
        c.of_row = c.head && pdf_heads_row(cell->node);
        vec_push(&g->cell, c);
        int32_t end = col + c.cols;
        for (; col < end; col++) {
            while (g->busy.n <= (size_t)col)
                vec_push(&g->busy, 0);
            g->busy.v[col] = c.rows;
        }
    }
    for (size_t i = 0; i < g->busy.n; i++)
        g->busy.v[i] -= g->busy.v[i] > 0;
    g->row++;
}

static void place_rows(struct grid *g, const struct elem *part)
{
    for (int32_t k = part->first; k >= 0; k = g->t->kid.v[k].next) {
        const struct kid *kid = g->t->kid.v + k;
        const struct elem *e = kid->kind == KID_ELEM ? g->t->elem.v + kid->value : NULL;
        if (e && e->tag == TAG_TR)
            place_row(g, e);
        else if (e && e->tag != TAG_Caption)
            place_rows(g, e);
    }
}

/* Heads elsewhere than in the first row and the first column, or over more than one cell. */
static bool is_involved(const struct grid *g)
{
    int32_t head_row = -1, head_col = -1;

    for (size_t i = 0; i < g->cell.n; i++) {
        const struct cell *c = g->cell.v + i;
        if (!c->head)
            continue;
        if (c->rows > 1 || c->cols > 1)
            return true;
        int32_t *first = c->of_row ? &head_col : &head_row, at = c->of_row ? c->col : c->row;
        if (*first >= 0 && *first != at)
            return true;
        *first = at;
    }
    return false;
}

static bool heads(const struct cell *h, const struct cell *c)
{
    if (!h->head || h == c)
        return false;
    if (h->of_row)
        return h->col + h->cols <= c->col && h->row < c->row + c->rows && c->row < h->row + h->rows;
    return h->row + h->rows <= c->row && h->col < c->col + c->cols && c->col < h->col + h->cols;
}

static void say_headers(struct headers *out, const struct grid *g)
{
    VEC(const struct cell *) all = {0};

    for (size_t i = 0; i < g->cell.n; i++)
        if (g->cell.v[i].head)
            vec_push(&all, g->cell.v + i);
    if (all.n * g->cell.n > LOOKS) { /* a table made to take long: its heads have their Scope */
        vec_drop(&all);
        return;
    }
    for (size_t i = 0; i < all.n; i++)
        vec_push(&out->head, all.v[i]->elem);
    for (size_t i = 0; i < g->cell.n; i++) {
        const struct cell *c = g->cell.v + i;
        struct cell_headers h = {c->elem, (int32_t)out->of.n, 0};
        for (size_t k = 0; k < all.n; k++)
            if (heads(all.v[k], c)) {
                vec_push(&out->of, all.v[k]->elem);
                h.n++;
            }
        if (h.n)
            vec_push(&out->cell, h);
    }
    vec_drop(&all);
}

static int by_elem(const void *a, const void *b) /* both arrays begin with the element */
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

void pdf_headers_build(struct headers *out, struct tags *t)
{
    for (size_t i = 0; i < t->elem.n; i++) {
        if (t->elem.v[i].tag != TAG_Table)
            continue;
        struct grid g = {.t = t};
        place_rows(&g, t->elem.v + i);
        if (is_involved(&g))
            say_headers(out, &g);
        vec_drop(&g.cell);
        vec_drop(&g.busy);
    }
    if (out->head.n) /* a table in a table comes after the rest of the outer one */
        qsort(out->head.v, out->head.n, sizeof *out->head.v, by_elem);
    if (out->cell.n)
        qsort(out->cell.v, out->cell.n, sizeof *out->cell.v, by_elem);
}

void pdf_headers_drop(struct headers *h)
{
    vec_drop(&h->head);
    vec_drop(&h->cell);
    vec_drop(&h->of);
}

bool pdf_is_named_head(const struct headers *h, int32_t elem)
{
    size_t from = 0, to = h->head.n; /* in order of element */

    while (from < to) {
        size_t mid = (from + to) / 2;
        if (h->head.v[mid] < elem)
            from = mid + 1;
        else
            to = mid;
    }
    return from < h->head.n && h->head.v[from] == elem;
}

const struct cell_headers *pdf_headers_of(const struct headers *h, int32_t elem)
{
    size_t from = 0, to = h->cell.n;

    while (from < to) {
        size_t mid = (from + to) / 2;
        if (h->cell.v[mid].elem < elem)
            from = mid + 1;
        else
            to = mid;
    }
    return from < h->cell.n && h->cell.v[from].elem == elem ? h->cell.v + from : NULL;
}
