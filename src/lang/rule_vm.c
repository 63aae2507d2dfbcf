/* lang/rule_vm: the machine that matches the rules of a layer from one start.
 *
 * Breadth-first: all threads of all rules stand at the same unit and go on to
 * the next together; a list holds each pc once, the earlier thread wins. So
 * the time is bounded by units times program length, and each step is paid
 * from the sentence's budget. Captures are shared lists.
 */
#include "lang/cascade.h"

/* A row that threads walk along: leftwards for what stands before a match. */
typedef struct vm_view {
    const uint32_t *base;
    bool back;
    uint32_t n;      /* units ahead */
    uint32_t begins; /* offset at which '^' holds, CST_NONE = none */
    uint32_t ends;   /* offset at which '$' holds */
    uint32_t row;    /* index in the row of offset 0 */
} vm_view;

typedef struct vm {
    cst_cascade *c;
    cst_machine *m;
    vm_view view;
    const uint32_t *code;
    const cst_quick *quick;
    uint32_t k, unit;  /* the offset where threads are, and its unit or CST_NONE */
    cst_quick here;    /* of that unit */
    uint32_t spent;
    bool context;      /* stop at the first match, which sets found */
    bool found;
    uint32_t found_cap;
} vm;

static uint32_t unit_at(const vm_view *v, uint32_t k)
{
    return v->back ? v->base[-(ptrdiff_t)k - 1] : v->base[k];
}

static uint32_t push_cap(vm *x, uint32_t prev, uint32_t slot, uint32_t unit,
                         uint32_t test, uint32_t k)
{
    cst_cap *cap = CST_PUSH(&x->c->arena, &x->c->caps);

    if (!cap) {
        x->c->nomem = true;
        return prev;
    }
    cap->prev = prev;
    cap->slot = slot;
    cap->unit = unit;
    cap->test = test;
    cap->at = x->view.back ? x->view.row - k - 1 : x->view.row + k;
    return (uint32_t)x->c->caps.n - 1;
}

static bool run_context(cst_cascade *c, uint32_t fan, bool back, uint32_t offset,
                        uint32_t *cap);

/* A thread of the main machine reached the end of its rule at offset k. */
static void match_found(vm *x, uint32_t rule, uint32_t k, uint32_t cap)
{
    const cst_rule *r =
        &x->c->pack->rules.at[x->c->layer->rules_from + rule];
    cst_best *best = &x->c->best[rule];

    if (x->context) {
        x->found = true;
        x->found_cap = cap;
        return;
    }
    if (k <= best->length) {
        return; /* an earlier thread has matched as much */
    }
    if (r->pc_after != CST_NONE &&
        !run_context(x->c, r->fan_after, false, k, &cap)) {
        if (x->c->near_) {
            cst_near_stop(x->c, r->pc, k, CST_NONE);
        }
        return;
    }
    if (best->length == 0) {
        uint32_t *slot = CST_PUSH(&x->c->arena, &x->c->done);

        if (!slot) {
            x->c->nomem = true;
            return;
        }
        *slot = rule;
    }
    best->length = k;
    best->cap = cap;
}

static bool passes(const vm *x, uint32_t test)
{
    return cst_quick_fits(&x->quick[test], &x->here) &&
           cst_cascade_test(x->c, test, x->unit);
}

/* Where a thread goes on that takes no unit; CST_NONE if it goes nowhere. */
static uint32_t pass_by(vm *x, uint32_t pc, uint32_t *cap)
{
    const uint32_t *op = x->code + pc;
    bool goes_on = false;

    switch (*op) {
    case CST_OP_SAVE:
        goes_on = x->unit != CST_NONE;
        if (goes_on) {
            *cap = push_cap(x, *cap, op[1], x->unit, CST_NONE, x->k);
        }
        break;
    case CST_OP_NOT:
        goes_on = x->unit == CST_NONE || !passes(x, op[1]);
        break;
    case CST_OP_BOS: goes_on = x->k == x->view.begins; break;
    case CST_OP_EOS: goes_on = x->k == x->view.ends; break;
    case CST_OP_MATCH: match_found(x, op[1], x->k, *cap); break;
    default: break;
    }
    return goes_on ? x->c->layer->fan_of[pc] : CST_NONE;
}

/* The thread takes the unit, if that passes the test, and is listed. */
static void take(vm *x, const cst_fan *at, uint32_t cap)
{
    uint32_t slot = x->code[at->pc + 2];

    if (x->unit == CST_NONE || !passes(x, at->test)) {
        if (x->c->near_ && !x->context) {
            cst_near_stop(x->c, at->pc, x->k, at->test);
        }
        return;
    }
    if (slot != CST_NO_SLOT) {
        cap = push_cap(x, cap, slot, x->unit, at->test, x->k);
    }
    x->m->next[x->m->n_next++] =
        (cst_thread){x->c->layer->fan_of[at->pc], cap};
}

/* Follow a thread until it takes the unit or dies, by all ways, the preferred
 * one first. */
static void follow_on(vm *x, uint32_t fan, uint32_t cap)
{
    const cst_fan *fans = x->c->layer->fans.at, *at = fans + fan;
    cst_thread *stack = x->m->stack;
    uint32_t *stamps = x->m->stamps;
    const uint32_t stamp = x->m->stamp;
    uint32_t n = 0;

    for (;; at++) {
        if (at->pc == CST_NONE) {
            if (n == 0) {
                return;
            }
            n--;
            at = fans + stack[n].fan;
            cap = stack[n].cap;
        } else if (stamps[at->pc] != stamp) {
            stamps[at->pc] = stamp;
            x->spent++;
            if (at->test != CST_NONE) {
                take(x, at, cap);
            } else {
                uint32_t before = cap, next = pass_by(x, at->pc, &cap);

                if (x->found) {
                    return;
                }
                if (next != CST_NONE) {
                    stack[n++] = (cst_thread){(uint32_t)(at - fans), before};
                    at = fans + next - 1;
                }
            }
        }
    }
}

static void follow(vm *x, uint32_t fan, uint32_t cap)
{
    uint32_t before = x->spent;

    follow_on(x, fan, cap);
    if (x->c->profile && x->c->layer->fans.at[fan].pc != CST_NONE) {
        cst_profile_steps(x->c, x->c->layer->fans.at[fan].pc,
                          x->spent - before);
    }
}

static void move_to(vm *x, uint32_t k)
{
    x->k = k;
    x->unit = k < x->view.n ? unit_at(&x->view, k) : CST_NONE;
    if (x->unit != CST_NONE) {
        x->here = cst_unit_quick(&x->c->s->units.at[x->unit]);
    }
}

static void new_stamp(cst_machine *m, uint32_t n_code)
{
    if (++m->stamp == 0) {
        memset(m->stamps, 0, n_code * sizeof(*m->stamps));
        m->stamp = 1;
    }
}

static void swap_lists(cst_machine *m)
{
    cst_thread *t = m->now;

    m->now = m->next;
    m->n_now = m->n_next;
    m->next = t;
    m->n_next = 0;
}

/* Pay for the steps; false once the sentence's budget is spent. */
static bool pay(vm *x)
{
    cst_sentence_units *s = x->c->s;

    s->steps += x->spent;
    x->spent = 0;
    s->over_budget = s->steps > x->c->pack->budget;
    return !s->over_budget && !x->c->nomem;
}

/* Run until no thread is left. The next list holds the threads that have taken
 * the first unit. */
static void run(vm *x)
{
    cst_machine *m = x->m;
    uint32_t n_code = (uint32_t)x->c->layer->code.n;

    for (uint32_t k = 1; m->n_next > 0 && !x->found && pay(x); k++) {
        swap_lists(m);
        new_stamp(m, n_code);
        move_to(x, k);
        for (uint32_t i = 0; i < m->n_now && !x->found; i++) {
            follow(x, m->now[i].fan, m->now[i].cap);
        }
    }
    (void)pay(x);
}

static vm_view view_of(const cst_cascade *c, bool back, uint32_t offset)
{
    vm_view v;
    uint32_t n = (uint32_t)c->s->top.n;

    v.back = back;
    if (back) {
        v.base = c->s->top.at + c->written;
        v.n = v.begins = c->written;
        v.ends = c->read == n ? 0 : CST_NONE;
        v.row = c->written;
    } else {
        v.row = c->read + offset;
        v.base = c->s->top.at + v.row;
        v.n = v.ends = n - v.row;
        v.begins = c->written + offset == 0 ? 0 : CST_NONE;
    }
    return v;
}

static bool run_context(cst_cascade *c, uint32_t fan, bool back, uint32_t offset,
                        uint32_t *cap)
{
    vm x = {.c = c, .m = &c->context, .code = c->layer->code.at,
            .quick = c->layer->quick.at, .context = true, .view = view_of(c, back, offset)};

    x.m->n_next = 0;
    new_stamp(x.m, (uint32_t)c->layer->code.n);
    move_to(&x, 0);
    follow(&x, fan, *cap);
    run(&x);
    if (x.found) {
        *cap = x.found_cap;
    }
    return x.found;
}

void cst_vm_match(cst_cascade *c, const uint32_t *rules, size_t n)
{
    vm x = {.c = c, .m = &c->main, .code = c->layer->code.at,
            .quick = c->layer->quick.at, .view = view_of(c, false, 0)};

    c->caps.n = 1;
    c->done.n = 0;
    x.m->n_next = 0;
    new_stamp(x.m, (uint32_t)c->layer->code.n);
    move_to(&x, 0);
    for (size_t i = 0; i < n; i++) {
        uint32_t rule = rules[i], cap = 0;
        const cst_rule *r = &c->pack->rules.at[c->layer->rules_from + rule];

        c->best[rule] = (cst_best){0, 0};
        if (r->pc_before != CST_NONE &&
            !run_context(c, r->fan_before, true, 0, &cap)) {
            continue;
        }
        follow(&x, r->fan, cap);
    }
    run(&x);
    if (c->profile) {
        cst_profile_matches(c);
    }
    if (c->near_ && c->trace) {
        cst_near_tell(c, rules, n);
    }
}
