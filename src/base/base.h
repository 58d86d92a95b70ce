/* base: what every room needs and no document is named: memory, growing buffers, maps, UTF-8,
 * diagnostics, files. Out of memory ends the program in xmalloc() (mem.c) with status 2, so nobody else checks. */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#else
#define PRINTF_LIKE(f, a)
#endif

/* ---- memory (mem.c) ---- */
void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n);
char *xstrdup(const char *s);

/* An arena hands out zeroed memory, aligned for pointers, int64_t and double, that dies all at once. */
struct arena;
struct arena *arena_new(void);
void arena_drop(struct arena *a);
void *arena_alloc(struct arena *a, size_t n);
void *arena_array(struct arena *a, size_t n, size_t size); /* checks n * size */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
size_t arena_bytes(const struct arena *a);

/* ---- growing bytes (buf.c); data is always NUL-terminated once anything was added ---- */
struct buf {
    char *data;
    size_t len, cap;
};
void buf_add(struct buf *b, const void *p, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vaddf(struct buf *b, const char *fmt, va_list ap);
void buf_addu(struct buf *b, uint32_t codepoint); /* as UTF-8 */
void buf_clear(struct buf *b);                    /* keeps the memory */
void buf_drop(struct buf *b);

/* ---- growing arrays: VEC(struct x) v = {0}; vec_push(&v, x); free(v.v) or vec_drop(&v) ---- */
#define VEC(type)                                                                                                      \
    struct {                                                                                                           \
        type *v;                                                                                                       \
        size_t n, cap;                                                                                                 \
    }
#define vec_push(vec, ...)                                                                                             \
    do {                                                                                                               \
        if ((vec)->n == (vec)->cap) {                                                                                  \
            (vec)->cap = (vec)->cap ? 2 * (vec)->cap : 8;                                                              \
            (vec)->v = xrealloc((vec)->v, (vec)->cap * sizeof *(vec)->v);                                              \
        }                                                                                                              \
        (vec)->v[(vec)->n++] = (__VA_ARGS__);                                                                          \
    } while (0)
#define vec_drop(vec) (free((vec)->v), (vec)->v = NULL, (vec)->n = (vec)->cap = 0)

/* ---- string -> pointer, remembering the order of insertion (map.c) ---- */
struct map;
struct map *map_new(void);
void map_drop(struct map *m);
void *map_find(const struct map *m, const char *key);
void *map_put(struct map *m, const char *key, void *value); /* copies the key; returns the value replaced, or NULL */
size_t map_count(const struct map *m);
const char *map_at(const struct map *m, size_t i, void **value); /* i-th put */

/* ---- lists of words with spaces between, as in attributes (words.c) ---- */
bool words_next(const char **list, const char **word, size_t *n); /* takes the next word off the list; false at its end */
bool words_have(const char *list, const char *word);              /* list may be NULL */

/* ---- UTF-8 (utf8.c) ---- */
uint32_t utf8_next(const char **p, const char *end); /* advances; U+FFFD for a bad byte */
uint32_t utf8_before(const char *start, const char *p, const char **prev); /* the code point ending at p; 0 at start */
size_t utf8_put(char out[4], uint32_t codepoint);
bool utf8_valid(const char *s, size_t n);
/* encoding.c: UTF-8 as it is, UTF-16 by its mark, GB18030 where it looks so, all else as Windows-1252. */
void utf8_from_bytes(const char *bytes, size_t n, struct buf *out);
bool utf8_is_han(uint32_t c);  /* ideographs (all blocks) */
bool utf8_is_cjk(uint32_t c);  /* ideographs, kana, hangul, CJK punctuation, fullwidth forms */
bool utf8_is_space(uint32_t c); /* XML white space only: space, tab, CR, LF */

/* ---- where something stands. file is shown to the user as given on the command line or relative to it;
 * line and col count from 1 (col in code points); line 0: no place known ---- */
struct src {
    const char *file;
    int32_t line, col;
};

/* ---- diagnostics (diag.c, catalogue.c) ---- */
enum diag_level { DIAG_HINT, DIAG_WARNING, DIAG_ERROR, DIAG_FATAL };
/* One line a code: X(NAME, "printed-code", level, "what to do") */
#include "base/catalogue.h"
enum diag_code {
#define X(name, code, level, advice) D_##name,
    DIAG_CATALOGUE(X)
#undef X
        D_COUNT
};
enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_SARIF };
struct diag;
struct diag *diag_new(FILE *out, enum diag_format format, bool colour, enum diag_level least);
void diag_most(struct diag *d, int most); /* text prints that many of one code, then only how many more; 0: all */
void diag_drop(struct diag *d);
/* Prints at once. The source line is read again from src.file for the excerpt (or from text given by diag_source). */
void diag_add(struct diag *d, enum diag_code code, struct src src, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* The same; reason (or NULL): it is waived for this reason, counts for nothing and is listed at the end. */
void diag_vadd(struct diag *d, enum diag_code code, struct src src, const char *reason, const char *fmt, va_list ap);
void diag_finish(struct diag *d); /* JSON and SARIF need their end, waivers are listed */
int diag_count(const struct diag *d, enum diag_level at_least);
bool diag_failed(const struct diag *d); /* any error or fatal */
const char *diag_code_name(enum diag_code code);

/* ---- files (file.c) ---- */
/* Reads the whole file; false leaves errno. The buffer is the caller's. limit 0: none. */
bool file_read(const char *path, struct buf *out, size_t limit);
/* True if path, symbolic links resolved, lies in or below root. */
bool path_below(const char *root, const char *path);
/* Joins a relative reference to the folder of base_file; result in arena; collapses "." and "..". */
char *path_join(struct arena *a, const char *base_file, const char *ref);
char *path_dir(struct arena *a, const char *path);
const char *path_base(const char *path);
/* mkdir -p; false leaves errno. */
bool path_mkdirs(const char *path);

/* A file that appears under its name only when it is whole: written beside it, renamed by outfile_commit. */
struct outfile;
struct outfile *outfile_open(const char *path);              /* NULL leaves errno */
struct outfile *outfile_replace(const char *path); /* a file that is there: links followed, permissions kept */
bool outfile_write(struct outfile *o, const void *p, size_t n); /* false leaves errno; later calls do nothing */
bool outfile_flush(struct outfile *o); /* so that a full disk shows before any of several files is committed; false leaves errno */
uint64_t outfile_tell(const struct outfile *o);
bool outfile_commit(struct outfile *o); /* frees; false leaves errno and no file */
void outfile_abandon(struct outfile *o); /* frees and removes the temporary file; NULL is fine */

/* ---- SHA-256 (sha256.c), for derived identifiers and evidence ---- */
void sha256(const void *p, size_t n, uint8_t out[32]);
struct sha256_state {
    void *checksum;
};
void sha256_begin(struct sha256_state *s);
void sha256_add(struct sha256_state *s, const void *p, size_t n);
void sha256_end(struct sha256_state *s, uint8_t out[32]); /* and drops it */
void sha256_drop(struct sha256_state *s);
void sha256_hex(const uint8_t sum[32], char out[65]);

/* Lengths: int32_t in 1/1024 pt. */
#define PT 1024
#define PT_OF(x) ((int32_t)((x)*1024.0 + ((x) < 0 ? -0.5 : 0.5)))

#endif
