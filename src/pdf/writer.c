/* The file itself: objects as they come, most of them packed into object streams, then a cross-reference stream
 * (ISO 32000-1, 7.5.7 and 7.5.8). Nothing but the place of each object is kept. The /ID is a hash of all that was written,
 * so the same content has the same one. */
#include "pdf/internal.h"

#include <libdeflate.h>

enum { PER_OBJECT_STREAM = 200, OUT_BUFFER = 1 << 16 };

struct place_of {
    uint32_t where; /* offset / object stream */
    uint16_t index; /* in the object stream */
    uint8_t type;   /* 0 never written, 1 in the file, 2 in an object stream */
};
struct pdfw {
    struct outfile *out;
    bool failed;
    uint64_t at;
    struct sha256_state hash;
    struct libdeflate_compressor *z;
    struct buf zbuf, pending;
    VEC(struct place_of) objects; /* 0 is the free head */
    struct buf body, head;        /* the open object stream */
    int32_t stream_id, in_stream;
};

static void put(struct pdfw *w, const void *p, size_t n)
{
    if (w->failed)
        return;
    w->at += n;
    buf_add(&w->pending, p, n);
    if (w->pending.len < OUT_BUFFER)
        return;
    sha256_add(&w->hash, w->pending.data, w->pending.len);
    w->failed = !outfile_write(w->out, w->pending.data, w->pending.len);
    buf_clear(&w->pending);
}

struct pdfw *pdfw_new(struct outfile *o)
{
    struct pdfw *w = xcalloc(1, sizeof *w);

    w->out = o;
    w->z = libdeflate_alloc_compressor(6);
    if (!w->z)
        w->failed = true;
    sha256_begin(&w->hash);
    vec_push(&w->objects, (struct place_of){0});
    put(w, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15);
    return w;
}

void pdfw_drop(struct pdfw *w)
{
    if (!w)
        return;
    if (w->z)
        libdeflate_free_compressor(w->z);
    sha256_drop(&w->hash);
    buf_drop(&w->zbuf);
    buf_drop(&w->pending);
    buf_drop(&w->body);
    buf_drop(&w->head);
    vec_drop(&w->objects);
    free(w);
}

int32_t pdfw_ids(struct pdfw *w, int32_t n)
{
    int32_t id = (int32_t)w->objects.n;

    for (int32_t i = 0; i < n; i++)
        vec_push(&w->objects, (struct place_of){0});
    return id;
}

const void *pdfw_deflate(struct pdfw *w, const void *data, size_t n, size_t *out_n)
{
    *out_n = 0;
    if (!w->z)
        return "";
    size_t bound = libdeflate_zlib_compress_bound(w->z, n);
    w->zbuf.len = 0;
    pdf_room(&w->zbuf, bound);
    *out_n = libdeflate_zlib_compress(w->z, data, n, w->zbuf.data, bound);
    return w->zbuf.data;
}

static void put_stream(struct pdfw *w, int32_t id, const char *dict, const void *data, size_t n)
{
    char line[96];
    int len = snprintf(line, sizeof line, "%d 0 obj\n<<", (int)id);

    if (id) {
        if (w->at > UINT32_MAX)
            w->failed = true; /* 4 GB: no cross-reference of ours reaches further */
        w->objects.v[id].type = 1;
        w->objects.v[id].where = (uint32_t)w->at;
    }
    put(w, line, (size_t)len);
    put(w, dict, strlen(dict));
    len = snprintf(line, sizeof line, "/Length %zu>>\nstream\n", n);
    put(w, line, (size_t)len);
    put(w, data, n);
    put(w, "\nendstream\nendobj\n", 18);
}

void pdfw_stream(struct pdfw *w, int32_t id, const char *dict, const void *data, size_t n, bool deflate)
{
    struct buf d = {0};

    if (deflate)
        data = pdfw_deflate(w, data, n, &n);
    buf_adds(&d, dict);
    if (deflate)
        buf_adds(&d, "/Filter/FlateDecode");
    put_stream(w, id, d.data ? d.data : "", data, n);
    buf_drop(&d);
}

static void close_stream(struct pdfw *w)
{
    struct buf all = {0}, dict = {0};

    if (!w->in_stream)
        return;
    buf_addf(&dict, "/Type/ObjStm/N %d/First %zu", (int)w->in_stream, w->head.len);
    buf_add(&all, w->head.data, w->head.len);
    buf_add(&all, w->body.data, w->body.len);
    pdfw_stream(w, w->stream_id, dict.data, all.data, all.len, true);
    buf_drop(&all);
    buf_drop(&dict);
    buf_clear(&w->head);
    buf_clear(&w->body);
    w->in_stream = 0;
}

struct buf *pdfw_begin(struct pdfw *w, int32_t id)
{
    if (w->in_stream == PER_OBJECT_STREAM)
        close_stream(w);
    if (!w->in_stream)
        w->stream_id = pdfw_ids(w, 1);
    struct place_of *o = &w->objects.v[id];
    o->type = 2;
    o->where = (uint32_t)w->stream_id;
    o->index = (uint16_t)w->in_stream++;
    pdf_int(&w->head, id);
    buf_addc(&w->head, ' ');
    pdf_int(&w->head, (int64_t)w->body.len);
    buf_addc(&w->head, ' ');
    return &w->body;
}

void pdfw_end(struct pdfw *w)
{
    buf_addc(&w->body, '\n');
}

/* Rows of type, 4 bytes, 2 bytes; each row less the one above (PNG's Up filter): nearly all zeros then. */
static void put_xref(struct pdfw *w, int32_t id, const char *dict)
{
    struct buf rows = {0};
    uint8_t above[7] = {0};

    for (size_t i = 0; i < w->objects.n; i++) {
        struct place_of o = w->objects.v[i];
        uint8_t row[7] = {o.type,           (uint8_t)(o.where >> 24), (uint8_t)(o.where >> 16), (uint8_t)(o.where >> 8),
                          (uint8_t)o.where, (uint8_t)(o.index >> 8),  (uint8_t)o.index};
        if (o.type == 0)
            row[5] = row[6] = i == 0 ? 255 : 0;
        char *p = pdf_room(&rows, 8);
        *p++ = 2;
        for (int k = 0; k < 7; k++)
            *p++ = (char)(row[k] - above[k]);
        pdf_added(&rows, p);
        memcpy(above, row, 7);
    }
    pdfw_stream(w, id, dict, rows.data, rows.len, true);
    buf_drop(&rows);
}

bool pdfw_finish(struct pdfw *w, int32_t root, int32_t info)
{
    struct buf dict = {0};
    uint8_t sum[32];

    close_stream(w);
    sha256_add(&w->hash, w->pending.data ? w->pending.data : "", w->pending.len);
    sha256_end(&w->hash, sum);
    int32_t id = pdfw_ids(w, 1);
    uint64_t xref_at = w->at;
    w->objects.v[id] = (struct place_of){.type = 1, .where = (uint32_t)xref_at};
    buf_addf(&dict, "/Type/XRef/Size %zu/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Root %d 0 R", w->objects.n,
             (int)root);
    if (info)
        buf_addf(&dict, "/Info %d 0 R", (int)info);
    buf_adds(&dict, "/ID[<");
    for (int twice = 0; twice < 2; twice++) {
        for (int i = 0; i < 16; i++)
            buf_addf(&dict, "%02x", sum[i]);
        buf_adds(&dict, twice ? ">]" : "><");
    }
    put_xref(w, id, dict.data);
    buf_clear(&dict);
    buf_addf(&dict, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)xref_at);
    put(w, dict.data, dict.len);
    buf_drop(&dict);
    if (!w->failed && w->pending.len)
        w->failed = !outfile_write(w->out, w->pending.data, w->pending.len);
    buf_clear(&w->pending);
    return !w->failed;
}
