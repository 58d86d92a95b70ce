/* Colours that stay apart for colour-blind readers and in grey: hues of M. Okabe and K. Ito, "Color Universal Design" (2008),
 * shifted in lightness so that neighbours differ when printed in black; dashes and markers tell the rest. */
#include "chart/internal.h"

const struct ink *palette(size_t i)
{
    static const struct ink inks[] = {
        {"#005a8c", "#005a8c", "#ffffff", NULL, false},   {"#e69f00", "#b45000", "#1a1a1a", "6 2.5", false},
        {"#008f68", "#007a58", "#ffffff", "1.5 2", false}, {"#a6d8f5", "#2f7fb5", "#1a1a1a", "8 2 1.5 2", true},
        {"#5a1f42", "#8a3a68", "#ffffff", "3.5 2", false}, {"#fbf3a0", "#8f7f00", "#1a1a1a", "10 3", true},
        {"#d07aa6", "#a8457b", "#1a1a1a", "1.5 3.5", false}, {"#161616", "#3a3a3a", "#ffffff", "6 2 1.5 2 1.5 2", false},
    };
    return &inks[i % (sizeof inks / sizeof *inks)];
}
