/* Who says what: reports in a few words, and for a number in them the claimant
 * and the stance that its record must have. */
#include "engine_setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct row {
    const char *text;
    int64_t value;    /* the harm with this number */
    const char *name; /* claimant, NULL = the outlet */
    const char *type; /* NULL = any */
    cst_stance stance;
} row;

static const row rows[] = {
    /* beside what is said */
    {"Onze soldats sont morts hier, selon l'armée.", 11, "armée", "military",
     CST_ASSERTED},
    {"Selon un médecin, onze soldats sont morts hier.", 11, "médecin",
     "medical", CST_ASSERTED},
    {"Onze soldats sont morts hier, a annoncé mardi à la radio le gouverneur "
     "du district, Amadou Traoré.", 11,
     "gouverneur du district, Amadou Traoré", "government", CST_ASSERTED},
    {"Onze soldats sont morts hier, a-t-on appris de source hospitalière.", 11,
     "source hospitalière", "medical", CST_ASSERTED},
    {"Onze soldats sont morts hier, a-t-on appris auprès d'un officier.", 11,
     "officier", "military", CST_ASSERTED},
    {"« Onze soldats sont morts », affirme le maire.", 11, "maire",
     "government", CST_ASSERTED},
    /* the latter: not the subject, what was named last */
    {"Les corps ont été remis au maire. Celui-ci évoque 70 morts.", 70, "maire",
     "government", CST_ASSERTED},
    {"Les corps ont été remis à la préfète, Awa Kone. Cette dernière parle de "
     "70 morts.", 70, "préfète, Awa Kone", "government", CST_ASSERTED},
    {"La préfète a rencontré le maire après l'attaque. Cette dernière a annoncé "
     "70 morts.", 70, "préfète", "government", CST_ASSERTED},
    {"Onze soldats sont morts hier (ministère de la Santé).", 11,
     "ministère de la Santé", "government", CST_ASSERTED},
    {"Onze soldats sont morts hier, a annoncé l'Organisation des secours "
     "(OSEC).", 11, "Organisation des secours (OSEC)", NULL, CST_ASSERTED},
    {"Onze soldats sont morts hier.", 11, NULL, NULL, CST_ASSERTED},
    {"\"Onze corps sont arrivés\", a dit à l'AFP, sous couvert d'anonymat, un "
     "médecin.", 11, "médecin", "medical", CST_ASSERTED},
    {"Onze soldats sont morts, ont affirmé des médecins et des secouristes.",
     11, "médecins et des secouristes", "medical", CST_ASSERTED},
    {"Onze soldats sont morts, a appris Radio France de sources locales.", 11,
     "sources locales", "witness", CST_ASSERTED},
    /* as what they speak: by what stands beside the name, the age, the verb,
     * what they were called before */
    {"« Onze personnes sont mortes », a dit Awa Kone, vendeuse de thé.", 11,
     "Awa Kone", "witness", CST_ASSERTED},
    {"Onze personnes sont mortes, a dit Awa Kone, 34 ans.", 11, "Awa Kone",
     "witness", CST_ASSERTED},
    {"Onze personnes sont mortes, sanglote Awa Kone.", 11, "Awa Kone",
     "witness", CST_ASSERTED},
    {"Onze personnes sont mortes, a dit Awa Kone.", 11, "Awa Kone", "other",
     CST_ASSERTED},
    {"« C'est un drame », a dit Awa Kone, une infirmière. Onze personnes sont "
     "mortes, a précisé Mme Kone.", 11, "Mme Kone", "medical", CST_ASSERTED},
    {"Onze personnes sont mortes, a dit un lycéen.", 11, "lycéen", "witness",
     CST_ASSERTED},
    {"Onze personnes sont mortes, a dit le porte-parole du comité, Ali Kone.",
     11, "porte-parole du comité, Ali Kone", "other", CST_ASSERTED},
    {"Onze personnes sont mortes, a annoncé la Russie.", 11, "Russie",
     "government", CST_ASSERTED},
    /* before it */
    {"Tass rapporte, citant la police, que onze soldats ont été tués.", 11,
     "police", "police", CST_ASSERTED},
    {"La police fait état de onze morts dans l'attaque.", 11, "police",
     "police", CST_ASSERTED},
    {"La mairie, elle, parle de onze morts.", 11, "mairie", "government",
     CST_ASSERTED},
    {"La gendarmerie s'en tient à onze morts.", 11, "gendarmerie", "police",
     CST_ASSERTED},
    {"Le ministre de la Santé, Ali Kone, évoque onze morts.", 11,
     "ministre de la Santé, Ali Kone", "government", CST_ASSERTED},
    {"L'OSDH, une organisation installée à Londres, dénombre onze morts.", 11,
     "OSDH", "ngo", CST_ASSERTED},
    {"Le maire accuse la milice d'avoir tué onze habitants.", 11, "maire",
     "government", CST_ASSERTED},
    /* tolls that somebody gave */
    {"Un bilan donné par la police était de onze morts.", 11, "police",
     "police", CST_ASSERTED},
    {"Un bilan provisoire fait état de onze morts.", 11, NULL, NULL,
     CST_ASSERTED},
    {"Selon le rapport de l'ONU, onze civils sont morts.", 11, "ONU", "un",
     CST_ASSERTED},
    /* several in one sentence */
    {"Onze morts selon la police, douze d'après l'armée.", 11, "police", NULL,
     CST_ASSERTED},
    {"Onze morts selon la police, douze d'après l'armée.", 12, "armée", NULL,
     CST_ASSERTED},
    {"Les rebelles reconnaissent onze morts, contre douze selon Moscou.", 12,
     "Moscou", "government", CST_ASSERTED},
    {"Onze soldats ont été tués, selon la police ; douze habitants ont été "
     "blessés.", 12, NULL, NULL, CST_ASSERTED},
    /* those who only do or suffer */
    {"Le général a lancé une offensive qui a fait onze morts.", 11, NULL, NULL,
     CST_ASSERTED},
    {"Onze personnes ont été tuées par des soldats que soutient Moscou.", 11,
     NULL, NULL, CST_ASSERTED},
    /* accounts that go on */
    {"Le maire parle d'une attaque à la bombe. Onze personnes ont été tuées, "
     "a-t-il ajouté.", 11, "maire", "government", CST_ASSERTED},
    {"« Ils ont tiré sur la foule. Onze personnes sont mortes », raconte un "
     "témoin.", 11, "témoin", "witness", CST_ASSERTED},
    {"Onze corps ont été retrouvés. Ce bilan, donné par la police, n'est pas "
     "définitif.", 11, "police", "police", CST_ASSERTED},
    {"Le préfet est venu sur place. Il a déclaré que onze habitants étaient "
     "morts.", 11, "préfet", "government", CST_ASSERTED},
    /* stance */
    {"L'armée dément que onze civils aient été tués.", 11, "armée", NULL,
     CST_DENIED},
    {"L'attaque a fait douze morts, et non onze, a dit le préfet.", 11,
     "préfet", NULL, CST_DENIED},
    {"Onze soldats auraient été tués.", 11, NULL, NULL, CST_HEDGED},
};

static const cst_harm *harm_of(const cst_document *d, int64_t value)
{
    size_t n = 0;
    const cst_harm *h = cst_document_harms(d, &n);
    for (size_t i = 0; i < n; i++) {
        if (h[i].count.value == value) {
            return &h[i];
        }
    }
    return NULL;
}

static bool is(cst_str s, const char *z)
{
    return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0;
}

static bool check(const row *r)
{
    char text[600];
    int n = snprintf(text, sizeof text, "Nouvelles du jour\n\n%s\n", r->text);
    cst_read_options o = {.size = sizeof o, .path = "t.txt"};
    cst_document *d = NULL;
    assert_int_equal(cst_read(worker, text, (size_t)n, &o, &d), CST_OK);
    const cst_harm *h = harm_of(d, r->value);
    bool ok = h != NULL && h->stance == r->stance;
    if (ok && r->name) {
        ok = is(h->claimant.mention.name, r->name) &&
             (!r->type || is(h->claimant.type, r->type));
    } else if (ok) {
        ok = h->claimant.mention.name.p == NULL;
    }
    if (!ok) {
        print_message("%s\n  %s, stance %s, claimant '%.*s' (%.*s)\n", r->text,
                      h ? "found" : "no such harm",
                      h ? cst_stance_name(h->stance) : "-",
                      h ? (int)h->claimant.mention.name.n : 0,
                      h ? h->claimant.mention.name.p : "",
                      h ? (int)h->claimant.type.n : 0,
                      h ? h->claimant.type.p : "");
    }
    cst_document_free(d);
    return ok;
}

static void test_claimants(void **state)
{
    size_t failed = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        failed += !check(&rows[i]);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_claimants)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
