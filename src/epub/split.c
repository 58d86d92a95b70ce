/* Which node stands in which file: the cover, the imprint, one file a top section, one a generated list, and one for each run of other blocks
 * of the front or back. */
#include "epub/internal.h"

#include <string.h>

bool node_is_list(const struct node *n)
{
    return n->kind == NODE_TOC || n->kind == NODE_FIGUREINDEX || n->kind == NODE_TABLEINDEX || n->kind == NODE_SOURCEINDEX ||
           n->kind == NODE_CLAIMINDEX;
}

int32_t book_file(const struct book *b, const struct node *n)
{
    return n && n->index >= 0 && n->index < b->doc->n_nodes ? b->file_of[n->index] : -1;
}

void book_label(const struct node *section, struct buf *out)
{
    const struct node *t = node_child(section, NODE_TITLE);
    size_t before = out->len;
    if (t)
        node_plain_text(t, out);
    if (out->len == before)
        buf_adds(out, term(TERM_SECTION, section->lang));
}

static struct epub_file *file_new(struct book *b, enum part part, const char *prefix, int number)
{
    struct epub_file f = {.part = part};
    if (number)
        snprintf(f.name, sizeof f.name, "%s-%02d.xhtml", prefix, number);
    else
        snprintf(f.name, sizeof f.name, "%s.xhtml", prefix);
    vec_push(&b->files, f);
    return &b->files.v[b->files.n - 1];
}

static void file_take(struct book *b, struct epub_file *f, const struct node *root)
{
    int32_t at = (int32_t)(f - b->files.v);
    vec_push(&f->roots, root);
    for (const struct node *n = root; n; n = node_next(n, root))
        b->file_of[n->index] = at;
    if (f->title.len)
        return;
    if (root->kind == NODE_SECTION || node_is_list(root))
        book_label(root, &f->title);
}

/* The children of front, body or back. */
static void part_split(struct book *b, const struct node *part, enum part kind, const char *prefix)
{
    int number = 0;
    bool open = false; /* a run of loose blocks */
    for (const struct node *c = part->child; c; c = c->next) {
        bool own = c->kind == NODE_SECTION || node_is_list(c);
        struct epub_file *f = own || !open ? file_new(b, kind, prefix, ++number) : &b->files.v[b->files.n - 1];
        open = !own;
        file_take(b, f, c);
    }
}

void book_split(struct book *b)
{
    b->file_of = arena_array(b->arena, (size_t)b->doc->n_nodes + 1, sizeof *b->file_of);
    memset(b->file_of, 0xFF, ((size_t)b->doc->n_nodes + 1) * sizeof *b->file_of);
    for (const struct node *c = b->doc->tree->child; c; c = c->next)
        switch (c->kind) {
        case NODE_COVERPAGE: file_take(b, file_new(b, PART_COVER, "cover", 0), c); break;
        case NODE_IMPRINT:
            if (c->child)
                file_take(b, file_new(b, PART_IMPRINT, "imprint", 0), c);
            break;
        case NODE_FRONT: part_split(b, c, PART_FRONT, "front"); break;
        case NODE_BODY: part_split(b, c, PART_BODY, "body"); break;
        case NODE_BACK: part_split(b, c, PART_BACK, "back"); break;
        default: break;
        }
    if (!b->files.n)
        file_new(b, PART_BODY, "body", 1);
    for (size_t i = 0; i < b->files.n; i++) {
        struct epub_file *f = &b->files.v[i];
        if (!f->title.len)
            buf_adds(&f->title, f->part == PART_COVER ? term(TERM_COVER, b->doc->lang)
                                : f->part == PART_IMPRINT ? term(TERM_IMPRINT, b->doc->lang)
                                                          : b->doc->title ? b->doc->title : "");
    }
}
