/* The place of a hash: the sha256 attribute of a snapshot element; the member of a JSON object; the field of a BibTeX entry; the line
 * after the line "snapshot: page.html" of a note, in any format of records. What stands at the place says which it is. */
#include "doc/seal.h"

#include "doc/jsonplace.h"
#include "doc/records.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The byte at a place, as the readers count lines and columns: characters, in a file that is no UTF-8 bytes. */
static bool find_place(const struct buf *b, struct src src, size_t *at)
{
    const char *p = b->data, *end = b->data + b->len;
    bool utf8 = utf8_valid(p, b->len);
    if (b->len >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
        p += 3;
    for (int32_t line = 1; p && line < src.line; line++) {
        p = memchr(p, '\n', (size_t)(end - p));
        p = p ? p + 1 : NULL;
    }
    for (int32_t col = 1; p && p < end && col < src.col; col++)
        if (utf8)
            utf8_next(&p, end);
        else
            p++;
    *at = p ? (size_t)(p - b->data) : 0;
    return p && p < end;
}

static const char *past_space(const char *p, const char *end)
{
    while (p < end && utf8_is_space((unsigned char)*p))
        p++;
    return p;
}

/* The tag is sound: its attributes are name, =, value in quotes. */
static bool place_in_tag(const struct buf *b, const char *tag, struct seal_edit *e)
{
    const char *p = tag + 1, *end = b->data + b->len;
    bool found = false;
    size_t n = strcspn(p, " \t\r\n/>");
    if (n < 8 || memcmp(p + n - 8, "snapshot", 8))
        return false;
    for (p += n;;) {
        p = past_space(p, end);
        if (p >= end || *p == '/' || *p == '>')
            return found;
        const char *name = p, *open = strpbrk(p, "\"'"), *close = open ? strchr(open + 1, *open) : NULL;
        if (!close)
            return false;
        n = strcspn(name, " \t\r\n=");
        if (n == 6 && !memcmp(name, "sha256", 6)) {
            *e = (struct seal_edit){(size_t)(open + 1 - b->data), (size_t)(close - open - 1), "", "", NULL};
            return true;
        }
        if (n == 4 && !memcmp(name, "href", 4)) {
            *e = (struct seal_edit){(size_t)(close + 1 - b->data), 0, " sha256=\"", "\"", NULL};
            found = true;
        }
        p = close + 1;
    }
}

static bool place_in_json(const struct buf *b, const char *object, struct seal_edit *e)
{
    const char *end = b->data + b->len;
    const char *sha = json_place_member(object, end, "sha256"), *href = json_place_member(object, end, "href");
    const char *stop = json_place_end(sha ? sha : href, end);
    if (!stop)
        return false;
    if (sha)
        *e = (struct seal_edit){(size_t)(sha - b->data), (size_t)(stop - sha), "\"", "\"", NULL};
    else
        *e = (struct seal_edit){(size_t)(stop - b->data), 0, ", \"sha256\": \"", "\"", NULL};
    return true;
}

/* Past {…} or "…" at p. */
static const char *bib_value_end(const char *p, const char *end)
{
    char open = p < end ? *p : 0, close = open == '{' ? '}' : '"';
    if (open != '{' && open != '"')
        return NULL;
    int depth = 0;
    for (p++; p < end; p++) {
        if (*p == '\\' && p + 1 < end)
            p++;
        else if (!depth && *p == close)
            return p + 1;
        else if (*p == '{')
            depth++;
        else if (*p == '}')
            depth--;
    }
    return NULL;
}

/* name = value at p: the first byte of the value. */
static const char *bib_value(const char *p, const char *end, const char *name)
{
    size_t n = strlen(name);
    p = past_space(p, end);
    if ((size_t)(end - p) <= n || strncasecmp(p, name, n) != 0)
        return NULL;
    p = past_space(p + n, end);
    return p < end && *p == '=' ? past_space(p + 1, end) : NULL;
}

/* snapshot = {…} gets sha256 = {…} after it; a hash that is there already stands there, too. */
static bool place_in_bib(const struct buf *b, const char *field, struct seal_edit *e)
{
    const char *end = b->data + b->len, *value = bib_value(field, end, "snapshot");
    const char *stop = value ? bib_value_end(value, end) : NULL;
    const char *next = stop ? past_space(stop, end) : end;
    if (next >= end || *next == '#') /* put together of several */
        return false;
    *e = (struct seal_edit){(size_t)(stop - b->data), 0, ", sha256 = {", "}", NULL};
    const char *sha = *next == ',' ? bib_value(next + 1, end, "sha256") : NULL;
    const char *sha_end = sha ? bib_value_end(sha, end) : NULL;
    if (sha_end)
        *e = (struct seal_edit){(size_t)(sha - b->data), (size_t)(sha_end - sha), "{", "}", NULL};
    return true;
}

/* ---- lines of a note ---- */

/* The length of a tag at p, written with two spaces or with one; 0: none. */
static size_t ris_tag(const char *p, const char *end)
{
    if (end - p < 5 || !isupper((unsigned char)p[0]) || !isalnum((unsigned char)p[1]))
        return 0;
    return !memcmp(p + 2, "  -", 3) ? 5 : !memcmp(p + 2, " -", 2) ? 4 : 0;
}

/* The end of the line at p; *next is where the next one begins, NULL if the note ends here. */
static const char *line_end(enum record_format format, const char *p, const char *end, const char **next)
{
    int depth = 0;
    *next = NULL;
    for (; p < end; p++) {
        if (*p == '\n') {
            *next = p + 1;
            break;
        }
        if (format == RECORD_JSON && *p == '"')
            break;
        if (format == RECORD_JSON && *p == '\\' && p + 1 < end) {
            if (p[1] == 'n')
                *next = p + 2;
            if (p[1] == 'n' || p[1] == 'r')
                break;
            p++;
        }
        if (format == RECORD_BIB && (depth += *p == '{' ? 1 : *p == '}' ? -1 : 0) < 0)
            break;
    }
    if (format == RECORD_JSON && end - p > 3 && !memcmp(p, "\\r\\n", 4))
        *next = p + 4;
    return p;
}

static const char *without_space(const char *start, const char *stop)
{
    while (stop > start && utf8_is_space((unsigned char)stop[-1]))
        stop--;
    return stop;
}

/* Past the tag of a line of the note; NULL if another value begins there. */
static const char *line_start(enum record_format format, const char *p, const char *end)
{
    size_t tag = format == RECORD_RIS ? ris_tag(p, end) : 0;
    if (tag && memcmp(p, "N1", 2) != 0 && memcmp(p, "RN", 2) != 0)
        return NULL;
    p += tag;
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return p;
}

static bool named(const char *p, const char *end, const char *name)
{
    return (size_t)(end - p) >= strlen(name) && !strncasecmp(p, name, strlen(name));
}

/* "snapshot: …" at line: the line "sha256: …" before the next such, or a new one right after it. */
static bool place_in_note(const struct buf *b, const char *line, enum record_format format, struct seal_edit *e)
{
    const char *end = b->data + b->len, *next, *first = line_end(format, line, end, &next);
    for (const char *p = next; p && (p = line_start(format, p, end)) && !named(p, end, "snapshot:"); p = next) {
        const char *stop = line_end(format, p, end, &next);
        if (named(p, stop, "sha256:")) {
            *e = (struct seal_edit){(size_t)(p + 7 - b->data), (size_t)(without_space(p + 7, stop) - p - 7), " ", "",
                                    NULL};
            return true;
        }
    }
    const char *stop = without_space(line, first), *start = line;
    while (start > b->data && start[-1] != '\n')
        start--;
    bool tagged = format == RECORD_RIS && end - start > 5 && !memcmp(start, "N1  -", 5),
         cr = memchr(b->data, '\r', b->len);
    *e = (struct seal_edit){(size_t)(stop - b->data), 0, NULL, "", NULL};
    e->before = format == RECORD_JSON ? "\\nsha256: "
                : tagged              ? (cr ? "\r\nN1  - sha256: " : "\nN1  - sha256: ")
                : cr                  ? "\r\nsha256: "
                                      : "\nsha256: ";
    return true;
}

bool seal_place(const struct buf *file, struct src src, struct seal_edit *e)
{
    size_t at;
    if (!file->len || !find_place(file, src, &at))
        return false;
    const char *p = file->data + at, *end = file->data + file->len;
    enum record_format format = record_format_of(src.file);
    if (*p == '<')
        return place_in_tag(file, p, e);
    if (*p == '{')
        return format == RECORD_JSON && place_in_json(file, p, e);
    if (named(p, end, "snapshot:"))
        return place_in_note(file, p, format, e);
    return format == RECORD_BIB && place_in_bib(file, p, e);
}
