"""glob: patterns over the session's own files."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "glob",
    names=("escape", "glob", "has_magic", "iglob", "translate"),
    left_out={"glob0": "nothing a program needs", "glob1": "nothing a program needs"},
    adopted=Adopted(drop=("_dir_open_flags",)),
)
