/* --dump=tags: the structure tree as text, an element a line, its text with the page it stands on. */
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
        const char *alt = node_attr(n, "alt");
        fprintf(d->out, " alt=\"%s\"", alt ? alt : "");
    }
    static const char *const shown[] = {"scope", "colspan", "rowspan"};
    for (size_t i = 0; i < 3 && (e->tag == TAG_TH || e->tag == TAG_TD); i++)
        if (node_attr(n, shown[i]))
            fprintf(d->out, " %s=%s", shown[i], node_attr(n, shown[i]));
}

static void dump_elem(struct dump *d, int32_t i, int depth)
{
    const struct elem *e = d->t->elem.v + i;

    fprintf(d->out, "%*s%s", 2 * depth, "", pdf_tag_name(e->tag));
    say_attributes(d, e);
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
    struct dump d = {&p, &t, out, -1};
    dump_elem(&d, 0, 0);
    pdf_tags_drop(&t);
    free(none.v);
    pdf_drop(&p);
}
