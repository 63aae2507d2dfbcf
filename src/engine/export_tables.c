/* engine/export_tables: what the formats of another dataset's codes look up: its
 * codebook, countries, parties to conflicts with English names, places. */
#include "engine/engine.h"

#include "lang/registry.h"
#include "present/export.h"

#ifdef CST_STORE

static cst_status load_countries(cst_export *x)
{
    char *path = cst_data_path(x->arena, x->options->data_dir,
                               "/codebooks/countries.tsv", "", "");
    cst_str text = {NULL, 0};

    if (!path) {
        return CST_NOMEM;
    }
    CST_TRY(cst_data_read(x->arena, path, x->error, &text));
    return cst_countries_parse(x->arena, text, path, x->error, &x->countries);
}

/* Ours first, so that a user's tables win; a data folder may do without. */
static cst_status load_actors(cst_export *x)
{
    static const char *const own[] = {"/actors/actors.tsv",
                                      "/actors/bodies.tsv"};
    cst_registry *r;

    CST_TRY(cst_registry_new(x->arena, "en", NULL, NULL, &r));
    for (size_t i = 0; i < CST_COUNT(own); i++) {
        char *path = cst_data_path(x->arena, x->options->data_dir, own[i], "",
                                   "");
        cst_status s = path ? cst_registry_load(r, path, NULL) : CST_NOMEM;

        if (s != CST_OK && s != CST_IO) {
            return s;
        }
    }
    for (size_t i = 0; i < x->options->n_actors; i++) {
        CST_TRY(cst_registry_load(r, x->options->actors[i], x->error));
    }
    x->actors = r;
    return CST_OK;
}

static cst_status load_places(cst_export *x)
{
    const char *given = x->options->gazetteer;
    char *path = cst_data_path(x->arena, given ? given : x->options->data_dir,
                               given ? "" : "/gazetteer/places.gaz", "", "");
    cst_gazetteer *g = NULL;
    cst_status s;

    if (!path) {
        return CST_NOMEM;
    }
    s = cst_gazetteer_map(x->arena, path, x->error, &g);
    if (s == CST_IO && !given) {
        memset(x->error, 0, sizeof(*x->error));
        return CST_OK; /* then no country is known */
    }
    x->gazetteer = g;
    return s;
}

cst_status cst_export_tables(cst_export *x)
{
    const char *strategy, *book = cst_export_coded(x->options->format, &strategy);

    if (!book) {
        return CST_OK;
    }
    CST_TRY(cst_data_codebook(x->arena, x->options->data_dir, book, x->error,
                              &x->codes));
    CST_TRY(load_countries(x));
    CST_TRY(load_actors(x));
    return load_places(x);
}

void cst_export_tables_close(cst_export *x)
{
    if (x->gazetteer) {
        union {
            const cst_gazetteer *in;
            cst_gazetteer *out;
        } g = {x->gazetteer};

        cst_gazetteer_unmap(g.out);
        x->gazetteer = NULL;
    }
}

#endif
