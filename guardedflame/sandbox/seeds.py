"""Generators of libraries that were seeded when the zygote imported them.

Invariant: after `reseed` no two workers draw the same numbers from them; Python's own ``random``
does that by itself, after every fork.
"""

from __future__ import annotations

import sys


def reseed() -> None:
    """In a worker, before its first call: seed numpy's generator from the kernel's entropy."""
    random = sys.modules.get("numpy.random")
    if random is not None:
        random.seed()
