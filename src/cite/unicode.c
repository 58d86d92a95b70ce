/* Letters: what ICU knows of them, for casing and classes. Simple mappings only, so that nothing depends on the machine's locale. */
#include "cite/internal.h"

#include <unicode/uchar.h>

uint32_t u_upper(uint32_t c)
{
    return (uint32_t)u_toupper((UChar32)c);
}

uint32_t u_lower(uint32_t c)
{
    return (uint32_t)u_tolower((UChar32)c);
}

bool u_is_upper(uint32_t c)
{
    return u_hasBinaryProperty((UChar32)c, UCHAR_UPPERCASE) || u_istitle((UChar32)c);
}

bool u_is_lower(uint32_t c)
{
    return u_hasBinaryProperty((UChar32)c, UCHAR_LOWERCASE);
}

bool u_is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c);
}

bool u_is_alnum(uint32_t c)
{
    return c && (u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK);
}

bool u_is_white(uint32_t c)
{
    return u_isUWhiteSpace((UChar32)c);
}
