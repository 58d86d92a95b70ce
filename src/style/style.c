/* style.c: the room's door: sheets are read, every node gets its style, pages get theirs. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

static bool has_font_face(const struct css_rule *r)
{
    for (; r; r = r->next)
        if (r->kind == RULE_FONT_FACE || (r->kind == RULE_MEDIA && has_font_face(r->child)))
            return true;
    return false;
}

static void list_families(struct styles *s)
{
    s->n_family = map_count(s->eval.families);
    s->family = arena_array(s->a, s->n_family + 1, sizeof *s->family);
    for (size_t i = 0; i < s->n_family; i++) {
        void *name;
        map_at(s->eval.families, i, &name);
        s->family[i] = name;
    }
}

static void set_nowhere(struct styles *s)
{
    struct style st;
    memcpy(&st, &s->initial.style, sizeof st);
    st.display = DISPLAY_NONE;
    s->nowhere = css_intern_style(s, &st);
}

struct styles *styles_new(const struct doc *doc, const struct style_options *opt, struct diag *diag)
{
    struct arena *a = arena_new();
    struct styles *s = arena_alloc(a, sizeof *s);
    s->a = a;
    s->diag = diag;
    s->doc = doc;
    s->cache = css_cache_new();
    if (opt->paper && !style_paper(opt->paper, &s->paper_w, &s->paper_h))
        s->paper_w = s->paper_h = 0;
    css_initial(&s->initial);
    s->eval = (struct css_eval){.a = a,
                                .diag = diag,
                                .strings = map_new(),
                                .lists = map_new(),
                                .families = map_new(),
                                .initial = &s->initial,
                                .parent = &s->initial,
                                .root_size = 12 * PT,
                                .page_w = PT_OF(210 * 72 / 25.4),
                                .page_h = PT_OF(297 * 72 / 25.4),
                                .phase = PHASE_ALL};
    s->initial.style.font_family = css_intern(&s->eval, "Noto Serif");
    s->ua = css_read_ua(&s->eval, a, diag);
    s->author = css_read_author(&s->eval, a, doc, opt, diag);
    set_nowhere(s);
    css_page_size(s);
    s->of = arena_array(a, (size_t)doc->n_nodes + 1, sizeof *s->of);
    s->pseudo = arena_array(a, (size_t)doc->n_nodes + 1, sizeof *s->pseudo);
    css_cascade(s);
    css_pages(s);
    s->embed = s->embed || has_font_face(s->author);
    list_families(s);
    return s;
}

void styles_drop(struct styles *s)
{
    if (!s)
        return;
    map_drop(s->eval.strings);
    map_drop(s->eval.lists);
    map_drop(s->eval.families);
    css_cache_drop(s->cache);
    arena_drop(s->a);
}

static bool in_tree(const struct styles *s, const struct node *n)
{
    return n->index >= 0 && n->index < s->doc->n_nodes && s->doc->nodes[n->index] == n;
}

const struct style *style_of(const struct styles *s, const struct node *n)
{
    if (!in_tree(s, n) || !s->of[n->index])
        return s->nowhere;
    return n->kind == NODE_TEXT ? s->of[n->index]->anonymous : s->of[n->index]->interned;
}

const struct style *style_pseudo(const struct styles *s, const struct node *n, enum pseudo p)
{
    return in_tree(s, n) && s->pseudo[n->index] ? s->pseudo[n->index]->p[p] : NULL;
}

size_t styles_families(const struct styles *s, const char *const **names)
{
    *names = s->family;
    return s->n_family;
}

bool styles_facing_equal(const struct styles *s)
{
    return s->doc->n_nodes && s->of[0]->facing_equal;
}

bool styles_embed_fonts(const struct styles *s)
{
    return s->embed;
}
