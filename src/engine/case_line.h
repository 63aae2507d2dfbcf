/* engine/case_line: one line of a case that names a record. */
#ifndef CST_ENGINE_CASE_LINE_H
#define CST_ENGINE_CASE_LINE_H

#include "base/base.h"

typedef enum cst_want_sort {
    CST_WANT_HARM,
    CST_WANT_EVENT,
    CST_WANT_DAMAGE,
    CST_WANT_SORTS
} cst_want_sort;

/* What is not said is either not looked at (p NULL, false) or has the value of a
 * plain statement: the outlet's own voice, asserted, of one happening, whole. */
typedef struct cst_want {
    cst_want_sort sort;
    bool none;          /* there is no record of the sort */
    cst_str kind;       /* of a harm; type of an event; with | between */
    cst_str class_, degree, object, says;
    bool counted;
    cst_count count;
    cst_str status, group, person;
    cst_stance stance;
    bool total, total_any, overtaken;
    bool some; /* asked for; else not looked at */
    cst_str claimant;   /* "none": own voice; "any": not looked at */
    cst_str part_of;    /* the whole: count of a harm; "none", "any" */
    cst_str event;      /* type of a harm's event */
    cst_str date, place;
    cst_str perpetrator, target, weapon;
    cst_str period, area, as_of;
} cst_want;

typedef enum cst_want_found {
    CST_WANT_NONE,   /* the line names no record */
    CST_WANT_BAD,    /* it begins to, and goes wrong */
    CST_WANT_ALL,    /* "others": records that no line names may be there */
    CST_WANT_NOTHING, /* "none": no record at all */
    CST_WANT_ONE
} cst_want_found;
cst_want_found cst_want_parse(cst_str line, cst_want *want);
/* "at least 12" and the like as a case writes it: ">=12". */
bool cst_want_count(cst_str word, cst_count *count);
void cst_want_put_count(const cst_count *count, cst_buf *b);

#endif
