/* Blocks that are more than an element: sections and their headings, generated lists, figures, charts, asides. */
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

/* A paragraph of something: p while it holds inlines alone. */
void x_text_block(struct writer *w, const struct node *n)
{
    const char *name = xhtml_has_blocks(n) ? "div" : "p";
    buf_addc(w->out, '\n');
    xhtml_open(w, name, n);
    xhtml_children(w, n);
    xhtml_close(w, name);
}

void x_paragraph(struct writer *w, const struct node *n)
{
    buf_addc(w->out, '\n');
    const char *name = xhtml_has_blocks(n) ? "div" : "p";
    xhtml_open(w, name, n);
    notes_backlink(w);
    xhtml_children(w, n);
    xhtml_close(w, name);
}

static bool is_top(const struct node *section)
{
    return section->parent && section->parent->kind != NODE_SECTION;
}

/* What a top section is to a reading system. */
static void section_semantics(struct writer *w, const struct node *n)
{
    static const struct {
        const char *role, *type, *aria;
    } known[] = {
        {"preface", "preface", "doc-preface"},         {"foreword", "foreword", "doc-foreword"},
        {"summary", "abstract", "doc-abstract"},       {"abstract", "abstract", "doc-abstract"},
        {"introduction", "introduction", "doc-introduction"}, {"conclusion", "conclusion", "doc-conclusion"},
        {"annex", "appendix", "doc-appendix"},         {"appendix", "appendix", "doc-appendix"},
        {"glossary", "glossary", "doc-glossary"},      {"acknowledgments", "acknowledgments", "doc-acknowledgments"},
        {"afterword", "afterword", "doc-afterword"},   {"epilogue", "epilogue", "doc-epilogue"},
        {"prologue", "prologue", "doc-prologue"},
    };
    const char *role = node_attr(n, "role");
    if (!is_top(n))
        return;
    for (size_t i = 0; role && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].role, role) == 0) {
            xhtml_attr(w->out, "epub:type", known[i].type);
            xhtml_attr(w->out, "role", known[i].aria);
            return;
        }
    if (n->parent->kind == NODE_BODY)
        buf_adds(w->out, " epub:type=\"chapter\" role=\"doc-chapter\"");
}

static void title_id(struct writer *w, const struct node *title)
{
    xhtml_id(w->book, w->out, title, "at");
}

static void labelled_by(struct writer *w, const struct node *title)
{
    if (!title)
        return;
    buf_adds(w->out, " aria-labelledby=\"");
    title_id(w, title);
    buf_addc(w->out, '"');
}

/* A role must have a name where several of its kind may stand in a book. */
static bool names_parent(const struct node *title)
{
    const struct node *p = title->parent;
    return p && (p->kind == NODE_CALLOUT || p->kind == NODE_KEYFIGURES || p->kind == NODE_TOC || p->kind == NODE_FIGUREINDEX ||
                 p->kind == NODE_TABLEINDEX || (p->kind == NODE_SECTION && is_top(p)) || p->kind == NODE_SOURCEINDEX || p->kind == NODE_CLAIMINDEX);
}

void x_section(struct writer *w, const struct node *n)
{
    buf_addc(w->out, '\n');
    xhtml_start(w, "section", n);
    section_semantics(w, n);
    if (is_top(n)) /* named sections are landmarks: a few serve, hundreds do not */
        labelled_by(w, node_child(n, NODE_TITLE));
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, "section");
}

/* Headings follow the nesting; a list's stands where a section's would. 0: no heading. */
static int heading_level(const struct node *title)
{
    const struct node *p = title->parent;
    if (!p)
        return 0;
    int level = 0;
    if (p->kind == NODE_COVERPAGE)
        return 1;
    if (p->kind != NODE_SECTION && !node_is_list(p) && p->kind != NODE_SOURCEGROUP && p->kind != NODE_CLAIMGROUP)
        return 0;
    for (; p; p = p->parent)
        level += p->kind == NODE_SECTION || node_is_list(p) || p->kind == NODE_SOURCEGROUP || p->kind == NODE_CLAIMGROUP;
    return level;
}

void x_title(struct writer *w, const struct node *n)
{
    int level = heading_level(n);
    static const char *const headings[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6"};
    const char *name = headings[level > 6 ? 6 : level];
    buf_addc(w->out, '\n');
    xhtml_start(w, name, n);
    if (!n->id && names_parent(n)) {
        buf_adds(w->out, " id=\"");
        title_id(w, n);
        buf_addc(w->out, '"');
    }
    if (level > 6)
        buf_addf(w->out, " aria-level=\"%d\"", level);
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, name);
}

static bool is_entry(const struct node *n)
{
    return n->kind == NODE_TOCITEM || n->kind == NODE_SOURCEENTRY || n->kind == NODE_CLAIMENTRY;
}

/* A generated list: each run of entries is a list of its own. */
void x_list(struct writer *w, const struct node *n)
{
    const struct node *title = node_child(n, NODE_TITLE);
    const char *name = n->kind == NODE_SOURCEINDEX || n->kind == NODE_SOURCEGROUP || n->kind == NODE_CLAIMGROUP ? "section" : "nav";
    bool open = false;
    buf_addc(w->out, '\n');
    xhtml_start(w, name, n);
    if (n->kind != NODE_SOURCEGROUP && n->kind != NODE_CLAIMGROUP)
        labelled_by(w, title);
    buf_addc(w->out, '>');
    for (const struct node *c = n->child; c; c = c->next) {
        if (is_entry(c) != open)
            buf_adds(w->out, open ? "\n</ul>" : "\n<ul class=\"d-entries\" role=\"list\">");
        open = is_entry(c);
        xhtml_node(w, c);
    }
    if (open)
        buf_adds(w->out, "\n</ul>");
    xhtml_close(w, name);
}

void x_group(struct writer *w, const struct node *n)
{
    buf_addc(w->out, '\n');
    xhtml_start(w, "section", n);
    xhtml_attr(w->out, "aria-label", term(TERM_IMPRINT, n->lang));
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, "section");
}

void x_abstract(struct writer *w, const struct node *n)
{
    buf_addc(w->out, '\n');
    xhtml_start(w, "section", n);
    xhtml_attr(w->out, "aria-label", term(TERM_ABSTRACT, n->lang));
    buf_addc(w->out, '>');
    if (xhtml_has_blocks(n)) {
        xhtml_children(w, n);
    } else {
        buf_adds(w->out, "<p>");
        xhtml_children(w, n);
        buf_adds(w->out, "</p>");
    }
    xhtml_close(w, "section");
}

void x_coverpage(struct writer *w, const struct node *n)
{
    buf_addc(w->out, '\n');
    xhtml_open(w, "section", n);
    xhtml_children(w, n);
    xhtml_close(w, "section");
}

void x_ol(struct writer *w, const struct node *n)
{
    const char *start = node_attr(n, "start"), *type = node_attr(n, "type");
    buf_addc(w->out, '\n');
    xhtml_start(w, "ol", n);
    if (start && *start && strspn(start + (*start == '-'), "0123456789") == strlen(start + (*start == '-')) && strlen(start) < 9)
        xhtml_attr(w->out, "start", start);
    if (type && strlen(type) == 1 && strchr("1aAiI", *type))
        xhtml_attr(w->out, "type", type);
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, "ol");
}

/* HTML wants one caption, last; the credit stands in it. */
void x_figure(struct writer *w, const struct node *n)
{
    const struct node *caption = NULL, *credit = NULL;
    buf_addc(w->out, '\n');
    xhtml_open(w, "figure", n);
    for (const struct node *c = n->child; c; c = c->next) {
        if (c->kind == NODE_FIGCAPTION && !caption)
            caption = c;
        else if (c->kind == NODE_CREDIT && !credit)
            credit = c;
        else
            xhtml_node(w, c);
    }
    if (caption) {
        buf_addc(w->out, '\n');
        xhtml_open(w, "figcaption", caption);
        xhtml_children(w, caption);
    } else if (credit) {
        buf_adds(w->out, "\n<figcaption class=\"d-credit-only\">");
    }
    if (credit)
        xhtml_node(w, credit);
    if (caption || credit)
        xhtml_close(w, "figcaption");
    xhtml_close(w, "figure");
}

/* "60%", "8cm": a width CSS would take. */
static bool css_length(const char *s)
{
    static const char *const units[] = {"%", "cm", "mm", "in", "pt", "pc", "px", "em", "rem"};
    size_t k = strspn(s, "0123456789.");
    if (!k || strspn(s, ".") || k > 8)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(s + k, units[i]) == 0)
            return true;
    return false;
}

void x_img(struct writer *w, const struct node *n)
{
    const char *alt = node_attr(n, "alt"), *width = node_attr(n, "width");
    xhtml_marks(w, n);
    if (!n->image || !w->book->media[n->image->index])
        return;
    xhtml_start(w, "img", n);
    xhtml_attr(w->out, "src", w->book->media[n->image->index]);
    xhtml_attr(w->out, "alt", alt ? alt : "");
    if (n->parent && node_find_up(n, NODE_COVERPAGE))
        buf_adds(w->out, " epub:type=\"cover\" role=\"doc-cover\"");
    if (width && css_length(width))
        buf_addf(w->out, " style=\"width:%s\"", width);
    buf_adds(w->out, "/>");
}

/* The drawing stands in the page itself, so that it takes the fonts of the book; its numbers follow for those who cannot see it. */
void x_chart(struct writer *w, const struct node *n)
{
    xhtml_marks(w, n);
    buf_addc(w->out, '\n');
    xhtml_open(w, "div", n);
    if (n->chart) {
        const struct style *s = style_of(w->book->styles, n);
        struct buf id = {0}, family = {0};
        buf_addf(&id, "at-%s%d", w->book->idmark, (int)n->index);
        buf_add(&family, s->font_family, strcspn(s->font_family, ","));
        struct chart_look look = {.width = 360, .font_size = 9, .font_family = family.len ? family.data : "Noto Sans",
            .ink = s->colour, .lang = n->lang, .palette = s->palette, .title_id = id.data};
        buf_addc(w->out, '\n');
        chart_svg(w->out, n->chart, &look);
        w->book->files.v[w->file].svg = true;
        buf_drop(&id);
        buf_drop(&family);
    }
    if (n->child) {
        buf_adds(w->out, "<details class=\"d-data\"><summary>");
        const char *data = term(TERM_DATA, n->lang);
        xhtml_escape(w->out, data, strlen(data));
        buf_adds(w->out, "</summary>");
        xhtml_children(w, n);
        buf_adds(w->out, "</details>");
    }
    xhtml_close(w, "div");
}

/* A timeline: the drawing to scale, which a reader that speaks leaves out, then the list. */
void x_timeline(struct writer *w, const struct node *n)
{
    const struct node *event = node_child(n, NODE_EVENT), *when = event ? node_child(event, NODE_WHEN) : NULL;
    const struct style *s = style_of(w->book->styles, when ? when : n);
    struct buf svg = {0}, family = {0};
    buf_add(&family, s->font_family, strcspn(s->font_family, ","));
    struct chart_look look = {.width = 360, .font_size = 9, .font_family = family.len ? family.data : "Noto Sans",
        .ink = style_of(w->book->styles, n)->colour, .lang = n->lang};
    xhtml_marks(w, n);
    if (timeline_svg(&svg, n, &look, s->colour) > 0) {
        buf_adds(w->out, "\n<div class=\"d-chart d-scale\" aria-hidden=\"true\">\n");
        buf_add(w->out, svg.data, svg.len);
        buf_adds(w->out, "</div>");
        w->book->files.v[w->file].svg = true;
    }
    buf_drop(&svg);
    buf_drop(&family);
    buf_addc(w->out, '\n');
    xhtml_open(w, "ol", n);
    xhtml_children(w, n);
    xhtml_close(w, "ol");
}

void x_callout(struct writer *w, const struct node *n)
{
    const char *name = n->kind == NODE_CALLOUT ? "aside" : "div";
    buf_addc(w->out, '\n');
    xhtml_start(w, name, n);
    labelled_by(w, node_child(n, NODE_TITLE));
    buf_addc(w->out, '>');
    xhtml_children(w, n);
    xhtml_close(w, name);
}

void x_pullquote(struct writer *w, const struct node *n)
{
    bool hidden = w->book->repeated[n->index]; /* text that stands on the page already is said once */
    for (const struct node *c = n; hidden && c; c = node_next(c, n)) /* a page begins for everyone */
        xhtml_marks(w, c);
    buf_addc(w->out, '\n');
    xhtml_start(w, "aside", n);
    if (hidden)
        buf_adds(w->out, " aria-hidden=\"true\"");
    buf_addc(w->out, '>');
    w->muted += hidden;
    xhtml_children(w, n);
    w->muted -= hidden;
    xhtml_close(w, "aside");
}

void x_columns(struct writer *w, const struct node *n)
{
    buf_addc(w->out, '\n');
    xhtml_open(w, "div", n); /* its count is data-count, which the sheet heeds */
    xhtml_children(w, n);
    xhtml_close(w, "div");
}

void x_pagebreak(struct writer *w, const struct node *n)
{
    buf_addc(w->out, '\n');
    xhtml_open(w, "div", n);
    xhtml_close(w, "div");
}
