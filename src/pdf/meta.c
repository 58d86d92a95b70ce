/* What the file says of itself: Info, XMP (Dublin Core, PDF/A-2a or 3a and PDF/UA-1 with its extension schema), the sRGB output intent.
 * Info and XMP say the same (ISO 19005-2, 6.6.3). Dates come from SOURCE_DATE_EPOCH or the dossier, never from a clock. */
#include "pdf/internal.h"

#include <lcms2.h>
#include <time.h>

/* "20180614" and hour, minute, second in UTC; false: no date is known. */
struct stamp {
    int y, mo, d, h, mi, s;
};

static bool stamp_of(const struct pdf *p, struct stamp *t)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH"), *date = p->doc->date;
    char *end;

    *t = (struct stamp){.mo = 1, .d = 1};
    if (epoch && *epoch) {
        long long v = strtoll(epoch, &end, 10);
        time_t when = (time_t)v;
        struct tm tm;
        if (!*end && v >= 0 && v < 253402300800LL && gmtime_r(&when, &tm)) {
            *t = (struct stamp){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec};
            return true;
        }
    }
    if (!date || sscanf(date, "%4d-%2d-%2d", &t->y, &t->mo, &t->d) < 1)
        return false;
    return t->y > 0 && t->mo >= 1 && t->mo <= 12 && t->d >= 1 && t->d <= 31;
}

static void keywords(const struct doc *doc, struct buf *out)
{
    for (int32_t i = 0; i < doc->n_keywords; i++)
        buf_addf(out, "%s%s", i ? ", " : "", doc->keywords[i]);
}

static const char *producer(const struct pdf *p)
{
    return p->opt && p->opt->producer ? p->opt->producer : "dossier";
}

static void info_text(struct buf *b, const char *key, const char *v)
{
    if (!v || !*v)
        return;
    buf_addf(b, "/%s", key);
    pdf_text(b, v);
}

int32_t pdf_info(struct pdf *p)
{
    const struct doc *doc = p->doc;
    int32_t id = pdfw_ids(p->w, 1);
    struct buf words = {0};
    struct stamp t;

    keywords(doc, &words);
    struct buf *b = pdfw_begin(p->w, id);
    buf_adds(b, "<<");
    info_text(b, "Title", doc->title);
    info_text(b, "Author", doc->author);
    info_text(b, "Subject", doc->abstract);
    info_text(b, "Keywords", words.data);
    info_text(b, "Creator", producer(p));
    info_text(b, "Producer", producer(p));
    if (stamp_of(p, &t))
        for (int i = 0; i < 2; i++)
            buf_addf(b, "/%s(D:%04d%02d%02d%02d%02d%02dZ)", i ? "ModDate" : "CreationDate", t.y, t.mo, t.d, t.h, t.mi,
                     t.s);
    buf_adds(b, ">>");
    pdfw_end(p->w);
    buf_drop(&words);
    return id;
}

static void escape(struct buf *b, const char *s)
{
    for (; *s; s++) {
        if (*s == '<')
            buf_adds(b, "&lt;");
        else if (*s == '>')
            buf_adds(b, "&gt;");
        else if (*s == '&')
            buf_adds(b, "&amp;");
        else
            buf_addc(b, *s);
    }
}

/* kind: "Alt" with x-default, "Seq", "Bag", or NULL for plain text. */
static void property(struct buf *b, const char *name, const char *kind, const char *v)
{
    if (!v || !*v)
        return;
    buf_addf(b, "<%s>", name);
    if (kind)
        buf_addf(b, "<rdf:%s><rdf:li%s>", kind, strcmp(kind, "Alt") ? "" : " xml:lang=\"x-default\"");
    escape(b, v);
    if (kind)
        buf_addf(b, "</rdf:li></rdf:%s>", kind);
    buf_addf(b, "</%s>\n", name);
}

static const char extension[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</"
    "pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

int32_t pdf_xmp(struct pdf *p)
{
    const struct doc *doc = p->doc;
    struct buf b = {0}, words = {0};
    struct stamp t;
    int32_t id = pdfw_ids(p->w, 1);

    keywords(doc, &words);
    buf_adds(
        &b,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"\n"
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" "
        "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
        "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n");
    buf_addf(
        &b,
        "<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n",
        p->attached_tree ? 3 : 2);
    property(&b, "dc:format", NULL, "application/pdf");
    property(&b, "dc:title", "Alt", doc->title);
    property(&b, "dc:creator", "Seq", doc->author);
    property(&b, "dc:description", "Alt", doc->abstract);
    property(&b, "dc:publisher", "Bag", doc->publisher);
    property(&b, "dc:rights", "Alt", doc->rights);
    property(&b, "dc:identifier", NULL, doc->identifier);
    property(&b, "dc:language", "Bag", doc->lang);
    property(&b, "dc:date", "Seq", doc->date);
    if (doc->n_keywords) {
        buf_adds(&b, "<dc:subject><rdf:Bag>");
        for (int32_t i = 0; i < doc->n_keywords; i++)
            property(&b, "rdf:li", NULL, doc->keywords[i]);
        buf_adds(&b, "</rdf:Bag></dc:subject>\n");
    }
    property(&b, "pdf:Keywords", NULL, words.data);
    property(&b, "pdf:Producer", NULL, producer(p));
    property(&b, "xmp:CreatorTool", NULL, producer(p));
    if (stamp_of(p, &t))
        for (int i = 0; i < 2; i++)
            buf_addf(&b, "<xmp:%s>%04d-%02d-%02dT%02d:%02d:%02dZ</xmp:%s>\n", i ? "ModifyDate" : "CreateDate", t.y,
                     t.mo, t.d, t.h, t.mi, t.s, i ? "ModifyDate" : "CreateDate");
    buf_adds(&b, extension);
    buf_adds(&b, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    pdfw_stream(p->w, id, "/Type/Metadata/Subtype/XML", b.data, b.len, false);
    buf_drop(&b);
    buf_drop(&words);
    return id;
}

/* lcms2's own sRGB, as version 2 (every reader knows it), with a fixed date in its header. */
static void make_srgb(struct buf *out)
{
    static const uint8_t date[12] = {0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    cmsHPROFILE h = cmsCreate_sRGBProfile();
    cmsUInt32Number n = 0;

    if (!h)
        return;
    cmsSetProfileVersion(h, 2.1);
    if (cmsSaveProfileToMem(h, NULL, &n) && n > 128) {
        char *data = xcalloc(n, 1);
        if (cmsSaveProfileToMem(h, data, &n)) {
            memcpy(data + 24, date, sizeof date);
            buf_add(out, data, n);
        }
        free(data);
    }
    cmsCloseProfile(h);
}

int32_t pdf_output_intent(struct pdf *p)
{
    struct buf icc = {0};
    int32_t profile = pdfw_ids(p->w, 2), id = profile + 1;

    if (!p->opt || !p->opt->icc_path || !file_read(p->opt->icc_path, &icc, 1 << 24)) {
        buf_clear(&icc);
        make_srgb(&icc);
    }
    pdfw_stream(p->w, profile, "/N 3/Alternate/DeviceRGB", icc.data ? icc.data : "", icc.len, true);
    buf_drop(&icc);
    struct buf *b = pdfw_begin(p->w, id);
    buf_addf(b,
             "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/RegistryName(http://www.color.org)"
             "/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>",
             (int)profile);
    pdfw_end(p->w);
    return id;
}
