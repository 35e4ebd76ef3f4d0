"""The server's life: check, prepare, listen, serve, drain, leave nothing behind.

Invariant: nothing listens before every profile's confinement has been reached by a real worker;
when `serve` returns, no process, socket file or scratch directory of it is left.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import os
import resource
import signal
import socket
import stat
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import uvloop

from guardedflame import limits
from guardedflame.broker.admission import Admission
from guardedflame.broker.audit import AuditError, AuditLog
from guardedflame.broker.connection import ClientConnection
from guardedflame.broker.hub import Hub
from guardedflame.broker.pool import Pools
from guardedflame.broker.profiles import worker_profile
from guardedflame.broker.quota_redis import SharedStore
from guardedflame.broker.quotas import Ledger
from guardedflame.broker.scratch_watch import watch_scratch
from guardedflame.broker.sweep import SWEEP_SECONDS
from guardedflame.broker.watchdog import Watchdog
from guardedflame.errors import ListenError
from guardedflame.policy.model import Listen, Policy

T = TypeVar("T")

#: Connections the kernel may queue for us between two turns of the loop.
BACKLOG = 1024


class Running(NamedTuple):
    """A server that has begun to listen."""

    locations: tuple[str, ...]
    """Where, as a client writes it: ``localhost:9999``, ``./u:/run/x.sock``."""
    layers: dict[str, tuple[str, ...]]
    """What confinement was reached, by isolation level."""
    stop: Callable[[], None]


def serve(
    policy: Policy,
    *,
    listen: Sequence[Listen] | None = None,
    audit_path: Path | None = None,
    ready: Callable[[Running], None] = lambda running: None,
) -> None:
    """Serve ``policy`` until SIGINT or SIGTERM, then drain and return.

    Args:
        policy: checked and loaded.
        listen: where to listen instead of what the policy says.
        audit_path: file that audit records are appended to; None keeps none.
        ready: called once everything listens.

    Raises:
        ConfinementError: a profile's isolation cannot be had on this kernel, or the policy keeps
            back more of the machine than there is.
        ListenError: an address cannot be listened on, the audit log not be opened, or the store
            of quotas not be used.
    """
    _raise_descriptor_limit()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(policy, listen, audit_path, ready))


async def _serve(
    policy: Policy,
    listen: Sequence[Listen] | None,
    audit_path: Path | None,
    ready: Callable[[Running], None],
) -> None:
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    sockets, paths = _bind_all(policy.listen if listen is None else listen)
    audit: AuditLog | None = None
    shared: SharedStore | None = None
    pools: Pools | None = None
    hub: Hub | None = None
    servers: list[asyncio.Server] = []
    measuring: asyncio.Task[None] | None = None
    try:
        log = audit = AuditLog(audit_path, policy.digest)
        if policy.store is not None:
            shared = SharedStore(policy.store, lambda words: _note(log, words))
            await shared.open()
        pools = Pools(
            {name: worker_profile(profile) for name, profile in policy.profiles.items()},
            {name: profile.isolation for name, profile in policy.profiles.items()},
            {name: profile.warm for name, profile in policy.profiles.items()},
            audit,
            Admission(policy.machine, audit),
        )
        pools.admission.start()
        layers = await _unless(stopping, pools.open())
        if layers is None:
            return
        ledger = Ledger(policy, audit, shared)
        hub = Hub(policy, audit, pools, Watchdog(after=audit.flush), ledger)
        everyone = hub
        if any(profile.isolation != "full" for profile in policy.profiles.values()):
            measuring = loop.create_task(watch_scratch(hub.sessions))
        servers.extend(
            [
                await loop.create_server(
                    lambda: ClientConnection(everyone), sock=listener, backlog=BACKLOG
                )
                if listener.family != socket.AF_UNIX
                else await loop.create_unix_server(
                    lambda: ClientConnection(everyone), sock=listener, backlog=BACKLOG
                )
                for listener in sockets
            ]
        )
        # What is there now stays; the collector need not walk it again and again.
        gc.collect()
        gc.freeze()
        audit.server(outcome="started", detail=", ".join(map(_location, sockets)))
        ready(Running(tuple(map(_location, sockets)), layers, stopping.set))
        await _until(stopping, hub)
        for server in servers:
            server.close()
        await _drain(hub)
    finally:
        for server in servers:
            server.close()
        for listener in sockets:
            listener.close()
        for path in paths:
            path.unlink(missing_ok=True)
        if measuring is not None:
            measuring.cancel()
        await _end_all(hub, pools, shared)
        if audit is not None:
            with contextlib.suppress(Exception):
                audit.server(outcome="stopped")
            audit.close()


async def _end_all(hub: Hub | None, pools: Pools | None, shared: SharedStore | None) -> None:
    """End every session and worker, and count what the last of them used."""
    if hub is not None:
        hub.close()
    if pools is not None:
        await pools.close()
    if hub is not None:
        await hub.ledger.pay_all()
        hub.ledger.close()
    if shared is not None:
        await shared.close()


def _note(audit: AuditLog, words: str) -> None:
    """Record what became of the quota store; a full disk is found by the next decision."""
    with contextlib.suppress(AuditError):
        audit.server(outcome="quotas", detail=words)


async def _unless(stopping: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what ``work`` gives, or None when the stop comes first."""
    task = asyncio.ensure_future(work)
    stop = asyncio.ensure_future(stopping.wait())
    await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if task.done():
        return await task
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return None


async def _until(stopping: asyncio.Event, hub: Hub) -> None:
    """Wait for the stop; meanwhile hang up on connections that are silent or do not read."""
    paying: asyncio.Task[None] | None = None
    while not stopping.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), SWEEP_SECONDS)
        now = time.monotonic()
        hub.sweep.look(now)
        hub.room.look(now)
        # That a shortage begins, or is over, is recorded although nobody comes.
        hub.pools.admission.look()
        hub.ledger.sweep()
        if paying is None or paying.done():
            paying = asyncio.create_task(hub.ledger.pay_all())


async def _drain(hub: Hub) -> None:
    """Let running calls finish for a while; new ones are refused at the door."""
    hub.draining = True
    deadline = time.monotonic() + limits.DRAIN_SECONDS
    while hub.running() and time.monotonic() < deadline:  # noqa: ASYNC110 - once in a life
        await asyncio.sleep(0.02)


def _raise_descriptor_limit() -> None:
    """Ten thousand connections need as many descriptors; the soft limit is often 1024."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


# --- listening -----------------------------------------------------------------------------------


def _bind_all(listen: Sequence[Listen]) -> tuple[list[socket.socket], list[Path]]:
    sockets: list[socket.socket] = []
    paths: list[Path] = []
    try:
        for where in listen:
            if where.kind == "unix":
                sockets.append(_bind_unix(Path(where.path)))
                paths.append(Path(where.path))
            else:
                sockets.extend(_bind_tcp(where.host, where.port))
    except BaseException:
        for one in sockets:
            one.close()
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    return sockets, paths


def _bind_tcp(host: str, port: int) -> list[socket.socket]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise ListenError(f"cannot listen on {host}:{port}: {error.strerror}") from None
    sockets: list[socket.socket] = []
    for family, kind, protocol, _, address in dict.fromkeys(found):
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            # One port for all addresses of a name: the first chooses it.
            chosen = port or (sockets[0].getsockname()[1] if sockets else 0)
            listener.bind((address[0], chosen, *address[2:]))
            listener.listen(BACKLOG)
        except OSError as error:
            listener.close()
            if sockets and error.errno == errno.EADDRNOTAVAIL:
                # localhost names ::1 on machines that have no IPv6 loopback.
                continue
            for one in sockets:
                one.close()
            raise ListenError(
                f"cannot listen on {host}:{port}: {os.strerror(error.errno or 0).lower()}"
            ) from None
        listener.setblocking(False)
        sockets.append(listener)
    return sockets


def _bind_unix(path: Path) -> socket.socket:
    _remove_stale(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(path))
        # Who may call is the policy's decision, by the caller's uid from the kernel, as with TCP.
        path.chmod(0o666)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise ListenError(f"cannot listen on unix:{path}: {reason.lower()}") from None
    listener.setblocking(False)
    return listener


def _remove_stale(path: Path) -> None:
    """Remove a socket nobody listens on; anything else at ``path`` is left and is an error."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if not stat.S_ISSOCK(mode):
        raise ListenError(f"cannot listen on unix:{path}: something else is there")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise ListenError(
                f"cannot listen on unix:{path}: {(error.strerror or '').lower()}"
            ) from None
        else:
            raise ListenError(f"cannot listen on unix:{path}: address already in use")


def _location(listener: socket.socket) -> str:
    name = listener.getsockname()
    if listener.family == socket.AF_UNIX:
        return f"./u:{name}"
    host = f"[{name[0]}]" if ":" in name[0] else name[0]
    return f"{host}:{name[1]}"
