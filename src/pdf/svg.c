/* Drawings: librsvg draws the SVG to a one-page PDF in memory through cairo; that page becomes a form XObject of ours, its objects
 * copied one by one (read by qpdf). Vectors stay vectors and text stays text. */
#include "pdf/internal.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <qpdf/qpdf-c.h>

static cairo_status_t collect(void *user, const unsigned char *data, unsigned n)
{
    buf_add(user, data, n);
    return CAIRO_STATUS_SUCCESS;
}

/* The drawing's own size; where it has none, that of its place. */
static void own_size(RsvgHandle *svg, double *w, double *h)
{
    RsvgRectangle box;
    RsvgLength lw, lh;
    gboolean has_w, has_h, has_box;
    double pw, ph;

    if (rsvg_handle_get_intrinsic_size_in_pixels(svg, &pw, &ph) && pw >= 1 && ph >= 1) {
        *w = pw;
        *h = ph;
        return;
    }
    rsvg_handle_get_intrinsic_dimensions(svg, &has_w, &lw, &has_h, &lh, &has_box, &box);
    if (has_box && box.width >= 1 && box.height >= 1) {
        *w = box.width;
        *h = box.height;
    }
}

/* The text of a drawing takes its faces from where the pages have theirs. librsvg asks fontconfig's current configuration. */
static void choose_fonts(const struct pdf *p)
{
    const char *path = p->opt ? p->opt->fonts_conf : NULL;
    FcConfig *c = path ? FcConfigCreate() : NULL;

    if (c && FcConfigParseAndLoad(c, (const FcChar8 *)path, FcTrue) && FcConfigBuildFonts(c))
        FcConfigSetCurrent(c);
    if (c)
        FcConfigDestroy(c);
}

static bool render(const char *data, size_t len, double *w, double *h, struct buf *out)
{
    RsvgHandle *svg = rsvg_handle_new_from_data((const guint8 *)data, len, NULL);

    if (!svg)
        return false;
    own_size(svg, w, h);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(collect, out, *w, *h);
    cairo_t *cr = cairo_create(surface);
    RsvgRectangle view = {0, 0, *w, *h};
    bool ok = rsvg_handle_render_document(svg, cr, &view, NULL) && cairo_status(cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    ok = ok && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    g_object_unref(svg);
    return ok;
}

/* ---- copying objects from one file to the other ---- */
struct import {
    qpdf_data q;
    struct pdfw *w;
    VEC(int32_t) ids;     /* by object number there; 0: not met yet */
    VEC(qpdf_oh) waiting; /* streams and objects to copy, with their ids */
    VEC(int32_t) waiting_id;
};

static void copy_value(struct import *im, struct buf *b, qpdf_oh oh, int depth);

static void copy_dict(struct import *im, struct buf *b, qpdf_oh dict, bool of_stream, int depth)
{
    VEC(char *) keys = {0};

    qpdf_oh_begin_dict_key_iter(im->q, dict); /* one iterator a file: the keys first, then their values */
    while (qpdf_oh_dict_more_keys(im->q))
        vec_push(&keys, xstrdup(qpdf_oh_dict_next_key(im->q)));
    for (size_t i = 0; i < keys.n; i++) {
        bool skip = of_stream && !strcmp(keys.v[i], "/Length");
        skip |= !strcmp(keys.v[i], "/Interpolate"); /* PDF/A forbids true; false is the default */
        skip |= !strcmp(keys.v[i], "/Parent") || !strcmp(keys.v[i], "/StructParents") ||
                !strcmp(keys.v[i], "/StructParent");
        if (!skip) {
            qpdf_oh v = qpdf_oh_get_key(im->q, dict, keys.v[i]);
            pdf_name(b, keys.v[i] + 1, strlen(keys.v[i] + 1));
            copy_value(im, b, v, depth + 1);
            qpdf_oh_release(im->q, v);
        }
        free(keys.v[i]);
    }
    vec_drop(&keys);
    /* cairo leaves out the default, and PDF/A and PDF/UA want it said of a font that is embedded. */
    if (qpdf_oh_is_dictionary_of_type(im->q, dict, "/Font", "/CIDFontType2") &&
        !qpdf_oh_has_key(im->q, dict, "/CIDToGIDMap"))
        buf_adds(b, "/CIDToGIDMap/Identity");
}

static void copy_value(struct import *im, struct buf *b, qpdf_oh oh, int depth)
{
    qpdf_data q = im->q;

    if (depth > 50) {
        buf_adds(b, " null");
    } else if (qpdf_oh_is_indirect(q, oh)) {
        size_t there = (size_t)qpdf_oh_get_object_id(q, oh);
        while (im->ids.n <= there)
            vec_push(&im->ids, 0);
        if (!im->ids.v[there]) {
            im->ids.v[there] = pdfw_ids(im->w, 1);
            vec_push(&im->waiting, qpdf_oh_new_object(q, oh));
            vec_push(&im->waiting_id, im->ids.v[there]);
        }
        pdf_ref(b, im->ids.v[there]);
    } else if (qpdf_oh_is_dictionary(q, oh)) {
        buf_adds(b, "<<");
        copy_dict(im, b, oh, false, depth);
        buf_adds(b, ">>");
    } else if (qpdf_oh_is_array(q, oh)) {
        int n = qpdf_oh_get_array_n_items(q, oh);
        buf_addc(b, '[');
        for (int i = 0; i < n; i++) {
            qpdf_oh v = qpdf_oh_get_array_item(q, oh, i);
            copy_value(im, b, v, depth + 1);
            qpdf_oh_release(q, v);
        }
        buf_addc(b, ']');
    } else {
        buf_addc(b, ' ');
        const char *text = qpdf_oh_unparse_binary(q, oh);
        buf_add(b, text, strlen(text));
    }
}

/* What an indirect object holds, as if it stood here. */
static void copy_resolved(struct import *im, struct buf *b, qpdf_oh oh)
{
    if (qpdf_oh_is_dictionary(im->q, oh)) {
        buf_adds(b, "<<");
        copy_dict(im, b, oh, false, 0);
        buf_adds(b, ">>");
    } else if (qpdf_oh_is_array(im->q, oh)) {
        int n = qpdf_oh_get_array_n_items(im->q, oh);
        buf_addc(b, '[');
        for (int i = 0; i < n; i++) {
            qpdf_oh v = qpdf_oh_get_array_item(im->q, oh, i);
            copy_value(im, b, v, 1);
            qpdf_oh_release(im->q, v);
        }
        buf_addc(b, ']');
    } else {
        buf_adds(b, qpdf_oh_unparse_resolved(im->q, oh));
    }
}

static bool copy_waiting(struct import *im)
{
    struct buf b = {0};
    bool ok = true;

    for (size_t i = 0; i < im->waiting.n && ok; i++) { /* grows while it runs */
        qpdf_oh oh = im->waiting.v[i];
        buf_clear(&b);
        if (qpdf_oh_is_stream(im->q, oh)) {
            unsigned char *data = NULL;
            size_t n = 0;
            QPDF_BOOL filtered;
            copy_dict(im, &b, qpdf_oh_get_dict(im->q, oh), true, 0);
            ok = !(qpdf_oh_get_stream_data(im->q, oh, qpdf_dl_none, &filtered, &data, &n) & QPDF_ERRORS);
            if (ok)
                pdfw_stream(im->w, im->waiting_id.v[i], b.data ? b.data : "", data ? (void *)data : "", n, false);
            free(data);
        } else {
            copy_resolved(im, &b, oh);
            struct buf *o = pdfw_begin(im->w, im->waiting_id.v[i]);
            buf_add(o, b.data, b.len);
            pdfw_end(im->w);
        }
    }
    buf_drop(&b);
    return ok;
}

static int32_t import_page(struct pdf *p, const struct buf *file, double w, double h)
{
    struct import im = {.q = qpdf_init(), .w = p->w};
    struct buf dict = {0};
    unsigned char *data = NULL;
    size_t n = 0;
    int32_t id = 0;

    vec_push(&im.ids, 0); /* no object has the number 0 */
    qpdf_silence_errors(im.q);
    qpdf_set_suppress_warnings(im.q, QPDF_TRUE);
    if (!(qpdf_read_memory(im.q, "drawing", file->data, file->len, NULL) & QPDF_ERRORS) &&
        qpdf_get_num_pages(im.q) > 0) {
        qpdf_oh page = qpdf_get_page_n(im.q, 0);
        id = pdfw_ids(p->w, 1);
        buf_adds(&dict, "/Type/XObject/Subtype/Form/BBox[0 0 ");
        pdf_milli(&dict, (int64_t)(w * 1000 + .5));
        buf_addc(&dict, ' ');
        pdf_milli(&dict, (int64_t)(h * 1000 + .5));
        buf_adds(&dict, "]");
        for (int i = 0; i < 2; i++) {
            const char *key = i ? "/Group" : "/Resources";
            if (!qpdf_oh_has_key(im.q, page, key))
                continue;
            buf_adds(&dict, key);
            copy_value(&im, &dict, qpdf_oh_get_key(im.q, page, key), 0);
        }
        if (!(qpdf_oh_get_page_content_data(im.q, page, &data, &n) & QPDF_ERRORS) && copy_waiting(&im))
            pdfw_stream(p->w, id, dict.data, data, n, true);
        else
            id = 0;
        free(data);
    }
    buf_drop(&dict);
    vec_drop(&im.ids);
    vec_drop(&im.waiting);
    vec_drop(&im.waiting_id);
    qpdf_cleanup(&im.q);
    return id;
}

struct pdf_image *pdf_drawing(struct pdf *p, const char *data, size_t len, const void *key, const struct draw *d)
{
    struct buf file = {0};

    for (size_t i = 0; i < p->images.n; i++)
        if (p->images.v[i]->key == key && key)
            return p->images.v[i];
    struct pdf_image *x = xcalloc(1, sizeof *x);
    x->key = key ? key : data;
    x->page = -1;
    x->w = d->w / 1024.0;
    x->h = d->h / 1024.0;
    if (!p->drew)
        choose_fonts(p);
    p->drew = true;
    if (render(data, len, &x->w, &x->h, &file))
        x->id = import_page(p, &file, x->w, x->h);
    vec_push(&p->images, x);
    if (!x->id)
        diag_add(p->diag, D_IMAGE_BROKEN, d->node ? d->node->src : (struct src){0},
                 "this drawing (SVG) can't be drawn");
    buf_drop(&file);
    return x;
}
