#!/usr/bin/env python3
"""A dossier used as its readers do: by keys alone, by searching, on paper.

usage: test_tour.py PATH-OF-CONSTAT PATH-OF-CHROMIUM
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser  # noqa: E402

BIN, CHROMIUM = os.path.abspath(sys.argv[1]), sys.argv[2]
ROOT = Path(__file__).resolve().parent.parent.parent
FOCUS = """(() => { const e = document.activeElement; return {
  tag: e.tagName, id: e.id, text: e.textContent.slice(0, 80), classes:
  e.className, href: e.getAttribute('href') || ''}; })()"""
SEEN = """(s => { const e = document.querySelector(s);
  if (!e) return false; const r = e.getBoundingClientRect();
  return r.top >= 0 && r.bottom <= innerHeight && r.width > 0; })"""


def constat(*args):
    r = subprocess.run([BIN, *args], cwd=ROOT, capture_output=True,
                       timeout=300)
    assert r.returncode in (0, 1), (args, r.stderr)
    return r.stdout.decode()


class Base(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.top = Path(cls.folder.name)
        cls.out = cls.top / "out"
        constat("run", "examples", "-o", str(cls.out), "-q")
        cls.browser = Browser(CHROMIUM)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def open(self, name, **look):
        self.browser.look(**look)
        self.browser.open(f"file://{quote(str(self.out))}/{name}")

    def run_(self, script):
        return self.browser.run(script)

    def focus(self):
        return self.browser.run(FOCUS)

    def follow(self, key="Enter"):
        """Press a key that leads to another page."""
        self.browser.leave(lambda: self.browser.key(key))

    def address(self):
        return self.browser.run("location.pathname.split('/').slice(-2)"
                                ".join('/') + location.hash")


class Keys(Base):
    def tab_to(self, test, most=60):
        for _ in range(most):
            self.browser.key("Tab")
            if test(self.focus()):
                # Whoever has the focus is seen to have it.
                self.assertNotEqual(self.run_(
                    "getComputedStyle(document.activeElement).outlineStyle"),
                    "none")
                return self.focus()
        self.fail("not reached by Tab")

    def test_tour(self):
        """From the first page to the sentence of a claim and back."""
        self.open("index.html")
        self.browser.key("Tab")
        self.assertEqual(self.focus()["classes"], "skip")
        self.browser.key("Enter")
        link = self.tab_to(lambda f: f["href"].startswith("incidents/"), 20)
        self.follow()
        self.assertTrue(self.address().startswith("incidents/"),
                        self.address())
        self.assertEqual(self.address(), link["href"])
        # The claims of some incident lead to their words.
        for _ in range(40):
            if self.run_("!!document.querySelector('#claims tbody a')"):
                break
            self.follow("n")
        self.browser.key("Tab")
        self.assertEqual(self.focus()["classes"], "skip")
        self.browser.key("Enter")
        claim = self.tab_to(lambda f: "#h" in f["href"])
        incident = self.address()
        self.follow()
        self.assertTrue(self.address().startswith("documents/"))
        label = claim["href"].partition("#")[2]
        self.assertEqual(self.focus()["id"], label)
        self.assertTrue(self.run_(f"{SEEN}('#{label}')"))
        self.assertTrue(self.run_(f"{SEEN}('mark.on')"))
        marked = self.run_("getComputedStyle(document.querySelector("
                           "'mark.on')).backgroundColor")
        self.assertNotIn(marked, ("rgba(0, 0, 0, 0)", "transparent"))
        # From the record to its words in the text.
        self.tab_to(lambda f: f["href"].startswith("#m"), 4)
        self.browser.key("Enter")
        self.assertRegex(self.run_("location.hash"), r"^#m\d+$")
        self.assertTrue(self.run_("document.activeElement.closest('.text')"
                                  " !== null"))
        self.browser.leave(lambda: self.browser.run("history.back()"))
        self.assertEqual(self.address(), incident)
        self.follow("u")
        self.assertTrue(self.address().endswith("/index.html"))

    def test_neighbours(self):
        self.open("index.html")
        first = self.run_("document.querySelector('.rows a').href")
        self.browser.open(first)
        start = self.address()
        self.follow("n")
        self.assertNotEqual(self.address(), start)
        self.follow("p")
        self.assertEqual(self.address(), start)
        # Keys that have nowhere to go do nothing.
        self.browser.key("p")
        self.assertEqual(self.address(), start)

    def test_lists(self):
        for page in ("reports.html", "events.html"):
            self.open(page)
            seen = []
            for key in "jjk":
                self.browser.key(key)
                seen.append(self.focus()["href"])
            self.assertEqual(seen[0], seen[2], page)
            self.assertNotEqual(seen[0], seen[1], page)
            self.assertIn("documents/", seen[0])

    def test_help(self):
        self.open("events.html")
        self.browser.key("?")
        self.assertTrue(self.run_("document.getElementById('keys').open"))
        self.assertTrue(self.run_(
            "document.getElementById('keys').contains(document.activeElement)"))
        self.browser.key("n")
        self.browser.key("Escape")
        self.assertFalse(self.run_("document.getElementById('keys').open"))
        self.run_("document.querySelector('.foot button').click()")
        self.assertTrue(self.run_("document.getElementById('keys').open"))


class Search(Base):
    def ask(self, text):
        self.run_("document.getElementById('q').value = ''")
        self.run_("document.getElementById('q').focus()")
        self.browser.call("Input.insertText", text=text)
        self.browser.key("Enter")
        return self.run_("document.querySelector('.status').textContent")

    def links(self, section):
        return self.run_(f"[...document.querySelectorAll('#{section} h3 a')]"
                         ".map(a => a.getAttribute('href'))")

    def test_by_keys(self):
        self.open("incidents/" + next(
            p.name for p in (self.out / "incidents").iterdir()))
        self.follow("/")
        self.assertIn("/search.html", self.address())
        self.assertEqual(self.focus()["id"], "q")
        self.assertIn("claim", self.ask("DNIPRO immeuble"))
        self.assertEqual(self.focus()["tag"], "A")
        self.assertIn("#q=DNIPRO%20immeuble", self.address())
        first = self.focus()["href"]
        self.browser.key("j")
        self.assertNotEqual(self.focus()["href"], first)
        self.browser.key("k")
        self.follow()
        self.assertTrue(self.address().endswith(first))
        self.browser.leave(lambda: self.browser.run("history.back()"))
        self.assertEqual(self.run_("document.getElementById('q').value"),
                         "DNIPRO immeuble")
        self.assertGreater(len(self.links("reports")), 0)

    def test_words(self):
        self.open("search.html")
        plain = self.ask("tuées")
        self.assertEqual(plain, self.ask("TUEES"))
        self.assertIn("report", plain)
        self.assertEqual(self.run_("document.querySelector('.found:not("
                                   "[hidden]) mark') !== null"), True)
        none = self.ask("tuées qwzzk")
        self.assertEqual(none, "Nothing has all of these words.")
        self.assertEqual(self.links("reports"), [])
        self.assertEqual(self.ask("  \"\" "), "")

    def test_every_claim_and_report_is_found(self):
        """By words of its own, where they stand on the other pages."""
        self.open("events.html")
        claims = self.run_(
            "[...document.querySelectorAll('.claims a.lab')].map(a =>"
            " a.getAttribute('href'))")
        titles = self.run_(
            "[...new Set([...document.querySelectorAll('.from a')].map(a =>"
            " a.textContent))]")
        self.open("search.html")
        seen = set()
        for letter in "abcdefghijklmnopqrstuvwxyz0123456789":
            self.ask(letter)
            while self.run_("(() => { const b = document.querySelector("
                            "'#claims button:not([hidden])'); if (b) b.click();"
                            " return !!b; })()"):
                pass
            seen.update(self.links("claims"))
        self.assertEqual(seen, set(claims))
        for title in titles[:12]:
            words = " ".join(re.findall(r"\w+", title))
            self.ask(f'"{words}"')
            self.assertEqual(self.run_(
                "document.querySelector('#reports h3 a').textContent"), title)

    def test_phrase(self):
        self.open("search.html")
        one = self.run_("document.querySelectorAll('.found li').length")
        self.assertEqual(one, 0)
        self.ask("le selon")
        loose = len(self.links("reports"))
        self.ask('"selon le"')
        exact = len(self.links("reports"))
        self.assertGreater(loose, exact)
        self.assertGreater(exact, 0)
        self.ask("« le selon »")
        self.assertEqual(len(self.links("reports")), 0)

    def test_address(self):
        self.open("search.html#q=%22selon%20le%22")
        self.assertGreater(len(self.links("reports")), 0)
        self.open("search.html#q=%zz%3Cscript%3E")
        self.assertEqual(self.browser.complaints(), [])
        self.assertEqual(self.run_("document.getElementById('q').value"),
                         "%zz%3Cscript%3E")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
