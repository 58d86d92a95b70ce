/* Bytes of a file that does not say its encoding, as UTF-8, by ICU. */
#include "base/base.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

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
        convert("windows-1252", bytes, n, out); /* bytes without a sign there stay controls */
}
