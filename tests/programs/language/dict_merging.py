defaults = {"host": "localhost", "port": 80, "tags": ["a"]}
user = {"port": 8080, "debug": True}
print({**defaults, **user}, defaults | user, dict(defaults, **user))
merged = defaults.copy()
merged |= user
merged.update(verbose=2)
print(merged, merged is defaults, merged["tags"] is defaults["tags"])
print(merged.pop("debug"), merged.pop("missing", None), merged.setdefault("port", 1), merged.setdefault("new", []))
print(sorted(defaults.keys() & user.keys()), sorted(defaults.keys() ^ user), defaults.items() >= {("port", 80)})
inverted = {str(v): k for k, v in merged.items()}
print(inverted)
groups = {}
for word in "the quick brown the lazy dog quick the".split():
    groups.setdefault(len(word), []).append(word)
    groups.setdefault("count", {})[word] = groups.get("count", {}).get(word, 0) + 1
print(groups)
d = dict.fromkeys("abc", 0)
d["a"] += 1
del d["b"]
print(d, list(d), list(reversed(d)), d.popitem(), len(d), "c" in d)
print(dict(zip("xyz", range(3))), dict([("p", 1), ("q", 2)]), dict(m=1, n=2))
a = {1, 2, 3, 4}
b = {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a >= {1}, a.isdisjoint({9}), {1} < a)
a |= {10}
a -= {1, 2}
a.discard(99)
print(sorted(a), frozenset([1, 2]) | {3})
nested = {"a": {"b": {"c": 1}}}
nested["a"]["b"]["d"] = nested["a"]["b"].pop("c") + 1
print(nested, nested.get("x", {}).get("y", "default"))
