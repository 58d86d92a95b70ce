/* CSV after RFC 4180, as spreadsheets of any country write it: comma or semicolon between cells, point or comma in numbers. */
#include "doc/media.h"

#include <stdlib.h>
#include <string.h>

bool number_read(const char *s, double *value)
{
    struct buf b = {0};
    const char *p = s, *end = s + strlen(s);
    bool fraction = false, ok = true, any = false;
    while (p < end && ok) {
        uint32_t c = utf8_next(&p, end);
        if (c >= '0' && c <= '9') {
            buf_addc(&b, (char)c);
            any = true;
        } else if ((c == '-' || c == 0x2212 || c == '+') && !b.len) {
            buf_addc(&b, c == '+' ? '+' : '-');
        } else if ((c == '.' || c == ',') && !fraction) {
            buf_addc(&b, '.');
            fraction = true;
        } else if (c != ' ' && c != 0xa0 && c != 0x202f && c != 0x2009) {
            ok = false;
        }
    }
    ok = ok && any && b.len < 40;
    if (ok)
        *value = strtod(b.data, NULL);
    buf_drop(&b);
    return ok;
}

struct reader {
    struct arena *arena;
    const char *p, *end;
    int32_t line, col;
    char sep;
    VEC(struct csv_cell) cells;
    VEC(struct csv_row) rows;
    struct buf text;
};

static void step(struct reader *r)
{
    if (*r->p == '\n') {
        r->line++;
        r->col = 0;
    }
    r->p++;
    if (r->p >= r->end || ((unsigned char)*r->p & 0xc0) != 0x80)
        r->col++;
}

/* The first sign of the two that the first row has outside quotes. */
static char separator(const char *p, const char *end)
{
    bool quoted = false;
    size_t commas = 0, semicolons = 0;
    for (; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
        if (*p == '"')
            quoted = !quoted;
        commas += !quoted && *p == ',';
        semicolons += !quoted && *p == ';';
    }
    return semicolons >= commas && semicolons ? ';' : ',';
}

/* One cell; false when a quote is never closed. */
static bool read_cell(struct reader *r)
{
    struct csv_cell cell = {.line = r->line, .col = r->col};
    buf_clear(&r->text);
    bool quoted = r->p < r->end && *r->p == '"', closed = !quoted;
    if (quoted)
        step(r);
    while (r->p < r->end) {
        if (quoted && !closed && *r->p == '"') {
            step(r);
            closed = !(r->p < r->end && *r->p == '"');
            if (closed)
                continue;
        } else if (closed && (*r->p == r->sep || *r->p == '\n' || *r->p == '\r')) {
            break;
        }
        buf_addc(&r->text, *r->p == '\n' || *r->p == '\r' ? ' ' : *r->p);
        step(r);
    }
    const char *s = r->text.len ? r->text.data : "";
    size_t n = r->text.len;
    while (n && *s == ' ')
        s++, n--;
    while (n && s[n - 1] == ' ')
        n--;
    cell.text = arena_strndup(r->arena, s, n);
    vec_push(&r->cells, cell);
    return closed;
}

static void end_row(struct reader *r, int32_t line)
{
    bool blank = r->cells.n == 1 && !*r->cells.v[0].text;
    if (!blank) {
        struct csv_row row = {.n = r->cells.n, .line = line};
        row.cell = arena_array(r->arena, row.n, sizeof *row.cell);
        memcpy(row.cell, r->cells.v, row.n * sizeof *row.cell);
        vec_push(&r->rows, row);
    }
    r->cells.n = 0;
}

static bool read_rows(struct reader *r)
{
    while (r->p < r->end) {
        int32_t line = r->line;
        bool more = true;
        while (more) {
            if (!read_cell(r))
                return false;
            more = r->p < r->end && *r->p == r->sep;
            if (more)
                step(r);
        }
        if (r->p < r->end && *r->p == '\r')
            step(r);
        if (r->p < r->end && *r->p == '\n')
            step(r);
        end_row(r, line);
    }
    return true;
}

bool csv_read(struct arena *a, const char *data, size_t len, const char *file, struct csv *out, struct diag *diag)
{
    struct reader r = {.arena = a, .p = data, .end = data + len, .line = 1, .col = 1};
    if (!utf8_valid(data, len)) {
        diag_add(diag, D_CSV_BAD, (struct src){file, 1, 1}, "not UTF-8");
        return false;
    }
    if (len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3))
        r.p += 3;
    r.sep = separator(r.p, r.end);
    bool ok = read_rows(&r);
    if (!ok)
        diag_add(diag, D_CSV_BAD, (struct src){file, r.cells.v[r.cells.n - 1].line, r.cells.v[r.cells.n - 1].col},
                 "a quote is never closed");
    out->n = r.rows.n;
    out->row = arena_array(a, r.rows.n ? r.rows.n : 1, sizeof *out->row);
    if (r.rows.n)
        memcpy(out->row, r.rows.v, r.rows.n * sizeof *out->row);
    vec_drop(&r.cells);
    vec_drop(&r.rows);
    buf_drop(&r.text);
    return ok;
}
