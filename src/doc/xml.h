/* doc, inside load: XML files as libxml2 trees in which every element, attribute and text knows its place. */
#ifndef DOC_XML_H
#define DOC_XML_H

#include "doc/internal.h"

#include <libxml/parser.h>

#define XML_DOSSIER_NS  "urn:dossier:1"
#define XML_XINCLUDE_NS "http://www.w3.org/2001/XInclude"

enum { XML_DEPTH_MAX = 200, XML_ATTRIBUTES_MAX = 1000, XML_FILES_MAX = 2000, XML_FILE_BYTES = 64 << 20, XML_ALL_BYTES = 256 << 20 };

/* The files one dossier is made of. Their trees share one dictionary, so that nodes can move from one to another. */
struct xml_set {
    struct doc *doc;
    struct diag *diag;
    xmlDictPtr dict;
    VEC(xmlDocPtr) trees;     /* all live until the set is dropped */
    int n_files;
    size_t bytes;
    bool incomplete; /* a part is missing: what refers to it must not be judged */
};

void xml_set_drop(struct xml_set *set);
/* Parses one file; NULL after a diagnostic. from: the include that asks for it (file NULL for the dossier itself);
 * depth: how deep its root will stand. The set owns the tree. */
xmlDocPtr xml_read(struct xml_set *set, const char *path, struct src from, int depth);
/* True if the file may be read: below the root, and within the bounds of the set. */
bool xml_read_bytes(struct xml_set *set, const char *path, struct src from, struct buf *out);
/* Where a node or attribute (cast to xmlNode) stands. */
struct src xml_place(const xmlNode *n);
const char *xml_attr(const xmlNode *n, const char *name); /* attribute without namespace; lent */
bool xml_is(const xmlNode *n, const char *ns, const char *name);
/* include.c: puts the files named by xi:include in its place. */
void xml_include(struct xml_set *set, xmlDocPtr tree);
/* schema.c: validates; what is wrong is said in plain words. */
void schema_check(xmlDocPtr tree, const char *schema, struct diag *diag);
/* xmlerror.c: a parser's message in plain words. */
void xml_error_words(struct buf *out, int code, const char *message, const char *name, const char *other, int line);

#endif
