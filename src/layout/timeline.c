/* The drawing of a timeline to scale, which stands before its list: nothing for assistive technology, since the list says it all. */
#include "layout/internal.h"

#include "chart/chart.h"

void stack_timeline(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    const struct node *event = node_child(n, NODE_EVENT), *when = event ? node_child(event, NODE_WHEN) : NULL;
    const struct style *look_of = when ? style_of(f->s->styles, when) : st;
    struct buf b = {0};
    struct chart_look look = {.width = (double)width / PT, .font_size = (double)look_of->font_size / PT,
        .font_family = look_of->font_family, .ink = st->colour, .lang = n->lang};
    double height = timeline_svg(&b, n, &look, look_of->colour);
    if (height > 0) {
        int32_t h = PT_OF(height);
        struct piece *p = piece_new(f->s, PIECE_SVG, NULL, x, 0, width, h);
        p->u.svg.data = arena_strndup(f->s->pass, b.data, b.len);
        p->u.svg.len = b.len;
        p->u.svg.key = n;
        flow_add(f, n, p, h);
        flow_margin(f, look_of->font_size * 3 / 2);
        flow_cost(f, COST_HEADING);
    }
    buf_drop(&b);
}
