/* vars.c: custom properties and var() (CSS Custom Properties Level 1): values are resolved where they are declared, a cycle makes all
 * in it invalid, and what grows beyond bounds is invalid too. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_TOKENS = 4096, MAX_DEPTH = 32 };

struct token_list {
    struct css_token *v;
    size_t n, cap;
};
/* The custom properties of one element while they are being resolved. */
struct pending {
    struct css_decl *const *decl; /* in order of rank: the last of a name wins */
    struct css_var *var;
    char *state; /* 0 new, 1 at work, 2 done, 3 in a cycle */
    size_t n;
};
struct subst {
    struct arena *a;
    const struct css_vars *vars; /* inherited */
    struct pending *own;         /* or NULL */
    int depth;
};

bool css_has_var(struct css_span s)
{
    for (const struct css_token *t = s.t; t < s.end; t++)
        if (t->kind == TOK_FUNCTION && css_same(t->text, "var"))
            return true;
    return false;
}

static bool expand(struct subst *s, struct css_span in, struct token_list *out);

static bool resolve_own(struct subst *s, size_t i)
{
    struct pending *p = s->own;
    if (p->state[i] == 1) {
        p->state[i] = 3;
        return false;
    }
    if (p->state[i] == 0) {
        struct token_list list = {0};
        p->state[i] = 1;
        bool good = expand(s, p->decl[i]->value, &list) && p->state[i] != 3;
        p->state[i] = 2;
        p->var[i].value = (struct css_span){NULL, NULL};
        if (good) {
            struct css_token *t = arena_array(s->a, list.n + 1, sizeof *t);
            if (list.n)
                memcpy(t, list.v, list.n * sizeof *t);
            p->var[i].value = (struct css_span){t, t + list.n};
        }
        vec_drop(&list);
    }
    return p->var[i].value.t != NULL;
}

static bool find(struct subst *s, const char *name, struct css_span *out)
{
    if (s->own)
        for (size_t i = s->own->n; i-- > 0;)
            if (!strcmp(s->own->decl[i]->name, name)) {
                if (!resolve_own(s, i))
                    return false;
                *out = s->own->var[i].value;
                return true;
            }
    for (const struct css_vars *v = s->vars; v; v = v->up)
        for (size_t i = v->n; i-- > 0;)
            if (!strcmp(v->v[i].name, name)) {
                *out = v->v[i].value;
                return out->t != NULL;
            }
    return false;
}

static bool add(struct token_list *out, const struct css_token *t)
{
    if (out->n >= MAX_TOKENS)
        return false;
    vec_push(out, *t);
    return true;
}

/* var( --name , fallback? ) at t. */
static bool expand_var(struct subst *s, const struct css_token *t, const struct css_token *end, struct token_list *out)
{
    const struct css_token *close = t + t->match;
    struct css_cursor c = {t + 1, close < end ? close : end};
    struct css_span value;
    if (!css_more(&c) || c.t->kind != TOK_IDENT || !css_starts(c.t->text, "--"))
        return false;
    const char *name = c.t++->text;
    bool comma = css_take_comma(&c);
    if (!comma && css_more(&c))
        return false;
    if (find(s, name, &value)) { /* already free of var() */
        for (const struct css_token *v = value.t; v < value.end; v++)
            if (!add(out, v))
                return false;
        return true;
    }
    return comma && expand(s, css_trim((struct css_span){c.t, c.end}), out);
}

static bool expand(struct subst *s, struct css_span in, struct token_list *out)
{
    bool good = true;
    if (++s->depth > MAX_DEPTH)
        good = false;
    for (const struct css_token *t = in.t; good && t < in.end;) {
        if (t->kind == TOK_FUNCTION && css_same(t->text, "var")) {
            good = expand_var(s, t, in.end, out);
            t = css_after(t, in.end);
        } else {
            good = add(out, t++);
        }
    }
    s->depth--;
    return good;
}

bool css_substitute(struct arena *a, const struct css_vars *vars, struct css_span in, struct css_span *out)
{
    struct subst s = {a, vars, NULL, 0};
    struct token_list list = {0};
    bool good = expand(&s, in, &list);
    if (good) {
        struct css_token *t = arena_array(a, list.n + 1, sizeof *t);
        if (list.n)
            memcpy(t, list.v, list.n * sizeof *t);
        css_match(t, list.n);
        *out = css_trim((struct css_span){t, t + list.n});
    }
    vec_drop(&list);
    return good;
}

const struct css_vars *css_vars_new(struct arena *a, const struct css_vars *up, struct css_decl *const *decls, size_t n)
{
    struct css_vars *v = arena_alloc(a, sizeof *v);
    struct css_var *var = arena_array(a, n, sizeof *var);
    char *state = arena_alloc(a, n);
    struct pending own = {decls, var, state, n};
    struct subst s = {a, up, &own, 0};
    for (size_t i = 0; i < n; i++)
        var[i].name = decls[i]->name;
    for (size_t i = n; i-- > 0;) {
        s.depth = 0;
        resolve_own(&s, i);
    }
    *v = (struct css_vars){up, var, n};
    return v;
}
