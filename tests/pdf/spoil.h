/* Files broken on purpose: a good file is open in memory, one thing in it is changed. */
#ifndef SPOIL_H
#define SPOIL_H

#include "matterhorn.h"

struct spoiler {
    struct mh *m;
    qpdf_data q;
    qpdf_oh root, tree, page;
    bool done; /* the change found its place */
};

static inline qpdf_oh sp_parse(struct spoiler *s, const char *value)
{
    return qpdf_oh_parse(s->q, value);
}
static inline void sp_set(struct spoiler *s, qpdf_oh dict, const char *key, const char *value)
{
    qpdf_oh_replace_key(s->q, mh_dict(s->m, dict), key, sp_parse(s, value));
    s->done = true;
}
static inline void sp_remove(struct spoiler *s, qpdf_oh dict, const char *key)
{
    s->done = mh_there(s->m, dict, key);
    qpdf_oh_remove_key(s->q, mh_dict(s->m, dict), key);
}

/* The nth element (from 0) of a structure type in reading order; null if there is none. */
static inline qpdf_oh sp_elem_from(struct spoiler *s, qpdf_oh e, const char *type, int *nth)
{
    qpdf_oh kids = mh_get(s->m, e, "/K"), found;

    if (!strcmp(mh_get_name(s->m, e, "/S"), type) && (*nth)-- == 0)
        return e;
    int n = qpdf_oh_is_array(s->q, kids) ? mh_count(s->m, kids) : 1;
    for (int i = 0; i < n; i++) {
        qpdf_oh kid = qpdf_oh_is_array(s->q, kids) ? mh_item(s->m, kids, i) : kids;
        if (!qpdf_oh_is_dictionary(s->q, kid) || !mh_there(s->m, kid, "/S"))
            continue;
        found = sp_elem_from(s, kid, type, nth);
        if (qpdf_oh_is_dictionary(s->q, found))
            return found;
    }
    return qpdf_oh_new_null(s->q);
}
static inline qpdf_oh sp_elem(struct spoiler *s, const char *type, int nth)
{
    return sp_elem_from(s, mh_get(s->m, s->tree, "/K"), type, &nth);
}

/* The first object for which test is true; null if none. */
static inline qpdf_oh sp_object(struct spoiler *s, bool (*test)(struct spoiler *s, qpdf_oh oh))
{
    int n = mh_get_int(s->m, qpdf_get_trailer(s->q), "/Size", 0);

    for (int i = 1; i < n; i++) {
        qpdf_oh oh = qpdf_get_object_by_id(s->q, i, 0);
        if (test(s, oh))
            return oh;
    }
    return qpdf_oh_new_null(s->q);
}

static inline qpdf_oh sp_stream(struct spoiler *s, const char *dict, const char *data, size_t n)
{
    qpdf_oh stream = qpdf_oh_new_stream(s->q);

    qpdf_oh_replace_stream_data(s->q, stream, (const unsigned char *)data, n, qpdf_oh_new_null(s->q),
                                qpdf_oh_new_null(s->q));
    qpdf_oh d = sp_parse(s, dict), to = qpdf_oh_get_dict(s->q, stream);
    struct mh_keys keys = mh_keys(s->m, d);
    for (size_t i = 0; i < keys.n; i++)
        qpdf_oh_replace_key(s->q, to, keys.v[i], mh_get(s->m, d, keys.v[i]));
    vec_drop(&keys);
    return stream;
}

/* Replaces the first old in a stream's data by new. */
static inline void sp_edit(struct spoiler *s, qpdf_oh stream, const char *old, const char *new)
{
    struct buf b = {0}, out = {0};

    if (mh_data(s->m, stream, &b)) {
        char *at = memmem(b.data, b.len, old, strlen(old));
        if (at) {
            buf_add(&out, b.data, (size_t)(at - b.data));
            buf_adds(&out, new);
            buf_add(&out, at + strlen(old), b.len - (size_t)(at - b.data) - strlen(old));
            qpdf_oh_replace_stream_data(s->q, stream, (const unsigned char *)out.data, out.len, qpdf_oh_new_null(s->q),
                                        qpdf_oh_new_null(s->q));
            s->done = true;
        }
    }
    buf_drop(&b);
    buf_drop(&out);
}
static inline void sp_page(struct spoiler *s, const char *old, const char *new)
{
    for (int i = 0; i < qpdf_get_num_pages(s->q) && !s->done; i++)
        sp_edit(s, mh_get(s->m, qpdf_get_page_n(s->q, (size_t)i), "/Contents"), old, new);
}
static inline void sp_add(struct spoiler *s, const char *operators) /* at the end of the first page */
{
    qpdf_oh contents = mh_get(s->m, s->page, "/Contents"), both = qpdf_oh_new_array(s->q);

    qpdf_oh_append_item(s->q, both, contents);
    qpdf_oh_append_item(s->q, both,
                        qpdf_make_indirect_object(s->q, sp_stream(s, "<<>>", operators, strlen(operators))));
    qpdf_oh_replace_key(s->q, s->page, "/Contents", both);
    s->done = true;
}

#endif
