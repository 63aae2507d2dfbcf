/* claim/model: one sentence as noun groups and clauses with slots.
 *
 * What the rule layers leave is a row of units. Here it becomes groups (a noun
 * group with its preposition, quantity and attachment) and clauses (a verb
 * group with its subject, objects and prepositional groups). Nothing here
 * knows what a casualty is. Groups and clauses are numbered over the whole
 * document, so that records of different sentences can refer to them. */
#ifndef CST_CLAIM_MODEL_H
#define CST_CLAIM_MODEL_H

#include "annotate/gazetteer.h"
#include "annotate/time.h"
#include "claim/names.h"
#include "segment/segment.h"

typedef struct cl_count {
    bool present;
    cst_qualifier qualifier;
    int64_t value, value2; /* -1 = none */
    uint32_t unit;         /* the num unit */
} cl_count;

typedef struct cl_group {
    uint32_t sentence;
    uint32_t top;               /* position in the row */
    uint32_t unit, np;          /* the pp or np unit; its np unit */
    uint32_t tok_begin, tok_end;/* with its preposition, tokens of the sentence */
    uint32_t np_begin;          /* first token of the np */
    cst_sym prep;               /* canonical preposition, 0 = none */
    const cst_reading *head;    /* NULL: pronoun, bare number or unknown name */
    cl_count count;
    bool pronoun, proper, other, partitive, plural, definite, indefinite;
    bool demonstrative, possessive, attribution;
    bool lifted;                /* stands aside of the row: fills no slot */
    uint32_t lifted_end;        /* of a lifted one: last token, exclusive */
    uint32_t name_unit;         /* name inside the group, CST_NONE = none */
    uint32_t owner;             /* group that it complements, CST_NONE */
    uint32_t of;                /* its first complement with "of", CST_NONE */
    uint32_t coord;             /* previous member of its list, CST_NONE */
    uint32_t apposed;           /* group that it renames, CST_NONE */
    uint32_t clause;            /* CST_NONE = verbless stretch */
} cl_group;

typedef enum cl_clause_kind {
    CL_MAIN, CL_RELATIVE, CL_SUBORDINATE, CL_PARTICIPLE, CL_GERUND, CL_INFINITIVE
} cl_clause_kind;

typedef struct cl_clause {
    uint32_t sentence;
    uint32_t begin, end, verb;   /* positions in the row */
    uint32_t unit;               /* the vg unit */
    cl_clause_kind kind;
    uint32_t parent;             /* governing clause, CST_NONE */
    const cst_reading *head;
    cst_sym voice;               /* names->active, passive, refl, causative */
    uint8_t mood, tense;
    bool negated, hedged, modal, purpose, conditional_if, perfect;
    bool inverted;               /* the subject stands after the verb */
    bool made;                   /* somebody makes the subject do it */
    uint32_t subject;            /* group, CST_NONE; borrowed for subject-less */
    bool own_subject;
    cst_sym sub;                 /* preposition or conjunction that opens it */
} cl_clause;

typedef struct cl_time {
    uint32_t sentence, top, unit;
    cst_time_value value;
    bool resolved;
    bool seen; /* resolved again, from the happening told before */
    uint32_t clause;
} cl_time;

typedef struct cl_sentence {
    const cst_sentence *source;
    cst_sentence_units units;
    bool deep;                   /* the cascade ran */
    uint32_t group_begin, group_end;
    uint32_t clause_begin, clause_end;
    uint32_t time_begin, time_end;
    uint32_t paragraph;
    cst_zone_kind zone;
    uint16_t block_flags;
} cl_sentence;

/* Of the report itself: its title or its text. */
static inline bool cl_is_body(cst_zone_kind zone)
{
    return zone == CST_ZONE_TITLE || zone == CST_ZONE_CONTENT;
}

typedef struct cl_model {
    cst_arena *arena;
    const cst_pack *pack;
    const cl_names *names;
    const cst_gazetteer *gazetteer;
    cst_str text;
    const cst_layout *layout;
    CST_VEC(cl_sentence) sentences;
    CST_VEC(cl_group) groups;
    CST_VEC(cl_clause) clauses;
    CST_VEC(cl_time) times;
    cst_interval published;
    bool published_day;          /* published is one day */
} cl_model;

/* Build groups and clauses of one sentence whose cascade has run. */
cst_status cl_model_add(cl_model *m, cl_sentence *s);
/* Subjects that the order of words hides (subject.c). */
void cl_mend_subjects(cl_model *m, uint32_t sentence);
void cl_build_clauses(cl_model *m, uint32_t sentence);
/* What a verb group says of itself, into the clause (its verb is set). */
void cl_read_verb(const cl_model *m, const cl_sentence *s, cl_clause *c,
                  const cst_unit *u);
static inline bool cl_finite(const cl_clause *c)
{
    return c->mood == CST_MOOD_IND || c->mood == CST_MOOD_COND ||
           c->mood == CST_MOOD_SUBJ || c->mood == CST_MOOD_IMP;
}
/* What a coordinated participle has of the one before it (a clause). */
void cl_share_verb(const cl_model *m, cl_clause *c, uint32_t before);
/* Did what an infinitive tells happen? */
bool cl_told_infinitive(const cl_model *m, const cl_sentence *s,
                        const cl_clause *c);
/* The number that the finite word of its verb group shows. */
uint8_t cl_verb_number(const cl_sentence *s, const cl_clause *c);

/* Unit at position top of a sentence; NULL past the end. */
const cst_unit *cl_unit_at(const cl_sentence *s, uint32_t top);
const cst_unit *cl_unit(const cl_sentence *s, uint32_t unit);
bool cl_unit_class(const cl_model *m, const cst_unit *u, int class_);
/* A word or multiword that no rule has joined to anything. */
bool cl_is_token(const cl_model *m, const cst_unit *u);
/* Is the unit at this place of the row such a word, in the class; of this form?
 */
bool cl_row_class(const cl_model *m, const cl_sentence *s, uint32_t top,
                  int class_);
bool cl_row_text(const cl_model *m, const cl_sentence *s, uint32_t top,
                 const char *text);
/* "Place, day (agency) - ": row position where the text behind it begins, 0 = no
 * dateline. */
uint32_t cl_behind_dateline(const cl_model *m, const cl_sentence *s);
/* Group at a row position, CST_NONE. */
uint32_t cl_group_at(const cl_model *m, const cl_sentence *s, uint32_t top);
bool cl_head_in(const cl_model *m, const cl_group *g, int class_);
cst_sym cl_head_feat(const cl_model *m, const cl_group *g, cst_sym key);
/* Span of tokens [a, b) of a sentence in the text. */
cst_tspan cl_tokens_span(const cl_sentence *s, uint32_t a, uint32_t b);
cst_str cl_span_str(const cl_model *m, cst_tspan span);
/* Last token (exclusive) of a group with its chain of complements. */
uint32_t cl_group_end(const cl_model *m, uint32_t group, bool with_places);

#endif
