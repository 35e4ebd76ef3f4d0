"""contextlib: context managers in memory; redirection of the session's own output."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "contextlib",
    names=(
        "AbstractAsyncContextManager",
        "AbstractContextManager",
        "AsyncContextDecorator",
        "AsyncExitStack",
        "ContextDecorator",
        "ExitStack",
        "aclosing",
        "asynccontextmanager",
        "closing",
        "contextmanager",
        "nullcontext",
        "redirect_stderr",
        "redirect_stdout",
        "suppress",
    ),
    left_out={
        "chdir": "changes the process",
    },
    adopted=Adopted(take=("AsyncContextDecorator", "ContextDecorator"), first="contextlib"),
)
