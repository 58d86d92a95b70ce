/* Footnotes: each note is a flow of its own, as wide as the page, made when its call is placed on a line. */
#include "layout/internal.h"

#include <string.h>

static struct note_box *note_of(struct layout_state *s, const struct node *note)
{
    if (s->notes[note->index])
        return s->notes[note->index];
    struct note_box *b = arena_alloc(s->pass, sizeof *b);
    b->node = note;
    b->flow = arena_alloc(s->pass, sizeof *b->flow);
    flow_init(b->flow, s, false);
    s->notes[note->index] = b;
    const struct style *st = style_of(s->styles, note);
    const struct style *mark = style_pseudo(s->styles, note, PSEUDO_FOOTNOTE_MARKER);
    char number[16];
    snprintf(number, sizeof number, "%d.\u00a0", (int)note->number);
    const char *text = s->gen[note->index][PSEUDO_FOOTNOTE_MARKER];
    struct inline_prefix prefix = {text ? text : number, mark ? mark : st, note, SLOT_NOTE_LABEL};
    struct edges e;
    edges_of(st, 0, s->page->width - s->page->margin[LEFT] - s->page->margin[RIGHT], &e);
    int32_t scale = s->scale;
    s->scale = 0; /* of the table it is called in, not its own */
    stack_children(b->flow, note, st, e.x, e.w, &prefix);
    s->scale = scale;
    b->height = flow_height(b->flow, 0) + e.margin[BOTTOM];
    flow_trim(b->flow);
    return b;
}

void notes_of_line(struct layout_state *s, const struct line *line, struct note_list *out)
{
    const struct node *last = NULL;
    for (uint32_t i = 0; i < line->n_frags; i++) {
        const struct run *r = line->frags[i].run;
        if (!r || r->slot != SLOT_CALL || r->node == last)
            continue;
        last = r->node;
        struct note_box *b = note_of(s, r->node);
        note_list_add(s, out, &(struct note_list){&b, 1});
    }
}
