"""Templates with loops, conditions, filters and inheritance of blocks; compiled to closures."""
import html
import re

TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)


class TemplateError(Exception):
    pass


class Undefined:
    def __init__(self, name):
        self._name = name

    def __str__(self):
        return ""

    def __bool__(self):
        return False

    def __iter__(self):
        return iter(())

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Undefined(f"{self._name}.{name}")


class Scope:
    def __init__(self, values, parent=None):
        self._values, self._parent = values, parent

    def __getitem__(self, name):
        scope = self
        while scope is not None:
            if name in scope._values:
                return scope._values[name]
            scope = scope._parent
        return Undefined(name)

    def child(self, **values):
        return Scope(values, self)


FILTERS = {
    "upper": str.upper, "title": str.title, "length": len, "join": lambda xs, sep=", ": sep.join(map(str, xs)),
    "default": lambda v, d: v or d, "money": lambda v: f"{v:,.2f}", "reverse": lambda v: v[::-1], "sort": sorted,
}


def expression(text):
    first, *filters = [part.strip() for part in text.split("|")]
    get = operand(first)
    for each in filters:
        name, _, argument = each.partition(":")
        try:
            function = FILTERS[name]
        except KeyError:
            raise TemplateError(f"no filter {name!r}") from None
        args = [operand(argument)] if argument else []
        get = (lambda inner, f, args: lambda scope: f(inner(scope), *(a(scope) for a in args)))(get, function, args)
    return get


def operand(text):
    if text[:1] in "'\"":
        return lambda scope: text[1:-1]
    if text.lstrip("-").isdigit():
        return lambda scope: int(text)
    head, *path = text.split(".")

    def get(scope):
        value = scope[head]
        for name in path:
            try:
                value = value[name] if isinstance(value, dict) else value[int(name)] if name.isdigit() else getattr(value, name)
            except (KeyError, IndexError, AttributeError):
                return Undefined(text)
            if callable(value):
                value = value()
        return value

    return get


def condition(text):
    for op, test in ((" and ", all), (" or ", any)):
        if op in text:
            parts = [condition(p) for p in text.split(op)]
            return lambda scope: test(p(scope) for p in parts)
    if text.startswith("not "):
        inner = condition(text[4:])
        return lambda scope: not inner(scope)
    for op, test in ((" == ", lambda a, b: a == b), (" > ", lambda a, b: a > b), (" in ", lambda a, b: a in b)):
        if op in text:
            left, right = (expression(p.strip()) for p in text.split(op, 1))
            return lambda scope: test(left(scope), right(scope))
    return expression(text)


class Template:
    def __init__(self, source, loader=None):
        self._tokens = [t for t in TOKEN.split(source) if t]
        self._loader = loader or {}
        self.blocks, self._base = {}, None
        self._body, end = self._parse()
        if end:
            raise TemplateError(f"unexpected {end}")

    def _parse(self, *until):
        nodes = []
        while self._tokens:
            token = self._tokens.pop(0)
            if token.startswith("{{"):
                nodes.append(self._output(expression(token[2:-2].strip())))
            elif token.startswith("{%"):
                word, _, rest = token[2:-2].strip().partition(" ")
                if word in until or word.startswith("end"):
                    return nodes, word
                nodes.append(getattr(self, f"_tag_{word}", self._unknown)(rest.strip()))
            elif not token.startswith("{#"):
                nodes.append(lambda scope, text=token: text)
        if until:
            raise TemplateError(f"missing {until[-1]}")
        return nodes, None

    @staticmethod
    def _output(get):
        def output(scope):
            value = get(scope)
            return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value), quote=False)
        return output

    def _unknown(self, rest):
        raise TemplateError(f"unknown tag before {rest!r}")

    def _tag_if(self, test):
        branches = []
        check, word = condition(test), None
        while True:
            nodes, word = self._parse("else", "endif")
            branches.append((check, nodes))
            if word == "endif":
                return lambda scope: next((render(n, scope) for c, n in branches if c(scope)), "")
            check = lambda scope: True

    def _tag_for(self, text):
        names, _, source = text.partition(" in ")
        names, items = [n.strip() for n in names.split(",")], expression(source)
        body, word = self._parse("else", "endfor")
        empty = self._parse("endfor")[0] if word == "else" else []

        def loop(scope):
            out = []
            for index, item in enumerate(items(scope), 1):
                values = dict(zip(names, item)) if len(names) > 1 else {names[0]: item}
                out.append(render(body, scope.child(**values, loop={"index": index, "first": index == 1})))
            return "".join(out) if out else render(empty, scope)

        return loop

    def _tag_set(self, text):
        name, get = (p.strip() for p in text.split("=", 1))
        get = expression(get)
        return lambda scope: scope._values.__setitem__(name, get(scope)) or ""

    def _tag_block(self, name):
        nodes, _ = self._parse("endblock")
        self.blocks[name] = nodes
        return lambda scope: render(scope["__blocks"].get(name, nodes), scope)

    def _tag_extends(self, name):
        self._base = self._loader[name.strip("'\"")]
        return lambda scope: ""

    def render(self, _blocks=None, **values):
        blocks = {**self.blocks, **(_blocks or {})}
        if self._base is not None:
            return self._base.render(_blocks=blocks, **values)
        return render(self._body, Scope({**values, "__blocks": blocks}))


def render(nodes, scope):
    return "".join(node(scope) for node in nodes)


class Item:
    def __init__(self, name, price):
        self.name, self.price = name, price

    def label(self):
        return f"<{self.name}>"


page = Template("""\
{# a comment #}Hello {{ user.name | upper }}!
{% if items and user.active %}{% for item in items %}{{ loop.index }}. {{ item.label }} {{ item.price|money }}{% if item.price > 100 %} (!){% endif %}
{% endfor %}{% else %}Nothing for you.
{% endif %}{% set total = items|length %}{{ total }} items, {{ nothing.at.all | default:'no more' }}, {{ tags|sort|join:'+' }}""")
items = [Item("lamp", 20), Item("sofa", 1499.5)]
print(page.render(user={"name": "ada", "active": True}, items=items, tags=["y", "x"]))
print(page.render(user={"name": "bob"}, items=[], tags=()))
print(Template("{% for k, v in pairs %}{{k}}={{v.0}};{% else %}none{% endfor %}").render(pairs=[("a", "xy"), ("b", [1])]), end=" ")
print(Template("{% for k in pairs %}{{k}}{% else %}none{% endfor %}").render())
base = Template("<h1>{% block title %}Base{% endblock %}</h1>{% block body %}empty{% endblock %}")
child = Template("{% extends 'base' %}{% block body %}{{ n }} & more{% endblock %}", {"base": base})
print(base.render(), child.render(n=3))
for wrong in ("{% if x %}", "{{ x|shout }}", "{% endfor %}", "{% dance %}"):
    try:
        print(Template(wrong).render())
    except TemplateError as e:
        print("TemplateError:", e)
