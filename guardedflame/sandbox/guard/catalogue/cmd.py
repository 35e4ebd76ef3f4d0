"""cmd: line interpreters that read the client's input."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry("cmd", names=("Cmd", "IDENTCHARS", "PROMPT"), adopted=Adopted())
