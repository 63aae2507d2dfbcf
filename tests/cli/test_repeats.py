#!/usr/bin/env python3
"""What the pages of one site share is told from what each says.

usage: test_repeats.py CONSTAT

Makes pages of a site whose menus and prompts bear no word that gives them away,
reads them as a folder, and looks at the zones.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

CONSTAT = sys.argv.pop(1) if len(sys.argv) > 1 else "constat"

MENU = ["Le tour des sables", "Cahier du dimanche", "Grand angle"]
PROMPT = ("Au fil des pistes, un caravanier raconte le désert, ses puits et "
          "ses étoiles.")
BACKGROUND = ("Depuis 2012, la guerre dans cette région a tué plus de 4 000 "
              "civils, selon les Nations unies.")
STORIES = [
    ("Dix morts à Gao", "Dix civils ont été tués mardi dans une attaque à Gao."),
    ("Une mine tue à Kidal", "Une mine a tué deux soldats lundi près de Kidal."),
    ("Ménaka sous les tirs", "Trois éleveurs ont été blessés par des tirs à "
                             "Ménaka dimanche."),
    ("Un convoi brûlé", "Un convoi a été incendié jeudi à l'entrée de Gossi."),
]


def page(host, title, text):
    menu = "".join(f"<div><a href='/{i}'>{m}</a></div>"
                   for i, m in enumerate(MENU))
    return (f"<!DOCTYPE html><html><head><meta charset='utf-8'>"
            f"<title>{title}</title>"
            f"<link rel='canonical' href='https://{host}/{abs(hash(title))}'>"
            f"</head><body><div>{menu}</div><h1>{title}</h1>"
            f"<p>{text} Les secours ont mis plusieurs heures à venir, par une "
            f"piste que la pluie avait coupée.</p><p>{BACKGROUND}</p>"
            f"<p>{PROMPT}</p></body></html>")


class Repeats(unittest.TestCase):
    def zones(self, pages):
        """For each page, the zone of each block by its text."""
        with tempfile.TemporaryDirectory() as folder:
            for i, text in enumerate(pages):
                path = pathlib.Path(folder) / f"{i}.html"
                path.write_text(text, encoding="utf-8")
            run = subprocess.run(
                [CONSTAT, "read", "-q", "--format", "jsonl", folder],
                capture_output=True, check=False)
            self.assertIn(run.returncode, (0, 1), run.stderr)
            self.records = [json.loads(r)
                            for r in run.stdout.decode().splitlines()]
        found = []
        for record in self.records:
            if record["record"] != "document":
                continue
            raw = pages[int(pathlib.Path(record["path"]).stem)].encode()
            found.append({raw[z["begin"]:z["end"]].decode(): z["kind"]
                          for z in record["zones"]})
        return found

    def zone(self, zones, words):
        return next(kind for text, kind in zones.items() if words in text)

    def test_menu_and_prompt_go(self):
        found = self.zones([page("sables.example", *s) for s in STORIES])
        for zones, (_, text) in zip(found, STORIES):
            for words in MENU + [PROMPT]:
                self.assertEqual(self.zone(zones, words), "boilerplate", words)
            self.assertEqual(self.zone(zones, text), "content")

    def test_a_paragraph_of_harm_stays(self):
        found = self.zones([page("sables.example", *s) for s in STORIES])
        for zones in found:
            self.assertEqual(self.zone(zones, BACKGROUND), "content")
        tolls = [r for r in self.records if r["record"] == "harm"
                 and r["count"]["value"] == 4000]
        self.assertEqual(len(tolls), len(STORIES))

    def test_two_pages_are_no_site(self):
        for zones in self.zones([page("sables.example", *s)
                                 for s in STORIES[:2]]):
            self.assertNotEqual(self.zone(zones, PROMPT), "boilerplate")

    def test_versions_of_one_article_keep_their_words(self):
        title, text = STORIES[0]
        pages = [page("sables.example", title, text + " " * i + f"<!-- {i} -->")
                 for i in range(5)]
        for zones in self.zones(pages):
            self.assertEqual(self.zone(zones, "Dix civils"), "content")
            self.assertNotEqual(self.zone(zones, PROMPT), "boilerplate")

    def test_sites_do_not_mix(self):
        pages = [page(f"site{i}.example", *s) for i, s in enumerate(STORIES)]
        for zones in self.zones(pages):
            self.assertNotEqual(self.zone(zones, PROMPT), "boilerplate")


if __name__ == "__main__":
    unittest.main()
