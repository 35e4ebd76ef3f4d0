"""sys: facts about the interpreter and the session's own streams."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "sys",
    names=(
        "argv",
        "byteorder",
        "copyright",
        "exc_info",
        "exception",
        "exit",
        "float_info",
        "float_repr_style",
        "getdefaultencoding",
        "getfilesystemencodeerrors",
        "getfilesystemencoding",
        "getrecursionlimit",
        "getrefcount",
        "getsizeof",
        "hash_info",
        "hexversion",
        "implementation",
        "int_info",
        "intern",
        "maxsize",
        "maxunicode",
        "modules",
        "platform",
        "setrecursionlimit",
        "stderr",
        "stdin",
        "stdout",
        "version",
        "version_info",
        "warnoptions",
    ),
    left_out={
        **dict.fromkeys(("meta_path", "path", "path_hooks"), "changes what is imported"),
        **dict.fromkeys(
            ("settrace", "setprofile", "addaudithook", "monitoring"), "sees the server's own code"
        ),
        **dict.fromkeys(
            ("last_traceback", "last_exc", "excepthook", "unraisablehook"),
            "reaches the interpreter",
        ),
        **dict.fromkeys(
            ("executable", "prefix", "base_prefix", "exec_prefix", "flags", "orig_argv"),
            "tells about the server's machine",
        ),
        "displayhook": "writes past the session's output",
        "gettrace": "nothing a program needs",
        "set_int_max_str_digits": "one limit for everything in the process",
        "thread_info": "there are no threads here",
    },
    rest="about the interpreter of the server",
    settable=("argv", "stderr", "stdout"),
)
