/* Tables: HTML's own, with the alignment of a column said on each of its cells (CSS has no other way on screens), and head cells that say what
 * they head. */
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 256 };
struct table {
    const char *align[COLUMNS_MAX];
    int held[COLUMNS_MAX]; /* rows a cell from above still spans */
    int n_align, at;
    struct table *outer;
};

static int number_attr(const struct node *n, const char *name, int otherwise, int most)
{
    const char *s = node_attr(n, name);
    int v = 0;
    for (; s && *s >= '0' && *s <= '9' && v < 100000; s++)
        v = v * 10 + (*s - '0');
    return !s || *s || v < 1 ? otherwise : v > most ? most : v;
}

static void take_columns(struct table *t, const struct node *n)
{
    for (const struct node *c = n->child; c; c = c->next) {
        if (c->kind == NODE_COLGROUP)
            take_columns(t, c);
        else if (c->kind == NODE_COL)
            for (int span = number_attr(c, "span", 1, COLUMNS_MAX); span > 0 && t->n_align < COLUMNS_MAX; span--)
                t->align[t->n_align++] = node_attr(c, "align");
    }
}

void x_table(struct writer *w, const struct node *n)
{
    struct table t = {.outer = w->table};
    take_columns(&t, n);
    w->table = &t;
    buf_addc(w->out, '\n');
    xhtml_open(w, "table", n);
    for (const struct node *c = n->child; c; c = c->next) /* HTML wants the caption first, the foot last */
        if (c->kind == NODE_CAPTION)
            xhtml_node(w, c);
    bool bare = false; /* col without a colgroup */
    for (const struct node *c = n->child; c; c = c->next) {
        if ((c->kind == NODE_COL) != bare)
            buf_adds(w->out, bare ? "</colgroup>" : "\n<colgroup>");
        bare = c->kind == NODE_COL;
        if (c->kind != NODE_CAPTION && c->kind != NODE_TFOOT)
            xhtml_node(w, c);
    }
    if (bare)
        buf_adds(w->out, "</colgroup>");
    for (const struct node *c = n->child; c; c = c->next)
        if (c->kind == NODE_TFOOT)
            xhtml_node(w, c);
    xhtml_close(w, "table");
    w->table = t.outer;
}

static bool css_width(const char *s)
{
    size_t k = strspn(s, "0123456789.");
    return k && k < 8 && (strcmp(s + k, "%") == 0 || strcmp(s + k, "em") == 0 || strcmp(s + k, "cm") == 0 || strcmp(s + k, "mm") == 0 ||
                          strcmp(s + k, "pt") == 0);
}

void x_colgroup(struct writer *w, const struct node *n)
{
    const char *name = n->kind == NODE_COL ? "col" : "colgroup", *width = node_attr(n, "width");
    buf_addc(w->out, '\n');
    xhtml_start(w, name, n);
    if (number_attr(n, "span", 1, COLUMNS_MAX) > 1 && !n->child)
        buf_addf(w->out, " span=\"%d\"", number_attr(n, "span", 1, COLUMNS_MAX));
    if (width && css_width(width))
        buf_addf(w->out, " style=\"width:%s\"", width);
    if (n->kind == NODE_COL) {
        buf_adds(w->out, "/>");
        return;
    }
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, name);
}

void x_row(struct writer *w, const struct node *n)
{
    struct table *t = w->table;
    buf_addc(w->out, '\n');
    xhtml_open(w, "tr", n);
    if (t)
        t->at = 0;
    xhtml_children(w, n);
    for (int i = t ? t->at : COLUMNS_MAX; i < COLUMNS_MAX; i++) /* columns no cell of this row came to */
        if (t->held[i] > 0)
            t->held[i]--;
    xhtml_close(w, "tr");
}

/* A th heads its column in the head of the table or in a row of th alone, else its row. */
static const char *scope_of(const struct node *th)
{
    const char *said = node_attr(th, "scope");
    if (said && (strcmp(said, "col") == 0 || strcmp(said, "row") == 0 || strcmp(said, "colgroup") == 0 || strcmp(said, "rowgroup") == 0))
        return said;
    if (node_find_up(th, NODE_THEAD))
        return "col";
    for (const struct node *c = th->parent ? th->parent->child : NULL; c; c = c->next)
        if (c->kind != NODE_TH)
            return "row";
    return "col";
}

void x_cell(struct writer *w, const struct node *n)
{
    struct table *t = w->table;
    const char *name = n->kind == NODE_TH ? "th" : "td", *align = node_attr(n, "align");
    int across = number_attr(n, "colspan", 1, COLUMNS_MAX), down = number_attr(n, "rowspan", 1, 10000);
    while (t && t->at < COLUMNS_MAX && t->held[t->at] > 0)
        t->held[t->at++]--;
    if (t && !align && t->at < t->n_align)
        align = t->align[t->at];
    xhtml_start(w, name, n);
    if (across > 1)
        buf_addf(w->out, " colspan=\"%d\"", across);
    if (down > 1)
        buf_addf(w->out, " rowspan=\"%d\"", down);
    if (n->kind == NODE_TH)
        xhtml_attr(w->out, "scope", scope_of(n));
    if (align && (strcmp(align, "right") == 0 || strcmp(align, "center") == 0 || strcmp(align, "left") == 0))
        buf_addf(w->out, " style=\"text-align:%s\"", align);
    buf_addc(w->out, '>');
    for (; t && across > 0 && t->at < COLUMNS_MAX; across--)
        t->held[t->at++] = down - 1;
    w->table = NULL; /* a table inside is its own; its cells must not count here */
    xhtml_children(w, n);
    w->table = t;
    xhtml_close(w, name);
}
