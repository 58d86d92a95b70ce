/* dossier: an XML dossier becomes a paginated PDF and an EPUB. */
#include "cmd/cmd.h"

#include <errno.h>
#include <libxml/xmlerror.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>

/* Of a damaged file libxml2 tells here what it tells nobody else, on standard error: what is wrong with it is said in our words. */
static void unheard(void *user, xmlErrorPtr e)
{
    (void)user, (void)e;
}

static int run(int argc, char **argv)
{
    struct options o;
    if (argc > 1 && strcmp(argv[1], "cite") == 0)
        return cite_run(argc, argv);
    if (argc > 1 && strcmp(argv[1], "new") == 0)
        return new_run(argc, argv);
    if (argc > 1 && strcmp(argv[1], "inspect") == 0)
        return inspect_run(argc, argv);
    if (!options_read(&o, argc, argv))
        return 2;
    switch (o.command) {
    case COMMAND_HELP: options_help(stdout); return 0;
    case COMMAND_VERSION: puts("dossier " DOSSIER_VERSION); return 0;
    case COMMAND_SEAL: return seal_run(&o);
    case COMMAND_SOURCES: return sources_run(&o);
    default: return build_run(&o);
    }
}

int main(int argc, char **argv)
{
    mallopt(M_MMAP_THRESHOLD, 256 * 1024); /* what is large goes back to the system at once; by itself the limit creeps up */
    signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is an error of writing, like a full disk, and no death */
    xmlSetStructuredErrorFunc(NULL, unheard);
    int status = run(argc, argv);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "dossier: fatal: cannot write to standard output: %s [file-write]\n", strerror(errno));
    return 2;
}
