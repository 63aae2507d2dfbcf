#!/usr/bin/env python3
"""The table formats of export, read by others: the folder of the csv format as
its descriptor says, the hxl table by its tags; totals as show gives them.

usage: test_export_csv.py PATH-OF-CONSTAT
"""
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import unittest

import tables

CONSTAT = None
TOP = pathlib.Path(__file__).resolve().parents[2]
TEXTS = {
    "a.txt": "Publié le 4 mai 2019\n\n"
             "Une bombe a tué douze civils vendredi 3 mai 2019 sur le marché de "
             "Gao, au Mali, selon la police.\nUne école a été détruite.\n",
    "b.txt": "Publié le 5 mai 2019\n\n"
             "L'explosion d'une bombe a fait quinze morts et une trentaine de "
             "blessés le 3 mai 2019 à Gao, au Mali. Un raid aérien aurait tué au "
             "moins trois hommes le 20 avril à Kidal.\n",
    "c.txt": "Publié le 8 mai 2019\n\n"
             "Le 7 mai, un soldat a été tué par une mine à Ansongo, au Mali.\n",
    "d.txt": "Publié le 2 juin 2021\n\n"
             "L'attaque d'un village a fait cinq morts mardi à Djibo, au Burkina "
             "Faso, et plusieurs blessés. Depuis 2015, plus de mille personnes "
             "ont été tuées dans le pays.\n"}
HOSTILE = ("=2+3", '"a","b"', "a\r\nb", "a\0b\x1f", "'=x", "+1;2", "@SUM(A1)",
           "\uff1d1", " a ", "\u202eabc", "</script>", "x" * 100000, "-\ufffd")


class Tables(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)

    def constat(self, *args, status=0, data=None):
        done = subprocess.run([CONSTAT, *map(str, args)], cwd=self.folder,
                              input=data, capture_output=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def read(self):
        for name, text in TEXTS.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        self.constat("read", "-q", "--db", "x.db", *TEXTS)

    def read_examples(self):
        self.constat("read", "-q", "--db", "x.db", TOP / "examples")

    def lines(self, *args):
        return [json.loads(line) for line in self.constat(*args).splitlines()]

    def csv(self, *options, to="out"):
        self.constat("export", "-q", "--db", "x.db", "--format", "csv", "-o",
                     to, *options)
        return tables.load(self.folder / to)

    def same_as_jsonl(self, t, *filters):
        rows = self.lines("export", "--db", "x.db", *filters)
        of = {kind: [r for r in rows if r["record"] == kind]
              for kind in ("document", "harm", "damage", "incident")}
        self.assertEqual([r["document"] for r in of["document"]],
                         [r["id"] for r in t["documents"]])
        self.assertEqual({r["id"] for r in of["incident"]},
                         {r["id"] for r in t["incidents"]})
        self.assertEqual({f"{r['document']}/{r['id']}"
                          for r in of["harm"] + of["damage"]},
                         {r["id"] for r in t["claims"]})
        self.compare_harms(of["harm"], {r["id"]: r for r in t["claims"]})
        self.compare_tolls(of["incident"], t["tolls"])
        return of

    def compare_harms(self, harms, claims):
        for h in harms:
            row = claims[f"{h['document']}/{h['id']}"]
            span = h["evidence"][0]
            self.assertEqual(
                [row[k] for k in ("kind", "qualifier", "value", "value2",
                                  "victim_status", "stance", "begin", "end",
                                  "quote", "rule")],
                [h["kind"]] + [h["count"][k] for k in
                               ("qualifier", "value", "value2")]
                + [h["victims"]["status"], h["stance"], span["begin"],
                   span["end"], span.get("plain", span["text"]), h["rule"]])

    def compare_tolls(self, incidents, tolls):
        by_id = {r["id"]: r for r in incidents}
        for row in tolls:
            told = by_id[row["incident"]][row["kind"]]
            for key in ("stated_min", "stated_max", "low", "high", "best",
                        "latest", "open", "summed", "agree"):
                self.assertEqual(row[key], told[key])
            self.assertEqual(row["claims"], len(told["claims"]))
            for status, by in told["by_status"].items():
                self.assertEqual((by["low"], by["high"]),
                                 (row[f"{status}_low"], row[f"{status}_high"]))

    def same_totals(self, t, *filters):
        said, = self.lines("show", "--db", "x.db", "totals", "--format",
                           "jsonl", *filters)
        rows = {(r["kind"], r["status"]): r for r in t["totals"]}
        bodies = said["bodies_found"]
        found = rows.pop(("bodies_found", "all"), {})
        for key in ("low", "high", "open", "best"):
            self.assertEqual(found.get(key, 0), bodies[key] or 0)
        self.assertEqual(len(said["kinds"]),
                         len([k for k in rows if k[1] == "all"]))
        for k in said["kinds"]:
            row = rows[k["kind"], "all"]
            self.assertEqual(
                (row["low"], row["high"], row["open"], row["best"]),
                (k["low"] or 0, k["high"] or 0, k["open"], k["best"]))
        self.assertEqual(said["incidents"], len(t["incidents"]))
        self.assertEqual(said["apart"] + bodies["incidents"],
                         sum(r["apart"] for r in t["incidents"]))
        killed = [r for r in t["incidents"]
                  if not r["apart"] and r["killed_low"] is not None]
        low = sum(r["killed_low"] for r in killed)
        row = rows.get(("killed", "all"))
        self.assertEqual(low, row["low"] if row else 0)

    def test_examples(self):
        self.read_examples()
        package, t = self.csv()
        self.assertGreater(len(t["claims"]), 50)
        self.same_as_jsonl(t)
        self.same_totals(t)
        made = package["constat"]
        version = self.constat("--version").decode().split()[-1]
        self.assertEqual((made["version"], made["codebook"], made["strategy"]),
                         (version, "plain", "latest"))
        self.assertNotIn("licenses", package)
        self.assertNotIn("created", package)
        for r in t["incidents"]:
            self.assertEqual(r["unconfirmed"], r["status"] != "corroborated")
        told = {(r["source"], r["incident"]) for r in t["overlap"]}
        self.assertEqual({r["incident"] for r in t["overlap"]
                          if r["independent"]},
                         {r["id"] for r in t["incidents"] if r["sources"]})
        for r in t["sources"]:
            self.assertEqual(r["incidents"],
                             len([x for x in told if x[0] == r["id"]]))

    def test_same_bytes(self):
        self.read_examples()
        self.csv(to="one")
        self.csv(to="two")
        for path in (self.folder / "one").iterdir():
            self.assertEqual(path.read_bytes(),
                             (self.folder / "two" / path.name).read_bytes())

    def test_filters(self):
        self.read()
        for filters in ((), ("--kind", "injured"), ("--area", "Mali"),
                        ("--status", "corroborated"), ("--area", "nowhere"),
                        ("--from", "2019-05-01", "--to", "2019-05-31"),
                        ("--kind", "killed", "--area", "Gao")):
            package, t = self.csv(*filters)
            of = self.same_as_jsonl(t, *filters)
            self.same_totals(t, *filters)
            self.assertEqual({r["id"] for r in t["sources"]},
                             {r["source"] for r in t["overlap"]})
            if "--kind" in filters:
                kind = filters[1]
                self.assertEqual({r["kind"] for r in of["harm"]}, {kind})
                for name in ("claims", "tolls", "totals"):
                    self.assertEqual({r["kind"] for r in t[name]}, {kind})
                self.assertEqual(package["constat"]["filters"]["kind"], kind)
        self.assertEqual(self.csv("--area", "nowhere")[1]["claims"], [])

    def test_codebook(self):
        self.read()
        _, plain = self.csv("--codebook", "plain")
        package, t = self.csv("--codebook", "acled", "--strategy", "lowest")
        self.assertEqual(package["constat"]["codebook"], "acled")
        self.assertEqual(package["constat"]["strategy"], "lowest")
        self.assertEqual([r["value"] for r in plain["claims"]],
                         [r["value"] for r in t["claims"]])
        self.assertNotEqual([r["low"] for r in plain["claims"]],
                            [r["low"] for r in t["claims"]])

    def test_hostile_texts(self):
        lines = []
        for i, text in enumerate(HOSTILE):
            claimant = {"name": text, "type": "other", "side": None, "via": [],
                        "basis": None, "begin": None, "end": None,
                        "text": None}
            document = f"{i:016x}"
            lines.append({
                "record": "document", "document": document,
                "path": f"{i}.txt", "title": text, "outlet": text})
            lines.append({
                "record": "event", "document": document, "id": "e1",
                "type": "attack", "claimant": claimant,
                "stance": "asserted"})
            lines.append({
                "record": "harm", "document": document, "id": "h1",
                "event": "e1", "kind": "killed",
                "count": {"qualifier": "exact", "value": i + 1},
                "victims": {"status": "unknown", "person": text},
                "claimant": claimant, "stance": "asserted"})
        data = "".join(json.dumps(r) + "\n" for r in lines)
        self.constat("import", "-q", "--db", "x.db", "-", data=data.encode())
        _, t = self.csv()
        kept = [re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", text)
                for text in HOSTILE]
        for name in ("title", "outlet"):
            self.assertEqual(sorted(r[name] for r in t["documents"]),
                             sorted(kept))
        for name in ("claimant", "person"):
            self.assertEqual(sorted(r[name] for r in t["claims"]),
                             sorted(kept))

    def test_redacted(self):
        (self.folder / "a.txt").write_text(
            "Publié le 4 mai 2019\n\nLe journaliste Amadou Cissokho a été tué "
            "vendredi à Gao, au Mali, par une mine.\n", encoding="utf-8")
        self.constat("read", "-q", "--db", "x.db", "a.txt")
        _, t = self.csv()
        self.assertIn("Cissokho", str(t))
        package, t = self.csv("--redact", "victims")
        self.assertNotIn("Cissokho", str(t))
        self.assertEqual(package["constat"]["redacted"], ["victims"])

    def hxl(self, *options):
        data = self.constat("export", "--db", "x.db", "--format", "hxl",
                            *options)
        titles, tags, *rows = tables.rows_of(data)
        self.assertEqual(len(set(titles)), len(titles))
        self.assertEqual(len(set(tags)), len(tags))
        for tag in tags:
            self.assertRegex(tag, r"^#[a-z]+[0-9]?(\+[a-z_]+)*$")
        return [{tag: tables.unmarked(cell) for tag, cell in zip(tags, row)}
                for row in rows], titles, tags

    def test_hxl(self):
        self.read_examples()
        rows, titles, tags = self.hxl()
        _, t = self.csv()
        self.assertEqual([r["#meta+id"] for r in rows],
                         [r["id"] for r in t["incidents"]])
        pairs = (("#affected+killed", "killed_best"),
                 ("#affected+killed+min", "killed_low"),
                 ("#affected+killed+max", "killed_high"),
                 ("#affected+injured+min", "injured_low"),
                 ("#status+unconfirmed", "unconfirmed"),
                 ("#status+apart", "apart"), ("#status+name", "status"),
                 ("#date+start", "date_from"), ("#date+end", "date_to"),
                 ("#date+precision", "date_precision"),
                 ("#geo+lat", "latitude"), ("#geo+lon", "longitude"),
                 ("#geo+precision", "place_precision"),
                 ("#loc+name", "place"), ("#event+type", "type"))
        for row, incident in zip(rows, t["incidents"]):
            for tag, column in pairs:
                value = incident[column]
                if isinstance(value, float):
                    self.assertEqual(float(row[tag]), value)
                else:
                    said = "" if value is None else str(value)
                    self.assertEqual(row[tag], said.lower()
                                     if isinstance(value, bool) else said)
            self.assertEqual((row["#meta+codebook"], row["#meta+strategy"]),
                             ("plain", "latest"))
        least = sum(int(r["#affected+killed+min"] or 0) for r in rows
                    if r["#status+apart"] == "false")
        self.assertEqual(least, next(r["low"] for r in t["totals"]
                                     if r["kind"] == "killed"))
        countries = {r["#country+name"] for r in rows}
        self.assertTrue({"Libye", "Ukraine"} <= countries, countries)
        text = (TOP / "docs" / "EXPORTS.md").read_text(encoding="utf-8")
        part = text.split("## hxl\n")[1].split("\n## ")[0]
        self.assertEqual(re.findall(r"^\| (.*?) \| `(#.*?)` \|", part, re.M),
                         list(zip(titles, tags)))

    def test_hxl_filters(self):
        self.read()
        self.assertEqual(len(self.hxl("--area", "Mali")[0]), 3)
        row, = self.hxl("--kind", "injured", "--area", "Gao")[0]
        self.assertEqual((row["#affected+killed+min"],
                          row["#affected+injured+min"] != ""), ("", True))
        self.assertEqual(self.hxl("--area", "nowhere")[0], [])

    def test_documented_columns(self):
        """docs/EXPORTS.md has the columns of each table, in their order."""
        self.read()
        package, _ = self.csv()
        text = (TOP / "docs" / "EXPORTS.md").read_text(encoding="utf-8")
        for r in package["resources"]:
            part = text.split(f"### {r['path']}\n")[1].split("\n#")[0]
            rows = re.findall(r"^\| `(\w+)` \| (\w+)(!?) \| (.*) \|$", part,
                              re.M)
            self.assertEqual(
                rows,
                [(f["name"], f["type"],
                  "!" if f.get("constraints", {}).get("required") else "",
                  f["description"]) for f in r["schema"]["fields"]])

    def test_large(self):
        n = 3000
        with open(self.folder / "in.jsonl", "w", encoding="utf-8") as out:
            for i in range(n):
                self.write_report(out, i)
        self.constat("import", "-q", "--db", "x.db", "in.jsonl")
        before = time.monotonic()
        _, t = self.csv()
        self.assertLess(time.monotonic() - before, 60)
        self.assertEqual(len(t["documents"]), n)
        self.assertEqual(len(t["claims"]), 2 * n)
        # Of all programs that were run so far; in kB.
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(most, 400000)

    def write_report(self, out, i):
        document = f"{i:016x}"
        day = f"20{10 + i % 10}-{1 + i // 10 % 12:02d}-{1 + i // 120 % 28:02d}"
        date = {"from": day, "to": day, "basis": "clause"}
        place = {"name": f"Lieu {i % 500}", "in": ["Mali"],
                 "precision": "settlement"}
        rows = [{"record": "document", "document": document,
                 "path": f"{i}.txt", "outlet": f"Journal {i % 40}",
                 "published": {"from": day, "to": day, "source": "header"}},
                {"record": "event", "document": document, "id": "e1",
                 "type": "shelling", "date": date, "place": place,
                 "stance": "asserted"}]
        for k, kind in enumerate(("killed", "injured")):
            rows.append({"record": "harm", "document": document,
                         "id": f"h{k + 1}", "event": "e1", "kind": kind,
                         "count": {"qualifier": "exact", "value": i % 30 + 1},
                         "victims": {"status": "civilian"},
                         "stance": "asserted"})
        out.writelines(json.dumps(r) + "\n" for r in rows)


if __name__ == "__main__":
    # A build with the address sanitizer would keep what was freed.
    os.environ["ASAN_OPTIONS"] = ":".join(filter(None, (
        os.environ.get("ASAN_OPTIONS"), "quarantine_size_mb=1")))
    CONSTAT = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main(argv=sys.argv[:1])
