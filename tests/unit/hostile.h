/* Texts that no newsroom would print: patterns that fill any length. Shared by
 * the test of robustness and the bench of memory. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct hostile {
    const char *name, *unit;
    size_t n; /* bytes of unit; 0 = random bytes */
} hostile;

#define HOSTILE(name, unit) {name, unit, sizeof(unit) - 1}

static const hostile hostile_texts[] = {
    HOSTILE("one token", "a"),
    HOSTILE("one harm word", "tué "),
    HOSTILE("harm words in a list", "tué, tué et "),
    HOSTILE("coordinators", "et , et ,"),
    HOSTILE("digits", "1234567890"),
    HOSTILE("numbers", "12 347 5,5 "),
    HOSTILE("number words", "vingt et un mille "),
    HOSTILE("dates", "le 3 juillet, lundi, hier, en 2017, "),
    HOSTILE("places", "à Mossoul, dans la ville de Raqqa, "),
    HOSTILE("complements", "du porte-parole de la province du chef de "),
    HOSTILE("sources", "selon la police, a dit le maire, "),
    HOSTILE("parts", "dont deux enfants (trois blessés), "),
    HOSTILE("relative clauses", "qui a tué un soldat que dit "),
    HOSTILE("clauses", "un attentat a tué 12 civils et "),
    HOSTILE("gerunds", "tuant 3 civils, blessant 8 soldats, "),
    HOSTILE("sentences", "Un raid a tué 9 civils à Alep lundi. "),
    HOSTILE("other events", "Un autre attentat a eu lieu. "),
    HOSTILE("lines", "12 morts.\n"),
    HOSTILE("short lines", "a\n"),
    HOSTILE("empty lines", "\n"),
    HOSTILE("opening quotes", "\xC2\xAB"),
    HOSTILE("straight quotes", "\" \""),
    HOSTILE("opening brackets", "("),
    HOSTILE("closing signs", ")\xC2\xBB]"),
    HOSTILE("quoted speech", "« Il a tué », a-t-il dit, "),
    HOSTILE("apostrophes", "a'"),
    HOSTILE("elisions", "l'"),
    HOSTILE("hyphens", "a-"),
    HOSTILE("initials", "A."),
    HOSTILE("abbreviations", "M. "),
    HOSTILE("addresses", "http://"),
    HOSTILE("at signs", "a@"),
    HOSTILE("tags", "<p><b>&amp;"),
    HOSTILE("NUL", "\0"),
    HOSTILE("bad bytes", "\xFF"),
    HOSTILE("cut sequences", "\xE2\x80"),
    HOSTILE("combining marks", "\xCC\x81"),
    HOSTILE("decomposed letters", "e\xCC\x81"),
    HOSTILE("carriage returns", "a b\r\n"),
    HOSTILE("blanks", " \t\xC2\xA0"),
    {"random bytes", "", 0},
};
#define N_HOSTILE (sizeof hostile_texts / sizeof hostile_texts[0])

static inline void hostile_fill(const hostile *h, char *to, size_t n)
{
    uint64_t s = UINT64_C(88172645463325252);
    for (size_t i = 0; i < n; i++) {
        if (h->n) {
            to[i] = h->unit[i % h->n];
        } else {
            s ^= s << 13;
            s ^= s >> 7;
            s ^= s << 17;
            to[i] = (char)(s & 0xFF);
        }
    }
}

#endif
