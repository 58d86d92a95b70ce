/* Sets pages: cuts the flow at its forced breaks, has pagebreak.c choose the rest, and places items, frames, floats and notes. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 50000 };

/* A note, or what is left of it, waiting for room at the foot of a page. */
struct waiting {
    struct note_box *note;
    size_t from; /* its items set so far */
};
struct setting {
    struct assembly *a;
    struct flow *f;
    struct pb_item *pb;
    VEC(struct waiting) notes;
    size_t next_frame; /* first of f->frames not yet met */
    const char *name;
    int32_t number;
    size_t page; /* the one being set */
    int32_t extra; /* by which the pages of this run are longer */
};

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
    arena_drop(a->arena);
    a->map.pages = NULL;
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
        vec_push(&st->notes, (struct waiting){l->v[i], 0});
}

/* Packs what of the waiting notes fits in room; pieces and their heights go to v. */
static int32_t fit_notes(struct setting *st, int32_t room, int32_t width, struct piece_vec *v)
{
    int32_t used = 0;
    size_t done = 0;
    for (; done < st->notes.n; done++) {
        struct waiting *w = &st->notes.v[done];
        struct flow *nf = w->note->flow;
        const struct style *ns = style_of(st->a->s->styles, w->note->node);
        size_t n = nf->items.n, end = n;
        int32_t after = len_of(ns->margin[BOTTOM], width, 0);
        if (w->from < n && used + flow_height(nf, w->from) > room + PT) {
            end = flow_fit(nf, w->from, n, room - used);
            if (used > 0 && nf->items.v[w->from].pb.height > room - used)
                break;
        }
        struct piece *p = flow_pack_part(nf, w->from, end, width, NULL);
        p->y += used;
        used += p->h + (end == n ? after : 0);
        vec_push(&v->p, p);
        w->from = end;
        if (end < n)
            break;
    }
    memmove(st->notes.v, st->notes.v + done, (st->notes.n - done) * sizeof *st->notes.v);
    st->notes.n -= done;
    return used;
}

static void set_notes(struct setting *st, int32_t room)
{
    struct sheet *sh = sheet_now(st);
    const struct page_style *ps = sh->style;
    int32_t width = ps->width - ps->margin[LEFT] - ps->margin[RIGHT];
    if (!st->notes.n)
        return;
    int32_t gap = note_gap(ps, width);
    struct piece_vec v = {{0}};
    int32_t h = fit_notes(st, room - gap, width, &v);
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
}

/* ---- frames ---- */

/* Draws the part of a frame that lies among items start..end of this page. */
static void set_frame(struct setting *st, const struct frame *fr, uint32_t start, uint32_t end, const int32_t *top, int32_t x)
{
    int32_t a = fr->first > (int32_t)start ? fr->first : (int32_t)start;
    int32_t b = fr->last < (int32_t)end ? fr->last : (int32_t)end - 1;
    if (b < a)
        return;
    int32_t y = top[a - (int32_t)start], bottom = top[b - (int32_t)start] + st->pb[b].height;
    struct piece_vec v = {{0}};
    frame_pieces(st->a->s, fr->style, fr->x, y, fr->w, bottom - y, fr->first >= (int32_t)start, fr->last < (int32_t)end, &v);
    for (size_t i = 0; i < v.p.n; i++)
        draw_piece(st->a, st->page, v.p.v[i], x, 0, WHERE_ARTIFACT);
    vec_drop(&v.p);
}

static void set_open_frames(struct setting *st, const struct frame *fr, uint32_t start, uint32_t end, const int32_t *top, int32_t x)
{
    if (!fr)
        return;
    set_open_frames(st, fr->parent, start, end, top, x); /* outer ones first */
    if (fr->first < (int32_t)start)
        set_frame(st, fr, start, end, top, x);
}

static void set_frames(struct setting *st, uint32_t start, uint32_t end, const int32_t *top, int32_t x)
{
    struct flow *f = st->f;
    if (start < end)
        set_open_frames(st, f->items.v[start].frame, start, end, top, x);
    for (; st->next_frame < f->frames.n && f->frames.v[st->next_frame]->first < (int32_t)end; st->next_frame++)
        set_frame(st, f->frames.v[st->next_frame], start, end, top, x);
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

/* y of every flow item of the page; floats set elsewhere have no height. */
static void measure_items(struct setting *st, const struct pb_page *p, const bool *elsewhere, int32_t y, int32_t *top)
{
    bool any = false;
    for (uint32_t i = p->start; i < p->end; i++) {
        const struct pb_item *it = &st->pb[i];
        top[i - p->start] = y;
        if (elsewhere[i])
            continue;
        y += any ? it->glue : it->repeat;
        top[i - p->start] = y;
        y += it->height;
        any = true;
    }
}

static void set_items(struct setting *st, const struct pb_page *p, const bool *elsewhere, const int32_t *top, int32_t x)
{
    bool any = false;
    for (uint32_t i = p->start; i < p->end; i++) {
        struct vitem *it = &st->f->items.v[i];
        if (elsewhere[i])
            continue;
        if (!any && it->repeat && st->pb[i].repeat)
            draw_piece(st->a, st->page, it->repeat->piece, x, top[i - p->start] - it->repeat->height, WHERE_ARTIFACT);
        any = true;
        if (it->piece)
            draw_piece(st->a, st->page, it->piece, x, top[i - p->start], WHERE_FLOW);
        take_marks(st, it);
        queue_notes(st, &it->notes);
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

static void set_page(struct setting *st, const struct pb_page *p, const bool *elsewhere, int32_t gap)
{
    const struct page_style *ps = sheet_now(st)->style;
    int32_t x = ps->margin[LEFT], y = ps->margin[TOP], feet = 0;
    int32_t *top = xcalloc(p->end - p->start + 1, sizeof *top);
    y = set_floats(st, p->head, p->n_head, x, y, gap);
    for (uint32_t k = 0; k < p->n_foot; k++)
        feet += st->pb[p->foot[k]].height + gap;
    measure_items(st, p, elsewhere, y, top);
    set_frames(st, p->start, p->end, top, x);
    set_items(st, p, elsewhere, top, x);
    int32_t used = p->end > p->start ? top[p->end - 1 - p->start] + (elsewhere[p->end - 1] ? 0 : st->pb[p->end - 1].height) : y;
    int32_t foot_top = used + gap;
    set_floats(st, p->foot, p->n_foot, x, foot_top, gap);
    if (!st->a->map.pages[st->page].node)
        start_at_figure(st);
    set_notes(st, ps->height - ps->margin[BOTTOM] + st->extra - used - feet);
    free(top);
}

/* ---- runs between forced breaks ---- */

struct run_heights {
    const struct setting *st;
    const char *name;
    size_t first;
    int32_t extra;
};

static int32_t run_height(const void *user, uint32_t page)
{
    const struct run_heights *r = user;
    return content_height(style_page(r->st->a->s->styles, r->name, page_flags(r->first + page))) + r->extra;
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
        set_notes(st, content_height(sheet_now(st)->style));
    }
}

/* Breaks a run. When its last page would hold a few lines only, all its pages may run a line long, as a book's do, if that saves it. */
static size_t break_run(struct setting *st, uint32_t from, uint32_t to, struct run_heights *heights, struct pb_params *params,
                        struct pb_page **pages)
{
    struct arena *a = st->a->s->pass;
    const struct page_style *ps = style_page(st->a->s->styles, st->name, page_flags(heights->first));
    params->user = heights;
    st->extra = 0;
    size_t n = pb_break(st->pb + from, to - from, params, a, pages);
    if (n > 1 && (*pages)[n - 1].used < 6 * params->line && ps->margin[BOTTOM] > 4 * params->line) {
        struct pb_page *longer;
        heights->extra = params->line;
        size_t m = pb_break(st->pb + from, to - from, params, a, &longer);
        if (m < n) {
            *pages = longer;
            st->extra = params->line;
            n = m;
        }
    }
    return n;
}

static bool set_run(struct setting *st, uint32_t from, uint32_t to, bool *elsewhere)
{
    struct layout_state *s = st->a->s;
    uint8_t force = st->pb[from].force;
    if (force || from == 0)
        st->name = st->f->items.v[from].page_name;
    size_t next = st->a->sheets.n;
    if (next && ((force == PB_FORCE_LEFT && next % 2 == 0) || (force == PB_FORCE_RIGHT && next % 2 == 1)))
        open_page(st, st->name, true);
    struct run_heights heights = {st, st->name, st->a->sheets.n, 0};
    const struct page_style *ps = style_page(s->styles, st->name, page_flags(heights.first));
    const struct style *body = style_of(s->styles, s->doc->tree);
    struct pb_params params = {.height = run_height, .note_gap = note_gap(ps, ps->width - ps->margin[LEFT] - ps->margin[RIGHT]),
        .float_gap = body->line_height, .line = body->line_height};
    struct pb_page *pages;
    size_t n = break_run(st, from, to, &heights, &params, &pages);
    shift_pages(pages, n, from);
    mark_elsewhere(pages, n, elsewhere);
    for (size_t k = 0; k < n; k++) {
        if (st->a->sheets.n >= PAGES_MAX)
            return false;
        open_page(st, st->name, false);
        set_page(st, &pages[k], elsewhere, params.float_gap);
    }
    set_rest_of_notes(st);
    return true;
}

/* Height of the notes of an item; the last one may run over if it has more than four lines. */
static void measure_notes(const struct vitem *it, struct pb_item *pb)
{
    for (int32_t i = 0; i < it->notes.n; i++)
        pb->notes += it->notes.v[i]->height;
    pb->note_least = pb->notes;
    if (it->notes.n) {
        const struct note_box *last = it->notes.v[it->notes.n - 1];
        if (last->flow->items.n > 4)
            pb->note_least = pb->notes - last->height + last->flow->items.v[0].pb.height + last->flow->items.v[1].pb.height;
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
