"""What one message may cost before it is built.

Invariant: a budget only ever shrinks the set of messages that are read; there is no way to ask
for "unlimited".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guardedflame import limits
from guardedflame.errors import ValueRefused


@dataclass(frozen=True, slots=True)
class Budget:
    """Upper bounds for one encoded value, checked while it is read.

    Attributes:
        bytes: encoded size.
        depth: nesting of containers and objects; a bare number has depth 0.
        nodes: values, counting each container, key and item once.
        int_digits: decimal digits of one integer.
    """

    bytes: int = limits.FRAME
    depth: int = limits.DEPTH
    nodes: int = limits.NODES
    int_digits: int = limits.INT_DIGITS

    def __post_init__(self) -> None:
        if min(self.bytes, self.depth, self.nodes, self.int_digits) < 1:
            raise ValueError("every part of a budget is at least 1")


DEFAULT: Final = Budget()


def too_big(used: int, allowed: int) -> ValueRefused:
    """Return the refusal of a message of ``used`` bytes where ``allowed`` fit."""
    return ValueRefused(
        f"the message has {used} bytes; {allowed} are allowed", hint="send it in smaller parts"
    )


def too_deep(depth: int) -> ValueRefused:
    """Return the refusal of a value nested deeper than ``depth`` (a cycle is one, too)."""
    return ValueRefused(
        f"the value is nested deeper than {depth} levels, or contains itself",
        hint="flatten it, or send the parts by name",
    )


def too_many(nodes: int) -> ValueRefused:
    """Return the refusal of a value with more than ``nodes`` parts."""
    return ValueRefused(
        f"the value has more than {nodes} parts", hint="send it in smaller parts, or as bytes"
    )


def too_long(digits: int) -> ValueRefused:
    """Return the refusal of an integer of more than ``digits`` decimal digits."""
    return ValueRefused(
        f"an integer has more than {digits} digits", hint="send it as hexadecimal text"
    )


#: Keys of one container that may share a hash before it is taken for an attack. Text and bytes
#: are hashed with a random key, numbers of 64 bits nearly apart; tuples and big ints can be chosen.
COLLISIONS: Final = 64


def check_hashes(keys: Sequence[object]) -> None:
    """Refuse keys chosen to share a hash, before a table of them costs quadratic time.

    Raises:
        TypeError: a key is not hashable.
        ValueRefused: more than ``COLLISIONS`` keys share their hash with another.
    """
    if len(keys) > COLLISIONS and len(keys) - len(set(map(hash, keys))) > COLLISIONS:
        raise ValueRefused("too many keys of one dict or set share a hash")
