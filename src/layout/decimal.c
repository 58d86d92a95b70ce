/* Columns aligned on the decimal mark (HTML 4's align="char"): the numbers of a column stand so that their marks lie in one line, the
 * widest of them flush right under the head. A dash for "unknown" ends where the whole part ends; words, and cells of more than one line,
 * stay as they are. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

/* ---- which columns ---- */

/* What of a column was read so far. */
struct column_read {
    struct column_numbers numbers;
    bool said;          /* an alignment of its own */
    size_t whole, rest; /* weights of the longest parts before and after the mark */
};

/* How wide a part of a number is, about: a figure counts twice a space or a comma. */
static size_t weight_of(const char *t, size_t len)
{
    size_t w = 0;
    for (size_t i = 0; i < len; i++)
        w += ((uint8_t)t[i] & 0xC0) == 0x80 ? 0 : strchr(" .,'()", t[i]) ? 1 : 2;
    return w;
}

static void keep_longest(struct table *t, const char *text, size_t len, size_t *most, const char **kept)
{
    size_t w = weight_of(text, len);
    if (w <= *most)
        return;
    *most = w;
    *kept = arena_strndup(t->s->pass, text, len);
}

static void read_cell(struct table *t, const struct cell *c, struct column_read *col)
{
    struct buf b = {0};
    struct table_number n;
    cell_text(c->node, &b);
    table_number_read(b.data, c->node->lang, &n);
    column_numbers_add(&col->numbers, &n);
    col->said |= c->style->text_align == ALIGN_RIGHT || c->style->text_align == ALIGN_CENTER;
    if (n.kind == CELL_NUMBER || n.kind == CELL_YEAR) {
        keep_longest(t, b.data, n.mark, &col->whole, &t->whole[c->col]);
        keep_longest(t, b.data + n.mark, b.len - n.mark, &col->rest, &t->rest[c->col]);
    }
    buf_drop(&b);
}

/* A column is one of numbers when it holds nothing else; of quantities, to be aligned by their size, unless they are years or codes. */
void table_find_numbers(struct table *t)
{
    struct column_read *cols = xcalloc((size_t)t->n_cols + 1, sizeof *cols);
    for (size_t i = 0; i < t->cells.n; i++)
        if (t->cells.v[i].node->kind == NODE_TD && t->cells.v[i].cols == 1)
            read_cell(t, &t->cells.v[i], &cols[t->cells.v[i].col]);
    for (int32_t k = 0; k < t->n_cols; k++) {
        const struct column_read *c = &cols[k];
        t->number[k] = column_numbers_alone(&c->numbers);
        if (k > 0 && !t->aligned[k] && !t->decimal[k] && !c->said)
            t->decimal[k] = column_numbers_quantities(&c->numbers);
    }
    free(cols);
}

int32_t table_decimal_width(struct table *t, int32_t col, const struct style *st, const char *lang)
{
    const char *parts[] = {t->whole[col], t->rest[col]};
    int32_t sum = 0, min, max;
    for (int i = 0; i < 2; i++) {
        struct para_box *p = parts[i] && *parts[i] ? para_string(t->s, st, t->node, SLOT_ARTIFACT, parts[i], lang) : NULL;
        max = 0;
        if (p)
            shaped_widths(p->shaped, &min, &max);
        sum += max;
    }
    return sum;
}

/* ---- where they stand ---- */

/* The one line of a cell, or NULL. */
static struct piece *cell_line(const struct cell *c)
{
    if (c->node->kind != NODE_TD || c->cols != 1 || c->flow.items.n != 1)
        return NULL;
    struct piece *p = c->flow.items.v[0].piece;
    return p && p->kind == PIECE_LINE && p->u.line.line->last ? p : NULL;
}

/* Byte of the decimal mark in a line, or of the end of its number; what stands for a number ends there too. -1: words. */
static int64_t mark_of(const struct cell *c, const struct piece *p)
{
    const struct para *para = &p->u.line.para->para;
    const struct line *l = p->u.line.line;
    struct buf b = {0};
    struct table_number n;
    buf_adds(&b, "");
    for (size_t i = 0; i < para->n_runs; i++) {
        const struct run *r = &para->runs[i];
        if (r->slot != SLOT_TEXT || cell_mark(r->node, c->node))
            break; /* marks follow their number */
        buf_add(&b, para->text + r->start, r->end - r->start);
    }
    while (b.len && b.data[b.len - 1] == ' ')
        b.data[--b.len] = 0;
    table_number_read(b.data, c->node->lang, &n);
    int64_t at = n.kind == CELL_NUMBER || n.kind == CELL_YEAR ? (int64_t)n.mark : n.kind == CELL_BLANK && b.len ? (int64_t)b.len : -1;
    buf_drop(&b);
    return at < 0 ? -1 : (int64_t)l->start + at;
}

static int32_t line_left(const struct line *l)
{
    return l->n_frags ? l->frags[0].x : 0;
}

/* Width of the line's text before byte at. */
static int32_t width_before(const struct line *l, uint32_t at)
{
    int32_t w = 0;
    for (uint32_t i = 0; i < l->n_frags; i++) {
        const struct frag *f = &l->frags[i];
        uint32_t byte = f->start;
        if (f->end <= at) {
            w = f->x + f->width - line_left(l);
            continue;
        }
        for (uint32_t g = 0; g < f->n_glyphs && byte < at; g++) {
            w += frag_advance(f, &f->glyphs[g]);
            byte += f->glyphs[g].bytes;
        }
        break;
    }
    return w;
}

static int32_t line_width(const struct line *l)
{
    const struct frag *last = l->n_frags ? &l->frags[l->n_frags - 1] : NULL;
    return last ? last->x + last->width - line_left(l) : 0;
}

static void align_column(struct table *t, int32_t col)
{
    int32_t before = 0, after = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < t->cells.n; i++) {
            struct cell *c = &t->cells.v[i];
            struct piece *p = c->col == col ? cell_line(c) : NULL;
            int64_t mark = p ? mark_of(c, p) : -1;
            if (mark < 0)
                continue;
            const struct line *l = p->u.line.line;
            int32_t b = width_before(l, (uint32_t)mark), a = line_width(l) - b;
            if (pass == 0) {
                before = b > before ? b : before;
                after = a > after ? a : after;
            } else if (before + after <= c->e.w + PT / 8) {
                p->x += c->e.w - after - b - line_left(l);
            }
        }
}

void table_align_decimals(struct table *t)
{
    for (int32_t k = 0; k < t->n_cols; k++)
        if (t->decimal[k])
            align_column(t, k);
}
