"""Which session version of names belongs to which module, where it needs more than the guards.

Invariant: data.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guardedflame.sandbox.guard.adopted.describing import marking, predicates
from guardedflame.sandbox.guard.contexts import contextvars_members
from guardedflame.sandbox.guard.hints import typing_hint_members
from guardedflame.sandbox.guard.interpreter import (
    builtins_members,
    errno_members,
    os_members,
    sys_members,
)
from guardedflame.sandbox.guard.kinds import types_members
from guardedflame.sandbox.guard.kit import Maker
from guardedflame.sandbox.guard.moremakers import (
    codecs_members,
    copy_members,
    enum_members,
    gc_members,
    hashlib_members,
    html_entities_members,
    importlib_members,
    keyword_members,
    tomllib_members,
)
from guardedflame.sandbox.guard.places import opener, path_members
from guardedflame.sandbox.guard.text import json_members
from guardedflame.sandbox.guard.traceback_module import traceback_members

#: Module name to what makes its session versions.
MAKERS: Final[Mapping[str, Maker]] = MappingProxyType(
    {
        "builtins": builtins_members,
        "codecs": codecs_members,
        "contextvars": contextvars_members,
        "copy": copy_members,
        "enum": enum_members,
        "errno": errno_members,
        "gc": gc_members,
        "hashlib": hashlib_members,
        "html.entities": html_entities_members,
        "importlib": importlib_members,
        "inspect": lambda kit: {**predicates(), **marking(kit)},
        "io": lambda kit: {"open": opener(kit)},
        "json": json_members,
        "keyword": keyword_members,
        "os": os_members,
        "os.path": path_members,
        "sys": sys_members,
        "tomllib": tomllib_members,
        "traceback": traceback_members,
        "types": types_members,
        "typing": typing_hint_members,
    }
)
