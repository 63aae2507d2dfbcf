/* annotate/time: what "time" units mean.
 *
 * The rule layers "time" and "period" make units with label "time"; here they
 * become days. Knows no language: everything comes from features, and from the
 * pack's table "time" (days of the parts of a month).
 *
 * Features of a time unit. A unit that wraps another one (an article, a
 * preposition, "since") has the role "of"; what it does not say itself, it
 * takes from there (cst_time_feat does that).
 *   kind      date days month year years decade season holiday weekday day
 *             anchor relative period recent duration clock tod set interval
 *             weekof (the week from a date)
 *   day month year, day2 (end of days), year2 (end of years)
 *   wd        1 = Monday; of date: the day of the week that was said with it
 *   off       of day: days from the day of publication (-1 = yesterday)
 *   n unit    of anchor (from the day that the text speaks of; dir gives the
 *             sign if n has none), relative (from the day of publication),
 *             duration; half=yes adds a half; qual as in num
 *   unit      second minute hour night day week weekend month quarter half
 *             year decade century
 *   counted   yes: an anchor counted from what is named after it ("two days
 *             after the attack")
 *   dir       past this future same before after
 *   part      early mid late whole
 *   tod       dawn morning noon afternoon evening night; minutes of the clock,
 *             min to be added
 *   reach     from (since it, still going on) to (until it) before after
 *   from, to  roles of interval; night=yes: one night, begun on the first day
 *   off       of date, days, month: years from that of publication; dir=same:
 *             the year that the text speaks of
 *   nth       yes: a counted anchor whose n counts the days of what is named
 *   attr      yes: it says which event ("the attack of Monday")
 *   clock     role: the clock time of a day
 *   last      yes: a duration up to now; with dir before or after, up to the
 *             day that the text speaks of, or from it on
 *   beside    n of the anchor that counts from this day ("the eve of")
 *   sharp     yes: to the day
 *   then      yes: what is told right behind it took place then
 *   opens     yes: it heads what stands behind or below it
 */
#ifndef CST_ANNOTATE_TIME_H
#define CST_ANNOTATE_TIME_H

#include "lang/lang.h"

typedef enum cst_time_kind {
    CST_TIME_NONE,
    CST_TIME_DAY,    /* resolves to a day, or to a few */
    CST_TIME_SPAN,   /* a month, a year, a season, an interval */
    CST_TIME_LENGTH, /* a duration: no date unless it is open */
    CST_TIME_CLOCK,  /* a clock time or part of a day without its day */
    CST_TIME_SET     /* repeated: no date */
} cst_time_kind;

/* Symbols, looked up once; keep it beside the pack. */
typedef struct cst_time_names cst_time_names;
cst_status cst_time_names_new(cst_arena *arena, const cst_pack *pack,
                              const cst_time_names **out);

typedef struct cst_time_context {
    cst_interval published; /* from == 0: unknown; may be longer than a day */
    cst_day in_force;       /* day of the event or paragraph, 0 = none */
    cst_day latest;         /* latest full date stated before, 0 = none */
    bool future;            /* the clause speaks of the future */
    cst_day near;           /* where published is longer than a day: the latest
                               day in it that the text states, 0 = none */
    cst_interval within;    /* what the text speaks of there: a day without its
                               year that can lie in it does; from == 0: none */
    cst_day spoken;         /* first day of the time stated last, 0 = none */
} cst_time_context;

typedef struct cst_time_value {
    cst_time_kind kind;
    cst_day from, to;   /* 0 = open or unknown */
    char partial[12];   /* "--MM-DD" or "--MM" while the year is unknown */
    const char *method; /* explicit weekday relative holiday month year season
                           anchor duration clock: static */
    int16_t minutes;    /* -1 = none */
    uint8_t weekday;    /* 1 = Monday, as said; 0 = none */
    bool open_from;     /* begins then and goes on: to is 0 */
    bool open_to;       /* until then: from is 0 */
    bool before, after; /* only a limit ("before May"): from, to are its days */
    bool night;         /* one night: from and to are two days */
    bool inexact;       /* no count was said ("some days ago") */
    bool attribute;     /* says which event */
    bool counted;       /* from, to are the days of what is named after it, seen
                           from the day in force: not resolved otherwise */
    bool nth;           /* counted, of a span that goes on: "the ninth day of" */
    bool full;          /* day, month and year stand in the text */
    bool bounded;       /* both ends stand in the text */
    bool course;        /* the days before or after what was told */
    bool then;          /* what is told right behind it took place then */
    bool opens;         /* it heads what stands behind or below it */
} cst_time_value;

/* Value of a time unit. False if it gives no day, interval or partial date
 * (kind and minutes are set even then). */
bool cst_time_resolve(const cst_time_names *names, const cst_pack *pack,
                      const cst_sentence_units *s, uint32_t unit,
                      const cst_time_context *context, cst_time_value *out);

/* Feature of a unit, or of what it wraps. */
const cst_feat *cst_time_feat(const cst_time_names *names,
                              const cst_sentence_units *s, uint32_t unit,
                              cst_sym key);

/* A line of the head of the article with its time units made: a line about
 * the article, or a sentence that opens one of the first paragraphs of its
 * body, where only a dateline counts; below the first paragraph it begins with
 * its full date. */
typedef struct cst_pubdate_line {
    const cst_sentence_units *units;
    bool header, below;
} cst_pubdate_line;

/* What the head says of the day of publication: *published and *updated (from
 * == 0: not stated; minutes -1: none). mark is a month mark ("date 2016-07"),
 * may be empty. latest_in_text is the latest full date, or first day of the
 * latest year, that the text states (0 = none): by it a day with its weekday
 * and no year gets its year; where the text states none the pack's key "era"
 * (a year) is where the search begins. Cue words are the pack's class pub_cue
 * (feature pub = published, updated or other); a date without one in a header
 * line counts as published where none has that cue. False if nothing is stated.
 */
bool cst_pubdate(const cst_time_names *names, const cst_pack *pack,
                 const cst_pubdate_line *lines, size_t n_lines, cst_str mark,
                 cst_day latest_in_text, cst_interval *published,
                 cst_interval *updated);

/* Latest full date, or (unless only full ones count) first day of the latest
 * year, among the units of a sentence: feed it with all sentences for
 * latest_in_text. */
cst_day cst_time_latest(const cst_time_names *names, const cst_pack *pack,
                        const cst_sentence_units *s, bool full);

#endif
