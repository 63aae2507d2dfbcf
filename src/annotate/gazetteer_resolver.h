/* annotate/gazetteer_resolver: what is known while one name is resolved. */
#ifndef CST_ANNOTATE_GAZETTEER_RESOLVER_H
#define CST_ANNOTATE_GAZETTEER_RESOLVER_H

#include "annotate/gazetteer_like.h"

#define MAX_VARIANTS 16u
#define MAX_CONTAINERS 6u
#define MAX_UNITS 24u

typedef struct units {
    uint32_t at[MAX_UNITS]; /* places that a container's name may mean */
    uint32_t n;
} units;

typedef struct resolver {
    const cst_gazetteer *g;
    cst_arena scratch;
    cst_str variant[MAX_VARIANTS];
    uint8_t part[MAX_VARIANTS]; /* of which part between bars: fullest first */
    uint8_t n_parts;
    size_t n_variants;
    units in[MAX_CONTAINERS];
    size_t n_in;
    uint32_t hit[CST_GAZ_MAX_HITS * 4];
    double cost[CST_GAZ_MAX_HITS * 4]; /* how ill it fits */
    uint32_t n_hits;
    cst_gazetteer_how how; /* by what is being looked for */
    cst_gazetteer_how by[CST_GAZ_MAX_HITS * 4];
    double likest; /* the least that the names of any hit differ */
    bool wide; /* borders are drawn in more than one way */
    bool narrow; /* a container says more than the country */
    bool strict; /* only what sounds nearly the same */
    cst_gaz_costs costs;
    cst_gaz_sounds heard[MAX_VARIANTS]; /* n 0: cannot be told */
    const cst_gaz_sounds *unit; /* what a container sounds like; NULL = any */
} resolver;

typedef void (*cst_gaz_take_fn)(resolver *r, uint32_t id, void *user);

/* Each place that this key of a name leads to. */
void cst_gaz_each(resolver *r, cst_str name, cst_gazetteer_how how,
                  cst_gaz_take_fn take, void *user);
/* The forms of a name, without its generic words one by one, as variants. */
void cst_gaz_add_forms(resolver *r, cst_str name);
bool cst_gaz_is_bar(char c);
/* What a container may mean, from the outermost inwards. */
void cst_gaz_find_container(resolver *r, cst_str name);
/* How ill a place fits the containers; < 0 = it lies elsewhere. */
double cst_gaz_misfit(const resolver *r, uint32_t id);

#endif
