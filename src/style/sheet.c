/* sheet.c: which sheet a dossier gets, and what it imports: files beside the sheet, below the dossier's root, or shipped ones. */
#include "style/internal.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_SHEET = 4 << 20, MAX_IMPORTS = 16 };

static void read_sheet(struct css_parser *p, const char *path, const struct buf *text)
{
    struct css_import here = {path, p->imports};
    const char *file = p->file;
    p->file = path;
    p->imports = &here;
    p->depth++;
    css_parse_sheet(p, css_tokenize(p->a, text->data ? text->data : "", text->len, path, p->diag));
    p->depth--;
    p->imports = here.up;
    p->file = file;
}

static bool is_bare(const char *name)
{
    return !strchr(name, '/') && *name && *name != '.';
}

static bool readable(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, R_OK) == 0;
}

/* The shipped sheet of that name, with or without ".css"; NULL if there is none. */
static const char *shipped(struct arena *a, const char *dir, const char *name)
{
    if (!dir || !is_bare(name))
        return NULL;
    const char *path = arena_printf(a, "%s/%s", dir, name);
    if (readable(path))
        return path;
    path = arena_printf(a, "%s/%s.css", dir, name);
    return readable(path) ? path : NULL;
}

static bool has_scheme(const char *ref)
{
    const char *colon = strchr(ref, ':');
    return colon && strcspn(ref, "/?#") > (size_t)(colon - ref);
}

static void unread(struct diag *diag, struct src src, const char *ref)
{
    if (errno == EFBIG)
        diag_add(diag, D_CSS_READ, src, "the style sheet '%s' is larger than %d MB", ref, MAX_SHEET >> 20);
    else
        diag_add(diag, D_CSS_READ, src, "cannot read the style sheet '%s'", ref);
}

static void import_file(struct css_parser *p, const char *path, const char *ref, struct src src)
{
    struct buf text = {0};
    for (struct css_import *i = p->imports; i; i = i->up)
        if (!strcmp(i->path, path)) {
            diag_add(p->diag, D_CSS_READ, src, "'%s' imports itself", ref);
            return;
        }
    if (!file_read(path, &text, MAX_SHEET))
        unread(p->diag, src, ref);
    else
        read_sheet(p, path, &text);
    buf_drop(&text);
}

void css_import(struct css_parser *p, const char *ref, struct css_span media, struct src src)
{
    if (p->depth > MAX_IMPORTS) {
        diag_add(p->diag, D_CSS_READ, src, "sheets import one another too deeply at '%s'", ref);
        return;
    }
    if (has_scheme(ref) || css_starts(ref, "//") || !*ref) {
        diag_add(p->diag, D_CSS_READ, src, "'%s' is not a file: only sheets beside this one are imported", ref);
        return;
    }
    const char *path = path_join(p->a, p->file, ref);
    if (!readable(path) && shipped(p->a, p->styles_dir, ref)) {
        path = shipped(p->a, p->styles_dir, ref);
    } else if (!path_below(p->dir, path) && !(p->root && path_below(p->root, path)) && readable(path)) {
        diag_add(p->diag, D_FILE_OUTSIDE, src, "'%s' lies outside the folder of the sheet", ref);
        return;
    }
    if (media.t >= media.end) {
        import_file(p, path, ref, src);
        return;
    }
    struct css_rule *r = arena_alloc(p->a, sizeof *r), **tail;
    *r = (struct css_rule){.kind = RULE_MEDIA, .prelude = media, .src = src, .author = p->author};
    *p->tail = r;
    tail = &r->next;
    p->tail = &r->child;
    import_file(p, path, ref, src);
    p->tail = tail;
}

struct css_rule *css_read_ua(struct css_eval *eval, struct arena *a, struct diag *diag)
{
    struct css_rule *first = NULL;
    struct css_parser p = {.a = a, .diag = diag, .file = "(built-in style)", .eval = eval, .tail = &first};
    css_parse_sheet(&p, css_tokenize(a, css_ua_sheet, strlen(css_ua_sheet), p.file, diag));
    return first;
}

/* NULL after a diagnostic. */
static const char *find_sheet(struct arena *a, const struct doc *doc, const struct style_options *opt,
                              struct diag *diag)
{
    struct src nowhere = {NULL, 0, 0};
    const char *path;
    if (opt->sheet) {
        if (readable(opt->sheet))
            return opt->sheet;
        path = shipped(a, opt->styles_dir, opt->sheet);
        if (!path)
            diag_add(diag, D_CSS_READ, nowhere, "cannot read the style sheet '%s'", opt->sheet);
        return path;
    }
    const char *ref = doc ? doc->stylesheet : NULL;
    if (ref && (has_scheme(ref) || css_starts(ref, "//"))) {
        diag_add(diag, D_CSS_READ, doc->stylesheet_src, "'%s' is not a file", ref);
        return NULL;
    }
    if (ref) {
        path = path_join(a, doc->path ? doc->path : "", ref);
        if (readable(path) && doc->root && !path_below(doc->root, path)) {
            diag_add(diag, D_FILE_OUTSIDE, doc->stylesheet_src, "'%s' lies outside the dossier's folder", ref);
            return NULL;
        }
        if (readable(path))
            return path;
        path = shipped(a, opt->styles_dir, ref);
        if (!path)
            diag_add(diag, D_CSS_READ, doc->stylesheet_src, "cannot read the style sheet '%s'", ref);
        return path;
    }
    path = shipped(a, opt->styles_dir, "briefing.css");
    if (!path)
        diag_add(diag, D_CSS_READ, nowhere, "cannot read the shipped style sheet 'briefing.css'");
    return path;
}

struct css_rule *css_read_author(struct css_eval *eval, struct arena *a, const struct doc *doc,
                                 const struct style_options *opt, struct diag *diag)
{
    struct css_rule *first = NULL;
    struct buf text = {0};
    const char *path = find_sheet(a, doc, opt, diag);
    if (!path)
        return NULL;
    if (!file_read(path, &text, MAX_SHEET)) {
        struct src src = !opt->sheet && doc && doc->stylesheet ? doc->stylesheet_src : (struct src){NULL, 0, 0};
        unread(diag, src, path);
    } else {
        struct css_parser p = {.a = a,
                               .diag = diag,
                               .file = path,
                               .dir = path_dir(a, path),
                               .root = doc ? doc->root : NULL,
                               .styles_dir = opt->styles_dir,
                               .eval = eval,
                               .author = true,
                               .tail = &first};
        read_sheet(&p, path, &text);
    }
    buf_drop(&text);
    return first;
}
