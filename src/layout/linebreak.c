/* Breaks box, glue and penalty into lines by total fit: Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11 (1981). Pure: no fonts, no text.
 *
 * Every feasible break is a node that knows the cheapest way to it, one way for each fitness class and each number of hyphens in a
 * row, so that a stack of three can be judged. Nodes that may still begin a line are active. Where all lines are of one width the
 * active nodes stand in the order of the text, a later one always giving a looser line: those too tight leave at the front, and the
 * search ends at the first one too loose, which makes the cost of a break that of its feasible lines alone. Where widths differ or
 * a number of lines is wanted, a node counts for its line number only, and all are looked at. */
#include "layout/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    UNIT = 1024,      /* ratios are in 1/1024 */
    WORST = 10000,    /* no badness is greater: TeX's inf_bad */
    MOST_ACTIVE = 400 /* a line with more possible starts is pathological: the earliest are given up */
};

struct kp_node {
    int64_t cost, width, stretch, shrink; /* sums up to where the line after this break begins */
    uint32_t item;
    int32_t prev, line, left; /* left: what the first box of the next line hangs out */
    uint8_t fitness, hyphens;
};
struct kp {
    const struct kp_item *items;
    size_t n;
    const int32_t *widths;
    size_t n_widths;
    const struct kp_params *par;
    VEC(struct kp_node) nodes;
    VEC(uint32_t) active, kept;
    size_t head;  /* first active */
    bool grouped; /* line numbers matter */
    int64_t width, stretch, shrink; /* sums before the item at hand */
    int32_t right;                  /* what the last box hangs out */
    int32_t rescue;                 /* a node given up at this break */
};
enum { FITNESSES = 4, HYPHENS = 4 };
struct candidate {
    int64_t cost;
    int32_t from;
};

static int32_t line_class(const struct kp *k, int32_t line)
{
    if (k->par->looseness)
        return line;
    return line < (int32_t)k->n_widths - 1 ? line : (int32_t)k->n_widths - 1;
}

/* The sums where a line that follows a break at b begins: glue and penalties there vanish. */
static void node_push(struct kp *k, uint32_t b, struct kp_node node)
{
    int64_t w = k->width, y = k->stretch, z = k->shrink;
    size_t i = b;
    for (; i < k->n; i++) {
        const struct kp_item *it = &k->items[i];
        if (it->type == ITEM_BOX || (it->type == ITEM_PENALTY && it->penalty <= -KP_INF && i > b))
            break;
        if (it->type == ITEM_GLUE)
            w += it->width, y += it->stretch, z += it->shrink;
    }
    node.item = b;
    node.width = w, node.stretch = y, node.shrink = z;
    node.left = i < k->n && k->items[i].type == ITEM_BOX ? k->items[i].protrude_left : 0;
    vec_push(&k->active, (uint32_t)k->nodes.n);
    vec_push(&k->nodes, node);
}

/* Adjustment ratio of the line from node to the item at hand, in UNITs; below -UNIT it does not fit. */
static int64_t ratio_of(const struct kp *k, const struct kp_node *a, const struct kp_item *it)
{
    int64_t target = k->widths[(size_t)a->line < k->n_widths ? (size_t)a->line : k->n_widths - 1];
    int64_t len = k->width - a->width - a->left;
    len -= it->type == ITEM_PENALTY && it->width ? it->protrude_right - it->width : k->right;
    int64_t diff = target - len;
    if (diff >= 0) {
        int64_t y = k->stretch - a->stretch + k->par->line_stretch;
        if (y >= KP_FIL || diff == 0)
            return 0;
        if (y <= 0 || diff / y >= 1000)
            return 1000 * UNIT;
        return diff * UNIT / y;
    }
    int64_t z = k->shrink - a->shrink;
    if (z <= 0 || -diff > z)
        return -2 * UNIT;
    return diff * UNIT / z;
}

static int fitness_of(int64_t r)
{
    return r < -UNIT / 2 ? 0 : r <= UNIT / 2 ? 1 : r <= UNIT ? 2 : 3;
}

static int64_t demerits(const struct kp *k, const struct kp_node *a, uint32_t b, int64_t r, int *hyphens)
{
    const struct kp_item *it = &k->items[b];
    int64_t s = r < 0 ? -r : r;
    int64_t bad = s >= 4752 ? WORST : (100 * s * s * s) >> 30; /* 4752: the cube root of a hundred */
    int64_t d = k->par->line_penalty + bad;
    d *= d;
    int64_t p = it->type == ITEM_PENALTY ? it->penalty : 0;
    if (p >= 0)
        d += p * p;
    else if (p > -KP_INF)
        d -= p * p;
    int f = fitness_of(r), gap = f - a->fitness;
    if (gap > 1 || gap < -1)
        d += k->par->fitness_demerits;
    *hyphens = 0;
    if (it->type == ITEM_PENALTY && it->flagged) {
        *hyphens = a->hyphens < HYPHENS - 1 ? a->hyphens + 1 : HYPHENS - 1;
        if (a->hyphens)
            d += k->par->hyphen_demerits;
        if (*hyphens >= 3)
            d += k->par->stack_demerits;
    }
    if (b + 1 == k->n && a->hyphens)
        d += k->par->final_hyphen_demerits;
    if (b + 1 == k->n && a->line && k->width - a->width < k->par->short_last)
        d += k->par->short_demerits;
    return d;
}

static void consider(struct kp *k, uint32_t index, uint32_t b, int64_t r, struct candidate cand[FITNESSES][HYPHENS], int64_t *best)
{
    const struct kp_node *a = &k->nodes.v[index];
    int hyphens;
    int64_t cost = a->cost + demerits(k, a, b, r, &hyphens);
    struct candidate *c = &cand[fitness_of(r)][hyphens];
    if (c->from >= 0 && c->cost <= cost)
        return;
    c->from = (int32_t)index, c->cost = cost;
    if (*best < 0 || cost < *best)
        *best = cost;
}

/* Of the nodes given up at a break the latest is kept in mind: a line from there is the least overfull. */
static void give_up(struct kp *k, uint32_t index)
{
    const struct kp_node *now = k->rescue < 0 ? NULL : &k->nodes.v[k->rescue], *n = &k->nodes.v[index];
    if (!now || n->item > now->item || (n->item == now->item && n->cost < now->cost))
        k->rescue = (int32_t)index;
}

/* New nodes from the candidates; what costs more than any later difference can win back is left out. */
static void settle(struct kp *k, uint32_t b, struct candidate cand[FITNESSES][HYPHENS], int64_t best)
{
    int64_t most = best + k->par->fitness_demerits;
    if (k->items[b].type == ITEM_PENALTY && k->items[b].flagged)
        most += k->par->hyphen_demerits + k->par->stack_demerits + k->par->final_hyphen_demerits;
    for (int f = 0; f < FITNESSES; f++)
        for (int h = 0; h < HYPHENS; h++) {
            const struct candidate *c = &cand[f][h];
            if (c->from < 0 || c->cost > most)
                continue;
            struct kp_node node = {.cost = c->cost, .prev = c->from, .line = k->nodes.v[c->from].line + 1, .fitness = (uint8_t)f,
                                .hyphens = (uint8_t)h};
            node_push(k, b, node);
        }
}

static void cand_clear(struct candidate cand[FITNESSES][HYPHENS], int64_t *best)
{
    for (int f = 0; f < FITNESSES; f++)
        for (int h = 0; h < HYPHENS; h++)
            cand[f][h].from = -1;
    *best = -1;
}

/* One width for all lines: active nodes stand in the order of the text. */
static void try_ordered(struct kp *k, uint32_t b, bool forced, int64_t tolerance)
{
    struct candidate cand[FITNESSES][HYPHENS];
    int64_t best = -1;
    const struct kp_item *it = &k->items[b];
    size_t n = k->active.n;
    for (size_t i = k->head; i < n; i++) {
        uint32_t index = k->active.v[i];
        int64_t r = ratio_of(k, &k->nodes.v[index], it);
        if (r < -UNIT) {
            if (i == k->head) {
                give_up(k, index);
                k->head++;
            }
            continue;
        }
        if (r > tolerance)
            break;
        if (best < 0)
            cand_clear(cand, &best);
        consider(k, index, b, r, cand, &best);
    }
    if (forced) {
        for (size_t i = k->head; i < n; i++)
            give_up(k, k->active.v[i]);
        k->head = n;
    }
    if (best >= 0)
        settle(k, b, cand, best);
    if (k->active.n - k->head > MOST_ACTIVE)
        k->head = k->active.n - MOST_ACTIVE;
    if (k->head > 4096) { /* keep the array short */
        memmove(k->active.v, k->active.v + k->head, (k->active.n - k->head) * sizeof *k->active.v);
        k->active.n -= k->head;
        k->head = 0;
    }
}

/* Line numbers matter: active nodes stand in groups by line class, in ascending order; a group's successors go right before the
 * next group. */
static void try_grouped(struct kp *k, uint32_t b, bool forced, int64_t tolerance)
{
    struct candidate cand[FITNESSES][HYPHENS];
    int64_t best;
    const struct kp_item *it = &k->items[b];
    size_t n = k->active.n, made = n;
    k->kept.n = 0;
    for (size_t i = 0; i < n;) {
        int32_t class = line_class(k, k->nodes.v[k->active.v[i]].line);
        cand_clear(cand, &best);
        for (; i < n && line_class(k, k->nodes.v[k->active.v[i]].line) == class; i++) {
            uint32_t index = k->active.v[i];
            int64_t r = ratio_of(k, &k->nodes.v[index], it);
            if (r >= -UNIT && r <= tolerance)
                consider(k, index, b, r, cand, &best);
            if (r < -UNIT || forced)
                give_up(k, index);
            else
                vec_push(&k->kept, index);
        }
        if (best >= 0) {
            settle(k, b, cand, best);
            for (; made < k->active.n; made++)
                vec_push(&k->kept, k->active.v[made]);
        }
    }
    size_t drop = k->kept.n > 2 * MOST_ACTIVE ? k->kept.n - 2 * MOST_ACTIVE : 0;
    k->active.n = 0;
    for (size_t i = drop; i < k->kept.n; i++)
        vec_push(&k->active, k->kept.v[i]);
}

/* Nothing leads on from here: a line as it comes, overfull or too loose. */
static void rescue(struct kp *k, uint32_t b)
{
    const struct kp_node *a = &k->nodes.v[k->rescue];
    const struct kp_item *it = &k->items[b];
    struct kp_node node = {.cost = a->cost + (int64_t)WORST * WORST, .prev = k->rescue, .line = a->line + 1, .fitness = 1,
                        .hyphens = it->type == ITEM_PENALTY && it->flagged};
    node_push(k, b, node);
}

static bool search(struct kp *k)
{
    const struct kp_params *par = k->par;
    int64_t tolerance = par->tolerance >= KP_ANY ? 1000 * UNIT : (int64_t)par->tolerance * UNIT / 100;
    bool after_box = false;
    node_push(k, 0, (struct kp_node){.prev = -1, .fitness = 1});
    k->nodes.v[0].width = k->nodes.v[0].stretch = k->nodes.v[0].shrink = 0; /* what the first line begins with stays */
    if (k->n && k->items[0].type != ITEM_BOX)
        k->nodes.v[0].left = 0;
    for (uint32_t b = 0; b < k->n; b++) {
        const struct kp_item *it = &k->items[b];
        bool forced = it->type == ITEM_PENALTY && it->penalty <= -KP_INF;
        bool legal = it->type == ITEM_GLUE ? after_box : it->type == ITEM_PENALTY && it->penalty < KP_INF;
        if (legal || b + 1 == k->n) {
            forced |= b + 1 == k->n;
            k->rescue = -1;
            (k->grouped ? try_grouped : try_ordered)(k, b, forced, tolerance);
            if (k->head == k->active.n) {
                if (!par->force || k->rescue < 0)
                    return false;
                rescue(k, b);
            }
        }
        after_box = it->type == ITEM_BOX;
        if (it->type == ITEM_PENALTY)
            continue;
        k->width += it->width;
        k->stretch += it->stretch, k->shrink += it->shrink;
        if (after_box)
            k->right = it->protrude_right;
    }
    return k->n > 0;
}

/* The best of the ways to the end: the cheapest, or the one nearest to the number of lines wanted. */
static int32_t best_end(const struct kp *k)
{
    int32_t best = -1;
    for (size_t i = k->head; i < k->active.n; i++) {
        int32_t e = (int32_t)k->active.v[i];
        if (best < 0 || k->nodes.v[e].cost < k->nodes.v[best].cost)
            best = e;
    }
    if (!k->par->looseness)
        return best;
    int32_t want = k->nodes.v[best].line + k->par->looseness;
    for (size_t i = k->head; i < k->active.n; i++) {
        int32_t e = (int32_t)k->active.v[i], far = abs(k->nodes.v[e].line - want), now = abs(k->nodes.v[best].line - want);
        if (far < now || (far == now && k->nodes.v[e].cost < k->nodes.v[best].cost))
            best = e;
    }
    return best;
}

size_t kp_break(const struct kp_item *items, size_t n, const int32_t *widths, size_t n_widths, const struct kp_params *params,
                struct arena *a, uint32_t **breaks)
{
    struct kp k = {.items = items, .n = n, .widths = widths, .n_widths = n_widths, .par = params};
    k.grouped = params->looseness || n_widths > 1;
    size_t lines = 0;
    if (n && n_widths && search(&k)) {
        int32_t e = best_end(&k);
        lines = (size_t)k.nodes.v[e].line;
        *breaks = arena_array(a, lines, sizeof **breaks);
        for (size_t i = lines; i-- > 0; e = k.nodes.v[e].prev)
            (*breaks)[i] = k.nodes.v[e].item;
    }
    vec_drop(&k.nodes);
    vec_drop(&k.active);
    vec_drop(&k.kept);
    return lines;
}

/* First fit: each line takes what it can at its natural width. */
size_t kp_first_fit(const struct kp_item *items, size_t n, const int32_t *widths, size_t n_widths, struct arena *a, uint32_t **breaks)
{
    VEC(uint32_t) out = {0};
    int64_t width = 0, at_last = 0;
    size_t last = SIZE_MAX;
    bool after_box = false, empty = true;
    for (size_t b = 0; b < n; b++) {
        const struct kp_item *it = &items[b];
        bool forced = b + 1 == n || (it->type == ITEM_PENALTY && it->penalty <= -KP_INF);
        bool legal = forced || (it->type == ITEM_GLUE ? after_box : it->type == ITEM_PENALTY && it->penalty < KP_INF);
        int64_t target = widths[out.n < n_widths ? out.n : n_widths - 1];
        if (legal && last != SIZE_MAX && width + (it->type == ITEM_PENALTY ? it->width : 0) > target) {
            vec_push(&out, (uint32_t)last);
            width -= at_last;
            last = SIZE_MAX;
        }
        if (legal) {
            last = b;
            at_last = width + (it->type == ITEM_GLUE ? it->width : 0);
        }
        if (forced) {
            vec_push(&out, (uint32_t)b);
            last = SIZE_MAX;
            width = 0;
            empty = true;
        }
        after_box = it->type == ITEM_BOX;
        empty &= !after_box;
        if (after_box || (it->type == ITEM_GLUE && !empty))
            width += it->width;
    }
    size_t lines = out.n;
    *breaks = arena_array(a, lines, sizeof **breaks);
    if (lines)
        memcpy(*breaks, out.v, lines * sizeof *out.v);
    free(out.v);
    return lines;
}
