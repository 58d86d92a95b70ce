/* Block flow (CSS 2.1, 9.4.1 and 10): a node's box edges, its children stacked, paragraphs cut to lines with their break costs. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_EMS = 6 }; /* of a line that indents or columns make narrow */

int32_t len_of(struct len l, int32_t base, int32_t or_else)
{
    switch (l.unit) {
    case LEN_ABS: return l.v;
    case LEN_PCT: return (int32_t)((int64_t)base * l.v / 1024);
    default: return or_else;
    }
}

/* A number alone is HTML's: pixels. */
struct len width_attr(const struct node *n, int32_t em)
{
    const struct {
        const char *name;
        double pt;
    } units[] = {{"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"pt", 1}, {"px", 0.75}, {"pc", 12}, {"em", (double)em / PT}, {"", 0.75}};
    const char *v = node_attr(n, "width");
    char *end = NULL;
    double x = v ? strtod(v, &end) : 0;
    if (!(x > 0 && x <= 10000)) /* 10,000 in of 1/1024 pt still fit in 32 bits */
        return (struct len){0, LEN_AUTO};
    if (strcmp(end, "%") == 0)
        return (struct len){(int32_t)(x / 100 * 1024), LEN_PCT};
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (strcmp(end, units[k].name) == 0)
            return (struct len){PT_OF(x * units[k].pt), LEN_ABS};
    return (struct len){0, LEN_AUTO};
}

void edges_of(const struct style *st, int32_t x, int32_t width, struct edges *e)
{
    for (int k = 0; k < 4; k++) {
        e->margin[k] = len_of(st->margin[k], width, 0);
        e->padding[k] = len_of(st->padding[k], width, 0);
        e->border[k] = st->border[k].width;
    }
    int32_t sides = e->border[LEFT] + e->border[RIGHT] + e->padding[LEFT] + e->padding[RIGHT];
    int32_t room = width - e->margin[LEFT] - e->margin[RIGHT];
    int32_t w = len_of(st->width, width, room - sides);
    int32_t max = len_of(st->max_width, width, INT32_MAX), min = len_of(st->min_width, width, 0);
    w = w > max ? max : w;
    w = w < min ? min : w;
    w = w < PT ? PT : w;
    int32_t left = room - sides - w;
    if (left > 0 && st->margin[LEFT].unit == LEN_AUTO)
        e->margin[LEFT] = st->margin[RIGHT].unit == LEN_AUTO ? left / 2 : left;
    e->bx = x + e->margin[LEFT];
    e->bw = w + sides;
    e->x = e->bx + e->border[LEFT] + e->padding[LEFT];
    e->w = w;
}

/* Cost of a page break before line k of n. */
static int32_t line_cost(const struct lines *l, uint32_t k, const struct style *st)
{
    if (k == 0)
        return 0;
    int32_t cost = 0;
    if ((int32_t)k < st->orphans || (int32_t)(l->n - k) < st->widows)
        cost = COST_WIDOW;
    return cost;
}

static void stack_para(struct flow *f, struct para_box *p, const struct style *st, int32_t x, int32_t width)
{
    const struct lines *l = para_lines(f->s, p, width);
    for (uint32_t k = 0; k < l->n; k++) {
        const struct line *line = &l->lines[k];
        int32_t room = ruby_room(f->s, line), h = line->ascent + line->descent + room;
        struct piece *piece = piece_new(f->s, PIECE_LINE, p->node, x, room, width, h - room);
        piece->u.line.para = p;
        piece->u.line.line = line;
        flow_cost(f, line_cost(l, k, st));
        struct vitem *it = flow_add(f, p->node, piece, h);
        it->pb.hyphen = k > 0 && l->lines[k - 1].hyphenated;
        notes_of_line(f->s, line, &it->notes);
    }
}

/* The mark of a list item stands left of its first line and takes no room. */
static void stack_marker(struct flow *f, const struct node *n, const struct style *st, int32_t x)
{
    struct layout_state *s = f->s;
    const struct style *mark = style_pseudo(s->styles, n, PSEUDO_MARKER);
    const char *text = s->gen[n->index][PSEUDO_MARKER];
    struct buf b = {0};
    if (!text && st->list_style == LIST_STRING) {
        text = st->list_string;
    } else if (!text && st->list_style != LIST_NONE) {
        int32_t number = 1;
        const char *start = n->parent ? node_attr(n->parent, "start") : NULL;
        for (const struct node *k = n->prev; k; k = k->prev)
            number += k->kind == n->kind;
        style_counter(&b, number + (start ? atoi(start) - 1 : 0), st->list_style, n->lang);
        if (st->list_style >= LIST_DECIMAL && st->list_style != LIST_STRING)
            buf_addc(&b, '.');
        text = b.data;
    }
    if (text && *text) {
        struct para_box *p = para_string(s, mark ? mark : style_anonymous(s->styles, st), n, SLOT_LABEL, text, n->lang);
        int32_t min, max;
        shaped_widths(p->shaped, &min, &max);
        const struct lines *l = para_lines(s, p, max + PT);
        struct piece *piece = piece_new(s, PIECE_LINE, n, x - max - st->font_size / 2, 0, max + PT, 0);
        piece->u.line.para = p;
        piece->u.line.line = &l->lines[0];
        flow_add(f, n, piece, 0);
        f->cost = PB_NEVER;
    }
    buf_drop(&b);
}

/* A label floated left hangs beside what follows and takes no height; gives the height it needs. */
static int32_t stack_label(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    struct edges e;
    edges_of(st, x, width, &e);
    struct flow sub;
    flow_init(&sub, f->s, false);
    stack_children(&sub, n, st, 0, e.w, NULL);
    struct note_list notes = {0};
    struct piece *g = flow_pack(&sub, e.w, &notes, NULL);
    flow_drop(&sub);
    g->x = e.x;
    struct vitem *it = flow_add(f, n, g, 0);
    note_list_add(f->s, &it->notes, &notes);
    f->cost = PB_NEVER;
    return g->h + e.padding[TOP] + e.padding[BOTTOM];
}

static const struct style *frame_wanted(const struct style *st);
static void stack_min_height(struct flow *f, const struct node *n, const struct style *st, size_t from);

/* ::before or ::after of a block as a block of its own, empty perhaps: a rule, an ornament, a large quotation mark. */
static void stack_pseudo(struct flow *f, const struct node *n, enum pseudo which, int32_t x, int32_t width)
{
    if (!pseudo_stands_apart(f->s, n, which))
        return;
    const struct style *st = style_pseudo(f->s->styles, n, which);
    const char *text = f->s->gen[n->index][which];
    struct edges e;
    edges_of(st, x, width, &e);
    if (which == PSEUDO_AFTER)
        flow_cost(f, COST_HEADING);
    flow_margin(f, e.margin[TOP]);
    size_t from = f->items.n;
    struct frame *fr = frame_wanted(st) ? flow_open(f, n, st, e.bx, e.bw) : NULL;
    struct para_box *p = text ? para_string(f->s, st, n, which == PSEUDO_BEFORE ? SLOT_BEFORE : SLOT_AFTER, text, n->lang) : NULL;
    if (p)
        stack_para(f, p, st, e.x, e.w);
    stack_min_height(f, n, st, from);
    if (fr)
        flow_close(f, fr);
    flow_margin(f, e.margin[BOTTOM]);
    if (which == PSEUDO_BEFORE)
        flow_cost(f, COST_HEADING);
}

void stack_children(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width, const struct inline_prefix *prefix)
{
    struct layout_state *s = f->s;
    int32_t label = 0;
    size_t label_from = 0;
    stack_pseudo(f, n, PSEUDO_BEFORE, x, width);
    for (const struct node *k = n->kind == NODE_FIGURE ? stack_pictures(f, n, st, x, width) : n->child; k;) {
        const struct style *ks = k->kind == NODE_TEXT ? NULL : style_of(s->styles, k);
        if (ks && ks->display == DISPLAY_NONE) {
            k = k->next;
        } else if (ks && ks->float_ == FLOAT_LEFT && node_is_block(s, k)) {
            label_from = f->items.n;
            label = stack_label(f, k, ks, x, width);
            k = k->next;
        } else if (ks && node_is_block(s, k)) {
            if (prefix && ks->display == DISPLAY_BLOCK && k->child && !node_is_block(s, k->child)) {
                struct edges e;
                edges_of(ks, x, width, &e);
                flow_margin(f, e.margin[TOP]);
                stack_children(f, k, ks, e.x, e.w, prefix); /* the number stands in the first paragraph */
                flow_margin(f, e.margin[BOTTOM]);
            } else {
                stack_block(f, k, x, width);
            }
            prefix = NULL;
            k = k->next;
        } else {
            const struct node *first = k;
            while (k && !(k->kind != NODE_TEXT && node_is_block(s, k)))
                k = k->next;
            struct para_box *p = para_inlines(s, n, st, first, k, prefix);
            prefix = NULL;
            if (p)
                stack_para(f, p, st, x, width);
        }
    }
    if (!n->child) { /* nothing but what the style generates */
        struct para_box *p = para_inlines(s, n, st, NULL, NULL, prefix);
        if (p)
            stack_para(f, p, st, x, width);
    }
    stack_pseudo(f, n, PSEUDO_AFTER, x, width);
    int32_t h = label ? flow_height(f, label_from) : 0;
    if (label > h) {
        f->cost = PB_NEVER;
        flow_add(f, n, NULL, label - h);
    }
}

/* The element's own count wins over the style's when the style has columns at all; on a narrow page there are fewer. */
static int column_count(const struct node *n, const struct style *st, int32_t width)
{
    const char *count = n->kind == NODE_COLUMNS ? node_attr(n, "count") : NULL;
    int k = count && st->column_count > 1 ? atoi(count) : st->column_count;
    k = k > 6 ? 6 : k;
    while (k > 1 && (width - (k - 1) * st->column_gap) / k < LEAST_EMS * st->font_size)
        k--;
    return k;
}

static void stack_content(struct flow *f, const struct node *n, const struct style *st, const struct edges *e)
{
    int columns = column_count(n, st, e->w);
    if (n->kind == NODE_IMG || n->kind == NODE_CHART)
        stack_replaced(f, n, st, e->x, e->w);
    else if (st->display == DISPLAY_TABLE)
        stack_table(f, n, st, e->x, e->w);
    else if (st->display == DISPLAY_FLEX)
        stack_flex(f, n, st, e->x, e->w);
    else if (columns > 1 && !f->s->depth)
        stack_columns(f, n, st, columns, e->x, e->w);
    else {
        if (n->kind == NODE_TIMELINE)
            stack_timeline(f, n, st, e->x, e->w);
        stack_children(f, n, st, e->x, e->w, NULL);
    }
}

/* min-height, height: a strut makes up what is missing. */
static void stack_min_height(struct flow *f, const struct node *n, const struct style *st, size_t from)
{
    int32_t base = f->s->page_height;
    int32_t want = len_of(st->height, base, 0), min = len_of(st->min_height, base, 0);
    int32_t sides = st->border[TOP].width + st->border[BOTTOM].width + len_of(st->padding[TOP], base, 0) + len_of(st->padding[BOTTOM], base, 0);
    want = want > min ? want : min;
    if (!want || n->kind == NODE_IMG || n->kind == NODE_CHART)
        return;
    int32_t have = flow_height(f, from) - st->border[TOP].width - len_of(st->padding[TOP], base, 0);
    if (want + sides > base)
        want = base - sides;
    if (want > have) {
        f->margin_pos = f->margin_neg = 0; /* the last child's margin lies within the height */
        f->cost = PB_NEVER;
        flow_add(f, n, NULL, want - have);
    }
}

static void counters_of(struct flow *f, const struct node *n, const struct style *st)
{
    for (const struct counter_op *op = st->counter_reset; op; op = op->next)
        if (strcmp(op->name, "page") == 0) {
            struct mark *m = arena_alloc(f->s->pass, sizeof *m);
            *m = (struct mark){.kind = MARK_PAGE_COUNTER, .number = op->value, .node = n};
            flow_mark(f, m);
        }
    for (const struct mark *set = f->s->strings[n->index]; set; set = set->next) {
        struct mark *m = arena_alloc(f->s->pass, sizeof *m);
        *m = *set;
        m->next = NULL;
        flow_mark(f, m);
    }
}

/* A named page (CSS Paged Media 3, 7): where the name changes a page begins, and its size is that of the flow from here. */
static bool enter_page(struct flow *f, const char *name)
{
    struct layout_state *s = f->s;
    bool same = name == s->page_name || (name && s->page_name && strcmp(name, s->page_name) == 0);
    if (!f->main || f->columns || same)
        return false;
    s->page_name = name;
    s->page = style_page(s->styles, name, PAGE_RIGHT);
    s->page_height = s->page->height - s->page->margin[TOP] - s->page->margin[BOTTOM];
    flow_enter_page(f, name);
    return true;
}

static const struct style *frame_wanted(const struct style *st)
{
    bool any = st->background.a > 0;
    for (int k = 0; k < 4; k++)
        any |= st->border[k].width > 0;
    any |= len_of(st->padding[TOP], PT, 0) > 0 || len_of(st->padding[BOTTOM], PT, 0) > 0;
    return any ? st : NULL;
}

/* On a narrow page what stands deep inside others keeps a few words to the line: its indents give way. */
static void ease_edges(const struct style *st, int32_t x, int32_t width, struct edges *e)
{
    int32_t least = LEAST_EMS * st->font_size, all = width - e->w;
    least = least < width ? least : width;
    if (e->w >= least || st->width.unit != LEN_AUTO)
        return;
    int64_t room = width - least;
    int32_t before = (int32_t)((e->bx - x) * room / all), after = (int32_t)((x + width - e->bx - e->bw) * room / all);
    e->x = x + (int32_t)((e->x - x) * room / all);
    e->w = least;
    e->bx = x + before;
    e->bw = width - before - after;
}

static void stack_box(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    struct edges e;
    edges_of(st, x, width, &e);
    if (f->main)
        ease_edges(st, x, width, &e);
    flow_break(f, st->break_before);
    counters_of(f, n, st);
    flow_margin(f, e.margin[TOP]);
    size_t from = f->items.n;
    /* a table opens its own, round its rows without the caption */
    struct frame *fr = st->display != DISPLAY_TABLE && frame_wanted(st) ? flow_open(f, n, st, e.bx, e.bw) : NULL;
    if (st->display == DISPLAY_LIST_ITEM)
        stack_marker(f, n, st, e.x);
    size_t beside = f->items.n;
    int32_t code = stack_qr(f, n, st, &e);
    stack_content(f, n, st, &e);
    if (code && code > flow_height(f, beside)) {
        f->cost = PB_NEVER;
        flow_add(f, n, NULL, code - flow_height(f, beside));
    }
    stack_min_height(f, n, st, from);
    if ((n->kind == NODE_FIGURE || n->kind == NODE_CHART) && from < f->items.n)
        f->items.v[from].pb.picture = true;
    if (fr)
        flow_close(f, fr);
    if (st->break_inside == BREAK_AVOID || st->display == DISPLAY_FLEX || code)
        flow_keep(f, from + 1);
    flow_margin(f, e.margin[BOTTOM]);
    flow_break(f, st->break_after);
}

/* A figure that may leave its place, or must. */
static enum pb_float float_kind(const struct flow *f, const struct node *n, const struct style *st)
{
    if (!f->main || f->frame || f->columns || n->kind != NODE_FIGURE)
        return PB_FLOW;
    const char *place = node_attr(n, "place");
    if (st->float_ == FLOAT_TOP || (place && strcmp(place, "top") == 0))
        return PB_TOP;
    if (st->float_ == FLOAT_BOTTOM || (place && strcmp(place, "bottom") == 0))
        return PB_BOTTOM;
    if (place && strcmp(place, "page") == 0)
        return PB_PAGE;
    return place ? PB_FLOW : PB_AUTO;
}

/* What the pictures of a flow may lose in height. */
static int32_t flow_squeeze(const struct flow *f)
{
    int32_t squeeze = 0;
    for (size_t i = 0; i < f->items.n; i++)
        squeeze += f->items.v[i].pb.squeeze;
    return squeeze;
}

/* A figure higher than the page with its caption shrinks to it; one whose caption is too long is set in the flow, over pages. */
static void stack_float(struct flow *f, const struct node *n, const struct style *st, enum pb_float kind, int32_t x, int32_t width)
{
    struct flow sub;
    flow_init(&sub, f->s, false);
    flow_break(f, st->break_before);
    stack_box(&sub, n, st, x, width);
    int32_t after = sub.margin_pos + sub.margin_neg, squeeze = flow_squeeze(&sub), pictures = squeeze * SQUEEZE_SHARE;
    int32_t over = flow_height(&sub, 0) - f->s->page_height;
    if (over > pictures * 3 / 4) {
        flow_drop(&sub);
        stack_box(f, n, st, x, width);
        return;
    }
    struct note_list notes = {0};
    struct mark *marks = NULL;
    struct piece *g = flow_pack(&sub, width, &notes, &marks);
    flow_drop(&sub);
    if (over > 0) {
        piece_squeeze(g, over, pictures);
        squeeze = 0;
    }
    if (marks)
        flow_mark(f, marks);
    flow_margin(f, len_of(st->margin[TOP], width, 0));
    struct vitem *it = flow_add(f, n, g, g->h);
    it->pb.float_ = (uint8_t)kind;
    it->pb.squeeze = squeeze;
    note_list_add(f->s, &it->notes, &notes);
    flow_margin(f, after);
    flow_break(f, st->break_after);
}

void stack_block(struct flow *f, const struct node *n, int32_t x, int32_t width)
{
    struct layout_state *s = f->s;
    const struct style *st = style_of(s->styles, n);
    if (st->display == DISPLAY_NONE)
        return;
    if (n->kind == NODE_PAGEBREAK) {
        const char *to = node_attr(n, "to");
        flow_break(f, to && strcmp(to, "left") == 0 ? BREAK_LEFT : to && strcmp(to, "right") == 0 ? BREAK_RIGHT : BREAK_PAGE);
        return;
    }
    bool free = f->columns && (!f->frame || f->frame->columns != f->columns); /* nothing opened in the column holds it there */
    if (f->columns && (st->column_span_all || (free && st->display == DISPLAY_TABLE && table_spans(s, n, st, width)))) {
        stack_spanning(f, n);
        return;
    }
    const char *outer = s->used_page;
    s->used_page = st->page ? st->page : outer;
    if (st->display == DISPLAY_TABLE && !s->used_page && f->main && !f->columns && !f->frame && table_turns(s, n, st, width))
        s->used_page = "landscape";
    if (enter_page(f, s->used_page)) {
        x = 0;
        width = s->page->width - s->page->margin[LEFT] - s->page->margin[RIGHT];
    }
    enum pb_float kind = float_kind(f, n, st);
    if (kind)
        stack_float(f, n, st, kind, x, width);
    else
        stack_box(f, n, st, x, width);
    s->used_page = outer;
}
