"""Room for a worker's small objects: a fresh place for each size, not holes all over the heap.

Invariant: objects are made and kept, nothing else; which ones means nothing.
"""

from __future__ import annotations

from typing import Final

#: CPython's allocator gives objects of up to 512 bytes out of pools of 16 KiB, one size a pool, in
#: steps of 16. A pool begins with a header of 48 bytes (Objects/obmalloc.c, 3.11 and later).
_LARGEST: Final = 512
_STEP: Final = 16
_POOL: Final = 16 * 1024
_HEADER: Final = 48

#: Objects of one size that are tried at most: where the allocator is another one, this ends it.
_MOST: Final = 16_384


def fill_pools() -> list[object]:
    """Return objects that take up what is left of every pool in use; keep them while forking.

    A worker forked after this begins each size in a pool of its own: its first objects lie
    together, and it need not copy pages for the holes between the zygote's. That is 0.1 of 2 MiB;
    what is returned takes about 0.3 MiB once, in the zygote.
    """
    kept: list[object] = []
    for size in range(_LARGEST, 0, -_STEP):
        for number in range(_MOST):
            made = _of(size, number)
            kept.append(made)
            if id(made) % _POOL == _HEADER:
                break
    return kept


def _of(size: int, number: int) -> object:
    """Return a new object of ``size`` bytes, rounded up to the step."""
    if size > 2 * _STEP:
        return bytes(size - 40)  # its own 33 bytes, and 7 fewer than the step would give
    return float(number) if size > _STEP else object()
