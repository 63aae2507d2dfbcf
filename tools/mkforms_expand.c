/* mkforms: the reader of the dictionary.
 *
 * Takes a French affix and word file in the Dicollecte format (two-byte flags,
 * one level of suffixes, po: is: st: fields in words and rules) and gives one
 * item for each reading of each inflected form, doubles included.
 *
 * Does not: expand elided prefixes (their rules have a dp: field; the
 * tokeniser splits them off), or handle compounds, circumfixes and the other
 * parts of Hunspell that this dictionary does not use. */
#include "mkforms.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_WORD 256u /* bytes; longer words of the dictionary are an error */
#define MAX_COND 24u

void fatal(const char *what, const char *file, uint32_t line)
{
    (void)fprintf(stderr, "mkforms: %s:%u: %s\n", file, line, what);
    exit(1);
}

void *must(void *p)
{
    if (!p) {
        fatal("out of memory", "", 0);
    }
    return p;
}

/* ------------------------------------------------------ fields and tags */

enum {
    KIND_INF, KIND_PPRES, KIND_PPAST, KIND_PRES, KIND_IMPF, KIND_PAST,
    KIND_FUT, KIND_SUBJ, KIND_SUBJ_IMPF, KIND_COND, KIND_IMP, N_KINDS
};
static const struct {
    const char *tag;
    uint8_t mood, tense;
} kinds[N_KINDS] = {
    {"infi", CST_MOOD_INF, CST_TENSE_NONE},
    {"ppre", CST_MOOD_PPRES, CST_TENSE_NONE},
    {"ppas", CST_MOOD_PPAST, CST_TENSE_NONE},
    {"ipre", CST_MOOD_IND, CST_TENSE_PRES},
    {"iimp", CST_MOOD_IND, CST_TENSE_IMPF},
    {"ipsi", CST_MOOD_IND, CST_TENSE_PAST},
    {"ifut", CST_MOOD_IND, CST_TENSE_FUT},
    {"spre", CST_MOOD_SUBJ, CST_TENSE_PRES},
    {"simp", CST_MOOD_SUBJ, CST_TENSE_IMPF},
    {"cond", CST_MOOD_COND, CST_TENSE_NONE},
    {"impe", CST_MOOD_IMP, CST_TENSE_NONE},
};

/* Longer names first where one begins the other. Tags that say nothing about
 * the part of speech (mg, preverb, pfx, ...) are not listed. */
static const struct {
    const char *tag;
    bool prefix; /* tag is the beginning of the name */
    uint8_t pos;
} pos_tags[] = {
    {"nom", false, CST_POS_N},    {"titr", false, CST_POS_N},
    {"adj", false, CST_POS_A},    {"adv", true, CST_POS_R},
    {"negadv", false, CST_POS_R}, {"proadv", false, CST_POS_R},
    {"prep", true, CST_POS_P},    {"cj", true, CST_POS_C},
    {"det", true, CST_POS_D},     {"pro", true, CST_POS_O},
    {"nb", true, CST_POS_M},      {"interj", false, CST_POS_I},
    {"npr", false, CST_POS_X},    {"prn", false, CST_POS_X},
    {"patr", false, CST_POS_X},   {"ponc", false, CST_POS_Y},
    {"sign", false, CST_POS_Y},
};

/* What the fields of a word and a rule say together. */
typedef struct fields {
    uint32_t pos, kinds, persons; /* bit sets; persons: 1sg 2sg 3sg 1pl ... */
    uint8_t person;               /* of a pronoun */
    uint8_t gender, number;
    bool epicene, invariable, elided, wrong;
    cst_str stem; /* st: overrides the word as lemma */
} fields;

static void add_pos(fields *f, cst_str v)
{
    if (cst_str_starts(v, CST_S("loc."))) {
        v = cst_str_sub(v, 4, v.n);
    }
    if (v.n > 1 && v.p[0] == 'v' && v.p[1] >= '0' && v.p[1] <= '9') {
        f->pos |= 1u << CST_POS_V;
        return;
    }
    for (size_t i = 0; i < N_KINDS; i++) {
        if (cst_str_is(v, kinds[i].tag)) {
            f->kinds |= 1u << i;
            return;
        }
    }
    for (size_t i = 0; i < CST_COUNT(pos_tags); i++) {
        cst_str tag = cst_str_of(pos_tags[i].tag);
        if (pos_tags[i].prefix ? cst_str_starts(v, tag) : cst_str_eq(v, tag)) {
            f->pos |= 1u << pos_tags[i].pos;
            return;
        }
    }
    f->wrong = f->wrong || cst_str_is(v, "err");
}

/* Values after po: and is:; the dictionary mixes the two at places. */
static void add_value(fields *f, cst_str v)
{
    if (v.n > 0 && v.p[v.n - 1] == '!') {
        v.n--; /* marks a liaison */
    }
    if (cst_str_is(v, "mas")) {
        f->gender = CST_GENDER_M;
    } else if (cst_str_is(v, "fem")) {
        f->gender = CST_GENDER_F;
    } else if (cst_str_is(v, "epi")) {
        f->epicene = true;
    } else if (cst_str_is(v, "sg")) {
        f->number = CST_NUMBER_SG;
    } else if (cst_str_is(v, "pl")) {
        f->number = CST_NUMBER_PL;
    } else if (cst_str_is(v, "inv")) {
        f->invariable = true;
    } else if (v.n == 3 && v.p[0] >= '1' && v.p[0] <= '3') {
        unsigned person = (unsigned)(v.p[0] - '1');
        if (v.p[1] == 'p' && v.p[2] == 'e') {
            f->person = (uint8_t)(person + 1);
        } else {
            f->persons |= 1u << (person + (v.p[1] == 'p' ? 3 : 0));
        }
    } else if (cst_str_is(v, "1isg")) {
        f->persons |= 1u; /* form before an inverted pronoun */
    } else {
        add_pos(f, v);
    }
}

static void add_field(fields *f, cst_str word)
{
    cst_str v = cst_str_sub(word, 3, word.n);
    if (cst_str_starts(word, CST_S("po:")) ||
        cst_str_starts(word, CST_S("is:"))) {
        add_value(f, v);
    } else if (cst_str_starts(word, CST_S("st:"))) {
        f->stem = v;
    } else if (cst_str_starts(word, CST_S("dp:"))) {
        f->elided = true;
    }
}

static fields join(const fields *a, const fields *b)
{
    fields f = *a;
    f.pos |= b->pos;
    f.kinds |= b->kinds;
    f.persons |= b->persons;
    f.person = b->person ? b->person : a->person;
    f.gender = b->gender ? b->gender : a->gender;
    f.number = b->number ? b->number : a->number;
    f.epicene = a->epicene || b->epicene;
    f.invariable = a->invariable || b->invariable;
    f.wrong = a->wrong || b->wrong;
    return f;
}

/* -------------------------------------------------------- affix file */

typedef struct cond_elem {
    cst_str set; /* code points; empty = any */
    bool negated;
} cond_elem;

typedef struct rule {
    cst_str strip, add, flags;
    cond_elem cond[MAX_COND];
    uint32_t n_cond;
    fields fields;
} rule;

struct group {
    bool suffix;
    CST_VEC(rule) rules;
};

static uint16_t flag_at(cst_str flags, size_t i)
{
    return (uint16_t)((unsigned char)flags.p[i] << 8 |
                      (unsigned char)flags.p[i + 1]);
}

static bool has_flag(cst_str flags, uint16_t flag)
{
    for (size_t i = 0; flag != 0 && i + 1 < flags.n; i += 2) {
        if (flag_at(flags, i) == flag) {
            return true;
        }
    }
    return false;
}

/* Next run without white space; empty at the end. */
static cst_str next_word(cst_str *line)
{
    *line = cst_str_trim(*line);
    size_t n = 0;
    while (n < line->n && line->p[n] != ' ' && line->p[n] != '\t') {
        n++;
    }
    cst_str w = cst_str_sub(*line, 0, n);
    *line = cst_str_sub(*line, n, line->n);
    return w;
}

static bool parse_cond(rule *r, cst_str s)
{
    if (cst_str_is(s, ".")) {
        return true;
    }
    for (size_t at = 0; at < s.n;) {
        if (r->n_cond == MAX_COND) {
            return false;
        }
        cond_elem *e = &r->cond[r->n_cond++];
        size_t len;
        if (s.p[at] == '[') {
            size_t end = cst_str_find(s, CST_S("]"), at);
            if (end == SIZE_MAX) {
                return false;
            }
            e->negated = at + 1 < end && s.p[at + 1] == '^';
            at += e->negated ? 2 : 1;
            e->set = cst_str_sub(s, at, end - at);
            at = end + 1;
        } else {
            (void)cst_utf8_decode(s, at, &len, NULL);
            if (s.p[at] != '.') {
                e->set = cst_str_sub(s, at, len);
            }
            at += len;
        }
    }
    return true;
}

static cst_str none_if_zero(cst_str s)
{
    return cst_str_is(s, "0") ? cst_str_sub(s, 0, 0) : s;
}

static void parse_rule(builder *b, group *g, cst_str line, const char *file,
                       uint32_t n)
{
    rule *r = must(CST_PUSH(&b->arena, &g->rules));
    r->strip = none_if_zero(next_word(&line));
    cst_str add = next_word(&line);
    size_t slash = cst_str_find(add, CST_S("/"), 0);
    r->flags = slash == SIZE_MAX ? cst_str_sub(add, add.n, 0)
                                 : cst_str_sub(add, slash + 1, add.n);
    r->add = none_if_zero(cst_str_sub(add, 0, slash));
    if (!parse_cond(r, next_word(&line))) {
        fatal("condition", file, n);
    }
    for (cst_str w = next_word(&line); w.n > 0; w = next_word(&line)) {
        add_field(&r->fields, w);
    }
}

static bool is_group_head(cst_str line)
{
    cst_str cross = next_word(&line);
    cst_str count = next_word(&line);
    int64_t n;
    return (cst_str_is(cross, "Y") || cst_str_is(cross, "N")) &&
           cst_str_to_int(count, &n) && next_word(&line).n == 0;
}

void read_affixes(builder *b, cst_str text, const char *file)
{
    b->groups = must(CST_NEW(&b->arena, group, 65536));
    cst_str line;
    for (uint32_t n = 1; cst_str_cut(&text, '\n', &line); n++) {
        cst_str head = next_word(&line);
        bool suffix = cst_str_is(head, "SFX");
        bool keep = cst_str_is(head, "KEEPCASE");
        bool need = cst_str_is(head, "NEEDAFFIX");
        if (!suffix && !keep && !need && !cst_str_is(head, "PFX")) {
            continue;
        }
        cst_str name = next_word(&line);
        if (name.n != 2) {
            fatal("flag is not two bytes", file, n);
        }
        uint16_t flag = flag_at(name, 0);
        if (keep) {
            b->keepcase = flag;
        } else if (need) {
            b->needaffix = flag;
        } else if (is_group_head(line)) {
            b->groups[flag].suffix = suffix;
        } else {
            parse_rule(b, &b->groups[flag], line, file, n);
        }
    }
}

/* ------------------------------------------------------------ expansion */

static bool set_has(cst_str set, uint32_t cp)
{
    size_t len;
    for (size_t at = 0; at < set.n; at += len) {
        if (cst_utf8_decode(set, at, &len, NULL) == cp) {
            return true;
        }
    }
    return false;
}

/* Does the rule's condition hold at the end (suffix) or begin of the word? */
static bool cond_holds(const rule *r, bool suffix, cst_str word)
{
    size_t at = suffix ? word.n : 0;
    for (uint32_t i = 0; suffix && i < r->n_cond; i++) {
        do {
            if (at == 0) {
                return false;
            }
            at--;
        } while (!cst_utf8_is_border(word, at));
    }
    for (uint32_t i = 0; i < r->n_cond; i++) {
        if (at >= word.n) {
            return false;
        }
        size_t len;
        uint32_t cp = cst_utf8_decode(word, at, &len, NULL);
        const cond_elem *e = &r->cond[i];
        if (e->set.n > 0 && set_has(e->set, cp) == e->negated) {
            return false;
        }
        at += len;
    }
    return true;
}

/* Word with the affix into out (MAX_WORD bytes); n 0 if it does not fit. */
static cst_str apply(const rule *r, bool suffix, cst_str word, char *out)
{
    cst_str none = {NULL, 0};
    if (!cond_holds(r, suffix, word) ||
        !(suffix ? cst_str_ends(word, r->strip)
                 : cst_str_starts(word, r->strip))) {
        return none;
    }
    cst_str stem = cst_str_sub(word, suffix ? 0 : r->strip.n,
                               word.n - r->strip.n);
    cst_str first = suffix ? stem : r->add;
    cst_str second = suffix ? r->add : stem;
    if (first.n + second.n > MAX_WORD) {
        return none;
    }
    if (first.n > 0) {
        memcpy(out, first.p, first.n);
    }
    if (second.n > 0) {
        memcpy(out + first.n, second.p, second.n);
    }
    return (cst_str){out, first.n + second.n};
}

static bool all_caps(cst_str s)
{
    size_t len;
    uint32_t upper = 0;
    for (size_t at = 0; at < s.n; at += len) {
        uint32_t cp = cst_utf8_decode(s, at, &len, NULL);
        if (cst_utf8_is_upper(cp)) {
            upper++;
        } else if (cst_utf8_is_letter(cp)) {
            return false;
        }
    }
    return upper > 0;
}

static cst_sym word_id(builder *b, cst_str word)
{
    cst_sym id = cst_intern_put(&b->words, cst_utf8_norm(&b->scratch, word));
    if (id == 0) {
        fatal("out of memory", "", 0);
    }
    return id;
}

/* One reading, or two where the form is singular and plural alike. */
static void emit(builder *b, item it, const fields *f, bool both)
{
    it.r.gender = f->gender;
    it.r.number = f->number;
    if (f->number == CST_NUMBER_NONE && f->invariable && both) {
        it.r.number = CST_NUMBER_SG;
        *(item *)must(CST_PUSH(&b->arena, &b->items)) = it;
        it.r.number = CST_NUMBER_PL;
    }
    *(item *)must(CST_PUSH(&b->arena, &b->items)) = it;
}

static void emit_verb(builder *b, item it, const fields *f)
{
    it.r.pos = CST_POS_V;
    if (f->kinds == 0) {
        *(item *)must(CST_PUSH(&b->arena, &b->items)) = it;
    }
    for (uint32_t k = 0; k < N_KINDS; k++) {
        if (!(f->kinds & 1u << k)) {
            continue;
        }
        it.r.mood = kinds[k].mood;
        it.r.tense = kinds[k].tense;
        if (k == KIND_PPAST) {
            /* epicene and invariable: it never agrees, one reading is enough */
            emit(b, it, f, !f->epicene);
            continue;
        }
        bool finite = k != KIND_INF && k != KIND_PPRES;
        for (uint32_t p = 0; finite && p < 6; p++) {
            if (f->persons & 1u << p) {
                it.r.person = (uint8_t)(p % 3 + 1);
                it.r.number = p < 3 ? CST_NUMBER_SG : CST_NUMBER_PL;
                *(item *)must(CST_PUSH(&b->arena, &b->items)) = it;
            }
        }
        if (!finite || f->persons == 0) {
            it.r.person = 0;
            it.r.number = CST_NUMBER_NONE;
            *(item *)must(CST_PUSH(&b->arena, &b->items)) = it;
        }
    }
}

/* part: lemma of the adjective that a participle also is. */
static void emit_all(builder *b, cst_str form, cst_str lemma, cst_str part,
                     const fields *f)
{
    if (f->wrong) {
        return;
    }
    cst_arena_reset(&b->scratch);
    item it = {.form = word_id(b, form), .raw_caps = all_caps(form)};
    it.lemma = word_id(b, f->stem.n > 0 ? f->stem : lemma);
    if (f->pos == 0) {
        emit(b, it, f, false);
    }
    for (uint32_t pos = 1; pos <= CST_POS_Y; pos++) {
        if (!(f->pos & 1u << pos)) {
            continue;
        }
        item one = it;
        one.r.pos = (uint8_t)pos;
        if (pos == CST_POS_V) {
            emit_verb(b, one, f);
            continue;
        }
        if (pos == CST_POS_A && (f->kinds & 1u << KIND_PPAST)) {
            one.lemma = word_id(b, part);
        }
        one.r.person = pos == CST_POS_O ? f->person : 0;
        emit(b, one, f, pos == CST_POS_N || pos == CST_POS_A);
    }
}

static void expand_suffixes(builder *b, const group *g, cst_str word,
                            const fields *base)
{
    char out[MAX_WORD];
    char part[MAX_WORD];
    cst_str last = word; /* masculine singular participle seen last */
    for (size_t i = 0; i < g->rules.n; i++) {
        const rule *r = &g->rules.at[i];
        cst_str form = apply(r, true, word, out);
        if (form.n == 0) {
            continue;
        }
        fields f = join(base, &r->fields);
        if ((f.kinds & 1u << KIND_PPAST) && f.gender == CST_GENDER_M &&
            f.number != CST_NUMBER_PL) {
            memcpy(part, form.p, form.n);
            last = (cst_str){part, form.n};
        }
        emit_all(b, form, word, last, &f);
    }
}

/* Suffix groups named by flags on the word; the word itself if it may stand
 * alone. */
static void expand_word(builder *b, cst_str word, cst_str flags,
                        const fields *f)
{
    if (!has_flag(flags, b->needaffix)) {
        emit_all(b, word, word, word, f);
    }
    for (size_t i = 0; i + 1 < flags.n; i += 2) {
        const group *g = &b->groups[flag_at(flags, i)];
        if (g->suffix) {
            expand_suffixes(b, g, word, f);
        }
    }
}

/* Derived words (units of measure with their multiples); elisions are left
 * out. */
static void expand_prefixes(builder *b, cst_str word, cst_str flags,
                            const fields *f)
{
    char out[MAX_WORD];
    for (size_t i = 0; i + 1 < flags.n; i += 2) {
        const group *g = &b->groups[flag_at(flags, i)];
        for (size_t k = 0; !g->suffix && k < g->rules.n; k++) {
            const rule *r = &g->rules.at[k];
            if (r->fields.elided) {
                continue;
            }
            cst_str form = apply(r, false, word, out);
            if (form.n > 0) {
                expand_word(b, form, r->flags, f);
            }
        }
    }
}

void read_words(builder *b, cst_str text, const char *file)
{
    cst_str line;
    (void)cst_str_cut(&text, '\n', &line); /* the number of words */
    for (uint32_t n = 2; cst_str_cut(&text, '\n', &line); n++) {
        cst_str head = next_word(&line);
        if (head.n == 0) {
            continue;
        }
        size_t slash = cst_str_find(head, CST_S("/"), 1);
        cst_str word = cst_str_sub(head, 0, slash);
        cst_str flags = cst_str_sub(
            head, slash == SIZE_MAX ? head.n : slash + 1, head.n);
        if (word.n >= MAX_WORD || flags.n % 2 != 0) {
            fatal("word too long or broken flags", file, n);
        }
        fields f = {0};
        for (cst_str w = next_word(&line); w.n > 0; w = next_word(&line)) {
            add_field(&f, w);
        }
        /* Symbols whose case matters ("A") would become other words ("a"). */
        cst_arena_reset(&b->scratch);
        if (has_flag(flags, b->keepcase) &&
            !cst_str_eq(cst_utf8_norm(&b->scratch, word), word)) {
            continue;
        }
        expand_word(b, word, flags, &f);
        expand_prefixes(b, word, flags, &f);
    }
}
