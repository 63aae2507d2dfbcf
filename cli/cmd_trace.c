/* cli/trace: what each stage and layer made of one report, in order.
 *
 * One line a step: stage, layer, rule, byte offsets, what was made. Control
 * characters of the text are shown as blanks, so that a step stays a line.
 */
#include "cli.h"

void cli_print_step(const cst_trace_step *step)
{
    printf("%-8s %s%s%s", step->stage, step->layer ? step->layer : "",
           step->rule && step->rule[0] ? "." : "",
           step->rule ? step->rule : "");
    if (step->span.end > step->span.begin) {
        printf(" [%lu-%lu]", (unsigned long)step->span.begin,
               (unsigned long)step->span.end);
    }
    fputs("  ", stdout);
    cli_put_text(step->text);
    putchar('\n');
}

static void print_step(void *user, const cst_trace_step *step)
{
    (void)user;
    cli_print_step(step);
}

static int trace_all(const cli_common *c, cst_worker *worker,
                     const void *bytes, size_t n)
{
    cst_read_options options = {.size = sizeof(options), .path = c->paths[0],
                                .published = c->published};
    cst_writer_options writer = {.size = sizeof(writer),
                                 .format = CST_FORMAT_TABLE};
    cst_document *doc = NULL;
    cst_status status;

    cst_worker_trace(worker, print_step, NULL);
    status = cst_read(worker, bytes, n, &options, &doc);
    cst_worker_trace(worker, NULL, NULL);
    if (status == CST_OK) {
        putchar('\n');
        status = cst_write_document(doc, &writer, cli_write, stdout);
        cst_document_free(doc);
    }
    if (status != CST_OK) {
        cli_message("%s: %s", c->paths[0], cst_status_text(status));
        return CLI_COULD_NOT;
    }
    return CLI_DONE;
}

static int trace(const cli_common *c, cst_worker *worker)
{
    const char *why = NULL;
    size_t n = 0;
    char *bytes = cli_slurp(c->paths[0], &n, &why);
    cli_inputs none = {0};
    int result;

    if (!bytes) {
        cli_message("%s: %s", c->paths[0], why);
        return CLI_COULD_NOT;
    }
    result = c->why       ? cli_trace_why(c, worker, bytes, n)
             : c->why_not ? cli_trace_why_not(c, worker, bytes, n)
                          : trace_all(c, worker, bytes, n);
    cli_bytes_free(&none, bytes);
    return cli_finish_output() ? result : CLI_COULD_NOT;
}

int cli_trace(cli_common *c)
{
    cst_engine *engine = NULL;
    cst_worker *worker = NULL;
    int result = CLI_COULD_NOT;

    if (c->n_paths != 1 || (c->why && c->why_not)) {
        return CLI_USAGE;
    }
    if (!cli_engine(c, &engine)) {
        return CLI_COULD_NOT;
    }
    if (cst_worker_new(engine, &worker) != CST_OK) {
        cli_message("out of memory");
    } else {
        result = trace(c, worker);
    }
    cst_worker_free(worker);
    cst_engine_free(engine);
    return result;
}
