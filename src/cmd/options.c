/* Reads the command line. */
#include "cmd/cmd.h"
#include "style/style.h"

#include <string.h>

void options_help(FILE *out)
{
    fputs("usage: dossier build FILE.xml [-o DIR] [--pdf] [--epub] [--style FILE.css] [--paper NAME] [--audience NAME] [--attach]\n"
          "       dossier check FILE.xml [--format=json|sarif] [--level=hint|warning|error]\n"
          "       dossier seal FILE.xml [--again]\n"
          "       dossier sources FILE.xml [--format=table|csl-json|csv]\n"
          "       dossier new minutes|article|institution|opinion [DIR]\n"
          "       dossier inspect FILE.pdf|FILE.epub [--json]\n"
          "       dossier cite --csl STYLE [--locale LANG] [--mode citation|bibliography] REFS.json   (see dossier cite --help)\n"
          "\n"
          "  -o DIR              write DIR/FILE.pdf and DIR/FILE.epub (DIR is out)\n"
          "  --pdf, --epub       write that one only\n"
          "  --style FILE.css    use this style sheet (briefing.css, illustrated.css, report.css, large-print.css, or your own)\n"
          "  --paper NAME        print on A4, A5, letter ... instead of the sheet's size\n"
          "  --csl STYLE         set sources and cites in this style: a CSL file, or the name of an installed one\n"
          "  --audience NAME     build for this audience: its passages stay in, its redactions are open\n"
          "  --attach            put the dossier's source and captured files into the PDF (PDF/A-3a)\n"
          "  --root DIR          let the dossier read files below DIR (its own folder)\n"
          "  --dump=STAGE        print a stage and write nothing: doc, style, lines, pages, tags\n"
          "  --format=FORMAT     print what is wrong as json or sarif; sources: list as table, csl-json or csv\n"
          "  --level=LEVEL       check: say no less than hint, warning or error, and fail (status 1) from there on\n"
          "  --again             seal: record the hash of a captured file that has changed\n"
          "  -q                  errors only; -v: say what is being done, and all of many equal warnings\n"
          "  --help, --version\n",
        out);
}

static bool read_dump(struct options *o, const char *v)
{
    static const char *const names[] = {"", "doc", "style", "lines", "pages", "tags"};
    for (size_t k = 1; k < sizeof names / sizeof *names; k++)
        if (strcmp(v, names[k]) == 0) {
            o->dump = (enum dump)k;
            return true;
        }
    return usage_error(NULL, "--dump wants doc, style, lines, pages or tags, not", v);
}

static int place_in(const char *v, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (strcmp(v, names[i]) == 0)
            return i;
    return -1;
}

static bool read_format(struct options *o, const char *v)
{
    static const char *const lists[] = {"table", "csl-json", "csv"}, *const formats[] = {"text", "json", "sarif"};
    if (o->command == COMMAND_SOURCES) {
        int i = place_in(v, lists, 3);
        o->list = i < 0 ? LIST_TABLE : (enum list_format)i;
        return i >= 0 || usage_error(NULL, "--format wants table, csl-json or csv, not", v);
    }
    int i = place_in(v, formats, 3);
    o->format = i < 0 ? DIAG_TEXT : (enum diag_format)i;
    return i >= 0 || usage_error(NULL, "--format wants text, json or sarif, not", v);
}

static bool read_level(struct options *o, const char *v)
{
    static const char *const names[] = {"hint", "warning", "error"};
    int i = place_in(v, names, 3);
    o->level = i < 0 ? DIAG_HINT : (enum diag_level)i;
    o->leveled = true;
    return i >= 0 || usage_error(NULL, "--level wants hint, warning or error, not", v);
}

static bool read_option(struct options *o, int argc, char **argv, int *i)
{
    const char *a = argv[*i], *v;
    const struct {
        const char *name;
        const char **to;
    } values[] = {{"-o", &o->out_dir}, {"--style", &o->style}, {"--csl", &o->csl}, {"--audience", &o->audience}, {"--root", &o->root}, {"--paper", &o->paper}};
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
        if (option_value(argc, argv, i, values[k].name, values[k].to))
            return **values[k].to ? true : usage_error(NULL, "a value is missing after", values[k].name);
    if (option_value(argc, argv, i, "--dump", &v))
        return read_dump(o, v);
    if (option_value(argc, argv, i, "--format", &v))
        return read_format(o, v);
    if (option_value(argc, argv, i, "--level", &v))
        return read_level(o, v);
    const struct {
        const char *name;
        bool *to;
    } flags[] = {{"--pdf", &o->pdf}, {"--epub", &o->epub}, {"-q", &o->quiet}, {"-v", &o->verbose}, {"--again", &o->again}, {"--attach", &o->attach}};
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++)
        if (strcmp(a, flags[k].name) == 0)
            return *flags[k].to = true;
    return usage_error(NULL, "unknown option", a);
}

static bool read_command(struct options *o, const char *word)
{
    if (strcmp(word, "build") == 0)
        o->command = COMMAND_BUILD;
    else if (strcmp(word, "check") == 0)
        o->command = COMMAND_CHECK;
    else if (strcmp(word, "seal") == 0)
        o->command = COMMAND_SEAL;
    else if (strcmp(word, "sources") == 0)
        o->command = COMMAND_SOURCES;
    else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0)
        o->command = COMMAND_HELP;
    else if (strcmp(word, "--version") == 0)
        o->command = COMMAND_VERSION;
    else
        return usage_error(NULL, "unknown command", word);
    return true;
}

bool options_read(struct options *o, int argc, char **argv)
{
    *o = (struct options){.out_dir = "out"};
    if (argc < 2) {
        options_help(stderr);
        return false;
    }
    if (!read_command(o, argv[1]))
        return false;
    if (o->command == COMMAND_HELP || o->command == COMMAND_VERSION)
        return true;
    bool options = true; /* until "--" */
    for (int i = 2; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
        } else if (options && strcmp(argv[i], "--help") == 0) {
            o->command = COMMAND_HELP;
            return true;
        } else if (options && argv[i][0] == '-' && argv[i][1]) {
            if (!read_option(o, argc, argv, &i))
                return false;
        } else if (o->file) {
            return usage_error(NULL, "one FILE.xml at a time, not also", argv[i]);
        } else {
            o->file = argv[i];
        }
    }
    if (!o->file)
        return usage_error(NULL, "which FILE.xml?", NULL);
    if (strcmp(o->file, "-") == 0)
        return usage_error(NULL, "FILE.xml is a file, since others are looked for beside it, not", "-");
    int32_t w, h;
    if (o->paper && !style_paper(o->paper, &w, &h))
        return usage_error(NULL, "--paper wants A3, A4, A5, A6, B4, B5, letter, legal or ledger, not", o->paper);
    if (!o->pdf && !o->epub)
        o->pdf = o->epub = true;
    return true;
}
