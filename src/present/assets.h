/* present/assets: the style, the scripts and the words of the pages, which the
 * build puts into the library. Empty where it was built without them. */
#ifndef CST_ASSETS_H
#define CST_ASSETS_H

#include "base/base.h"

/* Each is a script element of its own, and allowed by its hash. */
typedef enum cst_script {
    CST_SCRIPT_ALL,      /* of all pages */
    CST_SCRIPT_DOCUMENT,
    CST_SCRIPT_LIST,     /* with a filter */
    CST_SCRIPT_COUNT
} cst_script;

cst_str cst_asset_style(void);
cst_str cst_asset_script(cst_script script);
cst_str cst_asset_words(void);

#endif
