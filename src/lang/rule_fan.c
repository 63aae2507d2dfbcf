/* lang/rule_fan: splits and jumps of a layer's program, followed once and for all.
 *
 * Takes the compiled program. Wherever a thread may go on, lists the
 * instructions that take a unit or look at one in the order in which they would
 * be reached, so that the machine walks a list and not the ways to it.
 */
#include "lang/pack.h"

typedef struct fanner {
    cst_layer *layer;
    cst_arena *arena;
    uint32_t *seen; /* by pc: stamp of the last walk that passed here */
    uint32_t stamp;
    uint32_t *stack;
    uint32_t *fan_from; /* by pc: the list that begins there, plus 1; 0 = none */
} fanner;

/* Operands of each operation. */
static const uint8_t operands[] = {
#define X(name, n) n,
    CST_RULE_OPS(X)
#undef X
};

static bool put(fanner *f, uint32_t pc)
{
    const uint32_t *op = pc == CST_NONE ? NULL : f->layer->code.at + pc;
    cst_fan *to = CST_PUSH(f->arena, &f->layer->fans);

    if (to) {
        *to = (cst_fan){pc, op && *op == CST_OP_TEST ? op[1] : CST_NONE};
    }
    return to != NULL;
}

/* The list of what is reached from pc, the preferred way first. */
static cst_status fan_out(fanner *f, uint32_t pc, uint32_t *out)
{
    const uint32_t *code = f->layer->code.at;
    uint32_t n = 0;

    if (f->fan_from[pc]) {
        *out = f->fan_from[pc] - 1;
        return CST_OK;
    }
    *out = (uint32_t)f->layer->fans.n;
    f->fan_from[pc] = *out + 1;
    f->stamp++;
    f->stack[n++] = pc;
    while (n > 0) {
        uint32_t at = f->stack[--n];

        if (f->seen[at] == f->stamp) {
            continue;
        }
        f->seen[at] = f->stamp;
        if (code[at] == CST_OP_SPLIT) {
            f->stack[n++] = code[at + 2];
            f->stack[n++] = code[at + 1];
        } else if (code[at] == CST_OP_JUMP) {
            f->stack[n++] = code[at + 1];
        } else if (!put(f, at)) {
            return CST_NOMEM;
        }
    }
    return put(f, CST_NONE) ? CST_OK : CST_NOMEM;
}

/* Lists for all that is listed: lists beget lists. */
static cst_status follow_all(fanner *f)
{
    for (size_t i = 0; i < f->layer->fans.n; i++) {
        uint32_t pc = f->layer->fans.at[i].pc;
        uint32_t op = pc == CST_NONE ? CST_OP_MATCH : f->layer->code.at[pc];

        if (op != CST_OP_MATCH) {
            CST_TRY(fan_out(f, pc + 1 + operands[op], &f->layer->fan_of[pc]));
        }
    }
    return CST_OK;
}

static cst_status fan_part(fanner *f, uint32_t pc, uint32_t *out)
{
    *out = CST_NONE;
    return pc == CST_NONE ? CST_OK : fan_out(f, pc, out);
}

cst_status cst_rule_fans(cst_loader *l, uint32_t layer)
{
    fanner f = {.layer = &l->pack->layers.at[layer], .arena = l->arena};
    size_t n = f.layer->code.n;

    f.seen = CST_NEW(l->arena, uint32_t, n);
    f.stack = CST_NEW(l->arena, uint32_t, n + 2);
    f.fan_from = CST_NEW(l->arena, uint32_t, n);
    f.layer->fan_of = CST_NEW(l->arena, uint32_t, n);
    if (!f.seen || !f.stack || !f.fan_from || !f.layer->fan_of) {
        return CST_NOMEM;
    }
    for (uint32_t i = f.layer->rules_from; i < f.layer->rules_to; i++) {
        cst_rule *r = &l->pack->rules.at[i];

        CST_TRY(fan_part(&f, r->pc, &r->fan));
        CST_TRY(fan_part(&f, r->pc_before, &r->fan_before));
        CST_TRY(fan_part(&f, r->pc_after, &r->fan_after));
    }
    return follow_all(&f);
}
