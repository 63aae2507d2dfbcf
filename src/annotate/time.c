/* annotate/time: from the features of a time unit to days.
 *
 * News looks back: a date without a year is the latest such date that is not
 * after publication, unless it is said to lie ahead. Where publication is
 * unknown a day of the week may fix the year; otherwise the date stays
 * partial. Nothing is guessed beyond that.
 */
#include "annotate/timeresolve.h"

static bool set_partial(tr_resolver *r, int64_t month, int64_t day)
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

        if (d != 0 && d <= limit && (wd == 0 || cst_day_weekday(d) + 1 == wd)) {
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

        if (d != 0 && d >= limit && (wd == 0 || cst_day_weekday(d) + 1 == wd)) {
            return d;
        }
    }
    return 0;
}

static cst_day by_publication(const tr_resolver *r, int64_t day, int64_t month,
                              int64_t wd)
{
    cst_day limit = tr_pub_to(r), back = latest(day, month, wd, limit);
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
    return tr_future(r) && ahead != 0 && ahead - limit < 367 ? ahead : back;
}

/* The year that the text supports without a day of publication. */
static cst_day by_text(const tr_resolver *r, int64_t day, int64_t month,
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
    if (back == 0 || ahead == 0 || tr_sym(r, r->n->reach) == r->n->from) {
        return back != 0 ? back : ahead; /* "since January": looking back */
    }
    return near - back <= ahead - near ? back : ahead;
}

static cst_day fix_year(const tr_resolver *r, int64_t day, int64_t month,
                        int64_t wd)
{
    const cst_interval *w = &r->context->within;
    cst_day in = w->from ? earliest(day, month, wd, w->from) : 0;
    if (in != 0 && in <= w->to) {
        return in;
    }
    return tr_published(r) ? by_publication(r, day, month, wd)
                           : by_text(r, day, month, wd);
}

/* "June 2014", "June of last year", "June of the same year". */
static bool stated_year(const tr_resolver *r, int64_t *year)
{
    int64_t off = 0;

    if (tr_int(r, r->n->year, year)) {
        return true;
    }
    if (!tr_int(r, r->n->off, &off) || off < -9 || off > 9) {
        return false;
    }
    cst_day of = tr_sym(r, r->n->dir) == r->n->same ? r->context->spoken
                                                    : tr_pub_to(r);
    *year = of == 0 ? 0 : year_of(of) + off;
    return of != 0;
}

/* "On the 17th": of the month that the text speaks of, "on the 3rd of the
 * month": of that of publication; the one before where it is still to come. */
static bool resolve_mday(tr_resolver *r, int64_t day)
{
    bool text = tr_sym(r, r->n->dir) == r->n->same;
    cst_day of = text && r->context->in_force != 0 ? r->context->in_force
                                                     : tr_pub_to(r);
    cst_day d;
    int y, m, unused;

    if (of == 0) {
        return false;
    }
    cst_day_to_ymd(of, &y, &m, &unused);
    d = cst_day_from_ymd(y, m, (int)day);
    if (d == 0 || tr_sym(r, r->n->dir) == r->n->past ||
        (tr_published(r) && d > tr_pub_to(r))) {
        cst_day_to_ymd(tn_add_months(tn_first_of(of, false), -1), &y, &m,
                       &unused);
        d = cst_day_from_ymd(y, m, (int)day);
    }
    return d != 0 && tr_set_days(r, d, d, "explicit");
}

static bool resolve_date(tr_resolver *r, bool feast)
{
    int64_t day = 0, month = 0, year = 0, wd = 0;
    cst_day d;

    if (!tr_int(r, r->n->day, &day) || day < 1 || day > 31) {
        return false;
    }
    r->out->kind = CST_TIME_DAY;
    r->out->method = feast ? "holiday" : "explicit";
    if (!tr_int(r, r->n->month, &month)) {
        return resolve_mday(r, day);
    }
    if (month < 1 || month > 12) {
        return false;
    }
    (void)tr_int(r, r->n->wd, &wd);
    r->out->weekday = (uint8_t)wd;
    bool told = stated_year(r, &year);
    d = told ? cst_day_from_ymd((int)year, (int)month, (int)day) : 0;
    if (told && !(tr_sym(r, r->n->dir) == r->n->same && tr_published(r) &&
                  d > tr_pub_to(r))) {
        r->out->full = d != 0;
    } else {
        d = fix_year(r, day, month, wd);
        if (wd != 0 && !tr_published(r)) {
            r->out->method = "weekday";
        }
    }
    if (d == 0) {
        return set_partial(r, month, day);
    }
    return tr_set_days(r, d, d, r->out->method);
}

/* Two days of one month; the second is resolved as a date would be. */
static bool resolve_days(tr_resolver *r)
{
    int64_t day = 0, day2 = 0, month = 0, year = 0;
    cst_day to, from;

    if (!tr_int(r, r->n->day, &day) || !tr_int(r, r->n->day2, &day2) ||
        !tr_int(r, r->n->month, &month) || month < 1 || month > 12) {
        return false;
    }
    r->out->kind = CST_TIME_DAY;
    r->out->method = "explicit";
    if (stated_year(r, &year)) {
        to = cst_day_from_ymd((int)year, (int)month, (int)day2);
        r->out->full = to != 0;
    } else {
        to = fix_year(r, day2, month, 0);
    }
    if (to == 0) {
        return set_partial(r, month, day);
    }
    from = latest(day, month, 0, to);
    r->out->bounded = true;
    return tr_set_days(r, from, to, "explicit");
}

/* --------------------------------------------------- months and years */

static bool whole_month(tr_resolver *r, int year, int64_t month,
                        const char *method)
{
    int first = 1, last = 31;
    cst_day from, to;

    (void)tn_part(r->n, tr_sym(r, r->n->part), &first, &last);
    from = cst_day_from_ymd(year, (int)month, first);
    to = last > 27 ? tn_month_end(year, (int)month)
                   : cst_day_from_ymd(year, (int)month, last);
    return tr_set_days(r, from, to, method);
}

static bool resolve_month(tr_resolver *r)
{
    int64_t month = 0, year = 0;
    cst_day d;

    if (!tr_int(r, r->n->month, &month) || month < 1 || month > 12) {
        return false;
    }
    r->out->kind = CST_TIME_SPAN;
    r->out->method = "month";
    if (stated_year(r, &year)) {
        return whole_month(r, (int)year, month, "month");
    }
    if (tr_sym(r, r->n->dir) == r->n->past && tr_published(r)) {
        /* "last June", said in June, is that of the year before */
        d = latest(1, month, 0, tn_first_of(tr_pub_to(r), false) - 1);
        return d != 0 && whole_month(r, year_of(d), month, "month");
    }
    d = fix_year(r, 1, month, 0);
    return d != 0 ? whole_month(r, year_of(d), month, "month")
                  : set_partial(r, month, 0);
}

static bool resolve_year(tr_resolver *r, bool two)
{
    int64_t year = 0, year2 = 0;
    int first, last;
    cst_day from, to;

    if (!tr_int(r, r->n->year, &year)) {
        return false;
    }
    year2 = year;
    if (two) {
        (void)tr_int(r, r->n->year2, &year2);
    }
    r->out->kind = CST_TIME_SPAN;
    r->out->bounded = two;
    from = cst_day_from_ymd((int)year, 1, 1);
    to = cst_day_from_ymd((int)year2, 12, 31);
    if (!two && tn_part(r->n, tr_sym(r, r->n->part), &first, &last)) {
        /* tens of a month are thirds of a year */
        from = cst_day_from_ymd((int)year,
                                first < 11   ? 1
                                : first < 21 ? 5
                                             : 9,
                                1);
        to = tn_month_end((int)year, last < 11 ? 4 : last < 21 ? 8 : 12);
    }
    return tr_set_days(r, from, to, "year");
}

static bool resolve_decade(tr_resolver *r)
{
    int64_t year = 0;

    r->out->kind = CST_TIME_SPAN;
    if (!tr_int(r, r->n->year, &year) || year < 0 || year > 2100) {
        return false;
    }
    year += year < 100 ? 1900 : 0;
    return tr_set_days(r, cst_day_from_ymd((int)year, 1, 1),
                       cst_day_from_ymd((int)year + 9, 12, 31), "year");
}

static bool resolve_season(tr_resolver *r)
{
    int64_t month = 0, year = 0;
    cst_day from;

    r->out->kind = CST_TIME_SPAN;
    if (!tr_int(r, r->n->month, &month)) {
        return false;
    }
    from = tr_int(r, r->n->year, &year)
               ? cst_day_from_ymd((int)year, (int)month, 1)
               : fix_year(r, 1, month, 0);
    return from != 0 &&
           tr_set_days(r, from, tn_add_months(from, 3) - 1, "season");
}

/* ------------------------------------------------------------- clocks */

static void read_clock(tr_resolver *r)
{
    int64_t minutes = 0, more = 0;
    cst_sym tod = tr_sym(r, r->n->tod);

    if (!tr_int(r, r->n->minutes, &minutes)) {
        return;
    }
    if (tr_int(r, r->n->min, &more) && more >= 0 && more < 60) {
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

static bool resolve_unit(tr_resolver *r);

static bool resolve_part(const tr_resolver *r, cst_sym role,
                         const cst_time_context *context, cst_time_value *out)
{
    const cst_feat *f = cst_time_feat(r->n, r->s, r->unit, role);
    tr_resolver inner = *r;

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
static bool resolve_interval(tr_resolver *r)
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
    r->out->inexact = to.inexact || from.inexact;
    r->out->bounded = true;
    if (to.from == 0 || from.from == 0) {
        memcpy(r->out->partial, from.partial, sizeof r->out->partial);
        return r->out->partial[0] != 0;
    }
    return tr_set_days(r, from.from, to.to, to.method);
}

static void clear(cst_time_value *out)
{
    memset(out, 0, sizeof *out);
    out->method = "";
    out->minutes = -1;
}

static void apply_open(tr_resolver *r, bool ok)
{
    cst_sym reach = tr_sym(r, r->n->reach);

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

static bool resolve_kind(tr_resolver *r, cst_sym kind)
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
        return tr_weekday(r);
    }
    if (kind == n->day) {
        return tr_day(r);
    }
    if (kind == n->anchor) {
        return tr_anchor(r);
    }
    if (kind == n->relative) {
        return tr_relative(r);
    }
    if (kind == n->period) {
        return tr_period(r);
    }
    if (kind == n->duration) {
        return tr_duration(r);
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

static bool resolve_unit(tr_resolver *r)
{
    cst_sym kind = tr_sym(r, r->n->kind);
    int64_t beside = 0;
    bool ok;

    clear(r->out);
    if (kind == 0) {
        return false;
    }
    ok = resolve_kind(r, kind);
    if (ok && tr_int(r, r->n->beside, &beside)) {
        r->out->from += (cst_day)beside;
        r->out->to += (cst_day)beside;
    }
    read_clock(r);
    apply_open(r, ok);
    if (tr_sym(r, r->n->night) != 0) {
        r->out->night = true;
        r->out->kind = CST_TIME_DAY;
    }
    r->out->attribute = tr_sym(r, r->n->attr) != 0;
    r->out->then = tr_sym(r, r->n->then) != 0;
    r->out->opens = tr_sym(r, r->n->opens) != 0;
    return ok;
}

bool cst_time_resolve(const cst_time_names *names, const cst_pack *pack,
                      const cst_sentence_units *s, uint32_t unit,
                      const cst_time_context *context, cst_time_value *out)
{
    tr_resolver r = {names, pack, s, context, out, unit, 0};

    clear(out);
    return unit < s->units.n && resolve_unit(&r);
}
