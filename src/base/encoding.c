/* Bytes of a file that does not say its encoding, as UTF-8. ICU knows the larger ones. */
#include "base/base.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

/* Windows-1252 where it differs from Latin-1; bytes without a sign there stay controls. */
static void add_latin(struct buf *out, unsigned char c)
{
    static const uint16_t high[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                      0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    buf_addu(out, c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c);
}

static bool convert(const char *from, const char *bytes, size_t n, struct buf *out)
{
    size_t room = n * 3 + 16; /* a UTF-16 unit, or a pair of GB18030, is three bytes at most */
    if (n > INT_MAX / 4)
        return false;
    char *to = xmalloc(room);
    UErrorCode e = U_ZERO_ERROR;
    int32_t len = ucnv_convert("UTF-8", from, to, (int32_t)room, bytes, (int32_t)n, &e);
    bool ok = U_SUCCESS(e) && utf8_valid(to, (size_t)len);
    if (ok)
        buf_add(out, to, (size_t)len);
    free(to);
    return ok;
}

/* In Chinese text of GB18030's common part high bytes come in pairs; in Western text most stand alone. */
static bool looks_chinese(const unsigned char *p, size_t n)
{
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < 0x80)
            continue;
        if (p[i] < 0xA1 || i + 1 >= n || p[i + 1] < 0xA1)
            return false;
        pairs++;
        i++;
    }
    return pairs > 1;
}

void utf8_from_bytes(const char *bytes, size_t n, struct buf *out)
{
    const unsigned char *p = (const unsigned char *)bytes;
    bool wide = n >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF));
    if (wide && convert("UTF-16", bytes, n, out))
        return;
    if (utf8_valid(bytes, n))
        buf_add(out, bytes, n);
    else if (!looks_chinese(p, n) || !convert("GB18030", bytes, n, out))
        for (size_t i = 0; i < n; i++)
            add_latin(out, p[i]);
}
