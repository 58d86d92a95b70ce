/* Chooses the page breaks of a run of items as a whole: see pagebreak.h.
 *
 * A state is (break before item i, d figures waiting). From each state, in order, one page is filled item by item (fill_page); at
 * every legal break met on the way the state there is bettered if this way is cheaper. A page's figures follow from its beginning alone:
 * waiting ones go to its head as long as they fit; a new one stands at its place if it fits and none waits before it, else it waits. So
 * figures keep their order, and those waiting at a state are always the last d before it. The cheapest way to the end wins. */
#include "layout/pagebreak.h"

#include <stdlib.h>
#include <string.h>

enum { WAIT_MAX = 6, FILL_COST = 10000, PAGE_COST = 20, WAIT_COST = 60, OVERFULL_COST = 1000000, CARRY_COST = 1500, SHORT_COST = 1200 };

struct state {
    int64_t cost; /* -1: not reached */
    uint32_t from;
    uint8_t from_wait;
    uint32_t page; /* pages set before this break on the best way */
    int32_t carry; /* note height left over to the next page */
};

struct breaker {
    const struct pb_item *items;
    uint32_t n;
    const struct pb_params *params;
    struct state *states; /* (n + 1) * (WAIT_MAX + 1) */
    uint32_t *floats;     /* indexes of the float items */
    uint32_t *before;     /* before[i]: floats among items[0..i) */
};

/* The page being filled. */
struct fill {
    int32_t height, flow, notes, heads, feet;
    uint32_t n_head, n_foot;
    uint32_t wait; /* figures waiting now */
    bool any;      /* flow stands on it */
    bool overfull, carried_over;
    int32_t carry;
};

static struct state *state_at(const struct breaker *b, uint32_t i, uint32_t wait)
{
    return &b->states[(size_t)i * (WAIT_MAX + 1) + wait];
}

static int32_t fill_used(const struct fill *f, const struct pb_params *p)
{
    return f->flow + f->heads + f->feet + (f->notes ? f->notes + p->note_gap : 0);
}

static int32_t float_height(const struct breaker *b, uint32_t k)
{
    return b->items[b->floats[k]].height + b->params->float_gap;
}

/* Waiting figures go to the head of the page, in order, while they fit; one too high for any page goes alone. */
static void fill_heads(const struct breaker *b, uint32_t start, struct fill *f)
{
    uint32_t end = b->before[start];
    while (f->wait) {
        uint32_t k = end - f->wait;
        bool alone = b->items[b->floats[k]].float_ == PB_PAGE;
        if (f->n_head && (alone || fill_used(f, b->params) + float_height(b, k) > f->height))
            break;
        f->heads += float_height(b, k);
        f->n_head++;
        f->wait--;
        if (alone || f->heads >= f->height) {
            f->heads = f->height;
            break;
        }
    }
}

/* A figure met in the flow: here, at the foot, at the head, or later. */
static enum pb_where fill_float(const struct breaker *b, uint32_t i, struct fill *f, bool *later)
{
    const struct pb_item *it = &b->items[i];
    int32_t glue = f->any ? it->glue : 0;
    bool fits = !f->wait && fill_used(f, b->params) + glue + it->height + it->notes <= f->height;
    bool head = !f->any && it->float_ == PB_TOP;
    *later = false;
    if (it->float_ == PB_BOTTOM && fits && fill_used(f, b->params) + it->height + b->params->float_gap <= f->height) {
        f->feet += it->height + b->params->float_gap;
        f->n_foot++;
        return PB_FOOT;
    }
    if ((it->float_ == PB_AUTO || head) && fits) {
        f->flow += glue + it->height;
        f->notes += it->notes;
        f->any = true;
        return PB_HERE;
    }
    *later = true;
    f->wait++;
    return PB_HEAD;
}

/* Adds flow item i. false: it does not fit, and the page ends before it. */
static bool fill_item(const struct breaker *b, uint32_t i, struct fill *f)
{
    const struct pb_item *it = &b->items[i];
    int32_t add = f->any ? it->glue : it->repeat;
    struct fill next = *f;
    next.flow += add + it->height;
    next.notes += it->notes;
    next.any = true;
    if (fill_used(&next, b->params) > f->height) {
        int32_t least = next.notes - it->notes + it->note_least;
        int32_t room = f->height - next.flow - next.heads - next.feet - b->params->note_gap;
        if (it->notes && it->note_least < it->notes && least <= room && !f->carried_over) {
            next.carry = next.notes - room;
            next.notes = room;
            next.carried_over = true;
        } else if (!f->any && !f->n_head) {
            next.overfull = true;
        } else {
            return false;
        }
    }
    *f = next;
    return true;
}

static int64_t page_cost(const struct breaker *b, const struct fill *f, uint32_t end, uint32_t page)
{
    int64_t cost = PAGE_COST + (f->overfull ? OVERFULL_COST : 0) + (f->carried_over ? CARRY_COST : 0) + (int64_t)f->wait * WAIT_COST;
    int32_t used = fill_used(f, b->params);
    if (end < b->n || f->wait) {
        int64_t slack = f->height > used ? f->height - used : 0;
        cost += FILL_COST * slack / f->height * slack / f->height;
        if (end < b->n && b->items[end].cost != PB_NEVER)
            cost += b->items[end].cost;
    } else if (page > 0 && used < 5 * b->params->line) {
        cost += SHORT_COST;
    }
    return cost;
}

static void better(const struct breaker *b, uint32_t from, uint32_t from_wait, uint32_t end, const struct fill *f)
{
    const struct state *s = state_at(b, from, from_wait);
    if (f->wait > WAIT_MAX || (end == from && f->wait == from_wait))
        return;
    int64_t cost = s->cost + page_cost(b, f, end, s->page);
    struct state *t = state_at(b, end, f->wait);
    if (t->cost < 0 || cost < t->cost)
        *t = (struct state){cost, from, (uint8_t)from_wait, s->page + 1, f->carry};
}

static struct fill fill_begin(const struct breaker *b, uint32_t start, uint32_t wait)
{
    const struct state *s = state_at(b, start, wait);
    struct fill f = {.height = b->params->height(b->params->user, s->page), .wait = wait};
    f.notes = s->carry;
    if (f.notes > f.height / 2) { /* a note longer than half a page runs on */
        f.carry = f.notes - f.height / 2;
        f.notes = f.height / 2;
        f.carried_over = true;
    }
    fill_heads(b, start, &f);
    return f;
}

/* All pages that can begin at this state. */
static void try_pages(const struct breaker *b, uint32_t start, uint32_t wait)
{
    struct fill f = fill_begin(b, start, wait);
    if (f.n_head) /* a page of figures alone */
        better(b, start, wait, start, &f);
    if (f.n_head && f.heads >= f.height)
        return;
    for (uint32_t i = start; i < b->n; i++) {
        const struct pb_item *it = &b->items[i];
        if (i > start && f.any && it->cost != PB_NEVER) {
            better(b, start, wait, i, &f);
            if (f.overfull || f.carried_over)
                return;
        }
        bool later;
        if (it->float_)
            fill_float(b, i, &f, &later);
        else if (!fill_item(b, i, &f)) {
            if (it->cost != PB_NEVER)
                return;
            /* no legal break was left: go on, overfull, to the next one; any better way will be cheaper */
            f.overfull = true;
            f.flow += it->glue + it->height;
            f.notes += it->notes;
        }
        if (f.wait > WAIT_MAX)
            return;
    }
    better(b, start, wait, b->n, &f);
}

/* Fills the chosen page once more and writes down what stands where. */
static void record_page(const struct breaker *b, uint32_t start, uint32_t wait, uint32_t end, struct arena *a, struct pb_page *out)
{
    struct fill f = fill_begin(b, start, wait);
    uint32_t first = b->before[start] - wait, n_floats = b->before[end] - first;
    out->start = start;
    out->end = end;
    out->carried = state_at(b, start, wait)->carry;
    out->head = arena_array(a, n_floats + 1, sizeof *out->head);
    out->foot = arena_array(a, n_floats + 1, sizeof *out->foot);
    for (uint32_t k = 0; k < f.n_head; k++)
        out->head[out->n_head++] = b->floats[first + k];
    for (uint32_t i = start; i < end; i++) {
        const struct pb_item *it = &b->items[i];
        bool later;
        if (it->float_) {
            if (fill_float(b, i, &f, &later) == PB_FOOT)
                out->foot[out->n_foot++] = i;
        } else if (!fill_item(b, i, &f)) {
            f.flow += it->glue + it->height;
            f.notes += it->notes;
        }
    }
    out->carry = f.carry;
    out->used = fill_used(&f, b->params);
}

static size_t record_pages(const struct breaker *b, struct arena *a, struct pb_page **pages)
{
    uint32_t wait = 0;
    const struct state *end = state_at(b, b->n, 0);
    size_t n = end->page;
    *pages = arena_array(a, n ? n : 1, sizeof **pages);
    uint32_t at = b->n;
    for (size_t k = n; k-- > 0;) {
        const struct state *s = state_at(b, at, wait);
        record_page(b, s->from, s->from_wait, at, a, &(*pages)[k]);
        at = s->from;
        wait = s->from_wait;
    }
    return n;
}

/* One search. 0 if the end was not reached: more figures in a row than may wait. */
static size_t search(struct breaker *b, struct arena *a, struct pb_page **pages)
{
    size_t n_states = ((size_t)b->n + 1) * (WAIT_MAX + 1);
    uint32_t n_floats = 0;
    for (size_t i = 0; i < n_states; i++)
        b->states[i].cost = -1;
    for (uint32_t i = 0; i < b->n; i++) {
        b->before[i] = n_floats;
        if (b->items[i].float_)
            b->floats[n_floats++] = i;
    }
    b->before[b->n] = n_floats;
    *state_at(b, 0, 0) = (struct state){.cost = 0};
    /* Fewer waiting figures come after more: a page of figures alone leads from (i, d) to (i, d - 1). */
    for (uint32_t i = 0; i <= b->n; i++)
        for (uint32_t d = WAIT_MAX + 1; d-- > 0;)
            if (state_at(b, i, d)->cost >= 0 && (i < b->n || d > 0))
                try_pages(b, i, d);
    return state_at(b, b->n, 0)->cost < 0 ? 0 : record_pages(b, a, pages);
}

size_t pb_break(const struct pb_item *items, size_t n, const struct pb_params *params, struct arena *a, struct pb_page **pages)
{
    if (!n)
        return 0;
    struct breaker b = {.items = items, .n = (uint32_t)n, .params = params};
    b.states = xcalloc((n + 1) * (WAIT_MAX + 1), sizeof *b.states);
    b.floats = xcalloc(n + 1, sizeof *b.floats);
    b.before = xcalloc(n + 1, sizeof *b.before);
    size_t n_pages = search(&b, a, pages);
    if (!n_pages) { /* then every figure stands at its place */
        struct pb_item *plain = xcalloc(n, sizeof *plain);
        memcpy(plain, items, n * sizeof *plain);
        for (size_t i = 0; i < n; i++)
            plain[i].float_ = PB_FLOW;
        b.items = plain;
        n_pages = search(&b, a, pages);
        free(plain);
    }
    free(b.states);
    free(b.floats);
    free(b.before);
    return n_pages;
}
