"""Which limit a program has run into, in the policy's words; the program may still catch it."""

from __future__ import annotations

import errno

import pytest

from guardedflame.errors import LimitExceeded
from guardedflame.sandbox.shortage import shortage_of
from harness import Serve

LIMITS = "processes: 2, open_files: 16, scratch: 1 MiB, file_size: 256 KiB, scratch_files: 20"

#: By the limit: two ways over it, in plain Python, where nothing but the kernel is in the way.
WAYS = {
    "open_files": (
        "kept = [open('f', 'w') for _ in range(99)]",
        "kept = [os.dup(1) for _ in range(99)]",
    ),
    "file_size": (
        "with open('f', 'wb') as f: f.write(bytes(1 << 19))",
        "with open('f', 'wb') as f: os.truncate(f.fileno(), 1 << 30)",
    ),
    "scratch": (
        "for n in range(9):\n  with open(f'{n}', 'wb') as f: f.write(bytes(200_000))",
        (
            "for n in range(9):\n"
            "  with open(f'{n}', 'wb') as f: os.posix_fallocate(f.fileno(), 0, 200_000)"
        ),
    ),
    "scratch_files": (
        "for n in range(99): open(f'{n}', 'w').close()",
        "for n in range(99): os.mkdir(f'{n}')",
    ),
    "processes": (
        "for _ in range(9):\n  if os.fork() == 0: signal.pause()",
        "for _ in range(9): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
    ),
}


@pytest.mark.parametrize(
    ("limit", "source"), [(limit, way) for limit, ways in WAYS.items() for way in ways]
)
def test_a_shortage_names_its_limit(serve: Serve, limit: str, source: str) -> None:
    """With what is allowed, the policy's line and what to do; the session goes on."""
    served = serve(language="python", warm=0, limits=LIMITS)
    flame = served.connect(timeout=60)
    flame.execute("import os, signal, threading, time")
    with pytest.raises(LimitExceeded) as short:
        flame.execute(source)
    assert short.value.limit == limit
    assert short.value.state_survived
    assert short.value.allowed
    assert short.value.used
    assert short.value.hint
    assert "policy.yaml" in short.value.rule
    assert flame.evaluate("6 * 7") == 42


def test_the_program_may_catch_it(serve: Serve) -> None:
    """It is an OSError in there, as anywhere."""
    served = serve(language="python", warm=0, limits=LIMITS)
    flame = served.connect(timeout=60)
    flame.execute(
        "import errno\n"
        "try:\n  with open('f', 'wb') as f: f.write(bytes(1 << 19))\n"
        "except OSError as error: found = error.errno == errno.EFBIG"
    )
    assert flame.evaluate("found") is True


class Lying(OSError):
    """A class of the program's own."""

    errno = errno.ENOSPC


class Loud(int):
    """A number that says when it is asked."""

    def __hash__(self) -> int:
        raise AssertionError("asked")


def _loud() -> OSError:
    """Return an error whose number was changed afterwards: making one asks it."""
    error = OSError("x")
    error.errno = Loud(errno.ENOSPC)
    return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOENT, "no such file"),
        OSError("no number"),
        Lying(errno.ENOSPC, "x"),
        _loud(),
        BlockingIOError(errno.EAGAIN, "a pipe was empty"),
        RuntimeError("another"),
        KeyError(errno.ENOSPC),
    ],
)
def test_what_is_no_shortage_stays_what_it_is(error: BaseException) -> None:
    """Other errors, classes of the program's own, numbers of its own."""
    assert shortage_of(error) is None
