"""What this kernel gives, layer by layer, by really trying it in throw-away processes.

Invariant: nothing here is inferred from a version or a file; a row says "yes" only after an
attack was made from inside a confined process and failed.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel import landlock, uapi
from guardedflame.sandbox.kernel.template import Level
from guardedflame.sandbox.kernel.trial import ATTEMPTS, State
from guardedflame.sandbox.kernel.uapi import Kernel

#: Seconds a trial may take; it takes about 0.2.
_SECONDS: Final = 30.0
_MOST: Final = 64 * 1024

_LEVELS: Final[tuple[Level, ...]] = ("full", "partial", "process")


@dataclass(frozen=True, slots=True)
class Layer:
    """One row of what the kernel gives.

    Attributes:
        name: the layer, or the attack that was tried.
        state: yes (there, or stopped), partial, no.
        detail: what happened.
        closes: what it is good against.
        remedy: what to do, or which systemd directive closes it from outside; empty for yes.
    """

    name: str
    state: State
    detail: str
    closes: str
    remedy: str


def levels() -> dict[Level, str]:
    """Return for each isolation level "" when this kernel reaches it, else what is missing."""
    return {level: _missing(_trial(level)) for level in _LEVELS}


def require(level: Level) -> None:
    """Reach ``level`` once in a throw-away process.

    Raises:
        ConfinementError: it cannot be reached; the message names the layer and the remedy.
    """
    missing = _missing(_trial(level))
    if missing:
        raise ConfinementError(missing)


def layers(level: Level | None = None) -> list[Layer]:
    """Attack from inside a confined process and report each row.

    Args:
        level: the isolation to try; by default the strongest this kernel reaches.
    """
    reached = levels()
    rows = [_landlock()]
    for name, missing in reached.items():
        rows.append(
            Layer(
                f"isolation: {name}",
                "no" if missing else "yes",
                missing or "reached",
                "a policy that asks for it",
                "see the detail" if missing else "",
            )
        )
    tried = level or next((name for name, missing in reached.items() if not missing), None)
    if tried is None or reached[tried]:
        return rows
    results = {row[0]: row for row in _trial(tried)}
    for attempt in ATTEMPTS:
        _, state, detail = results.get(attempt.name, (attempt.name, "no", "it ran"))
        rows.append(
            Layer(
                attempt.name,
                "yes" if state == "yes" else "no",
                detail,
                attempt.closes,
                "" if state == "yes" else attempt.remedy,
            )
        )
    return rows


def _landlock() -> Layer:
    number = Kernel().landlock_abi()
    newest = landlock.ABIS[6]
    if number >= newest.number:
        state: State = "yes"
        detail = f"ABI {number}"
    elif number:
        known = landlock.abi_numbered(number)
        lacking = [*(newest.files & ~known.files), *(newest.net & ~known.net)]
        lacking_scope = [*(newest.scope & ~known.scope)]
        names = ", ".join(str(flag.name) for flag in (*lacking, *lacking_scope))
        state, detail = "partial", f"ABI {number}, without {names}" if names else f"ABI {number}"
    else:
        state, detail = "no", "the kernel has none, or it is switched off"
    remedy = "" if state == "yes" else "Linux 6.12 or later, landlock in the lsm= boot parameter"
    return Layer("landlock", state, detail, "files, TCP, signals, abstract sockets", remedy)


def _missing(rows: Sequence[tuple[str, str, str]]) -> str:
    for name, state, detail in rows:
        if name == "level" and state == "no":
            return detail
    return "" if rows else "the trial process died without a word"


def _trial(level: Level) -> list[tuple[str, str, str]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with ours, _bait():
        ours.settimeout(_SECONDS)
        with theirs:
            child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [
                    *(sys.executable, "-I", "-m", "guardedflame.sandbox.kernel.trial"),
                    *(level, str(theirs.fileno()), str(os.getpid())),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={},
                cwd="/",
            )
        said = bytearray()
        try:
            with contextlib.suppress(TimeoutError, ConnectionResetError):
                while len(said) < _MOST and (data := ours.recv(_MOST)):
                    said += data
        finally:
            ours.close()
            _reap(child)
    decode: Callable[[bytes], tuple[str, str, str]] = msgspec.json.Decoder(
        tuple[str, str, str]
    ).decode
    return [decode(line) for line in bytes(said).splitlines() if line.endswith(b"]")]


def _reap(child: subprocess.Popen[bytes]) -> None:
    # Under full the trial's zygote is our child too, without a pid we know; it ends by itself
    # after its worker, and waits for nobody else's status to be taken.
    try:
        child.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextlib.contextmanager
def _bait() -> Iterator[None]:
    """What the attacks look for: an abstract socket and a key of the starting user."""
    name = f"guardedflame-trial-{os.getpid()}"
    kernel = Kernel()
    with socket.socket(socket.AF_UNIX) as listener, contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            listener.bind(f"\0{name}")
            listener.listen(1)
        with contextlib.suppress(OSError):
            key = kernel.add_key("user", name, b"bait", uapi.KEY_SPEC_USER_KEYRING)
            stack.callback(kernel.keyctl, uapi.KEYCTL_REVOKE, key)
        yield
