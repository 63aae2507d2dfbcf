/* claim/linker: what linking knows of mentions, shared by the files that link.
 *
 * Mentions of happenings (cl_event) get a time and a place of their own, are
 * joined to clusters in text order, and hand both on. Nothing here survives
 * cl_link_events; records are written from reader.h's structures alone. */
#ifndef CST_CLAIM_LINKER_H
#define CST_CLAIM_LINKER_H

#include "claim/reader.h"

#define CL_NEAR_PLACES 4

/* How closely a time or place belongs to a mention. */
typedef enum cl_tier {
    CL_TIER_NOUN,     /* right behind the noun, or with what modifies it */
    CL_TIER_CLAUSE,
    CL_TIER_SENTENCE, /* a clause of the sentence that it depends on */
    CL_TIER_NONE
} cl_tier;

typedef struct cl_link {
    cl_tier time_tier, place_tier;
    uint32_t places[CL_NEAR_PLACES]; /* all those that its clause names */
    uint32_t n_places;
    uint32_t after;      /* mention from which its time is counted, or NONE */
    uint32_t after_time; /* the time that counts from there, or NONE */
    int after_days;      /* where no time does: the days between */
    uint32_t base_for;   /* mention whose time is counted from it, or NONE */
    int64_t ordinal;     /* 2 in "a second attack"; 0 = none said */
    bool detail;         /* shots, blows: what an attack is made of */
    bool base;           /* another time counts from it */
    bool vague;          /* its time gives no day */
    bool before;         /* had been done to what its clause speaks of */
    bool another;        /* told as one more: "also", "another" */
    bool harmed;         /* a harm of its sentence hangs on it */
    bool later;          /* so many days from what was told before it */
    bool anchored;       /* its time is seen from the mention before */
} cl_link;

typedef struct cl_linker {
    cl_reader *r;
    cl_link *of;         /* per mention */
    uint32_t *order;     /* mentions in text order */
    uint32_t n;
    uint32_t *start;     /* per sentence: first in order; one more at the end */
    uint32_t *place_start; /* per sentence: first of places; one more */
    uint32_t *harm_start;  /* per sentence: first of harms; one more */
    cst_day *entry_day;    /* per cluster: of the oldest entry of a live report that
                              tells of it, 0 = none; NULL: there is none */
    bool looks_back;       /* nothing told is of the day of publication */
} cl_linker;

/* Text order; to be called again after mentions were added. CST_NOMEM. */
cst_status cl_linker_order(cl_linker *l);
/* Fill time, place and the rest of cl_link of every mention. */
void cl_own_fields(cl_linker *l);
/* "More deadly": a word of degree and an adjective among these tokens. */
bool cl_degree_between(const cl_reader *r, const cl_sentence *s, uint32_t from,
                       uint32_t to);
/* "The deadliest since": a superlative right before the token. */
bool cl_like_none(const cl_reader *r, const cl_sentence *s, uint32_t tok);
/* How closely what stands at a row position belongs to a mention. */
cl_tier cl_tier_of(const cl_linker *l, uint32_t ei, uint32_t top,
                   uint32_t clause);
/* Where a mention says that it happened (site.c). */
void cl_own_place(cl_linker *l, uint32_t ei);
/* Do two mentions name the same spot, two different ones, or can't one tell? */
typedef enum cl_agreement {
    CL_CLASH = -1, CL_SILENT = 0, CL_AGREE = 1
} cl_agreement;
/* Do two groups name one party? Silent where nothing says (party.c). */
cl_agreement cl_parties(const cl_reader *r, uint32_t a, uint32_t b);
/* Two times; CL_SILENT where one says nothing or both overlap. */
cl_agreement cl_dates_agree(const cl_reader *r, uint32_t a, uint32_t b);
/* Two forces with different names. */
bool cl_other_doer(const cl_reader *r, uint32_t a, uint32_t b);
/* One more who is said to have done it: a new version, or the same party said
 * by another word (party.c). */
void cl_add_doer(const cl_reader *r, cl_cluster *c, cl_doer doer);
/* Those of a mention that joins. */
void cl_take_doers(const cl_reader *r, cl_cluster *c, const cl_event *e);
cl_agreement cl_places_agree(const cl_reader *r, const uint32_t *a, uint32_t n,
                             const uint32_t *b, uint32_t m);
bool cl_same_name(const cl_place *x, const cl_place *y);
bool cl_one_in_other(const cl_place *x, const cl_place *y);
int cl_coarseness(const cl_reader *r, uint32_t place);
/* Types of happenings (kind.c): from vague to telling, 20 = of another sort. */
int cl_telling(const cl_reader *r, cst_sym type);
/* Things that come down or blow up. */
bool cl_blast(const cl_reader *r, cst_sym type);
/* 0 = they are different kinds of happenings, 1 = may be told of one, 2 = same */
int cl_types_agree(const cl_reader *r, cst_sym a, cst_sym b);
/* The type of a cluster: a firm word beats a loose one, a telling word a vague
 * one. A word is loose (generic) if weapon or doer may say more. */
void cl_take_type(cl_reader *r, cl_cluster *c, const cl_event *e);
/* Join mentions to clusters, in text order. */
cst_status cl_cluster_mentions(cl_linker *l);

/* Mark the mentions that relational times of a sentence connect: per time of the
 * sentence the mention that it counts from, CST_NONE. */
void cl_relate_times(cl_linker *l, uint32_t si, uint32_t *base_of);
/* "At the ninth day of the siege": the time right before a mention that counts
 * from it; NULL = none. It is there to date another one. */
const cl_time *cl_counting_time(const cl_reader *r, const cl_event *e);
/* Does a time say when something was said or counted, not when it happened? */
bool cl_dates_telling(const cl_reader *r, const cl_time *t);
/* Give all clusters their dates: their own, or what they inherit (date.c). */
cst_status cl_date_clusters(cl_linker *l);

/* Doers that stand away from the deed, into mentions that have none (doer.c). */
void cl_find_doers(cl_linker *l);
/* What blew up at a building, or was fired at one, was aimed at it (target.c).
 */
void cl_aim_at_spot(const cl_linker *l, uint32_t cluster);
/* What the headline says was aimed at gives way to what the text says. */
bool cl_gives_way(const cl_reader *r, uint32_t target, uint32_t to);
/* Weapons that stand away from the deed, into clusters that have none
 * (weapon.c). */
void cl_find_weapons(cl_linker *l);
/* Who is said to have done it, by verbs that accuse or ascribe. */
void cl_blame(cl_linker *l);
/* What a denied mention denies: the record is the same but for the voice. */
void cl_deny_like(cl_reader *r, cl_cluster *c, const cl_cluster *base,
                  const cl_event *e);
/* Denials in clauses of their own become records of their own. */
cst_status cl_denials(cl_linker *l);

/* What a time means seen from that day: "two days later". */
cst_time_value cl_time_counted(const cl_reader *r, uint32_t time, cst_day base);
/* Days that a time adds to the day that it is seen from; 0 = none, unknown. */
cst_day cl_time_shift(const cl_reader *r, uint32_t time, cst_day base);
static inline const cl_time *cl_time_at(const cl_reader *r, uint32_t t)
{
    return t == CST_NONE ? NULL : &r->m.times.at[t];
}
/* Any token or multiword of the clause (of the sentence if CST_NONE) in the
 * class. */
bool cl_clause_has(const cl_reader *r, uint32_t sentence, uint32_t clause,
                   int class_);

#endif
