/* present/assets: see the header. cmake/assets.cmake turns each file into a
 * list of bytes and says where they are. */
#include "present/assets.h"

#ifdef CST_HAS_ASSETS
static const unsigned char style[] = {
#include <dossier.css.inc>
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
static const unsigned char words[] = {
#include <ui.tsv.inc>
};
#else
static const unsigned char style[1], script_all[1], script_document[1],
    script_list[1], words[1];
#endif

/* The last byte is a NUL. */
#define ASSET(a) ((cst_str){(const char *)(a), sizeof(a) - 1})

cst_str cst_asset_style(void)
{
    return ASSET(style);
}

cst_str cst_asset_script(cst_script script)
{
    switch (script) {
    case CST_SCRIPT_DOCUMENT:
        return ASSET(script_document);
    case CST_SCRIPT_LIST:
        return ASSET(script_list);
    case CST_SCRIPT_ALL:
    case CST_SCRIPT_COUNT:
    default:
        return ASSET(script_all);
    }
}

cst_str cst_asset_words(void)
{
    return ASSET(words);
}
