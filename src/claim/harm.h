/* claim/harm.h: what the files that find harms share. Private to claim/. */
#ifndef CST_CLAIM_HARM_H
#define CST_CLAIM_HARM_H

#include "claim/reader.h"

#define CL_LIST_MAX 12

/* people.c: who is counted, and a new candidate with its shortest evidence.
 * NULL past the cap of a document, or when memory ran out. */
cl_harm *cl_new_harm(cl_reader *r, cst_sym kind, uint32_t gi, const char *rule);
/* Let the evidence reach over tokens a .. b too. */
void cl_widen(cl_harm *h, uint32_t a, uint32_t b);
/* "26 dead among the soldiers", "2 000 among the police": their status, 0. */
cst_sym cl_among_whom(const cl_reader *r, uint32_t gi);
/* Combatant or police, where the group is an army, a police, an armed group. */
cst_sym cl_side_status(const cl_reader *r, uint32_t gi);
/* The harm that a noun names; 0 for others, whose "kind" is of another sort. */
cst_sym cl_harm_kind(const cl_reader *r, const cl_group *g);
bool cl_zero_count(const cl_harm *h);
cl_count cl_zero(void);
/* "those who": a demonstrative pronoun with a relative clause. */
bool cl_those_who(const cl_reader *r, const cl_group *g);
/* False for people who were counted before and are only named again. */
bool cl_says_something(const cl_reader *r, uint32_t gi);

/* meant.c: the one person, or the counted people of the sentence before, that a
 * subject pronoun means; CST_NONE. */
uint32_t cl_person_meant(const cl_reader *r, uint32_t gi);
uint32_t cl_people_meant(const cl_reader *r, uint32_t gi);

/* toll.c: nouns that are harm, numbers that follow a toll, labels. */
cst_status cl_noun_harm(cl_reader *r, uint32_t gi);
cst_status cl_toll_harm(cl_reader *r, uint32_t gi);
cst_status cl_label_harms(cl_reader *r, uint32_t gi);
cst_status cl_bare_number(cl_reader *r, uint32_t gi);
/* "Victim of a scandal": of what harms nobody. */
bool cl_victim_of_nothing(const cl_reader *r, const cl_group *g);
/* "Two cars overturned and another burnt" (harm.c). */
bool cl_others_are_things(const cl_reader *r, uint32_t gi);
/* "One or two are hurt each day": no happening. */
bool cl_usual(const cl_reader *r, uint32_t sentence, uint32_t clause);
/* A number alone that counts nobody: of a road, a house, a year. */
bool cl_names_thing(const cl_reader *r, uint32_t gi);

/* added.c: counted people behind the words that part them from the victims: by a
 * word of likeness, CST_NONE if none; and whether a group is such a one. */
uint32_t cl_added_behind(const cl_reader *r, const cl_clause *c,
                         uint32_t victim);
bool cl_added_beside(const cl_reader *r, const cl_clause *c, uint32_t gi);
/* Does a closing quotation mark part a participle from whom it would tell of? */
bool cl_beyond_quote(const cl_reader *r, const cl_clause *c);
/* "A former rebel, NAME, and his wife": the name of who stands before it. */
bool cl_names_before(const cl_reader *r, uint32_t before, uint32_t name);

/* ellipsis.c: harms of a sentence that are told with a word left out; those from
 * first on stand in it. */
cst_status cl_left_out(cl_reader *r, uint32_t sentence, size_t first);

/* overtaken.c: a newer toll of the sentence or an "earlier toll" says that this
 * one no longer stands. */
bool cl_overtaken(const cl_reader *r, const cl_harm *h);

/* part.c: parts of a toll. */
/* The group that names whom a counted pronoun counts; itself if none. */
uint32_t cl_understood(const cl_reader *r, uint32_t group);
/* "The bombing that had killed 358": of another happening than the day's. */
bool cl_told_of_old(const cl_reader *r, const cl_harm *h);
/* Mark the harms from first on that are told among a counted whole. */
void cl_among_parts(cl_reader *r, size_t first);
/* Losses: of people where an owner, a verb or numbers say so. */
cst_status cl_loss_harm(cl_reader *r, uint32_t group);
/* A person told by an ordinal alone. */
bool cl_ordinal(const cl_reader *r, const cl_group *g);
bool cl_part_marker(const cl_reader *r, const cl_group *g);
cst_status cl_part_harms(cl_reader *r, uint32_t gi);
cst_status cl_sum_parts(cl_reader *r, uint32_t hi);
/* Harms from first on stand in one sentence: those whose counts add up to one
 * before them are its parts. */
void cl_add_up(cl_reader *r, size_t first);

#endif
