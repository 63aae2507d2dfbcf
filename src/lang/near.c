/* lang/near: rules that began to match and stopped, for who asks why not.
 *
 * Kept only while somebody asks: of each rule the furthest unit that it did not
 * take, and the test that this failed.
 */
#include "lang/cascade.h"

cst_tspan cst_units_span(const cst_sentence_units *s, const cst_unit *first,
                         uint32_t last)
{
    cst_tspan span = {0, 0};

    last = last > first->tok_end ? last : first->tok_end;
    if (first->tok_begin < s->n_tokens && last > 0 && last <= s->n_tokens) {
        span.begin = s->tokens[first->tok_begin].span.begin;
        span.end = s->tokens[last - 1].span.end;
    }
    return span;
}

cst_tspan cst_cascade_told(const cst_cascade *c)
{
    return c->told;
}

cst_status cst_cascade_near(cst_cascade *c)
{
    if (!c->profile) {
        CST_TRY(cst_cascade_profile(c)); /* knows whose a program is */
    }
    c->near_ = CST_NEW(&c->arena, cst_near, c->n_rules);
    return c->near_ ? CST_OK : CST_NOMEM;
}

void cst_near_stop(cst_cascade *c, uint32_t pc, uint32_t k, uint32_t test)
{
    uint32_t rule = c->profile->owner[c->layer - c->pack->layers.at][pc];
    cst_near *near_;

    if (rule <= c->layer->rules_from || rule > c->layer->rules_to) {
        return;
    }
    near_ = &c->near_[rule - 1 - c->layer->rules_from];
    if (k > near_->k) {
        *near_ = (cst_near){k, test};
    }
}

static void tell(cst_cascade *c, uint32_t rule, const cst_near *stop)
{
    const cst_sentence_units *s = c->s;
    const uint32_t *row = s->top.at + c->read;
    const cst_rule *r = &c->pack->rules.at[c->layer->rules_from + rule];
    const cst_unit *first = &s->units.at[row[0]];
    bool more = c->read + stop->k < s->top.n;
    const cst_unit *at = &s->units.at[row[more ? stop->k : stop->k - 1]];
    cst_buf b;

    cst_buf_init(&b, c->arena.allocator);
    if (stop->test == CST_NONE) {
        cst_buf_z(&b, "would match, but for what must stand behind it");
    } else {
        cst_buf_z(&b, more ? "stops at \"" : "stops at the end");
        if (more) {
            cst_buf_str(&b, cst_unit_text(s, row[stop->k]));
            cst_buf_char(&b, '"');
        }
        cst_buf_z(&b, ", which is not ");
        cst_buf_str(&b, c->layer->tests.at[stop->test].text);
    }
    cst_buf_char(&b, '\0');
    c->told = cst_units_span(s, first, at->tok_end);
    if (!b.failed) {
        c->trace(c->trace_user, c->layer->name,
                 r->id.p + r->id.n - r->name.n, NULL, cst_buf_get(&b).p);
    }
    cst_buf_free(&b);
}

void cst_near_tell(cst_cascade *c, const uint32_t *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cst_near stop = c->near_[rules[i]];

        c->near_[rules[i]] = (cst_near){0, 0};
        if (c->best[rules[i]].length == 0 && stop.k > 0) {
            tell(c, rules[i], &stop);
        }
    }
}
