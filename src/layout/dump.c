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
        const struct draw *last = NULL;
        fprintf(out, "page %d [%s]", (int)i + 1, p->label);
        for (uint32_t k = 0; k < p->n_draws; k++) {
            const struct draw *d = &p->draws[k];
            if (d->kind != DRAW_GLYPHS || d->slot == SLOT_ARTIFACT)
                continue;
            if (!last || abs(d->y - last->y) > 6 * PT)
                fprintf(out, "\n  ");
            last = d;
            fwrite(d->text + d->u.frag->start, 1, d->u.frag->end - d->u.frag->start, out);
            if (d->u.frag->hyphen)
                fputs("-", out);
        }
        fputc('\n', out);
    }
}

/* The element and the first words: a node's number would change with every node the program adds before it. */
static void dump_start(const struct page_start *st, FILE *out)
{
    const struct node *n = st->node, *shown = n->kind == NODE_TEXT && n->parent ? n->parent : n;
    fprintf(out, ", begins with %s", node_name(shown->kind));
    if (n->kind != NODE_TEXT)
        return;
    int32_t len = n->len - (int32_t)st->offset, end = len < 24 ? len : 24;
    while (end > 0 && end < len && ((unsigned char)n->text[st->offset + (uint32_t)end] & 0xC0) == 0x80)
        end--;
    fputs(" \"", out);
    fwrite(n->text + st->offset, 1, (size_t)end, out);
    fputs(end < len ? "...\"" : "\"", out);
}

static const char *const fault_names[FAULT_COUNT] = {"widow", "orphan", "stranded", "note away", "figure far", "short last", "thin last",
    "sparse", "cut word", "at a turn", "uneven spread", "overfull"};

static void dump_quality(const struct layout *l, FILE *out)
{
    const struct layout_quality *q = &l->quality;
    const int32_t *n = q->faults;
    for (int32_t i = 0; i < q->n_at; i++)
        fprintf(out, "fault: page %d [%s] %s\n", (int)q->at[i].page + 1, l->pages[q->at[i].page].label, fault_names[q->at[i].fault]);
    fprintf(out, "quality: pages %d, fill %.1f %%, widows %d, orphans %d, stranded %d, notes away %d, figures far %d of %d, short last %d, ",
        (int)q->full_pages, q->full_pages ? (double)q->fill / q->full_pages / 100 : 100.0, (int)n[FAULT_WIDOW], (int)n[FAULT_ORPHAN],
        (int)n[FAULT_STRANDED], (int)n[FAULT_NOTE_AWAY], (int)n[FAULT_FAR], (int)q->mentions, (int)n[FAULT_SHORT]);
    fprintf(out, "thin last %d, sparse %d, cut words %d, at a turn %d, uneven spreads %d of %d, overfull %d\n", (int)n[FAULT_THIN],
        (int)n[FAULT_SPARSE], (int)n[FAULT_CUT], (int)n[FAULT_CUT_TURN], (int)n[FAULT_UNEVEN], (int)q->spreads, (int)n[FAULT_OVERFULL]);
}

void layout_dump_pages(const struct layout *l, FILE *out)
{
    for (int32_t i = 0; i < l->n_pages; i++) {
        const struct page *p = &l->pages[i];
        const struct page_start *st = &l->map.pages[i];
        fprintf(out, "page %d [%s] %.1f x %.1f%s", (int)i + 1, p->label, pt(p->width), pt(p->height), p->blank ? " blank" : "");
        if (st->node)
            dump_start(st, out);
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
    dump_quality(l, out);
}
