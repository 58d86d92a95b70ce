/* A table being laid out, shared by table.c (grid, heights), tablerows.c (items), tablewidth.c (columns) and decimal.c. */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/internal.h"

enum { COLUMNS_MAX = 64, ROWS_SPAN_MAX = 1000 };

struct cell {
    const struct node *node;
    const struct style *style;
    int32_t row, col, rows, cols;
    struct edges e;
    struct flow flow;
    int32_t height; /* border box, natural */
    size_t set;     /* items of its flow already set, when it is cut */
};
struct row {
    const struct node *node, *group;
    int32_t y, h;
    bool joined; /* a cell of a row above reaches into it */
    bool first, last; /* of its group */
};
struct table {
    struct layout_state *s;
    const struct node *node;
    const struct style *style;
    VEC(struct cell) cells;
    VEC(struct row) rows;
    int32_t n_cols, spacing;
    int32_t min[COLUMNS_MAX], max[COLUMNS_MAX], width[COLUMNS_MAX], x[COLUMNS_MAX + 1];
    struct len asked[COLUMNS_MAX];
    enum text_align align[COLUMNS_MAX];
    const struct repeat *head, *tail; /* for pages it runs over to, and leaves */
    bool aligned[COLUMNS_MAX], decimal[COLUMNS_MAX]; /* align="char": on the decimal mark */
    bool number[COLUMNS_MAX]; /* nothing but numbers, which are not cut */
};

/* table.c */
void table_grid(struct table *t); /* cells, rows, columns asked for */
int32_t table_cell_width(const struct table *t, const struct cell *c);
/* tablerows.c */
void table_rows_add(struct table *t, struct flow *f, int32_t x);
/* tablewidth.c */
void table_columns_want(struct table *t);
void table_columns_set(struct table *t, int32_t width);
/* Thousandths of their size that the letters of a crowded table must be set in; 1000: as they are. */
int32_t table_scale(const struct table *t, int32_t width);
bool table_too_wide(const struct table *t, int32_t width); /* even then */
/* decimal.c: which columns hold numbers alone, if nobody said how they are aligned; */
void table_find_numbers(struct table *t);
/* shifts the cells of columns aligned on the decimal mark, once they are stacked. */
void table_align_decimals(struct table *t);

#endif
