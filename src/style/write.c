/* write.c: the sheet for screens: the built-in style and the author's as one, without what is paged. Type selectors become the classes
 * the EPUB writes, absolute lengths become rem of the dossier's own size (so the reader's size rules), var() becomes what it says. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

struct writer {
    const struct styles *s;
    struct buf *out;
    double root;    /* pt */
    bool keep_vars; /* custom properties differ by place: written too, for readers that know them */
    bool dark;      /* the second pass: colours alone, for a dark screen */
};

/* ---- selectors ---- */

static void ident(struct buf *out, const char *s)
{
    for (const char *p = s; *p; p++) {
        bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_' || (unsigned char)*p >= 0x80 ||
                     (((*p >= '0' && *p <= '9') || *p == '-') && p > s) ||
                     (*p == '-' && p[1] && (p[1] < '0' || p[1] > '9'));
        if (plain)
            buf_addc(out, *p);
        else
            buf_addf(out, "\\%x ", (unsigned char)*p);
    }
}

static void string(struct buf *out, const char *s)
{
    buf_addc(out, '"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            buf_addc(out, '\\');
        if (*s == '\n')
            buf_adds(out, "\\a ");
        else
            buf_addc(out, *s);
    }
    buf_addc(out, '"');
}

static bool writable(const struct css_selector *s);

static bool simple_writable(const struct css_simple *s)
{
    if (s->kind == SEL_NEVER)
        return s->name != NULL;
    for (size_t i = 0; i < s->n_list; i++)
        if (!writable(&s->list[i]))
            return false;
    return true;
}

/* A name the vocabulary lacks, matter that is never written: nothing could match. */
static bool writable(const struct css_selector *s)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->compound[i].n; k++)
            if (!simple_writable(&s->compound[i].simple[k]))
                return false;
    return true;
}

static void selector(struct writer *w, const struct css_selector *s);

static void list_of(struct writer *w, const char *name, const struct css_simple *s)
{
    buf_addf(w->out, ":%s(", name);
    for (size_t i = 0; i < s->n_list; i++) {
        buf_adds(w->out, i ? ", " : "");
        selector(w, &s->list[i]);
    }
    buf_addc(w->out, ')');
}

static void attribute(struct writer *w, const struct css_simple *s)
{
    bool html = !strcmp(s->name, "class") || !strcmp(s->name, "id") || !strcmp(s->name, "lang");
    buf_adds(w->out, html ? "[" : "[data-");
    ident(w->out, s->name);
    if (s->op) {
        if (s->op != '=')
            buf_addc(w->out, s->op);
        buf_addc(w->out, '=');
        string(w->out, s->value);
    }
    buf_adds(w->out, s->icase ? " i]" : "]");
}

static void simple(struct writer *w, const struct css_simple *s)
{
    static const char *const nth[] = {"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"};
    static const char *const one[] = {":first-child", ":last-child", ":first-of-type", ":last-of-type"};
    switch (s->kind) {
    case SEL_TYPE: buf_addf(w->out, ".d-%s", node_name(s->type)); break;
    case SEL_UNIVERSAL: buf_addc(w->out, '*'); break;
    case SEL_CLASS:
        for (int i = 0; i < 3; i++) { /* types are classes there: a true class must weigh more than a few of them */
            buf_addc(w->out, '.');
            ident(w->out, s->name);
        }
        break;
    case SEL_ID:
        buf_addc(w->out, '#');
        ident(w->out, s->name);
        break;
    case SEL_ATTR: attribute(w, s); break;
    case SEL_NTH_CHILD:
    case SEL_NTH_LAST_CHILD:
    case SEL_NTH_OF_TYPE:
    case SEL_NTH_LAST_OF_TYPE:
        if (!s->a && s->b == 1)
            buf_adds(w->out, one[s->kind - SEL_NTH_CHILD]);
        else if (s->a)
            buf_addf(w->out, ":%s(%dn%+d)", nth[s->kind - SEL_NTH_CHILD], (int)s->a, (int)s->b);
        else
            buf_addf(w->out, ":%s(%d)", nth[s->kind - SEL_NTH_CHILD], (int)s->b);
        break;
    case SEL_ONLY_CHILD: buf_adds(w->out, ":only-child"); break;
    case SEL_ONLY_OF_TYPE: buf_adds(w->out, ":only-of-type"); break;
    case SEL_NOT: list_of(w, "not", s); break;
    case SEL_IS: list_of(w, "is", s); break;
    case SEL_WHERE: list_of(w, "where", s); break;
    case SEL_ROOT: buf_adds(w->out, ".d-dossier"); break;
    case SEL_EMPTY: buf_adds(w->out, ":empty"); break;
    case SEL_LANG:
        buf_adds(w->out, ":lang(");
        ident(w->out, s->value);
        buf_addc(w->out, ')');
        break;
    case SEL_NEVER: buf_addf(w->out, ":%s", s->name); break;
    }
}

/* Entries of generated lists stand in a list element there, one step further down. */
static bool in_a_list(const struct css_compound *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->simple[i].kind == SEL_TYPE &&
            (c->simple[i].type == NODE_TOCITEM || c->simple[i].type == NODE_SOURCEENTRY ||
             c->simple[i].type == NODE_CLAIMENTRY))
            return true;
    return false;
}

static void selector(struct writer *w, const struct css_selector *s)
{
    static const char *const pseudo[PSEUDO_COUNT] = {"::before", "::after", "::marker", NULL, NULL};
    bool call = s->pseudo == PSEUDO_FOOTNOTE_CALL || s->pseudo == PSEUDO_FOOTNOTE_MARKER;
    for (size_t i = 0; i < s->n; i++) {
        const struct css_compound *c = &s->compound[i];
        char comb = c->combinator == '>' && in_a_list(c) ? ' ' : c->combinator;
        if (comb == ' ')
            buf_addc(w->out, ' ');
        else if (comb)
            buf_addf(w->out, " %c ", comb);
        if (call && i + 1 == s->n)
            buf_adds(w->out, s->pseudo == PSEUDO_FOOTNOTE_CALL ? ".d-note-call" : ".d-note-marker");
        else
            for (size_t k = 0; k < c->n; k++)
                simple(w, &c->simple[k]);
    }
    if (s->pseudo >= 0 && pseudo[s->pseudo])
        buf_adds(w->out, pseudo[s->pseudo]);
}

/* ---- values ---- */

static bool has_ident(struct css_span v, const char *name)
{
    for (const struct css_token *t = v.t; t < v.end; t++)
        if ((t->kind == TOK_IDENT || t->kind == TOK_FUNCTION) && css_same(t->text, name))
            return true;
    return false;
}

static bool has_url(struct css_span v)
{
    for (const struct css_token *t = v.t; t < v.end; t++)
        if (t->kind == TOK_URL || (t->kind == TOK_FUNCTION && css_same(t->text, "url")))
            return true;
    return false;
}

/* Does the declaration mean something on a screen? EPUB forbids direction, unicode-bidi and fixed positions. */
static bool wanted(const struct css_prop *p, struct css_span v)
{
    static const char *const forbidden[] = {"direction", "unicode-bidi", "position", "all"};
    static const char *const paged[] = {"string",  "leader", "target-counter", "target-text",
                                        "element", "page",   "pages",          "footnote"};
    if (p->flags & PROP_OWN || has_url(v))
        return false;
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (!strcmp(p->name, forbidden[i]))
            return false;
    if (p->flags & PROP_PAGED) /* keeping things together is good in a book of screens too */
        return strstr(p->name, "break-") && has_ident(v, "avoid");
    if (!strcmp(p->name, "content") || css_starts(p->name, "counter-"))
        for (size_t i = 0; i < sizeof paged / sizeof *paged; i++)
            if (has_ident(v, paged[i]))
                return false;
    return strcmp(p->name, "float") || (!has_ident(v, "footnote") && !has_ident(v, "top") && !has_ident(v, "bottom"));
}

/* Rules are a reader's pixels or points whatever the size of text. */
static bool keeps_units(const char *name)
{
    return css_starts(name, "border") || css_starts(name, "column-rule") || css_starts(name, "outline") ||
           css_starts(name, "text-shadow") || css_starts(name, "box-shadow");
}

static void number(struct buf *out, double v)
{
    bool minus = v < 0;
    int64_t n = (int64_t)((minus ? -v : v) * 1000 + 0.5);
    buf_addf(out, "%s%lld", minus && n ? "-" : "", (long long)(n / 1000));
    if (n % 1000) {
        char part[8];
        snprintf(part, sizeof part, ".%03d", (int)(n % 1000));
        for (size_t k = strlen(part); part[k - 1] == '0';)
            part[--k] = 0;
        buf_adds(out, part);
    }
}

static void token(struct writer *w, const struct css_prop *p, const struct css_token *t)
{
    static const struct {
        const char *unit;
        double pt;
    } absolute[] = {{"pt", 1},  {"px", 0.75}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54},
                    {"in", 72}, {"pc", 12},   {"q", 72 / 101.6}};
    if (t->kind == TOK_DIMENSION && !keeps_units(p->name))
        for (size_t i = 0; i < sizeof absolute / sizeof *absolute; i++)
            if (css_same(t->text, absolute[i].unit) && t->num > -1e6 && t->num < 1e6) {
                number(w->out, t->num * absolute[i].pt / w->root);
                buf_adds(w->out, t->num == 0 ? "" : "rem");
                return;
            }
    if (t->kind == TOK_IDENT && css_same(t->text, "-dossier-dash")) {
        buf_adds(w->out, "\"\\2013  \"");
    } else if (t->kind == TOK_STRING &&
               css_starts(p->name, "list-style")) { /* paper leaves a gap after a marker, browsers none */
        size_t n = strlen(t->text);
        struct buf b = {0};
        buf_addf(&b, "%s%s", t->text, n && t->text[n - 1] != ' ' ? " " : "");
        string(w->out, b.data);
        buf_drop(&b);
    } else {
        buf_add(w->out, t->raw, (size_t)t->raw_len);
    }
}

/* A colour at t, as a dark screen has it. -> past it; NULL: none there */
static const struct css_token *dark_colour(struct writer *w, const struct css_prop *p, const struct css_token *t, const struct css_token *end)
{
    struct css_eval e = {.a = w->s->a, .root_size = (int32_t)(w->root * PT)};
    struct css_cursor c = {t, end};
    struct colour colour;
    if (!w->dark || t->kind == TOK_SPACE || css_is(t, "currentcolor") || css_is(t, "transparent") || !css_take_colour(&e, &c, &colour))
        return NULL;
    colour = css_dark_colour(colour, css_dark_of(p->name));
    buf_addf(w->out, "#%02x%02x%02x", colour.r, colour.g, colour.b);
    if (colour.a != 255)
        buf_addf(w->out, "%02x", colour.a);
    return c.t;
}

static void value(struct writer *w, const struct css_prop *p, struct css_span v)
{
    for (const struct css_token *t = v.t, *past; t < v.end; t++) {
        bool apart = t > v.t && t[-1].kind != TOK_SPACE && t->kind != TOK_SPACE && t[-1].raw + t[-1].raw_len != t->raw;
        bool opens = t > v.t && (t[-1].kind == TOK_FUNCTION || t[-1].kind == TOK_OPEN_PAREN);
        if (apart && !opens && t->kind != TOK_COMMA && t->kind != TOK_CLOSE_PAREN) /* from a comment or a var() */
            buf_addc(w->out, ' ');
        if (t->kind == TOK_SPACE)
            buf_addc(w->out, ' ');
        else if ((past = dark_colour(w, p, t, v.end)))
            t = past - 1;
        else
            token(w, p, t);
    }
}

static void property(struct writer *w, const struct css_decl *d, struct css_span v)
{
    buf_addf(w->out, "  %s: ", d->prop->name);
    value(w, d->prop, v);
    buf_adds(w->out, d->important ? " !important;\n" : ";\n");
    if (!strcmp(d->prop->name, "hyphens")) {
        buf_adds(w->out, "  -webkit-hyphens: ");
        value(w, d->prop, v);
        buf_adds(w->out, ";\n");
    }
}

static void declaration(struct writer *w, const struct css_decl *d)
{
    struct css_span v = d->value;
    const struct css_vars *vars = w->s->doc->n_nodes ? w->s->of[0]->vars : NULL;
    if (w->dark && (!d->prop || css_dark_of(d->prop->name) == DARK_NONE))
        return;
    if (!d->prop) {
        if (w->keep_vars && !has_url(v)) {
            buf_adds(w->out, "  ");
            ident(w->out, d->name);
            buf_adds(w->out, ": ");
            css_text(v, w->out);
            buf_adds(w->out, ";\n");
        }
        return;
    }
    if (!wanted(d->prop, v))
        return;
    if (d->has_var && css_substitute(w->s->a, vars, d->value, &v)) {
        if (v.t < v.end && wanted(d->prop, v))
            property(w, d, v);
    }
    if (!d->has_var || (w->keep_vars && !w->dark))
        property(w, d, d->value);
}

/* ---- rules ---- */

static void style_rule(struct writer *w, const struct css_rule *r)
{
    size_t start = w->out->len, n = 0;
    for (size_t i = 0; i < r->n_selectors; i++) {
        if (!writable(&r->selector[i]))
            continue;
        buf_adds(w->out, n++ ? ", " : "");
        selector(w, &r->selector[i]);
    }
    buf_adds(w->out, " {\n");
    size_t head = w->out->len;
    for (size_t i = 0; i < r->decls.n; i++) /* of the built-in style, what the author's rules left in force */
        if (r->author || r->decls.v[i].won)
            declaration(w, &r->decls.v[i]);
    if (!n || w->out->len == head)
        w->out->data[w->out->len = start] = 0;
    else
        buf_adds(w->out, "}\n");
}

static bool has_comma(struct css_span v)
{
    for (const struct css_token *t = v.t; t < v.end; t++)
        if (t->kind == TOK_COMMA)
            return true;
    return false;
}

static void rules(struct writer *w, const struct css_rule *r)
{
    for (; r; r = r->next) {
        int screen = r->kind == RULE_MEDIA ? css_media_for_screen(r->prelude) : 0;
        if (r->kind == RULE_STYLE) {
            style_rule(w, r);
        } else if (screen == 1) {
            rules(w, r->child);
        } else if (screen == 2 && !(w->dark && has_comma(r->prelude))) { /* a list can't be narrowed by one `and` */
            size_t start = w->out->len;
            buf_adds(w->out, w->dark ? "}\n@media " : "@media ");
            css_text(r->prelude, w->out);
            buf_adds(w->out, w->dark ? " and (prefers-color-scheme: dark) {\n" : " {\n");
            size_t head = w->out->len;
            rules(w, r->child);
            if (w->out->len == head)
                w->out->data[w->out->len = start] = 0;
            else
                buf_adds(w->out, w->dark ? "}\n@media (prefers-color-scheme: dark) {\n" : "}\n");
        }
    }
}

/* Does the author say what a dark screen is to show? Then nobody else does. */
static bool knows_dark(const struct css_rule *r)
{
    for (; r; r = r->next)
        if (r->kind == RULE_MEDIA && (has_ident(r->prelude, "prefers-color-scheme") || knows_dark(r->child)))
            return true;
    return false;
}

static bool is_root(const struct css_rule *r)
{
    for (size_t i = 0; i < r->n_selectors; i++) {
        const struct css_selector *s = &r->selector[i];
        const struct css_simple *one = &s->compound[0].simple[0];
        if (s->n != 1 || s->compound[0].n != 1 ||
            !(one->kind == SEL_ROOT || (one->kind == SEL_TYPE && one->type == NODE_DOSSIER)))
            return false;
    }
    return true;
}

static bool vars_differ(const struct css_rule *r)
{
    for (; r; r = r->next) {
        for (size_t i = 0; i < r->decls.n; i++)
            if (r->kind == RULE_STYLE && !r->decls.v[i].prop && !is_root(r))
                return true;
        if (r->kind == RULE_MEDIA && vars_differ(r->child))
            return true;
    }
    return false;
}

/* What belongs to screens alone: pictures of one figure stand side by side as on paper; small screens have no room beside the dates. */
static const char screen_rules[] =
    ".d-keyfigures > .d-keyfigure {\n  flex: 1 1 9em;\n  min-width: min-content;\n  overflow-wrap: normal;\n}\n" /* no number is cut */
    ".d-figure > .d-img:not(:only-of-type) {\n  display: inline-block;\n  vertical-align: bottom;\n}\n"
    "@media (max-width: 36em) {\n"
    ".d-event,\n.d-item {\n  padding-left: 0;\n}\n"
    ".d-event > .d-when,\n.d-item > .d-when {\n  float: none;\n  width: auto;\n  margin-left: 0;\n}\n"
    ".d-columns.d-columns.d-columns {\n  column-count: 1;\n}\n"
    ".d-coverpage > .d-title {\n  font-size: 2rem;\n  line-height: 1.2;\n}\n"
    ".d-pre {\n  white-space: pre-wrap;\n}\n"
    ".d-scroll .d-caption {\n  max-width: 82vw;\n}\n"
    ".d-epigraph {\n  padding-left: 10%;\n}\n"
    "}\n";
/* Ink and ground come together, for a reader's own may be of either kind; drawings keep the paper they were made for,
 * but for charts, whose light and dark change places, hues kept. */
static const char dark_root[] = "@media (prefers-color-scheme: dark) {\n"
                                ".d-dossier {\n  color: #e4e2de;\n  background-color: #161719;\n}\n";
static const char dark_rules[] = "body.d-dossier svg,\nbody.d-dossier img {\n  background-color: #ffffff;\n}\n"
                                 "body.d-dossier .d-chart svg {\n  filter: invert(1) hue-rotate(180deg);\n}\n"
                                 "}\n";

void styles_write_css(const struct styles *s, struct buf *out)
{
    struct writer w = {s, out, 10.5, vars_differ(s->author), false};
    if (s->doc->n_nodes && s->of[0]->style.font_size > 0)
        w.root = (double)s->of[0]->style.font_size / PT;
    rules(&w, s->ua);
    rules(&w, s->author);
    buf_adds(out, screen_rules);
    if (knows_dark(s->author))
        return;
    w.dark = true;
    buf_adds(out, dark_root);
    rules(&w, s->ua);
    rules(&w, s->author);
    buf_adds(out, dark_rules);
}
