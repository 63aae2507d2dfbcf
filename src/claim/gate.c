/* claim: which sentences of a report are worth reading.
 *
 * Most text tells of no harm. Words decide, looked up once: a report is read if
 * one sentence has a word of harm that is no everyday word besides, or two that
 * are ("a strike hit"), or if arms or
 * armed groups are spoken of; then everyday words count too ("the army hit",
 * "this measure hits"; guard.c has the last word on them). Weak words
 * ("weapon") count only where many sentences tell of harm. Who speaks is read
 * around them. The rest is read for dates alone, or not at all. */
#include "claim/gate.h"

#include "claim/model.h"

/* Bits of a token, by set. */
enum {
    STRONG = 1,   /* words of harm */
    EVERYDAY = 2,   /* no report is read for these alone */
    WEAK = 4,
    DATED = 8,    /* a date may be made of them */
    SAID = 16,    /* words of saying: whose account may go on */
    TOLL = 32,
    POINTING = 64, /* "this", "that": what stands above */
    PRONOUN = 128,
    TAKING = 256, /* takes a place, where armed groups are spoken of */
    ARMED = 512,   /* arms, armed groups, their wars */
    MULTI = 1024  /* the telling word of a multiword */
};

/* A line so short may be a heading that says when what follows happened. */
#define HEADING 12
/* Words in which a pronoun still stands for the one who speaks. */
#define EARLY 8
/* A report so short is read for everyday words alone (guard.c judges them). */
#define BRIEF 8
/* A report is about harm if one sentence in so many tells of it. */
#define DENSE 12

static void fill(cst_classes *set, const int *classes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cst_classes_add(set, classes[i]);
    }
}
#define FILL(bit, ...)                                                         \
    do {                                                                       \
        const int classes_[] = {__VA_ARGS__};                                  \
        fill(&gate->sets[__builtin_ctz(bit)], classes_, CST_COUNT(classes_));  \
    } while (0)

void cl_gate_init(cl_gate *gate, const cl_names *names, const cst_pack *pack)
{
    static const char *const dated[] = {"month",      "weekday", "dayword",
                                        "dayanchor",  "anchorword", "season",
                                        "holiday",    "year_unit"};

    /* sets whose multiwords count: strong, weak, taking */
    static const unsigned telling[] = {0, 2, 8};

    memset(gate, 0, sizeof *gate);
    FILL(STRONG, names->c.harm_noun, names->c.harm_verb, names->c.harm_deed, names->c.event_noun,
         names->c.event_verb, names->c.damage_verb, names->c.body, names->c.human_shield,
         names->c.human_shield_use, names->c.take_strong);
    FILL(EVERYDAY, names->c.everyday, names->c.everyday_few);
    FILL(WEAK, names->c.life_noun, names->c.event_of, names->c.weapon,
         names->c.deny_verb, names->c.event_pointer, names->c.accuse_verb,
         names->c.claim_verb, names->c.bear_verb, names->c.trigger);
    FILL(TAKING, names->c.take_verb);
    FILL(ARMED, names->c.actor, names->c.actor_noun, names->c.weapon);
    FILL(MULTI, names->c.telling);
    for (size_t i = 0; i < CST_COUNT(telling); i++) {
        cst_classes_join(&gate->multiword, &gate->sets[telling[i]]);
    }
    FILL(SAID, names->c.speech_verb, names->c.incise_verb, names->c.prep_attr);
    FILL(TOLL, names->c.toll_noun);
    FILL(POINTING, names->c.det_dem, names->c.pro_dem);
    FILL(PRONOUN, names->c.pro_subj, names->c.speaker_pro);
    for (size_t i = 0; i < CST_COUNT(dated); i++) {
        FILL(DATED, cst_pack_class(pack, dated[i]));
    }
}

bool cl_is_header(const cst_claim_input *in, const cst_sentence *s)
{
    return !cl_is_body(in->layout->blocks[s->block].zone);
}

/* ------------------------------------------------------------ sentences */

/* What the words of a sentence say, all bits together. */
typedef struct sentence_bits {
    uint16_t all, early, first;
    bool plain;  /* strong by a word that is no everyday word, or by two */
    bool number; /* holds a number */
    bool year;   /* holds one of four digits */
    bool heading; /* so short that a clock time may head what follows */
    bool header;
} sentence_bits;

static bool opens_with_digit(cst_str s)
{
    return s.n && s.p[0] >= '0' && s.p[0] <= '9';
}

static void read_bits(const cst_claim_input *in, const cst_sentence *s,
                      sentence_bits *b)
{
    const cst_token *end = in->segments->tokens + in->segments->n_tokens;
    unsigned strong = 0;
    b->header = cl_is_header(in, s);
    b->heading = s->tok_end - s->tok_begin <= HEADING;
    for (uint32_t i = s->tok_begin; i < s->tok_end; i++) {
        const cst_token *t = &in->segments->tokens[i];
        b->number = b->number || opens_with_digit(t->norm);
        if (t->flags & CST_TOK_NUM) {
            b->year = b->year || t->norm.n == 4;
        } else if (!(t->flags & CST_TOK_PUNCT)) {
            uint16_t bits = (uint16_t)cst_cascade_asked(in->cascade, t, end);
            b->all |= bits;
            b->early |= i < s->tok_begin + EARLY ? bits : 0;
            b->first |= i == s->tok_begin ? bits : 0;
            strong += (bits & STRONG) != 0;
            b->plain = b->plain || strong > 1 ||
                       (bits & (STRONG | EVERYDAY)) == STRONG;
        }
    }
}

/* Does this sentence name whom a pronoun in the next one means: who speaks, or
 * the party that acts? */
static bool names_antecedent(const cst_sentence *s, const sentence_bits *b)
{
    if (s[1].paragraph != s->paragraph && !s[1].quoted_start) {
        return false;
    }
    return (b->all & SAID) ||
           ((b[1].early & PRONOUN) && ((b[1].all & SAID) || (b->all & ARMED)));
}

/* Who speaks is read right before what may be his account, and right after it
 * where words point back ("this toll, given by"). */
static void mark_speakers(const cst_claim_input *in, const sentence_bits *bits,
                          uint8_t *depth)
{
    bool last = false; /* the sentence before was deep of itself */
    size_t n = in->segments->n_sentences;
    for (size_t i = 0; i < n; i++) {
        const sentence_bits *b = &bits[i];
        bool was = depth[i] == CL_DEEP;
        bool next = i + 1 < n && depth[i + 1] == CL_DEEP;
        if (!was && !b->header &&
            ((next && names_antecedent(&in->segments->sentences[i], b)) ||
             (last && (b->first & POINTING) && (b->all & (SAID | TOLL))))) {
            depth[i] = CL_DEEP;
        }
        last = was;
    }
}

/* counts: the bits that make a sentence worth reading in this report. */
static cl_depth depth_of(const sentence_bits *b, bool all, uint16_t counts)
{
    if (!b->header && (all || (b->all & counts))) {
        return CL_DEEP;
    }
    if (b->year || (b->all & (DATED | MULTI)) ||
        (b->number && (b->header || b->heading))) {
        return CL_DATES;
    }
    return CL_SKIP;
}

const uint8_t *cl_gate_depths(const cl_gate *gate, const cst_claim_input *in,
                              cst_arena *arena, bool *armed)
{
    size_t n = in->segments->n_sentences, strong = 0, plain = 0, body = 0;
    uint8_t *depth = CST_NEW(arena, uint8_t, n);
    sentence_bits *bits = CST_NEW(arena, sentence_bits, n);
    uint16_t seen = 0;
    if (!depth || !bits) {
        return NULL;
    }
    cst_cascade_ask(in->cascade, gate->sets, CL_GATE_SETS);
    for (size_t i = 0; i < n; i++) {
        read_bits(in, &in->segments->sentences[i], &bits[i]);
        if (!bits[i].header) {
            body++;
            seen |= bits[i].all;
            strong += (bits[i].all & STRONG) != 0;
            plain += bits[i].plain;
        }
    }
    *armed = (seen & ARMED) != 0;
    bool some = strong || (seen & MULTI);
    if (!plain && !(some && (*armed || body <= BRIEF)) && !in->annotate_all) {
        return depth; /* all CL_SKIP */
    }
    uint16_t counts = strong * DENSE < body ? STRONG
                      : *armed              ? STRONG | WEAK | TAKING
                                            : STRONG | WEAK;
    for (size_t i = 0; i < n; i++) {
        depth[i] = (uint8_t)depth_of(&bits[i], in->annotate_all, counts);
    }
    mark_speakers(in, bits, depth);
    return depth;
}
