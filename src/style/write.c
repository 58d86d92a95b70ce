#include "style/internal.h"
void styles_write_css(const struct styles *s, struct buf *out)
{
    (void)s;
    (void)out;
}
