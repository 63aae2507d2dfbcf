#!/usr/bin/env python3
"""The parts of make eval that count by themselves: sizes of counts, harms that
are located whatever is said of them, the layers around them.

usage: test_eval.py PATH-OF-CONSTAT (not used: the other tests have it)
"""
import json
import pathlib
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(TOP / "tools"))
import eval_detail  # noqa: E402
import eval_suites  # noqa: E402

TEXT = "Douze morts lundi, six blessés à Gao."


class Scorer:
    """As the scorer beside the gold, but equal is right."""
    YEARLESS = False

    @staticmethod
    def spans(text, needles):
        return [(text.find(n.encode()), text.find(n.encode())
                 + len(n.encode())) for n in needles]

    @staticmethod
    def sys_spans(record):
        return [(e["begin"], e["end"]) for e in record["evidence"]]

    @staticmethod
    def overlap(a, b):
        return sum(max(0, min(x[1], y[1]) - max(x[0], y[0]))
                   for x in a for y in b)

    @staticmethod
    def count_ok(a, b):
        return a == b

    date_ok = place_ok = claimant_ok = count_ok

    @staticmethod
    def match(kind, gold, got, text):
        pairs = [(i, j) for i, g in enumerate(gold) for j, s in enumerate(got)
                 if g["kind"] == s["kind"]]
        return pairs, set(), set(), set()


def exact(n):
    return {"qualifier": "exact", "value": n}


class Detail(unittest.TestCase):
    def test_sizes(self):
        for n, size in ((0, "0"), (1, "1"), (2, "2-9"), (9, "2-9"),
                        (10, "10-99"), (99, "10-99"), (100, "100+")):
            self.assertEqual(eval_detail.size_of(exact(n)), size)
        self.assertEqual(eval_detail.size_of(
            {"qualifier": "vague", "value": 10}), "vague")
        self.assertEqual(eval_detail.size_of(
            {"qualifier": "unspecified"}), "unspecified")

    def test_measure(self):
        gold = {"file": "a.txt",
                "events": [{"id": "e1", "type": ["attack"], "date": "d",
                            "place": "p"}],
                "harms": [
                    {"id": "h1", "event": "e1", "kind": "killed",
                     "count": exact(12), "claimant": None,
                     "evidence": ["Douze morts"]},
                    {"id": "h2", "event": "e1", "kind": "injured",
                     "count": exact(6), "claimant": "x",
                     "evidence": ["six bless"]},
                    {"id": "h3", "event": None, "kind": "missing",
                     "count": exact(1), "claimant": None,
                     "evidence": ["Gao"]}]}
        at = TEXT.encode().find(b"six")
        records = [
            {"record": "document", "document": "1", "path": "x/a.txt"},
            {"record": "event", "document": "1", "id": "e1", "type": "attack",
             "date": "d", "place": "q"},
            {"record": "harm", "document": "1", "id": "h1", "event": "e1",
             "kind": "killed", "count": exact(12), "claimant": None,
             "evidence": [{"begin": 0, "end": 5}]},
            {"record": "harm", "document": "1", "id": "h2", "event": "e1",
             "kind": "killed", "count": exact(6), "claimant": None,
             "evidence": [{"begin": at, "end": at + 3}]}]
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "a.txt").write_text(TEXT, encoding="utf-8")
            (folder / "a.gold.json").write_text(json.dumps(gold))
            lines = folder / "r.jsonl"
            lines.write_text("\n".join(map(json.dumps, records)))
            sizes, context = eval_detail.measure(Scorer, folder, lines)
        self.assertEqual(sizes, {"10-99": [1, 1], "2-9": [0, 1], "1": [0, 1]})
        self.assertEqual(context, {"located": [2, 3], "date": [2, 2],
                                   "place": [0, 2], "claimant": [1, 2],
                                   "event": [2, 2], "all four": [0, 2]})


class Suites(unittest.TestCase):
    def test_each_failing_case_is_listed_once_with_a_reason(self):
        rows = [line.split("\t") for line in eval_suites.REASONS.read_text(
            encoding="utf-8").splitlines() if not line.startswith("#")]
        self.assertEqual({len(row) for row in rows}, {2})
        self.assertTrue(all(reason.strip() for _, reason in rows))
        self.assertEqual(len({case for case, _ in rows}), len(rows))
        suites = {suite for suite, *_ in eval_suites.PEERS}
        self.assertTrue({case.rpartition("-")[0] for case, _ in rows} <= suites)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
