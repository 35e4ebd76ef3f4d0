"""W9: stock replies are str(exception) and server tracebacks with paths; ours are closed lists."""

from __future__ import annotations

import pytest

from guardedflame import errors
from guardedflame.serial.codec import codec_for
from guardedflame.serial.envelope import read_call
from guardedflame.serial.failures import encode_failure, failure_of
from guardedflame.serial.registry import Registry


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_own_traceback_and_locals_stay_here(serializer: int) -> None:
    """Only the lines handed in travel; no path, no frame, no attribute of the exception's dict."""
    try:
        raise RuntimeError("plain text")
    except RuntimeError as error:
        error.server_path = "/srv/secret/thing.py"  # type: ignore[attr-defined]
        failure = failure_of(error, ["shown\n"])
    data = encode_failure(codec_for(serializer, Registry()), failure)
    assert b"secret" not in data
    assert b".py" not in data
    assert b"plain text" in data


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
@pytest.mark.parametrize(
    "payload", [b"", b"\xc1", b"\xff\xfe", b"{", b"# serpent utf-8 x\n", b"[]"]
)
def test_refusals_of_garbage_quote_neither_code_nor_paths(serializer: int, payload: bytes) -> None:
    """A malformed message is told as that."""
    with pytest.raises(errors.ValueRefused) as caught:
        read_call(serializer, payload)
    assert "/" not in str(caught.value)
    assert "msgspec" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
