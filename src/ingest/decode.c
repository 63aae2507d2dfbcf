/* ingest: one payload to UTF-8 text with a map back to its bytes.
 *
 * Takes raw bytes; gives text, map, charset and hash. Does not touch files and
 * does not look at markup. Broken input is never a failure: bad bytes become
 * U+FFFD and are counted. Every step is linear in the input. */
#include "ingest/decode.h"

#include "base/utf8.h"
#include "ingest/charset.h"


/* How far back from the size limit a cut looks for a block border. */
#define CUT_WINDOW (1u << 20)
/* Each character that is no plain copy is a run of the map; what holds more
 * foreign bytes than this is no text of ours, and the rest is not read. */
#define MAX_FOREIGN (1u << 20)

/* What one look over the bytes tells about their encoding. */
typedef struct scan {
    size_t multi;     /* well-formed sequences of two bytes or more */
    size_t bad;       /* bytes that belong to none */
    size_t first_bad;
    size_t unassigned; /* bytes that Windows-1252 leaves open */
    size_t control;   /* C0 other than tab and line ends */
    size_t cr, lf;
    size_t end;       /* where it stopped: n, or past MAX_FOREIGN bad bytes */
    bool only_tail;   /* all bad bytes belong to one sequence cut off at the end */
} scan;

/* The decoder's output side. */
typedef struct sink {
    cst_mapping map;
    char *text;
    const uint16_t *high; /* of the charset, if one byte a character */
    bool exact;
    bool has_control; /* bytes below blank other than tab, line feed */
} sink;

void cst_payload_hash(const void *raw, size_t n, char out[65])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t digest[CST_SHA256_BYTES];
    cst_sha256(raw, n, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[64] = '\0';
}

/* Length of the ASCII run at at, eight bytes at a time. */
static size_t ascii_run(const unsigned char *p, size_t at, size_t n)
{
    size_t start = at;
    while (n - at >= 8) {
        uint64_t w;
        memcpy(&w, p + at, 8);
        if (w & 0x8080808080808080u) {
            break;
        }
        at += 8;
    }
    while (at < n && p[at] < 0x80) {
        at++;
    }
    return at - start;
}

/* Bytes that the sequence at at still lacks when the payload ends too early;
 * true if all that is there could have been the start of one. */
static bool is_cut_off(cst_str s, size_t at)
{
    size_t want = cst_utf8_len((unsigned char)s.p[at]);
    if (want < 2 || s.n - at >= want) {
        return false;
    }
    for (size_t i = at + 1; i < s.n; i++) {
        if (((unsigned char)s.p[i] & 0xC0) != 0x80) {
            return false;
        }
    }
    return true;
}

static void scan_ascii(const unsigned char *p, size_t from, size_t to, scan *r)
{
    for (size_t i = from; i < to; i++) {
        if (p[i] < 0x20) {
            r->lf += p[i] == '\n';
            r->cr += p[i] == '\r';
            r->control += p[i] != '\n' && p[i] != '\r' && p[i] != '\t';
        }
    }
}

static scan scan_bytes(cst_str s)
{
    const uint16_t *western = cst_charset_high(CST_CHARSET_1252);
    scan r = {0};
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 0;
    while (at < s.n && r.bad < MAX_FOREIGN) {
        size_t run = ascii_run(p, at, s.n);
        scan_ascii(p, at, at + run, &r);
        at += run;
        if (at >= s.n) {
            break;
        }
        size_t len = 1;
        bool ok = true;
        (void)cst_utf8_decode(s, at, &len, &ok);
        if (ok) {
            r.multi++;
        } else {
            if (r.bad == 0) {
                r.first_bad = at;
                r.only_tail = is_cut_off(s, at);
            }
            r.bad++;
            r.unassigned += western[p[at] - 0x80] == 0;
        }
        at += len;
    }
    r.end = at;
    return r;
}

/* Room for as many runs as the payload can need, in one piece. */
static bool reserve_runs(sink *k, size_t n)
{
    k->map.runs.at = CST_NEW(k->map.arena, cst_run, n);
    k->map.runs.cap = k->map.runs.at ? n : 0;
    return k->map.runs.at != NULL;
}

/* Bytes that are not UTF-8 pass for Windows-1252 unless they hold what that
 * charset has not, or good UTF-8 outweighs the bad bytes: then it is UTF-8 with
 * damage, and guessing would garble all that is sound. */
static bool looks_latin(const scan *r, size_t n)
{
    if (r->bad == 0 || r->only_tail || r->unassigned > 0) {
        return false;
    }
    return r->bad > r->multi && r->control <= n / 64 && r->bad <= n / 3 + 1;
}

/* Text byte of an ASCII byte. A carriage return ends a line only in files that
 * have no line feeds. */
static char plain_byte(unsigned char c, bool old_mac)
{
    if (c >= 0x20 || c == '\t' || c == '\n') {
        return (char)c;
    }
    return c == '\r' && old_mac ? '\n' : ' ';
}

static void put_copy(sink *k, const char *p, size_t n, bool old_mac)
{
    char *to = k->text + k->map.text;
    if (n) {
        memcpy(to, p, n);
    }
    for (size_t i = 0; k->has_control && i < n; i++) {
        to[i] = (unsigned char)p[i] < 0x20
                    ? plain_byte((unsigned char)p[i], old_mac)
                    : p[i];
    }
    cst_mapping_add(&k->map, CST_RUN_COPY, n, n);
}

static void put_char(sink *k, uint32_t cp, size_t raw_len)
{
    if (cp < 0x20 && !k->exact) {
        cp = (uint32_t)(unsigned char)plain_byte((unsigned char)cp, false);
    }
    size_t n = cst_utf8_encode(cp, k->text + k->map.text);
    cst_mapping_char(&k->map, raw_len, n);
}

static void note_bad(cst_payload *out, size_t at)
{
    if (out->bad_bytes == 0) {
        out->first_bad = (uint32_t)at;
    }
    out->bad_bytes++;
}

static void decode_utf8(sink *k, cst_str s, const scan *seen)
{
    bool old_mac = seen->lf == 0;
    size_t at = k->map.raw, from = at;
    if (seen->bad == 0) {
        put_copy(k, s.p + at, s.n - at, old_mac);
        return;
    }
    while (at < s.n && !k->map.failed) {
        at += ascii_run((const unsigned char *)s.p, at, s.n);
        size_t len = 1;
        bool ok = true;
        if (at < s.n) {
            (void)cst_utf8_decode(s, at, &len, &ok);
        }
        if (at >= s.n || !ok) {
            if (at > from) {
                put_copy(k, s.p + from, at - from, old_mac);
            }
            if (at < s.n) {
                put_char(k, CST_BAD_CODEPOINT, 1);
            }
            from = at + 1;
        }
        at += len;
    }
    if (at > from && from < s.n && !k->map.failed) {
        put_copy(k, s.p + from, s.n - from, old_mac);
    }
}

static void decode_bytes(sink *k, cst_str s, bool old_mac, cst_payload *out)
{
    const unsigned char *p = (const unsigned char *)s.p;
    while (k->map.raw < s.n && !k->map.failed) {
        size_t at = k->map.raw, run = ascii_run(p, at, s.n);
        if (run > 0) {
            put_copy(k, s.p + at, run, old_mac);
            continue;
        }
        uint32_t cp = k->high[p[at] - 0x80];
        if (cp == 0) {
            note_bad(out, at);
            cp = CST_BAD_CODEPOINT;
        }
        put_char(k, cp, 1);
    }
}

static uint32_t unit16(cst_str s, size_t at, bool big)
{
    unsigned char a = (unsigned char)s.p[at], b = (unsigned char)s.p[at + 1];
    return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static void decode_utf16(sink *k, cst_str s, bool big, cst_payload *out)
{
    while (s.n - k->map.raw >= 2 && !k->map.failed) {
        size_t at = k->map.raw;
        uint32_t u = unit16(s, at, big);
        size_t len = 2;
        if (u >= 0xD800 && u < 0xDC00 && s.n - at >= 4) {
            uint32_t low = unit16(s, at + 2, big);
            if (low >= 0xDC00 && low < 0xE000) {
                u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
                len = 4;
            }
        }
        if (u >= 0xD800 && u < 0xE000) {
            note_bad(out, at);
            u = CST_BAD_CODEPOINT;
        }
        put_char(k, u, len);
    }
    if (k->map.raw < s.n && !k->map.failed) { /* half a unit */
        note_bad(out, k->map.raw);
        put_char(k, CST_BAD_CODEPOINT, 1);
    }
}

static bool is_line_end(cst_str s, size_t at, size_t unit, bool big)
{
    if (unit == 1) {
        return s.p[at] == '\n';
    }
    return at + 1 < s.n && unit16(s, at, big) == '\n';
}

/* Where to cut an over-long payload: after an empty line, else after a line
 * end, else between characters; only near the limit, so that a text without
 * line ends is not cut to nothing. */
static size_t find_cut(cst_str s, size_t limit, size_t unit, bool big)
{
    size_t low = limit > CUT_WINDOW ? limit - CUT_WINDOW : 0;
    size_t line = 0, at = limit - limit % unit;
    while (at >= low + unit && at >= 2 * unit) {
        at -= unit;
        if (is_line_end(s, at, unit, big)) {
            size_t before = at - unit;
            if (unit == 1 && s.p[before] == '\r') {
                before--;
            }
            if (is_line_end(s, before, unit, big)) {
                return at + unit;
            }
            line = line ? line : at + unit;
        }
    }
    if (line) {
        return line;
    }
    at = limit - limit % unit;
    for (int back = 0; unit == 1 && back < 3 && at > 0 &&
                       ((unsigned char)s.p[at] & 0xC0) == 0x80;
         back++) {
        at--;
    }
    return at;
}

static cst_charset bom_of(cst_str s, size_t *len)
{
    *len = 0;
    if (s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0) {
        *len = 3;
    } else if (s.n >= 2 && memcmp(s.p, "\xFF\xFE", 2) == 0) {
        *len = 2;
        return CST_CHARSET_UTF16LE;
    } else if (s.n >= 2 && memcmp(s.p, "\xFE\xFF", 2) == 0) {
        *len = 2;
        return CST_CHARSET_UTF16BE;
    }
    return CST_CHARSET_UTF8;
}

/* Most bytes of text that a payload of n bytes can give. */
static size_t text_bound(cst_charset c, const scan *seen, size_t n)
{
    switch (c) {
    case CST_CHARSET_UTF16LE:
    case CST_CHARSET_UTF16BE:
        return n / 2 * 3 + 3;
    case CST_CHARSET_LATIN1: /* what looked like sequences is single bytes */
    case CST_CHARSET_BYTES:
        return n + 2 * seen->bad + 8 * seen->multi;
    case CST_CHARSET_UTF8:
    default:
        return n + 2 * seen->bad;
    }
}

/* Which charset of one byte a character, if any: what the page declares, else
 * what its bytes look like. Sound UTF-8 is never anything else. */
static uint32_t choose_bytes(cst_str s, const scan *seen,
                             const cst_decoding *how)
{
    uint32_t found = CST_CHARSET_NONE;
    if (seen->bad == 0 || (seen->only_tail && how->declared.n == 0)) {
        return found;
    }
    if (how->declared.n > 0) {
        found = cst_charset_find(how->declared);
    } else if (how->guess && seen->bad > seen->multi) {
        found = cst_charset_guess(s);
    }
    if (found == CST_CHARSET_NONE && looks_latin(seen, s.n)) {
        found = CST_CHARSET_1252;
    }
    return found;
}

static cst_status decode_into(sink *k, cst_str *raw, size_t bom,
                              const cst_decoding *how, cst_payload *out)
{
    cst_str s = *raw;
    bool wide = out->charset == CST_CHARSET_UTF16LE ||
                out->charset == CST_CHARSET_UTF16BE;
    scan seen = {0};
    k->exact = how->exact;
    if (!wide) {
        seen = scan_bytes(s);
        if (seen.end < s.n) {
            *raw = s = cst_str_sub(s, 0, seen.end);
            out->cut_at = (uint32_t)s.n;
        }
        k->has_control = seen.control + seen.cr > 0 && !how->exact;
        uint32_t set = bom == 0 ? choose_bytes(s, &seen, how)
                                : CST_CHARSET_NONE;
        if (set != CST_CHARSET_NONE) {
            out->charset = set == CST_CHARSET_1252 ? CST_CHARSET_LATIN1
                                                   : CST_CHARSET_BYTES;
            out->charset_name = cst_charset_label(set);
            k->high = cst_charset_high(set);
        } else {
            out->bad_bytes = (uint32_t)seen.bad;
            out->first_bad = (uint32_t)seen.first_bad;
        }
    }
    size_t bound = text_bound(out->charset, &seen, s.n);
    k->text = cst_arena_alloc(k->map.arena, bound + 4, 1);
    size_t runs = 2 * seen.bad + 4 + (wide ? s.n / 2 : 0) +
                  (k->high ? 4 * seen.multi : 0);
    if (!k->text || !reserve_runs(k, runs)) {
        return CST_NOMEM;
    }
    if (bom > 0) {
        cst_mapping_add(&k->map, CST_RUN_DROP, bom, 0);
    }
    if (wide) {
        decode_utf16(k, s, out->charset == CST_CHARSET_UTF16BE, out);
    } else if (k->high) {
        decode_bytes(k, s, seen.lf == 0, out);
    } else {
        decode_utf8(k, s, &seen);
    }
    return k->map.failed ? CST_NOMEM : CST_OK;
}

/* Markup without a mark of its byte order shows it by its first sign. */
static cst_charset sniff_wide(cst_str s, const cst_decoding *how)
{
    if (how->exact && s.n >= 4 && s.p[0] == '<' && s.p[1] == 0 && s.p[2] != 0) {
        return CST_CHARSET_UTF16LE;
    }
    if (how->exact && s.n >= 4 && s.p[0] == 0 && s.p[1] == '<' && s.p[3] != 0) {
        return CST_CHARSET_UTF16BE;
    }
    return CST_CHARSET_UTF8;
}

cst_status cst_payload_decode_with(cst_arena *arena, const void *raw, size_t n,
                                   const cst_decoding *how, cst_payload *out)
{
    cst_payload p = {.charset_name = "utf-8"};
    sink k = {.map = {.arena = arena}};
    size_t bom;
    cst_payload_hash(raw ? raw : "", n, p.sha256);
    if (n > UINT32_MAX) { /* spans cannot reach beyond */
        n = UINT32_MAX;
    }
    p.raw = (cst_str){raw, n};
    p.charset = bom_of(p.raw, &bom);
    if (bom == 0) {
        p.charset = sniff_wide(p.raw, how);
    }
    if (p.charset != CST_CHARSET_UTF8) {
        p.charset_name = "utf-16";
    }
    cst_str s = p.raw;
    if (n > CST_MAX_PAYLOAD) {
        size_t unit = p.charset == CST_CHARSET_UTF8 ? 1 : 2;
        s.n = find_cut(s, CST_MAX_PAYLOAD, unit,
                       p.charset == CST_CHARSET_UTF16BE);
        p.cut_at = (uint32_t)s.n;
    }
    CST_TRY(decode_into(&k, &s, bom, how, &p));
    if (s.n < n) {
        cst_mapping_add(&k.map, CST_RUN_DROP, n - s.n, 0);
    }
    if (k.map.failed) {
        return CST_NOMEM;
    }
    p.text = p.source = (cst_str){k.text, k.map.text};
    p.map = (cst_textmap){k.map.runs.at, (uint32_t)k.map.runs.n};
    p.source_map = p.map;
    *out = p;
    return CST_OK;
}

cst_status cst_payload_decode(cst_arena *arena, const void *raw, size_t n,
                              cst_payload *out)
{
    static const cst_decoding plain = {{NULL, 0}, false, false};
    return cst_payload_decode_with(arena, raw, n, &plain, out);
}
