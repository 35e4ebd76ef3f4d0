from collections import Counter, ChainMap, OrderedDict, defaultdict, deque
c = Counter("abca"); c.update("a"); d = c + c; print(d, type(d) is Counter, isinstance(d, Counter), isinstance(d, dict), d.most_common(1), c.copy(), Counter.__name__)
print(defaultdict(Counter)["x"], Counter[str], ChainMap({}, {1:2})[1], ChainMap({1:2}).new_child({3:4}))

import random
r = random.Random(4); x = r.random(); print(isinstance(r, random.Random), type(r) is random.Random, 0<x<1); r.seed(3); r.shuffle([1,2])

import dataclasses
from dataclasses import dataclass, field, replace, InitVar
@dataclass(order=True)
class P:
    x: int
    y: int = 3
    z: list = field(default_factory=list)
@dataclass(frozen=True, slots=True)
class Q:
    a: str
    b: "int" = 2
@dataclass
class R(P):
    w: int = 0
    x: int
p = P(1); print(p, replace(p, x=5), replace(Q("a"), b=7), R(1, w=3), dataclasses.fields(P)[0].metadata, P(1) < P(2), replace(R(9), w=2))
try:
    Q("x").a = 3
except dataclasses.FrozenInstanceError as e: print(repr(e))

import typing
from typing import NamedTuple, TypedDict, Generic, TypeVar, Protocol, runtime_checkable, final, overload
T = TypeVar("T")
class E(NamedTuple):
    a: int
    b: str = "x"
    def f(self): return self.a
class TD(TypedDict, total=False):
    k: int
class G(NamedTuple, Generic[T]):
    v: T
F = NamedTuple("F", [("q", int)])
class SubF(F):
    def m(self): return self.q + self._asdict()["q"]
@runtime_checkable
class Pr(Protocol):
    def f(self) -> int: ...
@final
class Z: pass
@overload
def g(x: int): ...
def g(x): return x
class S2(typing.List[int]): pass
class S3(list[int]): pass
print(E(1), E(1).f(), TD(k=1), G(2), SubF(3).m(), isinstance(E(1), Pr), F.__annotations__ if hasattr(F, "__annotations__") else None, g(2), S2([1]), S3([2]))

import abc
class A(abc.ABC):
    @property
    @abc.abstractmethod
    def x(self): ...
    @abc.abstractmethod
    def y(self): ...
    @classmethod
    @abc.abstractmethod
    def z(cls): ...
try: A()
except TypeError as e: print(e)
class B(A):
    x = 1
    def y(self): return super().y()
    @classmethod
    def z(cls): return super().z()
print(B().y(), B.z())

import contextlib, json, functools, io, csv
@contextlib.contextmanager
def cm():
    yield 1
class CM(contextlib.ContextDecorator):
    def __enter__(self): return self
    def __exit__(self, *a): return False
@CM()
def ff(): return 1
with contextlib.ExitStack() as st:
    print(st.enter_context(cm()), ff()); st.callback(print, "cb")
with contextlib.suppress(ValueError), contextlib.closing(io.StringIO()) as s: s.write("x")
class JE(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({"a": {2,1}}, cls=JE, indent=1), JE(indent=2).encode({"a": {1}}), json.dumps([1], separators=(",",":")), json.loads("[1]", parse_int=float))
try: json.dumps(object(), cls=JE)
except TypeError as e: print(e)
try: json.loads("{")
except json.JSONDecodeError as e: print(e, type(e).__name__, e.pos)
@functools.lru_cache
def fib(n): return n if n < 2 else fib(n-1)+fib(n-2)
@functools.lru_cache(maxsize=None)
def fib2(n): return n
@functools.cache
def fib3(n): return n
print(fib(20), fib.cache_info(), fib2(1), fib3(1), fib.__name__)
class CP:
    @functools.cached_property
    def v(self): return 7
print(CP().v)
class D(csv.excel): delimiter = ";"
rd = csv.DictReader(io.StringIO("a;b\n1;2\n"), dialect=D); print(rd.fieldnames, list(rd))
w = csv.DictWriter(io.StringIO(), ["a"]); w.writeheader(); w.writerow({"a": 1}); w.writerows([{"a": 2}])

import statistics, uuid, fractions, decimal, datetime, string, difflib, pprint, calendar, graphlib, textwrap, hmac, urllib.parse, shlex, enum, re, types
n = statistics.NormalDist(1, 2); print(n.cdf(1), statistics.NormalDist.from_samples([1,2,3]), type(n).__name__, isinstance(n, statistics.NormalDist))
print(uuid.UUID(int=3), uuid.uuid4().hex[:0], uuid.uuid5(uuid.NAMESPACE_DNS, "a"), isinstance(uuid.uuid4(), uuid.UUID), uuid.UUID(int=3).bytes)
print(fractions.Fraction(1,3).limit_denominator(2), fractions.Fraction.from_float(.5), decimal.Decimal("1.2").quantize(decimal.Decimal("1")))
print(string.Template("$a").substitute(a=1), difflib.SequenceMatcher(None, "ab", "ac").ratio(), list(difflib.Differ().compare(["a"],["b"])), pprint.PrettyPrinter(width=20).pformat({"a": 1}))
print(calendar.TextCalendar().formatmonth(2024, 1)[:8], list(graphlib.TopologicalSorter({1: {2}}).static_order()), textwrap.wrap("a b c", width=3), textwrap.indent("a", "  "))
print(hmac.new(b"k", b"m", "sha256").hexdigest()[:4], urllib.parse.urlparse("http://a/b?c#d").netloc, urllib.parse.urlparse("http://a/b")._replace(path="/x").geturl(), shlex.split("a 'b c'"))
class Co(enum.Enum):
    A = 1
    @property
    def low(self): return self.name.lower()
class Fl(enum.Flag):
    X = enum.auto(); Y = enum.auto()
print(Co.A.low, Co(1), Co["A"], Fl.X | Fl.Y, list(Co), type(Co.A) is Co, enum.Enum("Z", "a b").a)
m = re.match(r"(?P<k>a)", "a"); print(m.re.groupindex, type(m).__name__, m.groupdict())
print(int, type("").__name__, type(None), type(len).__name__, type(types.SimpleNamespace(a=1)).__name__, type(list[int]).__name__)
class Err(ValueError):
    def __init__(self, a): super().__init__(a); self.a = a
try: raise Err(3)
except Err as e: print(type(e).__name__, e.a, e.args)
class Meta0:
    metadata = {"a": 1}
    obj = 5
    def mro(self): return 1
print(Meta0().metadata, Meta0.metadata, Meta0().obj, Meta0().mro())
class Prop:
    @property
    def x(self): return 1
    y = property(lambda self: 2)
    @x.setter
    def x(self, v): pass
print(Prop.x.fget(Prop()), Prop.y.fget(None))
class Un(dict):
    def __init__(self, *a): dict.__init__(self, *a); self.n = 1
    def __setitem__(self, k, v): dict.__setitem__(self, k, v)
u = Un({1:2}); u[3]=4; print(u)
