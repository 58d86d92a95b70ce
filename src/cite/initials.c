/* Initials of given names: "John Ronald" J. R., "Jean-Luc" J.-L., "Ph.M.E." Ph. M. E.; small words between stay whole. With
 * initialize="false" only what is an initial already is set anew. Markup within a name is carried over. */
#include "cite/internal.h"

struct out {
    struct buf b;
    const char *with;
    size_t trimmed; /* length of `with` without the spaces at its end */
};

static void trim_end(struct buf *b)
{
    while (b->len) {
        if (b->data[b->len - 1] == ' ')
            b->data[--b->len] = 0;
        else if (b->len > 1 && memcmp(b->data + b->len - 2, "\xc2\xa0", 2) == 0)
            b->data[b->len -= 2] = 0;
        else
            break;
    }
}

static void space(struct out *o)
{
    if (o->b.len && o->b.data[o->b.len - 1] != ' ')
        buf_addc(&o->b, ' ');
}

static size_t tag_length(const char *p)
{
    const char *end = *p == '<' ? strchr(p, '>') : NULL;
    return end && end - p < 60 ? (size_t)(end - p) + 1 : 0;
}

/* Bytes of letters at p. */
static size_t word_length(const char *p)
{
    const char *q = p, *end = p + strlen(p);
    while (q < end && !strchr(" .-<,", *q)) {
        const char *before = q;
        uint32_t c = utf8_next(&q, end);
        if (c == 0x2010 || c == 0x2011 || c == 0xa0)
            return (size_t)(before - p);
    }
    return (size_t)(q - p);
}

/* First letter; two when a capital pair opens a word: "TSerendorjiin" is Ts. */
static void put_initial(struct out *o, const char *s, size_t n)
{
    const char *p = s, *end = s + n;
    uint32_t a = utf8_next(&p, end), b = p < end ? utf8_next(&p, end) : 0, c = p < end ? utf8_next(&p, end) : 0;
    buf_addu(&o->b, a);
    if (u_is_upper(a) && u_is_upper(b) && u_is_lower(c))
        buf_addu(&o->b, u_lower(b));
}

static size_t characters(const char *s, size_t n)
{
    size_t k = 0;
    for (const char *p = s; p < s + n; k++)
        utf8_next(&p, s + n);
    return k;
}

struct word {
    const char *s;
    size_t n;
    bool dot, hyphen_before;
};

static void put_word(struct out *o, const struct word *w, bool initialize, bool hyphen, const char **rest)
{
    const char *p = w->s;
    uint32_t first = utf8_next(&p, w->s + w->n);
    bool low = u_is_lower(first) && !w->dot;
    bool initial = w->dot || (initialize && !low) || (characters(w->s, w->n) == 1 && !low);
    if (low && w->hyphen_before && initialize)
        return;
    if (!initial) {
        if (w->hyphen_before)
            trim_end(&o->b), buf_addc(&o->b, '-');
        else
            space(o);
        buf_add(&o->b, w->s, w->n);
        return;
    }
    if (w->hyphen_before && hyphen) {
        trim_end(&o->b);
        buf_addc(&o->b, '-');
    }
    if (w->dot)
        buf_add(&o->b, w->s, w->n);
    else
        put_initial(o, w->s, w->n);
    buf_add(&o->b, o->with, o->trimmed);
    for (size_t n; strncmp(*rest, "</", 2) == 0 && (n = tag_length(*rest)); *rest += n)
        buf_add(&o->b, *rest, n);
    buf_adds(&o->b, o->with + o->trimmed);
}

/* After a whole word the next one needs its space. */
static bool ends_whole(const struct buf *b, const char *with)
{
    size_t n = strlen(with);
    return b->len && b->data[b->len - 1] != ' ' && b->data[b->len - 1] != '-' && b->data[b->len - 1] != '>' &&
           !(n && b->len >= n && memcmp(b->data + b->len - n, with, n) == 0);
}

char *name_initials(struct arena *a, const char *given, const struct name_options *o)
{
    struct out out = {.with = o->initialize_with};
    out.trimmed = strlen(out.with);
    while (out.trimmed && out.with[out.trimmed - 1] == ' ')
        out.trimmed--;
    bool hyphen = false, whole = false;
    for (const char *p = given; *p;) {
        size_t n = tag_length(p);
        if (n) {
            if (whole && p[1] != '/')
                space(&out), whole = false;
            buf_add(&out.b, p, n);
            p += n;
            continue;
        }
        n = word_length(p);
        if (!n) {
            const char *before = p;
            uint32_t c = utf8_next(&p, p + strlen(p));
            hyphen = c == '-' || c == 0x2010 || c == 0x2011 || (hyphen && c == '.');
            if (c == ',')
                buf_add(&out.b, before, (size_t)(p - before));
            continue;
        }
        struct word w = {p, n, p[n] == '.', hyphen};
        hyphen = false;
        p += n + w.dot;
        bool mark = whole && ends_whole(&out.b, out.with);
        const char *q = w.s;
        uint32_t first = utf8_next(&q, w.s + w.n);
        if (mark && !w.hyphen_before)
            space(&out);
        put_word(&out, &w, o->initialize, o->hyphen, &p);
        whole = !w.dot && (u_is_lower(first) || (!o->initialize && characters(w.s, w.n) > 1));
    }
    trim_end(&out.b);
    char *s = arena_strdup(a, out.b.data ? out.b.data : "");
    buf_drop(&out.b);
    return s;
}
