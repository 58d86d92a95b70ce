/* What was found, as lines for people: a name, then what it is. Labels of pages that count on are one range. */
#include "cmd/inspect.h"
#include "style/style.h"

#include <stdlib.h>
#include <string.h>

static bool counts_on(const char *a, const char *b)
{
    size_t n = strspn(a, "0123456789"), m = strspn(b, "0123456789");

    if (n && m && !a[n] && !b[m])
        return n < 9 && m < 9 && atoi(b) == atoi(a) + 1;
    bool upper = *a < 'a';
    int32_t first = style_roman_value(a, upper);
    return first && style_roman_value(b, upper) == first + 1;
}

static void print_labels(const json_t *labels, FILE *out)
{
    size_t n = json_array_size(labels);
    const char *between = "";

    for (size_t i = 0, to; i < n; i = to + 1) {
        for (to = i; to + 1 < n && counts_on(json_string_value(json_array_get(labels, to)),
                                             json_string_value(json_array_get(labels, to + 1)));)
            to++;
        const char *from = json_string_value(json_array_get(labels, i));
        fprintf(out, "%s%s", between, *from ? from : "(none)");
        if (to > i)
            fprintf(out, "–%s", json_string_value(json_array_get(labels, to)));
        between = ", ";
    }
    fputc('\n', out);
}

/* One line of text, whatever control characters the file put into it. */
static void print_text(const char *s, FILE *out)
{
    for (; *s; s++)
        fputc((unsigned char)*s < ' ' || *s == 127 ? ' ' : *s, out);
}

static void print_scalar(const json_t *v, FILE *out)
{
    if (json_is_string(v))
        print_text(json_string_value(v), out);
    else if (json_is_integer(v))
        fprintf(out, "%lld", (long long)json_integer_value(v));
    else
        fputs(json_is_true(v) ? "yes" : "no", out);
}

static void print_name(const char *name, FILE *out)
{
    fprintf(out, "%-14s", name);
}

/* An attachment, a font: the first on the line, the others after it. */
static void print_record(const json_t *o, FILE *out)
{
    const char *key, *between = "";
    json_t *v;

    json_object_foreach((json_t *)(uintptr_t)o, key, v)
    {
        fputs(between, out);
        if (json_is_boolean(v))
            fprintf(out, "%s%s", json_is_true(v) ? "" : "not ", key);
        else
            print_scalar(v, out);
        if (!strcmp(key, "bytes"))
            fputs(" bytes", out);
        between = ", ";
    }
    fputc('\n', out);
}

static void print_counts(const json_t *o, FILE *out)
{
    const char *key, *between = "";
    json_t *v;

    json_object_foreach((json_t *)(uintptr_t)o, key, v)
    {
        fputs(between, out);
        print_text(key, out);
        fputc(' ', out);
        print_scalar(v, out);
        between = ", ";
    }
    fputc('\n', out);
}

void inspect_print(const json_t *o, FILE *out)
{
    const char *key;
    json_t *v;

    json_object_foreach((json_t *)(uintptr_t)o, key, v)
    {
        if (json_is_object(v)) {
            print_name(key, out);
            print_counts(v, out);
        } else if (json_is_array(v) && !strcmp(key, "labels")) {
            print_name(key, out);
            print_labels(v, out);
        } else if (json_is_array(v)) {
            for (size_t i = 0; i < json_array_size(v); i++) {
                const json_t *one = json_array_get(v, i);
                print_name(i ? "" : key, out);
                if (json_is_object(one)) {
                    print_record(one, out);
                    continue;
                }
                print_scalar(one, out);
                fputc('\n', out);
            }
        } else {
            print_name(key, out);
            print_scalar(v, out);
            fputc('\n', out);
        }
    }
}
