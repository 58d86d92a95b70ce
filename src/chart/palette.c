/* The colours of the series. The house's own stay apart for colour-blind readers and in grey: hues of M. Okabe and K. Ito, "Color Universal
 * Design" (2008), shifted in lightness so that neighbours differ when printed in black; dashes and markers tell the rest. A sheet may give
 * its own fills (-dossier-palette): what is drawn and written with them is derived, so that it can be read. */
#include "chart/internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Relative luminance (WCAG 2, after sRGB). */
static double luminance(const int rgb[3])
{
    static const double share[3] = {0.2126, 0.7152, 0.0722};
    double y = 0;
    for (int i = 0; i < 3; i++) {
        double v = rgb[i] / 255.0;
        y += share[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return y;
}

static double contrast(double a, double b)
{
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

/* From a fill: the stroke, as dark as text upon white must be; the text upon the fill; whether its edge would be lost on white. */
static bool derive(struct ink *ink, char hex[2][8], const char *fill)
{
    int rgb[3], line[3];
    if (sscanf(fill, "#%2x%2x%2x", (unsigned *)&rgb[0], (unsigned *)&rgb[1], (unsigned *)&rgb[2]) != 3)
        return false;
    for (int tenths = 10; tenths >= 0; tenths--) {
        for (int i = 0; i < 3; i++)
            line[i] = rgb[i] * tenths / 10;
        if (contrast(luminance(line), 1) >= 4.5)
            break;
    }
    snprintf(hex[0], 8, "#%02x%02x%02x", (unsigned)rgb[0] & 255, (unsigned)rgb[1] & 255, (unsigned)rgb[2] & 255);
    snprintf(hex[1], 8, "#%02x%02x%02x", (unsigned)line[0] & 255, (unsigned)line[1] & 255, (unsigned)line[2] & 255);
    double y = luminance(rgb);
    ink->fill = hex[0];
    ink->line = hex[1];
    ink->on = contrast(y, 1) >= 4.5 ? "#ffffff" : "#1a1a1a";
    ink->pale = contrast(y, 1) < 1.7;
    return true;
}

void palette_init(struct canvas *cv, const char *fills)
{
    static const struct ink own[PALETTE_INKS] = {
        {"#005a8c", "#005a8c", "#ffffff", NULL, false},   {"#e69f00", "#b45000", "#1a1a1a", "6 2.5", false},
        {"#00805c", "#007a58", "#ffffff", "1.5 2", false}, {"#a6d8f5", "#2f7fb5", "#1a1a1a", "8 2 1.5 2", true},
        {"#5a1f42", "#8a3a68", "#ffffff", "3.5 2", false}, {"#fbf3a0", "#8f7f00", "#1a1a1a", "10 3", true},
        {"#d07aa6", "#a8457b", "#1a1a1a", "1.5 3.5", false}, {"#161616", "#3a3a3a", "#ffffff", "6 2 1.5 2 1.5 2", false},
    };
    memcpy(cv->inks, own, sizeof own);
    for (size_t i = 0; fills && *fills && i < PALETTE_INKS; i++) {
        if (!derive(&cv->inks[i], cv->hex[i], fills))
            return;
        fills += strcspn(fills, " ");
        fills += *fills == ' ';
    }
}

const struct ink *palette(const struct canvas *cv, size_t i)
{
    return &cv->inks[i % PALETTE_INKS];
}
