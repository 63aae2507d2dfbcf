#!/usr/bin/env python3
"""Completion and manual name every command and option that the program has,
and none besides.

usage: test_completion.py PATH-OF-CONSTAT
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
SCRIPT = TOP / "completion" / "constat.bash"
ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _constat
printf '%s\\n' "${COMPREPLY[@]}"
"""


def say(*args):
    return subprocess.run([BIN, *args], capture_output=True, check=True,
                          timeout=60).stdout.decode()


def options_of(text):
    """--name -> whether it takes a value; short names too."""
    found = {}
    for line in re.findall(r"^  (-.*?)(?:   |$)", text, re.M):
        for name in re.findall(r"--?[a-z]+(?:-[a-z]+)*", line):
            found[name] = bool(re.search(r" [A-Z]+\b", line))
    return found


def commands():
    return re.findall(r"^  ([a-z]+) {2,}\S", say("--help").partition(
        "commands:")[2].partition("options")[0], re.M)


class Program(unittest.TestCase):
    def test_help_is_there(self):
        self.assertGreater(len(commands()), 6)
        for command in commands():
            found = options_of(say(command, "--help"))
            self.assertIn("--quiet", found)
        self.assertTrue(options_of(say("read", "--help"))["--db"])
        self.assertFalse(options_of(say("read", "--help"))["--all"])


@unittest.skipUnless(shutil.which("bash"), "no bash")
class Bash(unittest.TestCase):
    def ask(self, *words, cwd=None, program="constat"):
        r = subprocess.run(["bash", "--norc", "-c", ASK, "ask", str(SCRIPT),
                            program, *words], capture_output=True, cwd=cwd,
                           timeout=60, check=True)
        self.assertEqual(r.stderr, b"")
        return set(r.stdout.decode().split("\n")) - {""}

    def test_commands(self):
        self.assertEqual(self.ask(""), {*commands(), "help", "--help",
                                        "--version"})
        self.assertEqual(self.ask("re"), {"read", "report"})

    def test_options(self):
        for command in commands():
            self.assertEqual(self.ask(command, "-"), {
                "--help", *options_of(say(command, "--help"))}, command)
        self.assertEqual(self.ask("read", "--for"), {"--format"})

    def test_values(self):
        for command in commands():
            for name, takes in options_of(say(command, "--help")).items():
                if not takes:
                    self.assertIn("--all", self.ask("read", name, "--a"))
        for command, name in (("read", "--format"), ("run", "--ui"),
                              ("annotate", "--offsets"),
                              ("annotate", "--layers")):
            values = self.ask(command, name, "")
            told = re.search(rf"^  {name} .*  (.*)", say(command, "--help"),
                             re.M)[1]
            self.assertEqual(values, set(re.findall(
                "[a-z]+", told.rpartition(":")[2])) - {"or", "of"})
            # "--name=value" is three words to bash.
            self.assertEqual(self.ask(command, name, "=", ""), values)
            self.assertEqual(self.ask(command, name, "="), values)
        self.assertEqual(self.ask("annotate", "x", "--layers", "time,num"),
                         {"time,number"})

    def test_formats_of_export(self):
        told = say("export", "--help").partition("formats:\n")[2]
        formats = set(re.findall(r"^  ([a-z]\S*)", told.partition("\n\n")[0],
                                 re.M))
        self.assertIn("geojson", formats)
        for words in (("",), ("=",), ("=", "")):
            self.assertEqual(self.ask("export", "--format", *words,
                                      program=BIN), formats)
        self.assertEqual(self.ask("export", "--format", "geo",
                                  program=BIN), {"geojson"})
        self.assertEqual(self.ask("export", "--format", "",
                                  program="/nonexistent"), set())

    def test_operands(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a b.txt", "a$(c).txt", "z.db"):
                pathlib.Path(folder, name).write_text("")
            os.mkdir(os.path.join(folder, "ad"))
            ask = lambda *words: self.ask(*words, cwd=folder)  # noqa: E731
            self.assertEqual(ask("read", "a"), {"a b.txt", "a$(c).txt", "ad"})
            self.assertEqual(ask("run", "-o", "a"), {"ad"})
            self.assertEqual(ask("show", "--db", "z"), {"z.db"})
            self.assertEqual(ask("verify", ""), set())
            self.assertEqual(ask("pack", "cost", "z"), {"z.db"})
        self.assertEqual(self.ask("pack", ""),
                         {"test", "check", "cost", "dump", "new"})
        self.assertEqual(self.ask("pack", "dump", ""),
                         {"tokens", "ast", "program"})


class Manual(unittest.TestCase):
    def setUp(self):
        self.text = (TOP / "man" / "constat.1").read_text(
            encoding="utf-8").replace("\\-", "-")

    def test_commands(self):
        told = self.text.partition(".SH COMMANDS")[2].partition(".SH OPTIONS")
        self.assertEqual(sorted(re.findall(r"^\.SS (\w+)", told[0], re.M)),
                         sorted(commands()))
        synopsis = self.text.partition(".SH SYNOPSIS")[2].partition(".SH")[0]
        for command in commands():
            self.assertIn(".B constat " + command, synopsis)

    def test_options(self):
        told = self.text.partition(".SH OPTIONS")[2].partition(".SH EXIT")[0]
        heads = set()
        for line in re.findall(r"^\.TP\n(.*)", told, re.M):
            heads |= set(re.findall(r"(?<![\w-])--?[a-z]+(?:-[a-z]+)*", re.sub(
                r"\\f.", "", line)))
        have = {"--help", "--version"}
        for command in commands():
            have |= set(options_of(say(command, "--help")))
        self.assertEqual(heads, have)

    @unittest.skipUnless(shutil.which("groff"), "no groff")
    def test_form(self):
        for page in sorted((TOP / "man").glob("*.[1-9]")):
            r = subprocess.run(["groff", "-man", "-Tutf8", "-k", "-ww", "-z",
                                str(page)], capture_output=True, timeout=60,
                               check=True)
            self.assertEqual(r.stderr.decode(), "")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
