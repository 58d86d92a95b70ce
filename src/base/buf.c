/* Growing bytes, always followed by a NUL. */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

static void room_for(struct buf *b, size_t n)
{
    if (n > SIZE_MAX / 4 - b->len)
        xmalloc(SIZE_MAX); /* ends the program */
    size_t need = b->len + n + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap ? b->cap : 64;
    while (cap < need)
        cap *= 2;
    b->data = xrealloc(b->data, cap);
    b->cap = cap;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
    room_for(b, n);
    if (n)
        memcpy(b->data + b->len, p, n);
    b->len += n;
    b->data[b->len] = 0;
}

void buf_adds(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    room_for(b, 64);
    size_t space = b->cap - b->len;
    int n = vsnprintf(b->data + b->len, space, fmt, ap);
    if (n >= 0 && (size_t)n >= space) {
        room_for(b, (size_t)n);
        vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    if (n > 0)
        b->len += (size_t)n;
    b->data[b->len] = 0;
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(b, fmt, ap);
    va_end(ap);
}

void buf_addu(struct buf *b, uint32_t codepoint)
{
    char out[4];
    buf_add(b, out, utf8_put(out, codepoint));
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = 0;
}

void buf_drop(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}
