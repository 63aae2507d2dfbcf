/* clean/naming: what the files share that look for names of outlets. */
#ifndef CST_CLEAN_NAMING_H
#define CST_CLEAN_NAMING_H

#include "clean/page.h"

/* The best outlet so far. */
typedef struct guess {
    cst_str name, kind;
    int score;
} guess;

/* One part of a header line between separators. */
typedef struct segment {
    cst_str text;
    size_t next; /* where the next part begins in the line */
    bool with;   /* an agency follows after a word such as "with" */
} segment;

/* Next known name at or after *at; *at moves behind it. */
const outlet *naming_known(const page *p, cst_str s, size_t *at, size_t *begin);
/* The part of a line that begins at from. */
segment naming_segment(const page *p, cst_str s, size_t from);
/* Words of s among the outlet words; *kind takes the first one's value. */
unsigned naming_words(const page *p, cst_str s, cst_str *kind);
/* Half of the longer words begin with a capital, and the first word does. */
bool naming_capitals(cst_str s);
/* Does the page call itself a press release at or beside line i? */
bool naming_release(const page *p, uint32_t i);
/* Behind the words of a byline: a name that begins with a capital. */
cst_str naming_byline(const page *p, cst_str part);
/* Keep a name if it scores higher than what is there. */
void naming_offer(guess *best, cst_str name, cst_str kind, int score);
/* The line tells where the text was taken from. */
bool naming_copied(const page *p, cst_str line);
/* Where a name is cut off the end of a title: the last sign between blanks, of
 * *len bytes. SIZE_MAX if there is none. */
size_t naming_last_sign(cst_str s, size_t *len);
/* The outlet that a page names. */
guess naming_outlet(const page *p);
/* Who issues a text that no header names: the end of the title, the sender of
 * a letter, a copy's source, a body that speaks of itself. */
void issuer_guess(const page *p, guess *best);

#endif
