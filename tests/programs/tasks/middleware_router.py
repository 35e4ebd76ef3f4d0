"""A web-like router without a network: path patterns, middleware, errors, sessions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, Callable
from urllib.parse import parse_qs, quote, urlsplit

Handler = Callable[["Request"], "Response"]


@dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query)

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError as e:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(e).split(":")[0]) from e

    @classmethod
    def parse(cls, raw: bytes) -> Request:
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("ascii").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {k.strip().title(): v.strip() for k, v in (l.split(":", 1) for l in lines)}
        return cls(method, target, headers, body)


@dataclass
class Response:
    body: Any = ""
    status: HTTPStatus = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)

    def __bytes__(self) -> bytes:
        text = self.body if isinstance(self.body, str) else json.dumps(self.body, sort_keys=True)
        data = text.encode()
        headers = {"Content-Length": str(len(data)), **self.headers}
        head = f"HTTP/1.1 {self.status.value} {self.status.phrase}\r\n" + "".join(
            f"{k}: {v}\r\n" for k, v in sorted(headers.items())
        )
        return head.encode() + b"\r\n" + data


class HTTPError(Exception):
    def __init__(self, status: HTTPStatus, detail: str = "") -> None:
        super().__init__(detail or status.phrase)
        self.status = status


class App:
    CONVERTERS = {"int": (r"\d+", int), "str": (r"[^/]+", str), "path": (r".+", str)}

    def __init__(self) -> None:
        self._routes: list[
            tuple[str, re.Pattern[str], dict[str, Callable[[str], Any]], Handler]
        ] = []
        self._middleware: list[Callable[[Handler], Handler]] = []

    def route(
        self, pattern: str, method: str = "GET"
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        kinds: dict[str, Callable[[str], Any]] = {}

        def piece(m: re.Match[str]) -> str:
            regex, convert = self.CONVERTERS[m["kind"] or "str"]
            kinds[m["name"]] = convert
            return f"(?P<{m['name']}>{regex})"

        compiled = re.compile(re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", piece, pattern) + "$")

        def register(f: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(f)
            def handler(request: Request) -> Response:
                result = f(request, **request.params)
                return result if isinstance(result, Response) else Response(result)

            self._routes.append((method, compiled, kinds, handler))
            return f

        return register

    get = partial(route, method="GET")

    def middleware(self, f: Callable[[Handler], Handler]) -> Callable[[Handler], Handler]:
        self._middleware.append(f)
        return f

    def _find(self, request: Request) -> Response:
        allowed = set()
        for method, pattern, kinds, handler in self._routes:
            if m := pattern.match(request.path):
                if method == request.method:
                    request.params = {k: kinds[k](v) for k, v in m.groupdict().items()}
                    return handler(request)
                allowed.add(method)
        if allowed:
            raise HTTPError(HTTPStatus.METHOD_NOT_ALLOWED, "try " + ", ".join(sorted(allowed)))
        raise HTTPError(HTTPStatus.NOT_FOUND)

    def __call__(self, raw: bytes) -> bytes:
        handler: Handler = self._find
        for wrap in reversed(self._middleware):
            handler = wrap(handler)
        return bytes(handler(Request.parse(raw)))


app = App()
items: dict[int, dict[str, Any]] = {1: {"name": "lamp"}}


@app.middleware
def errors(following: Handler) -> Handler:
    def handle(request: Request) -> Response:
        try:
            return following(request)
        except HTTPError as e:
            return Response({"error": str(e)}, e.status)
        except Exception as e:
            return Response({"error": type(e).__name__}, HTTPStatus.INTERNAL_SERVER_ERROR)

    return handle


@app.middleware
def token(following: Handler) -> Handler:
    def handle(request: Request) -> Response:
        if request.method != "GET" and request.headers.get("X-Token") != "let me in":
            raise HTTPError(HTTPStatus.FORBIDDEN)
        response = following(request)
        response.headers["X-Seen"] = quote(request.path, safe="")
        return response

    return handle


@app.route("/items/<int:number>")
def show(request: Request, number: int) -> Any:
    if number not in items:
        raise HTTPError(HTTPStatus.NOT_FOUND, f"no item {number}")
    return items[number]


@app.route("/items", "POST")
def create(request: Request) -> Response:
    number = max(items) + 1
    items[number] = request.json()
    return Response({"id": number}, HTTPStatus.CREATED)


@app.route("/search")
def search(request: Request) -> Any:
    return [i for i in items if request.query["q"][0] in items[i]["name"]]


for raw in (
    b"GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /items/9 HTTP/1.1\r\n\r\n".replace(b"\r\n\r\n", b"\r\nA: b\r\n\r\n"),
    b'POST /items HTTP/1.1\r\nx-token: let me in\r\n\r\n{"name": "big lamp"}',
    b"POST /items HTTP/1.1\r\nA: b\r\n\r\n{}",
    b"GET /search?q=lamp&x=1 HTTP/1.1\r\nA: b\r\n\r\n",
    b"GET /search HTTP/1.1\r\nA: b\r\n\r\n",
    b"GET /items HTTP/1.1\r\nA: b\r\n\r\n",
    b"POST /items HTTP/1.1\r\nX-TOKEN: let me in\r\n\r\n{",
):
    print(app(raw).decode().replace("\r\n", " | "))
