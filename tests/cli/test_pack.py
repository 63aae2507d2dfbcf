#!/usr/bin/env python3
"""The tools of a language pack from outside: test, check, cost, new.

usage: test_pack.py PATH-OF-CONSTAT
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
TOP = pathlib.Path(__file__).resolve().parents[2]


def run(*args):
    r = subprocess.run([BIN, *map(str, args)], capture_output=True, timeout=300)
    return r.returncode, r.stdout.decode(), r.stderr.decode()


class Folder(unittest.TestCase):
    """A data folder with a new pack in it."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.data = pathlib.Path(self.folder.name)
        (self.data / "lang").mkdir()
        (self.data / "gazetteer").symlink_to(
            pathlib.Path(BIN).parent / "data" / "gazetteer")
        self.made = run("pack", "new", "toy", self.data / "lang")
        self.pack = self.data / "lang" / "toy"

    def tearDown(self):
        self.folder.cleanup()

    def tool(self, *args):
        return run("pack", *args, "--data", self.data, "--language", "toy")

    def add(self, name, text):
        with open(self.pack / name, "a", encoding="utf-8") as f:
            f.write(text)


class New(Folder):
    def test_loads_and_passes(self):
        self.assertEqual((self.made[0], self.made[2]), (0, ""))
        code, out, err = self.tool("test")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("failed 0", out)
        self.assertNotIn("cases 0", out)

    def test_touches_nothing_that_is_there(self):
        before = (self.pack / "pack.conf").read_bytes()
        code, _, err = run("pack", "new", "toy", self.data / "lang")
        self.assertEqual(code, 3)
        self.assertIn("is there already", err)
        self.assertEqual((self.pack / "pack.conf").read_bytes(), before)
        for name in ("../x", "A b", "", "9"):
            self.assertEqual(run("pack", "new", name, self.data)[0], 2, name)


class Test(Folder):
    def test_a_failure_is_told_with_what_was_found(self):
        self.add("corpus/first.case",
                 "\nTwo soldiers were killed.\n=> killed 3 civilian\n")
        code, out, err = self.tool("test")
        self.assertEqual(code, 1)
        self.assertIn("no killed 3 civilian", err)
        self.assertIn("found killed 2 combatant", err)
        self.assertIn("failed 1", out)

    def test_known_failures_are_counted(self):
        self.add("corpus/first.case", "\nTwo soldiers died.\n=> killed 2\n"
                 "@xfail another verb\n")
        code, out, err = self.tool("test")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("known failures 1", out)
        self.assertIn("another verb", self.tool("test", "-v")[2])

    def test_a_known_failure_that_passes_is_told(self):
        self.add("corpus/first.case", "\nTwo soldiers were killed.\n"
                 "=> killed 2 combatant\n@xfail no longer\n")
        code, _, err = self.tool("test")
        self.assertEqual(code, 1)
        self.assertIn("case-passes", err)


class Check(Folder):
    def findings(self, *paths):
        code, _, err = self.tool("check", *paths)
        self.assertEqual(code, 0, err)
        return set(re.findall(r"^(\S+?):\d+:1: warning: ([a-z-]+): (\S+)", err,
                              re.M))

    def test_words(self):
        self.add("lexicon/words.tsv", "tree\tN\tplant\tforms=tree/s\n"
                 "deaths\tN\tplant\n")
        self.add("lexicon/words.tsv", "villager\tN\tevent_noun\trank=1\n")
        self.add("pack.conf", "senses = person event_noun\n")
        found = self.findings()
        self.assertIn(("pack.conf", "unused-class", "plant:"), found)
        self.assertIn(("pack.conf", "empty-class", "weapon:"), found)
        self.assertIn(("lexicon/words.tsv", "two-senses", "villager:"), found)
        self.assertIn(("lexicon/words.tsv", "unused-line", "deaths:"), found)

    def test_rules(self):
        self.add("rules/group.rule", """
rule many
  why    another word
  match  [form=many] h:[pos=N]
  make   np head=h
  +  "many soldiers" => np
  -  "soldiers" => np

rule article 5
  why    wins over plain
  match  [class=det_def] h:[pos=N]
  make   np head=h det=def
  +  "the soldiers" => np det=def
  -  "soldiers" => np
""")
        found = self.findings()
        self.assertIn(("rules/group.rule", "dead-rule", "group.many"), found)
        self.assertIn(("rules/group.rule", "shadowed-rule", "group.plain"),
                      found)
        text = self.data / "t.txt"
        text.write_text("Many soldiers were killed.\n")
        found = self.findings(text)
        self.assertNotIn(("rules/group.rule", "dead-rule", "group.many"), found)


class Cost(Folder):
    def test_layers_and_rules(self):
        text = self.data / "t.txt"
        text.write_text("Three villagers were killed.\n")
        code, out, err = self.tool("cost", text)
        self.assertEqual((code, err), (0, ""))
        rows = [line.split() for line in out.splitlines()]
        self.assertEqual(rows[0], ["layer", "rule", "steps", "matches", "acts",
                                   "ms"])
        counted = [r for r in rows if r[1] == "counted"][0]
        self.assertEqual(counted[3:5], ["1", "1"])
        self.assertGreater(int(counted[2]), 0)
        self.assertEqual(out.splitlines()[-1], "29 bytes read")

    def test_wrong_calls(self):
        self.assertEqual(self.tool("cost")[0], 2)
        self.assertEqual(self.tool("test", "x")[0], 2)
        self.assertEqual(self.tool("dump")[0], 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
