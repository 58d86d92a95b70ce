/* What somebody may have meant by a name that is not ours. */
#include "doc/rng.h"

#include <string.h>

enum { LONGEST = 31 };

/* Damerau-Levenshtein (optimal string alignment), for short names. */
static int distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST || m > LONGEST)
        return LONGEST;
    int d[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= n; i++)
        d[i][0] = (int)i;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = (int)j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            int best = d[i - 1][j - 1] + ((a[i - 1] | 32) != (b[j - 1] | 32));
            if (d[i - 1][j] + 1 < best)
                best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best)
                best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[n][m];
}

const char *nearest_name(const char *wrong, const char *const *names, size_t n)
{
    const char *best = NULL;
    int least = strlen(wrong) <= 3 ? 2 : strlen(wrong) <= 6 ? 3 : 4; /* one more than is near */
    for (size_t i = 0; i < n; i++) {
        int d = distance(wrong, names[i]);
        if (d < least && d < (int)strlen(names[i])) {
            least = d;
            best = names[i];
        }
    }
    return best;
}

const char *familiar_name(const char *wrong)
{
    static const char *const known[][2] = {
        {"h1", "title"},
        {"h2", "title"},
        {"h3", "title"},
        {"h4", "title"},
        {"h5", "title"},
        {"h6", "title"},
        {"heading", "title"},
        {"head", "title"},
        {"b", "strong"},
        {"bold", "strong"},
        {"i", "em"},
        {"italic", "em"},
        {"emph", "em"},
        {"emphasis", "em"},
        {"div", "section"},
        {"chapter", "section"},
        {"part", "section"},
        {"article", "section"},
        {"para", "p"},
        {"text", "p"},
        {"footnote", "note"},
        {"fn", "note"},
        {"aside", "callout"},
        {"box", "callout"},
        {"image", "img"},
        {"graphic", "img"},
        {"picture", "figure"},
        {"link", "a"},
        {"xref", "ref"},
        {"list", "ul"},
        {"quote", "blockquote"},
        {"verse", "epigraph"},
        {"hr", "pagebreak"},
        {"pre-formatted", "pre"},
        {"listitem", "li"},
        {"row", "tr"},
        {"cell", "td"},
        {"entry", "td"},
        {"legend", "figcaption"},
        {"appendix", "section"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i][0], wrong))
            return known[i][1];
    return NULL;
}
