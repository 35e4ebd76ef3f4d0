"""From the policy's profile to what a worker is told of it.

Invariant: a worker learns names, bounds and rule texts only; no client, address or path of the
server is in what it is sent.
"""

from __future__ import annotations

from guardedflame import limits
from guardedflame.ipc.messages import Narrow, WorkerProfile
from guardedflame.policy.model import Profile


def worker_profile(profile: Profile) -> WorkerProfile:
    """Return what workers of ``profile`` are told."""
    bounds = profile.limits
    return WorkerProfile(
        name=profile.name,
        language=profile.language,
        modules={
            name: None if names == "*" else sorted(names) for name, names in profile.modules.items()
        },
        builtins_allowed=(
            None if profile.builtins_allowed is None else sorted(profile.builtins_allowed)
        ),
        builtins_denied=sorted(profile.builtins_denied),
        builtins_also=sorted(profile.builtins_also),
        files=profile.files,
        rules=dict(profile.rules),
        cpu=bounds.cpu,
        memory=bounds.memory,
        output=bounds.output,
        result=bounds.result,
        source=bounds.source,
        processes=bounds.processes,
        open_files=bounds.open_files,
        scratch=bounds.scratch,
        scratch_files=bounds.scratch_files,
        file_size=bounds.file_size,
        frame=bounds.frame + 64 * limits.KIB,
    )


def narrowed(before: Profile, after: Profile) -> Narrow | None:
    """Return what a worker of ``before`` is told for a session of ``after``; None for nothing."""
    less = _narrow(after)
    return None if less == _narrow(before) else less


def _narrow(profile: Profile) -> Narrow:
    bounds = profile.limits
    return Narrow(
        memory=bounds.memory,
        output=bounds.output,
        result=bounds.result,
        processes=bounds.processes,
        open_files=bounds.open_files,
        file_size=bounds.file_size,
    )
