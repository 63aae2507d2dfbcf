/* present/assets: see the header. cmake/assets.cmake turns each file into a
 * list of bytes and says where they are. */
#include "present/assets.h"

#ifdef CST_STYLE_INC
static const unsigned char style[] = {
#include CST_STYLE_INC
};
static const unsigned char script[] = {
#include CST_SCRIPT_INC
};
static const unsigned char words[] = {
#include CST_WORDS_INC
};
#else
static const unsigned char style[1], script[1], words[1];
#endif

/* The last byte is a NUL. */
#define ASSET(a) ((cst_str){(const char *)(a), sizeof(a) - 1})

cst_str cst_asset_style(void)
{
    return ASSET(style);
}

cst_str cst_asset_script(void)
{
    return ASSET(script);
}

cst_str cst_asset_words(void)
{
    return ASSET(words);
}
