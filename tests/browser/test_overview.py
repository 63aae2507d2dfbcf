#!/usr/bin/env python3
"""The first page in a browser: map and timeline are drawn, filters narrow all of
it and stand in the address, keys and screen readers get along, and nothing is
asked of the network.

usage: test_overview.py PATH-OF-CONSTAT PATH-OF-CHROMIUM
"""
import json
import os
import re
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote, unquote_plus

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser, constat  # noqa: E402

CHROMIUM = sys.argv[2]

# Text of a report: day, place, killed, injured.
REPORT = """{place} : {killed} morts dans un raid

{city}, {day} (Agence) - Un raid aérien a tué {killed} civils et en a blessé
{injured} {day} à {place}, selon la police.
"""
SHOWN = """[...document.querySelectorAll('.rows > li')].filter(e =>
  e.getClientRects().length).length"""
# Everything of the map that leaves its picture.
OUTSIDE = """(svg => { const box = svg.viewBox.baseVal, bad = [];
  for (const e of svg.querySelectorAll('path, circle.most, circle.least, rect')) {
    const b = e.getBBox(), m = e.getCTM().multiply(svg.getScreenCTM().inverse());
    const k = e.closest('g[transform]') ? .1 : 1;
    const x0 = b.x * k, y0 = b.y * k, x1 = x0 + b.width * k, y1 = y0 + b.height * k;
    const slack = e.tagName === 'circle' ? 40 : 5;
    if (b.width && (x0 < -slack || y0 < -slack || x1 > box.width + slack ||
        y1 > box.height + slack)) bad.push(e.getAttribute('class'));
  } return bad; })(document.querySelector('%s'))"""


class Overview(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.top = Path(cls.folder.name)
        constat("run", "examples", "-o", str(cls.top / "out"), "-q")
        cls.page = cls.top / "out/index.html"
        cls.browser = Browser(CHROMIUM)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def open(self, fragment="", page=None, **look):
        self.browser.look(**look)
        self.browser.open(f"file://{quote(str(page or self.page))}{fragment}")

    def run_(self, script):
        return self.browser.run(script)

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])
        self.assertEqual({u.partition(":")[0] for u in
                          self.browser.requests()}, {"file"})

    def count(self, selector):
        return self.run_(f"document.querySelectorAll('{selector}').length")

    def choose(self, name, value):
        self.run_(f"(() => {{ const e = document.getElementById('s-{name}');"
                  f" e.value = '{value}'; e.dispatchEvent(new Event("
                  f"'{'input' if name == 'q' else 'change'}')); }})()")

    def hash(self):
        return unquote_plus(self.run_("location.hash"))

    def said(self):
        return self.run_("document.querySelector('.found [role=status]')"
                         ".textContent")

    def some_country(self):
        return self.run_("document.querySelector('#s-area option[data-i]')"
                         ".value")

    # ------------------------------------------------------------ drawing
    def test_map_is_drawn(self):
        self.open()
        self.assertGreater(self.count(".world a.spot circle"), 5)
        self.assertEqual(self.run_(OUTSIDE % ".world .map"), [])
        self.assertEqual(self.run_(OUTSIDE % ".chart"), [])
        if "class=\"ground\"" in self.page.read_text(encoding="utf-8"):
            self.assertGreater(self.run_(
                "document.querySelector('.map .coast').getTotalLength()"),
                1000)
            self.assertGreater(self.count(".map .cname"), 2)
        # Each has a name, and leads somewhere.
        self.assertEqual(self.run_(
            "[...document.querySelectorAll('a.spot, .bar')].filter(a =>"
            " !a.querySelector('title').textContent.trim() ||"
            " !/^(#r\\d+|incidents\\/\\w{16}\\.html)$/.test("
            "a.getAttribute('href'))).length"), 0)
        for picture in (".world .map", ".chart"):
            self.assertEqual(self.run_(
                f"document.querySelector('{picture}').getAttribute("
                "'aria-labelledby').split(' ').filter(i =>"
                " !document.getElementById(i)).length"), 0)

    def test_timeline_and_its_table_agree(self):
        self.open()
        bars = self.run_("[...document.querySelectorAll('.bar title')].map("
                         "t => t.textContent)")
        rows = self.run_("[...document.querySelectorAll('.timeline tbody tr')]"
                         ".map(r => [...r.children].map(c => c.textContent))")
        self.assertEqual(len(bars), len(rows))
        for bar, (days, n, dead) in zip(bars, rows):
            self.assertIn(days, bar)
            self.assertRegex(bar, rf"\b{n} incident")
        self.assertGreater(self.run_(
            "Math.max(...[...document.querySelectorAll('.bar .least')].map("
            "r => +r.getAttribute('height')))"), 20)

    def test_totals_add_up(self):
        """The page's totals are those of its rows, but for what is apart."""
        self.open()
        before = self.run_("[...document.querySelectorAll('.sum')].map(e =>"
                           " e.textContent)")
        self.choose("q", " ")
        self.choose("q", "e")
        self.choose("q", "")
        self.assertEqual(before, self.run_(
            "[...document.querySelectorAll('.sum')].map(e =>"
            " e.textContent)"))
        self.assertGreater(len(before), 1)

    def test_numbers_are_those_of_the_incidents(self):
        """Rows and totals against what `link` prints, counted here anew."""
        told = {}
        for line in constat("link", "--db", str(self.top / "out/constat.db"),
                            "--format", "jsonl").splitlines():
            r = json.loads(line)
            if r["record"] == "incident":
                told[r["id"]] = r
        self.open()
        rows = self.run_(
            "[...document.querySelectorAll('.rows > li')].map(e => [e"
            ".querySelector('a').getAttribute('href').slice(10, 26),"
            " e.dataset.f, e.dataset.h || ''])")
        kinds = self.run_("[...document.querySelectorAll('#s-kind"
                          " option[data-i]')].map(o => o.value)")
        self.assertEqual(len(rows), len(told))
        sums = {}
        for ident, facts, harms in rows:
            r = told[ident]
            inclusion = facts.split(",")[6]
            if r["covers"] or (r["date"] or {}).get("to", 1) is None:
                self.assertEqual(inclusion, "1", ident)
            else:
                self.assertEqual(inclusion == "2", r["type"] ==
                                 "bodies_found" and inclusion != "1", ident)
            for part in harms.split():
                kind, *figure = part.split(":")
                toll = r[kinds[int(kind)]]
                low, high = toll["low"], toll["high"]
                if low is None and high is None:
                    self.assertEqual(figure, [])
                    continue
                top = high
                if high is None:
                    top = max(low, toll["stated_max"] or 0)
                expected = [str(low or 0), str(top)] + ["1"] * (high is None)
                self.assertEqual(figure, expected, ident)
                kind = kinds[int(kind)]
                if inclusion == "2" and kind == "killed":
                    kind = "bodies"
                if inclusion == "0" or kind == "bodies":
                    s = sums.setdefault(kind, [0, 0, False, 0])
                    s[0] += low or 0
                    s[1] += top
                    s[2] |= high is None
                    s[3] += 1
        shown = dict(self.run_(
            "[...document.querySelectorAll('.sum')].map(e =>"
            " [e.dataset.kind, e.textContent.replace(/,/g, '')])"))
        self.assertGreater(len(shown), 2)
        for kind, text in shown.items():
            low, top, is_open, n = sums[kind]
            self.assertTrue(text.startswith(f"{low}"), (kind, text, low))
            if top > low:
                self.assertIn(f" to {top}", text)
            self.assertEqual(" or more" in text, is_open, (kind, text))
            self.assertRegex(text, rf"in {n} incident")

    def test_incident_pages_have_maps(self):
        if "class=\"ground\"" not in self.page.read_text(encoding="utf-8"):
            self.skipTest("built without outlines")
        drawn = 0
        for page in sorted((self.top / "out/incidents").iterdir())[:12]:
            self.open(page=page)
            drawn += self.count(".where svg")
            if self.count(".where svg"):
                self.assertEqual(self.run_(OUTSIDE % ".where svg"), [])
                self.assertTrue(self.run_(
                    "document.querySelector('.where svg').getAttribute("
                    "'aria-label')"))
        self.assertGreater(drawn, 5)

    # ------------------------------------------------------------ filters
    def test_filters_narrow_everything(self):
        self.open()
        rows, spots = self.run_(SHOWN), self.count("a.spot:not(.gone)")
        country = self.some_country()
        self.choose("area", country)
        self.assertEqual(self.hash(), f"#area={country}")
        left = self.run_(SHOWN)
        self.assertTrue(0 < left < rows, (left, rows))
        self.assertLess(self.count("a.spot:not(.gone)"), spots)
        self.assertIn(str(left), self.said())
        self.assertIn(str(rows), self.said())
        self.assertEqual(self.run_(
            "[...document.querySelectorAll('.rows > li:not(.gone)')].filter("
            f"e => !e.textContent.includes('{country}')).length"), 0)
        # The map goes nearer, and its circles keep their size.
        self.assertLess(self.run_(
            "document.querySelector('.world .map').viewBox.baseVal.width"),
            960)
        self.browser.run("document.querySelector('.found button').click()")
        self.assertEqual(self.hash(), "")
        self.assertEqual(self.run_(SHOWN), rows)

    def test_each_filter(self):
        for name, value in (("kind", "killed"), ("type", "attack"),
                            ("status", "corroborated"), ("contested", "any"),
                            ("q", "gare"), ("from", "2022-01-01"),
                            ("to", "2013-01-01")):
            with self.subTest(name=name):
                self.open()
                rows = self.run_(SHOWN)
                if name in ("type", "status", "contested"):
                    value = self.run_(
                        f"document.querySelector('#s-{name} option[data-i]')"
                        ".value")
                self.choose(name, value)
                self.assertLess(self.run_(SHOWN), rows)
                self.assertEqual(self.hash(), f"#{name}={value}")

    def test_address_brings_it_back(self):
        self.open()
        country = self.some_country()
        self.open(f"#kind=killed&area={quote(country)}&q=")
        left = self.run_(SHOWN)
        self.assertEqual(self.run_("document.getElementById('s-area').value"),
                         country)
        self.assertEqual(self.run_("document.getElementById('s-kind').value"),
                         "killed")
        self.browser.call("Page.reload")
        self.run_("new Promise(done => setTimeout(done, 300))")
        self.assertEqual(self.run_(SHOWN), left)

    def test_back_and_forward(self):
        self.open()
        states = [self.run_(SHOWN)]
        for name, value in (("area", self.some_country()),
                            ("kind", "killed")):
            self.choose(name, value)
            states.append(self.run_(SHOWN))
        go = "history.%s(); new Promise(done => setTimeout(done, 200))"
        for expected in reversed(states[:-1]):
            self.run_(go % "back")
            self.assertEqual(self.run_(SHOWN), expected)
        self.run_(go % "forward")
        self.assertEqual(self.run_(SHOWN), states[1])

    def test_nonsense_in_the_address(self):
        self.open()
        rows = self.run_(SHOWN)
        for odd in ("#from=2021-99-99&kind=%3Cimg%20src=x%3E&area=%00",
                    "#__proto__=1&constructor=2", "#%E0%A4%A", "#=&=&",
                    "#type=none&status=7"):
            with self.subTest(odd=odd):
                self.open(odd)
                self.assertEqual(self.run_(SHOWN), rows)
                self.assertEqual(self.browser.complaints(), [])

    def test_links_within_the_page_keep_the_filter(self):
        self.open("#kind=killed")
        left = self.run_(SHOWN)
        self.run_("location.hash = 'incidents';"
                  "new Promise(done => setTimeout(done, 200))")
        self.assertEqual(self.run_(SHOWN), left)
        self.assertEqual(self.hash(), "#kind=killed")

    # ------------------------------------------------------- bars, places
    def test_a_bar_narrows_to_its_days(self):
        self.open()
        title = self.run_("(() => { const b = document.querySelector('.bar');"
                          " b.focus(); return b.querySelector('title')"
                          ".textContent; })()")
        n = int(re.search(r"(\d+) incident", title).group(1))
        self.browser.key("Enter")
        self.assertRegex(self.hash(), r"^#from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-")
        self.assertGreaterEqual(self.run_(SHOWN), n)
        self.assertEqual(self.count(".bar:not(.gone)"), 1)

    def test_arrows_go_from_place_to_place(self):
        self.open()
        for picture, part in ((".map", "a.spot"), (".chart", ".bar")):
            self.assertEqual(self.count(f'{part}[tabindex="0"]'), 1)
            self.run_(f"document.querySelector('{part}').focus()")
            first = self.run_("document.activeElement.textContent")
            self.browser.key("ArrowRight")
            self.assertNotEqual(
                self.run_("document.activeElement.textContent"), first)
            self.assertEqual(self.count(f'{part}[tabindex="0"]'), 1)
            self.browser.key("ArrowLeft")
            self.assertEqual(self.run_("document.activeElement.textContent"),
                             first)

    def test_place_with_several(self):
        self.open()
        found = self.run_("document.querySelector('.spot[href^=\"#\"]') ? 1 : 0")
        self.assertTrue(found)
        self.run_("document.querySelector('.spot[href^=\"#\"]').focus()")
        self.browser.key("Enter")
        name = self.run_("document.activeElement.getAttribute('data-n')")
        self.assertEqual(self.hash(), f"#place={name}")
        self.assertIn(name, self.said())
        self.assertGreater(self.run_(SHOWN), 1)

    # --------------------------------------------------------- the network
    def test_satellite_is_off_until_asked(self):
        host = "https://gibs.earthdata.nasa.gov/"
        self.browser.call("Network.setBlockedURLs", urls=[host + "*"])
        try:
            self.open("#kind=killed")
            own = len(self.browser.requests())
            self.run_("document.querySelector('.tiles button').click();"
                      "new Promise(done => setTimeout(done, 300))")
            asked = self.browser.requests()[own:]
            self.assertGreater(len(asked), 3)
            self.assertEqual([u for u in asked if not u.startswith(host)], [])
            # Nothing else may be asked, even of a page that wants to.
            self.run_("(() => { const i = new Image();"
                      " i.src = 'https://example.org/x.png'; })();"
                      "new Promise(done => setTimeout(done, 100))")
            self.assertTrue(any("Content Security Policy" in c
                                for c in self.browser.complaints()))
            self.run_("document.querySelector('.tiles button').click()")
            self.assertEqual(self.count("image"), 0)
        finally:
            self.browser.call("Network.setBlockedURLs", urls=[])
            self.open()
        for page in list(self.page.parent.rglob("*.html")):
            if page != self.page:
                self.assertNotIn("img-src", page.read_text(encoding="utf-8"))

    # ----------------------------------------------------- without script
    def test_without_script(self):
        self.browser.call("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.browser.look()
            self.browser.open(f"file://{self.page}#method", settle=False)
            root = self.browser.call("DOM.getDocument")["root"]["nodeId"]
            for what in (".sum b", ".world a.spot circle", ".bar .count",
                         ".rows > li a", ".method p", ".sifter[hidden]"):
                found = self.browser.call("DOM.querySelector", nodeId=root,
                                          selector=what)
                self.assertTrue(found["nodeId"], what)
        finally:
            self.browser.call("Emulation.setScriptExecutionDisabled",
                              value=False)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
