/* claim/placing: what finding and resolving places share. */
#ifndef CST_CLAIM_PLACING_H
#define CST_CLAIM_PLACING_H

#include "claim/reader.h"

/* Finding places: the pack's classes and features that only this asks for. */
typedef struct cl_finder {
    cl_reader *r;
    int near_, part, region, measure, away, origin, target, elsewhere, going, area, beside, water, from, goal, settled,
        between;
    cst_sym dir, vehicle, military, other, unit;
    uint32_t *describes; /* per group: place that it describes, + 1; 0 = none */
} cl_finder;

/* A country, as its entry, and how much speaks of it. */
typedef struct cl_spoken {
    uint32_t country, weight;
} cl_spoken;

/* Giving names their meaning. */
typedef struct cl_chooser {
    cl_reader *r;
    CST_VEC(cl_spoken) spoken; /* countries that something speaks of: few */
    uint32_t total;
    uint32_t country; /* the report's, CST_NONE */
    uint32_t *start;  /* per sentence: first place; one more at the end */
} cl_chooser;

/* How much speaks of a country. */
uint32_t cl_weight(const cl_chooser *c, uint32_t country);
cl_rank cl_rank_of_kind(uint8_t kind);
/* Has the gazetteer an entry of this name? *rank is that of the likeliest. */
bool cl_place_known(const cl_reader *r, cst_str name, cl_rank *rank);


/* Words of a sentence from token a to b. */
cst_str cl_words(const cl_reader *r, uint32_t sentence, uint32_t a, uint32_t b);
bool cl_tok_is(const cl_sentence *s, uint32_t tok, const char *z);
bool cl_tok_class(const cl_reader *r, const cl_sentence *s, uint32_t tok,
                  int class_);
cl_rank cl_rank_of_noun(const cl_reader *r, const cl_group *g);
void cl_name_tokens(const cl_reader *r, const cl_group *g, uint32_t *a,
                    uint32_t *b);
uint32_t cl_after_determiner(const cl_reader *r, const cl_group *g);
bool cl_unexplained(const cl_reader *r, uint32_t sentence, uint32_t a,
                    uint32_t b);
const cst_unit *cl_preposition(const cl_reader *r, const cl_group *g);
bool cl_stands_there(const cl_finder *f, const cl_group *g);
bool cl_person_like(const cl_reader *r, const cl_group *g);
bool cl_capital_name(const cl_reader *r, const cl_group *g);
bool cl_of_somebody(const cl_finder *f, const cl_group *g);
bool cl_opens_line(const cl_reader *r, const cl_sentence *s, uint32_t a,
                   uint32_t b);
/* The list of places: by group, a new one, and what holds it. */
uint32_t cl_place_at(const cl_reader *r, uint32_t group);
void cl_set_place_of(cl_reader *r, uint32_t group, uint32_t place);
cl_place *cl_add_place(cl_finder *f, uint32_t gi, uint32_t sentence,
                       uint32_t top, uint32_t a, uint32_t b, cl_rank rank);
void cl_put_inside(cl_reader *r, uint32_t inner, uint32_t outer);
void cl_attach_place(cl_finder *f, uint32_t pi);
cst_status cl_noun_place(cl_finder *f, uint32_t gi);

/* What names mean (meaning.c): an entry; its country, itself included; whether
 * one holds the other; the first known container of a place. */
const cst_gazetteer_entry *cl_entry(const cl_reader *r, uint32_t id);
uint32_t cl_country_of(const cl_reader *r, uint32_t id);
bool cl_holds(const cl_reader *r, uint32_t outer, uint32_t inner);
uint32_t cl_country_among(const cl_reader *r, uint32_t sentence, uint32_t a,
                          uint32_t b);
uint32_t cl_country_said(const cl_reader *r, const cl_place *p);
uint32_t cl_held_by(const cl_reader *r, const cl_place *p);
/* The province that opens the sentence of a place, CST_NONE. */
uint32_t cl_fronted(const cl_reader *r, const cl_place *p);
void cl_choose_places(cl_chooser *c);
/* Degrees from north of a direction by its short name; < 0 = none. */
double cl_bearing(const cl_reader *r, cst_sym dir);

#endif
