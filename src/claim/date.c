/* claim/date: the date of a happening that none of its mentions states.
 *
 * What a mention states itself is in own.c. Here a happening gets the day that
 * it is counted from, else one of its paragraph, else that of what the report
 * is about, else the day of publication. */
#include "claim/linker.h"

static bool goes_on(const cl_reader *r, const cl_cluster *c)
{
    return cl_type_is(r, c->type, "offensive") || cl_type_is(r, c->type, "siege");
}

/* One exact day of a cluster's own; 0 = none. */
static cst_day own_day(const cl_reader *r, const cl_cluster *c)
{
    const cl_time *t = cl_time_at(r, c->time);
    return t && t->value.from == t->value.to ? t->value.from : 0;
}

/* "Two days after the raid": one of the two dates gives the other. */
void cl_relate_dates(cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < l->n; i++) {
        const cl_link *k = &l->of[i];
        uint32_t a = r->events.at[i].cluster;
        uint32_t b = k->after == CST_NONE ? CST_NONE
                                          : r->events.at[k->after].cluster;
        if (a == CST_NONE || b == CST_NONE || a == b) {
            continue;
        }
        cl_cluster *ca = &r->clusters.at[a], *cb = &r->clusters.at[b];
        cst_day da = own_day(r, ca), db = own_day(r, cb);
        cst_day shift = cl_time_shift(r, k->after_time, da ? da : db);
        /* "counted": the time gives the older of the two, seen from the other */
        bool back = r->m.times.at[k->after_time].value.counted;
        if (!shift || (da != 0) == (db != 0)) {
            continue;
        }
        cl_cluster *to = da ? cb : ca;
        to->from = to->to = da ? (back ? da + shift : da - shift)
                               : (back ? db - shift : db + shift);
        to->time_basis = CST_BASIS_CLAUSE;
    }
}

#define CL_TIMES_BACK 32

/* The last exact day that the paragraph states before a mention, outside of
 * what other happenings own. */
static uint32_t day_above(const cl_linker *l, const cl_event *e)
{
    const cl_reader *r = l->r;
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    for (uint32_t i = s->time_begin, n = 0; i > 0 && n < CL_TIMES_BACK; n++) {
        const cl_time *t = &r->m.times.at[--i];
        const cl_sentence *at = cl_sentence_at(r, t->sentence);
        if (at->paragraph != s->paragraph) {
            break;
        }
        bool told = l->start[t->sentence] != l->start[t->sentence + 1];
        if (told || !t->resolved || t->value.kind != CST_TIME_DAY ||
            t->value.attribute || t->value.open_from || t->value.before ||
            t->value.after || t->value.from != t->value.to) {
            continue;
        }
        return i;
    }
    return CST_NONE;
}

/* A dated happening told before in the same paragraph, else the one that the
 * report is about. */
static uint32_t dated_above(const cl_linker *l, uint32_t mention)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[mention];
    uint32_t paragraph = cl_sentence_at(r, e->sentence)->paragraph;
    for (uint32_t k = l->start[e->sentence]; k > 0; k--) {
        const cl_event *p = &r->events.at[l->order[k - 1]];
        if (cl_sentence_at(r, p->sentence)->paragraph != paragraph) {
            break;
        }
        if (p->cluster != CST_NONE && p->cluster != e->cluster &&
            !goes_on(r, &r->clusters.at[p->cluster]) &&
            r->clusters.at[p->cluster].time != CST_NONE) {
            return p->cluster;
        }
    }
    const cl_cluster *first = r->clusters.n ? &r->clusters.at[0] : NULL;
    return first && first->time != CST_NONE && !goes_on(r, first) &&
                   !first->background
               ? 0 : CST_NONE;
}

void cl_inherit_date(cl_linker *l, uint32_t ci)
{
    cl_reader *r = l->r;
    cl_cluster *c = &r->clusters.at[ci];
    const cl_time *t = cl_time_at(r, c->time);
    if (t) {
        c->from = t->value.from;
        c->to = t->value.to;
        /* said to have begun then: a day, a month, a year */
        const char *how = t->value.method;
        bool begun = goes_on(r, c) &&
                     (t->value.kind == CST_TIME_DAY ||
                      (how && (strcmp(how, "month") == 0 ||
                               strcmp(how, "year") == 0 ||
                               strcmp(how, "season") == 0)));
        c->to = begun ? 0 : c->to;
        return;
    }
    if (c->from || goes_on(r, c) || cl_type_is(r, c->type, "human_shields")) {
        return;
    }
    uint32_t day = day_above(l, &r->events.at[c->first]);
    if (day != CST_NONE) {
        c->time = day;
        c->time_basis = CST_BASIS_PARAGRAPH;
        c->from = r->m.times.at[day].value.from;
        c->to = r->m.times.at[day].value.to;
        return;
    }
    uint32_t above = dated_above(l, c->first);
    const cl_time *at = above == CST_NONE
                            ? NULL
                            : cl_time_at(r, r->clusters.at[above].time);
    bool exact = at && at->value.from && at->value.to &&
                 at->value.to - at->value.from < 3;
    if (exact && above != ci &&
        (!c->background || r->clusters.at[above].background)) {
        c->from = at->value.from;
        c->to = at->value.to;
        c->time_basis = above == 0 ? CST_BASIS_DOCUMENT : CST_BASIS_PARAGRAPH;
    } else if (!c->background && r->dateline) {
        c->from = c->to = r->dateline;
        c->time_basis = r->dateline_basis;
    }
}
