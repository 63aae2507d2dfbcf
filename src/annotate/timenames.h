/* annotate/timenames: the symbols of time features, and how features are read.
 * Internal to annotate/. */
#ifndef CST_ANNOTATE_TIMENAMES_H
#define CST_ANNOTATE_TIMENAMES_H

#include "annotate/time.h"

#define TN_SYMBOLS(X)                                                          \
    X(time)                                                                    \
    X(num) X(kind) X(of) X(date) X(days) X(month) X(year) X(years) X(decade)   \
        X(season) X(holiday) X(weekday) X(day) X(anchor) X(relative) X(period) \
            X(recent) X(duration) X(clock) X(tod) X(set) X(interval) X(weekof) \
                X(day2) X(year2) X(wd) X(off) X(n) X(n2) X(unit) X(dir) X(     \
                    part) X(minutes) X(min) X(reach) X(from) X(to) X(night)    \
                    X(attr) X(half) X(last) X(qual) X(vague) X(past) X(future) \
                        X(before) X(after) X(same) X(second) X(minute) X(hour) \
                            X(week) X(weekend) X(quarter) X(century) X(dawn)   \
                                X(morning) X(noon) X(afternoon) X(evening)     \
                                    X(pub) X(updated) X(published) X(value)    \
                                        X(value2) X(milli) X(den) X(article)   \
                                            X(zero) X(ord) X(pct) X(frac)      \
                                                X(list) X(id) X(coll) X(age)   \
                                                    X(between) X(at_least)     \
                                                        X(at_most) X(money)    \
                                                            X(measure) X(card) \
                                                                X(counted) X(nth) \
                                                                    X(opens) X(then) X(beside) X(sharp)

struct cst_time_names {
#define X(name) cst_sym name;
    TN_SYMBOLS(X)
#undef X
    cst_sym this_;
    int pub_cue, person; /* classes */
    struct {
        cst_sym name;
        int from, to;
    } parts[8];
};

/* Integer feature, also where the lexicon gave it as text ("-1"). */
bool tn_int(const cst_time_names *names, const cst_pack *pack,
            const cst_sentence_units *s, uint32_t unit, cst_sym key,
            int64_t *value);
/* Symbol feature, 0 = none. */
cst_sym tn_sym(const cst_time_names *names, const cst_sentence_units *s,
               uint32_t unit, cst_sym key);
/* Days of the part of a month; false if it is no part. */
bool tn_part(const cst_time_names *names, cst_sym part, int *from, int *to);

/* Calendar arithmetic; days that do not exist are cut to the month's last. */
cst_day tn_month_end(int year, int month);
cst_day tn_add_months(cst_day day, int64_t months);
cst_day tn_first_of(cst_day day, bool year); /* of its month or year */

#endif
