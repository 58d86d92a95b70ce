/* A table being laid out, shared by table.c (grid, heights), tablerows.c (items), tablewidth.c and
 * tablecrowd.c (columns), tablerepeat.c (heads of later pages) and decimal.c. */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "doc/tablenumber.h"
#include "layout/internal.h"

enum { COLUMNS_MAX = 500, ROWS_SPAN_MAX = 1000, NAMES_MAX = 8 };

struct cell {
    const struct node *node;
    const struct style *style;
    int32_t row, col, rows, cols;
    struct edges e;
    struct flow flow;
    int32_t min, max;     /* widths it wants: words whole, no line broken */
    int32_t height; /* border box, natural */
    size_t set;     /* items of its flow already set, when it is cut */
    struct para_box *name; /* its text as it is said again, */
    int32_t name_height;   /* and how high that is; 0: not asked yet */
};
struct row {
    const struct node *node, *group;
    size_t cells; /* the first of its own */
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
    /* by column, n_cols of each; widths they can have: words cut, no number; words whole; only the heads of numbers in lines; no line broken */
    int32_t *hard, *min, *tight, *max;
    int32_t *figures; /* what numbers want whose marks stand in one line */
    int32_t *width, *x; /* x: one more, where the last ends */
    struct len *asked;
    enum text_align *align;
    bool *aligned, *decimal;   /* align="char": on the decimal mark */
    bool *number;              /* nothing but numbers and dates, which are not cut */
    const char **whole, **rest; /* the longest parts of its numbers before and after their mark */
    const struct repeat *head, *tail; /* for pages it runs over to, and leaves */
    const struct repeat *names;       /* the head and the names of cut rows, */
    const struct cell *named[NAMES_MAX]; /* those of these cells, */
    int32_t space;                       /* with this between */
};

/* table.c: the grid and what its columns want */
struct table *table_new(struct layout_state *s, const struct node *n, const struct style *st);
void table_drop(struct table *t);
int32_t table_cell_width(const struct table *t, const struct cell *c);
/* tablerows.c */
void table_rows_add(struct table *t, struct flow *f, int32_t x);
struct piece *table_row_piece(struct table *t, int32_t r, int32_t x, struct note_list *notes);
/* tablerepeat.c: the head, "to be continued", */
struct repeat *table_head_repeat(struct table *t, int32_t n_head, int32_t x);
struct repeat *table_tail_repeat(struct table *t, int32_t x, int32_t space);
/* and the head with the names of the cells that go on at row r, of the rows joined from row `from` on. A slice of a row
 * has so much room, and space above it. */
const struct repeat *table_names_repeat(struct table *t, int32_t from, int32_t r, int32_t x, int32_t room, int32_t space);
/* tablewidth.c */
void table_columns_want(struct table *t);
void table_columns_set(struct table *t, int32_t width);
/* tablecrowd.c: thousandths of their size that the letters of a crowded table are set in; 1000: as they are; */
int32_t table_scale(struct table *t, int32_t width);
/* a table that wants the page turned; */
bool table_too_wide(struct table *t, int32_t width);
/* makes the columns' least widths fit in room, if that can be: padding gives way, then words. */
void table_columns_crowd(struct table *t, int32_t room);
int64_t table_sum(const int32_t *v, int32_t n);
void table_spread(int32_t *v, const int32_t *wants, const struct cell *c, int32_t want); /* what the columns of c lack in v */
int32_t table_side_padding(const struct style *st); /* left and right */
int32_t table_side_room(const struct style *st);    /* with borders and rounding: what a cell is wider than its text */
/* decimal.c: which columns hold numbers alone, and which of them are aligned, if nobody said how; */
void table_find_numbers(struct table *t);
/* what the numbers of a column want when their marks stand in one line; */
int32_t table_decimal_width(struct table *t, int32_t col, const struct style *st, const char *lang);
/* shifts the cells of columns aligned on the decimal mark, once they are stacked. */
void table_align_decimals(struct table *t);

#endif
