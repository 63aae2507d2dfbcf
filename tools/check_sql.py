#!/usr/bin/env python3
"""All SQL stands in src/store/sql.c and src/store/schema_*.sql, as it is: no
text is ever formatted or pasted into a statement. Looks at src/ and cli/:
SQLite is used in src/store/ alone; statements are prepared from cst_sql_text
and scripts run from the schemas; no string literal elsewhere is SQL; the
statements themselves have parameters (?1) and no quoted value but a few fixed
codes."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
SQL_FILE = "src/store/sql.c"
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
LITERAL = re.compile(r'"((?:\\.|[^"\\\n])*)"')
STATEMENT = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|"
    r"ATTACH|VACUUM|BEGIN|COMMIT|ROLLBACK)\b\s", re.I)
PREPARE = re.compile(r"sqlite3_prepare\w*\s*\(\s*[^,]+,\s*([^,]+),")
SCRIPT = re.compile(r"sqlite3_exec\s*\(\s*[^,]+,\s*([^,]+),")
PASTE = re.compile(r"\b(sqlite3_\w*printf|sqlite3_str_\w+|sqlite3_get_table|"
                   r"v?s?n?printf|strn?cat|strn?cpy)\s*\(")
FIXED = {"'-'", "'!/'", "'event'", "'harm'", "'damage'", "'g'"}


def check(path, name):
    code = COMMENT.sub(lambda m: "\n" * m.group().count("\n"),
                       path.read_text(encoding="utf-8"))
    in_store = name.startswith("src/store/")
    if "sqlite3" in LITERAL.sub('""', code) and not in_store:
        yield "SQLite outside src/store/"
    for argument in PREPARE.findall(code):
        if argument.strip() != "cst_sql_text(which)":
            yield f"statement not from {SQL_FILE}: {argument.strip()}"
    for argument in SCRIPT.findall(code):
        if argument.strip() != "script" or name != "src/store/db.c":
            yield f"script that is no schema: {argument.strip()}"
    for argument in re.findall(r"\brun_script\(\s*store,\s*([^)]+)\)", code):
        if argument not in ("cst_schema_core", "cst_schema_core_2",
                            "cst_schema_derived", "cst_schema_geopackage"):
            yield f"script that is no schema: {argument}"
    if in_store:
        for call in PASTE.findall(code):
            yield f"{call}: text is not put together here"
    if name == SQL_FILE:
        for literal in LITERAL.findall(code):
            for value in re.findall(r"'[^']*'", literal):
                if value not in FIXED:
                    yield f"a value inside a statement: {value}"
            if "%" in literal:
                yield f"a format: {literal}"
    else:
        for literal in LITERAL.findall(code):
            if STATEMENT.match(literal):
                yield f"SQL outside {SQL_FILE}: {literal}"


def main():
    bad = 0
    for folder in ("src", "cli"):
        for path in sorted((TOP / folder).rglob("*.[ch]")):
            name = str(path.relative_to(TOP))
            for problem in check(path, name):
                print(f"{name}: {problem}")
                bad += 1
    print(f"sql: {bad} problems")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
