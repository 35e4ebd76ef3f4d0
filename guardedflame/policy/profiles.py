"""One `profiles` entry to a profile, with its decisions made in advance.

Invariant: a key that is absent allows exactly what an empty one does.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from guardedflame.policy.allowances import LIMIT_NAMES, SCRATCH_BOUNDS, Allowances, read_allowances
from guardedflame.policy.decide import prepare
from guardedflame.policy.machine import read_warm
from guardedflame.policy.model import Limits, Profile
from guardedflame.policy.reader import Reader, meant, shown
from guardedflame.policy.tree import Node, Scalar
from guardedflame.policy.words import (
    BARE_BUILTINS,
    COMPILING_BUILTINS,
    HARMLESS_BUILTINS,
    ISOLATIONS,
    LANGUAGES,
    NATIVE_LIBRARIES,
    OPERATIONS,
    PROFILE_KEYS,
    PROFILE_LATER,
    Isolation,
    LanguageName,
)

Modules = Mapping[str, Literal["*"] | frozenset[str]]


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
    modules = _modules(reader, value("modules"), where, rules, isolation)
    rules.update({f"limits.{name}": rule("limits") for name in LIMIT_NAMES})
    files, quota = _files(reader, found, where, rules)
    given = _builtins(reader, value("builtins"), where, language, files)
    builtins = _has_builtins(language, given, files)
    start = Limits() if quota is None else Limits(scratch=quota, file_size=quota)
    given_limits = read_allowances(
        reader, value("limits"), f"{where}.limits", Allowances(start), isolation
    )
    set_here = given_limits.rules
    if quota is not None and "limits.scratch" in set_here:
        reader.problem(
            found["limits"][0], f"{where} has files.quota and limits.scratch", "keep one"
        )
    rules.update(set_here)
    return Profile(
        name=base,
        base=base,
        isolation=isolation,
        language=language,
        operations=operations,
        modules=MappingProxyType(modules),
        builtins=builtins,
        builtins_allowed=given.allowed,
        builtins_denied=given.denied,
        builtins_also=given.also,
        files=files,
        limits=given_limits.limits,
        quotas=given_limits.quotas,
        warm=read_warm(reader, value("warm"), f"{where}.warm"),
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
    reader: Reader, node: Node | None, where: str, rules: dict[str, str], isolation: Isolation
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
        if parts[0] in NATIVE_LIBRARIES and isolation != "full":
            reader.problem(
                key,
                f"{where}.{name} needs isolation: full, not {isolation}",
                "its C code believes the objects it is given; the language alone is no wall",
            )
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


class _Builtins(NamedTuple):
    allowed: frozenset[str] | None
    denied: frozenset[str]
    also: frozenset[str]


def _builtins(
    reader: Reader, node: Node | None, where: str, language: LanguageName, files: bool
) -> _Builtins:
    where = f"{where}.builtins"
    known = HARMLESS_BUILTINS | COMPILING_BUILTINS | BARE_BUILTINS

    def check(word: Scalar) -> bool:
        if word.text in known:
            return True
        hint = meant(word.text, sorted(known)) if word.text != "*" else "leave allow out"
        reader.problem(word, f"unknown builtin {shown(word.text)} in {where}", hint)
        return False

    found = reader.keys(node, where, ("allow", "deny", "also"))
    lists: dict[str, dict[str, Scalar]] = {
        name: reader.words(found[name][1], f"{where}.{name}", check) if name in found else {}
        for name in ("allow", "deny", "also")
    }
    for text, word in {**lists["allow"], **lists["also"]}.items():
        if text in lists["deny"]:
            reader.problem(word, f"{text} is both allowed and denied in {where}", "keep one")
        elif language == "python":
            continue
        elif text in BARE_BUILTINS:
            reader.problem(
                word,
                f"{text} cannot be allowed to guarded code",
                "it hands out the interpreter; only language: python has it",
            )
        elif text == "open" and not files:
            reader.problem(
                word,
                f"{where} allows open, and the profile has no files",
                "add files: {quota: 16 MiB}",
            )
    for text, word in lists["also"].items():
        if text not in COMPILING_BUILTINS and text not in BARE_BUILTINS:
            reader.problem(
                word,
                f"{text} need not stand in {where}.also",
                "it is there without; also is for " + ", ".join(sorted(COMPILING_BUILTINS)),
            )
    return _Builtins(
        frozenset(lists["allow"]) if "allow" in found else None,
        frozenset(lists["deny"]),
        frozenset(lists["also"]),
    )


def _has_builtins(language: LanguageName, given: _Builtins, files: bool) -> frozenset[str]:
    """The builtins of a profile."""
    everything = HARMLESS_BUILTINS
    if language == "python":
        everything |= COMPILING_BUILTINS | BARE_BUILTINS
    elif not files:
        everything -= {"open"}
    return ((everything if given.allowed is None else given.allowed) | given.also) - given.denied


def _files(
    reader: Reader, found: Mapping[str, tuple[Scalar, Node]], where: str, rules: dict[str, str]
) -> tuple[bool, int | None]:
    """Whether programs may open files in the session's directory, and the size of that."""
    if "files" not in found:
        return False, None
    where = f"{where}.files"
    keys = reader.keys(found["files"][1], where, ("quota",))
    rules["files"] = reader.rule(found["files"][0], where)
    if "quota" not in keys:
        return False, None  # as if it were absent
    key, value = keys["quota"]
    number = reader.amount(value, f"{where}.quota", *SCRATCH_BOUNDS)
    rules["limits.scratch"] = reader.rule(key, f"{where}.quota")
    return True, None if number is None else int(number)
