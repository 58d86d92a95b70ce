/* Spans that do not fit their table, by HTML's way of placing cells: each in the next free column of its row. */
#include "doc/internal.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 500, ROWS_MAX = 100000 };

struct grid {
    struct diag *diag;
    int32_t columns;            /* declared by col elements; 0: none are */
    int32_t until[COLUMNS_MAX]; /* by column: the first row of the group that is free again */
    const struct node *by[COLUMNS_MAX];
};

static int32_t span_of(const struct node *cell, const char *name, int32_t most)
{
    const char *v = node_attr(cell, name);
    long n = v ? strtol(v, NULL, 10) : 1;
    return n < 1 ? 1 : n > most ? most + 1 : (int32_t)n;
}

static struct src place_of(const struct node *cell, const char *name)
{
    for (const struct attr *a = cell->attrs; a; a = a->next)
        if (!strcmp(a->name, name))
            return a->src;
    return cell->src;
}

/* False when the row cannot be followed any further. */
static bool place_cell(struct grid *g, const struct node *cell, int32_t row, int32_t rows, int32_t *column)
{
    int32_t wide = span_of(cell, "colspan", COLUMNS_MAX), high = span_of(cell, "rowspan", ROWS_MAX);
    while (*column < COLUMNS_MAX && g->until[*column] > row)
        ++*column;
    if (*column + wide > COLUMNS_MAX) {
        diag_add(g->diag, D_TABLE_BAD, place_of(cell, "colspan"), "this cell makes the table more than %d columns wide",
                 COLUMNS_MAX);
        return false;
    }
    if (g->columns && *column + wide > g->columns) {
        diag_add(g->diag, D_TABLE_BAD, place_of(cell, "colspan"),
                 "this cell reaches column %d, and the table has %d `col`", *column + wide, g->columns);
        return false;
    }
    if (row + high > rows) {
        diag_add(g->diag, D_TABLE_BAD, place_of(cell, "rowspan"),
                 "this cell reaches %d rows down, with %d left in its group", high, rows - row);
        high = rows - row;
    }
    for (int32_t i = 0; i < wide; i++, ++*column) {
        if (g->until[*column] > row)
            diag_add(g->diag, D_TABLE_BAD, place_of(cell, "colspan"), "this cell covers one that begins at line %d",
                     g->by[*column]->src.line);
        g->until[*column] = row + high;
        g->by[*column] = cell;
    }
    return true;
}

/* The rows from first on that are siblings: a group, or rows that stand in the table itself. Returns what follows them. */
static const struct node *check_rows(struct grid *g, const struct node *first)
{
    int32_t rows = 0, row = 0;
    const struct node *n;
    for (n = first; n && n->kind == NODE_TR; n = n->next)
        rows++;
    memset(g->until, 0, sizeof g->until);
    for (n = first; n && n->kind == NODE_TR; n = n->next, row++) {
        int32_t column = 0;
        for (const struct node *c = n->child; c; c = c->next)
            if ((c->kind == NODE_TH || c->kind == NODE_TD) && !place_cell(g, c, row, rows, &column))
                break;
    }
    return n;
}

static void check_table(struct grid *g, const struct node *table)
{
    g->columns = 0;
    for (const struct node *n = table->child; n; n = n->next)
        for (const struct node *c = n->kind == NODE_COLGROUP ? n->child : NULL; c; c = c->next)
            g->columns += c->kind == NODE_COL;
    for (const struct node *n = table->child; n;) {
        if (n->kind == NODE_TR) {
            n = check_rows(g, n);
            continue;
        }
        if (n->kind == NODE_THEAD || n->kind == NODE_TBODY || n->kind == NODE_TFOOT)
            check_rows(g, n->child);
        n = n->next;
    }
}

void tables_check(struct doc *doc, struct diag *diag)
{
    struct grid *g = xcalloc(1, sizeof *g);
    g->diag = diag;
    for (const struct node *n = doc->tree; n; n = node_next(n, doc->tree))
        if (n->kind == NODE_TABLE)
            check_table(g, n);
    free(g);
}
