"""Under full no worker watches files, nor uses up the instances of whoever started the server."""

from __future__ import annotations

import ctypes
import errno
import os

import pytest

from cage import Cage, cage_fixture  # noqa: F401 - a fixture is used by its name

WATCHES = {
    "inotify": "fd = libc.inotify_init1(0)",
    "fanotify": "fd = libc.fanotify_init(0x200, 0)",  # FAN_REPORT_FID: as an ordinary user may
}
RAISE = "\nif fd < 0: raise OSError(ctypes.get_errno(), 'no watch')"


@pytest.mark.parametrize("name", WATCHES)
def test_no_instance_can_be_made(cage: Cage, name: str) -> None:
    """The number of them is 0 in the worker's user namespace, so nothing counts outside."""
    outcome = cage.attack(WATCHES[name] + RAISE)
    if outcome.errno == errno.ENOSYS:
        pytest.skip(f"this kernel has no {name}")
    assert outcome.kind == "refused", outcome
    # Kernels before 5.13 give fanotify to root alone.
    assert outcome.errno in {errno.EMFILE, errno.EPERM}, outcome


def test_host_can_still_watch(cage: Cage) -> None:
    """Hundreds of tries by workers leave the starting user's own instances alone."""
    source = "result = max(libc.inotify_init1(0) for _ in range(300))"
    run = cage.start(source, source)
    assert [outcome.value for outcome in run.outcomes] == [-1, -1]
    fd = ctypes.CDLL(None).inotify_init1(0)
    assert fd >= 0
    os.close(fd)
