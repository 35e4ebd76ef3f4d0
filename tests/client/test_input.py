"""input() of a remote program asks the client, and nobody else."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

import guardedflame
from attack_tools import hub_of, policy_of, session_of, until, workers
from guardedflame.broker.pending import Pending
from guardedflame.broker.running import RunningCall
from guardedflame.broker.session import Session
from guardedflame.errors import CallRefused, LimitExceeded, ValueRefused
from guardedflame.ids import AuditId
from guardedflame.ipc.messages import Call
from harness import Serve

FILES = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  a:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute, console]
    modules: {{sys: "*"}}
    builtins: {{also: [eval, exec]}}
    files: {{quota: 64 KiB}}
    limits: {{{limits}}}
clients:
  anyone: {{profile: a}}
"""


def test_each_line_is_asked_for_with_its_prompt(serve: Serve) -> None:
    """Output comes before the question it leads to; the end of input is EOFError."""
    said: list[str] = []
    lines = iter(["Ann", "7\n", ""])

    def ask(prompt: str) -> str | None:
        said.append(prompt)
        return next(lines, None)

    flame = serve().connect(output=lambda _stream, text: said.append(text), input=ask)
    flame.execute(
        "print('hello')\n"
        "name = input('name? ')\n"
        "number = int(input('number? '))\n"
        "empty = input()\n"
        "try:\n    input('more? ')\nexcept EOFError as error:\n    end = str(error)"
    )
    assert flame.evaluate("(name, number, empty, end)") == (
        "Ann",
        7,
        "",
        "EOF when reading a line",
    )
    assert said == ["hello\n", "name? ", "number? ", "", "more? "]


def test_standard_input_is_read_line_by_line(serve: Serve) -> None:
    """sys.stdin by readline, by iteration and to the end."""
    lines = iter(["a\n", "b\n", "c\n", "d\n"])
    flame = serve(FILES).connect(input=lambda _prompt: next(lines, None))
    flame.execute("import sys\none = sys.stdin.readline()\nrest = [x for x in sys.stdin]")
    assert flame.evaluate("(one, rest, sys.stdin.read())") == ("a\n", ["b\n", "c\n", "d\n"], "")


def test_nobody_is_asked_unless_the_client_says_so(serve: Serve) -> None:
    """A client without a handler, and a stock one, are at the end of their input."""
    served = serve()
    with pytest.raises(EOFError):
        served.connect().evaluate("input('password: ')")
    pyro = pytest.importorskip("Pyro5.api")
    with pyro.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy, pytest.raises(EOFError):
        proxy.evaluate("input('password: ')")


def test_a_handler_that_fails_ends_the_input_and_the_call(serve: Serve) -> None:
    """Its own error is raised here, and the connection goes on."""

    def ask(prompt: str) -> str:
        raise KeyError(prompt)

    flame = serve().connect(input=ask)
    with pytest.raises(KeyError, match="really"):
        flame.evaluate("input('really? ')")
    assert flame.evaluate("1 + 1") == 2


@pytest.mark.parametrize("given", [5, b"bytes", "lone \udc80", ["x"]])
def test_a_handler_that_returns_no_text_ends_the_input_and_the_call(
    serve: Serve, given: object
) -> None:
    """The program is not left waiting for a line that never comes."""
    flame = serve().connect(input=lambda _prompt: given)
    with pytest.raises((TypeError, ValueRefused)):
        flame.evaluate("input('really? ')")
    assert flame.evaluate("1 + 1") == 2


def test_threads_ask_one_after_the_other(serve: Serve) -> None:
    """Two questions at once were taken for a broken worker, and the session was stopped."""
    flame = serve(FILES, language="python", limits="processes: 8").connect(input=str.upper)
    flame.execute(
        "import threading\n"
        "got = []\n"
        "def ask(n):\n    for _ in range(20): got.append(input(f'{n}?'))\n"
        "threads = [threading.Thread(target=ask, args=(n,)) for n in 'abcd']\n"
        "for each in threads: each.start()\n"
        "for each in threads: each.join()"
    )
    assert flame.evaluate("sorted(set(got)), len(got)") == ([""], 80)


def test_what_asks_between_calls_is_at_the_end_of_input(serve: Serve) -> None:
    """Nobody waits for a call then, so nobody can be asked; the session goes on."""
    flame = serve(FILES, language="python", limits="processes: 2").connect()
    flame.execute(
        "import threading\n"
        "going = True\n"
        "def ask():\n"
        "    while going:\n"
        "        try:\n            input()\n"
        "        except EOFError:\n            pass\n"
        "thread = threading.Thread(target=ask)\n"
        "thread.start()"
    )
    for number in range(50):
        assert flame.evaluate(f"{number} + 1") == number + 1
    flame.execute("going = False\nthread.join()")


def test_a_prompt_that_answers_for_itself_is_only_text(serve: Serve) -> None:
    """Of a text of the program's own class, what is shown is what it is, cut by us."""
    said: list[str] = []

    def ask(prompt: str) -> None:
        said.append(prompt)

    flame = serve().connect(input=ask)
    flame.execute(
        "class Text(str):\n"
        "    def __getitem__(self, key): return 'y' * 10000\n"
        "    def __str__(self): return self\n"
        "try:\n    input(Text('real'))\nexcept EOFError:\n    pass"
    )
    assert said == ["real"]


def test_an_answer_nobody_asked_for_is_refused(serve: Serve) -> None:
    """It changes nothing."""
    flame = serve().connect()
    with pytest.raises(CallRefused, match="waits for input"):
        flame._link.call("Pyro.Flame", "answer_input", ("x",))
    assert flame.evaluate("1 + 1") == 2


def test_a_call_that_waits_for_input_does_not_run_out_of_wall_time(tmp_path: Path) -> None:
    """The time a person takes to type is not the program's; processor time still counts."""

    async def scenario() -> None:
        session = session_of(hub_of(policy_of(tmp_path, FILES)))
        call = _run_without_worker(session)
        call.started_at, call.asked_at = 100.0, 130.0
        assert call.elapsed(500.0) == 30.0
        call.asked_at = 0.0
        assert call.elapsed(500.0) == 400.0

    asyncio.run(scenario())


def _run_without_worker(session: Session) -> RunningCall:
    pending = Pending(Call(1, 103, "evaluate"), None, None, AuditId("x"), "evaluate")  # type: ignore[arg-type]
    session.call = RunningCall(pending, session.profile.limits, time.monotonic(), -1.0)
    return session.call


def test_a_program_that_computes_while_it_asks_is_stopped(serve: Serve) -> None:
    """A worker cannot buy processor time by saying that it waits."""
    served = serve(FILES, language="python", warm=0, limits="cpu: 0.3s, wall: 20s")

    def ask(_prompt: str) -> str:
        before = workers(served)
        until(lambda: not all(each.is_running() for each in before), "the worker's end")
        return "too late"

    with pytest.raises(LimitExceeded) as caught:
        served.connect(input=ask).execute(
            "import signal\n"
            "def burn(*_):\n    while True: pass\n"
            "signal.signal(signal.SIGALRM, burn)\n"
            "signal.setitimer(signal.ITIMER_REAL, 0.05)\n"
            "input('wait ')"
        )
    assert caught.value.limit == "cpu"


def test_files_and_dynamic_code_follow_the_policy(serve: Serve) -> None:
    """Open in the session's directory, shared with sendfile and getfile of other profiles; eval."""
    flame = serve(FILES).connect()
    flame.execute("with open('a', 'w') as f: f.write('x' * 10)")
    assert flame.evaluate("open('a').read()") == "x" * 10
    assert flame.evaluate("eval('1 + 1')") == 2
    with pytest.raises(CallRefused):
        flame.evaluate("open('/etc/passwd')")
    with pytest.raises(LimitExceeded) as full:
        flame.execute("with open('big', 'w') as f: f.write('x' * 200_000)")
    assert full.value.limit in {"scratch", "file_size"}
    plain = serve().connect()
    for source in ("open('a', 'w')", "eval('1')"):
        with pytest.raises(CallRefused):
            plain.evaluate(source)


def test_a_console_line_asks_too(serve: Serve) -> None:
    """What the line prints is its answer, the question comes while it runs."""
    flame = guardedflame.connect(serve(FILES).tcp, input=lambda prompt: prompt.upper())
    with flame, flame.console() as console:
        assert console.push_and_get_output("input('abc')") == ("'ABC'\n", False)
