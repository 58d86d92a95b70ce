/* libxml2's complaints in plain words. */
#include "doc/xml.h"

#include <libxml/xmlerror.h>
#include <string.h>

void xml_error_words(struct buf *out, int code, const char *message, const char *name, const char *other, int line)
{
    if (!name)
        name = "?";
    switch (code) {
    case XML_ERR_TAG_NAME_MISMATCH:
        buf_addf(out, "`</%s>` stands where `<%s>` of line %d must be closed first", other ? other : "?", name, line);
        return;
    case XML_ERR_TAG_NOT_FINISHED: buf_addf(out, "the file ends inside `<%s>`, opened in line %d", name, line); return;
    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_DOCUMENT_START: buf_adds(out, "this is not XML: the first thing in the file must be `<`"); return;
    case XML_ERR_DOCUMENT_END: buf_adds(out, "something stands after the end of the root element"); return;
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY: buf_addf(out, "`&%s;` is not known: write the character itself", name); return;
    case XML_ERR_NAME_REQUIRED:
        if (message && strstr(message, "EntityRef")) {
            buf_adds(out, "`&` alone is not XML: write `&amp;`");
            return;
        }
        break;
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
        buf_adds(out, "`&` begins a name that has no `;`: write `&amp;` for the sign itself");
        return;
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
        buf_adds(out, "this numeric character reference is not a character of XML");
        return;
    case XML_ERR_INVALID_CHAR: buf_adds(out, "this control character may not stand in XML"); return;
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED: buf_addf(out, "the attribute `%s` is given twice", name); return;
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
        buf_adds(out, "the value of an attribute must stand in quotation marks");
        return;
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_LT_IN_ATTRIBUTE:
        buf_adds(out, "`<` stands in the value of an attribute: a quotation mark is missing, or write `&lt;`");
        return;
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE: buf_addf(out, "the attribute `%s` has no value", name); return;
    case XML_ERR_SPACE_REQUIRED: buf_adds(out, "a space is missing here"); return;
    case XML_ERR_GT_REQUIRED:
    case XML_ERR_LTSLASH_REQUIRED:
        buf_addf(out, "a tag is not complete here%s", code == XML_ERR_GT_REQUIRED ? ": `>` is missing" : "");
        return;
    case XML_ERR_COMMENT_NOT_FINISHED: buf_adds(out, "this comment does not end"); return;
    case XML_ERR_HYPHEN_IN_COMMENT: buf_adds(out, "`--` may not stand in a comment"); return;
    case XML_ERR_CDATA_NOT_FINISHED: buf_adds(out, "this CDATA section does not end"); return;
    case XML_ERR_MISPLACED_CDATA_END: buf_adds(out, "`]]>` may not stand in text: write `]]&gt;`"); return;
    case XML_ERR_RESERVED_XML_NAME:
        buf_adds(out, "the XML declaration must be the very first thing in the file");
        return;
    case XML_ERR_PI_NOT_FINISHED: buf_adds(out, "this processing instruction does not end with `?>`"); return;
    case XML_NS_ERR_UNDEFINED_NAMESPACE: buf_addf(out, "the prefix of `%s` is not declared", name); return;
    default: break;
    }
    /* The rest is rare: libxml2's own words, without the name of its function. */
    const char *m = message ? message : "not well-formed";
    const char *colon = strstr(m, ": ");
    if (!strncmp(m, "xml", 3) && colon)
        m = colon + 2;
    size_t n = strlen(m);
    while (n && (m[n - 1] == '\n' || m[n - 1] == ' '))
        n--;
    buf_adds(out, "not well-formed: ");
    buf_add(out, m, n);
}
