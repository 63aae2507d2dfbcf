/* base/lines: a table of the data folder line by line; see base.h. */
#include "base/base.h"

#include "base/utf8.h"

bool cst_lines_next(cst_lines *l, cst_str *line)
{
    while (cst_str_cut(&l->rest, '\n', line)) {
        l->at++;
        if (line->n && line->p[line->n - 1] == '\r') {
            line->n--;
        }
        if (line->n && line->p[0] != '#') {
            return true;
        }
    }
    return false;
}

bool cst_lines_cells(cst_str line, cst_str *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!cst_str_cut(&line, '\t', &cells[i]) ||
            !cst_utf8_is_sound(cells[i])) {
            return false;
        }
    }
    return !line.p;
}

cst_status cst_lines_bad(const cst_lines *l, const char *what)
{
    return cst_fail(l->error, CST_SYNTAX, l->file, l->at, 0, "%s", what);
}
