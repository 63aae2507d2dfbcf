#!/usr/bin/env python3
"""The gazetteer from outside: importing, finding, listing, checking; broken
stores and files.

usage: test_gazetteer.py PATH-OF-CONSTAT
"""
import gzip
import json
import os
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
GEONAMES = "\t".join(["9000001", "Zorg al Kabir", "Zorg al Kabir",
                      "Zourgue el-Kebir,\u0632\u0648\u0631\u063a", "36.1", "43.2", "P", "PPL",
                      "IQ", "", "16", "", "", "", "900", "", "", "", ""]) + "\n"
GEOJSON = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "camp-7", "properties": {
        "name": "Camp des Deux-Puits", "country": "IQ", "kind": "site"},
     "geometry": {"type": "Point", "coordinates": [43.5, 36.5]}},
    {"type": "Feature", "properties": {}, "geometry": None}]}
REPORT = """Irak : douze morts dans une frappe

Une frappe a\u00e9rienne a tu\u00e9 douze civils dans le village de Zorg al-Kabir, en Irak.
"""


class Gazetteer(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name, content=None):
        path = os.path.join(self.folder.name, name)
        if content is not None:
            with open(path, "wb") as f:
                f.write(content)
        return path

    def run_it(self, *args, status=0, **more):
        r = subprocess.run([BIN, *args], capture_output=True, timeout=120,
                           check=False, **more)
        self.assertEqual(r.returncode, status, r.stderr.decode())
        return r.stdout.decode(), r.stderr.decode()

    def made(self):
        table = self.path("IQ.txt.gz", gzip.compress(GEONAMES.encode()))
        names = self.path("alt.tsv", b"1\t9000001\tfr\tZorgue\t\t\t\t\n")
        own = self.path("own.geojson", json.dumps(GEOJSON).encode())
        store = self.path("p.gaz")
        _, said = self.run_it("gazetteer", "add", table, names, own, "--out",
                              store, status=1)
        return store, said

    def test_add_and_find(self):
        store, said = self.made()
        self.assertIn("GeoNames places: 1 places, 2 further names", said)
        self.assertIn("alternate names: 0 places, 1 further names", said)
        self.assertIn("GeoJSON: 1 places", said)
        for name in ("Zorg al-Kabir", "zorgue", "Zourg el Kabeer, Irak"):
            out, _ = self.run_it("gazetteer", "find", name, "--gazetteer", store)
            self.assertIn("geonames:9000001", out, name)
        out, _ = self.run_it("gazetteer", "find", "-", "--format", "jsonl",
                             "--gazetteer", store,
                             input="Camp des deux puits\nXyzzyplugh\n".encode())
        first, second = map(json.loads, out.splitlines())
        self.assertEqual(first["places"][0]["id"], "own:camp-7")
        self.assertEqual(second["places"], [])
        out, _ = self.run_it("gazetteer", "list", "site", "--gazetteer", store)
        self.assertIn("Camp des Deux-Puits", out)

    def test_read_with_it(self):
        store, _ = self.made()
        report = self.path("a.txt", REPORT.encode())
        for options, found in (([], False), (["--gazetteer", store], True)):
            out, _ = self.run_it("read", report, "--format", "jsonl", *options)
            self.assertEqual("geonames:9000001" in out, found)

    def test_builtin(self):
        out, _ = self.run_it("gazetteer", "check")
        self.assertIn("sound", out)
        for name in ("Hamam el-Elil", "Hammam al-Alil", "Hamm\u00e2m al-\u2018Al\u00eel",
                     "\u062d\u0645\u0627\u0645 \u0627\u0644\u0639\u0644\u064a\u0644, Irak"):
            out, _ = self.run_it("gazetteer", "find", name)
            self.assertTrue(out.startswith("geonames:96124\t"), name)

    def test_broken(self):
        store, _ = self.made()
        with open(store, "rb") as f:
            content = f.read()
        cut = self.path("cut.gaz", content[:-10])
        bad = self.path("bad.gaz", content[:-10] + b"?" * 10)
        self.run_it("gazetteer", "check", cut, status=3)
        self.run_it("gazetteer", "check", bad, status=3)
        self.run_it("gazetteer", "check", self.path("empty.gaz", b""), status=3)
        self.run_it("read", "--gazetteer", cut, cut, status=3)
        nothing = self.path("x.txt", b"no table\n")
        self.run_it("gazetteer", "add", nothing, "--out", self.path("y.gaz"),
                    status=3)
        self.assertFalse(os.path.exists(self.path("y.gaz")))
        self.run_it("gazetteer", "add", "/nonexistent", "--out",
                    self.path("y.gaz"), status=3)
        self.run_it("gazetteer", status=2)
        self.run_it("gazetteer", "find", status=2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
