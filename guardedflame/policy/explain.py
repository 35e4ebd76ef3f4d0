"""Decisions as text: what errors, audit and `policy explain` say.

Invariant: one line, made only from the decision itself.
"""

from __future__ import annotations

from guardedflame.policy.model import Decision


def explain(decision: Decision) -> str:
    """Return ``allowed by RULE: REASON`` or ``refused by RULE: REASON; HINT``."""
    text = f"{'allowed' if decision.allowed else 'refused'} by {decision.rule}: {decision.reason}"
    return f"{text}; {decision.hint}" if decision.hint else text
