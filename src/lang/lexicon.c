/* lang/lexicon: the word lists of a pack.
 *
 * Takes lexicon/<stem>.tsv, gives entries (classes and features by lemma and part
 * of speech), readings of forms that the form table lacks or that a closed file
 * replaces, and multiwords, chained on their first word. A line of a closed
 * file is an entry of its own: "la" and "le" share a lemma, not their features.
 */
#include "base/utf8.h"
#include "lang/pack.h"

/* One line, cut into columns. */
typedef struct lex_line {
    cst_str lemma, pos, classes, feats;
    uint32_t number;
    bool closed;
} lex_line;

/* What the features of a line say to the engine itself. */
typedef struct lex_own {
    cst_str forms;
    cst_sym lemma;        /* lemma= */
    cst_reading tags;
    bool has_tags;
    uint8_t cap;
} lex_own;

static void lex_error(cst_loader *l, const lex_line *line, const char *code,
                      const char *what, cst_str s)
{
    cst_loader_diag(l, l->lenient ? CST_DIAG_WARNING : CST_DIAG_ERROR,
                    line->number, 1, code, "%s '%.*s'", what, (int)s.n, s.p);
}

/* ----------------------------------------------------------------- tags */

static bool set_tag(cst_reading *r, cst_str tag)
{
    static const struct {
        const char *tag;
        uint8_t kind, value;
    } short_tags[] = {{"s", CST_ENUM_NUMBER, CST_NUMBER_SG},
                      {"p", CST_ENUM_NUMBER, CST_NUMBER_PL}};
    int kind = -1, value = -1;

    for (size_t i = 0; i < CST_COUNT(short_tags); i++) {
        if (cst_str_is(tag, short_tags[i].tag)) {
            kind = short_tags[i].kind;
            value = short_tags[i].value;
        }
    }
    for (int k = CST_ENUM_MOOD; kind < 0 && k < CST_ENUM_KINDS; k++) {
        value = cst_enum_value((cst_enum_kind)k, tag);
        kind = value >= 0 ? k : -1;
    }
    switch (kind) {
    case CST_ENUM_MOOD: r->mood = (uint8_t)value; break;
    case CST_ENUM_TENSE: r->tense = (uint8_t)value; break;
    case CST_ENUM_PERSON: r->person = (uint8_t)value; break;
    case CST_ENUM_GENDER: r->gender = (uint8_t)value; break;
    case CST_ENUM_NUMBER: r->number = (uint8_t)value; break;
    default: return false;
    }
    return true;
}

static bool set_tags(cst_reading *r, cst_str tags)
{
    cst_str tag;

    while (cst_str_cut(&tags, '.', &tag)) {
        if (!set_tag(r, tag)) {
            return false;
        }
    }
    return true;
}

/* -------------------------------------------------------------- entries */

static uint32_t entry_new(cst_pack *pack, cst_sym lemma, uint8_t pos)
{
    cst_entry *e = CST_PUSH(pack->arena, &pack->entries);

    if (!e) {
        return 0;
    }
    e->lemma = lemma;
    e->pos = pos;
    return (uint32_t)pack->entries.n - 1;
}

/* The entry of a lemma and part of speech, made if new. 0 = no memory. */
static uint32_t entry_of(cst_pack *pack, cst_sym lemma, uint8_t pos)
{
    cst_lemma_info *info = cst_pack_lemma_info(pack, lemma, true);
    uint32_t at, id;

    if (!info) {
        return 0;
    }
    for (at = info->entries; at; at = pack->entries.at[at].next) {
        if (pack->entries.at[at].pos == pos) {
            return at;
        }
    }
    id = entry_new(pack, lemma, pos);
    if (id) {
        pack->entries.at[id].next = info->entries;
        info->entries = id;
    }
    return id;
}

uint32_t cst_lexicon_entry(const cst_pack *pack, cst_sym lemma, unsigned pos,
                           unsigned flags)
{
    uint32_t at = 0, fallback = 0;

    if (lemma >= CST_LEMMA_BASE) {
        uint32_t id = lemma - CST_LEMMA_BASE;

        at = id < pack->n_lemma_info ? pack->lemma_info[id].entries : 0;
    } else if (lemma < pack->sym_info.n) {
        at = pack->sym_info.at[lemma].entries;
    }
    for (; at; at = pack->entries.at[at].next) {
        const cst_entry *e = &pack->entries.at[at];

        if ((e->cap == 1 && !(flags & CST_TOK_CAP)) ||
            (e->cap == 2 && !(flags & CST_TOK_ALLCAPS))) {
            continue;
        }
        if (e->pos == pos) {
            return at;
        }
        if (e->pos == CST_POS_NONE) {
            fallback = at;
        }
    }
    return fallback;
}

static cst_status add_classes(cst_loader *l, const lex_line *line, uint32_t entry)
{
    cst_str list = line->classes, name;

    if (cst_str_is(list, "-")) {
        return CST_OK;
    }
    while (cst_str_cut(&list, ',', &name)) {
        int id;

        name = cst_str_trim(name);
        if (name.n == 0) {
            continue;
        }
        id = cst_pack_class_put(l->pack, name);
        if (id < 0) {
            cst_loader_diag(l, CST_DIAG_ERROR, line->number, 1, "too-large",
                            "more than %u classes", CST_MAX_CLASSES);
            return cst_arena_failed(l->arena) ? CST_NOMEM : CST_OK;
        }
        l->pack->entries.at[entry].classes.bits[id / 64] |= UINT64_C(1)
                                                            << (id % 64);
    }
    return CST_OK;
}

/* Set a feature of an entry. False if it has another value already. */
static bool entry_feat(cst_pack *pack, uint32_t entry, cst_sym key,
                       cst_sym value, cst_status *status)
{
    cst_entry *e = &pack->entries.at[entry];
    cst_pair *pair;

    for (size_t i = 0; i < e->feats.n; i++) {
        if (e->feats.at[i].key == key) {
            return e->feats.at[i].value == value;
        }
    }
    pair = CST_PUSH(pack->arena, &e->feats);
    if (!pair) {
        *status = CST_NOMEM;
        return true;
    }
    *pair = (cst_pair){key, value};
    return true;
}

/* One of the features that the engine reads itself; false if it is another. */
static bool own_feature(cst_loader *l, const lex_line *line, cst_str key,
                        cst_str value, lex_own *own)
{
    if (cst_str_is(key, "forms")) {
        own->forms = value;
    } else if (cst_str_is(key, "tags")) {
        own->has_tags = true;
        if (!set_tags(&own->tags, value)) {
            lex_error(l, line, "lexicon-feature", "unknown tag in", value);
        }
    } else if (cst_str_is(key, "cap")) {
        own->cap = cst_str_is(value, "1") ? 1 : cst_str_is(value, "all") ? 2 : 0;
        if (!own->cap) {
            lex_error(l, line, "lexicon-feature", "cap is 1 or all, not", value);
        }
    } else if (cst_str_is(key, "lemma")) {
        own->lemma =
            cst_pack_intern(l->pack, cst_utf8_norm(l->arena, value));
    } else {
        return false;
    }
    return true;
}

/* Cut the next key=value off *list. False at the end; a bad one is reported
 * and skipped. */
static bool next_feature(cst_loader *l, const lex_line *line, cst_str *list,
                         cst_str *key, cst_str *value)
{
    cst_str item;

    while (cst_str_cut(list, ' ', &item)) {
        size_t eq;

        if (item.n == 0 || cst_str_is(item, "-")) {
            continue;
        }
        eq = cst_str_find(item, CST_S("="), 0);
        if (eq == SIZE_MAX || eq == 0 || eq + 1 == item.n) {
            lex_error(l, line, "lexicon-feature", "expected key=value, not",
                      item);
            continue;
        }
        *key = cst_str_sub(item, 0, eq);
        *value = cst_str_sub(item, eq + 1, item.n);
        return true;
    }
    return false;
}

static cst_status read_own(cst_loader *l, const lex_line *line, lex_own *own)
{
    cst_str list = line->feats, key, value;

    while (next_feature(l, line, &list, &key, &value)) {
        own_feature(l, line, key, value, own);
    }
    return cst_arena_failed(l->arena) ? CST_NOMEM : CST_OK;
}

static cst_status add_features(cst_loader *l, const lex_line *line,
                               uint32_t entry)
{
    cst_str list = line->feats, key, value;
    cst_status status = CST_OK;
    lex_own skip;

    /* read_own has reported what is malformed. */
    cst_loader quiet = *l;
    quiet.fn = NULL;
    quiet.error = NULL;
    while (next_feature(&quiet, line, &list, &key, &value)) {
        cst_sym k, v;

        memset(&skip, 0, sizeof(skip));
        if (own_feature(&quiet, line, key, value, &skip)) {
            continue;
        }
        k = cst_pack_intern(l->pack, key);
        v = cst_pack_intern(l->pack, value);
        if (!k || !v || !cst_intern_put(&l->pack->features, key)) {
            return CST_NOMEM;
        }
        if (!entry_feat(l->pack, entry, k, v, &status)) {
            lex_error(l, line, "lexicon-conflict", "another value stands for",
                      key);
        }
    }
    return status;
}

/* ---------------------------------------------------------------- forms */

static bool same_morph(const cst_reading *a, const cst_reading *b)
{
    return a->lemma == b->lemma && a->pos == b->pos && a->mood == b->mood &&
           a->tense == b->tense && a->person == b->person &&
           a->gender == b->gender && a->number == b->number &&
           a->entry == b->entry;
}

static cst_status add_reading(cst_pack *pack, uint32_t word, cst_reading r,
                              uint8_t cap, bool closed)
{
    uint32_t last = 0;
    cst_lex_form *f;

    for (uint32_t at = pack->word_info.at[word].forms; at; at = f->next) {
        f = &pack->lex_forms.at[at];
        if (f->closed == closed && f->cap == cap &&
            same_morph(&f->reading, &r)) {
            return CST_OK;
        }
        last = at;
    }
    f = CST_PUSH(pack->arena, &pack->lex_forms);
    if (!f) {
        return CST_NOMEM;
    }
    f->reading = r;
    f->cap = cap;
    f->closed = closed;
    /* By index: the vector may just have moved. */
    if (last) {
        pack->lex_forms.at[last].next = (uint32_t)pack->lex_forms.n - 1;
    } else {
        pack->word_info.at[word].forms = (uint32_t)pack->lex_forms.n - 1;
    }
    return CST_OK;
}

/* The form table's readings of a form with this lemma and part of speech go to
 * the form as the lexicon's own; *found tells if there was one. */
static cst_status copy_table(cst_pack *pack, uint32_t word, const cst_reading *like,
                             uint8_t cap, bool *found)
{
    uint32_t n = 0;
    const cst_form_reading *fr =
        pack->forms
            ? cst_forms_find(pack->forms, pack->words.at[word], &n)
            : NULL;

    for (uint32_t i = 0; fr && i < n; i++) {
        cst_reading r = *like;

        if (CST_LEMMA_BASE + fr[i].lemma != like->lemma ||
            (like->pos && fr[i].pos != like->pos)) {
            continue;
        }
        r.pos = fr[i].pos;
        r.mood = fr[i].mood;
        r.tense = fr[i].tense;
        r.person = fr[i].person;
        r.gender = fr[i].gender;
        r.number = fr[i].number;
        *found = true;
        CST_TRY(add_reading(pack, word, r, cap, true));
    }
    return CST_OK;
}

/* True if the form table reads the form as this lemma and part of speech. */
static bool table_knows(const cst_pack *pack, cst_str form, cst_sym lemma,
                        uint8_t pos)
{
    uint32_t n = 0;
    const cst_form_reading *fr =
        pack->forms ? cst_forms_find(pack->forms, form, &n) : NULL;

    for (uint32_t i = 0; fr && i < n; i++) {
        if (CST_LEMMA_BASE + fr[i].lemma == lemma &&
            (pos == CST_POS_NONE || fr[i].pos == pos)) {
            return true;
        }
    }
    return false;
}

/* True if an open file gives the form a reading of this lemma and part of
 * speech already. */
static bool lexicon_knows(const cst_pack *pack, cst_str form,
                          const cst_reading *like)
{
    uint32_t word = cst_intern_get(&pack->words, form);
    const cst_lex_form *f;

    for (uint32_t at = word ? pack->word_info.at[word].forms : 0; at;
         at = f->next) {
        f = &pack->lex_forms.at[at];
        if (!f->closed && f->reading.lemma == like->lemma &&
            f->reading.pos == like->pos) {
            return true;
        }
    }
    return false;
}

static cst_status add_form(cst_loader *l, const lex_line *line, cst_str form,
                           cst_reading r, bool tagged, uint8_t cap)
{
    cst_pack *pack = l->pack;
    uint32_t word;
    bool found = false;

    if (!line->closed && !tagged &&
        (table_knows(pack, form, r.lemma, r.pos) ||
         lexicon_knows(pack, form, &r))) {
        return CST_OK;
    }
    word = cst_pack_word(pack, form);
    if (!word) {
        return CST_NOMEM;
    }
    if (line->closed) {
        pack->word_info.at[word].closed = true;
        if (!tagged) {
            CST_TRY(copy_table(pack, word, &r, cap, &found));
        }
    }
    if (r.pos == CST_POS_NONE) {
        r.pos = CST_POS_N;
    }
    return found ? CST_OK : add_reading(pack, word, r, cap, line->closed);
}

static cst_status add_forms(cst_loader *l, const lex_line *line,
                            const lex_own *own, cst_str form, cst_reading base)
{
    cst_str list = own->forms, item, f;
    cst_reading r = base;
    bool tagged = own->has_tags;

    r.mood = own->tags.mood;
    r.tense = own->tags.tense;
    r.person = own->tags.person;
    r.gender = own->tags.gender;
    r.number = own->tags.number;
    /* Tags for what the form table already knows add nothing. */
    if (!line->closed && tagged && table_knows(l->pack, form, r.lemma, r.pos)) {
        tagged = false;
    }
    CST_TRY(add_form(l, line, form, r, tagged, own->cap));
    while (cst_str_cut(&list, ',', &item)) {
        r = base;
        if (item.n == 0 || !cst_str_cut(&item, '/', &f)) {
            continue;
        }
        tagged = item.p != NULL;
        if (tagged && !set_tags(&r, item)) {
            lex_error(l, line, "lexicon-feature", "unknown tag in", item);
        }
        f = cst_utf8_norm(l->arena, f);
        CST_TRY(add_form(l, line, f, r,
                         tagged && (line->closed ||
                                    !table_knows(l->pack, f, r.lemma, r.pos)),
                         own->cap));
    }
    return CST_OK;
}

/* ----------------------------------------------------------- multiwords */

static cst_mwe_pair *find_pair(const cst_pack *pack, uint64_t key)
{
    uint32_t mask = pack->n_mwe_pairs - 1;
    uint32_t i = cst_first_hash(key) & mask;

    while (pack->mwe_pairs[i].key && pack->mwe_pairs[i].key != key) {
        i = (i + 1) & mask;
    }
    return &pack->mwe_pairs[i];
}

uint32_t cst_mwe_pair_chain(const cst_pack *pack, uint32_t first,
                            uint32_t second)
{
    return find_pair(pack, (uint64_t)first << 32 | second)->chain;
}

static uint32_t *mwe_chain(cst_pack *pack, const cst_mwe_word *w)
{
    cst_lemma_info *info;
    cst_mwe_pair *pair;

    if (!w[0].is_lemma && !w[1].is_lemma) {
        pair = find_pair(pack, (uint64_t)w[0].id << 32 | w[1].id);
        pair->key = (uint64_t)w[0].id << 32 | w[1].id;
        pack->word_info.at[w[0].id].pairs = true;
        return &pair->chain;
    }
    if (!w[0].is_lemma) {
        return &pack->word_info.at[w[0].id].mwes;
    }
    info = cst_pack_lemma_info(pack, w[0].id, true);
    return info ? &info->mwes : NULL;
}

/* Longest first, so that the first hit of a chain is the one that wins. */
static cst_status chain_mwe(cst_pack *pack, uint32_t id)
{
    cst_mwe *m = &pack->mwes.at[id];
    uint32_t *link = mwe_chain(pack, m->words);

    if (!link) {
        return CST_NOMEM;
    }
    while (*link && pack->mwes.at[*link].n_words >= m->n_words) {
        link = &pack->mwes.at[*link].next;
    }
    m->next = *link;
    *link = id;
    return CST_OK;
}

static cst_status chain_mwes(cst_pack *pack)
{
    pack->n_mwe_pairs = 16;
    while (pack->n_mwe_pairs < pack->mwes.n * 2) {
        pack->n_mwe_pairs *= 2;
    }
    pack->mwe_pairs = CST_NEW(pack->arena, cst_mwe_pair, pack->n_mwe_pairs);
    if (!pack->mwe_pairs) {
        return CST_NOMEM;
    }
    for (uint32_t i = 1; i < pack->mwes.n; i++) {
        CST_TRY(chain_mwe(pack, i));
    }
    return CST_OK;
}

static uint32_t count_words(cst_str s)
{
    cst_str w;
    uint32_t n = 0;

    while (cst_str_cut(&s, ' ', &w)) {
        n += w.n > 0;
    }
    return n;
}

static cst_status add_mwe(cst_loader *l, cst_str text, const lex_own *own,
                          cst_reading r)
{
    cst_pack *pack = l->pack;
    uint32_t n = count_words(text), i = 0;
    cst_mwe_word *words = CST_NEW(l->arena, cst_mwe_word, n);
    cst_mwe *m;
    cst_str w;

    if (!words) {
        return CST_NOMEM;
    }
    while (cst_str_cut(&text, ' ', &w)) {
        if (w.n == 0) {
            continue;
        }
        words[i].is_lemma = w.n > 1 && w.p[0] == '~';
        words[i].id = words[i].is_lemma
                          ? cst_pack_intern(pack, cst_str_sub(w, 1, w.n))
                          : cst_pack_word(pack, w);
        if (!words[i++].id) {
            return CST_NOMEM;
        }
    }
    m = CST_PUSH(l->arena, &pack->mwes);
    if (!m) {
        return CST_NOMEM;
    }
    m->reading = own->tags;
    m->reading.lemma = r.lemma;
    m->reading.entry = r.entry;
    m->reading.pos = r.pos;
    m->words = words;
    m->n_words = n;
    m->cap = own->cap;
    return CST_OK;
}

/* The words without their '~': the lemma of a multiword. */
static cst_str plain_lemma(cst_arena *arena, cst_str text)
{
    char *p = CST_NEW(arena, char, text.n + 1);
    size_t n = 0;

    for (size_t i = 0; p && i < text.n; i++) {
        bool start = i == 0 || text.p[i - 1] == ' ';

        if (!(start && text.p[i] == '~') &&
            !(text.p[i] == ' ' && n > 0 && p[n - 1] == ' ')) {
            p[n++] = text.p[i];
        }
    }
    return (cst_str){p, p ? n : 0};
}

/* ---------------------------------------------------------------- lines */

static cst_status add_line(cst_loader *l, const lex_line *line)
{
    cst_str text = cst_utf8_norm(l->arena, line->lemma);
    bool mwe = count_words(text) > 1;
    lex_own own;
    cst_reading r;
    int pos = cst_str_is(line->pos, "*")
                  ? CST_POS_NONE
                  : cst_enum_value(CST_ENUM_POS, line->pos);

    memset(&own, 0, sizeof(own));
    memset(&r, 0, sizeof(r));
    if (pos < 0) {
        lex_error(l, line, "lexicon-pos", "no part of speech", line->pos);
        return CST_OK;
    }
    CST_TRY(read_own(l, line, &own));
    r.pos = (uint8_t)pos;
    r.lemma = own.lemma ? own.lemma
                        : cst_pack_intern(l->pack, plain_lemma(l->arena, text));
    if (!r.lemma) {
        return CST_NOMEM;
    }
    r.entry = line->closed ? entry_new(l->pack, r.lemma, r.pos)
                           : entry_of(l->pack, r.lemma, r.pos);
    if (!r.entry) {
        return CST_NOMEM;
    }
    l->pack->entries.at[r.entry].closed = line->closed;
    if (own.cap) {
        l->pack->entries.at[r.entry].cap = own.cap;
    }
    CST_TRY(add_classes(l, line, r.entry));
    CST_TRY(add_features(l, line, r.entry));
    return mwe ? add_mwe(l, text, &own, r) : add_forms(l, line, &own, text, r);
}

cst_status cst_lexicon_add(cst_loader *l, cst_str lemma, const char *pos,
                           const char *classes, cst_str features,
                           uint32_t line)
{
    lex_line one = {lemma, cst_str_of(pos), cst_str_of(classes), features, line,
                    false};
    return add_line(l, &one);
}

/* False if the columns are wrong (reported). */
static bool split_line(cst_loader *l, cst_str text, lex_line *line)
{
    cst_str *cols[] = {&line->lemma, &line->pos, &line->classes, &line->feats};
    cst_str cell;
    uint32_t n = 0;

    line->feats = (cst_str){NULL, 0};
    while (cst_str_cut(&text, '\t', &cell)) {
        if (n < CST_COUNT(cols)) {
            *cols[n] = cst_str_trim(cell);
        } else if (cst_str_trim(cell).n == 0) {
            continue;
        }
        n++;
    }
    if (n < 3 || n > CST_COUNT(cols) || line->lemma.n == 0 ||
        line->classes.n == 0) {
        cst_loader_diag(l, CST_DIAG_ERROR, line->number, 1, "lexicon-columns",
                        "expected lemma, pos, classes, features");
        return false;
    }
    return true;
}

cst_status cst_lexicon_load(cst_loader *l, const char *path)
{
    cst_str text, row;
    lex_line line;

    CST_TRY(cst_loader_read(l, path, &text));
    memset(&line, 0, sizeof(line));
    while (cst_next_line(&text, &row)) {
        line.number++;
        if (line.number == 1 && cst_str_starts(row, CST_S("#closed"))) {
            line.closed = true;
        }
        if (cst_str_trim(row).n == 0 || row.p[0] == '#' ||
            (line.number == 1 && row.p[0] == '!')) {
            continue;
        }
        if (split_line(l, row, &line)) {
            CST_TRY(add_line(l, &line));
        }
    }
    return CST_OK;
}

/* Unite b into a; features that a has stay. */
static cst_status unite(cst_pack *pack, uint32_t a, uint32_t b)
{
    cst_status status = CST_OK;
    const cst_entry *from = &pack->entries.at[b];

    for (int i = 0; i < 4; i++) {
        pack->entries.at[a].classes.bits[i] |= from->classes.bits[i];
    }
    for (size_t i = 0; i < from->feats.n; i++) {
        (void)entry_feat(pack, a, from->feats.at[i].key,
                         from->feats.at[i].value, &status);
    }
    return status;
}

/* What stands for any part of speech holds for each; what open files say of a
 * lemma holds for the lines of closed files too. */
cst_status cst_lexicon_finish(cst_loader *l)
{
    cst_pack *pack = l->pack;

    CST_TRY(chain_mwes(pack));
    for (uint32_t i = 1; i < pack->entries.n; i++) {
        const cst_entry *e = &pack->entries.at[i];
        const cst_lemma_info *info = cst_pack_lemma_info(pack, e->lemma, false);

        for (uint32_t at = info ? info->entries : 0; at;
             at = pack->entries.at[at].next) {
            const cst_entry *o = &pack->entries.at[at];

            if (at != i && e->pos != CST_POS_NONE &&
                (o->pos == CST_POS_NONE || (e->closed && o->pos == e->pos)) &&
                o->cap <= e->cap) {
                CST_TRY(unite(pack, i, at));
            }
        }
    }
    for (uint32_t i = 1; i < pack->entries.n; i++) {
        pack->entries.at[i].quick =
            cst_classes_quick(&pack->entries.at[i].classes);
    }
    return CST_OK;
}
