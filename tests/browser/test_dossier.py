#!/usr/bin/env python3
"""The pages of a dossier in a browser: quiet, inert, right, readable.

usage: test_dossier.py PATH-OF-CONSTAT PATH-OF-CHROMIUM
"""
import functools
import http.server
import json
import os
import re
import sys
import tempfile
import threading
import unicodedata
import unittest
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import SEEN, Browser, constat  # noqa: E402

CHROMIUM = sys.argv[2]
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ALLOWED = set("""html head meta title link body a nav main header p span bdi
    h1 h2 h3 details summary dl div dt dd code q b ul ol li table thead tbody tr
    th td article section mark footer script input label form button select
    option figure figcaption svg g path rect circle line text kbd
    dialog""".split())

EVIL = '<script>window.pwned=1;alert(1)</script>'
EVIL_TEXT = f"""Mali : {EVIL} trois morts " onload="alert(2)

</title></style></mark></details>{EVIL}<img src=x onerror=alert(3)>

Un raid aérien a tué <b>douze</b> civils, dont {EVIL} deux enfants, à Gao, selon
</script>{EVIL} la police. <svg onload=alert(4)> Au moins trois <i>soldats</i>
ont été blessés par " style="x" onclick="alert(5). <!-- Quatre civils ont été
tués. --> &lt;script&gt;alert(6)&lt;/script&gt; {{x}} \u202e\u2066 \u0000\u0007

Cookies <iframe src="https://example.org/"></iframe> {EVIL}
"""
EVIL_PAGE = f"""<!DOCTYPE html><html lang='fr"><script>alert(1)</script>'><head>
<title>{EVIL}&lt;script&gt;window.pwned=1&lt;/script&gt; Mali</title>
<meta property="og:site_name" content="&lt;script&gt;window.pwned=1&lt;/script&gt;">
<meta property="og:url" content="javascript:window.pwned=1//https://e.org">
<link rel="canonical" href="javascript:window.pwned=1">
<meta name="author" content='"><img src=x onerror=alert(1)>'>
<meta property="article:published_time" content="2021-03-02T10:00:00Z">
</head><body><article><h1>Mali : &lt;img src=x onerror=alert(1)&gt; trois morts</h1>
<p>Une bombe a tu&eacute; trois soldats &agrave; Gao mardi, selon
&lt;script&gt;window.pwned=1&lt;/script&gt; l'arm&eacute;e. Deux mai<b>so</b>ns ont
&eacute;t&eacute; d&eacute;truites.</p></article></body></html>"""

# In every field of records that were made elsewhere.
LONG = "x" * 3000
EVILS = [EVIL, "</title></style></script><img src=x onerror=alert(1)>",
         "\" onfocus=\"window.pwned=1\" autofocus=\"", "' style='x",
         "\u202egnol\u2066\u2067", LONG, "a\u0000b\u0007\ufffe\u2028c",
         "&lt;script&gt;window.pwned=1&lt;/script&gt;", "\\l/script>",
         "javascript:window.pwned=1", "Z" + "\u0335\u0336" * 6, "{x}{n}"]


def hostile_records():
    """Each evil in each place where a name or words may stand."""
    for number, evil in enumerate(EVILS + EVILS[:3]):
        name = f"h{number}"
        title = evil if number < len(EVILS) else evil * (100000 // len(evil))
        who = {"name": evil, "type": "other", "side": evil, "via": [evil]}
        quote_ = {"begin": 0, "end": len(evil.encode()), "text": evil}
        day = f"20{number + 1:02}-03-{number // 2 % 20 + 1:02}"
        path = f"{number} {evil[:200]}".replace("\0", "")
        yield {"record": "document", "document": name, "path": path, "title": title, "outlet": evil, "language": "fr",
               "author": evil, "url": evil, "credits": [evil],
               "published": {"from": day, "to": day}}
        yield {"record": "event", "document": name, "id": "e1",
               "type": "attack", "date": {"from": day, "to": day},
               "place": {"name": evil, "in": [evil, "Pays"],
                         "lat": number * 2, "lon": 20, "precision": "settlement"},
               "perpetrator": [{"name": evil, "according_to": who}],
               "target": [{"name": evil}], "weapon": [{"name": evil}],
               "claimed_by": [{"name": evil}], "claimant": who,
               "stance": "asserted", "evidence": [quote_]}
        for h, value in (("h1", 3), ("h2", 10 ** 15)):
            yield {"record": "harm", "document": name, "id": h, "event": "e1",
                   "kind": "killed",
                   "count": {"qualifier": "exact", "value": value},
                   "victims": {"status": "civilian", "person": evil},
                   "claimant": who, "stance": "asserted",
                   "evidence": [quote_]}
        yield {"record": "damage", "document": name, "id": "d1",
               "event": "e1", "object": {"name": evil}, "degree": "destroyed",
               "class": "other", "claimant": who, "stance": "asserted",
               "evidence": [quote_]}


NAMED = (
    "La mort d'Amina Diakhaté\n\nPublié le 4 mai 2019\n\n"
    "Une bombe a tué Amina Diakhaté, une infirmière de 34 ans, vendredi 3 mai 2019 "
    "sur le marché de Gao, au Mali, selon la police. Bakary Zoungrana, un habitant, "
    "a déclaré que trois personnes avaient été blessées. La famille Diakhate pleure "
    "Amina.\n")
BLOCK = "\u2588" * 5
WHITE = ("rgb(255, 255, 255)", [])  # and nothing is cut off


def asked(page, urls):
    """What a page asked for besides itself and the styles of its dossier."""
    top = page.parent if page.parent.name not in ("documents", "incidents") \
        else page.parent.parent
    own = {f"file://{quote(str(top))}/{name}.css"
           for name in ("style", "document", "search", "overview")}
    return [u for u in urls if u != f"file://{quote(str(page))}" and
            u not in own]


def folded(text):
    """Without accents and case."""
    text = unicodedata.normalize("NFD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def spans_of(record):
    """Every (begin, end) -> readable text that stands in a record."""
    found = {}
    todo = [record]
    while todo:
        x = todo.pop()
        if isinstance(x, list):
            todo += x
        elif isinstance(x, dict):
            todo += x.values()
            if isinstance(x.get("text"), str) and x.get("begin") is not None:
                found[x["begin"], x["end"]] = x.get("plain", x["text"])
    return found


class Dossier(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.top = Path(cls.folder.name)
        cls.out = cls.top / "out"
        odd = cls.top / "odd"
        odd.mkdir()
        (odd / ("<img src=x onerror=alert(9)>&\"'.txt")).write_text(
            EVIL_TEXT, encoding="utf-8")
        (odd / "page.html").write_text(EVIL_PAGE, encoding="utf-8")
        (odd / "latin.txt").write_bytes(
            "Niger : un raid\n\nUn raid a tué onze élèves près d'Ayorou, "
            "a déclaré l'armée.\n".encode("cp1252"))
        cls.paths = ["examples", "tests/twins", str(odd)]
        constat("report", *cls.paths, "-o", str(cls.out), "-q")
        # In French too: other words, other widths. Of a store, so that there
        # are incidents; those of the odd ones are shown and never obeyed.
        constat("run", "examples/04-dnipro-direct.txt",
                "examples/09-darfour-hebdo.txt", "-o", str(cls.top / "fr"),
                "-q", "--ui", "fr")
        constat("run", str(odd), "-o", str(cls.top / "linked"), "-q")
        (cls.top / "hostile.jsonl").write_text(
            "".join(json.dumps(r) + "\n" for r in hostile_records()))
        constat("import", str(cls.top / "hostile.jsonl"), "--db",
                str(cls.top / "hostile.db"), "-q")
        constat("report", "--db", str(cls.top / "hostile.db"), "-o",
                str(cls.top / "hostile"), "-q", "--cover", "screen")
        cls.pages = sorted(cls.out.rglob("*.html"))
        cls.pages += sorted((cls.top / "hostile").rglob("*.html"))
        cls.pages += sorted((cls.top / "linked").rglob("*.html"))
        cls.pages += sorted((cls.top / "fr").rglob("*.html"))
        (cls.top / "amina-diakhate.txt").write_text(NAMED, encoding="utf-8")
        db = str(cls.top / "names.db")
        constat("read", str(cls.top / "amina-diakhate.txt"), "--db", db, "-q")
        constat("report", "--db", db, "-o", str(cls.top / "black"), "--redact",
                "victims,witnesses", "-q")
        cls.black = sorted((cls.top / "black").rglob("*.html"))
        cls.pages += cls.black
        cls.records = {}
        for line in constat("read", *cls.paths, "--format",
                            "jsonl").splitlines():
            r = json.loads(line)
            if "document" in r:
                cls.records.setdefault(r["document"], []).append(r)
        cls.browser = Browser(CHROMIUM)
        cls.facts = {page: cls.visit(page, i)
                     for i, page in enumerate(cls.pages)}

    @classmethod
    def visit(cls, page, number):
        """Each page is opened once, and asked for everything. Those of one
        kind have one style: half of the incidents are seen in either light."""
        browser = cls.browser
        schemes = ("light", "dark")
        if page.parent.name == "incidents":
            schemes = (schemes[number % 2],)
        browser.look()
        browser.go(f"file://{quote(str(page))}")
        browser.run((HERE / "facts.js").read_text())
        facts = browser.run("facts.fixed()")
        facts["requests"] = browser.requests()
        browser.key("Tab")
        facts["first stop"] = browser.run("document.activeElement.className")
        facts["wide"] = browser.run("facts.width()")
        browser.look(width=360, height=740)
        facts["narrow"] = browser.run("facts.width()")
        for scheme in schemes:
            browser.look(width=700, media="print", scheme=scheme)
            facts["print", scheme] = (browser.run("facts.paper()"),
                                      browser.run("facts.clipped()"))
        browser.run("facts.unfold()")
        for scheme in schemes:
            browser.look(scheme=scheme)
            facts["contrast", scheme], facts["paper", scheme] = browser.run(
                "[facts.contrast(), facts.paper()]")
        if page.parent.name == "documents":
            browser.key("j")
            facts["contrast", "marked"] = browser.run("facts.contrast()")
        facts["complaints"] = browser.complaints()
        return facts

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def open(self, page, fragment="", **look):
        self.browser.look(**look)
        self.browser.open(f"file://{quote(str(page))}{fragment}")

    def document_pages(self):
        """Those of texts that were read."""
        return [p for p in self.pages if p.parent.name == "documents" and
                p.stem in self.records]

    def test_quiet_and_inert(self):
        for page, facts in self.facts.items():
            with self.subTest(page=page.name):
                self.assertEqual(facts["complaints"], [])
                self.assertEqual(asked(page, facts["requests"]), [])
                self.assertIsNone(facts["pwned"])
                self.assertEqual(set(facts["tags"]) - ALLOWED, set())
                self.assertEqual(facts["attributes"], [])
                self.assertLessEqual(facts["scripts"], 2)
                for link in facts["links"]:
                    self.assertRegex(
                        link, r"^(#|https?://|[\w./-]+\.html(#|$))")

    def test_incidents(self):
        pages = [p for p in self.pages if p.parent.name == "incidents"]
        self.assertGreater(len(pages), 5)
        for page in pages:
            with self.subTest(page=page.name):
                # Each claim leads to its record, each row has its columns.
                self.assertEqual(self.facts[page]["rows"], 0)

    def test_what_is_found_is_text(self):
        page = self.top / "hostile/search.html"
        for query in ("script", "x", "onfocus", "window pwned", "gnol",
                      "<img src=x onerror=alert(1)>", '"l script"'):
            self.open(page, "#q=" + quote(query))
            with self.subTest(query=query):
                self.assertEqual(self.browser.complaints(), [])
                self.assertIsNone(self.browser.run("window.pwned"))
                self.assertGreater(self.browser.run(
                    "document.querySelectorAll('.found li').length"), 0)
                tags = set(self.browser.run(
                    "[...new Set([...document.querySelectorAll('main *')]"
                    ".map(e => e.tagName.toLowerCase()))]"))
                self.assertEqual(tags - ALLOWED, set())
                self.assertEqual(self.browser.run(
                    "document.querySelectorAll('[onfocus], [style]').length"),
                    0)
                self.assertLessEqual(self.browser.run(
                    "document.scrollingElement.scrollWidth"), 1280)

    def test_policy_holds(self):
        self.open(self.pages[0])
        self.browser.run(
            "{ const s = document.createElement('script');"
            " s.textContent = 'window.pwned = 1'; document.body.append(s);"
            " const i = new Image(); i.src = 'https://example.org/x.png'; }")
        self.assertIsNone(self.browser.run("window.pwned"))
        self.assertTrue(any("Content Security Policy" in c
                            for c in self.browser.complaints()))

    def test_names_are_blackened(self):
        """In what is shown, said, kept in attributes and searched."""
        self.assertGreater(len(self.black), 5)
        for page in self.black:
            self.open(page)
            with self.subTest(page=page.name):
                page_text = folded(self.browser.run(
                    "document.documentElement.outerHTML + document.title"))
                self.assertEqual([name for name in (
                    "amina", "diakhate", "zoungrana", "bakary")
                    if name in page_text], [])
                self.assertEqual(self.browser.complaints(), [])
        document, = [p for p in self.black if p.parent.name == "documents"]
        self.open(document)
        self.assertIn(BLOCK, self.browser.run(
            "document.querySelector('h1').textContent"))
        self.assertGreater(self.browser.run(
            "document.querySelectorAll('mark[data-m]').length"), 3)
        self.assertIn(BLOCK, self.browser.run(
            "document.querySelector('.records').textContent"))
        self.open(self.top / "black/search.html", "#q=diakhate")
        self.assertEqual(self.browser.run(
            "document.querySelectorAll('.found li').length"), 0)
        self.open(self.top / "black/search.html", "#q=infirmiere")
        self.assertEqual(self.browser.run(
            "document.querySelectorAll('.found li').length > 0"), True)

    def test_from_a_server(self):
        """The policy lets styles and scripts in there too."""
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        with http.server.ThreadingHTTPServer(
                ("127.0.0.1", 0),
                functools.partial(Quiet, directory=str(self.out))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            top = f"http://127.0.0.1:{server.server_port}/"
            document = next((self.out / "documents").iterdir()).name
            for page in ("index.html", "search.html", f"documents/{document}"):
                self.browser.open(top + page)
                with self.subTest(page=page):
                    self.assertEqual(self.browser.complaints(), [])
                    self.assertEqual([u for u in self.browser.requests()
                                      if not u.startswith(top)], [])
                    self.assertFalse(self.browser.run(
                        "document.querySelector('.foot button').hidden"))
                    self.assertIn("system-ui", self.browser.run(
                        "getComputedStyle(document.body).fontFamily"))
            server.shutdown()

    def test_highlights_are_the_spans(self):
        total = 0
        for page in self.document_pages():
            records = self.records[page.stem]
            head = next(r for r in records if r["record"] == "document")
            spans = {}
            for r in records:
                if r["record"] in ("event", "harm", "damage"):
                    spans.update(spans_of(r))
            marks = {}
            for m, begin, end, text in self.facts[page]["pieces"]:
                old = marks.get(m, (begin, end, ""))
                marks[m] = (begin, end, old[2] + text)
            shown = {}
            with self.subTest(page=head["path"]):
                for begin, end, text in marks.values():
                    self.assertEqual(text, spans.get((begin, end)))
                    shown[begin, end] = text
                zones = [(z["begin"], z["end"]) for z in head["zones"]]
                for (begin, end), text in spans.items():
                    if text and any(b <= begin < e for b, e in zones):
                        self.assertIn((begin, end), shown)
                if head["path"].endswith(".txt") and "latin" not in head["path"]:
                    path = Path(head["path"])
                    data = (path if path.is_absolute()
                            else ROOT / path).read_bytes()
                    for (begin, end), text in shown.items():
                        self.assertEqual(data[begin:end].decode(), text)
            total += len(shown)
        self.assertGreater(total, 300)

    def test_every_number_leads_back_and_forth(self):
        for page in self.document_pages():
            with self.subTest(page=page.name):
                self.assertEqual(self.facts[page]["lost"], [])

    def test_links_resolve(self):
        ids = {page: set(f["ids"]) for page, f in self.facts.items()}
        for page, facts in self.facts.items():
            self.assertEqual(len(ids[page]), len(facts["ids"]))
            for link in facts["links"]:
                if re.match("https?:", link):
                    continue
                name, _, fragment = link.partition("#")
                target = (page.parent / name).resolve() if name else page
                self.assertTrue(target in ids, (page.name, link))
                if fragment:
                    self.assertIn(fragment, ids[target], (page.name, link))

    def test_colours_can_be_read(self):
        for page, facts in self.facts.items():
            for look in ("light", "dark", "marked"):
                with self.subTest(page=page.name, look=look):
                    self.assertEqual(facts.get(("contrast", look), []), [])
        for scheme in ("light", "dark"):
            papers = {f.get(("paper", scheme)) for f in self.facts.values()}
            self.assertEqual(len(papers - {None}), 1)
        self.assertNotEqual(*[next(iter(self.facts.values()))["paper", scheme]
                              for scheme in ("light", "dark")])

    def test_narrow_and_paper(self):
        for page, facts in self.facts.items():
            with self.subTest(page=page.name):
                self.assertLessEqual(facts["narrow"], 360)
                self.assertLessEqual(facts["wide"], 1280)
                for scheme in ("light", "dark"):
                    self.assertEqual(facts.get(("print", scheme), WHITE),
                                     WHITE)

    def test_structure(self):
        for page, facts in self.facts.items():
            with self.subTest(page=page.name):
                self.assertEqual(
                    facts["lang"],
                    "fr" if "fr" in page.relative_to(self.top).parts else "en")
                self.assertEqual((facts["mains"], facts["h1"]), (1, 1))
                self.assertEqual(facts["headings"], [])
                self.assertEqual(facts["nameless"], [])
                self.assertEqual(facts["quotes"], 0)
                self.assertEqual(facts["first stop"], "skip")

    def test_same_bar_everywhere(self):
        for page, facts in self.facts.items():
            with self.subTest(page=page.name):
                self.assertEqual([x[0] for x in facts["bar"]],
                                 ["index.html", "reports.html", "events.html",
                                  "search.html"])
                self.assertEqual(sum(x[1] is not None for x in facts["bar"]),
                                 1)

    def dnipro(self):
        return next(self.out / "documents" / (i + ".html")
                    for i, rs in self.records.items()
                    if rs[0]["path"].endswith("04-dnipro-direct.txt"))

    def centre(self, selector):
        return self.browser.run(
            f"(() => {{ const e = document.querySelector('{selector}');"
            " e.scrollIntoView({block: 'center'});"
            " const r = [...e.getClientRects()].sort((a, b) =>"
            " b.width - a.width)[0];"
            " return [r.left + r.width / 2, r.top + r.height / 2]; })()")

    def test_mouse(self):
        self.open(self.dnipro())
        self.browser.click(*self.centre("mark.m-count a"))
        label = self.browser.run("location.hash.slice(1)")
        self.assertRegex(label, r"^h\d+$")
        self.assertTrue(self.browser.run(f"{SEEN}('#{label}')"))
        self.assertTrue(self.browser.run(f"{SEEN}('mark.m-count')"))
        self.assertEqual(self.browser.run("document.activeElement.id"), label)
        last = self.browser.run(
            "[...document.querySelectorAll('.records .claim')].pop().id")
        self.browser.click(*self.centre(f"#{last} .words a"))
        mark = self.browser.run("location.hash.slice(1)")
        self.assertRegex(mark, r"^m\d+$")
        self.assertTrue(self.browser.run(f"{SEEN}('#{mark}')"))
        self.assertTrue(self.browser.run(
            f"document.getElementById('{mark}').classList.contains('on')"))

    def test_keys(self):
        self.open(self.dnipro())
        seen = []
        for _ in range(3):
            self.browser.key("j")
            seen.append(self.browser.run("document.activeElement.id"))
        self.assertEqual(len(set(seen)), 3)
        self.browser.key("k")
        self.assertEqual(self.browser.run("document.activeElement.id"),
                         seen[1])
        self.browser.run("document.querySelector('a.ref').focus()")
        self.browser.key("Enter")
        self.assertRegex(self.browser.run("document.activeElement.id"),
                         r"^[ehd]\d+$")
        self.browser.key("Escape")
        self.assertEqual(self.browser.run(
            "document.querySelectorAll('.on').length"), 0)

    def test_arriving_from_a_list(self):
        link = next(x for x in self.facts[self.out / "events.html"]["links"]
                    if re.search(r"#h\d+$", x))
        page, _, label = link.partition("#")
        self.open(self.out / page, "#" + label)
        self.assertTrue(self.browser.run(f"{SEEN}('#{label}')"))
        self.assertTrue(self.browser.run(f"{SEEN}('mark.on')"))

    def test_filter(self):
        self.open(self.out / "reports.html")
        count = ("[...document.querySelectorAll('tbody tr')].filter(e =>"
                 " e.getClientRects().length).length")
        before = self.browser.run(count)
        self.browser.run(
            "(() => { const i = document.getElementById('filter');"
            " i.value = 'dnipro IMMEUBLE eventre';"
            " i.dispatchEvent(new Event('input')); })()")
        self.assertLess(self.browser.run(count), before)
        self.assertGreater(self.browser.run(count), 0)

    def test_without_script(self):
        self.browser.call("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.browser.open(f"file://{self.dnipro()}#m3", settle=False)
            self.assertEqual(self.browser.complaints(), [])
            root = self.browser.call("DOM.getDocument")["root"]["nodeId"]
            for what in ("mark#m3", "p.caution, .claim .fig"):
                found = self.browser.call("DOM.querySelector", nodeId=root,
                                          selector=what)
                self.assertTrue(found["nodeId"], what)
        finally:
            self.browser.call("Emulation.setScriptExecutionDisabled",
                              value=False)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
