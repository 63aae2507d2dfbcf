/* annotate/time: from the features of a time unit to days.
 *
 * News looks back: a date without a year is the latest such date that is not
 * after publication, unless it is said to lie ahead. Where publication is
 * unknown a day of the week may fix the year; otherwise the date stays
 * partial. Nothing is guessed beyond that.
 */
#include "annotate/timenames.h"

typedef struct resolver {
    const cst_time_names *n;
    const cst_pack *pack;
    const cst_sentence_units *s;
    const cst_time_context *context;
    cst_time_value *out;
    uint32_t unit;
    int depth;
} resolver;

static bool int_of(const resolver *r, cst_sym key, int64_t *value)
{
    return tn_int(r->n, r->pack, r->s, r->unit, key, value);
}

static cst_sym sym_of(const resolver *r, cst_sym key)
{
    return tn_sym(r->n, r->s, r->unit, key);
}

static bool published(const resolver *r)
{
    return r->context->published.from != 0;
}

static cst_day pub_to(const resolver *r)
{
    return r->context->published.to != 0 ? r->context->published.to
                                         : r->context->published.from;
}

/* The day of publication if it is one day, else 0. */
static cst_day pub_day(const resolver *r)
{
    return r->context->published.from == pub_to(r) ? pub_to(r) : 0;
}

static bool set_days(resolver *r, cst_day from, cst_day to, const char *method)
{
    r->out->method = method;
    if (from <= 0 || to <= 0 || to < from) {
        return false;
    }
    r->out->from = from;
    r->out->to = to;
    return true;
}

static bool future(const resolver *r)
{
    return sym_of(r, r->n->dir) == r->n->future ||
           (r->context->future && sym_of(r, r->n->dir) == 0);
}

static bool set_partial(resolver *r, int64_t month, int64_t day)
{
    char *p = r->out->partial;

    if (month < 1 || month > 12 || day < 0 || day > 31) {
        return false;
    }
    memcpy(p, "--00-00", 8);
    p[2] = (char)('0' + month / 10);
    p[3] = (char)('0' + month % 10);
    p[5] = (char)('0' + day / 10);
    p[6] = (char)('0' + day % 10);
    if (day == 0) {
        p[4] = 0;
    }
    return true;
}

/* --------------------------------------------- a day without its year */

static int year_of(cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    return y;
}

/* Latest such day not after limit; wd 0 = any. A feast of leap years and a day
 * with its weekday may lie several years back. */
static cst_day latest(int64_t day, int64_t month, int64_t wd, cst_day limit)
{
    int y = year_of(limit);

    for (int k = 0; k < 12 && y > k; k++) {
        cst_day d = cst_day_from_ymd(y - k, (int)month, (int)day);

        if (d != 0 && d <= limit &&
            (wd == 0 || cst_day_weekday(d) + 1 == wd)) {
            return d;
        }
    }
    return 0;
}

static cst_day earliest(int64_t day, int64_t month, int64_t wd, cst_day limit)
{
    int y = year_of(limit);

    for (int k = 0; k < 12; k++) {
        cst_day d = cst_day_from_ymd(y + k, (int)month, (int)day);

        if (d != 0 && d >= limit &&
            (wd == 0 || cst_day_weekday(d) + 1 == wd)) {
            return d;
        }
    }
    return 0;
}

static cst_day by_publication(const resolver *r, int64_t day, int64_t month,
                              int64_t wd)
{
    cst_day limit = pub_to(r), back = latest(day, month, wd, limit);
    cst_day ahead = earliest(day, month, wd, limit + 1);

    if (wd != 0 && (back == 0 || limit - back > 400) &&
        (ahead == 0 || ahead - limit > 200)) {
        /* a wrong day of the week: the day of the month counts */
        wd = 0;
        back = latest(day, month, 0, limit);
        ahead = earliest(day, month, 0, limit + 1);
    }
    if (wd != 0 && limit - back > 400) {
        return ahead;
    }
    return future(r) && ahead != 0 && ahead - limit < 367 ? ahead : back;
}

/* The year that the text supports without a day of publication. */
static cst_day by_text(const resolver *r, int64_t day, int64_t month,
                       int64_t wd)
{
    cst_day near, back, ahead;

    if (wd != 0 && r->context->latest != 0) {
        return earliest(day, month, wd, r->context->latest);
    }
    near = r->context->in_force;
    if (near == 0) {
        return 0;
    }
    back = latest(day, month, 0, near);
    ahead = earliest(day, month, 0, near);
    if (back == 0 || ahead == 0) {
        return back != 0 ? back : ahead;
    }
    return near - back <= ahead - near ? back : ahead;
}

static cst_day fix_year(const resolver *r, int64_t day, int64_t month,
                        int64_t wd)
{
    return published(r) ? by_publication(r, day, month, wd)
                        : by_text(r, day, month, wd);
}

static bool resolve_date(resolver *r, bool feast)
{
    int64_t day = 0, month = 0, year = 0, wd = 0;
    cst_day d;

    if (!int_of(r, r->n->day, &day) || !int_of(r, r->n->month, &month) ||
        month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    r->out->kind = CST_TIME_DAY;
    r->out->method = feast ? "holiday" : "explicit";
    (void)int_of(r, r->n->wd, &wd);
    r->out->weekday = (uint8_t)wd;
    if (int_of(r, r->n->year, &year)) {
        d = cst_day_from_ymd((int)year, (int)month, (int)day);
        r->out->full = d != 0;
    } else {
        d = fix_year(r, day, month, wd);
        if (wd != 0 && !published(r)) {
            r->out->method = "weekday";
        }
    }
    if (d == 0) {
        return set_partial(r, month, day);
    }
    return set_days(r, d, d, r->out->method);
}

/* Two days of one month; the second is resolved as a date would be. */
static bool resolve_days(resolver *r)
{
    int64_t day = 0, day2 = 0, month = 0, year = 0;
    cst_day to, from;

    if (!int_of(r, r->n->day, &day) || !int_of(r, r->n->day2, &day2) ||
        !int_of(r, r->n->month, &month) || month < 1 || month > 12) {
        return false;
    }
    r->out->kind = CST_TIME_DAY;
    r->out->method = "explicit";
    if (int_of(r, r->n->year, &year)) {
        to = cst_day_from_ymd((int)year, (int)month, (int)day2);
        r->out->full = to != 0;
    } else {
        to = fix_year(r, day2, month, 0);
    }
    if (to == 0) {
        return set_partial(r, month, day);
    }
    from = latest(day, month, 0, to);
    return set_days(r, from, to, "explicit");
}

/* --------------------------------------------------- months and years */

static bool whole_month(resolver *r, int year, int64_t month,
                        const char *method)
{
    int first = 1, last = 31;
    cst_day from, to;

    (void)tn_part(r->n, sym_of(r, r->n->part), &first, &last);
    from = cst_day_from_ymd(year, (int)month, first);
    to = last > 27 ? tn_month_end(year, (int)month)
                   : cst_day_from_ymd(year, (int)month, last);
    return set_days(r, from, to, method);
}

static bool resolve_month(resolver *r)
{
    int64_t month = 0, year = 0;
    cst_day d;

    if (!int_of(r, r->n->month, &month) || month < 1 || month > 12) {
        return false;
    }
    r->out->kind = CST_TIME_SPAN;
    r->out->method = "month";
    if (int_of(r, r->n->year, &year)) {
        return whole_month(r, (int)year, month, "month");
    }
    d = fix_year(r, 1, month, 0);
    return d != 0 ? whole_month(r, year_of(d), month, "month")
                  : set_partial(r, month, 0);
}

static bool resolve_year(resolver *r, bool two)
{
    int64_t year = 0, year2 = 0;
    int first, last;
    cst_day from, to;

    if (!int_of(r, r->n->year, &year)) {
        return false;
    }
    year2 = year;
    if (two) {
        (void)int_of(r, r->n->year2, &year2);
    }
    r->out->kind = CST_TIME_SPAN;
    from = cst_day_from_ymd((int)year, 1, 1);
    to = cst_day_from_ymd((int)year2, 12, 31);
    if (!two && tn_part(r->n, sym_of(r, r->n->part), &first, &last)) {
        /* tens of a month are thirds of a year */
        from = cst_day_from_ymd((int)year, first < 11 ? 1 : first < 21 ? 5 : 9,
                                1);
        to = tn_month_end((int)year, last < 11 ? 4 : last < 21 ? 8 : 12);
    }
    return set_days(r, from, to, "year");
}

static bool resolve_decade(resolver *r)
{
    int64_t year = 0;

    r->out->kind = CST_TIME_SPAN;
    if (!int_of(r, r->n->year, &year) || year < 0 || year > 2100) {
        return false;
    }
    year += year < 100 ? 1900 : 0;
    return set_days(r, cst_day_from_ymd((int)year, 1, 1),
                    cst_day_from_ymd((int)year + 9, 12, 31), "year");
}

static bool resolve_season(resolver *r)
{
    int64_t month = 0, year = 0;
    cst_day from;

    r->out->kind = CST_TIME_SPAN;
    if (!int_of(r, r->n->month, &month)) {
        return false;
    }
    from = int_of(r, r->n->year, &year)
               ? cst_day_from_ymd((int)year, (int)month, 1)
               : fix_year(r, 1, month, 0);
    return from != 0 &&
           set_days(r, from, tn_add_months(from, 3) - 1, "season");
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

static bool resolve_weekday(resolver *r)
{
    int64_t wd = 0, mday = 0;
    cst_sym dir = sym_of(r, r->n->dir);
    cst_day base = pub_day(r), day = 0;

    r->out->kind = CST_TIME_DAY;
    r->out->method = "weekday";
    if (!int_of(r, r->n->wd, &wd) || wd < 1 || wd > 7) {
        return false;
    }
    r->out->weekday = (uint8_t)wd;
    if (int_of(r, r->n->day, &mday) && published(r)) {
        day = with_day(pub_to(r), wd, mday);
    } else if (base != 0 && (future(r) || dir == r->n->after)) {
        day = to_weekday(base + 1, wd, 1);
    } else if (base != 0) {
        day = to_weekday(dir == r->n->past ? base - 1 : base, wd, -1);
    } else if (r->context->near != 0 || r->context->in_force != 0) {
        day = about(r->context->near != 0 ? r->context->near
                                          : r->context->in_force,
                    wd);
    } else if (published(r)) {
        r->out->inexact = true;
        return set_days(r, r->context->published.from, pub_to(r), "weekday");
    }
    return day != 0 && set_days(r, day, day, "weekday");
}

static bool resolve_day(resolver *r)
{
    int64_t off = 0;

    r->out->kind = CST_TIME_DAY;
    r->out->method = "relative";
    if (!int_of(r, r->n->off, &off) || off < -31 || off > 31 || !published(r)) {
        return false;
    }
    r->out->inexact = pub_day(r) == 0;
    return set_days(r, r->context->published.from + (cst_day)off,
                    pub_to(r) + (cst_day)off, "relative");
}

/* base plus count units: a day, or the month or year that it falls in. */
static bool shifted(resolver *r, cst_day base, int64_t count, cst_sym unit,
                    const char *method)
{
    const cst_time_names *n = r->n;
    cst_day from;

    if (base == 0 || count < -5000 || count > 5000) {
        return false;
    }
    if (unit == n->hour || unit == n->minute || unit == n->second) {
        int64_t days = unit == n->hour ? count / 24 : 0;

        return set_days(r, base + (cst_day)days, base + (cst_day)days, method);
    }
    if (unit == n->day || unit == n->night || unit == n->week) {
        int64_t days = unit == n->week ? 7 * count : count;

        return set_days(r, base + (cst_day)days, base + (cst_day)days, method);
    }
    r->out->kind = CST_TIME_SPAN;
    if (unit == n->month) {
        from = tn_add_months(tn_first_of(base, false), count);
        return from != 0 &&
               set_days(r, from, tn_add_months(from, 1) - 1, method);
    }
    if (unit == n->year || unit == n->decade || unit == n->century) {
        int64_t years = count * (unit == n->year     ? 1
                                 : unit == n->decade ? 10
                                                     : 100);

        from = tn_add_months(tn_first_of(base, true), 12 * years);
        return from != 0 &&
               set_days(r, from, tn_add_months(from, 12) - 1, method);
    }
    return false;
}

/* Count with its sign; false if the text gives no number. */
static bool signed_count(resolver *r, int64_t *count)
{
    cst_sym dir = sym_of(r, r->n->dir);

    if (sym_of(r, r->n->qual) != 0 && sym_of(r, r->n->qual) == r->n->vague) {
        r->out->inexact = true;
        *count = 0;
        return false;
    }
    if (!int_of(r, r->n->n, count)) {
        return false;
    }
    if (dir == r->n->past || dir == r->n->before) {
        *count = -*count;
    }
    return true;
}

static bool resolve_relative(resolver *r)
{
    int64_t count = 0;
    cst_sym unit = sym_of(r, r->n->unit);

    r->out->kind = CST_TIME_DAY;
    r->out->method = "relative";
    if (!signed_count(r, &count)) {
        /* some hours ago is still that day */
        return unit == r->n->hour && pub_day(r) != 0 &&
               set_days(r, pub_day(r), pub_day(r), "relative");
    }
    if (sym_of(r, r->n->half) && unit == r->n->year) {
        return shifted(r, pub_to(r), 12 * count + (count < 0 ? -6 : 6),
                       r->n->month, "relative");
    }
    return shifted(r, pub_day(r), count, unit, "relative");
}

static bool resolve_anchor(resolver *r)
{
    int64_t count = 0;
    cst_sym unit = sym_of(r, r->n->unit);
    cst_day base = r->context->in_force;

    r->out->kind = CST_TIME_DAY;
    r->out->method = "anchor";
    if (unit == 0) {
        unit = r->n->day;
    }
    if (sym_of(r, r->n->counted) != 0) {
        return false;
    }
    if (!signed_count(r, &count)) {
        return unit == r->n->hour && base != 0 &&
               set_days(r, base, base, "anchor");
    }
    if (!shifted(r, base, count, unit, "anchor")) {
        return false;
    }
    if (published(r) && r->out->from > pub_to(r) &&
        !r->context->future) {
        /* the day in force was not the one meant */
        r->out->from = r->out->to = 0;
        return false;
    }
    return true;
}

/* ------------------------------------------------- periods, durations */

static bool resolve_weekend(resolver *r, cst_day base, int64_t step)
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
    return set_days(r, saturday, saturday + 1, "relative");
}

static void cut_to_part(resolver *r)
{
    int first, last;
    cst_day n = r->out->to - r->out->from + 1, start = r->out->from;

    if (!tn_part(r->n, sym_of(r, r->n->part), &first, &last)) {
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

static bool resolve_period(resolver *r)
{
    const cst_time_names *n = r->n;
    cst_sym unit = sym_of(r, n->unit), dir = sym_of(r, n->dir);
    bool text = dir == n->same || dir == n->before || dir == n->after;
    cst_day base = text && r->context->in_force ? r->context->in_force
                                                : pub_to(r);
    int64_t step = dir == n->past || dir == n->before    ? -1
                   : dir == n->future || dir == n->after ? 1
                                                         : 0;
    bool ok;

    r->out->kind = CST_TIME_SPAN;
    r->out->method = "relative";
    if (base == 0 || (text && r->context->in_force == 0)) {
        return false;
    }
    if (unit == n->weekend) {
        ok = resolve_weekend(r, base, step);
    } else if (unit == n->week) {
        cst_day monday = base - cst_day_weekday(base) + (cst_day)(7 * step);

        ok = set_days(r, monday, monday + 6, "relative");
    } else {
        ok = shifted(r, base, step, unit, "relative");
    }
    if (ok) {
        cut_to_part(r);
    }
    return ok;
}

/* A day so long before another. */
static cst_day back(const resolver *r, cst_day day, int64_t count, cst_sym unit,
                    bool half)
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

static bool resolve_duration(resolver *r)
{
    int64_t count = 0;
    cst_sym unit = sym_of(r, r->n->unit);
    bool open = sym_of(r, r->n->reach) == r->n->from;
    bool last = sym_of(r, r->n->last) != 0 &&
                sym_of(r, r->n->dir) == r->n->past;
    cst_day from;

    r->out->kind = CST_TIME_LENGTH;
    r->out->method = "duration";
    if ((!open && !last) || !published(r) || !signed_count(r, &count)) {
        return false;
    }
    /* dir belongs to "last" here and is no sign */
    count = count < 0 ? -count : count;
    from = back(r, r->context->published.from, count, unit,
                sym_of(r, r->n->half) != 0);
    return set_days(r, from, pub_to(r), "duration");
}

/* ------------------------------------------------------------- clocks */

static void read_clock(resolver *r)
{
    int64_t minutes = 0, more = 0;
    cst_sym tod = sym_of(r, r->n->tod);

    if (!int_of(r, r->n->minutes, &minutes)) {
        return;
    }
    if (int_of(r, r->n->min, &more) && more >= 0 && more < 60) {
        minutes += more;
    }
    if (minutes < 720 && tod != 0 &&
        (tod == r->n->evening || tod == r->n->afternoon)) {
        minutes += 720;
    }
    if (minutes >= 0 && minutes <= 1440) {
        r->out->minutes = (int16_t)(minutes % 1440);
    }
}

/* ----------------------------------------------------------- dispatch */

static bool resolve_unit(resolver *r);

static bool resolve_part(const resolver *r, cst_sym role,
                         const cst_time_context *context, cst_time_value *out)
{
    const cst_feat *f = cst_time_feat(r->n, r->s, r->unit, role);
    resolver inner = *r;

    if (!f || f->kind != CST_FEAT_UNIT || r->depth > 3) {
        return false;
    }
    inner.unit = (uint32_t)f->value;
    inner.context = context;
    inner.out = out;
    inner.depth = r->depth + 1;
    return resolve_unit(&inner);
}

/* The end is resolved first; the begin is the latest that is not after it. */
static bool resolve_interval(resolver *r)
{
    cst_time_context inner = *r->context;
    cst_time_value from, to;

    r->out->kind = CST_TIME_SPAN;
    if (!resolve_part(r, r->n->to, r->context, &to)) {
        return false;
    }
    r->out->method = to.method;
    if (to.from != 0) {
        inner.published.from = inner.published.to = to.to;
        inner.future = false;
        if (to.kind == CST_TIME_SPAN) {
            inner.published.from = to.from;
        }
    }
    if (!resolve_part(r, r->n->from, &inner, &from)) {
        return false;
    }
    r->out->full = to.full;
    if (to.from == 0 || from.from == 0) {
        memcpy(r->out->partial, from.partial, sizeof r->out->partial);
        return r->out->partial[0] != 0;
    }
    return set_days(r, from.from, to.to, to.method);
}

static void clear(cst_time_value *out)
{
    memset(out, 0, sizeof *out);
    out->method = "";
    out->minutes = -1;
}

static void apply_open(resolver *r, bool ok)
{
    cst_sym reach = sym_of(r, r->n->reach);

    if (!ok || reach == 0) {
        return;
    }
    if (reach == r->n->from) {
        r->out->open_from = true;
        r->out->to = 0;
    } else if (reach == r->n->to) {
        r->out->open_to = true;
        r->out->from = 0;
    }
    r->out->before = reach == r->n->before;
    r->out->after = reach == r->n->after;
}

static bool resolve_kind(resolver *r, cst_sym kind)
{
    const cst_time_names *n = r->n;

    if (kind == n->date || kind == n->holiday) {
        return resolve_date(r, kind == n->holiday);
    }
    if (kind == n->weekof) {
        bool ok = resolve_date(r, false) && r->out->from != 0;

        r->out->to += ok ? 6 : 0;
        return ok;
    }
    if (kind == n->days) {
        return resolve_days(r);
    }
    if (kind == n->month) {
        return resolve_month(r);
    }
    if (kind == n->year || kind == n->years) {
        return resolve_year(r, kind == n->years);
    }
    if (kind == n->decade) {
        return resolve_decade(r);
    }
    if (kind == n->season) {
        return resolve_season(r);
    }
    if (kind == n->weekday) {
        return resolve_weekday(r);
    }
    if (kind == n->day) {
        return resolve_day(r);
    }
    if (kind == n->anchor) {
        return resolve_anchor(r);
    }
    if (kind == n->relative) {
        return resolve_relative(r);
    }
    if (kind == n->period) {
        return resolve_period(r);
    }
    if (kind == n->duration) {
        return resolve_duration(r);
    }
    if (kind == n->interval) {
        return resolve_interval(r);
    }
    r->out->inexact = kind == n->recent;
    r->out->kind = kind == n->clock || kind == n->tod ? CST_TIME_CLOCK
                   : kind == n->recent                ? CST_TIME_SPAN
                                                      : CST_TIME_SET;
    return false;
}

static bool resolve_unit(resolver *r)
{
    cst_sym kind = sym_of(r, r->n->kind);
    bool ok;

    clear(r->out);
    if (kind == 0) {
        return false;
    }
    ok = resolve_kind(r, kind);
    read_clock(r);
    apply_open(r, ok);
    if (sym_of(r, r->n->night) != 0) {
        r->out->night = true;
        r->out->kind = CST_TIME_DAY;
    }
    r->out->attribute = sym_of(r, r->n->attr) != 0;
    return ok;
}

bool cst_time_resolve(const cst_time_names *names, const cst_pack *pack,
                      const cst_sentence_units *s, uint32_t unit,
                      const cst_time_context *context, cst_time_value *out)
{
    resolver r = {names, pack, s, context, out, unit, 0};

    clear(out);
    return unit < s->units.n && resolve_unit(&r);
}
