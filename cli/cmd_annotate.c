/* cli/annotate: numbers, dates, places, actors alone.
 *
 * Of reports it prints the annotations; with --in it answers the cases of a
 * suite, a line each (suite.c).
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------- reports */

static bool annotate_one(const cli_common *c, cst_worker *worker,
                         const cli_inputs *in, size_t i, bool *broken)
{
    cli_reading got;

    if (!cli_read_input(c, in, i, worker, CST_STAGE_ANNOTATE, &got)) {
        cli_message("%s: %s", in->at[i].path, got.why);
        return false;
    }
    *broken =
        cst_write_annotations(got.doc, c->layers, cli_write, stdout) != CST_OK;
    cst_document_free(got.doc);
    return true;
}

static int annotate_paths(const cli_common *c, cst_worker *worker)
{
    size_t read = 0, failed = 0;
    bool broken = false;
    cli_inputs in;

    if (!cli_inputs_gather(c, &in)) {
        cli_message("out of memory");
        broken = true;
    }
    for (size_t i = 0; i < in.n && !broken; i++) {
        if (in.at[i].same_as != i) {
            continue;
        }
        if (annotate_one(c, worker, &in, i, &broken)) {
            read++;
        } else {
            failed++;
        }
    }
    cli_inputs_free(&in);
    if (!cli_finish_output() || broken || (failed && !read)) {
        return CLI_COULD_NOT;
    }
    return failed ? CLI_NOTES : CLI_DONE;
}

/* ---------------------------------------------------------------- cases */

static int annotate_cases(const cli_common *c, cst_worker *worker)
{
    const char *why = NULL, *p, *end;
    size_t n = 0, line = 0, done = 0, failed = 0;
    char *bytes = cli_slurp(c->in, &n, &why);

    if (!bytes) {
        cli_message("%s: %s", c->in, why);
        return CLI_COULD_NOT;
    }
    for (p = bytes; p < bytes + n; p = end + 1) {
        char reason[CLI_WHY], *out;

        end = memchr(p, '\n', (size_t)(bytes + n - p));
        end = end ? end : bytes + n;
        line++;
        if (strspn(p, " \t\r\n") >= (size_t)(end - p)) {
            continue;
        }
        out = cli_suite_answer(c, worker, p, (size_t)(end - p), reason);
        if (out) {
            puts(out);
            done++;
        } else {
            failed++;
            cli_message("%s:%zu: not a case: %s", c->in, line, reason);
        }
        free(out);
    }
    free(bytes);
    if (!cli_finish_output() || (failed && !done)) {
        return CLI_COULD_NOT;
    }
    return failed ? CLI_NOTES : CLI_DONE;
}

int cli_annotate(cli_common *c)
{
    cst_engine *engine = NULL;
    cst_worker *worker = NULL;
    int result = CLI_COULD_NOT;

    if ((c->n_paths > 0) == (c->in != NULL)) {
        return CLI_USAGE;
    }
    if (!cli_engine(c, &engine)) {
        return CLI_COULD_NOT;
    }
    if (cst_worker_new(engine, &worker) != CST_OK) {
        cli_message("out of memory");
    } else {
        result = c->in ? annotate_cases(c, worker) : annotate_paths(c, worker);
    }
    cst_worker_free(worker);
    cst_engine_free(engine);
    return result;
}
