"""The key `quotas`: where a server keeps what its clients have used.

Invariant: an address with a password in it is in no message, no rule and no repr; what is read
here names one Redis server by address, never an option of its client library.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from guardedflame.policy.model import QuotaStore
from guardedflame.policy.reader import Reader
from guardedflame.policy.tree import Node, Scalar
from guardedflame.policy.words import ON_FAILURE, QUOTAS_KEYS

_PORT: Final = 6379  # the port Redis has at IANA

_FORMS: Final = (
    "write redis://localhost:6379/0, rediss://HOST:6379/0 or redis+unix:///run/redis.sock"
)

_SCHEMES: Final = ("redis", "rediss", "redis+unix")

#: user:password, percent-encoded where they hold any of /@?#: or a space.
_LOGIN: Final = re.compile(r"[A-Za-z0-9%._~!$&'()*+,;=-]*(?::[A-Za-z0-9%._~!$&'()*+,;=-]*)?")
_PLACE: Final = re.compile(
    r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?))"
    r"(?::([0-9]{1,5}))?(?:/([0-9]{0,4}))?"
)
_SOCKET: Final = re.compile(r"(/[A-Za-z0-9_./-]{1,106})(?:\?db=([0-9]{1,4}))?")


class StoreError(ValueError):
    """Text that names no store; ``hint`` says what to write. Neither holds any of the text."""

    def __init__(self, message: str, hint: str = _FORMS) -> None:
        super().__init__(message)
        self.hint = hint


def read_quotas(reader: Reader, entry: tuple[Scalar, Node] | None) -> QuotaStore | None:
    """Return where quotas are kept; None is this process's memory."""
    if entry is None:
        return None
    found = reader.keys(entry[1], "quotas", QUOTAS_KEYS)
    on_failure: str = "refuse"
    if "on_failure" in found:
        on_failure = reader.choice(
            found["on_failure"][1], "quotas.on_failure", ON_FAILURE, ON_FAILURE[0]
        )
    if "store" not in found:
        if "on_failure" in found:
            reader.problem(
                found["on_failure"][0],
                "quotas.on_failure says what to do without a store, and there is none",
                "add store: redis://localhost:6379/0, or remove it: memory does not fail",
            )
        return None
    word = reader.text(found["store"][1], "quotas.store")
    if word is None or word.text == "memory":
        return None
    try:
        url, place = parse_store(word.text)
    except StoreError as error:
        reader.problem(word, f"quotas.store {error}", error.hint)
        return None
    return QuotaStore(
        url=url,
        place=place,
        on_failure="local" if on_failure == "local" else "refuse",
        rule=reader.rule(found["store"][0], "quotas.store"),
    )


def parse_store(text: str) -> tuple[str, str]:
    """Return the store's whole address, and the same without user and password.

    Raises:
        StoreError: it is none of the forms.
    """
    scheme, separator, rest = text.partition("://")
    if not separator or scheme not in _SCHEMES:
        raise StoreError("is no address of a Redis server")
    login, at, place = rest.rpartition("@")
    if at and not _LOGIN.fullmatch(login):
        raise StoreError(
            "has characters in its user or password that an address cannot have",
            "write them percent-encoded: %40 for @, %2F for /, %3A for :",
        )
    if scheme == "redis+unix":
        match = _SOCKET.fullmatch(place)
        if match is None:
            raise StoreError("names no socket file", "write redis+unix:///run/redis.sock?db=0")
        path, number = match.groups()
        place = f"{path}?db={number or 0}"
    else:
        place = _host_port_number(place)
    return f"{scheme}://{login}{at}{place}", f"{scheme}://{place}"


def _host_port_number(place: str) -> str:
    match = _PLACE.fullmatch(place)
    if match is None:
        raise StoreError("is no host, port and number of a database")
    literal, host, port, number = match.groups()
    if literal is not None:
        try:
            host = f"[{ipaddress.IPv6Address(literal)}]"
        except ValueError:
            raise StoreError("has no IPv6 address in its brackets") from None
    chosen = int(port) if port else _PORT
    if not 0 < chosen < 65536:
        raise StoreError("has no port from 1 to 65535")
    return f"{host}:{chosen}/{int(number or 0)}"
