from functools import singledispatch, singledispatchmethod
from decimal import Decimal
from collections.abc import Mapping, Sequence


@singledispatch
def html(value):
    """Anything at all, shown as text."""
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{text}</span>"


@html.register
def _(value: str):
    return f"<p>{value}</p>"


@html.register(int)
def html_int(value):
    return f"<b>{value} (0x{value:x})</b>"


@html.register(bool)
@html.register(type(None))
def html_flag(value):
    return f"<i>{value}</i>"


@html.register
def _(value: float | Decimal):
    return f"<code>{value:.2f}</code>"


@html.register(list)
@html.register(tuple)
def html_items(values):
    return "<ul>" + "".join(f"<li>{html(v)}</li>" for v in values) + "</ul>"


@html.register
def _(value: Mapping):
    return "<dl>" + "".join(f"<dt>{k}</dt><dd>{html(v)}</dd>" for k, v in value.items()) + "</dl>"


class Node:
    pass


class Leaf(Node):
    pass


@html.register(Node)
def html_node(value):
    return f"<{type(value).__name__.lower()}/>"


class Negator:
    @singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError(f"cannot negate a {type(arg).__name__}")

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg

    @neg.register(str)
    def _reverse(self, arg):
        return arg[::-1]


for value in ("text", 255, True, None, 2.5, Decimal("1.005"), [1, ["x"]], {"a": 1, "b": (2,)}, {1}, Leaf(), 3 + 4j):
    print(html(value))
print(html.dispatch(bool) is html_flag, html.dispatch(Leaf) is html_node, html.__doc__)
print(sorted(c.__name__ for c in html.registry))
n = Negator()
print(n.neg(5), n.neg(True), n.neg("abc"))
try:
    n.neg(2.5)
except NotImplementedError as e:
    print(e)
