/* Rows that are shorter than their table get the cells they lack, empty: PDF/UA wants as many columns in every row, and a row's
 * rules and background then reach its end. */
#include "doc/internal.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 500 };

/* By column of one group of rows: the first row that is free again. */
struct fill {
    struct doc *doc;
    int32_t until[COLUMNS_MAX];
    int32_t columns; /* of the table, as far as it was seen */
};

static int32_t span_of(const struct node *cell, const char *name, int32_t most)
{
    const char *v = node_attr(cell, name);
    long n = v ? strtol(v, NULL, 10) : 1;
    return n < 1 ? 1 : n > most ? most : (int32_t)n;
}

static int32_t next_free(const struct fill *f, int32_t column, int32_t row)
{
    while (column < COLUMNS_MAX && f->until[column] > row)
        column++;
    return column;
}

/* Places the cells of a row; what it reaches widens the table. Returns the first column after them. */
static int32_t place(struct fill *f, const struct node *tr, int32_t row)
{
    int32_t column = 0;
    for (const struct node *c = tr->child; c; c = c->next) {
        if (c->kind != NODE_TH && c->kind != NODE_TD)
            continue;
        int32_t wide = span_of(c, "colspan", COLUMNS_MAX), high = span_of(c, "rowspan", INT32_MAX / 2);
        column = next_free(f, column, row);
        for (; wide && column < COLUMNS_MAX; wide--)
            f->until[column++] = row + high;
        if (column > f->columns)
            f->columns = column;
    }
    return column;
}

/* add: the cells that are missing; else the rows are only measured. */
static void group(struct fill *f, struct node *g, bool add)
{
    int32_t row = 0;
    memset(f->until, 0, sizeof f->until);
    for (struct node *tr = g->child; tr; tr = tr->next) {
        if (tr->kind != NODE_TR)
            continue;
        int32_t column = place(f, tr, row);
        while (add && (column = next_free(f, column, row)) < f->columns) {
            struct node *td = node_new(f->doc, NODE_TD, tr);
            node_append(tr, td);
            f->until[column] = row + 1;
        }
        row++;
    }
}

static void table(struct fill *f, struct node *t)
{
    f->columns = 0;
    for (int pass = 0; pass < 2; pass++)
        for (struct node *g = t->child; g; g = g->next)
            if (g->kind == NODE_THEAD || g->kind == NODE_TBODY || g->kind == NODE_TFOOT)
                group(f, g, pass == 1);
}

void tables_fill(struct doc *doc)
{
    struct fill *f = xcalloc(1, sizeof *f);
    f->doc = doc;
    for (const struct node *n = doc->tree; n; n = node_next(n, doc->tree))
        if (n->kind == NODE_TABLE)
            table(f, (struct node *)(uintptr_t)n);
    free(f);
}
