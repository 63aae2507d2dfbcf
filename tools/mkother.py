#!/usr/bin/env python3
"""Compile data/gazetteer/units.tsv: what other tongues call countries and units.

usage: mkother.py TABLES PLACES.tsv > units.tsv

TABLES holds CC.txt and CC.alt.tsv (GeoNames, Who's On First), PLACES.tsv is
data/gazetteer/places.tsv. Each country and first-level unit of both gets the names
that English, Arabic, Persian, Russian and the tongues of its country have for it,
for look-ups in lists of places; reports are French. Standard library only.
"""
import collections
import csv
import gzip
import pathlib
import sys

ALL = {"eng", "ara", "fas", "rus"}
OWN = {"UA": {"ukr"}, "AF": {"pus"}, "ET": {"amh", "orm", "tir"}, "MM": {"mya"},
       "MZ": {"por"}, "SO": {"som"}, "TR": {"tur", "kur"}, "IQ": {"kur"},
       "IL": {"heb"}, "PS": {"heb"}, "IR": {"kur", "azb"}, "SY": {"kur"}}
MOST = 12  # names of one tongue


def lines(folder, name):
    for path, opener in ((folder / name, open), (folder / (name + ".gz"), gzip.open)):
        if path.exists():
            with opener(path, "rt", encoding="utf-8", newline="\n") as f:
                for line in f:
                    yield line.rstrip("\n").split("\t")
            return


def names_of(folder, cc):
    """GeoNames or Who's On First number -> names, without doubles."""
    names = collections.defaultdict(dict)
    count = collections.Counter()
    for c in lines(folder, cc + ".alt.tsv"):
        tongue, name = c[2], c[-1]
        if tongue not in ALL | OWN.get(cc, set()) or "|" in name or not name:
            continue
        for own in {c[0], c[1]} - {"-"}:
            count[own, tongue] += 1
            if count[own, tongue] <= MOST:
                names[own][name] = True
    return names


def main():
    folder = pathlib.Path(sys.argv[1])
    by_country = collections.defaultdict(list)
    with open(sys.argv[2], encoding="utf-8", newline="") as f:
        rows = (line for line in f if not line.startswith(("#", "!")))
        for c in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if c[3] in ("country", "admin1"):
                by_country[c[4]].append(c)
    print("!other\n# Names of countries and first-level units in other tongues: "
          "facts from GeoNames (CC BY 4.0) and\n# Who's On First. "
          "Written by tools/mkother.py.")
    for cc in sorted(by_country):
        names = names_of(folder, cc)
        country = next((c[0] for c in lines(folder, cc + ".txt")
                        if c[7] == "PCLI"), None)
        for c in sorted(by_country[cc]):
            number = country if c[3] == "country" else c[0].split(":")[1]
            have = {c[1], *c[2].split("|")}
            fresh = [n for n in names.get(number, ()) if n not in have]
            if fresh:
                own = cc if c[3] == "country" else c[0]
                print(own, "|".join(fresh), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
