/* What of PDF/A-2a and 3a (ISO 19005-2 and -3) is cheap to see: "A " and the clause of part 2, or of part 3 where they differ. */
#ifndef MH_PDFA_H
#define MH_PDFA_H

#include "matterhorn.h"

/* The first output intent for PDF/A: its profile must be one, its colours decide which device colours are known. */
static inline const char *mh_intent_space(struct mh *m)
{
    qpdf_oh list = mh_get(m, qpdf_get_root(m->q), "/OutputIntents");

    for (int i = 0; i < mh_count(m, list); i++) {
        qpdf_oh one = mh_item(m, list, i);
        struct buf icc = {0};
        if (strcmp(mh_get_name(m, one, "/S"), "GTS_PDFA1") || !mh_data(m, mh_get(m, one, "/DestOutputProfile"), &icc))
            continue;
        bool sound = icc.len > 128 && !memcmp(icc.data + 36, "acsp", 4) && (uint8_t)icc.data[8] <= 4;
        const char *space = sound ? arena_strndup(m->a, icc.data + 16, 4) : "";
        buf_drop(&icc);
        return space;
    }
    return "";
}

/* D:20180614120000Z and 2018-06-14T12:00:00Z alike as digits. */
static inline const char *mh_digits(struct mh *m, const char *s)
{
    char *out = arena_strdup(m->a, s ? s : ""), *to = out;

    for (const char *p = out; *p; p++)
        if (*p >= '0' && *p <= '9')
            *to++ = *p;
    *to = 0;
    return out;
}

static inline void mh_info(struct mh *m, struct mh_xmp *x)
{
    static const char *const pairs[][2] = {{"/Title", "dc:title"},          {"/Author", "dc:creator"},
                                           {"/Subject", "dc:description"},  {"/Keywords", "pdf:Keywords"},
                                           {"/Creator", "xmp:CreatorTool"}, {"/Producer", "pdf:Producer"}};
    static const char *const dates[][2] = {{"/CreationDate", "xmp:CreateDate"}, {"/ModDate", "xmp:ModifyDate"}};
    qpdf_oh info = mh_get(m, qpdf_get_trailer(m->q), "/Info");

    for (int i = 0; i < 6; i++) {
        const char *said = mh_get_text(m, info, pairs[i][0]);
        if (said && strcmp(said, mh_property(m, x, pairs[i][1])))
            mh_fail(m, "A 6.6.3", "Info and XMP differ", pairs[i][0], 0);
    }
    for (int i = 0; i < 2; i++) {
        const char *said = mh_get_text(m, info, dates[i][0]);
        if (said && strcmp(mh_digits(m, said), mh_digits(m, mh_property(m, x, dates[i][1]))))
            mh_fail(m, "A 6.6.3", "Info and XMP differ", dates[i][0], 0);
    }
}

static inline void mh_pdfa(struct mh *m, struct mh_xmp *x)
{
    qpdf_oh trailer = qpdf_get_trailer(m->q), root = qpdf_get_root(m->q),
            marked = mh_get(m, mh_get(m, root, "/MarkInfo"), "/Marked");
    const char *part = mh_property(m, x, "pdfaid:part");

    m->part3 = !strcmp(part, "3");
    if (mh_count(m, mh_get(m, trailer, "/ID")) != 2)
        mh_fail(m, "A 6.1.3", "no ID", "trailer", 0);
    if (mh_there(m, trailer, "/Encrypt"))
        mh_fail(m, "A 6.1.3", "encrypted", "trailer", 0);
    if (!*mh_intent_space(m))
        mh_fail(m, "A 6.2.3", "no output intent with a sound profile", "catalogue", 0);
    if (mh_there(m, root, "/AA") || mh_there(m, mh_get(m, root, "/Names"), "/JavaScript"))
        mh_fail(m, "A 6.5.1", "actions of the document", "catalogue", 0);
    if (!MH_ONE_OF(part, "2", "3") || strcmp(mh_property(m, x, "pdfaid:conformance"), "A"))
        mh_fail(m, "A 6.6.4", "the XMP does not claim PDF/A-2a or 3a", part, 0);
    if (!qpdf_oh_is_bool(m->q, marked) || !qpdf_oh_get_bool_value(m->q, marked))
        mh_fail(m, "A 6.7.2.2", "not marked as tagged", "catalogue", 0);
    if (!mh_there(m, root, "/StructTreeRoot"))
        mh_fail(m, "A 6.7.3.3", "no structure tree", "catalogue", 0);
    mh_info(m, x);
}

/* ---- object by object ---- */
static inline void mh_pdfa_image(struct mh *m, qpdf_oh im, int id)
{
    qpdf_oh interpolate = mh_get(m, im, "/Interpolate");

    if (qpdf_oh_is_bool(m->q, interpolate) && qpdf_oh_get_bool_value(m->q, interpolate))
        mh_fail(m, "A 6.2.8", "an interpolated picture", "", id);
    if (mh_there(m, im, "/Alternates") || mh_there(m, im, "/OPI"))
        mh_fail(m, "A 6.2.8", "a picture with others in its place", "", id);
    if (!strcmp(mh_get_name(m, im, "/ColorSpace"), "DeviceCMYK") && !m->cmyk_intent)
        mh_fail(m, "A 6.2.4.3", "a CMYK picture without a profile", "", id);
}

static inline void mh_pdfa_stream(struct mh *m, qpdf_oh s, int id)
{
    qpdf_oh filter = mh_get(m, s, "/Filter");

    for (int i = 0; i < (qpdf_oh_is_array(m->q, filter) ? mh_count(m, filter) : 1); i++) {
        const char *name = mh_name_of(m, qpdf_oh_is_array(m->q, filter) ? mh_item(m, filter, i) : filter);
        if (MH_ONE_OF(name, "LZWDecode", "Crypt"))
            mh_fail(m, "A 6.1.7", "a filter that is not allowed", name, id);
    }
    if (mh_there(m, s, "/F"))
        mh_fail(m, "A 6.1.7", "a stream kept in another file", "", id);
    if (!strcmp(mh_get_name(m, s, "/Subtype"), "PS"))
        mh_fail(m, "A 6.2.9", "a PostScript XObject", "", id);
    if (!strcmp(mh_get_name(m, s, "/Subtype"), "Image"))
        mh_pdfa_image(m, s, id);
}

static inline void mh_pdfa_attachment(struct mh *m, qpdf_oh spec, int id)
{
    static const char *const ways[] = {"Source", "Data", "Alternative", "Supplement", "Unspecified", NULL};
    qpdf_oh af = mh_get(m, qpdf_get_root(m->q), "/AF"), file = mh_get(m, mh_get(m, spec, "/EF"), "/F");
    bool listed = false;

    if (!m->part3) {
        mh_fail(m, "A 6.8", "an attachment in a file that claims part 2", "", id);
        return;
    }
    for (int i = 0; i < mh_count(m, af); i++)
        listed |= mh_id(m, mh_item(m, af, i)) == id;
    if (!listed || !mh_one_of(mh_get_name(m, spec, "/AFRelationship"), ways))
        mh_fail(m, "A 6.8", "an attachment without a relationship to the document", "", id);
    if (!*mh_get_name(m, file, "/Subtype"))
        mh_fail(m, "A 6.8", "an attachment without a media type", "", id);
}

static inline void mh_pdfa_object(struct mh *m, qpdf_oh oh)
{
    static const char *const actions[] = {"Launch",      "Sound",     "Movie", "ResetForm",  "ImportData", "Hide",
                                          "SetOCGState", "Rendition", "Trans", "GoTo3DView", "JavaScript", NULL};
    static const char *const modes[] = {"Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",
                                        "Darken",    "Lighten",    "ColorDodge", "ColorBurn", "HardLight",
                                        "SoftLight", "Difference", "Exclusion",  "Hue",       "Saturation",
                                        "Color",     "Luminosity", NULL};
    int id = mh_id(m, oh);

    if (qpdf_oh_is_stream(m->q, oh))
        mh_pdfa_stream(m, oh, id);
    if (!qpdf_oh_is_dictionary(m->q, oh))
        return;
    const char *type = mh_get_name(m, oh, "/Type"), *mode = mh_get_name(m, oh, "/BM");
    const char *action = mh_get_name(m, strcmp(type, "Annot") ? oh : mh_get(m, oh, "/A"), "/S");
    if (!strcmp(type, "Annot") && !(mh_get_int(m, oh, "/F", 0) & 4) && strcmp(mh_get_name(m, oh, "/Subtype"), "Popup"))
        mh_fail(m, "A 6.3.2", "an annotation that is not printed", "", id);
    if (!strcmp(type, "Annot") && mh_get_int(m, oh, "/F", 0) & (1 | 2 | 32 | 256))
        mh_fail(m, "A 6.3.2", "an annotation that may not be seen", "", id);
    if ((!*type || MH_ONE_OF(type, "Annot", "Action")) && mh_one_of(action, actions))
        mh_fail(m, "A 6.5.1", "an action that is not allowed", action, id);
    if (!strcmp(type, "Annot") && mh_there(m, oh, "/AA"))
        mh_fail(m, "A 6.5.1", "actions of an annotation", "", id);
    if (*mode && !mh_one_of(mode, modes))
        mh_fail(m, "A 6.2.10", "a blend mode that does not exist", mode, id);
    if (mh_there(m, oh, "/TR"))
        mh_fail(m, "A 6.2.5", "a transfer function", "", id);
    if (mh_there(m, oh, "/EF"))
        mh_pdfa_attachment(m, oh, id);
}

#endif
