/* build and check: the stages one after the other. Nothing is written after an error; both files appear together or not at all. */
#include "cmd/attach.h"
#include "cmd/cmd.h"

#include "check/check.h"
#include "epub/epub.h"
#include "pdf/pdf.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct build {
    const struct options *o;
    struct arena *arena;
    struct data_paths paths;
    struct diag *diag;
    struct progress progress;
    struct doc *doc;
    struct styles *styles;
    struct layout *layout;
};

static void say(const struct build *b, const char *what)
{
    if (b->o->verbose)
        fprintf(stderr, "dossier: %s\n", what);
}

/* Seconds of SOURCE_DATE_EPOCH, else of the dossier's date, else 1980-01-01, the first a ZIP can hold. */
static int64_t time_of(const struct doc *doc)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch && *epoch)
        return strtoll(epoch, NULL, 10);
    int y, m = 1, d = 1;
    if (doc->date && sscanf(doc->date, "%d-%d-%d", &y, &m, &d) >= 1 && y >= 1980) {
        struct tm tm = {.tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d};
        return (int64_t)timegm(&tm);
    }
    return 315532800;
}

static bool load(struct build *b)
{
    struct doc_options how = {.root = b->o->root, .audience = b->o->audience, .schema = b->paths.schema, .styles = b->paths.styles, .csl = b->o->csl};
    say(b, "reading");
    b->doc = doc_load(b->o->file, &how, b->diag);
    if (!b->doc)
        return false;
    malloc_trim(0); /* the parser's tree is gone: so go its pages */
    progress_set(&b->progress, 10);
    struct style_options look = {.sheet = b->o->style, .styles_dir = b->paths.styles, .paper = b->o->paper};
    if (b->o->command == COMMAND_CHECK)
        check_document(b->doc, b->diag);
    b->styles = styles_new(b->doc, &look, b->diag);
    progress_set(&b->progress, 20);
    return !diag_failed(b->diag);
}

static bool lay_out(struct build *b)
{
    struct layout_options how = {.fonts_conf = b->paths.fonts_conf, .progress = progress_set, .user = &b->progress};
    say(b, "laying out");
    b->layout = layout_new(b->doc, b->styles, &how, b->diag);
    if (b->layout)
        layout_check_images(b->layout, b->diag);
    return b->layout && !diag_failed(b->diag);
}

static bool dump(struct build *b)
{
    switch (b->o->dump) {
    case DUMP_DOC: doc_dump(b->doc, stdout); return true;
    case DUMP_STYLE: styles_dump(b->styles, b->doc, stdout); return true;
    default: break;
    }
    if (!lay_out(b))
        return false;
    if (b->o->dump == DUMP_LINES)
        layout_dump_lines(b->layout, stdout);
    else if (b->o->dump == DUMP_PAGES)
        layout_dump_pages(b->layout, stdout);
    else
        pdf_dump_tags(b->doc, b->layout, stdout);
    return true;
}

static const char *out_path(struct build *b, const char *ext)
{
    char *stem = arena_strdup(b->arena, path_base(b->o->file));
    char *dot = strrchr(stem, '.');
    if (dot && dot != stem)
        *dot = 0;
    return arena_printf(b->arena, "%s/%s.%s", b->o->out_dir, stem, ext);
}

static struct outfile *open_out(struct build *b, const char *ext)
{
    const char *path = out_path(b, ext);
    struct outfile *o = path_mkdirs(b->o->out_dir) ? outfile_open(path) : NULL;
    if (!o)
        diag_add(b->diag, D_FILE_WRITE, (struct src){path, 0, 0}, "cannot write: %s", strerror(errno));
    return o;
}

static bool flushed(struct build *b, struct outfile *o, const char *ext)
{
    if (!o || outfile_flush(o))
        return true;
    diag_add(b->diag, D_FILE_WRITE, (struct src){out_path(b, ext), 0, 0}, "cannot write: %s", strerror(errno));
    return false;
}

/* Somebody at a terminal is told where the file is. */
static bool commit(struct build *b, struct outfile *o, const char *ext)
{
    if (!o)
        return true;
    if (!outfile_commit(o)) {
        diag_add(b->diag, D_FILE_WRITE, (struct src){out_path(b, ext), 0, 0}, "cannot write: %s", strerror(errno));
        return false;
    }
    if (!b->o->quiet && b->o->format == DIAG_TEXT && isatty(STDOUT_FILENO)) {
        progress_end(&b->progress);
        printf("%s\n", out_path(b, ext));
    }
    return true;
}

static bool write_files(struct build *b)
{
    const char *program = "dossier " DOSSIER_VERSION;
    struct outfile *pdf = NULL, *epub = NULL;
    bool ok = true;
    if (b->o->pdf && ok) {
        say(b, "writing the PDF");
        struct attached attached = {0};
        ok = !b->o->attach || attach_gather(&attached, b->doc, b->diag);
        struct pdf_options how = {
            .producer = program, .fonts_conf = b->paths.fonts_conf, .attached = attached.v, .n_attached = attached.n};
        pdf = ok ? open_out(b, "pdf") : NULL;
        ok = pdf && pdf_write(b->doc, b->layout, &how, pdf, b->diag);
        free(attached.v);
        layout_keep_map(b->layout);
        progress_set(&b->progress, 90);
    }
    if (b->o->epub && ok) {
        say(b, "writing the EPUB");
        struct epub_options how = {.generator = program, .fonts_conf = b->paths.fonts_conf, .time = time_of(b->doc)};
        epub = open_out(b, "epub");
        ok = epub && epub_write(b->doc, b->styles, &b->layout->map, &how, epub, b->diag);
    }
    ok = ok && flushed(b, pdf, "pdf") && flushed(b, epub, "epub");
    if (!ok || diag_failed(b->diag)) {
        outfile_abandon(pdf);
        outfile_abandon(epub);
        return false;
    }
    bool done = commit(b, pdf, "pdf");
    return commit(b, epub, "epub") && done;
}

static bool work(struct build *b)
{
    if (!load(b))
        return false;
    if (b->o->command == COMMAND_CHECK)
        return true;
    if (b->o->dump)
        return dump(b);
    return lay_out(b) && write_files(b);
}

enum { SAID_OF_ONE_CODE = 20 }; /* of a thousand equal warnings, so that they do not drown the rest */

int build_run(const struct options *o)
{
    struct build b = {.o = o, .arena = arena_new()};
    data_paths_find(&b.paths, b.arena);
    enum diag_level least = o->leveled                                  ? o->level
                            : o->quiet                                  ? DIAG_ERROR
                            : o->command == COMMAND_CHECK || o->verbose ? DIAG_HINT
                                                                        : DIAG_WARNING;
    b.diag = diag_new(o->format == DIAG_TEXT ? stderr : stdout, o->format, isatty(STDERR_FILENO), least);
    diag_most(b.diag, o->verbose ? 0 : SAID_OF_ONE_CODE);
    progress_begin(&b.progress, !o->quiet && !o->dump);
    bool ok = work(&b);
    progress_end(&b.progress);
    diag_finish(b.diag);
    int status = diag_count(b.diag, DIAG_FATAL)                                  ? 2
                 : !ok || diag_count(b.diag, o->leveled ? o->level : DIAG_ERROR) ? 1
                                                                                 : 0;
    layout_drop(b.layout);
    if (b.styles)
        styles_drop(b.styles);
    doc_drop(b.doc);
    diag_drop(b.diag);
    arena_drop(b.arena);
    return status;
}
