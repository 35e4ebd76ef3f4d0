"""A stock Pyro5 client, unchanged, against a real server: serpent, json and msgpack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import Pyro5.api
import Pyro5.errors
import pytest

from harness import Serve

Proxy = Callable[..., Any]


@pytest.fixture(params=["serpent", "json", "msgpack"])
def proxy(request: pytest.FixtureRequest, serve: Serve) -> Iterator[Proxy]:
    """Make stock proxies of one server, all with one serializer."""
    served = serve()
    made: list[Any] = []

    def make(name: str = "Pyro.Flame", *, unix: bool = False) -> Any:
        where = served.unix if unix else served.tcp
        one = Pyro5.api.Proxy(f"PYRO:{name}@{where}")
        one._pyroSerializer = request.param
        made.append(one)
        return one

    # Proxies handed out by the server use the process's default.
    before = Pyro5.config.SERIALIZER
    Pyro5.config.SERIALIZER = request.param
    yield make
    Pyro5.config.SERIALIZER = before
    for one in made:
        one._pyroRelease()


def test_evaluate_and_execute_share_a_namespace(proxy: Proxy) -> None:
    """The session's state is kept from call to call."""
    flame = proxy()
    flame.execute("x = 20")
    assert flame.evaluate("x + 1") == 21


def test_it_works_over_a_unix_socket_too(proxy: Proxy) -> None:
    """Pyro's own spelling of a unix socket."""
    assert proxy(unix=True).evaluate("6 * 7") == 42


def test_values_arrive_as_pyro_sends_them(proxy: Proxy) -> None:
    """Lists, dicts, text, numbers and None survive."""
    value = [1, 2.5, "hé", None, True, {"a": [1, 2]}]
    assert proxy().evaluate(repr(value)) == value


def test_keyword_arguments_name_pyro4s_parameters(proxy: Proxy) -> None:
    """`evaluate(expression=...)` is what the stock Flame took."""
    assert proxy().evaluate(expression="1 + 1") == 2


def test_an_exception_is_the_builtin_one_with_a_remote_traceback(proxy: Proxy) -> None:
    """The type is rebuilt, and the traceback names the client's own line."""
    with pytest.raises(ZeroDivisionError) as caught:
        proxy().evaluate("1 // 0")
    assert any("1 // 0" in line for line in vars(caught.value)["_pyroTraceback"])


def test_a_refusal_is_pyros_security_error_with_the_rule(proxy: Proxy) -> None:
    """The rule and the audit id are attributes; the connection stays open."""
    flame = proxy()
    with pytest.raises(Pyro5.errors.SecurityError) as caught:
        flame.invokeModule("os.system", ["true"], {})
    assert "policy.yaml:" in caught.value.rule
    assert caught.value.audit_id
    assert flame.evaluate("1") == 1


def test_invoke_module_and_builtin_call_what_is_listed(proxy: Proxy) -> None:
    """The two methods Flame's own proxies use."""
    flame = proxy()
    assert flame.invokeModule("math.sqrt", [16], {}) == 4
    assert flame.invokeBuiltin("max", [3, 9, 4], {}) == 9


def test_module_hands_out_a_proxy_that_joins_the_session(proxy: Proxy) -> None:
    """Functions are called, constants are read; the original Flame could not do the latter."""
    flame = proxy()
    math = flame.module("math")
    try:
        assert math.sqrt(9) == 3
        assert math.pi == pytest.approx(3.14159265)
    finally:
        math._pyroRelease()


def test_the_console_object_is_a_proxy_with_pyro4s_three_methods(proxy: Proxy) -> None:
    """push_and_get_output answers output and whether more lines are wanted."""
    flame = proxy()
    console = flame.console()
    try:
        assert "Python" in console.get_banner()
        output, more = console.push_and_get_output("21 * 2")
        assert (output, more) == ("42\n", False)
        output, more = console.push_and_get_output("if True:")
        assert (output, more) == ("", True)
        console.terminate()
    finally:
        console._pyroRelease()


def test_output_is_kept_until_a_stock_client_asks_for_it(proxy: Proxy) -> None:
    """A stock client cannot be sent output; it fetches it."""
    flame = proxy()
    flame.execute("print('hello')")
    assert flame.output() == "hello\n"
    assert flame.output() == ""


def test_a_generator_becomes_an_item_stream(proxy: Proxy) -> None:
    """Items are pulled one by one over the same connection."""
    stream = proxy().evaluate("(n * n for n in range(5))")
    assert list(stream) == [0, 1, 4, 9, 16]


def test_a_batch_runs_in_order_and_stops_at_the_first_error(proxy: Proxy) -> None:
    """Results come back in order; the failing call raises when its turn comes."""
    flame = proxy()
    batch = Pyro5.api.BatchProxy(flame)
    batch.execute("n = 1")
    batch.evaluate("n + 1")
    batch.evaluate("n // 0")
    batch.execute("n = 99")
    results = iter(batch())
    assert next(results) is None
    assert next(results) == 2
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert flame.evaluate("n") == 1


def test_a_oneway_call_runs_and_answers_nothing(proxy: Proxy) -> None:
    """The next call sees its effect."""
    flame = proxy()
    flame.evaluate("1")
    flame._pyroOneway.add("execute")
    flame.execute("seen = 5")
    assert flame.evaluate("seen") == 5


def test_the_daemon_object_answers_ping_and_metadata_only(proxy: Proxy) -> None:
    """`registered` and `info` would tell about others and the server."""
    daemon = proxy("Pyro.Daemon")
    daemon.ping()
    assert "evaluate" in daemon.get_metadata("Pyro.Flame")["methods"]
    daemon._pyroMethods.update({"registered", "info"})
    for method in ("registered", "info"):
        with pytest.raises(Pyro5.errors.SecurityError):
            getattr(daemon, method)()


def test_an_unknown_object_is_turned_away_at_the_door(proxy: Proxy) -> None:
    """The handshake says so."""
    with pytest.raises(Pyro5.errors.CommunicationError, match="unknown object"):
        proxy("Some.Thing")._pyroBind()
