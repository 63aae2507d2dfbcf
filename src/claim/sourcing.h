/* claim/sourcing: what the files on sources share.
 *
 * speaker.c knows who may speak and how he is named, capacity.c as what,
 * sayer.c who is the subject of a verb of saying, source.c finds the places
 * where somebody is said to speak, scope.c over which words, account.c where an
 * account goes on in the next sentence, stance.c how surely. */
#ifndef CST_CLAIM_SOURCING_H
#define CST_CLAIM_SOURCING_H

#include "claim/reader.h"

/* How a source stands to the words that it covers. */
typedef enum cl_stands {
    CL_BESIDE,  /* after or amid them: it covers its stretch */
    CL_OPENING, /* it leads the sentence */
    CL_BEFORE   /* a verb of saying, then what is said */
} cl_stands;

/* How much a verb asks of who could be its speaker. */
typedef enum cl_saying {
    CL_SAYS,    /* persons and bodies */
    CL_REPORTS  /* counts or sees: bodies that give tolls, and who was there */
} cl_saying;

/* May this group speak? */
bool cl_speaks(const cl_reader *r, uint32_t group, cl_saying how);
/* Who stands behind a text or a toll ("report of", "toll given by"); the group
 * itself if it speaks for itself, CST_NONE if nobody is named. */
uint32_t cl_author(const cl_reader *r, uint32_t group);
/* "this count", "the same figures": a text that was named before. */
bool cl_repeated(const cl_reader *r, uint32_t group);
/* "our correspondent" is the outlet. */
bool cl_own_voice(const cl_reader *r, uint32_t group);
/* Fill in words, type, group; a pronoun waits for cl_resolve_speaker. */
void cl_name_source(cl_reader *r, cl_source *src, uint32_t group);
/* The type of claimant that a group is, whose name ends at a token. */
cst_str cl_capacity(const cl_reader *r, uint32_t group, uint32_t end);
/* The type of a bare name, by the verb and by what he was called before. */
void cl_settle_capacity(cl_reader *r, uint32_t source);
/* Whom a pronoun or "the ministry" repeats, among the sources before it. */
void cl_resolve_speaker(cl_reader *r, uint32_t source);
/* Agencies and media through which it came. */
void cl_find_via(cl_reader *r, cl_source *src, uint32_t tok_begin,
                 uint32_t tok_end);

/* What this source told is another's: it becomes the way it came. */
void cl_pass_on(cl_reader *r, cl_source *src, uint32_t group);
/* An agency, a station, a paper. */
bool cl_medium(const cl_source *src);

/* "that the ministry announced": the subject behind the verb, CST_NONE. */
uint32_t cl_behind_relative(const cl_reader *r, const cl_clause *c);
/* The office that a bare name between commas renames; else the group itself. */
uint32_t cl_renamed(const cl_reader *r, uint32_t group);
/* Who says what clause ci tells; sources from first on are of its sentence. */
uint32_t cl_sayer(const cl_reader *r, uint32_t ci, size_t first);

/* Share the words of a sentence among its sources, from first on. */
void cl_scope_sources(cl_reader *r, uint32_t sentence, uint32_t first);
/* Accounts that go on without naming their source again. */
cst_status cl_carry_sources(cl_reader *r);

/* What the lexicon says of a word under a key; 0. */
static inline cst_sym cl_word_feat(const cl_reader *r, const cst_unit *u,
                                   cst_sym key)
{
    cst_sym v = 0;
    for (uint32_t i = 0; u && i < u->n_readings && !v; i++) {
        v = cst_reading_feat(r->pack, &u->readings[i], key);
    }
    return v;
}

static inline bool cl_is_mark(const cl_sentence *s, uint32_t top,
                              const char *text)
{
    const cst_unit *u = cl_unit_at(s, top);
    return u && u->tok_end == u->tok_begin + 1 &&
           cst_str_is(s->units.tokens[u->tok_begin].norm, text);
}

#endif
