"""mimetypes: the types that the library knows; no files of the server are read."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "mimetypes",
    names=words(
        """
        MimeTypes add_type guess_all_extensions guess_extension guess_file_type guess_type init
        """
    ),
    left_out={
        **dict.fromkeys(("knownfiles", "read_mime_types"), "reads the server's files"),
        **dict.fromkeys(
            ("common_types", "encodings_map", "inited", "suffix_map", "types_map"),
            "use a MimeTypes object",
        ),
    },
    adopted=Adopted(last="mimetypes"),
)
