/* present/assets: see the header. cmake/assets.cmake turns each file into a
 * list of bytes and says where they are. */
#include "present/assets.h"

#ifdef CST_HAS_ASSETS
static const unsigned char style_all[] = {
#include <dossier.css.inc>
};
static const unsigned char style_document[] = {
#include <document.css.inc>
};
static const unsigned char script_all[] = {
#include <dossier.js.inc>
};
static const unsigned char script_document[] = {
#include <document.js.inc>
};
static const unsigned char script_list[] = {
#include <list.js.inc>
};
static const unsigned char style_search[] = {
#include <search.css.inc>
};
static const unsigned char script_search[] = {
#include <search.js.inc>
};
static const unsigned char style_overview[] = {
#include <overview.css.inc>
};
static const unsigned char script_overview[] = {
#include <overview.js.inc>
};
static const unsigned char words[] = {
#include <ui.tsv.inc>
};
#else
static const unsigned char style_all[1], style_document[1], script_all[1],
    script_document[1], script_list[1], style_search[1], script_search[1],
    style_overview[1], script_overview[1], words[1];
#endif

/* The last byte is a NUL. */
#define ASSET(a) {(const char *)(a), sizeof(a) - 1}

static const struct {
    cst_str style, script;
    const char *name;
} parts[CST_PART_COUNT] = {
    [CST_PART_ALL] = {ASSET(style_all), ASSET(script_all), "style.css"},
    [CST_PART_DOCUMENT] = {ASSET(style_document), ASSET(script_document),
                           "document.css"},
    [CST_PART_LIST] = {{NULL, 0}, ASSET(script_list), NULL},
    [CST_PART_SEARCH] = {ASSET(style_search), ASSET(script_search), "search.css"},
    [CST_PART_OVERVIEW] = {ASSET(style_overview), ASSET(script_overview),
                           "overview.css"},
};

cst_str cst_asset_style(cst_part part)
{
    return parts[part].style;
}

const char *cst_asset_style_name(cst_part part)
{
    return parts[part].name;
}

cst_str cst_asset_script(cst_part part)
{
    return parts[part].script;
}

cst_str cst_asset_words(void)
{
    return (cst_str)ASSET(words);
}
