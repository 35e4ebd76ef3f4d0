"""The whole exception tree on one screen; each class says what is still usable after it.

Invariant: every error of this package that a caller may want to catch is defined here, and no
message built here carries a path or a secret of the server.

There are two kinds of no. *Refused*: the answer is no, the connection lives. *ProtocolError*: the
peer broke the protocol, hang up.
"""

from __future__ import annotations

from typing import NamedTuple


class GuardedFlameError(Exception):
    """Base of every error raised by this package.

    ``remote_traceback`` holds what the server told of the client's own code, piece by piece, where
    the error was raised over there.
    """

    remote_traceback: tuple[str, ...] = ()


# --- hang up ---------------------------------------------------------------------------------


class ProtocolError(GuardedFlameError):
    """The bytes on a link make no sense; the link is closed. Raised as one of its subclasses."""

    def __init__(self, message: str) -> None:
        if type(self) is ProtocolError:
            raise TypeError("raise LocalProtocolError or RemoteProtocolError")
        super().__init__(message)


class LocalProtocolError(ProtocolError):
    """Our own code asked the protocol core for something its state does not allow (a bug)."""


class RemoteProtocolError(ProtocolError):
    """The peer sent something the protocol does not allow; nothing of the frame was used."""


class WorkerViolation(ProtocolError):
    """A worker broke the ipc protocol; it is killed, its session is gone."""


# --- refuse, and go on -----------------------------------------------------------------------


class Refused(GuardedFlameError):
    """The policy, or a guard that stands for it, said no. The connection and its state live on.

    ``rule`` names the policy line that decided (``analyst.yaml:14 profiles.analyst.modules``),
    never a path; ``hint`` says what to do next; ``audit_id`` finds the server's own record.
    """

    def __init__(self, message: str, *, rule: str = "", hint: str = "", audit_id: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.hint = hint
        self.audit_id = audit_id


class ConnectionDeniedError(Refused):
    """The server did not let this connection in. Nothing was started; try again as told.

    ``code`` is Pyro3's: 0 unspecified, 1 too busy, 2 host blocked, 3 security. ``retry_after`` is
    in seconds, 0.0 where waiting does not help.
    """

    def __init__(
        self,
        message: str,
        *,
        code: int = 0,
        rule: str = "",
        hint: str = "",
        audit_id: str = "",
        retry_after: float = 0.0,
    ) -> None:
        super().__init__(message, rule=rule, hint=hint, audit_id=audit_id)
        self.code = code
        self.retry_after = retry_after


class CallRefused(Refused):
    """An operation, module, builtin or object that the client's profile does not allow."""


class CodeRefused(Refused, SyntaxError):
    """Source that the guarded language does not accept; nothing of it ran.

    Being a SyntaxError, it carries ``lineno``, ``offset`` and ``text`` of the client's own source.
    """

    def __init__(self, message: str, *, rule: str = "", hint: str = "", audit_id: str = "") -> None:
        Refused.__init__(self, message, rule=rule, hint=hint, audit_id=audit_id)
        self.msg = message


class GuardRefused(Refused, AttributeError):
    """A guard refused a name while guarded code was running; the session's state is intact."""

    def __init__(self, message: str, *, rule: str = "", hint: str = "", audit_id: str = "") -> None:
        Refused.__init__(self, message, rule=rule, hint=hint, audit_id=audit_id)


class ImportRefused(Refused, ModuleNotFoundError):
    """Guarded code asked for a module, or a name of one, that the profile does not list."""

    def __init__(self, message: str, *, rule: str = "", hint: str = "", audit_id: str = "") -> None:
        Refused.__init__(self, message, rule=rule, hint=hint, audit_id=audit_id)
        self.msg = message


class ValueRefused(Refused, ValueError):
    """A value the serializer does not carry, or one that is over a budget; nothing was built."""


# --- limits and workers ----------------------------------------------------------------------


class LimitExceeded(GuardedFlameError):
    """A limit was reached: the verdict of whoever stopped the call, or did not begin it.

    ``limit`` is the policy's word for it and ``rule`` its line; ``used`` stands against
    ``allowed``, each with its unit; ``peak`` is the most memory the session held, where that was
    measured. ``state_survived`` says if the session lives; ``retry_after`` is in seconds, 0.0
    where waiting does not help.
    """

    def __init__(
        self,
        message: str,
        *,
        limit: str = "",
        allowed: str = "",
        used: str = "",
        peak: str = "",
        state_survived: bool = False,
        rule: str = "",
        hint: str = "",
        audit_id: str = "",
        retry_after: float = 0.0,
    ) -> None:
        super().__init__(message)
        self.limit = limit
        self.allowed = allowed
        self.used = used
        self.peak = peak
        self.state_survived = state_survived
        self.rule = rule
        self.hint = hint
        self.audit_id = audit_id
        self.retry_after = retry_after


class CallInterrupted(GuardedFlameError):
    """The call was interrupted as its client asked; ``state_survived`` says if the session lives.

    Its program saw a KeyboardInterrupt.
    """

    def __init__(
        self, message: str, *, state_survived: bool = True, hint: str = "", audit_id: str = ""
    ) -> None:
        super().__init__(message)
        self.state_survived = state_survived
        self.hint = hint
        self.audit_id = audit_id


class WorkerError(GuardedFlameError):
    """The session's process is gone and its state with it; the connection gets a new one."""

    def __init__(
        self, message: str, *, cause: str = "", hint: str = "", audit_id: str = ""
    ) -> None:
        super().__init__(message)
        self.cause = cause
        self.hint = hint
        self.audit_id = audit_id
        self.state_survived = False


class WorkerCrashed(WorkerError):
    """The process died: a signal, an exit, a crash of the interpreter."""


class SessionExited(WorkerError):
    """The client's code called exit(); the session ended as asked. ``code`` is what it gave."""

    def __init__(
        self, message: str, *, code: int = 0, cause: str = "", hint: str = "", audit_id: str = ""
    ) -> None:
        super().__init__(message, cause=cause, hint=hint, audit_id=audit_id)
        self.code = code


class PoolExhausted(GuardedFlameError):
    """No worker could be started now. Nothing was run; try again after ``retry_after`` seconds."""

    def __init__(
        self, message: str, *, retry_after: float = 1.0, rule: str = "", hint: str = ""
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.rule = rule
        self.hint = hint


# --- starting up -----------------------------------------------------------------------------


class Problem(NamedTuple):
    """One thing wrong in a policy file. ``line`` and ``column`` count from 1; 0: the whole file."""

    line: int
    column: int
    message: str
    hint: str = ""


class PolicyError(GuardedFlameError):
    """A policy file that cannot be used. Each line of the message starts with file:line:column.

    ``problems`` holds all that was found, sorted by line.
    """

    def __init__(self, message: str, *, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class ConfinementError(GuardedFlameError):
    """This kernel cannot enforce what was asked for; nothing was started."""


class ListenError(GuardedFlameError):
    """An address that cannot be listened on; nothing was started."""


# --- on the client ---------------------------------------------------------------------------


class ConnectError(GuardedFlameError, ConnectionError):
    """The server could not be reached, or is no GuardedFlame server. Nothing was sent."""


class BadLocation(ConnectError, ValueError):
    """A location that names no place to connect to. Nothing was tried."""


class ConnectionLost(GuardedFlameError, ConnectionError):
    """The connection broke during a call; whether the call ran is not known."""


class CallTimedOut(ConnectionLost, TimeoutError):
    """No answer within the client's own ``timeout``; the connection was closed, its state gone."""


class RemoteError(GuardedFlameError):
    """An exception of the client's own code whose class does not exist on this side.

    ``type_name`` is the class's name over there.
    """

    def __init__(self, message: str, *, type_name: str = "") -> None:
        super().__init__(message)
        self.type_name = type_name
