#!/usr/bin/env python3
"""Measure what the gazetteer makes of spellings that no table has.

usage: eval_spellings.py [--binary PATH] [--places N] [--misses] TABLES [CC...]

TABLES holds GeoNames tables (CC.txt and CC.alt.tsv, plain or gzip). Of each
country N settlements are taken, of each one spelling is struck from the tables
wherever it stands, and that is looked up in the unit and the country that hold
the place, as "NAME village, UNIT, COUNTRY". The store has nothing but this
country. Prints, by country and by script of the spelling, how many were resolved
and how many of those lie within 10 km. A Latin spelling that shares little with
all others of its place is another name, not another spelling, and is passed over;
so is one that another place of the unit has.
"""
import argparse
import collections
import gzip
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zlib

TOP = pathlib.Path(__file__).resolve().parent.parent
NEAR_KM = 10
COUNTRIES = "AF BF CD CF CM EG ET IQ IR LB LY ML MM MZ NE NG PS SD SO SS SY TD UA YE"
SCRIPTS = ["LATIN", "ARABIC", "CYRILLIC"]


def lines(folder, name):
    path = folder / name
    opener = open
    if not path.exists():
        path, opener = folder / (name + ".gz"), gzip.open
    if path.exists():
        with opener(path, "rt", encoding="utf-8", newline="\n") as f:
            for line in f:
                yield line.rstrip("\n").split("\t")


def fold(s):
    s = "".join(c for c in unicodedata.normalize("NFD", s.lower())
                if not unicodedata.combining(c))
    return re.sub(r"[\W_]", "", s)


def script_of(s):
    kinds = {unicodedata.name(c, "?").split()[0] for c in s if c.isalpha()}
    return next(iter(kinds)) if len(kinds) == 1 else None


def apart(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(last + (x != y), row[j] + 1,
                                       row[j - 1] + 1)
    return row[-1]


def code_units(rows, areas):
    """Some tables leave out the code of a unit: that of most settlements near its
    middle. Returns unit id -> code."""
    codes = {}
    for c in areas:
        lat, lon = float(c[4]), float(c[5])
        near = sorted((math.hypot(float(r[4]) - lat, float(r[5]) - lon), r[10])
                      for r in rows.values() if r[10].strip("0"))[:25]
        votes = collections.Counter(code for _, code in near)
        codes[c[0]] = c[10] or (votes.most_common(1)[0][0] if votes else "")
    return codes


def read_country(folder, cc):
    """Rows of settlements, all their spellings, units by code, codes by unit."""
    rows, names, areas = {}, collections.defaultdict(set), []
    for c in lines(folder, cc + ".txt"):
        if c[6] == "P":
            rows[c[0]] = c
        if c[7] == "ADM1":
            areas.append(c)
        names[c[0]] |= {c[1], c[2], *c[3].split(",")}
    for c in lines(folder, cc + ".alt.tsv"):
        names[c[0] if c[0] != "-" else c[1]].add(c[-1])
    codes = code_units(rows, areas)
    units = {codes[c[0]]: c[1] for c in reversed(areas)}
    return rows, names, units, codes


def candidates(all_names, main):
    """Spellings that may be struck: not the printed one, not another name."""
    out = []
    latin = {fold(n) for n in all_names if script_of(n) == "LATIN"}
    for name in all_names:
        key, script = fold(name), script_of(name)
        if not 3 < len(key) < 40 or key == fold(main) or script not in SCRIPTS:
            continue
        if script == "LATIN":
            others = [apart(key, o) for o in latin if o and o != key]
            if not others or min(others) > max(1, len(key) * 0.35):
                continue
        out.append((script, name))
    return out


def choose(folder, cc, want):
    """script -> {id: (struck spelling, lat, lon, unit)}, codes by unit."""
    rows, names, units, codes = read_country(folder, cc)
    chosen = {s: {} for s in SCRIPTS}
    spelled = collections.Counter(
        (c[10], key) for i, c in rows.items()
        for key in {fold(n) for n in names[i]})
    for key in sorted(rows, key=lambda i: zlib.crc32(i.encode())):
        c = rows[key]
        if all(len(chosen[s]) >= want for s in SCRIPTS):
            break
        found = [(s, n) for s, n in candidates(sorted(names[key]), c[1])
                 if spelled[c[10], fold(n)] == 1]
        found.sort(key=lambda f: (len(chosen[f[0]]), zlib.crc32(f[1].encode())))
        if found and len(chosen[found[0][0]]) < want and units.get(c[10]):
            script, name = found[0]
            chosen[script][key] = (name, float(c[4]), float(c[5]), units[c[10]])
    return chosen, codes


def write_tables(folder, cc, chosen, codes, out):
    """The tables without the struck spellings; returns their paths."""
    struck = {i: fold(p[0]) for places in chosen.values()
              for i, p in places.items()}
    paths = [out / f"{cc}.txt", out / f"{cc}.alt.tsv"]
    with open(paths[0], "w", encoding="utf-8") as f:
        for c in lines(folder, cc + ".txt"):
            c[10] = codes.get(c[0], c[10])
            if c[0] in struck:
                c[2] = c[1] if fold(c[2]) == struck[c[0]] else c[2]
                c[3] = ",".join(n for n in c[3].split(",")
                                if fold(n) != struck[c[0]])
            f.write("\t".join(c) + "\n")
    with open(paths[1], "w", encoding="utf-8") as f:
        for c in lines(folder, cc + ".alt.tsv"):
            own = c[0] if c[0] != "-" else c[1]
            if own not in struck or fold(c[-1]) != struck[own]:
                f.write("\t".join(c) + "\n")
    return [str(p) for p in paths]


def verdict(answer, at):
    if not answer["places"]:
        return "unknown"
    if answer["open"]:
        return "open"
    p = answer["places"][0]
    x = (p["lon"] - at[1]) * math.cos(math.radians(at[0]))
    return ("right" if 111.2 * math.hypot(x, p["lat"] - at[0]) <= NEAR_KM
            else "far off")


def measure(binary, folder, cc, want, show):
    """script -> counts."""
    chosen, codes = choose(folder, cc, want)
    country = next((c[1] for c in lines(folder, cc + ".txt") if c[7] == "PCLI"), cc)
    tally = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name)
        store = str(out / "store.gaz")
        tables = [str(TOP / "data/gazetteer/generic.tsv"),
                  *write_tables(folder, cc, chosen, codes, out)]
        subprocess.run([binary, "gazetteer", "add", "-q", "--data", name, "--out",
                        store, *tables], check=False)
        asked = [(s, p) for s in SCRIPTS for p in chosen[s].values()]
        text = "".join(f"{p[0].replace(',', ' ')} village, {p[3]}, {country}\n"
                       for _, p in asked)
        done = subprocess.run(
            [binary, "gazetteer", "find", "-", "--format", "jsonl", "--gazetteer",
             store], input=text, capture_output=True, text=True, check=True)
    for (script, p), line in zip(asked, done.stdout.splitlines()):
        a = json.loads(line)
        v = verdict(a, p[1:])
        tally[script][v] += 1
        if show and v != "right":
            print(cc, script, v, a["how"], p[0], p[3],
                  [q["name"] for q in a["places"][:3]], sep=" | ")
    return tally


def figures(c):
    n, resolved = sum(c.values()), c["right"] + c["far off"]
    return (f"{n:5} {resolved / n:6.3f} {c['right'] / max(1, resolved):6.3f}"
            if n else f"{'-':>5} {'':6} {'':6}")


def print_all(binary, folder, countries, want, show):
    total = collections.defaultdict(collections.Counter)
    print("    " + "".join(f"{s.lower():>22}" for s in SCRIPTS)
          + "\n    " + " places    res.  right" * len(SCRIPTS))
    for cc in countries:
        tally = measure(str(binary), folder, cc, want, show)
        for s in SCRIPTS:
            total[s].update(tally[s])
        print(f"{cc:4}" + "  ".join(" " + figures(tally[s]) for s in SCRIPTS))
    print("all " + "  ".join(" " + figures(total[s]) for s in SCRIPTS))


def print_struck(binary):
    """As part of `make eval`: twenty places of each country and script."""
    folder = TOP.parent / "shared" / "data" / "gazetteer"
    if not folder.is_dir():
        print("eval: SKIP: no tables of places beside the repository")
        return
    print("\nspellings that no table has, by `gazetteer find`:")
    print_all(binary, folder, COUNTRIES.split(), 20, False)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(TOP / "build/release/constat"))
    parser.add_argument("--places", type=int, default=150)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("tables")
    parser.add_argument("countries", nargs="*")
    args = parser.parse_args()
    print_all(args.binary, pathlib.Path(args.tables),
              args.countries or COUNTRIES.split(), args.places, args.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
