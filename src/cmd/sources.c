/* sources: what the dossier rests on: kind, grade, where and by which claims it is cited, the state of its captured files; as a table,
 * CSL-JSON or CSV. Pages are those of the PDF, so the dossier is laid out. */
#include "cmd/cmd.h"

#include "layout/layout.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct listing {
    const struct doc *doc;
    const struct layout *layout;
    struct map **claims; /* by source: ids or places of the claims that rest on it */
};

static const char *or_none(const char *s)
{
    return s ? s : "";
}

/* ---- what rests on a source ---- */

static void add_claim(struct listing *l, const struct node *claim)
{
    const char *list = node_attr(claim, "source");
    struct buf name = {0};
    if (claim->id && strncmp(claim->id, "claim-", 6) != 0) /* else it was made for a link: nobody knows it */
        buf_adds(&name, claim->id);
    else
        buf_addf(&name, "%s:%d", claim->src.file, (int)claim->src.line);
    for (int32_t i = 0; i < l->doc->n_sources; i++)
        if (words_have(list, l->doc->sources[i].id))
            map_put(l->claims[i], name.data, l);
    buf_drop(&name);
}

static void gather(struct listing *l)
{
    l->claims = xcalloc((size_t)l->doc->n_sources + 1, sizeof *l->claims);
    for (int32_t i = 0; i < l->doc->n_sources; i++)
        l->claims[i] = map_new();
    for (int32_t i = 0; i < l->doc->n_nodes; i++)
        if (l->doc->nodes[i]->kind == NODE_CLAIM && !l->doc->nodes[i]->generated)
            add_claim(l, l->doc->nodes[i]);
}

static void drop(struct listing *l)
{
    for (int32_t i = 0; l->claims && i < l->doc->n_sources; i++)
        map_drop(l->claims[i]);
    free(l->claims);
}

static int by_value(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* The labels of the pages that cite it, each once, in their order. */
static struct map *pages_of(const struct listing *l, const struct source *s)
{
    const struct pagemap *m = &l->layout->map;
    struct map *pages = map_new();
    VEC(int32_t) at = {0};
    for (int32_t i = 0; i < s->n_cited; i++) {
        int32_t k = s->cited[i]->index;
        if (k >= 0 && k < m->n_places && m->places[k].page >= 0)
            vec_push(&at, m->places[k].page);
    }
    if (at.n)
        qsort(at.v, at.n, sizeof *at.v, by_value);
    for (size_t i = 0; i < at.n; i++)
        if (*m->pages[at.v[i]].label)
            map_put(pages, m->pages[at.v[i]].label, pages);
    vec_drop(&at);
    return pages;
}

static void join(struct buf *out, const struct map *m, const char *sep)
{
    buf_adds(out, "");
    for (size_t i = 0; i < map_count(m); i++)
        buf_addf(out, "%s%s", i ? sep : "", map_at(m, i, NULL));
}

static void authors(struct buf *out, const struct source *s)
{
    buf_adds(out, "");
    for (int32_t i = 0; i < s->n_author; i++) {
        const struct source_name *n = &s->author[i];
        buf_addf(out, "%s%s%s%s", i ? "; " : "", n->literal ? n->literal : or_none(n->family), n->given ? ", " : "",
                 or_none(n->given));
    }
}

static const char *state_of(const struct listing *l, const struct source *s)
{
    static const char *const names[] = {[SNAPSHOT_NONE] = "none",
                                        [SNAPSHOT_SEALED] = "sealed",
                                        [SNAPSHOT_UNSEALED] = "unsealed",
                                        [SNAPSHOT_CHANGED] = "changed",
                                        [SNAPSHOT_MISSING] = "missing"};
    return names[doc_snapshot_state(l->doc, s)];
}

/* ---- the three forms ---- */

enum { COLUMNS = 8, TITLE_CUT = 48 };

static int width_of(const char *s)
{
    int w = 0;
    for (const char *end = s + strlen(s); s < end;)
        w += utf8_is_cjk(utf8_next(&s, end)) ? 2 : 1;
    return w;
}

static void cut(struct buf *b, int most)
{
    const char *p = b->data, *end = p + b->len;
    for (int w = 0; p < end;) {
        const char *at = p;
        w += utf8_is_cjk(utf8_next(&p, end)) ? 2 : 1;
        if (w >= most && p < end) {
            b->len = (size_t)(at - b->data);
            b->data[b->len] = 0;
            buf_adds(b, "…");
            return;
        }
    }
}

static void print_table(const struct listing *l)
{
    static const char *const heads[COLUMNS] = {"no", "id", "kind", "grade", "cited", "pages", "snapshot", "title"};
    size_t rows = (size_t)l->doc->n_sources + 1;
    struct buf *cells = xcalloc(rows * COLUMNS, sizeof *cells);
    int width[COLUMNS] = {0};
    for (int c = 0; c < COLUMNS; c++)
        buf_adds(&cells[c], heads[c]);
    for (int32_t i = 0; i < l->doc->n_sources; i++) {
        const struct source *s = &l->doc->sources[i];
        struct buf *row = cells + (size_t)(i + 1) * COLUMNS;
        struct map *pages = pages_of(l, s);
        buf_addf(&row[0], "%d", (int)s->label);
        buf_adds(&row[1], s->id);
        buf_adds(&row[2], s->kind ? s->kind : "-");
        buf_adds(&row[3], s->grade ? s->grade : "-");
        buf_addf(&row[4], "%d", (int)s->n_cited);
        join(&row[5], pages, ", ");
        buf_adds(&row[6], state_of(l, s));
        buf_adds(&row[7], or_none(s->title));
        cut(&row[5], 24);
        cut(&row[7], TITLE_CUT);
        map_drop(pages);
    }
    for (size_t i = 0; i < rows * COLUMNS; i++)
        if (width_of(cells[i].data) > width[i % COLUMNS])
            width[i % COLUMNS] = width_of(cells[i].data);
    for (size_t r = 0; r < rows; r++) {
        for (int c = 0; c < COLUMNS; c++) {
            const char *cell = cells[r * COLUMNS + (size_t)c].data;
            printf("%s%*s", cell, c + 1 < COLUMNS ? width[c] - width_of(cell) + 2 : 0, "");
        }
        putchar('\n');
        struct buf claims = {0};
        if (r)
            join(&claims, l->claims[r - 1], ", ");
        if (claims.len)
            printf("    claims: %s\n", claims.data);
        buf_drop(&claims);
    }
    for (size_t i = 0; i < rows * COLUMNS; i++)
        buf_drop(&cells[i]);
    free(cells);
}

/* RFC 4180. */
static void csv_cell(const char *s, bool last)
{
    bool quoted = strpbrk(s, ",\"\r\n") || *s == ' ';
    if (quoted)
        putchar('"');
    for (; *s; s++) {
        if (*s == '"')
            putchar('"');
        putchar(*s);
    }
    if (quoted)
        putchar('"');
    fputs(last ? "\r\n" : ",", stdout);
}

static void print_csv(const struct listing *l)
{
    fputs("number,id,kind,grade,type,author,title,container,publisher,date,accessed,url,archived,cited,pages,claims,"
          "snapshot,"
          "snapshot-files\r\n",
          stdout);
    for (int32_t i = 0; i < l->doc->n_sources; i++) {
        const struct source *s = &l->doc->sources[i];
        struct map *pages = pages_of(l, s);
        struct buf number = {0}, cited = {0}, page = {0}, claims = {0}, author = {0}, files = {0};
        buf_addf(&number, "%d", (int)s->label);
        buf_addf(&cited, "%d", (int)s->n_cited);
        join(&page, pages, " ");
        join(&claims, l->claims[i], " ");
        authors(&author, s);
        buf_adds(&files, "");
        for (int32_t k = 0; k < s->n_snapshot; k++)
            buf_addf(&files, "%s%s %s", k ? "; " : "", or_none(s->snapshot[k].href), or_none(s->snapshot[k].sha256));
        const char *const row[] = {number.data,
                                   s->id,
                                   or_none(s->kind),
                                   or_none(s->grade),
                                   or_none(s->type),
                                   author.data,
                                   or_none(s->title),
                                   or_none(s->container),
                                   or_none(s->publisher),
                                   or_none(s->date),
                                   or_none(s->accessed),
                                   or_none(s->url),
                                   or_none(s->archived),
                                   cited.data,
                                   page.data,
                                   claims.data,
                                   state_of(l, s),
                                   files.data};
        for (size_t c = 0; c < sizeof row / sizeof *row; c++)
            csv_cell(row[c], c + 1 == sizeof row / sizeof *row);
        map_drop(pages);
        struct buf *const all[] = {&number, &cited, &page, &claims, &author, &files};
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            buf_drop(all[k]);
    }
}

static json_t *strings(const struct map *m)
{
    json_t *list = json_array();
    for (size_t i = 0; i < map_count(m); i++)
        json_array_append_new(list, json_string(map_at(m, i, NULL)));
    return list;
}

static void print_json(const struct listing *l)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < l->doc->n_sources; i++) {
        const struct source *s = &l->doc->sources[i];
        json_t *item = source_record(s), *custom = json_object_get(item, "custom");
        struct map *pages = pages_of(l, s);
        json_object_set_new(custom, "number", json_integer(s->label));
        json_object_set_new(custom, "cited", json_integer(s->n_cited));
        json_object_set_new(custom, "pages", strings(pages));
        json_object_set_new(custom, "claims", strings(l->claims[i]));
        json_object_set_new(custom, "snapshot-state", json_string(state_of(l, s)));
        json_array_append_new(list, item);
        map_drop(pages);
    }
    json_dumpf(list, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(list);
}

/* ---- the command ---- */

static void list_sources(const struct options *o, struct listing *l)
{
    gather(l);
    if (o->list == LIST_CSV)
        print_csv(l);
    else if (o->list == LIST_CSL_JSON)
        print_json(l);
    else
        print_table(l);
    drop(l);
}

int sources_run(const struct options *o)
{
    struct arena *arena = arena_new();
    struct data_paths paths;
    data_paths_find(&paths, arena);
    struct diag *diag = diag_new(stderr, DIAG_TEXT, isatty(STDERR_FILENO), DIAG_ERROR);
    struct doc_options how = {.root = o->root, .audience = o->audience, .schema = paths.schema, .styles = paths.styles};
    struct doc *doc = doc_load(o->file, &how, diag);
    struct style_options look = {.sheet = o->style, .styles_dir = paths.styles, .paper = o->paper};
    struct styles *styles = doc ? styles_new(doc, &look, diag) : NULL;
    struct layout_options lay = {.fonts_conf = paths.fonts_conf};
    struct layout *layout = styles && !diag_failed(diag) ? layout_new(doc, styles, &lay, diag) : NULL;
    if (layout && !diag_failed(diag))
        list_sources(o, &(struct listing){.doc = doc, .layout = layout});
    diag_finish(diag);
    int status = diag_count(diag, DIAG_FATAL) ? 2 : diag_failed(diag) ? 1 : 0;
    layout_drop(layout);
    if (styles)
        styles_drop(styles);
    doc_drop(doc);
    diag_drop(diag);
    arena_drop(arena);
    return status;
}
