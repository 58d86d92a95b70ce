/* Rendering elements: <text>, <group>, <choose> and the layout; affixes, formatting, quotes. Groups vanish when all variables asked for in
 * them were empty. */
#include "cite/internal.h"

#include <stdlib.h>

enum { DEEPEST = 200, MOST_WORK = 100000 }; /* elements; a style that needs more was made to hurt */

static bool enter_macro(struct render *r, const struct elem *macro)
{
    for (int i = 0; i < r->macro_n; i++)
        if (r->macros[i] == macro)
            return false;
    if (r->macro_n == (int)(sizeof r->macros / sizeof *r->macros))
        return false;
    r->macros[r->macro_n++] = macro;
    return true;
}

bool render_is_suppressed(const struct render *r, const char *name)
{
    for (int i = 0; i < r->suppressed_n; i++)
        if (strcmp(r->suppressed[i], name) == 0)
            return true;
    return false;
}

void render_suppress(struct render *r, const char *name)
{
    if (r->suppressed_n < (int)(sizeof r->suppressed / sizeof *r->suppressed) && !render_is_suppressed(r, name))
        r->suppressed[r->suppressed_n++] = name;
}

/* Case is a matter of the record's language: titles take capitals in English only. */
static const char *language_of(const struct render *r)
{
    return r->item && r->item->language && *r->item->language ? r->item->language : r->c->locale.lang;
}

static const char *year_suffix_text(struct arena *a, int n)
{
    char s[8];
    int i = 7;
    s[i] = 0;
    for (; n > 0 && i > 0; n = (n - 1) / 26)
        s[--i] = (char)('a' + (n - 1) % 26);
    return arena_strdup(a, s + i);
}

/* "Doe65", "RoNo78": letters of the first four family names and two figures of the year. */
static const char *citation_label(struct render *r)
{
    static const int letters[5][4] = {{0}, {4}, {2, 2}, {2, 1, 1}, {1, 1, 1, 1}};
    const struct item *it = r->item;
    if (item_var(it, "citation-label"))
        return item_var(it, "citation-label");
    const struct name_list *l = item_names(it, "author");
    struct buf b = {0};
    size_t n = l ? (l->n < 4 ? l->n : 4) : 0;
    for (size_t i = 0; i < n; i++) {
        const char *s = l->v[i].family ? l->v[i].family : l->v[i].literal ? l->v[i].literal : "", *end = s + strlen(s);
        for (int k = 0; k < letters[n][i] && s < end; k++)
            buf_addu(&b, utf8_next(&s, end));
    }
    const struct date *d = item_date(it, "issued");
    if (d && d->n)
        buf_addf(&b, "%02d", abs(d->v[0].y) % 100);
    const char *s = b.data ? arena_strdup(r->a, b.data) : NULL;
    buf_drop(&b);
    return s;
}

const char *render_var(struct render *r, const char *name)
{
    const struct item *it = r->item;
    if (!it || render_is_suppressed(r, name))
        return NULL;
    if (strcmp(name, "locator") == 0)
        return r->ref ? r->ref->locator : NULL;
    if (strcmp(name, "citation-number") == 0)
        return it->number && !(r->c->hide_numbers && r->area == AREA_BIBLIOGRAPHY)
                   ? arena_printf(r->a, "%d", it->number)
                   : NULL;
    if (strcmp(name, "first-reference-note-number") == 0)
        return r->ref && r->ref->first_note && r->ref->position != CITE_FIRST
                   ? arena_printf(r->a, "%d", r->ref->first_note)
                   : NULL;
    if (strcmp(name, "year-suffix") == 0)
        return r->year_suffix ? year_suffix_text(r->a, r->year_suffix) : NULL;
    if (strcmp(name, "citation-label") == 0)
        return citation_label(r);
    return item_var(it, name);
}

/* ---- what an element wears ---- */

static const struct choice {
    const char *text;
    uint8_t value;
} style_choices[] = {{"normal", FONT_NORMAL}, {"italic", FONT_ITALIC}, {"oblique", FONT_OBLIQUE}, {0}},
  variant_choices[] = {{"normal", VARIANT_NORMAL}, {"small-caps", VARIANT_SMALL_CAPS}, {0}},
  weight_choices[] = {{"normal", WEIGHT_NORMAL}, {"bold", WEIGHT_BOLD}, {"light", WEIGHT_LIGHT}, {0}},
  decoration_choices[] = {{"none", DECORATION_NONE}, {"underline", DECORATION_UNDERLINE}, {0}},
  align_choices[] = {{"baseline", ALIGN_BASELINE}, {"sup", ALIGN_SUP}, {"sub", ALIGN_SUB}, {0}},
  display_choices[] = {{"block", CITE_BLOCK},
                       {"left-margin", CITE_LEFT_MARGIN},
                       {"right-inline", CITE_RIGHT_INLINE},
                       {"indent", CITE_INDENT},
                       {0}};

static uint8_t choose(const struct choice *c, const char *value)
{
    for (; value && c->text; c++)
        if (strcmp(c->text, value) == 0)
            return c->value;
    return 0;
}

void format_of(const struct elem *e, struct format *f)
{
    f->style = choose(style_choices, e->a[ATTR_FONT_STYLE]);
    f->variant = choose(variant_choices, e->a[ATTR_FONT_VARIANT]);
    f->weight = choose(weight_choices, e->a[ATTR_FONT_WEIGHT]);
    f->decoration = choose(decoration_choices, e->a[ATTR_TEXT_DECORATION]);
    f->align = choose(align_choices, e->a[ATTR_VERTICAL_ALIGN]);
}

static bool any_format(const struct format *f)
{
    return f->style || f->variant || f->weight || f->decoration || f->align;
}

static struct rich *affix(struct render *r, const char *s)
{
    struct rich *t = rich_parse(r->a, s, false);
    if (t->first && !t->first->next && t->first->kind == RICH_TEXT)
        t = t->first;
    t->mark = MARK_AFFIX;
    return t;
}

struct rich *render_decorate(struct render *r, const struct elem *e, struct rich *content)
{
    if (rich_empty(content))
        return NULL;
    if (r->key && e->kind != ELEM_NAME_PART && e->kind != ELEM_NAME && !e->a[ATTR_PREFIX] && !e->a[ATTR_SUFFIX])
        return content;
    struct format f;
    format_of(e, &f);
    if (e->a[ATTR_TEXT_CASE])
        rich_text_case(content, e->a[ATTR_TEXT_CASE],
                       e->kind == ELEM_LABEL || e->a[ATTR_TERM] ? r->c->locale.lang : language_of(r), r->a);
    if (attr_is(e, ATTR_STRIP_PERIODS, "true"))
        rich_strip_periods(content);
    if (any_format(&f)) {
        struct rich *s = rich_span(r->a);
        s->f = f;
        rich_append(s, content);
        content = s;
    }
    if (attr_is(e, ATTR_QUOTES, "true") && !r->key) {
        struct rich *q = rich_span(r->a);
        q->kind = RICH_QUOTED;
        rich_append(q, content);
        content = q;
    }
    const char *prefix = e->a[ATTR_PREFIX], *suffix = e->a[ATTR_SUFFIX];
    uint8_t display = choose(display_choices, e->a[ATTR_DISPLAY]);
    if ((!prefix || !*prefix) && (!suffix || !*suffix) && !display)
        return content;
    struct rich *out = rich_span(r->a);
    out->display = display;
    if (prefix && *prefix)
        rich_append(out, affix(r, prefix));
    rich_append(out, content);
    if (suffix && *suffix)
        rich_append(out, affix(r, suffix));
    return out;
}

/* ---- elements ---- */

static void append_children(struct render *r, const struct elem *e, const char *delimiter, struct rich *out);

static void append_joined(struct render *r, struct rich *out, struct rich *t, const char *delimiter)
{
    if (rich_empty(t))
        return;
    if (out->first && delimiter && *delimiter)
        rich_append(out, affix(r, delimiter));
    rich_append(out, t);
}

/* The branch that holds adds its children to the elements around. */
static void append_choice(struct render *r, const struct elem *choose_elem, const char *delimiter, struct rich *out)
{
    for (const struct elem *k = choose_elem->first; k; k = k->next)
        if (k->kind == ELEM_ELSE || ((k->kind == ELEM_IF || k->kind == ELEM_ELSE_IF) && condition_holds(r, k))) {
            append_children(r, k, delimiter, out);
            return;
        }
}

static void append_children(struct render *r, const struct elem *e, const char *delimiter, struct rich *out)
{
    if (r->depth >= DEEPEST)
        return;
    r->depth++;
    for (const struct elem *k = e->first; k; k = k->next)
        if (k->kind == ELEM_CHOOSE)
            append_choice(r, k, delimiter, out);
        else
            append_joined(r, out, render_element(r, k), delimiter);
    r->depth--;
}

struct rich *render_children(struct render *r, const struct elem *e, const char *delimiter)
{
    struct rich *out = rich_span(r->a);
    append_children(r, e, delimiter, out);
    return out->first ? out : NULL;
}

static struct rich *render_group(struct render *r, const struct elem *e)
{
    bool called = r->called, filled = r->filled;
    r->called = r->filled = false;
    struct rich *t = render_children(r, e, e->a[ATTR_DELIMITER]);
    bool empty = r->called && !r->filled;
    r->called = r->called || called;
    t = empty || !t ? NULL : render_decorate(r, e, t);
    r->filled = r->filled || filled || t;
    return t;
}

/* A short form is another variable; where there is none the long one serves. */
static const char *text_variable(struct render *r, const char *name, const char *form)
{
    if (form && strcmp(form, "short") == 0) {
        const char *s = render_var(r, arena_printf(r->a, "%s-short", name));
        if (s)
            return s;
    }
    return render_var(r, name);
}

static const char *address_of(struct arena *a, const char *name, const char *s)
{
    bool whole = strncmp(s, "http://", 7) == 0 || strncmp(s, "https://", 8) == 0;
    if (strcmp(name, "URL") == 0)
        return whole ? s : NULL;
    if (strcmp(name, "DOI") == 0)
        return whole ? s : arena_printf(a, "https://doi.org/%s", s);
    if (strcmp(name, "PMID") == 0)
        return arena_printf(a, "https://www.ncbi.nlm.nih.gov/pubmed/%s", s);
    if (strcmp(name, "PMCID") == 0)
        return arena_printf(a, "https://www.ncbi.nlm.nih.gov/pmc/articles/%s", s);
    return NULL;
}

static struct rich *text_of_variable(struct render *r, const struct elem *e)
{
    const char *name = e->a[ATTR_VARIABLE], *form = e->a[ATTR_FORM];
    if (is_number_variable(name))
        return render_number(r, e);
    if (strcmp(name, "year-suffix") != 0)
        r->called = true;
    const char *s = text_variable(r, name, form);
    if (!s)
        return NULL;
    r->filled = true;
    const char *href = address_of(r->a, name, s);
    struct rich *t = href || strcmp(name, "URL") == 0 ? rich_text(r->a, s) : rich_parse(r->a, s, true);
    t->data = true;
    t->href = href;
    t->verbatim = href != NULL;
    t->title = strcmp(name, "title") == 0;
    if (strcmp(name, "year-suffix") == 0) {
        t->mark = MARK_YEAR_SUFFIX;
        r->year_suffix_done = true;
    }
    if (strcmp(name, "citation-label") == 0 && r->year_suffix && !r->c->style.uses_year_suffix) {
        struct rich *span = rich_span(r->a), *suffix = rich_text(r->a, year_suffix_text(r->a, r->year_suffix));
        suffix->mark = MARK_YEAR_SUFFIX;
        rich_append(span, t);
        rich_append(span, suffix);
        t = span;
    }
    if (r->in_substitute)
        render_suppress(r, name);
    return render_decorate(r, e, t);
}

static struct rich *text_of_macro(struct render *r, const struct elem *e)
{
    const struct elem *macro = map_find(r->c->style.macros, e->a[ATTR_MACRO]);
    bool called = r->called, filled = r->filled;
    if (!macro || !enter_macro(r, macro))
        return NULL;
    r->called = r->filled = false;
    struct rich *t = render_children(r, macro, NULL);
    r->macro_n--;
    t = t && (r->filled || !r->called) ? render_decorate(r, e, t) : NULL;
    r->called = r->called || called;
    r->filled = r->filled || filled || t;
    return t;
}

static struct rich *render_text(struct render *r, const struct elem *e)
{
    if (e->a[ATTR_VARIABLE])
        return text_of_variable(r, e);
    if (e->a[ATTR_MACRO])
        return text_of_macro(r, e);
    const char *s = e->a[ATTR_VALUE];
    if (e->a[ATTR_TERM])
        s = locale_term(&r->c->locale, e->a[ATTR_TERM], e->a[ATTR_FORM], attr_is(e, ATTR_PLURAL, "true"));
    if (!s || !*s) /* a term that a style empties stands, with nothing in it: no substitute is sought after it */
        return s && e->a[ATTR_TERM] ? rich_text(r->a, "") : NULL;
    struct rich *t = rich_parse(r->a, s, e->a[ATTR_VALUE] != NULL);
    if (e->a[ATTR_TERM])
        t->mark = MARK_TERM;
    return render_decorate(r, e, t);
}

struct rich *render_element(struct render *r, const struct elem *e)
{
    if (r->depth >= DEEPEST || r->work++ >= MOST_WORK)
        return NULL;
    r->depth++;
    struct rich *t = NULL;
    switch (e->kind) {
    case ELEM_TEXT: t = render_text(r, e); break;
    case ELEM_DATE: t = render_date(r, e); break;
    case ELEM_NUMBER: t = render_number(r, e); break;
    case ELEM_NAMES: t = render_names(r, e); break;
    case ELEM_LABEL: t = render_label(r, e); break;
    case ELEM_GROUP: t = render_group(r, e); break;
    case ELEM_CHOOSE: {
        struct rich *out = rich_span(r->a);
        append_choice(r, e, NULL, out);
        t = out->first ? out : NULL;
        break;
    }
    default: break;
    }
    r->depth--;
    return t;
}

struct rich *render_layout(struct render *r, const struct elem *layout)
{
    return render_children(r, layout, r->area == AREA_BIBLIOGRAPHY ? layout->a[ATTR_DELIMITER] : NULL);
}
