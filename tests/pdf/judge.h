/* The structure tree as the finished file has it, read through qpdf and knowing nothing of how it was written: every marked
 * sequence in exactly one element, the parent tree in agreement, every link annotation in a Link element. */
#ifndef JUDGE_H
#define JUDGE_H

#include "made.h"

struct judge {
    qpdf_data q;
    struct buf *out; /* the tree as text: S(kid kid) */
    int n_elems, n_marks, n_objrs, faults;
};

static inline void judge_fault(struct judge *j, const char *what, int a, int b)
{
    fprintf(stderr, "structure: %s (%d, %d)\n", what, a, b);
    j->faults++;
}

/* What the parent tree says of key; a null object if nothing. */
static inline qpdf_oh judge_parent(struct judge *j, qpdf_oh node, int key)
{
    qpdf_data q = j->q;
    qpdf_oh kids = qpdf_oh_get_key(q, node, "/Kids"), nums = qpdf_oh_get_key(q, node, "/Nums");

    for (int i = 0; qpdf_oh_is_array(q, kids) && i < qpdf_oh_get_array_n_items(q, kids); i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(q, kids, i), limits = qpdf_oh_get_key(q, kid, "/Limits");
        if (key >= qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_array_item(q, limits, 0)) &&
            key <= qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_array_item(q, limits, 1)))
            return judge_parent(j, kid, key);
    }
    for (int i = 0; qpdf_oh_is_array(q, nums) && i + 1 < qpdf_oh_get_array_n_items(q, nums); i += 2)
        if (qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_array_item(q, nums, i)) == key)
            return qpdf_oh_get_array_item(q, nums, i + 1);
    return qpdf_oh_new_null(q);
}

static inline void judge_mark(struct judge *j, qpdf_oh elem, qpdf_oh page, int mcid)
{
    qpdf_data q = j->q;
    qpdf_oh parents = qpdf_oh_get_key(q, qpdf_oh_get_key(q, qpdf_get_root(q), "/StructTreeRoot"), "/ParentTree");
    int key = qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_key(q, page, "/StructParents"));
    qpdf_oh list = judge_parent(j, parents, key);

    j->n_marks++;
    if (!qpdf_oh_is_array(q, list) || mcid >= qpdf_oh_get_array_n_items(q, list) ||
        qpdf_oh_get_object_id(q, qpdf_oh_get_array_item(q, list, mcid)) != qpdf_oh_get_object_id(q, elem))
        judge_fault(j, "the parent tree names another element", key, mcid);
}

static inline void judge_objr(struct judge *j, qpdf_oh elem, qpdf_oh annot)
{
    qpdf_data q = j->q;
    qpdf_oh parents = qpdf_oh_get_key(q, qpdf_oh_get_key(q, qpdf_get_root(q), "/StructTreeRoot"), "/ParentTree");
    int key = qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_key(q, annot, "/StructParent"));

    j->n_objrs++;
    if (qpdf_oh_get_object_id(q, judge_parent(j, parents, key)) != qpdf_oh_get_object_id(q, elem))
        judge_fault(j, "an annotation's parent is another element", key, 0);
    if (strcmp(qpdf_oh_get_name(q, qpdf_oh_get_key(q, elem, "/S")), "/Link"))
        judge_fault(j, "a link annotation outside Link", key, 0);
}

static inline void judge_elem(struct judge *j, qpdf_oh elem, int parent);

static inline void judge_kid(struct judge *j, qpdf_oh elem, qpdf_oh kid)
{
    qpdf_data q = j->q;
    qpdf_oh page = qpdf_oh_get_key(q, elem, "/Pg");

    if (qpdf_oh_is_integer(q, kid)) {
        judge_mark(j, elem, page, qpdf_oh_get_int_value_as_int(q, kid));
        buf_adds(j->out, " #");
    } else if (qpdf_oh_is_dictionary_of_type(q, kid, "/MCR", NULL)) {
        judge_mark(j, elem, qpdf_oh_get_key(q, kid, "/Pg"),
                   qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_key(q, kid, "/MCID")));
        buf_adds(j->out, " #");
    } else if (qpdf_oh_is_dictionary_of_type(q, kid, "/OBJR", NULL)) {
        judge_objr(j, elem, qpdf_oh_get_key(q, kid, "/Obj"));
        buf_adds(j->out, " @");
    } else {
        buf_addc(j->out, ' ');
        judge_elem(j, kid, qpdf_oh_get_object_id(q, elem));
    }
}

static inline void judge_elem(struct judge *j, qpdf_oh elem, int parent)
{
    qpdf_data q = j->q;
    qpdf_oh kids = qpdf_oh_get_key(q, elem, "/K");

    j->n_elems++;
    if (qpdf_oh_get_object_id(q, qpdf_oh_get_key(q, elem, "/P")) != parent)
        judge_fault(j, "an element's parent is not its parent", qpdf_oh_get_object_id(q, elem), parent);
    buf_adds(j->out, qpdf_oh_get_name(q, qpdf_oh_get_key(q, elem, "/S")) + 1);
    buf_addc(j->out, '(');
    if (qpdf_oh_is_array(q, kids))
        for (int i = 0; i < qpdf_oh_get_array_n_items(q, kids); i++)
            judge_kid(j, elem, qpdf_oh_get_array_item(q, kids, i));
    else if (!qpdf_oh_is_null(q, kids))
        judge_kid(j, elem, kids);
    buf_addc(j->out, ')');
}

/* Sequences and annotations as the pages have them. */
static inline void judge_pages(struct judge *j, int *marks, int *annots)
{
    qpdf_data q = j->q;

    *marks = *annots = 0;
    for (int i = 0; i < qpdf_get_num_pages(q); i++) {
        qpdf_oh page = qpdf_get_page_n(q, (size_t)i), list = qpdf_oh_get_key(q, page, "/Annots");
        unsigned char *data = NULL;
        size_t n = 0;
        if (qpdf_oh_get_page_content_data(q, page, &data, &n) & QPDF_ERRORS)
            judge_fault(j, "a page can't be read", i, 0);
        for (char *p = (char *)data; data && (p = memmem(p, n - (size_t)(p - (char *)data), "/MCID ", 6)); p += 6)
            ++*marks;
        free(data);
        if (qpdf_oh_is_array(q, list))
            *annots += qpdf_oh_get_array_n_items(q, list);
    }
}

/* Faults found; the tree as text in out. */
static inline int judge_tags(qpdf_data q, struct buf *out)
{
    struct judge j = {.q = q, .out = out};
    qpdf_oh root = qpdf_oh_get_key(q, qpdf_get_root(q), "/StructTreeRoot");
    int marks, annots;

    if (!qpdf_oh_is_dictionary(q, root))
        return 1;
    judge_elem(&j, judge_at(q, root, "K"), qpdf_oh_get_object_id(q, root));
    judge_pages(&j, &marks, &annots);
    if (marks != j.n_marks)
        judge_fault(&j, "marked sequences on the pages, in the tree", marks, j.n_marks);
    if (annots != j.n_objrs)
        judge_fault(&j, "annotations on the pages, in the tree", annots, j.n_objrs);
    return j.faults;
}

#endif
