class P:
    def __init__(self): self.x, self.items = 3, {"k": [1, 2]}
    def __format__(self, spec): return f"<P:{spec}>"
    def format(self): return "mine"
p = P(); w = 8
print("{} {0!r}".replace("{0!r}", "{!r}").format(1, "a"), "{p.x:>{w}} {p.items[k][1]} {p:zz}".format(p=p, w=w), p.format())
print(f"{p.x=} {3.14159:.2f} {'s':^7}| {1e6:,} {255:#x} {p!s:.2} {w:{w}}"[:60])
print("%s %05d %-4s| %(a)s" % () if False else "%s %05d %-4s|" % ("a", 42, "z"), "%(a)s" % {"a": 1})
print("{a[x]} {b}".format_map({"a": {"x": 1}, "b": 2}), "{:{}}".format("r", ">4"), str.format("{0}{0}", 1))
from string import Template
print(Template("$a ${b}").substitute(a=1, b=2))
