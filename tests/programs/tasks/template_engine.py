"""A template engine: {{ value|filter }}, {% for %}, {% if %} compiled to closures."""

from __future__ import annotations

import html
import re
from typing import Any, Callable, Iterator

Render = Callable[[dict[str, Any]], str]
TAGS = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)


class TemplateError(Exception):
    pass


FILTERS: dict[str, Callable[..., Any]] = {
    "upper": str.upper,
    "title": str.title,
    "length": len,
    "join": lambda xs, sep=", ": sep.join(map(str, xs)),
    "money": lambda x, unit="EUR": f"{x:,.2f} {unit}",
    "default": lambda x, d="": d if x in (None, "") else x,
    "safe": lambda x: Safe(x),
}


class Safe(str):
    pass


def lookup(path: str, context: dict[str, Any]) -> Any:
    if re.fullmatch(r"-?\d+", path):
        return int(path)
    if path[:1] in "'\"" and path[-1:] == path[:1]:
        return path[1:-1]
    name, *rest = path.split(".")
    try:
        value = context[name]
    except KeyError:
        raise TemplateError(f"{name} is not defined") from None
    for part in rest:
        if part.isdigit():
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            value = getattr(value, part)
            if callable(value):
                value = value()
    return value


def expression(source: str) -> Callable[[dict[str, Any]], Any]:
    head, *pipes = (p.strip() for p in source.split("|"))
    steps = []
    for pipe in pipes:
        name, _, argument = pipe.partition(":")
        if name not in FILTERS:
            raise TemplateError(f"no filter {name}")
        steps.append((FILTERS[name], [argument.strip("'\"")] if argument else []))

    def evaluate(context: dict[str, Any]) -> Any:
        value = lookup(head, context)
        for step, arguments in steps:
            value = step(value, *arguments)
        return value

    return evaluate


class Template:
    def __init__(self, source: str) -> None:
        self._tokens = TAGS.split(source)
        self._render, end = self._block(iter(self._tokens), ())
        assert end is None

    def _block(self, tokens: Iterator[str], until: tuple[str, ...]) -> tuple[Render, str | None]:
        parts: list[Render] = []
        for token in tokens:
            if token.startswith("{{"):
                parts.append(self._value(token[2:-2].strip()))
            elif token.startswith("{#"):
                continue
            elif token.startswith("{%"):
                word, _, rest = token[2:-2].strip().partition(" ")
                if word in until:
                    return self._join(parts), word
                if word == "for":
                    parts.append(self._for(rest, tokens))
                elif word == "if":
                    parts.append(self._if(rest, tokens))
                else:
                    raise TemplateError(f"unexpected tag {word}")
            else:
                parts.append(lambda _, text=token: text)
        if until:
            raise TemplateError(f"missing {' or '.join(until)}")
        return self._join(parts), None

    @staticmethod
    def _join(parts: list[Render]) -> Render:
        return lambda context: "".join(p(context) for p in parts)

    @staticmethod
    def _value(source: str) -> Render:
        value = expression(source)

        def render(context: dict[str, Any]) -> str:
            result = value(context)
            return result if isinstance(result, Safe) else html.escape(str(result))

        return render

    def _for(self, rest: str, tokens: Iterator[str]) -> Render:
        name, _, source = rest.partition(" in ")
        items = expression(source)
        body, end = self._block(tokens, ("endfor", "empty"))
        otherwise: Render = lambda _: ""
        if end == "empty":
            otherwise, _ = self._block(tokens, ("endfor",))

        def render(context: dict[str, Any]) -> str:
            out = []
            values = list(items(context))
            for i, item in enumerate(values, 1):
                loop = {"index": i, "last": i == len(values)}
                out.append(body({**context, name.strip(): item, "loop": loop}))
            return "".join(out) if out else otherwise(context)

        return render

    def _if(self, rest: str, tokens: Iterator[str]) -> Render:
        negate = rest.startswith("not ")
        test = expression(rest[4:] if negate else rest)
        yes, end = self._block(tokens, ("else", "endif"))
        no: Render = lambda _: ""
        if end == "else":
            no, _ = self._block(tokens, ("endif",))
        return lambda context: yes(context) if bool(test(context)) != negate else no(context)

    def render(self, **context: Any) -> str:
        return self._render(context)


class Guest:
    def __init__(self, name, seats):
        self.name, self.seats = name, seats

    def greeting(self):
        return f"Dear {self.name}"


page = Template("""\
<h1>{{ title|upper }}</h1>{# nobody sees this #}
{% for g in guests %}{{ loop.index }}. {{ g.greeting }}: {% if g.seats %}{{ g.seats.0 }} of {{ g.seats|length }} ({{ g.seats|join:' ' }}){% else %}no seat{% endif %}{% if not loop.last %};{% endif %}
{% empty %}nobody
{% endfor %}Total {{ order.price|money:'GBP' }} {{ order.note|default:'-' }} {{ raw|safe }} {{ raw }}""")
print(
    page.render(
        title="Feast",
        guests=[Guest("Ann & Co", ["A1", "A2"]), Guest("<Bob>", [])],
        order={"price": 1234.5, "note": None},
        raw="<br>",
    )
)
print(page.render(title="x", guests=[], order={"price": 0}, raw=""))
for bad in ("{% for x in y %}", "{{ a|nope }}", "{% wat %}", "{{ missing.name }}"):
    try:
        print(Template(bad).render())
    except TemplateError as e:
        print("TemplateError:", e)
