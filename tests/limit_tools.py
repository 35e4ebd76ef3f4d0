"""What the tests of limits share: servers of one file's tests, and what a verdict has to say.

Invariant: a verdict is the same on the client's side and in the audit log, it is the only one of
its call, and what it says of the session's state is looked at.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from guardedflame.client.flame import Flame
from guardedflame.errors import CodeRefused, LimitExceeded
from harness import Served, start_server

#: Each wall of a worker: the language's under the kernel's, and the kernel's alone.
LANGUAGES = ("guarded", "python")

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
profiles:
  limited:
    language: {language}
    warm: {warm}
    operations: [evaluate, execute, module, builtin, console,
                 sendmodule, getmodule, sendfile, getfile]
    builtins: {{also: [exec]}}
    modules: {{asyncio: "*", contextlib: "*", hashlib: "*", math: "*", os.path: "*", re: "*",
              time: "*"}}
    files: {{quota: 1 MiB}}
    limits: {{{limits}}}
clients:
  anyone: {{profile: limited}}
"""


@contextlib.contextmanager
def limited(
    place: pytest.TempPathFactory, limits: str, language: str, *, warm: int = 1
) -> Iterator[Served]:
    """A server whose one profile has ``limits``."""
    directory: Path = place.mktemp("limited")
    served = start_server(directory, POLICY, language=language, limits=limits, warm=warm)
    try:
        yield served
    finally:
        served.stop()


def each_wall(limits: str) -> Any:
    """Return a module's fixture: a server with ``limits`` for each wall."""

    @pytest.fixture(scope="module", params=LANGUAGES)
    def served(
        request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[Served]:
        with limited(tmp_path_factory, limits, request.param) as running:
            yield running

    return served


def verdict_of(served: Served, audit_id: str) -> dict[str, Any]:
    """Return the one verdict of a decision."""
    assert audit_id
    found = [
        record
        for record in served.audit()
        if record["event"] == "verdict" and record["of"] == audit_id
    ]
    assert len(found) == 1, found
    return found[0]


def stopped(
    served: Served,
    flame: Flame,
    limit: str,
    act: str | Callable[[], object],
    *,
    survived: bool | None,
) -> LimitExceeded:
    """Have something go over ``limit``; return its verdict, of which all is looked at.

    Args:
        served: the server.
        flame: the client whose session it is.
        limit: the policy's word for it.
        act: a program, or what does it in another way.
        survived: whether the session's state has to be there afterwards; None where both is well.
    """
    flame.execute("kept = 42")
    with pytest.raises(LimitExceeded) as caught:
        if isinstance(act, str):
            flame.execute(act)
        else:
            act()
    error = caught.value
    assert error.limit == limit
    assert error.allowed
    assert error.used
    assert error.hint
    assert error.rule.startswith("policy.yaml:")
    assert error.rule.endswith(f".limits.{limit}")
    assert survived is None or error.state_survived is survived
    record = verdict_of(served, error.audit_id)
    assert record["outcome"] == "limit"
    assert record["allowance"] == error.allowed
    for name in ("limit", "used", "peak", "rule", "state_survived"):
        assert record.get(name, "") == getattr(error, name), name
    if error.state_survived:
        assert flame.evaluate("kept") == 42
    else:
        with pytest.raises((NameError, CodeRefused)):
            flame.evaluate("kept")
    assert flame.evaluate("1 + 1") == 2
    return error
