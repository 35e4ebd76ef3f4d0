"""shlex: splitting; no files, and standard input is the client's."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry("shlex", names=("join", "quote", "shlex", "split"), adopted=Adopted())
