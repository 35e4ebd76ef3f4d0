"""A small template language: blocks, loops, filters and escapes."""
import html
import re
from functools import cache
from types import SimpleNamespace

FILTERS = {"upper": str.upper, "title": str.title, "length": len, "join": ", ".join, "e": html.escape}


class TemplateError(Exception):
    pass


@cache
def tokenize(source):
    return tuple(re.split(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", source))


def look_up(path, scope):
    name, *rest = path.split(".")
    try:
        value = scope[name]
    except KeyError:
        raise TemplateError(f"unknown name {name!r}") from None
    for part in rest:
        if isinstance(value, dict):
            value = value[part]
        elif part.isdigit():
            value = value[int(part)]
        else:
            value = getattr(value, part)
        if callable(value):
            value = value()
    return value


def evaluate(expression, scope):
    path, *filters = (part.strip() for part in expression.split("|"))
    value = path[1:-1] if path[:1] in "'\"" else look_up(path, scope)
    for name in filters:
        value = FILTERS[name](value)
    return value


def render(tokens, scope, stop=()):
    out = []
    for token in tokens:
        if token.startswith("{{"):
            out.append(str(evaluate(token[2:-2], scope)))
        elif token.startswith("{%"):
            match token[2:-2].split():
                case [word] if word in stop:
                    return "".join(out), word
                case ["for", name, "in", expression]:
                    body = take_block(tokens, "for")
                    for index, item in enumerate(evaluate(expression, scope), 1):
                        loop = SimpleNamespace(index=index)
                        out.append(render(iter(body), scope | {name: item, "loop": loop})[0])
                case ["if", *negate, expression] if negate in ([], ["not"]):
                    body = take_block(tokens, "if")
                    if bool(evaluate(expression, scope)) != bool(negate):
                        out.append(render(iter(body), scope)[0])
                case other:
                    raise TemplateError(f"cannot understand {' '.join(other)!r}")
        elif not token.startswith("{#"):
            out.append(token)
    return "".join(out), None


def take_block(tokens, kind):
    depth, body = 1, []
    for token in tokens:
        word = token[2:-2].split()[0] if token.startswith("{%") else ""
        depth += (word == kind) - (word == f"end{kind}")
        if depth == 0:
            return body
        body.append(token)
    raise TemplateError(f"{kind} without end{kind}")


def template(source, **scope):
    return render(iter(tokenize(source)), scope)[0]


class User:
    def __init__(self, name, tags):
        self.name, self.tags = name, tags

    def initial(self):
        return self.name[0]


PAGE = """<h1>{{ title | e }}</h1>{# a comment #}
{% for user in users %}{{ loop.index }}. {{ user.name|title }} ({{ user.initial }}){% if user.tags %}: {{ user.tags|join }}{% endif %}{% if not user.tags %} - none{% endif %}
{% endfor %}{{ 'done' | upper }} {{ users | length }} {{ data.key.1 }}"""
print(template(PAGE, title="A < B", users=[User("ann", ["x", "y"]), User("bob", [])], data={"key": [1, 2]}))
for bad in ("{{ nobody }}", "{% for x in y %}", "{% what is this %}"):
    try:
        template(bad, y=[])
    except TemplateError as error:
        print("error:", error)
