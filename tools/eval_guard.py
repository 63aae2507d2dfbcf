"""How many reports of violence are taken for something else: every paragraph of a
gold report in which the program reads a harm that gold has too is given to it
alone, as a report of its own. What is lost then is lost because nothing else in
it speaks of arms (src/claim/violence.c). The other half, harms read where nobody
comes to harm, is in eval_news.py."""
import json
import pathlib
import subprocess
import tempfile


def harm_spans(records):
    """{file name: [(begin, end)]} of all harms in a file of records."""
    out, name = {}, None
    for line in records.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["record"] == "document":
            name = pathlib.Path(record["path"]).name
        elif record["record"] == "harm":
            span = record["evidence"][0]
            out.setdefault(name, []).append((span["begin"], span["end"]))
    return out


def gold_spans(data, gold):
    """Bytes of the evidence of all gold harms."""
    for harm in gold["harms"]:
        for words in harm["evidence"]:
            at = data.find(words.encode("utf-8"))
            if at >= 0:
                yield at, at + len(words.encode("utf-8"))


def paragraphs(data):
    """(begin, end) of the lines that hold words."""
    at = 0
    for line in data.split(b"\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def true_paragraphs(folder, records):
    """(name, bytes) of paragraphs with a harm that is read and in gold."""
    read = harm_spans(records)
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        data = (folder / gold["file"]).read_bytes()
        mine = [(b, e) for b, e in gold_spans(data, gold)
                if any(b < y and x < e for x, y in read.get(gold["file"], []))]
        for number, (begin, end) in enumerate(paragraphs(data)):
            if any(begin <= b and e <= end for b, e in mine):
                yield f"{path.name[:-len('.gold.json')]}-{number}", data[begin:end]


def lost(binary, folder, records):
    """(paragraphs, names of those that give no harm when they stand alone)."""
    with tempfile.TemporaryDirectory() as scratch:
        alone = pathlib.Path(scratch) / "alone"
        alone.mkdir()
        names, seen = [], set()
        for name, data in true_paragraphs(folder, records):
            if data in seen:
                continue
            seen.add(data)
            (alone / f"{name}.txt").write_bytes(data + b"\n")
            names.append(f"{name}.txt")
        out = pathlib.Path(scratch) / "alone.jsonl"
        with open(out, "wb") as f:
            subprocess.run([str(binary), "read", "--format", "jsonl", "-q",
                            str(alone)], stdout=f, stderr=subprocess.DEVNULL)
        found = harm_spans(out)
    return len(names), [n for n in names if n not in found]


def print_guard(binary, folders, keep):
    print("reports of violence taken for something else (paragraphs alone):")
    for folder in folders:
        records = keep / f"{folder.name}.constat.jsonl"
        if records.is_file():
            n, gone = lost(binary, folder, records)
            print(f"  {folder.name}: {len(gone)} of {n} lost")
