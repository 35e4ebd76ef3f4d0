"""What policy tests share: a policy from text, on a machine whose users are known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guardedflame.policy.model import Policy
from guardedflame.policy.read import read_policy

USERS = {"root": 0, "ci": 990, "builder": 990}


@pytest.fixture
def policy() -> Callable[[str], Policy]:
    """Return a function that reads a policy's text as the file p.yaml."""
    return lambda text: read_policy(text, file="p.yaml", digest="0" * 64, uid_of=USERS.get)
