/* One name: its parts in the order of the script, the form and the sorting; with what each part wears. */
#include "cite/internal.h"

static const char *inherited(const struct render *r, const struct elem *names, const struct elem *name, enum attr own,
                             enum attr above)
{
    if (name && name->a[own])
        return name->a[own];
    if (names && names->a[above])
        return names->a[above];
    if (r->scope && r->scope->a[above])
        return r->scope->a[above];
    return r->c->style.root->a[above];
}

static int inherited_int(const struct render *r, const struct elem *names, const struct elem *name, enum attr a)
{
    return parse_int(inherited(r, names, name, a, a), -1);
}

static void read_et_al(const struct render *r, const struct elem *names, const struct elem *name,
                       struct name_options *o)
{
    const char *last = inherited(r, names, name, ATTR_ET_AL_USE_LAST, ATTR_ET_AL_USE_LAST);
    o->min = inherited_int(r, names, name, ATTR_ET_AL_MIN);
    o->use_first = inherited_int(r, names, name, ATTR_ET_AL_USE_FIRST);
    o->use_last = last && strcmp(last, "true") == 0;
    if (r->area == AREA_CITATION && r->ref && r->ref->position != CITE_FIRST) {
        int min = inherited_int(r, names, name, ATTR_ET_AL_SUBSEQUENT_MIN);
        int use = inherited_int(r, names, name, ATTR_ET_AL_SUBSEQUENT_USE_FIRST);
        o->min = min >= 0 ? min : o->min;
        o->use_first = use >= 0 ? use : o->use_first;
    }
    if (r->key) {
        int min = parse_int(r->key->a[ATTR_NAMES_MIN], -1), use = parse_int(r->key->a[ATTR_NAMES_USE_FIRST], -1);
        o->min = min >= 0 ? min : o->min;
        o->use_first = use >= 0 ? use : o->use_first;
        if (r->key->a[ATTR_NAMES_USE_LAST])
            o->use_last = attr_is(r->key, ATTR_NAMES_USE_LAST, "true");
    }
    if (o->use_first < 0)
        o->min = o->use_first = 0;
}

void name_options_read(const struct render *r, const struct elem *names, const struct elem *name,
                       struct name_options *o)
{
#define GET(own) inherited(r, names, name, ATTR_##own, ATTR_##own)
    *o = (struct name_options){.name = name, .sorting = r->key != NULL};
    const char *initialize = GET(INITIALIZE), *hyphen = GET(INITIALIZE_WITH_HYPHEN);
    o->and_ = GET(AND);
    o->precedes_et_al = GET(DELIMITER_PRECEDES_ET_AL);
    o->precedes_last = GET(DELIMITER_PRECEDES_LAST);
    o->initialize_with = GET(INITIALIZE_WITH);
    o->sort_order = GET(NAME_AS_SORT_ORDER);
    o->sort_separator = GET(SORT_SEPARATOR);
    o->delimiter = inherited(r, names, name, ATTR_DELIMITER, ATTR_NAME_DELIMITER);
    o->form = inherited(r, names, name, ATTR_FORM, ATTR_NAME_FORM);
    o->demote = r->c->style.root->a[ATTR_DEMOTE];
    o->initialize = !initialize || strcmp(initialize, "false") != 0;
    o->hyphen = !hyphen || strcmp(hyphen, "false") != 0;
#undef GET
    if (!o->delimiter)
        o->delimiter = ", ";
    if (!o->form)
        o->form = "long";
    if (!o->demote)
        o->demote = "display-and-sort";
    if (!o->sort_separator)
        o->sort_separator = ", ";
    read_et_al(r, names, name, o);
    if (o->sorting) { /* spaces sort before all letters: a family name ends before its longer likes */
        o->sort_order = "all";
        o->sort_separator = "  ";
        o->delimiter = "   ";
    }
    for (const struct elem *k = name ? name->first : NULL; k; k = k->next)
        if (k->kind == ELEM_NAME_PART) {
            if (attr_is(k, ATTR_NAME, "given"))
                o->given_part = k;
            else if (attr_is(k, ATTR_NAME, "family"))
                o->family_part = k;
        }
}

/* ---- parts ---- */

static struct rich *part_text(struct render *r, const char *s, const struct elem *part)
{
    struct rich *t = rich_parse(r->a, s, true);
    if (!part)
        return t;
    struct elem look = *part;
    look.a[ATTR_PREFIX] = look.a[ATTR_SUFFIX] = NULL;
    return render_decorate(r, &look, t);
}

static void plain(struct render *r, struct rich *out, const char *s)
{
    rich_append(out, rich_text(r->a, s));
}

static struct rich *wrap(struct render *r, const struct elem *part, struct rich *content)
{
    if (!part || !content->first || (!part->a[ATTR_PREFIX] && !part->a[ATTR_SUFFIX]))
        return content;
    struct elem look = {.kind = ELEM_NAME_PART};
    look.a[ATTR_PREFIX] = part->a[ATTR_PREFIX];
    look.a[ATTR_SUFFIX] = part->a[ATTR_SUFFIX];
    return render_decorate(r, &look, content);
}

static bool glues(const char *s)
{
    size_t n = strlen(s);
    return n && (s[n - 1] == '\'' || s[n - 1] == '-' || (n >= 3 && strcmp(s + n - 3, "\xe2\x80\x99") == 0));
}

static bool nd_glues(const struct name *n)
{
    return n->glue == 1 || (n->glue == 0 && glues(n->non_dropping));
}

static bool ends_with_space(const struct rich *t)
{
    while (t && t->kind != RICH_TEXT)
        t = t->last;
    size_t n = t ? strlen(t->text) : 0;
    return n && (t->text[n - 1] == ' ' || (n > 1 && memcmp(t->text + n - 2, "\xc2\xa0", 2) == 0));
}

/* A particle stands lower case after its given name: only its own spelling counts. */
static void add_family(struct render *r, struct rich *out, const struct name *n, const struct name_options *o,
                       bool dropping, bool non_dropping)
{
    if (dropping && n->dropping) {
        rich_append(out, part_text(r, n->dropping, o->given_part));
        if (!glues(n->dropping))
            plain(r, out, " ");
    }
    if (non_dropping && n->non_dropping) {
        rich_append(out, part_text(r, n->non_dropping, o->family_part));
        if (!nd_glues(n))
            plain(r, out, " ");
    }
    if (n->family)
        rich_append(out, part_text(r, n->family, o->family_part));
}

static void add_given(struct render *r, struct rich *out, const struct name *n, const struct name_options *o,
                      const char *given, bool dropping, bool non_dropping)
{
    if (given && *given)
        rich_append(out, part_text(r, given, o->given_part));
    if (dropping && n->dropping) {
        if (out->first && n->dropping[0] != ',')
            plain(r, out, " ");
        rich_append(out, part_text(r, n->dropping, o->given_part));
    }
    if (non_dropping && n->non_dropping) {
        if (out->first && !(dropping && n->dropping && glues(n->dropping)))
            plain(r, out, " ");
        rich_append(out, part_text(r, n->non_dropping, o->family_part));
    }
}

bool name_is_cjk(const struct name *n)
{
    const char *parts[] = {n->family, n->given};
    bool any = false;
    for (int i = 0; i < 2; i++)
        for (const char *p = parts[i] ? parts[i] : "", *end = p + strlen(p); p < end;) {
            uint32_t c = utf8_next(&p, end);
            if (utf8_is_cjk(c))
                any = true;
            else if (u_is_letter(c))
                return false;
        }
    return any;
}

static bool demotes(const struct name_options *o)
{
    return strcmp(o->demote, "display-and-sort") == 0 || (o->sorting && strcmp(o->demote, "sort-only") == 0);
}

static struct rich *family_first(struct render *r, const struct name *n, const struct name_options *o,
                                 const char *given)
{
    struct rich *out = rich_span(r->a), *family = rich_span(r->a), *rest = rich_span(r->a);
    bool demoted = demotes(o);
    add_family(r, family, n, o, false, !demoted);
    add_given(r, rest, n, o, given, true, demoted);
    rich_append(out, wrap(r, o->family_part, family));
    if (rest->first) {
        plain(r, out, o->sort_separator);
        rich_append(out, wrap(r, o->given_part, rest));
    }
    if (n->suffix) {
        plain(r, out, o->sort_separator);
        rich_append(out, part_text(r, n->suffix, NULL));
    }
    return out;
}

static struct rich *given_first(struct render *r, const struct name *n, const struct name_options *o, const char *given)
{
    struct rich *out = rich_span(r->a), *family = rich_span(r->a), *first = rich_span(r->a);
    add_given(r, first, n, o, given, false, false);
    add_family(r, family, n, o, true, true);
    if (first->first) {
        struct rich *g = wrap(r, o->given_part, first);
        rich_append(out, g);
        if (family->first && !ends_with_space(g))
            plain(r, out, " ");
    }
    if (n->suffix) {
        plain(r, family, n->comma_suffix ? ", " : " ");
        rich_append(family, part_text(r, n->suffix, NULL));
    }
    rich_append(out, wrap(r, o->family_part, family));
    return out;
}

/* given_level: 0 none, 1 initials, 2 in full. */
struct rich *name_render(struct render *r, const struct name *n, const struct name_options *o, bool inverted,
                         bool short_form, int given_level)
{
    struct rich *out;
    if (n->literal) {
        out = wrap(r, o->family_part, part_text(r, n->literal, o->family_part));
    } else if (!n->family) {
        out = part_text(r, n->given, o->given_part);
    } else if (name_is_cjk(n) || n->static_order) {
        out = rich_span(r->a);
        add_family(r, out, n, o, false, true);
        if (n->given && !short_form) {
            if (!name_is_cjk(n))
                plain(r, out, " ");
            rich_append(out, part_text(r, n->given, o->given_part));
        }
    } else if (short_form) {
        struct rich *family = rich_span(r->a);
        add_family(r, family, n, o, false, !(o->sorting && demotes(o)));
        out = wrap(r, o->family_part, family);
    } else {
        const char *given = n->given;
        if (given && given_level == 1 && o->initialize_with)
            given = name_initials(r->a, given, o);
        else if (given && o->initialize_with && !o->initialize && given_level >= 1)
            given = name_initials(r->a, given, o);
        out = inverted ? family_first(r, n, o, given) : given_first(r, n, o, given);
    }
    struct rich *span = rich_span(r->a);
    rich_append(span, out);
    span->mark = MARK_NAME;
    return span;
}
