"""collections: containers; namedtuple with checked names; classes in Python are adopted."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "collections",
    names=(
        "ChainMap",
        "Counter",
        "OrderedDict",
        "UserDict",
        "UserList",
        "UserString",
        "defaultdict",
        "deque",
        "namedtuple",
    ),
    submodules=("collections.abc",),
    adopted=Adopted(
        take=("ChainMap", "Counter", "UserDict", "UserList", "UserString"), first="collections"
    ),
)
