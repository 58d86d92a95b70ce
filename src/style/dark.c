/* Colours for a dark screen: what a sheet says of paper becomes its counterpart there, of the same hue. Lightness is turned about in Oklab
 * (B. Ottosson, "A perceptual color space for image processing", 2020), where equal steps look equal whatever the hue; a colour that no
 * screen can show then loses saturation until one can. */
#include "style/internal.h"

#include <math.h>
#include <string.h>

struct lab {
    double l, a, b;
};

static double linear(uint8_t v)
{
    double x = v / 255.0;
    return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
}

static struct lab lab_of(struct colour c)
{
    double r = linear(c.r), g = linear(c.g), b = linear(c.b);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (struct lab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

/* false: outside of what a screen shows */
static bool encoded(double x, uint8_t *out)
{
    double v = x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055;
    *out = (uint8_t)(v <= 0 ? 0 : v >= 1 ? 255 : v * 255 + 0.5);
    return x > -0.0005 && x < 1.0005;
}

static bool rgb_of(struct lab c, struct colour *out)
{
    double l = c.l + 0.3963377774 * c.a + 0.2158037573 * c.b, m = c.l - 0.1055613458 * c.a - 0.0638541728 * c.b,
           s = c.l - 0.0894841775 * c.a - 1.2914855480 * c.b;
    l = l * l * l, m = m * m * m, s = s * s * s;
    bool r = encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, &out->r);
    bool g = encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, &out->g);
    bool b = encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s, &out->b);
    return r && g && b;
}

/* Light ink stands on a dark ground already, and such a ground may stay dark: one on which white is the better ink (WCAG's contrast is
 * at least 4.5 to black from a luminance of 0.175 on). All else changes sides. */
static double turned(double l, double luminance, enum css_dark as)
{
    switch (as) {
    case DARK_INK: return fmax(fmax(l, 0.76), 0.93 - 0.4 * l);
    case DARK_GROUND: return luminance < 0.175 ? fmax(l, 0.34) : fmin(0.2 + (1 - l), 0.3);
    default: return 0.9 - 0.5 * l;
    }
}

struct colour css_dark_colour(struct colour c, enum css_dark as)
{
    struct lab lab = lab_of(c);
    struct colour out = c;
    lab.l = turned(lab.l, 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b), as);
    for (int i = 0; i < 40 && !rgb_of(lab, &out); i++) {
        lab.a *= 0.92;
        lab.b *= 0.92;
    }
    return out;
}

enum css_dark css_dark_of(const char *property)
{
    static const char *const shapes[] = {"border-radius", "border-collapse", "border-spacing", "border-image"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (css_starts(property, shapes[i]))
            return DARK_NONE;
    if (!strcmp(property, "color") || css_starts(property, "text-decoration") || css_starts(property, "text-emphasis"))
        return DARK_INK;
    if (css_starts(property, "background"))
        return DARK_GROUND;
    return css_starts(property, "border") || css_starts(property, "outline") || css_starts(property, "column-rule") ||
                   css_starts(property, "box-shadow")
               ? DARK_RULE
               : DARK_NONE;
}
