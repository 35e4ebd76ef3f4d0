"""A policy's text to a policy: all its parts together, and all its errors at once.

Invariant: total and pure. The result is a Policy or a PolicyError that lists every problem by
line; a policy with a problem is never used in part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn

import msgspec

from guardedflame import limits
from guardedflame.errors import PolicyError, Problem
from guardedflame.policy.addresses import read_listen
from guardedflame.policy.allowances import QUOTA_NAMES, Allowances, read_allowances
from guardedflame.policy.machine import read_machine
from guardedflame.policy.model import Connections, Grant, Policy, Profile
from guardedflame.policy.profiles import read_profile
from guardedflame.policy.reader import Reader, meant, shown
from guardedflame.policy.stores import read_quotas
from guardedflame.policy.tree import Entries, Node, Scalar, read_tree
from guardedflame.policy.words import (
    ANYONE,
    CLIENT_KEYS,
    CLIENT_LATER,
    CONNECTION_KEYS,
    CONNECTION_LATER,
    TOP_KEYS,
    TOP_LATER,
)

#: Problems written out in one message; the rest is counted.
_SHOWN = 50

#: Connections at most; each costs a descriptor, and Linux gives a process about a million.
_CONNECTIONS_MOST = 1_000_000


def read_policy(
    text: str, *, file: str, digest: str, uid_of: Callable[[str], int | None]
) -> Policy:
    """Return the policy in ``text``.

    Args:
        text: the whole file.
        file: its name, without a path, for rules and errors.
        digest: of its bytes.
        uid_of: finds a user's uid by name; None where there is no such user.

    Raises:
        PolicyError: with all problems.
    """
    reader = Reader(file)
    root, problems = read_tree(text)
    reader.problems.extend(problems)
    if root is None or (isinstance(root, Scalar) and root.is_null):
        if not problems:
            hint = "start with guardedflame: 1, or copy policies/deny-all.yaml"
            reader.problems.append(Problem(1, 1, "the policy is empty", hint))
        raise_problems(file, reader.problems)
    top = reader.keys(root, "the policy", TOP_KEYS, TOP_LATER)
    if isinstance(root, Entries):
        _version(reader, root, top.get("guardedflame"))
    listen = read_listen(reader, top["listen"][1]) if "listen" in top else ()
    connections = _connections(reader, root, top.get("connections"))
    machine = read_machine(reader, root, top.get("machine"))
    store = read_quotas(reader, top.get("quotas"))
    profiles: dict[str, Profile] = {}
    if "profiles" in top:
        for key, node in reader.entries(top["profiles"][1], "profiles").values():
            if reader.name(key, "profile"):
                profiles[key.text] = read_profile(reader, key, node)
    clients: dict[str, Grant] = {}
    if "clients" in top:
        for key, node in reader.entries(top["clients"][1], "clients").values():
            if reader.name(key, "client"):
                grant = _client(reader, key, node, profiles, uid_of)
                if grant is not None:
                    clients[key.text] = grant
    by_uid = _by_uid(reader, top.get("clients"), clients)
    if reader.problems:
        raise_problems(file, reader.problems)
    profiles.update({grant.profile.name: grant.profile for grant in clients.values()
                     if grant.profile.name not in profiles})  # fmt: skip
    return Policy(
        name=file,
        digest=digest,
        listen=listen,
        connections=connections,
        machine=machine,
        store=store,
        profiles=MappingProxyType(profiles),
        clients=MappingProxyType(clients),
        by_uid=MappingProxyType(by_uid),
        anyone=clients.get(ANYONE),
        clients_rule=reader.rule(top["clients"][0], "clients")
        if "clients" in top
        else reader.rule(root, "(no clients)"),
    )


def raise_problems(file: str, problems: Sequence[Problem]) -> NoReturn:
    """Raise the PolicyError that says all of ``problems``, by line."""
    ordered = tuple(sorted(set(problems)))
    lines = [
        (f"{file}:{line}:{column}: " if line else f"{file}: ")
        + message
        + (f"; {hint}" if hint else "")
        for line, column, message, hint in ordered[:_SHOWN]
    ]
    if len(ordered) > _SHOWN:
        lines.append(f"{file}: and {len(ordered) - _SHOWN} more problems")
    raise PolicyError("\n".join(lines), problems=ordered)


def _version(reader: Reader, root: Entries, entry: tuple[Scalar, Node] | None) -> None:
    if entry is None:
        reader.problem(root, "the key guardedflame is missing", "start with guardedflame: 1")
        return
    word = reader.text(entry[1], "guardedflame")
    if word is not None and word.text != "1":
        reader.problem(
            word,
            f"this version reads policies of version 1, not {shown(word.text)}",
            "write guardedflame: 1",
        )


def _connections(reader: Reader, root: Node, entry: tuple[Scalar, Node] | None) -> Connections:
    if entry is None:
        return Connections(rule=reader.rule(root, "(no connections: the default maximum)"))
    found = reader.keys(entry[1], "connections", CONNECTION_KEYS, CONNECTION_LATER)

    def count(name: str, default: int) -> int:
        if name not in found:
            return default
        where = f"connections.{name}"
        number = reader.amount(found[name][1], where, "count", 1, _CONNECTIONS_MOST)
        return default if number is None else int(number)

    def seconds(name: str, default: float, most: float) -> float:
        if name not in found:
            return default
        return reader.amount(found[name][1], f"connections.{name}", "time", 0.1, most) or default

    maximum = count("maximum", limits.CONNECTIONS)
    per_address = count("maximum_per_address", min(maximum, limits.CONNECTIONS_PER_ADDRESS))
    if "maximum_per_address" in found and per_address > maximum:
        reader.problem(
            found["maximum_per_address"][1],
            f"connections.maximum_per_address is {per_address}, more than the maximum {maximum}",
            "it would never be reached; lower it or raise the maximum",
        )
    key = found["maximum"][0] if "maximum" in found else entry[0]
    return Connections(
        maximum=maximum,
        maximum_per_address=per_address,
        handshake_timeout=seconds("handshake_timeout", limits.HANDSHAKE_SECONDS, 3600.0),
        idle_timeout=seconds("idle_timeout", limits.IDLE_SECONDS, 30 * 86400.0),
        rule=reader.rule(key, "connections.maximum" if "maximum" in found else "connections"),
    )


def _client(
    reader: Reader,
    key: Scalar,
    node: Node,
    profiles: Mapping[str, Profile],
    uid_of: Callable[[str], int | None],
) -> Grant | None:
    where = f"clients.{key.text}"
    found = reader.keys(node, where, CLIENT_KEYS, CLIENT_LATER)
    rule = reader.rule(key, where)
    uid = None
    if key.text == ANYONE:
        if "unix_user" in found:
            reader.problem(
                found["unix_user"][0],
                "anyone is not one user",
                "remove unix_user, or give this client another name",
            )
    elif "unix_user" in found:
        uid = _uid(reader, found["unix_user"][1], f"{where}.unix_user", uid_of)
    else:
        reader.problem(
            key,
            f"{where} does not say who it is",
            "write unix_user: NAME; only the client named anyone needs no proof",
        )
    profile = None
    if "profile" in found:
        word = reader.text(found["profile"][1], f"{where}.profile")
        profile = profiles.get(word.text) if word is not None else None
        if word is not None and profile is None:
            hint = meant(word.text, [*profiles]) if profiles else "there are no profiles yet"
            reader.problem(word, f"{where}: there is no profile {shown(word.text)}", hint)
    else:
        reader.problem(key, f"{where} has no profile", "write profile: NAME")
    start = Allowances(profile.limits, profile.quotas) if profile else Allowances()
    given = read_allowances(
        reader,
        found["limits"][1] if "limits" in found else None,
        f"{where}.limits",
        start,
        profile.isolation if profile else "full",
    )
    if profile is None:
        return None
    own = msgspec.structs.replace(
        profile,
        rules=MappingProxyType({**profile.rules, **given.rules, "client": rule}),
        quotas=given.quotas,
    )
    if not QUOTA_NAMES.issuperset(word.removeprefix("limits.") for word in given.rules):
        # Workers are told their limits when they are forked: other limits, other workers.
        own = msgspec.structs.replace(own, name=f"{profile.base}@{key.text}", limits=given.limits)
    return Grant(key.text, own, rule, uid)


def _uid(reader: Reader, node: Node, where: str, uid_of: Callable[[str], int | None]) -> int | None:
    word = reader.text(node, where)
    if word is None:
        return None
    if word.text.isascii() and word.text.isdigit():
        if len(word.text) <= 10 and int(word.text) < 2**32 - 1:
            return int(word.text)
        reader.problem(word, f"{where}: {shown(word.text)} is no uid", "write a user's name or uid")
        return None
    uid = uid_of(word.text)
    if uid is None:
        reader.problem(
            word,
            f"{where}: this machine has no user {shown(word.text)}",
            "write a user's name or uid; `getent passwd` lists them",
        )
    return uid


def _by_uid(
    reader: Reader, entry: tuple[Scalar, Node] | None, clients: Mapping[str, Grant]
) -> dict[int, Grant]:
    found: dict[int, Grant] = {}
    for name, grant in clients.items():
        if grant.unix_uid is None:
            continue
        if grant.unix_uid in found:
            assert entry is not None
            assert isinstance(entry[1], Entries)
            other = found[grant.unix_uid].client
            reader.problem(
                entry[1].entries[name][0],
                f"clients.{name} is the same unix user as clients.{other}",
                "keep one: only the first would ever be used",
            )
        else:
            found[grant.unix_uid] = grant
    return found
