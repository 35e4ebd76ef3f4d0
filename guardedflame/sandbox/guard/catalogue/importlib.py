"""importlib: import by name, of what the import statement could import."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "importlib",
    names=("import_module",),
    left_out={
        "find_loader": "reads the server's files",
        "invalidate_caches": "changes the process",
        "reload": "send the module again with sendmodule",
    },
)
