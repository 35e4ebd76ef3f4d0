import csv, io, json
rows = list(csv.DictReader(io.StringIO("name,n\na,1\nb,2\n")))
for r in rows: r["n"] = int(r["n"]) * 2
out = io.StringIO(); w = csv.DictWriter(out, fieldnames=["name", "n"]); w.writeheader(); w.writerows(rows)
print(repr(out.getvalue()), json.dumps(rows, indent=1, sort_keys=True), json.loads('{"a": [1, 2.5, null]}'))
class E(json.JSONEncoder):
    def __init__(self, *a, **k): super().__init__(*a, **k); self._seen = 0
    def default(self, o): self._seen += 1; return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {2, 1}}, cls=E), E(indent=None).encode([{1}]))
try: json.loads("{")
except json.JSONDecodeError as e: print(e.lineno, e.msg)
