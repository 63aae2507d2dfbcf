/* annotate/timenames: the symbols of time features, how features are read, and
 * calendar arithmetic. */
#include "annotate/timenames.h"

static cst_status read_parts(cst_time_names *names, cst_arena *arena,
                             const cst_pack *pack)
{
    const cst_table *t = cst_pack_table(pack, "time");
    size_t n = 0;

    for (uint32_t i = 0;
         t && t->n_cols >= 3 && i < t->n_rows && n < CST_COUNT(names->parts);
         i++) {
        const cst_str *cell = t->cells + (size_t)i * t->n_cols;
        const char *name = cst_arena_copy(arena, cell[0].p, cell[0].n);
        int64_t from, to;

        if (!name) {
            return CST_NOMEM;
        }
        if (cst_str_to_int(cell[1], &from) && cst_str_to_int(cell[2], &to) &&
            from > 0 && to < 32) {
            names->parts[n].name = cst_pack_sym(pack, name);
            names->parts[n].from = (int)from;
            names->parts[n++].to = (int)to;
        }
    }
    return CST_OK;
}

cst_status cst_time_names_new(cst_arena *arena, const cst_pack *pack,
                              const cst_time_names **out)
{
    cst_time_names *names = CST_NEW(arena, cst_time_names, 1);

    if (!names) {
        return CST_NOMEM;
    }
#define X(name) names->name = cst_pack_sym(pack, #name);
    TN_SYMBOLS(X)
#undef X
    names->this_ = cst_pack_sym(pack, "this");
    names->pub_cue = cst_pack_class(pack, "pub_cue");
    names->person = cst_pack_class(pack, "person");
    CST_TRY(read_parts(names, arena, pack));
    *out = names;
    return CST_OK;
}

const cst_feat *cst_time_feat(const cst_time_names *names,
                              const cst_sentence_units *s, uint32_t unit,
                              cst_sym key)
{
    /* wrappers nest a few deep; the bound only guards against a bad pack */
    for (int depth = 0; depth < 8 && unit < s->units.n; depth++) {
        const cst_unit *u = &s->units.at[unit];
        const cst_feat *f = key ? cst_unit_feat(u, key) : NULL;

        if (f) {
            return f;
        }
        unit = cst_unit_role(u, names->of);
    }
    return NULL;
}

bool tn_int(const cst_time_names *names, const cst_pack *pack,
            const cst_sentence_units *s, uint32_t unit, cst_sym key,
            int64_t *value)
{
    const cst_feat *f = cst_time_feat(names, s, unit, key);
    cst_str text;
    bool minus;

    if (!f || f->kind == CST_FEAT_UNIT) {
        return false;
    }
    if (f->kind == CST_FEAT_INT) {
        *value = f->value;
        return true;
    }
    text = cst_pack_str(pack, (cst_sym)f->value);
    minus = text.n > 0 && text.p[0] == '-';
    if (!cst_str_to_int(minus ? cst_str_sub(text, 1, text.n) : text, value)) {
        return false;
    }
    *value = minus ? -*value : *value;
    return true;
}

cst_sym tn_sym(const cst_time_names *names, const cst_sentence_units *s,
               uint32_t unit, cst_sym key)
{
    const cst_feat *f = cst_time_feat(names, s, unit, key);

    return f && f->kind == CST_FEAT_SYM ? (cst_sym)f->value : 0;
}

bool tn_part(const cst_time_names *names, cst_sym part, int *from, int *to)
{
    for (size_t i = 0; part && i < CST_COUNT(names->parts); i++) {
        if (names->parts[i].name == part) {
            *from = names->parts[i].from;
            *to = names->parts[i].to;
            return true;
        }
    }
    return false;
}

cst_day tn_month_end(int year, int month)
{
    for (int day = 31; day > 27; day--) {
        cst_day d = cst_day_from_ymd(year, month, day);

        if (d != 0) {
            return d;
        }
    }
    return 0;
}

cst_day tn_add_months(cst_day day, int64_t months)
{
    int y, m, d;
    int64_t index;
    cst_day end, out;

    cst_day_to_ymd(day, &y, &m, &d);
    index = (int64_t)y * 12 + m - 1 + months;
    if (index < 12 || index > INT64_C(9999) * 12) {
        return 0;
    }
    end = tn_month_end((int)(index / 12), (int)(index % 12) + 1);
    out = cst_day_from_ymd((int)(index / 12), (int)(index % 12) + 1, d);
    return out != 0 ? out : end;
}

cst_day tn_first_of(cst_day day, bool year)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    return cst_day_from_ymd(y, year ? 1 : m, 1);
}
