/* Chooses the page breaks of a run of items as a whole: see pagebreak.h.
 *
 * A state is (break before item i, d figures waiting, side). From each state, in order, pages are filled item by item (pagefill.c); at
 * every legal break met on the way the state there is bettered if this way is cheaper. Figures waiting at a state are always the last d
 * before it. The cheapest way to the end wins.
 *
 * Side: a verso chooses its depth, the style's or a line more or less, and its recto owes it the same; so a state is "verso next" (or the
 * first page, which has no page beside it), or "recto next, and its depth". Where feet are ragged a page is never asked to be shorter,
 * and a longer one is only tried when the pages come out badly: with a widow, a cut word, or a last page of a few lines. */
#include "layout/pagefill.h"

#include <stdlib.h>
#include <string.h>

enum {
    WAIT_MAX = 6, /* figures */
    SHORTER = -1, LONGER = 1, /* lines */
    SIDES = 4, /* verso next; recto next, of depth SHORTER, 0, LONGER */
    PAGE_COST = 20, WAIT_COST = 60, FAR_COST = 2500, LOW_COST = 400, CARRY_COST = 1500, OVERFULL_COST = 1000000,
    FILL_COST = 10000,   /* times the square of the empty share of a page */
    GLUE_COST = 40,      /* times the cube of the share glue stretches or shrinks by */
    FOOT_COST = 400,     /* a foot that glue does not reach, where it should */
    SQUEEZE_COST = 700,  /* pictures shrink; as much again, times the cube of the share */
    DEPTH_COST = 150,    /* a page longer or shorter than the style asks */
    HYPHEN_COST = 250,   /* a word cut by the foot; */
    TURN_COST = 600,     /* and one cut by the turn of the page */
    SHORT_LINES = 5, SHORT_COST = 8000, /* a last page of fewer lines */
    THIN_PART = 4, THIN_COST = 2500, /* a last page less than a quarter full */
    TAIL_COST = 800,     /* no room to say that a table goes on */
    BAND_COST = 6000,    /* columns of one or two lines before or after a break */
    DEFECT = 250,        /* a page that costs so much is worth a longer spread */
    GRAVE = 3500         /* and one that costs so much is worth pages half empty */
};

struct state {
    int64_t cost; /* -1: not reached */
    uint32_t from, page; /* pages set before this break on the best way */
    int32_t carry; /* note height left over to the next page */
    uint8_t from_wait, from_side;
    int8_t depth; /* of the page that ends here, in lines more */
    bool low;     /* and its figures: pb_fill */
};
struct breaker {
    struct pb_source source;
    struct state *states; /* (n + 1) * waits * SIDES */
    uint32_t waits;       /* numbers of figures that can wait: WAIT_MAX + 1, or 1 where there are none */
    bool depths;          /* other depths than the style's are tried */
    bool sparse;          /* pages less than half full are tried */
};
/* A page in the making: where it begins, and what depth it has. */
struct start {
    uint32_t item, wait, side;
    int depth;
    bool low;
};

static struct state *state_at(const struct breaker *b, uint32_t i, uint32_t wait, uint32_t side)
{
    return &b->states[((size_t)i * b->waits + wait) * SIDES + side];
}

static bool is_recto(const struct breaker *b, uint32_t page)
{
    return (page % 2 == 0) == b->source.params->right;
}

static int32_t depth_of(const struct breaker *b, uint32_t page, int depth)
{
    const struct pb_params *p = b->source.params;
    return p->height(p->user, page) + depth * p->line;
}

static int64_t cube(int64_t part, int64_t whole, int64_t factor)
{
    return factor * part / whole * part / whole * part / whole;
}

static int64_t square(int64_t part, int64_t whole, int64_t factor)
{
    return factor * part / whole * part / whole;
}

/* What a foot costs that is not the last one: empty room, or glue stretched. */
static int64_t foot_cost(const struct breaker *b, const struct pb_fill *f, int32_t slack)
{
    if (!b->source.params->equal || !f->any)
        return square(slack, f->height, FILL_COST);
    int64_t most = 2 * (int64_t)f->stretch, taken = slack < most ? slack : most, rest = slack - taken, cost = 0;
    if (taken)
        cost += cube(taken, f->stretch, GLUE_COST);
    if (f->notes || f->n_foot) /* these stand on the foot themselves: the room is above them */
        cost += square(rest, f->height, FILL_COST);
    else if (rest > b->source.params->line / 8)
        cost += FOOT_COST + square(rest, f->height, 4 * FILL_COST);
    return cost;
}

static int64_t break_cost(const struct breaker *b, const struct pb_fill *f, uint32_t end, uint32_t page)
{
    const struct pb_item *it = &b->source.items[end];
    int64_t cost = it->cost == PB_NEVER ? 0 : it->cost;
    if (it->hyphen)
        cost += is_recto(b, page) ? TURN_COST : HYPHEN_COST;
    if (it->columns && it->columns == f->columns && f->column_height < 3 * b->source.params->line)
        cost += BAND_COST;
    return cost;
}

static int64_t last_cost(const struct breaker *b, const struct pb_fill *f, int32_t used)
{
    int32_t few = SHORT_LINES * b->source.params->line;
    if (used < few)
        return SHORT_COST + (int64_t)SHORT_COST * (few - used) / few;
    return used < f->height / THIN_PART ? THIN_COST - (int64_t)THIN_COST * THIN_PART * used / f->height : 0;
}

/* Height of what stands at the foot of a page that ends before item end: nothing where it has no room. */
static int32_t tail_of(const struct pb_source *src, const struct pb_fill *f, uint32_t end)
{
    int32_t tail = end < src->n ? src->items[end].tail : 0;
    return pb_fill_used(src, f) + tail - f->shrink <= f->height ? tail : 0;
}

/* Figures: those that wait, those that wait for a second page, those at the foot that belong at a head. */
static int64_t figures_cost(const struct pb_source *src, const struct start *s, const struct pb_fill *f, uint32_t end)
{
    uint32_t met = src->before[end] - src->before[s->item], old = f->wait > met ? f->wait - met : 0;
    return (int64_t)f->wait * WAIT_COST + (int64_t)old * FAR_COST + (int64_t)f->n_low * LOW_COST;
}

/* What the pictures of a page must lose that is too full, when its glue has shrunk. */
static int32_t squeeze_of(const struct pb_fill *f, int32_t slack)
{
    int32_t need = -slack - f->shrink;
    return need <= 0 ? 0 : need < f->squeeze ? need : f->squeeze;
}

static int64_t page_cost(const struct breaker *b, const struct start *s, const struct pb_fill *f, uint32_t end, uint32_t page)
{
    const struct pb_source *src = &b->source;
    int64_t cost = PAGE_COST + (f->overfull ? OVERFULL_COST : 0) + (f->carried_over ? CARRY_COST : 0) + figures_cost(src, s, f, end);
    int32_t tail = tail_of(src, f, end), used = pb_fill_used(src, f) + tail, slack = f->height - used;
    if (end < src->n && src->items[end].tail > tail)
        cost += TAIL_COST;
    if (s->depth)
        cost += DEPTH_COST;
    if (slack < 0 && f->shrink)
        cost += cube(-slack < f->shrink ? -slack : f->shrink, f->shrink, 4 * GLUE_COST);
    if (squeeze_of(f, slack))
        cost += SQUEEZE_COST + cube(squeeze_of(f, slack), f->squeeze, SQUEEZE_COST);
    if (end < src->n || f->wait)
        cost += slack > 0 ? foot_cost(b, f, slack) : 0;
    if (end < src->n)
        cost += break_cost(b, f, end, page);
    else if (!f->wait && page > 0)
        cost += last_cost(b, f, used);
    return cost;
}

/* The page could end before item end. */
static void better(const struct breaker *b, const struct start *s, uint32_t end, const struct pb_fill *f)
{
    const struct state *from = state_at(b, s->item, s->wait, s->side);
    if (f->wait >= b->waits || (end == s->item && f->wait == s->wait))
        return;
    int64_t cost = from->cost + page_cost(b, s, f, end, from->page);
    uint32_t side = is_recto(b, from->page) ? 0 : (uint32_t)(s->depth - SHORTER + 1);
    struct state *t = state_at(b, end, f->wait, side);
    if (t->cost < 0 || cost < t->cost)
        *t = (struct state){.cost = cost, .from = s->item, .from_wait = (uint8_t)s->wait, .from_side = (uint8_t)s->side,
            .depth = (int8_t)s->depth, .low = s->low, .page = from->page + 1, .carry = f->carry};
}

static struct pb_fill begin(const struct breaker *b, const struct start *s)
{
    const struct state *from = state_at(b, s->item, s->wait, s->side);
    struct pb_fill f = pb_fill_begin(&b->source, s->item, s->wait, from->carry, depth_of(b, from->page, s->depth));
    f.low = s->low;
    return f;
}

/* All pages of one depth that can begin at this state. Gives the number of figures met that belong at the head of a later page. */
static uint32_t fill_pages(const struct breaker *b, const struct start *s)
{
    const struct pb_source *src = &b->source;
    struct pb_fill f = begin(b, s);
    bool ended = f.n_head > 0; /* a legal break was met */
    if (f.n_head) /* a page of figures alone */
        better(b, s, s->item, &f);
    if (f.n_head && f.heads >= f.height)
        return 0;
    for (uint32_t i = s->item; i < src->n; i++) {
        const struct pb_item *it = &src->items[i];
        if (i > s->item && f.any && it->cost != PB_NEVER) {
            if (b->sparse || pb_fill_used(src, &f) > f.height / 2) {
                better(b, s, i, &f);
                ended = true;
            }
            if (f.overfull || (f.closed && it->cost < PB_POOR))
                return f.n_top;
        }
        if (it->float_) {
            pb_fill_float(src, i, &f);
        } else if (!pb_fill_item(src, i, &f)) {
            if (ended)
                return f.n_top;
            pb_fill_over(src, i, &f); /* no legal break was left: go on to the next one; any better way will be cheaper */
        }
        if (f.wait >= b->waits)
            return f.n_top;
    }
    better(b, s, src->n, &f);
    return f.n_top;
}

static void try_pages(const struct breaker *b, struct start *s)
{
    s->low = false;
    if (!fill_pages(b, s))
        return;
    s->low = true;
    fill_pages(b, s);
}

/* A recto takes its verso's depth; other pages may choose. */
static void try_depths(const struct breaker *b, uint32_t i, uint32_t wait, uint32_t side)
{
    const struct pb_params *p = b->source.params;
    struct start s = {i, wait, side, side ? (int)side - 1 + SHORTER : 0, false};
    try_pages(b, &s);
    if (side || !b->depths)
        return;
    if (p->equal) {
        s.depth = SHORTER;
        try_pages(b, &s);
    }
    if (p->longer) {
        s.depth = LONGER;
        try_pages(b, &s);
    }
}

/* ---- the way that was found ---- */

static void set_give(const struct pb_params *p, const struct pb_fill *f, bool last, struct pb_page *out)
{
    int32_t slack = out->depth - out->used;
    if (slack < 0 && f->shrink) {
        out->give = -slack < f->shrink ? slack : -f->shrink;
        out->give_of = f->shrink;
    } else if (slack > 0 && p->equal && !last && f->stretch) {
        out->give = slack < 2 * f->stretch ? slack : 2 * f->stretch;
        out->give_of = f->stretch;
    }
}

/* Fills the chosen page once more and writes down what stands where. */
static void record_page(const struct breaker *b, const struct start *s, uint32_t end, uint32_t wait, struct arena *a, struct pb_page *out)
{
    const struct pb_source *src = &b->source;
    struct pb_fill f = begin(b, s);
    uint32_t first = src->before[s->item] - s->wait, n_floats = src->before[end] - first;
    out->start = s->item;
    out->end = end;
    out->carried = state_at(b, s->item, s->wait, s->side)->carry;
    out->head = arena_array(a, n_floats + 1, sizeof *out->head);
    out->foot = arena_array(a, n_floats + 1, sizeof *out->foot);
    for (uint32_t k = 0; k < f.n_head; k++)
        out->head[out->n_head++] = src->floats[first + k];
    for (uint32_t i = s->item; i < end; i++) {
        if (src->items[i].float_) {
            if (pb_fill_float(src, i, &f) == PB_FOOT)
                out->foot[out->n_foot++] = i;
        } else if (!pb_fill_item(src, i, &f)) {
            pb_fill_over(src, i, &f);
        }
    }
    out->carry = f.carry;
    out->footed = f.notes > 0 || f.n_foot > 0;
    out->depth = f.height;
    out->tail = tail_of(src, &f, end);
    out->used = pb_fill_used(src, &f) + out->tail;
    out->squeeze = squeeze_of(&f, out->depth - out->used);
    out->squeeze_of = f.squeeze;
    out->used -= out->squeeze;
    set_give(src->params, &f, end == src->n && !wait, out);
}

static size_t record_pages(const struct breaker *b, uint32_t side, struct arena *a, struct pb_page **pages)
{
    uint32_t at = b->source.n, wait = 0;
    size_t n = state_at(b, at, wait, side)->page;
    *pages = arena_array(a, n ? n : 1, sizeof **pages);
    for (size_t k = n; k-- > 0;) {
        const struct state *st = state_at(b, at, wait, side);
        struct start s = {st->from, st->from_wait, st->from_side, st->depth, st->low};
        record_page(b, &s, at, wait, a, &(*pages)[k]);
        at = s.item;
        wait = s.wait;
        side = s.side;
    }
    return n;
}

/* ---- the search ---- */

/* Finds the cheapest way. Side of the end state; -1 if the end was not reached: more figures in a row than may wait. */
static int search(struct breaker *b)
{
    struct pb_source *src = &b->source;
    size_t n_states = ((size_t)src->n + 1) * b->waits * SIDES;
    for (size_t i = 0; i < n_states; i++)
        b->states[i].cost = -1;
    *state_at(b, 0, 0, 0) = (struct state){.cost = 0};
    /* Fewer waiting figures come after more: a page of figures alone leads from (i, d) to (i, d - 1). */
    for (uint32_t i = 0; i <= src->n; i++)
        for (uint32_t d = b->waits; d-- > 0;)
            for (uint32_t side = 0; side < SIDES; side++)
                if (state_at(b, i, d, side)->cost >= 0 && (i < src->n || d > 0))
                    try_depths(b, i, d, side);
    int best = -1;
    for (int side = 0; side < SIDES; side++) {
        int64_t cost = state_at(b, src->n, 0, (uint32_t)side)->cost;
        if (cost >= 0 && (best < 0 || cost < state_at(b, src->n, 0, (uint32_t)best)->cost))
            best = side;
    }
    return best;
}

/* What the worst page of the way costs. */
static int64_t worst_page(const struct breaker *b, int side)
{
    int64_t worst = 0;
    uint32_t at = b->source.n, wait = 0;
    while (at || wait) {
        const struct state *st = state_at(b, at, wait, (uint32_t)side);
        int64_t before = state_at(b, st->from, st->from_wait, st->from_side)->cost;
        if (st->cost - before > worst)
            worst = st->cost - before;
        if (st->from == at && st->from_wait == wait)
            break;
        at = st->from;
        wait = st->from_wait;
        side = st->from_side;
    }
    return worst;
}

/* The plain search first; what it would not try, when it comes out badly. */
static int search_all(struct breaker *b)
{
    b->depths = b->source.params->equal;
    b->sparse = false;
    int side = search(b);
    if (side >= 0 && !b->depths && b->source.params->longer && worst_page(b, side) > DEFECT) {
        b->depths = true;
        side = search(b);
    }
    if (side < 0 || worst_page(b, side) > GRAVE) {
        b->sparse = true;
        side = search(b);
    }
    return side;
}

static void count_floats(struct pb_source *src)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < src->n; i++) {
        src->before[i] = n;
        if (src->items[i].float_)
            src->floats[n++] = i;
    }
    src->before[src->n] = n;
}

size_t pb_break(const struct pb_item *items, size_t n, const struct pb_params *params, struct arena *a, struct pb_page **pages)
{
    if (!n)
        return 0;
    struct breaker b = {.source = {.items = items, .n = (uint32_t)n, .params = params}};
    struct pb_item *plain = NULL;
    b.source.floats = xcalloc(n + 1, sizeof *b.source.floats);
    b.source.before = xcalloc(n + 1, sizeof *b.source.before);
    count_floats(&b.source);
    b.waits = b.source.before[n] < WAIT_MAX ? b.source.before[n] + 1 : WAIT_MAX + 1;
    b.states = xcalloc((n + 1) * b.waits * SIDES, sizeof *b.states);
    int side = search_all(&b);
    if (side < 0) { /* then every figure stands at its place */
        plain = xcalloc(n, sizeof *plain);
        memcpy(plain, items, n * sizeof *plain);
        for (size_t i = 0; i < n; i++)
            plain[i].float_ = PB_FLOW;
        b.source.items = plain;
        count_floats(&b.source);
        side = search_all(&b);
    }
    size_t n_pages = record_pages(&b, (uint32_t)(side < 0 ? 0 : side), a, pages);
    free(plain);
    free(b.states);
    free(b.source.floats);
    free(b.source.before);
    return n_pages;
}
