"""Admission and policy: one peer cannot use up what others are due, nor read what is unlisted."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from attack_tools import EVALUATE, Raw, Wire, hub_of, policy_of
from guardedflame.broker.connection import ClientConnection
from guardedflame.broker.peers import identify
from guardedflame.errors import CallRefused
from harness import Serve

GETMODULE = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  p:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [getmodule]
    modules: {{}}
clients:
  anyone: {{profile: p}}
"""


def test_one_address_alone_fills_no_server(serve: Serve) -> None:
    """16 silent peers at 127.0.0.1, where two are allowed; one at 127.0.0.2 is let in."""
    served = serve(EVALUATE.replace("CONNECTIONS", "maximum: 16, maximum_per_address: 2"))
    with contextlib.ExitStack() as silent:
        for _ in range(16):
            silent.enter_context(Raw(served))
        with Raw(served, source="127.0.0.2") as honest:
            assert honest.greet()


def test_one_unix_user_takes_no_other_users_places(tmp_path: Path) -> None:
    """All users of a unix socket have one path; the kernel tells them apart by uid."""
    text = EVALUATE.replace("CONNECTIONS", "maximum: 16, maximum_per_address: 2")
    hub = hub_of(policy_of(tmp_path, text))

    def admitted(uid: int) -> str:
        return hub.admit(ClientConnection(hub), identify(Wire(uid))[0].address)

    assert [admitted(1001) for _ in range(3)] == ["yes", "yes", "tell"]
    assert admitted(1002) == "yes"


@pytest.mark.parametrize("module", ["subprocess", "guardedflame.sandbox.zygote", "this"])
def test_plain_python_shows_no_source_of_a_module_that_is_unlisted(
    serve: Serve, module: str
) -> None:
    """language: python, getmodule allowed, no modules listed: refused, and not imported either."""
    flame = serve(GETMODULE, language="python").connect(timeout=60)
    with pytest.raises(CallRefused):
        flame.getmodule(module)
