/* The machine-checkable failure conditions of the Matterhorn Protocol 1.1 (PDF Association, for ISO 14289-1) that can arise in
 * a file of this program, read from the finished file through qpdf and knowing nothing of how it was written. A condition is
 * named as the protocol numbers it. Left out: forms, signatures, optional content, media, XFA, maths (there are none; the
 * condition "unexpected" says so if one comes), Type 1 and Type 3 fonts (likewise).
 * Of PDF/A the cheap conditions are read too. This file is the frame; mh_tree.h reads the structure, mh_content.h the pages,
 * mh_font.h the fonts, mh_file.h the rest, mh_pdfa.h what is PDF/A's alone. */
#ifndef MATTERHORN_H
#define MATTERHORN_H

#include "base/base.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <libxml/parser.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

struct mh_elem {
    qpdf_oh oh;
    int id, parent, first, next; /* object number; elements, -1 */
    const char *type, *std;      /* as written; after the role map */
    bool lang, alt, actual;      /* the language is known here; has an Alt, an ActualText */
    int n_h;                     /* H kids */
};
struct mh_mark {
    int page, mcid, elem;
    bool met; /* on its page */
};
struct mh_objr {
    int object, elem;
};
struct mh_name { /* resources that were met, by object number */
    int id, count;
    bool marks;
};
struct mh_font;

struct mh {
    qpdf_data q;
    struct arena *a;
    FT_Library ft;
    struct buf said;    /* "14-003 words\n"... */
    VEC(char *) failed; /* conditions, each once */
    bool doc_lang;
    VEC(struct mh_elem) elem;
    VEC(struct mh_mark) mark; /* sorted by page, mcid when the pages are read */
    VEC(struct mh_objr) objr;
    VEC(struct mh_name) form;
    VEC(struct mh_font *) font;
    bool h, hn;
    bool cmyk_intent, part3; /* what the file claims for PDF/A */
};

static inline bool mh_has(const struct mh *m, const char *code)
{
    for (size_t i = 0; i < m->failed.n; i++)
        if (!strcmp(m->failed.v[i], code))
            return true;
    return false;
}

/* The first case of a condition is said, the others only prove it again. */
static inline void mh_fail(struct mh *m, const char *code, const char *what, const char *where, int number)
{
    if (mh_has(m, code))
        return;
    vec_push(&m->failed, arena_strdup(m->a, code));
    buf_addf(&m->said, "%s %s (%s, %d)\n", code, what, where ? where : "", number);
}

/* ---- short words for qpdf ---- */
static inline qpdf_oh mh_dict(struct mh *m, qpdf_oh oh)
{
    return qpdf_oh_is_stream(m->q, oh) ? qpdf_oh_get_dict(m->q, oh) : oh;
}
static inline qpdf_oh mh_get(struct mh *m, qpdf_oh oh, const char *key)
{
    oh = mh_dict(m, oh);
    return qpdf_oh_is_dictionary(m->q, oh) ? qpdf_oh_get_key(m->q, oh, key) : qpdf_oh_new_null(m->q);
}
static inline bool mh_there(struct mh *m, qpdf_oh oh, const char *key)
{
    return !qpdf_oh_is_null(m->q, mh_get(m, oh, key));
}
static inline const char *mh_name_of(struct mh *m, qpdf_oh oh) /* without its slash; "" if it is no name */
{
    return qpdf_oh_is_name(m->q, oh) ? arena_strdup(m->a, qpdf_oh_get_name(m->q, oh) + 1) : "";
}
static inline const char *mh_get_name(struct mh *m, qpdf_oh oh, const char *key)
{
    return mh_name_of(m, mh_get(m, oh, key));
}
static inline const char *mh_get_text(struct mh *m, qpdf_oh oh, const char *key) /* NULL if it is no string */
{
    oh = mh_get(m, oh, key);
    return qpdf_oh_is_string(m->q, oh) ? arena_strdup(m->a, qpdf_oh_get_utf8_value(m->q, oh)) : NULL;
}
static inline int mh_get_int(struct mh *m, qpdf_oh oh, const char *key, int otherwise)
{
    oh = mh_get(m, oh, key);
    return qpdf_oh_is_integer(m->q, oh) ? qpdf_oh_get_int_value_as_int(m->q, oh) : otherwise;
}
static inline int mh_id(struct mh *m, qpdf_oh oh)
{
    return qpdf_oh_get_object_id(m->q, oh);
}
static inline int mh_count(struct mh *m, qpdf_oh oh)
{
    return qpdf_oh_is_array(m->q, oh) ? qpdf_oh_get_array_n_items(m->q, oh) : 0;
}
static inline qpdf_oh mh_item(struct mh *m, qpdf_oh oh, int i)
{
    return qpdf_oh_get_array_item(m->q, oh, i);
}
/* Keys without their slash; the names live in the arena. */
struct mh_keys {
    char **v;
    size_t n, cap;
};
static inline struct mh_keys mh_keys(struct mh *m, qpdf_oh oh)
{
    struct mh_keys k = {0};

    oh = mh_dict(m, oh);
    if (!qpdf_oh_is_dictionary(m->q, oh))
        return k;
    qpdf_oh_begin_dict_key_iter(m->q, oh);
    while (qpdf_oh_dict_more_keys(m->q))
        vec_push(&k, arena_strdup(m->a, qpdf_oh_dict_next_key(m->q)));
    return k;
}
static inline bool mh_data(struct mh *m, qpdf_oh stream, struct buf *out)
{
    unsigned char *data = NULL;
    size_t n = 0;

    if (!qpdf_oh_is_stream(m->q, stream) ||
        (qpdf_oh_get_stream_data(m->q, stream, qpdf_dl_all, NULL, &data, &n) & QPDF_ERRORS))
        return false;
    buf_add(out, data, n);
    free(data);
    return true;
}
static inline bool mh_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(word, *list))
            return true;
    return false;
}
#define MH_ONE_OF(word, ...) mh_one_of(word, (const char *const[]){__VA_ARGS__, NULL})

#include "mh_tree.h"

#include "mh_font.h"

#include "mh_content.h"

#include "mh_file.h"

static inline void mh_open(struct mh *m)
{
    *m = (struct mh){.q = qpdf_init(), .a = arena_new()};
    FT_Init_FreeType(&m->ft);
    qpdf_set_suppress_warnings(m->q, QPDF_TRUE);
    qpdf_silence_errors(m->q);
}

/* What fails in the file that m->q has read, as lines in m->said. */
static inline void mh_judge(struct mh *m)
{
    const char *lang = mh_get_text(m, qpdf_get_root(m->q), "/Lang");

    m->doc_lang = lang && *lang;
    m->cmyk_intent = !strcmp(mh_intent_space(m), "CMYK");
    mh_roles(m);
    mh_tree(m);
    mh_pages(m);
    mh_fonts(m);
    mh_whole_file(m);
}

/* The same for the file at path; false if qpdf can't read it. Drop with mh_drop either way. */
static inline bool mh_check(struct mh *m, const char *path)
{
    mh_open(m);
    if (qpdf_read(m->q, path, NULL) & QPDF_ERRORS)
        return false;
    mh_judge(m);
    return true;
}

static inline void mh_drop(struct mh *m)
{
    for (size_t i = 0; i < m->font.n; i++)
        mh_font_drop(m->font.v[i]);
    vec_drop(&m->font);
    vec_drop(&m->failed);
    vec_drop(&m->elem);
    vec_drop(&m->mark);
    vec_drop(&m->objr);
    vec_drop(&m->form);
    buf_drop(&m->said);
    FT_Done_FreeType(m->ft);
    qpdf_cleanup(&m->q);
    arena_drop(m->a);
}

#endif
