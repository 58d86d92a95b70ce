/* page.c: @page (Paged Media Level 3): selectors, size, margins, the sixteen margin boxes, and GCPM's @footnote. The styles of all
 * pages there can be (each name, first, left, right, blank) are computed once. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const box_names[MARGIN_BOX_COUNT] = {
    "top-left-corner",    "top-left",     "top-center",          "top-right",    "top-right-corner", "right-top",
    "right-middle",       "right-bottom", "bottom-right-corner", "bottom-right", "bottom-center",    "bottom-left",
    "bottom-left-corner", "left-bottom",  "left-middle",         "left-top"};

int css_margin_box(const char *name)
{
    for (int i = 0; i < MARGIN_BOX_COUNT; i++)
        if (css_same(name, box_names[i]))
            return i;
    return -1;
}

const char *css_margin_box_name(int box)
{
    return box >= 0 && box < MARGIN_BOX_COUNT ? box_names[box] : "footnote";
}

static bool bad(struct css_parser *p, const struct css_token *t, const char *what)
{
    diag_add(p->diag, D_CSS_SELECTOR, (struct src){p->file, t->line, t->col}, "%s", what);
    return false;
}

static bool page_selector(struct css_parser *p, struct css_span s, struct css_page_sel *out)
{
    static const struct {
        const char *name;
        unsigned flag;
    } known[] = {{"first", PAGE_FIRST}, {"left", PAGE_LEFT},  {"right", PAGE_RIGHT},
                 {"blank", PAGE_BLANK}, {"verso", PAGE_LEFT}, {"recto", PAGE_RIGHT}};
    const struct css_token *t = s.t;
    *out = (struct css_page_sel){NULL, 0};
    if (t < s.end && t->kind == TOK_IDENT)
        out->name = css_intern(p->eval, t++->text);
    while (t < s.end) {
        unsigned flag = 0;
        if (t->kind != TOK_COLON || t + 1 >= s.end || t[1].kind != TOK_IDENT)
            return bad(p, t, "a page selector is a name, or :first, :left, :right, :blank");
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (css_same(t[1].text, known[i].name))
                flag = known[i].flag;
        if (!flag)
            return bad(p, t, "pages are selected by :first, :left, :right and :blank alone");
        out->flags |= flag;
        t += 2;
    }
    return true;
}

bool css_parse_page_selectors(struct css_parser *p, struct css_span prelude, struct css_rule *r)
{
    VEC(struct css_page_sel) v = {0};
    struct css_page_sel one = {NULL, 0};
    bool good = true;
    prelude = css_trim(prelude);
    if (prelude.t >= prelude.end)
        vec_push(&v, one);
    for (const struct css_token *t = prelude.t; good && t < prelude.end;) {
        const struct css_token *end = t;
        while (end < prelude.end && end->kind != TOK_COMMA)
            end++;
        struct css_span part = css_trim((struct css_span){t, end});
        good =
            part.t < part.end ? page_selector(p, part, &one) : bad(p, t, "a page selector is missing beside a comma");
        if (good)
            vec_push(&v, one);
        t = end < prelude.end ? end + 1 : end;
    }
    struct css_page_sel *copy = arena_array(p->a, v.n ? v.n : 1, sizeof *copy);
    if (v.n)
        memcpy(copy, v.v, v.n * sizeof *copy);
    r->page = copy;
    r->n_page = v.n;
    vec_drop(&v);
    return good;
}

/* The rules for one kind of page, and for its boxes (the last one: @footnote). */
struct page_matches {
    struct css_matches page, box[MARGIN_BOX_COUNT + 1];
    const char *name;
    unsigned flags;
    uint32_t order;
};

/* Specificity: names, then first and blank, then left and right. */
static bool selected(const struct css_rule *r, const struct page_matches *m, uint32_t *specificity)
{
    bool any = false;
    for (size_t i = 0; i < r->n_page; i++) {
        const struct css_page_sel *s = &r->page[i];
        if ((s->name && (!m->name || strcmp(s->name, m->name))) || (s->flags & ~m->flags))
            continue;
        uint32_t v = (s->name ? 1u << 20 : 0) |
                     (uint32_t)(!!(s->flags & PAGE_FIRST) + !!(s->flags & PAGE_BLANK)) << 10 |
                     (uint32_t)(!!(s->flags & PAGE_LEFT) + !!(s->flags & PAGE_RIGHT));
        if (!any || v > *specificity)
            *specificity = v;
        any = true;
    }
    return any;
}

static void collect(struct page_matches *m, const struct css_rule *r)
{
    for (; r; r = r->next) {
        uint32_t specificity = 0;
        if (r->kind == RULE_MEDIA && css_media_matches(r->prelude, "print"))
            collect(m, r->child);
        if (r->kind != RULE_PAGE || !selected(r, m, &specificity))
            continue;
        m->order++;
        css_match_add(&m->page, &r->decls, r->author, specificity, m->order);
        for (const struct css_rule *b = r->child; b; b = b->next)
            css_match_add(&m->box[b->box], &b->decls, b->author, specificity, ++m->order);
    }
}

static void collect_all(struct styles *s, struct page_matches *m)
{
    m->page.n = 0;
    m->order = 0;
    for (int i = 0; i <= MARGIN_BOX_COUNT; i++)
        m->box[i].n = 0;
    collect(m, s->ua);
    collect(m, s->author);
    css_match_sort(&m->page);
    for (int i = 0; i <= MARGIN_BOX_COUNT; i++)
        css_match_sort(&m->box[i]);
}

static const struct {
    const char *name;
    double w, h; /* mm */
} papers[] = {{"a3", 297, 420},         {"a4", 210, 297},        {"a5", 148, 210},        {"a6", 105, 148},
              {"b4", 250, 353},         {"b5", 176, 250},        {"jis-b4", 257, 364},    {"jis-b5", 182, 257},
              {"letter", 215.9, 279.4}, {"legal", 215.9, 355.6}, {"ledger", 279.4, 431.8}};

bool style_paper(const char *name, int32_t *w, int32_t *h)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (css_same(name, papers[i].name)) {
            *w = PT_OF(papers[i].w * 72 / 25.4);
            *h = PT_OF(papers[i].h * 72 / 25.4);
            return true;
        }
    return false;
}

/* size: one or two lengths, or a name and an orientation; an orientation alone turns the paper that w and h say. */
static bool read_size(struct css_eval *e, struct css_span v, int32_t *w, int32_t *h)
{
    struct css_cursor c = {v.t, v.end};
    bool landscape = false, portrait = false, any = false;
    struct len a, b;
    if (css_take_length(e, &c, 0, &a)) {
        b = a;
        css_take_length(e, &c, 0, &b);
        *w = a.v;
        *h = b.v;
        return !css_more(&c);
    }
    while (css_more(&c) && c.t->kind == TOK_IDENT) {
        bool known = css_is(c.t, "landscape") || css_is(c.t, "portrait") || css_is(c.t, "auto");
        landscape = landscape || css_is(c.t, "landscape");
        portrait = portrait || css_is(c.t, "portrait");
        known = style_paper(c.t->text, w, h) || known;
        if (!known)
            return false;
        any = true;
        c.t++;
    }
    if ((landscape && *w < *h) || (portrait && *w > *h)) {
        int32_t t = *w;
        *w = *h;
        *h = t;
    }
    return any && !css_more(&c);
}

static void size_of(struct styles *s, const struct css_matches *m, int32_t *w, int32_t *h)
{
    *w = PT_OF(210 * 72 / 25.4);
    *h = PT_OF(297 * 72 / 25.4);
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = 0; k < m->v[i].decls->n; k++) {
            struct css_decl *d = &m->v[i].decls->v[k];
            struct css_span v = d->value;
            int32_t ww = *w, hh = *h;
            if (!d->prop || strcmp(d->prop->name, "size") || d->important != m->v[i].important)
                continue;
            const struct computed *root = s->doc && s->doc->n_nodes && s->of ? s->of[0] : NULL;
            bool good = !d->has_var || (root && css_substitute(s->a, root->vars, v, &v));
            if (good && read_size(&s->eval, v, &ww, &hh) && ww >= PT && hh >= PT && ww <= 14400 * PT &&
                hh <= 14400 * PT) {
                *w = ww;
                *h = hh;
            } else if (!d->told && (good || root)) {
                d->told = true;
                diag_add(s->diag, D_CSS_VALUE, (struct src){d->src.file, d->value.t->line, d->value.t->col},
                         "a page's size is one or two lengths, or A3 A4 A5 A6 letter legal, with landscape");
            }
        }
    if (s->paper_w) { /* the paper wanted, lying where the sheet's lies */
        bool lying = *w > *h;
        *w = lying ? s->paper_h : s->paper_w;
        *h = lying ? s->paper_w : s->paper_h;
    }
}

static void matches_drop(struct page_matches *m)
{
    vec_drop(&m->page);
    for (int i = 0; i <= MARGIN_BOX_COUNT; i++)
        vec_drop(&m->box[i]);
}

void css_page_size(struct styles *s)
{
    struct page_matches m = {0};
    m.flags = PAGE_RIGHT;
    s->eval.page_w = PT_OF(210 * 72 / 25.4);
    s->eval.page_h = PT_OF(297 * 72 / 25.4);
    s->eval.parent = &s->initial;
    s->eval.out = &s->initial;
    s->eval.phase = PHASE_ALL;
    collect_all(s, &m);
    size_of(s, &m.page, &s->eval.page_w, &s->eval.page_h);
    matches_drop(&m);
}

static int32_t resolved(struct len l, int32_t whole)
{
    return l.unit == LEN_PCT ? (int32_t)((int64_t)whole * l.v / 1024) : l.unit == LEN_ABS ? l.v : 0;
}

static const struct page_style *page_style(struct styles *s, struct page_matches *m)
{
    struct page_style *p = arena_alloc(s->a, sizeof *p);
    collect_all(s, m);
    const struct computed *root = s->doc->n_nodes ? s->of[0] : &s->initial;
    const struct computed *self = css_compute(s, root, MARGIN_BOX_COUNT, &m->page);
    s->eval.out = (struct computed *)&s->initial;
    s->eval.phase = PHASE_ALL;
    size_of(s, &m->page, &p->width, &p->height);
    p->self = self->interned;
    for (int i = 0; i < 4; i++) {
        int32_t whole = i == TOP || i == BOTTOM ? p->height : p->width;
        p->margin[i] = resolved(self->style.margin[i], whole);
        p->padding[i] = self->style.padding[i];
    }
    /* A page keeps room for text, whatever its margins say. */
    if (p->margin[LEFT] + p->margin[RIGHT] > p->width - 10 * PT)
        p->margin[LEFT] = p->margin[RIGHT] = 0;
    if (p->margin[TOP] + p->margin[BOTTOM] > p->height - 10 * PT)
        p->margin[TOP] = p->margin[BOTTOM] = 0;
    for (int i = 0; i < MARGIN_BOX_COUNT; i++) {
        if (!m->box[i].n)
            continue;
        const struct style *b = css_compute(s, self, i, &m->box[i])->interned;
        p->box[i] = b->content && b->display != DISPLAY_NONE ? b : NULL;
    }
    p->footnote = css_compute(s, self, MARGIN_BOX_COUNT, &m->box[MARGIN_BOX_COUNT])->interned;
    return p;
}

static void add_entry(struct styles *s, const char *name)
{
    for (struct page_entry *e = s->pages; e; e = e->next)
        if (e->name == name || (e->name && name && !strcmp(e->name, name)))
            return;
    struct page_entry *e = arena_alloc(s->a, sizeof *e), **tail = &s->pages;
    e->name = name;
    while (*tail)
        tail = &(*tail)->next;
    *tail = e;
}

static void add_names(struct styles *s, const struct css_rule *r)
{
    for (; r; r = r->next) {
        if (r->kind == RULE_MEDIA)
            add_names(s, r->child);
        for (size_t i = 0; r->kind == RULE_PAGE && i < r->n_page; i++)
            if (r->page[i].name)
                add_entry(s, r->page[i].name);
    }
}

void css_pages(struct styles *s)
{
    struct page_matches m = {0};
    add_entry(s, NULL);
    add_names(s, s->ua);
    add_names(s, s->author);
    for (struct page_entry *e = s->pages; e; e = e->next)
        for (unsigned f = 0; f < 16; f++) {
            m.name = e->name;
            m.flags = f;
            e->style[f] = page_style(s, &m);
        }
    matches_drop(&m);
}

const struct page_style *style_page(const struct styles *s, const char *name, unsigned flags)
{
    const struct page_entry *found = s->pages; /* the first has no name: css_pages() */
    for (const struct page_entry *e = found->next; name && e; e = e->next)
        if (!strcmp(e->name, name))
            found = e;
    return found->style[flags & 15];
}
