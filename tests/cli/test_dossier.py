#!/usr/bin/env python3
"""run and report from outside: which files, which exit status, same bytes.

usage: test_dossier.py PATH-OF-CONSTAT
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
REPORT = ("Mali : trois morts dans une attaque\n\n"
          "Trois soldats ont été tués mardi à Gao dans une attaque, "
          "selon l'armée.\n")
OTHER = ("Tchad : un raid\n\nUn raid aérien a tué douze civils lundi à Faya, "
         "selon la police.\n")


def tree(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            if not name.startswith("constat.db"):
                with open(path, "rb") as f:
                    found[os.path.relpath(path, folder)] = f.read()
    return found


class Pages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = folder.name
        os.mkdir(os.path.join(self.top, "in"))
        self.put("in/a.txt", REPORT)
        self.put("in/b.txt", OTHER)

    def put(self, name, text):
        with open(os.path.join(self.top, name), "w", encoding="utf-8") as f:
            f.write(text)

    def run_it(self, *args):
        return subprocess.run([BIN, *args], cwd=self.top, capture_output=True,
                              timeout=120)

    def test_run_and_report_give_the_same(self):
        r = self.run_it("run", "in", "-o", "d")
        self.assertEqual((r.returncode, r.stdout), (0, b"d/index.html\n"),
                         r.stderr)
        pages = tree(os.path.join(self.top, "d"))
        kinds = [name.partition("/")[0] for name in pages]
        self.assertEqual(kinds.count("documents"), 2)
        self.assertGreater(kinds.count("incidents"), 0)
        for name in pages:
            self.assertRegex(name, r"^(index|reports|events|search)\.html$|^("
                             r"style|document|search|overview)\.css$|^("
                                   r"documents|incidents)/[0-9a-f]{16}\.html$")
        self.assertEqual(self.run_it("run", "in", "-o", "d").returncode, 0)
        self.assertEqual(pages, tree(os.path.join(self.top, "d")))
        r = self.run_it("report", "--db", "d/constat.db", "-o", "e")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(pages, tree(os.path.join(self.top, "e")))
        r = self.run_it("report", "in", "-o", "f")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(pages, tree(os.path.join(self.top, "f")))

    def test_changed_file_leaves_no_page_behind(self):
        self.run_it("run", "in", "-o", "d")
        self.put("in/b.txt", OTHER + "\nDeux maisons ont été détruites.\n")
        self.put("d/documents/own.html", "mine")
        for name in ("d/reports-2.html", "d/reports-3.html", "d/own-2.html"):
            self.put(name, "of a longer list, or mine")
        before = tree(os.path.join(self.top, "d"))
        self.assertEqual(self.run_it("run", "in", "-o", "d").returncode, 0)
        after = tree(os.path.join(self.top, "d"))
        self.assertEqual(sum("documents/" in name for name in after),
                         sum("documents/" in name for name in before))
        self.assertIn("documents/own.html", after)
        self.assertIn("own-2.html", after)
        self.assertFalse([x for x in after if x.startswith("reports-")])
        self.assertNotEqual(set(after), set(before))

    def test_links_lead_to_pages(self):
        self.run_it("run", "in", "-o", "d", "--ui", "fr")
        pages = tree(os.path.join(self.top, "d"))
        for page in ("index.html", "reports.html", "events.html",
                     "search.html"):
            first = pages[page].decode()
            self.assertIn('<html lang="fr">', first)
            links = re.findall(r'href="([\w./]+\.html)[^"]*"', first)
            self.assertGreater(len(links), 3)
            for name in links:
                self.assertIn(name, pages)
            ids = set(re.findall(r' id="([^"]*)"', first))
            for target in re.findall(r'href="#([^"]*)"', first):
                self.assertIn(target, ids)

    def test_broken_input_is_named(self):
        os.symlink("nowhere", os.path.join(self.top, "in/c.txt"))
        r = self.run_it("run", "in", "-o", "d")
        self.assertEqual(r.returncode, 1, r.stderr)
        first = tree(os.path.join(self.top, "d"))["index.html"]
        self.assertIn(b"in/c.txt", first)

    def data_without_outlines(self):
        """The data folder of the build, but for the outlines of the maps."""
        data = os.path.join(os.path.dirname(BIN), "data")
        made = os.path.join(self.top, "data")
        os.mkdir(made)
        for name in os.listdir(data):
            if name != "outlines":
                os.symlink(os.path.join(data, name), os.path.join(made, name))
        return made

    def test_without_outlines(self):
        data = self.data_without_outlines()
        r = self.run_it("run", "in", "-o", "d", "--data", data)
        self.assertEqual(r.returncode, 0, r.stderr)
        first = tree(os.path.join(self.top, "d"))["index.html"].decode()
        self.assertIn('class="graticule"', first)
        self.assertIn('class="spot', first)
        self.assertNotIn('class="ground"', first)
        self.assertIn("built without outlines", first)
        os.mkdir(os.path.join(data, "outlines"))
        self.put("data/outlines/world.lines", "CSTLINE1 and no more")
        r = self.run_it("run", "in", "-o", "e", "--data", data)
        self.assertEqual(r.returncode, 3)
        self.assertIn(b"these are no outlines", r.stderr)

    def test_wrong_calls(self):
        for args in (["run", "in"], ["run", "-o", "d"], ["report", "in"],
                     ["report", "in", "--db", "x", "-o", "d"],
                     ["run", "in", "-o", ""],
                     ["run", "in", "-o", "d", "--cover", "x"],
                     ["read", "in", "-o", "d"]):
            self.assertEqual(self.run_it(*args).returncode, 2, args)
        for args in (["run", "in", "-o", "d", "--ui", "tlh"],
                     ["run", "in", "-o", "in/a.txt"],
                     ["run", "none", "-o", "d"],
                     ["report", "--db", "none.db", "-o", "d"]):
            r = self.run_it(*args)
            self.assertEqual(r.returncode, 3, (args, r.stderr))
            self.assertNotEqual(r.stderr, b"", args)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
