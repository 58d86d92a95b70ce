/* Contents and indexes: what stands where, by title, figure, table, claim and source. */
#include "doc/generate.h"

#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

enum { CLAIM_CUT = 140, TOC_DEPTH = 2 };

static struct node *title_of(const struct node *n)
{
    enum node_kind kind = n->kind == NODE_FIGURE ? NODE_FIGCAPTION : n->kind == NODE_TABLE ? NODE_CAPTION : NODE_TITLE;
    for (struct node *c = n->child; c; c = c->next)
        if (c->kind == kind)
            return c;
    return NULL;
}

static enum term title_term(enum node_kind kind)
{
    switch (kind) {
    case NODE_FIGUREINDEX: return TERM_FIGURES;
    case NODE_TABLEINDEX: return TERM_TABLES;
    case NODE_SOURCEINDEX: return TERM_SOURCES;
    case NODE_CLAIMINDEX: return TERM_CLAIMS;
    default: return TERM_CONTENTS;
    }
}

/* In a section that holds nothing else the section's title is enough. */
static bool titled_by_section(const struct node *index)
{
    const struct node *s = index->parent;
    if (!s || s->kind != NODE_SECTION)
        return false;
    for (const struct node *c = s->child; c; c = c->next)
        if (c != index && c->kind != NODE_TITLE)
            return false;
    return true;
}

static void give_title(struct gen *g, struct node *index)
{
    gen_id(g, index);
    if (title_of(index) || titled_by_section(index))
        return;
    struct node *title = node_new(g->doc, NODE_TITLE, index);
    gen_text(g->doc, title, term(title_term(index->kind), index->lang));
    node_prepend(index, title);
}

/* A caption's full stop goes where a leader follows; that of an abbreviation stays. The stop may stand alone, after a cite that was left out. */
static void drop_stop(struct doc *doc, struct node *link)
{
    struct node *last = link->last;
    if (!last || last->kind != NODE_TEXT || !last->generated || !last->len || last->text[last->len - 1] != '.')
        return;
    struct buf b = {0};
    node_plain_text(link, &b);
    bool word = b.len >= 5;
    for (size_t i = b.len - 5; word && i < b.len - 1; i++)
        word = !strchr(" .,()\xc2", b.data[i]); /* 0xC2 begins a no-break space */
    buf_drop(&b);
    if (!word)
        return;
    last->text = arena_strndup(doc->arena, last->text, (size_t)last->len - 1);
    if (--last->len == 0)
        node_remove(last);
}

static void add_item(struct gen *g, struct node *index, struct node *target, int depth)
{
    struct node *title = title_of(target);
    if (!title)
        return;
    struct node *item = gen_node(g->doc, index, NODE_TOCITEM);
    char number[16];
    snprintf(number, sizeof number, "%d", depth);
    node_set_attr(g->doc, item, "depth", number);
    item->target = target;
    item->lang = title->lang;
    struct node *link = gen_link(g, item, target);
    gen_copy(g->doc, title, link, 0);
    if (!link->child) /* all of it was notes */
        gen_text(g->doc, link, "…");
    if (target->kind != NODE_SECTION)
        drop_stop(g->doc, link);
    gen_node(g->doc, item, NODE_LEADER);
    gen_pageref(g, item, &target, 1);
}

/* ---- contents ---- */

static void toc_sections(struct gen *g, struct node *toc, struct node *in, int depth, int most)
{
    for (struct node *c = in->child; c; c = c->next)
        if (c->kind == NODE_SECTION) {
            add_item(g, toc, c, depth < 6 ? depth : 6);
            if (depth < most)
                toc_sections(g, toc, c, depth + 1, most);
        } else if (in->kind == NODE_BACK && c != toc && c->kind >= NODE_TOC && c->kind <= NODE_CLAIMINDEX) {
            add_item(g, toc, c, 1);
        }
}

static void toc(struct gen *g, struct node *toc)
{
    const char *depth = node_attr(toc, "depth");
    int most = depth ? atoi(depth) : TOC_DEPTH;
    for (struct node *part = g->doc->tree->child; part; part = part->next)
        if (part->kind == NODE_FRONT || part->kind == NODE_BODY || part->kind == NODE_BACK)
            toc_sections(g, toc, part, 1, most > 0 ? most : TOC_DEPTH);
}

static void numbered(struct gen *g, struct node *index, const struct node_list *list)
{
    for (size_t i = 0; i < list->list.n; i++)
        add_item(g, index, list->list.v[i], 1);
}

/* ---- claims ---- */

/* " (B2, C3)": what the sources of a claim are worth, in the order of its cite. */
static void grades(struct gen *g, struct node *cite, const struct node *claim)
{
    struct buf b = {0};
    for (int32_t i = 0; i < claim->n_targets; i++) {
        const struct source *s = claim->targets[i]->source;
        buf_addf(&b, "%s%s", i ? word(WORD_COMMA, cite->lang) : "", s && s->grade ? s->grade : "–");
    }
    if (strpbrk(b.data ? b.data : "", "ABCDEF123456")) {
        bool zh = tongue_of(cite->lang) == TONGUE_ZH;
        gen_text(g->doc, cite->parent, zh ? word(WORD_PAREN_OPEN, cite->lang) : "\xc2\xa0("); /* no line of it alone */
        gen_wrap(g->doc, cite->parent, NODE_GRADE, b.data);
        gen_text(g->doc, cite->parent, word(WORD_PAREN_CLOSE, cite->lang));
    }
    buf_drop(&b);
}

static void claim_entry(struct gen *g, struct node *group, struct node *claim)
{
    struct node *entry = gen_node(g->doc, group, NODE_CLAIMENTRY);
    struct node *link = gen_link(g, entry, claim);
    link->lang = claim->lang;
    gen_copy(g->doc, claim, link, CLAIM_CUT);
    gen_trim(g->doc, link);
    if (!link->child) /* nothing but a picture or a note */
        gen_text(g->doc, link, word(WORD_CLAIM, link->lang));
    struct node *cite = gen_cite(g, entry, claim, false);
    if (cite)
        grades(g, cite, claim);
    gen_node(g->doc, entry, NODE_LEADER);
    gen_page(g, entry, claim);
}

static void claims(struct gen *g, struct node *index)
{
    const char *status, *name;
    for (int i = 0; (name = word_status_group(i, index->lang, &status)); i++) {
        struct node *group = NULL;
        for (size_t k = 0; k < g->claims.list.n; k++) {
            struct node *claim = g->claims.list.v[k];
            const char *its = node_attr(claim, "status");
            if (!its || strcmp(its, status) != 0)
                continue;
            if (!group) {
                group = gen_node(g->doc, index, NODE_CLAIMGROUP);
                gen_wrap(g->doc, group, NODE_TITLE, name);
                node_set_attr(g->doc, group, "status", status);
            }
            claim_entry(g, group, claim);
        }
    }
}

/* ---- sources ---- */

/* "Presse ; fiabilité B : habituellement fiable ; crédibilité 2 : probablement vraie" */
static void grade(struct gen *g, struct node *entry, const struct source *s)
{
    struct buf b = {0};
    const char *kind = word_kind(s->kind, entry->lang);
    if (kind)
        buf_adds(&b, kind);
    if (s->grade) {
        buf_adds(&b, b.len ? word(WORD_SEMICOLON, entry->lang) : "");
        word_grade(&b, s->grade, entry->lang);
    }
    if (b.len) {
        buf_adds(&b, tongue_of(entry->lang) == TONGUE_ZH ? "。" : ".");
        gen_text(g->doc, entry, tongue_of(entry->lang) == TONGUE_ZH ? "" : " ");
        gen_wrap(g->doc, entry, NODE_GRADE, b.data);
    }
    buf_drop(&b);
}

static void source_entry(struct gen *g, struct node *index, struct source *s)
{
    struct node *entry = s->entry;
    const char *lang = index->lang;
    bool zh = tongue_of(lang) == TONGUE_ZH;
    entry->lang = lang;
    gen_id(g, entry);
    char number[16];
    snprintf(number, sizeof number, "%d", (int)s->label);
    node_append(index, entry);
    if (references_numbered(g->doc)) {
        gen_wrap(g->doc, entry, NODE_LABEL, number);
        gen_text(g->doc, entry, " "); /* the label hangs: at the head of a line a space is nothing */
    } else {
        entry->class = "unnumbered";
    }
    reference_append(g->doc, s, entry);
    grade(g, entry, s);
    gen_text(g->doc, entry, zh ? "" : " ");
    if (!s->n_cited) {
        gen_text(g->doc, entry, word(WORD_UNCITED, lang));
    } else {
        gen_text(g->doc, entry, word(WORD_CITED, lang));
        gen_text(g->doc, entry, word(WORD_PAGE_BEFORE, lang));
        gen_pageref(g, entry, s->cited, (size_t)s->n_cited);
        gen_text(g->doc, entry, word(WORD_PAGE_AFTER, lang));
    }
    gen_text(g->doc, entry, zh ? "。" : ".");
}

/* by="kind": a group for each kind there is, and one for those without. */
static void sources_by_kind(struct gen *g, struct node *index)
{
    const char *kind, *name;
    for (int k = 0; (name = word_kind_group(k, index->lang, &kind)); k++) {
        struct node *group = NULL;
        for (int32_t i = 0; i < g->doc->n_sources; i++) {
            struct source *s = &g->doc->sources[i];
            if (kind ? !s->kind || strcmp(s->kind, kind) != 0 : s->kind != NULL)
                continue;
            if (!group) {
                group = gen_node(g->doc, index, NODE_SOURCEGROUP);
                gen_wrap(g->doc, group, NODE_TITLE, name);
            }
            source_entry(g, group, s);
        }
    }
}

static void sources(struct gen *g, struct node *index)
{
    const char *by = node_attr(index, "by");
    if (by && !strcmp(by, "kind")) {
        sources_by_kind(g, index);
        return;
    }
    for (int32_t i = 0; i < g->doc->n_sources; i++)
        source_entry(g, index, &g->doc->sources[i]);
}

/* ---- all of them ---- */

static bool has_matter(const struct gen *g, const struct node *index, bool sources_placed)
{
    switch (index->kind) {
    case NODE_FIGUREINDEX: return g->figures.list.n > 0;
    case NODE_TABLEINDEX: return g->tables.list.n > 0;
    case NODE_CLAIMINDEX: return g->claims.list.n > 0;
    case NODE_SOURCEINDEX: return g->doc->n_sources > 0 && !sources_placed; /* an entry stands once */
    default: return true;
    }
}

/* A dossier that places no sourceindex gets one at its end. */
static void place_sourceindex(struct gen *g)
{
    struct doc *doc = g->doc;
    if (!doc->n_sources)
        return;
    for (size_t i = 0; i < g->indexes.list.n; i++)
        if (g->indexes.list.v[i]->kind == NODE_SOURCEINDEX)
            return;
    struct node *last = doc->tree->last;
    if (!last || last->kind != NODE_BACK)
        last = gen_node(doc, doc->tree, NODE_BACK);
    vec_push(&g->indexes.list, gen_node(doc, last, NODE_SOURCEINDEX));
}

/* An index of nothing would be a bare title: it goes. Titles come first, for the contents to find. */
void gen_indexes(struct gen *g)
{
    place_sourceindex(g);
    bool sources_placed = false;
    size_t kept = 0;
    for (size_t i = 0; i < g->indexes.list.n; i++) {
        struct node *index = g->indexes.list.v[i];
        if (!has_matter(g, index, sources_placed)) {
            node_remove(index);
            continue;
        }
        sources_placed = sources_placed || index->kind == NODE_SOURCEINDEX;
        give_title(g, index);
        g->indexes.list.v[kept++] = index;
    }
    g->indexes.list.n = kept;
    for (size_t i = 0; i < kept; i++) {
        struct node *index = g->indexes.list.v[i];
        switch (index->kind) {
        case NODE_FIGUREINDEX: numbered(g, index, &g->figures); break;
        case NODE_TABLEINDEX: numbered(g, index, &g->tables); break;
        case NODE_CLAIMINDEX: claims(g, index); break;
        case NODE_SOURCEINDEX: sources(g, index); break;
        default: toc(g, index); break;
        }
    }
}
