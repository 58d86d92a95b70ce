/* Comparing texts by the rules of a language (ICU's collation): letters first, then accents; case last. */
#include "cite/internal.h"

#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

struct collator {
    UCollator *u;
};

struct collator *collator_new(const char *lang)
{
    struct collator *c = xcalloc(1, sizeof *c);
    UErrorCode err = U_ZERO_ERROR;
    char name[32];
    snprintf(name, sizeof name, "%s", lang);
    for (char *p = name; *p; p++)
        if (*p == '-')
            *p = '_';
    c->u = ucol_open(name, &err);
    if (U_FAILURE(err)) {
        err = U_ZERO_ERROR;
        c->u = ucol_open("", &err);
    }
    if (c->u)
        ucol_setAttribute(c->u, UCOL_STRENGTH, UCOL_TERTIARY, &err);
    return c;
}

void collator_drop(struct collator *c)
{
    if (c && c->u)
        ucol_close(c->u);
    free(c);
}

/* Quotes, apostrophes and brackets at the start do not count. */
static const char *bare(const char *s)
{
    for (;;) {
        if (*s && strchr("[]'\"(", *s))
            s++;
        else if (strncmp(s, "\xe2\x80", 2) == 0 && (unsigned char)s[2] >= 0x98 && (unsigned char)s[2] <= 0x9f)
            s += 3;
        else
            return s;
    }
}

int collate(struct collator *c, const char *a, const char *b)
{
    UErrorCode err = U_ZERO_ERROR;
    UCollationResult r = UCOL_EQUAL;
    a = bare(a);
    b = bare(b);
    if (c->u)
        r = ucol_strcollUTF8(c->u, a, -1, b, -1, &err);
    if (!c->u || U_FAILURE(err))
        return strcmp(a, b);
    return r == UCOL_LESS ? -1 : r == UCOL_GREATER;
}
