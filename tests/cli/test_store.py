#!/usr/bin/env python3
"""The store from outside: read --db, show, verify; what a kill leaves behind.

usage: test_store.py PATH-OF-CONSTAT
"""
import glob
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

BIN = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
REPORT = ("Trois soldats ont été tués mardi à Gao dans une attaque, selon "
          "l'armée. Le convoi rentrait vers la ville. Deux maisons ont été "
          "détruites.\n")
PAGE = ("<html><head><title>Gao</title></head><body><article><h1>Attaque à "
        "Gao</h1><p>L'attaque de Gao a fait <b>3</b>&nbsp;morts, selon la "
        "police.</p></article></body></html>")

# Pages already written, then no more.
CUT_OFF = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = DELETE")
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.execute("CREATE TABLE large AS SELECT zeroblob(900000) AS x")
db.execute("DELETE FROM harm")
db.execute("INSERT INTO large SELECT x FROM large")
os.kill(os.getpid(), signal.SIGKILL)
"""


def run(*args, cwd=None, stdin=b""):
    return subprocess.run([BIN, *args], input=stdin, capture_output=True,
                          cwd=cwd, timeout=300)


class Store(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)
        self.dir = self.tmp.name
        self.write("d/a.txt", REPORT)
        self.write("d/b.txt", REPORT.replace("Trois", "Quatre"))
        self.write("d/c.html", PAGE)
        self.write("d/copy.txt", REPORT)

    def write(self, name, data):
        path = os.path.join(self.dir, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data if isinstance(data, bytes) else data.encode())

    def cst(self, *args):
        return run(*args, cwd=self.dir)

    def store(self, *args):
        r = self.cst("read", "--db", "s.db", *args)
        self.assertEqual(r.returncode, 0, r.stderr)
        return r

    def ids(self):
        r = self.cst("show", "--db", "s.db")
        self.assertEqual(r.returncode, 0, r.stderr)
        return [x.split()[0] for x in r.stdout.decode().splitlines()]

    def verify(self, *args, status=0):
        r = self.cst("verify", "-q", "--db", "s.db", *args)
        self.assertEqual(r.returncode, status, (r.stdout, r.stderr))
        return r.stdout.decode()

    def sql(self, statement):
        db = sqlite3.connect(os.path.join(self.dir, "s.db"))
        with db:
            rows = db.execute(statement).fetchall()
        db.close()
        return rows

    def test_stored_lines_are_those_that_read_prints(self):
        self.assertEqual(self.store("d").stdout, b"")
        plain = self.cst("read", "--format", "jsonl", "d")
        both = self.store("d", "--format", "jsonl")
        self.assertEqual(both.stdout, plain.stdout)
        shown = self.cst("show", "--db", "s.db", "--format", "jsonl",
                         *self.ids())
        self.assertEqual(shown.stdout, plain.stdout)
        self.assertEqual(self.verify(), "")

    def test_show(self):
        self.store("d")
        r = self.cst("show", "--db", "s.db", "d/a.txt")
        self.assertEqual(r.returncode, 0, r.stderr)
        text = r.stdout.decode()
        self.assertIn("== d/a.txt\n   also d/copy.txt\n", text)
        self.assertRegex(text, r"\nh1 +killed +exact 3 ")
        self.assertRegex(text, r'"\[Trois soldats ont été tués\] mardi à Gao '
                               r"dans une attaque, selon l'armée\.\" bytes 0-")
        self.assertNotIn("\x1b", text)
        key = self.ids()[0]
        for name in (key, key[:8], "d/copy.txt"):
            self.assertEqual(self.cst("show", "--db", "s.db", name).stdout,
                             r.stdout)
        one = self.cst("show", "--db", "s.db", "d/a.txt/h1").stdout.decode()
        self.assertIn("h1", one)
        self.assertNotIn("\ne1", one)
        line = self.cst("show", "--db", "s.db", key + "/h1", "--format",
                        "jsonl").stdout.decode()
        self.assertEqual(json.loads(line)["id"], "h1")
        page = self.cst("show", "--db", "s.db", "d/c.html").stdout.decode()
        self.assertNotIn("<", page)

    def test_show_what_is_not_there(self):
        self.store("d")
        for name in ("d/none.txt", "d/a.txt/h99", "0000000000", "", "d"):
            r = self.cst("show", "--db", "s.db", name)
            self.assertEqual((r.returncode, r.stderr != b""), (3, True), name)
        r = self.cst("show", "--db", "s.db", "d/none.txt", "d/a.txt")
        self.assertEqual(r.returncode, 1)
        for args in (["show", "--db", "none.db"], ["verify", "--db", "none.db"],
                     ["read", "d", "--db", "none/s.db"]):
            r = self.cst(*args)
            self.assertEqual((r.returncode, r.stdout), (3, b""), args)
            self.assertIn(b"none", r.stderr)
        self.assertEqual(self.cst("verify", "x").returncode, 2)
        self.assertEqual(self.cst("read", "d", "--db").returncode, 2)

    def test_terminal_codes_stay_out(self):
        self.write("d/\x1b[2J.txt", REPORT.replace("Gao", "Gao\x1b[31m\u202e"))
        self.store("d")
        for args in (["show", "--db", "s.db"],
                     ["show", "--db", "s.db", *self.ids()],
                     ["verify", "--db", "s.db", "--root", "/nonexistent",
                      "-v"]):
            r = self.cst(*args)
            self.assertEqual(r.returncode, 0, r.stderr)
            self.assertNotIn(b"\x1b", r.stdout)
            self.assertNotIn("\u202e", r.stdout.decode())

    def test_a_changed_file_replaces_its_records(self):
        self.store("d")
        self.write("d/b.txt", REPORT.replace("Trois", "Cinq"))
        self.assertIn("d/b.txt", self.verify(status=1))
        self.store("d")
        self.assertEqual(self.verify(), "")
        self.assertEqual(len(self.ids()), 3)
        values = self.sql("SELECT value FROM harm JOIN source USING (document)"
                          " WHERE path = 'd/b.txt' AND current = 1")
        self.assertEqual(values, [(5,)])
        self.assertEqual(self.sql("SELECT count(*) FROM payload"), [(4,)])

    def test_any_changed_byte_is_named(self):
        self.store("d")
        clean = self.verify()
        self.assertEqual(clean, "")
        chance = random.Random(3)
        for name in ("d/a.txt", "d/b.txt", "d/c.html", "d/copy.txt"):
            path = os.path.join(self.dir, name)
            with open(path, "rb") as f:
                data = f.read()
            places = {0, len(data) - 1} | {chance.randrange(len(data))
                                           for _ in range(6)}
            for at in places:
                changed = bytearray(data)
                changed[at] ^= 1 << chance.randrange(8)
                self.write(name, bytes(changed))
                found = self.verify(status=1)
                self.assertEqual(found.count("\n"), 1)
                self.assertRegex(found, "^source [0-9a-f]{16} %s: " %
                                 re.escape(name))
            self.write(name, data)
        os.unlink(os.path.join(self.dir, "d/copy.txt"))
        self.assertEqual(self.verify(), "")
        self.assertIn("missing", self.verify("-v"))

    def test_any_changed_stored_byte_is_named(self):
        self.store("d")
        ids = self.ids()
        for key in ids:
            self.sql("UPDATE payload SET bytes = CAST(substr(bytes, 1, 20) || "
                     "x'7e' || substr(bytes, 22) AS BLOB) "
                     "WHERE document = '%s'" % key)
            found = self.verify(status=1)
            self.assertIn("payload %s: " % key, found)
        self.store("d")

    def test_root(self):
        self.store("d")
        for root, status in ((".", 0), (self.dir, 0), ("..", 0)):
            self.verify("--root", root, status=status)
        r = run("verify", "--db", "s.db", "--root", "d", cwd=self.dir)
        self.assertIn(b"4 no longer there", r.stdout)

    def test_no_database(self):
        self.write("s.db", REPORT * 100)
        for args in (["read", "d", "--db", "s.db"], ["show", "--db", "s.db"],
                     ["verify", "--db", "s.db"]):
            r = self.cst(*args)
            self.assertEqual(r.returncode, 3, args)
            self.assertIn(b"s.db", r.stderr)
        with open(os.path.join(self.dir, "s.db"), "rb") as f:
            self.assertEqual(f.read(), REPORT.encode() * 100)

    def test_a_change_that_was_cut_off_is_taken_back(self):
        """A rollback journal that a killed writer left, before the log of the
        store was there: one who only reads must get past it."""
        self.store("d")
        before = self.cst("show", "--db", "s.db").stdout
        child = subprocess.run([sys.executable, "-c", CUT_OFF, "s.db"],
                               cwd=self.dir, timeout=60)
        self.assertEqual(child.returncode, -signal.SIGKILL)
        self.assertTrue(os.path.exists(os.path.join(self.dir, "s.db-journal")))
        self.assertEqual(self.verify(), "")
        self.assertEqual(self.cst("show", "--db", "s.db").stdout, before)

    def test_standard_input_and_notes(self):
        r = run("read", "--db", "s.db", "-", cwd=self.dir,
                stdin=REPORT.encode("cp1252"))
        self.assertEqual(r.returncode, 1)
        self.assertEqual(self.verify(), "")
        r = self.cst("show", "--db", "s.db", "-")
        self.assertIn(b"!!  charset", r.stdout)


class Kill(unittest.TestCase):
    """kill -9 in the middle of reading: what is there is whole."""
    FILES = 300
    KILLS = 30

    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)
        self.dir = self.tmp.name
        os.mkdir(os.path.join(self.dir, "d"))
        for i in range(self.FILES):
            with open(os.path.join(self.dir, "d", "%03d.txt" % i), "w",
                      encoding="utf-8") as f:
                f.write(REPORT.replace("mardi", "le %d mai" % (i % 28 + 1)) +
                        "Et %d autres blessés.\n" % i)

    def start(self):
        return subprocess.Popen([BIN, "read", "-q", "--db", "s.db", "d"],
                                cwd=self.dir, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def test_kill(self):
        begin = time.monotonic()
        self.assertEqual(self.start().wait(timeout=300), 0)
        whole = time.monotonic() - begin
        complete = run("show", "--db", "s.db", cwd=self.dir).stdout
        chance = random.Random(11)
        partial = 0
        for i in range(5 * self.KILLS):
            # More on a busy machine, where few kills come in the middle.
            if i >= self.KILLS and partial > 3:
                break
            if i % 3 == 0:
                for path in glob.glob(os.path.join(self.dir, "s.db*")):
                    os.unlink(path)
            p = self.start()
            time.sleep(chance.uniform(0, whole))
            p.send_signal(signal.SIGKILL)
            p.wait(timeout=60)
            if not os.path.exists(os.path.join(self.dir, "s.db")):
                continue
            r = run("verify", "-q", "--db", "s.db", cwd=self.dir)
            if b"nothing was ever stored" in r.stderr:
                continue
            self.assertEqual((r.returncode, r.stdout), (0, b""), r.stderr)
            shown = run("show", "--db", "s.db", cwd=self.dir).stdout
            lines = set(complete.splitlines())
            self.assertTrue(set(shown.splitlines()) <= lines)
            partial += 0 < len(shown.splitlines()) < self.FILES
        self.assertGreater(partial, 3)
        self.assertEqual(self.start().wait(timeout=300), 0)
        self.assertEqual(run("show", "--db", "s.db", cwd=self.dir).stdout,
                         complete)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
