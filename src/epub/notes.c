/* Notes: a numbered call in the text, the note itself at the end of its file, a link back. Readers show it where it is called. */
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

static void call(struct writer *w, const struct node *n)
{
    struct buf *o = w->out;
    const struct book *b = w->book;
    vec_push(&w->notes, n);
    if (w->muted) {
        buf_addf(o, "<span class=\"d-note-call\" id=\"call-%s%d\">%d</span>", b->idmark, (int)n->index, (int)n->number);
        return;
    }
    buf_addf(o, "<a class=\"d-note-call\" epub:type=\"noteref\" role=\"doc-noteref\" id=\"call-%s%d\" href=\"#", b->idmark, (int)n->index);
    xhtml_id(b, o, n, "note");
    buf_addf(o, "\">%d</a>", (int)n->number);
}

void x_note(struct writer *w, const struct node *n)
{
    if (w->in_link)
        vec_push(&w->deferred, n);
    else
        call(w, n);
}

void notes_flush(struct writer *w)
{
    if (w->in_link)
        return;
    for (size_t i = 0; i < w->deferred.n; i++)
        call(w, w->deferred.v[i]);
    w->deferred.n = 0;
}

/* The number at the head of a note, which leads back to its call. */
void notes_backlink(struct writer *w)
{
    const struct node *n = w->backlink;
    if (!n)
        return;
    w->backlink = NULL;
    buf_addf(w->out, "<a class=\"d-note-marker\" epub:type=\"backlink\" role=\"doc-backlink\" href=\"#call-%s%d\"", w->book->idmark, (int)n->index);
    struct buf label = {0};
    buf_addf(&label, "%d, %s", (int)n->number, term(TERM_BACK_TO_TEXT, n->lang));
    xhtml_attr(w->out, "aria-label", label.data);
    buf_drop(&label);
    buf_addf(w->out, ">%d</a> ", (int)n->number);
}

/* Runs of inlines become paragraphs of their own beside the blocks. */
static void wrapped(struct writer *w, const struct node *n)
{
    bool open = false;
    if (!n->child || (xhtml_is_block(n->child) && n->child->kind != NODE_P)) {
        buf_adds(w->out, "<p>");
        notes_backlink(w);
        buf_adds(w->out, "</p>");
    }
    for (const struct node *c = n->child; c; c = c->next) {
        bool block = xhtml_is_block(c);
        if (!block && !open)
            buf_adds(w->out, "<p>");
        if (block && open)
            buf_adds(w->out, "</p>");
        open = !block;
        if (open)
            notes_backlink(w);
        xhtml_node(w, c);
    }
    if (open)
        buf_adds(w->out, "</p>");
}

void notes_section(struct writer *w)
{
    if (!w->notes.n)
        return;
    buf_adds(w->out, "\n<section class=\"d-notes\" epub:type=\"footnotes\"");
    xhtml_attr(w->out, "aria-label", term(TERM_NOTES, w->book->doc->lang));
    buf_addc(w->out, '>');
    for (size_t i = 0; i < w->notes.n; i++) { /* a note may call another: the list grows */
        const struct node *n = w->notes.v[i];
        buf_adds(w->out, "\n<aside class=\"d-note");
        if (n->class)
            buf_addc(w->out, ' '), xhtml_escape(w->out, n->class, strlen(n->class));
        buf_adds(w->out, "\" epub:type=\"footnote\" role=\"doc-footnote\" id=\"");
        xhtml_id(w->book, w->out, n, "note");
        buf_addc(w->out, '"');
        lang_attributes(w->out, n->lang, w->book->doc->lang);
        buf_addc(w->out, '>');
        w->backlink = n;
        wrapped(w, n);
        w->backlink = NULL;
        buf_adds(w->out, "</aside>");
    }
    buf_adds(w->out, "\n</section>");
}
