/* Page marks: where each page of the PDF begins, to the very letter, so that a reader of either finds the place in the other. */
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *x, const void *y)
{
    const struct mark *a = x, *b = y;
    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return a->page < b->page ? -1 : a->page > b->page;
}

/* No id of the writer's may begin as a made one does: the mark grows until none does. */
static const char *free_idmark(const struct book *b)
{
    static const char *const kinds[] = {"page-", "call-", "note-", "at-"};
    size_t most = 0;
    for (int32_t i = 0; i < b->doc->n_nodes; i++) {
        const char *id = b->doc->nodes[i] ? b->doc->nodes[i]->id : NULL;
        for (size_t k = 0; id && k < 4; k++) {
            size_t n = strlen(kinds[k]);
            if (strncmp(id, kinds[k], n) != 0)
                continue;
            size_t run = strspn(id + n, "_") + 1;
            most = run > most ? run : most;
        }
    }
    char *mark = arena_alloc(b->arena, most + 1);
    memset(mark, '_', most);
    return mark;
}

void pagemarks_new(struct book *b)
{
    int32_t nodes = b->doc->n_nodes, pages = b->map ? b->map->n_pages : 0;
    b->idmark = free_idmark(b);
    b->mark_of = arena_array(b->arena, (size_t)nodes + 1, sizeof *b->mark_of);
    memset(b->mark_of, 0xFF, ((size_t)nodes + 1) * sizeof *b->mark_of);
    b->page_file = arena_array(b->arena, (size_t)pages + 1, sizeof *b->page_file);
    memset(b->page_file, 0xFF, ((size_t)pages + 1) * sizeof *b->page_file);
    b->page_seen = arena_array(b->arena, (size_t)pages + 1, sizeof *b->page_seen);
    for (int32_t i = 0; i < pages; i++) {
        const struct page_start *p = &b->map->pages[i];
        if (!p->label || !*p->label)
            continue;
        for (int32_t k = i; !p->node && k < pages; k++) /* blank, or notes alone: it ends where the next page begins */
            p = &b->map->pages[k];
        if (!p->node || book_file(b, p->node) < 0)
            continue;
        uint32_t offset = p->node->kind == NODE_TEXT && p->offset <= (uint32_t)p->node->len ? p->offset : 0;
        vec_push(&b->marks, (struct mark){p->node->index, offset, i});
        b->page_file[i] = book_file(b, p->node);
    }
    if (b->marks.n)
        qsort(b->marks.v, b->marks.n, sizeof *b->marks.v, by_place);
    for (size_t i = b->marks.n; i > 0; i--)
        b->mark_of[b->marks.v[i - 1].node] = (int32_t)i - 1;
}

void pagemarks_drop(struct book *b)
{
    vec_drop(&b->marks);
}

void pagemark_id(const struct book *b, struct buf *out, int32_t page)
{
    buf_addf(out, "page-%s%d", b->idmark, (int)page + 1);
}

static void mark_write(struct writer *w, const struct mark *m)
{
    if (w->book->page_seen[m->page]) /* written before what hides it */
        return;
    buf_adds(w->out, "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"");
    pagemark_id(w->book, w->out, m->page);
    buf_adds(w->out, "\"");
    xhtml_attr(w->out, "aria-label", w->book->map->pages[m->page].label);
    buf_adds(w->out, "></span>");
    w->book->page_seen[m->page] = true;
}

void xhtml_marks(struct writer *w, const struct node *n)
{
    const struct book *b = w->book;
    for (int32_t i = b->mark_of[n->index]; i >= 0 && (size_t)i < b->marks.n && b->marks.v[i].node == n->index; i++)
        mark_write(w, &b->marks.v[i]);
}

/* Without a PDF there are no page numbers: ", p. " before one, and the brackets about it, fall away. */
static void without_page(const struct node *n, const char **s, size_t *len)
{
    const struct node *next = n->next, *prev = n->prev;
    if (next && next->kind == NODE_PAGEREF) {
        const char *page = term(TERM_PAGE, n->lang);
        size_t k = strlen(page);
        while (k && (page[k - 1] == ' ' || (unsigned char)page[k - 1] >= 0x80)) /* its space may have been set by typo */
            k--;
        for (size_t i = *len; i-- > 0;) /* the word nearest the end */
            if (k && i + k <= *len && memcmp(*s + i, page, k) == 0) {
                *len = i;
                break;
            }
        while (*len && strchr(" ,(", (*s)[*len - 1]))
            --*len;
    }
    if (prev && prev->kind == NODE_PAGEREF && n->generated && *len && **s == ')')
        ++*s, --*len;
}

void xhtml_text(struct writer *w, const struct node *n)
{
    const struct book *b = w->book;
    const char *s = n->text;
    size_t len = (size_t)n->len, at = 0;
    if (!b->map) { /* no pages, no marks */
        without_page(n, &s, &len);
        xhtml_escape(w->out, s, len);
        return;
    }
    for (int32_t i = b->mark_of[n->index]; i >= 0 && (size_t)i < b->marks.n && b->marks.v[i].node == n->index; i++) {
        size_t to = b->marks.v[i].offset;
        while (to < len && ((unsigned char)s[to] & 0xC0) == 0x80) /* never inside a character */
            to++;
        to = to > len ? len : to < at ? at : to;
        xhtml_escape(w->out, s + at, to - at);
        mark_write(w, &b->marks.v[i]);
        at = to;
    }
    xhtml_escape(w->out, s + at, len - at);
}
