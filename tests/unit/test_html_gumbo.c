/* ingest: the visible text of generated pages is that of gumbo's tree, blanks
 * aside. gumbo is the oracle only; it cannot say where text stands. */
#include "pages.h"

#include <gumbo.h>

#define ROUNDS 3000

static bool is_shown(const GumboElement *e)
{
    static const GumboTag hidden[] = {
        GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TITLE,
        GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG,
        GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,
        GUMBO_TAG_VIDEO};
    for (size_t i = 0; i < CST_COUNT(hidden); i++) {
        if (e->tag == hidden[i]) {
            return false;
        }
    }
    return true;
}

static void add_text(const GumboNode *node, cst_buf *out)
{
    if (node->type == GUMBO_NODE_TEXT) {
        cst_buf_z(out, node->v.text.text);
    } else if (node->type == GUMBO_NODE_ELEMENT && is_shown(&node->v.element)) {
        const GumboVector *kids = &node->v.element.children;
        for (unsigned i = 0; i < kids->length; i++) {
            add_text(kids->data[i], out);
        }
    }
}

static size_t squeeze(cst_str s, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] > ' ') {
            to[n++] = s.p[i];
        }
    }
    return n;
}

static void compare(cst_str page)
{
    cst_arena a;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, page.p, page.n);
    GumboOutput *tree =
        gumbo_parse_with_options(&kGumboDefaultOptions, page.p, page.n);
    cst_buf buf;
    cst_buf_init(&buf, NULL);
    add_text(tree->root, &buf);
    cst_str want = cst_buf_get(&buf);
    char *x = malloc(p.text.n + 1), *y = malloc(want.n + 1);
    size_t n = squeeze(p.text, x), k = squeeze(want, y);
    if (n != k || memcmp(x, y, n) != 0) {
        print_error("%.*s\nours  %.*s\ngumbo %.*s\n", (int)page.n, page.p,
                    (int)n, x, (int)k, y);
        fail();
    }
    free(x);
    free(y);
    cst_buf_free(&buf);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
    cst_arena_free(&a);
}

static void generated_pages(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        maker m;
        compare(make_page(&m, seed, false));
        cst_buf_free(&m.buf);
    }
}

static void twins(void **state)
{
    static const char *const names[] = {"01-tajoura-depeche",
                                        "02-zabarmari-radio",
                                        "04-dnipro-direct",
                                        "05-hpruso-ong",
                                        "06-ituri-bulletin",
                                        "08-mogadiscio-alerte",
                                        "09-darfour-hebdo",
                                        "11-kramatorsk-photos",
                                        "12-hodeida-bilan"};
    (void)state;
    for (size_t i = 0; i < CST_COUNT(names); i++) {
        static char page[1 << 16];
        char path[500];
        snprintf(path, sizeof(path), "%s/tests/twins/%s.html", CST_SOURCE_DIR,
                 names[i]);
        FILE *f = fopen(path, "rb");
        assert_non_null(f);
        size_t n = fread(page, 1, sizeof(page), f);
        fclose(f);
        compare((cst_str){page, n});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(generated_pages),
                                       cmocka_unit_test(twins)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
