"""Syntax trees, context variables, zones, TOML, compression."""

import ast, contextvars, zoneinfo, datetime, http, platform, tomllib, timeit, bz2, lzma, gzip, zlib

print(ast.literal_eval("{'a': [1, 2.5, (3,)], 'b': None, 'c': b'x', 'd': -1+2j, 'e': {1}}"))
for bad in ("__import__('os')", "1+1", "a", "[1"):
    try:
        print(ast.literal_eval(bad))
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, str(e).split("0x")[0])
t = ast.parse(
    "def f(x, *a, y=1):\n    'doc'\n    return x + y * 2 if x else [i for i in a]\nclass C(B): z: int = 3"
)
print(ast.dump(t.body[1]), ast.unparse(t), ast.get_docstring(t.body[0]))


class V(ast.NodeVisitor):
    def __init__(self):
        self.names = []

    def visit_Name(self, node):
        self.names.append(node.id)
        self.generic_visit(node)


v = V()
v.visit(t)
print(v.names)


class R(ast.NodeTransformer):
    def visit_Name(self, node):
        return ast.copy_location(ast.Name(id=node.id.upper(), ctx=node.ctx), node)

    def visit_Constant(self, node):
        if node.value == 2:
            node.value = 20
        return node


print(
    ast.unparse(ast.fix_missing_locations(R().visit(t))),
    [type(n).__name__ for n in ast.walk(t)][:5],
    t.body[0]._fields,
    isinstance(t, ast.Module),
    t.body[0].lineno,
)
match t.body[1]:
    case ast.ClassDef(name=n):
        print("class", n)
var = contextvars.ContextVar("var", default=5)
tok = var.set(6)
print(var.get(), tok.old_value is contextvars.Token.MISSING, tok.var is var)
var.reset(tok)
print(var.get(), var.name)


def inc():
    var.set(var.get() + 1)
    return var.get()


ctx = contextvars.copy_context()
print(
    ctx.run(inc), ctx.run(inc), var.get(), ctx[var], len([x for x in ctx if x is var]), ctx.get(var)
)
c2: contextvars.ContextVar[int] = contextvars.ContextVar("c2")
try:
    c2.get()
except LookupError as e:
    print("lookup")
z = zoneinfo.ZoneInfo("Europe/Paris")
d = datetime.datetime(2024, 7, 1, 12, tzinfo=z)
print(
    d,
    d.utcoffset(),
    d.astimezone(zoneinfo.ZoneInfo("Asia/Tokyo")),
    z.key,
    z,
    d.tzname(),
    "Europe/Paris" in zoneinfo.available_timezones(),
    zoneinfo.ZoneInfo("UTC") is zoneinfo.ZoneInfo("UTC"),
)
try:
    zoneinfo.ZoneInfo("No/Where")
except zoneinfo.ZoneInfoNotFoundError as e:
    print("not found")
print(
    http.HTTPStatus.OK,
    http.HTTPStatus(404).phrase,
    http.HTTPStatus.NOT_FOUND.value,
    http.HTTPMethod.GET,
)
print(platform.python_implementation(), platform.system(), platform.python_version().split(".")[0])
print(tomllib.loads("a=1\n[b]\nc=[1,2]\nd=1979-05-27T07:32:00Z"))
try:
    tomllib.loads("a=")
except tomllib.TOMLDecodeError as e:
    print("toml")
print(
    timeit.timeit(lambda: None, number=10) > 0,
    len(timeit.repeat(lambda: 1, number=1, repeat=3)),
    timeit.Timer(lambda: 2).timeit(1) > 0,
)
for m in (bz2, lzma, gzip, zlib):
    print(m.decompress(m.compress(b"hello" * 10)) == b"hello" * 10)
co = zlib.compressobj()
x = co.compress(b"a" * 100) + co.flush()
do = zlib.decompressobj()
print(do.decompress(x)[:3], do.eof)
