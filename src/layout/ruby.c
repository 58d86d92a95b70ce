/* Ruby (CSS Ruby Layout 1, in its simplest case): the reading of a name in Han characters stands centred above it, in half its size. The name
 * stays text of its paragraph, held together; where the reading is wider its characters stand apart. The lines keep their height unless
 * the reading would touch the line above. */
#include "layout/internal.h"

#include <string.h>

enum { HAN_TOP = 84, DROP = 20, TALL = 78 /* hundredths: of the name's size; of the reading's, below and above its baseline */ };

/* The reading as a paragraph of its own, kept where the element's would be. */
static struct para_box *reading(struct layout_state *s, const struct node *rt)
{
    struct para_box **at = &s->paras[rt->index];
    if (*at || !rt->child)
        return *at;
    struct style *own = arena_alloc(s->arena, sizeof *own);
    *own = *style_of(s->styles, rt);
    own->text_indent = 0;
    own->text_align = ALIGN_LEFT;
    own->hyphens = HYPHENS_NONE;
    own->white_space = WS_NOWRAP;
    *at = para_string(s, own, rt->child, SLOT_TEXT, rt->child->text, rt->parent->parent ? rt->parent->parent->lang : rt->lang);
    return *at;
}

static int32_t widest(const struct para_box *p)
{
    int32_t min, max;
    shaped_widths(p->shaped, &min, &max);
    return max;
}

const struct style *ruby_style(struct layout_state *s, const struct node *rb, const struct style *st)
{
    struct para_box *over = rb->next && rb->next->kind == NODE_RT ? reading(s, rb->next) : NULL;
    struct buf b = {0};
    node_plain_text(rb, &b);
    struct style *own = arena_alloc(s->arena, sizeof *own);
    *own = *st;
    own->white_space = WS_NOWRAP;
    own->italic = false;
    if (over && b.len) {
        struct para_box *base = para_string(s, st, rb, SLOT_TEXT, b.data, rb->lang);
        int32_t n = 1, lacks = widest(over) - widest(base) - st->font_size / 4; /* it may hang over a little */
        for (size_t i = 1; i < b.len; i++)
            n += ((unsigned char)b.data[i] & 0xC0) != 0x80;
        own->letter_spacing += lacks > 0 ? lacks / n : 0;
    }
    buf_drop(&b);
    return own;
}

static const struct node *base_of(const struct frag *f)
{
    const struct node *n = f->run && f->face ? f->run->node : NULL;
    return n && n->kind == NODE_TEXT && n->parent && n->parent->kind == NODE_RB && n->parent->next && n->parent->next->kind == NODE_RT
        ? n->parent : NULL;
}

/* Letter-spacing comes after each character: half of it belongs before. */
int32_t ruby_shift(const struct frag *f)
{
    return base_of(f) ? f->run->style->letter_spacing / 2 : 0;
}

int32_t ruby_room(struct layout_state *s, const struct line *l)
{
    int32_t need = 0;
    for (uint32_t i = 0; i < l->n_frags; i++) {
        const struct node *rb = base_of(&l->frags[i]);
        if (!rb)
            continue;
        int32_t size = l->frags[i].size, small = style_of(s->styles, rb->next)->font_size;
        int32_t h = size * HAN_TOP / 100 + small * (DROP + TALL) / 100 - size / 10;
        need = h > need ? h : need;
    }
    int32_t below = need ? l->descent - style_of(s->styles, s->doc->tree)->font_size * 3 / 10 : 0; /* of the line above: half its leading, short of its tails */
    need -= l->ascent + (below > 0 ? below : 0);
    return need > 0 ? need : 0;
}

void ruby_draw(struct assembly *a, size_t page, const struct line *l, uint32_t i, int32_t x, int32_t base, enum draw_where where)
{
    const struct frag *f = &l->frags[i];
    const struct node *rb = base_of(f);
    struct para_box *over = rb && f->start == f->run->start ? reading(a->s, rb->next) : NULL;
    if (!over)
        return;
    int32_t end = f->x + f->width, w = widest(over);
    for (uint32_t k = i + 1; k < l->n_frags && l->frags[k].run == f->run; k++)
        end = l->frags[k].x + l->frags[k].width;
    const struct lines *set = para_lines(a->s, over, w + PT);
    if (!set->n)
        return;
    struct piece *p = piece_new(a->s, PIECE_LINE, rb->next, x + (f->x + end - w) / 2, 0, w, 0);
    p->u.line.para = over;
    p->u.line.line = &set->lines[0];
    p->y = base - f->rise - f->size * HAN_TOP / 100 - over->para.style->font_size * DROP / 100 - set->lines[0].ascent;
    draw_piece(a, page, p, 0, 0, where == WHERE_FLOW ? WHERE_ASIDE : where);
}
