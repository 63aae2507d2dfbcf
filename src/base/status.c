/* base/status: status names and error details. Formats into the caller's
 * cst_error, cut to fit; prints nothing. */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>

const char *cst_status_text(cst_status s)
{
    switch (s) {
    case CST_OK:
        return "ok";
    case CST_NOMEM:
        return "out of memory";
    case CST_ARG:
        return "bad argument";
    case CST_IO:
        return "input/output error";
    case CST_SYNTAX:
        return "syntax error";
    case CST_LIMIT:
        return "limit passed";
    case CST_NOTFOUND:
        return "not found";
    case CST_BUG:
        return "internal error";
    }
    return "unknown status";
}

/* Cuts at a character border, so that a cut message stays valid UTF-8. */
static void copy_cut(char *to, size_t cap, const char *from)
{
    size_t n = strlen(from);

    if (n >= cap) {
        n = cap - 1;
        while (n && ((unsigned char)from[n] & 0xC0) == 0x80) {
            n--;
        }
    }
    memcpy(to, from, n);
    to[n] = '\0';
}

cst_status cst_fail(cst_error *error, cst_status status, const char *file,
                    uint32_t line, uint32_t column, const char *format, ...)
{
    char text[sizeof(error->text) + 8];
    va_list args;

    if (!error) {
        return status;
    }
    error->status = status;
    error->line = line;
    error->column = column;
    copy_cut(error->file, sizeof(error->file), file ? file : "");
    va_start(args, format);
    if (vsnprintf(text, sizeof(text), format, args) < 0) {
        text[0] = '\0';
    }
    va_end(args);
    copy_cut(error->text, sizeof(error->text), text);
    return status;
}
