/* Lists of words with spaces between, as XML and CSS have them in attributes: ids, classes, audiences, names of variables. */
#include "base/base.h"

#include <string.h>

static const char spaces[] = " \t\r\n";

bool words_next(const char **list, const char **word, size_t *n)
{
    if (!*list)
        return false;
    *word = *list + strspn(*list, spaces);
    *n = strcspn(*word, spaces);
    *list = *word + *n;
    return *n > 0;
}

bool words_have(const char *list, const char *word)
{
    const char *w;
    size_t n, want = strlen(word);
    while (words_next(&list, &w, &n))
        if (n == want && !memcmp(w, word, n))
            return true;
    return false;
}
