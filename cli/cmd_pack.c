/* cli/pack: the language pack itself.
 *
 * check loads and compiles it and prints all diagnostics; test also runs the
 * examples of the rules and the corpus; dump prints a layer as the compiler
 * sees it.
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

static bool is_call(const cli_common *c)
{
    if (c->n_paths == 1) {
        return strcmp(c->paths[0], "test") == 0 ||
               strcmp(c->paths[0], "check") == 0;
    }
    return (c->n_paths == 2 || c->n_paths == 3) &&
           strcmp(c->paths[0], "dump") == 0;
}

int cli_pack(cli_common *c)
{
    cst_engine *engine = NULL;
    int result = CLI_DONE;

    if (!is_call(c)) {
        return CLI_USAGE;
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
    } else if (!c->quiet) {
        printf("pack %s: no errors\n", c->language);
    }
    cst_engine_free(engine);
    return cli_finish_output() ? result : CLI_COULD_NOT;
}
