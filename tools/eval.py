#!/usr/bin/env python3
"""Measure what the program reads against gold annotations.

usage: eval.py [--binary PATH] [--gold FOLDER ...] [--json FILE] [--records DIR]

Reads each gold folder (NAME.txt beside NAME.gold.json) with the program and
with the two baselines of tools/baselines.py, scores all three with the scorer
that lies beside the gold, and prints one table; then how exact counts are by
their size, the layers around a harm alone, incidents, the suites of numbers and
dates with the figures of other tools, reports of violence that are taken for
something else, and false alarms. Without gold folders it
says so and is done: figures are no part of pass or fail.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import eval_detail  # noqa: E402
import eval_guard  # noqa: E402
import eval_incidents  # noqa: E402
import eval_news  # noqa: E402
import eval_places  # noqa: E402
import eval_points  # noqa: E402
import eval_spellings  # noqa: E402
import eval_suites  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parent.parent
SHARED = TOP.parent / "shared" / "eval"
SCORER = SHARED / "score.py"
ORDINARY = TOP.parent / "shared" / "data" / "treebank_fr"
TRUE_HARMS = TOP / "tests/lang/treebank-true.tsv"
READERS = ("constat", "regex", "first-number")

# name in the table, how to take it from the scorer's JSON
ROWS = [
    ("harms F1", lambda o: o["harms"]["f1"]),
    ("  precision", lambda o: o["harms"]["precision"]),
    ("  recall", lambda o: o["harms"]["recall"]),
    ("  redundant", lambda o: redundant(o, "harms")),
    ("  count", lambda o: rate(o, "harms.count")),
    ("  victim_status", lambda o: rate(o, "harms.victim_status")),
    ("  claimant", lambda o: rate(o, "harms.claimant")),
    ("  stance", lambda o: rate(o, "harms.stance")),
    ("  scope", lambda o: rate(o, "harms.scope")),
    ("  part_of", lambda o: rate(o, "harms.part_of")),
    ("  event type", lambda o: rate(o, "harms.event_type")),
    ("  event date", lambda o: rate(o, "harms.event_date")),
    ("  event place", lambda o: rate(o, "harms.event_place")),
    ("  usable", lambda o: o["harms_usable"]),
    ("events F1", lambda o: o["events"]["f1"]),
    ("  precision", lambda o: o["events"]["precision"]),
    ("  recall", lambda o: o["events"]["recall"]),
    ("  redundant", lambda o: redundant(o, "events")),
    ("  date", lambda o: rate(o, "events.date")),
    ("  place", lambda o: rate(o, "events.place")),
    ("  place point", lambda o: rate(o, "events.place_point")),
    ("  claimant", lambda o: rate(o, "events.claimant")),
    ("  stance", lambda o: rate(o, "events.stance")),
    ("  perpetrator", lambda o: rate(o, "events.perpetrator")),
    ("  target", lambda o: rate(o, "events.target")),
    ("  weapon", lambda o: rate(o, "events.weapon")),
    ("damages F1", lambda o: o["damages"]["f1"]),
    ("  precision", lambda o: o["damages"]["precision"]),
    ("  recall", lambda o: o["damages"]["recall"]),
    ("content kept", lambda o: rate(o, "content_kept")),
    ("boilerplate dropped", lambda o: rate(o, "boilerplate_dropped")),
    ("outlet", lambda o: rate(o, "outlet")),
    ("published", lambda o: rate(o, "published")),
    ("provenance", lambda o: rate(o, "provenance_exact")),
]


def rate(scores, field):
    return scores["fields"].get(field, {}).get("rate")


def redundant(scores, kind):
    """Redundant records as a share of all records of the kind."""
    o = scores[kind]
    made = o["hit"] + o["spurious"] + o["redundant"]
    return o["redundant"] / made if made else 0.0


def gold_folders(given):
    folders = [pathlib.Path(g) for g in given] or [
        SHARED / "seeds", SHARED / "dev", SHARED / "wikinews",
        TOP / "tests/lang/blind",
        TOP / "tests/lang/blind2a", TOP / "tests/lang/blind2b",
        TOP / "tests/lang/blind3"]
    return [f for f in folders if f.is_dir() and any(f.glob("*.gold.json"))]


def read(reader, binary, folder, out_path):
    """Records of a folder into a file; what went wrong, or None."""
    if reader == "constat":
        command = [str(binary), "read", "--format", "jsonl", str(folder)]
    else:
        command = [sys.executable, str(TOP / "tools/baselines.py"), reader,
                   str(folder)]
    try:
        with open(out_path, "wb") as out:
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE)
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    # Status 1 is "done, with notes on some inputs".
    if done.returncode not in (0, 1):
        return (f"{reader} ended with {done.returncode}: "
                + done.stderr.decode("utf-8", "replace")[-300:].strip())
    return None


def score(folder, records):
    out = subprocess.run(
        [sys.executable, str(SCORER), str(folder), str(records), "--json"],
        check=True, capture_output=True, text=True).stdout
    return json.loads(out)


def measure(binary, folders, keep):
    """{(folder, reader): scores}; problems are printed."""
    results = {}
    for folder in folders:
        for reader in READERS:
            path = keep / f"{folder.name}.{reader}.jsonl"
            problem = read(reader, binary, folder, path)
            if problem:
                print(f"eval: {folder.name}: {problem}", file=sys.stderr)
                continue
            try:
                results[folder, reader] = score(folder, path)
            except subprocess.CalledProcessError as error:
                print(f"eval: {folder.name}: {reader}: the scorer failed: "
                      + error.stderr[-300:].strip(), file=sys.stderr)
    return results


def print_table(folders, results):
    columns = [(f, r) for f in folders for r in READERS if (f, r) in results]
    short = {"constat": "constat", "regex": "regex", "first-number": "first-n"}
    for names in ([f.name for f, _ in columns], [short[r] for _, r in columns]):
        print(f"{'':20}" + "".join(f"{n:>9.8}" for n in names))
    for name, get in ROWS:
        values = (get(results[column]) for column in columns)
        print(f"{name:20}" + "".join(
            f"{'-' if v is None else format(v, '.3f'):>9}" for v in values))
    read_line = ", ".join(
        f"{f.name} {results[f, 'constat']['documents_read']}/"
        f"{results[f, 'constat']['documents']}"
        for f in folders if (f, "constat") in results)
    print(f"documents read: {read_line}")
    print("baselines: regex = number next to a harm word; first-n = first "
          "number before a word of death or injury")


def false_alarms(binary, scratch):
    """Harms read in sentences of a treebank, each a report of its own: how many
    sentences, how many harms, how many of them are listed as true."""
    true = set()
    for line in TRUE_HARMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, number, kinds = line.split("\t")
            true.update((f"{name}-{number}", k) for k in kinds.split(","))
    folder = scratch / "sentences"
    folder.mkdir()
    sentences = 0
    for path in sorted(ORDINARY.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                sentences += 1
                (folder / f"{path.stem}-{number}.txt").write_text(
                    line.strip() + "\n", encoding="utf-8")
    out = scratch / "sentences.jsonl"
    if read("constat", binary, folder, out):
        return None
    harms, known, name = 0, 0, None
    for line in out.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["record"] == "document":
            name = pathlib.Path(record["path"]).stem
        elif record["record"] == "harm":
            harms += 1
            known += (name, record["kind"]) in true
    return sentences, harms, known


def print_rate(what, found):
    sentences, harms, known = found
    rate_ = (harms - known) * 2000 / sentences
    print(f"{what}: {sentences} sentences, {harms} harms, of them "
          f"{known} true: {rate_:.2f} spurious in 2000 sentences")


def print_false_alarms(binary):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        if ORDINARY.is_dir():
            found = false_alarms(binary, scratch)
            if found:
                print_rate("ordinary text", found)
        out = scratch / "news.jsonl"
        if eval_news.NEWS.is_dir() and not read("constat", binary,
                                                eval_news.NEWS, out):
            every, peace = eval_news.false_alarms(out)
            print_rate("news without gold", every)
            print_rate("  that tells of nobody harmed", peace)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=TOP / "build/release/constat")
    parser.add_argument("--gold", nargs="*", default=[])
    parser.add_argument("--json", help="write all figures to this file")
    parser.add_argument("--records", help="keep the records in this folder")
    args = parser.parse_args()

    folders = gold_folders(args.gold)
    if not SCORER.is_file() or not folders:
        print("eval: SKIP: no scorer and gold annotations beside the repository")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        keep = pathlib.Path(args.records or scratch)
        keep.mkdir(parents=True, exist_ok=True)
        results = measure(args.binary, folders, keep)
        print_table(folders, results)
        eval_detail.print_detail(SCORER, folders, keep)
        eval_points.print_worst(SCORER, folders, keep)
        incidents = eval_incidents.print_incidents(
            args.binary, SCORER.parent, folders, pathlib.Path(scratch))
        eval_suites.print_suites(args.binary, pathlib.Path(scratch))
        eval_guard.print_guard(args.binary, folders, keep)
    print_false_alarms(args.binary)
    eval_places.print_ucdp(args.binary)
    eval_spellings.print_struck(args.binary)
    if args.json:
        with open(args.json, "w", encoding="utf-8") as f:
            figures = {f"{d.name}/{r}": s for (d, r), s in results.items()}
            figures.update((f"{n}/incidents", s) for n, s in incidents.items())
            json.dump(figures, f, indent=1, sort_keys=True)
    return not any(reader == "constat" for _, reader in results)


if __name__ == "__main__":
    sys.exit(main())
