#!/usr/bin/env python3
"""Measure the places of events against expected.tsv.

usage: score.py CONSTAT [--misses]
Prints how many happenings were found, and of those how many have the right
name, the right containing places and a point near enough.
"""
import json
import pathlib
import subprocess
import sys
import unicodedata
from math import asin, cos, radians, sin, sqrt

HERE = pathlib.Path(__file__).parent
STOP = set("le la les l un une des de du d en et au aux a dans par sur".split())


def fold(s):
    s = unicodedata.normalize("NFKD", s or "").lower().replace("’", "'")
    s = "".join(c if c.isalnum() else " " for c in s
                if not unicodedata.combining(c))
    return " ".join(w for w in s.split() if w not in STOP)


def kilometres(a, b, c, d):
    a, b, c, d = map(radians, (a, b, c, d))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371 * asin(sqrt(min(1, h)))


def expected():
    for line in (HERE / "expected.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            c = (line.split("\t") + [""] * 7)[:7]
            yield c[0], c[1], [fold(n) for n in c[2].split("|")], [
                [fold(v) for v in p.split("/")]
                for p in c[3].split(";") if p.strip()], c[4:7]


def main():
    files = sorted(HERE.glob("*.txt"))
    out = subprocess.run([sys.argv[1], "read", "-q", "--format", "jsonl", *files],
                         capture_output=True, text=True, check=True).stdout
    events, name_of = {}, {}
    for line in out.splitlines():
        r = json.loads(line)
        if r["record"] == "document":
            name_of[r["document"]] = pathlib.Path(r["path"]).stem
        elif r["record"] == "event":
            events.setdefault(name_of[r["document"]], []).append(r)
    n = dict(all=0, found=0, name=0, held=0, points=0, near=0)
    notes = []
    for stem, words, names, holders, at in expected():
        text = (HERE / (stem + ".txt")).read_bytes()
        b = text.find(words.encode())
        assert b >= 0, (stem, words)
        n["all"] += 1
        # The happening whose evidence shares most with the words.
        best, hit = 0, None
        for e in events.get(stem, []):
            for s in e["evidence"]:
                o = min(s["end"], b + len(words.encode())) - max(s["begin"], b)
                o -= abs(s["begin"] - b) / 1000
                if o > best:
                    best, hit = o, e
        if not hit:
            notes.append(f"LOST  {stem}: {words}")
            continue
        n["found"] += 1
        p = hit["place"] or {"name": "", "text": "", "in": [], "lat": None}
        got = {fold(p["name"]), fold(p["text"])} - {""}
        ok = any(g == w or f" {w} " in f" {g} " for g in got for w in names)
        held = [fold(v) for v in p["in"]] + sorted(got)
        inside = all(any(v == h or f" {v} " in f" {h} " for v in vs for h in held)
                     for vs in holders)
        n["name"] += ok
        n["held"] += inside
        near = True
        if at[0]:
            n["points"] += 1
            near = p["lat"] is not None and kilometres(
                float(at[0]), float(at[1]), p["lat"], p["lon"]) <= float(at[2])
            n["near"] += near
        if not (ok and inside and near):
            notes.append("%s%s%s  %s: %s: want %s in %s at %s, got %s|%s %s %s,%s %s" % (
                "-" if ok else "N", "-" if inside else "I", "-" if near else "P",
                stem, words, names[0], [h[0] for h in holders], at[:2],
                p["name"], p["text"], p["in"], p["lat"], p.get("lon"), p.get("basis")))
    print("happenings found %d of %d" % (n["found"], n["all"]))
    print("name   %.3f" % (n["name"] / n["found"]))
    print("held   %.3f" % (n["held"] / n["found"]))
    print("point  %.3f of %d" % (n["near"] / n["points"], n["points"]))
    if "--misses" in sys.argv:
        print("\n".join(notes))


if __name__ == "__main__":
    main()
