#!/usr/bin/env python3
"""Sizes and strays: no C file over 800 lines, no function over 80, no tab or
trailing blank in C, no path of somebody's machine in any text file."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
MAX_FILE, MAX_FUNCTION = 800, 80
SKIP = {".git", "build"}
# Split, so that this file does not match itself.
MACHINE = re.compile("(?<![\\w.:])/" + "(home|root|Users|work)/[\\w.-]")


def text_files():
    for path in sorted(TOP.rglob("*")):
        parts = path.relative_to(TOP).parts
        if SKIP & set(parts) or "__pycache__" in parts:
            continue
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            yield path, data.decode("utf-8", "replace")


def functions(lines):
    """(name, first line, length) of each function: a brace alone in column 0
    opens the body, the next one in column 0 closes it."""
    start = None
    for i, line in enumerate(lines):
        if line == "{":
            start = i
        elif line.startswith("}") and start is not None:
            head = start
            while head > 0 and lines[head - 1] and lines[head - 1][0] not in "}/#":
                head -= 1
            name = re.search(r"(\w+)\(", " ".join(lines[head:start]))
            yield (name.group(1) if name else "?"), head + 1, i - head + 1
            start = None


def check_c(text):
    lines = text.split("\n")
    if len(lines) - 1 > MAX_FILE:
        yield 1, f"{len(lines) - 1} lines, more than {MAX_FILE}"
    for name, line, length in functions(lines):
        if length > MAX_FUNCTION:
            yield line, f"{name} has {length} lines, more than {MAX_FUNCTION}"
    for i, line in enumerate(lines):
        if "\t" in line:
            yield i + 1, "tab"
        if line.endswith((" ", "\r")):
            yield i + 1, "blank at the end of the line"


def main():
    bad = 0
    for path, text in text_files():
        problems = list(check_c(text)) if path.suffix in (".c", ".h") else []
        for i, line in enumerate(text.split("\n")):
            if MACHINE.search(line):
                problems.append((i + 1, "path of a machine"))
        for line, problem in problems:
            print(f"{path.relative_to(TOP)}:{line}: {problem}")
        bad += len(problems)
    print(f"style: {bad} problems")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
