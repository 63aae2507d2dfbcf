#!/usr/bin/env python3
"""The words of the pages (src/present/ui.tsv): each row has a phrase in every
language, with the same blanks to fill; each phrase is asked for, and what is
asked for is there. Prints what breaks this."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
TABLE = TOP / "src/present/ui.tsv"
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
KEY = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9_]+)*")
FILES = (".html", ".json", ".css")  # names of files are no keys
# These take a key, or hand it on.
ASKS = re.compile(r'\b(?:cst_put_word|cst_put_with|cst_put_count|cst_ui_word|'
                  r'cst_page_row|cst_page_filter|cst_page_cover_open)'
                  r'\(([^;{}]*?)\)')


def rows():
    languages = None
    for number, line in enumerate(
            TABLE.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if languages is None:
            languages = cells[1:]
        else:
            yield number, cells, languages


def check_rows():
    seen = set()
    for number, (key, *phrases), languages in rows():
        if not KEY.fullmatch(key):
            yield number, f"no key: {key}"
        if key in seen:
            yield number, f"{key} stands twice"
        seen.add(key)
        if len(phrases) != len(languages):
            yield number, f"{key}: {len(phrases)} phrases for {languages}"
        blanks = [sorted(set(re.findall(r"\{.\}", p))) for p in phrases]
        for language, phrase, has in zip(languages, phrases, blanks):
            if not phrase:
                yield number, f"{key} has no phrase in {language}"
            # A singular may say the number in a word.
            if has != blanks[0] and not key.endswith(".1"):
                yield number, f"{key}: {language} fills {has}, not {blanks[0]}"


def check_uses():
    keys = {cells[0]: number for number, cells, _ in rows()}
    literals, asked = set(), set()
    for path in sorted((TOP / "src/present").glob("*.[ch]")):
        if path.name.startswith("export"):
            continue  # names of files, no words for a reader of pages
        text = path.read_text(encoding="utf-8")
        literals |= set(LITERAL.findall(text))
        for call in ASKS.findall(text):
            asked |= {x for x in LITERAL.findall(call) if KEY.fullmatch(x)}
    for key, number in keys.items():
        prefixes = {key[:i] for i, c in enumerate(key) if c == "."}
        if key not in literals and not prefixes & literals:
            yield number, f"nobody asks for {key}"
    for name in asked | {x for x in literals if KEY.fullmatch(x) and "." in x}:
        if name not in keys and not name.endswith(FILES) and \
                not any(key.startswith(name + ".") for key in keys):
            yield 0, f"{name} is asked for and not there"


def main():
    bad = 0
    for number, problem in [*check_rows(), *check_uses()]:
        print(f"src/present/ui.tsv:{number}: {problem}")
        bad += 1
    print(f"ui: {bad} problems")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
