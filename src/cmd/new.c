/* new: a dossier to begin with: one of the sample dossiers, copied into a folder of its own with the schema beside it. */
#include "cmd/cmd.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 4 };
static const struct shape {
    const char *name, *what, *files[FILES_MAX]; /* the first is the dossier */
} shapes[] = {
    {"minutes", "minutes of a meeting: who, points kept, a long table, dates", {"compte-rendu.xml"}},
    {"article",
     "a press article: claims with their authors, figures, a chart",
     {"article.xml", "article-sources.json", "images/brumath.svg"}},
    {"institution", "an institution's page: key figures, projects, a timeline", {"institution.xml"}},
    {"opinion", "a review of opinions: clippings, and what each allows one to say", {"opinion.xml"}},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

struct making {
    struct arena *arena;
    struct data_paths paths;
    const char *dir;
};

static void help(FILE *out)
{
    fputs("usage: dossier new SHAPE [DIR]\n\nmakes DIR (its name is SHAPE's) with a dossier to change word by word. "
          "SHAPE is one of\n\n",
          out);
    for (int i = 0; i < SHAPES; i++)
        fprintf(out, "  %-12s %s\n", shapes[i].name, shapes[i].what);
}

static bool failed(const char *what, const char *path)
{
    fprintf(stderr, "%s: fatal: cannot %s: %s\n", path, what, strerror(errno));
    return false;
}

/* The schema that the sample names lies elsewhere once it is copied: beside it. */
static void name_schema(struct buf *text)
{
    static const char was[] = "../../src/doc/dossier.rng", now[] = "dossier.rng";
    char *at = text->len ? strstr(text->data, was) : NULL;
    if (!at)
        return;
    size_t tail = text->len - (size_t)(at - text->data) - (sizeof was - 1);
    memmove(at + sizeof now - 1, at + sizeof was - 1, tail + 1);
    memcpy(at, now, sizeof now - 1);
    text->len -= sizeof was - sizeof now;
}

static const char *target_of(struct making *m, const char *name)
{
    return arena_printf(m->arena, "%s/%s", m->dir, name);
}

static bool copy(struct making *m, const char *from, const char *name, bool dossier)
{
    const char *to = target_of(m, name);
    struct buf text = {0};
    bool ok = file_read(from, &text, 0) || failed("read", from);
    if (ok && dossier)
        name_schema(&text);
    ok = ok && (path_mkdirs(path_dir(m->arena, to)) || failed("make the folder of", to));
    struct outfile *o = ok ? outfile_open(to) : NULL;
    if (ok && (!o || !outfile_write(o, text.data, text.len))) {
        ok = failed("write", to);
        outfile_abandon(o);
    } else if (ok) {
        ok = outfile_commit(o) || failed("write", to);
    }
    buf_drop(&text);
    return ok;
}

/* Nothing that is there is written over: all targets are looked at before the first is made. */
static bool all_free(struct making *m, const struct shape *s)
{
    for (int i = 0; i < FILES_MAX && s->files[i]; i++)
        if (access(target_of(m, s->files[i]), F_OK) == 0)
            return usage_error("new", "it is there already:", target_of(m, s->files[i]));
    return access(target_of(m, "dossier.rng"), F_OK) != 0 ||
           usage_error("new", "it is there already:", target_of(m, "dossier.rng"));
}

static bool make(struct making *m, const struct shape *s)
{
    if (!all_free(m, s))
        return false;
    for (int i = 0; i < FILES_MAX && s->files[i]; i++)
        if (!copy(m, arena_printf(m->arena, "%s/%s", m->paths.templates, s->files[i]), s->files[i], i == 0))
            return false;
    return copy(m, m->paths.schema, "dossier.rng", false);
}

/* As a shell reads it. */
static void print_quoted(const char *word)
{
    static const char plain[] = "/.-_+:,@%=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    if (word[strspn(word, plain)] == 0) {
        fputs(word, stdout);
        return;
    }
    putchar('\'');
    for (; *word; word++)
        if (*word == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*word);
    putchar('\'');
}

static void say_what_next(const char *program, const char *file)
{
    printf("%s is yours to change. Then:\n    ", file);
    print_quoted(program);
    fputs(" build ", stdout);
    print_quoted(file);
    putchar('\n');
}

static const struct shape *shape_named(const char *name)
{
    for (int i = 0; i < SHAPES; i++)
        if (strcmp(name, shapes[i].name) == 0)
            return &shapes[i];
    return NULL;
}

int new_run(int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            help(stdout);
            return 0;
        }
        if (argv[i][0] == '-')
            return usage_error("new", "unknown option", argv[i]), 2;
    }
    if (argc < 3) {
        help(stderr);
        return 2;
    }
    const struct shape *s = shape_named(argv[2]);
    if (!s)
        return usage_error("new", "SHAPE is minutes, article, institution or opinion, not", argv[2]), 2;
    if (argc > 4)
        return usage_error("new", "one DIR at a time, not also", argv[4]), 2;
    if (argc == 4 && !*argv[3])
        return usage_error("new", "DIR has no name", NULL), 2;
    struct making m = {.arena = arena_new(), .dir = argc == 4 ? argv[3] : s->name};
    data_paths_find(&m.paths, m.arena);
    bool ok = make(&m, s);
    if (ok)
        say_what_next(argv[0], target_of(&m, s->files[0]));
    arena_drop(m.arena);
    return ok ? 0 : 2;
}
