"""Workers are copies of one process; what one session draws must not tell what another will.

Attack: draw from `random` and infer the numbers of the next session. Outcome: each draws others.
"""

from __future__ import annotations

import pytest

from harness import Serve


@pytest.mark.parametrize("isolation", ["full", "process"])
def test_two_sessions_draw_other_random_numbers(serve: Serve, isolation: str) -> None:
    """Warm and cold workers of one zygote each have a seed of their own."""
    served = serve(POLICY, isolation=isolation, language="guarded", warm=1)
    draws = {served.connect().module("random").getrandbits(64) for _ in range(4)}
    assert len(draws) == 4


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_two_sessions_draw_other_numbers_of_numpy(serve: Serve, language: str) -> None:
    """Numpy's own generator was seeded once, where it was imported, for all sessions."""
    pytest.importorskip("numpy")
    policy = POLICY.replace('random: "*"', 'numpy: "*", numpy.random: "*"')
    served = serve(policy, isolation="full", language=language, warm=1)
    draws = {served.connect().module("numpy.random").rand() for _ in range(4)}
    assert len(draws) == 4


POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  analyst:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [module]
    modules: {{random: "*"}}
    limits: {{{limits}}}
clients:
  anyone: {{profile: analyst}}
"""
