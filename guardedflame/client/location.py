"""Where a server is: the text a person writes becomes a `Location` or `BadLocation`.

Invariant: pure. Nothing is resolved or opened here, and every accepted text has one canonical form,
which `str(location)` gives back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guardedflame.errors import BadLocation

_FORMS: Final = "write host:port, [ipv6]:port, tcp://host:port, unix:path or ./u:path"

#: sun_path of Linux's sockaddr_un holds 108 bytes, one of them the final zero.
_UNIX_PATH_MOST: Final = 107

#: RFC 1035 allows 255 octets in a name.
_HOST_MOST: Final = 255


@dataclass(frozen=True, slots=True)
class Tcp:
    """A TCP server: a name or an address without brackets, and a port from 1 to 65535."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Unix:
    """A unix stream socket by its path, at most 107 bytes."""

    path: str

    def __str__(self) -> str:
        return f"unix:{self.path}"


Location = Tcp | Unix


def parse_location(text: str) -> Location:
    """Return the place that ``text`` names.

    Accepts ``host:port``, ``[ipv6]:port``, ``tcp://host:port``, ``unix:path``, ``unix:///path``,
    Pyro's ``./u:path``, each also behind Pyro's ``PYRO:Pyro.Flame@``.

    Raises:
        BadLocation: the text names no place; the message says which part is wrong.
    """
    place = text.removeprefix("PYRO:Pyro.Flame@")
    if place.startswith("./u:"):
        return _unix(text, place[4:])
    if place.startswith("unix://"):
        return _unix(text, place[7:])
    if place.startswith("unix:"):
        return _unix(text, place[5:])
    place = place.removeprefix("tcp://").removesuffix("/")
    if "://" in place:
        raise _bad(text, f"unknown scheme {place.partition('://')[0]!r}")
    return _tcp(text, place)


def _tcp(text: str, place: str) -> Tcp:
    host, colon, port = place.rpartition(":")
    if not colon or (place.startswith("[") and place.endswith("]")):
        raise _bad(text, "no port")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        raise _bad(text, "an ipv6 address is written in brackets")
    if not host:
        raise _bad(text, "no host")
    if len(host) > _HOST_MOST or not host.isprintable() or any(c in " /@[]" for c in host):
        raise _bad(text, "no such host can exist")
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
        raise _bad(text, f"port {port[:20]!r} is no number from 1 to 65535")
    return Tcp(host, int(port))


def _unix(text: str, path: str) -> Unix:
    if not path:
        raise _bad(text, "no path")
    try:
        encoded = path.encode()
    except UnicodeEncodeError:
        raise _bad(text, "the path is no text") from None
    if b"\0" in encoded:
        raise _bad(text, "the path has a zero byte in it")
    if len(encoded) > _UNIX_PATH_MOST:
        raise _bad(text, f"a unix socket's path has at most {_UNIX_PATH_MOST} bytes")
    return Unix(path)


def _bad(text: str, why: str) -> BadLocation:
    return BadLocation(f"bad location {text[:200]!r}: {why}; {_FORMS}")
