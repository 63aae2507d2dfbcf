/* claim/agree: do the times of two mentions allow that they tell of one day? */
#include "claim/linker.h"

static bool same_partial(const char *partial, cst_day day)
{
    int y, m, d;
    cst_day_to_ymd(day, &y, &m, &d);
    char p[8] = {'-', '-', (char)('0' + m / 10), (char)('0' + m % 10), '-',
                 (char)('0' + d / 10), (char)('0' + d % 10), 0};
    return strncmp(p, partial, strlen(partial) < 7 ? strlen(partial) : 7) == 0;
}

static cl_agreement dates(const cst_time_value *x, const cst_time_value *y)
{
    if (!x->from && !y->from && x->partial[0] && y->partial[0]) {
        return strcmp(x->partial, y->partial) == 0 ? CL_AGREE : CL_CLASH;
    }
    if (x->from && !y->from && y->partial[0]) {
        return same_partial(y->partial, x->from) ? CL_AGREE : CL_CLASH;
    }
    if (y->from && !x->from && x->partial[0]) {
        return same_partial(x->partial, y->from) ? CL_AGREE : CL_CLASH;
    }
    if (!x->from || !y->from) {
        return CL_SILENT;
    }
    if (x->open_from != y->open_from && x->from != y->from) {
        return CL_CLASH; /* what has gone on since then is no single blow */
    }
    cst_day xto = x->to ? x->to : INT32_MAX, yto = y->to ? y->to : INT32_MAX;
    if (x->from > yto || y->from > xto) {
        return CL_CLASH;
    }
    return x->from == y->from && xto == yto ? CL_AGREE : CL_SILENT;
}

cl_agreement cl_dates_agree(const cl_reader *r, uint32_t a, uint32_t b)
{
    const cl_time *x = cl_time_at(r, a), *y = cl_time_at(r, b);
    return x && y ? dates(&x->value, &y->value) : CL_SILENT;
}
