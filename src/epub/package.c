/* The archive: `mimetype` first and stored, then the container, the package and its items in the order they were made, all with one
 * date, so that the same book has the same bytes. OCF 3.3. */
#include "epub/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* Civil date from days: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". No library call knows about time zones here. */
void utc_date(int64_t t, int out[6])
{
    int64_t days = t / 86400, rest = t % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    out[0] = (int)(yoe + era * 400 + (month <= 2));
    out[1] = (int)month;
    out[2] = (int)(doy - (153 * mp + 2) / 5 + 1);
    out[3] = (int)(rest / 3600);
    out[4] = (int)(rest / 60 % 60);
    out[5] = (int)(rest % 60);
}

struct epub_item *book_item(struct book *b, const char *name, const char *type, const char *id)
{
    vec_push(&b->items, (struct epub_item){.name = name, .type = type, .id = id});
    return &b->items.v[b->items.n - 1];
}

struct stamp {
    uint16_t time, date;
};

static struct stamp stamp_of(int64_t t)
{
    int d[6];
    utc_date(t, d);
    if (d[0] < 1980) /* the first day a ZIP knows */
        return (struct stamp){0, 1 << 5 | 1};
    if (d[0] > 2107)
        d[0] = 2107;
    return (struct stamp){(uint16_t)(d[3] << 11 | d[4] << 5 | d[5] / 2), (uint16_t)((d[0] - 1980) << 9 | d[1] << 5 | d[2])};
}

/* Pictures other than SVG, and fonts of the wrong kind to shrink, are packed already. */
static bool packed(const char *type)
{
    return strcmp(type, "image/jpeg") == 0 || strcmp(type, "image/png") == 0;
}

static bool add(zip_t *z, const char *name, const void *data, size_t len, bool store, struct stamp at)
{
    zip_source_t *s = zip_source_buffer(z, data ? data : "", len, 0);
    if (!s)
        return false;
    zip_int64_t i = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (i < 0) {
        zip_source_free(s);
        return false;
    }
    return zip_set_file_compression(z, (zip_uint64_t)i, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) == 0 &&
           zip_file_set_dostime(z, (zip_uint64_t)i, at.time, at.date, 0) == 0 &&
           zip_file_set_external_attributes(z, (zip_uint64_t)i, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)0100644 << 16) == 0;
}

static bool add_all(struct book *b, zip_t *z, const struct buf *opf)
{
    static const char mime[] = "application/epub+zip";
    static const char container[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n"
        "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n";
    struct stamp at = stamp_of(b->opt->time);
    if (!add(z, "mimetype", mime, sizeof mime - 1, true, at) ||
        !add(z, "META-INF/container.xml", container, sizeof container - 1, false, at) ||
        !add(z, "EPUB/package.opf", opf->data, opf->len, false, at))
        return false;
    for (size_t i = 0; i < b->items.n; i++) {
        const struct epub_item *it = &b->items.v[i];
        const void *data = it->lent ? (const void *)it->lent : it->data.data;
        if (!add(z, arena_printf(b->arena, "EPUB/%s", it->name), data, it->lent ? it->len : it->data.len, packed(it->type), at))
            return false;
    }
    return true;
}

/* The archive is made in memory and then written through o, which alone knows files. */
static bool send(zip_source_t *made, struct outfile *o, const char **why)
{
    uint8_t piece[65536];
    zip_int64_t n;
    *why = "the archive cannot be read back";
    if (zip_source_open(made) != 0)
        return false;
    while ((n = zip_source_read(made, piece, sizeof piece)) > 0 && outfile_write(o, piece, (size_t)n))
        ;
    zip_source_close(made);
    return n == 0;
}

bool package_write(struct book *b, struct outfile *o)
{
    const char *why = "out of memory";
    struct buf opf = {0};
    zip_error_t err;
    bool ok = false;
    zip_error_init(&err);
    opf_write(b, &opf);
    zip_source_t *made = zip_source_buffer_create(NULL, 0, 0, &err);
    zip_t *z = made ? zip_open_from_source(made, ZIP_TRUNCATE, &err) : NULL;
    if (z) {
        zip_source_keep(made);
        if (!add_all(b, z, &opf)) {
            why = arena_strdup(b->arena, zip_strerror(z));
            zip_discard(z);
        } else if (zip_close(z) != 0) {
            why = arena_strdup(b->arena, zip_strerror(z));
            zip_discard(z);
        } else {
            ok = send(made, o, &why);
        }
    }
    if (made)
        zip_source_free(made);
    zip_error_fini(&err);
    buf_drop(&opf);
    if (!ok && !outfile_write(o, NULL, 0))
        diag_add(b->diag, D_FILE_WRITE, (struct src){0}, "the EPUB can't be written: %s", strerror(errno));
    else if (!ok)
        diag_add(b->diag, D_EPUB_FAILED, (struct src){b->doc->path, 0, 0}, "the EPUB could not be written: %s", why);
    return ok;
}
