/* present/csv: tables as RFC 4180 has them: cells apart by commas, rows ended by
 * CRLF, quotes where a cell needs them, UTF-8 without a mark at the beginning.
 *
 * Cells are written one after the other, cst_csv_end ends the row. An empty cell
 * is what is not told. Failures stick to the cst_out, as with JSON.
 *
 * Text is given as it is but for what no reader of tables can take: malformed
 * UTF-8 and control characters other than tab and line ends become U+FFFD. Text
 * that a spreadsheet would take for a formula gets an apostrophe before it
 * (docs/DECISIONS.md); who takes away one apostrophe where a cell begins with
 * some and then one of = + - @ has the text again. Numbers are never marked. */
#ifndef CST_PRESENT_CSV_H
#define CST_PRESENT_CSV_H

#include "present/present.h"

void cst_csv_empty(cst_out *o);
/* p NULL: empty. */
void cst_csv_str(cst_out *o, cst_str s);
void cst_csv_z(cst_out *o, const char *z);
void cst_csv_int(cst_out *o, int64_t v);
/* A number that is not told where it is negative. */
void cst_csv_number(cst_out *o, int64_t v);
/* As cst_out_real. */
void cst_csv_real(cst_out *o, double v);
/* true, false */
void cst_csv_bool(cst_out *o, bool v);
/* YYYY-MM-DD; 0: empty. */
void cst_csv_day(cst_out *o, cst_day day);
/* HH:MM of minutes after midnight; empty where it is no time of day. */
void cst_csv_minutes(cst_out *o, int minutes);
/* Several texts in one cell, with "; " between them; a semicolon within one
 * becomes a comma. Open, add each, close. */
void cst_csv_open(cst_out *o);
void cst_csv_add(cst_out *o, cst_str s);
void cst_csv_close(cst_out *o);
/* Names of columns: one row, the list ends with NULL. */
void cst_csv_header(cst_out *o, const char *const *names);
void cst_csv_end(cst_out *o);

#endif
