#!/usr/bin/env python3
"""check_symbols.py LIBRARY: the shared library exports exactly what
the headers in include/constat declare with CST_API."""
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent


def declared():
    text = "\n".join(h.read_text(encoding="utf-8") for h in sorted(
        (TOP / "include/constat").glob("*.h")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"^CST_API\b[^;(]*?\b(cst_\w+)\s*\(", text, re.M))


def exported(library):
    out = subprocess.run(["nm", "-D", "--defined-only", library], check=True,
                         capture_output=True, text=True).stdout
    names = (line.split()[-1] for line in out.splitlines())
    return {re.sub(r"@.*", "", name) for name in names} - {"CONSTAT_0"}


def main():
    want, got = declared(), exported(sys.argv[1])
    for name in sorted(want - got):
        print(f"{name}: declared, not exported")
    for name in sorted(got - want):
        print(f"{name}: exported, not declared")
    print(f"symbols: {len(want)} declared, {len(want ^ got)} problems")
    return want != got


if __name__ == "__main__":
    sys.exit(main())
