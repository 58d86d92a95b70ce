/* doc, inside seal: where in a file the hash of a captured file stands or is to stand. sealplace.c */
#ifndef DOC_SEAL_H
#define DOC_SEAL_H

#include "doc/internal.h"

struct seal_edit { /* at offset at, cut bytes go and text comes: the hash between before and after */
    size_t at, cut;
    const char *before, *after, *text;
};
/* src: where the captured file is named. false: there is no place for a hash. */
bool seal_place(const struct buf *file, struct src src, struct seal_edit *e);

#endif
