"""traceback: text about the client's own frames; no frame, and no lines of files."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "traceback",
    names=(
        "TracebackException",
        "extract_stack",
        "extract_tb",
        "format_exc",
        "format_exception",
        "format_exception_only",
        "format_list",
        "format_stack",
        "format_tb",
        "print_exc",
        "print_exception",
        "print_list",
        "print_stack",
        "print_tb",
    ),
    left_out={
        "FrameSummary": "reads files; extract_tb makes them",
        "StackSummary": "reads files of any name; use extract_tb",
        "clear_frames": "takes frames",
        "print_last": "there is no last traceback here",
        "walk_stack": "hands out frames",
        "walk_tb": "hands out frames",
    },
)
