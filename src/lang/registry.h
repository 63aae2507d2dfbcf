/* lang/registry: who is who among the parties to conflicts.
 *
 * Takes the tables of data/actors/ and those that a user adds; gives actors by
 * id, and to the lexicon of a pack their names in its language. A line that is
 * no good is told of and left out; the rest goes on. docs/ACTORS.md has the
 * columns. */
#ifndef CST_LANG_REGISTRY_H
#define CST_LANG_REGISTRY_H

#include "lang/lang.h"

#define CST_MAX_ACTORS 50000u

typedef struct cst_actor {
    cst_str id;        /* "constat:m23" */
    cst_str kind;      /* armed_group state_force coalition ... */
    cst_str side;      /* who fights together; may be empty */
    cst_str countries; /* ISO codes, blanks between */
    cst_str traits;    /* jihadist rebel ..., blanks between */
    cst_str name;      /* the first in the language of the pack, else English */
    cst_str namesake;  /* id of the actor whose names mean this one in these
                          countries; may be empty */
    int from, to;      /* years, 0 = open */
} cst_actor;

/* The words of one line for an actor. */
typedef struct cst_actor_names {
    uint32_t actor, line;
    const char *file;
    cst_str names, acronyms, people; /* "|" between */
} cst_actor_names;

struct cst_registry {
    cst_arena *arena;
    const char *language;  /* name of the column with the names */
    cst_intern ids;        /* id - 1 = index of the actor */
    CST_VEC(cst_actor) actors;
    CST_VEC(cst_actor_names) names; /* in the order of files and lines */
    cst_diag_fn fn;
    void *user;
};

/* Empty; language is borrowed. CST_NOMEM. */
cst_status cst_registry_new(cst_arena *arena, const char *language,
                            cst_diag_fn fn, void *user, cst_registry **out);
/* Add a table; text and file must live as long. What is malformed is a warning.
 * CST_NOMEM. Linear. */
cst_status cst_registry_add(cst_registry *registry, const char *file,
                            cst_str text);
/* Add a file. A file that can't be read is CST_IO with *error. */
cst_status cst_registry_load(cst_registry *registry, const char *path,
                             cst_error *error);
/* NULL if there is none of that id. */
const cst_actor *cst_registry_find(const cst_registry *registry, cst_str id);
/* Whom the names of an actor mean in a country: itself, or a namesake there. */
cst_str cst_registry_here(const cst_registry *registry, cst_str id,
                          cst_str country);
/* Does a cell of codes with blanks between hold one? */
bool cst_cell_has(cst_str cell, cst_str code);
/* How a kind is read: the classes of its names and the type of a claimant.
 * NULL: no such kind. */
const char *cst_actor_classes(cst_str kind, const char **ctype);

#endif
