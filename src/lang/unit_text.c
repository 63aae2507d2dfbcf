/* lang/unit_text: a unit in readable form, for traces and failures of tests. */
#include "lang/pack.h"

cst_str cst_unit_text(const cst_sentence_units *s, uint32_t unit)
{
    const cst_unit *u = &s->units.at[unit];
    uint32_t from, to;

    if (u->tok_begin >= u->tok_end || u->tok_end > s->n_tokens) {
        return (cst_str){NULL, 0};
    }
    from = s->tokens[u->tok_begin].span.begin;
    to = s->tokens[u->tok_end - 1].span.end;
    return cst_str_sub(s->text, from, to > from ? to - from : 0);
}

static void put_feat(const cst_pack *pack, const cst_sentence_units *s,
                     const cst_feat *f, cst_buf *b)
{
    cst_buf_char(b, ' ');
    cst_buf_str(b, cst_pack_str(pack, f->key));
    cst_buf_char(b, '=');
    switch ((cst_feat_kind)f->kind) {
    case CST_FEAT_INT: cst_buf_int(b, f->value); break;
    case CST_FEAT_SYM:
        cst_buf_str(b, cst_pack_str(pack, (cst_sym)f->value));
        break;
    case CST_FEAT_UNIT:
        cst_buf_char(b, '"');
        if ((uint64_t)f->value < s->units.n) {
            cst_buf_str(b, cst_unit_text(s, (uint32_t)f->value));
        }
        cst_buf_char(b, '"');
        break;
    }
}

/* "a|b": lemma and part of speech of each reading. */
static void put_readings(const cst_pack *pack, const cst_unit *u, cst_buf *b)
{
    for (uint32_t i = 0; i < u->n_readings && i < 8; i++) {
        const cst_reading *r = &u->readings[i];
        const char *pos = cst_enum_name(CST_ENUM_POS, r->pos);
        const char *mood = cst_enum_name(CST_ENUM_MOOD, r->mood);

        cst_buf_char(b, i > 0 ? '|' : ' ');
        cst_buf_str(b, cst_pack_str(pack, r->lemma));
        cst_buf_char(b, '/');
        cst_buf_z(b, pos ? pos : "?");
        if (mood) {
            cst_buf_char(b, '.');
            cst_buf_z(b, mood);
        }
    }
}

void cst_unit_describe(const cst_pack *pack, const cst_sentence_units *s,
                       uint32_t unit, cst_buf *b)
{
    const cst_unit *u = &s->units.at[unit];

    cst_buf_str(b, cst_pack_str(pack, u->label));
    cst_buf_z(b, " \"");
    cst_buf_str(b, cst_unit_text(s, unit));
    cst_buf_char(b, '"');
    put_readings(pack, u, b);
    for (uint32_t i = 0; i < u->n_feats; i++) {
        put_feat(pack, s, &u->feats[i], b);
    }
}
