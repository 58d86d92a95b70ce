/* Tables: HTML's own, with the alignment of a column said on each of its cells (CSS has no other way on screens), numbers flush right as on
 * paper where nobody says otherwise, and head cells that say what
 * they head: by their scope, and where some span or stand in tiers also by name on every cell under them, which needs no guessing. Headers stand
 * above and to the left, so they are known when a cell is written. A table of three columns or more scrolls by itself on a narrow screen. */
#include "doc/tablenumber.h"
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 256, TIERS_MAX = 6, WIDE = 3 };
struct heads {
    const struct node *v[TIERS_MAX];
    int n;
};
struct table {
    const char *align[COLUMNS_MAX];
    bool quantity[COLUMNS_MAX]; /* it holds numbers alone, aligned by their size */
    int held[COLUMNS_MAX]; /* rows a cell from above still spans */
    int n_align, at;
    bool tiers;                     /* cells name their headers */
    bool data;                      /* a cell of data was met: the next header of columns begins anew */
    struct heads column[COLUMNS_MAX];
    struct heads row;
    int row_left[TIERS_MAX];        /* rows each of row's headers still heads */
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

static bool is_group(const struct node *n)
{
    return n->kind == NODE_THEAD || n->kind == NODE_TBODY || n->kind == NODE_TFOOT;
}

static void read_cell(struct column_numbers *column, const struct node *cell)
{
    struct buf b = {0};
    struct table_number n;
    cell_text(cell, &b);
    table_number_read(b.data, cell->lang, &n);
    column_numbers_add(column, &n);
    buf_drop(&b);
}

/* Columns that hold quantities, unless the style aligns a cell of theirs itself. */
static void find_quantities(struct table *t, const struct styles *styles, const struct node *table)
{
    struct column_numbers *columns = xcalloc(COLUMNS_MAX, sizeof *columns);
    bool *said = xcalloc(COLUMNS_MAX, sizeof *said);
    for (const struct node *g = table->child; g; g = g->next) {
        int held[COLUMNS_MAX] = {0};
        for (const struct node *tr = is_group(g) ? g->child : NULL; tr; tr = tr->next) {
            int at = 0;
            for (const struct node *c = tr->child; c; c = c->next) {
                int across = number_attr(c, "colspan", 1, COLUMNS_MAX), down = number_attr(c, "rowspan", 1, 10000);
                for (; at < COLUMNS_MAX && held[at] > 0; at++)
                    held[at]--;
                if (at >= COLUMNS_MAX)
                    break;
                if (c->kind == NODE_TD && across == 1) {
                    enum text_align align = style_of(styles, c)->text_align;
                    said[at] = said[at] || align == ALIGN_RIGHT || align == ALIGN_CENTER;
                    read_cell(&columns[at], c);
                }
                for (; across > 0 && at < COLUMNS_MAX; across--)
                    held[at++] = down - 1;
            }
            for (; at < COLUMNS_MAX; at++)
                held[at] -= held[at] > 0;
        }
    }
    for (int k = 1; k < COLUMNS_MAX; k++)
        t->quantity[k] = !said[k] && column_numbers_quantities(&columns[k]);
    free(said);
    free(columns);
}

/* Columns of a table, and whether a header spans or stands in a second row. */
static int shape(const struct node *table, bool *tiers)
{
    int most = 0, head_rows = 0;
    for (const struct node *tr = table->child; tr; tr = node_next(tr, table)) {
        int cells = 0;
        if (tr->kind != NODE_TR)
            continue;
        for (const struct node *c = tr->child; c; c = c->next) {
            int across = number_attr(c, "colspan", 1, COLUMNS_MAX);
            cells += c->kind == NODE_TH || c->kind == NODE_TD ? across : 0;
            *tiers = *tiers || (c->kind == NODE_TH && (across > 1 || number_attr(c, "rowspan", 1, 10000) > 1));
        }
        most = cells > most ? cells : most;
        head_rows += tr->parent->kind == NODE_THEAD;
    }
    *tiers = *tiers || head_rows > 1;
    return most;
}

static void body(struct writer *w, const struct node *n)
{
    bool bare = false; /* col without a colgroup */
    for (const struct node *c = n->child; c; c = c->next) { /* HTML wants the caption first, the foot last */
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
}

static void x_caption(struct writer *w, const struct node *n, bool named)
{
    buf_addc(w->out, '\n');
    xhtml_start(w, "caption", n);
    if (named && !n->id) {
        buf_adds(w->out, " id=\"");
        xhtml_id(w->book, w->out, n, "at");
        buf_addc(w->out, '"');
    }
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, "caption");
}

/* What scrolls must take the focus, for those without a mouse, and have a name then. */
static void scroll_open(struct writer *w, const struct node *n, const struct node *caption)
{
    buf_adds(w->out, "\n<div class=\"d-scroll\" role=\"group\"");
    if (caption) {
        buf_adds(w->out, " aria-labelledby=\"");
        xhtml_id(w->book, w->out, caption, "at");
        buf_addc(w->out, '"');
    } else {
        xhtml_attr(w->out, "aria-label", term(TERM_TABLE, n->lang));
    }
    buf_adds(w->out, w->muted ? ">" : " tabindex=\"0\">");
}

void x_table(struct writer *w, const struct node *n)
{
    struct table *t = xcalloc(1, sizeof *t);
    const struct node *caption = node_child(n, NODE_CAPTION);
    bool wide = shape(n, &t->tiers) >= WIDE;
    t->outer = w->table;
    take_columns(t, n);
    find_quantities(t, w->book->styles, n);
    w->table = t;
    if (wide)
        scroll_open(w, n, caption);
    buf_addc(w->out, '\n');
    xhtml_open(w, "table", n);
    for (const struct node *c = n->child; c; c = c->next)
        if (c->kind == NODE_CAPTION)
            x_caption(w, c, wide && c == caption);
    body(w, n);
    xhtml_close(w, "table");
    if (wide)
        buf_adds(w->out, "</div>");
    w->table = t->outer;
    free(t);
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

/* Headers of rows that span further rows stay, the others go. */
static void row_heads_next(struct table *t)
{
    int kept = 0;
    for (int i = 0; i < t->row.n; i++)
        if (t->row_left[i] > 1) {
            t->row.v[kept] = t->row.v[i];
            t->row_left[kept++] = t->row_left[i] - 1;
        }
    t->row.n = kept;
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
    if (t)
        row_heads_next(t);
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

static void heads_push(struct heads *h, const struct node *th)
{
    if (h->n < TIERS_MAX)
        h->v[h->n++] = th;
}

/* th stands at t->at: it heads what is below it or to its right. */
static void take_head(struct table *t, const struct node *th, const char *scope, int across, int down)
{
    if (*scope == 'r') {
        if (t->row.n < TIERS_MAX)
            t->row_left[t->row.n] = down;
        heads_push(&t->row, th);
        return;
    }
    if (t->data)
        for (int i = 0; i < COLUMNS_MAX; i++)
            t->column[i].n = 0;
    t->data = false;
    for (int i = t->at; i < t->at + across && i < COLUMNS_MAX; i++)
        heads_push(&t->column[i], th);
}

static void names(struct writer *w, const struct heads *h, const char *before)
{
    for (int i = 0; i < h->n; i++) {
        buf_adds(w->out, i ? " " : before);
        xhtml_id(w->book, w->out, h->v[i], "at");
    }
}

static void headers(struct writer *w, const struct table *t)
{
    const struct heads *column = &t->column[t->at < COLUMNS_MAX ? t->at : COLUMNS_MAX - 1];
    if (!column->n && !t->row.n)
        return;
    buf_adds(w->out, " headers=\"");
    names(w, column, "");
    names(w, &t->row, column->n ? " " : "");
    buf_addc(w->out, '"');
}

static bool heads_quantities(const struct table *t, const struct node *th, int across)
{
    bool all = across > 1 && th->kind == NODE_TH && node_find_up(th, NODE_THEAD);
    for (int k = t->at; all && k < t->at + across && k < COLUMNS_MAX; k++)
        all = t->quantity[k] && !(k < t->n_align && t->align[k]);
    return all;
}

static void spans(struct writer *w, int across, int down)
{
    if (across > 1)
        buf_addf(w->out, " colspan=\"%d\"", across);
    if (down > 1)
        buf_addf(w->out, " rowspan=\"%d\"", down);
}

void x_cell(struct writer *w, const struct node *n)
{
    struct table *t = w->table;
    bool head = n->kind == NODE_TH;
    const char *name = head ? "th" : "td", *align = node_attr(n, "align"), *scope = head ? scope_of(n) : NULL;
    int across = number_attr(n, "colspan", 1, COLUMNS_MAX), down = number_attr(n, "rowspan", 1, 10000);
    while (t && t->at < COLUMNS_MAX && t->held[t->at] > 0)
        t->held[t->at++]--;
    if (t && !align && t->at < t->n_align)
        align = t->align[t->at];
    xhtml_start(w, name, n);
    spans(w, across, down);
    if (head)
        xhtml_attr(w->out, "scope", scope);
    if (head && t && t->tiers && !n->id) {
        buf_adds(w->out, " id=\"");
        xhtml_id(w->book, w->out, n, "at");
        buf_addc(w->out, '"');
    }
    if (!head && t && t->tiers)
        headers(w, t);
    bool known = align && (strcmp(align, "right") == 0 || strcmp(align, "center") == 0 || strcmp(align, "left") == 0 || strcmp(align, "justify") == 0);
    if (t && !known && across == 1 && t->at < COLUMNS_MAX && (t->quantity[t->at] || (align && strcmp(align, "char") == 0)))
        align = "right";
    else if (t && !known && heads_quantities(t, n, across))
        align = "center";
    if (align && (strcmp(align, "right") == 0 || strcmp(align, "center") == 0 || strcmp(align, "left") == 0))
        buf_addf(w->out, " style=\"text-align:%s\"", align);
    buf_addc(w->out, '>');
    if (t && head)
        take_head(t, n, scope, across, down);
    else if (t)
        t->data = true;
    for (; t && across > 0 && t->at < COLUMNS_MAX; across--)
        t->held[t->at++] = down - 1;
    w->table = NULL; /* a table inside is its own; its cells must not count here */
    xhtml_children(w, n);
    w->table = t;
    xhtml_close(w, name);
}
