"""The ready policies, decision by decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from guardedflame.policy.decide import decide
from guardedflame.policy.load import load_policy
from guardedflame.policy.model import Peer, Profile
from guardedflame.policy.words import OPERATIONS

POLICIES = Path(__file__).parents[2] / "policies"


def profile(name: str) -> Profile:
    """Return what anyone gets under a ready policy."""
    loaded = load_policy(POLICIES / f"{name}.yaml")
    assert all(listen.is_local and not listen.insecure for listen in loaded.listen)
    return loaded.grant_for(Peer("127.0.0.1")).profile


def test_every_ready_policy_is_tested_here() -> None:
    """A new file in policies/ needs a test."""
    assert {path.stem for path in POLICIES.glob("*.yaml")} == {
        "deny-all",
        "arithmetic",
        "analyst",
        "data-science",
    }


def test_deny_all_refuses_everything() -> None:
    """Every operation, with and without a name."""
    nothing = profile("deny-all")
    for operation in OPERATIONS:
        for name in (None, "math", "math.sqrt", "len"):
            assert not decide(nothing, operation, name).allowed


def test_arithmetic_computes_and_no_more() -> None:
    """Expressions and named functions of math."""
    calculator = profile("arithmetic")
    assert calculator.operations == {"evaluate", "module"}
    assert decide(calculator, "evaluate").allowed
    assert decide(calculator, "module", "math.sqrt").allowed
    assert decide(calculator, "module", "math.pi").allowed
    for name in ("math.factorial", "os", "os.system", "statistics.mean"):
        assert not decide(calculator, "module", name).allowed


def test_analyst_has_all_operations() -> None:
    """Each of Flame's, under full isolation and the guarded language."""
    analyst = profile("analyst")
    assert analyst.operations == set(OPERATIONS)
    assert (analyst.isolation, analyst.language) == ("full", "guarded")
    assert analyst.limits.processes == 0
    for name in ("csv.reader", "statistics.mean", "collections.Counter", "datetime.date.today"):
        assert decide(analyst, "module", name).allowed
    assert decide(analyst, "module", "os.path.join").allowed
    assert decide(analyst, "builtin", "len").allowed


@pytest.mark.parametrize(
    "name",
    ["os.system", "os.open", "os.kill", "sys._getframe", "sys.path", "subprocess.run",
     "socket.socket", "ctypes", "io.FileIO", "importlib.import_module", "pickle.loads",
     "shutil.chown", "tarfile.open", "uuid.getnode"],
)  # fmt: skip
def test_analyst_reaches_nothing_of_the_machine(name: str) -> None:
    """What opens sockets, processes, or files outside of the session is not there."""
    assert not decide(profile("analyst"), "module", name).allowed


@pytest.mark.parametrize("name", ["eval", "exec", "compile", "__import__", "breakpoint"])
def test_analyst_has_no_bare_builtin(name: str) -> None:
    """Nothing that hands out the interpreter."""
    assert not decide(profile("analyst"), "builtin", name).allowed


def test_data_science_has_the_libraries_and_no_more_of_the_machine() -> None:
    """The libraries with the modules inside them, under the same two walls as the analyst."""
    scientist = profile("data-science")
    assert scientist.operations == set(OPERATIONS)
    assert (scientist.isolation, scientist.language) == ("full", "guarded")
    assert scientist.limits.processes == 0
    for name in ("numpy.mean", "numpy.linalg.inv", "pandas.DataFrame", "pandas.offsets.Day"):
        assert decide(scientist, "module", name).allowed
    for name in (
        "os.system",
        "os.open",
        "subprocess.run",
        "sys",
        "pickle.loads",
        "scipy.stats.norm",
    ):
        assert not decide(scientist, "module", name).allowed
