"""http.cookies: text to cookies and back."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "http.cookies", names=("BaseCookie", "CookieError", "Morsel", "SimpleCookie"), adopted=Adopted()
)
