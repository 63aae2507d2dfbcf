#!/usr/bin/env python3
"""--redact: no byte of any export format or dossier page has a name that is to be
blackened, however it is written; hashes, offsets and seals stay and verify.

usage: test_redact.py PATH-OF-CONSTAT
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import urllib.parse

CONSTAT = None
BLOCK = "\u2588" * 5
TEXTS = {
    "a.txt": "La mort d'Amina Diakhaté\n\nPublié le 4 mai 2019\n\n"
             "Une bombe a tué Amina Diakhaté, une infirmière de 34 ans, vendredi "
             "3 mai 2019 sur le marché de Gao, au Mali, selon la police. Bakary "
             "Zoungrana, un habitant, a déclaré que trois personnes avaient été "
             "blessées. Amina travaillait à l'hôpital.\n",
    # Split by mark-up and references, in the head, in capitals, turned round.
    "b.html": "<html><head><title>DIAKHATÉ Amina tuée à Gao</title>"
              "<link rel=canonical "
              "href='https://example.org/2019/amina-diakhat%C3%A9-tuee.html'>"
              "</head><body><article><h1>Hommage à la famille Diakhate</h1>"
              "<p>L'explosion d'une bombe a fait deux morts le 3 mai 2019 à Gao, "
              "au Mali, dont Ami<b>na</b> Diakh&#97;t<i>é</i>, et Ami&shy;na "
              "Dia&shy;khaté avait deux fils. <img alt='Amina Diakhat&eacute;'>"
              "« J'ai tout vu », raconte Fatoumata Kafando, une rescapée.</p>"
              "<p>Fatoumata\u00a0KAFANDO a compté quatre blessés à Gao.</p>"
              "</article></body></html>",
    "amina_diakhate/c.txt":
        "Publié le 6 mai 2019\n\nÀ Gao, au Mali, le 5 mai 2019, des hommes armés "
        "ont tué quatre civils devant la maison des Diakhatés. Selon un témoin, "
        "Bakary Zoungrana, cinq personnes ont été enlevées. « Diakhaté était "
        "mon amie », dit-il.\n",
    "AminaDiakhate.txt":
        "Publié le 7 mai 2019\n\nUn enfant, Siaka Ouattarabou, a été tué par une "
        "mine le 6 mai 2019 à Ansongo, au Mali. La mine visait Siaka "
        "Ouattarabou (photo : amina.diakhate@example.org). Le journaliste Issouf "
        "Bemboulou a été blessé.\n"}
SECRETS = ["amina", "diakhate", "siaka", "ouattarabou", "bemboulou",
           "zoungrana", "kafando", "fatoumata"]


def folded(data):
    """Any text that the bytes may be read as, without accents and case."""
    text = data.decode("utf-8", "replace")
    text += urllib.parse.unquote(text)
    text = re.sub("[\u00ad\u200b-\u200f\u2060]|&shy;", "", text)
    text = unicodedata.normalize("NFD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


class Redact(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)
        for name, text in TEXTS.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def constat(self, *args, status=0):
        done = subprocess.run([CONSTAT, *map(str, args)], cwd=self.folder,
                              capture_output=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def store(self, name="x.db"):
        self.constat("read", "-q", "--db", name, *TEXTS)

    def formats(self):
        said = self.constat("export", "--help").decode().split("\nformats:\n")[1]
        found = re.findall(r"^  ([a-z]\S*)( +several)?", said, re.M)
        self.assertIn(("jsonl", ""), found)
        return found

    def export(self, name, folder, *more):
        """The bytes of all files of a format."""
        if not folder:
            return self.constat("export", "--db", "x.db", "--format", name,
                                *more)
        out = self.folder / f"out-{name}-{len(more)}"
        self.constat("export", "-q", "--db", "x.db", "--format", name, "-o",
                     out, *more)
        files = sorted(p for p in out.rglob("*") if p.is_file())
        return b"\n".join(p.name.encode() + b"\n" + p.read_bytes()
                          for p in files)

    def assert_clean(self, data, where):
        text = folded(data)
        for name in SECRETS:
            at = text.find(name)
            self.assertEqual(at, -1, f"{where}: {text[max(at - 80, 0):at + 40]}")

    def test_no_format_leaks(self):
        self.store()
        self.assertTrue(any(name in folded(self.export("jsonl", False))
                            for name in SECRETS))
        for name, folder in self.formats():
            with self.subTest(name):
                data = self.export(name, folder, "--redact",
                                   "victims,witnesses")
                self.assert_clean(data, name)
                self.assertEqual(data, self.export(
                    name, folder, "--redact", "victims,witnesses"))

    def test_each_alone(self):
        self.store()
        victims = folded(self.export("jsonl", False, "--redact", "victims"))
        self.assertIn("zoungrana", victims)
        self.assertNotIn("diakhate", victims)
        witnesses = folded(self.export("jsonl", False, "--redact", "witnesses"))
        self.assertIn("diakhate", witnesses)
        self.assertNotIn("zoungrana", witnesses)

    def test_what_stays(self):
        self.store()
        rows = [[json.loads(line) for line in
                 self.export("jsonl", False, *more).splitlines()]
                for more in ((), ("--redact", "victims,witnesses"))]
        self.assertEqual(len(rows[0]), len(rows[1]))
        ids = {r["document"]: r["sha256"] for r in rows[0]
               if r["record"] == "document"}
        files = {hashlib.sha256((self.folder / p).read_bytes()).hexdigest():
                 (self.folder / p).read_bytes() for p in TEXTS}
        seals = 0
        for plain, black in zip(*rows):
            self.assertEqual(plain.get("sha256"), black.get("sha256"))
            if plain["record"] == "document":
                self.assertEqual(black["redacted"], ["victims", "witnesses"])
            for a, b in zip(plain.get("evidence", ()),
                            black.get("evidence", ())):
                raw = files[ids[plain["document"]]]
                self.assertEqual((a["begin"], a["end"]),
                                 (b["begin"], b["end"]))
                self.assertEqual("seal" in b, BLOCK in b["text"])
                if "seal" in b:
                    key = hashlib.sha256(b"constat seal\n" + raw).hexdigest()
                    quote = raw[b["begin"]:b["end"]]
                    self.assertEqual(b["seal"], hashlib.sha256(
                        key.encode() + b"\n" + quote).hexdigest())
                    seals += 1
        self.assertGreater(seals, 0)
        self.assertEqual([r["id"] for r in rows[0] if r["record"] == "incident"],
                         [r["id"] for r in rows[1] if r["record"] == "incident"])

    def test_the_rest_is_told(self):
        self.store()
        text = self.export("jsonl", False, "--redact",
                           "victims,witnesses").decode()
        for word in ("Gao", "Ansongo", "Mali", "police", "une bombe", "enfant"):
            self.assertIn(word, text)
        self.assertNotIn(BLOCK, self.export("jsonl", False).decode())

    def assert_clean_pages(self, folder):
        pages = [p for p in folder.rglob("*") if p.is_file()]
        self.assertGreater(len(pages), len(TEXTS))
        for page in pages:
            self.assert_clean(page.name.encode(), "name")
            self.assert_clean(page.read_bytes(), page.name)
        self.assertTrue(any(BLOCK in p.read_text("utf-8") for p in pages))

    def test_no_page_leaks(self):
        black = ("--redact", "victims,witnesses")
        (self.folder / "Amina Diakhaté.bin").write_bytes(b"\0\1\2" * 100)
        self.store()
        self.constat("report", "-q", "--db", "x.db", "-o", "stored", *black)
        self.assert_clean_pages(self.folder / "stored")
        self.constat("report", "-q", *TEXTS, "no-Amina-Diakhate.txt", "-o",
                     "read", *black, status=1)
        self.assert_clean_pages(self.folder / "read")
        self.constat("run", "-q", *TEXTS, "-o", "ran", *black)
        self.assert_clean_pages(self.folder / "ran")
        self.assertFalse(list(self.folder.glob("ran/*.db")))

    def test_no_store_beside_the_pages(self):
        self.constat("run", "-q", "a.txt", "-o", "ran")
        self.constat("run", "-q", "a.txt", "-o", "ran", "--redact", "victims",
                     status=2)
        self.constat("report", "-q", "--db", "ran/constat.db", "-o", "ran",
                     "--redact", "victims", status=2)

    def test_hostile_names(self):
        hostile = {
            "long.txt": "Une bombe a tué " + "Zz" * 40000 + " Yakoubou le 3 mai "
                        "2019 à Gao.\n" + "A" * 70000,
            "many.txt": "Le 3 mai 2019, une bombe a tué Paul Zerbobo à Gao. "
                        + "Paul Zerbobo. " * 20000,
            "odd.txt": "Une mine a tué Éric Zerb\u0301obo le 3 mai 2019 à Gao. "
                       "\x1a\u009a\uf8fe\U0010fffd Zerbobo\u200b "
                       "E\u0301ric ZERBOBO, M.Zerbobo, l'ami d’Éric.\n"}
        for name, text in hostile.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        (self.folder / "bytes.txt").write_bytes(
            "Une mine a tué Paul Zerbobo le 3 mai 2019 à Gao.".encode()
            + bytes(range(256)) * 8 + b"Zerbobo \xff\xfeZerbobo\xc3")
        names = [*hostile, "bytes.txt"]
        self.constat("read", "-q", "--db", "x.db", *names, status=1)
        for name, folder in self.formats():
            data = self.export(name, folder, "--redact", "victims")
            self.assertEqual(folded(data).find("zerbobo"), -1, name)
        self.constat("report", "-q", "--db", "x.db", "-o", "pages", "--redact",
                     "victims")
        for page in self.folder.glob("pages/**/*.html"):
            text = folded(page.read_bytes())
            at = text.find("zerbobo")
            self.assertEqual(at, -1, text[max(at - 80, 0):at + 40])


if __name__ == "__main__":
    CONSTAT = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main(argv=sys.argv[:1])
