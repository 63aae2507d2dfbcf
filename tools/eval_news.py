"""False alarms in news articles that have no gold: each harm read there is listed
as true or false in tests/lang/wikinews-harms.tsv, by file and bytes."""
import json
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parent.parent
NEWS = TOP.parent / "shared" / "data" / "wikinews_fr"
GOLD = TOP.parent / "shared" / "eval" / "wikinews"
VERDICTS = TOP / "tests/lang/wikinews-harms.tsv"
SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»\"]+|\n+")


def verdicts():
    """{file: [(begin, end, kind, is_true)]}"""
    out = {}
    for line in VERDICTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, begin, end, kind, verdict, _ = line.split("\t")
            out.setdefault(name, []).append(
                (int(begin), int(end), kind, verdict == "true"))
    return out


def with_gold():
    return {p.stem.partition("-")[2] for p in GOLD.glob("winer-*.txt")}


def is_true(known, record):
    """Listed as true: same kind, and the bytes of the evidence meet."""
    span = record["evidence"][0]
    return any(right and kind == record["kind"]
               and begin < span["end"] and span["begin"] < end
               for begin, end, kind, right in known)


def false_alarms(out):
    """Sentences, harms, harms that are true, of the records in the file out."""
    known, skip = verdicts(), with_gold()
    sentences = sum(
        sum(1 for s in SENTENCE_END.split(p.read_text(encoding="utf-8"))
            if s.strip())
        for p in NEWS.glob("*.txt")
        if p.stem not in skip and not p.stem.endswith("-urls"))
    harms = true = 0
    name = None
    for line in out.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["record"] == "document":
            name = pathlib.Path(record["path"]).stem
        elif record["record"] == "harm" and name not in skip:
            harms += 1
            true += is_true(known.get(name, []), record)
    return sentences, harms, true
