/* cli/pack cost and check: rules over texts.
 *
 * cost reads texts and prints what each layer took and its dearest rules; check
 * reads them too, so that a rule that finds something there is not called dead.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define DEAREST 20 /* rules that are printed unless all are asked for */

/* Read all operands behind the first; their records are of no interest. */
static bool read_texts(const cli_common *c, cst_worker *worker, size_t *bytes)
{
    cli_common texts = *c;
    cli_inputs inputs;
    bool ok;

    memset(&inputs, 0, sizeof(inputs));
    texts.paths++;
    texts.n_paths--;
    *bytes = 0;
    ok = cli_inputs_gather(&texts, &inputs);
    for (size_t i = 0; ok && i < inputs.n; i++) {
        cst_read_options options = {.size = sizeof(options),
                                    .path = inputs.at[i].path,
                                    .format = inputs.at[i].format};
        cst_document *doc = NULL;
        const char *why = inputs.at[i].why;
        char *p = NULL;
        size_t n = 0;

        if (inputs.at[i].same_as != i) {
            continue;
        }
        if (inputs.at[i].code || !cli_input_bytes(&inputs, i, &p, &n, &why)) {
            cli_message("%s: %s", inputs.at[i].path, why);
            continue;
        }
        ok = cst_read(worker, p, n, &options, &doc) == CST_OK;
        cli_bytes_free(&inputs, p);
        cst_document_free(doc);
        *bytes += n;
    }
    cli_inputs_free(&inputs);
    return ok;
}

/* ----------------------------------------------------------------- cost */

typedef struct cost_list {
    cst_cost *at;
    size_t n, cap;
    bool failed;
} cost_list;

static void add_cost(void *user, const cst_cost *cost)
{
    cost_list *list = user;

    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 256;
        cst_cost *at = realloc(list->at, cap * sizeof(*at));

        if (!at) {
            list->failed = true;
            return;
        }
        list->at = at;
        list->cap = cap;
    }
    list->at[list->n++] = *cost;
}

/* Rules behind layers, the dearest first; ties in the order of the pack. */
static int dearer(const void *a, const void *b)
{
    const cst_cost *x = a, *y = b;
    bool rule_x = x->rule.n > 0, rule_y = y->rule.n > 0;

    if (rule_x != rule_y) {
        return rule_x - rule_y;
    }
    if (x->steps != y->steps && rule_x) {
        return x->steps < y->steps ? 1 : -1;
    }
    return 0;
}

static void print_cost(const cst_cost *cost)
{
    printf("%-8s %-28.*s %11llu %9llu %9llu %9.2f\n", cost->layer,
           (int)cost->rule.n, cost->rule.p, (unsigned long long)cost->steps,
           (unsigned long long)cost->matches, (unsigned long long)cost->acts,
           (double)cost->nanoseconds / 1e6);
}

static void print_costs(const cli_common *c, cost_list *list)
{
    size_t rules = 0;

    printf("%-8s %-28s %11s %9s %9s %9s\n", "layer", "rule", "steps",
           "matches", "acts", "ms");
    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].rule.n == 0) {
            print_cost(&list->at[i]);
        }
    }
    qsort(list->at, list->n, sizeof(*list->at), dearer);
    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].rule.n > 0 && (c->verbose || rules++ < DEAREST)) {
            print_cost(&list->at[i]);
        }
    }
}

int cli_pack_cost(const cli_common *c, cst_worker *worker)
{
    cost_list list = {NULL, 0, 0, false};
    size_t bytes;
    int result = CLI_COULD_NOT;

    if (cst_worker_profile(worker) == CST_OK &&
        read_texts(c, worker, &bytes)) {
        cst_worker_costs(worker, add_cost, &list);
        if (!list.failed) {
            print_costs(c, &list);
            printf("%zu bytes read\n", bytes);
            result = CLI_DONE;
        }
    }
    if (result != CLI_DONE) {
        cli_message("pack cost: out of memory");
    }
    free(list.at);
    return result;
}

/* ---------------------------------------------------------------- check */

int cli_pack_check(const cli_common *c, cst_worker *worker)
{
    size_t findings = 0, bytes;
    cst_status status = cst_worker_profile(worker);

    if (status == CST_OK && !read_texts(c, worker, &bytes)) {
        status = CST_NOMEM;
    }
    if (status == CST_OK) {
        status = cst_worker_check_pack(worker, cli_print_diag, NULL, &findings);
    }
    if (status != CST_OK) {
        cli_message("pack check: %s", cst_status_text(status));
        return CLI_COULD_NOT;
    }
    if (!c->quiet) {
        printf("pack %s: no errors, %zu findings\n", c->language, findings);
    }
    return CLI_DONE;
}
