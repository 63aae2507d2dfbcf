#!/usr/bin/env python3
"""Measure the gazetteer against a list of places with points.

usage: eval_places.py [--binary PATH] [--store PATH] LIST.tsv [TABLE...]

LIST.tsv is UCDP's georeferenced events (where_coordinates, adm_1, adm_2,
latitude, longitude, where_prec) or has the columns name, in, lat, lon. Each
distinct exact place (where_prec 1) is looked up with its containers by
`constat gazetteer find`; TABLEs (GeoNames tables, plain or gzip) are imported
first, on top of the built-in store. Prints how many were resolved, how many of
those lie within 10 km, and why the others were not.
"""
import argparse
import collections
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
NEAR_KM = 10


def read_list(path):
    """name -> (lat, lon, containers), the first row of each name."""
    places = {}
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            if row.get("where_prec", "1") != "1":
                continue
            if "where_coordinates" in row:
                name, lat, lon = (row["where_coordinates"], row["latitude"],
                                  row["longitude"])
                held = [row["adm_2"], row["adm_1"], row["country"]]
            else:
                name, lat, lon = row["name"], row["lat"], row["lon"]
                held = row.get("in", "").split("|")
            held = [h for h in held if h]
            places.setdefault(name, (float(lat), float(lon), held))
    return places


def kilometres(a, b):
    x = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(x, a[0] - b[0])


def find(binary, store, places):
    lines = [", ".join([name.replace(",", ";"), *(h.replace(",", " ") for h in p[2])])
             for name, p in places.items()]
    command = [binary, "gazetteer", "find", "-", "--format", "jsonl"]
    if store:
        command += ["--gazetteer", store]
    done = subprocess.run(command, input="\n".join(lines) + "\n", check=True,
                          capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def verdict(answer, at):
    """How it went, and by which key."""
    if not answer["places"]:
        return "no place of that name there"
    if answer["open"]:
        return "several fit as well"
    first = answer["places"][0]
    near = kilometres(at, (first["lat"], first["lon"])) <= NEAR_KM
    return "right" if near else "far off"


def measure(binary, store, path, show):
    places = read_list(path)
    answers = find(binary, store, places)
    tally, by = collections.Counter(), collections.Counter()
    for (name, p), a in zip(places.items(), answers):
        v = verdict(a, p)
        tally[v] += 1
        by[a["how"], v] += 1
        if v != "right" and show:
            print(v, a["how"], name, p[2], p[:2], [
                (q["name"], q["kind"], round(kilometres(p, (q["lat"], q["lon"]))))
                for q in a["places"][:3]], sep=" | ")
    n, taken = len(places), tally["right"] + tally["far off"]
    print(f"{n} places: {taken} resolved ({taken / n:.3f}), of those "
          f"{tally['right']} within {NEAR_KM} km ({tally['right'] / max(taken, 1):.3f})")
    for v, count in tally.most_common():
        keys = ", ".join(f"{h} {c}" for (h, w), c in sorted(
            by.items(), key=str) if w == v and h)
        print(f"  {v:30} {count:5}  {keys}")


def print_ucdp(binary):
    """Of UCDP's exact places in Syria, with the tables of Syria imported."""
    data = TOP.parent / "shared" / "data"
    tables = [data / "gazetteer" / f"SY.{end}"
              for end in ("txt", "alt.tsv", "admin.geojson")]
    events = data / "ucdp_ged_syria/ucdp_syria.tsv"
    if not all(p.is_file() for p in [*tables, events]):
        print("eval: SKIP: no list of places beside the repository")
        return
    print("\nplaces of UCDP GED in Syria by `gazetteer find`:")
    with tempfile.TemporaryDirectory() as folder:
        store = str(pathlib.Path(folder) / "places.gaz")
        subprocess.run([str(binary), "gazetteer", "add", "-q", "--out", store,
                        *map(str, tables)], check=False)
        measure(str(binary), store, events, False)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(TOP / "build/release/constat"))
    parser.add_argument("--store")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("list")
    parser.add_argument("tables", nargs="*")
    args = parser.parse_args()
    if not args.tables:
        measure(args.binary, args.store, args.list, args.misses)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        store = str(pathlib.Path(folder) / "places.gaz")
        command = [args.binary, "gazetteer", "add", "--out", store]
        if args.store:
            command += ["--gazetteer", args.store]
        subprocess.run(command + args.tables, check=False)
        measure(args.binary, store, args.list, args.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
