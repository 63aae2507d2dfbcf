/* present/assets: the style, the script and the words of the pages, which the
 * build puts into the library. Empty where it was built without them. */
#ifndef CST_ASSETS_H
#define CST_ASSETS_H

#include "base/base.h"

cst_str cst_asset_style(void);
cst_str cst_asset_script(void);
cst_str cst_asset_words(void);

#endif
