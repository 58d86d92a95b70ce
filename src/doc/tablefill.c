/* Tables become whole: rows that are shorter than their table get the cells they lack, empty (PDF/UA wants as many columns in every row, and
 * a row's rules and background then reach its end); rows and columns that no cell begins in, which HTML forbids, go, and the cells that
 * spanned them span less; a table has a body. */
#include "doc/internal.h"

#include <stdio.h>
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

/* ---- rows and columns that no cell begins in ---- */

static struct node *first_cell(const struct node *tr)
{
    struct node *c = tr->child;
    while (c && c->kind != NODE_TD && c->kind != NODE_TH)
        c = c->next;
    return c;
}

static void set_span(struct fill *f, struct node *cell, const char *name, int32_t span)
{
    char text[16];
    snprintf(text, sizeof text, "%d", (int)(span < 1 ? 1 : span));
    if (span != span_of(cell, name, INT32_MAX / 2))
        node_set_attr(f->doc, cell, name, text);
}

/* Spans end with their group, and shrink by the rows in them that go: gone[r] of them stand before row r. */
static void rows_drop(struct fill *f, struct node *g)
{
    int32_t n = 0, row = 0;
    for (const struct node *tr = g->child; tr; tr = tr->next)
        n += tr->kind == NODE_TR;
    int32_t *gone = xcalloc((size_t)n + 1, sizeof *gone);
    for (const struct node *tr = g->child; tr; tr = tr->next)
        if (tr->kind == NODE_TR) {
            gone[row + 1] = gone[row] + (!first_cell(tr) && !tr->id);
            row++;
        }
    row = 0;
    for (struct node *tr = g->child, *next; tr; tr = next) {
        next = tr->next;
        if (tr->kind != NODE_TR)
            continue;
        for (struct node *c = first_cell(tr); c; c = c->next) {
            int32_t high = span_of(c, "rowspan", n - row);
            set_span(f, c, "rowspan", high - (gone[row + high] - gone[row]));
        }
        if (gone[row + 1] > gone[row] && gone[n] < n)
            node_remove(tr);
        row++;
    }
    free(gone);
}

/* begun: the columns in which a cell of the group begins; or, where gone is given, spans shrink by the columns that go. */
static void group_columns(struct fill *f, struct node *g, bool *begun, const int32_t *gone)
{
    int32_t row = 0;
    memset(f->until, 0, sizeof f->until);
    for (struct node *tr = g->child; tr; tr = tr->next) {
        int32_t column = 0;
        if (tr->kind != NODE_TR)
            continue;
        for (struct node *c = first_cell(tr); c; c = c->next) {
            int32_t wide, high = span_of(c, "rowspan", INT32_MAX / 2);
            column = next_free(f, column, row);
            wide = span_of(c, "colspan", COLUMNS_MAX - column);
            if (column >= COLUMNS_MAX)
                break;
            begun[column] = true;
            for (int32_t k = column; k < column + wide; k++)
                f->until[k] = row + high;
            if (gone)
                set_span(f, c, "colspan", wide - (gone[column + wide] - gone[column]));
            column += wide;
        }
        row++;
    }
}

/* The col elements of columns that go. */
static void cols_drop(struct node *table, const int32_t *gone)
{
    int32_t column = 0;
    for (struct node *g = table->child; g; g = g->next)
        for (struct node *c = g->kind == NODE_COLGROUP ? g->child : NULL, *next; c; c = next) {
            next = c->next;
            int32_t span = c->kind == NODE_COL ? span_of(c, "span", COLUMNS_MAX) : 0;
            if (span == 1 && column < COLUMNS_MAX && gone[column + 1] > gone[column] && g->child->next)
                node_remove(c);
            column += span;
        }
}

static bool is_group(const struct node *n)
{
    return n->kind == NODE_THEAD || n->kind == NODE_TBODY || n->kind == NODE_TFOOT;
}

static void columns_drop(struct fill *f, struct node *t)
{
    bool begun[COLUMNS_MAX] = {false};
    int32_t gone[COLUMNS_MAX + 1] = {0};
    for (struct node *g = t->child; g; g = g->next)
        if (is_group(g))
            group_columns(f, g, begun, NULL);
    for (int32_t k = 0; k < COLUMNS_MAX; k++)
        gone[k + 1] = gone[k] + (k < f->columns && !begun[k]);
    if (!gone[COLUMNS_MAX])
        return;
    for (struct node *g = t->child; g; g = g->next)
        if (is_group(g))
            group_columns(f, g, begun, gone);
    cols_drop(t, gone);
}

/* A table of a head or a foot alone: its last group is its body, which PDF/UA wants (ISO 14289-1, 7.2). */
static void give_body(struct node *t)
{
    struct node *last = NULL;
    for (struct node *g = t->child; g; g = g->next) {
        if (g->kind == NODE_TBODY)
            return;
        last = is_group(g) ? g : last;
    }
    if (last)
        last->kind = NODE_TBODY;
}

static void table(struct fill *f, struct node *t)
{
    f->columns = 0;
    give_body(t);
    for (int pass = 0; pass < 2; pass++)
        for (struct node *g = t->child; g; g = g->next)
            if (is_group(g))
                group(f, g, pass == 1);
    for (struct node *g = t->child; g; g = g->next)
        if (is_group(g))
            rows_drop(f, g);
    columns_drop(f, t);
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
