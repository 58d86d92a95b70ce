/* Titles in TeX: commands for the face, raised and lowered figures, and braces that keep the case of words become the marks that CSL
 * knows; all between is plain text (tex.c). */
#include "doc/records.h"

#include <ctype.h>
#include <string.h>

enum { DEPTH_MAX = 20 };

struct mark {
    const char *name, *open, *close;
};

static const struct mark marks[] = {{"emph", "<i>", "</i>"},
                                    {"textit", "<i>", "</i>"},
                                    {"textsl", "<i>", "</i>"},
                                    {"mkbibemph", "<i>", "</i>"},
                                    {"textbf", "<b>", "</b>"},
                                    {"textsc", "<span style=\"font-variant:small-caps;\">", "</span>"},
                                    {"textsuperscript", "<sup>", "</sup>"},
                                    {"textsubscript", "<sub>", "</sub>"},
                                    {"^", "<sup>", "</sup>"},
                                    {"_", "<sub>", "</sub>"},
                                    {"", "<span class=\"nocase\">", "</span>"}};

static const struct mark *mark_of(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strlen(marks[i].name) == n && !strncmp(marks[i].name, name, n))
            return &marks[i];
    return NULL;
}

/* Past the } that closes the { at p. */
static const char *group_end(const char *p, const char *end)
{
    for (int depth = 0; p < end; p++) {
        if (*p == '\\' && p + 1 < end)
            p++;
        else if (*p == '{')
            depth++;
        else if (*p == '}' && !--depth)
            return p + 1;
    }
    return end;
}

/* tex_plain settles the spaces at both ends of a piece; between pieces they count. */
static void add_plain(const char *p, const char *end, struct buf *out)
{
    bool spaced = out->len && out->data[out->len - 1] == ' ';
    if (p < end && utf8_is_space((unsigned char)*p) && out->len && !spaced)
        buf_addc(out, ' ');
    size_t before = out->len;
    tex_plain(p, (size_t)(end - p), out);
    if (out->len > before && utf8_is_space((unsigned char)end[-1]) && end[-2] != '\\')
        buf_addc(out, ' ');
}

static void add_marked(const char *p, const char *end, int depth, bool maths, struct buf *out);

static void add_group(const struct mark *m, const char *p, const char *end, int depth, bool maths, struct buf *out)
{
    buf_adds(out, m->open);
    size_t before = out->len;
    while (!*m->name && p < end && *p == '{' && group_end(p, end) == end && end[-1] == '}') { /* {{twice}} */
        p++;
        end--;
    }
    add_marked(p, end, depth + 1, maths, out);
    if (out->len == before) { /* nothing in it: no mark */
        out->len -= strlen(m->open);
        out->data[out->len] = 0;
    } else {
        buf_adds(out, m->close);
    }
}

/* What is marked at p, and where the braces of it begin; NULL if nothing is. */
static const struct mark *marked_here(const char *p, const char *end, bool maths, const char **open)
{
    const char *q = p + 1, *within = NULL;
    if (*p == '{') { /* {\'e} is a letter, not a word */
        bool word = q < end && (*q != '\\' || marked_here(q, end, maths, &within));
        *open = p;
        return word ? mark_of("", 0) : NULL;
    }
    if (maths && (*p == '^' || *p == '_') && q < end) {
        *open = q;
        return mark_of(p, 1);
    }
    if (*p != '\\')
        return NULL;
    while (q < end && isalpha((unsigned char)*q))
        q++;
    *open = q;
    return q > p + 1 && q < end && *q == '{' ? mark_of(p + 1, (size_t)(q - p - 1)) : NULL;
}

static void add_marked(const char *p, const char *end, int depth, bool maths, struct buf *out)
{
    const char *start = p;
    while (p < end && depth < DEPTH_MAX) {
        const char *open = NULL;
        const struct mark *m = marked_here(p, end, maths, &open);
        if (m) {
            const char *stop = *open == '{' ? group_end(open, end) : open + 1;
            const char *inner = *open == '{' ? open + 1 : open,
                       *last = *open == '{' && stop[-1] == '}' ? stop - 1 : stop;
            add_plain(start, p, out);
            add_group(m, inner, last > inner ? last : inner, depth, maths, out);
            start = p = stop;
        } else if (*p == '$') {
            add_plain(start, p, out);
            maths = !maths;
            start = ++p;
        } else if (*p == '{') {
            p = group_end(p, end);
        } else {
            p += *p == '\\' && p + 1 < end ? 2 : 1;
        }
    }
    add_plain(start, end, out);
}

void tex_marked(const char *s, size_t n, struct buf *out)
{
    buf_adds(out, "");
    add_marked(s, s + n, 0, false, out);
    while (out->len && out->data[out->len - 1] == ' ')
        out->data[--out->len] = 0;
}
