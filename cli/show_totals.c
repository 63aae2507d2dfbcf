/* cli/show_totals: what the incidents of a store come to together.
 *
 * Takes the filters of export, gives documented counts by kind of harm.
 */
#include "cli.h"

#include <string.h>

bool cli_show_totals(cst_store *store, const cli_common *c)
{
    char path[CLI_PATH];
    cst_export_options o = {.size = sizeof(o), .codebook = c->codebook,
                            .strategy = c->strategy, .from = c->from,
                            .to = c->to, .area = c->area, .kind = c->kind,
                            .status = c->status};
    cst_error error;
    cst_status s;

    memset(&error, 0, sizeof(error));
    o.data_dir = cli_data_dir(c, path, sizeof(path));
    s = cst_store_totals(store, &o,
                         c->format_given ? c->format : CST_FORMAT_TABLE,
                         cli_write, stdout, &error);
    if (s != CST_OK) {
        cli_message("%s: %s", c->db,
                    error.text[0] ? error.text : cst_status_text(s));
    }
    return s == CST_OK;
}
