/* cite: records as citations or a bibliography in a style of the Citation Style Language. */
#include "cmd/cmd.h"

#include "cite/cite.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct call {
    const char *csl, *locale, *mode, *format, *items, *styles, *locales, *refs;
    bool help, links;
};

static void help(FILE *out)
{
    fputs("usage: dossier cite --csl STYLE [--locale fr-FR] [--mode citation|bibliography] [--format html|text]\n"
          "                    [--items ITEMS.json] [--links] REFS.json\n"
          "\n"
          "  --csl STYLE         a CSL file, one of ours (iso690, iso690-author-date, iso690-note), or the name of one "
          "installed (apa)\n"
          "  --locale LANG       words, dates and quotes of this language (what the style says, else en-US)\n"
          "  --mode MODE         bibliography (every record) or citation (all in one cluster)\n"
          "  --format FORMAT     text or html\n"
          "  --items FILE        clusters of cites: a list of lists of {\"id\", \"locator\", \"label\", \"prefix\", "
          "\"suffix\"}\n"
          "  --links             addresses are links in the HTML\n"
          "  --styles DIR, --locales DIR   where styles and locales are\n",
          out);
}

static bool one_of(const char *value, const char *a, const char *b)
{
    return strcmp(value, a) == 0 || strcmp(value, b) == 0;
}

static bool read_call(struct call *k, int argc, char **argv)
{
    *k = (struct call){.mode = "bibliography", .format = "text"};
    const struct {
        const char *name;
        const char **to;
    } values[] = {{"--csl", &k->csl},     {"--locale", &k->locale}, {"--mode", &k->mode},      {"--format", &k->format},
                  {"--items", &k->items}, {"--styles", &k->styles}, {"--locales", &k->locales}};
    for (int i = 2; i < argc; i++) {
        size_t v = 0;
        while (v < sizeof values / sizeof *values && !option_value(argc, argv, &i, values[v].name, values[v].to))
            v++;
        if (v < sizeof values / sizeof *values) {
            if (!**values[v].to)
                return usage_error("cite", "a value is missing after", values[v].name);
        } else if (strcmp(argv[i], "--help") == 0) {
            return k->help = true;
        } else if (strcmp(argv[i], "--links") == 0) {
            k->links = true;
        } else if (argv[i][0] == '-' && argv[i][1]) {
            return usage_error("cite", "unknown option", argv[i]);
        } else if (k->refs) {
            return usage_error("cite", "one REFS.json at a time, not also", argv[i]);
        } else {
            k->refs = argv[i];
        }
    }
    if (!k->csl)
        return usage_error("cite", "which style? Give --csl", NULL);
    if (!k->refs)
        return usage_error("cite", "which REFS.json?", NULL);
    if (!one_of(k->mode, "citation", "bibliography"))
        return usage_error("cite", "--mode wants citation or bibliography, not", k->mode);
    if (!one_of(k->format, "html", "text"))
        return usage_error("cite", "--format wants html or text, not", k->format);
    return true;
}

typedef bool add_fn(struct cite *c, const char *json, size_t n, char **error);

static bool add_file(struct cite *c, const char *path, add_fn *add, struct diag *d)
{
    struct buf b = {0};
    char *error = NULL;
    bool good = file_read(path, &b, 256u << 20);
    if (!good)
        diag_add(d, D_FILE_READ, (struct src){path, 0, 0}, "cannot read: %s", strerror(errno));
    else if (!(good = add(c, b.data ? b.data : "", b.len, &error)))
        diag_add(d, D_CITE_RECORDS, (struct src){path, 0, 0}, "%s", error ? error : "");
    free(error);
    buf_drop(&b);
    return good;
}

static void put(const struct cite *c, const struct call *k, const struct cite_text *t, struct buf *out)
{
    if (strcmp(k->format, "html") == 0)
        cite_write_html(out, c, t, k->links);
    else
        cite_write_text(out, t);
}

static void write_bibliography(const struct cite *c, const struct call *k, struct buf *out)
{
    bool html = strcmp(k->format, "html") == 0;
    buf_adds(out, html ? "<div class=\"csl-bib-body\">\n" : "");
    for (size_t i = 0; i < cite_entry_count(c); i++) {
        buf_adds(out, html ? "  <div class=\"csl-entry\">" : "");
        put(c, k, cite_entry(c, i), out);
        buf_adds(out, html ? "</div>\n" : "\n");
    }
    buf_adds(out, html ? "</div>\n" : "");
}

static bool work(struct cite *c, const struct call *k, struct diag *d)
{
    if (!add_file(c, k->refs, cite_add_items, d) || (k->items && !add_file(c, k->items, cite_add_clusters, d)))
        return false;
    if (!k->items)
        cite_add_whole_cluster(c);
    cite_process(c);
    struct buf out = {0};
    if (strcmp(k->mode, "bibliography") == 0) {
        if (!cite_has_bibliography(c))
            diag_add(d, D_CITE_NO_LIST, (struct src){k->csl, 0, 0}, "this style has no bibliography");
        write_bibliography(c, k, &out);
    }
    for (size_t i = 0; strcmp(k->mode, "citation") == 0 && i < cite_cluster_count(c); i++) {
        put(c, k, cite_cluster(c, i), &out);
        buf_addc(&out, '\n');
    }
    fwrite(out.data ? out.data : "", 1, out.len, stdout);
    buf_drop(&out);
    return !diag_failed(d);
}

int cite_run(int argc, char **argv)
{
    struct call k;
    if (!read_call(&k, argc, argv))
        return 2;
    if (k.help) {
        help(stdout);
        return 0;
    }
    struct diag *d = diag_new(stderr, DIAG_TEXT, isatty(STDERR_FILENO), DIAG_WARNING);
    char *error = NULL;
    struct data_paths paths = {0};
    struct arena *arena = arena_new();
    data_paths_find(&paths, arena);
    struct cite_options o = {
        .style = k.csl, .locale = k.locale, .house_dir = paths.styles, .styles_dir = k.styles, .locales_dir = k.locales};
    struct cite *c = cite_open(&o, &error);
    arena_drop(arena);
    if (!c)
        diag_add(d, D_CITE_STYLE, (struct src){k.csl, 0, 0}, "%s", error ? error : "");
    free(error);
    bool good = c && work(c, &k, d);
    diag_finish(d);
    int status = diag_count(d, DIAG_FATAL) ? 2 : good ? 0 : 1;
    cite_drop(c);
    diag_drop(d);
    return status;
}
