"""json: separators, hooks, custom encoders, streams, errors."""
import io
import json
from datetime import date
from decimal import Decimal


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return {"__complex__": True, "real": o.real, "imag": o.imag}
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        if isinstance(o, date):
            return o.isoformat()
        return super().default(o)


def as_complex(dct):
    if "__complex__" in dct:
        return complex(dct["real"], dct["imag"])
    return dct


print(json.dumps(["foo", {"bar": ("baz", None, 1.0, 2)}]))
print(json.dumps('"quotes" \\ \b and \u1234'))
print(json.dumps("caf\u00e9"), json.dumps("caf\u00e9", ensure_ascii=False))
print(json.dumps([1, 2, 3, {"4": 5, "6": 7}], separators=(",", ":")))
print(json.dumps({"b": 1, "a": [1, 2, {}], "c": []}, sort_keys=True, indent=4))
print(json.dumps({1: "int key", None: "none key", True: "bool key", 2.5: "float"}))
print(json.dumps({(1, 2): "tuple", "ok": 1}, skipkeys=True))
print(json.dumps({"z": 2 + 1j, "s": {3, 1, 2}, "d": date(2020, 2, 29)}, cls=Encoder))
print(Encoder(indent=None).encode([1j]))
print("".join(json.JSONEncoder().iterencode({"a": [1, "x"]})))

print(json.loads('{"__complex__": true, "real": 1, "imag": 2}', object_hook=as_complex))
print(json.loads("[1.1, 1e3, 10]", parse_float=Decimal, parse_int=str))
print(json.loads('{"a": 1, "b": 2, "a": 3}', object_pairs_hook=list))
print(json.loads("[NaN, Infinity, -Infinity]", parse_constant=lambda name: f"<{name}>"))
print(json.loads(b'["bytes too"]'))

stream = io.StringIO()
json.dump(["streaming API"], stream)
print(stream.getvalue())
print(json.load(io.StringIO('["streaming API"]')))

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
