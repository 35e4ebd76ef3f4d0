"""`listen` entries to addresses.

Invariant: plain text on an address that others can reach needs the word ``insecure: true``.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from guardedflame.policy.model import Listen
from guardedflame.policy.reader import Reader, shown
from guardedflame.policy.tree import Entries, Node
from guardedflame.policy.words import LISTEN_KEYS, LISTEN_LATER

#: A host name; underscores occur in container networks.
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?", re.ASCII)

_TCP: Final = re.compile(r"tcp://(?:\[([^\[\]]*)\]|([^:\[\]/]*))(?::([^:]*))?")

#: Bytes of a unix socket's path: sun_path is 108 with its closing zero (unix(7)).
_PATH_MOST: Final = 107

_FORMS: Final = "write tcp://localhost:9999, tcp://[::1]:9999 or unix:///run/guardedflame.sock"


class AddressError(ValueError):
    """Text that is no address; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str = _FORMS) -> None:
        super().__init__(message)
        self.hint = hint


def parse_address(text: str, *, insecure: bool = False, rule: str = "") -> Listen:
    """Return the address in ``text``. Raises AddressError."""
    if text.startswith("unix://"):
        path = text[len("unix://") :]
        if not path.startswith("/") or path.endswith("/") or "\0" in path:
            raise AddressError(f"{shown(text)} names no socket file", "write unix:///run/name.sock")
        if len(path.encode("utf-8", "surrogatepass")) > _PATH_MOST:
            raise AddressError(
                f"the socket's path is longer than {_PATH_MOST} bytes", "use a shorter one"
            )
        return Listen("unix", path=path, insecure=insecure, rule=rule)
    match = _TCP.fullmatch(text)
    if match is None:
        raise AddressError(f"{shown(text)} is no address to listen on")
    literal, host, port = match.groups()
    if port is None or not re.fullmatch("[0-9]{1,5}", port, re.ASCII) or int(port) > 65535:
        raise AddressError(
            f"{shown(text)} has no port from 0 to 65535",
            "write it after a colon; 0 takes a free one",
        )
    if literal is not None:
        try:
            host = str(ipaddress.IPv6Address(literal))
        except ValueError:
            raise AddressError(f"{shown(literal)} is no IPv6 address") from None
    elif not _HOST.fullmatch(host):
        raise AddressError(
            f"{shown(text)} has no host", "write localhost; for every address 0.0.0.0 or [::]"
        )
    return Listen("tcp", host=host, port=int(port), insecure=insecure, rule=rule)


def read_listen(reader: Reader, node: Node) -> tuple[Listen, ...]:
    """Return the addresses of the key ``listen``."""
    found: dict[str, Listen] = {}
    for index, item in enumerate(reader.items(node, "listen")):
        where = f"listen[{index}]"
        word, insecure = item, False
        if isinstance(item, Entries):
            entry = reader.keys(item, where, LISTEN_KEYS, LISTEN_LATER)
            if "address" not in entry:
                reader.problem(item, f"{where} has no address", "write address: tcp://host:port")
                continue
            word = entry["address"][1]
            insecure = "insecure" in entry and reader.boolean(
                entry["insecure"][1], f"{where}.insecure"
            )
        text = reader.text(word, where)
        if text is None:
            continue
        try:
            listen = parse_address(text.text, insecure=insecure, rule=reader.rule(text, where))
        except AddressError as error:
            reader.problem(text, str(error), error.hint)
            continue
        if listen.is_local and insecure:
            reader.problem(
                text, f"{listen.url} needs no insecure: only this machine reaches it", "remove it"
            )
        elif not listen.is_local and not insecure:
            reader.problem(
                text,
                f"{listen.url} can be reached by others and is not encrypted",
                f"listen on localhost, or write {{address: {listen.url!r}, insecure: true}}",
            )
        elif listen.url in found and (listen.port or listen.kind == "unix"):
            reader.problem(text, f"{listen.url} is listed twice", "keep one")
        else:
            found[f"{listen.url}#{index}" if listen.url in found else listen.url] = listen
    return tuple(found.values())
