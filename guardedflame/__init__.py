"""GuardedFlame: Pyro's Flame behind a policy, each client in a kernel-confined process."""

from __future__ import annotations

__version__ = "0.1.0"
