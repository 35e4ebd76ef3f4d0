import filters
import render
import sources as src

for name in src.names():
    text = src.get(name)
    text = filters.apply(text, "strip", "collapse", "sentence")
    print(render.box(text, title=name, width=34))
print(sorted(filters.REGISTRY), filters.calls)
filters.REGISTRY["shout"] = str.upper
print(filters.apply("  quiet ", "strip", "shout"))
filters.calls += 10
print(filters.calls, render.DEFAULT_WIDTH)
try:
    filters.apply("x", "nope")
except filters.UnknownFilter as e:
    print(repr(e))
try:
    import missing_module_of_mine
except ImportError as e:
    print("ImportError", e.name)
try:
    from render import nothing
except ImportError as e:
    print("cannot import", "nothing" in str(e))
