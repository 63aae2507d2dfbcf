#!/usr/bin/env python3
"""The records of the sample reports are as they were.

usage: test_examples.py CONSTAT [--update]

Reads examples/*.txt and compares the JSONL, one golden file a report. A change
of the rules shows here as a diff to be read; --update rewrites the files.
"""
import difflib
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
HERE = TOP / "tests" / "golden"


def records(constat, report):
    run = subprocess.run([constat, "read", "--format", "jsonl", "-q",
                          f"examples/{report.name}"],
                         cwd=TOP, capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{report.name}: exit {run.returncode}: "
                 f"{run.stderr.decode()}")
    return run.stdout.decode()


def main():
    constat, update = sys.argv[1], "--update" in sys.argv[2:]
    passed = failed = 0
    for report in sorted((TOP / "examples").glob("*.txt")):
        golden = HERE / f"{report.stem}.jsonl"
        got = records(str(pathlib.Path(constat).resolve()), report)
        if update:
            golden.write_text(got, encoding="utf-8")
        want = golden.read_text(encoding="utf-8") if golden.is_file() else ""
        if got == want:
            passed += 1
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(
            want.splitlines(True), got.splitlines(True),
            str(golden.relative_to(TOP)), "now", n=0))
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed < 8)


if __name__ == "__main__":
    main()
