#!/usr/bin/env python3
"""Compile data/gazetteer/places.tsv and settlements.tsv from GeoNames-style tables.

usage: mkgazetteer.py TABLES NATURAL_EARTH.json PLACES.tsv SETTLEMENTS.tsv

settlements.tsv has every place that the tables know and places.tsv does not, under
each of its spellings, in the order of the look-up (village_key); the program
searches it as it lies on disk.

TABLES holds cities15000.txt, CC.txt (19 columns) and CC.alt.tsv (id, Who's On
First id, language, kind, name), plain or .gz. French names that news use, the
countries and regions come from countries.tsv, french.tsv and quarters.tsv beside the output;
what they say wins over the tables. Standard library only; the output depends
on nothing but these files. Run once in a long while; the result is committed.
"""
import csv
import gzip
import json
import math
import os
import re
import sys
import unicodedata
from collections import defaultdict

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "..", "data", "gazetteer")
MAX_WOF = 20_000_000  # ids above are Who's On First's
# Least population of a town, by how much its country is in the reports.
WAR = "AF BF CD CF CM IQ LB LY ML NE NG PS SD SO SS SY TD YE UA".split()
NEAR = "EG ET IL IR JO MM MZ SA TR".split()
SOME = ("RU PK PH CO LK AZ AM GE BI RW KE UG TH DZ TN TJ KG HT ER DJ SN CI XK "
        "FR BE MR GN TZ BJ TG").split()
FLOOR = dict.fromkeys(WAR, 5000) | dict.fromkeys(NEAR, 20000) \
    | dict.fromkeys(SOME, 40000)
FLOOR.update(FR=30000, BE=30000, RU=90000, PK=70000, PH=100000, CO=70000,
             NG=15000, UA=8000, PS=5000, IR=50000, TR=20000, EG=30000,
             IL=20000, SA=30000, US=40000, GB=20000, DE=20000, ES=30000,
             IT=30000, CH=15000, CA=40000, BI=15000, RW=15000, UG=25000)
FLOOR.update(FR=15000, BE=15000)
ELSE_FLOOR = 60000
GENERIC = re.compile(
    r"^(?:oblast|province|région|region|état|gouvernorat|district|subdivision|"
    r"préfecture|département|territoire)s? "
    r"(?:(?:de la|des|du|de|d) |de l ?['’]|d ?['’])?(?P<x>[A-ZÉÂÎÔ].+)$", re.I)


def fold(s):
    """As the look-up folds: lower case, no accents, blanks for hyphens."""
    s = s.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    s = s.replace("ı", "i").replace("ß", "ss").replace("ø", "o")
    s = s.replace("đ", "d").replace("ł", "l").lower()
    s = "".join(c for c in unicodedata.normalize("NFD", s)
                if not unicodedata.combining(c))
    s = re.sub(r"[’ʼʻ‘`ʿʾ'´]", "'", s).replace("-", " ").replace("‑", " ")
    return " ".join(s.split())


def key(s):
    """Comparison key of a table name: no apostrophes either."""
    return fold(s).replace("'", "").replace(".", "")


def plain(s):
    """A name without the scholarly marks of transliteration."""
    s = re.sub(r"[ʼʻ‘’`ʿʾ]", "'", s)
    out = []
    for c in unicodedata.normalize("NFC", s):
        d = unicodedata.normalize("NFD", c)
        if len(d) > 1 and d[1] in "\u0304\u0323\u0327\u0331\u032e\u0306" \
                and c not in "çÇşŞģţăğĞ":
            c = d[0]
        out.append(c)
    return "".join(out).strip("' ").replace("Şh", "Sh")


def is_latin(s):
    return all(ord(c) < 0x250 or ord(c) in range(0x1E00, 0x1F00)
               or c in "'’‘ʼʻ- " for c in s) and any(c.isalpha() for c in s)


def read_lines(folder, name):
    path = os.path.join(folder, name)
    opener = open
    if not os.path.exists(path):
        path, opener = path + ".gz", gzip.open
    if not os.path.exists(path):
        return
    with opener(path, "rt", encoding="utf-8", newline="\n") as f:
        for line in f:
            yield line.rstrip("\n").split("\t")


class Place:
    __slots__ = ("id", "name", "names", "kind", "cc", "unit", "lat", "lon",
                 "pop", "demonym", "key", "code", "alts", "ours", "feature",
                 "french", "alias")

    def __init__(self, f=None):
        self.names, self.demonym, self.unit, self.ours = [], "", "", False
        self.french, self.alias = False, ()
        if f:
            self.id = int(f[0])
            self.name, self.cc = plain(f[1]), f[8]
            self.code = f[10].lstrip("0")
            self.alts = [f[1], f[2]]
            self.lat, self.lon = float(f[4]), float(f[5])
            self.pop, self.feature = int(f[14] or 0), f[7]
            self.key = {key(f[1]), key(f[2])}


def distance(a, b):
    """Kilometres, flat enough here."""
    x = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(x, a.lat - b.lat)


def load_french():
    """french.tsv: overrides by (cc, key, kind), new places, stop words."""
    over, fresh, stop = {}, [], set()
    with open(os.path.join(HERE, "french.tsv"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            c = (line.rstrip("\n").split("\t") + [""] * 8)[:8]
            if c[0] == "--":
                stop.add(fold(c[1]))
            elif c[5]:
                fresh.append(c)
            else:
                over[(c[0], key(c[1]), c[2])] = (c[3], [v for v in
                                                       c[4].split("|") if v])
    return over, fresh, stop


def load_quarters():
    """quarters.tsv, in the columns of the new places of french.tsv."""
    out = []
    with open(os.path.join(HERE, "quarters.tsv"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            cc, town, name, variants, lat, lon = line.rstrip("\n").split("\t")
            out.append([cc, "", "quarter", name, variants, lat, lon, town])
    return out


def load_names(folder, cc):
    """French and English names by id, preferred first."""
    names = defaultdict(lambda: defaultdict(list))
    for f in read_lines(folder, cc + ".alt.tsv"):
        if len(f) < 5 or f[2] not in ("fra", "eng") or not is_latin(f[4]):
            continue
        i = int(f[0]) if f[0].isdigit() and f[0] != "0" else int(f[1])
        lst = names[i][f[2]]
        lst.insert(0, f[4]) if f[3] == "preferred" and not (
            lst and names[i]["p" + f[2]]) else lst.append(f[4])
        if f[3] == "preferred":
            names[i]["p" + f[2]].append(f[4])
    return names


def aliases(cell, cc, wanted):
    """Spellings of a table row that french.tsv asks for."""
    return {k for k in (key(a) for a in cell.split(",") if a and is_latin(a))
            if (cc, k) in wanted}


def load_tables(folder, wanted):
    """All towns and first-level units, by id."""
    towns, units, country_rows = {}, [], {}
    for f in read_lines(folder, "cities15000.txt"):
        p = Place(f)
        if p.feature in ("PPLX", "PPLH", "PPLQ", "PPLW") and p.cc not in WAR:
            continue
        towns[p.id] = p
        p.alts += [a for a in f[3].split(",") if a and is_latin(a)]
        p.alias = aliases(f[3], p.cc, wanted)
    for cc in sorted(c[:2] for c in os.listdir(folder)
                     if re.match(r"[A-Z]{2}\.txt(\.gz)?$", c)):
        names = load_names(folder, cc)
        for f in read_lines(folder, cc + ".txt"):
            if len(f) < 15 or f[8] not in (cc, ""):
                continue
            i = int(f[0])
            if f[7] == "PCLI":
                country_rows[cc] = Place(f)
                continue
            if f[7] == "ADM1" and i:
                p = Place(f)
                units.append(p)
            elif f[6] == "P" and f[7] not in ("PPLH", "PPLQ", "PPLW"):
                p = towns.get(i) or Place(f)
                if i not in towns:
                    towns[i] = p
                elif not p.code and f[10]:
                    p.code = f[10].lstrip("0")
                p.key |= {key(f[2])}
                p.alias = aliases(f[3], p.cc, wanted) | set(p.alias)
            else:
                continue
            fra, eng = names[i]["fra"], names[i]["eng"]
            if fra:
                p.french, p.name = True, fra[0]
            elif not is_latin(p.name) and eng:
                p.name = eng[0]
            p.alts = fra + eng[:3] + p.alts
            p.key |= {key(a) for a in eng[:1] + fra[:1]}
            p.alias = {k for k in map(key, fra + eng) if (p.cc, k) in wanted
                       } | set(p.alias)
    return towns, units, country_rows


def loose(k):
    """A town's name as one might also write it: no article, one vowel for the
    ways to write it, no doubled letters."""
    k = re.sub(r"^(al|el|ar|as|at|ad|an|az|ash|ath|ech|es|ed) ", "", k)
    for a, b in (("tch", "ch"), ("sh", "ch"), ("ou", "u"), ("oo", "u"),
                 ("ee", "i"), ("y", "i"), ("ai", "e"), ("ei", "e"), ("q", "k"),
                 ("dj", "j"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"),
                 ("ii", "i"), ("aa", "a"), ("w", "u"), (" ", "")):
        k = k.replace(a, b)
    k = re.sub(r"(.)\1", r"\1", k)
    return re.sub(r"(?<=..)[aeh]+$", "", k).replace("o", "u").replace("e", "i")


def one_place(hits):
    """The places that are meant: the far largest, or a seat, or all that lie
    together; small places of one name far apart cannot be told apart."""
    if not hits:
        return hits
    top = max(p.pop for p in hits)
    best = [p for p in hits if p.pop * 4 > top] or hits
    seats = [p for p in best if p.feature.startswith("PPLA")]
    best = seats or best
    return best if all(distance(best[0], p) < 30 for p in best) else []


def apply_overrides(places, over, kind, used):
    """Give the places of one kind their names from french.tsv."""
    index, alias = defaultdict(list), defaultdict(list)
    near_names = defaultdict(list)
    for p in places:
        for k in p.key:
            index[(p.cc, k)].append(p)
        for k in p.alias:
            alias[(p.cc, k)].append(p)
        if kind == "city" and p.cc in WAR:
            for k in {loose(k) for k in p.key}:
                near_names[(p.cc, k)].append(p)
    for (cc, k, knd), (name, variants) in over.items():
        if knd != kind and not (kind == "city" and knd == "town"):
            continue
        hits = list(index.get((cc, k), []))
        if kind == "city" or not hits:
            hits += index.get((cc, key(name)), []) + alias.get((cc, k), [])
            hits += alias.get((cc, key(name)), [])
        if knd == "town" and not hits:
            hits = near_names.get((cc, loose(k)), [])
        for a in [key(v) for v in variants]:
            if not hits:
                hits = index.get((cc, a)) or alias.get((cc, a)) or []
        if knd == "town":
            hits = one_place(hits)
        if kind == "city" and hits:
            # The largest of that name; near twins are dropped later.
            hits = sorted(hits, key=lambda p: (-p.pop, p.id))
            hits = [p for p in hits if distance(p, hits[0]) < 20]
        for p in hits:
            if p.ours and knd == "town":
                p.names = p.names + [name]
                used.add((cc, k, knd))
            if p.ours:
                continue
            used.add((cc, k, knd))
            p.alts = variants + [p.name] + p.alts
            p.name, p.names, p.ours = name, variants, True


def choose(towns):
    """The towns that are large or known enough."""
    keep = []
    for p in towns.values():
        floor = FLOOR.get(p.cc, ELSE_FLOOR)
        if p.feature == "PPLC" or p.ours or p.pop >= floor:
            keep.append(p)
        elif p.cc in WAR and p.french and (
                p.feature in ("PPLA", "PPLA2") or p.pop >= 2000):
            keep.append(p)
        elif p.cc in WAR and p.feature in ("PPLA", "PPLA2"):
            keep.append(p)
        elif p.cc in ("UA", "PS") and p.pop >= (4000 if p.cc == "UA" else 1000):
            keep.append(p)
        elif p.cc in ("SY", "IQ", "YE", "LB", "PS", "LY") and p.id < MAX_WOF \
                and p.feature in ("PPLA2", "PPLA3"):
            keep.append(p)
    keep.sort(key=lambda p: (not p.ours, p.id > MAX_WOF, -p.pop,
                             p.feature != "PPLC", p.id))
    seen, out = defaultdict(list), []
    for p in keep:
        ks = p.key | {key(p.name)}
        twins = [q for k in ks for q in seen[(p.cc, k)]
                 if distance(p, q) < (60 if p.ours and q.ours else 25)]
        if twins:
            if not twins[0].pop:
                twins[0].pop = p.pop
            continue
        for k in ks:
            seen[(p.cc, k)].append(p)
        out.append(p)
    return out


def clean_unit(p):
    m = GENERIC.match(p.name)
    if m:
        p.alts.insert(0, p.name)
        p.name = m.group("x")


def match_units(units, towns):
    """Which unit each admin1 code means: a unit shares a name with a town of
    the code, else lies nearest to their middle."""
    by_code = defaultdict(list)
    for t in towns:
        if t.code:
            by_code[(t.cc, t.code)].append(t)
    result, taken = {}, set()
    pairs = []
    for ck, ts in by_code.items():
        weight = sum(t.pop + 1 for t in ts)
        mid = Place()
        mid.lat = sum(t.lat * (t.pop + 1) for t in ts) / weight
        mid.lon = sum(t.lon * (t.pop + 1) for t in ts) / weight
        for u in units:
            if u.cc != ck[0]:
                continue
            same = any((u.key | {key(u.name)}) & (t.key | {key(t.name)})
                       for t in sorted(ts, key=lambda t: -t.pop)[:6])
            # A code that few places have is seldom one of a unit.
            rare = len(ts) < 20 and not same
            pairs.append((distance(mid, u) - (150 if same else 0)
                          + (400 if rare else 0), u.id, ck, u))
    for d, _, ck, u in sorted(pairs, key=lambda x: x[:3]):
        if ck in result or u.id in taken or d > 600:
            continue
        result[ck] = u
        taken.add(u.id)
    return result


def add_seats(over, towns, units, units_by_code):
    """Units named in french.tsv by one of their towns: new ones, or those of the
    tables whose code is told so."""
    out, taken = [], set()
    for (cc, k, kind), (name, variants) in over.items():
        if kind != "unit":
            continue
        seats = sorted((t for t in towns if t.cc == cc and
                        (k in t.key or k in t.alias)),
                       key=lambda t: -t.pop)
        if not seats:
            print(f"unit without a seat: {cc} {k}", file=sys.stderr)
            continue
        code = (cc, seats[0].code)
        if code in taken:
            print(f"unit told twice: {cc} {k}", file=sys.stderr)
        taken.add(code)
        same = [u for u in units if u.cc == cc and key(u.name) == key(name)]
        if same:
            for c in [c for c, u in units_by_code.items() if u is same[0]]:
                del units_by_code[c]
            units_by_code[code] = same[0]
            continue
        ts = [t for t in towns if (t.cc, t.code) == code]
        weight = sum(t.pop for t in ts)
        u = Place()
        u.id = f"constat:{cc}-{k.replace(' ', '-')}"
        u.name, u.names, u.alts, u.cc, u.ours = name, variants, [], cc, True
        u.lat = sum(t.lat * t.pop for t in ts) / weight
        u.lon = sum(t.lon * t.pop for t in ts) / weight
        u.pop, u.kind = weight, "admin1"
        units_by_code[code] = u
        out.append(u)
    return out


class Units:
    """The unit that a place lies in: of its code, else the nearest."""

    def __init__(self, units, by_code):
        self.by_code, self.by_country = by_code, defaultdict(list)
        for u in units:
            if u.kind == "admin1":
                self.by_country[u.cc].append(u)

    def of(self, p):
        u = self.by_code.get((p.cc, p.code))
        if not u and p.cc in WAR + NEAR:
            u = min(self.by_country[p.cc], key=lambda x: distance(x, p),
                    default=None)
        return u


ARTICLE = re.compile(r"(?:[aeu][lsrtdnz] (?=...)|[aeu][sc]h (?=...))")
SOUND = [("tch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "h"), ("gh", "g"),
         ("ph", "f"), ("th", "t"), ("dh", "d"), ("dj", "j"), ("q", "k"),
         ("z", "s"), ("c", "k")]
SOUND_OF = dict(SOUND) | dict.fromkeys("eiouyw", "a")
SOUND_RE = re.compile("|".join(a for a, _ in SOUND) + "|[eiouyw]")


def strict_key(s):
    """As cst_gaz_key: how spellings are compared."""
    k = " ".join(re.sub(r"['.`]", "", fold(s)).split())
    return k[3:] if len(k) > 5 and k[:3] in ("al ", "el ") else k


def village_key(s):
    """As cst_gaz_village_key: how transliterations are compared."""
    k, words, out = strict_key(s), [], ""
    at = 0
    while at < len(k):
        if at == 0 or k[at] == " ":
            at += k[at] == " "
            m = ARTICLE.match(k, at)
            if m and len(k) - at >= (5 if len(m.group()) == 3 else 6):
                at += len(m.group())
        m = SOUND_RE.match(k, at)
        c, step = (SOUND_OF[m.group()], len(m.group())) if m else (k[at], 1)
        if c != " " and out[-1:] != c:
            out += c
        at += step
    while len(out) > 1 and out[-1] in "ah":
        out = out[:-1]
    consonants = sum(1 for c in out if c != "a")
    return "\1" + out if consonants >= 3 and len(out) >= 5 else k


DISTRICT = re.compile(
    r"^(?:(?:district|province|département|cercle|territoire|préfecture|caza|"
    r"raïon|zone|woreda|comté|canton)s? (?:de la |des |du |de |d['’] ?))|"
    r" (?:district|province|department|raion|rayon|township|region|county|"
    r"territory|prefecture|cercle|lga|zone|governorate)$", re.I)
TWINS = 8  # more places of one name in a country cannot be told apart


def village_names(p):
    """Spellings under which a place may be looked for."""
    out, seen = [], set()
    for a in [p.name] + p.names + p.alts:
        a = plain(a.replace("’", "'"))
        if p.kind == "district":
            a = DISTRICT.sub("", a)
        k, v = strict_key(a), village_key(a)
        if k in seen or v[:1] == "\1" and v in seen or not is_latin(a) or not 3 <= len(k) <= 40 or \
                not a[:1].isupper() or re.search(r"[\d()|\t,;:]", a):
            continue
        if out and p.cc not in WAR + NEAR and not near(a, p.name):
            continue
        seen.update((k, v))
        out.append(a)
        if len(out) == 4:
            break
    return out


def load_districts(folder):
    for cc in sorted(c[:2] for c in os.listdir(folder)
                     if re.match(r"[A-Z]{2}\.txt(\.gz)?$", c)):
        names = load_names(folder, cc)
        for f in read_lines(folder, cc + ".txt"):
            if len(f) > 14 and f[8] == cc and f[7] == "ADM2":
                p = Place(f)
                p.kind = "district"
                p.alts = names[p.id]["fra"] + [f[1]] + names[p.id]["eng"]
                p.name = p.alts[0]
                yield p


def village_rows(places, countries, outer, known):
    """(key, name, id, lat, lon, unit) of every spelling."""
    groups = defaultdict(list)
    for p in places:
        if p.cc not in countries:
            continue
        u = outer.of(p)
        unit = (p.cc, u.name if u else "")
        ident = str(p.id) if p.id < MAX_WOF else f"w{p.id}"
        for a in village_names(p):
            if (p.cc, strict_key(a)) in known:
                continue
            twins = groups[(p.cc, strict_key(a), p.kind)]
            if any(distance(p, q[0]) < 3 for q in twins):
                continue
            twins.append((p, a, ident, unit))
    for (cc, k, kind), twins in groups.items():
        if len(twins) > TWINS:
            continue
        for p, a, ident, unit in twins:
            yield (village_key(a), k, a, ident, f"{p.lat:.2f}", f"{p.lon:.2f}",
                   unit, "d" if kind == "district" else "")


def write_villages(path, folder, towns, countries, outer, table, stop):
    known = {(r[4], strict_key(a)) for r in table if r[3] != "country"
             for a in [r[1]] + r[2].split("|") if a}
    known |= {(cc, strict_key(a)) for cc in countries for a in stop}
    every = [t for t in towns.values() if t.cc not in ("IR", "TR") or
             t.pop >= 1000]
    for t in every:
        t.kind = "city"
    every += load_districts(folder)
    every.sort(key=lambda p: (p.id > MAX_WOF, -p.pop, p.id))
    rows = sorted(village_rows(every, countries, outer, known),
                  key=lambda r: (r[0].encode(), r[1:]))
    units = {u: i for i, u in enumerate(sorted({r[6] for r in rows}))}
    with open(path, "w", encoding="utf-8") as f:
        print("# Settlements: facts from GeoNames (CC BY 4.0) and Who's On First. "
              "Written by tools/mkgazetteer.py.", file=f)
        for (cc, name), i in units.items():
            print(f"!{i}", cc, name, sep="\t", file=f)
        for r in rows:
            print(r[2], r[3], r[4], r[5], f"{units[r[6]]}{r[7]}", sep="\t",
                  file=f)


def outlines(path):
    """Middle of the largest part of each country, and its population."""
    out = {}
    with open(path, encoding="utf-8") as f:
        features = json.load(f)["features"]
    for ft in features:
        pr, g = ft["properties"], ft["geometry"]
        cc = pr["ISO_A2"]
        cc = {"France": "FR", "Norway": "NO", "Kosovo": "XK"}.get(pr["NAME"], cc)
        polys = [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]
        best = max(polys, key=lambda r: abs(area(r[0])[0]))
        _, x, y = area(best[0])
        out[cc] = (y, x, int(pr["POP_EST"]))
    return out


def area(ring):
    a = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip([p[:2] for p in ring],
                                  [p[:2] for p in ring[1:]]):
        c = x0 * y1 - x1 * y0
        a, cx, cy = a + c, cx + (x0 + x1) * c, cy + (y0 + y1) * c
    return a / 2, cx / (3 * a), cy / (3 * a)


def load_countries(rows, shapes, capitals):
    out = []
    with open(os.path.join(HERE, "countries.tsv"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            cc, name, variants, demonym = line.rstrip("\n").split("\t")
            p = Place()
            cap, row = capitals.get(cc), rows.get(cc)
            p.id = row.id if row else f"constat:{cc}"
            p.name, p.cc, p.kind, p.demonym = name, cc, "country", demonym
            p.names, p.alts, p.ours = [v for v in variants.split("|") if v], [], 1
            at = shapes.get(cc)
            p.lat, p.lon, p.pop = at if at else (
                (cap.lat, cap.lon, 500000) if cap else (0, 0, 0))
            p.unit = cap.name if cap else ""
            out.append(p)
    return out


def spellings(p, limit, stop):
    """Other names worth a look-up: ours all, the tables' a few."""
    seen, out = {fold(p.name)}, []

    def take(a, own):
        k = fold(a)
        bare = re.sub(r"^(al|el|ar|as|at|ad|an|az|ash|ath) ", "", k)
        if k in seen or k in stop or "|" in a or (not own and (
                len(k) < 4 or len(k) > 32 or bare in seen
                or k.replace("'", "") in seen)):
            return
        if not own and not re.match(r"[^\W\d_]", a):
            return
        seen.update((k, bare, k.replace("'", "")))
        out.append(a)

    for a in p.names:
        take(a, True)
    if re.match(r"Les? \w", p.name):
        take(p.name.split(" ", 1)[1], True)
    m = re.match(r"(.+) \(", p.name)
    own = len(out)
    for a in p.alts:
        if len(out) - own >= limit:
            break
        a = plain(a)
        if m or not a[:1].isupper():
            continue
        take(a, False)
    return out


def near(a, b):
    """Shares most of its letters: a spelling and not another language."""
    a, b = fold(a), fold(b)
    if a[0] != b[0] or abs(len(a) - len(b)) > 3:
        return False
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1,
                                       last + (x != y))
    return row[-1] <= max(1, len(b) // 4)


def pop_class(n):
    for c, top in enumerate((1, 5000, 15000, 50000, 150000, 500000, 2000000)):
        if n < top:
            return c
    return 7


def rows_of(places, stop):
    for p in places:
        table = p.cc in WAR or p.cc in NEAR
        if p.kind == "city" and not p.ours and not table:
            p.alts = [a for a in p.alts if near(a, p.name)]
        if p.kind == "country":
            limit = 0
        elif table:
            limit = 4 if p.pop >= 50000 or p.kind == "admin1" else 2
        else:
            limit = 1
        name = re.sub(r" \([^)]*\)$", "", p.name).replace("’", "'")
        ident = p.id if isinstance(p.id, str) else (
            f"geonames:{p.id}" if p.id < MAX_WOF else f"wof:{p.id}")
        if fold(name) in stop:
            # A unit with an everyday name keeps its long form.
            long = [a for a in p.alts if GENERIC.match(a)]
            if p.kind == "city" or not long:
                continue
            name = long[0].replace("’", "'")
        yield (ident, name, "|".join(spellings(p, limit, stop)), p.kind, p.cc,
               p.unit, f"{p.lat:.4f}", f"{p.lon:.4f}", str(pop_class(p.pop)),
               p.demonym)


def main():
    folder, shapes = sys.argv[1], outlines(sys.argv[2])
    over, fresh, stop = load_french()
    wanted = {(cc, key(a)) for (cc, k, _), (n, vs) in over.items()
              for a in [k, n] + vs}
    towns, units, country_rows = load_tables(folder, wanted)
    used = set()
    apply_overrides(units, over, "admin1", used)
    apply_overrides(towns.values(), over, "city", used)
    for k in sorted(k for k in over if k not in used and k[2] in
                    ("city", "admin1", "town")):
        print("not in the tables:", *k, file=sys.stderr)
    chosen = choose(towns)
    for u in units:
        u.kind = "admin1"
        if not u.ours:
            clean_unit(u)
    best = {}
    for u in sorted(units, key=lambda u: (u.id > MAX_WOF, u.id)):
        if u.name != "-":
            best.setdefault((u.cc, key(u.name)), u)
    units = list(best.values())
    every = [t for t in towns.values()]
    by_code = match_units(units, [t for t in every if t.id < MAX_WOF])
    units += add_seats(over, every, units, by_code)
    capitals = {}
    for t in chosen:
        t.kind = "city"
        if t.feature == "PPLC":
            t.kind = "capital"
            capitals.setdefault(t.cc, t)
    countries = load_countries(country_rows, shapes, capitals)
    names = {c.cc: c.name for c in countries}
    outer = Units(units, by_code)
    for t in chosen:
        u = outer.of(t)
        t.unit = u.name if u else ""
    for c in fresh + load_quarters():
        p = Place()
        p.id = f"constat:{c[0]}-{key(c[3]).replace(' ', '-')}"
        if c[2] == "quarter":
            p.id = (f"constat:{c[0]}-{key(c[7]).replace(' ', '-')}-"
                    f"{key(c[3]).replace(' ', '-')}")
        p.name, p.names, p.alts = c[3], [v for v in c[4].split("|") if v], []
        p.kind, p.cc = c[2], c[0] if c[0] != "ZZ" else ""
        p.lat, p.lon, p.pop, p.ours = float(c[5]), float(c[6]), 0, True
        p.unit = c[7]
        if c[2] != "quarter" and any(key(q.name) == key(p.name) and
                                     q.cc == p.cc for q in units):
            continue
        units.append(p)
    chosen = [t for t in chosen if t.cc in names]
    out = sorted(rows_of(countries + units + chosen, stop),
                 key=lambda r: (("country", "capital", "admin1", "region",
                                 "city", "quarter").index(r[3]), r[4], fold(r[1]), r[0]))
    with open(sys.argv[3], "w", encoding="utf-8") as f:
        print("# Places: facts from GeoNames (CC BY 4.0) and Who's On First, "
              "outlines from Natural Earth;\n# French names from french.tsv and "
              "countries.tsv. Written by tools/mkgazetteer.py.\n"
              "!id\tname\tother\tkind\tcountry\tin\tlat\tlon\tpop\tdemonym",
              file=f)
        for r in out:
            print("\t".join(r), file=f)
    write_villages(sys.argv[4], folder, towns, names, outer, out, stop)


if __name__ == "__main__":
    main()
