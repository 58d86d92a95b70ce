/* Quotation marks by language, for quotes: auto: outer and inner ones, opening and closing. The same in both outputs, since readers of
 * books have their own, and no spaces in French. */
#include "style/internal.h"

#include <string.h>

static const struct {
    const char *lang, *marks[4];
} languages[] = {
    {"fr", {"\u00ab\u202f", "\u202f\u00bb", "\u201c", "\u201d"}},
    {"zh", {"\u201c", "\u201d", "\u2018", "\u2019"}},
    {"de", {"\u201e", "\u201c", "\u201a", "\u2018"}},
    {"", {"\u201c", "\u201d", "\u2018", "\u2019"}},
};

const char *const *style_quotes(const char *lang)
{
    size_t k = 0;
    while (*languages[k].lang && strncmp(lang, languages[k].lang, 2) != 0)
        k++;
    return languages[k].marks;
}

void style_quotes_css(struct buf *out)
{
    for (size_t k = sizeof languages / sizeof *languages; k-- > 0;) { /* the rule for all comes first */
        const char *const *m = languages[k].marks;
        if (*languages[k].lang)
            buf_addf(out, ":lang(%s)", languages[k].lang);
        else
            buf_addc(out, '*');
        buf_addf(out, "{quotes:\"%s\" \"%s\" \"%s\" \"%s\"}\n", m[0], m[1], m[2], m[3]);
    }
}
