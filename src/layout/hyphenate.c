/* Where a word may be cut: libhyphen's patterns (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983), by language. */
#include "layout/text.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEFT_MIN = 2, RIGHT_MIN = 3, LONGEST = 90, NAME_MAX_LEN = 256 };

struct hyphenator {
    HyphenDict *dict;
};

/* Language tags a dictionary is known by when it is not the tag itself. */
static const char *const fallbacks[][2] = {{"en", "en_US"}, {"en", "en_GB"}, {"de", "de_DE"}, {"es", "es_ES"}, {"pt", "pt_PT"},
    {"it", "it_IT"}, {"nl", "nl_NL"}, {"fr", "fr_FR"}};

static HyphenDict *load(const char *name)
{
    static const char *const folders[] = {"/usr/share/hyphen", "/usr/local/share/hyphen", "/opt/homebrew/share/hyphen",
                                          "/usr/share/myspell/dicts"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char path[NAME_MAX_LEN];
        int n = snprintf(path, sizeof path, "%s/hyph_%s.dic", folders[i], name);
        if (n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0) {
            HyphenDict *d = hnj_hyphen_load(path);
            if (d && d->utf8)
                return d;
            if (d)
                hnj_hyphen_free(d);
        }
    }
    return NULL;
}

/* "fr-CA" -> "fr_CA"; false for what is no plain tag, so that no tag can name a file elsewhere. */
static bool tag_name(const char *lang, char out[16])
{
    size_t n = 0;
    for (; lang[n]; n++) {
        char c = lang[n];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (n >= 15 || (!letter && c != '-' && c != '_'))
            return false;
        out[n] = c == '-' ? '_' : c;
    }
    out[n] = 0;
    return n >= 2;
}

struct hyphenator *hyphenator_new(const char *lang)
{
    char name[16];
    if (!lang || !tag_name(lang, name))
        return NULL;
    HyphenDict *d = load(name);
    char *cut = strchr(name, '_');
    if (cut)
        *cut = 0;
    if (!d && cut)
        d = load(name);
    for (size_t i = 0; !d && i < sizeof fallbacks / sizeof *fallbacks; i++)
        if (!strcmp(name, fallbacks[i][0]))
            d = load(fallbacks[i][1]);
    if (!d)
        return NULL;
    struct hyphenator *h = xcalloc(1, sizeof *h);
    h->dict = d;
    return h;
}

void hyphenator_drop(struct hyphenator *h)
{
    if (!h)
        return;
    hnj_hyphen_free(h->dict);
    free(h);
}

void hyphenate_word(struct hyphenator *h, const char *word, size_t len, uint8_t *ok)
{
    char marks[LONGEST + 8], **rep = NULL;
    int *pos = NULL, *cut = NULL;
    memset(ok, 0, len);
    if (!len || len > LONGEST || !utf8_valid(word, len))
        return;
    char copy[LONGEST + 1]; /* libhyphen reads to the NUL in places */
    memcpy(copy, word, len);
    copy[len] = 0;
    int failed = hnj_hyphen_hyphenate3(h->dict, copy, (int)len, marks, NULL, &rep, &pos, &cut, LEFT_MIN, RIGHT_MIN, LEFT_MIN,
                                       RIGHT_MIN);
    size_t chars = 0;
    for (size_t i = 0; i < len; i++)
        chars += ((uint8_t)word[i] & 0xC0) != 0x80;
    for (size_t i = 0, c = 0; !failed && i < len; i++) {
        if (((uint8_t)word[i] & 0xC0) == 0x80)
            continue;
        /* marks[c - 1] odd: a cut after the c-th character; one that changes the spelling is not for us */
        if (c >= LEFT_MIN && chars - c >= RIGHT_MIN && (marks[c - 1] & 1) && !(rep && rep[c - 1]))
            ok[i] = 1;
        c++;
    }
    for (size_t i = 0; rep && i < chars; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
}
