#!/usr/bin/env python3
"""A collection of any size, made up from a seed: texts, and records of them as
`constat import --texts` takes them.

usage: make_collection.py FOLDER [INCIDENTS [SEED]]

Writes FOLDER/records.jsonl and FOLDER/texts/*.txt. Twelve wars with towns of
their own; each happening is told by one to four reports, which differ in their
numbers and in who says so; a third of the reports tell of two. Words are made of
syllables, frequent ones often, so that an index of them is as large as of a
language. Names in the ten first reports carry markup: to be shown, not obeyed.
"""
import datetime
import itertools
import json
import os
import random
import sys

WARS, TOWNS, DAYS = 12, 150, 3650
KINDS = ["killed", "killed", "killed", "injured", "injured", "missing",
         "abducted", "displaced"]
SAID = {"killed": "tués", "injured": "blessés", "missing": "disparus",
        "abducted": "enlevés", "displaced": "déplacés"}
TYPES = ["air_strike", "shelling", "shooting", "explosive_device", "attack",
         "armed_clash", "execution"]
SAYERS = ["l'hôpital de {}", "le maire de {}", "des habitants de {}",
          "la police de {}", "un porte-parole de l'armée à {}"]
OUTLETS = ["Gazette du Nord", "Radio Ouest", "Le Courrier", "Canal Sud",
           "Agence Centrale", "L'Écho", "La Dépêche libre", "Voix d'ici"]
MARKUP = ['<script>window.pwned=1</script>', '</title></style><b>x',
          '" onload="window.pwned=1', "\u202e\u2066", "a" * 400]


def syllables(rng, n):
    return "".join(rng.choice("bcdfglmnprstv") + rng.choice(
        ["a", "e", "i", "o", "u", "é", "ou", "an", "on"]) for _ in range(n))


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        rng = self.rng
        self.words = [syllables(rng, 1 + rng.randrange(4))
                      for _ in range(12000)]
        self.weights = list(itertools.accumulate(
            1 / (i + 3) for i in range(len(self.words))))
        self.towns = [[syllables(rng, 3).capitalize() for _ in range(TOWNS)]
                      for _ in range(WARS)]
        self.lands = [syllables(rng, 3).capitalize() for _ in range(WARS)]
        self.sides = [[syllables(rng, 2).capitalize() + " libre",
                       "armée de " + land] for land in self.lands]

    def happening(self):
        rng = self.rng
        war = rng.randrange(WARS)
        town = rng.randrange(TOWNS)
        day = datetime.date(2014, 1, 1) + datetime.timedelta(
            rng.randrange(DAYS))
        return {"war": war, "town": town, "day": day,
                "type": rng.choice(TYPES), "toll": 1 + int(
                    rng.paretovariate(1.1)) % 300,
                "kind": rng.choice(KINDS), "by": rng.choice(self.sides[war])}

    def filler(self, n):
        picked = self.rng.choices(self.words, cum_weights=self.weights, k=n)
        return " ".join(picked).capitalize() + "."


class Report:
    """One text and the records that quote it."""

    def __init__(self, maker, number):
        self.maker, self.number = maker, number
        self.id = f"{number:06}"
        self.path = f"r{number:06}.txt"
        self.text, self.records = b"", []
        self.n_events = self.n_harms = 0

    def add(self, text):
        begin = len(self.text)
        self.text += text.encode()
        return {"begin": begin, "end": len(self.text), "text": text}

    def title(self, x):
        m = self.maker
        odd = MARKUP[self.number % len(MARKUP)] if self.number < 10 else ""
        self.name = (f"{m.lands[x['war']]} : {m.towns[x['war']][x['town']]}, "
                     + m.filler(3) + odd)
        self.add(self.name + "\n\n")

    def tell(self, x):
        m, rng = self.maker, self.maker.rng
        town = m.towns[x["war"]][x["town"]]
        toll = max(1, x["toll"] + rng.choice([0, 0, 0, 1, 3, -1]))
        sayer = rng.choice(SAYERS).format(town)
        self.n_events += 1
        self.n_harms += 1
        event, harm = f"e{self.n_events}", f"h{self.n_harms}"
        words = self.add(f"Le {x['day']}, {toll} civils ont été "
                         f"{SAID[x['kind']]} à {town}, selon {sayer}. ")
        whole = dict(words, end=words["end"] - 1, text=words["text"][:-1])
        said = {"name": sayer, "type": "other"}
        day = x["day"].isoformat()
        self.records += [
            {"record": "event", "id": event, "type": x["type"],
             "date": {"from": day, "to": day},
             "place": {"name": town, "in": [m.lands[x["war"]]],
                       "lat": x["war"] * 3 + x["town"] // 12 * .2,
                       "lon": 20 + x["town"] % 12 * .2,
                       "precision": "settlement"},
             "perpetrator": [{"name": x["by"]}] if rng.random() < .7 else [],
             "stance": "asserted", "evidence": [whole]},
            {"record": "harm", "id": harm, "event": event, "kind": x["kind"],
             "count": {"qualifier": rng.choice(["exact", "exact",
                                                "at_least", "about"]),
                       "value": toll},
             "victims": {"status": "civilian"}, "claimant": said,
             "evidence": [whole]}]

    def write(self, folder, out, day):
        with open(os.path.join(folder, "texts", self.path), "wb") as f:
            f.write(self.text)
        head = {"record": "document", "path": self.path,
                "outlet": self.maker.rng.choice(OUTLETS), "language": "fr",
                "title": self.name, "bytes": len(self.text),
                "published": {"from": day, "to": day}}
        for r in [head, *self.records]:
            out.write(json.dumps({**r, "document": self.id},
                                 ensure_ascii=False) + "\n")


def make(folder, incidents=5000, seed=1):
    maker = Maker(seed)
    rng = maker.rng
    os.makedirs(os.path.join(folder, "texts"), exist_ok=True)
    happenings = [maker.happening() for _ in range(incidents)]
    # Who tells of it: each once at least, a few often.
    told = happenings + [x for x in happenings
                         for _ in range(int(rng.random() ** 4 * 4))]
    told.sort(key=lambda x: x["day"])
    with open(os.path.join(folder, "records.jsonl"), "w",
              encoding="utf-8") as out:
        number = 0
        while told:
            mine = [told.pop(0)]
            if told and rng.random() < .35:
                mine.append(told.pop(rng.randrange(min(20, len(told)))))
            report = Report(maker, number)
            report.title(mine[0])
            for x in mine:
                report.add(maker.filler(40 + rng.randrange(120)) + "\n")
                report.tell(x)
            report.add("\n" + maker.filler(60) + "\n")
            report.write(folder, out, mine[0]["day"].isoformat())
            number += 1
    return number


if __name__ == "__main__":
    print(make(sys.argv[1], *map(int, sys.argv[2:4])))
