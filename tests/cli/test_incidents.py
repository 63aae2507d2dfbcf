#!/usr/bin/env python3
"""Tolls of incidents from outside: link, show, the pages of a dossier.

usage: test_incidents.py PATH-OF-CONSTAT
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])


def event(document, claimant, doer, stance="asserted"):
    return {"record": "event", "document": document, "id": "e1",
            "type": "air_strike",
            "date": {"from": "2019-04-07", "to": "2019-04-07"},
            "place": {"name": "Halimo", "in": ["Tarbia"], "lat": 14.2,
                      "lon": 3.1, "precision": "settlement"},
            "perpetrator": [{"name": doer}] if doer else [],
            "claimant": {"name": claimant, "type": "other"} if claimant
            else None, "stance": stance,
            "evidence": [{"begin": 0, "end": 8, "text": "Un raid "}]}


def harm(document, label, claimant, qualifier, value, **more):
    begin = 10 * int(label[1:])
    return {"record": "harm", "document": document, "id": label,
            "event": "e1", "kind": "killed",
            "count": {"qualifier": qualifier, "value": value},
            "victims": {"status": "civilian"},
            "claimant": {"name": claimant, "type": "other"},
            "evidence": [{"begin": begin, "end": begin + 8,
                          "text": f"<b>{value:05}"[:8]}], **more}


def document(name, outlet, day):
    return {"record": "document", "document": name, "path": name + ".txt",
            "outlet": outlet, "language": "fr", "title": "Raid " + name,
            "published": {"from": day, "to": day}}


RECORDS = [
    document("one", "Radio Nord", "2019-04-07"),
    event("one", None, "Colonne bleue"),
    harm("one", "h1", "hôpital de Halimo", "at_least", 12),
    harm("one", "h2", "maire de Halimo", "exact", 9),
    document("two", "Gazette", "2019-04-09"),
    event("two", None, "Colonne bleue"),
    harm("two", "h1", "hôpital de Halimo", "exact", 19),
    harm("two", "h2", "hôpital de Halimo", "exact", 4, part_of="h1"),
    harm("two", "h3", "voisins", "vague", 10),
    document("three", "Canal Sud", "2019-04-09"),
    event("three", "Colonne bleue", "Colonne bleue", "denied"),
]


def run(*args, cwd=None):
    return subprocess.run([BIN, *args], capture_output=True, cwd=cwd,
                          timeout=300)


class Incidents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tmp = tempfile.TemporaryDirectory()
        cls.dir = cls.tmp.name
        with open(os.path.join(cls.dir, "r.jsonl"), "w") as f:
            f.writelines(json.dumps(r) + "\n" for r in RECORDS)
        r = run("import", "r.jsonl", "--db", "s.db", cwd=cls.dir)
        assert r.returncode == 0, r.stderr

    @classmethod
    def tearDownClass(cls):
        cls.tmp.cleanup()

    def call(self, status, *args):
        r = run(*args, cwd=self.dir)
        self.assertEqual(r.returncode, status, r.stderr.decode())
        return r.stdout.decode()

    def link(self, *args):
        lines = self.call(0, "link", "--db", "s.db", "--format", "jsonl",
                          *args).splitlines()
        (incident,) = [json.loads(x) for x in lines
                       if '"record":"incident"' in x]
        return incident

    def test_toll(self):
        x = self.link()
        toll = x["killed"]
        self.assertEqual((toll["stated_min"], toll["stated_max"],
                          toll["latest"]), (9, 19, 19))
        self.assertEqual((toll["low"], toll["high"], toll["best"]),
                         (9, 19, 19))
        self.assertEqual(toll["basis"], "latest")
        self.assertEqual([c["use"] for c in toll["claims"]],
                         ["overtaken", "current", "current", "part",
                          "wordless"])
        self.assertEqual(x["contested"], ["perpetrator"])
        self.assertEqual(x["status"], "contested")
        self.assertEqual(x["grade"]["proposed"], "contested")
        self.assertEqual(x["independent_sources"], 3)
        (blamed,) = x["perpetrators"]
        self.assertTrue(blamed["denied"])
        self.assertIsNone(x["injured"]["best"])

    def test_choices(self):
        self.assertEqual(self.link("--strategy", "lowest")["killed"]["best"],
                         9)
        self.assertIsNone(self.link("--strategy", "range")["killed"]["best"])
        vague = self.link("--codebook", "airwars")["killed"]
        self.assertEqual(vague["claims"][4]["use"], "current")
        self.assertEqual(vague["high"], 24)
        for option in ("--codebook", "--strategy"):
            self.call(3, "link", "--db", "s.db", option, "../plain")

    def test_counts_of_records(self):
        path = os.path.join(self.dir, "tens.txt")
        with open(path, "w") as f:
            f.write("Des dizaines de civils ont été tués à Alep lundi.\n")
        for book, low, high in (("plain", None, None), ("airwars", 12, 24)):
            lines = self.call(0, "read", path, "--format", "jsonl",
                              "--codebook", book).splitlines()
            (count,) = [json.loads(x)["count"] for x in lines
                        if '"record":"harm"' in x]
            self.assertEqual((count["qualifier"], count["low"],
                              count["high"]), ("vague", low, high))
        self.call(3, "read", path, "--codebook", "none")

    def test_show(self):
        x = self.link()
        listed = self.call(0, "show", "--db", "s.db", "incidents")
        self.assertIn(x["id"], listed)
        self.assertIn("killed 9 to 19", listed)
        short = self.call(0, "show", "--db", "s.db", x["id"][:8])
        self.assertIn("killed  stated 9 to 19", short)
        self.assertNotIn("newer", short)
        why = self.call(0, "show", "--db", "s.db", x["id"], "--why")
        self.assertIn("overtaken: its source has a newer one", why)
        self.assertIn("best by latest: the newest claim", why)
        self.assertIn("proposed grade contested", why)
        self.call(3, "show", "--db", "s.db", "0000000000000000")

    def test_residual(self):
        siege = event("s", None, None)
        siege.update(type="siege", date={"from": "2019-03-01", "to": None})
        records = [document("s", "Gazette", "2019-05-01"), siege,
                   harm("s", "h1", "voisins", "exact", 50, scope="total"),
                   document("t", "Canal Sud", "2019-04-08"),
                   event("t", None, None),
                   harm("t", "h1", "voisins", "at_least", 12)]
        with open(os.path.join(self.dir, "siege.jsonl"), "w") as f:
            f.writelines(json.dumps(r) + "\n" for r in records)
        self.call(0, "import", "siege.jsonl", "--db", "t.db")
        lines = self.call(0, "link", "--db", "t.db", "--format", "jsonl")
        whole = next(x for x in map(json.loads, lines.splitlines())
                     if x.get("covers"))
        (left,) = whole["residuals"]
        self.assertEqual((left["low"], left["high"], left["exceeded_by"]),
                         (None, 38, None))
        self.assertEqual(left["parts"], {"low": 12, "high": None})
        said = self.call(0, "show", "--db", "t.db", whole["id"], "--why")
        self.assertIn("parts 12 or more (1 told, 0 untold), left over up to "
                      "38", said)
        self.assertIn("   1 document, 1 independent source: ", said)
        self.call(0, "report", "--db", "t.db", "-o", "siege", "--ui", "en")
        with open(os.path.join(self.dir, "siege", "incidents",
                               whole["id"] + ".html")) as f:
            self.assertIn("left over: up to 38", f.read())

    def test_pages(self):
        for ui in ("en", "fr"):
            self.call(0, "report", "--db", "s.db", "-o", ui, "--ui", ui)
        x = self.link()
        folder = os.path.join(self.dir, "en", "incidents")
        self.assertEqual(os.listdir(folder), [x["id"] + ".html"])
        with open(os.path.join(folder, x["id"] + ".html")) as f:
            page = f.read()
        for words in ("9 to 19", "Radio Nord", "overtaken by a newer one",
                      "Who did it", "h\u00f4pital de Halimo", "Proposed grade"):
            self.assertIn(words, page)
        # Words of a record are shown, never obeyed.
        self.assertIn("&lt;b&gt;00019", page)
        self.assertNotIn("<b>00019", page)
        with open(os.path.join(self.dir, "en", "index.html")) as f:
            index = f.read()
        self.assertIn(f'href="incidents/{x["id"]}.html"', index)
        self.assertEqual(index.count("<main>"), 1)
        with open(os.path.join(self.dir, "fr", "incidents",
                               x["id"] + ".html")) as f:
            self.assertIn("de 9 à 19", f.read())
        for link in re.findall(r'href="\.\./([^"#]+)', page):
            self.assertTrue(os.path.exists(os.path.join(self.dir, "en",
                                                        link)), link)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
