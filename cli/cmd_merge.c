/* cli/merge: what several stores hold, in one. */
#include "cli.h"

#include <string.h>

int cli_merge(cli_common *c)
{
    cst_store *into = NULL;
    cst_store_merged sum = {0, 0, 0};
    size_t failed = 0;

    if (!c->into || c->n_paths == 0) {
        return CLI_USAGE;
    }
    c->db = c->into;
    if (!cli_store(c, CST_STORE_WRITE, &into)) {
        return CLI_COULD_NOT;
    }
    for (int i = 0; i < c->n_paths; i++) {
        cst_store_merged one = {0, 0, 0};
        cst_error error;

        memset(&error, 0, sizeof(error));
        if (cst_store_merge(into, c->paths[i], &one, &error) != CST_OK) {
            cli_message("%s: cannot be merged: %s", c->paths[i], error.text);
            failed++;
            continue;
        }
        if (one.renamed && !c->quiet) {
            cli_message("%s: %llu paths name other bytes here: they are "
                        "kept as %s!/PATH", c->paths[i],
                        (unsigned long long)one.renamed, c->paths[i]);
        }
        sum.payloads += one.payloads;
        sum.documents += one.documents;
    }
    cst_store_close(into);
    if (!c->quiet) {
        cli_message("%llu payloads and the records of %llu documents are new",
                    (unsigned long long)sum.payloads,
                    (unsigned long long)sum.documents);
    }
    return failed == 0 ? CLI_DONE
           : failed == (size_t)c->n_paths ? CLI_COULD_NOT
                                          : CLI_NOTES;
}
