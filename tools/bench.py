#!/usr/bin/env python3
"""Measure speed: how fast the program reads text, and how long it takes to
start.

usage: bench.py [--binary PATH] [--megabytes N] [--runs N]

Copies the sample reports (examples/, or gold texts beside the repository, which
are more varied) into a scratch folder until they make N megabytes, each copy
with its number in it, since identical files are read once. Prints the best of
the runs, then what each stage costs and what hostile texts cost (bench_read and
bench_hostile of the build folder). Speed depends on the machine; nothing here passes or fails.
"""
import argparse
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
TEXTS = [TOP.parent / "shared/eval/dev", TOP.parent / "shared/eval/wikinews",
         TOP / "examples"]


def sample_texts():
    for folder in TEXTS:
        yield from (p.read_bytes() for p in sorted(folder.glob("*.txt")))


def fill(folder, limit):
    texts = list(sample_texts())
    size = count = 0
    while texts and size < limit:
        body = texts[count % len(texts)] + b"\n%d\n" % count
        (folder / f"{count:06}.txt").write_bytes(body)
        size += len(body)
        count += 1
    return size, count


def seconds(command, runs):
    best = None
    for _ in range(runs):
        start = time.monotonic()
        done = subprocess.run(command, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
        spent = time.monotonic() - start
        if done.returncode not in (0, 1):
            sys.exit(f"bench: {' '.join(command)} ended with {done.returncode}")
        best = spent if best is None else min(best, spent)
    return best


def stages(build):
    """Figures of single stages and of hostile texts, if they were built."""
    corpus = TOP.parent / "shared/data/wikinews_fr"
    texts = [str(corpus)] if corpus.is_dir() else [
        str(f) for f in TEXTS if f.is_dir()]
    for name, args in (("bench_read", texts), ("bench_hostile", [])):
        program = build / "tests" / name
        if not program.exists():
            print(f"SKIP: {name} is not built (make bench builds it)")
            continue
        print(f"\n{name}", flush=True)
        subprocess.run([str(program), str(build / "data"), *args], check=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(TOP / "build/release/constat"))
    parser.add_argument("--megabytes", type=float, default=8)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        one = folder / "one"
        many = folder / "many"
        one.mkdir()
        many.mkdir()
        (one / "short.txt").write_text("Rien.\n", encoding="utf-8")
        size, count = fill(many, int(args.megabytes * 1e6))
        read = [args.binary, "read", "--format", "jsonl"]
        start = seconds([*read, str(one)], args.runs)
        spent = seconds([*read, str(many)], args.runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"start and one short text   {start * 1000:8.1f} ms")
    print(f"{count} texts, {size / 1e6:.1f} MB      {spent:8.2f} s   "
          f"{size / 1e6 / spent:.2f} MB/s   {count / spent:.0f} texts/s")
    print(f"largest memory             {peak:8.1f} MB")
    stages(pathlib.Path(args.binary).parent)


if __name__ == "__main__":
    main()
