/* claim/reader: what is gathered while one document is read, before records.
 *
 * Mentions are what single sentences say; link.c joins event mentions into
 * happenings, merge.c joins repeated harms; emit.c writes the records. */
#ifndef CST_CLAIM_READER_H
#define CST_CLAIM_READER_H

#include "claim/claim.h"
#include "claim/frame.h"
#include "claim/model.h"
#include "lang/registry.h"

/* From small to large; the most specific place of an event names it. */
typedef enum cl_rank {
    CL_LANDMARK, CL_QUARTER, CL_SETTLEMENT, CL_DISTRICT, CL_PROVINCE,
    CL_COUNTRY, CL_RANKS
} cl_rank;

#define CL_OPEN 6 /* meanings of a name that are kept where none is chosen */

typedef struct cl_place {
    uint32_t group, sentence, top;
    uint32_t tok_begin, tok_end;
    cst_str name;            /* as written, or the gazetteer's form */
    uint32_t gaz;            /* gazetteer entry, CST_NONE */
    cl_rank rank;
    bool locative;           /* stands where a place stands */
    bool anaphor;            /* "the town": name taken from an earlier place */
    bool part;               /* side, quarter or surroundings of another */
    bool nameless;           /* "a market": no name of its own */
    bool opens;              /* opens its line: heading, dateline, title */
    bool heading, dateline;
    bool refers;             /* only says where another place lies */
    bool bare;               /* named without a preposition, as what is hit */
    bool called;             /* by the noun of its kind: the village of X */
    bool origin;             /* where somebody comes from */
    bool abroad;             /* may be one of another country told of */
    bool about;              /* said to be near it, or so far from it */
    bool home;               /* where those told of live */
    bool neighbour;          /* "the next village": near the place told before */
    uint32_t inside;         /* place that is said to hold it, CST_NONE */
    uint32_t beside;         /* place that it may be part of, or hold */
    uint32_t near;           /* place from which its distance is counted */
    uint32_t point;          /* entry whose point it takes, CST_NONE */
    uint32_t far;            /* of a road the other end, CST_NONE */
    uint32_t open[CL_OPEN];  /* entries that fit as well as each other */
    uint32_t n_open;         /* 0 = it is not open */
    int64_t km;              /* distance stated from near; -1 = none */
    cst_sym dir;             /* direction from near or within inside; 0 */
} cl_place;

typedef struct cl_source {
    uint32_t sentence, group;
    uint32_t begin, end;     /* row positions that it covers */
    uint32_t at;             /* row position of its cue */
    uint32_t who;            /* group that names it, in this sentence or above */
    uint32_t tok_begin, tok_end; /* its words; both 0: the earlier one */
    uint32_t same_as;        /* source that a pronoun or an open quote repeats */
    cst_str type, side;
    const cst_str *via;
    uint32_t n_via;
    bool denies;
    bool unsure;             /* does not rule it out, has not confirmed it */
    cst_basis basis;
    uint8_t stands;          /* cl_stands: how it stands to its words */
    bool weak;               /* a verb that yields to who says so beside it */
    bool back;               /* speaks of what stands above */
    bool lone;               /* the only one of its sentence */
    bool told;               /* by a verb of saying, not "according to" */
    bool text;               /* gave a text of his own, told after it */
    uint32_t from, clause;   /* where its clause begins; CST_NONE = no clause */
} cl_source;

typedef struct cl_event {    /* a mention */
    cst_sym type;
    uint32_t sentence, clause, group; /* group CST_NONE: told by a verb */
    uint32_t top;
    uint32_t tok_begin, tok_end; /* evidence */
    bool generic, indefinite, definite, demonstrative, plural, fresh, implied;
    bool background;
    bool several;            /* stands for more than one happening */
    uint32_t time;           /* index into times, CST_NONE */
    cst_basis time_basis;
    uint32_t place;          /* index into places, CST_NONE */
    cst_basis place_basis;
    uint32_t agent, target, weapon, claimed_by; /* groups, CST_NONE */
    uint32_t claim_source;   /* who tells of the claim */
    bool ascribed;           /* the agent is only blamed for it */
    bool aside;              /* told of somebody in passing: "whose son was" */
    uint32_t source;         /* CST_NONE = own voice */
    cst_stance stance;
    uint32_t cluster;
    const char *rule;
} cl_event;

typedef struct cl_harm {
    cst_sym kind;
    cl_count count;
    uint32_t sentence, clause, group; /* victims */
    uint32_t top;
    uint32_t tok_begin, tok_end;   /* evidence */
    cst_sym status, victim_group;
    bool person;                   /* one named person */
    uint32_t event;                /* mention, CST_NONE */
    uint32_t before;               /* harm whose account goes on here, of another
                                      side, CST_NONE */
    uint32_t part_of;              /* harm, CST_NONE */
    uint32_t superseded_by;
    bool total, some, dead;        /* dead: merged away */
    uint32_t period;               /* time that a total sums over, CST_NONE */
    uint32_t area;                 /* place that a total sums over, CST_NONE */
    cst_basis area_basis;
    cst_interval as_of;            /* when it was counted; from 0 = not said */
    uint32_t source;
    cst_stance stance;
    uint32_t same_as;              /* merged into, CST_NONE */
    cst_tspan more[6];             /* further evidence */
    uint32_t n_more;
    const char *rule;
} cl_harm;

typedef struct cl_damage {
    uint32_t sentence, clause, group, top;
    uint32_t tok_begin, tok_end;
    cst_sym class_, degree;
    uint32_t event, source;
    cst_stance stance;
    bool dead;
    const char *rule;
} cl_damage;

/* How surely somebody is said to have done it. */
typedef enum cl_certainty {
    CL_STATED, CL_IMPLIED, CL_CLAIMED, CL_DENIED
} cl_certainty;

/* One who is said to have done it, and who says so. */
typedef struct cl_doer {
    uint32_t group;
    uint32_t source;         /* CST_NONE = own voice */
    cl_certainty how;
} cl_doer;

#define CL_DOERS 6           /* versions of one happening that are kept */

/* One happening: its mentions share the cluster number. */
typedef struct cl_cluster {
    cst_sym type;
    bool generic;
    uint32_t first;          /* mention */
    uint32_t time, place;    /* best of its mentions */
    cst_basis time_basis, place_basis;
    bool background, denied, several;
    cst_day from, to;        /* 0,0 = unknown */
    uint32_t paragraph;
    uint32_t agent, target, weapon, source;
    cl_doer doers[CL_DOERS]; /* the agent first, then rival versions */
    uint32_t n_doers;
    cst_stance stance;
    bool own_voice;          /* some mention is the outlet's own, in the body */
    uint32_t mentions;
} cl_cluster;

typedef struct cl_reader {
    cst_arena *arena;
    const cst_pack *pack;
    const cl_names *n;
    const cl_frames *frames;
    const cst_gazetteer *gazetteer;
    uint32_t home;            /* entry of the country told of, CST_NONE */
    const cst_registry *actors; /* NULL = none */
    cst_str *actor_of;        /* per group: id of the party it names */
    uint32_t n_actor_of;      /* groups there were when they were named */
    CST_VEC(cst_str) named;   /* those ids, each once */
    const cst_time_names *time_names;
    cst_cascade *cascade;    /* for its cache of readings */
    const cst_payload *payload;
    const cst_layout *layout;
    bool reads;              /* some sentence goes deep */
    bool armed;              /* arms or armed groups are spoken of */
    cl_model m;
    CST_VEC(cl_place) places;
    uint32_t *place_of;      /* per group: place + 1, 0 = none */
    uint32_t n_place_of;     /* groups there were when places were read */
    uint32_t *section;       /* per sentence: place that heads it, CST_NONE */
    const cst_interval *entry; /* per sentence: hour and day of the entry of a live
                                  report, from 0 = none; NULL: it is none */
    uint32_t focus;          /* place that the report is about, CST_NONE */
    CST_VEC(cl_source) sources; /* the stated ones first, in text order */
    uint32_t n_stated;
    uint32_t *carried;       /* by sentence: whose account goes on, CST_NONE */
    CST_VEC(cl_event) events;
    CST_VEC(cl_harm) harms;
    CST_VEC(cl_damage) damages;
    CST_VEC(cl_cluster) clusters;
    uint8_t *used;           /* per group: spoken for by a predicate */
    cst_trace_fn trace;      /* NULL = none */
    void *trace_user;
    bool trace_near;         /* also what came near */
    size_t guarded;          /* mentions that cl_guard has dropped */
    const char *guard_why;   /* the evidence that decided (violence.c) */
    cst_day dateline;        /* day that a fresh event takes; 0 = none */
    cst_basis dateline_basis;
    cst_day changed;         /* day of the page's last change; 0 = not stated */
} cl_reader;

/* Each reads all deep sentences and fills its array. */
cst_status cl_read_places(cl_reader *r);
/* Choose entries, containers and points for the places found. */
cst_status cl_resolve_places(cl_reader *r);
/* The place that a sentence inherits from what stands above it. */
uint32_t cl_place_above(const cl_reader *r, uint32_t sentence,
                        cst_basis *basis);
/* The place that "there" in the verb group of a clause points back to. */
uint32_t cl_place_there(const cl_reader *r, uint32_t clause);
/* A country or province that a headline names, made finer where the report is
 * about one town in it. */
uint32_t cl_place_finer(const cl_reader *r, uint32_t place);
/* The country around a place, where the text names it: an invasion that is
 * only spoken of has no town. */
uint32_t cl_place_wider(const cl_reader *r, uint32_t place);
cst_place cl_emit_place(cl_reader *r, uint32_t place, cst_basis basis);
cst_status cl_read_sources(cl_reader *r);
cst_status cl_read_events(cl_reader *r);
cst_status cl_read_harms(cl_reader *r);
cst_status cl_read_damages(cl_reader *r);
/* Drop what everyday words alone tell. */
cst_status cl_guard(cl_reader *r);
cst_status cl_link_events(cl_reader *r);
cst_status cl_merge_harms(cl_reader *r);
/* Marks the harms that sum several happenings or a span of time. */
void cl_mark_totals(cl_reader *r);
/* When each toll was counted. */
void cl_date_counts(cl_reader *r);
/* What only the merged records can tell: periods, overtaken tolls, coverage. */
void cl_detail_harms(cl_reader *r);
/* A line that is nothing but a date: it heads what follows. */
#define CL_FEW_WEEKS 31 /* days */

bool cl_date_line(const cl_reader *r, uint32_t sentence);
/* What a preposition of time says: during, since, on the morrow, the eve of. */
cst_sym cl_time_relation(const cl_reader *r, const cst_unit *prep);
/* "Responsible for many abductions": what they do, not what was done on a day. */
bool cl_habit(const cl_reader *r, const cl_group *g);
/* A block of a live report that opens with a clock time. */
bool cl_opens_entry(const cl_reader *r, uint32_t sentence);
/* Fill entry; once times are resolved. CST_NOMEM. */
cst_status cl_read_entries(cl_reader *r);
/* Resolve times, find the date of publication and the dateline. */
cst_status cl_read_times(cl_reader *r, cst_day given, cst_records *out);
cst_status cl_list_annotations(cl_reader *r, cst_records *out);
cst_status cl_emit(cl_reader *r, cst_records *out);
/* Find out whom the groups of the text name (actor.c). */
cst_status cl_name_actors(cl_reader *r);
/* The id that a group's own words give it; p NULL: none. */
cst_str cl_actor_named(const cl_reader *r, uint32_t group);
/* Who fights beside an actor: the same code is one party; p NULL: not told. */
cst_str cl_actor_side(const cl_reader *r, cst_str id);
/* The party that a group in a role means; p NULL if the text leaves it open. */
cst_str cl_actor_id(cl_reader *r, uint32_t group, const cl_cluster *c);
/* Whose people those are who suffered it, if they are armed. */
cst_str cl_actor_of_victims(cl_reader *r, const cl_harm *h);
/* Whose people or things were aimed at, if they fight. */
cst_str cl_actor_of_target(cl_reader *r, uint32_t group, const cl_cluster *c);

/* Tell the trace, if there is one, what the clauses and mentions are. */
void cl_trace(cl_reader *r);

/* Shared questions. */
/* The source in force at a row position, CST_NONE = the outlet. */
uint32_t cl_source_at(const cl_reader *r, uint32_t sentence, uint32_t top);
cst_stance cl_stance_at(const cl_reader *r, uint32_t sentence, uint32_t clause,
                        uint32_t top);
/* False for purposes, conditions, fears and futures: nothing happened. */
bool cl_factual(const cl_reader *r, uint32_t clause);
/* Clause that holds a row position, CST_NONE. */
uint32_t cl_clause_at(const cl_reader *r, uint32_t sentence, uint32_t top);
bool cl_people(const cl_reader *r, uint32_t group);
/* A feature of the group's head, of its name, or of what it is of. */
cst_sym cl_chain_feat(const cl_reader *r, uint32_t group, cst_sym key);
cst_sym cl_status(const cl_reader *r, uint32_t group);
/* Place index for a group, CST_NONE. */
uint32_t cl_place_of_group(const cl_reader *r, uint32_t group);
/* Members of the list that a group stands in, in text order; at most max. */
uint32_t cl_list_of(const cl_reader *r, uint32_t group, uint32_t *out,
                    uint32_t max);
static inline const cl_sentence *cl_sentence_at(const cl_reader *r, uint32_t s)
{
    return &r->m.sentences.at[s];
}
/* The happening that a harm belongs to, CST_NONE. */
static inline uint32_t cl_cluster_of(const cl_reader *r, const cl_harm *h)
{
    return h->event == CST_NONE ? CST_NONE : r->events.at[h->event].cluster;
}
/* The clause has a verb of the class. */
static inline bool cl_verb_in(const cl_reader *r, const cl_clause *c, int class_)
{
    return c->head && cst_reading_has(r->pack, c->head, class_);
}
/* Is this the code of a type of happening? */
static inline bool cl_type_is(const cl_reader *r, cst_sym type,
                              const char *code)
{
    return cst_str_is(cst_pack_str(r->pack, type), code);
}

#endif
