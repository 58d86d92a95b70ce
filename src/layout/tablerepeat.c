/* What a table repeats on the pages it runs over to: its head under "Table 3 (continued)", the names of the rows that are cut, and "to be
 * continued" at the foot of the page it leaves. All of it is said once in the document and drawn again as artifacts. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

static struct piece *line_piece(struct table *t, struct para_box *p, int32_t x, int32_t y)
{
    const struct line *line = &para_lines(t->s, p, t->x[t->n_cols])->lines[0];
    struct piece *piece = piece_new(t->s, PIECE_LINE, NULL, x, y, t->x[t->n_cols], line->ascent + line->descent);
    piece->u.line.para = p;
    piece->u.line.line = line;
    return piece;
}

static const struct node *caption_of(const struct table *t)
{
    return node_child(t->node, NODE_CAPTION);
}

/* "Tableau 3 (suite)", above the repeated head. NULL for a table without a number. */
static struct piece *continued_piece(struct table *t, int32_t x)
{
    const struct node *cap = caption_of(t), *label = cap ? cap->child : NULL;
    if (!label || label->kind != NODE_LABEL)
        return NULL;
    struct buf b = {0};
    node_plain_text(label, &b);
    buf_addf(&b, " %s", term(TERM_CONTINUED, cap->lang));
    struct para_box *p = para_string(t->s, style_anonymous(t->s->styles, style_of(t->s->styles, label)), NULL, SLOT_ARTIFACT, b.data, cap->lang);
    buf_drop(&b);
    struct piece *piece = line_piece(t, p, x, 0);
    piece->h += piece->u.line.line->descent;
    return piece;
}

/* The table's own rule above or below, which a page that cuts it lacks. Gives its width. */
static int32_t rule_piece(struct table *t, enum side side, int32_t x, int32_t y, struct piece_vec *v)
{
    const struct border *b = &t->style->border[side];
    if (!b->width || b->style == BORDER_NONE)
        return 0;
    struct piece *p = piece_new(t->s, PIECE_STROKE, NULL, x, y + b->width / 2, t->x[t->n_cols], 0);
    p->u.stroke.colour = b->colour;
    p->u.stroke.width = b->width;
    p->u.stroke.style = b->style;
    vec_push(&v->p, p);
    return b->width;
}

static struct repeat *repeat_new(struct table *t, struct piece_vec *v, int32_t h, int32_t below)
{
    struct repeat *rep = arena_alloc(t->s->pass, sizeof *rep);
    rep->height = h + below;
    rep->piece = piece_group(t->s, NULL, v, t->x[t->n_cols], h);
    return rep;
}

static int32_t rows_end(const struct table *t, int32_t n)
{
    return n > 0 ? t->rows.v[n - 1].y + t->rows.v[n - 1].h : 0;
}

/* The head rows as one piece, to be set again; built from cells stacked anew, for a piece is placed once. */
struct repeat *table_head_repeat(struct table *t, int32_t n_head, int32_t x)
{
    struct piece_vec v = {{0}};
    struct piece *title = continued_piece(t, x);
    int32_t top = title ? title->h : 0;
    if (title)
        vec_push(&v.p, title);
    if (rows_end(t, n_head) > t->s->page_height / 2) /* a page of its own size: its title must do */
        n_head = 0;
    top += rule_piece(t, TOP, x, top, &v);
    int32_t h = top;
    for (int32_t r = 0; r < n_head; r++) {
        struct piece *p = table_row_piece(t, r, x, NULL);
        p->y = top + t->rows.v[r].y;
        h = p->y + p->h;
        vec_push(&v.p, p);
    }
    return repeat_new(t, &v, h, t->spacing);
}

/* "à suivre", flush right under the rule, which stands space below the last line. */
struct repeat *table_tail_repeat(struct table *t, int32_t x, int32_t space)
{
    struct piece_vec v = {{0}};
    const struct node *from = caption_of(t) ? caption_of(t) : t->node;
    struct style *own = arena_alloc(t->s->arena, sizeof *own);
    *own = *style_anonymous(t->s->styles, style_of(t->s->styles, from));
    own->text_align = ALIGN_RIGHT;
    own->text_indent = 0;
    own->italic = !own->italic;
    int32_t y = space + rule_piece(t, BOTTOM, x, space, &v) + own->font_size / 5;
    struct para_box *p = para_string(t->s, own, NULL, SLOT_ARTIFACT, term(TERM_MORE, from->lang), from->lang);
    struct piece *line = line_piece(t, p, x, y);
    vec_push(&v.p, line);
    return repeat_new(t, &v, y + line->h, 0);
}

/* ---- names of rows that go on ---- */

/* The text of a cell and "(continued)", measured once. false: too long to be said again. */
static bool name_of(struct table *t, struct cell *c)
{
    enum { NAME_BYTES = 120 };
    if (c->name_height)
        return c->name;
    struct buf b = {0};
    node_plain_text(c->node, &b);
    c->name_height = -1;
    if (b.len && b.len <= NAME_BYTES) {
        buf_addf(&b, " %s", term(TERM_CONTINUED, c->node->lang));
        c->name = para_string(t->s, style_anonymous(t->s->styles, c->style), NULL, SLOT_ARTIFACT, b.data, c->node->lang);
        const struct lines *l = para_lines(t->s, c->name, c->e.w);
        c->name_height = 0;
        for (uint32_t i = 0; i < l->n; i++)
            c->name_height += l->lines[i].ascent + l->lines[i].descent;
    }
    buf_drop(&b);
    return c->name;
}

/* Is the cell one that is said again at a row it reaches into: all said before, and with room for its name down to its end? */
static bool names_row(struct table *t, struct cell *c, int32_t r, int32_t room)
{
    if (c->row + c->rows <= r || c->set < c->flow.items.n || (c->rows == 1 && c->node->kind != NODE_TH))
        return false;
    if (c->rows > 1) {
        const struct row *last = &t->rows.v[c->row + c->rows - 1];
        room = last->y + last->h - t->rows.v[r].y;
    }
    return name_of(t, c) && c->name_height <= room - c->e.padding[TOP] - c->e.border[TOP];
}

static void name_pieces(struct table *t, const struct cell *c, int32_t x, int32_t y, struct piece_vec *v)
{
    const struct lines *l = para_lines(t->s, c->name, c->e.w);
    y += c->e.border[TOP] + c->e.padding[TOP];
    for (uint32_t i = 0; i < l->n; i++) {
        int32_t h = l->lines[i].ascent + l->lines[i].descent;
        struct piece *p = piece_new(t->s, PIECE_LINE, NULL, x + t->x[c->col] + c->e.x, y, c->e.w, h);
        p->u.line.para = c->name;
        p->u.line.line = &l->lines[i];
        vec_push(&v->p, p);
        y += h;
    }
}

const struct repeat *table_names_repeat(struct table *t, int32_t from, int32_t r, int32_t x, int32_t room, int32_t space)
{
    struct cell *named[NAMES_MAX] = {NULL};
    size_t n = 0;
    for (size_t i = t->rows.v[from].cells; i < t->cells.n && t->cells.v[i].row <= r && n < NAMES_MAX; i++)
        if ((t->cells.v[i].row < r || t->cells.v[i].rows == 1) && names_row(t, &t->cells.v[i], r, room))
            named[n++] = &t->cells.v[i];
    if (!n && !space)
        return t->head;
    if (t->names && t->space == space && memcmp(named, t->named, sizeof named) == 0)
        return t->names;
    memcpy(t->named, named, sizeof named);
    t->space = space;
    struct piece_vec v = {{0}};
    int32_t h = t->head ? t->head->height : 0;
    if (t->head)
        vec_push(&v.p, t->head->piece);
    for (size_t i = 0; i < n; i++)
        name_pieces(t, named[i], x, h, &v);
    return t->names = repeat_new(t, &v, h, h + space > 0 ? space : 1);
}
