"""One `profiles` entry to a profile, with its decisions made in advance.

Invariant: a key that is absent allows exactly what an empty one does.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import msgspec

from guardedflame import limits
from guardedflame.policy.decide import prepare
from guardedflame.policy.model import Limits, Profile
from guardedflame.policy.reader import Reader, meant, shown
from guardedflame.policy.tree import Node, Scalar
from guardedflame.policy.words import (
    BARE_BUILTINS,
    HARMLESS_BUILTINS,
    ISOLATIONS,
    LANGUAGES,
    LIMITS_LATER,
    OPERATIONS,
    PROFILE_KEYS,
    PROFILE_LATER,
    Isolation,
    LanguageName,
)

Modules = Mapping[str, Literal["*"] | frozenset[str]]

_WEEK: Final = 7 * 86400.0


class _Bounds(NamedTuple):
    kind: Literal["time", "size", "count"]
    least: float
    most: float


#: What a limit may be. Under the least nothing works; over the most it is a slip of a unit.
LIMIT_BOUNDS: Final[Mapping[str, _Bounds]] = MappingProxyType(
    {
        "cpu": _Bounds("time", 0.01, _WEEK),
        "wall": _Bounds("time", 0.01, _WEEK),
        # An idle confined worker maps about 12 MiB of its own.
        "memory": _Bounds("size", 16 * limits.MIB, 1024 * 1024 * limits.MIB),
        "output": _Bounds("size", 1, 1024 * limits.MIB),
        # Protocol 502 counts a frame in 32 bits; a quarter of that is plenty in one piece.
        "result": _Bounds("size", 64, 1024 * limits.MIB),
        "processes": _Bounds("count", 0, 4096),
        # The worker itself holds about six.
        "open_files": _Bounds("count", 8, 65536),
        "source": _Bounds("size", 1, 8 * limits.MIB),
        # A tmpfs of size 0 would be one without a limit.
        "scratch": _Bounds("size", 4 * limits.KIB, 1024 * 1024 * limits.MIB),
    }
)

#: Workers to keep ready; each is a process of about 1 MiB.
WARM_MOST: Final = 1024


def read_limits(
    reader: Reader, node: Node | None, where: str, start: Limits, isolation: Isolation
) -> tuple[Limits, dict[str, str]]:
    """Return ``start`` with what ``node`` sets, and the rule of each limit that it sets."""
    changed: dict[str, float | int] = {}
    rules: dict[str, str] = {}
    for name, (key, value) in reader.keys(node, where, [*LIMIT_BOUNDS], LIMITS_LATER).items():
        bounds = LIMIT_BOUNDS[name]
        number = reader.amount(value, f"{where}.{name}", *bounds)
        if number is not None:
            changed[name] = number if bounds.kind == "time" else int(number)
            rules[f"limits.{name}"] = reader.rule(key, f"{where}.{name}")
            if name == "processes" and number and isolation != "full":
                # Without a pid namespace nothing ends a child when its worker ends.
                reader.problem(
                    value,
                    f"{where}.processes above 0 needs isolation: full, not {isolation}",
                    "write processes: 0, or use full",
                )
    return msgspec.structs.replace(start, **changed), rules


def read_profile(reader: Reader, key: Scalar, node: Node) -> Profile:
    """Return the profile that ``key`` names."""
    base, where = key.text, f"profiles.{key.text}"
    found = reader.keys(node, where, PROFILE_KEYS, PROFILE_LATER)

    def rule(name: str) -> str:
        if name in found:
            return reader.rule(found[name][0], f"{where}.{name}")
        return reader.rule(key, f"{where} (no {name})")

    def value(name: str) -> Node | None:
        return found[name][1] if name in found else None

    rules = {name: rule(name) for name in ("operations", "isolation", "language", "warm")}
    rules["profile"] = reader.rule(key, where)
    rules["modules"] = rules["module"] = rule("modules")
    rules["builtins"] = rules["builtin"] = rule("builtins")
    isolation = ISOLATIONS[0]
    if "isolation" in found:
        isolation = reader.choice(found["isolation"][1], f"{where}.isolation", ISOLATIONS, "full")
    language = LANGUAGES[0]
    if "language" in found:
        language = reader.choice(found["language"][1], f"{where}.language", LANGUAGES, "guarded")
        if language == "python" and isolation != "full":
            reader.problem(
                found["language"][1],
                f"{where}: language: python needs isolation: full, not {isolation}",
                "plain Python has no wall but the kernel's; use guarded or full",
            )
    operations = _operations(reader, value("operations"), where, rules)
    modules = _modules(reader, value("modules"), where, rules)
    allowed, denied = _builtins(reader, value("builtins"), where, language)
    everything = HARMLESS_BUILTINS | BARE_BUILTINS if language == "python" else HARMLESS_BUILTINS
    builtins = (everything if allowed is None else allowed) - denied
    rules.update({f"limits.{name}": rule("limits") for name in LIMIT_BOUNDS})
    allowance, set_here = read_limits(
        reader, value("limits"), f"{where}.limits", Limits(), isolation
    )
    rules.update(set_here)
    warm: float | None = limits.WARM
    if "warm" in found:
        warm = reader.amount(found["warm"][1], f"{where}.warm", "count", 0, WARM_MOST)
    return Profile(
        name=base,
        base=base,
        isolation=isolation,
        language=language,
        operations=operations,
        modules=MappingProxyType(modules),
        builtins=builtins,
        builtins_allowed=allowed,
        builtins_denied=denied,
        limits=allowance,
        warm=int(warm or 0),
        rules=MappingProxyType(rules),
        verdicts=prepare(base, operations, modules, builtins, rules),
    )


def _operations(
    reader: Reader, node: Node | None, where: str, rules: dict[str, str]
) -> frozenset[str]:
    where = f"{where}.operations"

    def check(word: Scalar) -> bool:
        if word.text in OPERATIONS:
            return True
        if word.text == "*":
            hint = "name each operation: a policy says what it allows"
        elif word.text in {"invokeModule", "invokeBuiltin"}:
            hint = f"write {word.text[6:].lower()}: it covers {word.text}"
        else:
            hint = meant(word.text, OPERATIONS)
        reader.problem(word, f"unknown operation {shown(word.text)} in {where}", hint)
        return False

    words = reader.words(node, where, check) if node is not None else {}
    for text in OPERATIONS:
        # `module` and `builtin` point at the lists that decide about names.
        if text in words and text not in rules:
            rules[text] = reader.rule(words[text], where)
        else:
            rules.setdefault(text, rules["operations"])
    return frozenset(words)


def _modules(
    reader: Reader, node: Node | None, where: str, rules: dict[str, str]
) -> dict[str, Literal["*"] | frozenset[str]]:
    where = f"{where}.modules"
    modules: dict[str, Literal["*"] | frozenset[str]] = {}

    def check(word: Scalar) -> bool:
        if word.text.isascii() and word.text.isidentifier() and word.text[0] != "_":
            return True
        hint = (
            'write "*" alone, without a list, for every name'
            if word.text == "*"
            else "name one function, class or constant, without a leading underscore"
        )
        reader.problem(word, f"{shown(word.text)} is no public name of a module", hint)
        return False

    for name, (key, value) in reader.entries(node, where).items():
        parts = name.split(".")
        if not all(part.isascii() and part.isidentifier() and part[0] != "_" for part in parts):
            hint = (
                "name each module: a policy says what it allows"
                if "*" in name
                else "write a dotted name without leading underscores, such as os.path"
            )
            reader.problem(key, f"{shown(name)} is no public module name", hint)
            continue
        rules[f"module.{name}"] = reader.rule(key, f"{where}.{name}")
        if isinstance(value, Scalar) and value.text == "*":
            modules[name] = "*"
        elif isinstance(value, Scalar) and not value.is_null:
            reader.problem(
                value,
                f"{where}.{name} must be a list of names",
                f'write [{value.text[:40]}], or "*" for every reviewed name',
            )
        else:
            modules[name] = frozenset(reader.words(value, f"{where}.{name}", check))
    return modules


def _builtins(
    reader: Reader, node: Node | None, where: str, language: LanguageName
) -> tuple[frozenset[str] | None, frozenset[str]]:
    where = f"{where}.builtins"
    known = HARMLESS_BUILTINS | BARE_BUILTINS

    def check(word: Scalar) -> bool:
        if word.text in known:
            return True
        hint = meant(word.text, sorted(known)) if word.text != "*" else "leave allow out"
        reader.problem(word, f"unknown builtin {shown(word.text)} in {where}", hint)
        return False

    found = reader.keys(node, where, ("allow", "deny"))
    allow = reader.words(found["allow"][1], f"{where}.allow", check) if "allow" in found else None
    deny = reader.words(found["deny"][1], f"{where}.deny", check) if "deny" in found else {}
    for text, word in (allow or {}).items():
        if text in deny:
            reader.problem(word, f"{text} is both allowed and denied in {where}", "keep one")
        elif text in BARE_BUILTINS and language != "python":
            reader.problem(
                word,
                f"{text} cannot be allowed to guarded code",
                "it hands out the interpreter; only language: python has it",
            )
    return (None if allow is None else frozenset(allow)), frozenset(deny)
