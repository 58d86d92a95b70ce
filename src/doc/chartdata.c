/* The numbers of a chart, from its points or from a CSV file; and the same numbers as a table, for those who can't see the drawing. */
#include "doc/media.h"

#include "doc/generate.h"
#include "doc/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CSV_BYTES = 4 * 1024 * 1024, CHART_POINTS = 20000, CHART_SERIES = 100 };

struct build {
    struct doc *doc;
    struct diag *diag;
    struct chart *chart;
    const char *corner; /* name of the first column */
    size_t left;        /* points that may still come */
};

static struct src attr_place(const struct node *n, const char *name)
{
    for (const struct attr *a = n->attrs; a; a = a->next)
        if (!strcmp(a->name, name) && a->src.line)
            return a->src;
    return n->src;
}

static bool kind_of(const char *s, enum chart_kind *kind)
{
    static const char *const names[] = {"bar", "column", "line", "stacked", "dot"};
    for (size_t i = 0; s && i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], s)) {
            *kind = (enum chart_kind)i;
            return true;
        }
    return false;
}

/* ---- points ---- */

static void read_point(struct build *b, const struct node *n, struct chart_point *p)
{
    const char *x = node_attr(n, "x"), *y = node_attr(n, "y");
    p->x = x ? x : "";
    p->missing = !y || !*y;
    if (!p->missing && !number_read(y, &p->y)) {
        diag_add(b->diag, D_VALUE_BAD, attr_place(n, "y"), "y=“%s” is no number", y);
        p->missing = true;
    }
}

static void read_series(struct build *b, const struct node *n, struct chart_series *s)
{
    const char *label = node_attr(n, "label");
    s->label = label ? label : "";
    size_t count = 0;
    for (const struct node *c = n->child; c; c = c->next)
        count += c->kind == NODE_POINT;
    s->point = arena_array(b->doc->arena, count ? count : 1, sizeof *s->point);
    for (const struct node *c = n->child; c; c = c->next) {
        if (c->kind != NODE_POINT)
            continue;
        if (!b->left) {
            diag_add(b->diag, D_VALUE_BAD, c->src, "more than %d points in one chart", CHART_POINTS);
            return;
        }
        b->left--;
        read_point(b, c, &s->point[s->n++]);
    }
}

static void read_points(struct build *b, const struct node *n)
{
    struct chart *chart = b->chart;
    size_t count = 0;
    for (const struct node *c = n->child; c; c = c->next)
        count += c->kind == NODE_SERIES;
    chart->series = arena_array(b->doc->arena, count ? count : 1, sizeof *chart->series);
    for (const struct node *c = n->child; c && chart->n < CHART_SERIES; c = c->next)
        if (c->kind == NODE_SERIES)
            read_series(b, c, &chart->series[chart->n++]);
}

/* ---- CSV ---- */

static bool check_rows(struct build *b, const struct csv *csv, const char *file)
{
    if (csv->n < 2 || csv->row[0].n < 2) {
        diag_add(b->diag, D_CSV_BAD, (struct src){file, 1, 1}, "no row of names with numbers below it");
        return false;
    }
    if (csv->n * csv->row[0].n > CHART_POINTS || csv->row[0].n > CHART_SERIES) {
        diag_add(b->diag, D_CSV_BAD, (struct src){file, 1, 1}, "too much for one chart: %zu rows, %zu columns", csv->n,
                 csv->row[0].n);
        return false;
    }
    bool ok = true;
    for (size_t i = 1; i < csv->n; i++)
        if (csv->row[i].n != csv->row[0].n) {
            diag_add(b->diag, D_CSV_BAD, (struct src){file, csv->row[i].line, 1},
                     "%zu cells where the first row has %zu", csv->row[i].n, csv->row[0].n);
            ok = false;
        }
    return ok;
}

static void csv_point(struct build *b, const struct csv_cell *x, const struct csv_cell *y, const char *file,
                      struct chart_point *p)
{
    p->x = x->text;
    p->missing = !*y->text;
    if (!p->missing && !number_read(y->text, &p->y)) {
        diag_add(b->diag, D_CSV_BAD, (struct src){file, y->line, y->col}, "“%s” is no number", y->text);
        p->missing = true;
    }
}

static void take_csv(struct build *b, const struct csv *csv, const char *file)
{
    struct chart *chart = b->chart;
    if (!check_rows(b, csv, file))
        return;
    b->corner = csv->row[0].cell[0].text;
    chart->n = csv->row[0].n - 1;
    chart->series = arena_array(b->doc->arena, chart->n, sizeof *chart->series);
    for (size_t s = 0; s < chart->n; s++) {
        struct chart_series *series = &chart->series[s];
        series->label = csv->row[0].cell[s + 1].text;
        series->n = csv->n - 1;
        series->point = arena_array(b->doc->arena, series->n, sizeof *series->point);
        for (size_t i = 1; i < csv->n; i++)
            csv_point(b, &csv->row[i].cell[0], &csv->row[i].cell[s + 1], file, &series->point[i - 1]);
    }
}

static void read_csv(struct build *b, const struct node *n, const char *href)
{
    struct src src = attr_place(n, "data");
    char *path = media_path(b->doc, n->src.file, href);
    struct buf data = {0};
    struct csv csv;
    if (access(path, F_OK) == 0 && !path_below(b->doc->root, path)) {
        diag_add(b->diag, D_FILE_OUTSIDE, src, "“%s” lies outside the dossier's folder", href);
        return;
    }
    errno = 0;
    if (!file_read(path, &data, CSV_BYTES))
        diag_add(b->diag, D_CSV_BAD, src, "“%s” cannot be read: %s", href, strerror(errno));
    else if (csv_read(b->doc->arena, data.data, data.len, path, &csv, b->diag))
        take_csv(b, &csv, path);
    buf_drop(&data);
}

/* ---- the table ---- */

static void add_cell(struct build *b, struct node *row, enum node_kind kind, const char *scope, const char *text)
{
    struct node *cell = gen_node(b->doc, row, kind);
    if (scope)
        node_set_attr(b->doc, cell, "scope", scope);
    gen_text(b->doc, cell, text);
}

static void add_number(struct build *b, struct node *row, const struct chart_point *p)
{
    struct buf s = {0};
    if (p && !p->missing)
        term_number(&s, p->y, row->lang);
    add_cell(b, row, NODE_TD, NULL, s.len ? s.data : "–");
    buf_drop(&s);
}

static void add_head(struct build *b, struct node *table)
{
    static const char *const corner[COLUMN_COUNT] = {"Item", "Rubrique", "项目", "項目"};
    struct node *row = gen_node(b->doc, gen_node(b->doc, table, NODE_THEAD), NODE_TR);
    bool named = b->corner && *b->corner;
    add_cell(b, row, NODE_TH, "col", named ? b->corner : said_in(corner, table->lang));
    for (size_t s = 0; s < b->chart->n; s++) {
        const char *label = b->chart->series[s].label, *unit = b->chart->unit;
        if (!*label)
            label = unit && *unit ? unit : term(TERM_DATA, table->lang);
        else if (unit && *unit)
            label = arena_printf(b->doc->arena, "%s%s%s%s", label, word(WORD_PAREN_OPEN, table->lang), unit,
                                 word(WORD_PAREN_CLOSE, table->lang));
        add_cell(b, row, NODE_TH, "col", label);
    }
}

/* Every x once, in the order of first appearance; a series may lack some. */
static void add_table(struct build *b, struct node *n)
{
    struct chart *chart = b->chart;
    struct node *table = gen_node(b->doc, n, NODE_TABLE);
    table->class = "chart-data";
    add_head(b, table);
    struct map *rows = map_new();
    size_t room = 0;
    for (size_t s = 0; s < chart->n; s++)
        for (size_t i = 0; i < chart->series[s].n; i++)
            if (!map_find(rows, chart->series[s].point[i].x))
                map_put(rows, chart->series[s].point[i].x, (void *)(uintptr_t)++room);
    /* at[row * series + s]: the point of that row and series */
    const struct chart_point **at = xcalloc(room * chart->n + 1, sizeof *at);
    for (size_t s = 0; s < chart->n; s++)
        for (size_t i = 0; i < chart->series[s].n; i++) {
            size_t row = (size_t)(uintptr_t)map_find(rows, chart->series[s].point[i].x) - 1;
            at[row * chart->n + s] = &chart->series[s].point[i];
        }
    struct node *body = gen_node(b->doc, table, NODE_TBODY);
    for (size_t r = 0; r < room; r++) {
        void *value;
        struct node *row = gen_node(b->doc, body, NODE_TR);
        add_cell(b, row, NODE_TH, "row", map_at(rows, r, &value));
        for (size_t s = 0; s < chart->n; s++)
            add_number(b, row, at[r * chart->n + s]);
    }
    free(at);
    map_drop(rows);
}

void chart_load(struct doc *doc, struct node *n, struct diag *diag)
{
    struct chart *chart = arena_alloc(doc->arena, sizeof *chart);
    struct build b = {doc, diag, chart, NULL, CHART_POINTS};
    const char *kind = node_attr(n, "kind"), *data = node_attr(n, "data");
    if (!kind_of(kind, &chart->kind)) {
        diag_add(diag, D_VALUE_BAD, attr_place(n, "kind"), "kind of a chart is one of bar, column, line, stacked, dot");
        chart->kind = CHART_COLUMN;
    }
    chart->unit = node_attr(n, "unit");
    chart->alt = node_attr(n, "alt");
    if (data && *data)
        read_csv(&b, n, data);
    else
        read_points(&b, n);
    n->chart = chart;
    if (chart->n)
        add_table(&b, n);
}
