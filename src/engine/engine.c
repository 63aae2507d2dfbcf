/* engine: creation of the frozen engine and of workers. */
#include "engine/engine.h"
#include "annotate/number.h"
#include "ingest/html.h"
#include "lang/registry.h"

static cst_str join_path(cst_arena *arena, const char *a, const char *b,
                         const char *c)
{
    cst_buf buf;
    cst_buf_init(&buf, arena->allocator);
    cst_buf_z(&buf, a);
    cst_buf_z(&buf, b);
    cst_buf_z(&buf, c);
    cst_str s = cst_buf_get(&buf);
    char *p = buf.failed ? NULL : cst_arena_copy(arena, s.p, s.n);
    s = (cst_str){p, p ? s.n : 0};
    cst_buf_free(&buf);
    return s;
}

/* Ours first, so that a user's tables win. */
static cst_status load_actors(cst_engine *e, const cst_engine_options *o,
                              cst_error *error)
{
    static const char *const own[] = {"actors.tsv", "bodies.tsv"};
    cst_registry *r;
    CST_TRY(cst_registry_new(&e->arena, e->language.p, o->on_diag,
                             o->diag_user, &r));
    for (size_t i = 0; i < CST_COUNT(own); i++) {
        cst_str path = join_path(&e->arena, o->data_dir, "/actors/", own[i]);
        cst_status s = path.p ? cst_registry_load(r, path.p, error)
                              : CST_NOMEM;
        if (s != CST_OK && s != CST_IO) {
            return s; /* a data folder may do without */
        }
    }
    for (size_t i = 0; i < o->n_actors; i++) {
        CST_TRY(cst_registry_load(r, o->actors[i], error));
    }
    e->actors = r;
    return CST_OK;
}

static cst_status load_data(cst_engine *e, const cst_engine_options *o,
                            cst_error *error)
{
    cst_str dir = join_path(&e->arena, o->data_dir, "/lang/", o->language);
    cst_str forms = join_path(&e->arena, o->data_dir, "/forms/", o->language);
    cst_str file = forms.p ? join_path(&e->arena, forms.p, ".forms", "")
                           : forms;
    cst_str places = o->gazetteer
                         ? join_path(&e->arena, o->gazetteer, "", "")
                         : join_path(&e->arena, o->data_dir, "/gazetteer/",
                                     "places.gaz");
    if (!dir.p || !file.p || !places.p) {
        return CST_NOMEM;
    }
    CST_TRY(load_actors(e, o, error));
    if (o->codebook && strcmp(o->codebook, "plain") != 0) {
        CST_TRY(cst_data_codebook(&e->arena, o->data_dir, o->codebook, error,
                                  &e->book));
    }
    CST_TRY(cst_pack_load(&e->arena, dir.p, file.p, e->actors, o->on_diag,
                          o->diag_user, error, &e->pack));
    cst_pack_listen(e->pack, true);
    CST_TRY(cst_gazetteer_map(&e->arena, places.p, error, &e->gazetteer));
    CST_TRY(cst_claim_tables_load(&e->arena, e->pack, &e->tables));
    CST_TRY(cst_clean_tables_load(&e->arena, e->pack, &e->clean));
    CST_TRY(cst_segment_tables_load(&e->arena, e->pack, &e->segment));
    CST_TRY(cst_html_cues_load(&e->arena, cst_pack_table(e->pack, "html"),
                               &e->html));
    const cst_number_words *words;
    CST_TRY(cst_number_words_new(&e->arena, e->pack, &words));
    union {
        const cst_number_words *in;
        void *out;
    } user = {words}; /* the hook takes a plain user pointer */
    cst_pack_set_native(e->pack, "@number", cst_number_layer, user.out);
    cst_pack_listen(e->pack, false);
    return CST_OK;
}

static bool options_ok(const cst_engine_options *o)
{
    return o && o->size >= sizeof *o && o->data_dir && o->language &&
           (!o->n_actors || o->actors) &&
           (!o->allocator || (o->allocator->alloc && o->allocator->release));
}

cst_status cst_engine_new(const cst_engine_options *options, cst_error *error,
                          cst_engine **engine)
{
    if (!options_ok(options) || !engine) {
        return cst_fail(error, CST_ARG, "", 0, 0, "engine options");
    }
    cst_engine *e = cst_mem_alloc(options->allocator, 1, sizeof *e);
    if (!e) {
        return cst_fail(error, CST_NOMEM, "", 0, 0, "out of memory");
    }
    e->allocator = options->allocator;
    cst_arena_init(&e->arena, e->allocator, 0);
    char *lang = cst_arena_copy(&e->arena, options->language,
                                strlen(options->language));
    e->language = cst_str_of(lang);
    cst_status s = lang ? load_data(e, options, error) : CST_NOMEM;
    if (s == CST_OK && cst_arena_failed(&e->arena)) {
        s = CST_NOMEM;
    }
    if (s != CST_OK) {
        if (s == CST_NOMEM) {
            (void)cst_fail(error, s, "", 0, 0, "out of memory");
        }
        cst_engine_free(e);
        return s;
    }
    *engine = e;
    return CST_OK;
}

void cst_engine_free(cst_engine *engine)
{
    if (!engine) {
        return;
    }
    if (engine->pack) {
        cst_pack_close(engine->pack);
    }
    cst_gazetteer_unmap(engine->gazetteer);
    cst_arena_free(&engine->arena);
    cst_mem_free(engine->allocator, engine);
}

cst_status cst_worker_new(const cst_engine *engine, cst_worker **worker)
{
    if (!engine || !worker) {
        return CST_ARG;
    }
    cst_worker *w = cst_mem_alloc(engine->allocator, 1, sizeof *w);
    if (!w) {
        return CST_NOMEM;
    }
    w->engine = engine;
    cst_arena_init(&w->scratch, engine->allocator, 0);
    cst_status s = cst_cascade_new(engine->pack, engine->allocator, &w->cascade);
    if (s != CST_OK) {
        cst_mem_free(engine->allocator, w);
        return s;
    }
    *worker = w;
    return CST_OK;
}

void cst_worker_free(cst_worker *worker)
{
    if (worker) {
        cst_cascade_free(worker->cascade);
        cst_arena_free(&worker->scratch);
        cst_mem_free(worker->engine->allocator, worker);
    }
}
