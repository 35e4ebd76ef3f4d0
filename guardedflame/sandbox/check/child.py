"""The process that looks at programs: limited first, then one job, said line by line.

Invariant: no byte of a program is read before the limits hold. What hostile text can do to
CPython's parser it does to this process alone.

Run as ``python -I -m guardedflame.sandbox.check.child``: the job on standard input, what is found
on standard output.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import Final

from guardedflame.errors import ConfinementError
from guardedflame.ipc.messages import WorkerProfile
from guardedflame.sandbox.check.job import Said, decode_job, encode_said
from guardedflame.sandbox.check.judge import Judging
from guardedflame.sandbox.kernel import landlock, privileges, resources, rootfs
from guardedflame.sandbox.kernel.uapi import Kernel
from guardedflame.sandbox.profile_language import build_language

#: Descriptors for the imports of a profile's modules.
_OPEN_FILES: Final = 32


def main() -> None:
    """Do one job."""
    job = decode_job(sys.stdin.buffer.read())
    _preload(job.profile)
    language = build_language(job.profile, _nobody)
    confine(job.cpu, job.memory)
    Judging(job, language, _say).run()


def confine(cpu: float, memory: int) -> None:
    """Bound this process for good, and where the kernel can, shut it in.

    Args:
        cpu: seconds of processor time, at least one.
        memory: bytes of address space on top of what it has.

    Raises:
        ConfinementError: a limit is not in force.
    """
    proc = os.open("/proc", os.O_PATH | os.O_CLOEXEC)
    resources.limit_zygote()
    resources.limit_worker(
        resources.KernelLimits(
            cpu=cpu,
            memory=memory,
            processes=0,
            open_files=_OPEN_FILES,
            file_size=0,
            scratch=0,
            scratch_files=0,
        ),
        already=resources.address_space(proc),
        highest_fd=proc,
        processes=0,
    )
    os.close(proc)
    # Beyond the limits, for a parser with a hole in it: a machine without these is none the worse.
    with contextlib.suppress(ConfinementError, OSError):
        kernel = Kernel()
        privileges.drop_capabilities(kernel)
        abi = landlock.abi_numbered(kernel.landlock_abi())
        trees = landlock.open_trees(rootfs.readable_trees())
        landlock.enforce(kernel, landlock.ruleset(kernel, abi, trees, ()))


def _preload(profile: WorkerProfile) -> None:
    """Import what the profile lists, as a session's zygote does; one that is missing stays so."""
    importlib.import_module("encodings.idna")
    for name in profile.modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _say(said: Said) -> None:
    left = encode_said(said) + b"\n"
    while left:
        left = left[os.write(1, left) :]


def _nobody(_prompt: str) -> None:
    """Be at the end of input."""


if __name__ == "__main__":
    main()
