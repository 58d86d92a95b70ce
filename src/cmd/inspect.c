/* dossier inspect FILE.pdf|FILE.epub [--json]: what a file claims and what it carries. */
#include "cmd/inspect.h"
#include "cmd/cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help[] = "usage: dossier inspect FILE.pdf|FILE.epub [--json]\n"
                           "\n"
                           "  Says what the file claims (title, language, standards) and carries (tags, pages, fonts, "
                           "attachments with their SHA-256).\n"
                           "  --json              as JSON\n";

static bool begins(const char *path, char head[8], struct diag *diag)
{
    struct stat st;
    bool waits = !stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode); /* a pipe: nobody may ever write to it */
    FILE *f = waits ? NULL : fopen(path, "rb");
    size_t n = f ? fread(head, 1, 8, f) : 0;
    int e = errno;

    if (f)
        fclose(f);
    if (!f)
        diag_add(diag, D_INSPECT_READ, (struct src){path, 0, 0}, "this file can't be read: %s",
                 waits ? "it is a pipe or a device" : strerror(e));
    else if (n < 8)
        diag_add(diag, D_INSPECT_READ, (struct src){path, 0, 0}, "this file has less than 8 bytes, or is none");
    return n == 8;
}

static json_t *look(const char *path, struct diag *diag)
{
    char head[8] = {0};

    if (!begins(path, head, diag))
        return NULL;
    if (!memcmp(head, "%PDF-", 5))
        return inspect_pdf(path, diag);
    if (!memcmp(head, "PK\3\4", 4))
        return inspect_epub(path, diag);
    diag_add(diag, D_INSPECT_READ, (struct src){path, 0, 0}, "this is neither a PDF nor an EPUB");
    return NULL;
}

int inspect_run(int argc, char **argv)
{
    const char *path = NULL;
    bool json = false, bad = false;

    for (int i = 2; i < argc; i++) {
        if (!strcmp(argv[i], "--help")) {
            fputs(help, stdout);
            return 0;
        }
        if (!strcmp(argv[i], "--json"))
            json = true;
        else if (argv[i][0] == '-' || path)
            bad = true;
        else
            path = argv[i];
    }
    if (bad || !path) {
        fputs(help, stderr);
        return 2;
    }
    struct diag *diag = diag_new(stderr, DIAG_TEXT, isatty(STDERR_FILENO), DIAG_WARNING);
    json_t *found = look(path, diag);
    if (found && json) {
        json_dumpf(found, stdout, JSON_INDENT(2));
        putchar('\n');
    } else if (found) {
        inspect_print(found, stdout);
    }
    json_decref(found);
    diag_finish(diag);
    int status = diag_count(diag, DIAG_FATAL) ? 2 : diag_failed(diag) ? 1 : 0;
    diag_drop(diag);
    return status;
}
