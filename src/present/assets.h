/* present/assets: the styles, the scripts and the words of the pages, which the
 * build puts into the library. Empty where it was built without them. */
#ifndef CST_ASSETS_H
#define CST_ASSETS_H

#include "base/base.h"

/* A page has the style and the script of all, and of one more part. A style is a
 * file of the dossier, a script an element of the page, allowed by its hash. */
typedef enum cst_part {
    CST_PART_ALL,
    CST_PART_DOCUMENT,
    CST_PART_LIST, /* with a filter */
    CST_PART_SEARCH,
    CST_PART_OVERVIEW,
    CST_PART_COUNT
} cst_part;

/* Empty (n 0) if the part needs none. */
cst_str cst_asset_style(cst_part part);
const char *cst_asset_style_name(cst_part part); /* of its file */
cst_str cst_asset_script(cst_part part);
cst_str cst_asset_words(void);

#endif
