/* A flow: items stacked from top to bottom, with collapsed margins between them, waiting breaks and marks tied to the item that
 * follows, and frames round runs of them. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

void flow_init(struct flow *f, struct layout_state *s, bool is_main)
{
    *f = (struct flow){.s = s, .main = is_main};
    f->marks_end = &f->marks;
}

void flow_trim(struct flow *f)
{
    if (f->items.n && f->items.n < f->items.cap)
        f->items.v = xrealloc(f->items.v, (f->items.cap = f->items.n) * sizeof *f->items.v);
    if (f->frames.n && f->frames.n < f->frames.cap)
        f->frames.v = xrealloc(f->frames.v, (f->frames.cap = f->frames.n) * sizeof *f->frames.v);
}

void flow_drop(struct flow *f)
{
    vec_drop(&f->items);
    vec_drop(&f->frames);
}

/* CSS 2.1, 8.3.1: the largest positive and the least negative of touching margins, added. */
void flow_margin(struct flow *f, int32_t margin)
{
    if (margin > f->margin_pos)
        f->margin_pos = margin;
    if (margin < f->margin_neg)
        f->margin_neg = margin;
}

void flow_break(struct flow *f, enum break_value b)
{
    static const uint8_t force[] = {[BREAK_PAGE] = PB_FORCE, [BREAK_LEFT] = PB_FORCE_LEFT, [BREAK_RIGHT] = PB_FORCE_RIGHT};
    if (b == BREAK_AVOID)
        flow_cost(f, COST_HEADING);
    else if (f->main && (b == BREAK_PAGE || b == BREAK_LEFT || b == BREAK_RIGHT) && force[b] > f->force) {
        if (!f->force)
            f->margin_pos = f->margin_neg = 0; /* what stands before the break ends with its page */
        f->force = force[b];
    }
}

void flow_cost(struct flow *f, int32_t cost)
{
    if (cost > f->cost)
        f->cost = cost;
}

void flow_mark(struct flow *f, struct mark *m)
{
    *f->marks_end = m;
    while (*f->marks_end)
        f->marks_end = &(*f->marks_end)->next;
}

static void force_before(struct vitem *it, uint8_t force, const char *page_name)
{
    it->pb.force = force;
    it->page_name = page_name;
    it->pb.cost = 0;
    /* A margin after a forced break stands (CSS Fragmentation 3, 5.2): it becomes height. */
    if (it->piece && it->pb.glue > 0) {
        it->piece->y += it->pb.glue;
        it->pb.height += it->pb.glue;
    }
    it->pb.glue = it->pb.stretch = it->pb.shrink = 0;
}

/* The first of the items that must not be parted from what comes next: titles. */
static size_t kept_with_next(const struct flow *f)
{
    size_t k = f->items.n;
    for (int32_t cost = f->cost; k > 0 && cost >= COST_HEADING; cost = f->items.v[k].pb.cost)
        for (k--; k > 0 && f->items.v[k].node == f->items.v[k - 1].node;) /* all its lines */
            k--;
    const struct frame *fr = k < f->items.n ? f->items.v[k].frame : NULL;
    while (fr && fr->first >= (int32_t)k)
        fr = fr->parent;
    return fr ? f->items.n : k; /* a frame is not cut there */
}

void flow_enter_page(struct flow *f, const char *name)
{
    size_t k = kept_with_next(f);
    if (f->force || k == f->items.n || f->frame || flow_height(f, k) > f->s->page_height / 2) {
        flow_break(f, BREAK_PAGE);
        f->page_name = name;
    } else {
        struct vitem *it = &f->items.v[k];
        force_before(it, it->pb.force ? it->pb.force : PB_FORCE, name);
    }
}

struct vitem *flow_add(struct flow *f, const struct node *node, struct piece *piece, int32_t height)
{
    struct vitem it = {.piece = piece, .node = node, .frame = f->frame, .columns = f->columns, .marks = f->marks};
    if (f->columns) {
        it.pb.columns = f->columns->id;
    } else {
        it.repeat = f->repeat;
        it.tail = f->tail;
        it.pb.repeat = f->repeat ? f->repeat->height : 0;
        it.pb.tail = f->tail ? f->tail->height : 0;
    }
    it.pb.glue = f->margin_pos + f->margin_neg;
    it.pb.stretch = it.pb.glue > 0 ? it.pb.glue / 2 : 0;
    it.pb.shrink = it.pb.glue > 0 ? it.pb.glue / 4 : 0;
    it.pb.height = height;
    it.pb.squeeze = piece_can_lose(piece);
    it.pb.cost = f->cost;
    if (f->force)
        force_before(&it, f->force, f->page_name);
    f->margin_pos = f->margin_neg = f->cost = 0;
    f->force = PB_FREE;
    f->marks = NULL;
    f->marks_end = &f->marks;
    vec_push(&f->items, it);
    return &f->items.v[f->items.n - 1];
}

void flow_keep(struct flow *f, size_t from)
{
    for (size_t i = from; i < f->items.n; i++) {
        int32_t *cost = &f->items.v[i].pb.cost;
        if (*cost < COST_AVOID)
            *cost = COST_AVOID;
        else if (*cost >= COST_WIDOW && *cost < COST_HEADING)
            *cost = *cost + COST_AVOID < COST_HEADING ? *cost + COST_AVOID : COST_HEADING - 1;
    }
}

/* A strut for the padding and border of a frame's edge: never parted from what it encloses. */
static void flow_strut(struct flow *f, const struct node *node, int32_t height)
{
    if (height > 0)
        flow_add(f, node, NULL, height);
}

/* A margin after a forced break stands (CSS Fragmentation 3, 5.2), a negative one too: a band of colour then reaches above the text's
 * place, to the edge of the page where the sheet asks, no further than its own edge and padding are high. Gives the rise of the frame. */
static int32_t stand_margin(struct flow *f, int32_t edge)
{
    int32_t rise = -(f->margin_pos + f->margin_neg);
    if (rise > edge)
        rise = edge;
    if (edge > 0) /* else what it holds takes the margin: flow_add */
        f->margin_pos = f->margin_neg = 0;
    return rise;
}

struct frame *flow_open(struct flow *f, const struct node *node, const struct style *style, int32_t x, int32_t w)
{
    struct frame *fr = arena_alloc(f->s->pass, sizeof *fr);
    *fr = (struct frame){.parent = f->frame, .node = node, .style = style, .x = x, .w = w, .first = (int32_t)f->items.n, .last = -1};
    fr->depth = f->frame ? f->frame->depth + 1 : 0;
    fr->columns = f->columns;
    vec_push(&f->frames, fr);
    f->frame = fr;
    int32_t edge = style->border[TOP].width + len_of(style->padding[TOP], w, 0);
    if (f->force)
        fr->rise = stand_margin(f, edge);
    if (edge > 0) {
        flow_strut(f, node, edge - fr->rise);
        f->cost = PB_NEVER;
    }
    return fr;
}

void flow_close(struct flow *f, struct frame *fr)
{
    int32_t edge = fr->style->border[BOTTOM].width + len_of(fr->style->padding[BOTTOM], fr->w, 0);
    if (edge > 0) {
        f->cost = PB_NEVER;
        flow_strut(f, fr->node, edge);
    }
    fr->last = (int32_t)f->items.n - 1;
    f->frame = fr->parent;
}

int32_t flow_height(const struct flow *f, size_t from)
{
    int32_t h = 0;
    for (size_t i = from; i < f->items.n; i++)
        h += (i > from ? f->items.v[i].pb.glue : 0) + f->items.v[i].pb.height;
    return h;
}

/* A list has room for the next power of two. */
static size_t list_room(int32_t n)
{
    size_t room = n > 0;
    while (room < (size_t)n)
        room *= 2;
    return room;
}

void note_list_add(struct layout_state *s, struct note_list *l, const struct note_list *more)
{
    if (!more->n)
        return;
    size_t room = list_room(l->n + more->n);
    if (room > list_room(l->n)) {
        struct note_box **v = arena_array(s->pass, room, sizeof *v);
        if (l->n)
            memcpy(v, l->v, (size_t)l->n * sizeof *v);
        l->v = v;
    }
    memcpy(l->v + l->n, more->v, (size_t)more->n * sizeof *l->v);
    l->n += more->n;
}

struct piece *piece_new(struct layout_state *s, enum piece_kind kind, const struct node *node, int32_t x, int32_t y, int32_t w, int32_t h)
{
    struct piece *p = arena_alloc(s->stack, sizeof *p);
    p->kind = kind;
    p->node = node;
    p->x = x;
    p->y = y;
    p->w = w;
    p->h = h;
    return p;
}

static void stroke_piece(struct layout_state *s, const struct border *b, int32_t x, int32_t y, int32_t w, int32_t h, struct piece_vec *out)
{
    if (!b->width || b->style == BORDER_NONE || !b->colour.a)
        return;
    struct piece *p = piece_new(s, PIECE_STROKE, NULL, x, y, w, h);
    p->u.stroke.colour = b->colour;
    p->u.stroke.width = b->width;
    p->u.stroke.style = b->style;
    vec_push(&out->p, p);
}

void frame_pieces(struct layout_state *s, const struct style *st, int32_t x, int32_t y, int32_t w, int32_t h, bool top, bool bottom,
                  struct piece_vec *out)
{
    const struct border *b = st->border;
    if (h <= 0 || w <= 0)
        return;
    if (st->background.a) {
        struct piece *p = piece_new(s, PIECE_RECT, NULL, x, y, w, h);
        p->u.rect.fill = st->background;
        p->u.rect.radius = st->border_radius;
        vec_push(&out->p, p);
    }
    if (top)
        stroke_piece(s, &b[TOP], x, y + b[TOP].width / 2, w, 0, out);
    if (bottom)
        stroke_piece(s, &b[BOTTOM], x, y + h - b[BOTTOM].width / 2, w, 0, out);
    stroke_piece(s, &b[LEFT], x + b[LEFT].width / 2, y, 0, h, out);
    stroke_piece(s, &b[RIGHT], x + w - b[RIGHT].width / 2, y, 0, h, out);
}

/* Frames of a packed flow, outer ones first, then its pieces. */
static void pack_frames(struct flow *f, const int32_t *top, struct piece_vec *out)
{
    for (size_t k = 0; k < f->frames.n; k++) {
        const struct frame *fr = f->frames.v[k];
        if (fr->last < fr->first)
            continue;
        int32_t bottom = top[fr->last] + f->items.v[fr->last].pb.height;
        frame_pieces(f->s, fr->style, fr->x, top[fr->first], fr->w, bottom - top[fr->first], true, true, out);
    }
}

struct piece *flow_pack(struct flow *f, int32_t width, struct note_list *notes, struct mark **marks)
{
    struct piece_vec v = {{0}};
    int32_t *top = xcalloc(f->items.n + 1, sizeof *top);
    int32_t y = 0;
    for (size_t i = 0; i < f->items.n; i++) {
        y += i ? f->items.v[i].pb.glue : 0;
        top[i] = y;
        y += f->items.v[i].pb.height;
    }
    pack_frames(f, top, &v);
    for (size_t i = 0; i < f->items.n; i++) {
        struct vitem *it = &f->items.v[i];
        if (it->piece) {
            it->piece->y += top[i];
            vec_push(&v.p, it->piece);
        }
        if (notes)
            note_list_add(f->s, notes, &it->notes);
        while (marks && *marks)
            marks = &(*marks)->next;
        if (marks)
            *marks = it->marks;
    }
    struct piece *g = piece_new(f->s, PIECE_GROUP, NULL, 0, 0, width, y);
    g->u.group.n = v.p.n;
    g->u.group.pieces = arena_array(f->s->stack, v.p.n + 1, sizeof(struct piece *));
    if (v.p.n)
        memcpy(g->u.group.pieces, v.p.v, v.p.n * sizeof(struct piece *));
    vec_drop(&v.p);
    free(top);
    return g;
}
