/* Finished text out: HTML as the CSL project writes it, plain text, and runs for others to set. Markup within a field turns over what
 * stands around it: italics within italics are upright. */
#include "cite/internal.h"

#include <stdlib.h>

static void escape(struct buf *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '&')
            buf_adds(out, "&#38;");
        else if (*s == '<')
            buf_adds(out, "&#60;");
        else if (*s == '>')
            buf_adds(out, "&#62;");
        else
            buf_addc(out, *s);
    }
}

static const char *quote_mark(const struct locale *l, int depth, bool open)
{
    const char *name =
        depth % 2 ? (open ? "open-inner-quote" : "close-inner-quote") : (open ? "open-quote" : "close-quote");
    const char *s = locale_term(l, name, NULL, false);
    return s ? s : "";
}

/* The format of what is inside r, and in *own what r itself has to say: data within its like is turned to normal. */
static struct format inside(const struct format *at, const struct rich *r, struct format *own)
{
    struct format f = *at;
    *own = (struct format){0};
#define MERGE(field, normal)                                                                                           \
    if (r->f.field) {                                                                                                  \
        uint8_t want = r->f.field;                                                                                     \
        if (r->data && want == at->field && want != normal)                                                            \
            want = normal;                                                                                             \
        if (want != (at->field ? at->field : normal))                                                                  \
            own->field = want;                                                                                         \
        f.field = want;                                                                                                \
    }
    MERGE(style, FONT_NORMAL)
    MERGE(variant, VARIANT_NORMAL)
    MERGE(weight, WEIGHT_NORMAL)
    MERGE(decoration, DECORATION_NONE)
#undef MERGE
    if (r->f.align && r->f.align != (at->align ? at->align : ALIGN_BASELINE)) {
        own->align = r->f.align;
        f.align = r->f.align;
    }
    return f;
}

static const char *const style_tags[] = {"", "<span style=\"font-style:normal;\">", "<i>", "<em>"};
static const char *const style_ends[] = {"", "</span>", "</i>", "</em>"};
static const char *const variant_tags[] = {"", "<span style=\"font-variant:normal;\">",
                                           "<span style=\"font-variant:small-caps;\">"};
static const char *const weight_tags[] = {"", "<span style=\"font-weight:normal;\">", "<b>",
                                          "<span style=\"font-weight:light;\">"};
static const char *const weight_ends[] = {"", "</span>", "</b>", "</span>"};
static const char *const decoration_tags[] = {"", "<span style=\"text-decoration:none;\">",
                                              "<span style=\"text-decoration:underline;\">"};
static const char *const align_tags[] = {"", "<span style=\"vertical-align:baseline;\">", "<sup>", "<sub>"};
static const char *const align_ends[] = {"", "</span>", "</sup>", "</sub>"};
static const char *const display_names[] = {"", "block", "left-margin", "right-inline", "indent"};

static const char *const display_before[] = {"", "\n\n    ", "\n    ", "", ""};
static const char *const display_after[] = {"", "\n", "", "\n  ", "\n  "};

static void open_tags(struct buf *out, const struct format *f)
{
    buf_adds(out, align_tags[f->align]);
    buf_adds(out, decoration_tags[f->decoration]);
    buf_adds(out, weight_tags[f->weight]);
    buf_adds(out, variant_tags[f->variant]);
    buf_adds(out, style_tags[f->style]);
}

static void close_tags(struct buf *out, const struct format *f)
{
    buf_adds(out, style_ends[f->style]);
    buf_adds(out, f->variant ? "</span>" : "");
    buf_adds(out, weight_ends[f->weight]);
    buf_adds(out, f->decoration ? "</span>" : "");
    buf_adds(out, align_ends[f->align]);
}

struct html {
    struct buf *out;
    const struct locale *l;
    bool links;
};

static void html(const struct html *h, const struct rich *r, const struct format *at, int depth)
{
    if (rich_empty(r))
        return;
    struct format own, f = inside(at, r, &own);
    bool link = h->links && r->href;
    if (r->display)
        buf_addf(h->out, "%s<div class=\"csl-%s\">", display_before[r->display], display_names[r->display]);
    if (link) {
        buf_adds(h->out, "<a href=\"");
        for (const char *s = r->href; *s; s++)
            if (*s == '"')
                buf_adds(h->out, "&quot;");
            else
                escape(h->out, (char[]){*s, 0});
        buf_adds(h->out, "\">");
    }
    if (r->kind == RICH_QUOTED)
        escape(h->out, quote_mark(h->l, depth, true));
    open_tags(h->out, &own);
    if (r->kind == RICH_TEXT)
        escape(h->out, r->text);
    for (const struct rich *k = r->first; k; k = k->next)
        html(h, k, &f, depth + (r->kind == RICH_QUOTED));
    close_tags(h->out, &own);
    if (r->kind == RICH_QUOTED)
        escape(h->out, quote_mark(h->l, depth, false));
    buf_adds(h->out, link ? "</a>" : "");
    if (r->display)
        buf_addf(h->out, "</div>%s", display_after[r->display]);
}

void rich_html(const struct rich *r, const struct locale *l, struct buf *out, bool links)
{
    struct html h = {out, l, links};
    struct format f = {0};
    html(&h, r, &f, 0);
}

/* ---- runs ---- */

struct runs {
    VEC(struct cite_run) v;
    struct arena *a;
    const struct locale *l;
};

static uint32_t flags_of(const struct format *f)
{
    uint32_t n = 0;
    n |= f->style == FONT_ITALIC ? CITE_ITALIC : f->style == FONT_OBLIQUE ? CITE_OBLIQUE : 0;
    n |= f->variant == VARIANT_SMALL_CAPS ? CITE_SMALL_CAPS : 0;
    n |= f->weight == WEIGHT_BOLD ? CITE_BOLD : f->weight == WEIGHT_LIGHT ? CITE_LIGHT : 0;
    n |= f->decoration == DECORATION_UNDERLINE ? CITE_UNDERLINE : 0;
    n |= f->align == ALIGN_SUP ? CITE_SUP : f->align == ALIGN_SUB ? CITE_SUB : 0;
    return n;
}

/* What those above have to say of a leaf. */
struct around {
    struct format f;
    uint8_t display;
    const char *href;
    int cite;
    bool title;
};

static void put_run(struct runs *o, const char *s, const struct around *at)
{
    if (!*s)
        return;
    uint32_t flags = flags_of(&at->f);
    struct cite_run *last = o->v.n ? &o->v.v[o->v.n - 1] : NULL;
    if (last && last->flags == flags && last->display == (enum cite_display)at->display && last->href == at->href &&
        last->cite == at->cite && last->title == at->title)
        last->text = arena_printf(o->a, "%s%s", last->text, s);
    else
        vec_push(&o->v, (struct cite_run){s, flags, (enum cite_display)at->display, at->href, at->cite, at->title});
}

static void walk(struct runs *o, const struct rich *r, const struct around *outer, int depth)
{
    if (rich_empty(r))
        return;
    struct format own;
    struct around marks = *outer, in;
    marks.display = r->display ? r->display : marks.display;
    marks.href = r->href ? r->href : marks.href;
    marks.cite = r->cite ? r->cite : marks.cite;
    in = marks;
    in.title = r->title || marks.title;
    in.f = inside(&outer->f, r, &own);
    if (r->kind == RICH_QUOTED)
        put_run(o, quote_mark(o->l, depth, true), &marks);
    if (r->kind == RICH_TEXT)
        put_run(o, r->text, &in);
    for (const struct rich *k = r->first; k; k = k->next)
        walk(o, k, &in, depth + (r->kind == RICH_QUOTED));
    if (r->kind == RICH_QUOTED)
        put_run(o, quote_mark(o->l, depth, false), &marks);
}

void rich_runs(const struct rich *r, const struct locale *l, struct cite_text *t, struct arena *a)
{
    struct runs o = {.a = a, .l = l};
    walk(&o, r, &(struct around){0}, 0);
    struct cite_run *v = arena_array(a, o.v.n ? o.v.n : 1, sizeof *v);
    if (o.v.n)
        memcpy(v, o.v.v, o.v.n * sizeof *v);
    t->runs = v;
    t->n = o.v.n;
    t->tree = r;
    vec_drop(&o.v);
}

void cite_write_html(struct buf *out, const struct cite *c, const struct cite_text *t, bool links)
{
    rich_html(t->tree, &c->locale, out, links);
}

void cite_write_text(struct buf *out, const struct cite_text *t)
{
    for (size_t i = 0; i < t->n; i++) {
        if (i && t->runs[i].display != t->runs[i - 1].display && out->len && out->data[out->len - 1] != ' ')
            buf_addc(out, ' ');
        buf_adds(out, t->runs[i].text);
    }
    while (out->len && out->data[out->len - 1] == ' ')
        out->data[--out->len] = 0;
}
