"""tempfile: in the session's directory, if the profile has files."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "tempfile",
    names=words(
        """
        NamedTemporaryFile SpooledTemporaryFile TMP_MAX TemporaryDirectory TemporaryFile gettempdir
        gettempprefix mkdtemp template
        """
    ),
    left_out={
        **dict.fromkeys(("gettempdirb", "gettempprefixb"), "names of files are texts here"),
        "mkstemp": "returns a descriptor; use NamedTemporaryFile",
        "mktemp": "another program could take the name first; use NamedTemporaryFile",
        "tempdir": "give dir= instead",
    },
    adopted=Adopted(library=False, last="tempfile"),
)
