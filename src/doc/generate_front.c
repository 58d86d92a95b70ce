/* The cover page and the imprint, made of info. They must stand before ids and references are resolved. */
#include "doc/generate.h"

#include "doc/dates.h"
#include "doc/words.h"

#include <string.h>

static void copy_all(struct doc *doc, struct node *to, enum node_kind kind)
{
    for (const struct node *c = doc->info->child; c; c = c->next)
        if (c->kind == kind)
            gen_copy_deep(doc, c, to, false);
}

static void cover_figure(struct doc *doc, struct node *page)
{
    for (const struct node *c = doc->info->child; c; c = c->next)
        if (c->kind == NODE_COVER)
            for (const struct node *f = c->child; f; f = f->next)
                if (f->kind == NODE_FIGURE)
                    gen_copy_deep(doc, f, page, true);
}

static void authors(struct doc *doc, struct node *page)
{
    for (const struct node *c = doc->info->child; c; c = c->next) {
        if (c->kind != NODE_AUTHOR)
            continue;
        struct node *author = gen_copy_deep(doc, c, page, false);
        const char *affiliation = node_attr(c, "affiliation");
        if (affiliation && *affiliation) {
            gen_text(doc, author, word(WORD_COMMA, author->lang));
            gen_text(doc, author, affiliation);
        }
    }
}

static void date(struct doc *doc, struct node *page)
{
    for (const struct node *c = doc->info->child; c; c = c->next) {
        if (c->kind != NODE_DATE)
            continue;
        struct buf iso = {0}, words = {0};
        node_plain_text(c, &iso);
        date_words(&words, iso.data, NULL, c->lang);
        struct node *d = gen_wrap(doc, page, NODE_DATE, words.data);
        if (d)
            d->src = c->src;
        buf_drop(&iso);
        buf_drop(&words);
    }
}

static struct node *cover_page(struct doc *doc)
{
    struct node *page = node_new(doc, NODE_COVERPAGE, doc->info);
    cover_figure(doc, page);
    copy_all(doc, page, NODE_TITLE);
    copy_all(doc, page, NODE_SUBTITLE);
    authors(doc, page);
    copy_all(doc, page, NODE_PUBLISHER);
    date(doc, page);
    copy_all(doc, page, NODE_EDITION);
    return page;
}

/* Who did what, where the dossier says so: "Rédaction : …". */
static void roles(struct doc *doc, struct node *page)
{
    for (const struct node *c = doc->info->child; c; c = c->next) {
        const char *role = c->kind == NODE_AUTHOR ? node_attr(c, "role") : NULL;
        if (!role || !*role)
            continue;
        struct node *p = gen_node(doc, page, NODE_P);
        char *name = arena_strdup(doc->arena, role);
        if (*name >= 'a' && *name <= 'z')
            *name = (char)(*name - 32);
        gen_text(doc, p, name);
        gen_text(doc, p, word(WORD_COLON, p->lang));
        gen_copy(doc, c, p, 0);
    }
}

static void keywords(struct doc *doc, struct node *page)
{
    struct node *p = NULL;
    for (const struct node *c = doc->info->child; c; c = c->next) {
        if (c->kind != NODE_KEYWORD)
            continue;
        bool first = !p;
        if (first)
            p = gen_node(doc, page, NODE_P);
        gen_text(doc, p, first ? word(WORD_KEYWORDS, p->lang) : word(WORD_COMMA, p->lang));
        gen_copy(doc, c, p, 0);
    }
    if (p)
        gen_text(doc, p, tongue_of(p->lang) == TONGUE_ZH ? "。" : ".");
}

/* The half-title: the title alone, which a sheet may set on a leaf of its own or at the head of the imprint. Hidden else. */
static void half_title(struct doc *doc, struct node *page)
{
    for (const struct node *c = doc->info->child; c; c = c->next)
        if (c->kind == NODE_TITLE) {
            struct node *p = node_new(doc, NODE_P, doc->info);
            p->lang = c->lang;
            p->class = "halftitle";
            gen_copy(doc, c, p, 0);
            node_prepend(page, p);
        }
}

static struct node *imprint(struct doc *doc)
{
    struct node *page = node_new(doc, NODE_IMPRINT, doc->info);
    for (const struct node *c = doc->info->child; c; c = c->next)
        if (c->kind == NODE_ABSTRACT) {
            struct node *a = gen_copy_deep(doc, c, page, true), *title = node_new(doc, NODE_TITLE, a);
            gen_text(doc, title, term(TERM_ABSTRACT, a->lang));
            node_prepend(a, title);
        }
    roles(doc, page);
    keywords(doc, page);
    copy_all(doc, page, NODE_IDENTIFIER);
    copy_all(doc, page, NODE_RIGHTS);
    if (page->child)
        half_title(doc, page);
    return page;
}

void gen_front(struct doc *doc)
{
    if (!doc->info)
        return;
    struct node *page = imprint(doc);
    if (page->child)
        node_prepend(doc->tree, page);
    node_prepend(doc->tree, cover_page(doc));
}
