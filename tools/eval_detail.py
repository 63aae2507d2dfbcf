"""What the scorer's table does not tell, for eval.py: how exact counts are by
their size, and what the layers around a harm do by themselves."""
import importlib.util
import json
import pathlib

SIZES = ("0", "1", "2-9", "10-99", "100+", "vague", "unspecified")
CONTEXT = ("located", "date", "place", "claimant", "event", "all four")


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def size_of(count):
    if count["qualifier"] in ("vague", "unspecified"):
        return count["qualifier"]
    n = count["value"]
    return ("0" if n == 0 else "1" if n == 1 else "2-9" if n < 10
            else "10-99" if n < 100 else "100+")


def records_of(path):
    """File name -> events by id, harms in order."""
    documents, names = {}, {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            kind = record.get("record")
            if kind == "document":
                name = pathlib.Path(record["path"]).name
                names[record["document"]] = name
                documents[name] = {"events": {}, "harms": []}
            elif kind == "event":
                documents[names[record["document"]]]["events"][
                    record["id"]] = record
            elif kind == "harm":
                documents[names[record["document"]]]["harms"].append(record)
    return documents


def located(scorer, gold, text, harms):
    """Harm read where the gold has one, whatever is said of it: of the gold's
    kind and count if there is such a one."""
    spans = scorer.spans(text, gold["evidence"])
    best = None
    for i, harm in enumerate(harms):
        overlap = scorer.overlap(spans, scorer.sys_spans(harm))
        if overlap:
            rank = (harm.get("kind") == gold["kind"],
                    scorer.count_ok(gold["count"], harm.get("count")),
                    overlap, -i)
            if best is None or rank > best[0]:
                best = (rank, harm)
    return best and best[1]


def context_right(scorer, gold, gold_event, harm, event):
    """Date, place and type of the harm's event, and who says it."""
    if gold_event is None:
        told = [event is None] * 3
    else:
        told = [event is not None
                and scorer.date_ok(gold_event["date"], event.get("date")),
                event is not None
                and scorer.place_ok(gold_event["place"], event.get("place")),
                event is not None and event.get("type") in gold_event["type"]]
    claimant = scorer.claimant_ok(gold["claimant"], harm.get("claimant"))
    return {"date": told[0], "place": told[1], "claimant": claimant,
            "event": told[2], "all four": all(told) and claimant}


def add(table, key, right):
    counted = table.setdefault(key, [0, 0])
    counted[0] += bool(right)
    counted[1] += 1


def measure(scorer, folder, records):
    """(sizes, context): name -> [right, of]."""
    sizes, context = {}, {}
    documents = records_of(records)
    for path in sorted(pathlib.Path(folder).glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        scorer.YEARLESS = bool(gold.get("dates_need_collection"))
        text = (path.parent / gold["file"]).read_bytes()
        read = documents.get(gold["file"], {"events": {}, "harms": []})
        events = {e["id"]: e for e in gold["events"]}
        pairs = scorer.match("harms", gold["harms"], read["harms"], text)[0]
        exact = {i for i, j in pairs
                 if scorer.count_ok(gold["harms"][i]["count"],
                                    read["harms"][j].get("count"))}
        for i, harm in enumerate(gold["harms"]):
            add(sizes, size_of(harm["count"]), i in exact)
            found = located(scorer, harm, text, read["harms"])
            add(context, "located", found)
            if found:
                right = context_right(scorer, harm, events.get(harm["event"]),
                                      found,
                                      read["events"].get(found.get("event")))
                for name in CONTEXT[1:]:
                    add(context, name, right[name])
    return sizes, context


def print_detail(scorer_path, folders, keep):
    scorer = load_scorer(scorer_path)
    results = [measure(scorer, f, keep / f"{f.name}.constat.jsonl")
               for f in folders
               if (keep / f"{f.name}.constat.jsonl").is_file()]
    print("\n" + f"{'':20}" + "".join(f"{f.name:>16.15}" for f in folders))
    for title, at, names in (
            ("exact by size, of all harms of the gold:", 0, SIZES),
            ("context alone, of harms located from gold:", 1, CONTEXT)):
        print(title)
        for name in names:
            cells = ""
            for result in results:
                right, of = result[at].get(name, (0, 0))
                told = f"{right / of:.3f} /{of}" if of else "-"
                cells += f"{told:>16}"
            print(f"  {name:18}" + cells)
