"""Records of documents nobody wrote, for measuring: happenings that a few
reports tell, each with what it gets wrong. The same for the same number."""
import json
import random

KINDS = ("air_strike", "shelling", "shooting", "explosive_device")
DAYS = [f"{year}-{month:02}-{day:02}" for year in range(2012, 2020)
        for month in range(1, 13) for day in range(1, 29)]


def happening(number):
    dice = random.Random(number)
    war, town = dice.randrange(12), dice.randrange(150)
    return {"type": dice.choice(KINDS), "day": dice.choice(DAYS),
            "toll": 1 + dice.randrange(60), "by": f"Force {war}",
            "place": {"name": f"Bourg {war}-{town}",
                      "in": [f"Province {war}-{town // 10}", f"Pays {war}"],
                      "id": f"geo:{war}-{town}", "lat": 10 + war * 3 + town / 60,
                      "lon": 20 + town % 12 / 5, "precision": "settlement",
                      "radius_km": 5}}


def of_event(name, i, fact, dice):
    begin = i * 100
    yield {"record": "event", "document": name, "id": f"e{i + 1}",
           "type": fact["type"] if dice.randrange(6) else "attack",
           "date": {"from": fact["day"], "to": fact["day"]},
           "place": fact["place"],
           "perpetrator": [{"name": fact["by"], "certainty": "stated"}],
           "evidence": [{"begin": begin, "end": begin + 9,
                         "text": f"event {i:03}"}]}
    for j, kind in enumerate(("killed", "injured")):
        at = begin + 20 + 20 * j
        yield {"record": "harm", "document": name, "id": f"h{2 * i + j + 1}",
               "event": f"e{i + 1}", "kind": kind,
               "count": {"qualifier": "exact",
                         "value": fact["toll"] + 3 * j + dice.randrange(2)},
               "victims": {"status": "civilian"},
               "claimant": {"name": dice.choice(("police", "maire", "armée")),
                            "type": "other"},
               "evidence": [{"begin": at, "end": at + 9,
                             "text": f"harm{j} {i:03}"}]}


def documents(n):
    """JSON lines of n documents, two events each, two harms an event."""
    for number in range(n):
        dice = random.Random(-number - 1)
        name = f"d{number:07}"
        facts = [happening(dice.randrange(n // 4 + 1)) for _ in range(2)]
        day = max(fact["day"] for fact in facts)
        yield json.dumps({"record": "document", "document": name,
                          "path": name + ".txt", "language": "fr",
                          "outlet": f"Gazette {dice.randrange(40)}",
                          "published": {"from": day, "to": day}})
        for i, fact in enumerate(facts):
            for record in of_event(name, i, fact, dice):
                yield json.dumps(record)
