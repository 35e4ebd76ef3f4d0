"""The only place where something received grows.

Invariant: no more than the smaller of two bounds (the frame cap, and a ratio to what came) is ever
inflated, whatever the stream claims; the result is the whole stream and nothing follows it.
"""

from __future__ import annotations

import zlib
from typing import Final

from guardedflame import limits
from guardedflame.errors import RemoteProtocolError

#: Results up to this size pass whatever their ratio: a list of 10,000 zeros is honest, and this
#: many bytes hurt nobody.
RATIO_FLOOR: Final = 64 * limits.KIB


def inflate(data: bytes, *, most: int, ratio: int) -> bytes:
    """Return ``data`` inflated.

    Args:
        data: one zlib stream.
        most: cap of the result, in bytes.
        ratio: cap of the result as a multiple of ``data``; judged above `RATIO_FLOOR` only.

    Raises:
        RemoteProtocolError: not one whole zlib stream, or over a cap. At most one byte more than
            the cap was produced.
    """
    allowed = min(most, max(ratio * len(data), RATIO_FLOOR))
    stream = zlib.decompressobj()
    try:
        result = stream.decompress(data, allowed + 1)
    except zlib.error:
        raise RemoteProtocolError("the compressed payload is not a zlib stream") from None
    if len(result) > allowed:
        raise RemoteProtocolError(
            f"the compressed payload inflates to more than {allowed} bytes; "
            "send it uncompressed or in parts"
        )
    if not stream.eof:
        raise RemoteProtocolError("the compressed payload is cut off")
    if stream.unused_data:
        raise RemoteProtocolError("bytes follow the compressed payload")
    return result
