/* Inlines that are more than an element: links, page references, times, breaks. */
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

void x_nothing(struct writer *w, const struct node *n)
{
    (void)w, (void)n;
}

void x_br(struct writer *w, const struct node *n)
{
    (void)n;
    buf_adds(w->out, "<br/>");
}

/* The dots of a printed contents: on a screen a space, which has no edge to lead to; in a sentence a comma. */
void x_leader(struct writer *w, const struct node *n)
{
    if (n->parent && n->parent->kind == NODE_CLAIMENTRY)
        buf_addf(w->out, "<span class=\"d-leader\">%s</span>", strncmp(n->lang, "zh", 2) == 0 ? "，" : ", ");
    else
        buf_addc(w->out, ' ');
}

void x_abbr(struct writer *w, const struct node *n)
{
    const char *title = node_attr(n, "title");
    xhtml_start(w, "abbr", n);
    if (title)
        xhtml_attr(w->out, "title", title);
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, "abbr");
}

/* In brackets where a reading system sets nothing above a line. */
void x_rt(struct writer *w, const struct node *n)
{
    buf_adds(w->out, "<rp> (</rp>");
    xhtml_start(w, "rt", n);
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, "rt");
    buf_adds(w->out, "<rp>)</rp>");
}

void xhtml_href(struct writer *w, const struct node *target)
{
    int32_t f = book_file(w->book, target);
    buf_adds(w->out, " href=\"");
    if (f >= 0 && f != w->file)
        buf_adds(w->out, w->book->files.v[f].name);
    buf_addc(w->out, '#');
    xhtml_id(w->book, w->out, target, target->kind == NODE_NOTE ? "note" : "at");
    buf_addc(w->out, '"');
}

/* A link inside a link, or inside what is hidden, is its text alone. */
static bool open_link(struct writer *w, bool possible)
{
    return possible && !w->in_link && !w->muted;
}

static void close_link(struct writer *w, bool link)
{
    xhtml_close(w, link ? "a" : "span");
    if (link) {
        w->in_link--;
        notes_flush(w);
    }
}

void x_link(struct writer *w, const struct node *n)
{
    bool link = open_link(w, book_file(w->book, n->target) >= 0);
    xhtml_start(w, link ? "a" : "span", n);
    if (link) {
        xhtml_href(w, n->target);
        if (n->target->kind == NODE_SOURCEENTRY)
            buf_adds(w->out, " epub:type=\"biblioref\" role=\"doc-biblioref\"");
        w->in_link++;
    }
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    close_link(w, link);
}

/* An address as RFC 3986 wants it: what may not stand there is percent-encoded. */
static void address(struct buf *out, const char *href)
{
    for (const unsigned char *p = (const unsigned char *)href; *p; p++) {
        bool percent = *p == '%' && !(p[1] && strchr("0123456789abcdefABCDEF", p[1]) && p[2] && strchr("0123456789abcdefABCDEF", p[2]));
        if (*p <= ' ' || *p >= 0x7F || percent || strchr("\"<>\\^`{|}", *p))
            buf_addf(out, "%%%02X", *p);
        else if (*p == '&')
            buf_adds(out, "&amp;");
        else
            buf_addc(out, (char)*p);
    }
}

void x_a(struct writer *w, const struct node *n)
{
    bool link = open_link(w, n->href != NULL);
    xhtml_start(w, link ? "a" : "span", n);
    if (link) {
        buf_adds(w->out, " href=\"");
        address(w->out, n->href);
        buf_addc(w->out, '"');
        w->in_link++;
    }
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    close_link(w, link);
}

/* To the thing itself where it can be linked to, else to the mark of its page. False: neither. out may be NULL. */
static bool page_href(struct writer *w, const struct node *t, struct buf *out)
{
    const struct book *b = w->book;
    if (t->id && book_file(b, t) >= 0) {
        if (out)
            xhtml_href(w, t);
        return true;
    }
    int32_t page = t->index < b->map->n_places ? b->map->places[t->index].page : -1;
    if (page < 0 || page >= b->map->n_pages || b->page_file[page] < 0)
        return false;
    if (out) {
        buf_addf(out, " href=\"%s#", b->page_file[page] == w->file ? "" : b->files.v[b->page_file[page]].name);
        pagemark_id(b, out, page);
        buf_addc(out, '"');
    }
    return true;
}

/* The labels of the pages its targets stand on, each a link to the target, or to the mark of the page where the target has no id. */
void x_pageref(struct writer *w, const struct node *n)
{
    const struct pagemap *m = w->book->map;
    if (!m)
        return;
    const struct node **t = xcalloc((size_t)n->n_targets + 1, sizeof *t);
    int32_t many = pagemap_targets(m, n, t);
    bool back = node_find_up(n, NODE_SOURCEENTRY) || node_find_up(n, NODE_CLAIMENTRY);
    xhtml_open(w, "span", n);
    for (int32_t i = 0; i < many; i++) {
        const char *label = pagemap_label(m, t[i]);
        bool link = open_link(w, page_href(w, t[i], NULL));
        buf_adds(w->out, i ? ", " : "");
        if (link) {
            buf_adds(w->out, "<a class=\"d-page\"");
            page_href(w, t[i], w->out);
            if (back) /* from a source or a claim of an index to the places that rest on it */
                buf_adds(w->out, " epub:type=\"backlink\" role=\"doc-backlink\"");
            buf_addc(w->out, '>');
        }
        xhtml_escape(w->out, label, strlen(label));
        if (link)
            buf_adds(w->out, "</a>");
    }
    xhtml_close(w, "span");
    free(t);
}

static bool digits(const char **p, int n)
{
    for (int i = 0; i < n; i++)
        if (*(*p)++ < '0' || (*p)[-1] > '9')
            return false;
    return true;
}

/* A date or time HTML can read: YYYY, YYYY-MM, YYYY-MM-DD, with Thh:mm. */
static bool machine_time(const char *s)
{
    if (!digits(&s, 4))
        return false;
    for (int i = 0; i < 2 && *s == '-'; i++) {
        s++;
        if (!digits(&s, 2))
            return false;
    }
    if (*s != 'T')
        return !*s;
    s++;
    return digits(&s, 2) && *s++ == ':' && digits(&s, 2) && !*s;
}

void x_time(struct writer *w, const struct node *n)
{
    const char *when = node_attr(n, "datetime");
    const char *name = when && machine_time(when) ? "time" : "span";
    xhtml_start(w, name, n);
    if (*name == 't')
        xhtml_attr(w->out, "datetime", when);
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, name);
}

/* The date of an event or of an item of an agenda. */
void x_when(struct writer *w, const struct node *n)
{
    const struct node *of = n->parent;
    const char *date = of ? node_attr(of, "date") : NULL;
    bool plain = date && machine_time(date) && !node_attr(of, "end") && !node_attr(of, "time") && !node_attr(of, "place") &&
                 n->child && n->child->kind == NODE_TEXT && !n->child->next;
    buf_addc(w->out, '\n');
    xhtml_open(w, "p", n);
    if (plain) {
        buf_adds(w->out, "<time");
        xhtml_attr(w->out, "datetime", date);
        buf_addc(w->out, '>');
    }
    xhtml_children(w, n);
    if (plain)
        buf_adds(w->out, "</time>");
    xhtml_close(w, "p");
}
