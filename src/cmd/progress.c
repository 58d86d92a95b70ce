/* The progress bar. The clock is read for it alone; nothing that is written depends on it. */
#include "cmd/cmd.h"

#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_begin(struct progress *p, bool wanted)
{
    *p = (struct progress){.on = wanted && isatty(STDERR_FILENO), .shown = -1};
    if (p->on)
        p->start = now();
}

void progress_set(void *progress, int percent)
{
    struct progress *p = progress;
    percent = percent > 100 ? 100 : percent;
    if (!p->on || percent <= p->shown || now() - p->start < 1)
        return;
    p->shown = percent;
    fprintf(stderr, "\r[%-25.*s] %3d %%", percent / 4, "#########################", percent);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->on && p->shown >= 0)
        fputs("\r\033[K", stderr);
}
