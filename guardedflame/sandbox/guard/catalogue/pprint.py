"""pprint: formatting, to the session's own output; its classes may be derived from."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "pprint",
    names=("PrettyPrinter", "isreadable", "isrecursive", "pformat", "pp", "pprint", "saferepr"),
    adopted=Adopted(
        swap=(
            ("object.__dataclass_params__.repr", "_session.has_made_repr(object)"),
            ("hasattr(object.__repr__, '__wrapped__')", "True"),
            ("'__create_fn__' in object.__repr__.__wrapped__.__qualname__", "True"),
        ),
        first="pprint",
    ),
)
