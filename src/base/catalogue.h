/* The catalogue of diagnostics: name, printed code, level, what to do. Every code has a regression case. */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#define DIAG_CATALOGUE(X)                                                                                              \
    /* files and the machine */                                                                                        \
    X(FILE_READ, "file-read", DIAG_FATAL, "check the name and the permissions")                                        \
    X(FILE_OUTSIDE, "file-outside", DIAG_ERROR, "move the file below the dossier's folder, or give --root")            \
    X(FILE_WRITE, "file-write", DIAG_FATAL, "check that the folder exists and can be written")                         \
    X(FILE_TOO_BIG, "file-too-big", DIAG_ERROR, "split the file or make it smaller")                                   \
    /* XML */                                                                                                          \
    X(XML_SYNTAX, "xml-syntax", DIAG_ERROR, "correct the XML at this place")                                           \
    X(XML_NAMESPACE, "xml-namespace", DIAG_ERROR, "write <dossier xmlns=\"urn:dossier:1\"> as the root")               \
    X(XML_SCHEMA, "xml-schema", DIAG_ERROR, "see the vocabulary for what may stand here")                              \
    X(XML_INCLUDE, "xml-include", DIAG_ERROR, "correct the href of this xi:include")                                   \
    X(XML_DEPTH, "xml-depth", DIAG_ERROR, "nest elements less deeply")                                                 \
    X(XML_LIMIT, "xml-limit", DIAG_ERROR, "remove the entity declarations: plain text needs none")                     \
    /* identity and reference */                                                                                       \
    X(ID_TWICE, "id-twice", DIAG_ERROR, "give each xml:id once")                                                       \
    X(REF_UNKNOWN, "ref-unknown", DIAG_ERROR, "write the xml:id of a section, figure, table, note or claim")           \
    X(SOURCE_UNKNOWN, "source-unknown", DIAG_ERROR, "write the xml:id of a source, or add the source")                 \
    X(SOURCES_READ, "sources-read", DIAG_ERROR, "give a list of items, each with an id: CSL-JSON (.json), BibTeX (.bib) or RIS (.ris)")              \
    X(VALUE_BAD, "value-bad", DIAG_ERROR, "write one of the values named")                                             \
    X(DATE_BAD, "date-bad", DIAG_ERROR, "write a date as YYYY, YYYY-MM or YYYY-MM-DD")                                 \
    X(CSV_BAD, "csv-bad", DIAG_ERROR, "give a first row of names and a number in every further cell")                  \
    X(IMAGE_READ, "image-read", DIAG_ERROR, "give a PNG, JPEG or SVG file below the dossier's folder")                 \
    X(IMAGE_BROKEN, "image-broken", DIAG_ERROR, "save the picture again")                                              \
    X(IMAGE_TOO_BIG, "image-too-big", DIAG_ERROR, "make the picture smaller: 100 million pixels at most")              \
    X(TABLE_BAD, "table-bad", DIAG_ERROR, "make the spans of this row fit the table")                                  \
    /* the writing */                                                                                                  \
    X(SOURCE_UNCITED, "source-uncited", DIAG_WARNING, "cite the source or remove it")                                  \
    X(CLAIM_BARE, "claim-bare", DIAG_WARNING, "give the claim a source")                                               \
    X(CLAIM_ALONE, "claim-alone", DIAG_WARNING, "add a second, independent source, or choose another status")          \
    X(CLAIM_ONE_HOUSE, "claim-one-house", DIAG_HINT, "add a source of another publisher, or say that there is one alone") \
    X(CLAIM_LATER, "claim-later", DIAG_WARNING, "cite a source that can know of it, or say that it was foreseen")     \
    X(CLAIM_CONTRADICTED, "claim-contradicted", DIAG_HINT, "say in the text how the two stand to each other")          \
    X(CLAIM_CONTESTED, "claim-contested", DIAG_WARNING, "call it disputed, or say why the other does not hold")        \
    X(SOURCE_LATER, "source-later", DIAG_WARNING, "correct the date of the source, or that of the dossier")            \
    X(DATE_BACKWARDS, "date-backwards", DIAG_WARNING, "exchange the dates, or correct one")                            \
    X(DATE_NEVER, "date-never", DIAG_WARNING, "correct the date; an error of the source is marked with sic")           \
    X(NAME_SPELLED, "name-spelled", DIAG_HINT, "choose one spelling; if they are two persons, let it be")              \
    X(NAME_ORDER, "name-order", DIAG_HINT, "write the family name first (Dupont, Marie), or kind=\"institution\"")           \
    X(LINK_PLAIN, "link-plain", DIAG_HINT, "make it a link: <a href=\"…\">")                                           \
    X(ABBR_UNEXPLAINED, "abbr-unexplained", DIAG_HINT, "spell it out once: <abbr title=\"…\">, or with its words in brackets") \
    X(SOURCE_UNDATED, "source-undated", DIAG_WARNING, "add accessed or archived: pages change")                        \
    X(SOURCE_TWICE, "source-twice", DIAG_HINT, "keep one of the two and cite that")                                    \
    X(SNAPSHOT_MISSING, "snapshot-missing", DIAG_ERROR, "put the captured file at this place")                         \
    X(SNAPSHOT_CHANGED, "snapshot-changed", DIAG_ERROR, "restore the captured file, or accept it: dossier seal --again") \
    X(SEAL_PLACE, "seal-place", DIAG_ERROR, "write the hash by hand, as sha256 beside the name of the file")           \
    X(QUOTE_ABSENT, "quote-absent", DIAG_ERROR, "quote the source as it stands, or mark the change with [ ]")          \
    X(QUOTE_DIFFERS, "quote-differs", DIAG_ERROR, "quote the source as it stands, or mark the change with [ ]")        \
    X(QUOTE_UNCHECKED, "quote-unchecked", DIAG_HINT, "capture the page as HTML, text, PDF, WARC or WACZ")              \
    X(NUMBER_ABSENT, "number-absent", DIAG_HINT, "check the number; a figure of your own is no claim of the source's") \
    X(ALT_MISSING, "alt-missing", DIAG_WARNING, "say in alt what the picture shows; alt=\"\" if it only decorates")    \
    X(TABLE_NO_HEAD, "table-no-head", DIAG_WARNING, "mark the header cells with th")                                   \
    X(IMAGE_COARSE, "image-coarse", DIAG_WARNING, "give a picture of more pixels, or print it smaller: 300 dots an inch print well")   \
    X(GLYPH_MISSING, "glyph-missing", DIAG_WARNING, "choose a font that has the character, or another character")      \
    X(LANG_MISSING, "lang-missing", DIAG_HINT, "mark the language: <span xml:lang=\"zh-Hans\">")                       \
    X(SECTION_EMPTY, "section-empty", DIAG_WARNING, "write the section or remove it")                                  \
    /* style */                                                                                                        \
    X(CSS_READ, "css-read", DIAG_ERROR, "give a style sheet beside the dossier, or the name of a shipped one")         \
    X(CSS_SYNTAX, "css-syntax", DIAG_WARNING, "the parser skipped to the next declaration or rule")                    \
    X(CSS_PROPERTY, "css-property", DIAG_WARNING, "see the list of properties in the manual")                          \
    X(CSS_VALUE, "css-value", DIAG_WARNING, "the declaration was ignored")                                             \
    X(CSS_SELECTOR, "css-selector", DIAG_WARNING, "the rule was ignored")                                              \
    X(CSS_FONT, "css-font", DIAG_WARNING, "install the font or name another family")                                   \
    /* cite */                                                                                                         \
    X(CITE_STYLE, "cite-style", DIAG_ERROR, "give a CSL 1.0 file, or the name of an installed style")                  \
    X(CITE_RECORDS, "cite-records", DIAG_ERROR, "give CSL-JSON: a list of records, each with an id")                   \
    X(CITE_NO_LIST, "cite-no-list", DIAG_ERROR, "use --mode citation, or another style")                               \
    /* layout and output */                                                                                            \
    X(LAYOUT_UNSETTLED, "layout-unsettled", DIAG_WARNING, "page references may be one page off; change the text a little") \
    X(LAYOUT_OVERFULL, "layout-overfull", DIAG_HINT, "reword, or allow hyphens here")                                  \
    X(LAYOUT_TOO_LONG, "layout-too-long", DIAG_ERROR, "split the dossier: 50,000 pages at most")                       \
    /* inspect */                                                                                                      \
    X(INSPECT_READ, "inspect-read", DIAG_ERROR, "give a PDF or an EPUB that is whole and not encrypted")               \
    X(INSPECT_DAMAGED, "inspect-damaged", DIAG_WARNING, "fetch the file again; what is said of it may be incomplete")  \
    X(ATTACH_HELD, "attach-held", DIAG_WARNING, "attach the source by hand for readers who may see all of it")          \
    X(PDF_FAILED, "pdf-failed", DIAG_FATAL, "report this with the dossier that causes it")                             \
    X(EPUB_FAILED, "epub-failed", DIAG_FATAL, "report this with the dossier that causes it")                           \
    X(USAGE, "usage", DIAG_FATAL, "see dossier --help")

#endif
