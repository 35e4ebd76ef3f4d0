"""Dispatch, user containers, redirection, short reprs, exit stacks."""

import functools
import collections, contextlib, io, sys
from collections import UserDict, UserList, UserString, Counter, ChainMap


@functools.singledispatch
def show(x):
    return "obj"


@show.register
def _(x: int):
    return "int"


@show.register(list)
@show.register(tuple)
def _(x):
    return "seq"


class C:
    @functools.singledispatchmethod
    def m(self, a):
        return ("d", a)

    @m.register
    def _(self, a: str):
        return ("s", a)

    def setit(self, v, w=0):
        self.v = (v, w)
        return self.v

    on = functools.partialmethod(setit, True)
    off = functools.partialmethod(setit, False, w=3)

    @functools.singledispatchmethod
    @classmethod
    def cm(cls, x):
        return cls.__name__, x

    @cm.register
    @classmethod
    def _(cls, x: int):
        return cls.__name__, "int", x


print(
    show(1), show([1]), show((1,)), show("x"), show(True), show.dispatch(int) is show.registry[int]
)
c = C()
print(c.m(1), c.m("x"), c.on(), c.off(), C.on(c), C.cm(1), C.cm("x"))


class D(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)


d = D(a=1)
d["b"] = 2
print(d, d["A"], dict(d), d | {"c": 3}, len(d), "A" in d, d.data)


class L(UserList):
    def append(self, x):
        super().append(x * 2)


l = L([1, 2])
l.append(5)
print(l, l[1:], l + [3], sorted(l), l.data, l * 2)


class S(UserString):
    def shout(self):
        return self.upper() + "!"


print(S("abc").shout(), S("x{}").format(3), S("abc")[1:], S("abc") + "d", len(S("q")))


class Bag(Counter):
    def total2(self):
        return sum(self.values())


b = Bag("hello")
b.update("l")
print(b, b.total2(), b.most_common(1), b - Counter("l"), Counter(a=1) + Counter(a=2), +b)
print(
    ChainMap({"a": 1}, {"b": 2}),
    ChainMap({"a": 1}, {"b": 2}).new_child()["b"],
    ChainMap({"a": 1}).maps,
)
s = io.StringIO()
with contextlib.redirect_stdout(s):
    print("inside")
    sys.stdout.write("w\n")
    with contextlib.redirect_stderr(s):
        print("err", file=sys.stderr)
print(repr(s.getvalue()))
import reprlib


class R:
    @reprlib.recursive_repr()
    def __repr__(self):
        return "R(" + repr(self.x) + ")"


r = R()
r.x = r
print(r, reprlib.repr(list(range(100))))


class MyRepr(reprlib.Repr):
    def repr_R(self, o, level):
        return "<R!>"


print(MyRepr().repr(r))


async def main():
    async with contextlib.AsyncExitStack() as st:
        st.callback(print, "bye")
        st.push_async_callback(co, 2)
        return 5


async def co(x):
    print("co", x)


m = main()
try:
    m.send(None)
except StopIteration as e:
    print(e.value)
import copy

print(copy.copy(d), copy.deepcopy(b))
