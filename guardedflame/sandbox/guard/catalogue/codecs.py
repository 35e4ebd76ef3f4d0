"""codecs: text and bytes in memory."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

ENTRY = Entry(
    "codecs",
    names=words(
        """
        ascii_decode ascii_encode escape_decode escape_encode latin_1_decode latin_1_encode
        unicode_escape_decode unicode_escape_encode utf_16_decode utf_16_encode utf_32_decode
        utf_32_encode utf_8_decode utf_8_encode
        BOM BOM32_BE BOM32_LE BOM64_BE BOM64_LE BOM_BE BOM_LE BOM_UTF16 BOM_UTF16_BE BOM_UTF16_LE
        BOM_UTF32 BOM_UTF32_BE BOM_UTF32_LE BOM_UTF8 backslashreplace_errors decode encode
        getdecoder getencoder getincrementaldecoder getincrementalencoder ignore_errors iterdecode
        iterencode lookup namereplace_errors replace_errors strict_errors xmlcharrefreplace_errors
        """
    ),
    left_out={
        **dict.fromkeys(
            words("EncodedFile StreamReader StreamReaderWriter StreamRecoder StreamWriter open"),
            "wrap or open files; use io.TextIOWrapper",
        ),
        **dict.fromkeys(
            words(
                """
                BufferedIncrementalDecoder BufferedIncrementalEncoder Codec CodecInfo
                IncrementalDecoder IncrementalEncoder getreader getwriter
                """
            ),
            "hands out the library's own classes",
        ),
        **dict.fromkeys(
            words(
                """
                lookup_error make_encoding_map make_identity_dict register register_error
                unregister
                """
            ),
            "one registry for everything in the process",
        ),
    },
)
