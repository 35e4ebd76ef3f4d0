"""A web framework in miniature: routes, converters, middleware, blueprints, error pages."""
import functools
import html
import json
import re


class HTTPError(Exception):
    status, reason = 500, "Internal Server Error"

    def __init__(self, detail=""):
        super().__init__(detail or self.reason)


class NotFound(HTTPError):
    status, reason = 404, "Not Found"


class MethodNotAllowed(HTTPError):
    status, reason = 405, "Method Not Allowed"


class Headers:
    def __init__(self, **values):
        self._items = {}
        for k, v in values.items():
            self[k.replace("_", "-")] = v

    def __setitem__(self, key, value):
        self._items[key.title()] = str(value)

    def __getitem__(self, key):
        return self._items[key.title()]

    def __contains__(self, key):
        return key.title() in self._items

    def __iter__(self):
        return iter(sorted(self._items.items()))


class Request:
    def __init__(self, method, target, body="", headers=None):
        self.method = method.upper()
        self.path, _, self._query = target.partition("?")
        self.body, self.headers, self.user = body, headers or Headers(), None

    @functools.cached_property
    def args(self):
        return dict(pair.split("=", 1) for pair in self._query.split("&") if "=" in pair)

    @property
    def json(self):
        return json.loads(self.body or "null")


class Response:
    def __init__(self, body="", status=200, **headers):
        self.body, self.status = body, status
        self.headers = Headers(content_type="text/html", **headers)

    def __str__(self):
        head = "; ".join(f"{k}: {v}" for k, v in self.headers)
        return f"{self.status} [{head}] {self.body}"


class Router:
    converters = {"int": (r"\d+", int), "str": (r"[^/]+", str), "path": (r".+", str)}

    def __init__(self, prefix=""):
        self.prefix, self.routes = prefix, []

    def route(self, pattern, methods=("GET",), **options):
        def decorate(view):
            self.routes.append((self._compile(self.prefix + pattern), frozenset(methods), view, options))
            return view
        return decorate

    get = functools.partialmethod(route, methods=("GET",))
    post = functools.partialmethod(route, methods=("POST",))

    def _compile(self, pattern):
        casts = {}

        def replace(match):
            kind, name = match["kind"] or "str", match["name"]
            expression, casts[name] = self.converters[kind]
            return f"(?P<{name}>{expression})"

        return re.compile(re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", replace, pattern)), casts

    def mount(self, other):
        self.routes.extend(other.routes)
        return other


class App(Router):
    def __init__(self):
        super().__init__()
        self.middleware, self.handlers, self.log = [], {}, []

    def use(self, function):
        self.middleware.append(function)
        return function

    def error(self, kind):
        return lambda f: self.handlers.setdefault(kind, f)

    def _dispatch(self, request):
        allowed = set()
        for (pattern, casts), methods, view, options in self.routes:
            if not (match := pattern.fullmatch(request.path)):
                continue
            if request.method not in methods:
                allowed |= methods
                continue
            return view(request, **{k: casts[k](v) for k, v in match.groupdict().items()}, **options)
        raise MethodNotAllowed(", ".join(sorted(allowed))) if allowed else NotFound(request.path)

    def handle(self, *args, **kwargs):
        request = Request(*args, **kwargs)
        call = self._dispatch
        for layer in reversed(self.middleware):
            call = functools.partial(layer, call)
        try:
            result = call(request)
        except Exception as error:
            for kind in type(error).mro():
                if kind in self.handlers:
                    result = self.handlers[kind](error)
                    break
            else:
                raise
        match result:
            case Response():
                return result
            case str():
                return Response(result)
            case dict() | list():
                return self.json(result)
            case (str(body), int(status)):
                return Response(body, status)
            case None:
                return Response("", 204)
        raise TypeError(f"a view returned {type(result).__name__}")

    @staticmethod
    def json(value):
        response = Response(json.dumps(value, sort_keys=True))
        response.headers["content-type"] = "application/json"
        return response

    def __call__(self, line, **kwargs):
        print(line, "=>", self.handle(*line.split(), **kwargs))


app, api = App(), Router("/api")


@app.use
def logger(call, request):
    app.log.append(request.path)
    response = call(request)
    app.log.append(type(response).__name__)
    return response


@app.use
def auth(call, request):
    request.user = request.headers["x-user"] if "X-User" in request.headers else None
    return call(request)


def login_required(view):
    @functools.wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.user is None:
            return "log in first", 401
        return view(request, *args, **kwargs)
    return wrapper


@app.get("/")
def index(request):
    return "welcome " + (request.user or "stranger")


@app.get("/hello/<name>")
def hello(request, name):
    return f"<b>{html.escape(name)}</b> {request.args.get('x', '-')}"


@api.get("/items/<int:number>", plural=False)
@api.get("/items")
def items(request, number=None, plural=True):
    return [1, 2, 3] if plural else {"number": number, "half": number / 2}


@api.post("/items")
@login_required
def add(request):
    return {"added": request.json, "by": request.user}


@app.route("/files/<path:where>", methods=["GET", "DELETE"])
def files(request, where):
    return None if request.method == "DELETE" else where.split("/")


@app.get("/crash")
def crash(request):
    return {}["missing"]


@app.error(HTTPError)
def http_error(error):
    return f"{error.reason}: {error}", error.status


@app.error(LookupError)
def lookup(error):
    return Response(f"caught {error!r}", 500, retry_after=5)


app.mount(api)
app("GET /")
app("GET /", headers=Headers(x_user="ada"))
app("get /hello/<you>?x=1&y=2")
app("GET /api/items")
app("GET /api/items/7")
app("GET /api/items/x")
app("POST /api/items", body='{"a": [1]}')
app("POST /api/items", body='{"a": [1]}', headers=Headers(x_user="bob"))
app("DELETE /files/a/b/c.txt")
app("GET /files/a/b/c.txt")
app("POST /files/a")
app("GET /crash")
print(len(app.routes), app.log[-3:], add.__name__)
