/* WACZ, what Webrecorder's tools save: a ZIP whose archive/ folder holds WARC files. */
#include "capture/internal.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { ENTRY_MAX = 256 << 20, ENTRIES_MAX = 10000 };

static bool ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n > m && !strcmp(s + n - m, end);
}

static bool read_entry(zip_t *zip, zip_uint64_t i, zip_uint64_t size, struct buf *out)
{
    zip_file_t *f = size <= ENTRY_MAX ? zip_fopen_index(zip, i, 0) : NULL;
    char *piece = f ? xmalloc(1 << 16) : NULL;
    zip_int64_t n = 0;
    while (f && out->len <= ENTRY_MAX && (n = zip_fread(f, piece, 1 << 16)) > 0)
        buf_add(out, piece, (size_t)n);
    free(piece);
    if (f)
        zip_fclose(f);
    return f && n == 0 && out->len;
}

bool capture_wacz(struct capture_archive *a, const char *bytes, size_t n)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, n, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    bool any = false;
    zip_int64_t count = zip ? zip_get_num_entries(zip, 0) : 0;
    for (zip_int64_t i = 0; i < count && i < ENTRIES_MAX; i++) {
        struct buf entry = {0};
        zip_stat_t st;
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &st) || !st.name || strncmp(st.name, "archive/", 8) != 0)
            continue;
        bool gz = ends_in(st.name, ".warc.gz"), plain = ends_in(st.name, ".warc");
        if ((gz || plain) && read_entry(zip, (zip_uint64_t)i, st.size, &entry))
            any = (gz ? capture_warc_gz : capture_warc)(a, entry.data, entry.len) || any;
        buf_drop(&entry);
    }
    if (zip)
        zip_discard(zip);
    else if (source)
        zip_source_free(source);
    zip_error_fini(&error);
    return any;
}
