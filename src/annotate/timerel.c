/* annotate/timerel: times that are seen from another day.
 *
 * Days of the week, days and spans counted from the day of publication or from
 * the day that the text speaks of, durations that reach up to now. Takes the
 * features of one unit through a tr_resolver; gives days. */
#include "annotate/timeresolve.h"

bool tr_int(const tr_resolver *r, cst_sym key, int64_t *value)
{
    return tn_int(r->n, r->pack, r->s, r->unit, key, value);
}

cst_sym tr_sym(const tr_resolver *r, cst_sym key)
{
    return tn_sym(r->n, r->s, r->unit, key);
}

cst_day tr_pub_to(const tr_resolver *r)
{
    return r->context->published.to != 0 ? r->context->published.to
                                         : r->context->published.from;
}

cst_day tr_pub_day(const tr_resolver *r)
{
    return r->context->published.from == tr_pub_to(r) ? tr_pub_to(r) : 0;
}

bool tr_set_days(tr_resolver *r, cst_day from, cst_day to, const char *method)
{
    r->out->method = method;
    if (from <= 0 || to <= 0 || to < from) {
        return false;
    }
    r->out->from = from;
    r->out->to = to;
    return true;
}

bool tr_future(const tr_resolver *r)
{
    return tr_sym(r, r->n->dir) == r->n->future ||
           (r->context->future && tr_sym(r, r->n->dir) == 0);
}

/* --------------------------------------------- days seen from another */

static cst_day to_weekday(cst_day day, int64_t wd, int step)
{
    for (int k = 0; k < 7; k++) {
        if (day > 0 && cst_day_weekday(day) + 1 == wd) {
            return day;
        }
        day += step;
    }
    return 0;
}

/* A weekday with the day of the month: the latest that fits. */
static cst_day with_day(cst_day limit, int64_t wd, int64_t mday)
{
    cst_day day = to_weekday(limit, wd, -1);

    for (int k = 0; k < 60 && day > 7; k++, day -= 7) {
        int y, m, d;

        cst_day_to_ymd(day, &y, &m, &d);
        if (d == mday) {
            return day;
        }
    }
    return 0;
}

/* The weekday about a day, rather before it than after. */
static cst_day about(cst_day day, int64_t wd)
{
    cst_day back = to_weekday(day, wd, -1), ahead = to_weekday(day, wd, 1);

    return back != 0 && day - back <= 2 * (ahead - day) ? back : ahead;
}

/* The day that days of the week are seen from: that of publication, or the
 * first day of the week that a weekly stands for. */
static cst_day week_base(const tr_resolver *r)
{
    const cst_interval *p = &r->context->published;

    return p->from != 0 && tr_pub_to(r) - p->from < 7 ? p->from : 0;
}

bool tr_weekday(tr_resolver *r)
{
    int64_t wd = 0, mday = 0;
    cst_sym dir = tr_sym(r, r->n->dir);
    cst_day base = week_base(r), day = 0;

    r->out->kind = CST_TIME_DAY;
    r->out->method = "weekday";
    if (!tr_int(r, r->n->wd, &wd) || wd < 1 || wd > 7) {
        return false;
    }
    r->out->weekday = (uint8_t)wd;
    if (tr_int(r, r->n->day, &mday) && tr_published(r)) {
        day = with_day(tr_pub_to(r), wd, mday);
    } else if (base != 0 && (tr_future(r) || dir == r->n->after)) {
        day = to_weekday(base + 1, wd, 1);
    } else if (base != 0) {
        day = to_weekday(dir == r->n->past ? base - 1 : base, wd, -1);
    } else if (r->context->near != 0 || r->context->in_force != 0) {
        day = about(r->context->near != 0 ? r->context->near
                                          : r->context->in_force,
                    wd);
    } else if (tr_published(r)) {
        r->out->inexact = true;
        return tr_set_days(r, r->context->published.from, tr_pub_to(r),
                           "weekday");
    }
    return day != 0 && tr_set_days(r, day, day, "weekday");
}

bool tr_day(tr_resolver *r)
{
    int64_t off = 0;

    r->out->kind = CST_TIME_DAY;
    r->out->method = "relative";
    if (!tr_int(r, r->n->off, &off) || off < -31 || off > 31 ||
        !tr_published(r)) {
        return false;
    }
    r->out->inexact = tr_pub_day(r) == 0;
    return tr_set_days(r, r->context->published.from + (cst_day)off,
                       tr_pub_to(r) + (cst_day)off, "relative");
}

/* base plus count units: a day, or the month or year that it falls in. */
static bool shifted(tr_resolver *r, cst_day base, int64_t count, cst_sym unit,
                    const char *method)
{
    const cst_time_names *n = r->n;
    cst_day from;

    if (base == 0 || count < -5000 || count > 5000) {
        return false;
    }
    if (unit == n->hour || unit == n->minute || unit == n->second) {
        int64_t days = unit == n->hour ? count / 24 : 0;

        base += (cst_day)days;
        return tr_set_days(r, base, base, method);
    }
    if (unit == n->day || unit == n->night || unit == n->week) {
        int64_t days = unit == n->week ? 7 * count : count;

        base += (cst_day)days;
        return tr_set_days(r, base, base, method);
    }
    r->out->kind = CST_TIME_SPAN;
    if (unit == n->month) {
        from = tn_add_months(tn_first_of(base, false), count);
        return from != 0 &&
               tr_set_days(r, from, tn_add_months(from, 1) - 1, method);
    }
    if (unit == n->year || unit == n->decade || unit == n->century) {
        int64_t years = count * (unit == n->year     ? 1
                                 : unit == n->decade ? 10
                                                     : 100);

        from = tn_add_months(tn_first_of(base, true), 12 * years);
        return from != 0 &&
               tr_set_days(r, from, tn_add_months(from, 12) - 1, method);
    }
    return false;
}

/* Count with its sign; false if the text gives no number. */
static bool signed_count(tr_resolver *r, int64_t *count)
{
    cst_sym dir = tr_sym(r, r->n->dir);

    if (tr_sym(r, r->n->qual) != 0 && tr_sym(r, r->n->qual) == r->n->vague) {
        r->out->inexact = true;
        *count = 0;
        return false;
    }
    if (!tr_int(r, r->n->n, count)) {
        return false;
    }
    if (dir == r->n->past || dir == r->n->before) {
        *count = -*count;
    }
    return true;
}

bool tr_relative(tr_resolver *r)
{
    int64_t count = 0;
    cst_sym unit = tr_sym(r, r->n->unit);

    r->out->kind = CST_TIME_DAY;
    r->out->method = "relative";
    if (!signed_count(r, &count)) {
        /* some hours ago is still that day */
        return unit == r->n->hour && tr_pub_day(r) != 0 &&
               tr_set_days(r, tr_pub_day(r), tr_pub_day(r), "relative");
    }
    if (tr_sym(r, r->n->sharp) && tr_pub_day(r) != 0 &&
        (unit == r->n->year || unit == r->n->month)) {
        cst_day day = tn_add_months(tr_pub_day(r),
                                    count * (unit == r->n->year ? 12 : 1));
        return tr_set_days(r, day, day, "relative");
    }
    if (tr_sym(r, r->n->half) && unit == r->n->year) {
        return shifted(r, tr_pub_to(r), 12 * count + (count < 0 ? -6 : 6),
                       r->n->month, "relative");
    }
    return shifted(r, tr_pub_day(r), count, unit, "relative");
}

bool tr_anchor(tr_resolver *r)
{
    int64_t count = 0;
    cst_sym unit = tr_sym(r, r->n->unit);
    cst_day base = r->context->in_force;

    r->out->kind = CST_TIME_DAY;
    r->out->method = "anchor";
    if (unit == 0) {
        unit = r->n->day;
    }
    if (tr_sym(r, r->n->counted) != 0) {
        r->out->counted = true;
        r->out->nth = tr_sym(r, r->n->nth) != 0;
        if (signed_count(r, &count)) {
            count += r->out->nth ? 1 : 0; /* the first day is the day itself */
            (void)shifted(r, base, count, unit, "anchor");
        }
        return false;
    }
    if (!signed_count(r, &count)) {
        return unit == r->n->hour && base != 0 &&
               tr_set_days(r, base, base, "anchor");
    }
    if (!shifted(r, base, count, unit, "anchor")) {
        return false;
    }
    if (tr_published(r) && r->out->from > tr_pub_to(r) && !r->context->future) {
        /* the day in force was not the one meant */
        r->out->from = r->out->to = 0;
        return false;
    }
    return true;
}

/* ------------------------------------------------- periods, durations */

static bool resolve_weekend(tr_resolver *r, cst_day base, int64_t step)
{
    int wd = cst_day_weekday(base);
    /* within the week "this weekend" is the last one: news looks back */
    cst_day saturday = wd >= 5 ? base - (wd - 5) : base - wd - 2;

    if (step > 0 && wd < 5) {
        step--;
        saturday += 7;
    } else if (step < 0 && wd < 5) {
        step++;
    }
    saturday += (cst_day)(7 * step);
    return tr_set_days(r, saturday, saturday + 1, "relative");
}

static void cut_to_part(tr_resolver *r)
{
    int first, last;
    cst_day n = r->out->to - r->out->from + 1, start = r->out->from;

    if (!tn_part(r->n, tr_sym(r, r->n->part), &first, &last)) {
        return;
    }
    r->out->from = start + (cst_day)((n * (first - 1) + 29) / 30);
    if (last < 28) {
        r->out->to = start + (cst_day)((n * last + 29) / 30) - 1;
    }
    if (n >= 28 && n <= 31) { /* a month: as the table says */
        r->out->from = start + first - 1;
        if (last < 28) {
            r->out->to = start + last - 1;
        }
    }
}

bool tr_period(tr_resolver *r)
{
    const cst_time_names *n = r->n;
    cst_sym unit = tr_sym(r, n->unit), dir = tr_sym(r, n->dir);
    bool text = dir == n->same || dir == n->before || dir == n->after;
    cst_day told = unit == n->year && r->context->spoken
                       ? r->context->spoken
                       : r->context->in_force;
    cst_day base = text && told ? told : tr_pub_to(r);
    int64_t step = dir == n->past || dir == n->before    ? -1
                   : dir == n->future || dir == n->after ? 1
                                                         : 0;
    bool ok;

    r->out->kind = CST_TIME_SPAN;
    r->out->method = "relative";
    if (base == 0 || (text && told == 0)) {
        return false;
    }
    if (unit == n->weekend) {
        ok = resolve_weekend(r, base, step);
    } else if (unit == n->week) {
        cst_day monday = base - cst_day_weekday(base) + (cst_day)(7 * step);

        ok = tr_set_days(r, monday, monday + 6, "relative");
    } else {
        ok = shifted(r, base, step, unit, "relative");
    }
    if (ok) {
        cut_to_part(r);
    }
    return ok;
}

/* A day so long before another. */
static cst_day back(const tr_resolver *r, cst_day day, int64_t count,
                    cst_sym unit, bool half)
{
    const cst_time_names *n = r->n;

    if (day == 0 || count < 0 || count > 3000) {
        return 0;
    }
    if (unit == n->year) {
        return tn_add_months(day, -12 * count - (half ? 6 : 0));
    }
    if (unit == n->month) {
        day = tn_add_months(day, -count);
        return half && day > 15 ? day - 15 : day;
    }
    if (unit == n->week) {
        return day - (cst_day)(7 * count);
    }
    if (unit == n->day || unit == n->night) {
        return day - (cst_day)count;
    }
    if (unit == n->hour) {
        return day - (cst_day)((count + 12) / 24);
    }
    if (unit == n->decade || unit == n->century) {
        return tn_add_months(day, -count * (unit == n->decade ? 120 : 1200));
    }
    return 0;
}

/* Where "the following days" end, since nobody says how many. */
static int64_t some(const cst_time_names *n, cst_sym unit)
{
    return unit == n->day || unit == n->night ? 7
           : unit == n->week || unit == n->month ? 4
                                                 : 1;
}

/* "In the two weeks that followed", "in the days before": to or from the day
 * that the text speaks of. */
static bool in_course(tr_resolver *r, bool after)
{
    int64_t count = 0;
    cst_sym unit = tr_sym(r, r->n->unit);
    cst_day base = r->context->in_force, far;

    r->out->kind = CST_TIME_SPAN;
    r->out->method = "anchor";
    r->out->course = true;
    r->out->counted = tr_sym(r, r->n->counted) != 0;
    if (!tr_int(r, r->n->n, &count)) {
        count = some(r->n, unit);
    }
    far = unit == r->n->hour && count < 24
              ? base - 1
              : back(r, base, count, unit, false);
    if (far == 0 || base == 0) {
        return false;
    }
    if (!after) {
        return tr_set_days(r, far, base, "anchor") && !r->out->counted;
    }
    far = base + (base - far);
    if (tr_published(r) && far > tr_pub_to(r)) {
        far = tr_pub_to(r);
    }
    return tr_set_days(r, base, far, "anchor") && !r->out->counted;
}

bool tr_duration(tr_resolver *r)
{
    int64_t count = 0;
    cst_sym unit = tr_sym(r, r->n->unit);
    bool open = tr_sym(r, r->n->reach) == r->n->from;
    bool last =
        tr_sym(r, r->n->last) != 0 && tr_sym(r, r->n->dir) == r->n->past;
    cst_sym dir = tr_sym(r, r->n->dir);
    cst_day from;

    if (tr_sym(r, r->n->last) != 0 && dir != 0 &&
        (dir == r->n->after || dir == r->n->before)) {
        return in_course(r, dir == r->n->after);
    }
    r->out->kind = CST_TIME_LENGTH;
    r->out->method = "duration";
    if ((!open && !last) || !tr_published(r) || !signed_count(r, &count)) {
        return false;
    }
    /* dir belongs to "last" here and is no sign */
    count = count < 0 ? -count : count;
    from = back(r, r->context->published.from, count, unit,
                tr_sym(r, r->n->half) != 0);
    return tr_set_days(r, from, tr_pub_to(r), "duration");
}
