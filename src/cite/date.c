/* Dates: the parts that an element or the locale lists, ranges with what both ends share said once, seasons, eras, and keys to sort by. */
#include "cite/internal.h"

#include <stdlib.h>

struct part {
    const struct elem *e;    /* attributes of the locale's part, or the style's own */
    const struct elem *over; /* the style's, over the locale's; may be NULL */
    char what;               /* y, m, d */
};
struct parts {
    struct part v[3];
    int n;
    const char *delimiter;
};

static const char *part_attr(const struct part *p, enum attr a)
{
    if (p->over && p->over->a[a] && a != ATTR_PREFIX && a != ATTR_SUFFIX)
        return p->over->a[a];
    return p->e->a[a];
}

static char what_of(const struct elem *e)
{
    const char *name = e->a[ATTR_NAME] ? e->a[ATTR_NAME] : "";
    return strcmp(name, "year") == 0 ? 'y' : strcmp(name, "month") == 0 ? 'm' : strcmp(name, "day") == 0 ? 'd' : 0;
}

static const struct elem *part_named(const struct elem *date, char what)
{
    for (const struct elem *k = date->first; k; k = k->next)
        if (k->kind == ELEM_DATE_PART && what_of(k) == what)
            return k;
    return NULL;
}

static void collect(const struct render *r, const struct elem *e, struct parts *out)
{
    const char *form = e->a[ATTR_FORM], *wanted = e->a[ATTR_DATE_PARTS];
    const struct elem *list = e;
    *out = (struct parts){.delimiter = e->a[ATTR_DELIMITER]};
    if (form) {
        list = r->c->locale.dates[strcmp(form, "numeric") == 0 ? DATE_NUMERIC : DATE_TEXT];
        if (!list)
            return;
        if (list->a[ATTR_DELIMITER])
            out->delimiter = list->a[ATTR_DELIMITER];
    }
    for (const struct elem *k = list->first; k; k = k->next) {
        char what = k->kind == ELEM_DATE_PART ? what_of(k) : 0;
        if (!what || out->n == 3)
            continue;
        if (form && wanted && (what == 'd' ? !strstr(wanted, "day") : what == 'm' ? !strstr(wanted, "month") : false))
            continue;
        out->v[out->n++] = (struct part){k, form ? part_named(e, what) : NULL, what};
    }
}

/* "44 av. J.-C.", unless the term brings its space or needs none. */
static const char *era_space(const char *term)
{
    const char *p = term;
    uint32_t first = utf8_next(&p, term + strlen(term));
    if (utf8_is_space(first) || first == 0xA0 || first == 0x202F || utf8_is_cjk(first))
        return "";
    return u_is_upper(first) ? " " : "\xC2\xA0";
}

static char *render_year(struct render *r, const struct part *p, int y)
{
    const char *form = part_attr(p, ATTR_FORM);
    int n = abs(y);
    char *s = form && strcmp(form, "short") == 0 && n >= 100 ? arena_printf(r->a, "%02d", n % 100)
                                                             : arena_printf(r->a, "%d", n);
    const char *era = y < 0 ? "bc" : y < 1000 ? "ad" : NULL;
    const char *term = era ? locale_term(&r->c->locale, era, NULL, false) : NULL;
    return term ? arena_printf(r->a, "%s%s%s", s, era_space(term), term) : s;
}

static const char *render_month(struct render *r, const struct part *p, const struct date_value *v)
{
    const struct locale *l = &r->c->locale;
    const char *form = part_attr(p, ATTR_FORM);
    form = form ? form : "long";
    if (v->season) {
        const char *term = locale_term(l, arena_printf(r->a, "season-%02d", v->season), NULL, false);
        return term ? term : "";
    }
    if (strcmp(form, "numeric") == 0)
        return arena_printf(r->a, "%d", v->m);
    if (strcmp(form, "numeric-leading-zeros") == 0)
        return arena_printf(r->a, "%02d", v->m);
    const char *term = locale_term(l, arena_printf(r->a, "month-%02d", v->m), form, false);
    return term ? term : arena_printf(r->a, "%d", v->m);
}

static const char *render_day(struct render *r, const struct part *p, const struct date_value *v)
{
    const struct locale *l = &r->c->locale;
    const char *form = part_attr(p, ATTR_FORM);
    if (form && strcmp(form, "numeric-leading-zeros") == 0)
        return arena_printf(r->a, "%02d", v->d);
    if (form && strcmp(form, "ordinal") == 0 && (v->d == 1 || !l->limit_day_ordinals)) {
        const struct term *month = locale_find(l, arena_printf(r->a, "month-%02d", v->m), "long", NULL);
        return number_ordinal(r->a, l, v->d, month ? month->gender : NULL);
    }
    return arena_printf(r->a, "%d", v->d);
}

static bool has_part(const struct part *p, const struct date_value *v)
{
    return p->what == 'y' ? v->y != 0 : p->what == 'm' ? v->m || v->season : v->d != 0;
}

/* A span with the attributes of the part; affixes at the sides asked for. */
static struct rich *render_part(struct render *r, const struct part *p, const struct date_value *v, bool prefix,
                                bool suffix)
{
    if (!has_part(p, v))
        return NULL;
    const char *s = p->what == 'y'   ? render_year(r, p, v->y)
                    : p->what == 'm' ? render_month(r, p, v)
                                     : render_day(r, p, v);
    if (!*s)
        return NULL;
    struct rich *t = rich_parse(r->a, s, false);
    struct elem look = {.kind = ELEM_DATE_PART};
    static const enum attr kept[] = {ATTR_FONT_STYLE,     ATTR_FONT_VARIANT, ATTR_FONT_WEIGHT,  ATTR_TEXT_DECORATION,
                                     ATTR_VERTICAL_ALIGN, ATTR_TEXT_CASE,    ATTR_STRIP_PERIODS};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        look.a[kept[i]] = part_attr(p, kept[i]);
    look.a[ATTR_PREFIX] = prefix ? p->e->a[ATTR_PREFIX] : NULL;
    look.a[ATTR_SUFFIX] = suffix ? p->e->a[ATTR_SUFFIX] : NULL;
    if (p->what == 'y')
        t->mark = MARK_YEAR;
    return render_decorate(r, &look, t);
}

static struct rich *delimiter_text(struct render *r, const char *s)
{
    struct rich *t = rich_text(r->a, s);
    t->mark = MARK_AFFIX;
    return t;
}

/* The year's suffix of a style that does not say where it goes: after the first year. */
static void add_year_suffix(struct render *r, struct rich *out)
{
    if (r->c->style.uses_year_suffix || r->c->style.uses_label || r->year_suffix_done || r->key || !r->year_suffix)
        return;
    const char *s = render_var(r, "year-suffix");
    if (!s)
        return;
    struct rich *t = rich_text(r->a, s);
    t->mark = MARK_YEAR_SUFFIX;
    r->year_suffix_done = true;
    rich_append(out, t);
}

/* Parts from..to of one date, joined; the affixes at the outer edges only when asked. */
static bool render_stretch(struct render *r, const struct parts *ps, const struct date_value *v, int from, int to,
                           bool first_prefix, bool last_suffix, struct rich *out, bool issued)
{
    bool any = false;
    int last = to;
    while (last >= from && !has_part(&ps->v[last], v))
        last--;
    for (int i = from; i <= to; i++) {
        struct rich *t = render_part(r, &ps->v[i], v, first_prefix || any, i != last || last_suffix);
        if (!t)
            continue;
        if ((any || (first_prefix && from > 0 && out->first)) && ps->delimiter)
            rich_append(out, delimiter_text(r, ps->delimiter));
        if (ps->v[i].what == 'y' && issued) {
            /* before the part's suffix would be better, but a suffix seldom stands there */
            struct rich *tail = t->kind == RICH_SPAN && t->last && t->last->mark == MARK_AFFIX ? t->last : NULL;
            if (tail) {
                struct rich *body = rich_span(r->a);
                for (struct rich *k = t->first, *next; k != tail; k = next) {
                    next = k->next;
                    rich_append(body, k);
                }
                add_year_suffix(r, body);
                rich_append(out, body);
                rich_append(out, tail);
            } else {
                rich_append(out, t);
                add_year_suffix(r, out);
            }
        } else {
            rich_append(out, t);
        }
        any = true;
    }
    return any;
}

static bool differs(const struct part *p, const struct date_value *a, const struct date_value *b, char largest)
{
    (void)a;
    (void)b;
    static const char order[] = "ymd";
    return strchr(order, p->what) >= strchr(order, largest);
}

static bool render_range(struct render *r, const struct parts *ps, const struct date *d, struct rich *out, bool issued)
{
    const struct date_value *a = &d->v[0], *b = &d->v[1];
    char largest = a->y != b->y ? 'y' : a->m != b->m || a->season != b->season ? 'm' : 'd';
    int from = ps->n, to = -1, at = -1;
    for (int i = 0; i < ps->n; i++)
        if (differs(&ps->v[i], a, b, largest) && (has_part(&ps->v[i], a) || has_part(&ps->v[i], b))) {
            from = i < from ? i : from;
            to = i;
            if (ps->v[i].what == largest || at < 0)
                at = i;
        }
    if (to < 0 || at < 0)
        return render_stretch(r, ps, a, 0, ps->n - 1, true, true, out, issued);
    const char *delimiter = part_attr(&ps->v[at], ATTR_RANGE_DELIMITER);
    for (int i = from; i <= to; i++)
        if (ps->v[i].what == largest)
            delimiter = part_attr(&ps->v[i], ATTR_RANGE_DELIMITER);
    bool any = render_stretch(r, ps, a, 0, from - 1, true, true, out, issued);
    any = render_stretch(r, ps, a, from, to, true, false, out, issued && d->open) || any;
    rich_append(out, delimiter_text(r, delimiter ? delimiter : "\xe2\x80\x93"));
    if (!d->open)
        any = render_stretch(r, ps, b, from, to, false, true, out, issued) || any;
    return render_stretch(r, ps, a, to + 1, ps->n - 1, true, true, out, issued) || any;
}

/* In a sort key a date is figures: parts that the element does not show are zero. */
static struct rich *sort_text(struct render *r, const struct parts *ps, const struct date *d)
{
    struct buf b = {0};
    for (int i = 0; i < d->n; i++) {
        struct date_value v = {0};
        for (int k = 0; k < ps->n; k++) {
            const struct date_value *from = &d->v[i];
            if (ps->v[k].what == 'y')
                v.y = from->y;
            else if (ps->v[k].what == 'm')
                v.m = from->m ? from->m : from->season ? from->season * 3 : 0;
            else
                v.d = from->d;
        }
        struct date one = {.v = {v}, .n = 1};
        buf_addf(&b, "%s%s", i ? "-" : "", date_sort_key(r->a, &one));
    }
    struct rich *t = rich_text(r->a, b.data ? b.data : "");
    buf_drop(&b);
    return t;
}

/* Or no parts at all. */
static bool has_year(const struct parts *ps)
{
    for (int i = 0; i < ps->n; i++)
        if (ps->v[i].what == 'y')
            return true;
    return !ps->n;
}

struct rich *render_date(struct render *r, const struct elem *e)
{
    const char *var = e->a[ATTR_VARIABLE];
    r->called = true;
    if (r->comparing && var && strcmp(var, "accessed") == 0)
        return NULL;
    const struct date *d = var && r->item && !render_is_suppressed(r, var) ? item_date(r->item, var) : NULL;
    if (!d)
        return NULL;
    struct parts ps;
    collect(r, e, &ps);
    if (!d->n && !has_year(&ps)) /* words stand where the year would */
        return NULL;
    if (!d->n) {
        r->filled = true;
        struct rich *t = rich_parse(r->a, d->literal, true);
        if (strcmp(var, "issued") == 0) {
            struct rich *span = rich_span(r->a);
            rich_append(span, t);
            add_year_suffix(r, span);
            t = span;
        }
        return render_decorate(r, e, t);
    }
    struct rich *out;
    bool any;
    if (r->key) {
        out = sort_text(r, &ps, d);
        any = ps.n > 0;
    } else {
        out = rich_span(r->a);
        bool issued = strcmp(var, "issued") == 0;
        any = d->n == 2 ? render_range(r, &ps, d, out, issued)
                        : render_stretch(r, &ps, &d->v[0], 0, ps.n - 1, true, true, out, issued);
    }
    if (!any)
        return NULL;
    r->filled = true;
    return r->key ? out : render_decorate(r, e, out);
}

/* Years before the common era sort before others, the oldest first. */
char *date_sort_key(struct arena *a, const struct date *d)
{
    struct buf b = {0};
    for (int i = 0; i < d->n; i++) {
        const struct date_value *v = &d->v[i];
        int m = v->m ? v->m : v->season ? v->season * 3 : 0;
        if (v->y < 0)
            buf_addf(&b, "%s0%05d%02d%02d", i ? "-" : "", 99999 + v->y, m, v->d);
        else
            buf_addf(&b, "%s1%05d%02d%02d", i ? "-" : "", v->y, m, v->d);
    }
    char *s = arena_strdup(a, b.data ? b.data : "");
    buf_drop(&b);
    return s;
}
