"""getopt: options of explicit lists."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry("getopt", names=("GetoptError", "error", "getopt", "gnu_getopt"), adopted=Adopted())
