/* A document and its pages made by hand, so that the PDF can be tested without the layout: nodes in the order they are made,
 * lines shaped by HarfBuzz straight away. */
#ifndef MADE_H
#define MADE_H

#include "pdf/internal.h"
#include "test.h"

#include <qpdf/qpdf-c.h>
#include <unistd.h>

#define SERIF        "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"
#define SERIF_ITALIC "/usr/share/fonts/truetype/noto/NotoSerif-Italic.ttf"
#define CJK          "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"

#ifndef MADE_PAGES
enum { MADE_PAGES = 8 };
#endif
struct made {
    struct arena *a;
    struct doc doc;
    struct layout layout;
    struct page pages[MADE_PAGES];
    VEC(struct draw) draws[MADE_PAGES];
    VEC(struct node *) nodes;
    struct face faces[8];
    int32_t n_faces;
    struct style style;
};

static inline struct node *made_node(struct made *m, enum node_kind kind, struct node *parent)
{
    struct node *n = arena_alloc(m->a, sizeof *n);

    n->kind = kind;
    n->index = (int32_t)m->nodes.n;
    n->parent = parent;
    n->lang = parent ? parent->lang : "fr";
    n->block = kind == NODE_P || kind == NODE_SECTION || kind == NODE_TABLE || kind == NODE_TD || kind == NODE_FIGURE;
    if (parent) {
        n->prev = parent->last;
        *(parent->last ? &parent->last->next : &parent->child) = n;
        parent->last = n;
    }
    vec_push(&m->nodes, n);
    return n;
}

static inline struct node *made_text(struct made *m, struct node *parent, const char *text)
{
    struct node *n = made_node(m, NODE_TEXT, parent);

    n->text = text;
    n->len = (int32_t)strlen(text);
    return n;
}

static inline void made_attr(struct made *m, struct node *n, const char *name, const char *value)
{
    struct attr *a = arena_alloc(m->a, sizeof *a);

    *a = (struct attr){.name = name, .value = value, .next = n->attrs};
    n->attrs = a;
}

static inline struct made *made_new(void)
{
    struct arena *a = arena_new();
    struct made *m = arena_alloc(a, sizeof *m);

    m->a = a;
    m->doc = (struct doc){.arena = a,
                          .path = "made.xml",
                          .lang = "fr",
                          .title = "Essai d’écriture",
                          .author = "A. Auteur",
                          .date = "2018-06-14",
                          .identifier = "urn:uuid:0"};
    m->style.colour = (struct colour){0, 0, 0, 255};
    m->doc.tree = made_node(m, NODE_DOSSIER, NULL);
    return m;
}

static inline const struct face *made_face(struct made *m, const char *file, unsigned index)
{
    for (int32_t i = 0; i < m->n_faces; i++)
        if (!strcmp(m->faces[i].family, file))
            return m->faces + i;
    struct face *f = m->faces + m->n_faces;
    hb_blob_t *blob = hb_blob_create_from_file(file);
    hb_font_extents_t ext = {0};

    f->hb = hb_face_create(blob, index);
    hb_blob_destroy(blob);
    hb_font_t *font = hb_font_create(f->hb);
    hb_font_get_h_extents(font, &ext);
    hb_font_destroy(font);
    f->name = path_base(file);
    f->family = file;
    f->index = m->n_faces++;
    f->upem = (int32_t)hb_face_get_upem(f->hb);
    f->ascent = ext.ascender;
    f->descent = -ext.descender;
    f->cap_height = 714;
    return f;
}

static inline struct draw *made_draw(struct made *m, int page, enum draw_kind kind, const struct node *n,
                                     enum slot slot)
{
    vec_push(&m->draws[page], (struct draw){.kind = kind, .slot = slot, .node = n});
    return &m->draws[page].v[m->draws[page].n - 1];
}

/* Shapes text, sets it at x, y (pt). Returns its fragment, to be changed further. */
static inline struct frag *made_line(struct made *m, int page, const struct node *n, enum slot slot,
                                     const struct face *face, const char *text, double x, double y, double size)
{
    struct frag *f = arena_alloc(m->a, sizeof *f);
    struct run *run = arena_alloc(m->a, sizeof *run);
    hb_font_t *font = hb_font_create(face->hb);
    hb_buffer_t *b = hb_buffer_create();
    unsigned count;

    hb_font_set_scale(font, PT_OF(size), PT_OF(size));
    hb_buffer_add_utf8(b, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(b);
    hb_shape(font, b, NULL, 0);
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &count);
    hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, &count);
    struct glyph *g = arena_array(m->a, count + 1, sizeof *g);
    struct glyph_shift *shifts = arena_array(m->a, count + 1, sizeof *shifts), *shift = shifts;
    uint32_t len = (uint32_t)strlen(text);
    for (unsigned i = 0; i < count; i++) {
        unsigned k = i + 1;
        while (k < count && info[k].cluster == info[i].cluster)
            k++;
        g[i].id = (uint16_t)info[i].codepoint;
        g[i].advance = pos[i].x_advance;
        if (pos[i].x_offset || pos[i].y_offset)
            *shift++ = (struct glyph_shift){g + i, (int16_t)(pos[i].x_offset / size), (int16_t)(pos[i].y_offset / size)};
        if (i == 0 || info[i].cluster != info[i - 1].cluster)
            g[i].bytes = (uint8_t)((k < count ? info[k].cluster : len) - info[i].cluster);
        g[i].flags = text[info[i].cluster] == ' ' ? GLYPH_SPACE : 0;
        f->width += g[i].advance;
    }
    hb_buffer_destroy(b);
    hb_font_destroy(font);
    *run = (struct run){.end = len, .style = &m->style, .node = n, .slot = slot, .lang = "fr"};
    *f = (struct frag){
        .run = run, .face = face, .glyphs = g, .shifts = shift > shifts ? shifts : NULL, .n_glyphs = count, .end = len, .size = PT_OF(size), .width = f->width};
    struct draw *d = made_draw(m, page, DRAW_GLYPHS, n, slot);
    d->u.frag = f;
    d->text = text;
    d->x = PT_OF(x);
    d->y = PT_OF(y);
    d->w = f->width;
    return f;
}

static inline void made_place(struct made *m, const struct node *n, int page, double x, double y)
{
    struct pagemap *map = &m->layout.map;

    if (!map->places) {
        map->n_places = 4096;
        map->places = arena_array(m->a, 4096, sizeof *map->places);
        for (int i = 0; i < 4096; i++)
            map->places[i].page = -1;
    }
    map->places[n->index] = (struct place){page, PT_OF(x), PT_OF(y)};
}

static inline void made_finish(struct made *m, int n_pages)
{
    m->doc.nodes = m->nodes.v;
    m->doc.n_nodes = (int32_t)m->nodes.n;
    m->layout.pages = m->pages;
    m->layout.n_pages = n_pages;
    m->layout.map.n_pages = n_pages;
    m->layout.map.pages = arena_array(m->a, (size_t)n_pages, sizeof *m->layout.map.pages);
    for (int i = 0; i < n_pages; i++) {
        struct page *p = m->pages + i;
        p->width = p->width ? p->width : PT_OF(595.276);
        p->height = p->height ? p->height : PT_OF(841.89);
        if (!p->label)
            p->label = arena_printf(m->a, "%d", i + 1);
        p->draws = m->draws[i].v;
        p->n_draws = (uint32_t)m->draws[i].n;
        m->layout.map.pages[i].label = p->label;
    }
    if (!m->layout.map.places)
        made_place(m, m->doc.tree, 0, 0, 0);
}

static inline void made_drop(struct made *m)
{
    for (int i = 0; i < m->n_faces; i++)
        hb_face_destroy(m->faces[i].hb);
    for (int i = 0; i < MADE_PAGES; i++)
        vec_drop(&m->draws[i]);
    vec_drop(&m->nodes);
    arena_drop(m->a);
}

/* Writes to path; true without a diagnostic. */
static inline bool made_write(struct made *m, const char *path)
{
    struct diag *d = diag_new(stderr, DIAG_TEXT, false, DIAG_HINT);
    struct outfile *o = outfile_open(path);
    bool ok = o && pdf_write(&m->doc, &m->layout, &(struct pdf_options){.producer = "dossier test"}, o, d);

    if (ok)
        ok = outfile_commit(o);
    else
        outfile_abandon(o);
    ok = ok && diag_count(d, DIAG_HINT) == 0;
    diag_drop(d);
    return ok;
}

/* A file of this process in the temporary folder. */
static inline const char *made_path(struct made *m, const char *name)
{
    const char *dir = getenv("TMPDIR");

    return arena_printf(m->a, "%s/dossier-%d-%s", dir ? dir : "/tmp", (int)getpid(), name);
}

/* ---- the judge: what qpdf reads from the file ---- */
static inline qpdf_data judge_open(const char *path)
{
    qpdf_data q = qpdf_init();

    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    qpdf_set_attempt_recovery(q, QPDF_FALSE); /* a broken table of objects is a failure */
    if (qpdf_read(q, path, NULL) & QPDF_ERRORS) {
        fprintf(stderr, "%s: %s\n", path, qpdf_get_error_full_text(q, qpdf_get_error(q)));
        qpdf_cleanup(&q);
        return NULL;
    }
    return q;
}

static inline bool judge_sound(const char *path)
{
    qpdf_data q = judge_open(path);
    bool ok = q && qpdf_check_pdf(q) == QPDF_SUCCESS && !qpdf_more_warnings(q);

    if (q)
        qpdf_cleanup(&q);
    return ok;
}

/* "Pages/Kids/0/MediaBox": names are keys, numbers places in an array. */
static inline qpdf_oh judge_at(qpdf_data q, qpdf_oh from, const char *path)
{
    char part[64];

    while (*path) {
        size_t n = strcspn(path, "/");
        snprintf(part, sizeof part, "/%.*s", (int)n, path);
        bool number = part[1] >= '0' && part[1] <= '9';
        from = number ? qpdf_oh_get_array_item(q, from, atoi(part + 1)) : qpdf_oh_get_key(q, from, part);
        path += n + (path[n] == '/');
    }
    return from;
}

/* What a command prints, NUL-terminated; caller frees buf. */
static inline bool judge_run(struct buf *out, const char *fmt, const char *path)
{
    char line[1024];
    snprintf(line, sizeof line, fmt, path);
    FILE *f = popen(line, "r");
    char block[4096];
    size_t n;

    while (f && (n = fread(block, 1, sizeof block, f)) > 0)
        buf_add(out, block, n);
    buf_add(out, "", 0);
    return f && pclose(f) == 0;
}

#endif
