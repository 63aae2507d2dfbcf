/* cli/link: the reports of a store to incidents, and the records as they then
 * stand.
 *
 * link replaces the incidents of the store and prints them if a format is asked
 * for or the output is all there is; export prints every record, with the dates
 * that only the collection tells, and the incidents of the last linking.
 */
#include "cli.h"

#include <stdlib.h>
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

/* --------------------------------------------------------------- export */

typedef struct ids {
    char (*at)[CLI_ID + 1];
    size_t n, cap;
    bool failed;
} ids;

static int keep_id(void *user, const cst_store_entry *entry)
{
    ids *all = user;

    if (all->n == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 64;
        void *at = realloc(all->at, cap * sizeof(*all->at));

        if (!at) {
            all->failed = true;
            return 1;
        }
        all->at = at;
        all->cap = cap;
    }
    memcpy(all->at[all->n++], entry->id, sizeof(*all->at));
    return 0;
}

static cst_status export_all(cst_store *store, const ids *all,
                             cst_error *error)
{
    const cst_writer_options options = {.size = sizeof(options),
                                        .format = CST_FORMAT_JSONL};
    cst_status s = CST_OK;

    for (size_t i = 0; i < all->n && s == CST_OK; i++) {
        s = cst_store_export_document(store, all->at[i], &options, cli_write,
                                      stdout, error);
    }
    return s == CST_OK
               ? cst_store_write_incidents(store, cli_write, stdout, error)
               : s;
}

int cli_export(cli_common *c)
{
    cst_store *store = NULL;
    ids all = {NULL, 0, 0, false};
    cst_error error;
    cst_status status;

    if (c->n_paths > 0 || (c->format_given && c->format != CST_FORMAT_JSONL)) {
        return CLI_USAGE;
    }
    if (!cli_store(c, CST_STORE_READ, &store)) {
        return CLI_COULD_NOT;
    }
    memset(&error, 0, sizeof(error));
    status = cst_store_documents(store, keep_id, &all, &error);
    if (status == CST_OK) {
        status = all.failed ? CST_NOMEM : export_all(store, &all, &error);
    }
    if (status != CST_OK) {
        cli_message("%s: %s", c->db,
                    error.text[0] ? error.text : cst_status_text(status));
    }
    free(all.at);
    cst_store_close(store);
    return cli_finish_output() && status == CST_OK ? CLI_DONE : CLI_COULD_NOT;
}
