/* engine/link_why: why an incident is one, and what nearly was part of it.
 *
 * Prints the links that the last linking kept, likeliest first: what joined its
 * events, what fell short, and what was barred, each with its bits.
 */
#include "engine/engine.h"

#include "incident/link.h"
#include "present/present.h"
#include "store/store.h"

#ifdef CST_STORE

static void put_tenths(cst_out *o, double v)
{
    int64_t tenths = (int64_t)(v * 10 + (v < 0 ? -0.5 : 0.5));

    if (tenths < 0) {
        cst_buf_char(&o->buf, '-');
        tenths = -tenths;
    }
    cst_buf_int(&o->buf, tenths / 10);
    cst_buf_char(&o->buf, '.');
    cst_buf_int(&o->buf, tenths % 10);
}

static void put_end(cst_out *o, cst_str document, cst_str label)
{
    cst_buf_str(&o->buf, document);
    cst_buf_char(&o->buf, '/');
    cst_buf_str(&o->buf, label);
}

static const char *reason(cst_str bar)
{
    static const char *const texts[][2] = {
        {"document", "one document tells both, so they are two"},
        {"lasting", "a campaign and one happening"},
        {"date", "their days are too far apart"},
        {"place", "their places are too far apart"}};

    for (size_t i = 0; i < CST_COUNT(texts); i++) {
        if (cst_str_is(bar, texts[i][0])) {
            return texts[i][1];
        }
    }
    return "";
}

static void put_stored_link(void *user, const cst_stored_link *k)
{
    cst_out *o = user;
    const char *before = "    ";

    cst_buf_str(&o->buf, k->verdict);
    cst_buf_z(&o->buf, "  ");
    put_tenths(o, k->score);
    cst_buf_z(&o->buf, " bits  ");
    put_end(o, k->document[0], k->label[0]);
    cst_buf_z(&o->buf, "  ");
    put_end(o, k->document[1], k->label[1]);
    if (k->bar.n) {
        cst_buf_z(&o->buf, "  ");
        cst_buf_z(&o->buf, reason(k->bar));
    }
    cst_buf_char(&o->buf, '\n');
    for (size_t f = 0; f < CST_FEATURE_COUNT; f++) {
        if (k->part[f] != 0) {
            cst_buf_z(&o->buf, before);
            cst_buf_z(&o->buf, cst_feature_name((cst_feature)f));
            cst_buf_char(&o->buf, ' ');
            put_tenths(o, k->part[f]);
            before = ", ";
        }
    }
    cst_buf_char(&o->buf, '\n');
    cst_out_flush(o, false);
}

cst_status cst_store_explain(cst_store *store, const char *name,
                             cst_write_fn write_fn, void *user,
                             cst_error *error)
{
    char id[17];
    cst_out o;
    cst_status s, closed;

    if (!store || !name || !write_fn) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    s = cst_stored_find_incident(store, cst_str_of(name), id);
    if (s == CST_NOTFOUND || s == CST_LIMIT) {
        return cst_fail(error, s, name, 0, 0,
                        s == CST_LIMIT ? "several incidents have such an id"
                                       : "no such incident (constat link makes "
                                         "them anew)");
    }
    cst_out_init(&o, NULL, write_fn, user);
    if (s == CST_OK) {
        s = cst_stored_links(store, id, put_stored_link, &o);
    }
    closed = cst_out_close(&o);
    s = s == CST_OK ? closed : s;
    return s == CST_OK ? s : cst_store_fail(store, s, error);
}

#endif
