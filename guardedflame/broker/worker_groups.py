"""Which worker gets a cgroup, and when: the pool's side of `cgroups`, off the event loop.

Invariant: where a worker is to have a group it is in it before its first call, or it is not used; a
group that was taken is given back once its worker is gone, whatever became of the start.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Mapping
from typing import TypeVar

from guardedflame.broker.cgroup import Group, room
from guardedflame.broker.cgroups import Groups, open_groups
from guardedflame.ipc.messages import WorkerProfile

T = TypeVar("T")


class WorkerGroups:
    """The groups of a pool's workers; empty where there are none or none are wanted.

    Args:
        profiles: by name.
        isolation: of each profile, by its name.
    """

    def __init__(self, profiles: Mapping[str, WorkerProfile], isolation: Mapping[str, str]) -> None:
        self._profiles = profiles
        self._isolation = isolation
        self._groups: Groups | None = None

    async def open(self) -> None:
        """Make the server's own group; before it has children, as it may have to step aside."""
        loop = asyncio.get_running_loop()
        groups, _ = await loop.run_in_executor(None, open_groups)
        self._groups = groups
        if groups is not None and not any(self._wants(groups, name) for name in self._profiles):
            await self.close()

    async def close(self) -> None:
        """Remove everything; workers and zygotes are gone."""
        groups, self._groups = self._groups, None
        if groups is not None:
            await asyncio.get_running_loop().run_in_executor(None, groups.close)

    async def adopt(self, zygote: int, level: str, uid: int) -> None:
        """Let a zygote start workers in their groups; where it may not, they are moved there."""
        groups = self._groups
        if groups is not None and level == "full":
            owner = uid if os.geteuid() == 0 else None
            with contextlib.suppress(OSError):
                await self._do(groups, lambda: groups.adopt(zygote, owner))

    async def take(self, profile: str) -> Group | None:
        """Return an empty group for a worker of ``profile``, None where it gets none.

        Raises:
            OSError: the kernel gives no group.
        """
        groups = self._groups
        if groups is None or not self._wants(groups, profile):
            return None
        told = self._profiles[profile]
        in_memory = told.scratch if self._isolation[profile] == "full" else 0
        most = room(told.memory, in_memory, told.processes)
        group = groups.ready(most)
        if group is None:
            group = await self._do(groups, lambda: groups.make(most))
        groups.later(lambda: groups.restock(most))
        return group

    async def settle(self, group: Group | None, pid: int) -> None:
        """Make sure that a worker is in its group. Raises OSError: the kernel refused."""
        if group is None:
            return
        group.began()
        if self._groups is not None and not group.holds(pid):
            await self._do(self._groups, lambda: group.move(pid))

    def give_back(self, group: Group | None) -> None:
        """Have a group removed that is of no more use."""
        if group is not None and self._groups is not None:
            self._groups.later(group.remove)

    def _wants(self, groups: Groups, profile: str) -> bool:
        full = self._isolation[profile] == "full"
        return groups.wants(self._profiles[profile].processes, full=full)

    async def _do(self, groups: Groups, work: Callable[[], T]) -> T:
        return await asyncio.wrap_future(groups.later(work))
