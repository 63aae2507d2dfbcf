/* For the tests of numbers and times: the French pack, run over one sentence up
 * to the time layers, and its quantities as one line of text. */
#ifndef QUANTITY_PACK_H
#define QUANTITY_PACK_H

#include "annotate/mentions.h"
#include "annotate/number.h"
#include "segment/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static cst_arena q_arena;
static cst_pack *q_pack;
static cst_cascade *q_cascade;
static const cst_time_names *q_names;
static cst_sentence_units q_units; /* of the last q_run */

static void q_diag(void *user, const cst_diag *d)
{
    (void)user;
    fprintf(stderr, "%s:%u: %s: %s\n", d->file, d->line, d->code, d->text);
}

static int q_setup(void **state)
{
    const cst_number_words *words;
    cst_error e;
    union {
        const cst_number_words *in;
        void *out;
    } user;

    (void)state;
    cst_arena_init(&q_arena, NULL, 0);
    if (cst_pack_load(&q_arena, CST_SOURCE_DIR "/lang/fr",
                      CST_BUILD_DIR "/data/forms/fr.forms", NULL, q_diag, NULL, &e,
                      &q_pack) != CST_OK ||
        cst_number_words_new(&q_arena, q_pack, &words) != CST_OK ||
        cst_time_names_new(&q_arena, q_pack, &q_names) != CST_OK) {
        return 1;
    }
    user.in = words;
    return cst_pack_set_native(q_pack, "@number", cst_number_layer, user.out) !=
               CST_OK ||
           cst_cascade_new(q_pack, NULL, &q_cascade) != CST_OK;
}

static int q_teardown(void **state)
{
    (void)state;
    cst_cascade_free(q_cascade);
    cst_pack_close(q_pack);
    cst_arena_free(&q_arena);
    return 0;
}

/* Units of one sentence, in q_units. */
static void q_run(cst_arena *a, const char *text)
{
    cst_str t = cst_str_of(text);
    cst_block b = {{0, (uint32_t)t.n}, CST_ZONE_CONTENT, 0, 0};
    cst_layout layout = {.blocks = &b, .n_blocks = 1};
    cst_segments s;

    assert_int_equal(cst_segment(a, q_pack, t, &layout, &s), CST_OK);
    memset(&q_units, 0, sizeof q_units);
    assert_int_equal(
        cst_cascade_begin(q_cascade, a, t, s.tokens, s.n_tokens, &q_units),
        CST_OK);
    assert_int_equal(
        cst_cascade_run_all(q_cascade, a, &q_units, "period", NULL), CST_OK);
}

/* "value" of each time, or "value qual" of each number, with "; " between. */
static void q_check(const char *text, const cst_time_context *context,
                    bool times, const char *want)
{
    cst_arena a;
    cst_buf out;
    cst_quantities list;
    bool first = true;

    cst_arena_init(&a, NULL, 0);
    cst_buf_init(&out, NULL);
    memset(&list, 0, sizeof list);
    q_run(&a, text);
    assert_int_equal(
        cst_list_quantities(q_names, q_pack, &a, &q_units, context, &list),
        CST_OK);
    for (size_t i = 0; i < list.v.n; i++) {
        const cst_quantity *q = &list.v.at[i];

        if (q->time != times) {
            continue;
        }
        cst_buf_z(&out, first ? "" : "; ");
        first = false;
        cst_buf_str(&out, q->value.p ? q->value : CST_S("?"));
        if (!times && q->qual.p && !cst_str_is(q->qual, "exact")) {
            cst_buf_char(&out, ' ');
            cst_buf_str(&out, q->qual);
        }
    }
    cst_buf_char(&out, '\0');
    if (strcmp(out.p, want) != 0) {
        fprintf(stderr, "in: %s\n", text);
    }
    assert_string_equal(out.p, want);
    cst_buf_free(&out);
    cst_arena_free(&a);
}

#endif
