/* Sets pages: cuts the flow at its forced breaks, has pagebreak.c choose the rest, and places items, frames, floats and notes. */
#include "layout/assemble.h"

#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 50000 };

void assembly_init(struct assembly *a, struct layout_state *s)
{
    memset(a, 0, sizeof *a);
    a->s = s;
    a->arena = arena_new();
    a->map.n_places = s->doc->n_nodes;
    a->map.places = arena_array(a->arena, (size_t)s->doc->n_nodes, sizeof *a->map.places);
    for (int32_t i = 0; i < a->map.n_places; i++)
        a->map.places[i].page = -1;
}

void assembly_drop_pages(struct assembly *a)
{
    for (size_t i = 0; i < a->sheets.n; i++)
        vec_drop(&a->sheets.v[i].draws);
    vec_drop(&a->sheets);
}

void assembly_drop(struct assembly *a)
{
    if (!a->arena)
        return;
    assembly_drop_pages(a);
    free(a->map.pages);
    free(a->quality.at);
    arena_drop(a->arena);
    a->map.pages = NULL;
    a->quality.at = NULL;
    a->arena = NULL;
}

static unsigned page_flags(size_t page)
{
    return (page == 0 ? PAGE_FIRST : 0) | (page % 2 ? PAGE_LEFT : PAGE_RIGHT);
}

static int32_t content_height(const struct page_style *ps)
{
    return ps->height - ps->margin[TOP] - ps->margin[BOTTOM];
}

/* The page is full but for its margin boxes. */
static void close_page(struct sheet *sh)
{
    enum { MARGIN_DRAWS = 8 };
    size_t cap = sh->draws.n + MARGIN_DRAWS;
    if (cap < sh->draws.cap)
        sh->draws.v = xrealloc(sh->draws.v, (sh->draws.cap = cap) * sizeof *sh->draws.v);
}

static void open_page(struct setting *st, const char *name, bool blank)
{
    struct assembly *a = st->a;
    struct layout_state *s = a->s;
    size_t k = a->sheets.n;
    struct sheet sh = {.name = name, .flags = page_flags(k) | (blank ? PAGE_BLANK : 0), .number = ++st->number};
    sh.style = style_page(s->styles, name, sh.flags);
    sh.page.width = sh.style->width;
    sh.page.height = sh.style->height;
    sh.page.blank = blank;
    if (k)
        close_page(&a->sheets.v[k - 1]);
    vec_push(&a->sheets, sh);
    a->map.pages = xrealloc(a->map.pages, (k + 1) * sizeof *a->map.pages);
    a->map.pages[k] = (struct page_start){.label = ""};
    a->map.n_pages = (int32_t)k + 1;
    st->page = k;
    const struct style *self = sh.style->self;
    if (self && self->background.a && !blank) {
        struct draw d = {.kind = DRAW_RECT, .slot = SLOT_ARTIFACT, .w = sh.page.width, .h = sh.page.height};
        d.u.rect.fill = self->background;
        vec_push(&a->sheets.v[k].draws, d);
    }
}

static struct sheet *sheet_now(struct setting *st)
{
    return &st->a->sheets.v[st->page];
}

static void take_marks(struct setting *st, const struct vitem *it)
{
    struct sheet *sh = sheet_now(st);
    for (struct mark *m = it->marks; m; m = m->next) {
        if (m->kind == MARK_PAGE_COUNTER) {
            sh->number = st->number = m->number;
            continue;
        }
        struct mark *copy = arena_alloc(st->a->s->pass, sizeof *copy), **end = &sh->set;
        *copy = *m;
        copy->next = NULL;
        while (*end)
            end = &(*end)->next;
        *end = copy;
    }
}

/* ---- notes ---- */

static int32_t note_gap(const struct page_style *ps, int32_t width)
{
    const struct style *st = ps->footnote;
    return len_of(st->margin[TOP], width, 0) + st->border[TOP].width + len_of(st->padding[TOP], width, 0);
}

static void queue_notes(struct setting *st, const struct note_list *l)
{
    for (int32_t i = 0; i < l->n; i++)
        vec_push(&st->notes, (struct waiting){.note = l->v[i]});
}

static int32_t note_left(const struct setting *st, const struct waiting *w, int32_t width)
{
    const struct style *ns = style_of(st->a->s->styles, w->note->node);
    return flow_height(w->note->flow, w->from) + len_of(ns->margin[BOTTOM], width, 0);
}

/* The note that runs over when not all have room: the last, if it is long; else the longest, so that those after it still begin here. */
static size_t note_to_cut(const struct setting *st, int32_t width)
{
    size_t cut = st->notes.n - 1;
    if (st->notes.v[cut].note->flow->items.n - st->notes.v[cut].from > 4)
        return cut;
    for (size_t i = 0; i < st->notes.n; i++)
        if (note_left(st, &st->notes.v[i], width) > note_left(st, &st->notes.v[cut], width))
            cut = i;
    return cut;
}

static size_t lines_that_fit(const struct flow *nf, size_t from, int32_t room)
{
    return nf->items.v[from].pb.height > room ? from : flow_fit(nf, from, nf->items.n, room);
}

/* Packs what of the waiting notes fits in room; pieces and their heights go to v. At least a line is set where must is true. */
static int32_t fit_notes(struct setting *st, int32_t room, int32_t width, bool must, struct piece_vec *v)
{
    int32_t used = 0, all = 0;
    size_t cut = note_to_cut(st, width), kept = 0;
    for (size_t i = 0; i < st->notes.n; i++)
        all += note_left(st, &st->notes.v[i], width);
    int32_t limit = all > room + PT ? room - (all - note_left(st, &st->notes.v[cut], width)) : INT32_MAX / 2;
    for (size_t i = 0; i < st->notes.n; i++) {
        struct waiting w = st->notes.v[i];
        struct flow *nf = w.note->flow;
        int32_t h = note_left(st, &w, width), here = i == cut && limit > 0 && limit < room - used ? limit : room - used;
        size_t end = nf->items.n;
        if (w.from < end && h > here + PT)
            end = lines_that_fit(nf, w.from, here);
        if (end == w.from && must && !used && i + 1 == st->notes.n)
            end++;
        if (end > w.from || w.from == nf->items.n) {
            struct piece *p = flow_pack_part(nf, w.from, end, width, NULL);
            p->y += used;
            used += end == nf->items.n ? h : p->h;
            vec_push(&v->p, p);
            w.from = end;
        }
        if (end < nf->items.n)
            st->notes.v[kept++] = w;
    }
    st->notes.n = kept;
    return used;
}

static void set_notes(struct setting *st, int32_t room, bool must)
{
    struct sheet *sh = sheet_now(st);
    const struct page_style *ps = sh->style;
    int32_t width = ps->width - ps->margin[LEFT] - ps->margin[RIGHT];
    if (!st->notes.n)
        return;
    int32_t gap = note_gap(ps, width);
    struct piece_vec v = {{0}};
    int32_t h = fit_notes(st, room - gap, width, must, &v);
    const struct border *rule = &ps->footnote->border[TOP];
    int32_t top = ps->height - ps->margin[BOTTOM] + st->extra - h, pad = len_of(ps->footnote->padding[TOP], width, 0);
    if (rule->width && v.p.n) {
        struct piece *r = piece_new(st->a->s, PIECE_STROKE, NULL, 0, 0, len_of(ps->footnote->width, width, width), 0);
        r->u.stroke.colour = rule->colour;
        r->u.stroke.width = rule->width;
        r->u.stroke.style = rule->style;
        draw_piece(st->a, st->page, r, ps->margin[LEFT], top - pad - rule->width / 2, WHERE_ARTIFACT);
    }
    for (size_t i = 0; i < v.p.n; i++)
        draw_piece(st->a, st->page, v.p.v[i], ps->margin[LEFT], top, WHERE_ASIDE);
    vec_drop(&v.p);
    quality_notes(st);
}

/* ---- frames ---- */

/* Where the items of a page stand: the first of them, their number, top and bottom. Items in columns share those of their group. */
struct tops {
    int32_t *top, *bottom;
};

/* Draws the part of a frame that lies among items start..end of this page. */
static void set_frame(struct setting *st, const struct frame *fr, uint32_t start, uint32_t end, const struct tops *t, int32_t x)
{
    int32_t a = fr->first > (int32_t)start ? fr->first : (int32_t)start;
    int32_t b = fr->last < (int32_t)end ? fr->last : (int32_t)end - 1;
    if (b < a || fr->columns)
        return;
    int32_t y = t->top[a - (int32_t)start] - (a == fr->first ? fr->rise : 0), bottom = t->bottom[b - (int32_t)start];
    struct piece_vec v = {{0}};
    frame_pieces(st->a->s, fr->style, fr->x, y, fr->w, bottom - y, fr->first >= (int32_t)start, fr->last < (int32_t)end, &v);
    for (size_t i = 0; i < v.p.n; i++)
        draw_piece(st->a, st->page, v.p.v[i], x, 0, WHERE_ARTIFACT);
    vec_drop(&v.p);
}

static void set_open_frames(struct setting *st, const struct frame *fr, uint32_t start, uint32_t end, const struct tops *t, int32_t x)
{
    if (!fr)
        return;
    set_open_frames(st, fr->parent, start, end, t, x); /* outer ones first */
    if (fr->first < (int32_t)start)
        set_frame(st, fr, start, end, t, x);
}

static void set_frames(struct setting *st, uint32_t start, uint32_t end, const struct tops *t, int32_t x)
{
    struct flow *f = st->f;
    st->page_frame = st->next_frame;
    if (start < end)
        set_open_frames(st, f->items.v[start].frame, start, end, t, x);
    for (; st->next_frame < f->frames.n && f->frames.v[st->next_frame]->first < (int32_t)end; st->next_frame++)
        set_frame(st, f->frames.v[st->next_frame], start, end, t, x);
}

/* ---- a page ---- */

static int32_t set_floats(struct setting *st, const uint32_t *floats, uint32_t n, int32_t x, int32_t y, int32_t gap)
{
    for (uint32_t k = 0; k < n; k++) {
        const struct vitem *it = &st->f->items.v[floats[k]];
        draw_piece(st->a, st->page, it->piece, x, y, WHERE_ASIDE);
        take_marks(st, it);
        queue_notes(st, &it->notes);
        y += it->pb.height + gap;
    }
    return y;
}

/* End of the items from i that are set as one: those of a group of columns, else i alone. */
static uint32_t group_end(const struct setting *st, uint32_t i, uint32_t end)
{
    uint32_t k = i + 1;
    while (st->pb[i].columns && k < end && st->pb[k].columns == st->pb[i].columns)
        k++;
    return k;
}

static int32_t given_glue(const struct pb_item *it, const struct pb_page *p)
{
    if (!p->give_of)
        return it->glue;
    return it->glue + (int32_t)((int64_t)(p->give > 0 ? it->stretch : it->shrink) * p->give / p->give_of);
}

/* y of every flow item of the page; floats set elsewhere have no height. Gives the end of the last. */
static int32_t measure_items(struct setting *st, const struct pb_page *p, const bool *elsewhere, int32_t y, const struct tops *t)
{
    bool any = false;
    for (uint32_t i = p->start, next; i < p->end; i = next) {
        const struct pb_item *it = &st->pb[i];
        next = group_end(st, i, p->end);
        int32_t top = y;
        if (!elsewhere[i]) {
            top += any ? given_glue(it, p) : it->repeat;
            y = top + (it->columns ? columns_balance(st->f, i, next, st->f->items.v[i].columns->count) : it->height);
            any = true;
        }
        for (uint32_t k = i; k < next; k++) {
            t->top[k - p->start] = top;
            t->bottom[k - p->start] = y;
        }
    }
    return y;
}

void set_item(struct setting *st, const struct vitem *it, int32_t x, int32_t y)
{
    if (it->piece)
        draw_piece(st->a, st->page, it->piece, x, y, WHERE_FLOW);
    take_marks(st, it);
    queue_notes(st, &it->notes);
}

static void set_items(struct setting *st, const struct pb_page *p, const bool *elsewhere, const struct tops *t, int32_t x)
{
    bool any = false;
    for (uint32_t i = p->start, next; i < p->end; i = next) {
        struct vitem *it = &st->f->items.v[i];
        next = group_end(st, i, p->end);
        if (elsewhere[i])
            continue;
        int32_t top = t->top[i - p->start];
        if (!any && it->repeat && st->pb[i].repeat)
            draw_piece(st->a, st->page, it->repeat->piece, x, top - it->repeat->height, WHERE_ARTIFACT);
        any = true;
        if (it->columns)
            columns_set(st, i, next, x, top);
        else
            set_item(st, it, x, top);
    }
}

/* A page of figures alone begins with the first of them, unless a page before began later in the document: starts keep its order. */
static void start_at_figure(struct setting *st)
{
    struct page_start *start = &st->a->map.pages[st->page];
    int32_t after = -1;
    for (size_t k = st->page; k-- > 0 && after < 0;)
        if (st->a->map.pages[k].node)
            after = st->a->map.pages[k].node->index;
    const struct sheet *sh = sheet_now(st);
    for (size_t i = 0; i < sh->draws.n && !start->node; i++) {
        const struct draw *d = &sh->draws.v[i];
        if (d->node && (d->slot == SLOT_IMAGE || d->slot == SLOT_TEXT) && d->node->index > after)
            start->node = d->node;
    }
}

/* "To be continued" under the rows of a table that goes on overleaf. */
static void set_tail(struct setting *st, const struct pb_page *p, int32_t x, int32_t y)
{
    if (!p->tail)
        return;
    draw_piece(st->a, st->page, st->f->items.v[p->end].tail->piece, x, y, WHERE_ARTIFACT);
}

static void squeeze_item(struct setting *st, uint32_t i, const struct pb_page *p)
{
    struct vitem *it = &st->f->items.v[i];
    if (!it->pb.squeeze || !it->piece)
        return;
    int32_t less = piece_squeeze(it->piece, p->squeeze, p->squeeze_of * SQUEEZE_SHARE);
    it->pb.height -= less;
    st->pb[i].height -= less;
}

/* Pictures of a page that is too full lose some height. */
static void squeeze_page(struct setting *st, const struct pb_page *p, const bool *elsewhere)
{
    if (!p->squeeze)
        return;
    for (uint32_t k = 0; k < p->n_head; k++)
        squeeze_item(st, p->head[k], p);
    for (uint32_t k = 0; k < p->n_foot; k++)
        squeeze_item(st, p->foot[k], p);
    for (uint32_t i = p->start; i < p->end; i++)
        if (!elsewhere[i])
            squeeze_item(st, i, p);
}

static void set_page(struct setting *st, const struct pb_page *p, const bool *elsewhere, int32_t gap, bool last)
{
    const struct page_style *ps = sheet_now(st)->style;
    int32_t x = ps->margin[LEFT], y = ps->margin[TOP], feet = 0;
    struct tops t = {xcalloc(p->end - p->start + 1, sizeof *t.top), xcalloc(p->end - p->start + 1, sizeof *t.bottom)};
    st->extra = p->depth - content_height(ps);
    squeeze_page(st, p, elsewhere);
    y = set_floats(st, p->head, p->n_head, x, y, gap);
    for (uint32_t k = 0; k < p->n_foot; k++)
        feet += st->pb[p->foot[k]].height + gap;
    int32_t used = measure_items(st, p, elsewhere, y, &t);
    set_frames(st, p->start, p->end, &t, x);
    set_items(st, p, elsewhere, &t, x);
    set_tail(st, p, x, used);
    int32_t slack = p->depth - p->used - p->give; /* figures at the foot stand on the bottom of the page, but for the last one */
    set_floats(st, p->foot, p->n_foot, x, used + gap + (slack > 0 && !last ? slack : 0), gap);
    if (!st->a->map.pages[st->page].node)
        start_at_figure(st);
    set_notes(st, ps->height - ps->margin[BOTTOM] + st->extra - used - feet, p->start == p->end && !p->n_head);
    free(t.top);
    free(t.bottom);
}

/* ---- runs between forced breaks ---- */

struct run_of {
    const struct setting *st;
    const char *name;
    size_t first_page;
    uint32_t first_item;
};

static int32_t run_height(const void *user, uint32_t page)
{
    const struct run_of *r = user;
    return content_height(style_page(r->st->a->s->styles, r->name, page_flags(r->first_page + page)));
}

static int32_t run_columns(const void *user, uint32_t from, uint32_t to)
{
    const struct run_of *r = user;
    const struct flow *f = r->st->f;
    return columns_balance(f, r->first_item + from, r->first_item + to, f->items.v[r->first_item + from].columns->count);
}

static void mark_elsewhere(const struct pb_page *pages, size_t n, bool *elsewhere)
{
    for (size_t k = 0; k < n; k++) {
        for (uint32_t i = 0; i < pages[k].n_head; i++)
            elsewhere[pages[k].head[i]] = true;
        for (uint32_t i = 0; i < pages[k].n_foot; i++)
            elsewhere[pages[k].foot[i]] = true;
    }
}

static void shift_pages(struct pb_page *pages, size_t n, uint32_t by)
{
    for (size_t k = 0; k < n; k++) {
        pages[k].start += by;
        pages[k].end += by;
        for (uint32_t i = 0; i < pages[k].n_head; i++)
            pages[k].head[i] += by;
        for (uint32_t i = 0; i < pages[k].n_foot; i++)
            pages[k].foot[i] += by;
    }
}

static void set_rest_of_notes(struct setting *st)
{
    for (int guard = 0; st->notes.n && guard < 1000; guard++) {
        open_page(st, st->name, false);
        st->extra = 0;
        set_notes(st, content_height(sheet_now(st)->style), true);
    }
}

static bool set_run(struct setting *st, uint32_t from, uint32_t to, bool *elsewhere)
{
    struct layout_state *s = st->a->s;
    uint8_t force = st->pb[from].force;
    size_t next = st->a->sheets.n;
    if (next && ((force == PB_FORCE_LEFT && next % 2 == 0) || (force == PB_FORCE_RIGHT && next % 2 == 1)))
        open_page(st, st->name, true); /* of the size of the page before it */
    if (force || from == 0)
        st->name = st->f->items.v[from].page_name;
    struct run_of run = {st, st->name, st->a->sheets.n, from};
    const struct page_style *ps = style_page(s->styles, st->name, page_flags(run.first_page));
    const struct style *body = style_of(s->styles, s->doc->tree);
    struct pb_params params = {.height = run_height, .columns = run_columns, .user = &run, .float_gap = body->line_height,
        .note_gap = note_gap(ps, ps->width - ps->margin[LEFT] - ps->margin[RIGHT]), .line = body->line_height,
        .equal = styles_facing_equal(s->styles), .longer = ps->margin[BOTTOM] > 4 * body->line_height, .right = run.first_page % 2 == 0};
    struct pb_page *pages;
    size_t n = pb_break(st->pb + from, to - from, &params, s->pass, &pages);
    shift_pages(pages, n, from);
    mark_elsewhere(pages, n, elsewhere);
    for (size_t k = 0; k < n; k++) {
        if (st->a->sheets.n >= PAGES_MAX)
            return false;
        open_page(st, st->name, false);
        set_page(st, &pages[k], elsewhere, params.float_gap, k + 1 == n);
    }
    quality_run(st, pages, n, elsewhere, params.line);
    set_rest_of_notes(st);
    return true;
}

/* Height of the notes of an item; one of them may run over if it has more than four lines, when two of them stand. */
static void measure_notes(const struct vitem *it, struct pb_item *pb)
{
    int32_t most = 0;
    for (int32_t i = 0; i < it->notes.n; i++) {
        const struct note_box *note = it->notes.v[i];
        pb->notes += note->height;
        if (note->flow->items.n <= 4)
            continue;
        int32_t over = note->height - note->flow->items.v[0].pb.height - note->flow->items.v[1].pb.height;
        most = over > most ? over : most;
    }
    pb->note_least = pb->notes - most;
}

static bool stands_in(const struct node *n, const struct node *box)
{
    while (n && n != box)
        n = n->parent;
    return n;
}

/* A title keeps two lines of what it heads with it, though the first be a paragraph of its own. */
static void keep_with_title(const struct flow *f, struct pb_item *pb, int32_t line)
{
    for (size_t i = 1; i < f->items.n; i++) {
        const struct node *before = f->items.v[i - 1].node;
        if (pb[i].cost < COST_HEADING || pb[i].cost == PB_NEVER || !before || before->kind != NODE_TITLE)
            continue;
        int32_t h = pb[i].height;
        size_t k = i + 1;
        for (; k < f->items.n && pb[k].cost == PB_NEVER; k++)
            h += pb[k].glue + pb[k].height;
        if (k < f->items.n && h < 2 * line && pb[k].cost < COST_AVOID && !pb[k].force && stands_in(f->items.v[k].node, before->parent))
            pb[k].cost = COST_AVOID;
    }
}

bool assemble(struct assembly *a, struct flow *f)
{
    struct setting st = {.a = a, .f = f};
    size_t n = f->items.n;
    bool ok = true, *elsewhere = xcalloc(n + 1, sizeof *elsewhere);
    st.pb = xcalloc(n + 1, sizeof *st.pb);
    for (size_t i = 0; i < n; i++) {
        st.pb[i] = f->items.v[i].pb;
        measure_notes(&f->items.v[i], &st.pb[i]);
    }
    keep_with_title(f, st.pb, style_of(a->s->styles, a->s->doc->tree)->line_height);
    for (size_t from = 0; from < n && ok;) {
        size_t to = from + 1;
        while (to < n && !st.pb[to].force)
            to++;
        ok = set_run(&st, (uint32_t)from, (uint32_t)to, elsewhere);
        from = to;
    }
    if (!a->sheets.n)
        open_page(&st, NULL, false);
    vec_drop(&st.notes);
    free(st.pb);
    free(elsewhere);
    return ok;
}
