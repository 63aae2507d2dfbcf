/* claim/mention: making mentions of happenings, shared by nouns and verbs. */
#ifndef CST_CLAIM_MENTION_H
#define CST_CLAIM_MENTION_H

#include "claim/reader.h"

/* NULL if memory or the cap on mentions is spent. */
cl_event *cl_new_mention(cl_reader *r, uint32_t sentence, uint32_t top,
                         cst_sym type, const char *rule);
/* Who did it, to whom and with what, by the slots of the verb. */
void cl_verb_roles(cl_reader *r, cl_event *e, const cl_frame *f,
                   uint32_t clause);
/* Things wrecked on purpose (wreck.c). */
cst_status cl_wrecking(cl_reader *r, uint32_t clause);
/* "Shelled the market, reducing it to ashes": what the strike did. */
bool cl_outcome_of_strike(const cl_reader *r, uint32_t clause);
/* What an event noun does to things and places (target.c). */
void cl_noun_target(cl_reader *r, uint32_t clause);
/* Panes that break, or houses around, are not what a bomb was meant for. */
bool cl_may_be_aimed(const cl_reader *r, const cl_event *e, uint32_t group);
/* Mention that a group of the sentence being read tells, CST_NONE. */
uint32_t cl_mention_of(const cl_reader *r, uint32_t group);

/* "It is the third attack": said of what was told. */
bool cl_equated(const cl_reader *r, const cl_event *e);
/* A weapon in reach becomes the mention's, and may say its type. */
/* "In reply to the firing of rockets": what the other side had done. */
bool cl_in_reply(const cl_reader *r, uint32_t group);
/* A copy as a group of its own, without what it hung together with; CST_NONE
 * without memory. */
uint32_t cl_loose_group(cl_reader *r, cl_group g);
void cl_find_weapon(cl_reader *r, cl_event *e);
/* "Was wrecked with picks after the murder": behind the verb, before the noun:
 * it is the verb's, not the noun's (weapon.c). */
bool cl_stands_before(const cl_reader *r, const cl_event *e, uint32_t group);
/* Aircraft say the type; they are the doer's, no weapon. */
void cl_carried(cl_reader *r, cl_event *e, uint32_t group);
/* "A Russian drone": the adjective names the doer where nothing else does. */
void cl_weapon_side(cl_reader *r, cl_event *e, uint32_t group);
/* What the doer is may say the type: who blows himself up, what flies. */
void cl_agent_type(cl_reader *r, cl_event *e);
/* Armed people, a party, an authority or a country. */
bool cl_is_actor(const cl_reader *r, uint32_t group);
/* Does the group name ground that can be held, no building? */
bool cl_is_area(const cl_reader *r, uint32_t group);
/* Larger than a building or a camp. */
bool cl_is_town(const cl_reader *r, uint32_t group);
/* The doer, or what it was done with. */
void cl_take_agent(cl_reader *r, cl_event *e, uint32_t group);
/* Of a list of which this is the last member, the first that is an actor; else
 * the group. */
uint32_t cl_actor_among(const cl_reader *r, uint32_t group);
/* The mention that a group tells, or of which it says more before the participle
 * of a clause; CST_NONE. */
uint32_t cl_deed_before(const cl_reader *r, uint32_t clause, uint32_t group);
/* Told of more than one: names show it by their article alone. */
bool cl_many(const cl_reader *r, uint32_t group);
/* The verb right before an infinitive, CST_NONE. */
uint32_t cl_governing_verb(const cl_reader *r, uint32_t clause);
/* Whom the pronoun that is the clause's subject means; CST_NONE. */
uint32_t cl_doer_meant(const cl_reader *r, uint32_t clause);
/* The accused, if the clause is what somebody is accused of; CST_NONE. */
uint32_t cl_accused(const cl_reader *r, uint32_t clause);
/* Is "of X", or "its", with the mention's noun the one who suffers it? */
bool cl_suffered(const cl_reader *r, const cl_event *e);
/* What stands behind an event noun, and its adjectives. */
void cl_noun_roles(cl_reader *r, cl_event *e, uint32_t group);
/* "The second", "the deadliest": one of several (which.c). */
cst_status cl_one_of_several(cl_reader *r, uint32_t group);
/* Mention that a group tells, here or in the sentences right before. */
uint32_t cl_mention_in(const cl_reader *r, uint32_t group);
/* What a verb's clause tells, from its subject to the group behind it (deed.c);
 * NULL as for cl_new_mention. */
cl_event *cl_clause_mention(cl_reader *r, uint32_t clause, cst_sym type,
                            const char *rule);
/* What an infinitive tells: done, tried in vain (or still), or only meant. */
typedef enum cl_outcome_kind { CL_DONE, CL_TRIED, CL_MEANT } cl_outcome_kind;
cl_outcome_kind cl_outcome(const cl_reader *r, uint32_t clause);
/* Ground that changes hands (taking.c). */
cst_status cl_taking(cl_reader *r, uint32_t clause);
/* A verb's clause: mentions by verbs. */
cst_status cl_verb_mention(cl_reader *r, uint32_t clause);

#endif
