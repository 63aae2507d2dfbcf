/* Fuzz records from elsewhere: any file of lines is taken line by line; what
 * stands becomes a document whose every quote is where it is said to be. */
#include "../../cli/records.c"
#include "../../cli/records_json.c"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void tell(void *user, size_t line, const char *text)
{
    (void)user;
    if (line == 0 || !text[0]) {
        abort();
    }
}

static void check(const cst_document *doc)
{
    cst_str raw = cst_document_raw(doc);
    const cst_event *events;
    const cst_harm *harms;
    size_t n, n_events, n_harms;

    events = cst_document_events(doc, &n_events);
    for (size_t i = 0; i < n_events; i++) {
        for (n = 0; n < events[i].n_evidence; n++) {
            if (events[i].evidence[n].end > raw.n) {
                abort();
            }
        }
    }
    harms = cst_document_harms(doc, &n_harms);
    for (size_t i = 0; i < n_harms; i++) {
        uint32_t at = (uint32_t)i;

        for (n = 0; at != CST_NONE; n++) {
            if (n > n_harms || at >= n_harms) {
                abort(); /* a circle, or nowhere */
            }
            at = harms[at].part_of;
        }
        if (harms[i].event != CST_NONE && harms[i].event >= n_events) {
            abort();
        }
    }
}

static void make(cli_records *r)
{
    cst_document *doc = NULL;

    if (r->open) {
        cst_given given;

        cli_records_resolve(r);
        given = cli_records_given(r);
        given.format = r->marked_up ? CST_INPUT_HTML : CST_INPUT_TEXT;
        if (cst_document_from(&given, NULL, &doc) == CST_OK) {
            check(doc);
            cst_document_free(doc);
        }
    }
    cli_records_reset(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cli_records r;
    size_t line = 0;

    cli_records_init(&r, tell, NULL);
    for (size_t from = 0, to; from < size; from = to + 1) {
        json_t *object = NULL;
        cli_line_kind kind;

        for (to = from; to < size && data[to] != '\n'; to++) {
        }
        kind = cli_records_parse(&r, (const char *)data + from, to - from,
                                 ++line, &object);
        if (kind == CLI_LINE_DOCUMENT) {
            make(&r);
            r.kind = CST_RECORD_DOCUMENT;
            r.is_note = false;
            r.line = line;
        }
        if (object) {
            (void)cli_records_add(&r, object);
        }
    }
    make(&r);
    return 0;
}
