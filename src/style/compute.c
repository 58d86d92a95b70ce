/* compute.c: declarations to computed values. Equal work is done once: the result is cached by parent and matching rules, and equal
 * styles are interned to one pointer. Font size and colour come first, for em and currentColor need them. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

struct computed_entry {
    uint64_t hash;
    const struct computed *parent, *value;
    int box;
    size_t n;
    const struct css_match *m;
    struct computed_entry *next;
};
struct style_entry {
    uint64_t hash;
    const struct style *style;
    struct style_entry *next;
};
struct anonymous_entry {
    const struct style *parent, *value;
    struct anonymous_entry *next;
};
enum { BUCKETS = 4096 };
struct css_cache {
    struct computed_entry *computed[BUCKETS];
    struct style_entry *style[BUCKETS];
    struct anonymous_entry *anonymous[BUCKETS];
};

struct css_cache *css_cache_new(void)
{
    return xcalloc(1, sizeof(struct css_cache));
}

void css_cache_drop(struct css_cache *c)
{
    free(c);
}

/* FNV-1a over words; the order of pointers never shows, a hash only finds equals. */
static uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x100000001b3u;
    return h ^ h >> 29;
}

static uint64_t hash_bytes(const void *p, size_t n)
{
    const unsigned char *b = p;
    uint64_t h = 0xcbf29ce484222325u, w;
    for (; n >= 8; n -= 8, b += 8) {
        memcpy(&w, b, 8);
        h = mix(h, w);
    }
    for (; n; n--)
        h = mix(h, *b++);
    return h;
}

void css_initial(struct computed *c)
{
    memset(c, 0, sizeof *c);
    struct style *s = &c->style;
    s->font_size = 12 * PT;
    s->font_weight = 400;
    c->line_factor = 1.4;
    s->line_height = (int32_t)(1.4 * s->font_size);
    s->colour = (struct colour){0, 0, 0, 255};
    s->hyphens = HYPHENS_MANUAL;
    s->orphans = s->widows = 2;
    s->glyph_scaling = 20; /* two in a hundred */
    s->list_style = LIST_DISC;
    s->display = DISPLAY_INLINE;
    s->width = s->height = (struct len){0, LEN_AUTO};
    s->max_width = s->max_height = s->qr = (struct len){0, LEN_NONE};
    for (int i = 0; i < 4; i++)
        s->border[i].colour = s->colour;
    s->column_rule.colour = s->colour;
    for (int i = 0; i < 4; i++)
        c->border_width[i] = PT * 9 / 4;
    c->rule_width = PT * 9 / 4;
    s->column_gap = s->font_size;
}

/* Inherited fields stand first in struct style. */
static void inherit_style(struct style *out, const struct style *parent)
{
    memcpy(out, parent, offsetof(struct style, page));
}

static void inherit(struct computed *out, const struct computed *parent, const struct computed *initial)
{
    memcpy(out, initial, sizeof *out);
    inherit_style(&out->style, &parent->style);
    out->line_factor = parent->line_factor;
    out->numeric = parent->numeric;
    out->ligatures = parent->ligatures;
    out->caps = parent->caps;
    out->position = parent->position;
    out->kerning = parent->kerning;
    out->settings = parent->settings;
    out->embed = parent->embed;
    out->vars = parent->vars;
}

const struct style *css_intern_style(struct styles *s, const struct style *st)
{
    uint64_t h = hash_bytes(st, sizeof *st);
    struct style_entry **at = &s->cache->style[h % BUCKETS];
    for (struct style_entry *e = *at; e; e = e->next)
        if (e->hash == h && !memcmp(e->style, st, sizeof *st))
            return e->style;
    struct style *copy = arena_alloc(s->a, sizeof *copy);
    memcpy(copy, st, sizeof *copy);
    struct style_entry *e = arena_alloc(s->a, sizeof *e);
    *e = (struct style_entry){h, copy, *at};
    *at = e;
    return copy;
}

static void told_var(struct styles *s, struct css_decl *d, const char *what)
{
    if (d->told)
        return;
    d->told = true;
    struct src src = {d->src.file, d->value.t->line, d->value.t->col};
    diag_add(s->diag, D_CSS_VALUE, src, what, d->name);
}

static void apply(struct styles *s, struct css_decl *d)
{
    struct css_eval *e = &s->eval;
    struct css_span value = d->value;
    if (!d->prop || !d->prop->parse)
        return;
    if (!d->has_var) {
        css_apply(e, d->prop, value);
    } else if (!css_substitute(e->a, e->out->vars, d->value, &value)) {
        told_var(s, d, "'%s' uses a custom property that is not set here");
        css_unset(e, d->prop);
    } else if (value.t >= value.end || !css_apply(e, d->prop, value)) {
        told_var(s, d, "what var() gives is not a value of '%s'");
        css_unset(e, d->prop);
    }
}

static void apply_all(struct styles *s, const struct css_matches *m, int phase)
{
    s->eval.phase = phase;
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = 0; k < m->v[i].decls->n; k++) {
            struct css_decl *d = &m->v[i].decls->v[k];
            if (d->important == m->v[i].important && (phase != PHASE_EARLY || (d->prop && d->prop->flags & PROP_EARLY)))
                apply(s, d);
        }
}

static void collect_vars(struct styles *s, struct computed *out, const struct css_matches *m)
{
    VEC(struct css_decl *) own = {0};
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = 0; k < m->v[i].decls->n; k++) {
            struct css_decl *d = &m->v[i].decls->v[k];
            if (!d->prop && d->important == m->v[i].important)
                vec_push(&own, d);
        }
    if (own.n)
        out->vars = css_vars_new(s->a, out->vars, own.v, own.n);
    vec_drop(&own);
}

/* What margin boxes have before any rule: their place says how they align (Paged Media, section 5.3). */
static void box_defaults(struct style *st, int box)
{
    static const struct {
        uint8_t align, valign;
    } place[MARGIN_BOX_COUNT] = {
        [BOX_TOP_LEFT_CORNER] = {ALIGN_RIGHT, VALIGN_MIDDLE},    [BOX_TOP_LEFT] = {ALIGN_LEFT, VALIGN_MIDDLE},
        [BOX_TOP_CENTER] = {ALIGN_CENTER, VALIGN_MIDDLE},        [BOX_TOP_RIGHT] = {ALIGN_RIGHT, VALIGN_MIDDLE},
        [BOX_TOP_RIGHT_CORNER] = {ALIGN_LEFT, VALIGN_MIDDLE},    [BOX_RIGHT_TOP] = {ALIGN_CENTER, VALIGN_TOP},
        [BOX_RIGHT_MIDDLE] = {ALIGN_CENTER, VALIGN_MIDDLE},      [BOX_RIGHT_BOTTOM] = {ALIGN_CENTER, VALIGN_BOTTOM},
        [BOX_BOTTOM_RIGHT_CORNER] = {ALIGN_LEFT, VALIGN_MIDDLE}, [BOX_BOTTOM_RIGHT] = {ALIGN_RIGHT, VALIGN_MIDDLE},
        [BOX_BOTTOM_CENTER] = {ALIGN_CENTER, VALIGN_MIDDLE},     [BOX_BOTTOM_LEFT] = {ALIGN_LEFT, VALIGN_MIDDLE},
        [BOX_BOTTOM_LEFT_CORNER] = {ALIGN_RIGHT, VALIGN_MIDDLE}, [BOX_LEFT_BOTTOM] = {ALIGN_CENTER, VALIGN_BOTTOM},
        [BOX_LEFT_MIDDLE] = {ALIGN_CENTER, VALIGN_MIDDLE},       [BOX_LEFT_TOP] = {ALIGN_CENTER, VALIGN_TOP},
    };
    st->text_align = (enum text_align)place[box].align;
    st->vertical_align = (enum valign)place[box].valign;
    st->text_align_last = ALIGN_START;
    st->text_indent = 0;
    st->hyphens = HYPHENS_NONE;
    st->display = DISPLAY_BLOCK;
}

static void finish(struct styles *s, struct computed *c)
{
    struct style *st = &c->style;
    if (c->line_factor != 0)
        st->line_height = (int32_t)(c->line_factor * st->font_size + 0.5);
    for (int i = 0; i < 4; i++)
        st->border[i].width = st->border[i].style == BORDER_NONE ? 0 : c->border_width[i];
    st->column_rule.width = st->column_rule.style == BORDER_NONE ? 0 : c->rule_width;
    if ((st->float_ == FLOAT_LEFT || st->float_ == FLOAT_RIGHT) && st->display == DISPLAY_INLINE)
        st->display = DISPLAY_BLOCK; /* CSS 2.1, section 9.7 */
    if (c->valign_pct)
        st->vertical_shift = (int32_t)((int64_t)st->line_height * c->valign_pct / 1024);
    if (!st->font_family)
        st->font_family = css_intern(&s->eval, "Noto Serif");
    css_features(&s->eval, c);
}

/* Which declarations decide, from the strongest down: those that never do need not be written for screens. */
static void mark_winners(const struct css_matches *m)
{
    uint8_t seen[sizeof(struct computed)] = {0};
    for (size_t i = m->n; i-- > 0;)
        for (size_t k = m->v[i].decls->n; k-- > 0;) {
            struct css_decl *d = &m->v[i].decls->v[k];
            if (d->important == m->v[i].important && d->prop && css_prop_cover(d->prop, seen))
                d->won = true;
        }
}

static const struct computed *compute(struct styles *s, const struct computed *parent, int box,
                                      const struct css_matches *m)
{
    struct computed *out = arena_alloc(s->a, sizeof *out);
    struct css_eval *e = &s->eval;
    inherit(out, parent, &s->initial);
    e->parent = parent;
    e->out = out;
    mark_winners(m);
    collect_vars(s, out, m);
    apply_all(s, m, PHASE_EARLY);
    for (int i = 0; i < 4; i++)
        out->style.border[i].colour = out->style.colour;
    out->style.column_rule.colour = out->style.colour;
    out->style.column_gap = out->style.font_size;
    if (box >= 0 && box < MARGIN_BOX_COUNT)
        box_defaults(&out->style, box);
    apply_all(s, m, PHASE_LATE);
    finish(s, out);
    out->interned = css_intern_style(s, &out->style);
    out->anonymous = style_anonymous(s, out->interned);
    return out;
}

static bool same_matches(const struct css_match *a, const struct css_match *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].decls != b[i].decls || a[i].important != b[i].important)
            return false;
    return true;
}

const struct computed *css_compute(struct styles *s, const struct computed *parent, int box,
                                   const struct css_matches *m)
{
    uint64_t h = mix(mix(0xcbf29ce484222325u, (uintptr_t)parent), (uint64_t)(int64_t)box);
    for (size_t i = 0; i < m->n; i++)
        h = mix(h, (uintptr_t)m->v[i].decls + m->v[i].important);
    struct computed_entry **at = &s->cache->computed[h % BUCKETS];
    for (struct computed_entry *e = *at; e; e = e->next)
        if (e->hash == h && e->parent == parent && e->box == box && e->n == m->n && same_matches(e->m, m->v, m->n))
            return e->value;
    struct computed_entry *e = arena_alloc(s->a, sizeof *e);
    struct css_match *copy = arena_array(s->a, m->n + 1, sizeof *copy);
    if (m->n)
        memcpy(copy, m->v, m->n * sizeof *copy);
    *e = (struct computed_entry){h, parent, compute(s, parent, box, m), box, m->n, copy, *at};
    *at = e;
    return e->value;
}

const struct style *style_anonymous(struct styles *s, const struct style *parent)
{
    uint64_t h = mix(0xcbf29ce484222325u, (uintptr_t)parent);
    struct anonymous_entry **at = &s->cache->anonymous[h % BUCKETS];
    for (struct anonymous_entry *e = *at; e; e = e->next)
        if (e->parent == parent)
            return e->value;
    struct computed c;
    memcpy(&c, &s->initial, sizeof c);
    inherit_style(&c.style, parent);
    for (int i = 0; i < 4; i++) {
        c.style.border[i] = (struct border){0, BORDER_NONE, c.style.colour};
    }
    c.style.column_rule = c.style.border[0];
    c.style.column_gap = c.style.font_size;
    struct anonymous_entry *e = arena_alloc(s->a, sizeof *e);
    *e = (struct anonymous_entry){parent, css_intern_style(s, &c.style), *at};
    *at = e;
    return e->value;
}
