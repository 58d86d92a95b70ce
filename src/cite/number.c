/* <number>, and <label>: a number in the form asked for, and the word for what it counts, in the number of the thing. */
#include "cite/internal.h"

#include <ctype.h>
#include <stdlib.h>

static const char *term_for(const char *variable)
{
    return strcmp(variable, "page-first") == 0 ? "page" : variable;
}

static const char *gender_of(const struct locale *l, const char *variable)
{
    const struct term *t = locale_find(l, term_for(variable), "long", NULL);
    return t ? t->gender : NULL;
}

static const char *one(struct render *r, int n, const char *form, const char *variable)
{
    const struct locale *l = &r->c->locale;
    if (strcmp(form, "ordinal") == 0)
        return number_ordinal(r->a, l, n, gender_of(l, variable));
    if (strcmp(form, "long-ordinal") == 0)
        return number_long_ordinal(r->a, l, n, gender_of(l, variable));
    return number_roman(r->a, n);
}

/* Every run of figures that stands alone takes the form; "2b" and "D2" stay. */
static char *in_form(struct render *r, const char *s, const char *form, const char *variable)
{
    struct buf b = {0};
    for (const char *p = s; *p;) {
        size_t n = strspn(p, "0123456789");
        bool alone = n && n < 8 && (p == s || !isalpha((unsigned char)p[-1])) && !isalpha((unsigned char)p[n]);
        if (alone)
            buf_adds(&b, one(r, parse_int(p, 0), form, variable));
        else
            buf_add(&b, p, n ? n : 1);
        p += n ? n : 1;
    }
    char *out = arena_strdup(r->a, b.data ? b.data : "");
    buf_drop(&b);
    return out;
}

static bool is_pages(const struct render *r, const char *variable)
{
    if (strcmp(variable, "locator") == 0)
        return !r->ref || !r->ref->label || strcmp(r->ref->label, "page") == 0;
    return strcmp(variable, "page") == 0;
}

struct rich *render_number(struct render *r, const struct elem *e)
{
    const char *variable = e->a[ATTR_VARIABLE], *form = e->a[ATTR_FORM];
    r->called = true;
    const char *s = variable ? render_var(r, variable) : NULL;
    if (!s)
        return NULL;
    r->filled = true;
    if (r->key && is_numeric(s))
        return rich_text(r->a, arena_printf(r->a, "%010d", parse_int(s, 0)));
    bool numeric = is_numeric(s);
    if (form && words_have("ordinal long-ordinal roman", form) && numeric)
        s = in_form(r, s, form, variable);
    else if (strcmp(variable, "number") == 0) /* a report's own number, hyphens and all */
        ;
    else if (numeric || strcmp(variable, "page") == 0 || strcmp(variable, "locator") == 0)
        s = page_range(r->a, &r->c->locale, s,
                       is_pages(r, variable) ? r->c->style.root->a[ATTR_PAGE_RANGE_FORMAT] : NULL);
    bool formed = form && strcmp(form, "ordinal") == 0;
    struct rich *t = e->kind == ELEM_NUMBER && !formed ? rich_text(r->a, s) : rich_parse(r->a, s, true);
    if (strcmp(variable, "citation-number") == 0)
        t->mark = MARK_CITATION_NUMBER;
    if (strcmp(variable, "locator") == 0)
        t->mark = MARK_LOCATOR;
    if (r->in_substitute)
        render_suppress(r, variable);
    return render_decorate(r, e, t);
}

static bool wants_plural(struct render *r, const struct elem *e, const char *variable, const char *value)
{
    const char *plural = e->a[ATTR_PLURAL];
    if (plural && strcmp(plural, "always") == 0)
        return true;
    if (plural && strcmp(plural, "never") == 0)
        return false;
    if (strncmp(variable, "number-of-", 10) == 0)
        return parse_int(value, 0) != 1 && is_numeric(value);
    return is_plural_number(value, &r->c->locale);
}

/* A locator that brings its own label, "vol. 1, fol. 186", needs no other. */
static bool labels_itself(const char *s)
{
    s += strspn(s, " ");
    const char *p = s;
    while (*p >= 'a' && *p <= 'z')
        p++;
    return p > s && *p == '.' && p[1] == ' ' && p - s <= 6;
}

struct rich *render_label(struct render *r, const struct elem *e)
{
    const char *variable = e->a[ATTR_VARIABLE];
    const char *value = variable ? render_var(r, variable) : NULL;
    if (!value || r->key)
        return NULL;
    const char *term = term_for(variable);
    if (strcmp(variable, "locator") == 0) {
        if (!r->ref->label && labels_itself(value))
            return NULL;
        term = r->ref->label ? r->ref->label : "page";
        if (strcmp(term, "sub verbo") == 0 && !locale_term(&r->c->locale, term, NULL, false))
            term = "sub-verbo";
        else if (strcmp(term, "sub-verbo") == 0 && !locale_term(&r->c->locale, term, NULL, false))
            term = "sub verbo";
    }
    const char *s = locale_term(&r->c->locale, term, e->a[ATTR_FORM], wants_plural(r, e, variable, value));
    if (!s || !*s)
        return NULL;
    return render_decorate(r, e, rich_parse(r->a, s, false));
}
