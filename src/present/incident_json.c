/* present/incident_json: tolls, blame and status of an incident as JSON.
 *
 * docs/RECORDS.md is the contract. Every number has the claims beside it from
 * which it was taken, and what became of the others.
 */
#include "present/incident.h"

static void put_number(cst_out *o, const char *key, int64_t v)
{
    if (v < 0) {
        cst_json_null(o, key);
    } else {
        cst_json_int(o, key, v);
    }
}

static void put_sym(cst_out *o, const char *key, const cst_collection *c,
                    cst_sym s)
{
    cst_json_str(o, key, s ? cst_coll_str(c, s) : (cst_str){NULL, 0});
}

void cst_out_harm(cst_out *o, const cst_collection *c, uint32_t harm)
{
    cst_buf_char(&o->buf, 'h');
    cst_buf_int(&o->buf, (int64_t)c->harms.at[harm].label + 1);
}

static void put_harm(cst_out *o, const char *key, const cst_collection *c,
                     uint32_t harm)
{
    if (harm == CST_NONE) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '"');
    cst_out_harm(o, c, harm);
    cst_json_close(o, '"');
}

/* A claim is named by its document and its label there. */
static void put_claim(cst_out *o, const char *key, const cst_collection *c,
                      uint32_t harm)
{
    if (harm == CST_NONE) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '{');
    cst_json_z(o, "document",
               c->documents.at[c->harms.at[harm].document].id);
    put_harm(o, "harm", c, harm);
    cst_json_close(o, '}');
}

/* ---------------------------------------------------------------- tolls */

static void put_statuses(cst_out *o, const cst_kind_toll *k)
{
    cst_json_open(o, "by_status", '{');
    for (int s = 0; s < CST_APART_COUNT; s++) {
        const cst_status_toll *by = &k->by[s];

        if (by->told) {
            cst_json_open(o, cst_apart_name((cst_apart)s), '{');
            put_number(o, "low", by->low);
            put_number(o, "high", by->high);
            cst_json_bool(o, "contested", by->contested);
            cst_json_close(o, '}');
        }
    }
    cst_json_close(o, '}');
}

static void put_input(cst_out *o, const cst_collection *c,
                      const cst_toll_input *in)
{
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "document",
               c->documents.at[c->harms.at[in->harm].document].id);
    put_harm(o, "harm", c, in->harm);
    cst_json_z(o, "use", cst_use_name(in->use));
    put_claim(o, "other", c, in->other);
    if (in->doubt == CST_DOUBT_NONE) {
        cst_json_null(o, "doubt");
    } else {
        cst_json_z(o, "doubt", cst_doubt_name(in->doubt));
    }
    cst_json_int(o, "source", in->source);
    cst_json_day(o, "as_of", in->at.from);
    put_number(o, "low", in->bounds.low);
    put_number(o, "high", in->bounds.high);
    cst_json_close(o, '}');
}

static void put_kind(cst_out *o, const char *key, const cst_collection *c,
                     const cst_tolls *tolls, const cst_kind_toll *k)
{
    cst_json_open(o, key, '{');
    put_number(o, "stated_min", k->stated_min);
    put_number(o, "stated_max", k->stated_max);
    put_number(o, "low", k->low);
    put_number(o, "high", k->high);
    put_number(o, "best", k->best);
    put_number(o, "latest", k->latest);
    cst_json_z(o, "basis", cst_strategy_name(tolls->strategy));
    cst_json_bool(o, "open", k->open);
    cst_json_bool(o, "summed", k->summed);
    put_claim(o, "best_claim", c, k->best_harm);
    put_claim(o, "latest_claim", c, k->latest_harm);
    cst_json_int(o, "agree", k->agree);
    put_statuses(o, k);
    cst_json_open(o, "claims", '[');
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        put_input(o, c, &tolls->inputs.at[k->inputs.first + i]);
    }
    cst_json_close(o, ']');
    cst_json_close(o, '}');
}

/* Records from elsewhere may have kinds of their own: these have no toll here. */
static void put_kinds(cst_out *o, const cst_collection *c,
                      const cst_tolls *tolls, const cst_assessment *a)
{
    static const char *const kinds[] = {"killed", "injured", "missing",
                                        "abducted", "detained", "displaced",
                                        "trapped", "harmed"};
    static const cst_kind_toll none = {
        .stated_min = -1, .stated_max = -1, .low = -1, .high = -1, .best = -1,
        .latest = -1, .best_harm = CST_NONE, .latest_harm = CST_NONE};

    for (size_t i = 0; i < CST_COUNT(kinds); i++) {
        const cst_kind_toll *found = i < 2 ? &none : NULL;

        for (uint32_t at = 0; at < a->kinds.n; at++) {
            const cst_kind_toll *k = &tolls->kinds.at[a->kinds.first + at];

            found = cst_str_is(cst_coll_str(c, k->kind), kinds[i]) ? k : found;
        }
        if (found) {
            put_kind(o, kinds[i], c, tolls, found);
        }
    }
}

/* ---------------------------------------------------------------- blame */

static void put_blamed(cst_out *o, const cst_collection *c,
                       const cst_tolls *tolls, const cst_blamed *b)
{
    cst_json_open(o, NULL, '{');
    put_sym(o, "actor", c, b->actor);
    put_sym(o, "name", c, b->name);
    if (b->said_by.n == 0) {
        cst_json_z(o, "certainty", "denied");
    } else {
        cst_json_str(o, "certainty", b->certainty
                                         ? cst_coll_str(c, b->certainty)
                                         : CST_S("stated"));
    }
    cst_json_open(o, "claimants", '[');
    for (uint32_t i = 0; i < b->said_by.n; i++) {
        cst_sym name = tolls->names.at[b->said_by.first + i];

        if (name) {
            put_sym(o, NULL, c, name);
        }
    }
    cst_json_close(o, ']');
    cst_json_bool(o, "denied", b->denied);
    cst_json_close(o, '}');
}

static void put_contested(cst_out *o, const cst_assessment *a)
{
    static const char *const names[] = {"perpetrator", "occurrence", "toll"};

    cst_json_open(o, "contested", '[');
    for (size_t i = 0; i < CST_COUNT(names); i++) {
        if (a->contested >> i & 1) {
            cst_json_z(o, NULL, names[i]);
        }
    }
    cst_json_close(o, ']');
}

static void put_voices(cst_out *o, const cst_collection *c,
                       const cst_tolls *tolls, const cst_assessment *a)
{
    cst_json_open(o, "sources", '[');
    for (uint32_t i = 0; i < a->voices.n; i++) {
        const cst_voice *v = &tolls->voices.at[a->voices.first + i];

        cst_json_open(o, NULL, '{');
        put_sym(o, "name", c, v->name);
        cst_json_z(o, "document", c->documents.at[v->document].id);
        cst_json_bool(o, "own_voice", v->own);
        cst_json_bool(o, "counts", v->counts);
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

/* ------------------------------------------------------------- residuals */

static void put_bounds(cst_out *o, const char *key, cst_bounds b)
{
    cst_json_open(o, key, '{');
    put_number(o, "low", b.low);
    put_number(o, "high", b.high);
    cst_json_close(o, '}');
}

static void put_residual(cst_out *o, const cst_collection *c,
                         const cst_residual *r)
{
    cst_json_open(o, NULL, '{');
    put_claim(o, "claim", c, r->harm);
    put_sym(o, "kind", c, c->harms.at[r->harm].kind);
    put_bounds(o, "total", r->total);
    put_bounds(o, "parts", r->parts);
    cst_json_int(o, "told", r->told);
    cst_json_int(o, "untold", r->untold);
    put_number(o, "low", r->rest.low);
    put_number(o, "high", r->rest.high);
    put_number(o, "exceeded_by", r->excess);
    cst_json_close(o, '}');
}

static void put_residuals(cst_out *o, const cst_collection *c,
                          const cst_tolls *tolls, cst_slice run)
{
    cst_json_open(o, "residuals", '[');
    for (uint32_t i = 0; i < run.n; i++) {
        put_residual(o, c, &tolls->residuals.at[run.first + i]);
    }
    cst_json_close(o, ']');
}

/* Plain English, for terminals and JSON; the pages have theirs in ui.tsv. */
static const char *grade_reason(cst_grade grade)
{
    static const char *const reasons[] = {
        "nobody is said to have been killed or injured",
        "someone says to have done it, and no one disputes it",
        "two or more sources tell of it, each by itself",
        "one source tells of it",
        "who did it, or whether it happened, is disputed",
        "all the dead and injured are said to be fighters"};

    return (size_t)grade < CST_COUNT(reasons) ? reasons[grade] : "";
}

void cst_json_assessment(cst_out *o, const cst_collection *c,
                         const cst_tolls *tolls, size_t incident)
{
    const cst_assessment *a = &tolls->of[incident];

    cst_json_int(o, "independent_sources", a->sources);
    put_kinds(o, c, tolls, a);
    cst_json_open(o, "perpetrators", '[');
    for (uint32_t i = 0; i < a->blamed.n; i++) {
        put_blamed(o, c, tolls, &tolls->blamed.at[a->blamed.first + i]);
    }
    cst_json_close(o, ']');
    put_contested(o, a);
    cst_json_z(o, "status", cst_standing_name(a->standing));
    cst_json_open(o, "grade", '{');
    cst_json_z(o, "proposed", cst_grade_name(a->grade));
    cst_json_z(o, "reason", grade_reason(a->grade));
    cst_json_close(o, '}');
    put_voices(o, c, tolls, a);
    put_residuals(o, c, tolls, a->residuals);
    cst_json_open(o, "counted_in", '[');
    for (uint32_t i = 0; i < a->counted_in.n; i++) {
        put_residual(o, c, &tolls->residuals.at[
            tolls->counted_in.at[a->counted_in.first + i]]);
    }
    cst_json_close(o, ']');
    cst_json_bool(o, "unconfirmed", cst_unconfirmed(a->standing));
}
