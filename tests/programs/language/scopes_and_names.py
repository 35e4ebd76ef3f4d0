"""Where names live: nested functions, classes, loops, comprehensions, deletions."""
import sys

x = "global"
log = []


def outer():
    x = "outer"

    def middle():
        nonlocal x
        x += "+middle"

        def inner():
            nonlocal x
            x += "+inner"
            global made
            made = "made by inner"
            return lambda: x
        return inner()
    before = x
    reader = middle()
    return before, x, reader()


class Scope:
    x = "class"
    y = x + " body"
    z = [x for _ in range(2)]
    first = [c for c in x]

    def method(self):
        return x, self.x

    class Inner:
        try:
            seen = y
        except NameError:
            seen = "y is not visible here"
        w = x

    if sys.version_info >= (3,):
        def conditional(self):
            return "new"
    else:
        def conditional(self):
            return "old"

    for n in range(3):
        exec_count = n
    del n


def order_of_defaults(a=log.append("a"), *, b=log.append("b")) -> log.append("returns"):
    return a, b


def decorate(label):
    log.append(f"make {label}")

    def apply(f):
        log.append(f"apply {label}")
        return f
    return apply


@decorate(1)
@decorate(2)
class Decorated(log.append("base") or object, metaclass=log.append("meta") or type):
    log.append("body")

    @decorate(3)
    def method(self, p=log.append("default")):
        pass


def unbound(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as e:
        return str(e).replace("'", '"')


def deleted():
    item = 5
    del item
    try:
        return item
    except NameError as e:
        return type(e).__name__


def exception_variable():
    e = "before"
    try:
        raise ValueError("x")
    except ValueError as e:
        inner = e
    try:
        return e
    except UnboundLocalError:
        return repr(inner)


def counter():
    counter.calls = getattr(counter, "calls", 0) + 1
    counter.__dict__.setdefault("log", []).append(counter.calls)
    return counter.calls


def loops():
    functions = [lambda: i for i in range(3)]
    fixed = [lambda i=i: i for i in range(3)]
    out = []
    for i in range(3):
        def f(): return i * 10
        out.append(f)
    i = 7
    return [f() for f in functions], [f() for f in fixed], [f() for f in out], i


def shadow(list, str="s", *, print=None):
    len = 3
    return list, str, len, print


def recursive_closures():
    def even(n): return True if n == 0 else odd(n - 1)
    def odd(n): return False if n == 0 else even(n - 1)
    return even(10), odd(7)


def comprehension_scope():
    k = "kept"
    values = [k for k in range(2)]
    seen = [last := v for v in values]
    return k, values, last, [[j for j in range(k2)] for k2 in range(3)]


def generator_scope():
    total = 0

    def add():
        nonlocal total
        while True:
            total += yield total
    g = add()
    next(g)
    g.send(5)
    g.send(6)
    return total


print(outer(), x, made)
print(Scope().method(), Scope.y, Scope.z, "".join(Scope.first), Scope.Inner.seen, Scope.Inner.w, Scope().conditional(), Scope.exec_count, hasattr(Scope, "n"))
print(log)
print(unbound(True), unbound(False), deleted(), exception_variable())
print(counter(), counter(), counter.calls, vars(counter))
print(loops(), shadow([1]), recursive_closures(), comprehension_scope(), generator_scope())
for leaked in range(3):
    for also in "ab":
        pass
print(leaked, also)
with_default = (lambda n, acc=[]: acc.append(n) or acc)
print(with_default(1), with_default(2), with_default(3, []))
if (n := 5) > 3: big = True
else: big = False
print(n, big, [n for n in range(2)], n)
del n, big
try:
    n
except NameError as e:
    print(e)
