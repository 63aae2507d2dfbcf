/* lang: random rules over random rows, compared with a matcher that tries all
 * ways; the order of rules in the file does not matter where priorities differ.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "toy.h"

#define DIR CST_BUILD_DIR "/test_rules_pack"
#define MAX_RULES 5
#define MAX_ROW 9
/* a b c d, of which a layer before makes each d a unit k; bit 4: a unit made by
 * a rule of the layer that is tried. */
#define LETTERS 4
#define LABELLED (LETTERS - 1)
#define MADE (1u << LETTERS)

/* ------------------------------------------------------------- patterns */

typedef enum kind { ONE, SEQ, ALT, REP, NOT, BEGIN, END } kind;
typedef struct pattern {
    kind kind;
    unsigned set;      /* letters that ONE and NOT mean */
    unsigned min, max; /* 99 = no bound */
    struct pattern *a, *b;
} pattern;

typedef struct rule {
    pattern *before, *match, *after;
    int priority;
} rule;

static pattern pool[4096];
static size_t n_pool;
static uint32_t seed;

static unsigned dice(unsigned n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 12) % n;
}

static pattern *node(kind k)
{
    pattern *p = &pool[n_pool++];

    assert_true(n_pool < CST_COUNT(pool));
    memset(p, 0, sizeof(*p));
    p->kind = k;
    return p;
}

static pattern *one(kind k)
{
    pattern *p = node(k);

    p->set = dice(5) == 0 && k == ONE ? (1u << LETTERS) - 1 + MADE
                                      : 1 + dice((1u << LETTERS) - 1);
    return p;
}

static pattern *pair(kind k, pattern *a, pattern *b)
{
    pattern *p = node(k);

    p->a = a;
    p->b = b;
    return p;
}

static pattern *any_pattern(unsigned depth)
{
    unsigned what = dice(depth == 0 ? 3 : 9);
    pattern *p;

    if (what < 3) {
        return one(ONE);
    }
    if (what < 5) {
        pattern *a = any_pattern(depth - 1);

        return pair(SEQ, a, any_pattern(depth - 1));
    }
    if (what == 5) {
        pattern *a = any_pattern(depth - 1);

        return pair(ALT, a, any_pattern(depth - 1));
    }
    if (what < 8) {
        p = node(REP);
        p->a = any_pattern(depth - 1);
        p->min = dice(3);
        p->max = dice(2) ? 99 : p->min + 1 + dice(2);
        if (p->max == 99 && p->min > 1) {
            p->min = 1; /* the language has ? * + {m,n} */
        }
        return p;
    }
    return one(NOT);
}

/* ------------------------------------------------------------ as a file */

static void write_set(FILE *f, unsigned set)
{
    const char *sep = "";

    if (set & MADE) {
        fputs(".", f);
        return;
    }
    if (set == 1u << LABELLED) {
        fputs("<k>", f);
        return;
    }
    fputs(set >> LABELLED ? "(<k> | [form=" : "[form=", f);
    for (unsigned i = 0; i < LABELLED; i++) {
        if (set >> i & 1) {
            fprintf(f, "%s%c", sep, 'a' + (int)i);
            sep = "|";
        }
    }
    fputs(set >> LABELLED ? "])" : "]", f);
}

static void write_pattern(FILE *f, const pattern *p)
{
    switch (p->kind) {
    case ONE: write_set(f, p->set); break;
    case NOT:
        fputs("!", f);
        write_set(f, p->set);
        break;
    case BEGIN: fputs("^", f); break;
    case END: fputs("$", f); break;
    case SEQ:
    case ALT:
        fputs("(", f);
        write_pattern(f, p->a);
        fputs(p->kind == ALT ? " | " : " ", f);
        write_pattern(f, p->b);
        fputs(")", f);
        break;
    case REP:
        fputs("(", f);
        write_pattern(f, p->a);
        fputs(")", f);
        if (p->max == 99) {
            fputs(p->min ? "+" : "*", f);
        } else {
            fprintf(f, "{%u,%u}", p->min, p->max);
        }
        break;
    }
}

static void write_part(FILE *f, const char *word, const pattern *p)
{
    if (p) {
        fprintf(f, "  %s ", word);
        write_pattern(f, p);
        fputs("\n", f);
    }
}

static FILE *open_file(const char *name)
{
    char path[512];
    FILE *f;

    snprintf(path, sizeof(path), DIR "/%s", name);
    f = fopen(path, "w");
    assert_non_null(f);
    return f;
}

static void write_pack(const rule *rules, unsigned n, bool backwards)
{
    FILE *f;

    mkdir(CST_BUILD_DIR, 0777);
    mkdir(DIR, 0777);
    mkdir(DIR "/rules", 0777);
    f = open_file("pack.conf");
    fputs("name = r\nlayers = q r\n", f);
    fclose(f);
    f = open_file("rules/q.rule");
    fputs("layer q\nrule q0\n  why chance\n  match \"d\"\n  make k\n"
          "  + \"d\" => k\n  - \"a\"\n", f);
    fclose(f);
    f = open_file("rules/r.rule");
    fputs("layer r\n", f);
    for (unsigned i = 0; i < n; i++) {
        unsigned at = backwards ? n - 1 - i : i;

        fprintf(f, "rule r%u %d\n  why chance\n", at, rules[at].priority);
        write_part(f, "before", rules[at].before);
        write_part(f, "match", rules[at].match);
        write_part(f, "after", rules[at].after);
        fputs("  make m\n  + \"a\" => m\n  - \"a\"\n", f);
    }
    fclose(f);
}

/* --------------------------------------------------------------- oracle */

/* A row of letter bits; back reads it from the right end. */
typedef struct row {
    unsigned at[MAX_ROW + 1];
    unsigned n;
    bool begins, ends; /* '^' holds at 0, '$' at n */
    bool back;
} row;

/* Where the pattern may end that begins at each of the places in from. */
static unsigned ends_of(const pattern *p, const row *r, unsigned from)
{
    unsigned out = 0, next;

    switch (p->kind) {
    case ONE:
        for (unsigned i = 0; i < r->n; i++) {
            if ((from >> i & 1) && (p->set & r->at[i])) {
                out |= 1u << (i + 1);
            }
        }
        return out;
    case NOT:
        for (unsigned i = 0; i <= r->n; i++) {
            if ((from >> i & 1) && (i == r->n || !(p->set & r->at[i]))) {
                out |= 1u << i;
            }
        }
        return out;
    case BEGIN: return r->begins ? from & 1 : 0;
    case END: return r->ends ? from & 1u << r->n : 0;
    case SEQ:
        return r->back ? ends_of(p->a, r, ends_of(p->b, r, from))
                       : ends_of(p->b, r, ends_of(p->a, r, from));
    case ALT: return ends_of(p->a, r, from) | ends_of(p->b, r, from);
    case REP:
        for (unsigned i = 0; i < p->min; i++) {
            from = ends_of(p->a, r, from);
        }
        for (unsigned i = p->min; i < p->max && i < 40; i++) {
            next = from | ends_of(p->a, r, from);
            if (next == from) {
                break;
            }
            from = next;
        }
        return from;
    }
    return 0;
}

typedef struct piece {
    int rule; /* -1 = a token */
    unsigned begin, end;
} piece;

static row part_of(const unsigned *at, unsigned n, unsigned from)
{
    row r;

    memset(&r, 0, sizeof(r));
    r.n = n - from;
    memcpy(r.at, at + from, r.n * sizeof(*at));
    r.ends = true;
    return r;
}

static bool before_holds(const pattern *p, const unsigned *done, unsigned n_done)
{
    row r;

    memset(&r, 0, sizeof(r));
    r.back = true;
    r.n = n_done;
    for (unsigned i = 0; i < n_done; i++) {
        r.at[i] = done[n_done - 1 - i];
    }
    r.ends = false;
    return !p || ends_of(p, &r, 1) != 0;
}

/* Greatest length that the rule matches at a place, 0 = none. */
static unsigned longest(const rule *rule_, const unsigned *tokens, unsigned n,
                        unsigned at, const unsigned *done, unsigned n_done)
{
    row r = part_of(tokens, n, at);
    unsigned ends, best = 0;

    r.begins = n_done == 0;
    if (!before_holds(rule_->before, done, n_done)) {
        return 0;
    }
    ends = ends_of(rule_->match, &r, 1);
    for (unsigned len = 1; len <= n - at; len++) {
        row rest = part_of(tokens, n, at + len);

        if ((ends >> len & 1) &&
            (!rule_->after || ends_of(rule_->after, &rest, 1))) {
            best = len;
        }
    }
    return best;
}

static unsigned oracle(const rule *rules, unsigned n_rules,
                       const unsigned *tokens, unsigned n, piece *out)
{
    unsigned done[MAX_ROW + 1], n_done = 0, at = 0;

    while (at < n) {
        unsigned best = 0;
        int winner = -1;

        for (unsigned i = 0; i < n_rules; i++) {
            unsigned len = longest(&rules[i], tokens, n, at, done, n_done);

            if (len > best ||
                (len > 0 && len == best &&
                 rules[i].priority > rules[winner].priority)) {
                best = len;
                winner = (int)i;
            }
        }
        out[n_done] = (piece){winner, at, at + (best ? best : 1)};
        done[n_done++] = best ? MADE : tokens[at];
        at += best ? best : 1;
    }
    return n_done;
}

/* ----------------------------------------------------------------- test */

/* The rule's first test must take a unit for "empty-match" not to strike. */
static void make_rules(rule *rules, unsigned n)
{
    n_pool = 0;
    for (unsigned i = 0; i < n; i++) {
        pattern *first = one(ONE), *rest = any_pattern(3);

        memset(&rules[i], 0, sizeof(rules[i]));
        rules[i].match = dice(2) ? pair(SEQ, first, rest)
                                 : pair(SEQ, rest, first);
        if (dice(8) == 0) {
            rules[i].match = pair(SEQ, node(BEGIN), rules[i].match);
        }
        if (dice(3) == 0) {
            rules[i].before = any_pattern(2);
        }
        if (dice(3) == 0) {
            rules[i].after = dice(4) ? any_pattern(2) : node(END);
        }
        /* All different, and not in the order of the file. */
        rules[i].priority = (int)((i * 7 + 3) % 11);
    }
}

static void row_of(const cst_pack *pack, const cst_sentence_units *s, piece *out)
{
    for (size_t i = 0; i < s->top.n; i++) {
        const cst_unit *u = &s->units.at[s->top.at[i]];

        out[i] = (piece){-1, u->tok_begin, u->tok_end};
        if (u->rule && u->label != cst_pack_sym(pack, "k")) {
            cst_str id = cst_pack_rule_id(pack, u->rule - 1); /* "r.r2" */

            out[i].rule = id.p[3] - '0';
        }
    }
}

static void compare(const cst_pack *pack, cst_cascade *c, const rule *rules,
                    unsigned n_rules)
{
    cst_arena doc;

    cst_arena_init(&doc, NULL, 0);
    for (int round = 0; round < 60; round++) {
        unsigned tokens[MAX_ROW], n = 1 + dice(MAX_ROW - 1), n_want;
        char text[2 * MAX_ROW + 1];
        piece want[MAX_ROW], got[MAX_ROW];
        cst_sentence_units s;

        for (unsigned i = 0; i < n; i++) {
            unsigned letter = dice(LETTERS);

            tokens[i] = 1u << letter;
            text[2 * i] = (char)('a' + (int)letter);
            text[2 * i + 1] = ' ';
        }
        text[2 * n] = '\0';
        n_want = oracle(rules, n_rules, tokens, n, want);
        assert_int_equal(toy_run(c, &doc, text, NULL, &s), CST_OK);
        assert_false(s.over_budget);
        assert_int_equal(s.top.n, n_want);
        row_of(pack, &s, got);
        for (unsigned i = 0; i < n_want; i++) {
            if (got[i].rule != want[i].rule || got[i].begin != want[i].begin ||
                got[i].end != want[i].end) {
                fail_msg("%s: at %u rule %d [%u,%u), expected %d [%u,%u)", text,
                         i, got[i].rule, got[i].begin, got[i].end, want[i].rule,
                         want[i].begin, want[i].end);
            }
        }
        cst_arena_reset(&doc);
    }
    cst_arena_free(&doc);
}

static void print_diag(void *user, const cst_diag *d)
{
    (void)user;
    print_message("%s:%u:%u: %s: %s\n", d->file, d->line, d->column, d->code,
                  d->text);
}

static void machine_agrees_with_the_oracle(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < 200; round++) {
        rule rules[MAX_RULES];
        unsigned n;

        seed = round * 7919 + 1;
        n = 1 + dice(MAX_RULES);
        make_rules(rules, n);
        for (int backwards = 0; backwards < 2; backwards++) {
            cst_arena arena;
            cst_pack *pack = NULL;
            cst_cascade *c = NULL;

            cst_arena_init(&arena, NULL, 0);
            write_pack(rules, n, backwards);
            assert_int_equal(cst_pack_load(&arena, DIR, NULL, NULL, print_diag, NULL,
                                           NULL, &pack),
                             CST_OK);
            assert_int_equal(cst_cascade_new(pack, NULL, &c), CST_OK);
            compare(pack, c, rules, n);
            cst_cascade_free(c);
            cst_pack_close(pack);
            cst_arena_free(&arena);
        }
    }
}

/* --------------------------------------------------------- broken packs */

static size_t read_toy(const char *name, char *bytes, size_t cap)
{
    char path[512];
    FILE *f;
    size_t n;

    snprintf(path, sizeof(path), CST_SOURCE_DIR "/tests/data/toy/%s", name);
    f = fopen(path, "rb");
    assert_non_null(f);
    n = fread(bytes, 1, cap, f);
    fclose(f);
    return n;
}

/* Copy a file of the toy pack, with some bytes changed, moved or cut. */
static void copy_broken(const char *name, unsigned changes)
{
    static const char marks[] = "[]<>(){}|?*+.:!^$@=\"# \n\t,-/~xn3\xC3";
    static char bytes[1 << 16];
    size_t n = read_toy(name, bytes, sizeof(bytes) / 2);
    FILE *f;

    for (unsigned i = 0; i < changes; i++) {
        size_t at = dice((unsigned)n), other = dice((unsigned)n);

        switch (dice(4)) {
        case 0: bytes[at] = marks[dice(sizeof(marks) - 1)]; break;
        case 1: bytes[at] = bytes[other]; break;
        case 2: n = dice(6) ? n : at + 1; break;
        default:
            memmove(bytes + at, bytes + other, n - (at > other ? at : other));
            break;
        }
    }
    f = open_file(name);
    fwrite(bytes, 1, n, f);
    fclose(f);
}

static void count_diag(void *user, const cst_diag *d)
{
    assert_non_null(d->text);
    (*(unsigned *)user)++;
}

static void broken_packs_are_reported(void **state)
{
    static const char *const files[] = {
        "pack.conf",         "colours.tsv",       "lexicon/closed.tsv",
        "lexicon/words.tsv", "lexicon/phrases.tsv", "rules/fewer.rule",
        "rules/group.rule",  "rules/aside.rule",  "rules/clause.rule"};

    (void)state;
    mkdir(CST_BUILD_DIR, 0777);
    mkdir(DIR, 0777);
    mkdir(DIR "/rules", 0777);
    mkdir(DIR "/lexicon", 0777);
    for (uint32_t round = 0; round < 600; round++) {
        size_t victim;
        unsigned reported = 0;
        cst_arena arena, doc;
        cst_pack *pack = NULL;
        cst_cascade *c = NULL;
        cst_sentence_units s;

        seed = round * 31337 + 5;
        victim = dice(4) ? 5 + dice(4) : dice(CST_COUNT(files));
        for (size_t i = 0; i < CST_COUNT(files); i++) {
            copy_broken(files[i], i == victim ? 1 + dice(6) : 0);
        }
        cst_arena_init(&arena, NULL, 0);
        cst_arena_init(&doc, NULL, 0);
        if (cst_pack_load(&arena, DIR, NULL, NULL, count_diag, &reported, NULL,
                          &pack) == CST_OK) {
            assert_int_equal(reported, 0);
            assert_int_equal(cst_cascade_new(pack, NULL, &c), CST_OK);
            assert_int_equal(toy_run(c, &doc,
                                     "ta kano (du tri kanoi) zapai vu tero",
                                     NULL, &s),
                             CST_OK);
        } else {
            assert_true(reported > 0);
        }
        cst_cascade_free(c);
        cst_pack_close(pack);
        cst_arena_free(&doc);
        cst_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(machine_agrees_with_the_oracle),
        cmocka_unit_test(broken_packs_are_reported),
    };

    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
