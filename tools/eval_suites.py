"""Numbers and dates of the public suites, for eval.py: ours beside what existing
tools reach (README of the suites), and each case that fails with its reason."""
import json
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
SUITES = TOP.parent / "shared" / "data" / "suites"
SCORER = TOP.parent / "shared" / "eval" / "score_mentions.py"
REASONS = TOP / "tests" / "lang" / "suites-failing.tsv"

# suite, kind, field to group by, and what the best tool reaches:
# (group, figure) -> percent
PEERS = [
    ("own-numbers", "num", None,
     {("all", "val"): "61.5 Recognizers-Text", ("all", "qual"): "0.0 all"}),
    ("own-dates", "time", None, {("all", "val"): "66.7 HeidelTime"}),
    ("spellout", "num", "locale",
     {("fr", "val"): "93.5", ("fr_BE", "val"): "99.0",
      ("fr_CH", "val"): "100.0"}),
    ("ms-NumberModel", "num", None, {}),
    ("ms-DateTimeModel", "time", None, {}),
]


def answer(binary, suite, folder):
    out = folder / f"{suite}.found.jsonl"
    with open(out, "wb") as f:
        subprocess.run([str(binary), "annotate", "--layers", "number,time",
                        "--offsets", "chars", "--in",
                        str(SUITES / f"{suite}.jsonl")], stdout=f, check=True)
    return out


def scored(suite, found, *options):
    return subprocess.run(
        [sys.executable, str(SCORER), str(SUITES / f"{suite}.jsonl"),
         str(found), *options], check=True, capture_output=True,
        text=True).stdout


def failing(suite, found, kind):
    """Ids of cases with a wrong or missing value."""
    told = scored(suite, found, "--kind", kind, "--errors", "100000")
    return list(dict.fromkeys(re.findall(
        rf"^  ({re.escape(suite)}\S*) \| .*\| want (?!'\(spurious\)')", told,
        re.M)))


def reasons():
    known = {}
    if REASONS.is_file():
        for line in REASONS.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                case, reason = line.split("\t")[:2]
                known[case] = reason
    return known


def percent(right, of):
    return f"{100 * right / of:.1f}" if of else "-"


def print_suites(binary, folder):
    if not SUITES.is_dir() or not SCORER.is_file():
        return
    known, unlisted, solved = reasons(), [], set()
    print(f"\n{'numbers and dates':28}{'cases':>6}{'value':>8}{'qual':>8}"
          f"{'failing':>9}   peers (value, qualifier)")
    for suite, kind, by, peers in PEERS:
        if not (SUITES / f"{suite}.jsonl").is_file():
            continue
        found = answer(binary, suite, folder)
        options = ["--kind", kind, "--json"] + (["--by", by] if by else [])
        groups = json.loads(scored(suite, found, *options))
        ids = failing(suite, found, kind)
        unlisted += [i for i in ids if i not in known]
        solved |= {i for i in known if i.startswith(suite) and i not in ids}
        for group in sorted(groups, key=lambda g: (g != "all", g)):
            c = groups[group]
            peer = "; ".join(peers[group, figure] for figure in ("val", "qual")
                             if (group, figure) in peers)
            name = suite if group == "all" else f"  {group}"
            fails = str(len(ids)) if group == "all" else ""
            print(f"{name:28}{c['cases']:>6}"
                  f"{percent(c.get('val', 0), c.get('nv', 0)):>8}"
                  f"{percent(c.get('q', 0), c.get('nq', 0)):>8}{fails:>9}"
                  f"   {peer}")
    if REASONS.is_file():
        print(f"failing cases with a reason in {REASONS.relative_to(TOP)}: "
              f"{len(known) - len(solved)}, without: {len(unlisted)}"
              + "".join(f" {i}" for i in unlisted[:10]))
    if solved:
        print(f"no longer failing: {' '.join(sorted(solved))}")
