#!/usr/bin/env python3
"""The command line from outside: exit status, notes, order, offsets.

usage: test_cli.py PATH-OF-CONSTAT
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, "examples")
REPORT = ("Mali : trois morts dans une attaque\n\n"
          "Trois soldats ont été tués mardi à Gao dans une attaque, "
          "selon l'armée.\n")


def run(*args, stdin=b"", cwd=None, **kwargs):
    return subprocess.run([BIN, *args], input=stdin, capture_output=True,
                          cwd=cwd, timeout=120, **kwargs)


def records(result):
    return [json.loads(x) for x in result.stdout.decode().splitlines()]


class Usage(unittest.TestCase):
    def test_version_and_help(self):
        r = run("--version")
        self.assertEqual(r.returncode, 0)
        self.assertRegex(r.stdout.decode(), r"^constat \d+\.\d+")
        for args in (["--help"], ["-h"], ["help"], ["read", "--help"],
                     ["pack", "--help"], ["read", "x", "--help"]):
            r = run(*args)
            self.assertEqual((r.returncode, r.stderr), (0, b""), args)
            self.assertIn(b"usage:", r.stdout)

    def test_wrong_calls_are_2(self):
        for args in ([], ["frobnicate"], ["read"], ["read", "--nope", "x"],
                     ["read", "--format", "xml", "x"], ["read", "--format"],
                     ["read", "--all=1", "x"], ["read", "--layers", "a", "x"],
                     ["read", "--published", "2016", "x"], ["trace"],
                     ["trace", "a", "b"], ["pack"], ["pack", "dump"],
                     ["pack", "frob"], ["annotate"],
                     ["annotate", "--in", "x", "y"],
                     ["annotate", "--in", "x", "--offsets", "lines"]):
            r = run(*args)
            self.assertEqual(r.returncode, 2, args)
            self.assertEqual(r.stdout, b"", args)
            self.assertNotEqual(r.stderr, b"", args)

    def test_no_pack_is_3(self):
        for args in (["read", EXAMPLES], ["pack", "check"], ["trace", "x"],
                     ["annotate", EXAMPLES]):
            r = run(*args, "--data", "/nonexistent")
            self.assertEqual(r.returncode, 3, args)
            self.assertIn(b"/nonexistent", r.stderr)


class Files(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)
        self.dir = self.tmp.name

    def write(self, name, data):
        path = os.path.join(self.dir, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data if isinstance(data, bytes) else data.encode())
        return path

    def read(self, *args, **kwargs):
        return run("read", "--format", "jsonl", *args, cwd=self.dir, **kwargs)

    def paths(self, result):
        return [d["path"] for d in records(result)
                if d["record"] == "document"]

    def test_folder_in_byte_order(self):
        for i, name in enumerate(("d/b.txt", "d/a/z.txt", "d/B.TXT",
                                  "d/a.txt", "d/é.txt", "d/x.pdf")):
            self.write(name, REPORT + "*" * i)
        r = self.read("d/")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(self.paths(r), ["d/B.TXT", "d/a.txt", "d/a/z.txt",
                                         "d/b.txt", "d/é.txt"])
        self.assertIn(b"1 files of other kinds skipped", r.stderr)
        self.assertEqual(self.read("-q", "d").stderr, b"")
        self.assertIn("d/x.pdf", self.paths(self.read("--all", "d")))
        # The order of the arguments and naming a file twice change nothing.
        again = self.read("d/é.txt", "d/a", "d/b.txt", "d", "d/a.txt")
        self.assertEqual(again.stdout, r.stdout)

    def test_identical_payloads_are_one_document(self):
        for name in ("d/c.txt", "d/a.txt", "e/b.txt"):
            self.write(name, REPORT)
        self.write("d/b.txt", REPORT[:-2] + "!\n")
        r = self.read("d", "e")
        docs = [d for d in records(r) if d["record"] == "document"]
        self.assertEqual([(d["path"], d["also"]) for d in docs],
                         [("d/a.txt", ["d/c.txt", "e/b.txt"]),
                          ("d/b.txt", [])])

    def test_standard_input(self):
        self.write("a.txt", REPORT + "x")
        r = self.read("-", stdin=REPORT.encode())
        self.assertEqual((r.returncode, self.paths(r)), (0, ["-"]))
        r = self.read("a.txt", "-", "-", stdin=REPORT.encode())
        self.assertEqual((r.returncode, self.paths(r)), (0, ["-", "a.txt"]))

    def test_unreadable_inputs_are_notes(self):
        self.write("d/a.txt", REPORT)
        self.write("d/z.txt", REPORT + "z")
        os.symlink("nowhere", os.path.join(self.dir, "d", "m.txt"))
        r = self.read("d", "missing")
        self.assertEqual(r.returncode, 1)
        notes = [d for d in records(r) if d["record"] == "note"]
        self.assertEqual([(n["path"], n["code"], n["entry"], n["offset"])
                          for n in notes],
                         [("d/m.txt", "unreadable", None, None),
                          ("missing", "unreadable", None, None)])
        self.assertEqual(list(notes[0]), ["record", "path", "entry", "offset",
                                          "code", "text"])
        self.assertEqual(self.paths(r), ["d/a.txt", "d/z.txt"])
        self.assertIn(b"missing", r.stderr)
        # In their place in the order.
        order = [d["path"] for d in records(r)
                 if d["record"] in ("document", "note")]
        self.assertEqual(order, sorted(order))
        self.assertEqual(self.read("missing").returncode, 3)
        r = run("read", "missing", cwd=self.dir)
        self.assertEqual((r.returncode, r.stdout), (3, b""))

    def test_html_by_name_and_by_begin(self):
        page = "<p>L'attaque a fait <b>3</b>&nbsp;morts.</p>"
        self.write("d/a.html", "\n" + page)
        self.write("d/b.txt", page)
        r = self.read("d")
        self.assertEqual(r.returncode, 0)
        counts = [d["count"] for d in records(r) if d["record"] == "harm"]
        self.assertEqual([c["text"] for c in counts], ["3", "3"])
        plain = [d["evidence"][0]["plain"] for d in records(r)
                 if d["record"] == "harm"]
        self.assertEqual(len(set(plain)), 1)
        self.assertNotIn("<", plain[0])

    def test_strange_bytes(self):
        self.write("a.txt", b"")
        self.write("b.txt", b"\0\0\0")
        self.write("c.txt", b"Trois morts \xff\xfe\x80 \xc3 \xe2\x82\n" * 3)
        self.write("d.txt", "\ufeff" + REPORT)
        self.write("e.txt", REPORT.encode("cp1252"))
        self.write("f.txt", b"\n" * 5000)
        self.write("g.txt", b"a" * 300000)
        r = self.read("a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt",
                      "g.txt")
        self.assertIn(r.returncode, (0, 1))
        self.assertEqual(len(self.paths(r)), 7)

    def test_empty_folder(self):
        os.mkdir(os.path.join(self.dir, "d"))
        r = self.read("d")
        self.assertEqual((r.returncode, r.stdout), (0, b""))
        self.assertIn(b"nothing to read", r.stderr)

    def test_full_disk_is_3(self):
        self.write("a.txt", REPORT)
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            for args in (["read", "a.txt"], ["trace", "a.txt"],
                         ["annotate", "a.txt"], ["--version"]):
                r = subprocess.run([BIN, *args], stdout=full, cwd=self.dir,
                                   stderr=subprocess.PIPE, timeout=60)
                self.assertEqual(r.returncode, 3, args)
                self.assertNotEqual(r.stderr, b"")

    def test_trace(self):
        self.write("a.txt", REPORT)
        r = run("trace", "a.txt", cwd=self.dir)
        self.assertEqual(r.returncode, 0)
        self.assertIn(b"layer ", r.stdout)
        self.assertEqual(run("trace", "missing", cwd=self.dir).returncode, 3)

    def test_table_shows_no_control_characters(self):
        self.write("a\x1b[31m.txt", REPORT.replace("Gao", "Gao\x1b[2J"))
        r = run("read", ".", cwd=self.dir)
        self.assertNotIn(b"\x1b", r.stdout)


def spans(value):
    """Every {"begin","end","text"} in a record."""
    if isinstance(value, dict):
        if value.get("begin") is not None and "text" in value:
            yield value
        for v in value.values():
            yield from spans(v)
    elif isinstance(value, list):
        for v in value:
            yield from spans(v)


class Examples(unittest.TestCase):
    def setUp(self):
        self.result = run("read", "--format", "jsonl", "examples", cwd=ROOT)

    def test_form_and_offsets(self):
        self.assertEqual(self.result.returncode, 0, self.result.stderr)
        document = None
        for line in self.result.stdout.decode().splitlines():
            d = json.loads(line)
            self.assertEqual(json.dumps(d, ensure_ascii=False,
                                        separators=(",", ":")), line)
            if d["record"] == "document":
                document = d
                with open(os.path.join(ROOT, d["path"]), "rb") as f:
                    raw = f.read()
            self.assertEqual(d.get("document"), document["document"])
            for s in spans(d):
                self.assertEqual(raw[s["begin"]:s["end"]].decode(), s["text"])

    def test_labels(self):
        seen = {}
        for d in records(self.result):
            if "id" in d:
                group = seen.setdefault((d["document"], d["record"]), [])
                group.append(d["id"])
        for (_, record), ids in seen.items():
            self.assertEqual(ids, ["%s%d" % (record[0], i + 1)
                                   for i in range(len(ids))])

    def test_same_bytes_every_time(self):
        again = run("read", "--format=jsonl", "examples", cwd=ROOT,
                    env={**os.environ, "LC_ALL": "fr_FR.UTF-8", "TZ": "Asia/"
                         "Tokyo"})
        self.assertEqual(again.stdout, self.result.stdout)

    def test_table(self):
        r = run("read", "examples", cwd=ROOT)
        self.assertEqual(r.returncode, 0)
        self.assertNotIn(b"\x1b", r.stdout)
        self.assertEqual(r.stdout.count(b"== examples/"),
                         len(os.listdir(EXAMPLES)))

    def test_published_option(self):
        r = run("read", "--format", "jsonl", "--published", "2019-07-03",
                "examples/01-tajoura-depeche.txt", cwd=ROOT)
        self.assertEqual(r.returncode, 0)


class Annotate(unittest.TestCase):
    def test_reports(self):
        r = run("annotate", "examples", "--layers", "number", cwd=ROOT)
        self.assertEqual(r.returncode, 0, r.stderr)
        found = [d for d in records(r) if d["record"] == "annotation"]
        self.assertTrue(found)
        self.assertEqual({d["layer"] for d in found}, {"number"})

    def test_cases(self):
        cases = [{"id": "a", "text": "Été : douze blessés à Gaza.",
                  "ref_time": "2017-06-27T12:00:00"},
                 {"id": 2, "text": ""}]
        data = "\n".join(json.dumps(c, ensure_ascii=False) for c in cases)
        for offsets, expected in (("chars", [6, 11]), ("bytes", [8, 13])):
            r = run("annotate", "--in", "-", "--layers", "number",
                    "--offsets", offsets, stdin=data.encode())
            self.assertEqual(r.returncode, 0, r.stderr)
            out = records(r)
            self.assertEqual([d["id"] for d in out], ["a", 2])
            f = out[0]["found"][0]
            self.assertEqual([f["s"], f["e"]], expected)
            self.assertEqual((f["type"], f["value"]), ("number", "12"))

    def test_broken_cases(self):
        data = b'{"id":1}\n\nnot json\n{"id":2,"text":"deux"}\n[]\n'
        r = run("annotate", "--in", "-", stdin=data)
        self.assertEqual(r.returncode, 1)
        self.assertEqual([d["id"] for d in records(r)], [2])
        self.assertIn(b"-:3:", r.stderr)
        self.assertEqual(run("annotate", "--in", "-", stdin=b"x").returncode,
                         3)
        self.assertEqual(run("annotate", "--in", "/nonexistent").returncode, 3)


class Pack(unittest.TestCase):
    def test_check_and_dump(self):
        r = run("pack", "check")
        self.assertEqual(r.returncode, 0, r.stderr)
        r = run("pack", "dump", "ast")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertNotEqual(r.stdout, b"")
        self.assertEqual(run("pack", "dump", "ast", "no-layer").returncode, 3)


def man_examples():
    """Command lines of the man pages: lines below .EX that begin with $."""
    folder = os.path.join(ROOT, "man")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            for line in f:
                if line.startswith("$ "):
                    yield name, line[2:].strip().replace("\\-", "-")


class Manual(unittest.TestCase):
    def test_examples_run(self):
        env = {**os.environ,
               "PATH": os.path.dirname(BIN) + ":" + os.environ["PATH"]}
        examples = list(man_examples())
        self.assertTrue(examples)
        # One after the other, in a folder where they may leave files.
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(EXAMPLES, os.path.join(folder, "examples"))
            for name, line in examples:
                r = subprocess.run(["sh", "-e", "-c", line], cwd=folder,
                                   env=env, capture_output=True, timeout=300)
                self.assertEqual(r.returncode, 0, (name, line, r.stderr))
                self.assertNotEqual(r.stdout, b"", (name, line))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
