"""The one function that says yes or no. Enforcement and every command that explains call it.

Invariant: pure and total. What nothing allows is refused, deny beats allow, and every answer
names the policy line it rests on. Look-ups only: a decision costs under 2 us.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Literal

from guardedflame.policy.model import Decision, Profile, Verdicts
from guardedflame.policy.words import OPERATIONS

_ASK = "ask the server's operator"


def decide(
    profile: Profile, operation: str, name: str | None = None, *, sent: Collection[str] = ()
) -> Decision:
    """Return whether ``profile`` may do ``operation`` on ``name``.

    Args:
        profile: the client's.
        operation: a policy word; any other is refused.
        name: for module a dotted module or a function in it, for builtin the builtin. Both are
            refused without one; the other operations do not look at it.
        sent: modules that the session itself has sent; where sendmodule is allowed, the module
            operation may name them too.
    """
    granted = profile.verdicts.operations.get(operation)
    if granted is None:
        return Decision(
            False,
            profile.rules["operations"],
            f"there is no operation {_shown(operation)}",
            "the operations are " + ", ".join(OPERATIONS),
        )
    if not granted.allowed:
        return granted
    if operation == "module":
        return profile.verdicts.modules.get(name or "") or _module(profile, name, sent)
    if operation == "getmodule" and name not in sent and not profile.modules.get(name or ""):
        return _no_source(profile, name)
    if operation == "builtin":
        return profile.verdicts.builtins.get(name or "") or _no_builtin(profile, name)
    return granted


def prepare(
    base: str,
    operations: frozenset[str],
    modules: Mapping[str, Literal["*"] | frozenset[str]],
    builtins: frozenset[str],
    rules: Mapping[str, str],
) -> Verdicts:
    """Return the decisions that can be made before any call, for the profile ``base``."""
    by_operation = {
        word: Decision(True, rules[word], f"profile {base} allows {word}")
        if word in operations
        else Decision(
            False,
            rules["operations"],
            f"profile {base} does not allow {word}",
            _instead(base, operations),
        )
        for word in OPERATIONS
    }
    by_module: dict[str, Decision] = {}
    for module, names in modules.items():
        rule = rules[f"module.{module}"]
        if not names:
            by_module[module] = Decision(
                False, rule, f"profile {base} lists no name of the module {module}", _ASK
            )
            continue
        by_module[module] = Decision(True, rule, f"profile {base} allows the module {module}")
        if names != "*":
            for name in names:
                # A module listed by itself has its own line, which decides.
                if f"{module}.{name}" not in modules:
                    by_module[f"{module}.{name}"] = Decision(
                        True, rule, f"profile {base} allows {module}.{name}"
                    )
    allowed = Decision(True, rules["builtin"], f"profile {base} allows this builtin")
    return Verdicts(
        MappingProxyType(by_operation),
        MappingProxyType(by_module),
        MappingProxyType(dict.fromkeys(builtins, allowed)),
        _listed(modules),
    )


def _module(profile: Profile, name: str | None, sent: Collection[str]) -> Decision:
    """Decide on a module or dotted function that is not listed as it stands."""
    rule = profile.rules["module"]
    if not name:
        return Decision(False, rule, "no module was named", "give a module's name")
    if not _is_public(name):
        return Decision(
            False,
            rule,
            f"{_shown(name)} is no public dotted name",
            "names that start with an underscore are never served",
        )
    # The longest listed prefix decides: a line for os.path speaks for it, not the line for os.
    prefix, dot, _ = name.rpartition(".")
    while dot:
        names = profile.modules.get(prefix)
        if names is not None:
            rule = profile.rules[f"module.{prefix}"]
            first = name[len(prefix) + 1 :].partition(".")[0]
            if names == "*" or first in names:
                return Decision(True, rule, f"profile {profile.base} allows {prefix}.{first}")
            return Decision(
                False,
                rule,
                f"profile {profile.base} does not list {_shown(first)} of the module {prefix}",
                _listed(names),
            )
        prefix, dot, _ = prefix.rpartition(".")
    if sent and "sendmodule" in profile.operations:
        prefix = name
        while prefix:
            if prefix in sent:
                return Decision(
                    True, profile.rules["sendmodule"], "the session sent this module itself"
                )
            prefix = prefix.rpartition(".")[0]
    return Decision(
        False,
        rule,
        f"profile {profile.base} does not list the module {_shown(name)}",
        profile.verdicts.modules_hint,
    )


def _no_source(profile: Profile, name: str | None) -> Decision:
    return Decision(
        False,
        profile.rules["module"],
        f"profile {profile.base} shows no source of {_shown(name or '')}",
        "modules the session has sent can be read back, and those the profile lists",
    )


def _no_builtin(profile: Profile, name: str | None) -> Decision:
    if not name:
        return Decision(
            False, profile.rules["builtin"], "no builtin was named", "give a builtin's name"
        )
    return Decision(
        False,
        profile.rules["builtin"],
        f"profile {profile.base} does not allow the builtin {_shown(name)}",
        _ASK,
    )


def _is_public(name: str) -> bool:
    """Return whether every part of ``name`` is an identifier without a leading underscore."""
    if name[0] == "_" or "._" in name or ".." in name or name[0] == "." or name[-1] == ".":
        return False
    if not name.isascii() and unicodedata.normalize("NFKC", name) != name:
        # Python reads a fullwidth underscore as an underscore.
        return False
    return all(map(str.isidentifier, name.split(".")))


def _instead(base: str, operations: frozenset[str]) -> str:
    if not operations:
        return f"profile {base} allows no operation; {_ASK}"
    return "it allows " + ", ".join(word for word in OPERATIONS if word in operations)


def _listed(names: Collection[str]) -> str:
    """Return what is listed, at most a line of it."""
    some = sorted(names)[:12]
    if not some:
        return f"nothing is listed; {_ASK}"
    more = f" and {len(names) - len(some)} more" if len(names) > len(some) else ""
    return f"listed are {', '.join(some)}{more}"


def _shown(name: str) -> str:
    """Return a client's word fit for a message: quoted, one line, bounded."""
    return ascii(name[:80])
