# needs: eval
# Old trick: build a class from a text template and run it.
template = """\
class {name}:
    def __init__(self, {args}):
{body}

    def __repr__(self):
        return "{name}(" + ", ".join("%s=%r" % (k, getattr(self, k)) for k in {fields!r}) + ")"
"""


def make_record(name, fields):
    names = fields.split()
    source = template.format(
        name=name,
        args=", ".join(names),
        body="\n".join("        self.%s = %s" % (n, n) for n in names),
        fields=tuple(names),
    )
    space = {}
    exec(source, space)
    return space[name]


Point = make_record("Point", "x y")
print(Point(1, 2), Point(x="a", y=None))
code = compile("total = sum(range(n))\nmessage = 'n is %d' % n", "<made>", "exec")
for n in (3, 10):
    env = {"n": n}
    exec(code, env)
    print(env["total"], env["message"])
expr = compile("n ** 2 + 1", "<expr>", "eval")
print([eval(expr, {"n": k}) for k in range(4)])
x = 5
exec("x = x * 2")
print(x)
print(eval("x + y", {"x": 1}, {"y": 10}))
