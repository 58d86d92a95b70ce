/* <if> and <else-if>: what each test asks, and how many of the answers must be yes. */
#include "cite/internal.h"

struct tally {
    int yes, no;
};

typedef bool test_fn(struct render *r, const char *word);

static bool has_variable(struct render *r, const char *word)
{
    if (is_name_variable(word))
        return r->item && item_names(r->item, word);
    if (is_date_variable(word))
        return r->item && item_date(r->item, word);
    return render_var(r, word) != NULL;
}

static bool numeric_variable(struct render *r, const char *word)
{
    const char *s = render_var(r, word);
    return s && is_numeric(s);
}

static bool uncertain(struct render *r, const char *word)
{
    const struct date *d = r->item ? item_date(r->item, word) : NULL;
    return d && d->circa;
}

/* Of CSL-M, the dialect of legal writers: French says "consulté le 3 mai" but "consulté en mai". */
static bool has_day(struct render *r, const char *word)
{
    const struct date *d = r->item ? item_date(r->item, word) : NULL;
    return d && d->v[0].d;
}

static bool has_year_only(struct render *r, const char *word)
{
    const struct date *d = r->item ? item_date(r->item, word) : NULL;
    return d && d->n && !d->v[0].m && !d->v[0].season;
}

static bool has_type(struct render *r, const char *word)
{
    return r->item && strcmp(r->item->type, word) == 0;
}

static bool has_locator(struct render *r, const char *word)
{
    if (!r->ref || !r->ref->locator)
        return false;
    const char *label = r->ref->label ? r->ref->label : "page";
    if (strcmp(word, "sub-verbo") == 0 && strcmp(label, "sub verbo") == 0)
        return true;
    if (strcmp(word, "sub verbo") == 0 && strcmp(label, "sub-verbo") == 0)
        return true;
    return strcmp(label, word) == 0;
}

static bool in_position(struct render *r, const char *word)
{
    if (r->area == AREA_BIBLIOGRAPHY || !r->ref)
        return false;
    enum cite_position p = r->ref->position;
    if (strcmp(word, "first") == 0)
        return p == CITE_FIRST;
    if (strcmp(word, "subsequent") == 0)
        return p != CITE_FIRST;
    if (strcmp(word, "ibid") == 0)
        return p == CITE_IBID || p == CITE_IBID_WITH_LOCATOR;
    if (strcmp(word, "ibid-with-locator") == 0)
        return p == CITE_IBID_WITH_LOCATOR;
    if (strcmp(word, "near-note") == 0)
        return p != CITE_FIRST && r->ref->near;
    return false;
}

static void ask(struct render *r, const char *words, test_fn *test, struct tally *t)
{
    char word[80];
    const char *p;
    for (size_t n; words_next(&words, &p, &n);)
        if (n < sizeof word) {
            memcpy(word, p, n);
            word[n] = 0;
            if (test(r, word))
                t->yes++;
            else
                t->no++;
        }
}

bool condition_holds(struct render *r, const struct elem *e)
{
    static const struct {
        enum attr a;
        test_fn *test;
    } tests[] = {{ATTR_VARIABLE, has_variable},       {ATTR_IS_NUMERIC, numeric_variable},
                 {ATTR_IS_UNCERTAIN_DATE, uncertain}, {ATTR_TYPE, has_type},
                 {ATTR_LOCATOR, has_locator},         {ATTR_POSITION, in_position},
                 {ATTR_HAS_DAY, has_day},             {ATTR_HAS_YEAR_ONLY, has_year_only}};
    struct tally t = {0};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        ask(r, e->a[tests[i].a], tests[i].test, &t);
    if (e->a[ATTR_DISAMBIGUATE]) {
        bool holds = r->conditions++ < r->disambiguate;
        if (holds == attr_is(e, ATTR_DISAMBIGUATE, "true"))
            t.yes++;
        else
            t.no++;
    }
    if (attr_is(e, ATTR_MATCH, "any"))
        return t.yes > 0;
    if (attr_is(e, ATTR_MATCH, "none"))
        return t.yes == 0;
    return t.no == 0;
}
