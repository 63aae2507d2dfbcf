/* Where a happening was: reports in a few words, and the name, the point and
 * the precision that the place of their first event must have. */
#include "engine_setup.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define NOWHERE 999.0 /* no point */

typedef struct row {
    const char *text, *name;
    double lat, lon, km;     /* the point lies within km of this */
    const char *precision;   /* NULL = any */
} row;

static const row rows[] = {
    /* roads lie between their ends; what a container holds is found though its
     * country is hardly named; what lies next to it is no stranger */
    {"Au Mali, une mine a tu\u00e9 trois passagers sur la route entre Gao et "
     "Ansongo.", "route entre Gao et Ansongo", 15.97, 0.23, 25, "district"},
    {"Une mine a tu\u00e9 quatre soldats sur l'axe Douentza-Hombori, au Mali.",
     "axe Douentza-Hombori", 15.14, -2.33, 20, "district"},
    {"L'Arabie saoudite a annonc\u00e9 mardi la mort de deux ouvriers dans une attaque "
     "de drones \u00e0 Ras Tanura, dans l'est de l'Arabie saoudite.", "Ras Tanura",
     26.68, 50.1, 15, NULL},
    {"Un tir a tu\u00e9 trois p\u00eacheurs sur le fleuve Niger, au Nigeria.", "fleuve Niger",
     NOWHERE, 0, 0, NULL},
    /* a distance tests what has the name, else makes a point */
    {"Trois civils ont \u00e9t\u00e9 tu\u00e9s par un raid \u00e0 Fafine, \u00e0 25 km au nord-est "
     "d'Alep, en Syrie.", "Fafine", 36.36, 37.33, 15, NULL},
    /* towns, and what holds them */
    {"Une bombe a tué dix personnes à Mossoul.", "Mossoul", 36.34, 43.12, 5,
     "settlement"},
    {"Une bombe a tué dix personnes à Valence (Drôme).", "Valence", 44.93, 4.89,
     5, "settlement"},
    {"Une bombe a tué dix personnes à Valence, en Espagne.", "Valence", 39.47,
     -0.38, 5, "settlement"},
    {"Liban : dix morts dans un attentat à Tripoli.", "Tripoli", 34.44, 35.84,
     5, "settlement"},
    {"Libye : dix morts dans un attentat à Tripoli.", "Tripoli", 32.89, 13.19,
     5, "settlement"},
    {"Dix civils ont été tués dans un raid sur Deir ez-Zor.", "Deir ez-Zor",
     35.34, 40.14, 5, "settlement"},
    {"A Kaboul, un attentat a tué dix personnes.", "Kaboul", 34.53, 69.17, 5,
     "settlement"},
    {"Une attaque a tué dix soldats dans la province d'Idleb.", "Idleb", 35.8,
     36.7, 40, "province"},
    /* parts and quarters */
    {"Une bombe a tué dix civils dans la vieille ville de Mossoul.",
     "vieille ville de Mossoul", 36.34, 43.12, 5, "neighbourhood"},
    {"Une frappe a tué dix civils dans l'ouest de Mossoul.",
     "ouest de Mossoul", 36.34, 43.12, 5, "neighbourhood"},
    {"Un attentat a tué dix personnes dans le quartier de Sadr City.",
     "Sadr City", 33.39, 44.46, 3, "neighbourhood"},
    {"Des combats ont tué dix rebelles dans le nord de la Syrie.",
     "nord de la Syrie", 36.2, 38.5, 60, "province"},
    /* landmarks lie in their town */
    {"Une explosion a tué dix passagers à la gare de Kharkiv.",
     "gare de Kharkiv", 49.98, 36.25, 6, "neighbourhood"},
    {"Une frappe sur un marché de Sanaa a tué dix civils.", "marché de Sanaa",
     15.35, 44.2, 6, "neighbourhood"},
    {"Un attentat a frappé Bagdad. Une bombe a tué dix passants dans une rue.",
     "Bagdad", 33.34, 44.4, 5, NULL},
    /* distances */
    {"Une embuscade a tué dix soldats à 40 kilomètres au sud de Mossoul.",
     "Mossoul", 35.98, 43.12, 8, NULL},
    /* names that are no place of it */
    {"Damas dément. Une bombe a tué dix personnes à Homs.", "Homs", 34.73,
     36.71, 5, "settlement"},
    {"GENÈVE, 3 mai. Une bombe a tué dix personnes à Homs.", "Homs", 34.73,
     36.71, 5, "settlement"},
    {"Le gouverneur de Homs annonce une attaque. Elle a tué dix personnes à "
     "Hama.", "Hama", 35.13, 36.75, 5, "settlement"},
    {"Une attaque a tué dix personnes à Zarbatou.", "Zarbatou",
     NOWHERE, 0, 0, "settlement"},
    /* words that point back */
    {"Alep brûle. Une frappe a tué dix civils dans la ville.", "Alep", 36.2,
     37.16, 5, "settlement"},
    {"Somalie : une bombe a tué dix passants dans la capitale.", "Mogadiscio",
     2.04, 45.34, 5, "settlement"},
    /* a town of a like name a thousand kilometres off is another one */
    {"RDC : une attaque a tué onze civils à Kainama. Les assaillants venaient "
     "de Goma, au Nord-Kivu.",
     "Kainama", 0.0, 29.2, 150, "settlement"},
};

static double km_apart(const cst_place *p, const row *r)
{
    double x = (p->lon - r->lon) * cos(r->lat * 0.0174533), y = p->lat - r->lat;
    return 111.2 * sqrt(x * x + y * y);
}

static bool fits(const row *r, const cst_place *p)
{
    if (!p->present || p->mention.name.n != strlen(r->name) ||
        memcmp(p->mention.name.p, r->name, p->mention.name.n) != 0) {
        return false;
    }
    if (r->precision && (p->precision.n != strlen(r->precision) ||
                         memcmp(p->precision.p, r->precision,
                                p->precision.n) != 0)) {
        return false;
    }
    bool nowhere = r->lat > NOWHERE - 1;
    return nowhere ? !p->has_point : p->has_point && km_apart(p, r) <= r->km;
}

static void places(void **state)
{
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cst_read_options o = {.size = sizeof o, .path = "t.txt"};
        cst_document *d = NULL;
        assert_int_equal(cst_read(worker, rows[i].text, strlen(rows[i].text),
                                  &o, &d), CST_OK);
        size_t n = 0;
        const cst_event *events = cst_document_events(d, &n);
        const cst_place *p = n ? &events[0].place : NULL;
        if (!p || !fits(&rows[i], p)) {
            fprintf(stderr, "%s\n  got %.*s %.2f %.2f %.*s\n", rows[i].text,
                    p ? (int)p->mention.name.n : 0,
                    p ? p->mention.name.p : "", p ? p->lat : 0.0,
                    p ? p->lon : 0.0, p ? (int)p->precision.n : 0,
                    p ? p->precision.p : "");
            wrong++;
        }
        cst_document_free(d);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(places)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
