/* ingest: the elements of HTML, and how each is laid out.
 *
 * One row an element: its name and what is asked of it. Names are in byte
 * order, so that they can be searched. Elements that are not here are inline. */
#ifndef CST_HTMLTAGS_H
#define CST_HTMLTAGS_H

#include "base/base.h"

enum {
    CST_TF_VOID = 1,     /* has no end */
    CST_TF_RAW = 2,      /* content is text without tags or references */
    CST_TF_RCDATA = 4,   /* content is text without tags */
    CST_TF_SKIP = 8,     /* content is not shown */
    CST_TF_LINE = 16,    /* begins and ends a line */
    CST_TF_PARA = 32,    /* and stands apart from its neighbours */
    CST_TF_NODE = 64,    /* kept as a container */
    CST_TF_HEAD = 128,   /* a heading */
    CST_TF_SCOPE = 256,  /* an end tag inside closes nothing outside */
    CST_TF_CLOSES_P = 512, /* its start ends an open paragraph */
    CST_TF_BREAKOUT = 1024 /* its start ends a drawing or formula */
};

#define CST_TL (CST_TF_LINE | CST_TF_NODE | CST_TF_CLOSES_P | CST_TF_BREAKOUT)
#define CST_TP (CST_TL | CST_TF_PARA)

#define CST_HTML_TAGS(X)                                                       \
    X(A, "a", 0)                                                               \
    X(ADDRESS, "address", CST_TP)                                              \
    X(APPLET, "applet", CST_TF_SCOPE)                                          \
    X(AREA, "area", CST_TF_VOID)                                               \
    X(ARTICLE, "article", CST_TP)                                              \
    X(ASIDE, "aside", CST_TP)                                                  \
    X(AUDIO, "audio", CST_TF_SKIP)                                             \
    X(B, "b", CST_TF_BREAKOUT)                                                 \
    X(BASE, "base", CST_TF_VOID)                                               \
    X(BASEFONT, "basefont", CST_TF_VOID)                                       \
    X(BGSOUND, "bgsound", CST_TF_VOID)                                         \
    X(BLOCKQUOTE, "blockquote", CST_TP)                                        \
    X(BODY, "body", CST_TF_LINE | CST_TF_PARA | CST_TF_NODE | CST_TF_BREAKOUT) \
    X(BR, "br", CST_TF_VOID | CST_TF_BREAKOUT)                                 \
    X(BUTTON, "button", CST_TF_NODE | CST_TF_SCOPE)                            \
    X(CANVAS, "canvas", CST_TF_SKIP)                                           \
    X(CAPTION, "caption", CST_TF_LINE | CST_TF_PARA | CST_TF_NODE |            \
                              CST_TF_SCOPE)                                    \
    X(CENTER, "center", CST_TL)                                                \
    X(COL, "col", CST_TF_VOID)                                                 \
    X(DATALIST, "datalist", CST_TF_SKIP)                                       \
    X(DD, "dd", CST_TL)                                                        \
    X(DETAILS, "details", CST_TL)                                              \
    X(DIALOG, "dialog", CST_TP)                                                \
    X(DIR, "dir", CST_TP)                                                      \
    X(DIV, "div", CST_TL)                                                      \
    X(DL, "dl", CST_TP)                                                        \
    X(DT, "dt", CST_TL)                                                        \
    X(EMBED, "embed", CST_TF_VOID)                                             \
    X(FIELDSET, "fieldset", CST_TP)                                            \
    X(FIGCAPTION, "figcaption", CST_TP)                                        \
    X(FIGURE, "figure", CST_TP)                                                \
    X(FOOTER, "footer", CST_TP)                                                \
    X(FORM, "form", CST_TL)                                                    \
    X(FRAME, "frame", CST_TF_VOID)                                             \
    X(H1, "h1", CST_TP | CST_TF_HEAD)                                          \
    X(H2, "h2", CST_TP | CST_TF_HEAD)                                          \
    X(H3, "h3", CST_TP | CST_TF_HEAD)                                          \
    X(H4, "h4", CST_TP | CST_TF_HEAD)                                          \
    X(H5, "h5", CST_TP | CST_TF_HEAD)                                          \
    X(H6, "h6", CST_TP | CST_TF_HEAD)                                          \
    X(HEAD, "head", 0)                                                         \
    X(HEADER, "header", CST_TP)                                                \
    X(HGROUP, "hgroup", CST_TP)                                                \
    X(HR, "hr", CST_TF_VOID | CST_TF_CLOSES_P | CST_TF_BREAKOUT)               \
    X(HTML, "html", CST_TF_NODE | CST_TF_SCOPE)                                \
    X(IFRAME, "iframe", CST_TF_RAW)                                            \
    X(IMG, "img", CST_TF_VOID | CST_TF_BREAKOUT)                               \
    X(INPUT, "input", CST_TF_VOID)                                             \
    X(KEYGEN, "keygen", CST_TF_VOID)                                           \
    X(LEGEND, "legend", CST_TF_LINE)                                           \
    X(LI, "li", CST_TL)                                                        \
    X(LINK, "link", CST_TF_VOID)                                               \
    X(LISTING, "listing", CST_TP)                                              \
    X(MAIN, "main", CST_TP)                                                    \
    X(MARQUEE, "marquee", CST_TL | CST_TF_SCOPE)                               \
    X(MATH, "math", 0)                                                         \
    X(MENU, "menu", CST_TP)                                                    \
    X(META, "meta", CST_TF_VOID)                                               \
    X(NAV, "nav", CST_TP)                                                      \
    X(NOEMBED, "noembed", CST_TF_RAW)                                          \
    X(NOFRAMES, "noframes", CST_TF_RAW)                                        \
    X(NOSCRIPT, "noscript", CST_TF_SKIP)                                       \
    X(OBJECT, "object", CST_TF_SKIP | CST_TF_SCOPE)                            \
    X(OL, "ol", CST_TP)                                                        \
    X(OPTGROUP, "optgroup", CST_TF_SKIP)                                       \
    X(OPTION, "option", CST_TF_SKIP)                                           \
    X(P, "p", CST_TP)                                                          \
    X(PARAM, "param", CST_TF_VOID)                                             \
    X(PLAINTEXT, "plaintext", CST_TP | CST_TF_RAW)                             \
    X(PRE, "pre", CST_TP)                                                      \
    X(SCRIPT, "script", CST_TF_RAW)                                            \
    X(SEARCH, "search", CST_TL)                                                \
    X(SECTION, "section", CST_TP)                                              \
    X(SELECT, "select", CST_TF_SKIP | CST_TF_SCOPE)                            \
    X(SOURCE, "source", CST_TF_VOID)                                           \
    X(STYLE, "style", CST_TF_RAW)                                              \
    X(SUMMARY, "summary", CST_TL)                                              \
    X(SVG, "svg", CST_TF_SKIP)                                                 \
    X(TABLE, "table", CST_TP | CST_TF_SCOPE)                                   \
    X(TBODY, "tbody", 0)                                                       \
    X(TD, "td", CST_TF_LINE | CST_TF_NODE | CST_TF_SCOPE)                      \
    X(TEMPLATE, "template", CST_TF_SKIP | CST_TF_SCOPE)                        \
    X(TEXTAREA, "textarea", CST_TF_RCDATA)                                     \
    X(TFOOT, "tfoot", 0)                                                       \
    X(TH, "th", CST_TF_LINE | CST_TF_NODE | CST_TF_SCOPE)                      \
    X(THEAD, "thead", 0)                                                       \
    X(TIME, "time", 0)                                                         \
    X(TITLE, "title", CST_TF_RCDATA)                                           \
    X(TR, "tr", CST_TF_LINE | CST_TF_PARA | CST_TF_NODE)                       \
    X(TRACK, "track", CST_TF_VOID)                                             \
    X(UL, "ul", CST_TP)                                                        \
    X(VIDEO, "video", CST_TF_SKIP)                                             \
    X(WBR, "wbr", CST_TF_VOID)                                                 \
    X(XMP, "xmp", CST_TP | CST_TF_RAW)

#define CST_TAG_ENUM(id, name, flags) CST_TAG_##id,
enum {
    CST_HTML_TAGS(CST_TAG_ENUM) CST_TAG_OTHER, /* first of the others */
    /* Unknown names fall into one of these, so that ends find starts. */
    CST_TAG_COUNT = CST_TAG_OTHER + 32
};

/* Tag of a name in any case; one of the others if it is not in the table. */
unsigned cst_html_tag(const char *name, size_t n);
unsigned cst_html_tag_flags(unsigned tag);
/* Name of a tag of the table, "" of the others. */
const char *cst_html_tag_name(unsigned tag);

#endif
