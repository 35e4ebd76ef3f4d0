"""decide: pure, total, deny by default, and every answer names its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guardedflame.errors import ConnectionDeniedError
from guardedflame.policy.decide import decide
from guardedflame.policy.explain import explain
from guardedflame.policy.model import Peer, Policy, Profile
from guardedflame.policy.words import OPERATIONS

Load = Callable[[str], Policy]

TEXT = """\
guardedflame: 1
profiles:
  a:
    operations: [evaluate, module, builtin, sendmodule]
    modules:
      math: "*"
      os: "*"
      os.path: [join]
      json: []
    builtins: {deny: [open]}
  nothing: {}
  empty: {operations: [], modules: {}, builtins: {}, limits: {}}
clients:
  anyone: {profile: nothing}
  ci: {unix_user: ci, profile: a}
  root: {unix_user: root, profile: a, limits: {wall: 2m}}
"""


@pytest.fixture
def profile(policy: Load) -> Profile:
    """Return the profile a."""
    return policy(TEXT).profiles["a"]


@pytest.mark.parametrize(
    ("operation", "name", "rule"),
    [
        ("evaluate", None, "p.yaml:4 profiles.a.operations"),
        ("module", "math", "p.yaml:6 profiles.a.modules.math"),
        ("module", "math.sqrt", "p.yaml:6 profiles.a.modules.math"),
        ("module", "os.path.join", "p.yaml:8 profiles.a.modules.os.path"),
        ("builtin", "len", "p.yaml:10 profiles.a.builtins"),
    ],
)
def test_what_is_listed_is_allowed(
    profile: Profile, operation: str, name: str | None, rule: str
) -> None:
    """And the rule is the line it is listed on."""
    decision = decide(profile, operation, name)
    assert decision.allowed
    assert decision.rule == rule


@pytest.mark.parametrize(
    ("operation", "name", "line"),
    [
        ("execute", None, 4),
        ("console", "x", 4),
        ("nonsense", None, 4),
        ("", None, 4),
        ("module", None, 5),
        ("module", "", 5),
        ("module", "subprocess", 5),
        ("module", "mathx.sqrt", 5),
        ("module", "math._private", 5),
        ("module", "math.__loader__", 5),
        ("module", "math.sqrt.__self__", 5),
        ("module", "_os", 5),
        ("module", "math.", 5),
        ("module", ".math", 5),
        ("module", "math..sqrt", 5),
        ("module", "math.sq rt", 5),
        ("module", "math.\uff3f\uff3fclass\uff3f\uff3f", 5),
        ("module", "os.path.exists", 8),
        ("module", "json", 9),
        ("module", "json.loads", 9),
        ("builtin", None, 10),
        ("builtin", "open", 10),
        ("builtin", "eval", 10),
        ("builtin", "__import__", 10),
    ],
)
def test_what_is_not_listed_is_refused(
    profile: Profile, operation: str, name: str | None, line: int
) -> None:
    """With a rule, a reason and a hint."""
    decision = decide(profile, operation, name)
    assert not decision.allowed
    assert decision.rule.startswith(f"p.yaml:{line} profiles.a")
    assert decision.reason
    assert decision.hint


def test_a_profile_without_keys_is_one_with_empty_keys(policy: Load) -> None:
    """Absent == empty: both refuse every operation."""
    profiles = policy(TEXT).profiles
    for name in ("nothing", "empty"):
        for operation in OPERATIONS:
            assert not decide(profiles[name], operation, "math").allowed
    assert profiles["nothing"].builtins == profiles["empty"].builtins
    assert profiles["nothing"].limits == profiles["empty"].limits


def test_modules_the_session_sent_need_sendmodule(policy: Load, profile: Profile) -> None:
    """A sent module may be named, its private names may not, and only under sendmodule."""
    assert decide(profile, "module", "mine.run", sent={"mine"}).allowed
    assert not decide(profile, "module", "mine._run", sent={"mine"}).allowed
    assert not decide(profile, "module", "other.run", sent={"mine"}).allowed
    text = TEXT.replace(", sendmodule", "")
    assert not decide(policy(text).profiles["a"], "module", "mine.run", sent={"mine"}).allowed


def test_bare_builtins_exist_only_in_plain_python(policy: Load) -> None:
    """Under language: python the builtin operation covers eval; deny still beats it."""
    text = TEXT.replace("  nothing:", "    language: python\n  nothing:")
    loose = policy(text).profiles["a"]
    assert decide(loose, "builtin", "eval").allowed
    assert not decide(loose, "builtin", "open").allowed


def test_explain_says_what_decide_said(profile: Profile) -> None:
    """One line with verdict, rule, reason and hint."""
    assert explain(decide(profile, "evaluate")) == (
        "allowed by p.yaml:4 profiles.a.operations: profile a allows evaluate"
    )
    assert explain(decide(profile, "module", "json.x")) == (
        "refused by p.yaml:9 profiles.a.modules.json: profile a does not list 'x' of the module "
        "json; nothing is listed; ask the server's operator"
    )


def test_a_unix_user_is_matched_before_anyone(policy: Load) -> None:
    """The uid is the kernel's word; the rule of the entry comes along."""
    loaded = policy(TEXT)
    assert loaded.grant_for(Peer("unix", 990)).client == "ci"
    assert loaded.grant_for(Peer("unix", 990)).profile.rules["client"] == "p.yaml:15 clients.ci"
    assert loaded.grant_for(Peer("unix", 1)).client == "anyone"
    assert loaded.grant_for(Peer("127.0.0.1")).client == "anyone"


def test_limits_of_a_client_make_a_profile_of_its_own(policy: Load) -> None:
    """Workers are prepared per profile, so an override has a profile that the pool can see."""
    loaded = policy(TEXT)
    own = loaded.grant_for(Peer("unix", 0)).profile
    assert own.name == "a@root"
    assert loaded.profiles["a@root"].limits.wall == 120.0
    assert own.rules["limits.wall"] == "p.yaml:16 clients.root.limits.wall"
    assert loaded.profiles["a"].limits.wall == 30.0


def test_nobody_gets_in_without_a_client_entry(policy: Load) -> None:
    """Code 3 and the line where an entry would be."""
    loaded = policy(TEXT.replace("  anyone: {profile: nothing}\n", ""))
    with pytest.raises(ConnectionDeniedError) as refused:
        loaded.grant_for(Peer("127.0.0.1"))
    assert refused.value.code == 3
    assert refused.value.rule == "p.yaml:13 clients"
    with pytest.raises(ConnectionDeniedError):
        policy("guardedflame: 1\n").grant_for(Peer("unix", 0))
