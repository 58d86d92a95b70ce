/* The list of what is attached, as a machine wants it: RO-Crate 1.1 (JSON-LD of schema.org), the dossier's own description with it. It says
 * nothing that the PDF does not say. */
#include "cmd/attach.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void say(json_t *o, const char *key, const char *v)
{
    if (v && *v)
        json_object_set_new(o, key, json_string(v));
}

static json_t *reference(const char *id)
{
    return json_pack("{s:s}", "@id", id);
}

/* false: it can't be read, and pdf_write will say so. */
static bool add_file(json_t *graph, json_t *parts, const struct pdf_attachment *a)
{
    struct buf b = {0};
    uint8_t sum[32];
    char hex[65];

    if (!file_read(a->path, &b, 0))
        return false;
    sha256(b.data ? b.data : "", b.len, sum);
    sha256_hex(sum, hex);
    json_t *o = json_pack("{s:s,s:s,s:s,s:s,s:s}", "@id", a->name, "@type", "File", "name", a->says ? a->says : a->name,
                          "encodingFormat", a->type, "sha256", hex);
    if (o) {
        json_object_set_new(o, "contentSize", json_sprintf("%zu", b.len));
        json_array_append_new(graph, o);
        json_array_append_new(parts, reference(a->name));
    }
    buf_drop(&b);
    return true;
}

static json_t *root_of(const struct doc *doc, json_t *parts)
{
    json_t *root = json_pack("{s:s,s:s}", "@id", "./", "@type", "Dataset");

    say(root, "name", doc->title);
    say(root, "description", doc->abstract);
    say(root, "author", doc->author);
    say(root, "publisher", doc->publisher);
    say(root, "datePublished", doc->date);
    say(root, "inLanguage", doc->lang);
    say(root, "identifier", doc->identifier);
    say(root, "license", doc->rights);
    if (doc->n_keywords) {
        json_t *words = json_array();
        for (int32_t i = 0; i < doc->n_keywords; i++)
            json_array_append_new(words, json_string(doc->keywords[i]));
        json_object_set_new(root, "keywords", words);
    }
    json_object_set_new(root, "hasPart", parts);
    return root;
}

char *attach_manifest(const struct doc *doc, const struct pdf_attachment *files, size_t n)
{
    json_t *graph = json_array(), *parts = json_array();
    json_t *self = json_pack("{s:s,s:s,s:{s:s},s:{s:s}}", "@id", "ro-crate-metadata.json", "@type", "CreativeWork",
                             "conformsTo", "@id", "https://w3id.org/ro/crate/1.1", "about", "@id", "./");

    json_array_append_new(graph, self);
    bool ok = true;
    for (size_t i = 0; i < n && ok; i++)
        ok = add_file(graph, parts, files + i);
    json_array_insert_new(graph, 1, root_of(doc, parts));
    json_t *crate = json_pack("{s:s,s:o}", "@context", "https://w3id.org/ro/crate/1.1/context", "@graph", graph);
    char *text = ok ? json_dumps(crate, JSON_INDENT(1)) : NULL;
    json_decref(crate);
    return text;
}
