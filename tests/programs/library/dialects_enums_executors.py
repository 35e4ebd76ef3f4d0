"""CSV dialects, flags, executors, cookies, codecs."""

import csv, io, enum, copy, gc, importlib, codecs, datetime, types
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
import concurrent.futures
from http.cookies import SimpleCookie

csv.register_dialect("pipe", delimiter="|", quoting=csv.QUOTE_MINIMAL)
print(csv.list_dialects(), csv.get_dialect("pipe").delimiter)
print(
    list(csv.reader(["a|b", "c|'d'"], "pipe")),
    list(csv.reader(["a,b"])),
    list(csv.DictReader(io.StringIO("x|y\n1|2\n"), dialect="pipe")),
)
o = io.StringIO()
w = csv.writer(o, dialect="excel-tab")
w.writerow([1, "a b", None])
csv.unregister_dialect("pipe")
print(repr(o.getvalue()))
try:
    csv.reader([], "pipe")
except csv.Error as e:
    print(e)


class Semi(csv.excel):
    delimiter = ";"
    quotechar = "'"


o = io.StringIO()
d = csv.DictWriter(o, ["a", "b"], dialect=Semi, extrasaction="ignore")
d.writeheader()
d.writerow({"a": "x;y", "b": 2, "c": 3})
print(
    repr(o.getvalue()),
    csv.Sniffer().sniff("a;b\nc;d\n").delimiter,
    csv.Sniffer().has_header("name,age\nbob,3\nal,4\n"),
)
try:
    csv.DictWriter(o, ["a"]).writerow({"zz": 1})
except ValueError as e:
    print(e)


class F(enum.Flag, boundary=enum.KEEP):
    A = 1
    B = 2
    AB = 3


print(F(8), F.A | F.B, [*F])


@enum.verify(enum.UNIQUE, enum.CONTINUOUS)
class E(enum.IntEnum):
    X = 1
    Y = 2


class M(enum.Enum):
    a = enum.member(5)
    b = enum.nonmember(6)

    @enum.member
    def f(self):
        return 1


print(M.a, M.b, E.X, len(list(M)), type(M.f).__name__)
try:

    @enum.verify(enum.CONTINUOUS)
    class G(enum.IntEnum):
        X = 1
        Y = 5
except ValueError as e:
    print(e)
gc.collect()
print(gc.isenabled())
print(importlib.import_module("math").sqrt(4), importlib.import_module("os.path").join("a", "b"))
print(
    codecs.encode("hello", "rot13"),
    codecs.decode(b"68656c6c6f", "hex"),
    codecs.BOM_UTF8,
    codecs.getincrementaldecoder("utf-8")().decode(b"\xc3"),
    "".join(codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8")),
    codecs.getencoder("ascii")("x"),
)
with ThreadPoolExecutor(max_workers=3) as ex:
    fs = [ex.submit(pow, i, 2) for i in range(4)]
    print(sorted(f.result() for f in as_completed(fs)), list(ex.map(lambda x: x + 1, [1, 2])))
    f = ex.submit(lambda: 1 / 0)
    print(type(f.exception()).__name__, f.done())
    d = wait(fs)
    print(len(d.done), len(d.not_done))
c = SimpleCookie()
c["a"] = "b c"
c["a"]["path"] = "/"
print(c.output(), c["a"].value)
c.load("x=1; y=2")
print(sorted(c), c["x"].key)
