/* What may not be read by this audience goes, text and all below it, before anything copies or counts it. generate.c says that
 * something stood there. */
#include "doc/internal.h"

#include <string.h>

static bool named_in(const char *list, const char *name)
{
    size_t want = strlen(name);
    for (const char *p = list; *p;) {
        p += strspn(p, " \t\r\n");
        size_t n = strcspn(p, " \t\r\n");
        if (n && n == want && !strncmp(p, name, n))
            return true;
        p += n;
    }
    return false;
}

static void redact_below(struct node *root, const char *audience)
{
    for (struct node *n = root; n; n = (struct node *)(uintptr_t)node_next(n, root)) {
        if (n->kind != NODE_REDACT)
            continue;
        const char *who = node_attr(n, "for");
        if (who && audience && named_in(who, audience))
            continue;
        n->child = n->last = NULL; /* in the arena still, but no longer of the tree */
    }
}

void redact_tree(struct doc *doc, const char *audience)
{
    struct node *const parts[] = {doc->info, doc->sources_node, doc->tree};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            redact_below(parts[i], audience);
}
