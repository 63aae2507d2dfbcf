#!/usr/bin/env python3
"""How far the points of events lie from those of the gold, for eval.py: the ten
worst by name, and how many are more than 500 km off. Of the blind sets only the
number is said. By itself: eval_points.py SCORER GOLD RECORDS.jsonl
"""
import json
import pathlib
import sys

import eval_detail

FAR_KM = 500
WORST = 10


def distances(scorer, folder, records):
    """(kilometres, document, event, name wanted, name read), the worst first."""
    documents = eval_detail.records_of(records)
    out = []
    for path in sorted(pathlib.Path(folder).glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        scorer.YEARLESS = bool(gold.get("dates_need_collection"))
        text = (path.parent / gold["file"]).read_bytes()
        read = list(documents.get(gold["file"], {"events": {}})["events"].values())
        for i, j in scorer.match("events", gold["events"], read, text)[0]:
            want, got = gold["events"][i]["place"], read[j].get("place")
            if want and got and want.get("lat") is not None and \
                    got.get("lat") is not None:
                km = scorer.km(want["lat"], want["lon"], got["lat"], got["lon"])
                beyond = km - (want.get("tol_km") or 10)
                out.append((max(beyond, 0.0), gold["file"],
                            gold["events"][i]["id"], want["names"][0],
                            got["name"]))
    return sorted(out, key=lambda r: (-r[0], r[1:]))


def print_worst(scorer_path, folders, keep):
    scorer = eval_detail.load_scorer(scorer_path)
    print("\npoints of events, kilometres beyond what the gold allows:")
    for folder in folders:
        records = keep / f"{folder.name}.constat.jsonl"
        if not records.is_file():
            continue
        found = distances(scorer, folder, records)
        far = sum(r[0] > FAR_KM for r in found)
        print(f"  {folder.name}: {len(found)} points, {far} more than "
              f"{FAR_KM} km off")
        if folder.name in ("blind", "blind2b", "blind3"):
            continue
        for km, name, event, want, got in found[:WORST]:
            if km > 0:
                print(f"    {km:7.0f} km  {name} {event}: {want} read as {got}")


if __name__ == "__main__":
    scorer_ = eval_detail.load_scorer(sys.argv[1])
    for row in distances(scorer_, sys.argv[2], sys.argv[3])[:WORST]:
        print(*row, sep="\t")
