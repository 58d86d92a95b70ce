/* --dump=lines and --dump=pages: what was set, as text, for goldens. Lengths in points with one decimal. */
#include "layout/layout.h"

#include <stdlib.h>

static double pt(int32_t v)
{
    return (double)v / PT;
}

static const char *kind_name(enum draw_kind k)
{
    static const char *const names[] = {"text", "rect", "rule", "image", "drawing"};
    return names[k];
}

static void dump_text(const struct draw *d, FILE *out)
{
    fputc('"', out);
    fwrite(d->text + d->u.frag->start, 1, d->u.frag->end - d->u.frag->start, out);
    if (d->u.frag->hyphen)
        fputc('-', out);
    fputc('"', out);
}

/* One line a baseline: the text of the frags that share it. */
void layout_dump_lines(const struct layout *l, FILE *out)
{
    for (int32_t i = 0; i < l->n_pages; i++) {
        const struct page *p = &l->pages[i];
        int32_t base = INT32_MIN;
        fprintf(out, "page %d [%s]", (int)i + 1, p->label);
        for (uint32_t k = 0; k < p->n_draws; k++) {
            const struct draw *d = &p->draws[k];
            if (d->kind != DRAW_GLYPHS || d->slot == SLOT_ARTIFACT)
                continue;
            if (abs(d->y - base) > 6 * PT)
                fprintf(out, "\n  ");
            base = d->y;
            fwrite(d->text + d->u.frag->start, 1, d->u.frag->end - d->u.frag->start, out);
            if (d->u.frag->hyphen)
                fputs("-", out);
        }
        fputc('\n', out);
    }
}

void layout_dump_pages(const struct layout *l, FILE *out)
{
    for (int32_t i = 0; i < l->n_pages; i++) {
        const struct page *p = &l->pages[i];
        const struct page_start *st = &l->map.pages[i];
        fprintf(out, "page %d [%s] %.1f x %.1f%s", (int)i + 1, p->label, pt(p->width), pt(p->height), p->blank ? " blank" : "");
        if (st->node)
            fprintf(out, ", begins with %s %d+%u", node_name(st->node->kind), (int)st->node->index, (unsigned)st->offset);
        fputc('\n', out);
        for (uint32_t k = 0; k < p->n_draws; k++) {
            const struct draw *d = &p->draws[k];
            fprintf(out, "  %s %.1f %.1f %.1f %.1f%s", kind_name(d->kind), pt(d->x), pt(d->y), pt(d->w), pt(d->h),
                d->slot == SLOT_ARTIFACT ? " artifact" : "");
            if (d->node)
                fprintf(out, " %s", node_name(d->node->kind == NODE_TEXT && d->node->parent ? d->node->parent->kind : d->node->kind));
            if (d->kind == DRAW_GLYPHS) {
                fputc(' ', out);
                dump_text(d, out);
            }
            fputc('\n', out);
        }
    }
}
