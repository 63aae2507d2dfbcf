#!/usr/bin/env python3
"""Check the lexicon files of a language pack against docs/RULES.md.

usage: check_lexicon.py [--dic HUNSPELL.dic] PACK_DIR...

Takes pack folders (default: lang/*), prints one line a problem and exits 1 if
there was one. It checks columns, parts of speech, class and feature names,
tags, duplicates, features that two files set differently, forms of a closed
file that an open file touches, and that pack.conf lists the files that exist.
With --dic it also names open one-word entries that the dictionary lacks and
that give no tags= or forms= (they would be uninflected), and words after ~
that are no lemma. It does not judge the words.
"""
import argparse
import os
import re
import sys

POS = set("NVAXDOPCRMIY*")
TAGS = {"m", "f", "s", "p", "1", "2", "3", "ind", "cond", "subj", "imp",
        "inf", "ppast", "ppres", "pres", "impf", "past", "fut"}
NAME = re.compile(r"^[a-z][a-z0-9_]*$")
DIC_POS = {"nom": "N", "npr": "X", "prn": "X", "patr": "X", "adj": "A",
           "adv": "R", "v1": "V", "v2": "V", "v3": "V", "v0": "V",
           "prep": "P"}


class Report:
    def __init__(self):
        self.count = 0

    def __call__(self, path, line, text):
        self.count += 1
        print(f"{path}:{line}: {text}")


def read_rows(path, report):
    """Data lines of a lexicon file, as (line number, cells)."""
    try:
        text = open(path, encoding="utf-8").read()
    except UnicodeDecodeError:
        report(path, 0, "not UTF-8")
        return False, []
    lines = text.split("\n")
    closed = lines[0].strip() == "#closed"
    rows = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        if line != line.strip():
            report(path, number, "space at the edge of the line")
        rows.append((number, line.split("\t")))
    return closed, rows


def parse_features(path, number, text, report):
    features = {}
    for item in text.split():
        key, eq, value = item.partition("=")
        if not eq or not value or not NAME.match(key):
            report(path, number, f"bad feature '{item}'")
            continue
        if key in features:
            report(path, number, f"feature '{key}' twice")
        features[key] = value
    if features.get("cap") not in (None, "1", "all"):
        report(path, number, "cap is neither 1 nor all")
    for tag in features.get("tags", "").split("."):
        if tag and tag not in TAGS:
            report(path, number, f"unknown tag '{tag}'")
    for form in features.get("forms", "").split(","):
        if form:
            word, slash, tags = form.partition("/")
            if not word or not slash or not set(tags.split(".")) <= TAGS:
                report(path, number, f"bad form '{form}'")
    return features


def check_lemma(path, number, lemma, report):
    if lemma != " ".join(lemma.split()):
        report(path, number, "blanks in the lemma")
    if "’" in lemma:
        report(path, number, "typographic apostrophe in the lemma")
    if "~" in lemma and not re.search(r"(^| )~\w", lemma):
        report(path, number, "~ stands before no word")
    if lemma.startswith("~") and " " not in lemma:
        report(path, number, "~ in a single word")
    if re.search(r"\b[ldnsjmtcLDNSJMTC]'\w", lemma) and " " in lemma:
        report(path, number, "an elided word is its own word: put a blank")


def check_row(path, number, cells, report):
    """Returns (lemma, pos, classes, features) or None."""
    if not 3 <= len(cells) <= 4:
        report(path, number, f"{len(cells)} columns, not 3 or 4")
        return None
    lemma, pos, classes = cells[:3]
    if not lemma:
        report(path, number, "empty lemma")
    if pos not in POS:
        report(path, number, f"part of speech '{pos}'")
    for name in classes.split(","):
        if name != "-" and not NAME.match(name):
            report(path, number, f"bad class '{name}'")
    check_lemma(path, number, lemma, report)
    features = parse_features(path, number,
                              cells[3] if len(cells) > 3 else "", report)
    return lemma.lower(), pos, classes, features


def read_dic(path):
    """Lower-case word -> set of parts of speech."""
    words = {}
    for line in open(path, encoding="utf-8"):
        parts = line.split()
        if not parts:
            continue
        word = parts[0].split("/")[0].lower()
        for item in parts[1:]:
            if item.startswith("po:"):
                code = re.split("[_.]", item[3:])[0][:4]
                pos = DIC_POS.get(code) or DIC_POS.get(code[:2])
                words.setdefault(word, set()).add(pos or "-")
    return words


def check_known(path, number, row, dic, known, report):
    lemma, pos, _, features = row
    if " " in lemma:
        for word in lemma.split():
            if word[0] == "~" and word[1:] not in known:
                report(path, number, f"no lemma '{word}'")
    elif pos == "A" and lemma[-1] in "éiut":
        pass  # a participle: the form table makes its adjective
    elif (pos in "NAV" and pos not in dic.get(lemma, ())
          and not features.keys() & {"tags", "forms", "cap"}):
        report(path, number, f"'{lemma}' {pos}: unknown, needs tags or forms")


def conf_lexicons(pack, report):
    path = os.path.join(pack, "pack.conf")
    if not os.path.exists(path):
        report(path, 0, "missing")
        return None
    for line in open(path, encoding="utf-8"):
        key, _, value = line.partition("=")
        if key.strip() == "lexicons":
            return value.split()
    report(path, 0, "no key 'lexicons'")
    return None


def check_pack(pack, dic, report):
    folder = os.path.join(pack, "lexicon")
    names = sorted(f[:-4] for f in os.listdir(folder) if f.endswith(".tsv"))
    listed = conf_lexicons(pack, report)
    if listed is not None:
        for name in sorted(set(names) ^ set(listed)):
            report(os.path.join(pack, "pack.conf"), 0,
                   f"lexicons and the files differ on '{name}'")
    features_of, closed_forms, entries = {}, {}, []
    for name in names:
        path = os.path.join(folder, name + ".tsv")
        closed, rows = read_rows(path, report)
        seen = {}
        for number, cells in rows:
            row = check_row(path, number, cells, report)
            if not row:
                continue
            lemma, pos, classes, features = row
            tags = features.get("tags", "") if closed else ""
            key = (lemma, pos, tags, classes if closed else "")
            if key in seen:
                report(path, number, f"'{lemma}' {pos} again, first in line "
                       f"{seen[key]}")
            seen[key] = number
            if closed:
                closed_forms.setdefault(lemma, set()).add(pos)
                continue
            entries.append((path, number, row))
            plain = lemma.replace("~", "")
            known = features_of.setdefault((plain, pos), {})
            for feature, value in features.items():
                if feature in ("tags", "forms"):
                    continue
                other = known.setdefault(feature, (value, path, number))
                if other[0] != value:
                    report(path, number, f"'{lemma}' {pos}: {feature}={value} "
                           f"but {other[0]} at {other[1]}:{other[2]}")
    lemmas = {row[0] for _, _, row in entries} | set(dic)
    for path, number, row in entries:
        if row[0] in closed_forms and row[1] not in closed_forms[row[0]]:
            report(path, number, f"'{row[0]}' {row[1]}: a closed file drops "
                   "this reading")
        if dic:
            check_known(path, number, row, dic, lemmas, report)
    return len(entries) + sum(map(len, closed_forms.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dic")
    parser.add_argument("packs", nargs="*")
    options = parser.parse_args()
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..",
                        "lang")
    packs = options.packs or [os.path.join(root, name)
                              for name in sorted(os.listdir(root))]
    dic = read_dic(options.dic) if options.dic else {}
    report, total = Report(), 0
    for pack in packs:
        total += check_pack(pack, dic, report)
    print(f"{total} entries, {report.count} problems")
    return 1 if report.count else 0


if __name__ == "__main__":
    sys.exit(main())
