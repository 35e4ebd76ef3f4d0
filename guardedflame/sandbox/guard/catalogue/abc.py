"""abc: ABC; ABCMeta stands for itself after metaclass= only."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "abc",
    names=("ABC", "ABCMeta", "abstractmethod"),
    left_out={
        "abstractclassmethod": "old; stack @classmethod and @abstractmethod",
        "abstractproperty": "old; stack @property and @abstractmethod",
        "abstractstaticmethod": "old; stack @staticmethod and @abstractmethod",
        "get_cache_token": "nothing a program needs",
        "update_abstractmethods": "writes into any class it is given",
    },
)
