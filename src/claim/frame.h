/* claim/frame: what a predicate does to whom, from two tables of the pack.
 *
 * frames.tsv: predicate, needs, record, template, type. templates.tsv: template,
 * voice, role, slot. A predicate states its roles once; a template says which
 * slot fills a role in each voice. */
#ifndef CST_CLAIM_FRAME_H
#define CST_CLAIM_FRAME_H

#include "claim/model.h"

typedef enum cl_record { CL_HARM, CL_EVENT, CL_DAMAGE } cl_record;
typedef enum cl_role { CL_VICTIM, CL_AGENT, CL_OBJECT, CL_TARGET, CL_PLACE, CL_MEANS } cl_role;

/* What a slot must hold for the frame to apply. */
typedef struct cl_need {
    cst_sym slot;      /* 0 = nothing needed */
    cst_sym lemma;     /* or */
    int class_;        /* -1 = not by class */
    cst_sym status;    /* victim status of its head */
    bool not_;
} cl_need;

typedef struct cl_frame {
    cst_sym lemma;
    cl_need need[2];
    cl_record record;
    cst_sym kind;      /* of harm; degree of damage; type of event */
    cst_sym kind_slot; /* kind comes from the noun in this slot */
    cst_sym template_;
    cst_sym type;      /* event implied by a harm or damage; 0 = none */
    bool strict;       /* the verb does other things too: ask for people */
    uint32_t line;
    uint32_t next;     /* frame of the same lemma further down, CST_NONE */
} cl_frame;

typedef struct cl_template {
    cst_sym name, voice, slot;
    cl_role role;
} cl_template;

typedef struct cl_frames {
    cst_arena *arena;
    CST_VEC(cl_frame) frames; /* in file order */
    uint32_t *first;          /* by hash of lemma: first frame, CST_NONE */
    uint32_t n_first;         /* power of two */
    CST_VEC(cl_template) templates;
    cst_sym subject, object;  /* slot names */
} cl_frames;

/* Frames of a clause, the table's first and then the one that the lexicon gives
 * the verb (its classes and its features kind, frame, type, degree). Start with
 * *at = 0; false when there are no more. */
bool cl_next_frame(const cl_model *m, const cl_frames *f, uint32_t clause,
                   cl_record record, size_t *at, cl_frame *out);

/* Read the tables; a pack without them gives no frames. Diagnostics: none yet
 * a cell that names nothing makes a frame that never applies. CST_NOMEM. */
cst_status cl_frames_load(cst_arena *arena, const cst_pack *pack, cl_frames *out);

/* A frame with nothing but a template: to ask for its roles. */
cl_frame cl_frame_named(const char *template_name);

/* Name of the rule that a frame is: its line in the table, or the lexicon. */
const char *cl_frame_rule(cst_arena *arena, const cl_frame *frame);

/* Group in a slot of a clause, CST_NONE if empty. The object of a relative
 * clause is its antecedent. */
uint32_t cl_slot(const cl_model *m, const cl_frames *f, uint32_t clause,
                 cst_sym slot);
/* Group that fills a role of frame in a clause. */
uint32_t cl_frame_role(const cl_model *m, const cl_frames *f,
                       const cl_frame *frame, uint32_t clause, cl_role role);
/* Calls fn for each frame that the tables give the clause's verb: its line and
 * what it asks for that is not there (NULL: it fits). */
void cl_frames_tried(const cl_model *m, const cl_frames *f, uint32_t clause,
                     void (*fn)(void *user, const cl_frame *frame,
                                const char *missing),
                     void *user);
/* The group that a number behind a relative word counts, else the group. */
uint32_t cl_counted_of(const cl_model *m, uint32_t group);
/* True if predicate, needs and voice fit. */
bool cl_frame_fits(const cl_model *m, const cl_frames *f, const cl_frame *frame,
                   uint32_t clause);

#endif
