/* Diagnostics: counted, printed at once with the line they speak of and a caret under it, or as JSON for editors. What was waived
 * counts for nothing and is listed at the end; so is, in text, how often more than a few of one code were left unsaid. */
#include "base/diaginternal.h"

#include <stdlib.h>
#include <string.h>

struct text { /* one file's bytes, read once for the excerpts */
    struct buf bytes;
    size_t last_at; /* byte offset of line last_line: excerpts mostly go forward */
    int32_t last_line;
};

struct diag {
    FILE *out;
    enum diag_format format;
    bool colour, begun;
    enum diag_level least;
    int count[DIAG_FATAL + 1];
    int of_code[D_COUNT], most; /* printed or left unsaid; the most of one code that text prints, 0: all */
    struct map *seen, *texts;
    struct sarif *sarif;
    struct buf waived; /* as it will be printed */
};

static const struct {
    const char *name, *advice;
    enum diag_level level;
} catalogue[] = {
#define X(name, code, level, advice) {code, advice, level},
    DIAG_CATALOGUE(X)
#undef X
};
static const char *const level_name[] = {"hint", "warning", "error", "fatal"};
static const char *const level_colour[] = {"\033[1;36m", "\033[1;35m", "\033[1;31m", "\033[1;31m"};

enum { EXCERPT_WIDTH = 100, EXCERPT_LIMIT = 64 * 1024 * 1024 };

struct diag *diag_new(FILE *out, enum diag_format format, bool colour, enum diag_level least)
{
    struct diag *d = xcalloc(1, sizeof *d);
    d->out = out;
    d->format = format;
    d->colour = colour;
    d->least = least;
    d->seen = map_new();
    d->texts = map_new();
    d->sarif = format == DIAG_SARIF ? sarif_new() : NULL;
    return d;
}

void diag_most(struct diag *d, int most)
{
    d->most = d->format == DIAG_TEXT ? most : 0;
}

void diag_drop(struct diag *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < map_count(d->texts); i++) {
        void *t;
        map_at(d->texts, i, &t);
        buf_drop(&((struct text *)t)->bytes);
        free(t);
    }
    map_drop(d->texts);
    map_drop(d->seen);
    sarif_drop(d->sarif);
    buf_drop(&d->waived);
    free(d);
}

/* The line's bytes without its end; false if the file or the line is not there or it is not text. */
static bool find_line(struct diag *d, struct src src, const char **start, const char **end)
{
    struct text *t = map_find(d->texts, src.file);
    if (!t) {
        t = xcalloc(1, sizeof *t);
        if (!file_read(src.file, &t->bytes, EXCERPT_LIMIT))
            buf_clear(&t->bytes);
        map_put(d->texts, src.file, t);
    }
    if (!t->bytes.len)
        return false;
    bool forward = t->last_line && t->last_line <= src.line;
    const char *p = t->bytes.data + (forward ? t->last_at : 0), *stop = t->bytes.data + t->bytes.len;
    for (int32_t line = forward ? t->last_line : 1; line < src.line; line++) {
        p = memchr(p, '\n', (size_t)(stop - p));
        if (!p)
            return false;
        p++;
    }
    t->last_line = src.line;
    t->last_at = (size_t)(p - t->bytes.data);
    const char *q = memchr(p, '\n', (size_t)(stop - p));
    if (!q)
        q = stop;
    if (q > p && q[-1] == '\r')
        q--;
    if (src.line == 1 && q - p >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
        p += 3;
    *start = p;
    *end = q;
    return q > p && utf8_valid(p, (size_t)(q - p)) && !memchr(p, 0, (size_t)(q - p));
}

static int columns_of(uint32_t c)
{
    if ((c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || (c >= 0xFE00 && c <= 0xFE0F))
        return 0;
    return utf8_is_cjk(c) ? 2 : 1;
}

static void add_printable(struct buf *b, uint32_t c)
{
    if ((c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0))
        c = 0xFFFD;
    buf_addu(b, c);
}

static void print_excerpt(struct diag *d, struct src src)
{
    const char *p, *end;
    if (src.line <= 0 || !find_line(d, src, &p, &end))
        return;
    int32_t from = src.col > EXCERPT_WIDTH * 3 / 4 ? src.col - EXCERPT_WIDTH / 2 : 1;
    struct buf line = {0}, caret = {0};
    if (from > 1) {
        buf_adds(&line, "…");
        buf_addc(&caret, ' ');
    }
    int32_t col = 1;
    for (; p < end && col < from + EXCERPT_WIDTH; col++) {
        uint32_t c = utf8_next(&p, end);
        if (col < from)
            continue;
        add_printable(&line, c);
        if (col < src.col) {
            if (c == '\t')
                buf_addc(&caret, '\t');
            else
                buf_add(&caret, "  ", (size_t)columns_of(c));
        }
    }
    if (p < end)
        buf_adds(&line, "…");
    fprintf(d->out, "    %s\n", line.data ? line.data : "");
    if (src.col > 0 && src.col <= col)
        fprintf(d->out, d->colour ? "    %s\033[1;32m^\033[0m\n" : "    %s^\n", caret.data ? caret.data : "");
    buf_drop(&line);
    buf_drop(&caret);
}

static void add_place(struct buf *b, struct src src)
{
    if (!src.file)
        buf_adds(b, "dossier: ");
    else if (src.line <= 0)
        buf_addf(b, "%s: ", src.file);
    else if (src.col <= 0)
        buf_addf(b, "%s:%d: ", src.file, src.line);
    else
        buf_addf(b, "%s:%d:%d: ", src.file, src.line, src.col);
}

static void add_waived(struct diag *d, enum diag_code code, struct src src, const char *message, const char *reason)
{
    buf_adds(&d->waived, "  ");
    add_place(&d->waived, src);
    buf_addf(&d->waived, "%s: %s [%s]\n    = waived: %s\n", level_name[catalogue[code].level], message,
             catalogue[code].name, reason);
}

static void print_text(struct diag *d, enum diag_code code, struct src src, const char *message)
{
    const char *on = d->colour ? "\033[1m" : "", *off = d->colour ? "\033[0m" : "";
    enum diag_level level = catalogue[code].level;
    struct buf place = {0};
    add_place(&place, src);
    fprintf(d->out, "%s%s", on, place.data);
    buf_drop(&place);
    fprintf(d->out, "%s%s:%s %s%s%s [%s]\n", d->colour ? level_colour[level] : "", level_name[level], off, on, message,
            off, catalogue[code].name);
    if (src.file)
        print_excerpt(d, src);
    fprintf(d->out, "  = help: %s\n", catalogue[code].advice);
    fflush(d->out);
}

static void json_string(struct buf *b, const char *s)
{
    const char *end = s + strlen(s);
    buf_addc(b, '"');
    while (s < end) {
        uint32_t c = utf8_next(&s, end);
        if (c == '"' || c == '\\')
            buf_addf(b, "\\%c", (char)c);
        else if (c == '\n')
            buf_adds(b, "\\n");
        else if (c == '\t')
            buf_adds(b, "\\t");
        else if (c < 0x20)
            buf_addf(b, "\\u%04x", (unsigned)c);
        else
            buf_addu(b, c);
    }
    buf_addc(b, '"');
}

static void print_json(struct diag *d, enum diag_code code, struct src src, const char *message, const char *reason)
{
    struct buf b = {0};
    buf_adds(&b, d->begun ? ",\n {\"file\":" : "[\n {\"file\":");
    d->begun = true;
    if (src.file)
        json_string(&b, src.file);
    else
        buf_adds(&b, "null");
    buf_addf(&b, ",\"line\":%d,\"column\":%d,\"level\":\"%s\",\"code\":\"%s\",\"message\":", src.line, src.col,
             level_name[catalogue[code].level], catalogue[code].name);
    json_string(&b, message);
    buf_adds(&b, ",\"advice\":");
    json_string(&b, catalogue[code].advice);
    if (reason) {
        buf_adds(&b, ",\"waived\":");
        json_string(&b, reason);
    }
    buf_adds(&b, "}");
    fputs(b.data, d->out);
    buf_drop(&b);
}

static void print_one(struct diag *d, enum diag_code code, struct src src, const char *message, const char *reason)
{
    static const char *const sarif_level[] = {"note", "warning", "error", "error"};
    switch (d->format) {
    case DIAG_JSON: print_json(d, code, src, message, reason); break;
    case DIAG_SARIF:
        sarif_add(d->sarif, catalogue[code].name, sarif_level[catalogue[code].level], catalogue[code].advice, src,
                  message, reason);
        break;
    default:
        if (reason)
            add_waived(d, code, src, message, reason);
        else
            print_text(d, code, src, message);
    }
}

static bool may_say(struct diag *d, enum diag_code code)
{
    return d->of_code[code]++ < d->most || !d->most || catalogue[code].level == DIAG_FATAL;
}

void diag_vadd(struct diag *d, enum diag_code code, struct src src, const char *reason, const char *fmt, va_list ap)
{
    struct buf message = {0}, key = {0};
    buf_vaddf(&message, fmt, ap);
    buf_addf(&key, "%d %d %d %s\n%s", (int)code, src.line, src.col, src.file ? src.file : "", message.data);
    enum diag_level level = catalogue[code].level;
    if (!map_put(d->seen, key.data, d)) {
        if (!reason)
            d->count[level]++;
        if (level >= d->least && (reason || may_say(d, code)))
            print_one(d, code, src, message.data, reason);
    }
    buf_drop(&key);
    buf_drop(&message);
}

void diag_add(struct diag *d, enum diag_code code, struct src src, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    diag_vadd(d, code, src, NULL, fmt, ap);
    va_end(ap);
}

/* Worst first. */
static void print_unsaid(struct diag *d)
{
    for (int level = DIAG_ERROR; d->most && level >= DIAG_HINT; level--)
        for (int code = 0; code < D_COUNT; code++)
            if ((int)catalogue[code].level == level && d->of_code[code] > d->most)
                fprintf(d->out, "%s%s:%s … and %d more of [%s] (-v says all)\n", d->colour ? level_colour[level] : "",
                        level_name[level], d->colour ? "\033[0m" : "", d->of_code[code] - d->most,
                        catalogue[code].name);
}

void diag_finish(struct diag *d)
{
    print_unsaid(d);
    if (d->format == DIAG_JSON)
        fputs(d->begun ? "\n]\n" : "[]\n", d->out);
    else if (d->format == DIAG_SARIF)
        sarif_print(d->sarif, d->out);
    else if (d->waived.len)
        fprintf(d->out, "waived:\n%s", d->waived.data);
    fflush(d->out);
}

int diag_count(const struct diag *d, enum diag_level at_least)
{
    int n = 0;
    for (int l = at_least; l <= DIAG_FATAL; l++)
        n += d->count[l];
    return n;
}

bool diag_failed(const struct diag *d)
{
    return diag_count(d, DIAG_ERROR) > 0;
}

const char *diag_code_name(enum diag_code code)
{
    return catalogue[code].name;
}
