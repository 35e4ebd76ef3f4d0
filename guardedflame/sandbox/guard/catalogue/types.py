"""types: two plain classes."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "types",
    names=("MappingProxyType", "NoneType", "SimpleNamespace", "UnionType"),
    left_out={
        "FunctionType": "makes what the language takes care not to make",
        "CodeType": "makes what the language takes care not to make",
        "ModuleType": "makes what the language takes care not to make",
        "CellType": "makes what the language takes care not to make",
        "FrameType": "makes what the language takes care not to make",
        "TracebackType": "makes what the language takes care not to make",
        "MethodType": "makes what the language takes care not to make",
        "new_class": "makes what the language takes care not to make",
        "prepare_class": "makes what the language takes care not to make",
        "DynamicClassAttribute": "makes what the language takes care not to make",
        "coroutine": "makes what the language takes care not to make",
        "LambdaType": "makes what the language takes care not to make",
    },
)
