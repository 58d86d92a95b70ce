/* Claims: what they rest on, whether that is enough, and which of them cannot be true together. */
#include "check/internal.h"

#include "doc/dates.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { CLAIM_SHOWN = 70 };

/* What a claim rests on: its own sources and those of the cites in it. */
struct rests {
    struct map *ids; /* id -> struct source, or NULL */
    struct check *c;
};

static void add_ids(struct rests *r, const char *list)
{
    const char *word;
    for (size_t n; words_next(&list, &word, &n);) {
        struct buf id = {0};
        buf_add(&id, word, n);
        map_put(r->ids, id.data, (void *)(uintptr_t)check_source(r->c, word, n));
        buf_drop(&id);
    }
}

static const struct source *source_at(const struct rests *r, size_t i)
{
    void *s;
    map_at(r->ids, i, &s);
    return s;
}

/* Case apart: "Région Normandie" is "Région normandie". */
static bool same_text(const char *a, const char *b)
{
    if (!a || !b || !*a)
        return false;
    char *x = g_utf8_casefold(a, -1), *y = g_utf8_casefold(b, -1);
    bool same = !strcmp(x, y);
    g_free(x);
    g_free(y);
    return same;
}

/* Two sources are one house's where the publisher, or the paper, is the same. */
static const char *one_house(const struct rests *r)
{
    const struct source *first = source_at(r, 0);
    const char *publisher = first ? first->publisher : NULL, *container = first ? first->container : NULL;
    for (size_t i = 1; i < map_count(r->ids); i++) {
        const struct source *s = source_at(r, i);
        publisher = s && same_text(s->publisher, publisher) ? publisher : NULL;
        container = s && same_text(s->container, container) ? container : NULL;
    }
    return publisher ? publisher : container;
}

/* -1, 0, 1 as far as both say: 2031-05 and 2031-05-03 are equal. */
static int compare(const struct date *a, const struct date *b)
{
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (!a->month || !b->month || a->month != b->month)
        return !a->month || !b->month ? 0 : a->month < b->month ? -1 : 1;
    return !a->day || !b->day ? 0 : (a->day > b->day) - (a->day < b->day);
}

/* The last day a source can speak of: the end of its range, or its date; an open one has none. */
static bool last_day(const struct source *s, struct date *d)
{
    const char *rest = s && s->date ? date_parse(s->date, d) : NULL;
    if (!rest || d->circa)
        return false;
    return *rest != '/' || (rest[1] && date_parse(rest + 1, d));
}

/* After the dossier's own date: what is foreseen, and no source can have seen. */
static bool is_to_come(const struct doc *doc, const struct date *when)
{
    struct date written;
    return doc->date && date_parse(doc->date, &written) && compare(when, &written) > 0;
}

static void check_time(struct rests *r, const struct node *claim, const char *iso, struct src src)
{
    struct date when, last, latest = {0};
    if (!iso || !date_parse(iso, &when) || !map_count(r->ids) || is_to_come(r->c->doc, &when))
        return;
    for (size_t i = 0; i < map_count(r->ids); i++) {
        if (!last_day(source_at(r, i), &last) || compare(&when, &last) <= 0)
            return; /* one that may know of it is enough */
        if (!latest.year || compare(&last, &latest) > 0)
            latest = last;
    }
    struct buf said = {0};
    buf_addf(&said, "%04d", latest.year);
    if (latest.month)
        buf_addf(&said, "-%02d", latest.month);
    if (latest.month && latest.day)
        buf_addf(&said, "-%02d", latest.day);
    check_say(r->c, claim, src, D_CLAIM_LATER, "this claim speaks of %s, and its last source is of %s", iso, said.data);
    buf_drop(&said);
}

void check_claim(struct check *c, const struct node *claim)
{
    struct rests r = {map_new(), c};
    const char *status = node_attr(claim, "status"), *house;
    add_ids(&r, node_attr(claim, "source"));
    for (const struct node *n = claim->child; n; n = node_next(n, claim))
        if ((n->kind == NODE_CITE || n->kind == NODE_SPAN) &&
            !n->generated) /* a span: in the note of a citation style */
            add_ids(&r, node_attr(n, "source"));
    size_t n = map_count(r.ids);
    if (!n)
        check_say(c, claim, claim->src, D_CLAIM_BARE, "this claim names no source");
    else if (n == 1 && status && !strcmp(status, "established"))
        check_say(c, claim, claim->src, D_CLAIM_ALONE, "this claim is called established on one source alone, “%s”",
                  map_at(r.ids, 0, NULL));
    else if (n > 1 && (house = one_house(&r)))
        check_say(c, claim, claim->src, D_CLAIM_ONE_HOUSE, "the %zu sources of this claim are all of “%s”", n, house);
    check_time(&r, claim, node_attr(claim, "date"), claim->src);
    for (const struct node *t = claim->child; t; t = node_next(t, claim))
        if (t->kind == NODE_TIME && !t->generated)
            check_time(&r, claim, node_attr(t, "datetime"), t->src);
    map_drop(r.ids);
}

/* ---- contradictions ---- */

/* "“Le registre …” (disputed; registre)" */
static void side(const struct node *claim, struct buf *out)
{
    struct buf text = {0};
    const char *status = node_attr(claim, "status"), *source = node_attr(claim, "source");
    check_excerpt(claim, CLAIM_SHOWN, &text);
    buf_addf(out, "“%s” (%s; %s)", text.data, status ? status : "?", source && *source ? source : "no source");
    buf_drop(&text);
}

static bool is_established(const struct node *claim)
{
    const char *status = node_attr(claim, "status");
    return status && !strcmp(status, "established");
}

static void contradiction(struct check *c, const struct node *a, const struct node *b)
{
    struct buf one = {0}, other = {0};
    side(a, &one);
    side(b, &other);
    check_say(c, a, a->src, D_CLAIM_CONTRADICTED, "%s contradicts %s at %s:%d", one.data, other.data, b->src.file,
              (int)b->src.line);
    const struct node *sure = is_established(a) ? a : is_established(b) ? b : NULL;
    if (sure)
        check_say(c, sure, sure->src, D_CLAIM_CONTESTED, "this claim is called established, and %s contradicts it",
                  sure == a ? other.data : one.data);
    buf_drop(&one);
    buf_drop(&other);
}

static void contradicted_by(struct check *c, const struct map *by_id, const struct node *claim)
{
    const char *list = node_attr(claim, "contradicts"), *word;
    for (size_t n; words_next(&list, &word, &n);) {
        struct buf id = {0};
        buf_add(&id, word, n);
        const struct node *other = map_find(by_id, id.data);
        if (other == claim)
            check_say(c, claim, claim->src, D_REF_UNKNOWN, "a claim cannot contradict itself");
        else if (other)
            contradiction(c, claim, other);
        else
            check_say(c, claim, claim->src, D_REF_UNKNOWN, "no claim has the id “%s”", id.data);
        buf_drop(&id);
    }
}

void check_contradictions(struct check *c)
{
    struct map *by_id = map_new();
    for (int32_t i = 0; i < c->doc->n_nodes; i++) {
        const struct node *n = c->doc->nodes[i];
        if (n->kind == NODE_CLAIM && !n->generated && n->id)
            map_put(by_id, n->id, (void *)(uintptr_t)n);
    }
    for (int32_t i = 0; i < c->doc->n_nodes; i++) {
        const struct node *n = c->doc->nodes[i];
        if (n->kind == NODE_CLAIM && !n->generated && node_attr(n, "contradicts"))
            contradicted_by(c, by_id, n);
    }
    map_drop(by_id);
}
