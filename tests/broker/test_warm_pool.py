"""The warm pool between its bounds: it grows with a burst, and shrinks when nobody comes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import cast

import psutil
import pytest

from guardedflame.broker.admission import Admission
from guardedflame.broker.audit import AuditLog
from guardedflame.broker.pool import Pools
from guardedflame.broker.profiles import worker_profile
from guardedflame.broker.worker import Owner, Worker
from guardedflame.ipc.messages import FromWorker, Gone
from guardedflame.policy.model import Policy, Warm
from guardedflame.policy.read import read_policy

PROFILE = (
    "guardedflame: 1\nprofiles: {p: {isolation: process, operations: [evaluate], warm: WARM}}\n"
)


class Nobody:
    """An owner who does not listen."""

    def worker_said(self, message: FromWorker) -> None: ...

    def worker_gone(self, gone: Gone, reason: str) -> None: ...


def policy_with(warm: str) -> Policy:
    """Return the policy of one profile."""
    return read_policy(
        PROFILE.replace("WARM", warm), file="p.yaml", digest="", uid_of=lambda name: None
    )


@contextlib.asynccontextmanager
async def pools_with(warm: str, *, idle: float) -> AsyncIterator[Pools]:
    """Run the pools of a policy."""
    policy = policy_with(warm)
    log = AuditLog(None, policy.digest)
    pools = Pools(
        {name: worker_profile(profile) for name, profile in policy.profiles.items()},
        {name: profile.isolation for name, profile in policy.profiles.items()},
        {name: profile.warm for name, profile in policy.profiles.items()},
        log,
        Admission(policy.machine, log),
        idle=idle,
    )
    await pools.open()
    try:
        yield pools
    finally:
        await pools.close()


async def burst(pools: Pools, count: int) -> list[Worker]:
    """Take so many at once, all different."""
    took = await asyncio.gather(
        *(pools.checkout("p", cast("Owner", Nobody())) for _ in range(count))
    )
    assert len({worker.process.pid for worker in took if worker.process}) == count
    return list(took)


async def spare(pools: Pools, count: int, took: list[Worker]) -> None:
    """Wait until so many are ready that nobody has taken."""
    async with asyncio.timeout(30):
        while len(pools.live) - sum(worker in pools.live for worker in took) != count:  # noqa: ASYNC110
            # Processes come and go without telling us.
            await asyncio.sleep(0.01)


def test_a_burst_lets_it_grow_and_quiet_lets_it_shrink() -> None:
    """From two to what was missing, at most six; back to two when nobody comes."""

    async def scenario() -> None:
        async with pools_with("{least: 2, most: 6}", idle=1.0) as pools:
            await spare(pools, 2, [])
            took = await burst(pools, 5)
            await spare(pools, 5, took)
            took += await burst(pools, 12)
            await spare(pools, 6, took)
            await spare(pools, 2, took)
            assert all(worker.usable for worker in took)

    asyncio.run(scenario())


def test_a_plain_number_is_both_bounds() -> None:
    """As it ever was."""

    async def scenario() -> None:
        async with pools_with("1", idle=0.1) as pools:
            took = await burst(pools, 4)
            await spare(pools, 1, took)
            took += await burst(pools, 4)
            await spare(pools, 1, took)

    asyncio.run(scenario())


def test_a_pool_of_none_starts_what_is_asked_for() -> None:
    """And keeps nothing."""

    async def scenario() -> None:
        async with pools_with("0", idle=0.1) as pools:
            took = await burst(pools, 3)
            assert psutil.pid_exists(took[0].process.pid if took[0].process else 0)
            await spare(pools, 0, took)

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("text", "warm"),
    [("3", Warm(3, 3)), ("{least: 0, most: 4}", Warm(0, 4)), ("{most: 4}", Warm(0, 4))],
)
def test_how_it_is_written(text: str, warm: Warm) -> None:
    """A number, or bounds."""
    assert policy_with(text).profiles["p"].warm == warm


def test_the_oldest_is_given_out_first() -> None:
    """What has waited longest is most likely to be at rest."""

    async def scenario() -> None:
        async with pools_with("{least: 2, most: 2}", idle=60) as pools:
            first, second = sorted(
                (worker.process.number for worker in pools.live if worker.process), key=int
            )
            took = await burst(pools, 2)
            assert [worker.process.number for worker in took if worker.process] == [first, second]

    asyncio.run(scenario())
