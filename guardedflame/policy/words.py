"""The closed lists of words a policy may use, and those that later versions will bring.

Invariant: constants only. A word that is in none of these lists is an error in a policy file.
"""

from __future__ import annotations

from typing import Final, Literal

Isolation = Literal["full", "partial", "process"]
LanguageName = Literal["guarded", "python"]
OnFailure = Literal["refuse", "local"]

#: Libraries whose C code believes the objects it is given while it works on them: the language
#: alone does not hold them (SECURITY.md).
NATIVE_LIBRARIES: Final = frozenset({"numpy", "pandas"})

ISOLATIONS: Final[tuple[Isolation, ...]] = ("full", "partial", "process")
LANGUAGES: Final[tuple[LanguageName, ...]] = ("guarded", "python")

#: Flame's operations. `invokeModule` is decided as module, `invokeBuiltin` as builtin.
OPERATIONS: Final = (
    "evaluate",
    "execute",
    "module",
    "builtin",
    "console",
    "sendmodule",
    "getmodule",
    "sendfile",
    "getfile",
)

TOP_KEYS: Final = (
    "guardedflame",
    "listen",
    "connections",
    "machine",
    "quotas",
    "profiles",
    "clients",
)
TOP_LATER: Final = ("unsafe", "mode", "until", "classes", "tls", "audit")

LISTEN_KEYS: Final = ("address", "insecure")
LISTEN_LATER: Final = ("tls", "certificate", "key", "client_ca", "mode", "owner", "group")

CONNECTION_KEYS: Final = (
    "maximum",
    "maximum_per_address",
    "handshake_timeout",
    "idle_timeout",
)
CONNECTION_LATER: Final = ("addresses", "validators", "hours")

QUOTAS_KEYS: Final = ("store", "on_failure")

#: What happens to calls that have a quota while the store is away; the first is the default.
ON_FAILURE: Final[tuple[OnFailure, ...]] = ("refuse", "local")

PROFILE_KEYS: Final = (
    "isolation",
    "language",
    "operations",
    "modules",
    "builtins",
    "files",
    "limits",
    "warm",
)
PROFILE_LATER: Final = ("extends", "until", "mode", "unsafe", "code", "classes")

CLIENT_KEYS: Final = ("unix_user", "profile", "limits")
CLIENT_LATER: Final = ("credential", "certificate", "token", "validators", "until", "mode")

LIMITS_LATER: Final = ("network",)

#: The one client entry that needs no proof of who is calling.
ANYONE: Final = "anyone"

#: Builtins a guarded program can have: they compute, or their dangerous form is replaced by a
#: guarded one (getattr, setattr, type, open, print, input, exit). The worker's language is the
#: last word on each; this list is what the `builtin` operation can be allowed for.
HARMLESS_BUILTINS: Final = frozenset(
    """
    abs aiter all anext any ascii bin bool bytearray bytes callable chr classmethod complex delattr
    dict dir divmod enumerate exit filter float format frozenset getattr globals hasattr hash hex id
    input int isinstance issubclass iter len list locals map max memoryview min next object oct open
    ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str
    sum super tuple type vars zip

    ArithmeticError AssertionError AttributeError BaseException BufferError EOFError Exception
    FileExistsError FileNotFoundError FloatingPointError ImportError IndentationError IndexError
    IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError
    NameError NotADirectoryError NotImplementedError OSError OverflowError PermissionError
    RecursionError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError
    SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError
    UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
    Warning ZeroDivisionError DeprecationWarning RuntimeWarning BlockingIOError BrokenPipeError
    BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError EnvironmentError BaseExceptionGroup ExceptionGroup FutureWarning
    GeneratorExit IOError ImportWarning InterruptedError PendingDeprecationWarning
    ProcessLookupError ResourceWarning SyntaxWarning SystemError EncodingWarning
    Ellipsis NotImplemented
    """.split()  # noqa: SIM905 - a list of ninety quoted words hides its own gaps
)

#: Builtins that compile text a program makes itself: guarded code has them, guarded like all its
#: code, where `builtins: {also: [...]}` names them.
COMPILING_BUILTINS: Final = frozenset({"compile", "eval", "exec"})

#: Builtins that hand out the interpreter itself. Only plain Python (`language: python`) has them;
#: there they are allowed like the others, since the code could reach them anyway.
BARE_BUILTINS: Final = frozenset({"__import__", "breakpoint", "help"})
