/* Happenings over the real pack: which a text tells, which words are one of
 * them, when, by whom and against whom. Each case prints its events as
 * "type from..to doer>target", in the order of the text. */
#include "engine_setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct check {
    const char *text;
    const char *events;
} check;

/* Published on Friday, 3 November 2017. A title stands over each text. */
static const check checks[] = {
    /* one happening told in title, lead and body */
    {"Une bombe a explosé jeudi devant un café de Kirkouk. L'explosion a tué "
     "quatre clients. Cette attaque n'a pas été revendiquée.",
     "explosive_device 2017-11-02..2017-11-02 >un café de Kirkouk"},
    /* a second one, and which is which */
    {"Une bombe a explosé mardi à Kirkouk. Le lendemain, un second attentat a "
     "visé un marché de Bagdad.",
     "explosive_device 2017-10-31..2017-10-31 >"
     "; attack 2017-11-01..2017-11-01 >un marché de Bagdad"},
    /* two dates, two happenings */
    {"Le 5 octobre, un raid aérien a frappé Raqqa. Le 12 octobre, un raid "
     "aérien a frappé Mayadine.",
     "air_strike 2017-10-05..2017-10-05 >Raqqa"
     "; air_strike 2017-10-12..2017-10-12 >Mayadine"},
    /* what counts from another happening dates both */
    {"Deux jours après l'attentat de Kirkouk, des combats ont éclaté mardi "
     "dans la ville de Hawija.",
     "attack 2017-10-29..2017-10-29 >"
     "; armed_clash 2017-10-31..2017-10-31 >"},
    /* what describes it dates it; what was counted or said later does not */
    {"Le gouvernement a revu à la hausse, jeudi, le bilan de l'attentat qui a "
     "frappé Kirkouk le 20 octobre.",
     "attack 2017-10-20..2017-10-20 >Kirkouk"},
    {"Le bilan de l'attentat du 20 octobre à Kirkouk a été porté à douze "
     "morts, le 1er novembre.",
     "attack 2017-10-20..2017-10-20 >"},
    /* undated, it has the day of what the report opens with */
    {"Mardi soir, un quartier de Kirkouk s'est réveillé dans la peur. Des "
     "hommes armés ont attaqué un marché.",
     "attack 2017-10-31..2017-10-31 hommes armés>un marché"},
    {"Un raid aérien a frappé mardi une école de Douma.\n\nPlus au nord, une "
     "voiture piégée a explosé à Azaz.",
     "air_strike 2017-10-31..2017-10-31 >une école de Douma"
     "; explosive_device 2017-10-31..2017-10-31 >"},
    {"Le 20 octobre, deux jours après que des djihadistes ont détruit un pont "
     "de Kirkouk, trois kamikazes se sont fait exploser à Hawija.",
     "destruction 2017-10-18..2017-10-18 djihadistes>un pont de Kirkouk"
     "; suicide_bombing 2017-10-20..2017-10-20 trois kamikazes>"},
    {"Une bombe a explosé à Kirkouk. L'explosion survient une semaine après un "
     "autre attentat.",
     "explosive_device 2017-11-03..2017-11-03 >"
     "; attack 2017-10-27..2017-10-27 >"},
    /* a day refines a month; what is usual has no day; people flee since */
    {"Une bombe a tué douze passants à Kirkouk en octobre. L'explosion du 20 "
     "octobre avait soufflé un marché. Les djihadistes mènent aussi des "
     "embuscades contre les convois de Tikrit.",
     "explosive_device 2017-10-20..2017-10-20 >un marché"
     "; attack - djihadistes>convois de Tikrit"},
    {"Un raid a frappé lundi le village de Hajin. Environ mille habitants ont "
     "fui vers le désert.",
     "air_strike 2017-10-30..2017-10-30 >village de Hajin"
     "; displacement 2017-10-30..2017-11-03 >Environ mille habitants"},
    /* in the course of; what had been done to the found */
    {"L'armée a bouclé un quartier de Hawija mardi. Lors de l'offensive menée "
     "du 3 au 9 octobre, douze rebelles ont été arrêtés.",
     "offensive 2017-10-03..2017-10-09 >"
     "; detention 2017-10-03..2017-10-09 >douze rebelles"},
    {"Lundi, les corps de six otages, torturés puis abattus, ont été retrouvés "
     "dans une cave de Tikrit par l'armée.",
     "shooting - >six otages; torture - >six otages"
     "; bodies_found 2017-10-30..2017-10-30 >"},
    /* a day of speech, of somebody else's visit */
    {"Lundi, le président a condamné l'attaque qui a coûté la vie à six "
     "soldats à Hawija.",
     "attack 2017-11-03..2017-11-03 >"},
    {"Deux policiers ont été abattus à Kirkouk avant la visite du ministre, "
     "prévue dimanche.",
     "shooting 2017-11-03..2017-11-03 >Deux policiers"},
    {"Au lendemain d'un attentat qui a fait dix morts à Bagdad, des rebelles ont "
     "attaqué jeudi un poste de Hawija.",
     "attack 2017-11-01..2017-11-01 >"
     "; attack 2017-11-02..2017-11-02 rebelles>un poste de Hawija"},
    /* what is told after a week in which something fell */
    {"La semaine dernière, les rebelles ont pris la ville de Hawija. Ils y ont "
     "incendié l'hôpital.",
     "territory_gained 2017-10-23..2017-10-29 rebelles>ville de Hawija"
     "; destruction 2017-10-23..2017-11-03 rebelles>hôpital"},
    /* entries of a live report: of the day of each, and by the place above it */
    {"14:12 - Onze morts\n\nUn missile a frappé un marché de Kirkouk, tuant onze "
     "passants.\n\n09:30 - Combats à Hawija\n\nCinq civils ont été tués dans "
     "l'attaque.\n\nJeudi 2 novembre\n\n22:15 - Tikrit touchée\n\nUn raid a "
     "visé une école de la ville.",
     "shelling 2017-11-03..2017-11-03 >un marché de Kirkouk"
     "; attack 2017-11-03..2017-11-03 >"
     "; air_strike 2017-11-02..2017-11-02 >une école de la ville"},
    /* under lines that are dates */
    {"L'armée a publié son bilan.\n\nMardi 24 octobre\n\nUne bombe a explosé à "
     "Kirkouk.\n\nJeudi 26 octobre\n\nDes rebelles ont attaqué un camp de Hawija.",
     "explosive_device 2017-10-24..2017-10-24 >"
     "; attack 2017-10-26..2017-10-26 rebelles>un camp de Hawija"},
    /* vague, already, similar: no day; seen from the day of the sentence; the
       day of another one */
    {"Un obus a tué dix civils lundi à Hawija. Ces derniers jours, les rebelles "
     "ont enlevé six instituteurs à Kirkouk.",
     "shelling 2017-10-30..2017-10-30 >dix civils"
     "; abduction - rebelles>six instituteurs"},
    {"Un obus a tué dix civils lundi à Hawija. Une attaque similaire avait visé "
     "un camp de Tikrit.",
     "shelling 2017-10-30..2017-10-30 >dix civils"
     "; attack - >un camp de Tikrit"},
    {"Un obus a tué dix civils lundi à Hawija. La police a annoncé jeudi que "
     "deux rebelles avaient été arrêtés la veille à Tikrit.",
     "shelling 2017-10-30..2017-10-30 >dix civils"
     "; detention 2017-11-01..2017-11-01 >deux rebelles"},
    {"Les rebelles ont mené lundi l'attaque la plus meurtrière depuis celle de "
     "Tikrit, le 3 mai.",
     "attack 2017-10-30..2017-10-30 rebelles>"},
    /* towns that change hands */
    {"L'armée irakienne a repris Hawija le 5 octobre. Les djihadistes ont été "
     "délogés lundi de Kirkouk par la police fédérale.",
     "territory_gained 2017-10-05..2017-10-05 armée irakienne>Hawija"
     "; territory_gained 2017-10-30..2017-10-30 police fédérale>djihadistes"},
    /* both ends said; since then; the day after the day told, not after that */
    {"De juin à octobre 2016, l'offensive de l'armée a détruit la ville.",
     "offensive 2016-06-01..2016-10-31 armée>ville"},
    {"Un raid a tué dix civils mardi à Alep. Depuis le 22 octobre, les "
     "bombardements du régime y ont fait 84 morts.",
     "air_strike 2017-10-31..2017-10-31 >"
     "; air_strike 2017-10-22..- régime>"},
    {"Des tirs de roquettes ont visé un camp de Hawija et y ont tué deux "
     "gardes jeudi, selon la police.",
     "shelling 2017-11-02..2017-11-02 >un camp de Hawija"},
    {"Un raid a tué dix civils mardi à Alep. Un attentat y avait fait six morts "
     "deux semaines plus tôt.",
     "air_strike 2017-10-31..2017-10-31 >"
     "; attack 2017-10-17..2017-10-17 >"},
    /* tried, not done; meant, not done */
    {"Les rebelles ont échoué lundi à s'emparer d'Azaz.",
     "offensive 2017-10-30..- rebelles>Azaz"},
    {"L'armée prépare une offensive pour reprendre Raqqa.", ""},
    /* people as shields */
    {"Les combats continuent. Les djihadistes utilisent les habitants comme "
     "boucliers humains.",
     "armed_clash 2017-11-03..2017-11-03 >"
     "; human_shields - djihadistes>habitants"},
    /* the weapon says what it was */
    {"Un missile a frappé vendredi un immeuble de Kharkiv.",
     "shelling 2017-11-03..2017-11-03 >un immeuble de Kharkiv"},
    {"Un kamikaze a visé mercredi un poste de police de Kirkouk.",
     "suicide_bombing 2017-11-01..2017-11-01 Un kamikaze>"
     "un poste de police de Kirkouk"},
    /* the adjective names the doer */
    {"Une frappe américaine a touché jeudi un convoi à Deir ez-Zor.",
     "air_strike 2017-11-02..2017-11-02 américaine>un convoi"},
    /* a denial is a record of its own */
    {"Un raid aérien a frappé lundi une école de Douma. L'armée syrienne nie "
     "toute implication.",
     "air_strike 2017-10-30..2017-10-30 >une école de Douma"
     "; denied air_strike 2017-10-30..2017-10-30 armée syrienne>"},
    /* a campaign has no end */
    {"L'offensive lancée le 17 octobre par l'armée irakienne a fait plus de "
     "mille morts.",
     "offensive 2017-10-17..- armée irakienne>"},
    /* found, not dug out of what a strike left */
    {"Douze cadavres ont été découverts mardi dans une fosse près de Tikrit.",
     "bodies_found 2017-10-31..2017-10-31 >"},
    /* feared, possible: nothing happened */
    {"Les habitants craignent un nouveau massacre.", ""},
};

static void day(char *out, cst_day d)
{
    if (d == 0) {
        strcpy(out, "-");
    } else {
        int y, m, dd;
        cst_day_to_ymd(d, &y, &m, &dd);
        snprintf(out, 16, "%04d-%02d-%02d", y % 10000, m % 100, dd % 100);
    }
}

static void print_event(const cst_event *e, char *out, size_t max)
{
    char from[16], to[16], date[40];
    day(from, e->date.from);
    day(to, e->date.to);
    snprintf(date, sizeof date, e->date.present ? "%s..%s" : "-", from, to);
    size_t n = strlen(out);
    cst_str who = e->n_perpetrators ? e->perpetrators[0].mention.name
                                    : (cst_str){"", 0};
    cst_str what = e->n_targets ? e->targets[0].mention.name : (cst_str){"", 0};
    snprintf(out + n, max - n, "%s%s%.*s %s %.*s>%.*s", n ? "; " : "",
             e->stance == CST_DENIED ? "denied " : "", (int)e->type.n,
             e->type.p, date, (int)who.n, who.p, (int)what.n, what.p);
}

static void test_events(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        char text[2048], got[2048] = "";
        cst_read_options o = {.size = sizeof o, .path = "t.txt",
                              .published = "2017-11-03",
                              .format = CST_INPUT_TEXT};
        cst_document *doc = NULL;
        size_t n = 0;
        snprintf(text, sizeof text,
                 "Le point sur l'action des rebelles dans la région\n\n%s\n",
                 checks[i].text);
        assert_int_equal(cst_read(worker, text, strlen(text), &o, &doc),
                         CST_OK);
        const cst_event *e = cst_document_events(doc, &n);
        for (size_t k = 0; k < n; k++) {
            print_event(&e[k], got, sizeof got);
        }
        if (strcmp(got, checks[i].events) != 0) {
            print_error("%s\n  want %s\n  got  %s\n", checks[i].text,
                        checks[i].events, got);
            bad++;
        }
        cst_document_free(doc);
    }
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_events)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
