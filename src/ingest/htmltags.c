/* ingest: look-up of element names. */
#include "ingest/htmltags.h"

/* The first eight letters are enough to tell all names apart. */
#define KEY 8

static const struct {
    const char *name;
    uint16_t flags;
    uint8_t len;
} tags[] = {
#define CST_TAG_ROW(id, name, flags) {name, flags, sizeof(name) - 1},
    CST_HTML_TAGS(CST_TAG_ROW)
#undef CST_TAG_ROW
};

unsigned cst_html_tag(const char *name, size_t n)
{
    char key[KEY] = {0};
    uint32_t hash = (uint32_t)n;
    for (size_t i = 0; i < n && i < KEY; i++) {
        char c = name[i];
        key[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        hash = hash * 31 + (unsigned char)key[i];
    }
    unsigned low = 0, high = CST_TAG_OTHER;
    while (low < high) {
        unsigned mid = (low + high) / 2;
        int order = strncmp(key, tags[mid].name, KEY);
        if (order == 0) {
            if (n == tags[mid].len) {
                return mid;
            }
            break;
        }
        if (order < 0) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    return CST_TAG_OTHER + hash % (CST_TAG_COUNT - CST_TAG_OTHER);
}

unsigned cst_html_tag_flags(unsigned tag)
{
    return tag < CST_TAG_OTHER ? tags[tag].flags : 0;
}

const char *cst_html_tag_name(unsigned tag)
{
    return tag < CST_TAG_OTHER ? tags[tag].name : "";
}
