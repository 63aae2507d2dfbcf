"""Incidents against gold: events joined across documents, tolls, contested
points, syndicated copies. Twice: with the gold records imported, which measures
linking and tolls alone, and from the raw pages.
"""
import json
import subprocess
import sys

# name in the table, how to take it, what is asked of imported gold and of pages
ROWS = [
    ("pairs F1", lambda o: o["pairs"]["f1"], 0.90, 0.60),
    ("  precision", lambda o: o["pairs"]["precision"], None, None),
    ("  recall", lambda o: o["pairs"]["recall"], None, None),
    ("B cubed F1", lambda o: o["b3"]["f1"], 0.88, 0.70),
    ("tolls right", lambda o: o["tolls"]["rate"], 0.72, 0.40),
    ("contested right", lambda o: o["contested"]["rate"], 0.80, None),
    ("syndication F1", lambda o: o["syndication"]["f1"], 1.0, None),
]


def run(binary, *args, **more):
    done = subprocess.run([str(binary), *args], stderr=subprocess.PIPE, **more)
    # Status 1 is "done, with notes on some inputs".
    if done.returncode not in (0, 1):
        raise RuntimeError(f"constat {args[0]} ended with {done.returncode}: "
                           + done.stderr.decode("utf-8", "replace")[-300:])


def linked(binary, store, out):
    run(binary, "link", "--db", str(store), "-q", stdout=subprocess.DEVNULL)
    with open(out, "wb") as f:
        run(binary, "export", "--db", str(store), stdout=f)


def from_gold(binary, scorers, folder, scratch):
    records, store = scratch / "gold.jsonl", scratch / "gold.db"
    with open(records, "wb") as f:
        subprocess.run([sys.executable, str(scorers / "gold_as_records.py"),
                        str(folder)], check=True, stdout=f)
    run(binary, "import", str(records), "--texts", str(folder), "--db",
        str(store), "-q")
    linked(binary, store, scratch / "gold.linked")
    return scratch / "gold.linked"


def from_pages(binary, folder, scratch):
    store = scratch / "pages.db"
    run(binary, "read", str(folder), "--db", str(store), "-q")
    linked(binary, store, scratch / "pages.linked")
    return scratch / "pages.linked"


def score(scorers, folder, records):
    out = subprocess.run(
        [sys.executable, str(scorers / "score_incidents.py"), str(folder),
         str(records), "--json"], check=True, capture_output=True,
        text=True).stdout
    return json.loads(out)


def measure(binary, scorers, folder, scratch):
    """Scores with gold imported, and from the pages."""
    scratch.mkdir()
    return (score(scorers, folder, from_gold(binary, scorers, folder,
                                             scratch)),
            score(scorers, folder, from_pages(binary, folder, scratch)))


def cell(value, floor):
    if floor is None:
        return f"{value:>9.3f}       "
    return f"{value:>9.3f} {'>=' if value >= floor else '< '}{floor:.2f}"


def yearless(folder):
    """Files whose year only the collection tells."""
    gold = (json.loads(p.read_text(encoding="utf-8"))
            for p in sorted(folder.glob("*.gold.json")))
    return {g["file"] for g in gold if g.get("dates_need_collection")}


def print_years(binary, folder, scratch):
    """What the collection made of days without a year in such files."""
    names, years = {}, {name: [] for name in yearless(folder)}
    if not years:
        return
    scratch.mkdir(exist_ok=True)
    lines = from_pages(binary, folder, scratch).read_text(encoding="utf-8")
    for record in map(json.loads, lines.splitlines()):
        if record["record"] == "document":
            names[record["document"]] = record["path"].rpartition("/")[2]
        date = record.get("date") if record["record"] == "event" else None
        name = names.get(record.get("document"))
        if date and name in years and (date["partial"]
                                       or date["basis"] == "collection"):
            years[name].append((date["from"] or "open")[:4])
    for name in sorted(years):
        print(f"years from the collection, {folder.name}/{name}: "
              + (" ".join(years[name]) or "no day without a year"))


def print_incidents(binary, scorers, folders, scratch):
    """A table a collection that has gold incidents; {folder name: scores}."""
    results = {}
    for folder in folders:
        try:
            print_years(binary, folder, scratch / f"years-{folder.name}")
        except (RuntimeError, OSError) as error:
            print(f"eval: {folder.name}: years: {error}", file=sys.stderr)
        if not any(folder.glob("*.incidents.json")) or not (
                scorers / "score_incidents.py").is_file():
            continue
        try:
            gold, pages = measure(binary, scorers, folder,
                                  scratch / f"incidents-{folder.name}")
        except (RuntimeError, subprocess.CalledProcessError) as error:
            print(f"eval: {folder.name}: incidents: {error}", file=sys.stderr)
            continue
        results[folder.name] = {"gold": gold, "pages": pages}
        print(f"incidents, {folder.name}:    gold imported   from the pages")
        for name, get, of_gold, of_pages in ROWS:
            print(f"  {name:18}{cell(get(gold), of_gold)}"
                  f"{cell(get(pages), of_pages)}")
    return results
