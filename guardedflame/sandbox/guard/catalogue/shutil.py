"""shutil: copies and trees in the session's directory, if the profile has files."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "shutil",
    names=words(
        """
        Error SameFileError copy copy2 copyfile copyfileobj copytree get_terminal_size
        ignore_patterns move rmtree
        """
    ),
    left_out={
        **dict.fromkeys(
            words(
                """
                ReadError RegistryError get_archive_formats get_unpack_formats make_archive
                register_archive_format register_unpack_format unpack_archive
                unregister_archive_format unregister_unpack_format
                """
            ),
            "use zipfile",
        ),
        **dict.fromkeys(
            (
                "ExecError",
                "SpecialFileError",
                "chown",
                "copymode",
                "copystat",
                "disk_usage",
                "which",
            ),
            "tells about the server's machine, or sets what a session's files have not",
        ),
    },
    adopted=Adopted(library=False, last="shutil"),
)
