/* Who did it, as whom says so: each case prints the versions of its first event
 * as "name certainty/according to". */
#include "engine_setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct check {
    const char *text;
    const char *doers;
} check;

static const check checks[] = {
    {"Un raid de l'armée a tué dix paysans lundi à Homs.", "armée stated/-"},
    /* by the word of a source */
    {"Selon la Croix-Rouge, des miliciens ont attaqué un dispensaire de Goma.",
     "miliciens stated/Croix-Rouge"},
    /* accused: by whom; two who accuse each other */
    {"Un obus est tombé lundi sur un marché de Donetsk, tuant dix personnes. "
     "Kiev accuse les séparatistes. Moscou accuse l'armée ukrainienne.",
     "séparatistes implied/Kiev; armée ukrainienne implied/Moscou"},
    {"Une frappe imputée à la coalition a tué dix personnes lundi à Taëz.",
     "coalition implied/-"},
    {"L'explosion de lundi à Goma est l'œuvre des rebelles, selon l'armée.",
     "rebelles implied/armée"},
    {"Un attentat a tué dix soldats lundi à Kidal. L'opposition en rend le "
     "gouvernement responsable, le Qatar dément.",
     "gouvernement responsable implied/opposition"},
    /* claimed; told by a third; the responsibility for it, or a pronoun */
    {"Un attentat a tué dix personnes lundi à Kaboul. Il a été revendiqué par "
     "les talibans.", "talibans claimed/-"},
    {"Un attentat a tué dix personnes lundi à Kaboul. L'attaque a été "
     "revendiquée par les talibans, selon le centre SITE.",
     "talibans claimed/centre SITE"},
    {"Un attentat a tué dix personnes lundi à Kaboul. Les talibans en ont "
     "revendiqué la responsabilité.", "talibans claimed/-"},
    {"Un attentat a tué dix personnes lundi à Kaboul. Les talibans l'ont "
     "revendiqué.", "talibans claimed/-"},
    {"Un attentat a tué dix personnes lundi à Kaboul. Aucun groupe n'a "
     "revendiqué l'attaque.", ""},
    /* told as the author */
    {"Les rebelles, auteurs en 2016 d'un attentat à Hawija, se sont rendus.",
     "rebelles stated/-"},
};

static void print_doers(const cst_event *e, char *out, size_t max)
{
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *p = &e->perpetrators[i];
        cst_str by = p->according_to.mention.name.p
                         ? p->according_to.mention.name : (cst_str){"-", 1};
        size_t n = strlen(out);
        snprintf(out + n, max - n, "%s%.*s %.*s/%.*s", n ? "; " : "",
                 (int)p->mention.name.n, p->mention.name.p,
                 (int)p->certainty.n, p->certainty.p, (int)by.n, by.p);
    }
}

static void test_doers(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        char text[2048], got[1024] = "";
        cst_read_options o = {.size = sizeof o, .path = "t.txt",
                              .published = "2017-11-03",
                              .format = CST_INPUT_TEXT};
        cst_document *doc = NULL;
        size_t n = 0;
        snprintf(text, sizeof text,
                 "Le point sur les combats dans la région\n\n%s\n",
                 checks[i].text);
        assert_int_equal(cst_read(worker, text, strlen(text), &o, &doc),
                         CST_OK);
        const cst_event *e = cst_document_events(doc, &n);
        for (size_t k = 0; k < n && !got[0]; k++) {
            print_doers(&e[k], got, sizeof got);
        }
        if (strcmp(got, checks[i].doers) != 0) {
            print_error("%s\n  want %s\n  got  %s\n", checks[i].text,
                        checks[i].doers, got);
            bad++;
        }
        cst_document_free(doc);
    }
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_doers)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
