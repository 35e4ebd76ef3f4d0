"""A line of input that holds a message of the broker's own, read by a worker that lost its place.

A guarded expression runs into its recursion limit while the line is received: the first chunk is
gone, and the client's own bytes stand where the broker's next message should. A call that nobody
decided about or recorded ran that way, of an operation that the profile denies.
"""

from __future__ import annotations

from attack_tools import Raw, invoke
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import Answer, Call, Kind, encode
from guardedflame.sandbox import worker
from guardedflame.serial.codec import codec_for
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry
from guardedflame.wire.frame import Flags, MessageType
from harness import Serve

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
connections: {{maximum: 512, maximum_per_address: 512}}
profiles:
  p:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate]
    limits: {{{limits}}}
clients:
  anyone: {{profile: p}}
"""

DEEP = "(lambda f, n: f(f, n))(lambda f, n: f(f, n - 1) if n else len(input()), {})"
CODEC = codec_for(GUARDED, Registry())


def answer_with_a_call() -> bytes:
    """Return a frame of answer_input whose line has a call where the second chunk begins."""
    call = frame(encode(Call(2, GUARDED, Kind.EXECUTE, "", "ran = 1")))
    filler = "x" * worker._READ
    before = frame(encode(Answer(CODEC.dumps(filler)))).index(b"xxxx")
    line = filler[before:].encode() + call
    payload = CODEC.dumps_call("Pyro.Flame", "answer_input", ["x" * len(line)], {})
    hidden = payload.replace(b"x" * len(line), line)
    assert len(hidden) == len(payload) != payload.count(b"x")
    return invoke(GUARDED, 9, hidden, Flags.ONEWAY)


def test_calls_hidden_in_an_answer_are_not_run(serve: Serve) -> None:
    """At each depth near the limit: the line is refused, or the session ends; nothing else ran."""
    served = serve(POLICY)
    asked = 0
    hidden = answer_with_a_call()
    for depth in range(940, 1000):
        with Raw(served, serializer=GUARDED) as peer:
            assert peer.greet()
            peer.call(1, "evaluate", DEEP.format(depth))
            if peer.read()[6] != MessageType.INVOKE:
                continue  # too deep to ask
            asked += 1
            peer.send(hidden)
            peer.read()
            peer.call(2, "evaluate", "'fi' + 'ne'")
            told = peer.read()
            assert b"fine" in told or b"WorkerCrashed" in told, depth
            peer.call(3, "evaluate", "ran")
            assert b"NameError" in peer.read(), depth
    assert 0 < asked < 60
