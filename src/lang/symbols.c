/* lang/symbols: names of a pack and their ids.
 *
 * One id space for labels, features, values and lemmas: a string that is a
 * lemma of the form table has the id CST_LEMMA_BASE + its number there, every
 * other string the pack's own. So a lemma and the same word written in a rule
 * are equal ids, without copying the form table's lemmas.
 */
#include "lang/pack.h"

static const char *const pos_names[] = {NULL, "N", "V", "A", "X", "D", "O",
                                        "P",  "C", "R", "M", "I", "Y", NULL};
static const char *const mood_names[] = {NULL,  "ind", "cond",  "subj", "imp",
                                         "inf", "ppast", "ppres", NULL};
static const char *const tense_names[] = {NULL,   "pres", "impf",
                                          "past", "fut",  NULL};
static const char *const person_names[] = {NULL, "1", "2", "3", NULL};
static const char *const gender_names[] = {NULL, "m", "f", NULL};
static const char *const number_names[] = {NULL, "sg", "pl", NULL};
static const char *const *const enum_names[CST_ENUM_KINDS] = {
    pos_names, mood_names, tense_names, person_names, gender_names,
    number_names};

const char *cst_enum_name(cst_enum_kind kind, unsigned value)
{
    unsigned i = 1;

    /* Not every list is as long as the longest: walk, so that a stray value
     * gives NULL. */
    while (i < value && enum_names[kind][i]) {
        i++;
    }
    return value == 0 ? NULL : enum_names[kind][i];
}

int cst_enum_value(cst_enum_kind kind, cst_str name)
{
    for (int i = 1; enum_names[kind][i]; i++) {
        if (cst_str_is(name, enum_names[kind][i])) {
            return i;
        }
    }
    return -1;
}

int cst_enum_kind_of(cst_str key)
{
    static const char *const keys[] = {"pos",    "mood",   "tense",
                                       "person", "gender", "number"};

    for (int i = 0; i < CST_ENUM_KINDS; i++) {
        if (cst_str_is(key, keys[i])) {
            return i;
        }
    }
    return -1;
}

cst_sym cst_pack_intern(cst_pack *pack, cst_str s)
{
    uint32_t id = pack->forms ? cst_forms_lemma_id(pack->forms, s) : CST_NONE;

    return id != CST_NONE ? CST_LEMMA_BASE + id
                          : cst_intern_put(&pack->symbols, s);
}

cst_sym cst_pack_find(const cst_pack *pack, cst_str s)
{
    uint32_t id = pack->forms ? cst_forms_lemma_id(pack->forms, s) : CST_NONE;

    return id != CST_NONE ? CST_LEMMA_BASE + id
                          : cst_intern_get(&pack->symbols, s);
}

cst_sym cst_pack_sym(const cst_pack *pack, const char *name)
{
    return cst_pack_find(pack, cst_str_of(name));
}

cst_sym cst_pack_lemma(const cst_pack *pack, const char *lemma)
{
    return cst_pack_sym(pack, lemma);
}

cst_str cst_pack_str(const cst_pack *pack, cst_sym sym)
{
    if (sym >= CST_WORD_BASE) {
        return (cst_str){NULL, 0};
    }
    if (sym >= CST_LEMMA_BASE) {
        return pack->forms ? cst_forms_lemma(pack->forms, sym - CST_LEMMA_BASE)
                           : (cst_str){NULL, 0};
    }
    return cst_intern_str(&pack->symbols, sym);
}

int cst_pack_class_put(cst_pack *pack, cst_str name)
{
    cst_sym id = cst_intern_get(&pack->classes, name);

    if (!id) {
        if (pack->classes.n > CST_MAX_CLASSES) {
            return -1;
        }
        id = cst_intern_put(&pack->classes, name);
    }
    return id ? (int)id - 1 : -1;
}

static void note_missing(const cst_pack *pack, const char *name)
{
    cst_asked *asked = pack->asked;
    const char **slot;

    for (size_t i = 0; i < asked->missing.n; i++) {
        if (strcmp(asked->missing.at[i], name) == 0) {
            return;
        }
    }
    slot = CST_PUSH(pack->arena, &asked->missing);
    if (slot) {
        *slot = cst_arena_copy(pack->arena, name, strlen(name));
    }
}

int cst_pack_class(const cst_pack *pack, const char *name)
{
    cst_sym id = cst_intern_get(&pack->classes, cst_str_of(name));

    if (pack->asked && pack->asked->on) {
        if (id) {
            cst_classes_add(&pack->asked->classes, (int)id - 1);
        } else {
            note_missing(pack, name);
        }
    }
    return id ? (int)id - 1 : -1;
}

void cst_pack_listen(const cst_pack *pack, bool on)
{
    if (pack->asked) {
        pack->asked->on = on;
    }
}

uint32_t cst_pack_word(cst_pack *pack, cst_str norm)
{
    uint32_t id = cst_intern_put(&pack->words, norm);

    while (id && pack->word_info.n <= id) {
        if (!CST_PUSH(pack->arena, &pack->word_info)) {
            return 0;
        }
    }
    return id;
}

cst_lemma_info *cst_pack_lemma_info(cst_pack *pack, cst_sym lemma, bool make)
{
    if (lemma >= CST_LEMMA_BASE) {
        uint32_t id = lemma - CST_LEMMA_BASE;

        return id < pack->n_lemma_info ? &pack->lemma_info[id] : NULL;
    }
    while (make && pack->sym_info.n <= lemma) {
        if (!CST_PUSH(pack->arena, &pack->sym_info)) {
            return NULL;
        }
    }
    return lemma < pack->sym_info.n ? &pack->sym_info.at[lemma] : NULL;
}

bool cst_pack_in_tables(const cst_pack *pack, cst_str s)
{
    for (size_t i = 0; i < pack->tables.n; i++) {
        const cst_table *t = &pack->tables.at[i];
        size_t n = (size_t)t->n_rows * t->n_cols;

        for (size_t c = 0; c < n; c++) {
            if (cst_str_eq(t->cells[c], s)) {
                return true;
            }
        }
    }
    return false;
}

const cst_table *cst_pack_table(const cst_pack *pack, const char *stem)
{
    for (size_t i = 0; i < pack->tables.n; i++) {
        if (cst_str_is(pack->tables.at[i].name, stem)) {
            return &pack->tables.at[i];
        }
    }
    return NULL;
}

cst_str cst_pack_rule_id(const cst_pack *pack, uint32_t rule)
{
    return rule < pack->rules.n ? pack->rules.at[rule].id : (cst_str){NULL, 0};
}

uint32_t cst_pack_layer_count(const cst_pack *pack)
{
    return (uint32_t)pack->layers.n;
}

const char *cst_pack_layer_name(const cst_pack *pack, uint32_t i)
{
    return i < pack->layers.n ? pack->layers.at[i].name : NULL;
}

cst_status cst_pack_set_native(cst_pack *pack, const char *name,
                               cst_native_fn fn, void *user)
{
    for (size_t i = 0; i < pack->layers.n; i++) {
        cst_layer *layer = &pack->layers.at[i];

        if (layer->native && (strcmp(layer->name, name) == 0 ||
                              strcmp(layer->name + 1, name) == 0)) {
            layer->fn = fn;
            layer->user = user;
            return CST_OK;
        }
    }
    return CST_NOTFOUND;
}

const cst_layer *cst_pack_layer(const cst_pack *pack, const char *name)
{
    for (size_t i = 0; i < pack->layers.n; i++) {
        if (strcmp(pack->layers.at[i].name, name) == 0) {
            return &pack->layers.at[i];
        }
    }
    return NULL;
}
