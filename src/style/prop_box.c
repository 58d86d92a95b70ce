/* prop_box.c: the values of boxes: margins, sizes, borders, backgrounds, columns, gaps, vertical-align. */
#include "style/internal.h"

#include <string.h>

static void *field(struct css_eval *e, const struct css_prop *p, int i)
{
    return (char *)e->out + p->offset[i];
}

bool prop_colour(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct colour v;
    if (!css_take_colour(e, c, &v))
        return false;
    memcpy(field(e, p, 0), &v, sizeof v);
    return true;
}

bool prop_length(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword intrinsic[] = {
        {"auto", 0}, {"max-content", 0}, {"min-content", 0}, {"fit-content", 0}, {0}};
    struct len v;
    int k;
    if ((p->arg & LEN_AUTO_OK) && css_take_keyword(c, intrinsic, &k))
        v = p->arg & LEN_MINIMUM ? (struct len){0, LEN_ABS} : (struct len){0, LEN_AUTO};
    else if ((p->arg & LEN_NONE_OK) && (css_take(c, "none") || css_take_keyword(c, intrinsic + 1, &k)))
        v = (struct len){0, LEN_NONE};
    else if (!css_take_length(e, c, p->arg & (LEN_NEGATIVE | LEN_PERCENT), &v))
        return false;
    memcpy(field(e, p, 0), &v, sizeof v);
    return true;
}

/* One to four values for four sides, one or two for two. */
bool prop_sides(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct css_span part[4];
    size_t n = 0, sides = 1;
    for (const char *s = p->longhands; *s; s++)
        sides += *s == ' ';
    while (css_more(c)) {
        if (n == sides)
            return false;
        part[n].t = c->t;
        c->t = part[n].end = css_after(c->t, c->end);
        n++;
    }
    if (!n)
        return false;
    const char *list = p->longhands;
    for (size_t i = 0; i < sides; i++) {
        char name[40];
        size_t len = strcspn(list, " ");
        memcpy(name, list, len);
        name[len] = 0;
        list += len + (list[len] == ' ');
        size_t from = i < n ? i : i == 3 && n > 1 ? 1 : 0;
        if (!css_apply_to(e, name, part[from]))
            return false;
    }
    return true;
}

static const struct css_keyword border_styles[] = {{"none", BORDER_NONE},
                                                   {"hidden", BORDER_NONE},
                                                   {"solid", BORDER_SOLID},
                                                   {"dashed", BORDER_DASHED},
                                                   {"dotted", BORDER_DOTTED},
                                                   {"double", BORDER_DOUBLE},
                                                   {"groove", BORDER_SOLID},
                                                   {"ridge", BORDER_SOLID},
                                                   {"inset", BORDER_SOLID},
                                                   {"outset", BORDER_SOLID},
                                                   {0}};

static bool take_width(struct css_eval *e, struct css_cursor *c, int32_t *out)
{
    static const struct css_keyword names[] = {
        {"thin", PT * 3 / 4}, {"medium", PT * 9 / 4}, {"thick", PT * 15 / 4}, {0}};
    struct len v;
    int k;
    if (css_take_keyword(c, names, &k))
        *out = k;
    else if (css_take_length(e, c, 0, &v))
        *out = v.v;
    else
        return false;
    return true;
}

/* Side i of the border, 4: the column rule. */
static struct border *border(struct css_eval *e, int i)
{
    return i == 4 ? &e->out->style.column_rule : &e->out->style.border[i];
}

static int32_t *border_width(struct css_eval *e, int i)
{
    return i == 4 ? &e->out->rule_width : &e->out->border_width[i];
}

bool prop_border_width(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    return take_width(e, c, border_width(e, p->arg));
}

bool prop_border_style(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    int k;
    if (!css_take_keyword(c, border_styles, &k))
        return false;
    border(e, p->arg)->style = (enum border_style)k;
    return true;
}

bool prop_border_colour(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    return css_take_colour(e, c, &border(e, p->arg)->colour);
}

/* Width, style and colour in any order; what is missing is initial. */
static bool side(struct css_eval *e, struct css_cursor *c, struct border *b, int32_t *width)
{
    bool w = false, s = false, k = false;
    int style;
    *b = (struct border){0, BORDER_NONE, e->out->style.colour};
    *width = PT * 9 / 4;
    while (css_more(c)) {
        if (!w && take_width(e, c, width))
            w = true;
        else if (!s && css_take_keyword(c, border_styles, &style))
            s = true, b->style = (enum border_style)style;
        else if (!k && css_take_colour(e, c, &b->colour))
            k = true;
        else
            return false;
    }
    return w || s || k;
}

bool prop_border(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    return side(e, c, border(e, p->arg), border_width(e, p->arg));
}

/* A side and the one across from it. */
bool prop_border_pair(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    int across = (p->arg + 2) % 4;
    if (!prop_border(e, c, p))
        return false;
    e->out->style.border[across] = e->out->style.border[p->arg];
    e->out->border_width[across] = e->out->border_width[p->arg];
    return true;
}

bool prop_border_all(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct border b;
    int32_t w;
    (void)p;
    if (!side(e, c, &b, &w))
        return false;
    for (int i = 0; i < 4; i++) {
        e->out->style.border[i] = b;
        e->out->border_width[i] = w;
    }
    return true;
}

/* All corners are round alike: the first one's radius. */
bool prop_border_radius(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct len v, first = {0, LEN_ABS};
    int n = 0;
    (void)p;
    while (css_more(c)) {
        if (n && css_take_delim(c, '/'))
            continue;
        if (n > 8 || !css_take_length(e, c, LEN_PERCENT, &v))
            return false;
        if (!n++)
            first = v;
    }
    e->out->style.border_radius = first.unit == LEN_ABS ? first.v : 0;
    return n > 0;
}

bool prop_border_spacing(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct len a, b;
    (void)p;
    if (!css_take_length(e, c, 0, &a))
        return false;
    css_take_length(e, c, 0, &b);
    e->out->style.border_spacing = a.v;
    return true;
}

/* Colour alone is drawn; a picture or gradient is told, place and repetition go with it. */
bool prop_background(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct colour v = {0, 0, 0, 0};
    bool colour = false, picture = false;
    (void)p;
    if (!css_more(c))
        return false;
    while (css_more(c)) {
        if (!colour && css_take_colour(e, c, &v)) {
            colour = true;
            continue;
        }
        bool image = c->t->kind == TOK_URL || c->t->kind == TOK_FUNCTION;
        static const char *const words[] = {"none",  "repeat", "no-repeat", "repeat-x",   "repeat-y",    "left",
                                            "right", "top",    "bottom",    "center",     "cover",       "contain",
                                            "fixed", "scroll", "local",     "border-box", "padding-box", "content-box",
                                            "auto",  "round",  "space"};
        bool word = false;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            word = word || css_is(c->t, words[i]);
        bool number = c->t->kind == TOK_DIMENSION || c->t->kind == TOK_PERCENTAGE || c->t->kind == TOK_NUMBER;
        bool slash = c->t->kind == TOK_COMMA || (c->t->kind == TOK_DELIM && c->t->c == '/');
        if (!image && !word && !(picture && (number || slash)))
            return false;
        picture = picture || image;
        c->t = css_after(c->t, c->end);
    }
    if (picture)
        e->warning = "a background's picture is not drawn on paper; its colour is";
    e->out->style.background = v;
    return true;
}

bool prop_column_count(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    int32_t n = 0;
    (void)p;
    if (!css_take(c, "auto") && (!css_take_integer(e, c, &n) || n < 1 || n > 16))
        return false;
    e->out->style.column_count = (int16_t)n;
    return true;
}

bool prop_columns(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    int32_t n = 0;
    int parts = 0;
    struct len width;
    (void)p;
    for (; css_more(c); parts++) {
        if (css_take(c, "auto") || (!n && css_take_integer(e, c, &n)))
            continue;
        if (!css_take_length(e, c, 0, &width))
            return false;
    }
    e->out->style.column_count = (int16_t)n;
    return parts > 0 && parts < 3 && n >= 0 && n <= 16;
}

/* arg: 1 rows, 2 columns, 4 two values may be given (row, then column). Percentages have no meaning here: none. */
bool prop_gap(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct len v[2];
    for (int i = 0; i < 2; i++) {
        if (css_take(c, "normal"))
            v[i] = (struct len){p->arg == 1 ? 0 : e->out->style.font_size, LEN_ABS};
        else if (!css_take_length(e, c, LEN_PERCENT, &v[i]))
            return false;
        if (v[i].unit == LEN_PCT)
            v[i].v = 0;
        if (i == 0 && !((p->arg & 4) && css_more(c))) {
            v[1] = v[0];
            break;
        }
    }
    if (p->arg & 1)
        e->out->style.gap = p->arg & 2 ? v[1].v : v[0].v;
    if (p->arg & 2)
        e->out->style.column_gap = v[1].v;
    return true;
}

bool prop_vertical_align(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword names[] = {{"baseline", VALIGN_BASELINE},
                                               {"sub", VALIGN_SUB},
                                               {"super", VALIGN_SUPER},
                                               {"top", VALIGN_TOP},
                                               {"text-top", VALIGN_TOP},
                                               {"middle", VALIGN_MIDDLE},
                                               {"bottom", VALIGN_BOTTOM},
                                               {"text-bottom", VALIGN_BOTTOM},
                                               {0}};
    int k = VALIGN_LENGTH;
    struct len v = {0, LEN_ABS};
    (void)p;
    if (!css_take_keyword(c, names, &k) && !css_take_length(e, c, LEN_NEGATIVE | LEN_PERCENT, &v))
        return false;
    e->out->style.vertical_align = (enum valign)k;
    e->out->style.vertical_shift = v.unit == LEN_ABS ? v.v : 0;
    e->out->valign_pct = v.unit == LEN_PCT ? v.v : 0;
    return true;
}

bool prop_page(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    (void)p;
    if (!css_more(c) || c->t->kind != TOK_IDENT)
        return false;
    e->out->style.page = css_same(c->t->text, "auto") ? NULL : css_intern(e, c->t->text);
    c->t++;
    return true;
}

bool prop_positive(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    int32_t n;
    if (!css_take_integer(e, c, &n) || n < 1 || n > 999)
        return false;
    int16_t v = (int16_t)n;
    memcpy(field(e, p, 0), &v, sizeof v);
    return true;
}

/* none, or as far as two in a hundred: more would be seen */
bool prop_scaling(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct len v = {0};
    if (!css_take(c, "none") && (!css_take_length(e, c, LEN_PERCENT, &v) || (v.unit != LEN_PCT && v.v) || v.v > 1024 * 2 / 100))
        return false;
    uint8_t most = (uint8_t)v.v;
    memcpy(field(e, p, 0), &most, sizeof most);
    return true;
}

bool prop_embed(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword names[] = {{"yes", 1}, {"no", 0}, {"auto", 0}, {0}};
    int k;
    (void)p;
    if (!css_take_keyword(c, names, &k))
        return false;
    e->out->embed = k;
    return true;
}
