/* Fuzz the blackening of names. Lines of the input up to an empty one name a
 * person each; a "?" before the name makes a witness of it. What follows is the
 * report. Names that are written plainly must not be told in what is given of
 * the report, of its address, and of any text; and offsets stay. */
#include "engine/engine.h"

#include "base/utf8.h"

#include <stdlib.h>

#define NAMES 8
#define WORDS 8u
#define LONGEST 200u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct person_names {
    cst_str at[NAMES];
    bool witness[NAMES];
    size_t n;
} person_names;

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* ---------------------------------------------------------------- input */

static cst_str take_names(cst_str all, person_names *names)
{
    cst_str line;

    while (names->n < NAMES && cst_str_cut(&all, '\n', &line) && line.n) {
        bool witness = line.p[0] == '?';

        line = cst_str_sub(line, witness, line.n);
        if (line.n && cst_utf8_is_sound(line)) {
            names->witness[names->n] = witness;
            names->at[names->n++] = line;
        }
    }
    return all;
}

static cst_document *document_of(const person_names *names, cst_str text)
{
    static const cst_span whole = {0, 1};
    cst_document_info info;
    cst_harm harms[NAMES];
    cst_given given = {.size = sizeof(given), .info = &info, .harms = harms};
    cst_document *doc = NULL;

    memset(&info, 0, sizeof(info));
    memset(harms, 0, sizeof(harms));
    info.path = CST_S("a.txt");
    info.title = cst_utf8_is_sound(text) ? text : CST_S("a");
    info.published.minutes = info.updated.minutes = -1;
    for (size_t i = 0; i < names->n; i++) {
        harms[i].kind = CST_S("killed");
        harms[i].count = (cst_count){CST_EXACT, 1, -1, -1, -1, {0, 0}};
        harms[i].event = harms[i].superseded_by = harms[i].part_of = CST_NONE;
        harms[i].as_of.minutes = -1;
        harms[i].evidence = &whole;
        harms[i].n_evidence = 1;
        if (names->witness[i]) {
            harms[i].claimant.type = CST_S("witness");
            harms[i].claimant.mention.name = names->at[i];
        } else {
            harms[i].victims.person = names->at[i];
        }
    }
    given.n_harms = names->n;
    given.bytes = text;
    given.format = CST_INPUT_TEXT;
    return cst_document_from(&given, NULL, &doc) == CST_OK ? doc : NULL;
}

/* ----------------------------------------------------------------- names */

/* One word of three letters, or some words with capitals and a blank between,
 * that nobody can take for anything but a name. */
static bool is_plain(cst_str name)
{
    size_t len, words = 0, letters = 0;
    bool begins = true;

    for (size_t at = 0; at < name.n; at += len) {
        uint32_t cp = cst_utf8_decode(name, at, &len, NULL);

        if (begins ? cp < 'A' || cp > 'Z'
                   : cp != ' ' && (!cst_utf8_is_letter(cp) ||
                                   (cp >= 0x80 && !cst_utf8_is_upper(cp) &&
                                    (cp < 0xDF || cp > 0xFF)))) {
            return false;
        }
        words += begins;
        begins = cp == ' ';
        letters += cp < 0x80 && cp != ' ';
    }
    return !begins && name.n <= LONGEST &&
           (words == 1 ? letters >= 3 : words <= WORDS);
}

static bool ends_word(cst_str s, size_t at)
{
    return at >= s.n || ((unsigned char)s.p[at] < 0x80 &&
                         !cst_utf8_is_letter((unsigned char)s.p[at]));
}

/* Does it stand there, as whole words? */
static bool is_told(cst_str s, cst_str name)
{
    for (size_t at = 0;
         s.n && (at = cst_str_find(s, name, at)) != SIZE_MAX; at++) {
        if ((at == 0 || ends_word(s, at - 1)) && ends_word(s, at + name.n)) {
            return true;
        }
    }
    return false;
}

static void tells_none(const person_names *names, cst_str s)
{
    for (size_t i = 0; i < names->n; i++) {
        must(!is_plain(names->at[i]) || !is_told(s, names->at[i]));
    }
}

/* ---------------------------------------------------------------- strings */

static bool is_utf8(cst_str s)
{
    size_t len;
    bool ok = true;

    for (size_t at = 0; ok && at < s.n; at += len) {
        (void)cst_utf8_decode(s, at, &len, &ok);
    }
    return ok;
}

static void check_spans(cst_redact *r, cst_str s)
{
    const cst_tspan *at;
    size_t n;

    for (int mode = CST_REDACT_TEXT; mode <= CST_REDACT_NAMED; mode++) {
        must(cst_redact_find(r, s, (cst_redact_mode)mode, &at, &n) == CST_OK);
        for (size_t i = 0; i < n; i++) {
            must(at[i].begin < at[i].end && at[i].end <= s.n);
            must(i == 0 || at[i - 1].end <= at[i].begin);
            must(!is_utf8(s) || (cst_utf8_is_border(s, at[i].begin) &&
                                           cst_utf8_is_border(s, at[i].end)));
        }
    }
}

static void check_string(cst_redact *r, const person_names *names, cst_str s)
{
    cst_arena arena;
    cst_str once, twice;

    cst_arena_init(&arena, NULL, 0);
    once = cst_redact_str(r, &arena, s);
    twice = cst_redact_str(r, &arena, once);
    must(once.n == twice.n && (!once.n || !memcmp(once.p, twice.p, once.n)));
    tells_none(names, once);
    if (!s.n || !memchr(s.p, '%', s.n)) { /* which may end no word */
        tells_none(names, cst_redact_address(r, &arena, s));
    }
    check_spans(r, s);
    cst_arena_free(&arena);
}

static char hex(unsigned v)
{
    return "0123456789ABCDEF"[v & 15];
}

/* An address with the name in it, each byte as %XX. */
static void check_coded(cst_redact *r, cst_str name)
{
    char coded[3 * LONGEST];
    cst_str s = {coded, name.n * 3}, shown;
    cst_arena arena;

    cst_arena_init(&arena, NULL, 0);
    for (size_t i = 0; i < name.n; i++) {
        coded[3 * i] = '%';
        coded[3 * i + 1] = hex((unsigned char)name.p[i] >> 4);
        coded[3 * i + 2] = hex((unsigned char)name.p[i]);
    }
    shown = cst_redact_address(r, &arena, s);
    must(cst_str_is(shown, CST_REDACT_BLOCK));
    cst_arena_free(&arena);
}

static void check_name(cst_redact *r, const person_names *names, cst_str name)
{
    char space[LONGEST + 8];

    if (is_plain(name)) {
        check_coded(r, name);
        memcpy(space, "et ", 3);
        memcpy(space + 3, name.p, name.n);
        memcpy(space + 3 + name.n, ".", 1);
        check_string(r, names, (cst_str){space, name.n + 4});
    }
}

/* --------------------------------------------------------------- document */

#ifdef CST_STORE
static int look(void *user, const char *bytes, size_t n)
{
    tells_none(user, (cst_str){bytes, n});
    return 0;
}

static void check_document(cst_redact *r, person_names *names, cst_document *doc)
{
    cst_str before = cst_document_text(doc), text;
    size_t raw = cst_document_raw(doc).n;

    must(cst_redact_loaded(r, doc) == CST_OK);
    text = cst_document_text(doc);
    must(text.n == before.n && cst_document_raw(doc).n == raw);
    must(is_utf8(text)); /* whatever the bytes were */
    tells_none(names, text);
    tells_none(names, cst_document_get_info(doc)->title);
    must(cst_write_document(doc, NULL, look, names) == CST_OK);
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    person_names names = {.n = 0};
    cst_str text = take_names((cst_str){(const char *)data, size}, &names);
    cst_document *doc = document_of(&names, text);
    cst_redact *r = NULL;
    size_t kept;

    if (!doc) {
        return 0;
    }
    (void)cst_document_harms(doc, &kept);
    if (kept != names.n) { /* a name that was not taken is not known */
        cst_document_free(doc);
        return 0;
    }
    must(cst_redact_new(NULL, CST_REDACT_VICTIMS | CST_REDACT_WITNESSES, &r) ==
         CST_OK);
    must(cst_redact_gather(r, doc) == CST_OK && cst_redact_finish(r) == CST_OK);
    cst_redact_of(r, cst_document_get_info(doc)->id);
    check_string(r, &names, text);
    for (size_t i = 0; i < names.n; i++) {
        check_name(r, &names, names.at[i]);
    }
#ifdef CST_STORE
    check_document(r, &names, doc);
#endif
    cst_document_free(doc);
    cst_redact_free(r);
    return 0;
}
