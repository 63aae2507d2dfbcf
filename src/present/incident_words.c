/* present/incident_words: derivations in plain English, for terminals and JSON.
 * The pages have theirs in ui.tsv. */
#include "present/incident.h"

const char *cst_grade_reason(cst_grade grade)
{
    static const char *const reasons[] = {
        "nobody is said to have been killed or injured",
        "someone says to have done it, and no one disputes it",
        "two or more sources tell of it, each by itself",
        "one source tells of it",
        "who did it, or whether it happened, is disputed",
        "all the dead and injured are said to be fighters"};

    return (size_t)grade < CST_COUNT(reasons) ? reasons[grade] : "";
}

const char *cst_use_reason(cst_use use)
{
    static const char *const reasons[] = {
        "stands",
        "overtaken: its source has a newer one",
        "repeats what its source says elsewhere",
        "apart: of one side, where others count all",
        "apart: the attackers' own",
        "no number: stays in words",
        "part of another claim",
        "of some people only",
        "sums several happenings",
        "called false"};

    return (size_t)use < CST_COUNT(reasons) ? reasons[use] : "";
}

const char *cst_strategy_reason(cst_strategy strategy)
{
    static const char *const reasons[] = {
        "the newest claim that is neither hedged nor a party's own",
        "the number that most sources state",
        "the lowest that any source states now",
        "none: the range stands alone"};

    return (size_t)strategy < CST_COUNT(reasons) ? reasons[strategy] : "";
}
