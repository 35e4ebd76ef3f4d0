"""Many authenticated connections that say nothing: `python -m benchmarks.crowd LOCATION`.

Invariant: each is greeted by the real handshake and asked once more before it is let go, so that
one that was dropped meanwhile is told. One JSON object a line, as benchmarks/caller.py.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
import time
from typing import Final

from guardedflame.client.location import Tcp, parse_location
from guardedflame.client.opening import greet
from guardedflame.client.transport import RECEIVE
from guardedflame.serial.codec import codec_for
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry
from guardedflame.wire.client import ClientConnection
from guardedflame.wire.events import NEED_DATA, PongReceived

#: Connections from one address of 127.0.0.0/8: an address has 28,000 ports, and those of a closed
#: connection are taken for another minute.
FROM_ONE_ADDRESS: Final = 1000

SECONDS: Final = 30.0


class Crowd:
    """Connections held open.

    Args:
        location: of the server, over TCP.
    """

    def __init__(self, location: str) -> None:
        place = parse_location(location)
        assert isinstance(place, Tcp)
        self._place = place
        self._codec = codec_for(GUARDED, Registry())
        self._held: list[tuple[socket.socket, ClientConnection]] = []

    def hold(self, count: int) -> int:
        """Open ``count`` connections, one after the other; return how many are held."""
        for number in range(count):
            source = (f"127.0.1.{number // FROM_ONE_ADDRESS % 254 + 1}", 0)
            opened = socket.create_connection(
                (self._place.host, self._place.port), SECONDS, source_address=source
            )
            core = ClientConnection()
            greet(opened, core, self._codec, self._place, time.monotonic() + SECONDS)
            self._held.append((opened, core))
        return len(self._held)

    def leave(self) -> int:
        """Ping and close every connection; return how many answered."""
        answered = 0
        for opened, core in self._held:
            with opened:
                try:
                    opened.sendall(core.ping()[1])
                    while (event := core.next_event()) is NEED_DATA:
                        core.receive_data(opened.recv(RECEIVE))
                except OSError:
                    continue
                answered += isinstance(event, PongReceived)
        self._held.clear()
        return answered


def main() -> None:
    """Answer until stdin ends."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    crowd = Crowd(sys.argv[1])
    for line in sys.stdin:
        options = json.loads(line)
        ask = options.pop("ask")
        answer = crowd.hold(**options) if ask == "hold" else crowd.leave()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
