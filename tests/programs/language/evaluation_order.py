"""Says aloud in which order Python evaluates things, and how often."""
trail = []


def t(label, value=None):
    trail.append(label)
    return label if value is None else value


def show(title):
    print(f"{title}: {' '.join(map(str, trail))}")
    trail.clear()


class Loud:
    def __init__(self, name="o", **values):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_values", values)

    def __getattr__(self, key):
        trail.append(f"get.{key}")
        try:
            return self._values[key]
        except KeyError:
            raise AttributeError(key) from None

    def __setattr__(self, key, value):
        trail.append(f"set.{key}={value}")
        self._values[key] = value

    def __delattr__(self, key):
        trail.append(f"del.{key}")
        del self._values[key]

    def __getitem__(self, key):
        trail.append(f"get[{key}]")
        return self._values.get(str(key), 0)

    def __setitem__(self, key, value):
        trail.append(f"set[{key}]={value}")
        self._values[str(key)] = value

    def __delitem__(self, key):
        trail.append(f"del[{key}]")

    def __repr__(self):
        return self._name

    def __enter__(self):
        trail.append(f"enter {self._name}")
        return self

    def __exit__(self, *exc):
        trail.append(f"exit {self._name}")


o = Loud(x=1, y=2)
t("o", o).x = t("value", 5)
show("assign attribute")
t("o", o).x += t("right", 1)
show("augment attribute")
t("o", o)[t("key", "k")] = t("value", 3)
show("assign item")
t("o", o)[t("key", "k")] += t("right", 4)
show("augment item")
t("o", o)[t("a", 1):t("b", 2):t("c", 3)]
show("slice")
t("o", o)[t("low", 0):t("high", 1)] = t("value", "v")
show("assign slice")
del t("o", o).y, t("p", o)[t("i", 9)]
show("delete")
a = t("o", o).x = b = t("o2", o)[t("k", "kk")] = t("value", 1)
show("chained targets")
t("o", o).x, (t("p", o).y, *t("q", o)[t("i", "i")]), t("r", o)[t("j", "j")] = t("values", (1, (2, 3, 4), 5))
show("unpacking")
print(t(1) < t(3) < t(2) < t(9))
show("comparison stops")
print(t("", 0) or t("no", 0) or t("yes", 1), t("left", 1) and t("", 0) and t("never"))
show("and, or")
print(t("then", 1) if t("test", 0) else t("else", 2))
show("conditional")


def f(*args, **kwargs):
    return t(f"call({len(args)},{len(kwargs)})", 1)


t("f", f)(t("a", 1), *t("stars", [2]), t("b", 3), k=t("k", 4), **t("double", {"z": 1}))
show("call")
t("o", o).method if t("guard", 0) else t("skip")
{t("k1"): t("v1"), t("k2"): t("v2")}
[t("l1"), *t("l2", [1]), t("l3")]
show("displays")
with t("w1", Loud("one")) as o.a, t("w2", Loud("two")) as o["b"]:
    t("body")
show("with")
for o.loop in t("iter", [1, 2]):
    t("turn")
show("for")
print([t(f"item{x}.{y}") for x in t("xs", [1, 2]) if t(f"if{x}") for y in t(f"ys{x}", "a")])
show("comprehension")
lazy = (t(f"late{x}") for x in t("now", [1, 2]))
show("generator made")
list(lazy)
show("generator run")


@t("d1", lambda g: t("apply1", g))
@t("d2", lambda g: t("apply2", g))
def decorated(a=t("default"), *, b=t("kwdefault")) -> t("returns", int):
    t("run")


show("decorators")
decorated()
show("decorated call")
assert t("condition", True), t("message")
show("assert")
try:
    raise t("raised", ValueError("x")) from t("cause", KeyError("y"))
except t("kinds", (TypeError, ValueError)):
    t("handler")
else:
    t("no")
finally:
    t("finally")
show("try")
x = y = t("once", [])
x.append(1)
print(x is y, f"{t('f1', 3):{t('spec', 5)}}{t('f2', 'z')!r}")
show("f-string")
(n := t("walrus", 4)) + t("right", n)
lambda a=t("lambda default"): t("not yet")
t("slice", [1, 2, 3])[t("start", 0):]
show("rest")
match t("subject", 3):
    case 1 if t("guard1"):
        t("one")
    case n if t("guard2", 0):
        t("two")
    case int() if t("guard3"):
        t("three")
show("match")
t("obj", Loud()).x = t("val", 1); (t("obj2", Loud()))["k"] = 2
o.x += o.x + (o.x if o.x else 0)
show("last")
