"""A router that matches URL patterns and calls what was registered."""
import json
import re
from collections.abc import Callable
from functools import partial, wraps
from urllib.parse import parse_qs, urlsplit


class HTTPError(Exception):
    def __init__(self, status, reason=""):
        super().__init__(status, reason)
        self.status, self.reason = status, reason


class App:
    converters = {"int": (r"\d+", int), "word": (r"\w+", str), "path": (r".+", str)}

    def __init__(self):
        self._routes: list[tuple[str, re.Pattern, dict, Callable]] = []
        self._middleware = []

    def route(self, pattern, method="GET"):
        kinds = {}

        def group(match):
            kind, name = match.group("kind") or "word", match["name"]
            regex, kinds[name] = self.converters[kind]
            return f"(?P<{name}>{regex})"

        compiled = re.compile(re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", group, pattern))

        def decorate(function):
            self._routes.append((method, compiled, kinds, function))
            return function

        return decorate

    get = partial(route)
    post = lambda self, pattern: self.route(pattern, "POST")  # noqa: E731

    def use(self, middleware):
        self._middleware.append(middleware)
        return middleware

    def __call__(self, method, url):
        parts = urlsplit(url)
        query = {k: v[-1] for k, v in parse_qs(parts.query).items()}
        try:
            handler = self._find(method, parts.path)
            for m in reversed(self._middleware):
                handler = m(handler)
            return 200, handler(**query)
        except HTTPError as error:
            return error.status, error.reason
        except TypeError as error:
            return 400, type(error).__name__

    def _find(self, method, path):
        allowed = set()
        for m, regex, kinds, function in self._routes:
            if found := regex.fullmatch(path):
                if m == method:
                    return partial(function, **{k: kinds[k](v) for k, v in found.groupdict().items()})
                allowed.add(m)
        raise HTTPError(405, f"try {', '.join(sorted(allowed))}") if allowed else HTTPError(404, path)


app = App()


@app.route("/")
def home():
    return "welcome"


@app.route("/users/<int:user>/posts/<slug>")
def post(user, slug, lang="en"):
    return json.dumps({"user": user, "slug": slug, "lang": lang})


@app.post("/files/<path:name>")
def upload(name):
    if ".." in name:
        raise HTTPError(403, "no")
    return name.upper()


@app.use
def shouting(handler):
    @wraps(handler.func)
    def inner(**kwargs):
        loud = kwargs.pop("loud", None)
        result = handler(**kwargs)
        return result + "!" if loud else result

    return inner


for method, url in [("GET", "/"), ("GET", "/?loud=1"), ("GET", "/users/42/posts/hello?lang=de"), ("POST", "/files/a/b.txt"), ("POST", "/files/../x"),
                    ("GET", "/files/a"), ("GET", "/none"), ("GET", "/users/x/posts/y"), ("GET", "/?unknown=1")]:
    print(method, url, "->", *app(method, url))
