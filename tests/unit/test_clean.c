/* clean: zones, flags, title, outlet, author, credits. Each page is written
 * for this test in the manner of a kind of site. In the expected lines the
 * first letter is the zone: T title, C content, P caption, R teaser
 * (related), B boilerplate; then flags h header, H heading, i item, e entry,
 * l lead; the page's lines follow in the same order. */
#define TEXT_PACK_NAME "clean"
#include "text_pack.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static cst_arena pack_arena;
static cst_pack *pack;

typedef struct page_case {
    const char *name;
    const char *title, *outlet, *kind, *author, *credits;
    const char *lines; /* "C  text\n": marks, two blanks, text; "" = empty */
} page_case;

/* The page without the marks. */
static char *page_text(const char *lines)
{
    char *text = malloc(strlen(lines) + 1), *to = text;
    assert_non_null(text);
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        const char *gap = n > 0 ? strstr(lines, "  ") : NULL;
        if (gap && gap < lines + n) {
            size_t skip = (size_t)(gap + 2 - lines);
            memcpy(to, lines + skip, n - skip);
            to += n - skip;
        }
        *to++ = '\n';
        lines += n + (lines[n] == '\n');
    }
    *to = '\0';
    return text;
}

static void marks_of(const cst_block *b, char out[8])
{
    static const char zones[] = "TCPRB";
    size_t n = 0;
    out[n++] = zones[b->zone];
    if (b->flags & CST_BLOCK_HEADER) {
        out[n++] = 'h';
    }
    if (b->flags & CST_BLOCK_HEADING) {
        out[n++] = 'H';
    }
    if (b->flags & CST_BLOCK_ITEM) {
        out[n++] = 'i';
    }
    if (b->flags & CST_BLOCK_ENTRY) {
        out[n++] = 'e';
    }
    if (b->flags & CST_BLOCK_LEAD) {
        out[n++] = 'l';
    }
    out[n] = '\0';
}

/* What must be true of every layout. */
static void invariants(const cst_payload *p, const cst_layout *l)
{
    uint32_t last = 0, paragraph = 0;
    for (uint32_t i = 0; i < l->n_blocks; i++) {
        const cst_block *b = &l->blocks[i];
        assert_true(b->span.begin >= last);
        assert_true(b->span.end > b->span.begin);
        assert_true(b->span.end <= p->text.n);
        assert_true(b->paragraph >= paragraph);
        assert_null(memchr(p->text.p + b->span.begin, '\n',
                           b->span.end - b->span.begin));
        assert_in_range(b->minutes + 1, 0, 24 * 60);
        assert_true(b->minutes < 0 || (b->flags & CST_BLOCK_ENTRY));
        last = b->span.end;
        paragraph = b->paragraph;
    }
}

static void is_name(const char *page, const char *what, cst_str got,
                    const char *want)
{
    if (!(want ? cst_str_is(got, want) : got.p == NULL)) {
        fail_msg("%s: %s is \"%.*s\", not \"%s\"", page, what, (int)got.n,
                 got.p ? got.p : "", want ? want : "(none)");
    }
}

static void check(const page_case *c)
{
    cst_arena a;
    cst_payload p;
    cst_layout l;
    char *text = page_text(c->lines);
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_payload_decode(&a, text, strlen(text), &p), CST_OK);
    assert_int_equal(cst_clean(&a, pack, &p, &l), CST_OK);
    invariants(&p, &l);
    uint32_t i = 0;
    for (const char *row = c->lines; *row;) {
        size_t n = strcspn(row, "\n");
        if (n > 0) {
            char got[8];
            size_t mark = strcspn(row, " ");
            assert_true(i < l.n_blocks);
            marks_of(&l.blocks[i], got);
            if (strlen(got) != mark || memcmp(got, row, mark) != 0) {
                fail_msg("%s: %s, not %.*s", c->name, got, (int)n, row);
            }
            i++;
        }
        row += n + (row[n] == '\n');
    }
    assert_int_equal(i, l.n_blocks);
    is_name(c->name, "title", l.title, c->title);
    is_name(c->name, "outlet", l.outlet, c->outlet);
    is_name(c->name, "kind", l.outlet_kind, c->kind);
    is_name(c->name, "author", l.author, c->author);
    cst_buf credits;
    cst_buf_init(&credits, NULL);
    for (uint32_t k = 0; k < l.n_credits; k++) {
        cst_buf_z(&credits, k > 0 ? "|" : "");
        cst_buf_str(&credits, l.credits[k]);
    }
    is_name(c->name, "credits",
            (cst_str){credits.p ? credits.p : "", credits.n},
            c->credits ? c->credits : "");
    cst_buf_free(&credits);
    cst_arena_free(&a);
    free(text);
}

static const page_case pages[] = {
    {"letter", "[Alerte] Douze morts à Gao", "Réseau des veilleurs du fleuve",
     "ngo", NULL, NULL,
     "Bh  De : Réseau des veilleurs du fleuve <alerte@exemple.org>\n"
     "Bh  À : desk@exemple.org\n"
     "Bh  Date : Tue, 7 Jun 2022 09:14:33 +0200\n"
     "T  Objet : TR: [Alerte] Douze morts à Gao\n"
     "\n"
     "C  Douze personnes ont été tuées lundi dans l'attaque d'un village du nord, a annoncé le gouverneur.\n"},
    {"letter of a person", "Douze morts à Gao", NULL, NULL, NULL, NULL,
     "Bh  De : Jean Traoré <j@exemple.org>\n"
     "T  Objet : Douze morts à Gao\n"
     "\n"
     "C  Douze personnes ont été tuées lundi dans l'attaque d'un village du nord, a annoncé le gouverneur.\n"},
    {"name above the title", "Nord du pays : douze morts dans une attaque",
     "La Sentinelle du Fleuve", NULL, NULL, NULL,
     "Bh  La Sentinelle du Fleuve\n"
     "T  Nord du pays : douze morts dans une attaque\n"
     "Bh  14 mai 2019\n"
     "\n"
     "C  Douze personnes ont été tuées lundi dans l'attaque d'un village du nord, a annoncé le gouverneur.\n"},
    {"topic above the title", "Nord du pays : douze morts dans une attaque",
     NULL, NULL, NULL, NULL,
     "Bh  Guerre du Tigré\n"
     "T  Nord du pays : douze morts dans une attaque\n"
     "Bh  14 mai 2019\n"
     "\n"
     "C  Douze personnes ont été tuées lundi dans l'attaque d'un village du nord, a annoncé le gouverneur.\n"},
    {"name beside an agency", "Nord du pays : douze morts dans une attaque",
     "Horizons Est", NULL, NULL, "Reuters",
     "T  Nord du pays : douze morts dans une attaque\n"
     "B  Horizons Est / Reuters\n"
     "Bh  14 mai 2019\n"
     "\n"
     "C  Douze personnes ont été tuées lundi dans l'attaque d'un village du nord, a annoncé le gouverneur.\n"},
    {"name behind the title",
     "Nord du pays : douze morts dans une attaque | Vigie Maritime",
     "Vigie Maritime", NULL, NULL, NULL,
     "T  Nord du pays : douze morts dans une attaque | Vigie Maritime\n"
     "Bh  14 mai 2019\n"
     "\n"
     "C  Douze personnes ont été tuées lundi dans l'attaque d'un village du nord, a annoncé le gouverneur.\n"},
    {"address", "Nord du pays : douze morts dans une attaque",
     "exemple-info.org", "web", NULL, NULL,
     "T  Nord du pays : douze morts dans une attaque\n"
     "Bh  www.exemple-info.org - 14 mai 2019\n"
     "\n"
     "C  Douze personnes ont été tuées lundi dans l'attaque d'un village du nord, a annoncé le gouverneur.\n"},
    {"second bracket", "Nord du pays : douze morts dans une attaque", "AFP",
     "agency", NULL, "AFP",
     "T  Nord du pays : douze morts dans une attaque\n"
     "\n"
     "C  Niamey (Niger), 14 mai 2019 (AFP) - Douze personnes ont été tuées lundi dans une attaque.\n"},
    {"issuer in the text", "Nord du pays : douze morts dans une attaque",
     "Human Rights Watch", "ngo", NULL, NULL,
     "T  Nord du pays : douze morts dans une attaque\n"
     "\n"
     "C  (Nairobi, le 14 mai 2019) - Des soldats ont tué douze villageois, a déclaré Human Rights Watch.\n"},
    {"daily", "Cabo Delgado : un village incendié, neuf habitants tués",
     "Le Monde", "newspaper", NULL, "AFP|Reuters|P. Alves",
     "Bh  International\n"
     "B  Article réservé aux abonnés\n"
     "\n"
     "T  Cabo Delgado : un village incendié, neuf habitants tués\n"
     "\n"
     "Bh  Le Monde avec AFP\n"
     "Bh  Publié le 9 mars 2021 à 10h02 - Mis à jour le 9 mars 2021 à 12h40\n"
     "B  Temps de lecture 2 min.\n"
     "B  Ajouter à vos sélections\n"
     "B  Partager sur Facebook\n"
     "\n"
     "P  Des cases brûlées au bord de la piste. P. ALVES / REUTERS\n"
     "P  Des cases brûlées au bord de la piste. © P. Alves / Reuters\n"
     "\n"
     "C  Neuf villageois ont péri dans la nuit quand des hommes armés ont mis "
     "le feu à leurs maisons.\n"
     "\n"
     "R  Lire aussi : Au Mozambique, la peur gagne les ports\n"
     "\n"
     "CH  Une région à bout\n"
     "\n"
     "C  Les survivants ont gagné la ville voisine à pied, sans rien emporter.\n"
     "\n"
     "B  L'espace des contributions est réservé aux abonnés.\n"
     "B  S'abonner pour contribuer\n"},
    {"wire", "MALI-ATTAQUE: SIX SOLDATS TUÉS PRÈS DE LA FRONTIÈRE", "AFP",
     "agency", NULL, "AFP",
     "T  MALI-ATTAQUE: SIX SOLDATS TUÉS PRÈS DE LA FRONTIÈRE\n"
     "\n"
     "Ch  BAMAKO, 2 fév 2020 (AFP) -\n"
     "\n"
     "C  Six soldats sont morts dimanche dans une embuscade, a indiqué leur "
     "état-major.\n"
     "\n"
     "C  Le convoi roulait vers le sud.\n"
     "\n"
     "Bh  abc-de/fgh/ij\n"
     "\n"
     "B  © 2020 AFP\n"},
    {"radio", "Soudan : un hôpital visé à El-Fasher", "RFI", "radio",
     "Nadia Kerouani", NULL,
     "T  Soudan : un hôpital visé à El-Fasher\n"
     "\n"
     "Bh  Publié le : 03/05/2024 - 18:22Modifié le : 03/05/2024 - 19:40\n"
     "Bh  2 min\n"
     "Bh  Par Nadia Kerouani\n"
     "B  Publicité\n"
     "B  Écouter - 01:47Partager\n"
     "\n"
     "C  Deux obus ont atteint la maternité vendredi à l'aube, tuant une "
     "infirmière.\n"
     "\n"
     "R  ► À (re)lire : El-Fasher, chronique d'un siège\n"
     "\n"
     "C  Les malades ont été déplacés dans une école.\n"
     "\n"
     "B  Newsletter Recevez toute l'actualité internationale directement dans "
     "votre boite mail\n"
     "B  Je m'abonne\n"
     "B  Suivez toute l'actualité internationale en téléchargeant "
     "l'application RFI\n"},
    {"live", "DIRECT. Séisme politique à Bangui après l'attaque du marché", NULL,
     NULL, NULL, NULL,
     "T  DIRECT. Séisme politique à Bangui après l'attaque du marché\n"
     "\n"
     "B  Actualiser le direct\n"
     "\n"
     "Ce  17h20 - Le marché reste fermé\n"
     "C  La police a bouclé le quartier et fouille les véhicules un à un.\n"
     "\n"
     "Ce  [15:05] Un premier bilan tombe\n"
     "Ci  • Quatre personnes ont été tuées.\n"
     "Ci  • Onze autres sont à l'hôpital.\n"
     "\n"
     "Ce  14:10 : Des tirs entendus\n"
     "C  Des coups de feu résonnent près du pont depuis midi.\n"
     "\n"
     "B  Téléchargez l'appli pour recevoir nos alertes\n"},
    {"release", "Colombie : les leaders sociaux toujours visés",
     "Vigilance Droits", NULL, NULL, NULL,
     "Bh  Vigilance Droits\n"
     "Bh  COMMUNIQUÉ DE PRESSE\n"
     "\n"
     "T  Colombie : les leaders sociaux toujours visés\n"
     "\n"
     "C  (Bogota, le 4 mai 2019) – Trente-deux défenseurs des droits ont été "
     "assassinés depuis janvier, selon un décompte publié samedi.\n"
     "\n"
     "C  Le gouvernement promet une protection renforcée dans les campagnes.\n"
     "\n"
     "B  ###\n"
     "B  Pour toute demande d'entretien, écrire à presse@vigilance.example.\n"
     "B  Fondée en 1998, elle enquête dans douze pays.\n"},
    {"mark", NULL, NULL, NULL, NULL, NULL,
     "Bh  date 2018-11\n"
     "\n"
     "C  Une roquette est tombée lundi sur un immeuble d'Ashkelon, tuant un "
     "ouvrier.\n"
     "\n"
     "B  Choqués par ces images #Ashkelon pic.twitter.com/aBcD12 — Lior "
     "(@lior_x) 13 novembre 2018\n"
     "\n"
     "C  Les tirs ont cessé mardi en fin d'après-midi.\n"
     "\n"
     "R  À lire aussi\n"
     "R  Gaza : retour sur une nuit de tirs\n"
     "R  Trêve : ce que l'on sait\n"},
    {"broadcaster", "Attentat à Quetta: le bilan monte à douze morts", "RTS",
     "radio", NULL, "ATS|AFP",
     "T  Attentat à Quetta: le bilan monte à douze morts\n"
     "\n"
     "Bh  RTS Info\n"
     "Bh  Modifié le 12 janvier 2020 à 09:10\n"
     "B  Partager   Imprimer\n"
     "\n"
     "C  Une bombe a explosé vendredi soir dans une mosquée de la ville "
     "pakistanaise.\n"
     "\n"
     "C  Douze fidèles sont morts, dont un responsable de la police.\n"
     "\n"
     "Bh  (ats / afp)\n"
     "\n"
     "B  Vous avez trouvé une erreur? Dites-le à la rédaction.\n"},
    {"weekly", "La route des mines", "L'Éveil du Sud", "newspaper",
     "Jeanne Obame", NULL,
     "Bh  TCHAD\n"
     "T  La route des mines\n"
     "\n"
     "Bh  L'Éveil du Sud n° 88 - semaine du 4 au 10 juin 2018\n"
     "Bh  Par Jeanne Obame, envoyée spéciale\n"
     "\n"
     "C  Le camion a sauté un peu avant midi sur la piste de Bardaï, et cinq "
     "orpailleurs sont morts.\n"
     "\n"
     "C  Personne n'avait signalé le danger.\n"
     "\n"
     "R  LES PLUS LUS\n"
     "R  1. Lac Tchad : les pêcheurs reviennent\n"
     "R  2. Coton : une saison noire\n"
     "B  © 2018 L'Éveil du Sud. Tous droits réservés.\n"},
    {"map and lead", "Kenya : un bus attaqué près de Mandera", NULL, NULL, NULL,
     NULL,
     "T  Kenya : un bus attaqué près de Mandera\n"
     "\n"
     "P  Localisation du comté de Mandera au Kenya.\n"
     "\n"
     "Cl  Des assaillants ont arrêté un bus mardi et tué deux passagers.\n"
     "\n"
     "Ch  6 juillet 2016 . –\n"
     "C  Le véhicule allait vers la capitale quand il est tombé dans "
     "l'embuscade.\n"},
    {"cues inside of lines", "Nord : le marché de Tessa rouvre", NULL, NULL,
     NULL, NULL,
     "T  Nord : le marché de Tessa rouvre\n"
     "\n"
     "C  Les vendeurs sont revenus ce matin dans les allées du marché.\n"
     "\n"
     "P  Une allée du marché, avant le raid (photo d’archives)\n"
     "\n"
     "C  Le maire est resté réservé. Aux abonnés de l'eau il a promis de l'aide.\n"
     "\n"
     "B  Pour ne rien manquer :\tABONNEZ-VOUS\u00A0 à la Newsletter.\n"
     "\n"
     "C  Il voulait partir, lire aussi le journal, et il est resté chez lui.\n"},
    {"cookies first", "Idlib : trois secouristes tués par un raid", NULL, NULL,
     NULL, NULL,
     "B  Nous respectons votre vie privée\n"
     "B  Ce site utilise des cookies pour mesurer son audience.\n"
     "B  Tout accepter\n"
     "\n"
     "T  Idlib : trois secouristes tués par un raid\n"
     "\n"
     "C  Un avion a frappé leur poste mercredi, peu après l'aube.\n"
     "\n"
     "B  Commentaires\n"
     "B  Quelle tristesse, ils sauvaient des vies tous les jours dans ce "
     "village.\n"},
};

static void page_kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < CST_COUNT(pages); i++) {
        check(&pages[i]);
    }
}

static void month_mark_is_kept(void **state)
{
    cst_arena a;
    cst_payload p;
    cst_layout l;
    const char *text = " date 2018-11 Un raid a eu lieu lundi près du port.";
    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_payload_decode(&a, text, strlen(text), &p), CST_OK);
    assert_int_equal(cst_clean(&a, pack, &p, &l), CST_OK);
    assert_int_equal(l.n_blocks, 2);
    assert_int_equal(l.dateline_month.begin, 1);
    assert_int_equal(l.dateline_month.end, 13);
    assert_int_equal(l.blocks[1].span.begin, 14);
    assert_int_equal(l.blocks[1].zone, CST_ZONE_CONTENT);
    cst_arena_free(&a);
}

/* A date makes a header of a line above an article, not of a line alone. */
static void line_alone_is_content(void **state)
{
    cst_arena a;
    cst_payload p;
    cst_layout l;
    const char *text = "fin octobre 2016, la route a été coupée";
    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_payload_decode(&a, text, strlen(text), &p), CST_OK);
    assert_int_equal(cst_clean(&a, pack, &p, &l), CST_OK);
    assert_int_equal(l.n_blocks, 1);
    assert_int_equal(l.blocks[0].zone, CST_ZONE_CONTENT);
    cst_arena_free(&a);
}

static void paragraphs(void **state)
{
    cst_arena a;
    cst_payload p;
    cst_layout l;
    const char *text = "Un premier village a été pris ce matin.\n"
                       "Un second a suivi dans la soirée.\n\n"
                       "Le troisième résiste encore ce soir.\n";
    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_payload_decode(&a, text, strlen(text), &p), CST_OK);
    assert_int_equal(cst_clean(&a, pack, &p, &l), CST_OK);
    assert_int_equal(l.n_blocks, 3);
    assert_int_equal(l.blocks[0].paragraph, l.blocks[1].paragraph);
    assert_int_not_equal(l.blocks[1].paragraph, l.blocks[2].paragraph);
    cst_arena_free(&a);
}

/* Every cut of a page is a page. */
/* Each entry of a live report knows its hour. */
static void entries_have_a_clock(void **state)
{
    static const char text[] =
        "En direct : les combats autour de la ville\n\n"
        "22:41 - Le soir, des tirs ont repris dans la ville.\n\n"
        "18 h 05 : Une trêve a été annoncée dans l'après-midi.\n\n"
        "[9h05] Des tirs ont été entendus au petit matin.\n\n"
        "25h99 - Cette heure n'existe pas dans une journée.\n\n"
        "Le calme est revenu dans la ville.\n";
    static const int want[] = {-1, 22 * 60 + 41, 18 * 60 + 5, 9 * 60 + 5, -1, -1};
    cst_arena a;
    cst_payload p;
    cst_layout l;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_payload_decode(&a, text, strlen(text), &p), CST_OK);
    assert_int_equal(cst_clean(&a, pack, &p, &l), CST_OK);
    invariants(&p, &l);
    assert_int_equal(l.n_blocks, CST_COUNT(want));
    for (size_t i = 0; i < CST_COUNT(want); i++) {
        assert_int_equal(l.blocks[i].minutes, want[i]);
    }
    cst_arena_free(&a);
}

static void truncation(void **state)
{
    (void)state;
    char *text = page_text(pages[0].lines);
    size_t n = strlen(text);
    for (size_t cut = 0; cut <= n; cut++) {
        cst_arena a;
        cst_payload p;
        cst_layout l;
        cst_segments s;
        cst_arena_init(&a, NULL, 0);
        char *exact = malloc(cut ? cut : 1);
        assert_non_null(exact);
        memcpy(exact, text, cut);
        assert_int_equal(cst_payload_decode(&a, exact, cut, &p), CST_OK);
        assert_int_equal(cst_clean(&a, pack, &p, &l), CST_OK);
        invariants(&p, &l);
        assert_int_equal(cst_segment(&a, pack, p.text, &l, &s), CST_OK);
        free(exact);
        cst_arena_free(&a);
    }
    free(text);
}

static void memory_runs_out(void **state)
{
    char *text = page_text(pages[0].lines);
    (void)state;
    for (size_t cap = 1000; cap < 3000000; cap = cap * 5 / 4) {
        cst_arena a;
        cst_payload p;
        cst_layout l;
        cst_segments s;
        cst_arena_init(&a, NULL, cap);
        cst_status status = cst_payload_decode(&a, text, strlen(text), &p);
        if (status == CST_OK) {
            status = cst_clean(&a, pack, &p, &l);
        }
        if (status == CST_OK) {
            status = cst_segment(&a, pack, p.text, &l, &s);
        }
        assert_true(status == CST_OK || status == CST_NOMEM);
        cst_arena_free(&a);
    }
    free(text);
}

static void long_rows(void **state)
{
    static const char *const units[] = {"a\n", "\n", " ", "- a\n", "x ", "/",
                                        "> ", "a/", "© ", "lire aussi\n", ".",
                                        "a | ", "(", "12:00\n", "AFP ", "\"a"};
    (void)state;
    for (size_t i = 0; i < CST_COUNT(units); i++) {
        size_t n = 200000, unit = strlen(units[i]);
        char *text = malloc(n + unit);
        cst_arena a;
        cst_payload p;
        cst_layout l;
        assert_non_null(text);
        for (size_t k = 0; k < n; k += unit) {
            memcpy(text + k, units[i], unit);
        }
        cst_arena_init(&a, NULL, 0);
        assert_int_equal(cst_payload_decode(&a, text, n, &p), CST_OK);
        assert_int_equal(cst_clean(&a, pack, &p, &l), CST_OK);
        invariants(&p, &l);
        cst_arena_free(&a);
        free(text);
    }
}

static int set_up(void **state)
{
    (void)state;
    cst_arena_init(&pack_arena, NULL, 0);
    pack = text_pack(&pack_arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cst_pack_close(pack);
    cst_arena_free(&pack_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_kinds),
        cmocka_unit_test(month_mark_is_kept),
        cmocka_unit_test(line_alone_is_content),
        cmocka_unit_test(paragraphs),
        cmocka_unit_test(entries_have_a_clock),
        cmocka_unit_test(truncation),
        cmocka_unit_test(memory_runs_out),
        cmocka_unit_test(long_rows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
