"""io: buffers in memory, and wrappers of what the client has; open is the profile's.

The interpreter's BufferedReader and its like lend memory that they free to a client's readinto and
write, and RawIOBase.read believes how much was read: the session has the library's Python classes.
"""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "io",
    names=words(
        """
        BlockingIOError BufferedIOBase BufferedRWPair BufferedRandom BufferedReader BufferedWriter
        BytesIO DEFAULT_BUFFER_SIZE IOBase IncrementalNewlineDecoder RawIOBase SEEK_CUR SEEK_END
        SEEK_SET StringIO TextIOBase TextIOWrapper UnsupportedOperation open text_encoding
        """
    ),
    left_out={
        "FileIO": "opens files of any name, and descriptors",
        "open_code": "opens files of any name",
    },
    adopted=Adopted(library=False, first="io"),
)
