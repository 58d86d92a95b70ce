/* The tree as indented text, for people and for the tests' expected files: --dump=doc. */
#include "doc/internal.h"

#include <string.h>

static void quoted(FILE *out, const char *s)
{
    fputc('"', out);
    for (; *s; s++) {
        if (*s == '\n')
            fputs("\\n", out);
        else if (*s == '"' || *s == '\\')
            fprintf(out, "\\%c", *s);
        else if (!strncmp(s, "\xC2\xA0", 2)) { /* spaces that look like others */
            fputs("\\~", out);
            s++;
        } else if (!strncmp(s, "\xE2\x80\xAF", 3)) {
            fputs("\\_", out);
            s += 2;
        } else
            fputc(*s, out);
    }
    fputc('"', out);
}

static void dump_node(const struct node *n, const char *lang, int depth, FILE *out)
{
    fprintf(out, "%*s%s", 2 * depth, "", n->kind == NODE_TEXT ? "" : node_name(n->kind));
    if (n->kind == NODE_TEXT)
        quoted(out, n->text);
    if (n->id)
        fprintf(out, " #%s", n->id);
    if (n->number)
        fprintf(out, " number=%d", n->number);
    if (strcmp(n->lang, lang))
        fprintf(out, " lang=%s", n->lang);
    for (const struct attr *a = n->attrs; a; a = a->next) {
        fprintf(out, " %s=", a->name);
        quoted(out, a->value);
    }
    if (n->kind == NODE_CLAIM || n->kind == NODE_Q || n->kind == NODE_REDACT || n->kind == NODE_IMG)
        fputs(n->block ? " block" : " inline", out);
    if (n->target)
        fprintf(out, " -> %s #%s", node_name(n->target->kind), n->target->id ? n->target->id : "");
    for (int32_t i = 0; i < n->n_targets; i++)
        fprintf(out, "%s#%s", i ? "," : " => ", n->targets[i]->id ? n->targets[i]->id : "");
    if (n->image)
        fprintf(out, " image=%s %dx%d", n->image->href, n->image->px_w, n->image->px_h);
    if (n->chart)
        fprintf(out, " series=%zu", n->chart->n);
    if (n->source)
        fprintf(out, " source=%s", n->source->id);
    fputc('\n', out);
    for (const struct node *c = n->child; c; c = c->next)
        dump_node(c, n->lang, depth + 1, out);
}

static void dump_string(FILE *out, const char *name, const char *value)
{
    if (!value)
        return;
    fprintf(out, "%s: ", name);
    quoted(out, value);
    fputc('\n', out);
}

void doc_dump(const struct doc *doc, FILE *out)
{
    dump_string(out, "title", doc->title);
    dump_string(out, "subtitle", doc->subtitle);
    dump_string(out, "author", doc->author);
    dump_string(out, "publisher", doc->publisher);
    dump_string(out, "date", doc->date);
    dump_string(out, "rights", doc->rights);
    dump_string(out, "abstract", doc->abstract);
    for (int32_t i = 0; i < doc->n_keywords; i++)
        dump_string(out, "keyword", doc->keywords[i]);
    dump_string(out, "stylesheet", doc->stylesheet);
    for (int32_t i = 0; i < doc->n_sources; i++) {
        const struct source *s = &doc->sources[i];
        fprintf(out, "source %d #%s cited=%d%s%s ", s->label, s->id, s->n_cited, s->kind ? " kind=" : "",
                s->kind ? s->kind : "");
        quoted(out, s->title ? s->title : "");
        fputc('\n', out);
    }
    if (doc->tree)
        dump_node(doc->tree, "", 0, out);
}
