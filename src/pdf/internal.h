/* pdf, private: what the files of this room share. One struct pdf lives for the length of one pdf_write. */
#ifndef PDF_INTERNAL_H
#define PDF_INTERNAL_H

#include "pdf/pdf.h"

#include <stdlib.h>
#include <string.h>

/* ---- writer.c: objects to the file as they are made ---- */
struct pdfw;
struct pdfw *pdfw_new(struct outfile *o); /* writes the header */
void pdfw_drop(struct pdfw *w);
int32_t pdfw_ids(struct pdfw *w, int32_t n); /* n object numbers in a row; the first */
/* An object kept in an object stream: append its value to the buffer, then end it. One at a time. */
struct buf *pdfw_begin(struct pdfw *w, int32_t id);
void pdfw_end(struct pdfw *w);
/* A stream, written at once. dict: entries without << >>, /Length and, if deflate, /Filter. */
void pdfw_stream(struct pdfw *w, int32_t id, const char *dict, const void *data, size_t n, bool deflate);
/* Object streams, cross-reference stream, trailer. false: a write failed (errno). */
bool pdfw_finish(struct pdfw *w, int32_t root, int32_t info);
/* zlib-wrapped; valid until the next call. */
const void *pdfw_deflate(struct pdfw *w, const void *data, size_t n, size_t *out_n);

/* ---- value.c: values as PDF writes them ---- */
static inline char *pdf_room(struct buf *b, size_t n) /* room for n bytes at the end */
{
    if (b->len + n + 1 > b->cap) {
        size_t cap = b->cap ? 2 * b->cap : 256;
        while (cap < b->len + n + 1)
            cap *= 2;
        b->data = xrealloc(b->data, cap);
        b->cap = cap;
    }
    return b->data + b->len;
}
static inline void pdf_added(struct buf *b, const char *end)
{
    b->len = (size_t)(end - b->data);
    b->data[b->len] = 0;
}
char *pdf_put_int(char *p, int64_t v);   /* 20 bytes at most; returns the end */
char *pdf_put_milli(char *p, int64_t v); /* v / 1000, no trailing zeros */
void pdf_int(struct buf *b, int64_t v);
void pdf_milli(struct buf *b, int64_t v);
void pdf_ref(struct buf *b, int32_t id); /* "12 0 R" with a space before */
void pdf_name(struct buf *b, const char *name, size_t n);
void pdf_bytes(struct buf *b, const void *data, size_t n);     /* (literal string) */
void pdf_text(struct buf *b, const char *utf8);                /* text string: ASCII as it is, else UTF-16BE */
void pdf_utf16_hex(struct buf *b, const char *s, size_t n);    /* hex digits alone */
static inline int64_t pdf_milli_of(int64_t len)                /* 1/1024 pt -> 1/1000 pt, rounded */
{
    return (len * 1000 + (len < 0 ? -512 : 512)) / 1024;
}

/* ---- fonts.c ---- */
struct pdf_glyph {
    int32_t width; /* 1/100000 em, as the W array says; -1: not asked yet */
    uint32_t text; /* offset + 1 in the font's pool: one length byte, then UTF-8; 0: none yet */
    bool used;
};
struct pdf_font {
    const struct face *face;
    int32_t id;
    int32_t page;                  /* last page that named it */
    uint16_t space;                /* glyph of U+0020, 0 if none */
    bool outlines;                 /* can be embedded */
    struct pdf_glyph *chunks[256]; /* by glyph id / 256 */
    struct buf pool;
    hb_font_t *hb;
    uint32_t *reverse; /* glyph -> code point, made when first needed */
    uint32_t n_reverse;
};
struct pdf;
struct pdf_font *pdf_font(struct pdf *p, const struct face *face);
struct pdf_glyph *pdf_font_glyph(struct pdf_font *f, uint16_t id);
/* Remembers that the glyph stands for the text; false where it already stands for another. */
bool pdf_font_text(struct pdf_font *f, struct pdf_glyph *g, const char *text, size_t n);
void pdf_font_any_text(struct pdf_font *f, struct pdf_glyph *g, uint16_t id); /* for a glyph no text is known of */
uint16_t pdf_font_substitute(struct pdf_font *f); /* what to show for a glyph the font lacks */
bool pdf_fonts_write(struct pdf *p);
void pdf_fonts_drop(struct pdf *p);

/* ---- image.c, jpeg.c, png.c, svg.c ---- */
struct pdf_image {
    const struct image *image;
    const void *key; /* drawing */
    int32_t id;      /* 0: could not be used */
    double w, h;     /* drawing: its size in its own units */
    int32_t page;    /* last page that named it */
    int turn;        /* how Exif says it is to be held: 1 to 8; 0 as 1 */
};
int32_t pdf_jpeg(struct pdf *p, const struct image *im); /* jpeg.c; 0: it can't be used */
int32_t pdf_png(struct pdf *p, const struct image *im);  /* png.c */
/* A profile of as many channels, and whole, as an object; else 0. */
int32_t pdf_icc(struct pdf *p, const struct buf *icc, int components);
struct pdf_image *pdf_image(struct pdf *p, const struct image *im, struct src where);
struct pdf_image *pdf_drawing(struct pdf *p, const char *data, size_t len, const void *key, const struct draw *d);

/* ---- what is marked on the pages ---- */
struct pdf_mark {                   /* a marked-content sequence of a page; in order of page, mcid */
    int32_t node, page, mcid, next; /* next of the same node, -1 */
    int32_t elem;
    uint8_t slot;
};
struct pdf_annot {
    int32_t node, page, id, next;
    int32_t elem;
    int32_t mark; /* the sequence it begins on */
    uint8_t slot;
};
struct pdf_box { /* where a picture stands */
    int32_t node, page, x, y, w, h;
};
struct pdf_spot { /* where a note stands at the foot */
    int32_t node, page, y;
};
struct pdf_seen { /* a sequence as it was drawn; for the dump alone */
    int32_t page, mark; /* mark -1: an artifact */
    const char *artifact;
    struct buf text; /* of an artifact */
};
struct marks {
    int32_t *first, *last; /* by node index: marks; -1 */
    int32_t *first_annot, *last_annot;
    int32_t *link;   /* by node index: the node that makes it a link, -1 */
    int32_t *owner;  /* by node index: the node whose element holds its text */
    uint8_t *hidden; /* by node index: an artifact */
    VEC(struct pdf_mark) mark;
    VEC(struct pdf_annot) annot;
    VEC(struct pdf_box) box;
    VEC(struct pdf_spot) note; /* in order of drawing */
    VEC(struct buf) text;      /* by mark; for the dump alone */
    VEC(struct pdf_seen) seen; /* in order of drawing; for the dump alone */
    bool keep_text;
};
void pdf_marks_init(struct marks *m, const struct doc *doc);
void pdf_marks_drop(struct marks *m);
void pdf_marks_see(struct marks *m, int32_t page, int32_t mark, const char *artifact); /* does nothing but for the dump */
int32_t pdf_marks_add(struct marks *m, const struct node *n, enum slot slot, int32_t page, int32_t mcid);
bool pdf_marks_is_artifact(const struct marks *m, const struct draw *d);

/* ---- the file being written ---- */
struct pdf {
    const struct doc *doc;
    const struct layout *layout;
    const struct pdf_options *opt;
    struct diag *diag;
    struct pdfw *w; /* NULL: only marks are wanted */
    struct marks marks;
    VEC(struct pdf_font *) fonts; /* by face index */
    VEC(struct pdf_image *) images;
    int32_t page_id;       /* of page 0; the others follow */
    int32_t alpha_id[256]; /* graphics states, 0: not used */
    int32_t struct_root;
    int32_t attached, attached_tree; /* the first file specification, the others follow; the tree of their names */
    struct buf content, res, tmp;
    bool drew; /* a drawing, so fontconfig is set up */
};

/* content.c: a page's content stream into p->content, its resources' dictionary into p->res, its annotations' ids into annots. */
struct ids {
    int32_t *v;
    size_t n, cap;
};
void pdf_content(struct pdf *p, int32_t page, struct ids *annots);

/* text.c: glyphs */
struct pen { /* the graphics state that was written */
    struct pdf *p;
    struct buf *b;
    int32_t page, height; /* page height 1/1024 pt */
    bool in_text, skewed;
    bool artifact;        /* what is drawn now: needs no text */
    int32_t fill, stroke; /* colour as 0xrrggbb, -1 unknown */
    int32_t alpha;
    const struct pdf_font *font;
    int32_t size;
    int32_t scale; /* Tz, 1/1024 beyond the natural width */
    int64_t line_x, line_y; /* text line origin, 1/1000 pt */
    bool alphas[256];
    VEC(struct pdf_font *) fonts;
    VEC(struct pdf_image *) images;
};
void pdf_pen_text(struct pen *pen, bool on); /* BT, ET */
void pdf_pen_fill(struct pen *pen, struct colour c);
void pdf_pen_alpha(struct pen *pen, int alpha);
void pdf_pen_xy(struct pen *pen, int32_t x, int32_t y);                              /* "x y " flipped */
void pdf_pen_glyphs(struct pen *pen, const struct draw *d, const struct draw *next); /* next: of the page, or NULL */

/* Text that is there but not painted: within q 3 Tr ... Q, outside a text object. */
struct hidden_text {
    int32_t x, y, w, size; /* squeezed to w */
};
bool pdf_pen_can_hide(const struct pen *pen); /* a font is known */
void pdf_pen_hidden(struct pen *pen, const char *text, size_t n, const struct hidden_text *at);
void pdf_chart_data(struct pen *pen, const struct draw *d, int32_t *mcid); /* chartdata.c; mcid: next of the page */

bool pdf_lost_space(const struct draw *d, const struct draw *next); /* a space falls away after d */

/* pages.c: "12, 14, 20" cut into labels and what stands between them */
struct page_cut {
    const struct draw *d;
    uint32_t glyph, at; /* next glyph, byte of the paragraph */
    int32_t x;
    struct draw part; /* the piece, drawn with frag */
    struct frag frag;
    const struct node *target; /* NULL: between labels */
};
bool pdf_page_list(const struct pdf *p, const struct draw *d); /* is one, of several pages */
bool pdf_page_cut(const struct pdf *p, struct page_cut *c);    /* the next piece; start with {.d = d} */

/* annots.c */
struct linker { /* the link that grows along a line */
    struct pdf *p;
    int32_t page;
    struct ids *annots;
    const struct node *node; /* NULL: none open */
    const struct node *target;
    enum slot slot;
    int32_t x0, y0, x1, y1, base, mark;
};
void pdf_linker_add(struct linker *l, const struct draw *d);
void pdf_linker_add_page(struct linker *l, const struct draw *d, const struct node *target); /* of a list of pages */
void pdf_linker_flush(struct linker *l);

/* outline.c, dests.c, labels.c, meta.c: each writes its objects; 0 where there is nothing to write */
int32_t pdf_outline(struct pdf *p);
int32_t pdf_dests(struct pdf *p);
bool pdf_dest_of(struct pdf *p, const struct node *n, struct buf *out); /* /Dest value; false: set nowhere */
void pdf_dest_note(struct buf *out, const struct node *n, bool call);
/* A name or number tree from sorted entries; keys are PDF values ready to write ("(a)" or "12"). Returns the root's id. */
struct tree_entry {
    char *key, *value;
};
int32_t pdf_tree(struct pdf *p, const char *leaf_key, const struct tree_entry *e, size_t n);
bool pdf_attach(struct pdf *p); /* attach.c; false after a diagnostic */
int32_t pdf_page_labels(struct pdf *p);
int32_t pdf_info(struct pdf *p);
int32_t pdf_xmp(struct pdf *p);
int32_t pdf_output_intent(struct pdf *p);

/* ---- tags.c (from the tree), roles.c (what a node is), tagwrite.c (to the file) ---- */
#define PDF_TAGS(X)                                                                                                    \
    X(Document)                                                                                                        \
    X(Part)                                                                                                            \
    X(Sect)                                                                                                            \
    X(Art)                                                                                                             \
    X(Div) X(BlockQuote) X(Caption) X(TOC) X(TOCI) X(P) X(H1) X(H2) X(H3) X(H4) X(H5) X(H6) X(L) X(LI) X(Lbl) X(LBody) \
        X(Table) X(TR) X(TH) X(TD) X(THead) X(TBody) X(TFoot) X(Span) X(Quote) X(Note) X(Reference) X(BibEntry)        \
            X(Code) X(Link) X(Figure) X(Em) X(Strong) X(Ruby) X(RB) X(RT)
enum tag {
    TAG_NONE,
#define X(name) TAG_##name,
    PDF_TAGS(X)
#undef X
        TAG_COUNT
};
struct elem {
    const struct node *node;     /* what it is for; NULL only for a wrapper without one */
    int32_t parent, first, last; /* kids */
    int32_t para;                /* the P that takes stray inline matter, -1 */
    uint8_t tag;
    bool leaf; /* holds marked content somewhere */
};
enum kid_kind { KID_ELEM, KID_MARK, KID_ANNOT };
struct kid {
    int32_t next, value;
    uint8_t kind;
};
struct tags {
    const struct doc *doc;
    struct marks *marks;
    VEC(struct elem) elem; /* 0 is the Document */
    VEC(struct kid) kid;
};
void pdf_tags_build(struct tags *t, const struct doc *doc, struct marks *marks);
void pdf_tags_drop(struct tags *t);
const char *pdf_tag_name(enum tag t);
enum tag pdf_tag_of(const struct node *n); /* TAG_NONE: its content belongs to what stands around it */
const struct node *pdf_heading_of(const struct node *n); /* the title that is a heading of the document, or NULL */
bool pdf_tag_inline(enum tag t);           /* may stand in a line */
bool pdf_tag_holds_inline(enum tag t);     /* may hold marked content itself */
void pdf_alt_of(const struct node *n, struct buf *out); /* what a Figure says instead of itself; never "" */
/* headers.c: the heads of cells, in tables where Scope alone does not tell. All in order of element. */
struct cell_headers {
    int32_t elem, first, n; /* headers.of[first .. first + n) */
};
struct headers {
    VEC(int32_t) head; /* TH elements that need an /ID */
    VEC(struct cell_headers) cell;
    VEC(int32_t) of; /* TH elements */
};
void pdf_headers_build(struct headers *out, struct tags *t);
void pdf_headers_drop(struct headers *h);
bool pdf_is_named_head(const struct headers *h, int32_t elem);
const struct cell_headers *pdf_headers_of(const struct headers *h, int32_t elem); /* NULL: none */
int pdf_span_of(const struct node *n, const char *name); /* colspan, rowspan */
bool pdf_heads_row(const struct node *n);                /* a th: its scope is its row */
void pdf_tags_write(struct pdf *p);        /* the tree, its root into p->struct_root */

void pdf_init(struct pdf *p, const struct doc *doc, const struct layout *layout);
void pdf_drop(struct pdf *p);

#endif
