/* Which of the languages that have words here a language tag asks for. */
#include "doc/words.h"

#include <string.h>
#include <strings.h>

bool lang_is(const char *lang, const char *primary)
{
    if (!lang)
        return false;
    while (*primary) {
        char c = *lang >= 'A' && *lang <= 'Z' ? (char)(*lang + 32) : *lang;
        if (c != *primary)
            return false;
        lang++, primary++;
    }
    return *lang == 0 || *lang == '-' || *lang == '_';
}

enum tongue tongue_of(const char *lang)
{
    if (lang_is(lang, "fr"))
        return TONGUE_FR;
    return lang_is(lang, "zh") ? TONGUE_ZH : TONGUE_EN;
}

/* zh-Hant, zh-TW, zh-HK, zh-MO, zh-Hant-TW: Chinese in Traditional characters. */
bool lang_is_traditional(const char *lang)
{
    static const char *const parts[] = {"hant", "tw", "hk", "mo"};
    for (const char *p = lang; (p = strpbrk(p, "-_"));) {
        size_t n = strcspn(++p, "-_");
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            if (n == strlen(parts[i]) && !strncasecmp(p, parts[i], n))
                return true;
    }
    return false;
}

const char *said_in(const char *const row[COLUMN_COUNT], const char *lang)
{
    enum tongue tongue = tongue_of(lang);
    if (tongue == TONGUE_ZH && row[COLUMN_HANT] && lang_is_traditional(lang))
        return row[COLUMN_HANT];
    return row[tongue];
}
