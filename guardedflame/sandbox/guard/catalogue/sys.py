"""sys: facts about the interpreter and the session's own streams."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "sys",
    names=(
        "argv",
        "byteorder",
        "exit",
        "float_info",
        "getrecursionlimit",
        "getsizeof",
        "hexversion",
        "int_info",
        "intern",
        "maxsize",
        "maxunicode",
        "stderr",
        "stdin",
        "stdout",
        "version_info",
    ),
    left_out={
        "modules": "reaches the interpreter",
        "settrace": "reaches the interpreter",
        "setprofile": "reaches the interpreter",
        "path": "reaches the interpreter",
        "meta_path": "reaches the interpreter",
        "exc_info": "reaches the interpreter",
        "last_traceback": "reaches the interpreter",
        "addaudithook": "reaches the interpreter",
        "setrecursionlimit": "reaches the interpreter",
        "executable": "reaches the interpreter",
    },
)
