/* present/codes: an incident in the terms of another dataset.
 *
 * What the writers of ACLED's and UCDP's columns share: which incidents get a
 * row, days, ground, sides, the dead, who says so. Codes come from the codebook
 * of the format (x->codes), never from the one that bounds numbers. Nothing is
 * guessed: what the records do not tell is empty, and the writer leaves the cell
 * empty. docs/EXPORTS.md says what goes into each column.
 *
 * Texts lie in the arena of the export, or are views of its tables. */
#ifndef CST_PRESENT_CODES_H
#define CST_PRESENT_CODES_H

#include "present/export.h"

/* Who may have done it. */
typedef struct cst_side {
    cst_str name;    /* English if the registry has it, else as told */
    cst_str key;     /* of codebook lines "actor": army, unknown:armed_men, ...;
                        empty: only a name is known */
    cst_str traits;  /* of a group */
    cst_str ally;    /* who fights together; may be empty */
    const cst_country *country; /* whose force; NULL: not known */
    cst_str where;   /* ISO codes, blanks between: whose it is, or where it
                        fights; which of both, no table says */
    cst_str id;      /* of the actor; may be empty */
} cst_side;

#define CST_SIDES 6u

/* Who was aimed at, as far as those who were harmed tell: civilians if nobody
 * armed was, police or fighters if nobody else was. The own dead of whoever did
 * it tell nothing of it. */
typedef enum cst_target {
    CST_TARGET_UNKNOWN,
    CST_TARGET_CIVILIANS,
    CST_TARGET_POLICE,
    CST_TARGET_FIGHTERS, /* whose, foe says, or nobody tells */
    CST_TARGET_MIXED
} cst_target;

typedef struct cst_coded {
    uint32_t at;              /* the incident */
    const cst_incident *in;
    const cst_assessment *a;
    cst_str type;
    bool apart;               /* a campaign, or a sum of others: its numbers are
                                 what those within it leave over */
    bool told_dead;           /* somebody is said to be dead */
    bool dead_left_out;       /* by the filter of kinds */
    bool bodies;              /* of people who may have died elsewhere */
    int64_t low, best, high;  /* of the dead; -1: open, or no number */
    const cst_kind_toll *dead;/* NULL: no claim */
    bool harmed[CST_APART_COUNT]; /* of these statuses somebody was */
    cst_target target;
    cst_side side[CST_SIDES]; /* one party, and who fights beside it */
    size_t sides;
    bool disputed;            /* different parties are named: none is coded */
    cst_side foe[CST_SIDES];  /* whom it was aimed at: one armed party */
    size_t foes;
    bool foes_disputed;       /* armed people of different parties: none */
    bool own_dead;            /* armed people of whoever did it are among those
                                 harmed */
    const cst_country *country;
    bool country_alone;       /* nothing closer is told */
    cst_str unit, district;   /* first-level unit, and below */
    cst_str location;         /* name of the place, a quarter behind its town */
    cst_day newest;           /* day of the newest document, 0 = not known */
} cst_coded;

/* Fill *out; inclusion by incident, as cst_incidents_inclusion gives it. An incident that all accounts
 * deny has no row: false. */
bool cst_code_incident(cst_export *x, uint32_t incident,
                       const cst_inclusion *inclusion, cst_coded *out);

/* The value of a code; p NULL: none. */
cst_str cst_code_value(const cst_export *x, const char *what, cst_str key);
/* How sure day and place are, as codes; p NULL: none. */
cst_str cst_code_days(const cst_export *x, const cst_when *d);
cst_str cst_code_place(const cst_export *x, const cst_spot *p);
/* What the codebook calls a side, else its own name. */
cst_str cst_code_name(cst_export *x, const cst_side *s, bool ucdp);
/* The code of a prefix with a country: "Military Forces of X", "Civilians (X)". */
cst_str cst_code_called(cst_export *x, const char *key, const cst_country *c,
                        bool ucdp);

/* Fill place, unit, district, country. */
void cst_code_ground(cst_export *x, cst_coded *k);
/* Fill side, sides, disputed. */
void cst_code_sides(cst_export *x, cst_coded *k);
/* Fill foe, foes, foes_disputed, own_dead; after cst_code_sides. */
void cst_code_foes(cst_export *x, cst_coded *k);
/* Are the victims of a harm people of whoever did it? */
bool cst_code_is_own(cst_export *x, const cst_coded *k, const cst_coll_harm *h);
/* Is a side called by a kind of people alone? */
bool cst_code_is_unnamed(const cst_side *s);

/* Documents of the incident, each once, ascending: fn for each. */
void cst_code_documents(const cst_export *x, const cst_coded *k,
                        void (*fn)(void *user, uint32_t document), void *user);
/* Cells made of several texts; sep stands between, never within them. */
cst_str cst_code_outlets(cst_export *x, const cst_coded *k);
cst_str cst_code_claimants(cst_export *x, const cst_coded *k);
/* What the columns have no place for: program, codebook, strategy, id, flags. */
cst_str cst_code_flags(cst_export *x, const cst_coded *k);
/* Sentences in plain English, made of the records: what is said to have happened,
 * and each number with who says it. */
cst_str cst_code_notes(cst_export *x, const cst_coded *k);

/* A buffer as text in the arena; frees it. */
cst_str cst_code_keep(cst_export *x, cst_buf *b);
/* Text without the signs that part texts within a cell. */
void cst_code_put(cst_buf *b, cst_str s);
void cst_code_put_day(cst_buf *b, cst_day day);

#endif
