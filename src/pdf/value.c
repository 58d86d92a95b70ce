/* Values as a PDF file writes them: numbers, names, strings. printf is too slow for what stands in content streams. */
#include "pdf/internal.h"

char *pdf_put_int(char *p, int64_t v)
{
    char tmp[24], *t = tmp;
    uint64_t u = v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v;

    if (v < 0)
        *p++ = '-';
    do
        *t++ = (char)('0' + u % 10);
    while (u /= 10);
    while (t > tmp)
        *p++ = *--t;
    return p;
}

char *pdf_put_milli(char *p, int64_t v)
{
    uint64_t u = v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v;
    unsigned f = (unsigned)(u % 1000);

    if (v < 0)
        *p++ = '-';
    if (u >= 1000 || !f)
        p = pdf_put_int(p, (int64_t)(u / 1000));
    if (f) {
        *p++ = '.';
        *p++ = (char)('0' + f / 100);
        if (f % 100) {
            *p++ = (char)('0' + f / 10 % 10);
            if (f % 10)
                *p++ = (char)('0' + f % 10);
        }
    }
    return p;
}

void pdf_int(struct buf *b, int64_t v)
{
    pdf_added(b, pdf_put_int(pdf_room(b, 24), v));
}

void pdf_milli(struct buf *b, int64_t v)
{
    pdf_added(b, pdf_put_milli(pdf_room(b, 28), v));
}

void pdf_ref(struct buf *b, int32_t id)
{
    char *p = pdf_room(b, 32);

    *p++ = ' ';
    p = pdf_put_int(p, id);
    memcpy(p, " 0 R", 4);
    pdf_added(b, p + 4);
}

void pdf_name(struct buf *b, const char *name, size_t n)
{
    buf_addc(b, '/');
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)name[i];
        if (c <= ' ' || c >= 127 || strchr("#/()<>[]{}%", c))
            buf_addf(b, "#%02X", c);
        else
            buf_addc(b, (char)c);
    }
}

void pdf_bytes(struct buf *b, const void *data, size_t n)
{
    const unsigned char *s = data;
    char *p = pdf_room(b, 4 * n + 2);

    *p++ = '(';
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '(' || s[i] == ')' || s[i] == '\\') {
            *p++ = '\\';
            *p++ = (char)s[i];
        } else if (s[i] == '\r') {
            *p++ = '\\';
            *p++ = 'r';
        } else {
            *p++ = (char)s[i];
        }
    }
    *p++ = ')';
    pdf_added(b, p);
}

static char *put_hex16(char *p, unsigned u)
{
    static const char hex[] = "0123456789ABCDEF";

    for (int shift = 12; shift >= 0; shift -= 4)
        *p++ = hex[u >> shift & 15];
    return p;
}

void pdf_utf16_hex(struct buf *b, const char *s, size_t n)
{
    const char *end = s + n;
    char *p = pdf_room(b, 4 * n + 8);

    while (s < end) {
        uint32_t c = utf8_next(&s, end);
        if (c >= 0x10000) {
            p = put_hex16(p, 0xD800 + ((c - 0x10000) >> 10));
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        p = put_hex16(p, c);
    }
    pdf_added(b, p);
}

void pdf_text(struct buf *b, const char *utf8)
{
    size_t n = strlen(utf8);

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)utf8[i];
        if (c < ' ' || c > '~') {
            buf_adds(b, "<FEFF");
            pdf_utf16_hex(b, utf8, n);
            buf_addc(b, '>');
            return;
        }
    }
    pdf_bytes(b, utf8, n);
}
