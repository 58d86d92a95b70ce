/* French ordinals and centuries: the ending of "1er", "2e", "XXe" typed on the line is raised, as a `sup` element of its own, so
 * that both outputs show it and a search still finds "XXe". After the Lexique of the Imprimerie nationale. Runs after typo_tree. */
#include "doc/internal.h"
#include "doc/typo.h"
#include "doc/words.h"

#include <string.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Something stands right before p that makes "2e" part of a longer word, number or address. */
static bool word_before(const char *text, const char *p)
{
    if (p == text)
        return false;
    const char *q = p - 1;
    while (q > text && ((unsigned char)*q & 0xc0) == 0x80)
        q--;
    uint32_t c = utf8_next(&q, p);
    return typo_letter(c) || (c < 0x80 && digit((char)c)) || c == '.' || c == ',' || c == '-' || c == '/' || c == '_';
}

static bool word_after(const char *p, const char *end)
{
    if (p == end)
        return false;
    const char *q = p;
    uint32_t c = utf8_next(&q, end);
    return typo_letter(c) || (c < 0x80 && digit((char)c)) || c == '_';
}

/* The length of the first of the endings that stands at p and ends its word; 0 none. */
static size_t ending(const char *p, const char *end, const char *const *list)
{
    for (; *list; list++) {
        size_t n = strlen(*list);
        if (n <= (size_t)(end - p) && !memcmp(p, *list, n) && !word_after(p + n, end))
            return n;
    }
    return 0;
}

static size_t ending_of(const char *number, const char *p, const char *end)
{
    static const char *const first[] = {"er", "re", "ers", "res", "\xc3\xa8re", "\xc3\xa8res", NULL};
    static const char *const second[] = {"e",   "es",  "d",    "de",         "ds",          "des", "nd",
                                         "nde", "nds", "ndes", "\xc3\xa8me", "\xc3\xa8mes", NULL};
    static const char *const other[] = {"e", "es", "\xc3\xa8me", "\xc3\xa8mes", NULL};
    static const char *const one[] = {"er", "re", NULL};
    size_t n = (size_t)(p - number);
    if (digit(*number))
        return ending(p, end, n == 1 && *number == '1' ? first : n == 1 && *number == '2' ? second : other);
    if (n == 1) /* "Ce" and "Le" are words, "Vers" is one too; I is a first */
        return *number == 'I'                     ? ending(p, end, one)
               : *number == 'V' || *number == 'X' ? ending(p, end, (const char *const[]){"e", NULL})
                                                  : 0;
    return ending(p, end, other);
}

/* Finds the next ordinal from *from on: the place of its ending, and its length. */
static size_t next_ordinal(const char *text, const char *from, const char *end, const char **at)
{
    for (const char *p = from; p < end; p++) {
        const char *set = digit(*p) ? "0123456789" : "IVXLC", *q = p;
        while (q < end && strchr(set, *q))
            q++;
        if (q == p)
            continue;
        size_t n = word_before(text, p) ? 0 : ending_of(p, q, end);
        if (n) {
            *at = q;
            return n;
        }
        p = q - 1;
    }
    return 0;
}

/* "au XXe siècle": the text before stays in n, the ending becomes a sup, the rest a text node, which is returned. */
static struct node *split(struct doc *doc, struct node *n, const char *at, size_t len)
{
    const char *end = n->text + n->len;
    struct node *sup = node_new(doc, NODE_SUP, n), *letters = node_new(doc, NODE_TEXT, n), *rest = NULL;
    letters->text = arena_strndup(doc->arena, at, len);
    letters->len = (int32_t)len;
    node_append(sup, letters);
    node_insert_after(n, sup);
    if (at + len < end) {
        rest = node_new(doc, NODE_TEXT, n);
        rest->len = (int32_t)(end - at - (ptrdiff_t)len);
        rest->text = arena_strndup(doc->arena, at + len, (size_t)rest->len);
        node_insert_after(sup, rest);
    }
    n->text = arena_strndup(doc->arena, n->text, (size_t)(at - n->text));
    n->len = (int32_t)strlen(n->text);
    return rest;
}

static bool as_written(const struct node *n)
{
    return n->kind == NODE_CODE || n->kind == NODE_PRE || n->kind == NODE_SUP || n->kind == NODE_SUB ||
           (n->kind == NODE_A && n->class && !strcmp(n->class, "address"));
}

static void raise(struct doc *doc, struct node *n)
{
    for (struct node *c = n->child; c; c = c->next) {
        if (c->kind != NODE_TEXT) {
            if (!as_written(c))
                raise(doc, c);
        } else if (lang_is(c->lang, "fr")) {
            const char *at;
            for (size_t len; c && (len = next_ordinal(c->text, c->text, c->text + c->len, &at));) {
                struct node *rest = split(doc, c, at, len);
                if (!rest)
                    break;
                c = rest;
            }
        }
    }
}

void ordinals_tree(struct doc *doc)
{
    if (doc->tree)
        raise(doc, doc->tree);
}
