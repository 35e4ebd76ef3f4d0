"""Signatures, sources, kinds and texts of own functions and classes."""

import inspect, types, functools


def f(a, /, b: int, *c, d=3, **e) -> str:
    "doc of f"
    return a


sig = inspect.signature(f)
print(sig, sig.parameters["d"].default, sig.return_annotation)
for p in sig.parameters.values():
    print(
        p.name,
        p.kind,
        p.kind.name,
        p.default is inspect.Parameter.empty,
        p.annotation is p.empty,
        p,
    )
ba = sig.bind(1, 2, 3, d=5, z=1)
print(ba.args, ba.kwargs, ba.arguments)
ba.apply_defaults()


class C:
    """Doc of C

    indented
    """

    x = 1

    def __init__(self, a, b=2):
        self.a = a

    def m(self, q):
        "m doc"
        return q

    @classmethod
    def cm(cls, z): ...
    @staticmethod
    def sm(z): ...
    def __call__(self, w): ...


class D(C):
    def m(self, q):
        return q


class E_:
    pass


print(
    inspect.signature(C),
    inspect.signature(C(1).m),
    inspect.signature(C.m),
    inspect.signature(C.cm),
    inspect.signature(C.sm),
    inspect.signature(C(1)),
    inspect.signature(E_),
    inspect.signature(D),
)
print(inspect.signature(functools.partial(f, 1, d=9)))


@functools.wraps(f)
def w(*a, **k):
    return f(*a, **k)


print(inspect.signature(w), inspect.signature(w, follow_wrapped=False))
print(repr(inspect.getdoc(C)), inspect.getdoc(D(1).m), inspect.getdoc(D))
print(
    inspect.isfunction(f),
    inspect.isclass(C),
    inspect.ismethod(C(1).m),
    inspect.isbuiltin(len),
    inspect.isgeneratorfunction(f),
    inspect.isroutine(print),
    inspect.iscoroutinefunction(f),
    inspect.ismodule(inspect),
)
print(
    [n for n, v in inspect.getmembers(C(1)) if not n.startswith("__")],
    inspect.getmembers(C, inspect.isfunction)[0][0],
)
print(inspect.getsource(f))
print(inspect.getsourcelines(C.m))
print(inspect.getsource(C).splitlines()[0])
print(inspect.getfullargspec(f))
print(inspect.cleandoc("  a\n   b"))
print(inspect.get_annotations(f), inspect.getmro(D))
print(inspect.getcallargs(f, 1, 2))


def g():
    yield 1


gg = g()
print(inspect.getgeneratorstate(gg))
next(gg)
print(inspect.getgeneratorstate(gg), inspect.isgenerator(gg))
P = inspect.Parameter("x", inspect.Parameter.KEYWORD_ONLY, default=5)
print(inspect.Signature([P]), sig.replace(return_annotation=int))
try:
    sig.bind(1)
except TypeError as e:
    print(e)
print(
    isinstance(f, types.FunctionType),
    isinstance(f, types.LambdaType),
    type(f) is types.FunctionType,
    isinstance(gg, types.GeneratorType),
    isinstance(len, types.BuiltinFunctionType),
    isinstance(inspect, types.ModuleType),
    isinstance(C(1).m, types.MethodType),
)


def hello(self):
    return "hi", self.a


c = C(4)
c.hello = types.MethodType(hello, c)
print(c.hello())
print(types.GenericAlias(list, (int,)), types.FunctionType, types.MethodType)


def tb(e: types.TracebackType | None) -> None: ...


N = types.new_class("N", (C,), {}, lambda ns: ns.update(y=5))
print(N(1).y, N.__name__)
handlers = {types.FunctionType: 1, int: 2}
print(handlers[type(f)])
