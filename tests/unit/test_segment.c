/* segment: tokens, flags, sentences, quotations. Each case is one block; the
 * expected line shows norms, "|" between tokens, "||" between sentences, and
 * behind a token # for NUM, @ for URL, < and > for quotation marks. */
#define TEXT_PACK_NAME "segment"
#include "text_pack.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static cst_arena pack_arena;
static cst_pack *pack;

static cst_segments segment(cst_arena *a, const char *text)
{
    cst_block b = {{0, (uint32_t)strlen(text)}, CST_ZONE_CONTENT, 0, 0, -1};
    cst_layout layout = {.blocks = &b, .n_blocks = 1};
    cst_segments s;
    assert_int_equal(cst_segment(a, pack, cst_str_of(text), &layout, &s),
                     CST_OK);
    return s;
}

static void show(cst_buf *out, const cst_segments *s)
{
    for (uint32_t i = 0; i < s->n_sentences; i++) {
        const cst_sentence *q = &s->sentences[i];
        cst_buf_z(out, i > 0 ? " || " : "");
        for (uint32_t k = q->tok_begin; k < q->tok_end; k++) {
            const cst_token *t = &s->tokens[k];
            cst_buf_z(out, k > q->tok_begin ? "|" : "");
            cst_buf_str(out, t->norm);
            cst_buf_z(out, t->flags & CST_TOK_NUM ? "#" : "");
            cst_buf_z(out, t->flags & CST_TOK_URL ? "@" : "");
            cst_buf_z(out, t->flags & CST_TOK_OPEN    ? "<"
                           : t->flags & CST_TOK_CLOSE ? ">"
                                                      : "");
        }
    }
}

static void check(const char *text, const char *want)
{
    cst_arena a;
    cst_buf out;
    cst_arena_init(&a, NULL, 0);
    cst_buf_init(&out, NULL);
    cst_segments s = segment(&a, text);
    show(&out, &s);
    cst_buf_char(&out, '\0');
    assert_string_equal(out.p, want);
    cst_buf_free(&out);
    cst_arena_free(&a);
}

static void words(void **state)
{
    (void)state;
    check("L'été d’Anna", "l'|été|d'|anna");
    check("jusqu'en mai, aujourd'hui", "jusqu'|en|mai|,|aujourd'hui");
    check("Sana'a et Ra’ad", "sana'a|et|ra'ad");
    check("l'« affaire »", "l'|«<|affaire|»>");
    check("le porte-parole d'al-Nouri", "le|porte-parole|d'|al-nouri");
    check("Val-d'Oise et vingt-deux", "val-d'oise|et|vingt-deux");
    check("A\u0301GE \u00C9cole", "áge|école");
    check("non\u2011lieu", "non-lieu");
}

/* Words of small letters alone end where nothing more can belong to them. */
static void plain_words(void **state)
{
    (void)state;
    check("été;né(là) ça", "été|;|né|(|là|)|ça");
    check("m÷s a×b", "m|÷|s|a|×|b");
    check("où:là où :là", "où|:|là|où|:|là");
    check("covid19 e\u0301te\u0301", "covid19|été");
    check("moi@a.example", "moi@a.example@");
    check("http c'est http://a.example", "http|c'|est|http://a.example@");
    check("à l\u2019arrêt\u00A0!", "à|l'|arrêt|!");
    check("l", "l");
    check("Élan, Mère et A, B!", "élan|,|mère|et|a|,|b|!");
    check("NOn Mc2 McKay Nº Ça", "non|mc2|mckay|nº|ça");
    check("Web: Http://a Mer.", "web|:|http|:|/|/|a|mer|.");
}

static void clitics(void **state)
{
    (void)state;
    check("a-t-il dit", "a|-t-il|dit");
    check("Pourrait-on", "pourrait|-on");
    check("celui-ci, ce jour-là", "celui-ci|,|ce|jour|-là");
    check("un rendez-vous", "un|rendez-vous");
    check("avec Kim Jong-il ici", "avec|kim|jong-il|ici");
}

static void numbers(void **state)
{
    (void)state;
    check("1\u00A0200 ou 1.500 ou 46'000", "1200#|ou|1500#|ou|46000#");
    check("12 345 678 voix", "12345678#|voix");
    check("3,5 et 3.5 et 0,125", "3,5#|et|3,5#|et|0,125#");
    check("1 234,5 km", "1234,5#|km");
    check("en 2016 300 civils", "en|2016#|300#|civils");
    check("85% 1er 2e 18e", "85#|%|1er|2e|18e");
    check("16h42 08H22 16:42", "16h42|08h22|16:42");
    check("19h-20h", "19h|-|20h");
    check("25/03/2017 25.05.2017 2017-05-25 08/07/16",
          "25/03/2017|25.05.2017|2017-05-25|08/07/16");
    check("15-20 morts", "15#|-|20#|morts");
    check("une GBU-12 de 155mm", "une|gbu-12|de|155mm");
    check("1,2,3", "1#|,|2#|,|3#");
}

static void signs(void **state)
{
    (void)state;
    check("« Le [...] jour... »", "«<|le|[...]|jour|...|»>");
    check("dit \"oui\", puis \"non\".", "dit|\"<|oui|\">|,|puis|\"<|non|\">|.");
    check("voir https://a.example/b?c=1. Fin",
          "voir|https://a.example/b?c=1@|. || fin");
}

static void addresses(void **state)
{
    (void)state;
    check("a.b@c.example #tag @moi", "a|.|b@c.example@|#tag@|@moi@");
    check("www.site.example/x, puis", "www.site.example/x@|,|puis");
}

static void abbreviations(void **state)
{
    (void)state;
    check("M. Brun et Mme. Roy. Fin.", "m.|brun|et|mme.|roy|. || fin|.");
    check("Le Dr. Roy. J. Brun", "le|dr.|roy|. || j.|brun");
    check("Il en reste sept. Les autres", "il|en|reste|sept|. || les|autres");
    check("le 2 sept. 2016", "le|2#|sept.|2016#");
    check("n° 4 et N°s 5", "n°|4#|et|n°s|5#");
    check("du pain, etc. Il dort", "du|pain|,|etc. || il|dort");
    check("les U.S. Marines", "les|u.s.|marines");
}

static void sentences(void **state)
{
    (void)state;
    check("Un. Deux ! Trois ? Quatre", "un|. || deux|! || trois|? || quatre");
    check("Ah ! dit-il. Oui", "ah|!|dit|-il|. || oui");
    check("« Oui. » Il part.", "«<|oui|.|»> || il|part|.");
    check("Il part.Elle reste", "il|part|. || elle|reste");
    check("1. Bilan du jour. Rien", "1#|.|bilan|du|jour|. || rien");
    check("Un ; deux : trois", "un|;|deux|:|trois");
    check("4 mai 2017 . – Un raid a eu lieu",
          "4#|mai|2017#|.|– || un|raid|a|eu|lieu");
    check("", "");
}

static void flags(void **state)
{
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_segments s = segment(&a, "L'ONU dit non. Oui");
    assert_int_equal(s.tokens[0].flags,
                     CST_TOK_CAP | CST_TOK_FIRST | CST_TOK_LINE);
    assert_int_equal(s.tokens[1].flags,
                     CST_TOK_CAP | CST_TOK_ALLCAPS | CST_TOK_GLUED);
    assert_int_equal(s.tokens[2].flags, 0);
    assert_int_equal(s.tokens[4].flags, CST_TOK_PUNCT | CST_TOK_GLUED);
    assert_int_equal(s.tokens[5].flags, CST_TOK_CAP | CST_TOK_FIRST);
    assert_int_equal(s.tokens[1].span.begin, 2);
    assert_int_equal(s.tokens[1].span.end, 5);
    cst_arena_free(&a);
}

static void quotations(void **state)
{
    cst_arena a;
    const char *text = "Il dit : « Un. Deux. » Puis rien.";
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_segments s = segment(&a, text);
    assert_int_equal(s.n_sentences, 3);
    assert_false(s.sentences[0].quoted_start);
    assert_true(s.sentences[0].quoted_end);
    assert_true(s.sentences[1].quoted_start);
    assert_false(s.sentences[1].quoted_end);
    assert_false(s.sentences[2].quoted_start);
    cst_arena_free(&a);
}

static void zones_and_headers(void **state)
{
    const char *text = "Titre\nPub\n3 mai\nCorps";
    cst_block b[] = {{{0, 5}, CST_ZONE_TITLE, 0, 0, -1},
                     {{6, 9}, CST_ZONE_BOILERPLATE, 0, 1, -1},
                     {{10, 15}, CST_ZONE_BOILERPLATE, CST_BLOCK_HEADER, 2, -1},
                     {{16, 21}, CST_ZONE_CONTENT, 0, 3, -1}};
    cst_layout layout = {.blocks = b, .n_blocks = 4};
    cst_segments s;
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_segment(&a, pack, cst_str_of(text), &layout, &s),
                     CST_OK);
    assert_int_equal(s.n_sentences, 3);
    assert_int_equal(s.sentences[1].block, 2);
    assert_int_equal(s.sentences[2].block, 3);
    assert_int_equal(s.sentences[2].paragraph, 3);
    cst_arena_free(&a);
}

/* Rows of one thing, which must stay linear, and sentences within bounds. */
static void long_rows(void **state)
{
    static const char *const units[] = {"!",   "! ",  ".",   "A.",  "a-",
                                        "l'",  "1 ",  "123 ", "« ", "\" ",
                                        "(",   ")",   "@",   "1.1.", "http://",
                                        "x.",  "p. ", "a'",  "[...]", "1,1,"};
    (void)state;
    for (size_t i = 0; i < CST_COUNT(units); i++) {
        cst_arena a;
        size_t n = 300000, unit = strlen(units[i]);
        char *text = malloc(n + unit + 1);
        assert_non_null(text);
        for (size_t k = 0; k < n; k += unit) {
            memcpy(text + k, units[i], unit);
        }
        text[n / unit * unit] = '\0';
        cst_arena_init(&a, NULL, 0);
        cst_segments s = segment(&a, text);
        for (uint32_t k = 0; k < s.n_sentences; k++) {
            assert_true(s.sentences[k].tok_end - s.sentences[k].tok_begin <=
                        CST_MAX_SENTENCE);
        }
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
        cmocka_unit_test(words),
        cmocka_unit_test(plain_words),
        cmocka_unit_test(clitics),
        cmocka_unit_test(numbers),
        cmocka_unit_test(signs),
        cmocka_unit_test(addresses),
        cmocka_unit_test(abbreviations),
        cmocka_unit_test(sentences),
        cmocka_unit_test(flags),
        cmocka_unit_test(quotations),
        cmocka_unit_test(zones_and_headers),
        cmocka_unit_test(long_rows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
