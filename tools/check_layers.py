#!/usr/bin/env python3
"""Data flows one way: a folder of src/ includes base/, itself and the folders
above it in the table of docs/ARCHITECTURE.md, never one below; cli/ includes
constat/constat.h and its own headers alone. Prints what breaks this."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)


def folder_order():
    text = (TOP / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    order = re.findall(r"^\| `(\w+)/` \|", text, re.M)
    if "base" not in order:
        sys.exit("docs/ARCHITECTURE.md: the table of folders is not there")
    return order


def check_src(path, order):
    folder = path.relative_to(TOP / "src").parts[0]
    if folder not in order:
        yield f"folder {folder}/ is not in docs/ARCHITECTURE.md"
        return
    allowed = set(order[: order.index(folder) + 1]) | {"base"}
    for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        if name == "constat/constat.h":
            continue
        if "/" not in name:
            yield f'"{name}" must be written from src/ ("{folder}/{name}")'
        elif not (TOP / "src" / name).is_file():
            yield f'"{name}" is not below src/'
        elif name.split("/")[0] not in allowed:
            yield f'"{name}" stands below {folder}/'


def check_cli(path):
    for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        own = (TOP / "cli" / name.removeprefix("cli/")).is_file()
        if name != "constat/constat.h" and not own:
            yield f'"{name}" is neither constat.h nor a header of cli/'


def main():
    order = folder_order()
    bad = 0
    for base, check in ((TOP / "src", lambda p: check_src(p, order)),
                        (TOP / "cli", check_cli)):
        for path in sorted(base.rglob("*.[ch]")):
            for problem in check(path):
                print(f"{path.relative_to(TOP)}: {problem}")
                bad += 1
    print(f"layers: {bad} problems")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
