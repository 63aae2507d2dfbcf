#!/usr/bin/env python3
"""usage: test_twins.py CONSTAT [-v]

The records of each page in tests/twins/ equal those of its plain text (beside
it, or in examples/), field by field, apart from offsets and from how the page
writes blanks and apostrophes; and the bytes of every span of a page are what
the record says they are."""
import html
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
TWINS = TOP / "tests/twins"
CONSTAT = sys.argv[1]
VERBOSE = "-v" in sys.argv[2:]
# What may differ: where things stand, and what names the file.
PLACE = {"begin", "end", "document", "path", "sha256", "zones", "url", "source",
         "time"}
CHARSETS = {"07-tchombangou-sahel": "cp1252",
            "10-boukouma-communique": "cp1252"}


def read(path):
    run = subprocess.run([CONSTAT, "read", str(path), "--format", "jsonl"],
                         capture_output=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{path}: {run.stderr.decode()}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def plain(value):
    value = unicodedata.normalize("NFC", value)
    value = value.replace("\u2019", "'")
    return re.sub(r"[\s\u00a0\u202f]+", " ", value)


def bare(value):
    """A value without offsets; of a span its readable words."""
    if isinstance(value, dict):
        value = dict(value)
        if "plain" in value:
            value["text"] = value.pop("plain")
        return {k: bare(v) for k, v in value.items() if k not in PLACE}
    if isinstance(value, list):
        return [bare(v) for v in value]
    return plain(value) if isinstance(value, str) else value


def spans(value):
    if isinstance(value, dict):
        if value.get("begin") is not None and "text" in value:
            yield value
        for v in value.values():
            yield from spans(v)
    elif isinstance(value, list):
        for v in value:
            yield from spans(v)


def readable(text):
    """What a reader sees of a piece of page that has no comments in it."""
    text = re.sub(r"<[^>]*>", lambda m: "\n" if re.match(
        r"</?(p|div|br|li|td|tr|h\d)\b", m.group(), re.I) else "", text)
    return plain(html.unescape(text)).strip()


def check_spans(name, records, raw, bad):
    charset = CHARSETS.get(name, "utf-8")
    for record in records:
        for span in spans(record):
            text = raw[span["begin"]:span["end"]].decode(charset)
            if text != span["text"]:
                bad.append(f"{name}: bytes {span['begin']} to {span['end']} "
                           f"are {text!r}, not {span['text']!r}")
            if readable(text) != plain(span.get("plain", text)).strip():
                bad.append(f"{name}: {text!r} does not read "
                           f"{span.get('plain')!r}")


def differences(a, b, where=""):
    if isinstance(a, dict) and isinstance(b, dict):
        for k in {**a, **b}:
            yield from differences(a.get(k), b.get(k), f"{where}.{k}")
    elif a != b:
        yield f"{where}: {a!r} / {b!r}"


def check_records(name, page, text, bad):
    page, text = ([r for r in rs if r["record"] != "note"]
                  for rs in (page, text))
    page, text = bare(page), bare(text)
    if page != text:
        for i in range(max(len(page), len(text))):
            p = page[i] if i < len(page) else None
            t = text[i] if i < len(text) else None
            if p is None or t is None or p.get("id") != t.get("id"):
                bad.append(f"{name}: record {i}: page {p}\n    text {t}")
                return
            bad += [f"{name}: {p.get('id', 'document')}{d}"
                    for d in differences(p, t)]


def main():
    bad, n, records = [], 0, 0
    for page in sorted(TWINS.glob("*.html")):
        name = page.stem
        text = TWINS / f"{name}.txt"
        if not text.is_file():
            text = TOP / "examples" / f"{name}.txt"
        mine = read(page)
        check_spans(name, mine, page.read_bytes(), bad)
        check_records(name, mine, read(text), bad)
        n += 1
        records += len(mine)
    for line in bad if VERBOSE else bad[:40]:
        print(line)
    print(f"twins: {n} pages, {records} records, {len(bad)} differences")
    return bool(bad) or n < 12


if __name__ == "__main__":
    sys.exit(main())
