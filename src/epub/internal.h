/* epub, inside: the book as files (split.c), each written as XHTML (xhtml*.c, table.c, notes.c, marks.c), the lists over them (nav.c, ncx.c,
 * opf.c), for whom (access.c), what they carry (media.c, upright.c, fonts.c, css.c), all put in one archive (package.c). */
#ifndef EPUB_INTERNAL_H
#define EPUB_INTERNAL_H

#include "epub/epub.h"

enum part { PART_COVER, PART_IMPRINT, PART_FRONT, PART_BODY, PART_BACK };

struct epub_file { /* one XHTML file */
    char name[24];
    enum part part;
    VEC(const struct node *) roots; /* what stands in it, in order */
    struct buf title;               /* plain text */
    bool svg;                       /* a chart is drawn in it */
};

struct epub_item { /* one entry of the archive and of the manifest */
    const char *name, *type, *id, *properties; /* properties may be NULL */
    struct buf data;
    const uint8_t *lent; /* instead of data: bytes that live on elsewhere */
    size_t len;
    int spine; /* 0 no, 1 linear, 2 not linear */
};

struct mark { /* a page of the PDF begins at this byte of this node */
    int32_t node;
    uint32_t offset;
    int32_t page;
};

struct book {
    const struct doc *doc;
    const struct styles *styles;
    const struct pagemap *map; /* or NULL */
    const struct epub_options *opt;
    struct diag *diag;
    struct arena *arena;
    VEC(struct epub_file) files;
    int32_t *file_of; /* by node index; -1: in no file */
    VEC(struct mark) marks; /* by node, then offset */
    int32_t *mark_of;       /* by node index: the first of its marks, or -1 */
    int32_t *page_file;     /* by page: the file its mark stands in, or -1 */
    bool *page_seen;        /* by page: the mark was written */
    uint8_t *repeated;      /* by node index: a pull quote of words that stand in the text */
    const char *idmark;     /* keeps made ids apart from the writer's */
    const char **media;     /* by image index: its name in the book */
    const char *cover_image; /* item name or NULL */
    const char *toc_file;    /* href of the contents */
    bool embeds;             /* fonts of the sheet are carried */
    VEC(struct epub_item) items;
};

/* ---- split.c ---- */
void book_split(struct book *b);
bool node_is_list(const struct node *n); /* toc, index: a generated list */
int32_t book_file(const struct book *b, const struct node *n); /* -1: none */

/* ---- marks.c ---- */
void pagemarks_new(struct book *b);
void pagemarks_drop(struct book *b);
void pagemark_id(const struct book *b, struct buf *out, int32_t page); /* "page-12" */

/* ---- xhtml.c: nodes to elements ---- */
struct writer {
    struct book *book;
    struct buf *out;
    int32_t file;
    int in_link;  /* inside a link: no other may open */
    int muted;    /* inside something hidden from assistive technology: nothing may take the focus */
    VEC(const struct node *) notes;    /* of this file, in order */
    VEC(const struct node *) deferred; /* calls met inside a link */
    const struct node *backlink;       /* note whose back link the next paragraph opens with */
    struct table *table;
};
void xhtml_file(struct book *b, int32_t file, struct buf *out); /* the whole file */
void xhtml_node(struct writer *w, const struct node *n);
void xhtml_children(struct writer *w, const struct node *n);
void xhtml_escape(struct buf *out, const char *s, size_t len);
void xhtml_start(struct writer *w, const char *name, const struct node *n); /* "<p class=.." without ">" */
void xhtml_open(struct writer *w, const char *name, const struct node *n);  /* with ">" */
void xhtml_close(struct writer *w, const char *name);
void xhtml_attr(struct buf *out, const char *name, const char *value);
void xhtml_href(struct writer *w, const struct node *target); /* href="file#id" */
void lang_attributes(struct buf *out, const char *lang, const char *outer); /* lang.c; nothing where outer, unless NULL, is the same */
bool lang_rtl(const char *tag);
void xhtml_id(const struct book *b, struct buf *out, const struct node *n, const char *prefix); /* made: prefix-mark-index */
bool xhtml_is_block(const struct node *n);
bool xhtml_has_blocks(const struct node *n); /* among its children */
void xhtml_marks(struct writer *w, const struct node *n); /* page marks of a node that is no text */
void xhtml_text(struct writer *w, const struct node *n);
void xhtml_head(struct buf *out, const char *lang, const char *title, const char *style_prefix);

/* ---- handlers (xhtml_block.c, xhtml_inline.c, table.c) ---- */
void x_text_block(struct writer *w, const struct node *n);
void x_paragraph(struct writer *w, const struct node *n);
void x_section(struct writer *w, const struct node *n);
void x_title(struct writer *w, const struct node *n);
void x_list(struct writer *w, const struct node *n);
void x_group(struct writer *w, const struct node *n);
void x_ol(struct writer *w, const struct node *n);
void x_figure(struct writer *w, const struct node *n);
void x_img(struct writer *w, const struct node *n);
void x_chart(struct writer *w, const struct node *n);
void x_timeline(struct writer *w, const struct node *n);
void x_callout(struct writer *w, const struct node *n);
void x_pullquote(struct writer *w, const struct node *n);
void x_columns(struct writer *w, const struct node *n);
void x_pagebreak(struct writer *w, const struct node *n);
void x_when(struct writer *w, const struct node *n);
void x_coverpage(struct writer *w, const struct node *n);
void x_abstract(struct writer *w, const struct node *n);
void x_table(struct writer *w, const struct node *n);
void x_row(struct writer *w, const struct node *n);
void x_cell(struct writer *w, const struct node *n);
void x_colgroup(struct writer *w, const struct node *n);
void x_link(struct writer *w, const struct node *n);
void x_a(struct writer *w, const struct node *n);
void x_pageref(struct writer *w, const struct node *n);
void x_leader(struct writer *w, const struct node *n);
void x_abbr(struct writer *w, const struct node *n);
void x_rt(struct writer *w, const struct node *n);
void x_time(struct writer *w, const struct node *n);
void x_br(struct writer *w, const struct node *n);
void x_note(struct writer *w, const struct node *n);
void x_nothing(struct writer *w, const struct node *n);

/* ---- notes.c ---- */
void notes_flush(struct writer *w); /* calls met inside a link, after it */
void notes_backlink(struct writer *w);
void notes_section(struct writer *w); /* the asides of the file */

/* ---- nav.c, ncx.c, opf.c, css.c, media.c, fonts.c ---- */
void nav_write(struct book *b, struct buf *out, bool in_spine);
void ncx_write(struct book *b, struct buf *out);
void opf_write(struct book *b, struct buf *out);
void opf_dc(struct buf *out, const char *name, const char *id, const char *value); /* nothing where there is no value */
void opf_meta(struct buf *out, const char *property, const char *value);
void opf_refines(struct buf *out, const char *id, const char *property, const char *scheme, const char *value);
void access_write(const struct book *b, struct buf *out); /* access.c: after the pages are written */
void css_write(struct book *b, struct buf *out);
void media_add(struct book *b);
bool jpeg_upright(const struct image *im, struct buf *out); /* upright.c: as Exif says it is held */
void fonts_add(struct book *b, struct buf *css); /* the items, and their @font-face rules */
void book_label(const struct node *section, struct buf *out); /* its title as plain text */
void book_author_names(const struct book *b, struct buf *out);

/* ---- package.c ---- */
struct epub_item *book_item(struct book *b, const char *name, const char *type, const char *id);
bool package_write(struct book *b, struct outfile *o);
void utc_date(int64_t t, int out[6]); /* year, month, day, hour, minute, second */

#endif
