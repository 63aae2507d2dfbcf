/* claim/names: the labels, features and classes that the claim stage asks a
 * pack for, looked up once. 0 (symbols) and -1 (classes) where a pack has none:
 * then nothing matches. docs/RULES.md lists them. */
#ifndef CST_CLAIM_NAMES_H
#define CST_CLAIM_NAMES_H

#include "lang/lang.h"

#define CL_SYMBOLS(X) \
    X(np) X(pp) X(vg) X(num) X(time) X(tok) X(mwe) X(name) X(attr) X(qty) \
    X(det) X(other) X(pro) X(proper) X(partitive) X(ord) X(title) X(p) \
    X(prep) X(voice) X(mood) X(tense) X(neg) X(modal) X(clitic) X(source) \
    X(active) X(passive) X(refl) X(perfect) X(fmood) X(qual) X(value) \
    X(value2) X(kind) X(card) X(ind) X(cond) X(subj) X(inf) X(ppast) X(ppres) \
    X(imp) X(pres) X(impf) X(past) X(fut) X(exact) X(about) X(at_least) \
    X(more_than) X(at_most) X(less_than) X(between) X(vague) X(article) \
    X(zero) X(status) X(group) X(type) X(ctype) X(family) X(military) \
    X(armed_group) X(side) X(degree) X(object) X(precision) X(de) X(attack) \
    X(yes) X(civilian) X(combatant) X(police) X(attacker) X(mixed) X(unknown) \
    X(killed) X(injured) X(harmed) X(missing) X(detained) X(displaced) \
    X(trapped) X(abducted) X(hint) X(second) X(rel) X(morrow) X(eve) X(since) X(reach) X(from) \
    X(frame) X(amb) X(take) X(pct) X(during) X(date) X(year) X(last) X(unit) X(n) X(hour) \
    X(minute) X(destroyed) X(damaged) X(all) X(money) X(age) X(actor) X(trait) X(company) X(verb)

#define CL_CLASSES(X) \
    X(telling) X(person) X(group_noun) X(rank) X(harm_noun) X(harm_deed) \
    X(body) X(toll_noun) X(deadly) X(event_noun) X(event_generic) X(event_of) \
    X(event_verb) X(harm_verb) X(damage_verb) X(object) X(weapon) X(actor) \
    X(actor_noun) X(source_noun) X(metonym) X(speech_verb) X(deny_verb) \
    X(claim_verb) X(accuse_verb) X(hedge) X(hedge_verb) X(modal) \
    X(light_harm) X(place_noun) X(direction) X(demonym) X(title) X(det_def) \
    X(det_indef) X(det_dem) X(det_poss) X(pro_subj) X(rel_subj) X(rel_obj) \
    X(rel_de) X(rel_where) X(conj_coord) X(conj_sub) X(conj_if) X(neg_part) \
    X(prep) X(prep_attr) X(prep_place) X(purpose) X(prep_part) X(same) \
    X(pro_adv) X(deg) X(background) X(total_cue) X(severity) X(country) X(war) X(aux_etre) \
    X(impersonal) X(event_light) X(event_occur) X(source_name) X(part_cue) \
    X(no_event) X(attempt) X(new_event) X(life_noun) X(light_life) \
    X(prep_without) X(toll_verb) X(time_unit) X(conj_or) X(pro_dem) \
    X(prep_time) X(begin_verb) X(end_verb) X(conj_when) X(success) X(made) X(flee) X(survive) \
    X(det_all) X(only) X(damage_degree) X(damage_weak) X(damage_noun) \
    X(family) X(light_part) X(trigger) X(take_verb) X(event_light_target) \
    X(assault) X(human_shield_use) X(human_shield) X(find_body) X(rubble) \
    X(charge) X(deny_weak) X(event_detail) X(allegiance) X(failed) \
    X(event_pointer) X(take_strong) X(everyday) X(everyday_one) X(thing) \
    X(rel_prep) X(carrier) X(event_people) X(trend_verb) X(generic) \
    X(village) X(prep_art) X(object_part) X(guard_nature) X(undergo) \
    X(prep_share) X(guard_disease) X(being) X(fight) X(guard_want) \
    X(guard_sport) X(alike) X(sequel) X(guard_film) X(guard_politics) X(guard_history) \
    X(guard_accident) X(blameless) X(prep_goal) X(homage) X(settled) X(fewer) \
    X(guard_science) X(veteran) X(injury) X(died_of) X(everyday_few) X(prep_amid) X(prep_reply)

/* Classes of the files on who did it. */
#define CL_DOER_CLASSES(X) X(event_loss) X(event_opposed) X(wield_verb) \
    X(author_noun) X(deed_noun) X(event_light_to) X(deem_verb) \
    X(event_means) X(arm_verb) X(prep_aboard) X(prep_between) X(bear_verb)

/* Classes of the files on damage, targets and weapons. */
#define CL_DAMAGE_CLASSES(X) X(pro_acc) X(shake_verb) X(prep_near) \
    X(event_light_at) X(burst_verb) X(any_house) X(gathering) X(burst_noun) \
    X(medium) X(road_noun)

/* Classes of the files on harms. */
#define CL_HARM_CLASSES(X) \
    X(pro_this) X(equates) X(watchman) X(conj_nor) X(pair) X(member) X(conj_as) X(loss_noun) X(since_noun) \
    X(fraction) X(heavy) X(prep_among) X(modal_done) X(modal_could) X(given_to) X(light_body) X(pro_emph) \
    X(prep_instead) X(part_word) X(find_again) X(at_first) X(untrue) X(confirm_verb) \
    X(other_side)

/* Classes of the files on sources. */
#define CL_SOURCE_CLASSES(X) \
    X(speaker_pro) X(own_voice) X(speech_refl) X(speech_noun) X(tally_verb) \
    X(tally_refl) X(see_verb) X(source_adj) X(agency) X(prep_agent) X(not_so) \
    X(incise_verb) X(pro_refl) X(via_verb) X(react_verb)

typedef struct cl_names {
#define X(n) cst_sym n;
    CL_SYMBOLS(X)
#undef X
    struct {
#define X(n) int n;
        CL_CLASSES(X)
        CL_HARM_CLASSES(X)
        CL_SOURCE_CLASSES(X)
        CL_DOER_CLASSES(X)
        CL_DAMAGE_CLASSES(X)
#undef X
    } c;
} cl_names;

void cl_names_init(cl_names *names, const cst_pack *pack);

#endif
