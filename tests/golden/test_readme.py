#!/usr/bin/env python3
"""README.md and README.fr.md say the same, and what they say is so.

usage: test_readme.py CONSTAT [--update]

Headings, commands, names in code, links and list entries of the two agree; the
commands run; files that are linked exist; the table that they show is what the
program prints (--update writes it anew).
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
BIN = str(pathlib.Path(sys.argv[1]).resolve())
NAMES = ("README.md", "README.fr.md")
SAMPLE = "examples/01-tajoura-depeche.txt"
PICTURE_MAX = 200_000
DEMO = re.compile(r"(<!-- demo output: begin -->\n```\n).*?"
                  r"(```\n<!-- demo output: end -->)", re.S)
SHOWN = {name: (TOP / name).read_text(encoding="utf-8") for name in NAMES}


def demo():
    return subprocess.run([BIN, "read", SAMPLE], cwd=TOP, check=True,
                          capture_output=True).stdout.decode()


def update():
    table = demo()
    for name, text in SHOWN.items():
        (TOP / name).write_text(
            DEMO.sub(lambda m: m[1] + table.rstrip("\n") + "\n" + m[2], text),
            encoding="utf-8")


def blocks(text):
    return re.findall(r"^```\n(.*?)^```$", DEMO.sub("", text), re.S | re.M)


def commands(text):
    """Lines of the code blocks, without their comments."""
    return [re.sub(r"\s*(^|\s)#.*", "", line) for block in blocks(text)
            for line in block.splitlines()]


def prose(text):
    return re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)


class Readme(unittest.TestCase):
    def both(self, get):
        first, second = (get(SHOWN[name]) for name in NAMES)
        self.assertEqual(first, second)
        self.assertTrue(first)
        return first

    def test_same_outline(self):
        self.both(lambda t: re.findall(r"^#+(?= )", prose(t), re.M))
        self.both(lambda t: re.findall(r"^\*\*\d", prose(t), re.M))
        self.both(lambda t: len(re.findall(r"^- ", prose(t), re.M)))
        self.both(lambda t: re.findall(r"^\| (`[^|]*) \|", t, re.M))

    def test_same_code(self):
        self.both(commands)
        self.both(lambda t: sorted({" ".join(x.split()) for x in
                                    re.findall(r"`([^`]+)`", prose(t))}))

    def test_links(self):
        def links(text):
            return [x for x in re.findall(r"\]\(([^)]*)\)", text)
                    if x not in NAMES]

        for link in self.both(links):
            name, _, heading = link.partition("#")
            self.assertTrue((TOP / name).is_file(), link)
            if heading:
                heads = re.findall(r"^#+ (.*)", (TOP / name).read_text("utf-8"),
                                   re.M)
                self.assertIn(heading, [h.lower().replace(" ", "-")
                                        for h in heads])
        for name, other in (NAMES, NAMES[::-1]):
            self.assertIn(f"]({other})", SHOWN[name])

    def test_picture(self):
        data = (TOP / "docs/dossier.png").read_bytes()
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        self.assertLess(len(data), PICTURE_MAX)

    def test_commands_run(self):
        with tempfile.TemporaryDirectory() as home:
            os.symlink(TOP / "examples", os.path.join(home, "reports"))
            os.symlink(TOP / "examples", os.path.join(home, "examples"))
            os.makedirs(os.path.join(home, "build/release"))
            os.symlink(BIN, os.path.join(home, "build/release/constat"))
            for line in commands(SHOWN[NAMES[0]]):
                if "make" in line:
                    continue
                r = subprocess.run(["sh", "-ec", line], cwd=home,
                                   capture_output=True, timeout=300,
                                   env={**os.environ, "HOME": home})
                self.assertEqual(r.returncode, 0, (line, r.stderr))

    def test_make_targets(self):
        rules = (TOP / "Makefile").read_text(encoding="utf-8")
        targets = set(re.findall(r"^([a-z]+):", rules, re.M))
        for text in SHOWN.values():
            for target in re.findall(r"\bmake ([a-z]+)", text):
                self.assertIn(target, targets)

    def test_table(self):
        table = demo()
        for name, text in SHOWN.items():
            shown = DEMO.search(text)[0].split("\n", 2)[2].rsplit("```", 1)[0]
            self.assertEqual(shown.strip("\n"), table.strip("\n"), name)


if __name__ == "__main__":
    if "--update" in sys.argv[2:]:
        update()
    else:
        unittest.main(argv=sys.argv[:1])
