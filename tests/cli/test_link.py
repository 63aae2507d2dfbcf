#!/usr/bin/env python3
"""constat link, export and show --why: two reports of one happening become one
incident, however and in whatever order they were read; storing a document makes
incidents old; a year that only the collection tells.

usage: test_link.py PATH-OF-CONSTAT
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

CONSTAT = None
TEXTS = {
    "a.txt": "Publié le 4 mai 2019\n\n"
             "Une bombe a tué douze civils vendredi 3 mai 2019 sur le marché de "
             "Gao, au Mali, selon la police.\n",
    "b.txt": "Publié le 5 mai 2019\n\n"
             "L'explosion d'une bombe a fait douze morts le 3 mai 2019 à Gao, au "
             "Mali. Un raid aérien avait tué trois hommes le 20 avril à Kidal.\n",
    "c.txt": "Une bombe a fait douze morts le 3 mai à Gao, au Mali. Le 7 mai, un "
             "soldat a été tué par une mine à Ansongo.\n",
    "d.txt": "Publié le 2 juin 2021\n\n"
             "L'attaque d'un village a fait cinq morts mardi à Djibo, au Burkina "
             "Faso.\n"}


class Link(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)
        for name, text in TEXTS.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def constat(self, *args, status=0):
        done = subprocess.run([CONSTAT, *map(str, args)], cwd=self.folder,
                              capture_output=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def read(self, db, *names):
        self.constat("read", "-q", "--db", db, *names)

    def lines(self, *args):
        return [json.loads(line) for line in self.constat(*args).splitlines()]

    def linked(self, db):
        return self.constat("link", "-q", "--db", db, "--format", "jsonl")

    def test_one_incident(self):
        self.read("x.db", *TEXTS)
        rows = [json.loads(line) for line in self.linked("x.db").splitlines()]
        largest = max(rows, key=lambda r: len(r.get("events", ())))
        self.assertEqual(len(largest["events"]), 3)
        self.assertEqual(largest["date"]["from"], "2019-05-03")
        self.assertIn("Gao", largest["place"]["name"])
        events = [e for r in rows for e in r.get("events", ())]
        self.assertEqual(len(events), len({tuple(e.values()) for e in events}))
        said = self.constat("show", "--db", "x.db", largest["id"], "--why")
        self.assertEqual(said.count(b"joined"), 2)

    def test_the_same_whatever_the_order(self):
        self.read("x.db", *TEXTS)
        self.read("y.db", "d.txt")
        self.read("y.db", "c.txt", "b.txt")
        self.constat("link", "-q", "--db", "y.db")
        self.read("y.db", "a.txt")
        self.assertEqual(self.linked("x.db"), self.linked("y.db"))
        self.assertEqual(self.linked("y.db"), self.linked("y.db"))

    def test_a_stranger_changes_nothing(self):
        self.read("x.db", "a.txt", "b.txt", "c.txt")
        before = set(self.linked("x.db").splitlines())
        self.read("x.db", "d.txt")
        after = set(self.linked("x.db").splitlines())
        self.assertTrue(before < after)

    def test_export(self):
        self.read("x.db", *TEXTS)
        rows = self.lines("export", "--db", "x.db")
        ids = {r["path"]: r["document"] for r in rows
               if r["record"] == "document"}
        dates = [r["date"] for r in rows if r["record"] == "event"
                 and r["document"] == ids["c.txt"]]
        self.assertEqual([d["from"] for d in dates],
                         ["2019-05-03", "2019-05-07"])
        self.assertEqual({d["basis"] for d in dates}, {"collection"})
        self.assertEqual({d["partial"] for d in dates}, {None})
        linked = self.linked("x.db").splitlines()
        self.assertEqual([json.loads(line) for line in linked],
                         [r for r in rows if r["record"] == "incident"])

    def chosen(self, *filters):
        *rows, about = self.lines("export", "--db", "x.db", *filters)
        self.assertEqual((about["record"], about["codebook"],
                          about["strategy"]), ("export", "plain", "latest"))
        days = [r["date"]["from"] for r in rows if r["record"] == "incident"]
        kinds = {r["kind"] for r in rows if r["record"] == "harm"}
        return sorted(days), kinds, rows

    def test_export_filters(self):
        self.read("x.db", *TEXTS)
        everything = ["2019-04-20", "2019-05-03", "2019-05-07", "2021-06-01"]
        self.assertEqual(self.chosen()[0], everything)
        self.assertEqual(self.chosen("--from", "2019-05-03", "--to",
                                     "2019-05-07")[0], everything[1:3])
        self.assertEqual(self.chosen("--area", "burkina faso")[0],
                         everything[3:])
        self.assertEqual(self.chosen("--area", "KIDAL,Djibo")[0],
                         [everything[0], everything[3]])
        self.assertEqual(self.chosen("--status", "corroborated")[0],
                         everything[1:2])
        days, kinds, rows = self.chosen("--kind", "injured")
        self.assertEqual((days, kinds, rows), ([], set(), []))
        (self.folder / "k.txt").write_text(
            "Publié le 3 juin 2020\n\nUne bombe a tué neuf personnes et en a "
            "blessé seize le 2 juin 2020 à Ménaka, au Mali.\n",
            encoding="utf-8")
        self.read("x.db", "k.txt")
        for kind, other in (("injured", "killed"), ("killed", "injured")):
            days, kinds, rows = self.chosen("--kind", kind, "--area", "Ménaka")
            self.assertEqual((days, kinds), (["2020-06-02"], {kind}))
            self.assertIsNotNone(rows[-1][kind]["best"])
            self.assertIsNone(rows[-1][other]["best"])
            self.assertEqual(rows[-1][other]["claims"], [])
        # Records of a document that belong to other incidents stay out.
        days, kinds, rows = self.chosen("--area", "Kidal")
        self.assertEqual([r["record"] for r in rows],
                         ["document", "event", "harm", "incident"])
        for wrong in (("--from", "2019-13-01"), ("--redact", "all"),
                      ("--from", "hier")):
            self.constat("export", "--db", "x.db", *wrong, status=2)
        self.constat("export", "--db", "x.db", "--status", "no", status=3)

    def test_export_to_a_file(self):
        self.read("x.db", *TEXTS)
        self.constat("export", "-q", "--db", "x.db", "-o", "out.jsonl")
        self.assertEqual((self.folder / "out.jsonl").read_bytes(),
                         self.constat("export", "--db", "x.db"))
        self.constat("export", "-q", "--db", "x.db", "-o", "no/out.jsonl",
                     status=3)

    def totals(self, *filters):
        row, = self.lines("show", "--db", "x.db", "totals", "--format",
                          "jsonl", *filters)
        kinds = {k["kind"]: (k["low"], k["high"], k["open"])
                 for k in row["kinds"]}
        return row["added"], row["apart"], row["without_number"], kinds

    def test_totals(self):
        self.read("x.db", *TEXTS)
        self.assertEqual(self.totals(),
                         (4, 0, 0, {"killed": (21, 21, False)}))
        self.assertEqual(self.totals("--area", "Gao", "--to", "2019-05-04"),
                         (1, 0, 0, {"killed": (12, 12, False)}))
        self.assertEqual(self.totals("--kind", "injured"), (0, 0, 0, {}))
        said = self.constat("show", "--db", "x.db", "totals").decode()
        self.assertIn("killed      21, from 4 incidents\n", said)
        self.assertIn("not estimates", said)
        self.constat("show", "--db", "x.db", "totals", "--status", "no",
                     status=3)

    def test_copies(self):
        words = " ".join(f"mot{i * 7919 % 997}" for i in range(200))
        for name, end in (("e.txt", "fin"), ("f.txt", "la fin")):
            (self.folder / name).write_text(f"{words} {end}.\n",
                                            encoding="utf-8")
        self.read("x.db", "e.txt", "f.txt", "a.txt")
        rows = [json.loads(line) for line in self.linked("x.db").splitlines()]
        groups = [r for r in rows if r["record"] == "syndication"]
        self.assertEqual([len(g["documents"]) for g in groups], [2])

    def test_wrong_calls(self):
        self.read("x.db", "a.txt")
        self.constat("link", "a.txt", status=2)
        self.constat("export", "--db", "x.db", "--format", "table", status=2)
        self.constat("link", "--db", "x.db", "--data", "nowhere", status=3)


if __name__ == "__main__":
    CONSTAT = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main(argv=sys.argv[:1])
