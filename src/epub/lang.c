/* The language of an element, and which way it is written (HTML 3.2.6: lang, xml:lang, dir). */
#include "epub/internal.h"

#include <string.h>
#include <strings.h>

static bool among(const char *tag, size_t n, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == n && !strncasecmp(tag, *list, n))
            return true;
    return false;
}

/* By the script that the tag names (BCP 47, 2.2.3), else by the one that the language is usually written in. */
bool lang_rtl(const char *tag)
{
    static const char *const scripts[] = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Mand", "Samr", "Rohg", NULL};
    static const char *const languages[] = {"ar", "fa",  "ur",  "he",  "iw",  "yi",  "ji",  "ps",  "sd", "ug",
                                            "dv", "ckb", "syr", "arc", "nqo", "ota", "azb", "bal", "ks", NULL};
    size_t n = strcspn(tag, "-"), next = tag[n] ? strcspn(tag + n + 1, "-") : 0;
    return next == 4 ? among(tag + n + 1, 4, scripts) : among(tag, n, languages);
}

void lang_attributes(struct buf *out, const char *lang, const char *outer)
{
    if (outer && strcmp(lang, outer) == 0)
        return;
    xhtml_attr(out, "xml:lang", lang);
    xhtml_attr(out, "lang", lang);
    if (lang_rtl(lang) != (outer && lang_rtl(outer)))
        xhtml_attr(out, "dir", lang_rtl(lang) ? "rtl" : "ltr");
}
