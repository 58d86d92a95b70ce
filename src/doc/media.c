/* Pictures: found below the dossier's folder, each file read once, its kind told by its first bytes, damage found now and not
 * when a page is drawn. And charts, each with its numbers. */
#include "doc/media.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct media {
    struct doc *doc;
    struct diag *diag;
    struct map *by_path; /* path -> image; a broken one has no data */
    struct map *hrefs;   /* names already given */
    VEC(struct image *) list;
};

bool image_kind_of(const uint8_t *d, size_t n, enum image_kind *kind)
{
    if (n > 3 && d[0] == 0xff && d[1] == 0xd8 && d[2] == 0xff)
        *kind = IMAGE_JPEG;
    else if (n > 8 && !memcmp(d, "\x89PNG\r\n\x1a\n", 8))
        *kind = IMAGE_PNG;
    else if (n > 4 && (memmem(d, n < 4096 ? n : 4096, "<svg", 4) || memmem(d, n < 4096 ? n : 4096, ":svg", 4)))
        *kind = IMAGE_SVG;
    else
        return false;
    return true;
}

/* What else people give; NULL if it is not known either. */
static const char *other_kind(const char *d, size_t n)
{
    static const struct {
        size_t at;
        const char *mark, *name;
    } others[] = {{0, "GIF8", "a GIF"},      {0, "BM", "a BMP"},         {0, "II*", "a TIFF"},
                  {0, "MM", "a TIFF"},       {0, "%PDF-", "a PDF"},      {8, "WEBP", "a WebP"},
                  {4, "ftypavif", "an AVIF"}, {4, "ftypmif1", "an HEIF"}, {4, "ftyphe", "an HEIC, as telephones make them,"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t len = strlen(others[i].mark);
        if (n >= others[i].at + len && !memcmp(d + others[i].at, others[i].mark, len))
            return others[i].name;
    }
    return NULL;
}

/* A name for the EPUB: its path below the dossier's folder, in letters every reader and every zip knows, given once. */
static const char *clean_href(struct media *m, struct image *image)
{
    static const char *const extensions[] = {".jpg", ".png", ".svg"};
    struct arena *a = m->doc->arena;
    const char *path = image->path, *dir = m->doc->dir;
    size_t n = strlen(dir);
    if (!strncmp(path, dir, n) && path[n] == '/')
        path += n + 1;
    else if (*path == '/' || !strncmp(path, "../", 3))
        path = path_base(path);
    char *name = arena_strdup(a, path);
    char *dot = strrchr(name, '.'), *slash = strrchr(name, '/');
    if (dot && (!slash || dot > slash))
        *dot = 0;
    for (char *p = name; *p; p++) {
        bool plain = (*p >= '0' && *p <= '9') || ((*p | 32) >= 'a' && (*p | 32) <= 'z') || strchr("-_/", *p);
        if (!plain)
            *p = '-';
    }
    const char *href = arena_printf(a, "%s%s", name, extensions[image->kind]);
    for (int i = 2; map_find(m->hrefs, href); i++)
        href = arena_printf(a, "%s-%d%s", name, i, extensions[image->kind]);
    map_put(m->hrefs, href, image);
    return href;
}

static bool read_data(struct media *m, struct image *image, struct src src, const char *href)
{
    struct buf b = {0};
    if (access(image->path, F_OK) == 0 && !path_below(m->doc->root, image->path)) {
        diag_add(m->diag, D_FILE_OUTSIDE, src, "“%s” lies outside the dossier's folder", href);
        return false;
    }
    errno = 0;
    bool ok = file_read(image->path, &b, IMAGE_BYTES);
    if (!ok && errno == EFBIG)
        diag_add(m->diag, D_IMAGE_TOO_BIG, src, "“%s” has more than %d million bytes", href, IMAGE_BYTES / 1000000);
    else if (!ok)
        diag_add(m->diag, D_IMAGE_READ, src, "“%s” cannot be read: %s", href, strerror(errno));
    if (ok && !image_kind_of((const uint8_t *)b.data, b.len, &image->kind)) {
        const char *other = other_kind(b.data ? b.data : "", b.len);
        diag_add(m->diag, D_IMAGE_READ, src, "“%s” is %s%sno PNG, JPEG or SVG", href, other ? other : "", other ? " and " : "");
        ok = false;
    }
    if (ok) {
        image->len = image_strip(image->kind, (uint8_t *)b.data, b.len, &image->orientation);
        uint8_t *data = arena_alloc(m->doc->arena, image->len + 1);
        memcpy(data, b.data, image->len);
        image->data = data;
    }
    buf_drop(&b);
    return ok;
}

/* false after a diagnostic */
static bool read_image(struct media *m, struct image *image, struct src src, const char *href)
{
    const char *why = "";
    enum image_fault fault = IMAGE_FAULT_BROKEN;
    if (!read_data(m, image, src, href))
        return false;
    switch (image->kind) {
    case IMAGE_JPEG: fault = image_read_jpeg(m->doc->arena, image, &why); break;
    case IMAGE_PNG: fault = image_read_png(m->doc->arena, image, &why); break;
    case IMAGE_SVG: fault = image_read_svg(m->doc->arena, image, &why); break;
    }
    if (fault == IMAGE_FAULT_BIG)
        diag_add(m->diag, D_IMAGE_TOO_BIG, src, "“%s” has %d × %d pixels", href, (int)image->px_w, (int)image->px_h);
    else if (fault == IMAGE_FAULT_BROKEN)
        diag_add(m->diag, D_IMAGE_BROKEN, src, "“%s” is damaged: %s", href, why);
    return fault == IMAGE_SOUND;
}

/* A reference is meant from the file it stands in; where nothing is there, from the dossier's own folder. */
char *media_path(struct doc *doc, const char *file, const char *ref)
{
    char *near = path_join(doc->arena, file, ref);
    if (access(near, F_OK) == 0)
        return near;
    char *home = path_join(doc->arena, doc->path, ref);
    return access(home, F_OK) == 0 ? home : near;
}

static void load_img(struct media *m, struct node *n)
{
    const struct attr *a = n->attrs;
    while (a && strcmp(a->name, "src") != 0)
        a = a->next;
    if (!a || !*a->value)
        return;
    struct src src = a->src.line ? a->src : n->src;
    char *path = media_path(m->doc, n->src.file, a->value);
    struct image *image = map_find(m->by_path, path);
    if (image && image->index < 0) {
        diag_add(m->diag, D_IMAGE_READ, src, "“%s” could not be used", a->value);
        return;
    }
    if (!image) {
        image = arena_alloc(m->doc->arena, sizeof *image);
        image->path = path;
        image->index = -1;
        map_put(m->by_path, path, image);
        if (!read_image(m, image, src, a->value))
            return;
        image->href = clean_href(m, image);
        image->index = (int32_t)m->list.n;
        vec_push(&m->list, image);
    }
    n->image = image;
}

static void load_below(struct media *m, struct node *root)
{
    for (struct node *n = root; n; n = (struct node *)(uintptr_t)node_next(n, root)) {
        if (n->kind == NODE_IMG)
            load_img(m, n);
        else if (n->kind == NODE_CHART)
            chart_load(m->doc, n, m->diag);
    }
}

void media_load(struct doc *doc, struct diag *diag)
{
    struct media m = {.doc = doc, .diag = diag, .by_path = map_new(), .hrefs = map_new()};
    if (doc->info)
        load_below(&m, doc->info);
    if (doc->tree)
        load_below(&m, doc->tree);
    doc->n_images = (int32_t)m.list.n;
    doc->images = arena_array(doc->arena, m.list.n ? m.list.n : 1, sizeof *doc->images);
    if (m.list.n)
        memcpy(doc->images, m.list.v, m.list.n * sizeof *m.list.v);
    vec_drop(&m.list);
    map_drop(m.by_path);
    map_drop(m.hrefs);
}
