#!/usr/bin/env python3
"""Records from elsewhere: import, with and without texts; merge of stores.

usage: test_import.py PATH-OF-CONSTAT
"""
import glob
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
TEXT = "Trois soldats ont été tués mardi à Gao, selon l'armée.\n"


def run(*args, cwd=None, stdin=b""):
    return subprocess.run([BIN, *args], input=stdin, capture_output=True,
                          cwd=cwd, timeout=300)


def quote(text, words):
    at = text.encode().index(words.encode())
    return {"begin": at, "end": at + len(words.encode()), "text": words}


DOCUMENT = {"record": "document", "document": "report-1", "path": "a.txt"}
HARM = {"record": "harm", "document": "report-1", "id": "first",
        "kind": "killed", "count": {"qualifier": "exact", "value": 3},
        "evidence": [quote(TEXT, "Trois soldats ont été tués")]}


class Base(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)
        self.dir = self.tmp.name

    def path(self, name):
        return os.path.join(self.dir, name)

    def write(self, name, data):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as f:
            f.write(data if isinstance(data, bytes) else data.encode())

    def rows(self, name, rows):
        self.write(name, "".join(
            (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False))
            + "\n" for r in rows))

    def call(self, status, *args):
        r = run(*args, cwd=self.dir)
        self.assertEqual(r.returncode, status, r.stderr.decode())
        return r

    def ids(self, db):
        out = self.call(0, "show", "--db", db).stdout.decode()
        return [line.split()[0] for line in out.splitlines()]

    def lines(self, db):
        return b"".join(self.call(0, "show", "--db", db, "--format", "jsonl",
                                  i).stdout for i in self.ids(db))

    def harms(self, db):
        return [r for r in map(json.loads, self.lines(db).splitlines())
                if r["record"] == "harm"]


class Import(Base):
    def test_round_trip(self):
        """What is printed, imported and printed again is the same, in every
        encoding and mark-up, and every quote is where it was."""
        files = (glob.glob(os.path.join(ROOT, "examples", "*")) +
                 glob.glob(os.path.join(ROOT, "tests", "twins", "*.html")))
        r = run("read", *files, "--db", self.path("a.db"))
        self.assertIn(r.returncode, (0, 1))
        before = self.lines("a.db")
        self.write("a.jsonl", before)
        self.call(0, "import", "a.jsonl", "--db", "b.db")
        self.assertEqual(before, self.lines("b.db"))
        self.call(0, "verify", "--db", "b.db")
        self.call(0, "import", "--db", "b.db")
        self.assertEqual(before, self.lines("b.db"))
        # The pages of a report whose text is not held can be made.
        self.call(0, "report", "--db", "b.db", "-o", "pages")

    def test_texts(self):
        self.write("t/a.txt", TEXT)
        self.rows("r.jsonl", [DOCUMENT, HARM])
        self.call(0, "import", "r.jsonl", "--texts", "t", "--db", "s.db")
        self.call(0, "verify", "--db", "s.db")
        shown = self.call(0, "show", "--db", "s.db", "a.txt").stdout.decode()
        self.assertIn("[Trois soldats ont été tués] mardi", shown)
        self.assertNotEqual(json.loads(self.lines("s.db").split(b"\n")[0])[
            "sha256"], None)

    def test_texts_stay_below(self):
        self.write("secret.txt", TEXT)
        os.mkdir(self.path("t"))
        for path in ("../secret.txt", self.path("secret.txt"), "x/../../"
                     "secret.txt"):
            self.rows("r.jsonl", [dict(DOCUMENT, path=path), HARM])
            r = self.call(1, "import", "r.jsonl", "--texts", "t", "--db",
                          "s.db")
            self.assertIn(b"r.jsonl:1: its text is not there", r.stderr)

    def test_wrong_quotes(self):
        self.write("t/a.txt", TEXT.replace("Trois", "Seize"))
        self.rows("r.jsonl", [
            DOCUMENT, HARM, dict(HARM, id="second", part_of="first",
                                 evidence=[quote(TEXT, "tués")])])
        r = self.call(1, "import", "r.jsonl", "--texts", "t", "--db", "s.db")
        self.assertIn(b"r.jsonl:2: these are not the words", r.stderr)
        (kept,) = self.harms("s.db")
        self.assertIsNone(kept["part_of"])

    def test_errors_name_the_line(self):
        rows = ["{", "[]", '{"x":1}', dict(HARM, id="before"), DOCUMENT, HARM,
                dict(HARM, count={"qualifier": "many", "value": 3}),
                dict(HARM, count=None), dict(HARM, document="report-2"),
                dict(HARM, as_of={"from": "2017-02-30"}),
                dict(HARM, evidence=[{"begin": 4, "end": 2}]),
                dict(HARM, part_of="nobody"), {"record": "incident"}]
        self.rows("r.jsonl", rows)
        r = self.call(1, "import", "r.jsonl", "--db", "s.db")
        told = {int(line.split(":")[2]) for line in
                r.stderr.decode().splitlines() if "r.jsonl:" in line}
        self.assertEqual(told, {1, 2, 3, 4, 7, 8, 9, 10, 11, 12})
        self.assertEqual(len(self.harms("s.db")), 2)

    def test_reading_does_not_replace(self):
        self.write("a.txt", TEXT)
        self.rows("r.jsonl", [DOCUMENT, dict(HARM, rule="by hand")])
        self.call(0, "import", "r.jsonl", "--texts", ".", "--db", "s.db")
        self.call(0, "read", "a.txt", "--db", "s.db")
        self.assertEqual([h["rule"] for h in self.harms("s.db")], ["by hand"])

    def test_the_bytes_come_later(self):
        self.rows("r.jsonl", [DOCUMENT, HARM])
        self.call(0, "read", "--db", "s.db", "--format", "jsonl", "-q",
                  os.path.join(ROOT, "examples"))
        before = self.lines("s.db")
        self.write("r.jsonl", before)
        self.call(0, "import", "r.jsonl", "--db", "t.db")
        self.call(0, "merge", "s.db", "--into", "t.db")
        self.assertEqual(before, self.lines("t.db"))
        db = sqlite3.connect(self.path("t.db"))
        self.assertEqual(db.execute("SELECT count(*) FROM stand_in")
                         .fetchone(), (0,))

    def test_any_bytes(self):
        self.rows("r.jsonl", [DOCUMENT, HARM, dict(HARM, id="other")])
        with open(self.path("r.jsonl"), "rb") as f:
            sound = f.read()
        dice = random.Random(7)
        for n in range(60):
            data = bytearray(sound)
            for _ in range(dice.randrange(1, 6)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            self.write("x.jsonl", bytes(data[:dice.randrange(len(data))]
                                        if n % 3 == 0 else data))
            r = run("import", "x.jsonl", "--db", "x.db", cwd=self.dir)
            self.assertIn(r.returncode, (0, 1, 3), r.stderr)
        self.call(0, "verify", "--db", "x.db")


class Merge(Base):
    def make(self, name, files):
        for path, text in files.items():
            self.write(path, text)
        self.call(0, "read", *files, "--db", name, "-q")

    def test_once_and_in_any_order(self):
        self.make("1.db", {"a.txt": TEXT, "b.txt": TEXT + "Fin.\n"})
        self.make("2.db", {"a.txt": TEXT, "c.txt": TEXT + "Suite.\n"})
        self.call(0, "merge", "1.db", "2.db", "--into", "x.db")
        self.call(0, "merge", "2.db", "1.db", "2.db", "--into", "y.db")
        self.assertEqual(self.lines("x.db"), self.lines("y.db"))
        self.assertEqual(len(self.ids("x.db")), 3)
        self.call(0, "verify", "--db", "x.db")

    def test_one_path_of_two(self):
        self.make("1.db", {"a.txt": TEXT})
        self.make("2.db", {"a.txt": TEXT.replace("Trois", "Seize")})
        r = self.call(0, "merge", "1.db", "2.db", "--into", "x.db")
        self.assertIn(b"kept as 2.db!/PATH", r.stderr)
        self.call(0, "merge", "2.db", "--into", "x.db")
        self.assertEqual(len(self.ids("x.db")), 2)
        # A store that knows the older one replaces it.
        self.make("1.db", {"a.txt": TEXT.replace("Trois", "Vingt")})
        self.call(0, "merge", "1.db", "--into", "z.db")
        self.make("y.db", {"a.txt": TEXT})
        self.call(0, "merge", "1.db", "--into", "y.db")
        self.assertEqual(self.lines("y.db"), self.lines("z.db"))
        # What is replaced here stays so.
        self.make("o.db", {"a.txt": TEXT})
        self.call(0, "merge", "o.db", "--into", "z.db")
        self.assertEqual(self.lines("y.db"), self.lines("z.db"))

    def test_hand_coding_stays(self):
        self.make("1.db", {"a.txt": TEXT})
        self.rows("r.jsonl", [DOCUMENT, dict(HARM, rule="by hand")])
        self.call(0, "import", "r.jsonl", "--texts", ".", "--db", "2.db")
        for order in (("1.db", "2.db"), ("2.db", "1.db")):
            self.call(0, "merge", *order, "--into", order[0] + ".x")
            self.assertEqual([h["rule"] for h in self.harms(
                order[0] + ".x")], ["by hand"])

    def test_no_store(self):
        self.write("n.db", b"no database")
        self.make("1.db", {"a.txt": TEXT})
        self.call(3, "merge", "n.db", "--into", "x.db")
        self.call(3, "merge", "missing.db", "--into", "x.db")
        self.assertFalse(os.path.exists(self.path("missing.db")))
        self.call(1, "merge", "n.db", "1.db", "--into", "x.db")
        self.assertEqual(len(self.ids("x.db")), 1)
        self.call(2, "merge", "1.db")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
