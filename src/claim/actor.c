/* claim/actor: who is who, by the ids of the registry.
 *
 * A name has its id from the lexicon. A force, police or government is told by
 * its country: "the Iraqi army". What is only called by its kind ("the
 * coalition", "the jihadists", "the group") is the one of this text, if there
 * is but one; else it is typed by its head noun, or left open. */
#include "claim/reader.h"

#include <stdio.h>

static const char *const state_codes[] = {"army", "police", "government"};

/* A code that starts the ids of the forces of states; NULL: another kind. */
static const char *state_code(cst_str kind)
{
    return cst_str_is(kind, "state_force")  ? state_codes[0]
           : cst_str_is(kind, "police")     ? state_codes[1]
           : cst_str_is(kind, "government") ? state_codes[2] : NULL;
}

static cst_str kind_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym kind = cl_head_in(&r->m, g, r->n->c.actor_noun) ||
                           cl_head_in(&r->m, g, r->n->c.actor)
                       ? cl_head_feat(&r->m, g, r->n->kind) : 0;
    bool state = cl_head_in(&r->m, g, r->n->c.country) ||
                 cl_head_in(&r->m, g, r->n->c.metonym);
    return kind ? cst_pack_str(r->pack, kind)
           : state ? CST_S("government") : (cst_str){NULL, 0};
}

/* ---------------------------------------------------------------- country */

static cst_str iso_of(const cl_reader *r, uint32_t entry)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->gazetteer, entry);
    return e && e->country[0] ? (cst_str){e->country, 2} : (cst_str){NULL, 0};
}

/* Of a country or of its capital, by name. */
static cst_str state_named(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = cl_unit(s, g->name_unit);
    cst_tspan at = u ? cl_tokens_span(s, u->tok_begin, u->tok_end)
                     : cl_tokens_span(s, g->tok_end - 1, g->tok_end);
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(r->gazetteer, r->m.arena,
                                    cl_span_str(&r->m, at), &ids);
    const cst_gazetteer_entry *e =
        n ? cst_gazetteer_at(r->gazetteer, ids[0]) : NULL;
    return e && (e->kind == CST_GAZ_COUNTRY || e->kind == CST_GAZ_CAPITAL)
               ? iso_of(r, ids[0]) : (cst_str){NULL, 0};
}

static cst_str demonym_in(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        const cst_unit *u = cl_unit(s, np->children[i]);
        for (uint32_t k = 0; u && k < u->n_readings; k++) {
            uint32_t e = u->readings[k].pos != CST_POS_A ? CST_NONE
                : cst_gazetteer_demonym(r->gazetteer, r->m.arena,
                                        cst_pack_str(r->pack,
                                                     u->readings[k].lemma));
            if (e != CST_NONE) {
                return iso_of(r, e);
            }
        }
    }
    return (cst_str){NULL, 0};
}

/* The country that a force is said to be of. */
static cst_str country_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (cl_head_in(&r->m, g, r->n->c.country) ||
        cl_head_in(&r->m, g, r->n->c.metonym)) {
        return state_named(r, g);
    }
    cst_str iso = demonym_in(r, g);
    if (!iso.n && g->head && g->head->pos == CST_POS_A) {
        uint32_t e = cst_gazetteer_demonym(
            r->gazetteer, r->m.arena, cst_pack_str(r->pack, g->head->lemma));
        iso = e == CST_NONE ? iso : iso_of(r, e);
    }
    if (!iso.n && g->of != CST_NONE) {
        const cl_group *of = &r->m.groups.at[g->of];
        iso = cl_head_in(&r->m, of, r->n->c.country) ||
                      cl_head_in(&r->m, of, r->n->c.metonym)
                  ? state_named(r, of)
                  : cl_head_in(&r->m, of, r->n->c.actor_noun)
                        ? demonym_in(r, of) : iso;
    }
    return iso;
}

static cst_str state_id(cl_reader *r, const char *code, cst_str iso)
{
    char id[48];
    int n = snprintf(id, sizeof id, "constat:%s-%.*s", code,
                     (int)(iso.n < 8 ? iso.n : 8), iso.p);
    for (int i = 0; i < n; i++) {
        id[i] = id[i] >= 'A' && id[i] <= 'Z' ? (char)(id[i] + 32) : id[i];
    }
    char *p = cst_arena_copy(r->arena, id, (size_t)n);
    return (cst_str){p, p ? (size_t)n : 0};
}

/* "The Army of X (ABC)": the acronym right behind says which one is meant,
 * whoever else has the name. */
static cst_sym in_brackets(const cl_reader *r, const cl_group *g, uint32_t gi)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t at = cl_group_end(&r->m, gi, false);
    bool open = at + 1 < s->units.n_tokens &&
                cst_str_is(cl_span_str(&r->m, cl_tokens_span(s, at, at + 1)),
                           "(");
    const cst_unit *u = open ? cl_unit(s, at + 1) : NULL;
    for (uint32_t k = 0; u && k < u->n_readings; k++) {
        if (cst_reading_has(r->pack, &u->readings[k], r->n->c.actor)) {
            return cst_reading_feat(r->pack, &u->readings[k], r->n->actor);
        }
    }
    return 0;
}

/* "The militiamen X": what stands right behind and names them; CST_NONE. */
static uint32_t name_behind(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool behind = gi >= s->group_begin && gi + 1 < s->group_end &&
                  g[1].top == g->top + 1 && !g[1].prep && !g[1].lifted &&
                  cl_head_in(&r->m, g, r->n->c.actor_noun);
    return behind ? gi + 1 : CST_NONE;
}

/* "Soldiers accompanied by men of X": whom they came with does not name them. */
static bool parted(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    const cst_unit *last = np && np->n_children
                               ? cl_unit(s, np->children[np->n_children - 1])
                               : NULL;
    for (uint32_t k = 0; last && k < last->n_readings; k++) {
        if (cst_reading_feat(r->pack, &last->readings[k], r->n->company)) {
            return true;
        }
    }
    return false;
}

/* Whom a group names, itself or by what it is of. */
static cst_sym chain_id(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym id = cl_head_feat(&r->m, g, r->n->actor);
    return id || !parted(r, g) ? cl_chain_feat(r, gi, r->n->actor) : 0;
}

/* "Houthi rebels": a word beside the head that names a party. */
static cst_sym named_within(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    bool people = cl_head_in(&r->m, g, r->n->c.actor_noun) ||
                  cl_head_in(&r->m, g, r->n->c.person);
    for (uint32_t i = 0; np && people && i < np->n_children; i++) {
        const cst_unit *u = cl_unit(s, np->children[i]);
        for (uint32_t k = 0; u && k < u->n_readings; k++) {
            cst_sym id = cst_reading_feat(r->pack, &u->readings[k], r->n->actor);
            if (id) {
                return id;
            }
        }
    }
    return 0;
}

/* What its own words say of a group. */
static cst_str own_id(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    bool adjective = g->head && g->head->pos == CST_POS_A;
    cst_sym named = adjective ? 0 : in_brackets(r, g, gi);
    named = named ? named : chain_id(r, gi);
    named = named || adjective ? named : named_within(r, g);
    uint32_t beside = named ? CST_NONE : name_behind(r, gi);
    named = beside == CST_NONE ? named : cl_chain_feat(r, beside, r->n->actor);
    if (named) {
        return cst_pack_str(r->pack, named);
    }
    bool flies = cl_head_in(&r->m, g, r->n->c.carrier); /* "Russian aircraft" */
    const char *code = adjective || flies ? state_codes[0]
                                          : state_code(kind_of(r, gi));
    cst_str iso = code ? country_of(r, gi) : (cst_str){NULL, 0};
    return iso.n ? state_id(r, code, iso) : iso;
}

static bool equal(cst_str a, cst_str b)
{
    return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

#define CL_NAMED 64 /* parties of one text that are told apart */

static void note_named(cl_reader *r, cst_str id)
{
    for (uint32_t i = 0; i < r->named.n; i++) {
        if (equal(r->named.at[i], id)) {
            return;
        }
    }
    cst_str *to = id.n && r->named.n < CL_NAMED
                      ? CST_PUSH(r->m.arena, &r->named) : NULL;
    if (to) {
        *to = id;
    }
}

cst_str cl_actor_named(const cl_reader *r, uint32_t gi)
{
    return gi < r->n_actor_of ? r->actor_of[gi] : (cst_str){NULL, 0};
}

/* Of a state's force: what the table says of its army, else the state itself. */
cst_str cl_actor_side(const cl_reader *r, cst_str id)
{
    const cst_actor *a = cst_registry_find(r->actors, id);
    size_t cut = id.n < 3 ? 0 : id.n - 3;
    if (a && a->side.n) {
        return a->side;
    }
    for (size_t i = 0; i < CST_COUNT(state_codes) && cut; i++) {
        char own[32], army[24];
        snprintf(own, sizeof own, "constat:%s", state_codes[i]);
        if (id.n != strlen(own) + 3 || memcmp(id.p, own, id.n - 3) != 0 ||
            id.p[cut] != '-') {
            continue;
        }
        snprintf(army, sizeof army, "constat:army-%.2s", id.p + cut + 1);
        a = cst_registry_find(r->actors, cst_str_of(army));
        return a && a->side.n ? a->side : cst_str_sub(id, cut + 1, 2);
    }
    return (cst_str){NULL, 0};
}

cst_status cl_name_actors(cl_reader *r)
{
    r->n_actor_of = (uint32_t)r->m.groups.n;
    r->actor_of = CST_NEW(r->m.arena, cst_str, r->m.groups.n + 1);
    if (!r->actor_of) {
        return CST_NOMEM;
    }
    for (uint32_t gi = 0; gi < r->m.groups.n; gi++) {
        const cl_group *g = &r->m.groups.at[gi];
        if (g->head && (g->head->pos == CST_POS_A ||
                        cl_head_in(&r->m, g, r->n->c.carrier) ||
                        cl_head_in(&r->m, g, r->n->c.actor) ||
                        cl_head_in(&r->m, g, r->n->c.actor_noun) ||
                        cl_head_in(&r->m, g, r->n->c.person) ||
                        cl_head_in(&r->m, g, r->n->c.metonym) ||
                        cl_head_in(&r->m, g, r->n->c.country))) {
            r->actor_of[gi] = own_id(r, gi);
            note_named(r, r->actor_of[gi]);
        }
    }
    return cst_arena_failed(r->m.arena) ? CST_NOMEM : CST_OK;
}

/* --------------------------------------------------- the one of this text */

#define CL_REACH 2000 /* groups that are looked at, before and behind */

/* Called by the same noun with more words: before, else behind. */
static cst_str same_noun(const cl_reader *r, uint32_t gi)
{
    cst_sym lemma = r->m.groups.at[gi].head->lemma;
    for (uint32_t i = gi; i > 0 && i + CL_REACH > gi; i--) {
        const cst_reading *h = r->m.groups.at[i - 1].head;
        if (h && h->lemma == lemma && r->actor_of[i - 1].n) {
            return r->actor_of[i - 1];
        }
    }
    for (uint32_t i = gi + 1; i < r->n_actor_of && i < gi + CL_REACH; i++) {
        const cst_reading *h = r->m.groups.at[i].head;
        if (h && h->lemma == lemma && r->actor_of[i].n) {
            return r->actor_of[i];
        }
    }
    return (cst_str){NULL, 0};
}

/* The only party of the text that has the trait. */
static cst_str only_with(const cl_reader *r, cst_str trait)
{
    cst_str id = {NULL, 0};
    for (uint32_t i = 0; i < r->named.n; i++) {
        const cst_actor *a = cst_registry_find(r->actors, r->named.at[i]);
        if (!a || !cst_cell_has(a->traits, trait)) {
            continue;
        }
        if (id.n && !equal(id, a->id)) {
            return (cst_str){NULL, 0};
        }
        id = a->id;
    }
    return id;
}

/* "The group": the armed group that was named last. */
static cst_str last_group(const cl_reader *r, uint32_t gi)
{
    for (uint32_t i = gi; i > 0 && i + CL_REACH > gi; i--) {
        const cst_actor *a =
            r->actor_of[i - 1].n
                ? cst_registry_find(r->actors, r->actor_of[i - 1]) : NULL;
        if (a && cst_str_is(a->kind, "armed_group")) {
            return a->id;
        }
    }
    return (cst_str){NULL, 0};
}

/* The only coalition that was at war in the country at the time. */
static cst_str coalition_in(const cl_reader *r, cst_str iso, cst_day day)
{
    cst_str id = {NULL, 0};
    int year = 0, month, mday;
    if (day) {
        cst_day_to_ymd(day, &year, &month, &mday);
    }
    for (uint32_t i = 0; year && r->actors && i < r->actors->actors.n; i++) {
        const cst_actor *a = &r->actors->actors.at[i];
        if (!cst_str_is(a->kind, "coalition") ||
            !cst_cell_has(a->countries, iso) || (a->from && a->from > year) ||
            (a->to && a->to < year)) {
            continue;
        }
        if (id.n) {
            return (cst_str){NULL, 0};
        }
        id = a->id;
    }
    return id;
}

/* How many forces of that kind the text names. */
static int states_named(const cl_reader *r, const char *code)
{
    char own[48];
    int n = snprintf(own, sizeof own, "constat:%s-", code), count = 0;
    for (uint32_t i = 0; i < r->named.n; i++) {
        cst_str id = r->named.at[i];
        count += id.n > (size_t)n && memcmp(id.p, own, (size_t)n) == 0;
    }
    return count;
}

/* Is another force of that kind told of in the text? */
static bool other_state(const cl_reader *r, const char *code, cst_str iso)
{
    char own[48];
    int n = snprintf(own, sizeof own, "constat:%s-", code);
    for (uint32_t i = 0; i < r->named.n; i++) {
        cst_str id = r->named.at[i];
        if (id.n == (size_t)n + iso.n && memcmp(id.p, own, (size_t)n) == 0 &&
            !((id.p[n] | 32) == (iso.p[0] | 32) &&
              (id.p[n + 1] | 32) == (iso.p[1] | 32))) {
            return true;
        }
    }
    return false;
}

/* The country where the happening took place, if it is that of the report. */
static cst_str here(const cl_reader *r, const cl_cluster *c)
{
    const cl_place *p = c->place == CST_NONE ? NULL : &r->places.at[c->place];
    cst_str home = iso_of(r, r->home);
    cst_str iso = p && p->gaz != CST_NONE ? iso_of(r, p->gaz) : home;
    return iso.n == 2 && (!home.n || equal(home, iso)) ? iso
                                                       : (cst_str){NULL, 0};
}

static cst_str meant(cl_reader *r, uint32_t gi, const cl_cluster *c)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_str kind = kind_of(r, gi), id = same_noun(r, gi), iso = here(r, c);
    cst_sym trait = cl_head_feat(&r->m, g, r->n->trait);
    const char *code = state_code(kind);
    if (code && id.n && !iso.n && states_named(r, code) > 1) {
        return (cst_str){NULL, 0}; /* "the army" in another country: whose? */
    }
    if (!id.n && trait) {
        id = only_with(r, cst_pack_str(r->pack, trait));
    }
    if (!id.n && iso.n && code && !other_state(r, code, iso)) {
        id = state_id(r, code, iso);
    }
    if (!id.n && iso.n && cst_str_is(kind, "coalition")) {
        id = coalition_in(r, iso, c->from ? c->from : r->dateline);
    }
    bool any = !trait && !g->plural &&
               cst_str_is(kind, "armed_group") &&
               cl_head_feat(&r->m, g, r->n->ctype) != r->n->armed_group;
    return id.n || !any ? id : last_group(r, gi);
}

/* Nobody by name: of what kind. */
static cst_str unnamed(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_str kind = kind_of(r, gi);
    cst_sym status = cl_head_feat(&r->m, g, r->n->status);
    char id[64];
    if (!kind.n && status == r->n->attacker) {
        kind = cst_pack_str(r->pack, status);
    }
    if (!kind.n || g->proper) {
        return (cst_str){NULL, 0};
    }
    int n = snprintf(id, sizeof id, "unknown:%.*s",
                     (int)(kind.n < 40 ? kind.n : 40), kind.p);
    char *p = cst_arena_copy(r->arena, id, (size_t)n);
    return (cst_str){p, p ? (size_t)n : 0};
}

/* Whom that id means where the happening was. Ids that were made while reading
 * lie in the scratch of that reading. */
static cst_str kept(cl_reader *r, cst_str id, const cl_cluster *c)
{
    const cl_place *at = !c || c->place == CST_NONE ? NULL
                                                    : &r->places.at[c->place];
    cst_str iso = at && at->gaz != CST_NONE ? iso_of(r, at->gaz)
                                            : iso_of(r, r->home);
    id = iso.n == 2 && r->actors ? cst_registry_here(r->actors, id, iso) : id;
    char *p = cst_arena_copy(r->arena, id.p, id.n);
    return (cst_str){p, p ? id.n : 0};
}

cst_str cl_actor_id(cl_reader *r, uint32_t gi, const cl_cluster *c)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (gi >= r->n_actor_of || !g->head) {
        return (cst_str){NULL, 0};
    }
    cst_str id = r->actor_of[gi];
    bool known = g->definite || g->demonstrative || g->possessive;
    if (!id.n && known && !g->count.present && !g->proper &&
        name_behind(r, gi) == CST_NONE) {
        id = meant(r, gi, c);
    }
    return id.n ? kept(r, id, c) : unnamed(r, gi);
}

/* ------------------------------------------------- those who suffered it */

static bool is_armed(const cl_reader *r, uint32_t gi)
{
    cst_sym s = cl_status(r, gi);
    return s == r->n->combatant || s == r->n->police;
}

/* "Russian officers": of the army of that state. Fighters and militiamen of a
 * country are of none. */
static cst_str of_army(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    bool fits = cl_status(r, gi) == r->n->combatant && !kind_of(r, gi).n &&
                cl_head_in(&r->m, g, r->n->c.rank);
    cst_str iso = fits ? country_of(r, gi) : (cst_str){NULL, 0};
    return iso.n ? state_id(r, state_codes[0], iso) : iso;
}

/* Soldiers and policemen without a country are those of the place, where the
 * text tells of no others. */
static cst_str whose(cl_reader *r, uint32_t gi, const cl_cluster *c)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_str id = cl_actor_named(r, gi);
    id = id.n ? id : of_army(r, gi);
    if (id.n) {
        return kept(r, id, c);
    }
    if (g->proper || !c) {
        return (cst_str){NULL, 0};
    }
    id = cl_actor_id(r, gi, c);
    const char *code = state_code(kind_of(r, gi));
    cst_str iso = here(r, c);
    bool open = !id.n || cst_str_starts(id, CST_S("unknown:"));
    return open && code && iso.n && !other_state(r, code, iso)
               ? kept(r, state_id(r, code, iso), c) : id;
}

cst_str cl_actor_of_victims(cl_reader *r, const cl_harm *h)
{
    uint32_t i = cl_cluster_of(r, h);
    const cl_cluster *c = i == CST_NONE ? NULL : &r->clusters.at[i];
    const cl_group *g = &r->m.groups.at[h->group];
    cst_str none = {NULL, 0};
    if (!g->head || g->pronoun || h->group >= r->n_actor_of) {
        return none;
    }
    if (h->status == r->n->attacker) { /* those of whoever did it */
        cst_str id = cl_actor_named(r, h->group);
        return id.n ? kept(r, id, c) : none;
    }
    return h->status == r->n->combatant || h->status == r->n->police
               ? whose(r, h->group, c) : none;
}

/* Do those of that id fight, and are no body that only speaks? */
static bool fights(const cl_reader *r, cst_str id)
{
    static const char *const kinds[] = {"armed_group", "state_force", "police",
                                        "coalition", "un_mission"};
    const cst_actor *a = cst_registry_find(r->actors, id);
    if (!a) {
        return id.n != 0;
    }
    for (size_t i = 0; i < CST_COUNT(kinds); i++) {
        if (cst_str_is(a->kind, kinds[i])) {
            return true;
        }
    }
    return false;
}

/* "A post of the police", "a Russian tank": whose thing it is. */
static cst_str owner_of(cl_reader *r, uint32_t gi, const cl_cluster *c)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    cst_sym sort = cl_head_feat(&r->m, g, r->n->object);
    if (of && (cl_head_in(&r->m, of, r->n->c.actor) ||
               (cl_head_in(&r->m, of, r->n->c.actor_noun) &&
                (of->plural || !cl_head_in(&r->m, of, r->n->c.person))))) {
        return whose(r, g->of, c);
    }
    cst_str iso = sort && sort == r->n->military ? demonym_in(r, g)
                                                 : (cst_str){NULL, 0};
    return iso.n ? state_id(r, state_codes[0], iso) : iso;
}

cst_str cl_actor_of_target(cl_reader *r, uint32_t gi, const cl_cluster *c)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_str id = {NULL, 0};
    if (!g->head || gi >= r->n_actor_of) {
        return id;
    }
    if (cl_head_in(&r->m, g, r->n->c.actor) || is_armed(r, gi) ||
        (cl_head_in(&r->m, g, r->n->c.actor_noun) &&
         cl_status(r, gi) != r->n->civilian)) {
        id = whose(r, gi, c);
    }
    if (!id.n && (cl_head_in(&r->m, g, r->n->c.object) ||
                  cl_head_in(&r->m, g, r->n->c.group_noun) ||
                  cl_head_in(&r->m, g, r->n->c.place_noun))) {
        id = owner_of(r, gi, c);
    }
    return fights(r, id) ? id : (cst_str){NULL, 0};
}
