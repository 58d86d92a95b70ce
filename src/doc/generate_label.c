/* Labels and references: "1.2", "Figure 3", "annexe A", and what a ref becomes. */
#include "doc/generate.h"

#include "doc/words.h"

#include <string.h>

static bool is_annex(const struct node *section)
{
    const struct node *top = section;
    while (top->parent && top->parent->kind == NODE_SECTION)
        top = top->parent;
    return top->parent && top->parent->kind == NODE_BACK;
}

/* A … Z, AA … */
static void letters(struct buf *out, int32_t n)
{
    if (n > 26)
        letters(out, (n - 1) / 26);
    buf_addc(out, (char)('A' + (n - 1) % 26));
}

static void number_path(struct buf *out, const struct node *s, bool annex)
{
    bool nested = s->parent && s->parent->kind == NODE_SECTION;
    if (nested) {
        number_path(out, s->parent, annex);
        buf_addc(out, '.');
    }
    if (annex && !nested)
        letters(out, s->number);
    else
        buf_addf(out, "%d", (int)s->number);
}

const char *gen_section_number(struct doc *doc, const struct node *section)
{
    if (!section->number)
        return NULL;
    struct buf b = {0};
    number_path(&b, section, is_annex(section));
    const char *s = arena_strdup(doc->arena, b.data);
    buf_drop(&b);
    return s;
}

static const char *joined(struct doc *doc, const char *name, const char *number, const char *lang, bool capital)
{
    bool zh = tongue_of(lang) == TONGUE_ZH;
    if (zh && name == term(TERM_SECTION, lang))
        return arena_printf(doc->arena, "第%s节", number);
    char *s = arena_printf(doc->arena, "%s%s%s", name, zh ? "" : "\xc2\xa0", number);
    if (capital && *s >= 'a' && *s <= 'z')
        *s = (char)(*s - 32);
    else if (!capital && *s >= 'A' && *s <= 'Z')
        *s = (char)(*s + 32);
    return s;
}

const char *gen_name(struct doc *doc, const struct node *n, const char *lang, bool capital)
{
    if (!n->number)
        return NULL;
    char number[16];
    snprintf(number, sizeof number, "%d", (int)n->number);
    switch (n->kind) {
    case NODE_FIGURE: return joined(doc, term(TERM_FIGURE, lang), number, lang, capital);
    case NODE_TABLE: return joined(doc, term(TERM_TABLE, lang), number, lang, capital);
    case NODE_NOTE: return joined(doc, term(TERM_NOTE, lang), number, lang, capital);
    case NODE_SECTION:
        return joined(doc, is_annex(n) ? word(WORD_ANNEX, lang) : term(TERM_SECTION, lang), gen_section_number(doc, n),
                      lang, capital);
    default: return NULL;
    }
}

void gen_label(struct gen *g, struct node *n)
{
    enum node_kind in = n->kind == NODE_SECTION ? NODE_TITLE : n->kind == NODE_FIGURE ? NODE_FIGCAPTION : NODE_CAPTION;
    struct node *title = node_child(n, in);
    if (!title || !n->number)
        return;
    const char *label =
        n->kind == NODE_SECTION ? gen_section_number(g->doc, n) : gen_name(g->doc, n, title->lang, true);
    const char *sep = n->kind == NODE_SECTION ? "\xc2\xa0" : word(WORD_CAPTION_SEP, title->lang);
    struct node *l = node_new(g->doc, NODE_LABEL, title);
    gen_text(g->doc, l, label);
    node_prepend(title, node_text(g->doc, sep, title));
    node_prepend(title, l);
}

/* True where a sentence begins: the word then takes a capital. English names figures and tables with one always. */
static bool begins_sentence(const struct node *ref, const struct node *target)
{
    if (tongue_of(ref->lang) == TONGUE_EN && (target->kind == NODE_FIGURE || target->kind == NODE_TABLE))
        return true;
    const struct node *n = ref;
    while (n && !n->prev && n->parent && !n->parent->block && n->parent->kind != NODE_NOTE)
        n = n->parent;
    if (!n || !n->prev)
        return true;
    for (n = n->prev; n->kind != NODE_TEXT && n->last; n = n->last)
        ;
    if (n->kind != NODE_TEXT)
        return false;
    const char *p = n->text + n->len;
    while (p > n->text) {
        uint32_t c = utf8_before(n->text, p, &p);
        if (!utf8_is_space(c) && c != 0xa0 && c != 0x202f)
            return c == '.' || c == '?' || c == '!';
    }
    return false;
}

/* What has no number is called by its title; what has none either is "passage". */
static void name_into(struct gen *g, struct node *link, const struct node *ref)
{
    struct node *target = link->target;
    const char *name = gen_name(g->doc, target, ref->lang, begins_sentence(ref, target));
    struct node *title = node_child(target, NODE_TITLE);
    if (name) {
        gen_text(g->doc, link, name);
    } else if (target->kind == NODE_CLAIM) {
        gen_text(g->doc, link, word(WORD_CLAIM, ref->lang));
    } else if (title) {
        gen_text(g->doc, link, word(WORD_QUOTE_OPEN, ref->lang));
        gen_copy(g->doc, title, link, 0);
        gen_text(g->doc, link, word(WORD_QUOTE_CLOSE, ref->lang));
    } else {
        gen_text(g->doc, link, word(WORD_PASSAGE, ref->lang));
    }
}

void gen_ref(struct gen *g, struct node *ref)
{
    struct node *target = ref->target;
    if (!target) /* an error was given */
        return;
    struct node *link = node_new(g->doc, NODE_LINK, ref);
    gen_id(g, target);
    link->target = target;
    while (ref->child) {
        struct node *c = ref->child;
        node_remove(c);
        node_append(link, c);
    }
    node_append(ref, link);
    gen_unnest(link);
    if (!link->child) {
        name_into(g, link, ref);
        gen_text(g->doc, ref, word(WORD_COMMA, ref->lang));
        gen_page(g, ref, target);
        return;
    }
    gen_text(g->doc, ref, word(WORD_PAREN_OPEN, ref->lang));
    gen_page(g, ref, target);
    gen_text(g->doc, ref, word(WORD_PAREN_CLOSE, ref->lang));
}
