/* annotate/number: number words and figures -> units with label "num".
 *
 * The native layer "@number". It reads the pack's table "numbers" (kinds are
 * explained there) and groups tokens of the row into atomic quantities; the
 * rule layers after it add qualifiers and ranges and make "num" units again
 * with the same features. Knows no language.
 *
 * Features of a num unit
 *   kind     card ord pct money measure frac coll clock list id, and from the
 *            rules: age
 *   value    the number; of pct, money and measure with decimals rounded down
 *   milli    value * 1000 where the number is not whole
 *   value2   upper end (rules)
 *   qual     exact (rules: about at_least more_than at_most less_than between
 *            vague)
 *   digits   yes if written in figures
 *   article  yes if the word alone may be the article "a"
 *   zero     yes if the word says that there is none
 *   y4       yes if four bare digits that can be a year (1000 .. 2100)
 *   mult     the big word that it ends in (1000, 1000000, ...), for "15 to 20
 *            thousand"
 *   pl       yes of a coll in the plural
 *   unit     code of pct, money, measure
 *   num, den of frac
 *   value    of a clock: minutes after midnight; hours = its hour, bare = yes
 *            if no minutes are written
 * Dates in digits become units with label "time" at once (see time.h).
 */
#ifndef CST_ANNOTATE_NUMBER_H
#define CST_ANNOTATE_NUMBER_H

#include "lang/lang.h"

typedef struct cst_number_words cst_number_words;

/* Index the pack's number table; lives in the arena (the engine's). An empty
 * index where the pack has none. CST_NOMEM. */
cst_status cst_number_words_new(cst_arena *arena, const cst_pack *pack,
                                const cst_number_words **out);

/* The layer. user is the cst_number_words. CST_NOMEM. */
cst_status cst_number_layer(void *user, cst_arena *arena, const cst_pack *pack,
                            cst_sentence_units *s);

#endif
