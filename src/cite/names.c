/* <names>: each variable's list of names with its label, the joining, et al., and what stands in when there are none. */
#include "cite/internal.h"

#include <stdlib.h>

struct set {
    const char *var;
    const char *label; /* term */
    const struct name_list *list;
};
struct job {
    const struct elem *names, *name, *et_al, *label, *substitute;
    bool label_first;
    struct name_options o;
};

static const struct elem *child_of(const struct elem *e, enum elem_kind kind)
{
    return elem_child(e, kind);
}

/* A <names> in a substitute takes name, et-al and label of the one it stands in for, unless it has children of its own. */
static void read_job(const struct render *r, const struct elem *e, struct job *j)
{
    const struct elem *from = !e->first && r->in_substitute && r->sub_names ? r->sub_names : e;
    *j = (struct job){.names = e,
                      .name = child_of(from, ELEM_NAME),
                      .et_al = child_of(from, ELEM_ET_AL),
                      .label = child_of(from, ELEM_LABEL),
                      .substitute = child_of(e, ELEM_SUBSTITUTE)};
    for (const struct elem *k = from->first; k && k != j->name; k = k->next)
        if (k == j->label)
            j->label_first = true;
    if (!j->name)
        j->label_first = false;
    name_options_read(r, from, j->name, &j->o);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_lists(const struct name_list *a, const struct name_list *b)
{
    if (!a || !b || a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const struct name *x = &a->v[i], *y = &b->v[i];
        if (!same_text(x->family, y->family) || !same_text(x->given, y->given) || !same_text(x->literal, y->literal) ||
            !same_text(x->dropping, y->dropping) || !same_text(x->non_dropping, y->non_dropping))
            return false;
    }
    return true;
}

/* The variables with names in them. Editors who are the translators too are one set, if the locale has a word for both. */
static size_t read_sets(struct render *r, const struct job *j, struct set *out, size_t max)
{
    size_t n = 0;
    const char *list = j->names->a[ATTR_VARIABLE], *word;
    for (size_t len; n < max && words_next(&list, &word, &len);) {
        char *var = arena_strndup(r->a, word, len);
        const struct name_list *l = r->item && !render_is_suppressed(r, var) ? item_names(r->item, var) : NULL;
        if (l)
            out[n++] = (struct set){var, var, l};
    }
    if (n == 2 && (strcmp(out[0].var, "editor") == 0 || strcmp(out[0].var, "translator") == 0) &&
        (strcmp(out[1].var, "editor") == 0 || strcmp(out[1].var, "translator") == 0) &&
        same_lists(out[0].list, out[1].list)) {
        const char *form = j->label ? j->label->a[ATTR_FORM] : NULL;
        const char *term = locale_term(&r->c->locale, "editortranslator", form, false);
        const char *other = term ? term : locale_term(&r->c->locale, "editor-translator", form, false);
        if (other && *other) {
            out[0].label = term ? "editortranslator" : "editor-translator";
            n = 1;
        }
    }
    return n;
}

/* ---- joining ---- */

static void put_affix(struct render *r, struct rich *out, const char *s)
{
    struct rich *t = rich_text(r->a, s);
    t->mark = MARK_AFFIX;
    rich_append(out, t);
}

static bool precedes(const char *how, int shown, int least, bool inverted)
{
    if (how && strcmp(how, "always") == 0)
        return true;
    if (how && strcmp(how, "never") == 0)
        return false;
    if (how && strcmp(how, "after-inverted-name") == 0)
        return inverted;
    return shown >= least;
}

static bool is_inverted(const struct job *j, const struct name_list *l, int i)
{
    const char *order = j->o.sort_order;
    const struct name *n = &l->v[i];
    return !n->literal && order && (strcmp(order, "all") == 0 || (strcmp(order, "first") == 0 && i == 0));
}

static const char *and_word(struct render *r, const struct job *j)
{
    if (!j->o.and_ || r->key)
        return NULL;
    if (strcmp(j->o.and_, "symbol") == 0) {
        const char *s = locale_term(&r->c->locale, "and", "symbol", false);
        const struct term *t = locale_find(&r->c->locale, "and", "symbol", NULL);
        return t && s ? s : "&";
    }
    return locale_term(&r->c->locale, "and", "long", false);
}

static int level_of(struct render *r, const struct job *j, const struct name *n, int set, int i)
{
    bool short_form = strcmp(j->o.form, "short") == 0;
    int level = short_form ? 0 : j->o.initialize_with ? 1 : 2;
    if (r->key || r->area == AREA_BIBLIOGRAPHY)
        return level;
    int global = given_level(r->c, n, &j->o, i == 0);
    level = global > level ? global : level;
    if (r->disambig && set < DISAMBIG_SETS && i < DISAMBIG_NAMES && r->disambig->given[set][i] > level)
        level = r->disambig->given[set][i];
    return level;
}

static struct rich *one_name(struct render *r, const struct job *j, const struct name_list *l, int set, int i)
{
    int level = level_of(r, j, &l->v[i], set, i);
    struct name_options o = j->o;
    if (level == 2 && o.initialize)
        o.initialize_with = NULL;
    struct rich *t = name_render(r, &l->v[i], &o, is_inverted(j, l, i), level == 0, level);
    if (!j->name)
        return t;
    struct elem look = *j->name;
    look.a[ATTR_PREFIX] = look.a[ATTR_SUFFIX] = NULL;
    struct rich *d = render_decorate(r, &look, t);
    if (d != t)
        d->mark = MARK_NAME, t->mark = MARK_NONE;
    return d;
}

static int shown_names(struct render *r, const struct job *j, int n, int set)
{
    int shown = n;
    if (j->o.min > 0 && n >= j->o.min && n > j->o.use_first)
        shown = j->o.use_first;
    const struct disambig *d = r->disambig;
    if (d && !r->key && set < DISAMBIG_SETS && d->shown[set] > shown)
        shown = d->shown[set] < n ? d->shown[set] : n;
    return shown;
}

static void put_et_al(struct render *r, const struct job *j, struct rich *out, int shown, bool inverted)
{
    const char *term = j->et_al && j->et_al->a[ATTR_TERM] ? j->et_al->a[ATTR_TERM] : "et-al";
    const char *s = locale_term(&r->c->locale, term, NULL, false);
    if (!s || !*s || r->key)
        return;
    const char *p = s;
    bool cjk = utf8_is_cjk(utf8_next(&p, s + strlen(s)));
    if (precedes(j->o.precedes_et_al, shown, 2, inverted))
        put_affix(r, out, j->o.delimiter);
    else if (!cjk)
        put_affix(r, out, " ");
    struct rich *t = rich_parse(r->a, s, false);
    rich_append(out, j->et_al ? render_decorate(r, j->et_al, t) : t);
}

static void put_last(struct render *r, const struct job *j, const struct name_list *l, struct rich *out, int set, int n)
{
    const char *and_ = and_word(r, j);
    if (n > 1) {
        bool delimiter = precedes(j->o.precedes_last, n, 3, is_inverted(j, l, n - 2));
        if (!and_) {
            put_affix(r, out, j->o.delimiter);
        } else {
            size_t len = strlen(j->o.delimiter);
            if (delimiter)
                put_affix(r, out, j->o.delimiter);
            if (!delimiter || !len || j->o.delimiter[len - 1] != ' ')
                put_affix(r, out, " ");
            rich_append(out, rich_parse(r->a, and_, false));
            size_t al = strlen(and_);
            bool joined = al >= 3 && (unsigned char)and_[al - 3] == 0xe2 && (unsigned char)and_[al - 2] == 0x80;
            if (!joined)
                put_affix(r, out, " ");
        }
    }
    rich_append(out, one_name(r, j, l, set, n - 1));
}

/* NULL when nothing is shown. */
static struct rich *join_names(struct render *r, const struct job *j, const struct set *s)
{
    int set = r->names_sets++, n = (int)s->list->n, shown = shown_names(r, j, n, set);
    if (set < DISAMBIG_SETS) {
        r->name_counts[set] = shown;
        r->name_totals[set] = n;
    }
    if (r->learning)
        givens_add(r->c, s->list);
    if (shown <= 0)
        return NULL;
    struct rich *out = rich_span(r->a);
    if (shown == n) {
        for (int i = 0; i < n - 1; i++) {
            if (i)
                put_affix(r, out, j->o.delimiter);
            rich_append(out, one_name(r, j, s->list, set, i));
        }
        put_last(r, j, s->list, out, set, n);
        return out;
    }
    for (int i = 0; i < shown; i++) {
        if (i)
            put_affix(r, out, j->o.delimiter);
        rich_append(out, one_name(r, j, s->list, set, i));
    }
    if (j->o.use_last && n >= shown + 2) {
        put_affix(r, out, j->o.delimiter);
        put_affix(r, out, "\xe2\x80\xa6 ");
        rich_append(out, one_name(r, j, s->list, set, n - 1));
    } else if (j->o.use_last && n == shown + 1) {
        put_affix(r, out, j->o.delimiter);
        rich_append(out, one_name(r, j, s->list, set, n - 1));
    } else {
        put_et_al(r, j, out, shown, is_inverted(j, s->list, shown - 1));
    }
    return out;
}

/* ---- labels and sets ---- */

static struct rich *label_of(struct render *r, const struct job *j, const struct set *s)
{
    if (!j->label || r->key)
        return NULL;
    const char *plural = j->label->a[ATTR_PLURAL];
    bool many = plural && strcmp(plural, "always") == 0  ? true
                : plural && strcmp(plural, "never") == 0 ? false
                                                         : s->list->n > 1;
    const char *term = locale_term(&r->c->locale, s->label, j->label->a[ATTR_FORM], many);
    return term && *term ? render_decorate(r, j->label, rich_parse(r->a, term, false)) : NULL;
}

static struct rich *render_set(struct render *r, const struct job *j, const struct set *s)
{
    struct rich *names = join_names(r, j, s);
    if (!names)
        return NULL;
    if (j->name && (j->name->a[ATTR_PREFIX] || j->name->a[ATTR_SUFFIX])) {
        struct elem look = {.kind = ELEM_NAME};
        look.a[ATTR_PREFIX] = j->name->a[ATTR_PREFIX];
        look.a[ATTR_SUFFIX] = j->name->a[ATTR_SUFFIX];
        names = render_decorate(r, &look, names);
    }
    names->mark = MARK_NAMES;
    if (!r->first_names)
        r->first_names = names;
    struct rich *label = label_of(r, j, s);
    if (!label)
        return names;
    struct rich *out = rich_span(r->a);
    rich_append(out, j->label_first ? label : names);
    rich_append(out, j->label_first ? names : label);
    return out;
}

static const char *names_delimiter(const struct render *r, const struct elem *e)
{
    if (e->a[ATTR_DELIMITER])
        return e->a[ATTR_DELIMITER];
    if (r->scope && r->scope->a[ATTR_NAMES_DELIMITER])
        return r->scope->a[ATTR_NAMES_DELIMITER];
    if (r->c->style.root->a[ATTR_NAMES_DELIMITER])
        return r->c->style.root->a[ATTR_NAMES_DELIMITER];
    return "";
}

static struct rich *count_names(struct render *r, const struct job *j, const struct set *sets, size_t n)
{
    int total = 0;
    for (size_t i = 0; i < n; i++)
        total += shown_names(r, j, (int)sets[i].list->n, DISAMBIG_SETS);
    return total ? rich_text(r->a, arena_printf(r->a, r->key ? "%05d" : "%d", total)) : NULL;
}

static struct rich *render_substitute(struct render *r, const struct elem *names, const struct elem *substitute)
{
    const struct elem *outer = r->sub_names;
    bool was = r->in_substitute;
    r->in_substitute = true;
    if (!outer || !was)
        r->sub_names = names;
    struct rich *t = NULL;
    bool hidden = r->names_hidden;
    for (const struct elem *k = substitute->first; k && !t && r->names_hidden == hidden; k = k->next) {
        t = render_element(r, k);
        if (t && rich_empty(t)) {
            t = NULL;
            break;
        }
    }
    r->in_substitute = was;
    r->sub_names = outer;
    return t;
}

struct rich *render_names(struct render *r, const struct elem *e)
{
    struct job j;
    struct set sets[8];
    r->called = true;
    read_job(r, e, &j);
    size_t n = read_sets(r, &j, sets, 8);
    struct rich *out = NULL;
    if (r->hide_names && !r->names_hidden && n) {
        r->names_hidden = r->filled = true;
        r->names_sets += (int)n;
        return NULL;
    }
    if (strcmp(j.o.form, "count") == 0) {
        out = count_names(r, &j, sets, n);
    } else {
        for (size_t i = 0; i < n; i++) {
            struct rich *t = render_set(r, &j, &sets[i]);
            if (!t)
                continue;
            if (!out)
                out = rich_span(r->a);
            else
                put_affix(r, out, names_delimiter(r, e));
            rich_append(out, t);
        }
    }
    if (out) {
        r->filled = true;
        for (size_t i = 0; r->in_substitute && i < n; i++)
            render_suppress(r, sets[i].var);
        return render_decorate(r, e, out);
    }
    if (!j.substitute || n)
        return NULL;
    struct rich *t = render_substitute(r, e, j.substitute);
    if (t && !r->first_names) {
        t->mark = MARK_NAMES;
        r->first_names = t;
    }
    r->filled = r->filled || t;
    return t ? render_decorate(r, e, t) : NULL;
}
