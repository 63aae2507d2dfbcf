"""Read a folder of tables as its Data Package descriptor says, and complain about
whatever is not as it says. Standard library and jsonschema alone: nothing of
ours decides what a cell means."""
import csv
import datetime
import hashlib
import io
import json
import pathlib
import re

import jsonschema

PROFILE = json.loads((pathlib.Path(__file__).parent / "package_profile.json")
                     .read_text(encoding="utf-8"))
SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def rows_of(data):
    """Rows of RFC 4180: strict quotes, CRLF ends, as many cells in each."""
    text = data.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.endswith("\r\n")
    assert not text.startswith("\ufeff")
    assert len({len(row) for row in rows}) == 1, "rows of several lengths"
    return rows


def unmarked(cell):
    """The text of a cell: without the apostrophe before a sign."""
    bare = cell.lstrip("'")
    return cell[1:] if cell[:1] == "'" and bare[:1] in tuple(SIGNS) else cell


def cast(field, cell):
    constraints = field.get("constraints", {})
    kind = field["type"]
    if cell == "":
        assert not constraints.get("required"), f"{field['name']} is empty"
        return None
    if kind == "integer":
        assert re.fullmatch(r"-?\d+", cell), (field["name"], cell)
        assert int(cell) >= constraints.get("minimum", int(cell))
        return int(cell)
    if kind == "number":
        assert re.fullmatch(r"-?\d+(\.\d+)?", cell), (field["name"], cell)
        return float(cell)
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    if kind == "date":
        return datetime.date.fromisoformat(cell)
    assert cell[0] not in SIGNS, (field["name"], cell)
    return unmarked(cell)


def table(folder, resource):
    data = (folder / resource["path"]).read_bytes()
    assert len(data) == resource["bytes"]
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    fields = resource["schema"]["fields"]
    head, *rows = rows_of(data)
    assert head == [f["name"] for f in fields], resource["name"]
    return [{f["name"]: cast(f, cell) for f, cell in zip(fields, row)}
            for row in rows]


def listed(value):
    return value if isinstance(value, list) else [value]


def check_keys(package, tables):
    for r in package["resources"]:
        schema, rows = r["schema"], tables[r["name"]]
        key = listed(schema["primaryKey"])
        keys = [tuple(row[k] for k in key) for row in rows]
        assert len(set(keys)) == len(keys), f"{r['name']}: a key twice"
        assert all(None not in k for k in keys)
        for link in schema.get("foreignKeys", ()):
            target = link["reference"]["resource"] or r["name"]
            there = {row[link["reference"]["fields"]]
                     for row in tables[target]}
            here = {row[link["fields"]] for row in rows} - {None}
            assert here <= there, (r["name"], link["fields"], here - there)


def load(folder):
    """(descriptor, {name: rows}); AssertionError where they are not as told."""
    folder = pathlib.Path(folder)
    package = json.loads((folder / "datapackage.json").read_bytes())
    jsonschema.Draft7Validator(PROFILE).validate(package)
    tables = {r["name"]: table(folder, r) for r in package["resources"]}
    names = {p.name for p in folder.iterdir()}
    assert names == {r["path"] for r in package["resources"]} | {
        "datapackage.json"}, names
    check_keys(package, tables)
    return package, tables
