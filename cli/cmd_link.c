/* cli/link: the reports of a store to incidents.
 *
 * Replaces the incidents of the store and prints them.
 */
#include "cli.h"

#include <string.h>

static void say_linked(const cst_link_report *r)
{
    cli_message("%llu documents, %llu events: %llu incidents, %llu groups of "
                "syndicated documents, %llu dates from the collection",
                (unsigned long long)r->documents,
                (unsigned long long)r->events,
                (unsigned long long)r->incidents,
                (unsigned long long)r->syndicated,
                (unsigned long long)r->dated);
}

int cli_link(cli_common *c)
{
    char path[CLI_PATH];
    cst_link_options options = {.size = sizeof(options), .format = c->format,
                                .codebook = c->codebook,
                                .strategy = c->strategy};
    cst_link_report report;
    cst_store *store = NULL;
    cst_error error;
    cst_status status;

    if (c->n_paths > 0) {
        return CLI_USAGE;
    }
    if (!cli_store(c, CST_STORE_WRITE, &store)) {
        return CLI_COULD_NOT;
    }
    memset(&error, 0, sizeof(error));
    options.data_dir = cli_data_dir(c, path, sizeof(path));
    status = cst_store_link(store, &options, cli_write, stdout, &report,
                            &error);
    cst_store_close(store);
    if (status != CST_OK) {
        cli_message("%s: cannot be linked: %s%s%s", c->db, error.file,
                    error.file[0] ? ": " : "", error.text);
        return CLI_COULD_NOT;
    }
    if (!c->quiet) {
        say_linked(&report);
    }
    return cli_finish_output() ? CLI_DONE : CLI_COULD_NOT;
}
