"""collections: containers; namedtuple with checked names."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "collections",
    names=(
        "ChainMap",
        "Counter",
        "OrderedDict",
        "defaultdict",
        "deque",
        "namedtuple",
    ),
    left_out={
        "UserDict": "there to derive from, and its copy obeys reduce hooks; derive from dict",
        "UserList": "there to derive from; derive from list",
        "UserString": "formats past the guards; derive from str",
    },
)
