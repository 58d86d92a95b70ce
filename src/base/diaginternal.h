/* base, inside diagnostics: diag.c counts and prints as text or JSON, diagsarif.c gathers for SARIF. */
#ifndef DIAGINTERNAL_H
#define DIAGINTERNAL_H

#include "base/base.h"

struct sarif;
struct sarif *sarif_new(void);
/* level: "error", "warning", "note"; reason: why it is waived, or NULL. */
void sarif_add(struct sarif *s, const char *code, const char *level, const char *advice, struct src src,
               const char *message, const char *reason);
void sarif_print(const struct sarif *s, FILE *out);
void sarif_drop(struct sarif *s);

#endif
