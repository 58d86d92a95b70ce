/* Walks a JSON text that jansson has found sound, to say where a value stands: for messages, and for sealing. */
#include "doc/jsonplace.h"

#include <string.h>
#include <strings.h>

const char *json_place_value(const char *p, const char *end)
{
    while (p && p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
        p++;
    return p && p < end ? p : NULL;
}

static const char *string_end(const char *p, const char *end)
{
    for (p++; p < end && *p != '"'; p++)
        p += *p == '\\';
    return p < end ? p + 1 : NULL;
}

const char *json_place_end(const char *value, const char *end)
{
    int depth = 0;
    for (const char *p = value; p && p < end;) {
        if (*p == '"') {
            p = string_end(p, end);
            if (!depth)
                return p;
            continue;
        }
        if (*p == '{' || *p == '[')
            depth++;
        else if ((*p == '}' || *p == ']') && --depth == 0)
            return p + 1;
        else if (!depth)
            return p + strcspn(p, ",]} \t\r\n");
        p++;
    }
    return NULL;
}

/* Past the comma after a value; NULL at the end of what holds it. */
static const char *after_comma(const char *value, const char *end)
{
    const char *p = json_place_value(json_place_end(value, end), end);
    return p && *p == ',' ? json_place_value(p + 1, end) : NULL;
}

const char *json_place_member(const char *object, const char *end, const char *key)
{
    size_t n = strlen(key);
    const char *found = NULL;
    if (!object || *object != '{')
        return NULL;
    for (const char *p = json_place_value(object + 1, end); p && *p == '"';) {
        const char *stop = string_end(p, end), *colon = json_place_value(stop, end);
        const char *value = colon && *colon == ':' ? json_place_value(colon + 1, end) : NULL;
        if (value && stop == p + n + 2 && !memcmp(p + 1, key, n))
            found = value;
        p = value ? after_comma(value, end) : NULL;
    }
    return found;
}

const char *json_place_line(const char *string, const char *end, size_t k)
{
    const char *p = string && *string == '"' ? string + 1 : NULL;
    for (; p && p < end && *p != '"' && k; p++)
        if (*p == '\\' && ++p < end)
            k -= *p == 'n' || (end - p > 5 && !strncasecmp(p, "u000a", 5) && (p += 4));
    while (p && p < end && *p == ' ')
        p++;
    return k ? NULL : p;
}

const char *json_place_first(const char *array, const char *end)
{
    const char *p = array && *array == '[' ? json_place_value(array + 1, end) : NULL;
    return p && *p != ']' ? p : NULL;
}

const char *json_place_next(const char *value, const char *end)
{
    return after_comma(value, end);
}
