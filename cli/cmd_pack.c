/* cli/pack: the language pack itself.
 *
 * test runs the examples of the rules and the corpus; dump prints a layer as
 * the compiler sees it; check, cost and new stand in files of their own.
 */
#include "cli.h"

#include <string.h>

/* Known failures are warnings. */
static void print_errors(void *user, const cst_diag *diag)
{
    if (diag->level == CST_DIAG_ERROR) {
        cli_print_diag(user, diag);
    }
}

static int test_pack(const cst_engine *engine, bool verbose)
{
    cst_pack_report report;
    cst_status status;

    memset(&report, 0, sizeof(report));
    status = cst_engine_test_pack(
        engine, verbose ? cli_print_diag : print_errors, NULL, &report);
    if (status != CST_OK) {
        cli_message("pack test: %s", cst_status_text(status));
        return CLI_COULD_NOT;
    }
    printf("rules %zu, examples %zu, failed %zu\n", report.rules,
           report.examples, report.failed);
    printf("cases %zu, failed %zu, known failures %zu\n", report.cases,
           report.case_failed, report.known_failures);
    return report.failed || report.case_failed ? CLI_NOTES : CLI_DONE;
}

static int dump_pack(const cst_engine *engine, const cli_common *c)
{
    static const struct {
        const char *name;
        cst_dump_stage stage;
    } stages[] = {{"tokens", CST_DUMP_TOKENS},
                  {"ast", CST_DUMP_AST},
                  {"program", CST_DUMP_PROGRAM}};
    const char *layer = c->n_paths > 2 ? c->paths[2] : NULL;

    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
        cst_status status;

        if (strcmp(stages[i].name, c->paths[1]) != 0) {
            continue;
        }
        status = cst_engine_dump(engine, stages[i].stage, layer, cli_write,
                                 stdout);
        if (status != CST_OK) {
            cli_message("pack dump: %s", cst_status_text(status));
            return CLI_COULD_NOT;
        }
        return CLI_DONE;
    }
    return CLI_USAGE;
}

typedef struct pack_call {
    const char *name;
    int least, most; /* operands, the name counted */
} pack_call;

static bool is_call(const cli_common *c)
{
    static const pack_call calls[] = {{"test", 1, 1},       {"check", 1, 10000},
                                      {"cost", 2, 10000},   {"dump", 2, 3},
                                      {"new", 2, 3}};

    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        if (c->n_paths > 0 && strcmp(c->paths[0], calls[i].name) == 0) {
            return c->n_paths >= calls[i].least && c->n_paths <= calls[i].most;
        }
    }
    return false;
}

static int with_worker(const cst_engine *engine, const cli_common *c)
{
    cst_worker *worker = NULL;
    int result;

    if (cst_worker_new(engine, &worker) != CST_OK) {
        cli_message("out of memory");
        return CLI_COULD_NOT;
    }
    result = strcmp(c->paths[0], "cost") == 0 ? cli_pack_cost(c, worker)
                                              : cli_pack_check(c, worker);
    cst_worker_free(worker);
    return result;
}

int cli_pack(cli_common *c)
{
    cst_engine *engine = NULL;
    int result;

    if (!is_call(c)) {
        return CLI_USAGE;
    }
    if (strcmp(c->paths[0], "new") == 0) {
        result = cli_pack_new(c);
        return cli_finish_output() ? result : CLI_COULD_NOT;
    }
    if (strcmp(c->paths[0], "check") == 0) {
        c->verbose = true; /* warnings too */
    }
    if (!cli_engine(c, &engine)) {
        return CLI_COULD_NOT;
    }
    if (strcmp(c->paths[0], "test") == 0) {
        result = test_pack(engine, c->verbose);
    } else if (strcmp(c->paths[0], "dump") == 0) {
        result = dump_pack(engine, c);
    } else {
        result = with_worker(engine, c);
    }
    cst_engine_free(engine);
    return cli_finish_output() ? result : CLI_COULD_NOT;
}
