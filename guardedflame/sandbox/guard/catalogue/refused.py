"""Modules that are left out whole: why, and what to use instead.

A policy can list names of them one by one; then they are the interpreter's own, reviewed by nobody.
"""

from __future__ import annotations

from typing import Final

from guardedflame.sandbox.guard.catalogue.entry import Entry

_PROCESSES = "it starts processes, and a session has one"
_NETWORK = "it opens sockets, and a session has no network"
_IMPORTS = "it reads, finds and runs modules of the server"
_INTERPRETER = "it reaches the interpreter's own frames, code and memory"
_DATA_IS_CODE = "what it reads can name any function to call"
_FILES = "it reads and writes files of the server"
_TERMINAL = "it works on a terminal, and a session has none"
_MACHINE = "it tells about the server's machine and its users"
_SERVER = "it hands out the server's files and settings"

_ASK = "ask the operator for a server under language: python"
_SESSIONS = "open several sessions; they run side by side"

_REASONS: Final = (
    # runs other code
    ("subprocess", _PROCESSES, _SESSIONS),
    ("multiprocessing", _PROCESSES, _SESSIONS),
    ("pty", _PROCESSES, _SESSIONS),
    ("signal", "signals belong to the server's processes", "use limits: the server enforces them"),
    ("pickle", _DATA_IS_CODE, "use json, or return plain values"),
    ("shelve", _DATA_IS_CODE, "keep a dict, and write it with json"),
    ("marshal", _DATA_IS_CODE, "use json or struct"),
    ("copyreg", _DATA_IS_CODE, "define __copy__ or __deepcopy__"),
    ("dbm", _FILES, "keep a dict, and write it with json"),
    ("sqlite3", "with ATTACH and extensions it opens any file", "keep dicts and lists, or use csv"),
    ("tarfile", "its members are links, devices and owners as well", "use zipfile"),
    ("doctest", "it compiles and runs what stands in texts", "use unittest, or plain asserts"),
    ("unittest.mock", "it replaces names of modules", "pass a stand-in as an argument"),
    ("code", "it compiles and runs text", "use the console"),
    ("codeop", "it compiles text", "use the console"),
    ("runpy", _IMPORTS, "use sendmodule and import"),
    ("imp", _IMPORTS, "use sendmodule and import"),
    ("importlib.metadata", _SERVER, "ask the operator"),
    ("importlib.resources", _SERVER, "send data with sendfile"),
    ("importlib.util", _IMPORTS, "use sendmodule and import"),
    ("pkgutil", _IMPORTS, "use sendmodule and import"),
    ("zipimport", _IMPORTS, "use sendmodule and import"),
    ("modulefinder", _IMPORTS, "use sendmodule and import"),
    ("site", _SERVER, "there is nothing to set up"),
    ("sysconfig", _SERVER, "use platform and sys"),
    ("venv", _PROCESSES, _ASK),
    # looks into the interpreter
    ("ctypes", "it reads and writes any memory of the process", "use struct and array"),
    ("mmap", "it maps files and memory", "use bytearray and memoryview"),
    ("dis", _INTERPRETER, "read the source with inspect.getsource"),
    ("opcode", _INTERPRETER, "read the source with inspect.getsource"),
    ("symtable", _INTERPRETER, "use ast"),
    ("bdb", _INTERPRETER, "print what you want to know"),
    ("pdb", _INTERPRETER, "print what you want to know"),
    ("trace", _INTERPRETER, "print what you want to know"),
    ("tracemalloc", _INTERPRETER, "use sys.getsizeof"),
    ("faulthandler", _INTERPRETER, "use traceback"),
    ("profile", _INTERPRETER, "use timeit"),
    ("cProfile", _INTERPRETER, "use timeit"),
    ("pstats", _FILES, "use timeit"),
    ("linecache", "it reads any file by lines", "use traceback and inspect.getsource"),
    ("pydoc", "it shows the server's own modules", "read __doc__"),
    ("py_compile", _FILES, "send source; it is compiled where it runs"),
    ("compileall", _FILES, "send source; it is compiled where it runs"),
    (
        "atexit",
        "nothing of a session runs after its end",
        "use try and finally, or a with statement",
    ),
    # network
    ("socket", _NETWORK, "fetch the data yourself and send it"),
    ("socketserver", _NETWORK, "let the client ask the session"),
    ("ssl", _NETWORK, "fetch the data yourself and send it"),
    ("select", _NETWORK, "use asyncio"),
    ("selectors", _NETWORK, "use asyncio"),
    ("http.client", _NETWORK, "fetch the data yourself and send it"),
    ("http.server", _NETWORK, "let the client ask the session"),
    ("http.cookiejar", _NETWORK, "use http.cookies"),
    ("urllib.request", _NETWORK, "fetch the data yourself and send it"),
    ("urllib.robotparser", _NETWORK, "fetch the data yourself and send it"),
    ("requests", _NETWORK, "fetch the data yourself and send it"),
    ("ftplib", _NETWORK, "fetch the data yourself and send it"),
    ("poplib", _NETWORK, "fetch the data yourself and send it"),
    ("imaplib", _NETWORK, "fetch the data yourself and send it"),
    ("smtplib", _NETWORK, "return the message and send it yourself"),
    ("xmlrpc", _NETWORK, "the session is reached through its own connection"),
    ("webbrowser", _PROCESSES, "return the address"),
    # files, terminal and machine
    ("fileinput", _FILES, "read sys.stdin, or open the session's files"),
    ("filecmp", _FILES, "compare what open reads"),
    ("fcntl", _FILES, "open the session's files"),
    ("netrc", _FILES, "pass credentials as arguments, or better not at all"),
    ("wave", "it wraps files that it opens", "use struct"),
    ("curses", _TERMINAL, "print"),
    ("readline", _TERMINAL, "use input"),
    ("getpass", _TERMINAL, "use input; what is typed is shown"),
    ("tkinter", _TERMINAL, "return the data and show it yourself"),
    ("turtle", _TERMINAL, "return the data and show it yourself"),
    ("termios", _TERMINAL, "use input"),
    ("tty", _TERMINAL, "use input"),
    ("pwd", _MACHINE, "ask the operator"),
    ("grp", _MACHINE, "ask the operator"),
    ("resource", _MACHINE, "use limits: the server enforces them"),
    ("syslog", _MACHINE, "use logging"),
    # parsers that open what documents name
    ("xml.dom.pulldom", "it opens what documents name", "use xml.etree.ElementTree.iterparse"),
    ("xml.sax", "it opens what documents name", "use xml.etree.ElementTree"),
    ("xml.parsers.expat", "its handlers are attributes to set", "use xml.etree.ElementTree"),
    ("logging.config", "it imports and calls what it reads", "use logging.basicConfig"),
    ("logging.handlers", "it opens sockets and files", "derive from logging.Handler"),
)

ENTRIES: Final = tuple(Entry(module, why=why, instead=instead) for module, why, instead in _REASONS)
