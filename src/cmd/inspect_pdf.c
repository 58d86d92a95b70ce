/* A PDF as qpdf reads it: metadata, claims, structure, pages and their labels, fonts, attachments. The file may be anyone's: every
 * value is of any type, trees may have loops, and numbers lie. */
#include "cmd/inspect.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

enum { OBJECTS_MAX = 2000000, DEEP = 500 };

struct look {
    qpdf_data q;
    json_t *out;
    uint8_t *seen; /* by object number */
    int objects;
};

/* ---- short words for qpdf ---- */
static qpdf_oh dict_of(struct look *l, qpdf_oh oh)
{
    return qpdf_oh_is_stream(l->q, oh) ? qpdf_oh_get_dict(l->q, oh) : oh;
}

static qpdf_oh get(struct look *l, qpdf_oh oh, const char *key)
{
    oh = dict_of(l, oh);
    return qpdf_oh_is_dictionary(l->q, oh) ? qpdf_oh_get_key(l->q, oh, key) : qpdf_oh_new_null(l->q);
}

static int count(struct look *l, qpdf_oh oh)
{
    return qpdf_oh_is_array(l->q, oh) ? qpdf_oh_get_array_n_items(l->q, oh) : 0;
}

static qpdf_oh item(struct look *l, qpdf_oh oh, int i)
{
    return i < count(l, oh) ? qpdf_oh_get_array_item(l->q, oh, i) : qpdf_oh_new_null(l->q);
}

static json_t *text(struct look *l, qpdf_oh oh)
{
    if (qpdf_oh_is_name(l->q, oh)) {
        const char *name = qpdf_oh_get_name(l->q, oh);
        return json_string(*name == '/' ? name + 1 : name);
    }
    return qpdf_oh_is_string(l->q, oh) ? json_string(qpdf_oh_get_utf8_value(l->q, oh)) : NULL;
}

static bool data_of(struct look *l, qpdf_oh stream, struct buf *out)
{
    unsigned char *data = NULL;
    size_t n = 0;

    if (!qpdf_oh_is_stream(l->q, stream) ||
        qpdf_oh_get_stream_data(l->q, stream, qpdf_dl_all, NULL, &data, &n) & QPDF_ERRORS) {
        free(data);
        return false;
    }
    buf_add(out, data ? (void *)data : "", n);
    free(data);
    return true;
}

/* false the second time an object comes; direct ones always pass. */
static bool first_visit(struct look *l, qpdf_oh oh)
{
    int id = qpdf_oh_get_object_id(l->q, oh);

    if (id <= 0)
        return true;
    if (id >= l->objects || l->seen[id])
        return false;
    l->seen[id] = 1;
    return true;
}

static void forget_visits(struct look *l)
{
    memset(l->seen, 0, (size_t)l->objects);
}

/* ---- what it says of itself ---- */
static void claim(json_t *list, const char *name, json_t *parts, json_t *levels)
{
    const char *part = json_string_value(json_array_get(parts, 0)),
               *level = json_string_value(json_array_get(levels, 0));
    char line[64], low[8] = "";

    for (size_t i = 0; level && level[i] && i < sizeof low - 1; i++)
        low[i] = (char)(level[i] | 32);
    snprintf(line, sizeof line, "%s-%.16s%s", name, part ? part : "", low);
    if (part)
        json_array_append_new(list, json_string(line));
    json_decref(parts);
    json_decref(levels);
}

static void say_info(struct look *l, const char *key, const char *name)
{
    if (!json_object_get(l->out, key))
        inspect_put(l->out, key, text(l, get(l, get(l, qpdf_get_trailer(l->q), "/Info"), name)));
}

static void say_metadata(struct look *l)
{
    static const char pdfa[] = "http://www.aiim.org/pdfa/ns/id/", pdfua[] = "http://www.aiim.org/pdfua/ns/id/";
    struct buf b = {0};
    qpdf_oh root = qpdf_get_root(l->q);
    xmlDocPtr xmp = data_of(l, get(l, root, "/Metadata"), &b) ? inspect_xml(b.data, b.len) : NULL;
    json_t *standards = json_array();

    inspect_one(l->out, "title", inspect_texts(xmp, INSPECT_DC, "title"));
    say_info(l, "title", "/Title");
    inspect_put(l->out, "authors", inspect_texts(xmp, INSPECT_DC, "creator"));
    say_info(l, "authors", "/Author");
    inspect_put(l->out, "language", text(l, get(l, root, "/Lang")));
    inspect_put(l->out, "publisher", inspect_texts(xmp, INSPECT_DC, "publisher"));
    inspect_one(l->out, "date", inspect_texts(xmp, INSPECT_DC, "date"));
    inspect_one(l->out, "identifier", inspect_texts(xmp, INSPECT_DC, "identifier"));
    inspect_one(l->out, "rights", inspect_texts(xmp, INSPECT_DC, "rights"));
    inspect_put(l->out, "keywords", inspect_texts(xmp, INSPECT_DC, "subject"));
    inspect_one(l->out, "made by", inspect_texts(xmp, "http://ns.adobe.com/xap/1.0/", "CreatorTool"));
    say_info(l, "made by", "/Creator");
    claim(standards, "PDF/A", inspect_texts(xmp, pdfa, "part"), inspect_texts(xmp, pdfa, "conformance"));
    claim(standards, "PDF/UA", inspect_texts(xmp, pdfua, "part"), json_array());
    inspect_put(l->out, "standards", standards);
    if (xmp)
        xmlFreeDoc(xmp);
    buf_drop(&b);
}

/* ---- structure: how often each type stands in the tree ---- */
static void count_type(json_t *counts, const char *type)
{
    json_int_t n = json_integer_value(json_object_get(counts, type));

    json_object_set_new(counts, type, json_integer(n + 1));
}

static void count_below(struct look *l, qpdf_oh elem, json_t *counts, int depth)
{
    qpdf_oh kids = get(l, elem, "/K"), type = get(l, elem, "/S");
    bool list = qpdf_oh_is_array(l->q, kids);
    int n = list ? count(l, kids) : 1;

    if (qpdf_oh_is_name(l->q, type))
        count_type(counts, qpdf_oh_get_name(l->q, type) + 1);
    for (int i = 0; i < n && depth < DEEP; i++) {
        qpdf_oh kid = list ? item(l, kids, i) : kids;
        if (qpdf_oh_is_dictionary(l->q, kid) && first_visit(l, kid))
            count_below(l, kid, counts, depth + 1);
        if (list)
            qpdf_oh_release(l->q, kid);
    }
    qpdf_oh_release(l->q, kids);
    qpdf_oh_release(l->q, type);
}

static void say_structure(struct look *l)
{
    qpdf_oh root = qpdf_get_root(l->q), tree = get(l, root, "/StructTreeRoot"),
            marked = get(l, get(l, root, "/MarkInfo"), "/Marked");
    json_t *counts = json_object();

    json_object_set_new(l->out, "tagged",
                        json_boolean(qpdf_oh_is_dictionary(l->q, tree) && qpdf_oh_is_bool(l->q, marked) &&
                                     qpdf_oh_get_bool_value(l->q, marked)));
    forget_visits(l);
    if (qpdf_oh_is_dictionary(l->q, tree))
        count_below(l, tree, counts, 0);
    inspect_put(l->out, "structure", counts);
}

/* ---- pages and their labels (ISO 32000-1, 12.4.2) ---- */
static void number(struct buf *b, const char *style, int n)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    static const char *const hundreds[] = {"", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"};
    size_t from = b->len;

    if (!strcmp(style, "D"))
        buf_addf(b, "%d", n);
    else if (*style && strchr("rR", *style) && n > 0 && n < 10000) {
        for (int i = 0; i < n / 1000; i++)
            buf_addc(b, 'm');
        buf_addf(b, "%s%s%s", hundreds[n / 100 % 10], tens[n / 10 % 10], ones[n % 10]);
    } else if (*style && strchr("aA", *style) && n > 0 && n < 10000) {
        for (int i = 0; i <= (n - 1) / 26; i++)
            buf_addc(b, (char)('a' + (n - 1) % 26));
    }
    for (size_t i = from; i < b->len && (*style == 'R' || *style == 'A'); i++)
        b->data[i] = (char)(b->data[i] & ~32);
}

struct ranges {
    VEC(struct range {
        int first;
        qpdf_oh label;
    })
    v;
};

static void take_ranges(struct look *l, qpdf_oh node, struct ranges *r, int depth)
{
    qpdf_oh nums = get(l, node, "/Nums"), kids = get(l, node, "/Kids");

    for (int i = 0; i + 1 < count(l, nums); i += 2)
        if (qpdf_oh_is_integer(l->q, item(l, nums, i)))
            vec_push(&r->v, (struct range){qpdf_oh_get_int_value_as_int(l->q, item(l, nums, i)), item(l, nums, i + 1)});
    for (int i = 0; i < count(l, kids) && depth < DEEP; i++)
        if (first_visit(l, item(l, kids, i)))
            take_ranges(l, item(l, kids, i), r, depth + 1);
}

static void say_label(struct look *l, json_t *labels, const struct range *r, int page)
{
    qpdf_oh start = get(l, r->label, "/St"), prefix = get(l, r->label, "/P"), style = get(l, r->label, "/S");
    int64_t first = qpdf_oh_is_integer(l->q, start) ? qpdf_oh_get_int_value_as_int(l->q, start) : 1,
            n = first + page - r->first;
    struct buf b = {0};

    buf_adds(&b, qpdf_oh_is_string(l->q, prefix) ? qpdf_oh_get_utf8_value(l->q, prefix) : "");
    if (qpdf_oh_is_name(l->q, style) && n <= INT32_MAX)
        number(&b, qpdf_oh_get_name(l->q, style) + 1, (int)n);
    json_t *label = json_string(b.data);
    json_array_append_new(labels, label ? label : json_string("?"));
    buf_drop(&b);
}

static void say_pages(struct look *l)
{
    int n = qpdf_get_num_pages(l->q);
    struct ranges r = {0};
    json_t *labels = json_array();
    size_t k = 0;

    forget_visits(l);
    take_ranges(l, get(l, qpdf_get_root(l->q), "/PageLabels"), &r, 0);
    for (int i = 0; i < n && r.v.n; i++) {
        while (k + 1 < r.v.n && r.v.v[k + 1].first <= i)
            k++;
        say_label(l, labels, r.v.v + k, i);
    }
    vec_drop(&r.v);
    json_object_set_new(l->out, "pages", json_integer(n));
    inspect_put(l->out, "labels", labels);
}

/* ---- fonts and attachments: wherever they hang ---- */
static bool is_embedded(struct look *l, qpdf_oh font)
{
    qpdf_oh below = item(l, get(l, font, "/DescendantFonts"), 0);
    qpdf_oh d = get(l, qpdf_oh_is_dictionary(l->q, below) ? below : font, "/FontDescriptor");
    static const char *const keys[] = {"/FontFile", "/FontFile2", "/FontFile3"};

    for (int i = 0; i < 3; i++)
        if (!qpdf_oh_is_null(l->q, get(l, d, keys[i])))
            return true;
    return false;
}

static void say_font(struct look *l, json_t *fonts, qpdf_oh oh)
{
    json_t *one = json_object();

    inspect_put(one, "name", text(l, get(l, oh, "/BaseFont")));
    inspect_put(one, "kind", text(l, get(l, oh, "/Subtype")));
    json_object_set_new(one, "embedded", json_boolean(is_embedded(l, oh)));
    for (size_t i = 0; i < json_array_size(fonts); i++) /* a drawing brings the same face again and again */
        if (json_equal(json_array_get(fonts, i), one)) {
            json_decref(one);
            return;
        }
    json_array_append_new(fonts, one);
}

static void say_attachment(struct look *l, json_t *list, qpdf_oh spec)
{
    qpdf_oh file = get(l, get(l, spec, "/EF"), "/F");
    json_t *one = json_object();
    struct buf b = {0};
    char hex[65];

    inspect_put(one, "name", text(l, get(l, spec, "/UF")));
    if (!json_object_get(one, "name"))
        inspect_put(one, "name", text(l, get(l, spec, "/F")));
    inspect_put(one, "about", text(l, get(l, spec, "/Desc")));
    inspect_put(one, "relation", text(l, get(l, spec, "/AFRelationship")));
    inspect_put(one, "type", text(l, get(l, file, "/Subtype")));
    if (data_of(l, file, &b)) {
        inspect_hash(b.data, b.len, hex);
        json_object_set_new(one, "bytes", json_integer((json_int_t)b.len));
        json_object_set_new(one, "sha256", json_string(hex));
    }
    buf_drop(&b);
    json_array_append_new(list, one);
}

static void say_objects(struct look *l)
{
    json_t *fonts = json_array(), *attachments = json_array();

    for (int i = 1; i < l->objects; i++) {
        qpdf_oh oh = qpdf_get_object_by_id(l->q, i, 0);
        if (qpdf_oh_is_dictionary(l->q, oh)) {
            qpdf_oh kind = get(l, oh, "/Subtype");
            const char *name = qpdf_oh_is_name(l->q, kind) ? qpdf_oh_get_name(l->q, kind) : "";
            bool below = !strncmp(name, "/CIDFont", 8); /* said with the font above it */
            if (qpdf_oh_is_dictionary_of_type(l->q, oh, "/Font", NULL) && !below)
                say_font(l, fonts, oh);
            else if (qpdf_oh_is_dictionary(l->q, get(l, oh, "/EF")))
                say_attachment(l, attachments, oh);
        }
        qpdf_oh_release(l->q, oh);
    }
    inspect_put(l->out, "fonts", fonts);
    inspect_put(l->out, "attachments", attachments);
}

static bool open_pdf(struct look *l, const char *path, struct diag *diag)
{
    qpdf_silence_errors(l->q);
    qpdf_set_suppress_warnings(l->q, QPDF_TRUE);
    if (qpdf_read(l->q, path, NULL) & QPDF_ERRORS) {
        qpdf_error e = qpdf_get_error(l->q);
        diag_add(diag, D_INSPECT_READ, (struct src){path, 0, 0}, "this PDF can't be read: %s",
                 qpdf_get_error_message_detail(l->q, e));
        return false;
    }
    return true;
}

/* A table of objects that had to be mended and the like. */
static void say_damage(struct look *l, const char *path, struct diag *diag)
{
    for (int i = 0; i < 5 && qpdf_more_warnings(l->q); i++) {
        qpdf_error e = qpdf_next_warning(l->q);
        diag_add(diag, D_INSPECT_DAMAGED, (struct src){path, 0, 0}, "this PDF is damaged: %s",
                 qpdf_get_error_message_detail(l->q, e));
    }
    while (qpdf_has_error(l->q))
        qpdf_get_error(l->q);
}

json_t *inspect_pdf(const char *path, struct diag *diag)
{
    struct look l = {.q = qpdf_init()};
    struct buf b = {0};
    char hex[65];

    if (open_pdf(&l, path, diag) && file_read(path, &b, 0)) {
        qpdf_oh size = get(&l, qpdf_get_trailer(l.q), "/Size");
        int n = qpdf_oh_is_integer(l.q, size) ? qpdf_oh_get_int_value_as_int(l.q, size) : 0;
        l.objects = n < 1 ? 1 : n > OBJECTS_MAX ? OBJECTS_MAX : n;
        l.seen = xcalloc((size_t)l.objects, 1);
        l.out = json_object();
        inspect_hash(b.data, b.len, hex);
        json_object_set_new(l.out, "file", json_string(path_base(path)));
        json_object_set_new(l.out, "format", json_sprintf("PDF %s", qpdf_get_pdf_version(l.q)));
        json_object_set_new(l.out, "bytes", json_integer((json_int_t)b.len));
        json_object_set_new(l.out, "sha256", json_string(hex));
        say_metadata(&l);
        say_structure(&l);
        say_pages(&l);
        say_objects(&l);
        say_damage(&l, path, diag);
    }
    free(l.seen);
    buf_drop(&b);
    qpdf_cleanup(&l.q);
    return l.out;
}
