/* Files inside the file (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4): each a stream with its media type, a specification that says how it
 * is related to the document, listed by name and in the catalogue's /AF. */
#include "pdf/internal.h"

/* A media type as a name: the slash is #2F. */
static void media_type(struct buf *b, const char *type)
{
    buf_adds(b, "/Subtype");
    pdf_name(b, type, strlen(type));
}

static bool write_one(struct pdf *p, const struct pdf_attachment *a, int32_t id)
{
    struct buf data = {0}, dict = {0};
    int32_t stream = pdfw_ids(p->w, 1);

    if (a->data) {
        buf_adds(&data, a->data);
    } else if (!file_read(a->path, &data, 0)) {
        diag_add(p->diag, D_FILE_READ, (struct src){a->path, 0, 0}, "this file, to be attached, can't be read");
        buf_drop(&data);
        return false;
    }
    buf_adds(&dict, "/Type/EmbeddedFile");
    media_type(&dict, a->type);
    buf_addf(&dict, "/Params<</Size %zu>>", data.len);
    pdfw_stream(p->w, stream, dict.data, data.data ? data.data : "", data.len, true);
    buf_drop(&dict);
    buf_drop(&data);
    struct buf *b = pdfw_begin(p->w, id);
    buf_adds(b, "<</Type/Filespec/F");
    pdf_bytes(b, a->name, strlen(a->name));
    buf_adds(b, "/UF");
    pdf_text(b, a->name);
    if (a->says && *a->says) {
        buf_adds(b, "/Desc");
        pdf_text(b, a->says);
    }
    buf_addf(b, "/AFRelationship/%s/EF<</F %d 0 R/UF %d 0 R>>>>", a->relation, (int)stream, (int)stream);
    pdfw_end(p->w);
    return true;
}

bool pdf_attach(struct pdf *p)
{
    const struct pdf_options *opt = p->opt;
    size_t n = opt ? opt->n_attached : 0;
    struct tree_entry *all = n ? xcalloc(n, sizeof *all) : NULL;
    struct arena *a = arena_new();
    bool ok = true;

    p->attached = n ? pdfw_ids(p->w, (int32_t)n) : 0;
    for (size_t i = 0; i < n && ok; i++) {
        struct buf key = {0};
        int32_t id = p->attached + (int32_t)i;
        ok = write_one(p, opt->attached + i, id);
        pdf_bytes(&key, opt->attached[i].name, strlen(opt->attached[i].name));
        all[i] = (struct tree_entry){arena_strdup(a, key.data), arena_printf(a, "%d 0 R", (int)id)};
        buf_drop(&key);
    }
    p->attached_tree = ok && n ? pdf_tree(p, "Names", all, n) : 0;
    free(all);
    arena_drop(a);
    return ok;
}
