/* tags FILE.xml: what tags and conformance cost. The document is laid out once; then its PDF is written in turn with all of it and with
 * none (no marks, no structure tree, no claims, no output intent), and the fastest of each is compared. */
#include "pdf/pdf.h"
#include "style/style.h"

#include <time.h>

enum { ROUNDS = 7 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds of the processor (a busy machine does not count) and bytes of one PDF, written to path and thrown away. */
static double written(const struct doc *doc, const struct layout *layout, const char *path, bool untagged,
                      uint64_t *bytes, struct diag *diag)
{
    struct pdf_options opt = {
        .producer = "bench", .fonts_conf = DOSSIER_SOURCE_DIR "/fonts/fonts.conf", .untagged = untagged};
    double start = now();
    struct outfile *o = outfile_open(path);

    if (!o || !pdf_write(doc, layout, &opt, o, diag)) {
        outfile_abandon(o);
        return -1;
    }
    *bytes = outfile_tell(o);
    outfile_abandon(o);
    return now() - start;
}

int main(int argc, char **argv)
{
    struct diag *diag = diag_new(stderr, DIAG_TEXT, false, DIAG_ERROR);
    struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
    struct style_options look = {.styles_dir = DOSSIER_SOURCE_DIR "/styles"};
    struct layout_options lay = {.fonts_conf = DOSSIER_SOURCE_DIR "/fonts/fonts.conf"};
    struct doc *doc = argc > 1 ? doc_load(argv[1], &how, diag) : NULL;
    struct styles *styles = doc ? styles_new(doc, &look, diag) : NULL;
    struct layout *layout = styles ? layout_new(doc, styles, &lay, diag) : NULL;
    double best[2] = {1e9, 1e9};
    uint64_t bytes[2] = {0, 0};

    for (int i = 0; layout && i < ROUNDS; i++)
        for (int untagged = 0; untagged < 2; untagged++) {
            char path[4096];
            snprintf(path, sizeof path, "%s.tags.pdf", argv[1]);
            double t = written(doc, layout, path, untagged, bytes + untagged, diag);
            best[untagged] = t < best[untagged] ? t : best[untagged];
        }
    if (!layout || best[0] < 0 || best[1] <= 0) {
        fprintf(stderr, "usage: tags FILE.xml\n");
        return 2;
    }
    printf("writing the PDF of %d pages: %.3f s and %.0f kB with tags, %.3f s and %.0f kB without; they cost %.0f %% "
           "(a third is allowed)\n",
           (int)layout->n_pages, best[0], (double)bytes[0] / 1000, best[1], (double)bytes[1] / 1000,
           (best[0] / best[1] - 1) * 100);
    bool long_enough = layout->n_pages >= 100; /* a few pages are written in no time that could be compared */
    layout_drop(layout);
    styles_drop(styles);
    doc_drop(doc);
    diag_drop(diag);
    return long_enough && best[0] > best[1] * 4 / 3;
}
