/* What a photograph says besides what it shows: where and when it was taken, with which camera, by whom, and a small copy of itself as it
 * was before it was cropped. None of that may travel in a dossier. Kept is what its pixels need: colour profile, density, transparency.
 * Drawings: svgstrip.c. JPEG by ITU-T T.81, annex B, and JFIF 1.02; Exif 2.3; PNG by its third edition, 4.8 and 11. */
#include "doc/media.h"

#include <string.h>

static unsigned number(const uint8_t *d, int bytes, bool little)
{
    unsigned v = 0;
    for (int i = 0; i < bytes; i++)
        v |= (unsigned)d[i] << 8 * (little ? i : bytes - 1 - i);
    return v;
}

/* How a camera was held (Exif 2.3, 4.6.2: TIFF with tag 0x112): 1 to 8; 0 where nothing is said. */
static int exif_orientation(const uint8_t *d, size_t n)
{
    if (n < 14 || memcmp(d, "Exif\0\0", 6) != 0 || (memcmp(d + 6, "II", 2) != 0 && memcmp(d + 6, "MM", 2) != 0))
        return 0;
    bool little = d[6] == 'I';
    const uint8_t *tiff = d + 6;
    size_t len = n - 6, at = number(tiff + 4, 4, little);
    if (at > len - 2)
        return 0;
    unsigned entries = number(tiff + at, 2, little);
    for (at += 2; entries-- > 0 && at + 12 <= len; at += 12) {
        if (number(tiff + at, 2, little) != 0x112)
            continue;
        unsigned v = number(tiff + at + 8, 2, little);
        return v <= 8 ? (int)v : 0;
    }
    return 0;
}

/* ---- JPEG ---- */

/* Pieces of the same bytes, moved forward over what falls away. */
struct kept {
    uint8_t *d;
    size_t len; /* written so far: never more than was read */
};

static void keep(struct kept *k, size_t from, size_t n)
{
    memmove(k->d + k->len, k->d + from, n);
    k->len += n;
}

/* s: after the length of a segment of n bytes in all, its marker not counted. */
static bool wanted(uint8_t marker, const uint8_t *s, size_t n)
{
    if (marker == 0xE0)
        return n >= 16 && !memcmp(s, "JFIF", 5); /* not JFXX: a small copy */
    if (marker == 0xE2)
        return n >= 14 && !memcmp(s, "ICC_PROFILE", 12);
    if (marker == 0xEE)
        return n >= 14 && !memcmp(s, "Adobe", 5);
    return marker < 0xE0 || (marker > 0xEF && marker != 0xFE);
}

static void keep_segment(struct kept *k, size_t at, size_t n)
{
    uint8_t marker = k->d[at + 1];
    if (!wanted(marker, k->d + at + 4, n))
        return;
    size_t begin = k->len;
    if (marker != 0xE0) {
        keep(k, at, n + 2);
        return;
    }
    keep(k, at, 18); /* without the small copy that may follow */
    k->d[begin + 2] = 0;
    k->d[begin + 3] = 16;
    k->d[begin + 16] = k->d[begin + 17] = 0;
}

/* The end of the coded pixels that begin at `at`: the next marker that is neither stuffing nor a restart. */
static size_t scan_end(const uint8_t *d, size_t n, size_t at)
{
    for (; at + 1 < n; at++)
        if (d[at] == 0xFF && d[at + 1] != 0 && d[at + 1] != 0xFF && !(d[at + 1] >= 0xD0 && d[at + 1] <= 0xD7))
            return at;
    return n;
}

static size_t strip_jpeg(uint8_t *d, size_t n, int *orientation)
{
    struct kept k = {d, 2};
    size_t at = 2;
    while (at + 1 < n) {
        uint8_t marker = d[at + 1];
        if (d[at] != 0xFF || marker == 0xFF || marker <= 1 || (marker >= 0xD0 && marker <= 0xD8)) {
            at++;
            continue;
        }
        if (marker == 0xD9) { /* what stands behind the end is another picture, or a film */
            keep(&k, at, 2);
            break;
        }
        size_t len = at + 4 <= n ? number(d + at + 2, 2, false) : 0, next = at + 2 + len;
        if (len < 2 || next > n)
            break;
        if (marker == 0xE1 && !*orientation)
            *orientation = exif_orientation(d + at + 4, len - 2);
        keep_segment(&k, at, len);
        at = next;
        if (marker == 0xDA) {
            size_t end = scan_end(d, n, at);
            keep(&k, at, end - at);
            at = end;
        }
    }
    return k.len;
}

/* ---- PNG ---- */

/* What decoders need (a capital letter begins it), and what they show the pixels with. */
static bool wanted_chunk(const uint8_t *type)
{
    static const char *const shown[] = {"tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD", "cICP"};
    bool good = !(type[0] & 0x20);
    for (size_t i = 0; i < sizeof shown / sizeof *shown && !good; i++)
        good = !memcmp(type, shown[i], 4);
    return good;
}

static size_t strip_png(uint8_t *d, size_t n)
{
    struct kept k = {d, 8};
    size_t at = 8;
    while (at + 12 <= n) {
        size_t len = number(d + at, 4, false);
        bool end = !memcmp(d + at + 4, "IEND", 4);
        if (len > n - at - 12)
            break;
        if (wanted_chunk(d + at + 4))
            keep(&k, at, len + 12);
        at += len + 12;
        if (end)
            return k.len;
    }
    keep(&k, at, n - at); /* cut short: the decoder says so */
    return k.len;
}

size_t image_strip(enum image_kind kind, uint8_t *data, size_t len, int *orientation)
{
    switch (kind) {
    case IMAGE_JPEG: return strip_jpeg(data, len, orientation);
    case IMAGE_PNG: return strip_png(data, len);
    default: return len;
    }
}
