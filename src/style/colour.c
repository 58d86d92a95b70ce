/* colour.c: colours (CSS Color Level 4): the 148 names, #rgb to #rrggbbaa, rgb() and hsl() in both notations, currentColor. */
#include "style/internal.h"

#include <string.h>

/* clang-format off */
static const struct {
    const char *name;
    uint32_t rgb;
} names[] = { /* by name */
    {"aliceblue", 0xf0f8ff}, {"antiquewhite", 0xfaebd7}, {"aqua", 0x00ffff}, {"aquamarine", 0x7fffd4},
    {"azure", 0xf0ffff}, {"beige", 0xf5f5dc}, {"bisque", 0xffe4c4}, {"black", 0x000000},
    {"blanchedalmond", 0xffebcd}, {"blue", 0x0000ff}, {"blueviolet", 0x8a2be2}, {"brown", 0xa52a2a},
    {"burlywood", 0xdeb887}, {"cadetblue", 0x5f9ea0}, {"chartreuse", 0x7fff00}, {"chocolate", 0xd2691e},
    {"coral", 0xff7f50}, {"cornflowerblue", 0x6495ed}, {"cornsilk", 0xfff8dc}, {"crimson", 0xdc143c},
    {"cyan", 0x00ffff}, {"darkblue", 0x00008b}, {"darkcyan", 0x008b8b}, {"darkgoldenrod", 0xb8860b},
    {"darkgray", 0xa9a9a9}, {"darkgreen", 0x006400}, {"darkgrey", 0xa9a9a9}, {"darkkhaki", 0xbdb76b},
    {"darkmagenta", 0x8b008b}, {"darkolivegreen", 0x556b2f}, {"darkorange", 0xff8c00}, {"darkorchid", 0x9932cc},
    {"darkred", 0x8b0000}, {"darksalmon", 0xe9967a}, {"darkseagreen", 0x8fbc8f}, {"darkslateblue", 0x483d8b},
    {"darkslategray", 0x2f4f4f}, {"darkslategrey", 0x2f4f4f}, {"darkturquoise", 0x00ced1}, {"darkviolet", 0x9400d3},
    {"deeppink", 0xff1493}, {"deepskyblue", 0x00bfff}, {"dimgray", 0x696969}, {"dimgrey", 0x696969},
    {"dodgerblue", 0x1e90ff}, {"firebrick", 0xb22222}, {"floralwhite", 0xfffaf0}, {"forestgreen", 0x228b22},
    {"fuchsia", 0xff00ff}, {"gainsboro", 0xdcdcdc}, {"ghostwhite", 0xf8f8ff}, {"gold", 0xffd700},
    {"goldenrod", 0xdaa520}, {"gray", 0x808080}, {"green", 0x008000}, {"greenyellow", 0xadff2f}, {"grey", 0x808080},
    {"honeydew", 0xf0fff0}, {"hotpink", 0xff69b4}, {"indianred", 0xcd5c5c}, {"indigo", 0x4b0082},
    {"ivory", 0xfffff0}, {"khaki", 0xf0e68c}, {"lavender", 0xe6e6fa}, {"lavenderblush", 0xfff0f5},
    {"lawngreen", 0x7cfc00}, {"lemonchiffon", 0xfffacd}, {"lightblue", 0xadd8e6}, {"lightcoral", 0xf08080},
    {"lightcyan", 0xe0ffff}, {"lightgoldenrodyellow", 0xfafad2}, {"lightgray", 0xd3d3d3}, {"lightgreen", 0x90ee90},
    {"lightgrey", 0xd3d3d3}, {"lightpink", 0xffb6c1}, {"lightsalmon", 0xffa07a}, {"lightseagreen", 0x20b2aa},
    {"lightskyblue", 0x87cefa}, {"lightslategray", 0x778899}, {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xb0c4de}, {"lightyellow", 0xffffe0}, {"lime", 0x00ff00}, {"limegreen", 0x32cd32},
    {"linen", 0xfaf0e6}, {"magenta", 0xff00ff}, {"maroon", 0x800000}, {"mediumaquamarine", 0x66cdaa},
    {"mediumblue", 0x0000cd}, {"mediumorchid", 0xba55d3}, {"mediumpurple", 0x9370db}, {"mediumseagreen", 0x3cb371},
    {"mediumslateblue", 0x7b68ee}, {"mediumspringgreen", 0x00fa9a}, {"mediumturquoise", 0x48d1cc},
    {"mediumvioletred", 0xc71585}, {"midnightblue", 0x191970}, {"mintcream", 0xf5fffa}, {"mistyrose", 0xffe4e1},
    {"moccasin", 0xffe4b5}, {"navajowhite", 0xffdead}, {"navy", 0x000080}, {"oldlace", 0xfdf5e6},
    {"olive", 0x808000}, {"olivedrab", 0x6b8e23}, {"orange", 0xffa500}, {"orangered", 0xff4500},
    {"orchid", 0xda70d6}, {"palegoldenrod", 0xeee8aa}, {"palegreen", 0x98fb98}, {"paleturquoise", 0xafeeee},
    {"palevioletred", 0xdb7093}, {"papayawhip", 0xffefd5}, {"peachpuff", 0xffdab9}, {"peru", 0xcd853f},
    {"pink", 0xffc0cb}, {"plum", 0xdda0dd}, {"powderblue", 0xb0e0e6}, {"purple", 0x800080},
    {"rebeccapurple", 0x663399}, {"red", 0xff0000}, {"rosybrown", 0xbc8f8f}, {"royalblue", 0x4169e1},
    {"saddlebrown", 0x8b4513}, {"salmon", 0xfa8072}, {"sandybrown", 0xf4a460}, {"seagreen", 0x2e8b57},
    {"seashell", 0xfff5ee}, {"sienna", 0xa0522d}, {"silver", 0xc0c0c0}, {"skyblue", 0x87ceeb},
    {"slateblue", 0x6a5acd}, {"slategray", 0x708090}, {"slategrey", 0x708090}, {"snow", 0xfffafa},
    {"springgreen", 0x00ff7f}, {"steelblue", 0x4682b4}, {"tan", 0xd2b48c}, {"teal", 0x008080},
    {"thistle", 0xd8bfd8}, {"tomato", 0xff6347}, {"turquoise", 0x40e0d0}, {"violet", 0xee82ee}, {"wheat", 0xf5deb3},
    {"white", 0xffffff}, {"whitesmoke", 0xf5f5f5}, {"yellow", 0xffff00}, {"yellowgreen", 0x9acd32},
};
/* clang-format on */

bool css_colour_name(const char *name, struct colour *out)
{
    if (css_same(name, "transparent")) {
        *out = (struct colour){0, 0, 0, 0};
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (css_same(name, names[i].name)) {
            uint32_t c = names[i].rgb;
            *out = (struct colour){(uint8_t)(c >> 16), (uint8_t)(c >> 8), (uint8_t)c, 255};
            return true;
        }
    return false;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool hash(const char *s, struct colour *out)
{
    size_t n = strlen(s);
    uint8_t v[4] = {0, 0, 0, 255};
    bool brief = n == 3 || n == 4;
    if (!brief && n != 6 && n != 8)
        return false;
    for (size_t i = 0; i < n; i++)
        if (hex(s[i]) < 0)
            return false;
    for (size_t i = 0; i < (brief ? n : n / 2); i++)
        v[i] = (uint8_t)(brief ? 17 * hex(s[i]) : 16 * hex(s[2 * i]) + hex(s[2 * i + 1]));
    *out = (struct colour){v[0], v[1], v[2], v[3]};
    return true;
}

static uint8_t byte_of(double v)
{
    return (uint8_t)(v <= 0 ? 0 : v >= 255 ? 255 : v + 0.5);
}

/* CSS Color Level 4, section 7.1. h in degrees, s and l from 0 to 1. */
static double hue_part(double n, double h, double s, double l)
{
    double k = n + h / 30;
    while (k >= 12)
        k -= 12;
    double a = s * (l < 1 - l ? l : 1 - l), m = k - 3 < 9 - k ? k - 3 : 9 - k;
    m = m < 1 ? m : 1;
    return l - a * (m > -1 ? m : -1);
}

static double degrees(double v)
{
    if (v > 1e9 || v < -1e9)
        return 0;
    int64_t turns = (int64_t)(v / 360);
    v -= 360.0 * (double)turns;
    return v < 0 ? v + 360 : v;
}

/* One component; angles come as numbers or with deg, turn, rad, grad. */
static bool component(struct css_eval *e, struct css_cursor *c, struct css_number *out)
{
    if (css_take(c, "none")) {
        *out = (struct css_number){0, NUM_NUMBER, true};
        return true;
    }
    if (css_more(c) && c->t->kind == TOK_DIMENSION) {
        const char *u = c->t->text;
        double k = css_same(u, "deg")    ? 1
                   : css_same(u, "turn") ? 360
                   : css_same(u, "grad") ? 0.9
                   : css_same(u, "rad")  ? 57.29577951308232
                                         : 0;
        *out = (struct css_number){c->t->num * k, NUM_NUMBER, false};
        c->t++;
        return k > 0;
    }
    return css_take_number(e, c, out) && out->kind != NUM_LENGTH;
}

static bool function(struct css_eval *e, const struct css_token *f, const struct css_token *end, struct colour *out)
{
    bool hsl = css_same(f->text, "hsl") || css_same(f->text, "hsla");
    if (!hsl && !css_same(f->text, "rgb") && !css_same(f->text, "rgba"))
        return false;
    const struct css_token *close = f + f->match;
    struct css_cursor c = {f + 1, close < end ? close : end};
    struct css_number v[3], alpha = {1, NUM_NUMBER, false};
    bool commas = false;
    for (int i = 0; i < 3; i++) {
        if (i == 1)
            commas = css_take_comma(&c);
        else if (i == 2 && commas && !css_take_comma(&c))
            return false;
        if (!component(e, &c, &v[i]))
            return false;
    }
    if (css_more(&c) &&
        (!(commas ? css_take_comma(&c) : css_take_delim(&c, '/')) || !component(e, &c, &alpha) || css_more(&c)))
        return false;
    uint8_t a = byte_of((alpha.kind == NUM_PERCENT ? alpha.v / 100 : alpha.v) * 255);
    if (!hsl) {
        for (int i = 0; i < 3; i++)
            if (v[i].kind == NUM_PERCENT)
                v[i].v *= 2.55;
        *out = (struct colour){byte_of(v[0].v), byte_of(v[1].v), byte_of(v[2].v), a};
        return true;
    }
    double h = degrees(v[0].v), s = v[1].v / 100, l = v[2].v / 100;
    s = s < 0 ? 0 : s > 1 ? 1 : s;
    l = l < 0 ? 0 : l > 1 ? 1 : l;
    *out = (struct colour){byte_of(255 * hue_part(0, h, s, l)), byte_of(255 * hue_part(8, h, s, l)),
                           byte_of(255 * hue_part(4, h, s, l)), a};
    return true;
}

bool css_take_colour(struct css_eval *e, struct css_cursor *c, struct colour *out)
{
    if (!css_more(c))
        return false;
    const struct css_token *t = c->t;
    bool good = false;
    if (css_is(t, "currentcolor")) {
        /* of color itself: the parent's */
        *out = e->phase == PHASE_EARLY ? e->parent->style.colour : e->out->style.colour;
        good = true;
    } else if (t->kind == TOK_IDENT) {
        good = css_colour_name(t->text, out);
    } else if (t->kind == TOK_HASH) {
        good = hash(t->text, out);
    } else if (t->kind == TOK_FUNCTION) {
        good = function(e, t, c->end, out);
    }
    if (good)
        c->t = css_after(t, c->end);
    return good;
}
