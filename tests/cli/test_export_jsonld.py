#!/usr/bin/env python3
"""constat export --format jsonld, read by RDFLib: every claim is there, and every
quote is found again by its words, by code points, and by bytes of the file.

usage: test_export_jsonld.py PATH-OF-CONSTAT
"""
import hashlib
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

# Where Debian has it, whichever Python runs this.
sys.path.append("/usr/lib/python3/dist-packages")
try:
    import rdflib
except ImportError:
    rdflib = None

CONSTAT = None
TOP = pathlib.Path(__file__).resolve().parents[2]
EVAL = TOP.parent / "shared" / "eval"
KINDS = {"e": "event", "h": "harm", "d": "damage"}
HOSTILE = {
    "quotes.txt": "Publié le 4 mai 2019\n\nUne \"bombe\" \\ a tué «\u2028deux» "
                  "civils </script><!-- le 3 mai 2019 à Gao, au Mali.\n\n"
                  "\U0001f4a3 Une bombe a tué deux civils le 3 mai 2019 à Gao.\n",
    "same.txt": "Publié le 4 mai 2019\n\n" + "Une bombe a tué deux civils à Gao "
                "le 3 mai 2019.\n\n" * 3,
    "@context.txt": "Publié le 4 mai 2019\n\nLe 3 mai 2019, « @id », « @type » et "
                    "urn:constat:claim:0 ont tué trois civils à Gao, au Mali.\n",
    "mark.html": "<title>Gao</title><article><p>Une b&ocirc;mbe a tu&eacute; "
                 "<b>deux</b>\n<i>civils</i> le 3&nbsp;mai 2019 &agrave; Gao, au "
                 "Mali. L&#x2019;arm&eacute;e a d&eacute;menti avoir tué deux "
                 "civils.</p></article>"}


def readable(raw, page):
    """The bytes of a span as a reader sees them."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if page:
        text = re.sub("<!--.*?-->", "", text, flags=re.S)
        text = html.unescape(re.sub("<[^>]*>", " ", text))
    return bare(text)


def bare(text):
    return re.sub(r"[\s\u00ad\u200b\ufeff\x00-\x1f]+", "", text)


def types(node):
    """None of a node that only says what it revises."""
    return node.get("@type", ())


class JsonLd(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)

    def constat(self, *args, status=(0,)):
        done = subprocess.run([CONSTAT, *map(str, args)], cwd=self.folder,
                              capture_output=True)
        self.assertIn(done.returncode, status, done.stderr)
        return done.stdout

    def read(self, *paths):
        """Store, and give files by hash."""
        self.constat("read", "-q", "--db", "x.db", *paths, status=(0, 1))
        files = [f for p in paths for f in
                 ([p] if p.is_file() else p.rglob("*"))
                 if f.suffix in (".txt", ".html")]
        return {hashlib.sha256(f.read_bytes()).hexdigest(): f for f in files}

    def export(self, *more):
        return self.constat("export", "--db", "x.db", "--format", "jsonld",
                            *more)

    def texts(self, *more):
        self.constat("export", "-q", "--db", "x.db", "--format", "text", "-o",
                     "texts", *more)
        return {p.stem: p.read_bytes()
                for p in (self.folder / "texts").glob("*.txt")}

    def records(self):
        rows = map(json.loads, self.constat("export", "--db",
                                            "x.db").splitlines())
        return [r for r in rows if r["record"] in KINDS.values()]

    def check_quote(self, target, text, file):
        raw = file.read_bytes()
        by_type = {s["@type"]: s for s in target["selector"]}
        place = by_type["DataPositionSelector"]
        self.assertLess(place["start"], place["end"])
        self.assertLessEqual(place["end"], len(raw))
        if "TextQuoteSelector" not in by_type:
            return False
        quote = by_type["TextQuoteSelector"]
        at = by_type["TextPositionSelector"]
        self.assertEqual(text[at["start"]:at["end"]], quote["exact"])
        self.assertEqual(
            bare(quote["exact"]),
            readable(raw[place["start"]:place["end"]],
                     file.suffix == ".html"), file)
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        found = text.find(whole)
        self.assertEqual(found, at["start"] - len(quote["prefix"]))
        self.assertEqual(text.find(whole, found + 1), -1)
        return True

    def check_graph(self, files):
        """How many quotes were found again."""
        data = self.export()
        self.assertEqual(data, self.export())
        nodes = json.loads(data)["@graph"]
        texts = self.texts()
        claims = {n["@id"]: n for n in nodes if "Annotation" in types(n)}
        wanted = {f"urn:constat:claim:{r['document']}:{r['id']}": r
                  for r in self.records()}
        self.assertEqual(set(claims), set(wanted))
        quotes = 0
        for node in nodes:
            if "ReadableText" in types(node):
                text = texts[node["@id"].rsplit(":", 1)[1]]
                self.assertEqual(node["sha256"],
                                 hashlib.sha256(text).hexdigest())
                self.assertEqual(node["codePoints"],
                                 len(text.decode("utf-8")))
        for name, claim in claims.items():
            record = wanted[name]
            body = dict(claim["body"])
            self.assertEqual(body.pop("@type").lower(), record["record"])
            self.assertEqual(body, {k: v for k, v in record.items() if k not in
                                    ("record", "document", "id", "evidence")})
            self.assertEqual(len(claim["target"]), len(record["evidence"]))
            text = texts[record["document"]].decode("utf-8")
            for target in claim["target"]:
                quotes += self.check_quote(
                    target, text, files[target["hasSource"].split(":")[2]])
        return data, claims, quotes

    def all_quotes(self, *paths):
        files = self.read(*paths)
        data, claims, quotes = self.check_graph(files)
        targets = sum(len(c["target"]) for c in claims.values())
        self.assertEqual(quotes, targets)
        return data, claims

    def hostile(self):
        paths = []
        for name, text in HOSTILE.items():
            paths.append(self.folder / name)
            paths[-1].write_text(text, encoding="utf-8")
        paths.append(self.folder / "latin.txt")
        paths[-1].write_bytes("Le 3 mai 2019, une bombe a tué cinq civils à Gao, "
                              "au Mali, dans l'école n\u00b0 4.".encode("cp1252"))
        return paths

    def test_hostile(self):
        self.all_quotes(*self.hostile())

    def test_examples(self):
        self.all_quotes(TOP / "examples")

    def test_twins(self):
        self.all_quotes(TOP / "tests" / "twins")

    def test_collections(self):
        for name in ("dev", "wikinews"):
            if not (EVAL / name).is_dir():
                self.skipTest(f"no {EVAL / name}")
            with self.subTest(name):
                for old in self.folder.glob("x.db*"):
                    old.unlink()
                self.all_quotes(EVAL / name)

    @unittest.skipUnless(rdflib, "python3-rdflib is not there")
    def test_rdf(self):
        data, claims = self.all_quotes(TOP / "examples", *self.hostile())
        graph = rdflib.Graph()
        graph.parse(data=data.decode("utf-8"), format="json-ld")
        oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
        prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
        own = rdflib.Namespace("urn:constat:term:")
        found = set(graph.subjects(rdflib.RDF.type, oa.Annotation))
        self.assertEqual({str(s) for s in found}, set(claims))
        for claim in found:
            node = claims[str(claim)]
            self.assertEqual(len(list(graph.objects(claim, oa.hasTarget))),
                             len(node["target"]))
            body = graph.value(claim, oa.hasBody)
            self.assertIn((body, own.stance, rdflib.Literal(
                node["body"]["stance"])), graph)
            self.assertEqual(str(graph.value(body, own.rule)),
                             node["body"]["rule"])
            source = graph.value(claim, prov.wasDerivedFrom)
            self.assertIn((source, rdflib.RDF.type, prov.Entity), graph)
            activity = graph.value(claim, prov.wasGeneratedBy)
            agent = graph.value(activity, prov.wasAssociatedWith)
            self.assertIn((agent, rdflib.RDF.type, prov.SoftwareAgent), graph)
            for target in graph.objects(claim, oa.hasTarget):
                self.assertEqual(graph.value(target, oa.hasSource), source)
                for kind in (oa.TextPositionSelector, oa.DataPositionSelector):
                    self.assertEqual(1, sum(
                        (s, rdflib.RDF.type, kind) in graph
                        and graph.value(s, oa.start).toPython()
                        < graph.value(s, oa.end).toPython()
                        for s in graph.objects(target, oa.hasSelector)))
        self.assertEqual(set(graph.subjects(oa.hasTarget)), found)
        exact = {str(o) for o in graph.objects(None, oa.exact)}
        self.assertEqual(exact, {s["exact"] for c in claims.values()
                                 for t in c["target"] for s in t["selector"]
                                 if "exact" in s})
        denied = {s for s in found if claims[str(s)]["body"]["stance"]
                  == "denied"}
        self.assertTrue(denied)
        self.assertEqual(denied, set(graph.subjects(prov.wasInvalidatedBy)))
        older = {f"urn:constat:claim:{r['document']}:{r['id']}"
                 for r in self.records() if r.get("superseded_by")}
        self.assertEqual({str(o) for o in
                          graph.objects(None, prov.wasRevisionOf)}, older)
        incidents = set(graph.subjects(rdflib.RDF.type, own.Incident))
        self.assertTrue(incidents)
        self.assertLessEqual(set(graph.objects(None, own.ofIncident)),
                             incidents)
        for incident in incidents:
            self.assertIsNotNone(graph.value(incident, own.unconfirmed))
            self.assertTrue(str(incident).startswith("urn:constat:incident:"))

    def test_filters_and_options_stand_in_it(self):
        self.read(*self.hostile())
        whole = json.loads(self.export())["@graph"]
        some = json.loads(self.export("--kind", "injured", "--codebook",
                                      "ucdp"))["@graph"]
        about = [n for n in some if "schema:Dataset" in types(n)][0]
        self.assertEqual((about["kind"], about["codebook"], about["strategy"]),
                         ("injured", "ucdp", "latest"))
        self.assertLess(len(some), len(whole))

    def test_redacted_keeps_hashes_and_places(self):
        self.read(*self.hostile(), TOP / "examples")
        plain = json.loads(self.export())["@graph"]
        black = json.loads(self.export("--redact",
                                       "victims,witnesses"))["@graph"]
        texts = {n["@id"]: n for n in plain if "ReadableText" in types(n)}
        self.assertEqual(texts, {n["@id"]: n for n in black
                                 if "ReadableText" in types(n)})
        for a, b in zip(plain, black):
            for s, t in zip(a.get("target", ()), b.get("target", ())):
                self.assertEqual(s["selector"][1:], t["selector"][1:])


if __name__ == "__main__":
    CONSTAT = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main(argv=sys.argv[:1])
