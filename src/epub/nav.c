/* The navigation document: contents, page list with the PDF's labels, landmarks. */
#include "epub/internal.h"

#include <string.h>

static void item_href(const struct book *b, struct buf *out, const struct node *n)
{
    int32_t f = book_file(b, n);
    buf_addf(out, "<a href=\"%s", b->files.v[f].name);
    if (n->id) {
        buf_addc(out, '#');
        xhtml_escape(out, n->id, strlen(n->id));
    }
    buf_addc(out, '"');
    lang_attributes(out, n->lang, b->doc->lang);
    buf_addc(out, '>');
}

static bool in_contents(const struct book *b, const struct node *n)
{
    return (n->kind == NODE_SECTION || (node_is_list(n) && node_child(n, NODE_TITLE))) && book_file(b, n) >= 0;
}

/* The sections below n as a nested list; nothing at all where there are none. */
static void contents(const struct book *b, struct buf *out, const struct node *n)
{
    bool open = false;
    struct buf label = {0};
    for (const struct node *c = n->child; c; c = c->next) {
        if (!in_contents(b, c) || c->kind == NODE_TOC)
            continue;
        if (!open)
            buf_adds(out, "\n<ol>");
        open = true;
        buf_adds(out, "\n<li>");
        item_href(b, out, c);
        buf_clear(&label);
        book_label(c, &label);
        xhtml_escape(out, label.data, label.len);
        buf_adds(out, "</a>");
        contents(b, out, c);
        buf_adds(out, "</li>");
    }
    if (open)
        buf_adds(out, "\n</ol>");
    buf_drop(&label);
}

static void nav_open(struct buf *out, const char *type, const char *role, const char *id, enum term title, const char *lang, int level, bool hidden)
{
    buf_addf(out, "\n<nav epub:type=\"%s\"%s%s%s id=\"%s\" aria-labelledby=\"%s-title\"%s>\n<h%d id=\"%s-title\">", type,
             role ? " role=\"" : "", role ? role : "", role ? "\"" : "", id, id, hidden ? " hidden=\"\"" : "", level, id);
    const char *t = term(title, lang);
    xhtml_escape(out, t, strlen(t));
    buf_addf(out, "</h%d>", level);
}

static void toc(struct book *b, struct buf *out)
{
    struct buf list = {0};
    nav_open(out, "toc", "doc-toc", "toc", TERM_CONTENTS, b->doc->lang, 1, false);
    for (const struct node *part = b->doc->tree->child; part; part = part->next) {
        if (part->kind != NODE_FRONT && part->kind != NODE_BODY && part->kind != NODE_BACK)
            continue;
        struct buf one = {0};
        contents(b, &one, part);
        if (one.len > 11) /* without its own list tags, so that the parts make one list */
            buf_add(&list, one.data + 5, one.len - 11);
        buf_drop(&one);
    }
    if (!list.len) { /* the list may not be empty */
        buf_addf(&list, "\n<li><a href=\"%s\">", b->files.v[0].name);
        xhtml_escape(&list, b->files.v[0].title.data, b->files.v[0].title.len);
        buf_adds(&list, "</a></li>");
    }
    buf_adds(out, "\n<ol>");
    buf_add(out, list.data, list.len);
    buf_adds(out, "\n</ol>\n</nav>");
    buf_drop(&list);
}

static void pages(struct book *b, struct buf *out)
{
    bool any = false;
    for (int32_t i = 0; b->map && i < b->map->n_pages; i++) {
        if (!b->page_seen[i])
            continue;
        if (!any) {
            nav_open(out, "page-list", "doc-pagelist", "pages", TERM_PAGE_LIST, b->doc->lang, 2, true);
            buf_adds(out, "\n<ol>");
        }
        any = true;
        buf_addf(out, "\n<li><a href=\"%s#", b->files.v[b->page_file[i]].name);
        pagemark_id(b, out, i);
        buf_adds(out, "\">");
        xhtml_escape(out, b->map->pages[i].label, strlen(b->map->pages[i].label));
        buf_adds(out, "</a></li>");
    }
    if (any)
        buf_adds(out, "\n</ol>\n</nav>");
}

static void landmark(struct buf *out, const char *type, const char *href, const char *label)
{
    buf_addf(out, "\n<li><a epub:type=\"%s\" href=\"%s\">", type, href);
    xhtml_escape(out, label, strlen(label));
    buf_adds(out, "</a></li>");
}

static void landmarks(struct book *b, struct buf *out, bool in_spine)
{
    const char *lang = b->doc->lang;
    bool begun = false, sources = false;
    nav_open(out, "landmarks", NULL, "landmarks", TERM_LANDMARKS, lang, 2, true);
    buf_adds(out, "\n<ol>");
    for (size_t i = 0; i < b->files.n; i++)
        if (b->files.v[i].part == PART_COVER)
            landmark(out, "cover", b->files.v[i].name, term(TERM_COVER, lang));
    if (b->toc_file || in_spine)
        landmark(out, "toc", b->toc_file ? b->toc_file : "nav.xhtml#toc", term(TERM_CONTENTS, lang));
    for (size_t i = 0; i < b->files.n; i++) {
        struct epub_file *f = &b->files.v[i];
        const struct node *root = f->roots.n ? f->roots.v[0] : NULL;
        if (f->part == PART_BODY && !begun) {
            landmark(out, "bodymatter", f->name, term(TERM_BEGINNING, lang));
            begun = true;
        } else if (root && root->kind == NODE_SOURCEINDEX && !sources) {
            landmark(out, "bibliography", f->name, f->title.data);
            sources = true;
        }
    }
    buf_adds(out, "\n</ol>\n</nav>");
}

void nav_write(struct book *b, struct buf *out, bool in_spine)
{
    xhtml_head(out, b->doc->lang, term(TERM_CONTENTS, b->doc->lang), "");
    buf_adds(out, "<body class=\"d-dossier d-nav\">");
    toc(b, out);
    pages(b, out);
    landmarks(b, out, in_spine);
    buf_adds(out, "\n</body>\n</html>\n");
}
