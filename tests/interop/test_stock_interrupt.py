"""A stock Pyro5 client stops its running call: from a second proxy that joins the session."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import Pyro5.api
import Pyro5.errors
import pytest

from attack_tools import Raw, decisions, failed, seq_of
from guardedflame.serial.ids import GUARDED
from harness import Serve, Served

SPIN = "while True:\n    sum(range(999))"


@pytest.fixture
def served(serve: Serve) -> Served:
    """A server."""
    return serve()


@pytest.fixture
def flame(served: Served) -> Iterator[Any]:
    """A stock proxy that owns a session."""
    one = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    yield one
    one._pyroClaimOwnership()
    one._pyroRelease()


def joined(served: Served, flame: Any) -> Any:
    """Return a second proxy of the Flame whose session ``flame`` is, by its module's ticket."""
    module = flame.module("math")
    second = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    second._pyroHandshake = module._pyroHandshake
    module._pyroRelease()
    second._pyroBind()
    return second


class Running:
    """A call of a stock proxy in a thread."""

    def __init__(self, flame: Any, source: str) -> None:
        self.error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(flame, source))
        self._thread.start()

    def _run(self, flame: Any, source: str) -> None:
        flame._pyroClaimOwnership()
        try:
            flame.execute(source)
        except BaseException as error:
            self.error = error

    def end(self) -> BaseException | None:
        """Wait for its end; return what it raised."""
        self._thread.join(60)
        assert not self._thread.is_alive()
        return self.error


def test_interrupt_is_in_the_metadata(flame: Any) -> None:
    """Without an argument, and it says that nothing runs."""
    flame._pyroBind()
    assert "interrupt" in flame._pyroMethods
    assert flame.interrupt() is False


def test_a_second_proxy_with_the_ticket_interrupts_the_first(served: Served, flame: Any) -> None:
    """The first gets an error of its own kind; the session's state is kept."""
    flame.execute("kept = 41")
    second = joined(served, flame)
    call = Running(flame, SPIN)
    while not second.interrupt():
        pass
    error = call.end()
    assert isinstance(error, Pyro5.errors.PyroError)
    assert "interrupted" in str(error)
    assert vars(error)["state_survived"] is True
    assert second.evaluate("kept") == 41
    second._pyroRelease()


def test_a_batch_that_is_interrupted_ends_as_a_whole(served: Served, flame: Any) -> None:
    """No KeyboardInterrupt is raised in the process of a stock client."""
    second = joined(served, flame)
    batch = Pyro5.api.BatchProxy(flame)
    batch.execute("done = 1")
    batch.execute(SPIN)
    batch.execute("done = 2")

    def stop(proxy: Any) -> None:
        proxy._pyroClaimOwnership()
        while not proxy.interrupt():
            pass

    stopped = threading.Thread(target=stop, args=(second,))
    stopped.start()
    with pytest.raises(Pyro5.errors.PyroError, match="interrupted"):
        list(batch())
    stopped.join(20)
    assert flame.evaluate("done") in {1, 2}
    second._pyroClaimOwnership()
    second._pyroRelease()


def test_queued_call_that_is_interrupted_never_runs(served: Served, flame: Any) -> None:
    """It waits behind another connection's call of the same session; that one goes on."""
    flame.execute("ran = []")
    module = flame.module("math")
    with Raw(served, serializer=GUARDED) as raw:
        assert raw.greet(greeting=module._pyroHandshake)
        module._pyroRelease()
        call = Running(flame, SPIN)
        decisions(served, 3)
        raw.call(1, "execute", "ran.append('never')")
        raw.call(2, "interrupt", "1")
        for _ in range(2):
            answer = raw.read()
            assert failed(answer) == (seq_of(answer) == 1)
        raw.call(3, "interrupt")
        assert isinstance(call.end(), Pyro5.errors.PyroError)
        flame._pyroClaimOwnership()
        assert flame.evaluate("ran") == []
