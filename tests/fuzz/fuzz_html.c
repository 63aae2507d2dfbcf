/* Fuzz the way from the bytes of a page to its blocks: tokens tile, the map
 * tiles both sides, lines and nodes stay within the text, zones too. */
#define TEXT_PACK_NAME "fuzz_html"
#include "../unit/text_pack.h"

#include "base/utf8.h"
#include "ingest/htmlread.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) {
        abort();
    }
}

static const cst_clean_tables *tables;

/* Made once; the harness never ends but by a signal. */
static void load(const cst_html_cues **cues)
{
    static cst_arena arena;
    if (!*cues) {
        cst_arena_init(&arena, NULL, 0);
        const cst_pack *pack = text_pack(&arena);
        require(cst_clean_tables_load(&arena, pack, &tables) == CST_OK);
        require(cst_html_cues_load(&arena, cst_pack_table(pack, "html"),
                                   cues) == CST_OK);
    }
}

static void check_tokens(cst_str s)
{
    cst_htmltok t;
    cst_html_token token;
    uint32_t at = 0;
    cst_htmltok_init(&t, s);
    while (cst_htmltok_next(&t, &token)) {
        require(token.begin == at && token.end > at);
        require(token.body <= token.body_end && token.body_end <= token.end);
        at = token.end;
    }
    require(at == s.n);
}

static void check_page(const cst_payload *p)
{
    const cst_page_info *page = p->page;
    uint32_t end = 0;
    for (uint32_t i = 0; i < page->n_blocks; i++) {
        const cst_block_hint *b = &page->blocks[i];
        require(b->span.begin >= end && b->span.begin < b->span.end);
        require(b->node < page->n_nodes && b->links <= 100);
        end = b->span.end;
    }
    require(end <= p->text.n);
    for (uint32_t i = 1; i < page->n_nodes; i++) {
        require(page->nodes[i].parent < i);
    }
    for (uint32_t i = 0; i < p->map.n_runs; i++) {
        require(cst_utf8_is_border(p->text, p->map.runs[i].text));
    }
    require(page->title.span.end <= p->raw.n);
    require(page->author.span.end <= p->raw.n);
}

static void check_blocks(const cst_payload *p, const cst_layout *l)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < l->n_blocks; i++) {
        const cst_block *b = &l->blocks[i];
        require(b->span.begin >= last && b->span.begin < b->span.end);
        require(b->span.end <= p->text.n);
        cst_span raw = cst_textmap_raw(&p->map, b->span);
        require(raw.begin < raw.end && raw.end <= p->raw.n);
        cst_tspan back = cst_textmap_text(&p->map, raw);
        require(back.begin <= b->span.begin && back.end >= b->span.end);
        last = b->span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const cst_html_cues *cues;
    cst_arena a;
    cst_payload p;
    cst_layout l;
    load(&cues);
    (void)cst_html_sniff(data, size);
    cst_arena_init(&a, NULL, 256u << 20);
    if (cst_html_decode(&a, cues, data, size, &p) == CST_OK) {
        require(cst_textmap_valid(&p.map, size, p.text.n));
        check_tokens(p.source);
        check_page(&p);
        if (cst_clean_with(&a, tables, &p, &l) == CST_OK) {
            check_blocks(&p, &l);
        }
    }
    cst_arena_free(&a);
    return 0;
}
