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
    """[sentences, harms, harms that are true] of the records in the file out: of
    all reports without gold, and of those in which nobody comes to harm."""
    known, skip = verdicts(), with_gold()
    quiet = {p.stem for p in NEWS.glob("*.txt")
             if not any(right for *_, right in known.get(p.stem, []))}
    every, peace = [0, 0, 0], [0, 0, 0]

    def count(name, at):
        every[at] += 1
        peace[at] += name in quiet

    for path in NEWS.glob("*.txt"):
        if path.stem in skip or path.stem.endswith("-urls"):
            continue
        for sentence in SENTENCE_END.split(path.read_text(encoding="utf-8")):
            if sentence.strip():
                count(path.stem, 0)
    name = None
    for line in out.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["record"] == "document":
            name = pathlib.Path(record["path"]).stem
        elif record["record"] == "harm" and name not in skip:
            count(name, 1)
            if is_true(known.get(name, []), record):
                count(name, 2)
    return every, peace
