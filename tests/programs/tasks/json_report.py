import json
from statistics import mean

RAW = """
[
  {"id": 1, "team": "red",  "name": "Ines",  "scores": [9.5, 8.0, 7.25], "active": true},
  {"id": 2, "team": "blue", "name": "Omar",  "scores": [6, 7, 8], "active": true},
  {"id": 3, "team": "red",  "name": "Zo\\u00eb", "scores": [], "active": false},
  {"id": 4, "team": "blue", "name": "Kim",   "scores": [10, 9, 10, 10], "active": true},
  {"id": 5, "team": null,   "name": "Lee",   "scores": [5.5], "active": true}
]
"""


def build_report(people):
    teams = {}
    for p in people:
        team = teams.setdefault(p["team"] or "(none)", {"members": 0, "active": 0, "scores": []})
        team["members"] += 1
        team["active"] += p["active"]
        team["scores"] += p["scores"]
    for t in teams.values():
        t["average"] = round(mean(t["scores"]), 3) if t["scores"] else None
        del t["scores"]
    return {
        "teams": teams,
        "best": max((p for p in people if p["scores"]), key=lambda p: mean(p["scores"]))["name"],
        "inactive": [p["name"] for p in people if not p["active"]],
        "count": len(people),
    }


people = json.loads(RAW)
report = build_report(people)
print(json.dumps(report, indent=2, sort_keys=True, ensure_ascii=False))
print(json.dumps(report, separators=(",", ":")))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"__point__": [o.x, o.y]}
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


text = json.dumps({"at": Point(1, 2), "tags": {"b", "a"}}, cls=Encoder)
print(text)
back = json.loads(text, object_hook=lambda d: Point(*d["__point__"]) if "__point__" in d else d)
print(type(back["at"]).__name__, back["at"].x + back["at"].y, back["tags"])
for bad in ('{"a": }', "[1, 2", '"open', "nope"):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(f"{bad!r}: line {e.lineno} column {e.colno}: {e.msg}")
