"""One client process of a peer: `python -m benchmarks.caller PEER LOCATION`.

Reads one JSON object a line on stdin and answers with one on stdout. Each peer is called with its
own real client, blocking, one connection per thread.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable
from typing import Any

#: One connected session: call it for one evaluate("1+1"), then close it.
Session = tuple[Callable[[], object], Callable[[], None]]


def opener(peer: str, location: str) -> Callable[[], Session]:
    """Return what opens one session of `peer`."""
    match peer:
        case "ours":
            import guardedflame

            def ours() -> Session:
                flame = guardedflame.connect(location)
                return lambda: flame.evaluate("1+1"), flame.close

            return ours
        case "flame":
            warnings.simplefilter("ignore")
            import Pyro4
            import Pyro4.utils.flame

            Pyro4.config.SERIALIZER = "pickle"

            def flame() -> Session:
                proxy = Pyro4.utils.flame.connect(location)
                release: Callable[[], None] = proxy._pyroRelease  # noqa: SLF001 - Pyro's public name
                return lambda: proxy.evaluate("1+1"), release

            return flame
    host, port = location.rsplit(":", 1)

    def fork() -> Session:
        connection = socket.create_connection((host, int(port)))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def call() -> object:
            connection.sendall(b"1+1")
            return int(connection.recv(64))

        return call, connection.close

    return fork


class Client:
    """What a run asks of a client process."""

    def __init__(self, open_session: Callable[[], Session]) -> None:
        self._open = open_session
        self._held: list[Session] = []

    def latency(self, seconds: float) -> dict[str, list[float]]:
        """Call one session over and over; return each call's microseconds."""
        if not self._held:
            self._held.append(self._open())
            self._held[0][0]()
        call = self._held[0][0]
        clock = time.perf_counter_ns
        times = []
        end = clock() + int(seconds * 1e9)
        while (start := clock()) < end:
            call()
            times.append((clock() - start) / 1e3)
        return {"us": times}

    def load(self, threads: int, seconds: float) -> dict[str, float]:
        """Open `threads` sessions, call them all for `seconds`; return calls a second."""
        sessions = [self._open() for _ in range(threads)]
        for call, _ in sessions:
            assert call() == 2
        counts = [0] * threads
        barrier = threading.Barrier(threads + 1)

        def work(number: int) -> None:
            call = sessions[number][0]
            done = 0
            barrier.wait()
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                call()
                done += 1
            counts[number] = done

        workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
        for worker in workers:
            worker.start()
        barrier.wait()
        start = time.perf_counter()
        for worker in workers:
            worker.join()
        elapsed = time.perf_counter() - start
        for _, close in sessions:
            close()
        return {"calls": sum(counts) / elapsed}

    def together(self, threads: int, seconds: float) -> dict[str, list[float]]:
        """Call `threads` sessions at once, kept for the next time; return each call's us."""
        if len(self._held) < threads:
            self.hold(threads - len(self._held))
        times: list[float] = []
        barrier = threading.Barrier(threads)

        def work(call: Callable[[], object]) -> None:
            took = []
            barrier.wait()
            end = time.perf_counter() + seconds
            while (start := time.perf_counter()) < end:
                call()
                took.append((time.perf_counter() - start) * 1e6)
            times.extend(took)

        workers = [threading.Thread(target=work, args=(call,)) for call, _ in self._held[:threads]]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return {"us": times}

    def start(self, times: int, gap: float) -> dict[str, list[float]]:
        """Connect, get one result, hang up, `times` times; return milliseconds of each."""
        taken = []
        for _ in range(times):
            begun = time.perf_counter_ns()
            call, close = self._open()
            assert call() == 2
            taken.append((time.perf_counter_ns() - begun) / 1e6)
            close()
            time.sleep(gap)
        return {"ms": taken}

    def hold(self, sessions: int) -> dict[str, int]:
        """Open and keep `sessions` sessions, each having answered once."""
        for _ in range(sessions):
            self._held.append(self._open())
            assert self._held[-1][0]() == 2
        return {"held": len(self._held)}


def main() -> None:
    """Answer until stdin ends."""
    client = Client(opener(sys.argv[1], sys.argv[2]))
    asks: dict[str, Callable[..., object]] = {
        "latency": client.latency,
        "load": client.load,
        "together": client.together,
        "start": client.start,
        "hold": client.hold,
    }
    for line in sys.stdin:
        options: dict[str, Any] = json.loads(line)
        answer = asks[options.pop("ask")](**options)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
