"""Many clients at once: what one session is told, keeps or says is never seen in another."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from guardedflame.client import Flame, RemoteIterator, connect
from harness import Serve, Served

CLIENTS = 8
ROUNDS = 100


class Tenant:
    """One client and what it alone knows.

    Args:
        served: the server all share.
        number: which one this is.
    """

    def __init__(self, served: Served, number: int) -> None:
        self.number = number
        self.said: list[str] = []
        self.flame: Flame = connect(
            served.unix if number % 2 else served.tcp,
            output=lambda _stream, text: self.said.append(text),
        )
        self.mark = f"tenant-{number}"
        self.flame.execute(f"mark = {self.mark!r}\ncount = 0")
        self.flame.sendmodule("shared_name", f"mark = {self.mark!r}\ndef who():\n    return mark\n")
        self.flame.execute("import shared_name")
        self.flame.sendfile("shared_file", self.mark.encode())
        self.console = self.flame.console()
        self.half_said = False
        self.stream: RemoteIterator | None = None
        self.items = 0
        self.counted = 0

    def namespace(self) -> None:
        """A variable of the same name in every session."""
        self.flame.execute("count += 1")
        self.counted += 1
        assert self.flame.evaluate("(mark, count)") == (self.mark, self.counted)

    def module(self) -> None:
        """A sent module of the same name in every session."""
        assert self.flame.evaluate("shared_name.who()") == self.mark
        assert self.mark in self.flame.getmodule("shared_name")

    def file(self) -> None:
        """A file of the same name in every session."""
        assert self.flame.getfile("shared_file") == self.mark.encode()
        self.mark_file = f"{self.mark}:{self.counted}".encode()
        self.flame.sendfile("other_file", self.mark_file)
        assert self.flame.getfile("other_file") == self.mark_file

    def half_a_line(self) -> None:
        """Half a statement is kept until its other half comes, whatever others type meanwhile."""
        if not self.half_said:
            assert self.console.push_and_get_output(f"if mark == {self.mark!r}:") == ("", True)
            self.half_said = True
        else:
            assert self.console.push_and_get_output("    print(mark)") == ("", True)
            assert self.console.push_and_get_output("") == (f"{self.mark}\n", False)
            self.half_said = False

    def items_of_a_stream(self) -> None:
        """Streams have the same ids in every session, and items of their own."""
        if self.stream is None:
            self.stream = self.flame.evaluate("((mark, n) for n in range(5))")
            self.items = 0
        item = next(self.stream, None)
        if item is None:
            assert self.items == 5
            self.stream = None
        else:
            assert item == (self.mark, self.items)
            self.items += 1

    def output(self) -> None:
        """What is printed goes to the one who asked, before the answer."""
        self.said.clear()
        self.flame.execute("for n in range(20):\n    print(mark, n)")
        assert "".join(self.said) == "".join(f"{self.mark} {n}\n" for n in range(20))

    def failure(self) -> None:
        """Tracebacks are one's own."""
        with pytest.raises(ValueError, match=self.mark) as caught:
            self.flame.execute(f"raise ValueError({self.mark!r})")
        assert self.mark in "".join(caught.value.__notes__)

    def live(self) -> None:
        """Do all of it in an order of one's own."""
        steps = [
            self.namespace,
            self.module,
            self.file,
            self.half_a_line,
            self.items_of_a_stream,
            self.output,
            self.failure,
        ]
        choose = random.Random(self.number)
        try:
            for _ in range(ROUNDS):
                choose.choice(steps)()
        finally:
            self.flame.close()


@pytest.mark.parametrize("isolation", ["full", "partial", "process"])
def test_tenants_of_one_server_never_see_each_other(serve: Serve, isolation: str) -> None:
    """Threads hammer at once, each looks for its own mark and finds no other."""
    served = serve(isolation=isolation, warm=2)
    tenants = [Tenant(served, number) for number in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as threads:
        for done in [threads.submit(tenant.live) for tenant in tenants]:
            done.result(100)


def test_threads_that_share_a_session_get_the_answers_to_their_own_calls(serve: Serve) -> None:
    """One connection, many callers."""
    flame = serve().connect()

    def ask(number: int) -> int:
        return int(flame.evaluate(f"{number} * 2"))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(300))) == [number * 2 for number in range(300)]


def test_a_session_that_comes_later_finds_nothing_of_one_before(serve: Serve) -> None:
    """Namespace, module, file: a worker is never used twice."""
    served = serve()
    first = served.connect()
    first.execute("left = 1")
    first.sendmodule("left_module", "x = 1")
    first.sendfile("left_file", b"x")
    first.close()
    for _ in range(4):
        later = served.connect()
        with pytest.raises(NameError):
            later.evaluate("left")
        with pytest.raises(Exception, match="left_module"):
            later.execute("import left_module")
        with pytest.raises(FileNotFoundError):
            later.getfile("left_file")
        later.close()
