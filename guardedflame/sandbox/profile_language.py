"""From a worker's profile to the language of one session.

Invariant: whoever runs code of a profile, or judges it, makes its language here, so that `check`
says what a session does.
"""

from __future__ import annotations

from collections.abc import Callable

from guardedflame.ipc.messages import WorkerProfile
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.language import Language, guarded_language, plain_language
from guardedflame.sandbox.guard.services import Services

Ask = Callable[[str], str | None]


def build_language(profile: WorkerProfile, ask: Ask) -> Language:
    """Return a fresh language for one session of ``profile``; ``ask`` is its ``input``."""
    if profile.language == "python":
        return plain_language(scratch=None)
    return guarded_language(
        modules={name: "*" if names is None else names for name, names in profile.modules.items()},
        builtins_denied=profile.builtins_denied,
        builtins_allowed=profile.builtins_allowed,
        rule_of=profile.rules.get,
        builtins_also=profile.builtins_also,
        source_limit=profile.source,
        services=Services(ask=ask, files=SessionFiles() if profile.files else None),
    )
