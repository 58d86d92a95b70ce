/* parse.c: tokens to rules, after CSS Syntax Level 3, section 5, with its recovery: what cannot be understood is skipped to the next
 * declaration or rule, and told. Blocks were paired by css_match, so that depth costs nothing here. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

static struct src at(const struct css_parser *p, const struct css_token *t)
{
    return (struct src){p->file, t->line, t->col};
}

static char *span_text(struct css_parser *p, struct css_span s, size_t limit)
{
    struct buf b = {0};
    css_text(s, &b);
    if (b.len > limit) {
        while (limit && ((unsigned char)b.data[limit] & 0xC0) == 0x80)
            limit--;
        b.data[b.len = limit] = 0;
        buf_adds(&b, "…");
    }
    char *out = arena_strdup(p->a, b.data ? b.data : "");
    buf_drop(&b);
    return out;
}

static char *lower(struct arena *a, const char *s)
{
    char *out = arena_strdup(a, s);
    for (char *c = out; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c += 32;
    return out;
}

static void add_rule(struct css_parser *p, struct css_rule *r)
{
    r->author = p->author;
    *p->tail = r;
    p->tail = &r->next;
    p->n_rules++;
}

/* Takes "!important" off the end. */
static bool take_important(struct css_span *v)
{
    struct css_span s = css_trim(*v);
    if (s.end - s.t < 2 || !css_is(s.end - 1, "important"))
        return false;
    const struct css_token *e = s.end - 2;
    while (e > s.t && e->kind == TOK_SPACE)
        e--;
    if (e->kind != TOK_DELIM || e->c != '!')
        return false;
    v->end = e;
    return true;
}

/* "color: red font-size: 9pt": a name and a colon inside a value, where no property has one. */
static const char *missing_semicolon(struct css_span v)
{
    for (const struct css_token *t = v.t; t + 1 < v.end; t++)
        if (t->kind == TOK_IDENT && t[1].kind == TOK_COLON)
            return t->text;
    return NULL;
}

static void told_bad_value(struct css_parser *p, const struct css_decl *d)
{
    const char *name = missing_semicolon(d->value);
    const struct css_token *t = d->value.t;
    if (name)
        diag_add(p->diag, D_CSS_VALUE, at(p, t), "a ';' seems to be missing before '%s'", name);
    else if (p->eval->complaint)
        diag_add(p->diag, D_CSS_VALUE, at(p, t), "%s", p->eval->complaint);
    else
        diag_add(p->diag, D_CSS_VALUE, at(p, t), "'%s' is not a value of %s", span_text(p, d->value, 60), d->name);
}

/* The value is tried on a scrap style; what has var() must wait until it is computed. */
static bool value_is_good(struct css_parser *p, const struct css_decl *d)
{
    if (d->has_var || !d->prop)
        return true;
    struct css_eval *e = p->eval;
    struct computed scrap = *e->initial;
    e->out = &scrap;
    e->parent = e->initial;
    e->complaint = e->warning = NULL;
    bool good = css_apply(e, d->prop, d->value);
    if (!good)
        told_bad_value(p, d);
    else if (e->warning)
        diag_add(p->diag, D_CSS_VALUE, at(p, d->value.t), "%s", e->warning);
    return good;
}

static void told_unknown(struct css_parser *p, const struct css_token *name)
{
    const char *near = css_prop_nearest(name->text);
    if (near)
        diag_add(p->diag, D_CSS_PROPERTY, at(p, name), "there is no property '%s'; did you mean '%s'?", name->text,
                 near);
    else
        diag_add(p->diag, D_CSS_PROPERTY, at(p, name), "there is no property '%s'", name->text);
}

static bool is_vendor(const char *name)
{
    static const char *const prefix[] = {"-webkit-", "-moz-",   "-ms-",    "-o-",     "-epub-",
                                         "-apple-",  "-khtml-", "-adobe-", "-amazon-"};
    for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++)
        if (css_starts(name, prefix[i]))
            return true;
    return false;
}

/* One declaration from name to (not including) its semicolon; section 5.4.6. */
static bool declaration(struct css_parser *p, struct css_span s, struct css_decl *d)
{
    const struct css_token *name = s.t, *t = css_skip_space(s.t + 1, s.end);
    if (t >= s.end || t->kind != TOK_COLON) {
        diag_add(p->diag, D_CSS_SYNTAX, at(p, name), "':' is missing after '%s'", name->text);
        return false;
    }
    d->value = css_trim((struct css_span){t + 1, s.end});
    d->important = take_important(&d->value);
    d->value = css_trim(d->value);
    d->src = at(p, name);
    if (css_starts(name->text, "--")) {
        d->name = name->text;
        d->has_var = css_has_var(d->value);
        return true;
    }
    d->name = lower(p->a, name->text);
    if (is_vendor(d->name))
        return false; /* other programs' business, in silence */
    d->prop = css_prop_find(d->name);
    if (!d->prop) {
        told_unknown(p, name);
        return false;
    }
    if (d->value.t >= d->value.end) {
        diag_add(p->diag, D_CSS_VALUE, at(p, name), "'%s' has no value", name->text);
        return false;
    }
    d->has_var = css_has_var(d->value);
    return value_is_good(p, d);
}

static const struct css_token *to_semicolon(const struct css_token *t, const struct css_token *end)
{
    while (t < end && t->kind != TOK_SEMICOLON && t->kind != TOK_EOF)
        t = css_after(t, end);
    return t;
}

/* An at-rule from its keyword: finds prelude and block (empty when it ends in a semicolon); returns what follows. */
struct at_rule {
    struct css_span prelude, block;
    bool has_block;
};
static const struct css_token *at_rule(const struct css_token *t, const struct css_token *end, struct at_rule *out)
{
    const struct css_token *s = t + 1;
    *out = (struct at_rule){{s, s}, {s, s}, false};
    while (s < end && s->kind != TOK_SEMICOLON && s->kind != TOK_OPEN_CURLY && s->kind != TOK_EOF)
        s = css_after(s, end);
    out->prelude.end = s;
    if (s < end && s->kind == TOK_OPEN_CURLY) {
        const struct css_token *close = s + s->match;
        out->block = (struct css_span){s + 1, close < end ? close : end};
        out->has_block = true;
        return css_after(s, end);
    }
    return s < end && s->kind == TOK_SEMICOLON ? s + 1 : s;
}

static void unclosed(struct css_parser *p, const struct css_token *open, const struct css_token *end)
{
    const struct css_token *close = open + open->match;
    if (close >= end || close->kind == TOK_EOF)
        diag_add(p->diag, D_CSS_SYNTAX, at(p, open), "the block that opens here is never closed");
}

static void margin_rule(struct css_parser *p, const struct css_token *name, const struct at_rule *r,
                        struct css_rule *page);

/* Section 5.4.4. page: the @page rule whose block this is, or NULL. */
static struct css_decls declarations(struct css_parser *p, struct css_span s, struct css_rule *page)
{
    VEC(struct css_decl) v = {0};
    const struct css_token *t = s.t;
    while (t < s.end && t->kind != TOK_EOF) {
        if (t->kind == TOK_SPACE || t->kind == TOK_SEMICOLON) {
            t++;
        } else if (t->kind == TOK_AT) {
            struct at_rule r;
            const struct css_token *name = t;
            t = at_rule(t, s.end, &r);
            if (page)
                margin_rule(p, name, &r, page);
            else
                diag_add(p->diag, D_CSS_SYNTAX, at(p, name), "@%s cannot stand inside a rule", name->text);
        } else {
            const struct css_token *end = to_semicolon(t, s.end);
            struct css_decl d = {0};
            if (t->kind != TOK_IDENT)
                diag_add(p->diag, D_CSS_SYNTAX, at(p, t), "a declaration cannot begin with '%s'",
                         span_text(p, (struct css_span){t, t + 1}, 20));
            else if (declaration(p, (struct css_span){t, end}, &d))
                vec_push(&v, d);
            t = end;
        }
    }
    struct css_decls out = {arena_array(p->a, v.n ? v.n : 1, sizeof *out.v), v.n, false, false};
    for (size_t i = 0; i < v.n; i++)
        *(v.v[i].important ? &out.important : &out.normal) = true;
    if (v.n)
        memcpy(out.v, v.v, v.n * sizeof *v.v);
    vec_drop(&v);
    return out;
}

static void margin_rule(struct css_parser *p, const struct css_token *name, const struct at_rule *r,
                        struct css_rule *page)
{
    int box = css_same(name->text, "footnote") ? (int)MARGIN_BOX_COUNT : css_margin_box(name->text);
    if (box < 0 || !r->has_block) {
        diag_add(p->diag, D_CSS_SYNTAX, at(p, name), box < 0 ? "there is no margin box '@%s'" : "'@%s' has no block",
                 name->text);
        return;
    }
    struct css_rule *m = arena_alloc(p->a, sizeof *m);
    *m = (struct css_rule){.kind = RULE_MARGIN, .box = box, .src = at(p, name), .author = p->author};
    m->decls = declarations(p, r->block, NULL);
    struct css_rule **tail = &page->child;
    while (*tail)
        tail = &(*tail)->next;
    *tail = m;
}

static void style_rule(struct css_parser *p, struct css_span prelude, struct css_span block)
{
    struct css_rule *r = arena_alloc(p->a, sizeof *r);
    struct css_span trimmed = css_trim(prelude);
    *r = (struct css_rule){.kind = RULE_STYLE, .src = at(p, trimmed.t < trimmed.end ? trimmed.t : block.t - 1)};
    bool good = css_parse_selectors(p->a, prelude, p->file, p->diag, &r->selector, &r->n_selectors);
    r->decls = declarations(p, block, NULL); /* even of a bad rule: all faults in one run */
    if (good)
        add_rule(p, r);
}

static void page_rule(struct css_parser *p, const struct css_token *name, const struct at_rule *a)
{
    struct css_rule *r = arena_alloc(p->a, sizeof *r);
    *r = (struct css_rule){.kind = RULE_PAGE, .src = at(p, name)};
    bool good = css_parse_page_selectors(p, a->prelude, r);
    r->decls = declarations(p, a->block, r);
    if (good)
        add_rule(p, r);
}

/* Descriptors are for those who embed fonts; that the sheet has the rule at all is what counts here. */
static void font_face_rule(struct css_parser *p, const struct css_token *name)
{
    struct css_rule *r = arena_alloc(p->a, sizeof *r);
    *r = (struct css_rule){.kind = RULE_FONT_FACE, .src = at(p, name)};
    add_rule(p, r);
}

static void rules(struct css_parser *p, struct css_span s, bool top, int depth);

static void media_rule(struct css_parser *p, const struct css_token *name, const struct at_rule *a, int depth)
{
    if (depth >= 16) {
        diag_add(p->diag, D_CSS_SYNTAX, at(p, name), "@media is nested too deeply");
        return;
    }
    struct css_rule *r = arena_alloc(p->a, sizeof *r);
    *r = (struct css_rule){.kind = RULE_MEDIA, .prelude = css_trim(a->prelude), .src = at(p, name)};
    add_rule(p, r);
    struct css_rule **tail = p->tail;
    p->tail = &r->child;
    rules(p, a->block, false, depth + 1);
    p->tail = tail;
}

static void import_rule(struct css_parser *p, const struct css_token *name, const struct at_rule *a)
{
    struct css_span s = css_trim(a->prelude);
    const char *ref = NULL;
    if (s.t < s.end && (s.t->kind == TOK_STRING || s.t->kind == TOK_URL)) {
        ref = s.t->text;
        s.t++;
    } else if (s.t < s.end && s.t->kind == TOK_FUNCTION && css_same(s.t->text, "url")) {
        const struct css_token *t = css_skip_space(s.t + 1, s.end);
        if (t < s.end && t->kind == TOK_STRING)
            ref = t->text;
        s.t = css_after(s.t, s.end);
    }
    if (ref)
        css_import(p, ref, css_trim(s), at(p, name));
    else
        diag_add(p->diag, D_CSS_SYNTAX, at(p, name), "@import needs the name of a sheet in quotes");
}

static bool is_silent(const char *name)
{
    static const char *const known[] = {"charset",       "namespace",         "keyframes",      "supports",
                                        "layer",         "container",         "property",       "font-feature-values",
                                        "counter-style", "-webkit-keyframes", "view-transition"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (css_same(name, known[i]))
            return true;
    return false;
}

/* late: an @import may no longer stand here. */
static const struct css_token *one_at_rule(struct css_parser *p, const struct css_token *t, const struct css_token *end,
                                           bool *late, int depth)
{
    struct at_rule a;
    const struct css_token *next = at_rule(t, end, &a);
    bool needs_block = css_same(t->text, "media") || css_same(t->text, "page") || css_same(t->text, "font-face");
    if (a.has_block)
        unclosed(p, a.block.t - 1, end);
    if (needs_block && !a.has_block) {
        diag_add(p->diag, D_CSS_SYNTAX, at(p, t), "@%s has no block", t->text);
    } else if (css_same(t->text, "media")) {
        media_rule(p, t, &a, depth);
    } else if (css_same(t->text, "page")) {
        page_rule(p, t, &a);
    } else if (css_same(t->text, "font-face")) {
        font_face_rule(p, t);
    } else if (css_same(t->text, "import")) {
        if (*late)
            diag_add(p->diag, D_CSS_SYNTAX, at(p, t), "@import must stand before every rule");
        else
            import_rule(p, t, &a);
    } else if (!is_silent(t->text)) {
        diag_add(p->diag, D_CSS_SYNTAX, at(p, t), "there is no rule '@%s'", t->text);
    }
    if (!css_same(t->text, "import") && !css_same(t->text, "charset") && !css_same(t->text, "layer"))
        *late = true;
    return next;
}

/* Section 5.4.1. */
static void rules(struct css_parser *p, struct css_span s, bool top, int depth)
{
    const struct css_token *t = s.t;
    bool late = !top;
    while (t < s.end && t->kind != TOK_EOF) {
        if (t->kind == TOK_SPACE || (top && (t->kind == TOK_CDO || t->kind == TOK_CDC))) {
            t++;
            continue;
        }
        if (t->kind == TOK_AT) {
            t = one_at_rule(p, t, s.end, &late, depth);
            continue;
        }
        late = true;
        const struct css_token *open = t;
        while (open < s.end && open->kind != TOK_OPEN_CURLY && open->kind != TOK_EOF)
            open = css_after(open, s.end);
        if (open >= s.end || open->kind != TOK_OPEN_CURLY) {
            diag_add(p->diag, D_CSS_SYNTAX, at(p, t), "'%s' is no rule: a block in braces is missing",
                     span_text(p, (struct css_span){t, open}, 40));
            return;
        }
        unclosed(p, open, s.end);
        const struct css_token *close = open + open->match;
        style_rule(p, (struct css_span){t, open}, (struct css_span){open + 1, close < s.end ? close : s.end});
        t = css_after(open, s.end);
    }
}

void css_parse_sheet(struct css_parser *p, struct css_span tokens)
{
    rules(p, tokens, true, 0);
}
