/* prop_text.c: the values of text: font and its variants, spacing, indent, decoration, list markers, quotes. */
#include "style/internal.h"

#include <string.h>

/* Generic families are the faces the build is sure to have, whatever the machine calls serif. */
static const char *generic(const char *name)
{
    if (css_same(name, "serif") || css_same(name, "ui-serif"))
        return "Noto Serif";
    if (css_same(name, "monospace") || css_same(name, "ui-monospace"))
        return "Noto Sans Mono";
    static const char *const sans[] = {"sans-serif", "system-ui", "ui-sans-serif", "ui-rounded",
                                       "cursive",    "fantasy",   "math",          "emoji"};
    for (size_t i = 0; i < sizeof sans / sizeof *sans; i++)
        if (css_same(name, sans[i]))
            return "Noto Sans";
    return NULL;
}

static void add_family(struct css_eval *e, struct buf *b, const char *name)
{
    if (!map_find(e->families, name))
        map_put(e->families, name, (void *)css_intern(e, name));
    if (b->len)
        buf_addc(b, ',');
    for (; *name; name++) /* a comma in a name would be two names */
        buf_addc(b, *name == ',' ? ' ' : *name);
}

bool prop_font_family(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct buf b = {0}, name = {0};
    bool good = true;
    (void)p;
    do {
        const char *s;
        buf_clear(&name);
        if (css_take_string(c, &s)) {
            buf_adds(&name, s);
        } else {
            int words = 0;
            for (; css_more(c) && c->t->kind == TOK_IDENT; c->t++, words++) {
                buf_adds(&name, words ? " " : "");
                buf_adds(&name, c->t->text);
            }
            if (words == 1 && generic(name.data)) {
                s = generic(name.data);
                buf_clear(&name);
                buf_adds(&name, s);
            }
        }
        good = name.len > 0;
        if (good)
            add_family(e, &b, name.data);
    } while (good && css_take_comma(c));
    if (good)
        e->out->style.font_family = css_intern(e, b.data);
    buf_drop(&b);
    buf_drop(&name);
    return good;
}

bool prop_font_size(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    /* of a medium of 12 pt: CSS Fonts Level 4, section 2.5.1 */
    static const struct css_keyword names[] = {{"xx-small", 7373},  {"x-small", 9216},    {"small", 10923},
                                               {"medium", 12288},   {"large", 14746},     {"x-large", 18432},
                                               {"xx-large", 24576}, {"xxx-large", 36864}, {0}};
    struct len v;
    int k;
    int32_t parent = e->parent->style.font_size;
    (void)p;
    if (css_take_keyword(c, names, &k))
        v = (struct len){k, LEN_ABS};
    else if (css_take(c, "smaller"))
        v = (struct len){parent * 5 / 6, LEN_ABS};
    else if (css_take(c, "larger"))
        v = (struct len){parent * 6 / 5, LEN_ABS};
    else if (!css_take_length(e, c, LEN_PERCENT, &v))
        return false;
    int64_t size = v.unit == LEN_PCT ? (int64_t)parent * v.v / 1024 : v.v;
    if (size > 2000 * PT) /* larger than any page: keeps em within bounds */
        size = 2000 * PT;
    e->out->style.font_size = (int32_t)size;
    return true;
}

bool prop_font_weight(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword names[] = {{"normal", 400}, {"bold", 700}, {0}};
    int k;
    int32_t n;
    int parent = e->parent->style.font_weight;
    (void)p;
    if (css_take_keyword(c, names, &k))
        n = k;
    else if (css_take(c, "bolder"))
        n = parent < 350 ? 400 : parent < 550 ? 700 : 900;
    else if (css_take(c, "lighter"))
        n = parent < 550 ? 100 : parent < 750 ? 400 : 700;
    else if (!css_take_integer(e, c, &n) || n < 1 || n > 1000)
        return false;
    e->out->style.font_weight = (int16_t)n;
    return true;
}

bool prop_font_style(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword names[] = {{"normal", 0}, {"italic", 1}, {"oblique", 1}, {0}};
    int k;
    (void)p;
    if (!css_take_keyword(c, names, &k))
        return false;
    if (k && css_more(c) && c->t->kind == TOK_DIMENSION && css_same(c->t->text, "deg"))
        c->t++;
    e->out->style.italic = k;
    return true;
}

static const struct css_keyword numeric_names[] = {
    {"lining-nums", NUMERIC_LNUM},  {"oldstyle-nums", NUMERIC_ONUM},      {"proportional-nums", NUMERIC_PNUM},
    {"tabular-nums", NUMERIC_TNUM}, {"diagonal-fractions", NUMERIC_FRAC}, {"stacked-fractions", NUMERIC_AFRC},
    {"ordinal", NUMERIC_ORDN},      {"slashed-zero", NUMERIC_ZERO},       {0}};
static const struct css_keyword ligature_names[] = {{"common-ligatures", LIGA_ON},
                                                    {"no-common-ligatures", LIGA_OFF},
                                                    {"discretionary-ligatures", DLIG_ON},
                                                    {"no-discretionary-ligatures", DLIG_OFF},
                                                    {"historical-ligatures", HLIG_ON},
                                                    {"no-historical-ligatures", HLIG_OFF},
                                                    {"contextual", CALT_ON},
                                                    {"no-contextual", CALT_OFF},
                                                    {0}};
static const struct css_keyword caps_names[] = {{"small-caps", CAPS_SMALL},
                                                {"all-small-caps", CAPS_ALL_SMALL},
                                                {"petite-caps", CAPS_PETITE},
                                                {"all-petite-caps", CAPS_ALL_PETITE},
                                                {"unicase", CAPS_UNICASE},
                                                {"titling-caps", CAPS_TITLING},
                                                {0}};

/* arg: 1 numeric, 2 ligatures, 0 the shorthand of all. */
bool prop_font_variant(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword positions[] = {{"sub", 1}, {"super", 2}, {0}};
    int k, numeric = 0, ligatures = 0, caps = 0, position = 0, words = 0;
    if (css_take(c, "normal")) {
        words = 1;
    } else if (p->arg != 1 && css_take(c, "none")) {
        ligatures = LIGA_OFF | DLIG_OFF | HLIG_OFF | CALT_OFF;
        words = 1;
    } else {
        for (; css_more(c); words++) {
            if (p->arg != 2 && css_take_keyword(c, numeric_names, &k))
                numeric |= k;
            else if (p->arg != 1 && css_take_keyword(c, ligature_names, &k))
                ligatures |= k;
            else if (!p->arg && !caps && css_take_keyword(c, caps_names, &k))
                caps = k;
            else if (!p->arg && !position && css_take_keyword(c, positions, &k))
                position = k;
            else
                return false;
        }
    }
    if (p->arg != 2)
        e->out->numeric = (uint16_t)numeric;
    if (p->arg != 1)
        e->out->ligatures = (uint16_t)ligatures;
    if (!p->arg) {
        e->out->caps = (uint8_t)caps;
        e->out->position = (uint8_t)position;
    }
    return words > 0;
}

bool prop_font_settings(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct buf b = {0};
    bool good = true;
    (void)p;
    if (css_take(c, "normal")) {
        e->out->settings = NULL;
        return true;
    }
    do {
        const char *tag;
        int32_t v = 1;
        good = css_take_string(c, &tag) && strlen(tag) == 4 && !strpbrk(tag, ",= \"[");
        if (!good)
            break;
        if (css_take(c, "off"))
            v = 0;
        else if (!css_take(c, "on") && css_take_integer(e, c, &v))
            good = v >= 0;
        buf_addf(&b, "%s%s=%d", b.len ? "," : "", tag, (int)v);
    } while (good && css_take_comma(c));
    if (good)
        e->out->settings = css_intern(e, b.data);
    buf_drop(&b);
    return good;
}

static void feature(struct buf *b, const char *s)
{
    buf_addf(b, "%s%s", b->len ? "," : "", s);
}

void css_features(struct css_eval *e, struct computed *c)
{
    static const struct {
        int bit;
        const char *feature;
    } numeric[] = {{NUMERIC_LNUM, "lnum=1"}, {NUMERIC_ONUM, "onum=1"}, {NUMERIC_PNUM, "pnum=1"},
                   {NUMERIC_TNUM, "tnum=1"}, {NUMERIC_FRAC, "frac=1"}, {NUMERIC_AFRC, "afrc=1"},
                   {NUMERIC_ORDN, "ordn=1"}, {NUMERIC_ZERO, "zero=1"}},
      ligatures[] = {{LIGA_ON, "liga=1,clig=1"}, {LIGA_OFF, "liga=0,clig=0"}, {DLIG_ON, "dlig=1"},
                     {DLIG_OFF, "dlig=0"},       {HLIG_ON, "hlig=1"},         {HLIG_OFF, "hlig=0"},
                     {CALT_ON, "calt=1"},        {CALT_OFF, "calt=0"}};
    static const char *const caps[] = {NULL, "smcp=1", "smcp=1,c2sc=1", "pcap=1", "pcap=1,c2pc=1", "unic=1", "titl=1"};
    struct buf b = {0};
    for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++)
        if (c->numeric & numeric[i].bit)
            feature(&b, numeric[i].feature);
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
        if (c->ligatures & ligatures[i].bit)
            feature(&b, ligatures[i].feature);
    if (caps[c->caps])
        feature(&b, caps[c->caps]);
    if (c->position)
        feature(&b, c->position == 1 ? "subs=1" : "sups=1");
    if (c->kerning == 1)
        feature(&b, "kern=0");
    if (c->settings)
        feature(&b, c->settings);
    c->style.font_features = b.len ? css_intern(e, b.data) : NULL;
    c->style.small_caps = c->caps >= CAPS_SMALL && c->caps <= CAPS_ALL_PETITE;
    buf_drop(&b);
}

bool prop_line_height(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct css_number n;
    struct computed *o = e->out;
    (void)p;
    if (css_take(c, "normal")) {
        o->line_factor = 1.4;
        return true;
    }
    if (!css_take_number(e, c, &n) || n.v < 0 || n.kind == NUM_OTHER)
        return false;
    double v = n.kind == NUM_PERCENT ? n.v / 100 * o->style.font_size : n.v;
    if (n.kind == NUM_NUMBER && v > 100)
        v = 100;
    if (v > 4000.0 * PT)
        v = 4000.0 * PT;
    o->line_factor = n.kind == NUM_NUMBER ? v : 0;
    o->style.line_height = n.kind == NUM_NUMBER ? 0 : (int32_t)(v + 0.5);
    return true;
}

/* style || variant || weight || stretch, then size, /line-height, family. */
bool prop_font(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword stretch[] = {{"condensed", 0},       {"expanded", 0},        {"semi-condensed", 0},
                                                 {"semi-expanded", 0},   {"extra-condensed", 0}, {"extra-expanded", 0},
                                                 {"ultra-condensed", 0}, {"ultra-expanded", 0},  {0}};
    struct computed *o = e->out, was = *o;
    int k;
    if (e->phase != PHASE_EARLY)
        css_reset(e, "font-style font-weight font-variant line-height");
    for (;;) {
        struct css_cursor before = *c;
        if (css_take(c, "normal") || css_take_keyword(c, stretch, &k) || prop_font_style(e, c, p))
            continue;
        if (css_take(c, "small-caps")) {
            o->caps = CAPS_SMALL;
            continue;
        }
        if (css_more(c) && (c->t->kind == TOK_NUMBER || c->t->kind == TOK_IDENT) && prop_font_weight(e, c, p))
            continue;
        *c = before;
        break;
    }
    int32_t size = o->style.font_size;
    int32_t end_size;
    if (!prop_font_size(e, c, p)) {
        *o = was;
        return false;
    }
    end_size = o->style.font_size;
    if (e->phase == PHASE_LATE)
        o->style.font_size = size; /* known since the first phase; em here means it */
    bool good = (!css_take_delim(c, '/') || prop_line_height(e, c, p)) && prop_font_family(e, c, p);
    if (!good || e->phase == PHASE_EARLY) {
        *o = was;
        if (good)
            o->style.font_size = end_size;
    }
    return good;
}

bool prop_spacing(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct len v = {0, LEN_ABS};
    if (!css_take(c, "normal") && !css_take_length(e, c, LEN_NEGATIVE, &v))
        return false;
    memcpy((char *)e->out + p->offset[0], &v.v, sizeof v.v);
    return true;
}

bool prop_text_indent(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    struct len v;
    (void)p;
    if (!css_take_length(e, c, LEN_NEGATIVE | LEN_PERCENT, &v))
        return false;
    e->out->style.text_indent = v.unit == LEN_ABS ? v.v : 0;
    e->out->style.text_indent_pct = v.unit == LEN_PCT ? v : (struct len){0, LEN_ABS};
    return true;
}

/* arg 1: the shorthand, where style, colour and thickness may stand too (lines are solid, in the text's colour). */
bool prop_decoration(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword lines[] = {{"none", 0},
                                               {"underline", DECORATION_UNDERLINE},
                                               {"overline", DECORATION_OVERLINE},
                                               {"line-through", DECORATION_LINE_THROUGH},
                                               {"blink", 0},
                                               {0}};
    static const struct css_keyword styles[] = {{"solid", 0}, {"double", 0}, {"dotted", 0},    {"dashed", 0},
                                                {"wavy", 0},  {"auto", 0},   {"from-font", 0}, {0}};
    int k, words = 0, line = 0;
    struct colour colour;
    struct len thick;
    for (; css_more(c); words++) {
        if (css_take_keyword(c, lines, &k))
            line |= k;
        else if (!p->arg || !(css_take_keyword(c, styles, &k) || css_take_colour(e, c, &colour) ||
                              css_take_length(e, c, LEN_PERCENT, &thick)))
            return false;
    }
    e->out->style.decoration = (uint8_t)line;
    return words > 0;
}

bool css_list_name(struct css_cursor *c, enum list_style *out)
{
    static const struct css_keyword names[] = {{"none", LIST_NONE},
                                               {"disc", LIST_DISC},
                                               {"circle", LIST_CIRCLE},
                                               {"square", LIST_SQUARE},
                                               {"decimal", LIST_DECIMAL},
                                               {"decimal-leading-zero", LIST_DECIMAL},
                                               {"lower-alpha", LIST_LOWER_ALPHA},
                                               {"lower-latin", LIST_LOWER_ALPHA},
                                               {"upper-alpha", LIST_UPPER_ALPHA},
                                               {"upper-latin", LIST_UPPER_ALPHA},
                                               {"lower-roman", LIST_LOWER_ROMAN},
                                               {"upper-roman", LIST_UPPER_ROMAN},
                                               {"cjk-decimal", LIST_CJK_DECIMAL},
                                               {"cjk-ideographic", LIST_CJK_DECIMAL},
                                               {"simp-chinese-informal", LIST_CJK_DECIMAL},
                                               {"-dossier-dash", LIST_DASH},
                                               {0}};
    int k;
    if (!css_take_keyword(c, names, &k))
        return false;
    *out = (enum list_style)k;
    return true;
}

bool prop_list_type(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    const char *s = NULL;
    enum list_style list = LIST_STRING;
    (void)p;
    if (!css_take_string(c, &s) && !css_list_name(c, &list))
        return false;
    e->out->style.list_style = list;
    e->out->style.list_string = s ? css_intern(e, s) : NULL;
    return true;
}

bool prop_list_image(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    (void)p;
    if (css_take(c, "none"))
        return true;
    if (!css_more(c) || (c->t->kind != TOK_URL && c->t->kind != TOK_FUNCTION))
        return false;
    c->t = css_after(c->t, c->end);
    e->warning = "pictures as list markers are not drawn on paper";
    return true;
}

bool prop_list_style(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    static const struct css_keyword positions[] = {{"outside", 0}, {"inside", 1}, {0}};
    int k, words = 0;
    css_reset(e, p->longhands);
    for (; css_more(c); words++) {
        if (css_take_keyword(c, positions, &k))
            e->out->style.list_inside = k;
        else if (!prop_list_type(e, c, p) && !prop_list_image(e, c, p))
            return false;
    }
    return words > 0 && words < 4;
}

/* The fills of a chart's series, opaque; kept as "#rrggbb #rrggbb". */
bool prop_palette(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    (void)p;
    if (css_take(c, "auto")) {
        e->out->style.palette = NULL;
        return true;
    }
    struct buf b = {0};
    struct colour k;
    while (css_take_colour(e, c, &k))
        buf_addf(&b, "%s#%02x%02x%02x", b.len ? " " : "", (unsigned)k.r, (unsigned)k.g, (unsigned)k.b);
    if (b.len)
        e->out->style.palette = css_intern(e, b.data);
    bool good = b.len > 0;
    buf_drop(&b);
    return good;
}

/* Kept as open, close, open, close. */
bool prop_quotes(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    const char *s[4] = {"", "", "", ""};
    (void)p;
    if (css_take(c, "auto")) {
        e->out->style.quotes = NULL;
        return true;
    }
    if (!css_take(c, "none")) {
        int n = 0;
        const char *one;
        for (; css_take_string(c, &one); n++)
            if (n < 4)
                s[n] = one;
        if (n < 2 || n % 2)
            return false;
        if (n == 2) {
            s[2] = s[0];
            s[3] = s[1];
        }
    }
    struct buf b = {0};
    for (int i = 0; i < 4; i++)
        buf_addf(&b, "%s%s", i ? "\x1f" : "", s[i]);
    e->out->style.quotes = css_intern(e, b.data);
    buf_drop(&b);
    return true;
}
