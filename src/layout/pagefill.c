/* What fits on a page: see pagefill.h. A page's figures follow from its beginning alone: waiting ones go to its head as long as they fit;
 * a new one stands at its place if it fits and none before it waits or stands at the foot, else it joins these. So figures keep their order. */
#include "layout/pagefill.h"

int32_t pb_fill_used(const struct pb_source *b, const struct pb_fill *f)
{
    return f->flow + f->heads + f->feet + (f->notes ? f->notes + b->params->note_gap : 0);
}

static int32_t float_height(const struct pb_source *b, uint32_t k)
{
    return b->items[b->floats[k]].height + b->params->float_gap;
}

/* Waiting figures go to the head of the page, in order, while they fit; one too high for any page goes alone. */
static void fill_heads(const struct pb_source *b, uint32_t start, struct pb_fill *f)
{
    uint32_t end = b->before[start];
    while (f->wait) {
        uint32_t k = end - f->wait;
        bool alone = b->items[b->floats[k]].float_ == PB_PAGE;
        if (f->n_head && (alone || pb_fill_used(b, f) + float_height(b, k) > f->height))
            break;
        f->heads += float_height(b, k);
        f->notes += b->items[b->floats[k]].notes;
        f->squeeze += b->items[b->floats[k]].squeeze;
        f->n_head++;
        f->wait--;
        if (alone || f->heads >= f->height) {
            f->heads = f->height;
            break;
        }
    }
}

struct pb_fill pb_fill_begin(const struct pb_source *b, uint32_t start, uint32_t wait, int32_t carry, int32_t height)
{
    struct pb_fill f = {.height = height, .wait = wait, .notes = carry};
    if (f.notes > height / 2) { /* a note longer than half a page runs on */
        f.carry = f.notes - height / 2;
        f.notes = height / 2;
        f.carried_over = true;
    }
    fill_heads(b, start, &f);
    return f;
}

enum pb_where pb_fill_float(const struct pb_source *b, uint32_t i, struct pb_fill *f)
{
    const struct pb_item *it = &b->items[i];
    int32_t glue = f->any ? it->glue : 0, used = pb_fill_used(b, f);
    int32_t notes = it->notes + (it->notes && !f->notes ? b->params->note_gap : 0);
    bool fits = !f->wait && used + glue + it->height + notes <= f->height;
    bool head = !f->any && it->float_ == PB_TOP;
    f->columns = 0;
    bool low = f->low && it->float_ == PB_TOP, after_foot = it->float_ == PB_AUTO && f->n_foot;
    f->n_top += it->float_ == PB_TOP && !head;
    if ((it->float_ == PB_BOTTOM || after_foot || (low && !head)) && fits && used + it->height + b->params->float_gap + notes <= f->height) {
        f->feet += it->height + b->params->float_gap;
        f->notes += it->notes;
        f->squeeze += it->squeeze;
        f->n_foot++;
        f->n_low += low;
        return PB_FOOT;
    }
    if ((it->float_ == PB_AUTO || head) && fits && !f->n_foot) {
        f->flow += glue + it->height;
        f->notes += it->notes;
        f->squeeze += it->squeeze;
        f->stretch += f->any ? it->stretch : 0;
        f->shrink += f->any ? it->shrink : 0;
        f->any = true;
        return PB_HERE;
    }
    f->wait++;
    return PB_HEAD;
}

/* Item i without a look at the room. */
static void fill_put(const struct pb_source *b, uint32_t i, struct pb_fill *f)
{
    const struct pb_item *it = &b->items[i];
    if (it->columns && it->columns == f->columns) {
        f->column_height = b->params->columns(b->params->user, f->column_from, i + 1);
        f->flow = f->column_base + f->column_height;
    } else {
        f->flow += f->any ? it->glue : it->repeat;
        f->stretch += f->any ? it->stretch : 0;
        f->shrink += f->any ? it->shrink : 0;
        f->column_from = i;
        f->column_base = f->flow;
        f->column_height = it->height;
        f->flow += it->height;
    }
    f->columns = it->columns;
    f->notes += it->notes;
    f->squeeze += it->squeeze;
    f->any = true;
}

/* What of the notes has no room will be set on the next page. */
static void note_over(const struct pb_source *b, struct pb_fill *f)
{
    int32_t over = pb_fill_used(b, f) - f->height;
    if (over <= 0 || f->notes <= 0)
        return;
    over = over < f->notes ? over : f->notes;
    f->carry += over;
    f->notes -= over;
    f->carried_over = true;
}

/* What should stand below item i on its page, that no widow or orphan is made. */
static int32_t kept_below(const struct pb_source *b, uint32_t i)
{
    int32_t h = 0;
    for (uint32_t k = i + 1; k < b->n && k < i + 4 && b->items[k].cost >= PB_POOR && !b->items[k].float_; k++)
        h += b->items[k].glue + b->items[k].height + b->items[k].notes;
    return h;
}

/* A note that runs over leaves no room for new ones, but for those of lines kept with its own. */
static bool notes_closed(const struct pb_source *b, const struct pb_item *it, const struct pb_fill *f)
{
    if (!it->notes || !f->carried_over || (!f->any && !f->n_head))
        return false;
    return !f->closed || it->cost < PB_POOR || pb_fill_used(b, f) + it->glue + it->height + it->notes > f->height;
}

bool pb_fill_item(const struct pb_source *b, uint32_t i, struct pb_fill *f)
{
    const struct pb_item *it = &b->items[i];
    if (f->any && !it->columns && !it->notes && !it->picture && pb_fill_used(b, f) + it->glue + it->height <= f->height) { /* most of them */
        fill_put(b, i, f);
        return true;
    }
    struct pb_fill next = *f;
    if (it->picture && (f->wait || f->n_foot))
        return false;
    if (notes_closed(b, it, f))
        return false;
    fill_put(b, i, &next);
    if (pb_fill_used(b, &next) - next.shrink - next.squeeze > f->height) {
        int32_t least = next.notes - it->notes + it->note_least;
        int32_t room = f->height - next.flow - next.heads - next.feet - b->params->note_gap, below = it->notes ? kept_below(b, i) : 0;
        if (least <= room - below)
            room -= below;
        if (it->notes && it->note_least < it->notes && least <= room && !f->carried_over) {
            next.carry = next.notes - room;
            next.notes = room;
            next.carried_over = next.closed = true;
        } else if (!f->any && !f->n_head) {
            *f = next;
            note_over(b, f);
            f->overfull = true;
            return true;
        } else {
            return false;
        }
    }
    *f = next;
    return true;
}

void pb_fill_over(const struct pb_source *b, uint32_t i, struct pb_fill *f)
{
    fill_put(b, i, f);
    note_over(b, f);
    f->overfull = true;
}
