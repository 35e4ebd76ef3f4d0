"""Write stock_pyro5.txt anew: frames as the released Pyro5 builds them, one per line.

Run by hand (``python tests/vectors/capture.py``) when a new Pyro5 is to be supported; a changed
line is then a change of the protocol. Fields: name, state it is sent in, outcome, hex.
"""

from __future__ import annotations

import pathlib

import Pyro5
from Pyro5 import protocol, serializers

OBJECT = "Pyro.Flame"


def lines() -> list[str]:
    """Return the lines of the file."""
    found = [f"# captured from Pyro5 {Pyro5.__version__}: name, state, outcome, frame in hex"]

    def add(name: str, state: str, outcome: str, *frame: object, **notes: bytes) -> None:
        raw = protocol.SendingMessage(*frame, notes).data
        found.append(f"{name} {state} {outcome} {raw.hex()}")

    for codec in serializers.serializers.values():
        name, number = type(codec).__name__.removesuffix("Serializer").lower(), codec.serializer_id
        taken = "refused" if name == "marshal" else ""
        greeting = codec.dumps({"handshake": "hello", "object": OBJECT})
        add(f"{name}-connect", "fresh", taken or "connect", 1, 0, 0, number, greeting)
        call = codec.dumpsCall(OBJECT, "evaluate", ("1+1",), {"a": 1})
        add(f"{name}-call", "open", taken or "call", 4, 0, 1, number, call)
        add(f"{name}-oneway", "open", taken or "oneway", 4, 4, 2, number, call)
        if not taken:
            batch = codec.dumpsCall(OBJECT, "<batch>", [("evaluate", ("1",), {})] * 2, None)
            add(f"{name}-batch", "open", "batch", 4, 8, 3, number, batch)
            get = codec.dumpsCall(OBJECT, "__getattr__", ("pi",), None)
            add(f"{name}-getattr", "open", "call", 4, 0, 4, number, get)
        add(f"{name}-blob", "open", "refused", 4, 32, 5, number, call, BLBI=b"x")
    add("ping", "open", "ping", 6, 0, 0, 42, b"ping")
    add("ping-first", "fresh", "refused", 6, 0, 0, 42, b"ping")
    add("call-first", "fresh", "refused", 4, 0, 1, 1, b"")
    add("annotated", "open", "call", 4, 0, 1, 3, b"{}", USER=b"note")
    return found


if __name__ == "__main__":
    target = pathlib.Path(__file__).with_name("stock_pyro5.txt")
    target.write_text("\n".join(lines()) + "\n", encoding="ascii")
