"""contextlib: context managers in memory."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "contextlib",
    names=(
        "AbstractAsyncContextManager",
        "AbstractContextManager",
        "AsyncContextDecorator",
        "ContextDecorator",
        "ExitStack",
        "aclosing",
        "asynccontextmanager",
        "closing",
        "contextmanager",
        "nullcontext",
        "suppress",
    ),
    left_out={
        "redirect_stdout": "changes the process's own stream",
        "redirect_stderr": "changes the process's own stream",
        "chdir": "changes the process",
    },
)
