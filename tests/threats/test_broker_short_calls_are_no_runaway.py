"""A client that makes many short calls is not taken for code that goes on between them."""

from __future__ import annotations

from harness import Serve


def test_short_calls_do_not_add_up_to_a_runaway(serve: Serve) -> None:
    """Each is far below the limit, all together are far above, and the session keeps its state."""
    served = serve(limits="cpu: 50ms")
    flame = served.connect()
    flame.execute("kept = 1")
    for _ in range(400):
        assert flame.evaluate("sum(range(100000)) and kept") == 1
        # What the client does with the answer: the session is idle meanwhile.
        sum(range(400000))
    assert flame.evaluate("kept") == 1
