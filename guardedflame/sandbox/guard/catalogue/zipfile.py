"""zipfile: archives in memory, and in the session's directory if the profile has files."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "zipfile",
    names=words(
        """
        BadZipFile BadZipfile LargeZipFile ZIP_BZIP2 ZIP_DEFLATED ZIP_LZMA ZIP_STORED ZipExtFile
        ZipFile ZipInfo error is_zipfile
        """
    ),
    left_out={
        "Path": "use ZipFile.open and namelist",
        "PyZipFile": "compiles modules",
        "main": "a command line",
    },
    adopted=Adopted(drop=("CompleteDirs", "FastLookup", "InitializedState", "Path", "PyZipFile")),
)
