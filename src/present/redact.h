/* present/redact: names that must not be told.
 *
 * Takes the documents of a collection one after the other, gathers the names of
 * the harmed and of witnesses who speak, and finds them afterwards in any text:
 * however accents and case are written, as whole words, turned round, run together,
 * and the family name by itself. A name that is secret in one document is so in
 * all of them; its first name by itself only in a document that names the
 * person. A word that also names a place of the collection, or that the texts
 * use in lower case, is not taken for a name where it stands by itself.
 *
 * What is found is blackened by a block of one length. Inside a document,
 * where offsets must stay, fillers take the place of characters of as many
 * bytes; cst_redact_shown turns a run of them into one block.
 *
 * One thread at a time. Linear in the text. Errors: CST_NOMEM. */
#ifndef CST_PRESENT_REDACT_H
#define CST_PRESENT_REDACT_H

#include "base/base.h"

#define CST_REDACT_BLOCK "\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88"

typedef struct cst_redact cst_redact;

/* Where a text stands: what may be a name in it differs. */
typedef enum cst_redact_mode {
    CST_REDACT_TEXT,
    CST_REDACT_ADDRESS, /* of a page or a file: mostly lower case */
    CST_REDACT_NAMED    /* the words that name a person: all of the name */
} cst_redact_mode;

cst_status cst_redact_new(const cst_allocator *allocator, uint32_t whom,
                          cst_redact **redact);
void cst_redact_free(cst_redact *r);
uint32_t cst_redact_whom(const cst_redact *r);

/* Words that name parties; a row of them is no person. */
void cst_redact_parties(cst_redact *r, cst_str words);
/* Gather; what doc holds is looked at through constat.h and not kept. */
cst_status cst_redact_gather(cst_redact *r, const cst_document *doc);
/* No more is gathered; from here on names are found. */
cst_status cst_redact_finish(cst_redact *r);

/* Text is of this document (its id) until the next call; "" = of none. */
void cst_redact_of(cst_redact *r, const char *id);
/* Does the claimant speak as a witness, under a name? */
bool cst_redact_is_named_witness(const cst_redact *r, const cst_claimant *c);
/* Where names stand, in order. The list lives until the next call. */
cst_status cst_redact_find(cst_redact *r, cst_str text, cst_redact_mode mode,
                           const cst_tspan **at, size_t *n);
/* s with its names blackened; s itself if it has none. p NULL once memory ran
 * out: nothing is told rather than a name. An address is also looked at as it
 * reads with its %-signs resolved. */
cst_str cst_redact_str(cst_redact *r, cst_arena *arena, cst_str s);
cst_str cst_redact_address(cst_redact *r, cst_arena *arena, cst_str s);

/* Fillers over whole characters. */
void cst_redact_fill(char *text, cst_tspan at);
bool cst_redact_is_filled(cst_str text);
/* Runs of fillers as blocks; the text itself if it has none. */
cst_str cst_redact_shown(cst_arena *arena, cst_str text);

#endif
