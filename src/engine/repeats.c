/* engine/repeats: blocks that the pages of one site share.
 *
 * Menus, link lists and prompts often bear no word that gives them away, but
 * they stand on every page of their site. Each block of a page is counted under
 * its site, once for each title, so that several versions of one article do not
 * make its own words a menu. What stands under CST_REPEATS_TITLES titles is not part of
 * the article, unless it is prose that tells of harm: agencies repeat their
 * paragraphs of background. */
#include "engine/engine.h"

#define MAX_BLOCKS (1u << 20) /* of a collection; later ones are not counted */
/* Prose: so many bytes at least, with a sentence's end. */
#define PROSE_MIN 60u

typedef struct repeat {
    uint64_t block; /* hash of site and text, 0 = empty */
    uint32_t titles[CST_REPEATS_TITLES];
    uint32_t n;
} repeat;

struct cst_repeats {
    const cst_allocator *allocator;
    repeat *at; /* open addressing */
    uint32_t n, cap;
};

cst_status cst_repeats_new(const cst_allocator *allocator, cst_repeats **out)
{
    if (!out) {
        return CST_ARG;
    }
    *out = cst_mem_alloc(allocator, 1, sizeof **out);
    if (*out) {
        (*out)->allocator = allocator;
    }
    return *out ? CST_OK : CST_NOMEM;
}

void cst_repeats_free(cst_repeats *repeats)
{
    if (repeats) {
        cst_mem_free(repeats->allocator, repeats->at);
        cst_mem_free(repeats->allocator, repeats);
    }
}

/* --------------------------------------------------------------- tables */

static repeat *slot_of(const cst_repeats *r, uint64_t block)
{
    uint32_t i = (uint32_t)(block >> 32) & (r->cap - 1);
    while (r->at[i].block && r->at[i].block != block) {
        i = (i + 1) & (r->cap - 1);
    }
    return &r->at[i];
}

static cst_status make_room(cst_repeats *r)
{
    if (r->cap && r->n < r->cap - r->cap / 4) {
        return CST_OK;
    }
    cst_repeats wider = *r;
    wider.cap = r->cap ? r->cap * 2 : 1024;
    wider.at = cst_mem_alloc(r->allocator, wider.cap, sizeof *wider.at);
    if (!wider.at) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < r->cap; i++) {
        if (r->at[i].block) {
            *slot_of(&wider, r->at[i].block) = r->at[i];
        }
    }
    cst_mem_free(r->allocator, r->at);
    *r = wider;
    return CST_OK;
}

/* The host of an address: behind "//", up to the next "/". */
static cst_str host_of(cst_str url)
{
    size_t at = cst_str_find(url, CST_S("//"), 0);
    if (at == SIZE_MAX) {
        return (cst_str){NULL, 0};
    }
    cst_str host = cst_str_sub(url, at + 2, SIZE_MAX), head;
    return cst_str_cut(&host, '/', &head) ? head : host;
}

/* Pages of a site share their host or, if they state none, their outlet. 0 =
 * no page, or of no known site. */
static uint64_t site_of(const cst_document *d)
{
    cst_str host = host_of(d->layout.url);
    cst_str site = host.n ? host : d->layout.outlet;
    return d->payload.page && site.n ? cst_hash(site.p, site.n) : 0;
}

static bool counts(const cst_block *b)
{
    return b->zone != CST_ZONE_TITLE && b->zone != CST_ZONE_BOILERPLATE &&
           !(b->flags & CST_BLOCK_HEADER);
}

static cst_str text_of(const cst_document *d, const cst_block *b)
{
    return cst_str_sub(d->payload.text, b->span.begin,
                       b->span.end - b->span.begin);
}

static uint64_t block_of(const cst_document *d, const cst_block *b,
                         uint64_t site)
{
    cst_str s = text_of(d, b);
    uint64_t h = (cst_hash(s.p, s.n) ^ site) * UINT64_C(0x9E3779B97F4A7C15);
    return h ? h : 1;
}

/* ------------------------------------------------------------- counting */

static void count_title(repeat *r, uint32_t title)
{
    for (uint32_t i = 0; i < r->n; i++) {
        if (r->titles[i] == title) {
            return;
        }
    }
    if (r->n < CST_REPEATS_TITLES) {
        r->titles[r->n++] = title;
    }
}

cst_status cst_repeats_add(cst_repeats *repeats, const cst_document *page)
{
    if (!repeats || !page) {
        return CST_ARG;
    }
    uint64_t site = site_of(page);
    cst_str name = page->layout.title.n ? page->layout.title
                                        : cst_str_of(page->payload.sha256);
    uint32_t title = (uint32_t)cst_hash(name.p, name.n);
    for (uint32_t i = 0; site && i < page->layout.n_blocks; i++) {
        const cst_block *b = &page->layout.blocks[i];
        if (!counts(b)) {
            continue;
        }
        CST_TRY(make_room(repeats));
        repeat *r = slot_of(repeats, block_of(page, b, site));
        if (!r->block && repeats->n < MAX_BLOCKS) {
            r->block = block_of(page, b, site);
            repeats->n++;
        }
        if (r->block) {
            count_title(r, title);
        }
    }
    return CST_OK;
}

/* ------------------------------------------------------------- dropping */

static bool is_prose(cst_str s)
{
    return s.n >= PROSE_MIN && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == '!' ||
                                s.p[s.n - 1] == '?' || s.p[s.n - 1] == '"');
}

static bool holds(cst_tspan block, const cst_document *d, const cst_span *at,
                  size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cst_tspan t = cst_document_text_span(d, at[i]);
        if (t.begin < block.end && t.end > block.begin) {
            return true;
        }
    }
    return false;
}

/* Does some record stand on words of the block? */
static bool tells(const cst_document *d, cst_tspan block)
{
    const cst_records *r = &d->records;
    for (size_t i = 0; i < r->n_harms; i++) {
        if (holds(block, d, r->harms[i].evidence, r->harms[i].n_evidence)) {
            return true;
        }
    }
    for (size_t i = 0; i < r->n_events; i++) {
        if (holds(block, d, r->events[i].evidence, r->events[i].n_evidence)) {
            return true;
        }
    }
    for (size_t i = 0; i < r->n_damages; i++) {
        if (holds(block, d, r->damages[i].evidence, r->damages[i].n_evidence)) {
            return true;
        }
    }
    return false;
}

cst_status cst_repeats_drop(const cst_repeats *repeats, cst_document *d,
                            bool prose)
{
    uint64_t site = repeats && repeats->n ? site_of(d) : 0;
    if (!site || d->layout.n_blocks == 0) {
        return CST_OK;
    }
    cst_block *blocks = CST_NEW(&d->arena, cst_block, d->layout.n_blocks);
    if (!blocks) {
        return CST_NOMEM;
    }
    memcpy(blocks, d->layout.blocks, d->layout.n_blocks * sizeof *blocks);
    for (uint32_t i = 0; i < d->layout.n_blocks; i++) {
        cst_block *b = &blocks[i];
        if (counts(b) && is_prose(text_of(d, b)) == prose &&
            slot_of(repeats, block_of(d, b, site))->n >= CST_REPEATS_TITLES &&
            !(prose && tells(d, b->span))) {
            b->zone = CST_ZONE_BOILERPLATE;
        }
    }
    d->layout.blocks = blocks;
    return CST_OK;
}
