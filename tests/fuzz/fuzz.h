/* What the fuzz targets share: the input as a file in a folder of its own, and a diag that prints nowhere. */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/base.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Writes `data` to `name` in a fresh folder below TMPDIR; the same folder for the life of the process. */
static inline const char *fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    static char folder[128], path[256];
    if (!folder[0]) {
        const char *tmp = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
        snprintf(folder, sizeof folder, "%s/dossier-fuzz-XXXXXX", tmp);
        if (!mkdtemp(folder))
            abort();
    }
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(data, 1, size, f) != size || fclose(f) != 0)
        abort();
    return path;
}

#endif
