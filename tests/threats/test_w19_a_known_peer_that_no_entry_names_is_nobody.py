"""W19: being authenticated is not being authorised.

With stock two-way TLS every certificate of the CA gets in unless the operator wrote a check of his
own. Here an identity (today the kernel's unix uid) only selects a client entry; where no entry
names it, the peer is nobody, however well it is known.
"""

from __future__ import annotations

import os

import Pyro5.server
import pytest

from guardedflame.errors import ConnectionDeniedError
from harness import ANALYST, Serve

NAMED = ANALYST.replace(
    "anyone: {{profile: analyst}}", "local: {{unix_user: WHO, profile: analyst}}"
)


def test_a_uid_that_no_entry_names_is_turned_away(serve: Serve) -> None:
    """The kernel vouches for the uid; the policy does not know it."""
    served = serve(NAMED.replace("WHO", str(os.getuid() + 1)))
    with pytest.raises(ConnectionDeniedError, match="no client entry") as caught:
        served.connect(unix=True)
    assert caught.value.code == 3
    assert caught.value.rule.startswith("policy.yaml:")


def test_the_uid_that_an_entry_names_gets_its_profile_and_nobody_else_does(serve: Serve) -> None:
    """Over the unix socket the uid is known; over TCP the same user is nobody."""
    served = serve(NAMED.replace("WHO", str(os.getuid())))
    assert served.connect(unix=True).evaluate("1 + 1") == 2
    with pytest.raises(ConnectionDeniedError):
        served.connect()


def test_the_stock_daemon_accepts_any_handshake_by_default() -> None:
    """What the rule above stands against: stock validation says yes to whatever comes."""
    daemon = Pyro5.server.Daemon(port=0)
    try:
        assert daemon.validateHandshake(None, "anything") == "hello"
    finally:
        daemon.close()
