/* Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read: one run, the rules that spoke, their results; what was waived is a
 * result that is suppressed in its source. */
#include "base/diaginternal.h"

#include <glib.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct sarif {
    json_t *rules, *results;
    struct map *index; /* code -> place in rules + 1 */
};

struct sarif *sarif_new(void)
{
    struct sarif *s = xcalloc(1, sizeof *s);
    s->rules = json_array();
    s->results = json_array();
    s->index = map_new();
    return s;
}

void sarif_drop(struct sarif *s)
{
    if (!s)
        return;
    json_decref(s->rules);
    json_decref(s->results);
    map_drop(s->index);
    free(s);
}

static json_t *text(const char *s)
{
    return json_pack("{s:s}", "text", s);
}

static size_t rule_of(struct sarif *s, const char *code, const char *level, const char *advice)
{
    size_t at = (size_t)(uintptr_t)map_find(s->index, code);
    if (at)
        return at - 1;
    json_array_append_new(s->rules, json_pack("{s:s, s:o, s:{s:s}}", "id", code, "help", text(advice),
                                              "defaultConfiguration", "level", level));
    map_put(s->index, code, (void *)(uintptr_t)json_array_size(s->rules));
    return json_array_size(s->rules) - 1;
}

static json_t *location(struct src src)
{
    char *uri = g_uri_escape_string(src.file, "/", FALSE);
    json_t *place = json_pack("{s:{s:s}}", "artifactLocation", "uri", uri);
    g_free(uri);
    if (src.line > 0) {
        json_t *region = json_pack("{s:i}", "startLine", (int)src.line);
        if (src.col > 0)
            json_object_set_new(region, "startColumn", json_integer(src.col));
        json_object_set_new(place, "region", region);
    }
    return json_pack("[{s:o}]", "physicalLocation", place);
}

void sarif_add(struct sarif *s, const char *code, const char *level, const char *advice, struct src src,
               const char *message, const char *reason)
{
    size_t rule = rule_of(s, code, level, advice);
    json_t *r = json_pack("{s:s, s:i, s:s}", "ruleId", code, "ruleIndex", (int)rule, "level", level);
    json_t *said = text(message);
    json_object_set_new(r, "message", said ? said : text("(not UTF-8)"));
    if (src.file)
        json_object_set_new(r, "locations", location(src));
    if (reason)
        json_object_set_new(r, "suppressions", json_pack("[{s:s, s:s}]", "kind", "inSource", "justification", reason));
    json_array_append_new(s->results, r);
}

void sarif_print(const struct sarif *s, FILE *out)
{
    json_t *driver = json_pack("{s:s, s:s, s:O}", "name", "dossier", "version", DOSSIER_VERSION, "rules", s->rules);
    json_t *run = json_pack("{s:{s:o}, s:s, s:O}", "tool", "driver", driver, "columnKind", "unicodeCodePoints",
                            "results", s->results);
    json_t *log = json_pack("{s:s, s:s, s:[o]}", "$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version",
                            "2.1.0", "runs", run);
    json_dumpf(log, out, JSON_INDENT(1));
    fputc('\n', out);
    json_decref(log);
}
