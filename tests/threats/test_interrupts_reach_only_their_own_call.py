"""Interrupts as a weapon: against others' calls, in floods, with odd arguments, against guards."""

from __future__ import annotations

import threading
from random import Random
from textwrap import indent

import msgspec
import pytest

from attack_tools import Raw, call_payload, failed, invoke, seq_of
from guardedflame import CallInterrupted
from guardedflame.client.flame import Flame
from guardedflame.serial.ids import GUARDED
from guardedflame.wire.frame import Flags
from harness import Serve

SPIN = "print('runs')\nwhile True:\n    sum(range(999))"

ODD: list[tuple[object, ...]] = [
    ("-1",),
    ("x",),
    ("",),
    (" 1",),
    ("1.0",),
    ("9" * 17,),
    ("9" * 100_000,),
    ("\u0663",),
    (1,),
    (None,),
    (True,),
    (1e300,),
    (b"1",),
    ([],),
    ({"seq": 1},),
    ("1", "1"),
    ("1",) * 500,
]


def answer_of(raw: Raw, seq: int) -> bytes:
    """Return the answer to ``seq``, stepping over what is pushed."""
    while True:
        frame = raw.read()
        assert frame
        # Output is a call of the server's; its number is 0.
        if seq_of(frame) == seq:
            return frame


def test_one_client_cannot_interrupt_another(serve: Serve) -> None:
    """Every number it may guess, and none: nothing of its own runs, so nothing happens."""
    served = serve()
    runs = threading.Event()
    victim = served.connect(output=lambda *_: runs.set())
    ended: list[BaseException] = []

    def work() -> None:
        try:
            victim.execute(SPIN)
        except BaseException as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert runs.wait(20)
    with Raw(served, serializer=GUARDED) as raw:
        assert raw.greet()
        for seq in range(1, 65):
            raw.call(seq, "interrupt", *([str(seq - 1)] if seq > 1 else []))
            answer = answer_of(raw, seq)
            assert not failed(answer)
            assert msgspec.msgpack.decode(answer[40:]) is False
    assert not ended
    victim.interrupt()
    thread.join(20)
    assert isinstance(ended[0], CallInterrupted)


@pytest.mark.parametrize("how", ["answered", "oneway"])
def test_flood_of_interrupts_is_one_interrupt(serve: Serve, how: str) -> None:
    """The program sees one; it is not killed before its grace, and nothing piles up."""
    served = serve(limits="grace: 60s")
    with Raw(served, serializer=GUARDED) as raw:
        assert raw.greet()
        source = (
            "seen = 0\ntry:\n    print('runs')\n    while True:\n        sum(range(999))\n"
            "except KeyboardInterrupt:\n    seen += 1\n"
            "try:\n    for _ in range(20_000):\n        sum(range(99))\n"
            "except KeyboardInterrupt:\n    seen += 100"
        )
        raw.call(1, "execute", source)
        assert b"runs" in raw.read()
        flags = Flags.ONEWAY if how == "oneway" else 0
        payload = call_payload(GUARDED, "interrupt")
        for seq in range(2, 602):
            raw.send(invoke(GUARDED, seq, payload, flags))
            if not flags and seq % 20 == 0:
                raw.call(1000, "interrupt", "7")
                while seq_of(frame := raw.read()) != 1000:
                    assert seq_of(frame) != 1 or not failed(frame)
        raw.call(2000, "evaluate", "seen")
        answer = answer_of(raw, 2000)
        assert msgspec.msgpack.decode(answer[40:]) == 1


def test_odd_arguments_of_interrupt_are_refused_and_harm_nothing(serve: Serve) -> None:
    """The call that runs goes on until it is interrupted as it should be."""
    served = serve()
    with Raw(served, serializer=GUARDED) as raw:
        assert raw.greet()
        raw.call(1, "execute", SPIN)
        assert b"runs" in raw.read()
        for seq, odd in enumerate(ODD, 2):
            raw.call(seq, "interrupt", *odd)
            frame = raw.read()
            assert seq_of(frame) == seq
            assert failed(frame), odd
        raw.call(900, "interrupt", "9999")
        frame = raw.read()
        assert (seq_of(frame), msgspec.msgpack.decode(frame[40:])) == (900, False)
        raw.call(901, "interrupt", "1")
        assert {seq_of(raw.read()), seq_of(raw.read())} == {1, 901}
        raw.call(902, "evaluate", "1")
        assert not failed(answer_of(raw, 902))


# --- in the middle of the guards' work ---------------------------------------------------------

#: What makes the guards work: each leaves its own in ``kept``.
WORK = """
import asyncio, dataclasses, enum, functools, json, string
class Point:
    def __init__(self, x): self.x = x
    def __lt__(self, other): return self.x < other.x
    def __repr__(self): return f"P{self.x}"
    def __eq__(self, other): return self.x == other.x
@dataclasses.dataclass(order=True)
class Data:
    name: str
    number: int = 3
class Colour(enum.Enum):
    RED = 1
    BLUE = 2
class Sub(Point):
    def __format__(self, spec): return "sub" + spec
async def one(n):
    await asyncio.sleep(0)
    return n
async def several():
    return await asyncio.gather(*(one(n) for n in range(5)))
kept = [
    sorted([Point(3), Point(1), Point(2)], key=lambda p: p),
    "{:>5} {!r} {:x}".format("a", Point(1), Sub(1)),
    f"{Sub(2):y}",
    str(Data("a")) + str(Data("b") > Data("a")),
    json.dumps({"a": [1, 2, {"b": None}]}),
    [each.name for each in Colour],
    asyncio.run(several()),
    functools.reduce(lambda a, b: a + b, range(10)),
    max([Point(1), Point(5)]),
    {Colour.RED: 1}[Colour.RED],
    exec("x = [n for n in range(3)]") if False else None,
]
"""

#: Ways out of which each is refused; what is compared is how.
ESCAPES = [
    "'{0.__globals__}'.format(1)",
    "'{0.x.__init__.__globals__}'.format(Point(1))",
    "(lambda: 0).__globals__",
    "(n for n in ()).gi_frame",
    "getattr(1, '__globals__')",
    "Point.__init__.__globals__",
    "open('/etc/passwd').read()",
    "__import__('os')",
    "json.codecs",
    "json.decoder.scanner",
    "asyncio.subprocess",
    "asyncio.get_event_loop_policy()",
    "functools.partial(1 .__globals__)",
    "functools.reduce(getattr, ['__globals__'], 1)",
    "sorted([1], key=lambda v: v.__globals__)",
    "string.Formatter().format('{0.__globals__}', 1)",
    "dataclasses.sys",
    "enum.sys",
    "several().cr_frame",
    "object.__reduce_ex__(1, 2)",
    "setattr(Point, '__globals__', 1)",
    "__builtins__",
    "__build_class__",
    "vars(json)",
    "eval('1')",
]

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  p:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute]
    modules: {{asyncio: "*", dataclasses: "*", enum: "*", functools: "*", json: "*", string: "*"}}
    limits: {{cpu: 5m, wall: 5m, {limits}}}
clients:
  anyone: {{profile: p}}
"""


def outcomes(flame: Flame) -> list[str]:
    """Return how each escape ends, and what the work makes."""
    flame.execute(WORK)
    ends = [flame.evaluate("repr(kept)")]
    for source in ESCAPES:
        try:
            ends.append(f"{source} gave {flame.evaluate(f'repr({source})')}")
        except Exception as error:
            ends.append(f"{source}: {type(error).__name__} {error}")
    return ends


def test_interrupts_in_the_middle_of_guards_leave_them_whole(serve: Serve) -> None:
    """Forty calls, each interrupted somewhere in its work: the session's guards are as new."""
    served = serve(POLICY, limits="grace: 30s")
    flame = served.connect(output=lambda *_: None)
    before = outcomes(flame)
    assert not (got := [each for each in before if " gave " in each]), got
    random = Random(4)
    for _ in range(40):
        # Somewhere in what takes about 10 ms a turn, once it has begun.
        now = threading.Event()
        timer = threading.Timer(random.uniform(0.0, 0.02), flame.interrupt)
        flame._link._output = lambda *_, now=now: now.set()
        thread = threading.Thread(target=lambda now=now, timer=timer: (now.wait(20), timer.start()))
        thread.start()
        with pytest.raises(CallInterrupted) as caught:
            flame.execute("print('runs')\nwhile True:\n" + indent(WORK, "    "))
        assert caught.value.state_survived
        thread.join(20)
    assert outcomes(flame) == before
