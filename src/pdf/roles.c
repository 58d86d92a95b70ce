/* What a node of the document is in PDF's structure (ISO 32000-1, 14.8.4): its standard type, or none where its content simply
 * belongs to what stands around it. Em and Strong are ours, mapped to Span. */
#include "pdf/internal.h"

const char *pdf_tag_name(enum tag t)
{
    static const char *const names[] = {"",
#define X(name) #name,
                                        PDF_TAGS(X)
#undef X
    };
    return t < TAG_COUNT ? names[t] : "";
}

bool pdf_tag_inline(enum tag t)
{
    switch (t) {
    case TAG_Span:
    case TAG_Quote:
    case TAG_Note:
    case TAG_Reference:
    case TAG_BibEntry:
    case TAG_Code:
    case TAG_Link:
    case TAG_Ruby:
    case TAG_RB:
    case TAG_RT:
    case TAG_Em:
    case TAG_Strong: return true;
    default: return false;
    }
}

bool pdf_tag_holds_inline(enum tag t)
{
    switch (t) {
    case TAG_NONE:
    case TAG_Document:
    case TAG_Part:
    case TAG_Sect:
    case TAG_Art:
    case TAG_Div:
    case TAG_BlockQuote:
    case TAG_TOC:
    case TAG_L:
    case TAG_LI:
    case TAG_Table:
    case TAG_TR:
    case TAG_THead:
    case TAG_TBody:
    case TAG_TFoot: return false;
    default: return true;
    }
}

/* A division of the document, whose title is a heading. */
static bool is_division(enum node_kind kind)
{
    switch (kind) {
    case NODE_SECTION:
    case NODE_TOC:
    case NODE_FIGUREINDEX:
    case NODE_TABLEINDEX:
    case NODE_SOURCEINDEX:
    case NODE_CLAIMINDEX:
    case NODE_SOURCEGROUP:
    case NODE_CLAIMGROUP: return true;
    default: return false;
    }
}

const struct node *pdf_heading_of(const struct node *n)
{
    return is_division(n->kind) ? node_child(n, NODE_TITLE) : NULL;
}

/* H1 to H6 by nesting; the title of a box, a list or an event is no heading of the document. */
static enum tag title_tag(const struct node *n)
{
    int level = 0;

    if (!n->parent || !pdf_heading_of(n->parent))
        return TAG_P;
    for (const struct node *up = n->parent; up; up = up->parent)
        level += pdf_heading_of(up) != NULL;
    return (enum tag)(TAG_H1 + (level > 6 ? 6 : level) - 1);
}

enum tag pdf_tag_of(const struct node *n)
{
    if (is_division(n->kind))
        return TAG_Sect;
    switch (n->kind) {
    case NODE_DOSSIER: return TAG_Document;
    case NODE_FRONT:
    case NODE_BODY:
    case NODE_BACK: return TAG_Part;
    case NODE_COVERPAGE:
    case NODE_IMPRINT: return TAG_Sect;
    case NODE_TITLE: return title_tag(n);
    case NODE_P:
    case NODE_SUBTITLE:
    case NODE_AUTHOR:
    case NODE_PUBLISHER:
    case NODE_DATE:
    case NODE_EDITION:
    case NODE_IDENTIFIER:
    case NODE_RIGHTS:
    case NODE_ATTRIBUTION:
    case NODE_HEADLINE:
    case NODE_BYLINE:
    case NODE_CREDIT:
    case NODE_MASTHEAD:
    case NODE_PROVENANCE:
    case NODE_WHEN:
    case NODE_VALUE: return TAG_P;
    case NODE_LEGEND:
    case NODE_ABSTRACT: return node_holds_blocks(n) ? TAG_NONE : TAG_P;
    case NODE_UL:
    case NODE_OL:
    case NODE_DL: return TAG_L;
    case NODE_LI:
    case NODE_SOURCEENTRY:
    case NODE_CLAIMENTRY:
    case NODE_EVENT:
    case NODE_ITEM:
    case NODE_KEYFIGURE: return TAG_LI;
    case NODE_BLOCKQUOTE:
    case NODE_EPIGRAPH:
    case NODE_PULLQUOTE: return TAG_BlockQuote;
    case NODE_CALLOUT:
    case NODE_FIGURE:
    case NODE_KEYFIGURES:
    case NODE_TIMELINE:
    case NODE_AGENDA: return TAG_Div;
    case NODE_CLIPPING: return TAG_Art;
    case NODE_TABLE: return TAG_Table;
    case NODE_CAPTION:
    case NODE_FIGCAPTION: return TAG_Caption;
    case NODE_THEAD: return TAG_THead;
    case NODE_TBODY: return TAG_TBody;
    case NODE_TFOOT: return TAG_TFoot;
    case NODE_TR: return TAG_TR;
    case NODE_TH: return TAG_TH;
    case NODE_TD: return TAG_TD;
    case NODE_IMG:
    case NODE_CHART: return TAG_Figure;
    case NODE_PRE: return TAG_P; /* with Code in it */
    case NODE_TOCITEM: return TAG_TOCI;
    case NODE_EM: return TAG_Em;
    case NODE_STRONG: return TAG_Strong;
    case NODE_Q: return n->block ? TAG_BlockQuote : TAG_Quote;
    case NODE_CODE: return TAG_Code;
    case NODE_RUBY: return node_child(n, NODE_RB) ? TAG_Ruby : TAG_NONE;
    case NODE_RB: return TAG_RB;
    case NODE_RT: return n->prev ? TAG_RT : TAG_NONE;
    case NODE_ABBR: return node_attr(n, "title") ? TAG_Span : TAG_NONE;
    case NODE_CITE:
    case NODE_REF: return TAG_Reference;
    case NODE_CLAIM: return !n->block ? TAG_NONE : node_holds_blocks(n) ? TAG_Div : TAG_P;
    case NODE_REDACT: return n->block && !node_holds_blocks(n) ? TAG_P : TAG_NONE;
    default: return TAG_NONE;
    }
}
