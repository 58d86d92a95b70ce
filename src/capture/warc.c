/* WARC (ISO 28500): records of a header, a length and that many bytes; what a browser was sent is a "response" record that holds an
 * HTTP message, what was saved by itself a "resource". Pages, plain texts and PDFs give their text. */
#include "capture/internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

enum { PIECE = 1 << 16, UNPACKED_MAX = 256 << 20 };

struct span {
    const char *p;
    size_t n;
};

/* ---- packed bytes ---- */

/* Any number of gzip members (or one zlib stream, or bare deflate: bits tells) one after the other. What could be unpacked is in out;
 * false if that is not all. */
static bool unpack(const char *bytes, size_t n, int bits, struct buf *out)
{
    z_stream z = {0};
    char *piece = xmalloc(PIECE);
    int r = inflateInit2(&z, bits);
    z.next_in = (Bytef *)(uintptr_t)bytes;
    z.avail_in = (uInt)(n > UINT32_MAX ? UINT32_MAX : n);
    while (r == Z_OK && out->len < UNPACKED_MAX) {
        z.next_out = (Bytef *)piece;
        z.avail_out = PIECE;
        r = inflate(&z, Z_NO_FLUSH);
        buf_add(out, piece, PIECE - z.avail_out);
        if (r == Z_BUF_ERROR && !z.avail_in) /* cut short */
            break;
        if (r == Z_STREAM_END && z.avail_in)
            r = inflateReset(&z);
    }
    inflateEnd(&z);
    free(piece);
    return r == Z_STREAM_END;
}

/* ---- headers ---- */

/* The value of "Name: value" in lines up to n; empty if there is none. */
static struct span header(struct span head, const char *name)
{
    size_t len = strlen(name);
    for (const char *p = head.p, *end = p + head.n; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        stop = stop ? stop : end;
        if ((size_t)(stop - p) > len && p[len] == ':' && !strncasecmp(p, name, len)) {
            p += len + 1;
            while (p < stop && (*p == ' ' || *p == '\t'))
                p++;
            while (stop > p && utf8_is_space((unsigned char)stop[-1]))
                stop--;
            return (struct span){p, (size_t)(stop - p)};
        }
        p = stop + 1;
    }
    return (struct span){"", 0};
}

static bool begins(struct span s, const char *with)
{
    size_t n = strlen(with);
    return s.n >= n && !strncasecmp(s.p, with, n);
}

/* Cuts the head, up to the empty line, off s. */
static bool take_head(struct span *s, struct span *head)
{
    const char *p = s->p, *end = s->p + s->n;
    for (; p < end; p++) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (!p)
            return false;
        const char *next = p + 1 < end && p[1] == '\r' ? p + 2 : p + 1;
        if (next < end && *next == '\n') {
            *head = (struct span){s->p, (size_t)(p + 1 - s->p)};
            *s = (struct span){next + 1, (size_t)(end - next - 1)};
            return true;
        }
    }
    return false;
}

static size_t number(struct span s, unsigned base)
{
    size_t v = 0;
    for (size_t i = 0; i < s.n && v < SIZE_MAX / 32; i++) {
        int c = s.p[i] | 32, d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
        if ((unsigned)d >= base)
            break;
        v = v * base + (size_t)d;
    }
    return v;
}

/* ---- HTTP ---- */

static void unchunk(struct span body, struct buf *out)
{
    while (body.n) {
        const char *nl = memchr(body.p, '\n', body.n);
        size_t size = number(body, 16), line = nl ? (size_t)(nl + 1 - body.p) : body.n;
        if (!nl || !size || size > body.n - line)
            break;
        buf_add(out, body.p + line, size);
        size_t used = line + size;
        body.p += used;
        body.n -= used;
        while (body.n && (*body.p == '\r' || *body.p == '\n'))
            body.p++, body.n--;
    }
}

static void add_text(struct buf *out, struct span type, struct span body)
{
    static const char key[] = "charset=";
    char charset[40] = "";
    for (size_t i = 0; i + 8 < type.n; i++)
        if (!strncasecmp(type.p + i, key, 8)) {
            size_t k = 0;
            for (i += 8; i < type.n && k < 39 && type.p[i] != ';'; i++)
                if (type.p[i] != '"' && type.p[i] != ' ')
                    charset[k++] = type.p[i];
            charset[k] = 0;
        }
    if (begins(type, "text/html") || begins(type, "application/xhtml"))
        capture_html(body.p, body.n, *charset ? charset : NULL, out);
    else if (begins(type, "text/plain"))
        utf8_from_bytes(body.p, body.n, out);
    else if (begins(type, "application/pdf"))
        capture_pdf(body.p, body.n, out);
    else
        return;
    buf_addc(out, '\n');
}

static void add_message(struct buf *out, struct span message)
{
    struct span head, body = message;
    struct buf whole = {0}, plain = {0};
    if (!take_head(&body, &head))
        return;
    const char *status = memchr(head.p, ' ', head.n);
    if (!status || status + 1 >= head.p + head.n || status[1] != '2') /* not the page: a redirection, an error */
        return;
    if (begins(header(head, "Transfer-Encoding"), "chunked")) {
        unchunk(body, &whole);
        if (whole.len) /* else the archive has put it together already */
            body = (struct span){whole.data, whole.len};
    }
    struct span packed = header(head, "Content-Encoding");
    bool gzip = begins(packed, "gzip") || begins(packed, "x-gzip"), deflated = begins(packed, "deflate");
    if (packed.n && !gzip && !deflated && !begins(packed, "identity") && !utf8_valid(body.p, body.n)) {
        buf_drop(&whole); /* Brotli and others: no text of ours; some archives unpack it and leave the header */
        return;
    }
    if (gzip || deflated) {
        unpack(body.p, body.n, gzip ? 15 + 32 : 15, &plain);
        if (!plain.len && deflated)
            unpack(body.p, body.n, -15, &plain);
        if (plain.len)
            body = (struct span){plain.data, plain.len};
    }
    add_text(out, header(head, "Content-Type"), body);
    buf_drop(&whole);
    buf_drop(&plain);
}

/* ---- records ---- */

/* Addresses are the same without their scheme, a slash at the end and a fragment. */
static struct span address(struct span s)
{
    const char *hash = s.n ? memchr(s.p, '#', s.n) : NULL;
    if (hash)
        s.n = (size_t)(hash - s.p);
    if (s.n && *s.p == '<') /* some writers put it in angle brackets */
        s.p++, s.n -= s.n > 1 && s.p[s.n - 2] == '>' ? 2 : 1;
    for (int i = 0; i < 2; i++) {
        const char *scheme = i ? "http://" : "https://";
        if (begins(s, scheme)) {
            s.p += strlen(scheme);
            s.n -= strlen(scheme);
        }
    }
    while (s.n && s.p[s.n - 1] == '/')
        s.n--;
    return s;
}

static void add_record(struct capture_archive *a, struct span head, struct span block)
{
    struct span type = header(head, "WARC-Type"), uri = address(header(head, "WARC-Target-URI"));
    struct span want = a->url ? address((struct span){a->url, strlen(a->url)}) : (struct span){"", 0};
    struct buf *out = want.n && want.n == uri.n && !memcmp(want.p, uri.p, want.n) ? &a->page : &a->all;
    if (out->len > UNPACKED_MAX)
        return;
    if (begins(type, "response"))
        add_message(out, block);
    else if (begins(type, "resource") || begins(type, "conversion"))
        add_text(out, header(head, "Content-Type"), block);
}

bool capture_warc(struct capture_archive *a, const char *bytes, size_t n)
{
    struct span s = {bytes, n}, head;
    bool any = false;
    while (begins(s, "WARC/") && take_head(&s, &head)) {
        size_t len = number(header(head, "Content-Length"), 10);
        struct span block = {s.p, len < s.n ? len : s.n};
        add_record(a, head, block);
        any = true;
        s.p += block.n;
        s.n -= block.n;
        while (s.n && (*s.p == '\r' || *s.p == '\n'))
            s.p++, s.n--;
    }
    return any;
}

bool capture_warc_gz(struct capture_archive *a, const char *bytes, size_t n)
{
    struct buf plain = {0};
    unpack(bytes, n, 15 + 32, &plain);
    bool ok = plain.len && capture_warc(a, plain.data, plain.len);
    buf_drop(&plain);
    return ok;
}
