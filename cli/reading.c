/* cli/reading: an input becomes a document, in the same way for every command.
 *
 * Pages of one site are counted first, so that what they share is told from
 * what they say; that pass cleans each page and reads no more.
 */
#include "cli.h"

#include <stdlib.h>

bool cli_read_input(const cli_common *c, const cli_inputs *in, size_t i,
                    cst_worker *worker, uint32_t stop_after, cli_reading *out)
{
    const cli_input *x = &in->at[i];
    cst_read_options options = {.size = sizeof(options),
                                .path = x->path,
                                .format = x->format,
                                .published = c->published,
                                .stop_after = stop_after,
                                .repeats = in->repeats};
    cst_status status;
    char *bytes = NULL;
    size_t n = 0;

    out->doc = NULL;
    out->code = x->code;
    out->why = x->why;
    if (x->code) {
        return false;
    }
    if (!cli_input_bytes(in, i, &bytes, &n, &out->why)) {
        out->code = "unreadable";
        return false;
    }
    status = cst_read(worker, bytes, n, &options, &out->doc);
    cli_bytes_free(in, bytes);
    if (status != CST_OK) {
        out->code = "failed";
        out->why = cst_status_text(status);
    }
    return status == CST_OK;
}

/* An HTML page that is read for itself. */
static bool is_page(const cli_inputs *in, size_t i)
{
    return in->at[i].format == CST_INPUT_HTML && in->at[i].same_as == i;
}

bool cli_count_repeats(const cli_common *c, cli_inputs *in, cst_worker *worker)
{
    cst_repeats *repeats = NULL;
    cst_status status;
    size_t pages = 0;

    for (size_t i = 0; i < in->n; i++) {
        pages += is_page(in, i);
    }
    if (pages < CST_REPEATS_TITLES) {
        return true; /* too few to share anything */
    }
    status = cst_repeats_new(NULL, &repeats);
    for (size_t i = 0; status == CST_OK && i < in->n; i++) {
        cli_reading page;

        if (!is_page(in, i) ||
            !cli_read_input(c, in, i, worker, CST_STAGE_CLEAN, &page)) {
            continue; /* what can't be read is said when it is read */
        }
        status = cst_repeats_add(repeats, page.doc);
        cst_document_free(page.doc);
    }
    in->repeats = repeats;
    if (status != CST_OK) {
        cli_message("out of memory");
    }
    return status == CST_OK;
}
