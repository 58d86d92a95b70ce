/* The locale: terms, date formats and options of en-US, of the language, of the dialect, and then of the style itself, each over the one
 * before. */
#include "cite/internal.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>

static char *prop(struct arena *a, xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetProp(n, BAD_CAST name);
    char *s = v ? arena_strdup(a, (const char *)v) : NULL;
    xmlFree(v);
    return s;
}

static char *content(struct arena *a, xmlNode *n)
{
    xmlChar *v = xmlNodeGetContent(n);
    char *s = arena_strdup(a, v ? (const char *)v : "");
    xmlFree(v);
    return s;
}

static char *trimmed(struct arena *a, xmlNode *n)
{
    char *s = content(a, n);
    if (strspn(s, " \t\n\r") == strlen(s))
        return arena_strdup(a, "");
    return s;
}

static bool is_ordinal(const char *name)
{
    return strcmp(name, "ordinal") == 0 || (strncmp(name, "ordinal-", 8) == 0);
}

static void put_term(struct locale *l, struct arena *a, xmlNode *n)
{
    char *name = prop(a, n, "name"), *form = prop(a, n, "form"), *gender_form = prop(a, n, "gender-form");
    if (!name)
        return;
    struct term *t = arena_alloc(a, sizeof *t);
    t->gender = prop(a, n, "gender");
    t->match = prop(a, n, "match");
    for (xmlNode *k = n->children; k; k = k->next) {
        if (k->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp((const char *)k->name, "single") == 0)
            t->single = trimmed(a, k);
        else if (strcmp((const char *)k->name, "multiple") == 0)
            t->multiple = trimmed(a, k);
    }
    if (!t->single && !t->multiple)
        t->single = t->multiple = trimmed(a, n);
    if (!t->single)
        t->single = t->multiple;
    if (!t->multiple)
        t->multiple = t->single;
    map_put(l->terms, arena_printf(a, "%s|%s|%s", name, form ? form : "long", gender_form ? gender_form : ""), t);
}

/* Ordinals are one set: who defines any defines all. */
static void forget_ordinals(struct locale *l)
{
    struct map *kept = map_new();
    for (size_t i = 0; i < map_count(l->terms); i++) {
        void *value;
        const char *key = map_at(l->terms, i, &value);
        if (strncmp(key, "ordinal|", 8) != 0 && strncmp(key, "ordinal-", 8) != 0)
            map_put(kept, key, value);
    }
    map_drop(l->terms);
    l->terms = kept;
}

static void put_terms(struct locale *l, struct arena *a, xmlNode *terms)
{
    bool forgotten = false;
    for (xmlNode *k = terms->children; k; k = k->next) {
        if (k->type != XML_ELEMENT_NODE || strcmp((const char *)k->name, "term") != 0)
            continue;
        xmlChar *name = xmlGetProp(k, BAD_CAST "name");
        if (!forgotten && name && is_ordinal((const char *)name)) {
            forget_ordinals(l);
            forgotten = true;
        }
        xmlFree(name);
        put_term(l, a, k);
    }
}

static void put_locale(struct locale *l, struct arena *a, xmlNode *node)
{
    for (xmlNode *k = node->children; k; k = k->next) {
        if (k->type != XML_ELEMENT_NODE)
            continue;
        const char *name = (const char *)k->name;
        if (strcmp(name, "terms") == 0) {
            put_terms(l, a, k);
        } else if (strcmp(name, "date") == 0) {
            struct elem *e = elem_read(a, k, NULL);
            l->dates[attr_is(e, ATTR_FORM, "numeric") ? DATE_NUMERIC : DATE_TEXT] = e;
        } else if (strcmp(name, "style-options") == 0) {
            struct elem *e = elem_read(a, k, NULL);
            if (e->a[ATTR_PUNCTUATION_IN_QUOTE])
                l->punctuation_in_quote = attr_is(e, ATTR_PUNCTUATION_IN_QUOTE, "true");
            if (e->a[ATTR_LIMIT_DAY_ORDINALS])
                l->limit_day_ordinals = attr_is(e, ATTR_LIMIT_DAY_ORDINALS, "true");
        }
    }
}

static bool put_file(struct locale *l, struct arena *a, const char *dir, const char *lang)
{
    struct buf b = {0};
    if (strchr(lang, '/') || !file_read(arena_printf(a, "%s/locales-%s.xml", dir, lang), &b, 8u << 20)) {
        buf_drop(&b);
        return false;
    }
    xmlDoc *doc = xmlReadMemory(b.data ? b.data : "", (int)b.len, "locale", NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    buf_drop(&b);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (root) {
        l->punctuation_in_quote = l->limit_day_ordinals = false;
        put_locale(l, a, root);
    }
    xmlFreeDoc(doc);
    return root != NULL;
}

/* The dialect that stands for a language. */
static const char *primary(const char *lang)
{
    static const char *const table[][2] = {
        {"af", "af-ZA"}, {"ar", "ar"},    {"bg", "bg-BG"}, {"ca", "ca-AD"}, {"cs", "cs-CZ"}, {"cy", "cy-GB"},
        {"da", "da-DK"}, {"de", "de-DE"}, {"el", "el-GR"}, {"en", "en-US"}, {"es", "es-ES"}, {"et", "et-EE"},
        {"eu", "eu"},    {"fa", "fa-IR"}, {"fi", "fi-FI"}, {"fr", "fr-FR"}, {"he", "he-IL"}, {"hi", "hi-IN"},
        {"hr", "hr-HR"}, {"hu", "hu-HU"}, {"id", "id-ID"}, {"is", "is-IS"}, {"it", "it-IT"}, {"ja", "ja-JP"},
        {"km", "km-KH"}, {"ko", "ko-KR"}, {"la", "la"},    {"lt", "lt-LT"}, {"lv", "lv-LV"}, {"mn", "mn-MN"},
        {"nb", "nb-NO"}, {"nl", "nl-NL"}, {"nn", "nn-NO"}, {"pl", "pl-PL"}, {"pt", "pt-PT"}, {"ro", "ro-RO"},
        {"ru", "ru-RU"}, {"sk", "sk-SK"}, {"sl", "sl-SI"}, {"sr", "sr-RS"}, {"sv", "sv-SE"}, {"th", "th-TH"},
        {"tr", "tr-TR"}, {"uk", "uk-UA"}, {"vi", "vi-VN"}, {"zh", "zh-CN"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strncmp(lang, table[i][0], 2) == 0 && (!lang[2] || lang[2] == '-' || lang[2] == '_'))
            return table[i][1];
    return NULL;
}

static void put_style_locales(struct locale *l, struct arena *a, xmlNode *style, int pass)
{
    for (xmlNode *k = style->children; k; k = k->next) {
        if (k->type != XML_ELEMENT_NODE || strcmp((const char *)k->name, "locale") != 0)
            continue;
        xmlChar *x = xmlGetProp(k, BAD_CAST "lang");
        const char *lang = x ? (const char *)x : "";
        bool none = !*lang, whole = strcmp(lang, l->lang) == 0,
             language = strlen(lang) == 2 && strncmp(lang, l->lang, 2) == 0;
        if ((pass == 0 && none) || (pass == 1 && language && !whole) || (pass == 2 && whole))
            put_locale(l, a, k);
        xmlFree(x);
    }
}

/* Where no locale is installed, a style that brings its own still works: its English is the ground. */
static bool put_style_english(struct locale *l, struct arena *a, xmlNode *style)
{
    bool any = false;
    for (xmlNode *k = style->children; k; k = k->next) {
        if (k->type != XML_ELEMENT_NODE || strcmp((const char *)k->name, "locale") != 0)
            continue;
        xmlChar *x = xmlGetProp(k, BAD_CAST "lang");
        bool is_english = x && strcmp((const char *)x, "en") == 0;
        if (is_english)
            put_locale(l, a, k);
        any = any || is_english;
        xmlFree(x);
    }
    return any;
}

bool locale_load(struct cite *c, const struct cite_options *o, void *style_root, char **error)
{
    struct locale *l = &c->locale;
    const char *dir = o->locales_dir ? o->locales_dir : "/usr/share/citation-style-language/locales";
    const char *lang = o->locale && *o->locale ? o->locale : "en-US";
    l->terms = map_new();
    bool any = put_file(l, c->arena, dir, "en-US") || put_style_english(l, c->arena, style_root);
    const char *main = primary(lang);
    if (strlen(lang) == 2 && main)
        lang = main;
    l->lang = arena_strdup(c->arena, lang);
    if (main && strcmp(main, "en-US") != 0)
        any = put_file(l, c->arena, dir, main) || any;
    if ((!main || strcmp(main, lang) != 0) && strcmp(lang, "en-US") != 0)
        any = put_file(l, c->arena, dir, lang) || any;
    if (!any) {
        struct buf m = {0};
        buf_addf(&m, "no locale files in %s (Debian: citation-style-language-locales)", dir);
        *error = m.data;
        return false;
    }
    for (int pass = 0; pass < 3; pass++)
        put_style_locales(l, c->arena, style_root, pass);
    return true;
}

const struct term *locale_find(const struct locale *l, const char *name, const char *form, const char *gender)
{
    char key[160];
    int n = snprintf(key, sizeof key, "%s|%s|%s", name, form, gender ? gender : "");
    return n > 0 && (size_t)n < sizeof key ? map_find(l->terms, key) : NULL;
}

const char *locale_term(const struct locale *l, const char *name, const char *form, bool plural)
{
    form = form && *form ? form : "long";
    for (int i = 0; i < 4; i++) {
        const struct term *t = locale_find(l, name, form, NULL);
        if (t)
            return plural ? t->multiple : t->single;
        if (strcmp(form, "verb-short") == 0)
            form = "verb";
        else if (strcmp(form, "symbol") == 0)
            form = "short";
        else if (strcmp(form, "long") != 0)
            form = "long";
        else
            break;
    }
    return NULL;
}
