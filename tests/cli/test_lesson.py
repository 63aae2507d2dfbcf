#!/usr/bin/env python3
"""The lesson of docs/RULES.md, done as it is written there: its cases fail on the
pack as it is, and hold with its word and its rule.

usage: test_lesson.py PATH-OF-CONSTAT
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
TOP = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(BIN).resolve().parent / "data"


def blocks():
    """(kind, argument, text) of the lesson's fenced blocks, in order."""
    page = (TOP / "docs" / "RULES.md").read_text(encoding="utf-8")
    lesson = page.partition("## A first construction")[2].partition("\n## ")[0]
    return re.findall(r"^```(\w+) (\S+)\n(.*?)^```$", lesson, re.M | re.S)


class Lesson(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.data = pathlib.Path(self.folder.name)
        shutil.copytree(TOP / "lang", self.data / "lang")
        for name in ("gazetteer", "actors", "forms"):
            (self.data / name).symlink_to(DATA / name)

    def tearDown(self):
        self.folder.cleanup()

    def run_tool(self, *args):
        r = subprocess.run([BIN, *args, "--data", str(self.data)],
                           capture_output=True, timeout=300)
        return r.returncode, (r.stdout + r.stderr).decode()

    def apply(self, kinds):
        for kind, name, text in blocks():
            if kind in kinds:
                with open(self.data / name, "a", encoding="utf-8") as f:
                    f.write("\n" + text if kind == "rule" else text)

    def told(self, when):
        return [line for kind, name, text in blocks()
                if kind == "output" and name == when
                for line in text.splitlines()]

    def test_lesson(self):
        self.assertEqual({b[0] for b in blocks()},
                         {"case", "output", "lexicon", "rule"})
        self.apply(["case"])
        code, out = self.run_tool("pack", "test")
        self.assertEqual(code, 1)
        for line in self.told("before"):
            self.assertIn(line, out)

        case = next(b[2] for b in blocks() if b[0] == "case")
        sentence = self.data / "sentence.txt"
        sentence.write_text(re.search(r".*paires.*", case)[0] + "\n",
                            encoding="utf-8")
        for line in self.told("trace"):
            self.assertIn(line, self.run_tool("trace", str(sentence))[1])

        self.apply(["lexicon", "rule"])
        code, out = self.run_tool("pack", "test")
        self.assertEqual(code, 0, out)
        for line in self.told("after"):
            self.assertIn(line, out)
        self.assertNotIn("range.pairs",
                         self.run_tool("pack", "check")[1])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
