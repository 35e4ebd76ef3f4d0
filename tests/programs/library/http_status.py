"""Status codes and cookies as data: nothing here talks to a network."""
from http import HTTPMethod, HTTPStatus

print(HTTPStatus.OK, HTTPStatus(404).phrase, HTTPStatus.NOT_FOUND.value, HTTPStatus.OK == 200, HTTPMethod.GET)
print([s.value for s in HTTPStatus if 300 <= s < 305], HTTPStatus(503).description != "")


def respond(path, routes):
    if path not in routes:
        return HTTPStatus.NOT_FOUND, ""
    try:
        return HTTPStatus.OK, routes[path]()
    except Exception as error:
        return HTTPStatus.INTERNAL_SERVER_ERROR, str(error)


routes = {"/": lambda: "home", "/broken": lambda: 1 / 0}
for path in ("/", "/broken", "/nowhere"):
    status, body = respond(path, routes)
    print(f"{path} -> {status.value} {status.phrase}: {body}")
