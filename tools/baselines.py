#!/usr/bin/env python3
"""Two floors to measure against: what a few lines of pattern matching reach.

usage: baselines.py regex|first-number FOLDER > RECORDS.jsonl

regex         a number directly followed by a harm word
first-number  in each sentence that names dead or injured: the first number
              (not the article "un") before the first such word
Both write harm records alone: no event, date, place or claimant.
"""
import glob
import hashlib
import json
import os
import re
import sys

WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "cent": 100, "mille": 1000,
}
NUMBER = (r"(?<![\w,.])(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+|"
          + "|".join(WORDS) + r")(?![\w%])")
HARM = {
    "killed": r"morts?|mortes?|tuée?s?|décès|décédée?s?|cadavres?|corps|"
              r"assassinée?s?|exécutée?s?|péri|succombé",
    "injured": r"blessée?s?",
    "missing": r"disparue?s?",
    "abducted": r"enlevée?s?|kidnappée?s?|otages?",
    "displaced": r"déplacée?s?",
    "detained": r"arrêtée?s?|détenue?s?|interpellée?s?",
}
SENTENCE = re.compile(r"[^\n]+?(?:[.!?…](?=\s|$)|$)", re.M)


def value_of(text):
    lower = text.lower()
    return WORDS.get(lower) or int(re.sub(r"\D", "", text) or 1)


def regex_hits(text):
    """(kind, number match, begin, end) for number + harm word side by side."""
    for kind, words in HARM.items():
        for m in re.finditer(NUMBER + rf"\s+(?:{words})\b", text, re.I):
            yield kind, m, m.start(), m.end()


def first_number_hits(text):
    for sentence in SENTENCE.finditer(text):
        numbers = [n for n in re.finditer(NUMBER, sentence.group(0), re.I)
                   if n.group(1).lower() not in ("un", "une")]
        for kind in ("killed", "injured"):
            word = re.search(rf"\b(?:{HARM[kind]})\b", sentence.group(0), re.I)
            before = [n for n in numbers if word and n.end() <= word.start()]
            if before:
                at = sentence.start()
                yield kind, before[0], at + before[0].start(), at + word.end()


def records(path, hits):
    raw = open(path, "rb").read()
    text = raw.decode("utf-8", "replace")
    sha = hashlib.sha256(raw).hexdigest()
    yield {"record": "document", "document": sha[:16], "path": path,
           "sha256": sha, "language": "fr", "zones": []}
    for i, (kind, number, begin, end) in enumerate(hits(text)):
        b0 = len(text[:begin].encode())
        b1 = b0 + len(text[begin:end].encode())
        yield {"record": "harm", "document": sha[:16], "id": f"h{i + 1}",
               "event": None, "kind": kind,
               "count": {"qualifier": "exact",
                         "value": value_of(number.group(1)), "value2": None},
               "victims": {"status": "unknown"}, "scope": "incident",
               "covers": "whole", "part_of": None, "claimant": None,
               "stance": "asserted",
               "evidence": [{"begin": b0, "end": b1,
                             "text": text[begin:end]}]}


BASELINES = {"regex": regex_hits, "first-number": first_number_hits}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in BASELINES:
        sys.exit(__doc__)
    for path in sorted(glob.glob(os.path.join(sys.argv[2], "*.txt"))):
        for record in records(path, BASELINES[sys.argv[1]]):
            print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
