/* Fuzz the whole pipeline with the French pack: any bytes are read, written as
 * JSONL, table and annotations, and every offset lies inside the payload. */
#include "with_engine.h"

#include <stdio.h>
#include <stdlib.h>

static void require(bool ok)
{
    if (!ok) {
        abort();
    }
}

static int drop(void *user, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)user += n;
    return 0;
}

static void check(const cst_document *d, size_t n)
{
    size_t harms, events;
    const cst_harm *h = cst_document_harms(d, &harms);
    const cst_event *e = cst_document_events(d, &events);
    for (size_t i = 0; i < harms; i++) {
        require(h[i].event == CST_NONE || h[i].event < events);
        require(h[i].part_of == CST_NONE || h[i].part_of < harms);
        for (size_t k = 0; k < h[i].n_evidence; k++) {
            require(h[i].evidence[k].begin <= h[i].evidence[k].end &&
                    h[i].evidence[k].end <= n);
        }
    }
    for (size_t i = 0; i < events; i++) {
        for (size_t k = 0; k < e[i].n_evidence; k++) {
            require(e[i].evidence[k].begin <= e[i].evidence[k].end &&
                    e[i].evidence[k].end <= n);
        }
    }
}

static void read_once(const uint8_t *data, size_t size, uint32_t stop)
{
    cst_read_options ro = {.size = sizeof ro, .path = "x", .stop_after = stop};
    cst_writer_options wo = {.size = sizeof wo, .format = CST_FORMAT_JSONL};
    cst_document *d;
    size_t written = 0;
    require(cst_read(worker, data, size, &ro, &d) == CST_OK);
    check(d, size);
    require(cst_write_document(d, &wo, drop, &written) == CST_OK);
    require(written > 0);
    wo.format = CST_FORMAT_TABLE;
    require(cst_write_document(d, &wo, drop, &written) == CST_OK);
    require(cst_write_annotations(d, NULL, drop, &written) == CST_OK);
    cst_document_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_once(data, size, CST_STAGE_ALL);
    read_once(data, size, CST_STAGE_ANNOTATE);
    return 0;
}
