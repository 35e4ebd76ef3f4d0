"""io: buffers in memory, and wrappers of what the client has; open is the profile's."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

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
)
