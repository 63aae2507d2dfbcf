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
    bool context;      /* stop at the first match */
    bool found;
    uint32_t found_cap;
} vm;

static uint32_t unit_at(const vm_view *v, uint32_t k)
{
    return v->back ? v->base[-(ptrdiff_t)k - 1] : v->base[k];
}

static bool spend(cst_cascade *c)
{
    if (++c->s->steps > c->pack->budget) {
        c->s->over_budget = true;
        return false;
    }
    return true;
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

static bool run_context(cst_cascade *c, uint32_t pc, bool back, uint32_t offset,
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
        !run_context(x->c, r->pc_after, false, k, &cap)) {
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

/* One instruction that takes no unit; pushes where to go on. */
static void follow(vm *x, cst_thread t, uint32_t k, uint32_t *n)
{
    const uint32_t *op = x->code + t.pc;
    cst_thread *stack = x->m->stack;
    const vm_view *v = &x->view;

    switch (*op) {
    case CST_OP_SPLIT: /* the preferred target is visited first */
        stack[(*n)++] = (cst_thread){op[2], t.cap};
        stack[(*n)++] = (cst_thread){op[1], t.cap};
        break;
    case CST_OP_JUMP: stack[(*n)++] = (cst_thread){op[1], t.cap}; break;
    case CST_OP_SAVE:
        if (k < v->n) {
            t.cap = push_cap(x, t.cap, op[1], unit_at(v, k), CST_NONE, k);
            stack[(*n)++] = (cst_thread){t.pc + 2, t.cap};
        }
        break;
    case CST_OP_NOT:
        if (k >= v->n || !cst_cascade_test(x->c, op[1], unit_at(v, k))) {
            stack[(*n)++] = (cst_thread){t.pc + 2, t.cap};
        }
        break;
    case CST_OP_BOS:
        if (k == v->begins) {
            stack[(*n)++] = (cst_thread){t.pc + 1, t.cap};
        }
        break;
    case CST_OP_EOS:
        if (k == v->ends) {
            stack[(*n)++] = (cst_thread){t.pc + 1, t.cap};
        }
        break;
    default: break;
    }
}

/* Put the threads that t leads to without taking a unit into the next list. */
static void add_thread(vm *x, cst_thread t, uint32_t k)
{
    cst_machine *m = x->m;
    uint32_t n = 0;

    m->stack[n++] = t;
    while (n > 0 && !(x->context && x->found)) {
        t = m->stack[--n];
        if (m->stamps[t.pc] == m->stamp) {
            continue;
        }
        m->stamps[t.pc] = m->stamp;
        if (!spend(x->c)) {
            return;
        }
        if (x->code[t.pc] == CST_OP_TEST) {
            m->next[m->n_next++] = t;
        } else if (x->code[t.pc] == CST_OP_MATCH) {
            match_found(x, x->code[t.pc + 1], k, t.cap);
        } else {
            follow(x, t, k, &n);
        }
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

/* Run until no thread is left. The next list holds the first threads. */
static void run(vm *x)
{
    cst_machine *m = x->m;
    uint32_t n_code = (uint32_t)x->c->layer->code.n;

    for (uint32_t k = 0; m->n_next > 0 && k < x->view.n; k++) {
        uint32_t unit = unit_at(&x->view, k);

        swap_lists(m);
        new_stamp(m, n_code);
        for (uint32_t i = 0; i < m->n_now; i++) {
            cst_thread t = m->now[i];
            const uint32_t *op = x->code + t.pc;

            if (x->c->s->over_budget || x->c->nomem ||
                (x->context && x->found)) {
                return;
            }
            if (!cst_cascade_test(x->c, op[1], unit)) {
                continue;
            }
            if (op[2] != CST_NO_SLOT) {
                t.cap = push_cap(x, t.cap, op[2], unit, op[1], k);
            }
            t.pc += 3;
            add_thread(x, t, k + 1);
        }
    }
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

static bool run_context(cst_cascade *c, uint32_t pc, bool back, uint32_t offset,
                        uint32_t *cap)
{
    vm x = {.c = c, .m = &c->context, .code = c->layer->code.at,
            .context = true, .view = view_of(c, back, offset)};

    x.m->n_next = 0;
    new_stamp(x.m, (uint32_t)c->layer->code.n);
    add_thread(&x, (cst_thread){pc, *cap}, 0);
    if (!x.found) {
        run(&x);
    }
    if (x.found) {
        *cap = x.found_cap;
    }
    return x.found;
}

void cst_vm_match(cst_cascade *c, const uint32_t *rules, size_t n)
{
    vm x = {.c = c, .m = &c->main, .code = c->layer->code.at,
            .view = view_of(c, false, 0)};

    c->caps.n = 1;
    c->done.n = 0;
    x.m->n_next = 0;
    new_stamp(x.m, (uint32_t)c->layer->code.n);
    for (size_t i = 0; i < n; i++) {
        uint32_t rule = rules[i], cap = 0;
        const cst_rule *r = &c->pack->rules.at[c->layer->rules_from + rule];

        c->best[rule] = (cst_best){0, 0};
        if (r->pc_before != CST_NONE &&
            !run_context(c, r->pc_before, true, 0, &cap)) {
            continue;
        }
        add_thread(&x, (cst_thread){r->pc, cap}, 0);
    }
    run(&x);
}
