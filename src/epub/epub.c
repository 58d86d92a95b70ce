/* Document, styles and page map to an EPUB 3.3: the book is split, written file by file, listed and packed. */
#include "epub/internal.h"

#include <stdlib.h>
#include <string.h>

static void write_files(struct book *b)
{
    for (size_t i = 0; i < b->files.n; i++) {
        struct epub_file *f = &b->files.v[i];
        struct buf out = {0};
        xhtml_file(b, (int32_t)i, &out);
        char *id = arena_strdup(b->arena, f->name);
        *strrchr(id, '.') = 0;
        struct epub_item *it = book_item(b, f->name, "application/xhtml+xml", arena_printf(b->arena, "x-%s", id));
        it->data = out;
        it->spine = 1;
        if (f->svg)
            it->properties = "svg";
    }
}

/* The contents of the dossier serve as the book's, where it has any. */
static void find_contents(struct book *b)
{
    for (size_t i = 0; i < b->files.n && !b->toc_file; i++)
        for (size_t k = 0; k < b->files.v[i].roots.n && !b->toc_file; k++)
            if (b->files.v[i].roots.v[k]->kind == NODE_TOC)
                b->toc_file = b->files.v[i].name;
}

static void write_lists(struct book *b)
{
    struct buf nav = {0}, ncx = {0};
    bool in_spine = !b->toc_file;
    nav_write(b, &nav, in_spine);
    ncx_write(b, &ncx);
    struct epub_item *it = book_item(b, "nav.xhtml", "application/xhtml+xml", "nav");
    it->properties = "nav";
    it->data = nav;
    it = book_item(b, "toc.ncx", "application/x-dtbncx+xml", "ncx");
    it->data = ncx;
    if (!in_spine)
        return;
    /* it reads after the cover and the imprint */
    size_t at = b->items.n - 2, to = 0;
    struct epub_item moved = b->items.v[at];
    moved.spine = 1;
    while (to < b->files.n && b->files.v[to].part <= PART_IMPRINT)
        to++;
    memmove(&b->items.v[to + 1], &b->items.v[to], (at - to) * sizeof moved);
    b->items.v[to] = moved;
}

static void book_drop(struct book *b)
{
    for (size_t i = 0; i < b->items.n; i++)
        buf_drop(&b->items.v[i].data);
    for (size_t i = 0; i < b->files.n; i++) {
        buf_drop(&b->files.v[i].title);
        vec_drop(&b->files.v[i].roots);
    }
    vec_drop(&b->items);
    vec_drop(&b->files);
    pagemarks_drop(b);
    arena_drop(b->arena);
}

bool epub_write(const struct doc *doc, const struct styles *styles, const struct pagemap *map, const struct epub_options *opt,
                struct outfile *o, struct diag *diag)
{
    struct book b = {.doc = doc, .styles = styles, .map = map, .opt = opt, .diag = diag, .arena = arena_new()};
    struct buf css = {0};
    book_split(&b);
    pagemarks_new(&b);
    b.repeated = arena_array(b.arena, (size_t)doc->n_nodes + 1, sizeof *b.repeated);
    doc_repeated(doc, b.repeated);
    find_contents(&b);
    struct book pictures = b; /* names first: pages refer to them */
    media_add(&pictures);
    b.media = pictures.media;
    b.cover_image = pictures.cover_image;
    write_files(&b);
    write_lists(&b);
    css_write(&b, &css);
    struct epub_item *it = book_item(&b, "dossier.css", "text/css", "css");
    it->data = css;
    for (size_t i = 0; i < pictures.items.n; i++)
        vec_push(&b.items, pictures.items.v[i]);
    vec_drop(&pictures.items);
    bool ok = package_write(&b, o);
    book_drop(&b);
    return ok;
}
