/* Columns aligned on the decimal mark (HTML 4's align="char"): the numbers of a column stand so that their marks lie in one line, the
 * widest of them flush right under the head. A cell of more than one line, or without a digit, stays as it is. */
#include "layout/table.h"

#include <string.h>

/* ---- which columns ---- */

/* Digits with the marks, signs and units that go with them; digits counts them, fraction is set for a decimal mark. */
static bool is_number(const char *t, int *digits, bool *fraction)
{
    static const char *const with[] = {" ", "\u00a0", "\u202f", "+", "-", "\u2212", "\u2013", "\u00b1", "\u2248", "~", "%", "\u2030", "\u20ac", "$", "\u00a3",
        "\u00a5"};
    for (*digits = 0; *t;) {
        size_t k = 0;
        if (*t >= '0' && *t <= '9') {
            ++*digits, t++;
            continue;
        }
        if ((*t == ',' || *t == '.') && *digits && t[1] >= '0' && t[1] <= '9') {
            *fraction = true, t++;
            continue;
        }
        while (k < sizeof with / sizeof *with && strncmp(t, with[k], strlen(with[k])) != 0)
            k++;
        if (k == sizeof with / sizeof *with)
            return false;
        t += strlen(with[k]);
    }
    return *digits > 0;
}

/* What stands where a number is not known. */
static bool is_blank(const char *t)
{
    static const char *const said[] = {"", "\u2014", "\u2013", "-", "\u2026", "..", "n/a", "N/A", "n.a.", "n.d.", "nd", "ND", "s.o."};
    for (size_t k = 0; k < sizeof said / sizeof *said; k++)
        if (strcmp(t, said[k]) == 0)
            return true;
    return false;
}

/* A column of numbers alone; quantities differ in length, or have decimals: numbers of one length (years) stand well as they are. */
static bool holds_numbers(const struct table *t, int32_t col, bool *quantities)
{
    int numbers = 0, shortest = 100, longest = 0;
    bool all = true, fraction = false, said = false;
    for (size_t i = 0; all && i < t->cells.n; i++) {
        const struct cell *c = &t->cells.v[i];
        if (c->col != col || c->cols != 1 || c->node->kind != NODE_TD)
            continue;
        struct buf b = {0};
        int digits = 0;
        node_plain_text(c->node, &b);
        const char *text = b.data ? b.data : "";
        if (is_number(text, &digits, &fraction)) {
            numbers++;
            shortest = digits < shortest ? digits : shortest;
            longest = digits > longest ? digits : longest;
        } else if (!is_blank(text)) {
            all = false;
        }
        if (c->style->text_align == ALIGN_RIGHT || c->style->text_align == ALIGN_CENTER)
            said = true;
        buf_drop(&b);
    }
    *quantities = !said && (fraction || longest > shortest);
    return all && numbers > 1;
}

void table_find_numbers(struct table *t)
{
    for (int32_t k = 0; k < t->n_cols; k++) {
        bool quantities = false;
        t->number[k] = holds_numbers(t, k, &quantities);
        if (k > 0 && !t->aligned[k] && !t->decimal[k])
            t->decimal[k] = t->number[k] && quantities;
    }
}

/* ---- where they stand ---- */

/* The one line of a cell that holds a number, or NULL. */
static struct piece *number_line(const struct cell *c)
{
    if (c->node->kind != NODE_TD || c->cols != 1 || c->flow.items.n != 1)
        return NULL;
    struct piece *p = c->flow.items.v[0].piece;
    if (!p || p->kind != PIECE_LINE || !p->u.line.line->last)
        return NULL;
    const struct line *l = p->u.line.line;
    for (uint32_t i = l->start; i < l->end; i++)
        if (p->u.line.para->para.text[i] >= '0' && p->u.line.para->para.text[i] <= '9')
            return p;
    return NULL;
}

/* Byte of the decimal mark: a comma or point between digits, the last one; else the end of the last digit. */
static uint32_t mark_of(const char *text, const struct line *l)
{
    uint32_t end = 0;
    for (uint32_t i = l->end; i-- > l->start;) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (digit && !end)
            end = i + 1;
        if ((text[i] == ',' || text[i] == '.') && i + 1 < l->end && text[i + 1] >= '0' && text[i + 1] <= '9' && i > l->start)
            return i;
    }
    return end ? end : l->end;
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
            w += f->glyphs[g].advance + f->tracking;
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
            struct piece *p = c->col == col ? number_line(c) : NULL;
            if (!p)
                continue;
            const struct line *l = p->u.line.line;
            int32_t b = width_before(l, mark_of(p->u.line.para->para.text, l)), a = line_width(l) - b;
            if (pass == 0) {
                before = b > before ? b : before;
                after = a > after ? a : after;
            } else if (before + after <= c->e.w) {
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
