#!/usr/bin/env python3
"""A dossier used as its readers do: by keys alone, by searching, on paper.

usage: test_tour.py PATH-OF-CONSTAT PATH-OF-CHROMIUM
"""
import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import SEEN, Browser, constat  # noqa: E402

CHROMIUM = sys.argv[2]
FOCUS = """(() => { const e = document.activeElement; return {
  tag: e.tagName, id: e.id, text: e.textContent.slice(0, 80), classes:
  e.className, href: e.getAttribute('href') || ''}; })()"""


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

    def back(self):
        self.browser.leave(lambda: self.browser.run(
            "setTimeout(() => history.back(), 20); 0"))

    def address(self):
        return self.browser.run("location.pathname.split('/').slice(-2)"
                                ".join('/') + location.hash")


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


class Paper(Base):
    """Printed to PDF: all words are there, and inside the page."""

    def setUp(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")

    def pdf(self):
        got = self.browser.call("Page.printToPDF", printBackground=True,
                                preferCSSPageSize=True)
        path = self.top / "page.pdf"
        path.write_bytes(base64.b64decode(got["data"]))
        return path

    def text(self, *options):
        return subprocess.run(["pdftotext", *options, str(self.pdf()), "-"],
                              capture_output=True, check=True).stdout.decode()

    def check(self, address, selector):
        self.open(address, media="print")
        self.run_("document.querySelectorAll('details').forEach(d =>"
                  " { d.open = true; })")
        # Names on maps are drawn, letter by letter.
        show = ("document.querySelectorAll('svg').forEach(e =>"
                " { e.style.display = '%s'; })")
        self.run_(show % "none")
        wanted = words(self.run_(
            f"document.querySelector('{selector}').innerText"))
        self.run_(show % "")
        boxes = self.text("-bbox")
        pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)'
                           r"</page>", boxes, re.S)
        self.assertGreater(len(pages), 0)
        for width, height, content in pages:
            inside = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="'
                                r'([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>',
                                content)
            self.assertGreater(len(inside), 0, address)
            for left, top, right, bottom, word in inside:
                self.assertTrue(
                    0 <= float(left) <= float(right) <= float(width) and
                    0 <= float(top) <= float(bottom) <= float(height),
                    (address, word))
        # A word may be cut at the end of a line.
        found = "".join(words(self.text()))
        lost = [w for w in wanted if w not in found]
        self.assertLessEqual(len(lost), len(wanted) // 50, (address, lost))
        self.assertGreater(len(wanted), 20)
        return len(pages)

    def test_lists(self):
        self.check("reports.html", "main")
        self.assertGreater(self.check("events.html", "main"), 2)

    def test_first_page(self):
        self.check("index.html", "main")

    def test_documents_and_incidents(self):
        for folder in ("documents", "incidents"):
            pages = sorted((self.out / folder).iterdir(),
                           key=lambda p: p.stat().st_size)
            for page in (pages[0], pages[-1]):
                self.check(f"{folder}/{page.name}", "main")


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
        self.back()
        self.assertEqual(self.address(), incident)
        self.follow("u")
        self.assertTrue(self.address().endswith("/index.html"))

    def test_neighbours(self):
        self.open("index.html")
        self.open(self.run_("document.querySelector('a[href^=incidents]')"
                            ".getAttribute('href')"))
        start = self.address()
        self.follow("n")
        self.assertNotEqual(self.address(), start)
        self.follow("p")
        self.assertEqual(self.address(), start)
        while self.run_("!!document.querySelector('a[rel=prev]')"):
            self.follow("p")
        start = self.address()
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
        self.back()
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

    def test_leads_to_the_paragraph(self):
        self.open("search.html#q=%22selon%20le%22")
        link = self.links("reports")[0]
        self.assertIn("#find=", link)
        self.open(link)
        self.assertEqual(self.browser.complaints(), [])
        self.assertTrue(self.run_("document.activeElement.matches('.z.on')"))
        self.assertIn("selon le", self.focus_text().lower())
        self.assertTrue(self.run_(f"{SEEN}('.z.on')"))
        for nothing in ("#find=", "#find=%zz", "#find=qwzzk"):
            self.open(link.partition("#")[0] + nothing)
            self.assertEqual(self.browser.complaints(), [])
            self.assertFalse(self.run_("!!document.querySelector('.z.on')"))

    def focus_text(self):
        return self.run_("document.activeElement.textContent")

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


class Cover(Base):
    """--cover: what is covered is opened by its reader, and by no one else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for where in ("screen", "always"):
            constat("run", "examples", "-o", str(cls.top / where), "-q",
                    "--cover", where)
        cls.out = cls.top / "screen"
        cls.page = max((cls.out / "documents").iterdir(),
                       key=lambda p: p.stat().st_size).name

    # Words that a reader sees, or a screen reader says.
    def in_sight(self, selector):
        return self.run_(
            f"[...document.querySelectorAll('{selector}')].filter(e =>"
            " e.checkVisibility({contentVisibilityAuto: false})).length")

    def test_covered(self):
        self.open(f"documents/{self.page}")
        self.assertEqual(self.in_sight(".claim.k-killed .words"), 0)
        self.assertEqual(self.in_sight("mark.m-evidence.k-killed"), 0)
        self.assertGreater(self.in_sight(".cover > summary"), 3)
        self.assertGreater(self.in_sight(".claim.k-killed .fig"), 0)
        for page in (self.out / "incidents").iterdir():
            self.open(f"incidents/{page.name}")
            self.assertEqual(self.in_sight(".cover q"), 0)
            self.assertEqual(self.in_sight(
                "h3.k-killed + table .words:not(.cover .words)"), 0)
            self.assertEqual(self.in_sight(".cover-note"), 1)

    def test_opened_by_key(self):
        self.open(f"documents/{self.page}")
        for _ in range(80):
            self.browser.key("Tab")
            if self.run_("document.activeElement.matches('.cover > summary')"):
                break
        self.assertTrue(self.focus()["text"].startswith("Covered"))
        self.browser.key("Enter")
        self.assertEqual(self.run_(
            "document.querySelectorAll('.cover[open]').length"), 1)

    def test_all_at_once(self):
        self.open(f"documents/{self.page}")
        press = "document.querySelector('.cover-note button').click()"
        self.run_(press)
        self.assertGreater(self.in_sight(".claim.k-killed .words"), 0)
        self.run_(press)
        self.assertEqual(self.in_sight(".claim.k-killed .words"), 0)

    def test_arriving_opens_nothing(self):
        self.open(f"documents/{self.page}")
        label = self.run_("document.querySelector('.claim.k-killed').id")
        for way in (f"#{label}", ""):
            self.open(f"documents/{self.page}{way}")
            self.browser.key("j")
            self.assertEqual(self.in_sight("mark.m-evidence.k-killed"), 0)

    def test_search(self):
        self.open("search.html#q=tués")
        self.assertGreater(self.in_sight(".found li"), 0)
        self.assertEqual(self.in_sight(".found .words"), 0)

    def test_paper(self):
        open_ = "document.querySelectorAll('.cover[open]').length"
        for where, most in (("screen", 1), ("always", 0)):
            page = self.top / where / "documents" / self.page
            self.browser.open(f"file://{quote(str(page))}")
            self.run_("window.dispatchEvent(new Event('beforeprint'))")
            self.assertEqual(self.run_(open_) > 0, bool(most), where)
            self.run_("window.dispatchEvent(new Event('afterprint'))")
            self.assertEqual(self.run_(open_), 0)

    def test_not_asked_for(self):
        for page in (self.top / "out").rglob("*.html"):
            self.assertNotIn('class="cover', page.read_text())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
