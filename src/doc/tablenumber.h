/* What the cells of a table say: numbers, years, dates, nothing or words; both outputs align columns by it. tablenumber.c */
#ifndef DOC_TABLENUMBER_H
#define DOC_TABLENUMBER_H

#include "doc/doc.h"

enum cell_kind { CELL_WORDS, CELL_BLANK, CELL_NUMBER, CELL_YEAR, CELL_DATE, CELL_KINDS };
struct table_number {
    enum cell_kind kind;
    size_t mark;   /* byte of the decimal mark, or where the number ends; of the last of a range */
    int digits;
    bool fraction, code;
};
void table_number_read(const char *text, const char *lang, struct table_number *out);

/* A note's number, the mark of a cite: n stands beside a number of this cell and is none of it. */
bool cell_mark(const struct node *n, const struct node *cell);
void cell_text(const struct node *cell, struct buf *out); /* without such marks */

/* What of a column was read so far: its data cells that span no other. */
struct column_numbers {
    int kinds[CELL_KINDS], shortest, longest;
    bool code;
};
void column_numbers_add(struct column_numbers *c, const struct table_number *n);
bool column_numbers_alone(const struct column_numbers *c);      /* nothing but numbers and dates */
bool column_numbers_quantities(const struct column_numbers *c); /* that are aligned by their size: no years, no codes */

#endif
