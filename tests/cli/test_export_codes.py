#!/usr/bin/env python3
"""constat export --format acled, ged: columns, codes, totals, hostile names; the
table of countries behind them. The files of the development collection are
loaded with pandas and give the totals of the incidents.

usage: test_export_codes.py PATH-OF-CONSTAT [FOLDER-WITH-EVALUATION-DATA]
"""
import csv
import io
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
TOP = pathlib.Path(__file__).resolve().parents[2]
EVAL = pathlib.Path(sys.argv[2] if len(sys.argv) > 2
                    else TOP.parent / "shared" / "eval").resolve()
DATA = TOP / "data"

ACLED = """event_id_cnty event_date year time_precision disorder_type event_type
sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction
civilian_targeting iso region country admin1 admin2 admin3 location latitude
longitude geo_precision source source_scale notes fatalities tags
timestamp""".split()
GED = """id relid year active_year code_status type_of_violence conflict_dset_id
conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id
side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
source_article source_office source_date source_headline source_original
where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start
date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob""".split()
TYPES = {
    "Battles": {"Armed clash", "Government regains territory",
                "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Grenade",
        "Shelling/artillery/missile attack", "Remote explosive/landmine/IED"},
    "Violence against civilians": {"Sexual violence", "Attack",
                                   "Abduction/forced disappearance"},
    "Strategic developments": {"Arrests", "Looting/property destruction",
                               "Disrupted weapons use", "Other"},
    "": {""}}
ACLED_REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa",
    "Northern Africa", "South Asia", "Southeast Asia", "Middle East", "Europe",
    "Caucasus and Central Asia", "Central America", "South America", "Caribbean",
    "East Asia", "North America", "Oceania"}
UCDP_REGIONS = {"Africa", "Americas", "Asia", "Europe", "Middle East"}
# Columns that are always a whole number, where they are told at all.
ACLED_INTS = ["year", "time_precision", "inter1", "inter2", "interaction", "iso",
              "geo_precision", "fatalities", "timestamp"]
GED_INTS = ["id", "year", "type_of_violence", "number_of_sources", "where_prec",
            "priogrid_gid", "country_id", "event_clarity", "date_prec",
            "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
            "high", "low", "gwnoa", "gwnob"]
# Points of UCDP GED and the cells that it gives for them.
CELLS = [(34.80246, 36.7076, 179714), (35.68834, 36.44996, 181153),
         (36.20124, 37.16117, 181875), (32.82944, 36.15933, 176833),
         (35, 38, 180437), (-90, -180, 1), (90, 180, 259200), (0, 0, 129961)]


def run(*args, cwd=None, status=0):
    r = subprocess.run([BIN, *args], capture_output=True, cwd=cwd, timeout=300)
    assert r.returncode == status, (args, r.returncode, r.stderr)
    return r.stdout


def rows_of(data):
    """Rows as an RFC 4180 reader has them; every row has all columns."""
    text = data.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert all(len(r) == len(rows[0]) for r in rows)
    return rows[0], [dict(zip(rows[0], r)) for r in rows[1:]]


def document(name, day="2016-10-20", **more):
    return {"record": "document", "document": name, "path": name + ".txt",
            "outlet": "Radio " + name, "language": "fr", "title": "Titre " + name,
            "published": {"from": day, "to": day}, **more}


def event(name, kind, day, place, doers=(), label="e1", **more):
    return {"record": "event", "document": name, "id": label, "type": kind,
            "date": {"from": day, "to": day} if day else None, "place": place,
            "perpetrator": [{"name": n, "actor": a} for n, a in doers],
            "claimant": None, "stance": "asserted",
            "evidence": [{"begin": 0, "end": 4, "text": "Hier"}], **more}


def harm(name, label, value, status="civilian", qualifier="exact", event="e1",
         kind="killed", **more):
    begin = 10 * int(label[1:])
    return {"record": "harm", "document": name, "id": label, "event": event,
            "kind": kind, "count": {"qualifier": qualifier, "value": value},
            "victims": {"status": status},
            "claimant": {"name": "hôpital", "type": "medical"},
            "evidence": [{"begin": begin, "end": begin + 4, "text": "tués"}],
            **more}


def place(name, *inside, precision="settlement", **more):
    return {"name": name, "in": list(inside), "precision": precision, **more}


HIT = place("Hit", "Al-Anbar", "Irak", lat=33.64, lon=42.83)


class Store(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)
        self.dir = self.tmp.name

    def store(self, *records):
        with open(os.path.join(self.dir, "r.jsonl"), "w") as f:
            f.writelines(json.dumps(r) + "\n" for r in records)
        db = os.path.join(self.dir, "s.db")
        if os.path.exists(db):
            os.unlink(db)
        run("import", "r.jsonl", "--db", "s.db", "-q", cwd=self.dir)

    def export(self, name, *more):
        return rows_of(run("export", "--db", "s.db", "--format", name, *more,
                           cwd=self.dir))

    def one(self, name, *records):
        self.store(*records)
        rows = self.export(name)[1]
        self.assertEqual(len(rows), 1, rows)
        return rows[0]


class Codes(Store):
    def test_columns(self):
        self.store(document("a"))
        self.assertEqual(self.export("acled"), (ACLED, []))
        self.assertEqual(self.export("ged"), (GED, []))
        self.assertEqual((len(ACLED), len(GED)), (31, 49))

    def test_acled_row(self):
        r = self.one("acled", document("a"),
                     event("a", "suicide_bombing", "2016-10-19", HIT,
                           [("Daech", "constat:islamic-state")],
                           target=[{"name": "marché"}],
                           weapon=[{"name": "ceinture"}]),
                     harm("a", "h1", 12, qualifier="at_least"))
        want = {"event_date": "2016-10-19", "year": "2016", "time_precision": "1",
                "disorder_type": "Political violence",
                "event_type": "Explosions/Remote violence",
                "sub_event_type": "Suicide bomb", "actor1": "Islamic State",
                "assoc_actor_1": "", "inter1": "2", "actor2": "Civilians (Iraq)",
                "inter2": "7", "interaction": "27",
                "civilian_targeting": "Civilian targeting", "iso": "368",
                "region": "Middle East", "country": "Iraq", "admin1": "Al-Anbar",
                "admin3": "", "location": "Hit", "latitude": "33.64",
                "longitude": "42.83", "geo_precision": "1",
                "source": "Radio a;hôpital", "source_scale": "",
                "fatalities": "12", "timestamp": "1476921600"}
        self.assertEqual({k: r[k] for k in want}, want)
        self.assertRegex(r["event_id_cnty"], "^IRQ[0-9a-f]{16}$")
        self.assertEqual(
            r["notes"], "Suicide bombing on 2016-10-19 at Hit, Al-Anbar, Irak. "
            "Said to be by Daech (the report itself). Target: marché. "
            "Weapon: ceinture. Killed: at least 12 civilian (hôpital, "
            "2016-10-20).")
        for part in ("automatic draft by constat ", "codebook acled",
                     "strategy lowest", "status single_source", "unconfirmed",
                     r["event_id_cnty"][3:]):
            self.assertIn(part, r["tags"])

    def test_ged_row(self):
        r = self.one("ged", document("a"),
                     event("a", "execution", "2016-10-19", HIT,
                           [("Daech", "constat:islamic-state")]),
                     harm("a", "h1", 12))
        want = {"year": "2016", "type_of_violence": "3", "side_a": "Islamic State",
                "side_b": "Civilians", "dyad_name": "Islamic State - Civilians",
                "conflict_name": "Islamic State - Civilians", "dyad_new_id": "",
                "number_of_sources": "1",
                "source_article": '"Radio a,2016-10-20,Titre a"',
                "source_office": "Radio a", "source_date": "2016-10-20",
                "source_headline": "Titre a", "source_original": "hôpital",
                "where_prec": "1", "where_coordinates": "Hit",
                "where_description": "Hit, Al-Anbar, Irak", "adm_1": "Al-Anbar",
                "latitude": "33.64", "longitude": "42.83",
                "geom_wkt": "POINT (42.83 33.64)", "country": "Iraq",
                "country_id": "645", "region": "Middle East",
                "event_clarity": "1", "date_prec": "1",
                "date_start": "2016-10-19", "date_end": "2016-10-19",
                "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "12",
                "deaths_unknown": "0", "best": "12", "high": "12", "low": "12",
                "gwnoa": "", "gwnob": ""}
        self.assertEqual({k: r[k] for k in want}, want)
        self.assertLess(int(r["id"]), 2 ** 53)
        self.assertRegex(r["relid"], "^IRQ-2016-3-[0-9a-f]{16}$")
        self.assertEqual(int(r["id"]), int(r["relid"][-16:][:13], 16))
        self.assertIn("codebook ucdp; strategy latest", r["code_status"])
        self.assertIn("unconfirmed", r["code_status"])

    def test_the_sides_decide(self):
        def rows(kind, status, actor, name="x"):
            self.store(document("a"), event("a", kind, "2016-10-19", HIT,
                                            [(name, actor)]),
                       harm("a", "h1", 5, status))
            return self.export("acled")[1][0], self.export("ged")[1][0]

        a, g = rows("shooting", "police", "constat:islamic-state")
        self.assertEqual((a["event_type"], a["actor2"], a["interaction"]),
                         ("Battles", "Police Forces of Iraq", "12"))
        self.assertEqual(
            (g["type_of_violence"], g["side_a"], g["side_b"], g["gwnoa"],
             g["deaths_a"], g["deaths_b"]),
            ("1", "Government of Iraq", "Islamic State", "645", "5", "0"))
        a, g = rows("air_strike", "civilian", "constat:army-ru")
        self.assertEqual((a["actor1"], a["inter1"], a["interaction"]),
                         ("Military Forces of Russia", "8", "78"))
        # who was aimed at from the air, the dead do not tell
        self.assertEqual((g["type_of_violence"], g["side_a"], g["gwnoa"]),
                         ("", "Government of Russia (Soviet Union)", "365"))
        a, g = rows("air_strike", "combatant", "constat:army-iq")
        self.assertEqual((a["actor1"], a["inter1"], a["actor2"], a["interaction"]),
                         ("Military Forces of Iraq", "1", "", ""))
        self.assertEqual((g["type_of_violence"], g["deaths_b"]), ("1", "5"))
        a, g = rows("attack", "unknown", "constat:islamic-state")
        self.assertEqual((a["event_type"], a["actor2"], g["type_of_violence"]),
                         ("", "", ""))
        a, g = rows("shooting", "civilian", "unknown:armed_men")
        self.assertEqual((a["actor1"], a["interaction"], g["side_a"]),
                         ("Unidentified Armed Group (Iraq)", "37", ""))
        a, g = rows("shooting", "civilian", None, "brigade bleue")
        self.assertEqual((a["actor1"], a["inter1"], a["interaction"]),
                         ("brigade bleue", "", ""))
        a, g = rows("territory_gained", "unknown", "constat:army-iq")
        self.assertEqual(a["sub_event_type"], "Government regains territory")
        a, g = rows("territory_gained", "unknown", "constat:army-us")
        self.assertEqual(a["sub_event_type"],
                         "Non-state actor overtakes territory")

    def test_both_sides(self):
        def rows(kind, doer, foe=None, aimed=None, status="combatant", *more):
            self.store(document("a"),
                       event("a", kind, "2016-10-19", HIT,
                             [("x", doer)] if doer else [],
                             target=[{"name": "camp", "actor": aimed}]),
                       harm("a", "h1", 5,
                            victims={"status": status, "actor": foe}), *more)
            return self.export("acled")[1][0], self.export("ged")[1][0]

        a, g = rows("attack", "constat:islamic-state", "constat:army-iq")
        self.assertEqual(
            (a["event_type"], a["actor1"], a["inter1"], a["actor2"], a["inter2"],
             a["interaction"], a["civilian_targeting"]),
            ("Battles", "Islamic State", "2", "Military Forces of Iraq", "1",
             "12", ""))
        self.assertEqual(
            (g["type_of_violence"], g["side_a"], g["side_b"], g["dyad_name"],
             g["gwnoa"], g["gwnob"], g["deaths_a"], g["deaths_b"]),
            ("1", "Government of Iraq", "Islamic State",
             "Government of Iraq - Islamic State", "645", "", "5", "0"))
        # two groups; the thing that was hit says whose it is
        a, g = rows("attack", "constat:islamic-state", None,
                    "constat:al-nusra-front")
        self.assertEqual((a["actor2"], a["interaction"]),
                         ("Al-Nusra Front", "22"))
        self.assertEqual(
            (g["type_of_violence"], g["side_b"], g["conflict_name"],
             g["deaths_b"]),
            ("2", "Al-Nusra Front", "Islamic State - Al-Nusra Front", "5"))
        # a state in another's land, and one against another
        a, g = rows("air_strike", "constat:army-us", "constat:islamic-state")
        self.assertEqual((a["interaction"], g["type_of_violence"],
                          g["side_a"], g["side_b"], g["deaths_b"]),
                         ("28", "1", "Government of United States of America",
                          "Islamic State", "5"))
        a, g = rows("air_strike", "constat:army-us", "constat:army-iq")
        self.assertEqual((a["interaction"], g["type_of_violence"], g["gwnoa"],
                          g["gwnob"]), ("18", "1", "2", "645"))
        # civilians among them are not who was aimed at
        a, g = rows("attack", "constat:islamic-state", "constat:army-iq", None,
                    "combatant", harm("a", "h2", 3))
        self.assertEqual((a["event_type"], a["actor2"], a["assoc_actor_2"],
                          a["civilian_targeting"]),
                         ("Battles", "Military Forces of Iraq",
                          "Civilians (Iraq)", ""))
        self.assertEqual((g["type_of_violence"], g["side_b"]),
                         ("1", "Islamic State"))
        # own dead are nobody's target
        a, g = rows("shooting", "constat:army-iq", "constat:army-iq", None,
                    "combatant", harm("a", "h2", 3))
        self.assertEqual((a["event_type"], a["actor2"], g["type_of_violence"],
                          g["deaths_a"], g["deaths_b"]),
                         ("Violence against civilians", "Civilians (Iraq)", "3",
                          "0", "0"))
        # different parties, kinds of people, nobody who did it
        a, g = rows("attack", "constat:army-us", "constat:islamic-state",
                    "constat:army-iq")
        self.assertEqual((a["actor2"], g["type_of_violence"], g["side_b"]),
                         ("", "1", ""))
        self.assertIn("armed people of different parties", a["tags"])
        a, g = rows("attack", "constat:army-iq", "unknown:armed_group")
        self.assertEqual((a["actor2"], g["type_of_violence"], g["side_b"]),
                         ("Unidentified Armed Group (Iraq)", "1", ""))
        a, g = rows("attack", None, "constat:army-iq")
        self.assertEqual((a["actor1"], a["actor2"], a["interaction"],
                          g["type_of_violence"], g["side_a"], g["side_b"]),
                         ("", "Military Forces of Iraq", "", "", "",
                          "Government of Iraq"))

    def test_different_parties_are_none(self):
        r = self.one("acled", document("a"),
                     event("a", "air_strike", "2016-10-19", HIT,
                           [("aviation russe", "constat:army-ru"),
                            ("coalition", "constat:coalition-yemen")]),
                     harm("a", "h1", 5))
        self.assertEqual((r["actor1"], r["inter1"]), ("", ""))
        self.assertIn("different perpetrators", r["tags"])
        self.assertIn("aviation russe", r["notes"])
        r = self.one("acled", document("a"),
                     event("a", "air_strike", "2016-10-19", HIT,
                           [("aviation", "constat:army-sy"),
                            ("Damas", "constat:government-sy")]),
                     harm("a", "h1", 5))
        self.assertEqual((r["actor1"], r["assoc_actor_1"]),
                         ("Military Forces of Syria", "Government of Syria"))

    def test_what_is_not_known_is_empty(self):
        r = self.one("acled", document("a", day="2016-10-20"),
                     event("a", "other_harm", None, None), harm("a", "h1", 5))
        for column in ("event_date", "year", "time_precision", "event_type",
                       "sub_event_type", "disorder_type", "actor1", "iso",
                       "country", "region", "location", "latitude", "longitude",
                       "geo_precision", "admin1"):
            self.assertEqual(r[column], "", column)
        self.assertTrue(r["event_id_cnty"].startswith("XXX"))
        self.assertIn("day not known", r["tags"])
        g = self.export("ged")[1][0]
        for column in ("year", "date_start", "date_prec", "latitude", "geom_wkt",
                       "priogrid_gid", "country", "country_id", "where_prec"):
            self.assertEqual(g[column], "", column)

    def test_a_country_alone(self):
        spot = place("Irak", precision="country", lat=33.0, lon=44.0)
        r = self.one("acled", document("a"),
                     event("a", "shooting", "2016-10-19", spot),
                     harm("a", "h1", 5))
        self.assertEqual((r["country"], r["location"], r["latitude"],
                          r["longitude"], r["geo_precision"]),
                         ("Iraq", "Irak", "", "", ""))
        g = self.export("ged")[1][0]
        self.assertEqual((g["where_prec"], g["latitude"]), ("6", "33"))

    def test_precision(self):
        def codes(**date):
            e = event("a", "shooting", "2016-10-01", HIT)
            e["date"].update(date)
            self.store(document("a"), e, harm("a", "h1", 5))
            return (self.export("acled")[1][0]["time_precision"],
                    self.export("ged")[1][0]["date_prec"])

        self.assertEqual(codes(), ("1", "1"))
        self.assertEqual(codes(to="2016-10-03"), ("2", "2"))
        self.assertEqual(codes(to="2016-10-07"), ("2", "3"))
        self.assertEqual(codes(to="2016-10-31"), ("3", "4"))
        self.assertEqual(codes(to="2016-12-31"), ("", "5"))
        # not stated, but taken from the day of the report
        self.assertEqual(codes(basis="publication"), ("2", "2"))

    def test_cells_of_prio_grid(self):
        for i, (lat, lon, cell) in enumerate(CELLS):
            spot = place("Hit", "Irak", lat=lat, lon=lon)
            g = self.one("ged", document("a"),
                         event("a", "shooting", "2016-10-19", spot),
                         harm("a", "h1", 5))
            self.assertEqual(int(g["priogrid_gid"]), cell, (lat, lon))

    def test_nobody_is_counted_twice(self):
        year = {"date": {"from": "2016-01-01", "to": "2016-12-01"}}
        self.store(
            document("a"),
            event("a", "offensive", "2016-01-01",
                  place("Al-Anbar", "Irak", precision="province"), **year),
            harm("a", "h1", 100, scope="total"),
            document("b"), event("b", "shooting", "2016-10-19", HIT),
            harm("b", "h1", 30))
        acled, ged = self.export("acled")[1], self.export("ged")[1]
        self.assertEqual([r["fatalities"] for r in acled], ["30"])
        self.assertEqual([(r["best"], r["event_clarity"]) for r in ged],
                         [("70", "2"), ("30", "1")])

    def test_bodies_that_are_found(self):
        r = self.one("acled", document("a"),
                     event("a", "bodies_found", "2016-10-19", HIT),
                     harm("a", "h1", 100))
        self.assertEqual((r["event_type"], r["sub_event_type"], r["fatalities"]),
                         ("Strategic developments", "Other", ""))
        self.assertIn("bodies found", r["tags"])
        g = self.export("ged")[1][0]
        self.assertEqual((g["low"], g["best"], g["high"]), ("0", "0", "100"))

    def test_nobody_dead(self):
        self.store(document("a"), event("a", "shooting", "2016-10-19", HIT),
                   harm("a", "h1", 5, kind="injured"))
        self.assertEqual(self.export("acled")[1][0]["fatalities"], "0")
        self.assertEqual(self.export("ged")[1], [])

    def test_dead_without_a_number(self):
        self.store(document("a"), event("a", "shooting", "2016-10-19", HIT),
                   harm("a", "h1", 1000, qualifier="vague"))
        r, g = self.export("acled")[1][0], self.export("ged")[1][0]
        self.assertEqual(r["fatalities"], "")
        self.assertIn("no lower bound", r["tags"])
        self.assertEqual((g["best"], g["low"], g["high"], g["deaths_unknown"]),
                         ("", "", "", ""))
        self.assertIn("no upper bound", g["code_status"])

    def test_a_codebook_of_ones_own_choice(self):
        self.store(document("a"), event("a", "shooting", "2016-10-19", HIT),
                   harm("a", "h1", 12, qualifier="at_least"))
        r = self.export("acled", "--codebook", "plain", "--strategy",
                        "majority")[1][0]
        self.assertIn("codebook plain; strategy majority", r["tags"])
        self.assertIn("dead: no upper bound", r["tags"])
        self.assertEqual(r["event_type"], "Violence against civilians")

    def test_tables_of_ones_own(self):
        self.store(document("a"),
                   event("a", "shooting", "2016-10-19", HIT,
                         [("colombes", "my:colombes")]), harm("a", "h1", 5))
        with open(os.path.join(self.dir, "own.tsv"), "w") as f:
            f.write("!id\tkind\ttraits\ten\n"
                    "my:colombes\tarmed_group\tmilitia\tBlue Doves\n")
        r = self.export("acled", "--actors", "own.tsv")[1][0]
        self.assertEqual((r["actor1"], r["inter1"], r["interaction"]),
                         ("Blue Doves", "3", "37"))
        for option in ("--actors", "--gazetteer"):
            done = subprocess.run(
                [BIN, "export", "--db", "s.db", "--format", "ged", option,
                 "not-there"], cwd=self.dir, capture_output=True)
            self.assertEqual((done.returncode, done.stdout), (3, b""))
            self.assertIn(b"not-there: cannot", done.stderr)

    def test_filters(self):
        self.store(document("a"), event("a", "shooting", "2016-10-19", HIT),
                   harm("a", "h1", 5), harm("a", "h2", 7, kind="injured"))
        r = self.export("acled", "--kind", "injured")[1][0]
        self.assertEqual(r["fatalities"], "")
        self.assertNotIn("Killed", r["notes"])
        self.assertIn("Injured: 7", r["notes"])
        self.assertEqual(self.export("ged", "--kind", "injured")[1], [])
        self.assertEqual(self.export("acled", "--to", "2016-10-01")[1], [])

    def test_hostile_names(self):
        bad = '=1+1","x;\n"\r\n\t\\u202e<script>'
        self.store(
            document("a", outlet=bad, title=bad * 40),
            event("a", "shooting", "2016-10-19",
                  place(bad, bad, bad), [(bad, None)]),
            harm("a", "h1", 5, group=bad,
                 claimant={"name": bad * 20, "type": "x"}))
        for name in ("acled", "ged"):
            header, rows = self.export(name)
            self.assertEqual(len(rows), 1)
            for key, value in rows[0].items():
                self.assertFalse(value[:1] in tuple("=+-@\t\r"), (key, value))
                self.assertNotRegex(value, r"[\x00-\x08\x0b\x0c\x0e-\x1f]", key)
        self.assertEqual(rows[0]["geom_wkt"], "")
        self.assertEqual(rows[0]["source_office"].count(";"), 0)

    def test_same_bytes(self):
        self.store(document("a"), event("a", "shooting", "2016-10-19", HIT),
                   harm("a", "h1", 5))
        for name in ("acled", "ged"):
            self.assertEqual(*(run("export", "--db", "s.db", "--format", name,
                                   cwd=self.dir) for _ in range(2)))


class Tables(unittest.TestCase):
    def rows(self, path):
        return [line.split("\t") for line in
                path.read_text(encoding="utf-8").splitlines()
                if line and line[0] != "#"]

    def test_countries(self):
        rows = self.rows(DATA / "codebooks/countries.tsv")
        known = {r[0] for r in self.rows(DATA / "gazetteer/countries.tsv")}
        self.assertEqual({r[0] for r in rows}, known)
        self.assertEqual(len(rows), len(known))
        for r in rows:
            self.assertEqual(len(r), 8, r)
            self.assertRegex("\t".join(r[:4]),
                             r"^[A-Z]{2}\t[A-Z]{3}\t\d{1,3}\t(\d{1,3}|-)$")
            self.assertIn(r[4], ACLED_REGIONS)
            self.assertIn(r[5], UCDP_REGIONS)
            self.assertTrue(r[6].strip() and r[7].strip())
        for column in (1, 2, 6, 7):
            self.assertEqual(len({r[column] for r in rows}), len(rows), column)
        numbers = [r[3] for r in rows if r[3] != "-"]
        self.assertEqual(len(set(numbers)), len(numbers))
        self.assertGreater(len(numbers), 190)

    def test_the_handbook_has_all_columns(self):
        text = (TOP / "docs/EXPORTS.md").read_text(encoding="utf-8")
        text = text[text.index("## Columns of other datasets"):]
        for column in ACLED + GED:
            if not column.endswith(("_dset_id", "_new_id")):
                self.assertIn(f"`{column}`", text)

    def test_types_are_those_of_the_dataset(self):
        for r in self.rows(DATA / "codebooks/acled.tsv"):
            if r[0] in ("type", "armed", "by_state", "by_group") and r[2] != "-":
                self.assertIn(r[3], TYPES[r[2]], r)


# Run by an interpreter that has pandas: types, sums, what lies in range.
PANDAS = """
import sys, json, pandas as pd
a = pd.read_csv(sys.argv[1], dtype={c: "Int64" for c in json.loads(sys.argv[3])},
                parse_dates=["event_date"])
g = pd.read_csv(sys.argv[2], dtype={c: "Int64" for c in json.loads(sys.argv[4])},
                parse_dates=["date_start", "date_end"])
for t in (a, g):
    assert str(t["latitude"].dtype) == "float64", t["latitude"].dtype
    assert t["latitude"].dropna().between(-90, 90).all()
    assert t["longitude"].dropna().between(-180, 180).all()
assert str(a["event_date"].dtype).startswith("datetime64")
assert str(g["date_start"].dtype).startswith("datetime64")
assert a["event_id_cnty"].is_unique and g["id"].is_unique
assert (g["latitude"].isna() == g["priogrid_gid"].isna()).all()
dead = g[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]]
assert (dead.sum(axis=1, min_count=4).dropna() == g["best"].dropna()).all()
print(json.dumps([list(a.columns), list(g.columns), len(a), len(g),
                  int(a["fatalities"].sum()), int(g["best"].sum()),
                  int(g["low"].sum()), int(g["high"].sum())]))
"""


def with_pandas():
    for python in (sys.executable, "/usr/bin/python3"):
        done = subprocess.run([python, "-c", "import pandas"],
                              capture_output=True)
        if done.returncode == 0:
            return python
    return None


@unittest.skipUnless((EVAL / "dev").is_dir(), "no development collection")
class Collection(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tmp = tempfile.TemporaryDirectory()
        dev, cls.dir = str(EVAL / "dev"), cls.tmp.name
        records = subprocess.run(
            [sys.executable, str(EVAL / "gold_as_records.py"), dev], check=True,
            capture_output=True).stdout
        with open(os.path.join(cls.dir, "gold.jsonl"), "wb") as f:
            f.write(records)
        run("import", "gold.jsonl", "--texts", dev, "--db", "gold.db", "-q",
            cwd=cls.dir)
        subprocess.run([BIN, "read", dev, "--db", "pages.db", "-q"],
                       cwd=cls.dir, check=False, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.tmp.cleanup()

    def rows(self, store, name):
        data = run("export", "--db", store, "--format", name, cwd=self.dir)
        with open(os.path.join(self.dir, name + ".csv"), "wb") as f:
            f.write(data)
        again = run("export", "--db", store, "--format", name, cwd=self.dir)
        self.assertEqual(data, again)
        header, rows = rows_of(data)
        self.assertEqual(header, ACLED if name == "acled" else GED)
        return rows

    def incidents(self, store, book, strategy):
        lines = run("export", "--db", store, "--codebook", book, "--strategy",
                    strategy, cwd=self.dir).decode().splitlines()
        found = (json.loads(line) for line in lines
                 if line.startswith('{"record":"incident"'))
        return {r["id"]: r for r in found}

    def check_acled(self, rows, found):
        """Every number is the incident's; whom it leaves out is told why."""
        parents = {r["parent"] for r in found.values()}
        want = 0
        for r in rows:
            key = r["event_id_cnty"][3:]
            x = found.pop(key)
            self.assertIn(r["sub_event_type"], TYPES[r["event_type"]])
            self.assertIn(r["time_precision"], ("", "1", "2", "3"))
            self.assertIn(r["geo_precision"], ("", "1", "2", "3"))
            self.assertIn(r["region"], ACLED_REGIONS | {""})
            self.assertRegex(r["inter1"] + r["inter2"], "^[1-8]*$")
            self.assertIn(f"incident {key}", r["tags"])
            self.assertEqual("unconfirmed" in r["tags"],
                             x["status"] != "corroborated")
            best = x["killed"]["best"]
            if x["type"] == "bodies_found" or x["covers"] or key in parents:
                continue
            if best is None:
                self.assertIn(r["fatalities"], ("", "0"))
            else:
                self.assertEqual(r["fatalities"], str(best))
            want += best or 0
        for x in found.values():
            self.assertTrue(x["covers"] or x["id"] in parents or
                            x["status"] == "denied" or lasting(x), x["id"])
        return want

    def check_ged(self, rows, found):
        parents = {r["parent"] for r in found.values()}
        want = 0
        for r in rows:
            x = found.pop(r["relid"][-16:])
            self.check_ged_row(r)
            if r["event_clarity"] == "2" or x["type"] == "bodies_found":
                continue
            for column in ("best", "low", "high"):
                value = x["killed"][column]
                self.assertEqual(r[column], "" if value is None else str(value))
            want += x["killed"]["best"] or 0
        for x in found.values():
            dead = x["killed"]["best"] or 0
            self.assertTrue(dead == 0 or x["covers"] or x["id"] in parents or
                            lasting(x), x["id"])
        return want

    def check_ged_row(self, r):
        self.assertIn(r["type_of_violence"], ("", "1", "2", "3"))
        self.assertIn(r["where_prec"], ("", *"1234567"))
        self.assertIn(r["date_prec"], ("", *"12345"))
        self.assertIn(r["event_clarity"], ("1", "2"))
        self.assertIn(r["region"], UCDP_REGIONS | {""})
        self.assertEqual(int(r["number_of_sources"]),
                         r["source_office"].count(";") + 1)
        if r["latitude"]:
            row = min(math.floor((float(r["latitude"]) + 90) * 2), 359)
            col = min(math.floor((float(r["longitude"]) + 180) * 2), 719)
            self.assertEqual(int(r["priogrid_gid"]), row * 720 + col + 1)

    def test_totals(self):
        for store in ("gold.db", "pages.db"):
            acled, ged = self.rows(store, "acled"), self.rows(store, "ged")
            self.assertGreater(len(acled), 100)
            self.assertGreater(len(ged), 60)
            want_a = self.check_acled(acled, self.incidents(store, "acled",
                                                            "lowest"))
            want_g = self.check_ged(ged, self.incidents(store, "ucdp", "latest"))
            self.assertGreater(min(want_a, want_g), 1000)
            self.check_totals(store, acled, ged)
            self.load(acled, ged)

    def killed(self, store, book, strategy):
        line = run("show", "--db", store, "--codebook", book, "--strategy",
                   strategy, "--format", "jsonl", "totals", cwd=self.dir)
        said = json.loads(line)
        self.assertGreater(said["bodies_found"]["incidents"], 0)
        return [k["best"] for k in said["kinds"] if k["kind"] == "killed"][0]

    def check_totals(self, store, acled, ged):
        """The columns come to what `show totals` says, to the last one."""
        self.assertEqual(sum(int(r["fatalities"] or 0) for r in acled),
                         self.killed(store, "acled", "lowest"))
        self.assertEqual(sum(int(r["best"] or 0) for r in ged
                             if r["event_clarity"] == "1"),
                         self.killed(store, "ucdp", "latest"))

    def load(self, acled, ged):
        python = with_pandas()
        if not python:
            print("SKIP: pandas is missing")
            return
        out = subprocess.run(
            [python, "-c", PANDAS, "acled.csv", "ged.csv",
             json.dumps(ACLED_INTS), json.dumps(GED_INTS)], cwd=self.dir,
            capture_output=True, text=True)
        self.assertEqual(out.returncode, 0, out.stderr)

        def total(rows, column):
            return sum(int(r[column] or 0) for r in rows)

        self.assertEqual(json.loads(out.stdout), [
            ACLED, GED, len(acled), len(ged), total(acled, "fatalities"),
            total(ged, "best"), total(ged, "low"), total(ged, "high")])


def lasting(x):
    return x["type"] in ("offensive", "siege") or \
        (x["date"] or {}).get("from") and not x["date"]["to"]


if __name__ == "__main__":
    if not (EVAL / "dev").is_dir():
        print("SKIP: no development collection")
    unittest.main(argv=sys.argv[:1])
