"""json: separators, hooks, custom encoders, streams, errors."""
import io
import json
from datetime import date
from decimal import Decimal


class Money:
    def __init__(self, amount, currency):
        self.amount, self.currency = amount, currency

    def __repr__(self):
        return f"{self.amount} {self.currency}"


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Money):
            return {"$money": [str(o.amount), o.currency]}
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        if isinstance(o, date):
            return o.isoformat()
        return super().default(o)


def revive(data):
    if data.keys() == {"$money"}:
        amount, currency = data["$money"]
        return Money(Decimal(amount), currency)
    return data


print(json.dumps([1, "two", {"three": (3, None, False, 3.0)}]))
print(json.dumps('say "no" \\ \t and \u20ac'))
print(json.dumps("caf\u00e9"), json.dumps("caf\u00e9", ensure_ascii=False))
print(json.dumps({"a": [1, 2], "b": {"c": None}}, separators=(",", ":")))
print(json.dumps({"z": 1, "y": [True, {}], "x": []}, sort_keys=True, indent=4))
print(json.dumps({1: "int key", None: "none key", True: "bool key", 2.5: "float"}))
print(json.dumps({(1, 2): "tuple", "ok": 1}, skipkeys=True))
order = {"price": Money(Decimal("9.90"), "EUR"), "tags": {"b", "a"}, "day": date(2020, 2, 29)}
text = json.dumps(order, cls=Encoder)
print(text)
print(Encoder(indent=None).encode([{3, 1, 2}]))
print("".join(json.JSONEncoder().iterencode({"a": [1, "x"]})))
print(json.dumps({1j}, default=lambda o: sorted(map(str, o))))

print(json.loads(text, object_hook=revive))
print(json.loads("[2.50, 1e3, 10]", parse_float=Decimal, parse_int=str))
print(json.loads('{"a": 1, "b": 2, "a": 3}', object_pairs_hook=list))
print(json.loads("[NaN, Infinity, -Infinity]", parse_constant=lambda name: f"<{name}>"))
print(json.loads(b'["bytes too"]'))

stream = io.StringIO()
json.dump({"written": [1, 2]}, stream, indent=1)
print(stream.getvalue())
print(json.load(io.StringIO('{"read": "back"}')))

for bad in ('{"a": }', "[1, 2", "'single'", "[1] 2"):
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print(f"{error.lineno}:{error.colno} (char {error.pos})", type(error.doc).__name__)
try:
    json.dumps(object)
except TypeError as error:
    print(error)
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as error:
    print(type(error).__name__)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
