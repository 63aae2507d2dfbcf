#!/usr/bin/env python3
"""Measure speed: how fast the program reads text, and how long it takes to
start.

usage: bench.py [--binary PATH] [--megabytes N] [--runs N]

Copies the sample reports (examples/, or gold texts beside the repository, which
are more varied) into a scratch folder until they make N megabytes, each copy
with its number in it, since identical files are read once. Prints the best of
the runs, then what each stage costs, of texts and of web pages, and what hostile
texts cost (bench_read and bench_hostile of the build folder). Pages are those of
tests/twins, once with their article many times over, once among the menus,
scripts and teasers that pages have. Speed depends on the machine; nothing here
passes or fails.
"""
import argparse
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

import bench_records

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


MENU = ('<li class="menu__item menu__item--{0}"><a class="menu__link" href='
        '"/section/{0}?from=menu" data-track="nav|{0}"><span class="label">'
        "Section {0}</span></a></li>\n")
SCRIPT = 'var queue=queue||[];queue.push({{"event":"view","n":{0}}});\n'
STYLE = ".menu__item--{0}:hover > .menu__link {{ color: #123456 }}\n"
TEASER = ('<article class="teaser"><a href="/2020/{0}.html"><img src="/i/{0}.jpg"'
          ' alt="" width="320" height="180"></a><h3 class="teaser__title"><a '
          'href="/2020/{0}.html">Teaser {0}</a></h3><p>Some words about '
          "it.</p></article>\n")


def times(text, n):
    return "".join(text.format(i) for i in range(n)).encode()


def pages(folder):
    """Fill folder/long and folder/saved; their files."""
    found = {"long": [], "saved": []}
    for page in sorted((TOP / "tests/twins").glob("*.html")):
        head, body, tail = re.fullmatch(
            rb"(?s)((?:.*?<body[^>]*>)?)(.*?)((?:</body>.*)?)",
            page.read_bytes()).groups()
        made = {
            "long": head + body * 40 + tail,
            "saved": b"".join([
                head, b"<script>", times(SCRIPT, 600), b"</script><style>",
                times(STYLE, 300), b"</style><nav><ul>", times(MENU, 200),
                b"</ul></nav>", body, b"<aside>", times(TEASER, 120),
                b"</aside><script>", times(SCRIPT, 600), b"</script>", tail])}
        for kind, data in made.items():
            path = folder / f"{kind}-{page.name}"
            path.write_bytes(data)
            found[kind].append(str(path))
    return found


def stages(build):
    """Figures of single stages and of hostile texts, if they were built."""
    corpus = TOP.parent / "shared/data/wikinews_fr"
    texts = [str(corpus)] if corpus.is_dir() else [
        str(f) for f in TEXTS if f.is_dir()]
    with tempfile.TemporaryDirectory() as scratch:
        made = pages(pathlib.Path(scratch))
        for name, what, args in (("bench_read", "texts", texts),
                                 ("bench_read", "long pages", made["long"]),
                                 ("bench_read", "saved pages", made["saved"]),
                                 ("bench_hostile", "", [])):
            program = build / "tests" / name
            if not program.exists():
                print(f"SKIP: {name} is not built (make bench builds it)")
                continue
            print(f"\n{name} {what}", flush=True)
            subprocess.run([str(program), str(build / "data"), *args],
                           check=True)


def linking(build):
    """How linking grows with the number of documents, of a seeded generator."""
    program = build / "tests/bench_link"
    if not program.exists():
        print("SKIP: bench_link is not built (make bench builds it)")
        return
    print("\nbench_link", flush=True)
    subprocess.run([str(program), str(TOP / "data/incident/link.tsv")],
                   check=True)


def store(binary):
    """Linking through a store of documents nobody wrote."""
    print("\nimport and link of a store", flush=True)
    for n in (1000, 10000):
        with tempfile.TemporaryDirectory() as scratch:
            records = pathlib.Path(scratch) / "records.jsonl"
            records.write_text("\n".join(bench_records.documents(n)) + "\n",
                               encoding="utf-8")
            db = ["-q", "--db", str(pathlib.Path(scratch) / "bench.db")]
            brought = seconds([binary, "import", str(records), *db], 1)
            linked = seconds([binary, "link", *db], 3)
            print(f"{n:6} documents   import {brought:6.2f} s   "
                  f"link {linked:6.2f} s", flush=True)


def gazetteer(binary):
    """A store of all tables beside the repository, more than a million names."""
    tables = sorted((TOP.parent / "shared/data/gazetteer").glob("*.t[xs][tv]*"))
    program = pathlib.Path(binary).parent / "tests/bench_gazetteer"
    if not program.exists() or not tables:
        print("SKIP: bench_gazetteer (not built, or no tables)")
        return
    tables.sort(key=lambda p: (".alt." in p.name, p.name))
    with tempfile.TemporaryDirectory() as scratch:
        store = pathlib.Path(scratch) / "all.gaz"
        subprocess.run([binary, "gazetteer", "add", "-q", "--out", store, *tables],
                       check=False)
        one = pathlib.Path(scratch) / "short.txt"
        one.write_text("Rien.\n", encoding="utf-8")
        spent = seconds([binary, "read", "-q", "--gazetteer", store, one], 3)
        print(f"\nbench_gazetteer, {len(tables)} tables")
        print(f"start with it and one text   {spent * 1e3:8.2f} ms", flush=True)
        subprocess.run([str(program), str(store)], check=True)


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
    linking(pathlib.Path(args.binary).parent)
    store(args.binary)
    gazetteer(args.binary)


if __name__ == "__main__":
    main()
