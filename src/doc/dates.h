/* Dates and times as ISO 8601 writes them, and in words. dates.c */
#ifndef DOC_DATES_H
#define DOC_DATES_H

#include "base/base.h"

/* A date as ISO 8601 writes it, maybe without day or month (0). */
struct date {
    int year, month, day;
    bool circa;
};
/* Reads a date at s and gives what follows; NULL if there is none or it never was. */
const char *date_parse(const char *s, struct date *d);
/* True for a date, a range of two (either may be open), or a date with a time of day after T. */
bool date_valid(const char *s);
bool time_valid(const char *s); /* 14:30, 14:30:00, with or without zone */
void date_words(struct buf *out, const char *from, const char *to, const char *lang); /* to may be NULL */
void time_words(struct buf *out, const char *time, const char *lang); /* "14 h 30"; as written if it is no time */

#endif
