/* SHA-256 (FIPS 180-4) by GLib, which Pango and librsvg bring anyway. */
#include "base/base.h"

#include <glib.h>

void sha256_begin(struct sha256_state *s)
{
    s->checksum = g_checksum_new(G_CHECKSUM_SHA256);
}

void sha256_add(struct sha256_state *s, const void *p, size_t n)
{
    if (n && s->checksum) /* after sha256_end nothing counts: the trailer of a PDF, which holds the sum */
        g_checksum_update(s->checksum, p, (gssize)n);
}

void sha256_end(struct sha256_state *s, uint8_t out[32])
{
    gsize n = 32;
    g_checksum_get_digest(s->checksum, out, &n);
    sha256_drop(s);
}

void sha256_drop(struct sha256_state *s)
{
    if (s->checksum)
        g_checksum_free(s->checksum);
    s->checksum = NULL;
}

void sha256(const void *p, size_t n, uint8_t out[32])
{
    struct sha256_state s;
    sha256_begin(&s);
    sha256_add(&s, p, n);
    sha256_end(&s, out);
}

void sha256_hex(const uint8_t sum[32], char out[65])
{
    for (int i = 0; i < 32; i++)
        snprintf(out + 2 * i, 3, "%02x", sum[i]);
}
