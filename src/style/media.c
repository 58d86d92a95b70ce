/* media.c: media queries (Level 3 grammar). What is asked of a device (its width, its colours) is false on paper and left to the
 * reading system on a screen. */
#include "style/internal.h"

struct query {
    bool not, features, bad;
    const char *type; /* NULL: all */
};

static struct query read_query(struct css_span s)
{
    struct css_cursor c = {s.t, s.end};
    struct query q = {0};
    if (css_take(&c, "not"))
        q.not = true;
    else
        css_take(&c, "only");
    if (css_more(&c) && c.t->kind == TOK_IDENT)
        q.type = c.t++->text;
    for (bool first = !q.type; css_more(&c); first = false) {
        if (!first && !css_take(&c, "and")) {
            q.bad = true;
            break;
        }
        if (!css_more(&c) || c.t->kind != TOK_OPEN_PAREN) {
            q.bad = true;
            break;
        }
        q.features = true;
        c.t = css_after(c.t, c.end);
    }
    if (q.type && css_same(q.type, "all"))
        q.type = NULL;
    return q;
}

static struct css_span next_query(struct css_span *s)
{
    const struct css_token *t = s->t;
    while (t < s->end && t->kind != TOK_COMMA)
        t = css_after(t, s->end);
    struct css_span one = css_trim((struct css_span){s->t, t});
    s->t = t < s->end ? t + 1 : t;
    return one;
}

bool css_media_matches(struct css_span queries, const char *medium)
{
    queries = css_trim(queries);
    if (queries.t >= queries.end)
        return true;
    while (queries.t < queries.end) {
        struct query q = read_query(next_query(&queries));
        bool is = (!q.type || css_same(q.type, medium)) && !q.features;
        if (!q.bad && is != q.not )
            return true;
    }
    return false;
}

int css_media_for_screen(struct css_span queries)
{
    int best = 0;
    queries = css_trim(queries);
    if (queries.t >= queries.end)
        return 1;
    while (queries.t < queries.end) {
        struct query q = read_query(next_query(&queries));
        bool type = !q.type || css_same(q.type, "screen");
        if (q.bad)
            continue;
        if (q.features && (type || q.not ))
            return 2;
        if (!q.features && type != q.not )
            best = q.type && css_same(q.type, "screen") ? 2 : best ? best : 1;
    }
    return best;
}
