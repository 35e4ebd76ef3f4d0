"""What broker, zygote and worker say to each other: closed sets of small typed messages.

Invariant: decoding is total. Bytes become one message of the expected set or `WorkerViolation`;
nothing is built but these frozen structs of strings, numbers and bytes. Values of clients stay
encoded: only the worker ever decodes them.

Three links, three sets: broker to worker (`Narrow`, `Call`, `Batch`, `Answer`), worker to broker
(`Ready`, `Output`, `Asked`, `Done`, `Failed`, `Ended`, `Unconfined`), broker and zygote over their
control socket (`Configure`, `Spawn`, `Stop`; `Prepared`, `Spawned`, `Gone`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

import msgspec

from guardedflame import limits
from guardedflame.errors import WorkerViolation
from guardedflame.serial.failures import Failure

#: Objects of a session beside Pyro.Flame, and the methods a proxy of them has.
MODULE_OBJECT: Final = "Pyro.Flame.module."
BUILTIN_OBJECT: Final = "Pyro.Flame.builtin."
CONSOLE_OBJECT: Final = "Pyro.Flame.console"
BUILTIN_METHODS: Final = ("__call__",)
CONSOLE_METHODS: Final = ("push_and_get_output", "get_banner", "terminate")


class Kind(StrEnum):
    """What one call does inside the worker. Flame's operations, and what their results need."""

    EVALUATE = "evaluate"
    EXECUTE = "execute"
    MODULE_OPEN = "module_open"
    MODULE_META = "module_meta"
    MODULE_CALL = "module_call"
    MODULE_GET = "module_get"
    BUILTIN_OPEN = "builtin_open"
    BUILTIN_CALL = "builtin_call"
    SENDMODULE = "sendmodule"
    GETMODULE = "getmodule"
    SENDFILE = "sendfile"
    GETFILE = "getfile"
    CONSOLE_OPEN = "console_open"
    CONSOLE_BANNER = "console_banner"
    CONSOLE_PUSH = "console_push"
    CONSOLE_CLOSE = "console_close"
    STREAM_NEXT = "stream_next"
    STREAM_CLOSE = "stream_close"


class _Message(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Base: positional on the wire, immutable, invisible to the collector."""


# --- broker to worker --------------------------------------------------------------------------


class Call(_Message, frozen=True, tag="call", array_like=True, gc=False):
    """One operation, already decided.

    ``name`` is the dotted module, builtin, file or stream; ``text`` the source, as the broker
    read and recorded it; ``args`` and ``kwargs`` are still encoded in ``serializer``. ``uri`` and
    ``ticket`` are set where a stock client wants a proxy for the answer.
    """

    seq: int
    serializer: int
    kind: str
    name: str = ""
    text: str = ""
    args: list[bytes] = []
    kwargs: dict[str, bytes] = {}
    uri: str = ""
    ticket: str = ""


class Batch(_Message, frozen=True, tag="batch", array_like=True, gc=False):
    """Several calls answered by one list; the first that fails ends it."""

    seq: int
    serializer: int
    calls: list[Call]


class Answer(_Message, frozen=True, tag="answer", array_like=True, gc=False):
    """The client's answer to `Asked`: a line of text or None, encoded in codec 103, as it came.

    Empty: nobody can be asked.
    """

    line: bytes


class Narrow(_Message, frozen=True, tag="narrow", array_like=True, gc=False):
    """Before the first call: the client asked for less than the worker was made with."""

    memory: int
    output: int
    result: int
    processes: int
    open_files: int
    file_size: int


ToWorker = Call | Batch | Answer | Narrow

# --- worker to broker --------------------------------------------------------------------------


class Ready(_Message, frozen=True, tag="ready", array_like=True, gc=False):
    """Confined, language built, waiting. ``layers`` names what confinement was achieved."""

    layers: tuple[str, ...]


class Unconfined(_Message, frozen=True, tag="unconfined", array_like=True, gc=False):
    """Confinement failed; the worker ran nothing and is exiting."""

    reason: str


class Output(_Message, frozen=True, tag="output", array_like=True, gc=False):
    """Text the running call wrote, in order. ``stream`` is 1 for stdout, 2 for stderr."""

    stream: Literal[1, 2]
    text: str


class Asked(_Message, frozen=True, tag="asked", array_like=True, gc=False):
    """The running call wants a line of input; it waits for one `Answer`."""

    prompt: str


class Done(_Message, frozen=True, tag="done", array_like=True, gc=False):
    """The call's result, encoded for the client. ``item_stream`` set: the result is iterated.

    ``ran`` tells how many calls of a batch went well.
    """

    seq: int
    payload: bytes
    item_stream: str = ""
    ran: int = 1


class Failed(_Message, frozen=True, tag="failed", array_like=True, gc=False):
    """The call raised; the session's state is as the exception left it."""

    seq: int
    failure: Failure


class Ended(_Message, frozen=True, tag="ended", array_like=True, gc=False):
    """The client's code called exit(); the worker is leaving."""

    seq: int
    code: int


FromWorker = Ready | Unconfined | Output | Asked | Done | Failed | Ended

# --- broker and zygote -------------------------------------------------------------------------


class WorkerProfile(msgspec.Struct, frozen=True):
    """All a worker must know of a profile. Sizes in bytes, times in seconds."""

    name: str
    language: Literal["guarded", "python"]
    modules: dict[str, list[str] | None]
    """Module to its names; None stands for all names of the catalogue."""
    builtins_allowed: list[str] | None
    builtins_denied: list[str]
    builtins_also: list[str]
    files: bool
    """Whether programs may open files in the session's directory."""
    rules: dict[str, str]
    """What a refusal inside the worker names as its rule, by operation."""
    cpu: float
    memory: int
    output: int
    result: int
    source: int
    processes: int
    open_files: int
    scratch: int
    scratch_files: int
    file_size: int
    frame: int


class Configure(_Message, frozen=True, tag="configure", array_like=True, gc=False):
    """First messages to a zygote: what to preload and how to confine; the last has no ``more``.

    ``uid_base`` is the first of the uids its workers get where the server runs as root.
    """

    isolation: Literal["full", "partial", "process"]
    profile: WorkerProfile
    more: bool
    uid_base: int


class Spawn(_Message, frozen=True, tag="spawn", array_like=True, gc=False):
    """Fork a worker; its end of the ipc socket comes along, and the cgroup it shall begin in."""

    worker: int
    profile: str


class Stop(_Message, frozen=True, tag="stop", array_like=True, gc=False):
    """Kill all workers and leave."""


ToZygote = Configure | Spawn | Stop


class Prepared(_Message, frozen=True, tag="prepared", array_like=True, gc=False):
    """The zygote has preloaded and confined itself. ``pid`` is its pid in the broker's view.

    ``scratch`` is the directory in which its workers' scratch directories are, by slot; empty where
    each has a file system of its own.
    """

    pid: int
    layers: tuple[str, ...]
    scratch: str = ""


class Unprepared(_Message, frozen=True, tag="unprepared", array_like=True, gc=False):
    """The zygote could not reach the isolation asked for, and is exiting."""

    reason: str


class Spawned(_Message, frozen=True, tag="spawned", array_like=True, gc=False):
    """A worker runs, in a slot; a pidfd of it comes along."""

    worker: int
    slot: int


class Gone(_Message, frozen=True, tag="gone", array_like=True, gc=False):
    """A worker was reaped. ``status`` as os.waitstatus_to_exitcode gives it; KiB and seconds."""

    worker: int
    status: int
    cpu: float
    peak_rss_kib: int


#: Exit status of a worker that had no memory left to tell that there is none.
OUT_OF_MEMORY: Final = 77

FromZygote = Prepared | Unprepared | Spawned | Gone

#: Bytes of one control message. Kept under the kernel's default socket buffer (208 KiB), because
#: a seqpacket is sent whole or not at all; one profile with 2,000 names is about 40 KiB.
CONTROL_MOST: Final = 192 * 1024

#: How the tag of `Done` begins, behind the array's first byte.
_DONE: Final = b"\xa4done"

encode: Final = msgspec.msgpack.Encoder().encode
_to_worker: Final[msgspec.msgpack.Decoder[ToWorker]] = msgspec.msgpack.Decoder(ToWorker)
_from_worker: Final[msgspec.msgpack.Decoder[FromWorker]] = msgspec.msgpack.Decoder(FromWorker)
_to_zygote: Final[msgspec.msgpack.Decoder[ToZygote]] = msgspec.msgpack.Decoder(ToZygote)
_from_zygote: Final[msgspec.msgpack.Decoder[FromZygote]] = msgspec.msgpack.Decoder(FromZygote)


def decode_to_worker(body: bytes) -> ToWorker:
    """Return the message in ``body``. Raises WorkerViolation for anything else."""
    try:
        return _to_worker.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise WorkerViolation(f"the broker sent no message of its set: {error}") from None


def decode_from_worker(body: bytes) -> FromWorker:
    """Return the message in ``body``. Raises WorkerViolation for anything else."""
    if len(body) > limits.IPC_SMALL and body[1:6] != _DONE:
        raise WorkerViolation("only a result may be as large as a frame")
    try:
        return _from_worker.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise WorkerViolation(f"the worker sent no message of its set: {error}") from None


def decode_to_zygote(body: bytes) -> ToZygote:
    """Return the message in ``body``. Raises WorkerViolation for anything else."""
    try:
        return _to_zygote.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise WorkerViolation(f"the broker sent no message of its set: {error}") from None


def decode_from_zygote(body: bytes) -> FromZygote:
    """Return the message in ``body``. Raises WorkerViolation for anything else."""
    try:
        return _from_zygote.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise WorkerViolation(f"the zygote sent no message of its set: {error}") from None
