/* The numbers of a claim are looked for in the captured texts of its sources. Only digits count: 1 234,5 and 1,234.5 are one number;
 * single digits are often written as words and are let pass. */
#include "check/internal.h"

#include "capture/capture.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool joins_groups(uint32_t c)
{
    return c == ',' || c == '.' || c == '\'' || c == ' ' || c == 0x2019 || c == 0xA0 || c == 0x202F || c == 0x2009;
}

/* The next number at or after *p: its digits to out, its bytes from *start to *p. A space or a sign joins groups of three digits, a sign
 * before the last group any number of them. False at the end. */
static bool next_number(const char **p, const char *end, const char **start, struct buf *out)
{
    buf_clear(out);
    while (*p < end) {
        const char *at = *p;
        uint32_t c = utf8_next(p, end);
        if (!is_digit(c))
            continue;
        *start = at;
        buf_addc(out, (char)('0' + c % 16));
        for (;;) {
            const char *q = *p;
            c = q < end ? utf8_next(&q, end) : 0;
            if (is_digit(c)) {
                buf_addc(out, (char)('0' + c % 16));
                *p = q;
                continue;
            }
            size_t n = 0;
            uint32_t sign = c;
            for (const char *r = q; joins_groups(sign) && r < end && is_digit(utf8_next(&r, end));)
                n++;
            bool decimal = n && (sign == ',' || sign == '.');
            if (n != 3 && !decimal)
                return true;
            *p = q;
        }
    }
    return false;
}

static struct map *numbers_of(struct captured *c)
{
    if (c->numbers)
        return c->numbers;
    c->numbers = map_new();
    struct buf number = {0};
    const char *p = c->text.data, *end = p + c->text.len, *start;
    while (next_number(&p, end, &start, &number))
        map_put(c->numbers, number.data, c);
    buf_drop(&number);
    return c->numbers;
}

/* 12,50 and 12,5 are one number, and 12,0 and 12; a year range or a date comes in parts. */
static bool known(struct captured *const *from, size_t n_from, const char *digits)
{
    for (size_t i = 0; i < n_from; i++)
        if (map_find(numbers_of(from[i]), digits))
            return true;
    return false;
}

void evidence_numbers(const struct node *claim, struct captured *const *from, size_t n_from, struct check *c)
{
    struct buf text = {0}, number = {0}, missing = {0};
    evidence_said(claim, &text);
    const char *p = text.data ? text.data : "", *end = p + text.len, *start;
    while (next_number(&p, end, &start, &number))
        if (number.len > 1 && !known(from, n_from, number.data))
            buf_addf(&missing, "%s“%.*s”", missing.len ? ", " : "", (int)(p - start), start);
    if (missing.len)
        check_say(c, claim, claim->src, D_NUMBER_ABSENT, "%s of this claim: in no captured text of its sources",
                  missing.data);
    buf_drop(&text);
    buf_drop(&number);
    buf_drop(&missing);
}
