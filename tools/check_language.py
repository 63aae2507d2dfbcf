#!/usr/bin/env python3
"""No language stands in C. Takes the words of every pack (first column of its
tables, and forms= features) and looks for them in the string literals of src/
and cli/, and for accented words in literals and comments; also for the name of
a pack as a literal. Words that are English as well, by the public header, the
documentation and the list below, do not count."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'",
                   re.S)
# English words, codes and file names that are also words of a pack.
ENGLISH = set("""
    action article articles attack attribution base brigade case champ charge
    civil combat command commission date detention district document documents
    double entry film final fire force format general grade grave image images
    information journal label latin line long main message minute minutes mission mode
    module moment notable note notes option options page place point police
    position possible public rebel record region responsible salve section
    service short siege simple source station suite table title total train
    type union usage version victim village zone zones
    abduction agency artillery combatant detention displacement execution
    explosive facebook hospital infrastructure international journalist media
    military mosque offensive ordinal population prohibited province religious
    residential siege strike suicide telegram territory torture transport
    aimed blame opposed cache twitter unknown violence
    armed clash coalition damaging destruction human light million shields suffered
    suffering looting sexual shelling shooting bombing weapon device drone
    burst
    application aside audio body byline comments consent figure footer hidden
    lead menu mobile related signup site initial security inter office
""".split())


def english():
    words = set(ENGLISH)
    sources = [TOP / "include/constat/constat.h", *TOP.glob("docs/*.md")]
    for path in sources:
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        # What is quoted, set in italics or fenced may be an example.
        if path.suffix == ".md":
            text = re.sub(r"```.*?```", " ", text, flags=re.S)
            text = re.sub(r"\"[^\"\n]*\"|«[^»]*»|`[^`\n]*`|\*[^*\n]+\*", " ",
                          text)
        words.update(w.lower() for w in WORD.findall(text))
    return words


def pack_words():
    words = set()
    for table in TOP.glob("lang/*/**/*.tsv"):
        for line in table.read_text(encoding="utf-8").split("\n"):
            if not line or line[0] in "#!":
                continue
            cells = line.split("\t")
            texts = [cells[0].replace("~", " ").replace("_", " ")]
            texts += re.findall(r"\bforms=(\S+)", line)
            for text in texts:
                words.update(w.lower() for w in WORD.findall(text))
    return {w for w in words if len(w) > 3 or not w.isascii()}


def unescape(literal):
    """The bytes of a C literal as text."""
    simple = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\"}
    out = bytearray()
    at = 0
    while at < len(literal):
        hexa = re.match(r"\\x([0-9a-fA-F]{1,2})", literal[at:])
        if hexa:
            out.append(int(hexa.group(1), 16))
            at += hexa.end()
        elif literal[at] == "\\" and at + 1 < len(literal):
            out += simple.get(literal[at + 1], literal[at + 1]).encode()
            at += 2
        else:
            out += literal[at].encode()
            at += 1
    return out.decode("utf-8", "replace")


def problems_of(text, words, packs):
    for match in TOKEN.finditer(text):
        token = match.group(0)
        line = text.count("\n", 0, match.start()) + 1
        comment = token.startswith("/")
        if not comment and re.match(r"[ \t]*#[ \t]*include",
                                    text[text.rfind("\n", 0, match.start()) + 1:
                                         match.start()]):
            continue
        plain = token if comment else unescape(token[1:-1])
        if not comment and plain in packs:
            yield line, f'the name of a pack: "{plain}"'
        for word in WORD.findall(plain):
            lower = word.lower()
            if not lower.isascii() and len(lower) > 2 and "\ufffd" not in lower:
                if lower in words or comment is False:
                    yield line, f"accented word: {word}"
            elif not comment and lower in words:
                yield line, f"word of a pack: {word}"


def main():
    words = pack_words() - english()
    packs = {p.parent.name for p in TOP.glob("lang/*/pack.conf")}
    bad = 0
    for base in ("src", "cli"):
        for path in sorted((TOP / base).rglob("*.[ch]")):
            text = path.read_text(encoding="utf-8")
            for line, problem in problems_of(text, words, packs):
                print(f"{path.relative_to(TOP)}:{line}: {problem}")
                bad += 1
    print(f"language: {len(words)} words of {len(packs)} packs, {bad} problems")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
