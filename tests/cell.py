"""A process with no wall around it that forks one attacker for each request of ``escapes.py``.

Invariant: an attacker is a grandchild of this process. Its parent, the victim, has done nothing but
fork and wait; whatever the attacker does to it or leaves running is seen from here, and nothing of
one request is there for the next. This process holds no secret but what attackers are after:
a variable of its environment and an attribute of a module.

Run as ``python cell.py SECRETS_DIRECTORY``; requests are lines of JSON on standard input.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import ctypes
import io
import json
import os
import resource
import select
import signal
import sys
import traceback
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, Protocol

#: Seconds after which an attacker is taken to hang; only a failing test or a sleeper waits so long.
PATIENCE = 20.0

#: prctl(2): orphans below this process become its children.
_SUBREAPER = 36


class Runs(Protocol):
    """What runs a source: plain CPython, or the guarded language."""

    namespace: dict[str, Any]

    def execute(self, source: str, filename: str = ...) -> None:
        """Run a source."""

    def define_module(self, name: str, source: str) -> None:
        """Make a module of a source."""


class Plain:
    """CPython as it is."""

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}

    def execute(self, source: str, filename: str = "<execute>") -> None:
        """Run a source."""
        exec(compile(source, filename, "exec", dont_inherit=True), self.namespace)

    def define_module(self, name: str, source: str) -> None:
        """Make a module of a source."""
        module = sys.modules[name] = types.ModuleType(name)
        exec(compile(source, f"<{name}>", "exec", dont_inherit=True), vars(module))


# --- in the attacker -----------------------------------------------------------------------------


def attack(request: Mapping[str, Any], language: Runs, said: int) -> int:
    """Run the source; write down what an attacker would have in his hands. Returns his status."""
    _bounds(request["limits"])
    report: dict[str, Any] = {"error": "", "kind": "", "out": "", "loot": [], "witness": ""}
    status = 0
    try:
        if request["module"]:
            language.define_module("sent", request["module"])
        language.execute(f"PARENT = {os.getppid()}")
        language.execute(request["source"], "attack")
        report["out"] = repr(language.namespace.get("out"))[:100_000]
    except BaseException as error:
        # A bomb may have left no memory; what has gone out of scope comes back first.
        report["kind"] = type(error).__name__
        report["error"] = _told(error)
        status = 1
    for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
        signal.setitimer(timer, 0)
    with contextlib.suppress(ValueError, OSError):
        sys.stdout.flush()
    if request["witness"]:
        try:
            Plain().execute(request["witness"], "witness")
        except Exception as error:
            report["witness"] = repr(error)
    if not isinstance(language, Plain):
        report["loot"] = sorted({_named(each) for each in _reach(language.namespace)})
    # By the interpreter's own means: the attack may have changed the library.
    os.write(said, repr(report).encode("utf-8", "backslashreplace"))
    return status


def _bounds(limits: Mapping[str, float] | None) -> None:
    """Bound the attacker as an operator would bound a process that has no wall."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + int(1 << 30 if limits is None else limits["memory"])
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    if limits is None:
        return
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limits["file"]),) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))  # for an attacker who blocks the signals below
    # To the millisecond; the signals end the process.
    signal.setitimer(signal.ITIMER_PROF, limits["cpu"])
    signal.setitimer(signal.ITIMER_REAL, limits["wall"])


def _told(error: BaseException) -> str:
    """Return all that a client could be told of an exception, and more."""
    with contextlib.suppress(Exception):
        attributes = [getattr(error, name, None) for name in ("obj", "name", "args", "filename")]
        lines = traceback.format_exception(error)
        return "".join(lines)[-20_000:] + repr((vars(error), attributes))[:20_000]
    return type(error).__name__


_INTERPRETER = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.TracebackType,
    types.CellType,
    types.MemberDescriptorType,
)
_TAKEN_OUT = (
    builtins.open,
    builtins.eval,
    builtins.exec,
    builtins.compile,
    builtins.__import__,
    builtins.globals,
    builtins.type,
    type.__subclasses__,
)


def _reach(namespace: Mapping[str, Any]) -> Iterator[object]:
    """Yield what no program of the guarded language may hold, out of all that it has kept."""
    waiting = [value for name, value in namespace.items() if name != "__builtins__"]
    known: set[int] = set()
    while waiting and len(known) < 20_000:
        each = waiting.pop()
        if id(each) in known:
            continue
        known.add(id(each))
        kind = type(each)
        # By identity: a class of the attacker's may be equal to everything.
        if any(kind is one for one in _INTERPRETER) or any(each is one for one in _TAKEN_OUT):
            yield each
        elif kind is dict:
            if "__builtins__" in each or each is sys.modules or each is vars(builtins):
                yield each
            waiting += [*dict.keys(each), *dict.values(each)]
        elif kind is list or kind is tuple or kind is set or kind is frozenset:
            waiting += each
        elif kind is types.MethodType or kind is types.BuiltinMethodType:
            if isinstance(each.__self__, types.ModuleType):
                continue  # a builtin's own; it was handed out to be called
            waiting.append(each.__self__)
        elif getattr(kind, "__module__", "") == "__main__":
            with contextlib.suppress(Exception):
                waiting += list(object.__getattribute__(each, "__dict__").values())


def _named(value: object) -> str:
    return f"{type(value).__name__} {getattr(value, '__name__', '')}"


# --- the victim ----------------------------------------------------------------------------------


def be_victim(request: Mapping[str, Any], language: Runs, out: int, said: int) -> dict[str, Any]:
    """Fork the attacker, wait for him, and tell what was done to this process meanwhile."""
    heard: list[int] = []
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
        signal.signal(number, lambda which, _frame: heard.append(which))
    pid = os.fork()
    if pid == 0:
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_DFL)
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_IGN)  # as CPython does at its start
        _become_attacker(request, language, out, said)
    _, status, usage = os.wait4(pid, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "rss": usage.ru_maxrss * 1024,
        "cpu": usage.ru_utime + usage.ru_stime,
        "heard": sorted(set(heard)),
    }


def _become_attacker(request: Mapping[str, Any], language: Runs, out: int, said: int) -> NoReturn:
    status = 2
    try:
        os.dup2(out, 1)
        os.dup2(out, 2)
        said = os.dup2(said, 9)
        os.closerange(3, 9)
        os.closerange(10, 64)
        os.set_inheritable(9, False)
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), write_through=True)
        sys.stderr = sys.stdout
        status = attack(request, language, said)
    finally:
        os._exit(status)


# --- the cell ------------------------------------------------------------------------------------


def serve_one(request: Mapping[str, Any], language: Runs) -> dict[str, Any]:
    """Fork a victim, wait for it, and look at what is left."""
    out, said, told = (os.memfd_create(name, 0) for name in ("out", "said", "told"))
    victim = os.fork()
    if victim == 0:
        try:
            os.setsid()
            os.chdir(request["directory"])
            ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
            seen = be_victim(request, language, out, said)
            seen["left"] = end_all_children()
            os.write(told, repr(seen).encode())
        finally:
            os._exit(0)
    harm = _wait(victim)
    left = end_all_children()
    answer = {"harm": harm, "output": _text(out), "report": _read(said), **_read(told)}
    answer["left"] = answer.get("left", 0) + left
    for fd in (out, said, told):
        os.close(fd)
    return answer


def _wait(victim: int) -> str:
    """Wait for the victim; say what was done to it: stopped, killed, or the attacker hangs."""
    pidfd = os.pidfd_open(victim)
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    harm = ""
    for _ in range(int(PATIENCE / 0.05)):
        if poll.poll(50):
            break
        if os.waitid(os.P_PID, victim, os.WSTOPPED | os.WNOHANG | os.WNOWAIT):
            harm = "stopped"
            break
    else:
        harm = "hangs"
    os.close(pidfd)
    if harm:
        os.killpg(victim, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1])
    return harm or ("killed" if status else "")


def end_all_children() -> int:
    """Kill and reap what the attacker left running; return how many processes there were."""
    found = 0
    while True:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
        pids = [int(each) for each in children.split()]
        if not pids:
            return found
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL:
                found += 1


def _text(fd: int) -> str:
    return os.pread(fd, 4 << 20, 0).decode("utf-8", "backslashreplace")


def _read(fd: int) -> dict[str, Any]:
    text = os.pread(fd, 1 << 20, 0).decode("utf-8", "backslashreplace")
    try:
        return dict(ast.literal_eval(text)) if text else {}
    except (SyntaxError, ValueError):
        return {}  # the attacker wrote into it, or did not come to its end


def main() -> None:
    """Serve requests until standard input ends."""
    from guardedflame.sandbox.guard.catalogue import CATALOGUE
    from guardedflame.sandbox.guard.files import SessionFiles
    from guardedflame.sandbox.guard.language import guarded_language
    from guardedflame.sandbox.guard.services import Services

    sys.path.insert(0, sys.argv[1])
    __import__(sys.argv[2])
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    languages: dict[str, Runs] = {
        "none": Plain(),
        # Every door that a policy can open.
        "language": guarded_language(
            modules=dict.fromkeys(CATALOGUE, "*"),
            builtins_also=("compile", "eval", "exec"),
            services=Services(ask=lambda _prompt: "line\n", files=SessionFiles()),
        ),
    }
    setup = json.loads(sys.stdin.readline())["setup"]
    for language in languages.values():
        language.execute(setup)
        # What every attacker's process would read again otherwise: the lines of tracebacks.
        try:
            language.execute("take(nobody)", "attack")
        except NameError as error:
            _told(error)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(serve_one(request, languages[request["wall"]])), file=answers, flush=True)


if __name__ == "__main__":
    main()
