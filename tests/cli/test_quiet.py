#!/usr/bin/env python3
"""Ordinary sentences give no record.

usage: test_quiet.py CONSTAT

tests/lang/quiet/*.txt: sport, trade, politics, illness, films, weather. Each
line is read as a report of its own, and each file as one report.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

QUIET = pathlib.Path(__file__).resolve().parents[1] / "lang" / "quiet"
CLAIMS = ("event", "harm", "damage")


def claims(constat, folder):
    """(file name, what was read) of each claim that a folder gives."""
    run = subprocess.run([constat, "read", "--format", "jsonl", "-q",
                          str(folder)], capture_output=True, check=False)
    name, found = None, []
    for line in run.stdout.decode().splitlines():
        record = json.loads(line)
        if record["record"] == "document":
            name = pathlib.Path(record["path"]).name
        elif record["record"] in CLAIMS:
            what = record.get("kind") or record.get("type") or "damage"
            found.append((name, f"{record['record']} {what}: "
                          + record["evidence"][0]["text"]))
    return found


def main():
    constat = str(pathlib.Path(sys.argv[1]).resolve())
    files = sorted(QUIET.glob("*.txt"))
    lines = 0
    with tempfile.TemporaryDirectory() as scratch:
        for path in files:
            for number, line in enumerate(
                    path.read_text(encoding="utf-8").splitlines(), 1):
                target = pathlib.Path(scratch) / f"{path.stem}-{number:03}.txt"
                target.write_text(line + "\n", encoding="utf-8")
                lines += 1
        wrong = claims(constat, scratch)
    wrong += claims(constat, QUIET)
    for name, what in wrong:
        print(f"{name}: {what}")
    print(f"{lines} sentences, {len(wrong)} false alarms")
    sys.exit(bool(wrong) or lines < 60)


if __name__ == "__main__":
    main()
