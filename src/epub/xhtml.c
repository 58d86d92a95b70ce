/* Nodes to XHTML by a table: a row a kind says its element as a block and as an inline, its epub:type, its role, and who handles
 * it if not the common way. Every element keeps the class d-<name>, which the style sheet for screens selects by. */
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

struct row {
    const char *block, *line; /* element; line NULL: as block */
    const char *type, *role;
    void (*handler)(struct writer *, const struct node *);
};

static const struct row rows[NODE_KIND_COUNT] = {
    [NODE_TEXT] = {NULL, NULL, NULL, NULL, xhtml_text},
    [NODE_FRONT] = {"div", NULL, NULL, NULL, NULL},
    [NODE_BODY] = {"div", NULL, NULL, NULL, NULL},
    [NODE_BACK] = {"div", NULL, NULL, NULL, NULL},
    [NODE_INFO] = {NULL, NULL, NULL, NULL, x_nothing},
    [NODE_SOURCES] = {NULL, NULL, NULL, NULL, x_nothing},
    [NODE_KEYWORD] = {NULL, NULL, NULL, NULL, x_nothing},
    [NODE_SERIES] = {NULL, NULL, NULL, NULL, x_nothing},
    [NODE_POINT] = {NULL, NULL, NULL, NULL, x_nothing},
    /* cover and imprint */
    [NODE_COVERPAGE] = {"section", NULL, "titlepage", NULL, x_coverpage},
    [NODE_IMPRINT] = {"section", NULL, "copyright-page", NULL, x_group},
    [NODE_ABSTRACT] = {"section", NULL, "abstract", "doc-abstract", x_abstract},
    [NODE_SUBTITLE] = {"p", NULL, "subtitle", "doc-subtitle", x_text_block},
    [NODE_AUTHOR] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_PUBLISHER] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_DATE] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_EDITION] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_IDENTIFIER] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_RIGHTS] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_COVER] = {"div", NULL, NULL, NULL, NULL},
    /* sections and generated lists */
    [NODE_SECTION] = {"section", NULL, NULL, NULL, x_section},
    [NODE_TITLE] = {"p", NULL, NULL, NULL, x_title},
    [NODE_TOC] = {"nav", NULL, NULL, "doc-toc", x_list},
    [NODE_FIGUREINDEX] = {"nav", NULL, "loi", NULL, x_list},
    [NODE_TABLEINDEX] = {"nav", NULL, "lot", NULL, x_list},
    [NODE_SOURCEINDEX] = {"section", NULL, "bibliography", "doc-bibliography", x_list},
    [NODE_CLAIMINDEX] = {"nav", NULL, NULL, "doc-index", x_list},
    [NODE_SOURCEGROUP] = {"section", NULL, NULL, NULL, x_list},
    [NODE_CLAIMGROUP] = {"section", NULL, NULL, NULL, x_list},
    [NODE_TOCITEM] = {"li", NULL, NULL, NULL, NULL},
    [NODE_SOURCEENTRY] = {"li", NULL, "biblioentry", NULL, NULL}, /* doc-biblioentry is deprecated, and no list may hold it */
    [NODE_CLAIMENTRY] = {"li", NULL, NULL, NULL, NULL},
    /* blocks */
    [NODE_P] = {"p", NULL, NULL, NULL, x_paragraph},
    [NODE_UL] = {"ul", NULL, NULL, NULL, NULL},
    [NODE_OL] = {"ol", NULL, NULL, NULL, x_ol},
    [NODE_LI] = {"li", NULL, NULL, NULL, NULL},
    [NODE_DL] = {"dl", NULL, NULL, NULL, NULL},
    [NODE_DT] = {"dt", NULL, NULL, NULL, NULL},
    [NODE_DD] = {"dd", NULL, NULL, NULL, NULL},
    [NODE_BLOCKQUOTE] = {"blockquote", NULL, NULL, NULL, NULL},
    [NODE_EPIGRAPH] = {"blockquote", NULL, "epigraph", "doc-epigraph", NULL},
    [NODE_PULLQUOTE] = {"aside", NULL, "pullquote", "doc-pullquote", x_pullquote},
    [NODE_ATTRIBUTION] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_CALLOUT] = {"aside", NULL, NULL, "note", x_callout},
    [NODE_CLIPPING] = {"article", NULL, NULL, NULL, NULL},
    [NODE_HEADLINE] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_BYLINE] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_MASTHEAD] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_PROVENANCE] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_KEYFIGURES] = {"div", NULL, NULL, "group", x_callout},
    [NODE_KEYFIGURE] = {"div", NULL, NULL, NULL, NULL},
    [NODE_VALUE] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_LEGEND] = {"p", NULL, NULL, NULL, x_text_block},
    [NODE_TABLE] = {"table", NULL, NULL, NULL, x_table},
    [NODE_CAPTION] = {"caption", NULL, NULL, NULL, NULL},
    [NODE_COLGROUP] = {"colgroup", NULL, NULL, NULL, x_colgroup},
    [NODE_COL] = {"col", NULL, NULL, NULL, x_colgroup},
    [NODE_THEAD] = {"thead", NULL, NULL, NULL, NULL},
    [NODE_TBODY] = {"tbody", NULL, NULL, NULL, NULL},
    [NODE_TFOOT] = {"tfoot", NULL, NULL, NULL, NULL},
    [NODE_TR] = {"tr", NULL, NULL, NULL, x_row},
    [NODE_TH] = {"th", NULL, NULL, NULL, x_cell},
    [NODE_TD] = {"td", NULL, NULL, NULL, x_cell},
    [NODE_FIGURE] = {"figure", NULL, NULL, NULL, x_figure},
    [NODE_IMG] = {"img", NULL, NULL, NULL, x_img},
    [NODE_FIGCAPTION] = {"div", NULL, NULL, NULL, NULL}, /* x_figure writes the true one */
    [NODE_CREDIT] = {"div", NULL, NULL, NULL, NULL},
    [NODE_CHART] = {"div", NULL, NULL, NULL, x_chart},
    [NODE_TIMELINE] = {"ol", NULL, NULL, NULL, x_timeline},
    [NODE_EVENT] = {"li", NULL, NULL, NULL, NULL},
    [NODE_AGENDA] = {"ol", NULL, NULL, NULL, NULL},
    [NODE_ITEM] = {"li", NULL, NULL, NULL, NULL},
    [NODE_WHEN] = {"p", NULL, NULL, NULL, x_when},
    [NODE_COLUMNS] = {"div", NULL, NULL, NULL, x_columns},
    [NODE_PAGEBREAK] = {"div", NULL, NULL, NULL, x_pagebreak},
    [NODE_PRE] = {"pre", NULL, NULL, NULL, NULL},
    /* inlines */
    [NODE_EM] = {"em", NULL, NULL, NULL, NULL},
    [NODE_STRONG] = {"strong", NULL, NULL, NULL, NULL},
    [NODE_Q] = {"blockquote", "q", NULL, NULL, NULL},
    [NODE_ABBR] = {"abbr", NULL, NULL, NULL, x_abbr},
    [NODE_RUBY] = {"ruby", NULL, NULL, NULL, NULL},
    [NODE_RT] = {"rt", NULL, NULL, NULL, x_rt},
    [NODE_SUB] = {"sub", NULL, NULL, NULL, NULL},
    [NODE_SUP] = {"sup", NULL, NULL, NULL, NULL},
    [NODE_CODE] = {"code", NULL, NULL, NULL, NULL},
    [NODE_BR] = {"br", NULL, NULL, NULL, x_br},
    [NODE_TIME] = {"time", NULL, NULL, NULL, x_time},
    [NODE_A] = {"a", NULL, NULL, NULL, x_a},
    [NODE_LINK] = {"a", NULL, NULL, NULL, x_link},
    [NODE_NOTE] = {"a", NULL, NULL, NULL, x_note},
    [NODE_PAGEREF] = {"span", NULL, NULL, NULL, x_pageref},
    [NODE_LEADER] = {"span", NULL, NULL, NULL, x_leader},
};

/* Attributes that say what a thing is: a sheet may select by them. The others are spent when their element is written. */
static bool keeps_attr(const char *name)
{
    static const char *const names[] = {"align", "at", "count", "date", "depth", "end", "grade", "kind", "numbered", "place", "role",
        "status", "time", "to", "type", "unit", "value"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

void xhtml_escape(struct buf *out, const char *s, size_t len)
{
    size_t from = 0;
    for (size_t i = 0; i < len; i++) {
        const char *e = s[i] == '&' ? "&amp;" : s[i] == '<' ? "&lt;" : s[i] == '>' ? "&gt;" : s[i] == '"' ? "&quot;" : NULL;
        if (!e)
            continue;
        buf_add(out, s + from, i - from);
        buf_adds(out, e);
        from = i + 1;
    }
    if (len > from)
        buf_add(out, s + from, len - from);
}

void xhtml_attr(struct buf *out, const char *name, const char *value)
{
    buf_addc(out, ' ');
    buf_adds(out, name);
    buf_adds(out, "=\"");
    for (const char *p = value; *p;) { /* line ends and tabs would be folded to spaces */
        size_t k = strcspn(p, "\n\t");
        xhtml_escape(out, p, k);
        p += k;
        if (*p)
            buf_adds(out, *p++ == '\n' ? "&#10;" : "&#9;");
    }
    buf_addc(out, '"');
}

void xhtml_id(const struct book *b, struct buf *out, const struct node *n, const char *prefix)
{
    if (n->id)
        xhtml_escape(out, n->id, strlen(n->id));
    else
        buf_addf(out, "%s-%s%d", prefix, b->idmark, (int)n->index);
}

/* Inline flow is known by kind; claim, q, redact and img are what doc found them to be. */
bool xhtml_is_block(const struct node *n)
{
    static const char flow[] = {
#define X(name, element, f) #f[0],
        DOC_NODES(X)
#undef X
    };
    if (n->kind == NODE_CLAIM || n->kind == NODE_Q || n->kind == NODE_REDACT || n->kind == NODE_IMG)
        return n->block;
    return flow[n->kind] != 'I' && flow[n->kind] != 'g';
}

bool xhtml_has_blocks(const struct node *n)
{
    for (const struct node *c = n->child; c; c = c->next)
        if (xhtml_is_block(c) || ((c->kind == NODE_SPAN || c->kind == NODE_REDACT || c->kind == NODE_CLAIM) && xhtml_has_blocks(c)))
            return true;
    return false;
}

void xhtml_start(struct writer *w, const char *name, const struct node *n)
{
    struct buf *o = w->out;
    buf_addc(o, '<');
    buf_adds(o, name);
    buf_adds(o, " class=\"d-");
    buf_adds(o, node_name(n->kind));
    if (n->class && *n->class) {
        buf_addc(o, ' ');
        xhtml_escape(o, n->class, strlen(n->class));
    }
    buf_addc(o, '"');
    if (n->id)
        xhtml_attr(o, "id", n->id);
    lang_attributes(w->out, n->lang, n->parent ? n->parent->lang : NULL);
    for (const struct attr *a = n->attrs; a; a = a->next)
        if (keeps_attr(a->name)) {
            buf_adds(o, " data-");
            buf_adds(o, a->name);
            buf_adds(o, "=\"");
            xhtml_escape(o, a->value, strlen(a->value));
            buf_addc(o, '"');
        }
    const struct row *r = &rows[n->kind];
    if (r->type && strcmp(name, r->block) == 0)
        xhtml_attr(o, "epub:type", r->type);
    if (r->role && strcmp(name, r->block) == 0)
        xhtml_attr(o, "role", r->role);
}

void xhtml_open(struct writer *w, const char *name, const struct node *n)
{
    xhtml_start(w, name, n);
    buf_addc(w->out, '>');
}

void xhtml_close(struct writer *w, const char *name)
{
    buf_adds(w->out, "</");
    buf_adds(w->out, name);
    buf_addc(w->out, '>');
}

void xhtml_children(struct writer *w, const struct node *n)
{
    for (const struct node *c = n->child; c; c = c->next)
        xhtml_node(w, c);
}

void xhtml_node(struct writer *w, const struct node *n)
{
    const struct row *r = &rows[n->kind];
    if (r->handler) {
        r->handler(w, n);
        return;
    }
    bool block = xhtml_is_block(n) || (r->block == NULL && xhtml_has_blocks(n));
    const char *name = r->block && !block && r->line ? r->line : r->block ? r->block : block ? "div" : "span";
    if (block)
        buf_addc(w->out, '\n');
    xhtml_open(w, name, n);
    xhtml_children(w, n);
    xhtml_close(w, name);
}

void xhtml_head(struct buf *out, const char *lang, const char *title, const char *style_prefix)
{
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                  "xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    lang_attributes(out, lang, NULL);
    buf_adds(out, ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>");
    xhtml_escape(out, title, strlen(title));
    buf_addf(out, "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"%sdossier.css\"/>\n</head>\n", style_prefix);
}

static const struct node *part_of(const struct node *n)
{
    for (; n; n = n->parent)
        if (n->kind == NODE_FRONT || n->kind == NODE_BODY || n->kind == NODE_BACK)
            return n;
    return NULL;
}

void xhtml_file(struct book *b, int32_t file, struct buf *out)
{
    static const char *const parts[] = {"frontmatter", "frontmatter", "frontmatter", "bodymatter", "backmatter"};
    struct epub_file *f = &b->files.v[file];
    struct writer w = {.book = b, .out = out, .file = file};
    const struct node *tree = b->doc->tree, *part = f->roots.n ? part_of(f->roots.v[0]) : NULL;
    xhtml_head(out, b->doc->lang, f->title.data ? f->title.data : "", "");
    buf_adds(out, "<body class=\"d-dossier");
    if (tree->class)
        buf_addc(out, ' '), xhtml_escape(out, tree->class, strlen(tree->class));
    buf_addf(out, "\" epub:type=\"%s\">\n", parts[f->part]);
    if (part) { /* its id, if any, can stand in one file only */
        buf_addf(out, "<div class=\"d-%s\"", node_name(part->kind));
        if (part->id && part->child == f->roots.v[0])
            xhtml_attr(out, "id", part->id);
        lang_attributes(out, part->lang, b->doc->lang);
        buf_adds(out, ">");
    }
    for (size_t i = 0; i < f->roots.n; i++)
        xhtml_node(&w, f->roots.v[i]);
    notes_section(&w);
    buf_adds(out, part ? "\n</div>\n</body>\n</html>\n" : "\n</body>\n</html>\n");
    vec_drop(&w.notes);
    vec_drop(&w.deferred);
}
