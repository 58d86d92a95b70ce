/* --dump=tags: the structure tree as text, an element a line, its text with the page it stands on; then page by page what is drawn, in the
 * order of drawing: of which element it is, or what kind of artifact. What no program can judge is to be read here: the order, the
 * alternative texts, whether all that matters is in the tree and nothing else. */
#include "pdf/internal.h"

static void quote(FILE *out, const struct buf *text)
{
    fputs(" \"", out);
    for (size_t i = 0; i < text->len; i++) {
        char c = text->data[i];
        if (c == '"' || c == '\\')
            fputc('\\', out);
        fputc(c == '\n' ? ' ' : c, out);
    }
    fputc('"', out);
}

struct dump {
    const struct pdf *p;
    struct tags *t;
    FILE *out;
    int32_t page; /* said last */
    struct headers headers;
};

static void say_page(struct dump *d, int32_t page)
{
    if (page == d->page)
        return;
    const char *label = d->p->layout->pages[page].label;
    fprintf(d->out, " [page %d%s%s]", (int)page + 1, label && *label ? " = " : "", label ? label : "");
    d->page = page;
}

static void say_attributes(struct dump *d, const struct elem *e)
{
    const struct node *n = e->node;
    const char *around = e->parent >= 0 ? d->t->elem.v[e->parent].node->lang : d->p->doc->lang;

    if (n->lang && around && strcmp(n->lang, around))
        fprintf(d->out, " lang=%s", n->lang);
    if (e->tag == TAG_Figure) {
        struct buf alt = {0};
        pdf_alt_of(n, &alt);
        fprintf(d->out, " alt=\"%s\"", alt.data);
        buf_drop(&alt);
    }
    if (e->tag == TAG_Span && n->kind == NODE_ABBR && node_attr(n, "title"))
        fprintf(d->out, " expansion=\"%s\"", node_attr(n, "title"));
    static const char *const shown[] = {"scope", "colspan", "rowspan"};
    for (size_t i = 0; i < 3 && (e->tag == TAG_TH || e->tag == TAG_TD); i++)
        if (node_attr(n, shown[i]))
            fprintf(d->out, " %s=%s", shown[i], node_attr(n, shown[i]));
}

static void say_heads(struct dump *d, int32_t at)
{
    const struct cell_headers *h = pdf_headers_of(&d->headers, at);

    if (pdf_is_named_head(&d->headers, at))
        fprintf(d->out, " id=%d", (int)at);
    for (int32_t i = 0; h && i < h->n; i++)
        fprintf(d->out, "%s%d", i ? "," : " headers=", (int)d->headers.of.v[h->first + i]);
}

static void dump_elem(struct dump *d, int32_t i, int depth)
{
    const struct elem *e = d->t->elem.v + i;

    fprintf(d->out, "%*s%s", 2 * depth, "", pdf_tag_name(e->tag));
    say_attributes(d, e);
    say_heads(d, i);
    bool open = true; /* the line of this element */
    for (int32_t k = e->first; k >= 0; k = d->t->kid.v[k].next) {
        const struct kid *kid = d->t->kid.v + k;
        if (kid->kind == KID_ELEM) {
            if (open)
                fputc('\n', d->out);
            open = false;
            dump_elem(d, kid->value, depth + 1);
            continue;
        }
        if (!open)
            fprintf(d->out, "%*s", 2 * depth + 1, "");
        if (kid->kind == KID_ANNOT) {
            fputs(" ->", d->out);
        } else {
            say_page(d, d->p->marks.mark.v[kid->value].page);
            quote(d->out, d->p->marks.text.v + kid->value);
        }
        if (!open)
            fputc('\n', d->out);
    }
    if (open)
        fputc('\n', d->out);
}

/* The beginning of a text, enough to find it. */
static void dump_beginning(FILE *out, const struct buf *text)
{
    const char *p = text->data, *end = p + text->len;
    struct buf cut = {0};

    for (int i = 0; text->len && i < 40 && p < end; i++)
        buf_addu(&cut, utf8_next(&p, end));
    if (text->len && p < end)
        buf_adds(&cut, "…");
    if (cut.len)
        quote(out, &cut);
    buf_drop(&cut);
}

static void dump_pages(struct dump *d)
{
    const struct marks *m = &d->p->marks;

    for (size_t i = 0; i < m->seen.n; i++) {
        const struct pdf_seen *s = m->seen.v + i;
        if (i == 0 || s->page != m->seen.v[i - 1].page) {
            const char *label = d->p->layout->pages[s->page].label;
            fprintf(d->out, "page %d%s%s\n", (int)s->page + 1, label && *label ? " = " : "", label ? label : "");
        }
        if (s->mark < 0) {
            fprintf(d->out, "  (%s)", s->artifact);
            dump_beginning(d->out, &s->text);
        } else {
            fprintf(d->out, "  %s", pdf_tag_name(d->t->elem.v[m->mark.v[s->mark].elem].tag));
            dump_beginning(d->out, m->text.v + s->mark);
        }
        fputc('\n', d->out);
    }
}

void pdf_dump_tags(const struct doc *doc, const struct layout *layout, FILE *out)
{
    struct pdf p = {0};
    struct tags t = {0};
    struct ids none = {0};

    p.marks.keep_text = true;
    pdf_init(&p, doc, layout);
    for (int32_t i = 0; i < layout->n_pages; i++)
        pdf_content(&p, i, &none);
    pdf_tags_build(&t, doc, &p.marks);
    struct dump d = {.p = &p, .t = &t, .out = out, .page = -1};
    pdf_headers_build(&d.headers, &t);
    dump_elem(&d, 0, 0);
    dump_pages(&d);
    pdf_headers_drop(&d.headers);
    pdf_tags_drop(&t);
    free(none.v);
    pdf_drop(&p);
}
