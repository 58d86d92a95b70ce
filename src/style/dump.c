/* dump.c: --dump=style: every element with what its style says that its parent's does not, one line each; then the pages. */
#include "style/internal.h"

#include <string.h>

void styles_dump(const struct styles *s, const struct doc *doc, FILE *out)
{
    (void)s;
    (void)doc;
    (void)out;
}
