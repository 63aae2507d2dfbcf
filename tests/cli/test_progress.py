#!/usr/bin/env python3
"""What a command says on standard error: a bar on a terminal, plain lines
elsewhere, -q, -v; nothing in it acts on the terminal.

usage: test_progress.py PATH-OF-CONSTAT
"""
import os
import pty
import re
import subprocess
import sys
import tempfile
import threading
import time
import unittest

BIN = os.path.abspath(sys.argv[1])
REPORT = ("Mali : trois morts dans une attaque\n\n"
          "Trois soldats ont été tués mardi à Gao dans une attaque, "
          "selon l'armée.\n")
FILES = 40
LINES = r"^(constat: \d+ of \d+\n)"
BAR = r"\[#*\.*\] \d+/\d+"


class Said(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = folder.name
        os.mkdir(os.path.join(self.top, "d"))
        for i in range(FILES):
            self.put("d/%02d.txt" % i, (REPORT + "x" * i).encode())
        self.put("latin.txt", REPORT.encode("cp1252"))

    def put(self, name, data):
        with open(os.path.join(self.top, name), "wb") as f:
            f.write(data)

    def pipe(self, *args):
        r = subprocess.run([BIN, *args], cwd=self.top, capture_output=True,
                           timeout=120)
        return r.stderr.decode()

    def terminal(self, *args, both=False):
        """What a terminal gets: stderr, and stdout too if both."""
        ours, theirs = pty.openpty()
        p = subprocess.Popen([BIN, *args], cwd=self.top, stderr=theirs,
                             stdout=theirs if both else subprocess.DEVNULL)
        os.close(theirs)
        got = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError: # how the end of a terminal shows
                break
            if not data:
                break
            got += data
        os.close(ours)
        p.wait(timeout=120)
        return got.decode()

    def shown(self, stream):
        """The lines that are left to see."""
        left = []
        for line in stream.split("\r\n"):
            cells = ""
            for part in line.split("\r"):
                cells = part + cells[len(part):]
            left.append(cells.rstrip())
        return left

    def test_bar(self):
        for args in (["run", "d", "-o", "o"], ["report", "d", "-o", "p"],
                     ["read", "d", "--db", "s.db"], ["read", "d"],
                     ["verify", "--db", "s.db"]):
            said = self.terminal(*args)
            self.assertRegex(said, r"\r" + BAR, args)
            left = "\n".join(self.shown(said))
            self.assertNotRegex(left, BAR)

    def test_bar_gives_way_to_messages(self):
        os.symlink("nowhere", os.path.join(self.top, "d/20.z.txt"))
        said = self.terminal("read", "d", "--db", "s.db")
        left = [x for x in self.shown(said) if x]
        self.assertEqual(len(left), 1, left)
        self.assertRegex(left[0], "^constat: d/20.z.txt: No such file")
        self.assertRegex(said.split("constat:")[1], BAR)

    def test_no_bar(self):
        self.assertEqual(self.terminal("read", "-q", "d"), "")
        self.assertEqual(self.terminal("run", "-q", "d", "-o", "o"), "")
        # The records themselves show how far it is.
        both = self.terminal("read", "--format", "jsonl", "d", both=True)
        self.assertNotRegex(both, BAR)
        self.assertNotRegex(self.terminal("read", "d/01.txt"), BAR)

    def test_plain_elsewhere(self):
        for args in (["run", "d", "-o", "o"], ["read", "d"],
                     ["read", "d", "--db", "s.db"]):
            self.assertNotRegex(self.pipe(*args), r"[\r\x1b]|" + BAR)
        # On a busy machine it may take long enough for a line.
        self.assertRegex(self.pipe("read", "d"), LINES + "*$")

    def test_lines_now_and_then(self):
        os.mkfifo(os.path.join(self.top, "d.txt"))

        def late():
            with open(os.path.join(self.top, "d.txt"), "wb") as f:
                time.sleep(6)
                f.write(REPORT.encode())

        thread = threading.Thread(target=late)
        thread.start()
        said = self.pipe("read", "d", "d.txt")
        thread.join()
        self.assertRegex(said, LINES + "+$")
        self.assertIn(" of %d\n" % (FILES + 1), said)

    def test_notes(self):
        for args in (["read", "latin.txt", "--db", "s.db"],
                     ["run", "latin.txt", "-o", "o"],
                     ["report", "latin.txt", "-o", "p"]):
            said = self.pipe(*args)
            self.assertRegex(said, "1 with notes", args)
            self.assertNotIn("Windows-1252", said)
            self.assertEqual(self.pipe(*args, "-q"), "")
            self.assertRegex(self.pipe(*args, "-v"),
                             "latin.txt: note: charset: .*Windows-1252")

    def test_quoted_words_stand_out_on_a_terminal(self):
        self.pipe("read", "d/00.txt", "--db", "s.db")
        both = self.terminal("show", "--db", "s.db", "d/00.txt", both=True)
        self.assertIn("\x1b[7mTrois soldats ont été tués\x1b[0m", both)
        os.environ["NO_COLOR"] = "1"
        try:
            both = self.terminal("show", "--db", "s.db", "d/00.txt", both=True)
        finally:
            del os.environ["NO_COLOR"]
        self.assertIn("[Trois soldats ont été tués]", both)
        self.assertNotIn("\x1b", both)

    def test_names_stay_names(self):
        name = "\x1b[31m\u202e\nx.txt"
        os.symlink("nowhere", os.path.join(self.top, "d", name))
        for said in (self.pipe("read", "d"),
                     self.pipe("run", "d", "-o", "o"),
                     self.pipe("show", "--db", name),
                     self.pipe("read", "--" + name)):
            self.assertIn("[31m", said)
            self.assertFalse(re.search("[\x1b\u202e]|\n[^cu]", said), said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
