"""When the machine is out of memory the kernel takes a worker, never the broker or the zygote."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import Serve


def _score(pid: int | str) -> int:
    return int(Path(f"/proc/{pid}/oom_score_adj").read_text(encoding="ascii"))


@pytest.mark.parametrize("isolation", ["full", "partial", "process"])
def test_workers_are_the_first_to_go(serve: Serve, isolation: str) -> None:
    """1000 is the most there is, and lowering it asks for a capability."""
    served = serve(isolation=isolation)
    flame = served.connect()
    assert flame.evaluate("1 + 1") == 2
    family = served.descendants()
    workers = [p.pid for p in family if p.ppid() != served.process.pid]
    assert workers
    assert {_score(pid) for pid in workers} == {1000}
    zygotes = [p.pid for p in family if p.ppid() == served.process.pid]
    assert {_score(pid) for pid in (*zygotes, served.process.pid)} == {_score("self")}
