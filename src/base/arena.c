/* The arena: memory that is handed out in order and dies all at once. */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGN = 8, FIRST_CHUNK = 64 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

struct chunk {
    struct chunk *next;
    size_t size, used;
};
enum { HEAD = (sizeof(struct chunk) + ALIGN - 1) / ALIGN * ALIGN };

struct arena {
    struct chunk *chunks; /* the first is the one being filled */
    size_t next_size, bytes;
};

struct arena *arena_new(void)
{
    struct arena *a = xcalloc(1, sizeof *a);
    a->next_size = FIRST_CHUNK;
    return a;
}

void arena_drop(struct arena *a)
{
    if (!a)
        return;
    for (struct chunk *c = a->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(a);
}

static struct chunk *chunk_new(struct arena *a, size_t size)
{
    struct chunk *c = xcalloc(1, HEAD + size);
    c->size = size;
    a->bytes += HEAD + size;
    return c;
}

void *arena_alloc(struct arena *a, size_t n)
{
    if (n > SIZE_MAX / 2)
        return xmalloc(SIZE_MAX); /* ends the program */
    n = n ? (n + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
    struct chunk *c = a->chunks;
    if (!c || c->size - c->used < n) {
        if (c && n > a->next_size / 4) { /* a large piece gets a chunk of its own behind the one being filled */
            struct chunk *own = chunk_new(a, n);
            own->used = n;
            own->next = c->next;
            c->next = own;
            return (char *)own + HEAD;
        }
        c = chunk_new(a, n > a->next_size ? n : a->next_size);
        c->next = a->chunks;
        a->chunks = c;
        if (a->next_size < LARGEST_CHUNK)
            a->next_size *= 2;
    }
    void *p = (char *)c + HEAD + c->used;
    c->used += n;
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    return arena_alloc(a, size && n > SIZE_MAX / size ? SIZE_MAX : n * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    memcpy(p, s, n);
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    struct buf b = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&b, fmt, ap);
    va_end(ap);
    char *p = arena_strndup(a, b.data, b.len);
    buf_drop(&b);
    return p;
}

size_t arena_bytes(const struct arena *a)
{
    return a->bytes;
}
