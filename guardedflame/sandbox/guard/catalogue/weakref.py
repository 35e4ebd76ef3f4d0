"""weakref: references; proxies of the session's own objects only."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "weakref",
    names=(
        "CallableProxyType",
        "ProxyType",
        "ProxyTypes",
        "ReferenceType",
        "WeakKeyDictionary",
        "WeakMethod",
        "WeakSet",
        "WeakValueDictionary",
        "finalize",
        "getweakrefcount",
        "getweakrefs",
        "proxy",
        "ref",
    ),
    adopted=Adopted(drop=("WeakMethod",), last="weakref"),
)
