"""W16: oneway calls and batches count like any other call."""

from __future__ import annotations

import psutil
import Pyro5.api
import Pyro5.errors
import pytest

from guardedflame import limits
from harness import Serve


def test_a_oneway_flood_starts_no_thread_and_no_process(serve: Serve) -> None:
    """The stock daemon starts one thread per oneway call; here they queue in the kernel."""
    served = serve()
    flame = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    flame.execute("count = 0")
    flame._pyroOneway.add("execute")
    broker = psutil.Process(served.process.pid)
    threads, family = broker.num_threads(), len(served.descendants())
    for _ in range(300):
        flame.execute("count += 1")
    assert broker.num_threads() <= threads + 1
    # One refill of the warm pool may be under way.
    assert len(served.descendants()) <= family + 1
    assert flame.evaluate("count") == 300
    flame._pyroRelease()


def test_a_batch_over_the_bound_is_refused_and_nothing_of_it_runs(serve: Serve) -> None:
    """The stock daemon runs any number."""
    served = serve()
    flame = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    flame.execute("count = 0")
    batch = Pyro5.api.BatchProxy(flame)
    for _ in range(limits.BATCH_CALLS + 1):
        batch.execute("count += 1")
    with pytest.raises((Pyro5.errors.PyroError, ValueError)):
        list(batch())
    assert flame.evaluate("count") == 0
    flame._pyroRelease()


def test_a_batch_with_one_refused_call_runs_none_of_them(serve: Serve) -> None:
    """All are decided before the first runs."""
    served = serve()
    flame = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    flame.execute("count = 0")
    batch = Pyro5.api.BatchProxy(flame)
    batch.execute("count += 1")
    batch.invokeModule("os.system", ["true"], {})
    with pytest.raises(Pyro5.errors.SecurityError):
        list(batch())
    assert flame.evaluate("count") == 0
    flame._pyroRelease()
