#!/usr/bin/env python3
"""What led to a record, and what became of some words.

usage: test_trace.py PATH-OF-CONSTAT
"""
import os
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
REPORT = (
    "Douze personnes, dont trois enfants, ont été tuées lundi à Kaboul dans un "
    "attentat, selon la police.\n\nLe marché a rouvert. Trois quarts des "
    "maisons sont neuves.\n")


class Trace(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "r.txt")
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(REPORT)

    def tearDown(self):
        self.folder.cleanup()

    def trace(self, *args, status=0):
        r = subprocess.run([BIN, "trace", self.path, "--published",
                            "2019-04-03", *args], capture_output=True,
                           timeout=120)
        self.assertEqual(r.returncode, status, r.stderr)
        return r.stdout.decode()

    def test_all(self):
        out = self.trace()
        self.assertRegex(out, r"layer +np\.counted \[0-15\]  make np")
        self.assertRegex(out, r"sentence +\[0-\d+\]  read in full")
        self.assertNotRegex(out, r"(?m)^near ")

    def test_why(self):
        out = self.trace("--why", "h2")
        self.assertRegex(out, r"^h2  killed  asserted  rule part\n")
        self.assertIn('count      [22-27] "trois"', out)
        self.assertRegex(out, r'claimant +\[94-103\] "la police"  basis ')
        self.assertIn("part of    h1", out)
        self.assertRegex(out, r'date +\[54-59\] "lundi"  basis clause')
        self.assertRegex(out, r"(?m)^layer +np\.counted \[22-35\]")
        self.assertRegex(out, r"(?m)^source +\[94-103\]")
        self.assertNotIn("maisons", out)
        self.assertRegex(self.trace("--why", "e1"), r"^e1  attack  asserted")

    def test_why_of_nothing(self):
        for label in ("h9", "x1", "h", "", "h1x", "h0", "h-1"):
            self.trace("--why", label, status=3)

    def test_why_not(self):
        out = self.trace("--why-not", "Trois quarts des maisons")
        self.assertIn("they stand in: content", out)
        self.assertRegex(out, r"records of these words:\n")
        self.assertRegex(out, r"(?m)^sentence .*dates alone|not read")
        out = self.trace("--why-not", "trois enfants")
        self.assertIn("records of these words: h1 h2\n", out)
        self.assertRegex(out, r'(?m)^near +\S+ \[\d+-\d+\]  stops at "')
        self.assertLessEqual(out.count("\nnear "), 8)

    def test_why_not_elsewhere(self):
        self.trace("--why-not", "nowhere", status=3)
        self.trace("--why-not", "", status=2)
        self.trace("--why-not", "a", "--why", "h1", status=2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
