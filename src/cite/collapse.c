/* Collapsing by CSL 1.0.2: runs of numbers become ranges; cites of the same names are moved together and name them once, then the year
 * once, then the letters of the year as ranges. */
#include "cite/collapse.h"

/* The first rich text with this mark, in reading order. */
static struct rich *find_mark(struct rich *r, enum rich_mark mark)
{
    if (!r || r->mark == mark)
        return r;
    for (struct rich *k = r->first; k; k = k->next) {
        struct rich *found = find_mark(k, mark);
        if (found)
            return found;
    }
    return NULL;
}

static bool plain_cite(const struct citation_item *ref)
{
    return !ref->locator && !(ref->prefix && *ref->prefix) && !(ref->suffix && *ref->suffix);
}

/* ---- numbers ---- */

static bool follows(const struct piece *a, const struct piece *b)
{
    return plain_cite(a->ref) && plain_cite(b->ref) && b->ref->item->number == a->ref->item->number + 1 &&
           find_mark(a->body, MARK_CITATION_NUMBER) && find_mark(b->body, MARK_CITATION_NUMBER);
}

static void collapse_numbers(struct cite *c, const struct elem *layout, struct piece *v, size_t n)
{
    const char *after = c->style.citation->a[ATTR_AFTER_COLLAPSE_DELIMITER];
    bool collapsed = false;
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && follows(&v[end - 1], &v[end]))
            end++;
        if (collapsed)
            v[i].delimiter = after ? after : layout->a[ATTR_DELIMITER];
        collapsed = end - i > 2;
        if (collapsed) {
            for (size_t k = i + 1; k + 1 < end; k++)
                v[k].dropped = true;
            v[end - 1].delimiter = "\xe2\x80\x93";
        }
        i = end;
    }
}

/* ---- names and years ---- */

static bool same_names(const struct piece *a, const struct piece *b)
{
    bool letters = a->ref->item->year_suffix && b->ref->item->year_suffix;
    return (*a->names || letters) && strcmp(a->names, b->names) == 0;
}

/* Every cite moves up to the first one of its names. */
static void group_cites(struct piece *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t to = i + 1;
        while (to < n && same_names(&v[i], &v[to]))
            to++;
        for (size_t k = to; k < n; k++)
            if (same_names(&v[i], &v[k])) {
                struct piece p = v[k];
                memmove(v + to + 1, v + to, (k - to) * sizeof *v);
                v[to++] = p;
            }
        i = to - 1;
    }
}

static void hide_names(struct cite *c, struct piece *p, struct arena *a)
{
    struct render r = {.hide_names = true};
    struct rich *t = cite_render_one(c, p->ref, a, &r);
    p->body = t;
}

/* The cite without its letter and names. */
static const char *without_letter(struct cite *c, const struct piece *p, struct arena *a)
{
    struct render r = {.hide_names = true};
    struct rich *t = cite_render_one(c, p->ref, a, &r), *letter = find_mark(t, MARK_YEAR_SUFFIX);
    if (letter && letter->kind == RICH_TEXT)
        letter->text = "";
    else if (letter)
        letter->first = letter->last = NULL;
    return rich_plain_string(t, a);
}

static bool same_year(struct cite *c, const struct piece *a, const struct piece *b, struct arena *arena)
{
    const struct item *x = a->ref->item, *y = b->ref->item;
    return x->year_suffix && y->year_suffix && x != y && !a->ref->locator && !(a->ref->suffix && *a->ref->suffix) &&
           !(b->ref->prefix && *b->ref->prefix) &&
           strcmp(without_letter(c, a, arena), without_letter(c, b, arena)) == 0;
}

static void only_letter(struct piece *p)
{
    struct rich *letter = find_mark(p->body, MARK_YEAR_SUFFIX);
    if (letter)
        p->body = letter;
}

/* v[0..n): one year. */
static void collapse_letters(struct cite *c, const struct elem *layout, struct piece *v, size_t n, bool ranged)
{
    const struct elem *e = c->style.citation;
    const char *delimiter = e->a[ATTR_YEAR_SUFFIX_DELIMITER];
    if (!delimiter)
        delimiter = e->a[ATTR_CITE_GROUP_DELIMITER];
    if (!delimiter)
        delimiter = layout->a[ATTR_DELIMITER];
    for (size_t i = 1; i < n; i++) {
        only_letter(&v[i]);
        v[i].delimiter = delimiter ? delimiter : "";
    }
    for (size_t i = 0; ranged && i < n;) {
        size_t end = i + 1;
        while (end < n && v[end].ref->item->year_suffix == v[end - 1].ref->item->year_suffix + 1 &&
               !v[end - 1].ref->locator)
            end++;
        if (end - i > 2) {
            for (size_t k = i + 1; k + 1 < end; k++)
                v[k].dropped = true;
            v[end - 1].delimiter = "\xe2\x80\x93";
        }
        i = end;
    }
}

/* v[0..n): the same names. */
static void collapse_group(struct cite *c, const struct elem *layout, struct piece *v, size_t n, struct arena *a)
{
    const char *how = c->style.citation->a[ATTR_COLLAPSE], *delimiter = c->style.citation->a[ATTR_CITE_GROUP_DELIMITER];
    const char *after = c->style.citation->a[ATTR_AFTER_COLLAPSE_DELIMITER];
    bool years = how && strncmp(how, "year", 4) == 0;
    if (!delimiter && years && !c->style.note)
        delimiter = ", ";
    for (size_t i = 1; i < n; i++) {
        bool located = v[i - 1].ref->locator || v[i].ref->locator; /* a comma would be one of pages */
        if (years && located && after)
            v[i].delimiter = after;
        else if (delimiter)
            v[i].delimiter = delimiter;
        if (years && !(v[i].ref->prefix && *v[i].ref->prefix))
            hide_names(c, &v[i], a);
    }
    if (!years || strncmp(how, "year-suffix", 11) != 0)
        return;
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && same_year(c, &v[end - 1], &v[end], a))
            end++;
        if (end - i > 1)
            collapse_letters(c, layout, v + i, end - i, strcmp(how, "year-suffix-ranged") == 0);
        i = end;
    }
}

static void collapse_names(struct cite *c, const struct elem *layout, struct piece *v, size_t n, struct arena *a)
{
    const char *how = c->style.citation->a[ATTR_COLLAPSE], *after = c->style.citation->a[ATTR_AFTER_COLLAPSE_DELIMITER];
    if (elem_child(c->style.citation, ELEM_SORT)) /* else the writer's order stands */
        group_cites(v, n);
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && same_names(&v[end - 1], &v[end]))
            end++;
        if (end - i > 1) {
            collapse_group(c, layout, v + i, end - i, a);
            if (end < n && how && after)
                v[end].delimiter = after;
        }
        i = end;
    }
}

void collapse(struct cite *c, const struct elem *layout, struct piece *v, size_t n, struct arena *a)
{
    const char *how = c->style.citation->a[ATTR_COLLAPSE];
    if (n < 2)
        return;
    if (how && strcmp(how, "citation-number") == 0)
        collapse_numbers(c, layout, v, n);
    else if ((how && strncmp(how, "year", 4) == 0) || c->style.citation->a[ATTR_CITE_GROUP_DELIMITER])
        collapse_names(c, layout, v, n, a);
}
