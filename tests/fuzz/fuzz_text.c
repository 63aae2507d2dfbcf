/* Fuzz the way from bytes to sentences: any payload decodes, is cut into
 * blocks and tokens, and what comes out stays within the text and in order. */
#define TEXT_PACK_NAME "fuzz"
#include "../unit/text_pack.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) {
        abort();
    }
}

static const cst_clean_tables *tables;

static const cst_pack *the_pack(void)
{
    static cst_arena arena;
    static cst_pack *pack;
    if (!pack) {
        cst_arena_init(&arena, NULL, 0);
        pack = text_pack(&arena);
        require(cst_clean_tables_load(&arena, pack, &tables) == CST_OK);
    }
    return pack;
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
        last = b->span.end;
    }
}

static void check_tokens(const cst_layout *l, const cst_segments *s)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < s->n_sentences; i++) {
        const cst_sentence *q = &s->sentences[i];
        require(q->block < l->n_blocks);
        require(q->tok_begin == next && q->tok_end > q->tok_begin);
        require(q->tok_end - q->tok_begin <= CST_MAX_SENTENCE);
        cst_tspan block = l->blocks[q->block].span;
        for (uint32_t k = q->tok_begin; k < q->tok_end; k++) {
            cst_tspan t = s->tokens[k].span;
            require(t.begin >= block.begin && t.end <= block.end);
            require(t.begin < t.end && s->tokens[k].norm.p != NULL);
            require(k == q->tok_begin || t.begin >= s->tokens[k - 1].span.end);
        }
        next = q->tok_end;
    }
    require(next == s->n_tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cst_pack *pack = the_pack();
    cst_arena a;
    cst_payload p;
    cst_layout l;
    cst_segments s;
    cst_arena_init(&a, NULL, 256u << 20);
    if (cst_payload_decode(&a, data, size, &p) == CST_OK) {
        require(cst_textmap_valid(&p.map, size, p.text.n));
        if (cst_clean_with(&a, tables, &p, &l) == CST_OK) {
            check_blocks(&p, &l);
            if (cst_segment(&a, pack, p.text, &l, &s) == CST_OK) {
                check_tokens(&l, &s);
            }
        }
    }
    cst_arena_free(&a);
    return 0;
}
