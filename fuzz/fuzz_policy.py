"""Invariant: any text is a Policy or a PolicyError, never another error.

Under any policy, decide answers every question, the same each time and with a rule, and allows
only what the file lists.
"""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from guardedflame.errors import PolicyError, Problem
from guardedflame.policy.decide import decide
from guardedflame.policy.model import Policy
from guardedflame.policy.read import read_policy
from guardedflame.policy.words import (
    CLIENT_KEYS,
    CONNECTION_KEYS,
    HARMLESS_BUILTINS,
    OPERATIONS,
    PROFILE_KEYS,
    TOP_KEYS,
)


def read(text: str) -> Policy:
    """Return the policy in ``text``, on a machine with one user."""
    return read_policy(text, file="p.yaml", digest="", uid_of={"ci": 990}.get)


words = st.sampled_from(
    [*TOP_KEYS, *CONNECTION_KEYS, *PROFILE_KEYS, *CLIENT_KEYS, *OPERATIONS, "a", "anyone", "*",
     "1", "5s", "1 MiB", "-1", "full", "guarded", "python", "tcp://localhost:1", "&a", "*a",
     "!!python/object:os.system", "<<", "{", "}", "[", "]", ":", "- ", "\n", "\n  ", "\t", '"',
     "'", "|", ">", "---", "%YAML 9", "\\U99999999", "?", ",", " ", "#", "null", "~", "\0"]
)  # fmt: skip
soup = st.lists(words | st.text(max_size=4), max_size=60).map("".join)
shapes = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | words,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(words | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=25,
)

#: Amounts, right and wrong, of the keys that take some.
amounts = st.integers(-1, 5000) | st.sampled_from(
    ["1 MiB", "256 MiB", "5s", "2000 GiB", "many", None]
)
machines = st.dictionaries(
    st.sampled_from(["memory_left", "processes_left", "descriptors_left", "sessions", "cpu_left"]),
    amounts,
)
warms = amounts | st.dictionaries(st.sampled_from(["least", "most", "idle"]), amounts)

MODULES = ("math", "os", "os.path", "json")
NAMES = ("sqrt", "path", "join", "loads")
BUILTINS = ("len", "open", "print")
subset = st.lists(st.sampled_from(OPERATIONS), unique=True)
profiles = st.fixed_dictionaries(
    {},
    optional={
        "operations": st.none() | subset,
        "modules": st.none()
        | st.dictionaries(
            st.sampled_from(MODULES),
            st.just("*") | st.none() | st.lists(st.sampled_from(NAMES), unique=True),
        ),
        "builtins": st.none()
        | st.fixed_dictionaries(
            {},
            optional={"deny": st.none() | st.lists(st.sampled_from(BUILTINS), unique=True)},
        ),
    },
)
questions = [
    *((operation, None) for operation in OPERATIONS),
    *(("module", module) for module in MODULES),
    *(("module", f"{module}.{name}") for module in MODULES for name in NAMES),
    *(("builtin", name) for name in (*BUILTINS, "eval")),
]


def problems(text: str) -> tuple[Problem, ...] | None:
    """Return what is wrong with ``text``, or None; any error but PolicyError ends the test."""
    try:
        read(text)
    except PolicyError as error:
        return error.problems
    return None


def write(profile: object) -> str:
    """Return a policy of one profile as text."""
    return yaml.safe_dump({"guardedflame": 1, "profiles": {"a": profile}}, sort_keys=False)


def shuffled(value: object) -> object:
    """Return ``value`` with every mapping and list the other way round."""
    if isinstance(value, dict):
        return {key: shuffled(inner) for key, inner in reversed(value.items())}
    return list(reversed(value)) if isinstance(value, list) else value


@given(st.text() | soup)
def fuzz_any_text_is_a_policy_or_a_policy_error(text: str) -> None:
    """And an error says a place that is in the text."""
    found = problems(text)
    assert found is None or found
    assert all(problem.line >= 1 and problem.column >= 1 for problem in found or ())


@given(shapes)
def fuzz_any_shape_is_a_policy_or_a_policy_error(value: object) -> None:
    """Well-formed YAML of the wrong shape."""
    text = yaml.safe_dump(value, allow_unicode=True)
    for whole in (text, yaml.safe_dump({"guardedflame": 1, "profiles": {"a": value}})):
        found = problems(whole)
        assert found is None or found


@given(machines, warms)
def fuzz_what_is_kept_back_is_inside_its_bounds(machine: object, warm: object) -> None:
    """Or a problem: nothing is switched off, and a pool never wants more than it may."""
    text = yaml.safe_dump(
        {"guardedflame": 1, "machine": machine, "profiles": {"a": {"warm": warm}}}
    )
    if problems(text):
        return
    policy = read(text)
    kept, ready = policy.machine, policy.profiles["a"].warm
    assert kept.memory_left >= 16 * 1024 * 1024
    assert min(kept.processes_left, kept.descriptors_left // 16, kept.sessions) >= 1
    assert all(rule.startswith("p.yaml:") for rule in kept.rules.values())
    assert 0 <= ready.least <= ready.most <= 1024


@given(profiles, st.sampled_from(OPERATIONS) | st.text(), st.none() | st.text())
def fuzz_decide_is_total_and_deterministic(
    profile: dict[str, list[str] | None], operation: str, name: str | None
) -> None:
    """Any question has one answer, with a rule and a reason."""
    loaded = read(write(profile)).profiles["a"]
    decision = decide(loaded, operation, name)
    assert decision == decide(loaded, operation, name)
    assert decision.rule.startswith("p.yaml:")
    assert decision.reason
    assert decision.reason.isascii()
    if operation not in (profile.get("operations") or []):
        assert not decision.allowed


@given(profiles)
def fuzz_only_what_is_listed_is_allowed(profile: dict[str, object]) -> None:
    """Deny by default, against a second reading of the file that is as plain as can be."""
    loaded = read(write(profile)).profiles["a"]
    operations = profile.get("operations") or []
    modules = profile.get("modules") or {}
    builtins = profile.get("builtins") or {}
    assert isinstance(operations, list)
    assert isinstance(modules, dict)
    assert isinstance(builtins, dict)
    for operation, name in questions:
        expected = operation in operations
        if operation == "module":
            # The longest listed module speaks for a name; a module without names is no module.
            parts = (name or "").split(".")
            prefixes = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
            module = next((prefix for prefix in prefixes if prefix in modules), None)
            rest = (name or "")[len(module or "") + 1 :].split(".")[0]
            listed = modules.get(module) or []
            expected &= bool(listed) and (listed == "*" or not rest or rest in listed)
        elif operation == "getmodule":
            expected &= bool(modules.get(name))
        elif operation == "builtin":
            # Without files there is nothing to open.
            denied = builtins.get("deny") or []
            expected &= name in HARMLESS_BUILTINS - {"open"} and name not in denied
        assert decide(loaded, operation, name).allowed == expected, (operation, name)


@given(profiles)
def fuzz_order_and_empty_keys_decide_nothing(profile: dict[str, object]) -> None:
    """The same policy written backwards, or with its empty keys left out, decides the same."""
    bare = {key: value for key, value in profile.items() if value}
    loaded = read(write(profile)).profiles["a"]
    others = [read(write(other)).profiles["a"] for other in (shuffled(profile), bare)]
    for operation, name in questions:
        verdict = decide(loaded, operation, name).allowed
        assert all(decide(other, operation, name).allowed == verdict for other in others)
