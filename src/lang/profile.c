/* lang/profile: what a cascade spends on the rules of a pack.
 *
 * Steps of the machine are counted by rule, time by layer: a clock for each rule
 * would cost more than the rule. Nothing is counted unless somebody asks.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#include "lang/cascade.h"

#include <time.h>

/* Programs stand one behind the other: mark from where each rule's begin. */
static void own(uint32_t *owner, size_t n, uint32_t pc, uint32_t rule)
{
    if (pc < n) {
        owner[pc] = rule + 1;
    }
}

static bool owners(cst_cascade *c, cst_profile *p)
{
    for (size_t i = 0; i < c->pack->layers.n; i++) {
        const cst_layer *layer = &c->pack->layers.at[i];
        uint32_t *owner = CST_NEW(&c->arena, uint32_t, layer->code.n + 1);

        p->owner[i] = owner;
        if (!owner) {
            return false;
        }
        for (uint32_t r = layer->rules_from; r < layer->rules_to; r++) {
            const cst_rule *rule = &c->pack->rules.at[r];

            own(owner, layer->code.n, rule->pc, r);
            own(owner, layer->code.n, rule->pc_before, r);
            own(owner, layer->code.n, rule->pc_after, r);
        }
        for (size_t pc = 1; pc < layer->code.n; pc++) {
            owner[pc] = owner[pc] ? owner[pc] : owner[pc - 1];
        }
    }
    return true;
}

cst_status cst_cascade_profile(cst_cascade *c)
{
    size_t n = c->pack->rules.n, layers = c->pack->layers.n;
    cst_profile *p = CST_NEW(&c->arena, cst_profile, 1);

    if (!p) {
        return CST_NOMEM;
    }
    p->steps = CST_NEW(&c->arena, uint64_t, n);
    p->matches = CST_NEW(&c->arena, uint64_t, n);
    p->layer_ns = CST_NEW(&c->arena, uint64_t, layers);
    p->owner = CST_NEW(&c->arena, uint32_t *, layers);
    if (!p->steps || !p->matches || !p->layer_ns || !p->owner ||
        !owners(c, p)) {
        return CST_NOMEM;
    }
    memset(c->fired, 0, n * sizeof(*c->fired));
    c->profile = p;
    return CST_OK;
}

void cst_profile_steps(cst_cascade *c, uint32_t pc, uint32_t steps)
{
    uint32_t rule = c->profile->owner[c->layer - c->pack->layers.at][pc];

    if (rule) {
        c->profile->steps[rule - 1] += steps;
    }
}

void cst_profile_matches(cst_cascade *c)
{
    for (size_t i = 0; i < c->done.n; i++) {
        c->profile->matches[c->layer->rules_from + c->done.at[i]]++;
    }
}

uint64_t cst_profile_clock(const cst_cascade *c)
{
    struct timespec t = {0, 0};

    if (c->profile) {
        (void)clock_gettime(CLOCK_MONOTONIC, &t);
    }
    return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

void cst_profile_layer(cst_cascade *c, const cst_layer *layer, uint64_t since)
{
    if (c->profile) {
        c->profile->layer_ns[layer - c->pack->layers.at] +=
            cst_profile_clock(c) - since;
    }
}

/* A rule's time is its share of the layer's by steps. */
static uint64_t share(uint64_t ns, uint64_t steps, uint64_t all)
{
    return all ? (uint64_t)((double)ns * ((double)steps / (double)all)) : 0;
}

static void layer_costs(const cst_cascade *c, size_t i, cst_cost_fn fn,
                        void *user)
{
    const cst_profile *p = c->profile;
    const cst_layer *layer = &c->pack->layers.at[i];
    cst_cost sum = {.layer = layer->name, .rule = {"", 0},
                    .nanoseconds = p->layer_ns[i]};

    for (uint32_t r = layer->rules_from; r < layer->rules_to; r++) {
        sum.steps += p->steps[r];
        sum.matches += p->matches[r];
        sum.acts += c->fired[r];
    }
    fn(user, &sum);
    for (uint32_t r = layer->rules_from; r < layer->rules_to; r++) {
        cst_cost cost = {.layer = layer->name,
                         .rule = c->pack->rules.at[r].name,
                         .steps = p->steps[r],
                         .matches = p->matches[r],
                         .acts = c->fired[r]};

        cost.nanoseconds = share(sum.nanoseconds, cost.steps, sum.steps);
        fn(user, &cost);
    }
}

void cst_cascade_costs(const cst_cascade *c, cst_cost_fn fn, void *user)
{
    for (size_t i = 0; c->profile && i < c->pack->layers.n; i++) {
        layer_costs(c, i, fn, user);
    }
}
