/* The contents and page list once more, as EPUB 2 readers know them. */
#include "epub/internal.h"

#include <string.h>

static void text(struct buf *out, const char *element, const char *s, size_t len)
{
    buf_addf(out, "<%s><text>", element);
    xhtml_escape(out, s, len);
    buf_addf(out, "</text></%s>", element);
}

static void points(const struct book *b, struct buf *out, const struct node *n, int *order)
{
    struct buf label = {0};
    for (const struct node *c = n->child; c; c = c->next) {
        bool listed = (c->kind == NODE_SECTION || (node_is_list(c) && node_child(c, NODE_TITLE) && c->kind != NODE_TOC)) && book_file(b, c) >= 0;
        if (!listed)
            continue;
        ++*order;
        buf_addf(out, "\n<navPoint id=\"np-%d\" playOrder=\"%d\">", *order, *order);
        buf_clear(&label);
        book_label(c, &label);
        text(out, "navLabel", label.data, label.len);
        buf_addf(out, "<content src=\"%s", b->files.v[book_file(b, c)].name);
        if (c->id) {
            buf_addc(out, '#');
            xhtml_escape(out, c->id, strlen(c->id));
        }
        buf_adds(out, "\"/>");
        points(b, out, c, order);
        buf_adds(out, "</navPoint>");
    }
    buf_drop(&label);
}

static bool arabic(const char *s)
{
    return *s && strspn(s, "0123456789") == strlen(s);
}

static void page_list(struct book *b, struct buf *out, int *order)
{
    bool any = false;
    for (int32_t i = 0; b->map && i < b->map->n_pages; i++) {
        if (!b->page_seen[i])
            continue;
        const char *label = b->map->pages[i].label;
        buf_adds(out, any ? "" : "\n<pageList>");
        any = true;
        ++*order;
        buf_addf(out, "\n<pageTarget id=\"pt-%d\" type=\"%s\"", (int)i + 1, arabic(label) ? "normal" : "front");
        if (arabic(label))
            xhtml_attr(out, "value", label);
        buf_addf(out, " playOrder=\"%d\">", *order);
        text(out, "navLabel", label, strlen(label));
        buf_addf(out, "<content src=\"%s#", b->files.v[b->page_file[i]].name);
        pagemark_id(b, out, i);
        buf_adds(out, "\"/></pageTarget>");
    }
    if (any)
        buf_adds(out, "\n</pageList>");
}

void ncx_write(struct book *b, struct buf *out)
{
    int order = 0;
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"");
    xhtml_attr(out, "xml:lang", b->doc->lang);
    buf_adds(out, ">\n<head><meta name=\"dtb:uid\"");
    xhtml_attr(out, "content", b->doc->identifier);
    buf_adds(out, "/></head>\n");
    const char *title = b->doc->title ? b->doc->title : "";
    text(out, "docTitle", title, strlen(title));
    buf_adds(out, "\n<navMap>");
    for (const struct node *part = b->doc->tree->child; part; part = part->next)
        if (part->kind == NODE_FRONT || part->kind == NODE_BODY || part->kind == NODE_BACK)
            points(b, out, part, &order);
    if (!order) {
        order = 1;
        buf_adds(out, "\n<navPoint id=\"np-1\" playOrder=\"1\">");
        text(out, "navLabel", b->files.v[0].title.data, b->files.v[0].title.len);
        buf_addf(out, "<content src=\"%s\"/></navPoint>", b->files.v[0].name);
    }
    buf_adds(out, "\n</navMap>");
    page_list(b, out, &order);
    buf_adds(out, "\n</ncx>\n");
}
