#!/usr/bin/env python3
"""Exports for maps: GeoJSON, KML and GeoPackage tell what the incidents of jsonl
tell, read by GDAL and by readers of our own; same input, same bytes; a place that
is not known sharply is not drawn so; names that would break out do not.

usage: test_export_geo.py PATH-OF-CONSTAT
"""
import json
import math
import os
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET

CONSTAT = None
FORMATS = ("geojson", "kml", "gpkg")
KML = "{http://www.opengis.net/kml/2.2}"
KINDS = ("killed", "injured", "missing", "abducted", "detained", "displaced",
         "trapped", "harmed")
NUMBERS = ("stated_min", "stated_max", "low", "high", "best", "latest", "open")
STATUSES = ("civilian", "combatant", "police", "attacker", "unknown")
LONG = ("Vaste " * 17000).strip()
HOSTILE = "<script>alert(1)</script>]]>&amp;\"'\x01\x1f\ufffe\uffff\r\n;--\u2028"


def place(name, lat=None, lon=None, precision="settlement", radius=None,
          within=("Tarbia",)):
    return {"name": name, "in": list(within), "id": "constat:" + name[:9],
            "lat": lat, "lon": lon, "precision": precision,
            "radius_km": radius}


def event(document, label, where, day, kind="air_strike", doers=(), to=None,
          stance="asserted"):
    begin = 10 * int(label[1:])
    return {"record": "event", "document": document, "id": label, "type": kind,
            "date": {"from": day, "to": None if to == "open" else to or day}
            if day else None,
            "place": where,
            "perpetrator": [{"name": n, "certainty": c} for n, c in doers],
            "stance": stance,
            "evidence": [{"begin": begin, "end": begin + 8,
                          "text": "Un raid "}]}


def harm(document, label, at, kind, qualifier, value, status="civilian",
         **more):
    begin = 500 + 10 * int(label[1:])
    return {"record": "harm", "document": document, "id": label, "event": at,
            "kind": kind, "count": {"qualifier": qualifier, "value": value},
            "victims": {"status": status},
            "evidence": [{"begin": begin, "end": begin + 8,
                          "text": f"{value or 0:08}"[:8]}], **more}


def document(name, outlet, day, **more):
    return {"record": "document", "document": name, "path": name + ".txt",
            "outlet": outlet, "language": "fr", "title": "Raid " + name,
            "published": {"from": day, "to": day}, **more}


HALIMO = place("Halimo", 14.2, 3.1, radius=5)
RECORDS = [
    document("one", "Radio Nord", "2019-04-07"),
    event("one", "e1", HALIMO, "2019-04-07",
          doers=[("Colonne bleue", "accused")]),
    harm("one", "h1", "e1", "killed", "at_least", 12),
    harm("one", "h2", "e1", "injured", "exact", 30, "unknown"),
    harm("one", "h3", "e1", "missing", "about", 6, "unknown"),
    harm("one", "h4", None, "killed", "more_than", 900, "unknown",
         scope="total", period={"from": "2019-01-01", "to": "2019-04-07"},
         area=place("Tarbia", 15, 4, "country", 500, ())),
    {"record": "damage", "document": "one", "id": "d1", "event": "e1",
     "object": {"name": "hangar"}, "class": "civil", "degree": "destroyed",
     "stance": "asserted",
     "evidence": [{"begin": 900, "end": 906, "text": "hangar"}]},
    document("two", "Gazette", "2019-04-08"),
    event("two", "e1", HALIMO, "2019-04-07"),
    harm("two", "h1", "e1", "killed", "exact", 19),
    harm("two", "h2", "e1", "killed", "exact", 4, "combatant", part_of="h1"),
    document("three", "Gazette", "2020-05-02"),
    event("three", "e1", place("Tarbia", 15, 4, "country", 500, ()),
          "2020-05-01", "attack"),
    harm("three", "h1", "e1", "killed", "at_least", 10),
    event("three", "e2", place("Nordmark", 16.5, 4.25, "province"),
          "2020-03-10", "shelling"),
    harm("three", "h2", "e2", "killed", "at_most", 3),
    event("three", "e3", place("Nullepart", precision="unknown"), None,
          "shooting"),
    harm("three", "h3", "e3", "killed", "exact", 0),
    harm("three", "h5", "e3", "displaced", "exact", 5000000000, "unknown"),
    event("three", "e4", None, "2020-02-02", "massacre"),
    event("three", "e5", place("Sudmark", 14.5, 4.5), "2020-06-01", "siege",
          to="open"),
    harm("three", "h6", "e5", "killed", "exact", 40),
    harm("three", "h4", "e4", "killed", "unspecified", None),
    document("four", HOSTILE, "2021-01-03", title=HOSTILE, url="x:" + HOSTILE),
    event("four", "e1", place(HOSTILE, -17, 179.5, "district", 100,
                              (HOSTILE, LONG)), "2021-01-01", "bombing",
          doers=[(HOSTILE, "claimed"), (LONG, "stated")]),
    harm("four", "h1", "e1", "killed", "exact", 7),
    event("four", "e2", place(LONG, 89.5, 20, "province", 80), "2021-02-01",
          "arson"),
    event("four", "e3", place("Edge", 90, -180, "point"), "2021-03-01", "arson"),
    event("four", "e4", place("Anywhere", -60, -170, "unknown", 12000),
          "2021-04-01", "arson"),
]


def find_checker():
    """GDAL's own checker of GeoPackages, a module of Debian's Python."""
    call = ["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg"]
    try:
        done = subprocess.run(call, capture_output=True)
    except OSError:
        return None
    return call if b"Usage" in done.stdout + done.stderr else None


CHECKER = find_checker()


def gdal(*args):
    done = subprocess.run(args, capture_output=True)
    assert done.returncode == 0, (args, done.stderr)
    # Nothing to complain of, too.
    assert not done.stderr, (args, done.stderr)
    return done.stdout.decode()


def xml_json(text):
    """As XML holds it inside JSON, which escapes control characters."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def xml_text(text):
    return "".join(c if c in "\t\n\r" or c >= " " else "\ufffd"
                   for c in xml_json(text))


def facts(incident, documents):
    """The row that an incident of jsonl comes to."""
    where, date = incident["place"] or {}, incident["date"] or {}
    ids = []
    for e in incident["events"]:
        if e["document"] not in ids:
            ids.append(e["document"])
    blamed = incident["perpetrators"]
    row = {
        "id": incident["id"], "type": incident["type"],
        "date_from": date.get("from"), "date_to": date.get("to"),
        "date_basis": date.get("basis"), "place": where.get("name"),
        "place_in": where.get("in", []), "place_id": where.get("id"),
        "precision": where.get("precision", "unknown"),
        "parent": incident["parent"], "covers": incident["covers"],
        "unconfirmed": incident["status"] != "corroborated",
        "status": incident["status"], "grade": incident["grade"]["proposed"],
        "contested": incident["contested"],
        "independent_sources": incident["independent_sources"],
        "documents": incident["documents"], "document_ids": ids,
        "outlets": sorted({documents[i]["outlet"] for i in ids
                           if documents[i]["outlet"]},
                          key=lambda s: s.encode()),
        "perpetrators": [b["name"] for b in blamed],
        "perpetrator_actors": [b["actor"] for b in blamed],
        "perpetrator_certainty": [b["certainty"] for b in blamed],
        "perpetrator_denied": ["yes" if b["denied"] else "no" for b in blamed]}
    for kind in KINDS:
        toll = incident.get(kind)
        for n in NUMBERS:
            row[f"{kind}_{n}"] = toll and toll[n]
        if not toll or not toll["claims"]:
            row[f"{kind}_open"] = None
    for kind in KINDS[:2]:
        for status in STATUSES:
            by = incident[kind]["by_status"].get(status, {})
            for end in ("low", "high"):
                row[f"{kind}_{status}_{end}"] = by.get(end)
    return row


class Geo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.put("r.jsonl", RECORDS)
        cls.constat("import", "r.jsonl", "--db", "s.db")
        cls.lines = [json.loads(x) for x in
                     cls.constat("export", "--db", "s.db").splitlines()]
        cls.documents = {r["document"]: r for r in cls.lines
                         if r["record"] == "document"}
        cls.rows = {r["id"]: facts(r, cls.documents) for r in cls.lines
                    if r["record"] == "incident"}
        cls.spots = {r["id"]: r["place"] for r in cls.lines
                     if r["record"] == "incident"}
        for f in FORMATS:
            cls.export(f, "all." + f)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def put(cls, name, records):
        with open(cls.folder / name, "w") as f:
            f.writelines(json.dumps(r) + "\n" for r in records)

    @classmethod
    def constat(cls, *args, status=0):
        done = subprocess.run([CONSTAT, *map(str, args)], cwd=cls.folder,
                              capture_output=True)
        assert done.returncode == status, (args, done.stderr)
        return done.stdout

    @classmethod
    def export(cls, fmt, name, *args, db="s.db"):
        cls.constat("export", "-q", "--db", db, "--format", fmt, "-o", name,
                    *args)
        return cls.folder / name

    def find(self, fmt_rows, name):
        found = [r for r in fmt_rows if r.get("place") == name]
        self.assertEqual(len(found), 1, name)
        return found[0]

    def has_point(self, i):
        p = self.spots[i]
        return bool(p) and p["lat"] is not None and abs(p["lat"]) <= 90 \
            and abs(p["lon"]) <= 180

    # ------------------------------------------------------------ all three

    def same(self, read, fmt=None):
        """Rows as a format has them, and those of jsonl."""
        change = xml_text if fmt == "kml" else lambda text: text
        listed = xml_json if fmt == "kml" else lambda text: text
        self.assertEqual(sorted(r["id"] for r in read), sorted(self.rows))
        for row in read:
            for name, value in self.rows[row["id"]].items():
                wanted = change(value) if isinstance(value, str) else \
                    [v and listed(v) for v in value] \
                    if isinstance(value, list) else value
                self.assertEqual(row.get(name), wanted, (row["id"], name))

    def test_the_test_tells_something(self):
        rows = list(self.rows.values())
        self.assertEqual(len(rows), 10)
        first = self.find(rows, "Halimo")
        self.assertEqual((first["killed_stated_min"], first["killed_open"],
                          first["killed_best"], first["unconfirmed"],
                          first["missing_low"] is None),
                         (12, False, 19, False, False))
        self.assertTrue(any(r["killed_open"] for r in rows))
        siege = self.find(rows, "Sudmark")
        self.assertEqual((siege["date_from"], siege["date_to"]),
                         ("2020-06-01", None))

    def test_same_bytes(self):
        for f in FORMATS:
            again = self.export(f, "again." + f).read_bytes()
            self.assertEqual(again, (self.folder / ("all." + f)).read_bytes())
            self.assertEqual(again, self.constat("export", "--db", "s.db",
                                                 "--format", f))
        # Nor does it matter in which order the records came.
        self.put("back.jsonl", sorted(RECORDS, key=lambda r: r["document"]))
        self.constat("import", "back.jsonl", "--db", "back.db")
        for f in FORMATS:
            self.assertEqual(
                self.export(f, "back." + f, db="back.db").read_bytes(),
                (self.folder / ("all." + f)).read_bytes())

    def test_filters(self):
        args = ("--from", "2020-01-01", "--to", "2020-12-31", "--area",
                "tarbia", "--kind", "killed", "--status", "single_source")
        wanted = [json.loads(x)["id"] for x in
                  self.constat("export", "--db", "s.db", *args).splitlines()
                  if json.loads(x)["record"] == "incident"]
        self.assertEqual(len(wanted), 3)
        got = json.loads(self.export("geojson", "f.geojson", *args).read_bytes())
        self.assertEqual(sorted(x["id"] for x in got["features"]), wanted)
        self.assertEqual(got["export"]["area"], "tarbia")
        self.assertEqual(got["export"]["from"], "2020-01-01")
        tree = ET.parse(self.export("kml", "f.kml", *args))
        ids = [x.get("id")[9:] for x in tree.iter(KML + "Placemark")]
        self.assertEqual(sorted(ids), wanted)
        db = sqlite3.connect(self.export("gpkg", "f.gpkg", *args))
        ask = lambda q: [r[0] for r in db.execute(q)]
        self.assertEqual(ask("SELECT id FROM incidents ORDER BY id"), wanted)
        self.assertEqual(set(ask("SELECT incident FROM claims")), set(wanted))
        self.assertEqual(len(ask("SELECT id FROM documents")), 1)
        self.assertEqual(ask("SELECT value FROM about WHERE name = 'kind'"),
                         ["killed"])
        self.assertEqual(ask("SELECT count(*) FROM damages"), [0])
        db.close()

    def test_totals_are_those_of_show(self):
        for args in ((), ("--kind", "killed,displaced", "--from",
                          "2020-01-01")):
            told = json.loads(self.constat("show", "--db", "s.db", "totals",
                                           "--format", "jsonl", *args))
            db = sqlite3.connect(self.export("gpkg", "sum.gpkg", *args))
            for kind in told["kinds"]:
                k = kind["kind"]
                self.assertEqual(db.execute(
                    f"SELECT sum(max(coalesce({k}_low, 0), 0)), sum(coalesce("
                    f"{k}_high, max({k}_low, coalesce({k}_stated_max, 0)))),"
                    f" count(*), max({k}_high IS NULL)"
                    f" FROM incidents WHERE apart = 0"
                    f" AND coalesce({k}_low, {k}_high) IS NOT NULL").fetchone(),
                    (kind["low"], kind["high"], kind["incidents"],
                     int(kind["open"])), kind)
            self.assertEqual(told["apart"], 1)
            self.assertEqual(db.execute("SELECT sum(apart) FROM incidents")
                             .fetchone(), (told["apart"],))
            none = [r for r in db.execute(
                "SELECT injured_low FROM incidents UNION"
                " SELECT injured_stated_min FROM incidents")]
            self.assertEqual(none == [(None,)], bool(args))
            db.close()

    def test_nothing_is_chosen(self):
        for f in FORMATS:
            path = self.export(f, "none." + f, "--from", "1900-01-01", "--to",
                               "1900-01-01")
            if f == "geojson":
                self.assertEqual(json.loads(path.read_bytes())["features"], [])
            elif f == "kml":
                self.assertEqual(list(ET.parse(path).iter(KML + "Placemark")),
                                 [])
            else:
                self.assertEqual(self.packed(path, "incidents"), [])

    def test_the_incident_of_a_country_is_no_sharp_point(self):
        features = json.loads((self.folder / "all.geojson").read_bytes())
        row = self.find([x["properties"] for x in features["features"]],
                        "Tarbia")
        self.assertEqual((row["precision"], row["radius_km"]),
                         ("country", 500))
        row = self.find(self.packed(self.folder / "all.gpkg", "incidents"),
                        "Tarbia")
        self.assertEqual((row["precision"], row["radius_km"]),
                         ("country", 500))
        marks = dict(self.placemarks())
        row = self.find(marks.values(), "Tarbia")
        self.assertEqual((row["precision"], row["radius_km"]),
                         ("country", "500"))
        self.assertIn("within about 500 km", row["description"])
        self.assertEqual(len(row["rings"]), 1)
        # Where nobody told a radius, the circle is said to be a drawing.
        row = self.find(marks.values(), "Nordmark")
        self.assertNotIn("radius_km", row)
        self.assertIn("radius not known, drawn with 80 km", row["description"])
        self.assertEqual(len(row["rings"]), 1)

    def test_redacted(self):
        (self.folder / "names.txt").write_text(
            "Publié le 4 mai 2019\n\nUn obus a tué Awa Ngolo, une enseignante "
            "de 31 ans, vendredi 3 mai 2019 à Gao, au Mali. L'obus a tué six "
            "civils, a raconté Hamidou Sangaré, un témoin de la scène.\n",
            encoding="utf-8")
        self.constat("read", "-q", "--db", "names.db", "names.txt")
        for f in FORMATS:
            black = self.export(f, "black." + f, "--redact",
                                "victims,witnesses", db="names.db").read_bytes()
            for name in ("Awa", "Ngolo", "Hamidou", "Sangar"):
                self.assertNotIn(name.encode(), black)
            self.assertIn(b"victims,witnesses", black)
        clear, black = [self.packed(
            self.export("gpkg", "x.gpkg", *args, db="names.db"), "claims")
            for args in ((), ("--redact", "victims,witnesses"))]
        self.assertIn("Awa Ngolo", [c["person"] for c in clear])
        for key in ("id", "evidence_begin", "evidence_end", "value"):
            self.assertEqual([c[key] for c in clear], [c[key] for c in black])

    def test_a_full_disk_is_told(self):
        for f in FORMATS:
            with open("/dev/full", "wb") as full:
                done = subprocess.run([CONSTAT, "export", "--db", "s.db",
                                       "--format", f], cwd=self.folder,
                                      stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 3)
            self.assertTrue(done.stderr)

    def test_a_lone_surrogate_is_refused(self):
        (self.folder / "bad.jsonl").write_text(
            json.dumps(document("bad", "x", "2020-01-01"))[:-1]
            + ', "author": "\\ud800"}\n')
        done = subprocess.run([CONSTAT, "import", "bad.jsonl", "--db",
                               "bad.db"], cwd=self.folder, capture_output=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertTrue(done.stderr)

    # -------------------------------------------------------------- GeoJSON

    def test_geojson(self):
        top = json.loads((self.folder / "all.geojson").read_bytes())
        self.assertEqual(top["type"], "FeatureCollection")
        for taken in ("crs", "coordinates", "geometries", "geometry",
                      "properties"):  # RFC 7946, 4 and 7.1
            self.assertNotIn(taken, top)
        self.assertEqual(top["export"]["codebook"], "plain")
        self.assertEqual(top["export"]["strategy"], "latest")
        self.assertEqual(top["export"]["claims_without_incident"], "1")
        self.assertRegex(top["export"]["version"], r"^\d+\.\d+")
        for feature in top["features"]:
            self.assertEqual(set(feature), {"type", "id", "geometry",
                                            "properties"})
            self.assertEqual(feature["type"], "Feature")
            self.assertEqual(feature["id"], feature["properties"]["id"])
            if not self.has_point(feature["id"]):
                self.assertIsNone(feature["geometry"])
                continue
            spot = self.spots[feature["id"]]
            self.assertEqual(feature["geometry"], {
                "type": "Point", "coordinates": [spot["lon"], spot["lat"]]})
        self.same([f["properties"] for f in top["features"]])
        wide = {f["properties"]["place"]: f["properties"]["radius_km"]
                for f in top["features"]}
        self.assertEqual((wide["Halimo"], wide["Nordmark"]), (5, None))

    # ------------------------------------------------------------------ KML

    def placemarks(self):
        root = ET.parse(self.folder / "all.kml").getroot()
        self.assertEqual(root.tag, KML + "kml")
        fields = {f.get("name"): f.get("type") for f in
                  root.iter(KML + "SimpleField")}
        for folder in root.iter(KML + "Folder"):
            year = folder.find(KML + "name").text
            for mark in folder.findall(KML + "Placemark"):
                row = {d.get("name"): d.text or "" for d in
                       mark.iter(KML + "SimpleData")}
                self.assertEqual(set(row) - set(fields), set())
                self.assertEqual(mark.get("id"), "incident-" + row["id"])
                row["mark"], row["year"] = mark, year
                row["description"] = mark.find(KML + "description").text
                row["rings"] = [
                    [tuple(map(float, c.split(","))) for c in ring.text.split()]
                    for ring in mark.findall(
                        f"{KML}MultiGeometry/{KML}Polygon/"
                        f"{KML}outerBoundaryIs/{KML}LinearRing/"
                        f"{KML}coordinates")]
                yield row["id"], row

    def typed(self, row, root):
        """Texts back to what their fields say that they are."""
        types = {f.get("name"): f.get("type") for f in
                 root.iter(KML + "SimpleField")}
        out = {}
        for name, kind in types.items():
            value = row.get(name)
            if value is not None and kind in ("int", "bool", "double"):
                value = float(value) if kind == "double" else int(value)
            elif value is not None and value[:1] == "[":
                value = json.loads(value)
            out[name] = bool(value) if kind == "bool" and value is not None \
                else value
        return out

    def test_kml(self):
        root = ET.parse(self.folder / "all.kml").getroot()
        rows = dict(self.placemarks())
        self.same([self.typed(r, root) for r in rows.values()], "kml")
        order = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData",
                 "Point", "MultiGeometry"]
        for i, row in rows.items():
            tags = [c.tag.replace(KML, "") for c in row["mark"]]
            self.assertEqual(tags, sorted(tags, key=order.index))
            span = row["mark"].find(KML + "TimeSpan")
            days = [span.findtext(KML + e) for e in ("begin", "end")] \
                if span is not None else [None, None]
            wanted = self.rows[i]
            self.assertEqual(days, [wanted["date_from"], wanted["date_to"]])
            self.assertEqual(row["year"], (wanted["date_from"] or
                                           "no day")[:4 if days[0] else 6])
            if not self.has_point(i):
                self.assertNotIn("MultiGeometry", tags)
                self.assertNotIn("Point", tags)
                continue
            spot = self.spots[i]
            point = [c.text for c in row["mark"].iter(KML + "coordinates")][0]
            self.assertEqual(tuple(map(float, point.split(","))),
                             (spot["lon"], spot["lat"]))
        names = {d.get("name"): d.findtext(KML + "value")
                 for d in root.iter(KML + "Data")}
        self.assertEqual(names["codebook"], "plain")
        self.assertEqual(list(root.iter(KML + "href")), [])

    def test_kml_circles(self):
        n = 0
        for _, row in self.placemarks():
            for ring in row["rings"]:
                n += 1
                self.assertEqual(ring[0], ring[-1])
                self.assertTrue(all(abs(x) <= 180 and abs(y) <= 90
                                    for x, y in ring))
                area = sum(a[0] * b[1] - b[0] * a[1]
                           for a, b in zip(ring, ring[1:]))
                self.assertGreater(area, 0, "counterclockwise")
            if row.get("place") == "Halimo":
                for x, y in row["rings"][0]:
                    self.assertAlmostEqual(self.km(3.1, 14.2, x, y), 5, 1)
        rows = dict(self.placemarks())
        cross = self.find(rows.values(), xml_text(HOSTILE))
        self.assertEqual(len(cross["rings"]), 2)  # the 180th meridian
        edges = sorted(max(x for x, _ in ring) for ring in cross["rings"])
        self.assertLess(edges[0], -179)
        self.assertEqual(edges[1], 180)
        pole = self.find(rows.values(), LONG)
        self.assertEqual(len(pole["rings"]), 1)
        self.assertEqual(max(y for _, y in pole["rings"][0]), 90)
        for x, y in pole["rings"][0]:
            if y < 90:
                self.assertAlmostEqual(self.km(20, 89.5, x, y), 80, 0)
        world = self.find(rows.values(), "Anywhere")
        self.assertEqual(len(world["rings"][0]), 5)
        self.assertGreater(n, 5)

    @staticmethod
    def km(x0, y0, x1, y1):
        x0, y0, x1, y1 = map(math.radians, (x0, y0, x1, y1))
        h = math.sin((y1 - y0) / 2) ** 2 + \
            math.cos(y0) * math.cos(y1) * math.sin((x1 - x0) / 2) ** 2
        return 2 * 6371.0088 * math.asin(math.sqrt(h))

    def test_kml_descriptions_are_no_markup(self):
        for _, row in self.placemarks():
            for text in (row["description"],
                         row["mark"].findtext(KML + "name")):
                self.assertNotIn("<", text)
        row = self.find(dict(self.placemarks()).values(), "Halimo")
        for part in ("killed: 12 to 19, best 19", "missing: 6",
                     "in: Tarbia", "said to have done it: Colonne bleue",
                     "outlets: Gazette, Radio Nord", "status: corroborated"):
            self.assertIn(part, row["description"])

    # ----------------------------------------------------------- GeoPackage

    @staticmethod
    def packed(path, table):
        db = sqlite3.connect(path)
        db.row_factory = sqlite3.Row
        rows = [dict(r) for r in db.execute(f"SELECT * FROM {table}")]
        db.close()
        return rows

    def test_gpkg_by_the_standard(self):
        path = self.folder / "all.gpkg"
        head = path.read_bytes()[:100]
        self.assertEqual(head[:16], b"SQLite format 3\0")        # Req. 1
        self.assertEqual(head[68:72], b"GPKG")                   # Req. 2
        self.assertEqual(struct.unpack(">I", head[60:64])[0], 10300)
        db = sqlite3.connect(path)
        ask = lambda q, *a: db.execute(q, a).fetchall()
        self.assertEqual(ask("PRAGMA integrity_check"), [("ok",)])  # Req. 6
        self.assertEqual(ask("PRAGMA foreign_key_check"), [])       # Req. 7
        self.assertEqual([r[0] for r in ask(                        # Req. 11
            "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id")],
            [-1, 0, 4326])
        contents = self.packed(path, "gpkg_contents")
        tables = {r[0] for r in ask("SELECT name FROM sqlite_schema WHERE"
                                    " type = 'table' AND name NOT LIKE"
                                    " 'gpkg_%'")}
        self.assertEqual({c["table_name"] for c in contents}, tables)
        for c in contents:
            self.assertRegex(c["last_change"],                      # Req. 15
                             r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
            key = [r for r in ask(f"PRAGMA table_info({c['table_name']})")
                   if r[5]]
            self.assertEqual([(r[1], r[2]) for r in key],           # Req. 29
                             [("fid", "INTEGER")])
            allowed = {"BOOLEAN", "INTEGER", "REAL", "TEXT", "DATE", "POINT"}
            self.assertLessEqual(
                {r[2] for r in ask(f"PRAGMA table_info({c['table_name']})")},
                allowed)                                            # Req. 5
        self.assertEqual(contents[0]["last_change"][:10], "2021-01-03")
        self.assertEqual(ask("SELECT * FROM gpkg_geometry_columns"),
                         [("incidents", "geom", "POINT", 4326, 0, 0)])
        box = [c for c in contents if c["data_type"] == "features"][0]
        spots = [self.spots[i] for i in self.rows if self.has_point(i)]
        lons, lats = [[p[k] for p in spots] for k in ("lon", "lat")]
        self.assertEqual([box[k] for k in ("min_x", "min_y", "max_x",
                                           "max_y")],
                         [min(lons), min(lats), max(lons), max(lats)])
        db.close()

    def test_gpkg_incidents(self):
        rows = self.packed(self.folder / "all.gpkg", "incidents")
        for row in rows:
            blob = row["geom"]
            spot = self.spots[row["id"]]
            if not self.has_point(row["id"]):
                self.assertIsNone(blob)
                continue
            self.assertEqual(blob[:4], b"GP\0\x01")
            self.assertEqual(len(blob), 29)
            self.assertEqual(struct.unpack("<iBIdd", blob[4:]),
                             (4326, 1, 1, spot["lon"], spot["lat"]))
        lists = {n for n, v in next(iter(self.rows.values())).items()
                 if isinstance(v, list)}
        self.same([{k: json.loads(v) if k in lists else v
                    for k, v in r.items()} for r in rows])

    def test_gpkg_has_all_claims(self):
        path = self.folder / "all.gpkg"
        mine = {r["id"]: r for r in self.packed(path, "claims")}
        harms = {f"{r['document']}/{r['id']}": r for r in self.lines
                 if r["record"] == "harm"}
        self.assertEqual(set(mine), set(harms))
        uses = {f"{i['document']}/{i['harm']}": i["use"]
                for r in self.lines if r["record"] == "incident"
                for k in KINDS for i in (r.get(k) or {}).get("claims", ())}
        for key, row in mine.items():
            h = harms[key]
            self.assertEqual(
                (row["kind"], row["qualifier"], row["value"], row["victims"],
                 row["scope"], row["evidence_begin"], row["evidence_end"]),
                (h["kind"], h["count"]["qualifier"], h["count"]["value"],
                 h["victims"]["status"], h["scope"], h["evidence"][0]["begin"],
                 h["evidence"][0]["end"]))
            self.assertEqual(row["part_of"], h["part_of"] and
                             f"{h['document']}/{h['part_of']}")
            self.assertEqual(row["use"], uses.get(key))
        loose = [r for r in mine.values() if r["incident"] is None]
        self.assertEqual([r["value"] for r in loose], [900])
        names = {r["id"]: r for r in self.packed(path, "documents")}
        self.assertEqual({n: r["title"] for n, r in names.items()},
                         {n: r["title"] for n, r in self.documents.items()})
        pairs = {(r["incident"], r["document"]) for r in
                 self.packed(path, "incident_documents")}
        self.assertEqual(pairs, {(i, d) for i, r in self.rows.items()
                                 for d in r["document_ids"]})
        self.assertEqual(len(self.packed(path, "damages")), 1)
        for toll in self.packed(path, "tolls"):
            row = self.rows[toll["incident"]]
            if toll["victims"] == "all":
                for n in NUMBERS:
                    self.assertEqual(toll[n], row[f"{toll['kind']}_{n}"])
            elif toll["kind"] in KINDS[:2]:
                for n in ("low", "high"):
                    self.assertEqual(
                        toll[n], row[f"{toll['kind']}_{toll['victims']}_{n}"])

    # ----------------------------------------------------------------- GDAL

    def read_by_gdal(self, fmt):
        path = str(self.folder / ("all." + fmt))
        layers = ["incidents"]
        if fmt == "kml":
            layers = [x.split(": ", 1)[1].split(" (")[0] for x in
                      gdal("ogrinfo", "-q", "-ro", path).splitlines()]
        features = []
        for layer in layers:
            features += json.loads(gdal(
                "ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path,
                layer))["features"]
        return features

    def gdal_row(self, properties):
        row = {}
        for name, value in properties.items():
            known = self.rows[properties["id"]].get(name)
            if isinstance(value, str) and name.startswith("date_"):
                value = value.replace("/", "-")
            if isinstance(known, list) and isinstance(value, str):
                value = json.loads(value)
            if isinstance(known, bool) and isinstance(value, int):
                value = bool(value)
            row[name] = value
        return row

    @unittest.skipUnless(shutil.which("ogrinfo"), "GDAL (gdal-bin) is missing")
    def test_gdal_reads_the_same(self):
        for fmt in FORMATS:
            features = self.read_by_gdal(fmt)
            for f in features: # "id" is taken for that of the feature
                f["properties"].setdefault("id", f.get("id"))
            with self.subTest(fmt):
                self.same([self.gdal_row(f["properties"]) for f in features],
                          fmt)
            for f in features:
                i = f["properties"]["id"]
                if not self.has_point(i):
                    self.assertIsNone(f["geometry"])
                    continue
                g = f["geometry"]
                point = g["geometries"][0] if "geometries" in g else g
                self.assertEqual(point["coordinates"][:2],
                                 [self.spots[i]["lon"], self.spots[i]["lat"]])

    @unittest.skipUnless(shutil.which("ogrinfo"), "GDAL (gdal-bin) is missing")
    def test_gdal_reads_kml_without_libkml_too(self):
        said = gdal("ogrinfo", "--config", "OGR_SKIP", "LIBKML", "-so", "-al",
                    "-ro", str(self.folder / "all.kml"))
        counts = [int(x.split(": ")[1]) for x in said.splitlines()
                  if x.startswith("Feature Count")]
        # That driver passes over placemarks without geometry.
        self.assertEqual(sum(counts), sum(map(self.has_point, self.rows)))

    @unittest.skipUnless(CHECKER, "GDAL's checker (python3-gdal) is missing")
    def test_gdal_finds_nothing_against_the_standard(self):
        for name, args in (("all", ()), ("none", ("--area", "nowhere"))):
            path = self.export("gpkg", name + ".gpkg", *args)
            self.assertEqual(gdal(*CHECKER, str(path)), "")

    @unittest.skipUnless(shutil.which("ogrinfo"), "GDAL (gdal-bin) is missing")
    def test_gdal_extent(self):
        spots = [self.spots[i] for i in self.rows if self.has_point(i)]
        lons, lats = [[p[k] for p in spots] for k in ("lon", "lat")]
        box = f"Extent: ({min(lons):.6f}, {min(lats):.6f}) - " \
              f"({max(lons):.6f}, {max(lats):.6f})"
        for fmt in ("geojson", "gpkg"):
            said = gdal("ogrinfo", "-so", "-ro",
                        str(self.folder / ("all." + fmt)), "incidents")
            self.assertIn(f"Feature Count: {len(self.rows)}", said)
            self.assertIn(box, said)


if __name__ == "__main__":
    CONSTAT = os.path.abspath(sys.argv.pop(1))
    if os.environ.get("CONSTAT_REQUIRE_ALL") and \
            not (shutil.which("ogrinfo") and CHECKER):
        sys.exit("GDAL (gdal-bin, python3-gdal) is missing and"
                 " CONSTAT_REQUIRE_ALL is set")
    unittest.main()
