"""email and its modules: messages in memory; nothing is sent or asked."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words


def _entry(module: str, names: str, submodules: tuple[str, ...] = ()) -> Entry:
    return Entry(module, names=words(names), submodules=submodules, adopted=Adopted())


ENTRY = Entry(
    "email",
    names=words(
        "message_from_binary_file message_from_bytes message_from_file message_from_string"
    ),
    left_out=dict.fromkeys(
        ("base64mime", "feedparser", "quoprimime"), "what the other modules are made of"
    ),
    adopted=Adopted(),
)

ENTRIES = (
    ENTRY,
    _entry("email.charset", "BASE64 Charset QP SHORTEST add_alias add_charset add_codec"),
    _entry(
        "email.contentmanager",
        """
        ContentManager get_and_fixup_unknown_message_content get_message_content
        get_non_text_content get_text_content raw_data_manager set_bytes_content
        set_message_content set_text_content
        """,
    ),
    _entry("email.encoders", "encode_7or8bit encode_base64 encode_noop encode_quopri"),
    _entry(
        "email.errors",
        """
        BoundaryError CharsetError CloseBoundaryNotFoundDefect
        FirstHeaderLineIsContinuationDefect HeaderDefect HeaderMissingRequiredValue
        HeaderParseError HeaderWriteError InvalidBase64CharactersDefect
        InvalidBase64LengthDefect InvalidBase64PaddingDefect InvalidDateDefect
        InvalidHeaderDefect InvalidMultipartContentTransferEncodingDefect
        MalformedHeaderDefect MessageDefect MessageError MessageParseError
        MisplacedEnvelopeHeaderDefect MissingHeaderBodySeparatorDefect
        MultipartConversionError MultipartInvariantViolationDefect NoBoundaryInMultipartDefect
        NonASCIILocalPartDefect NonPrintableDefect ObsoleteHeaderDefect
        StartBoundaryNotFoundDefect UndecodableBytesDefect
        """,
    ),
    _entry("email.generator", "BytesGenerator DecodedGenerator Generator"),
    _entry("email.header", "Header decode_header make_header"),
    _entry(
        "email.headerregistry",
        """
        Address AddressHeader BaseHeader ContentDispositionHeader ContentTransferEncodingHeader
        ContentTypeHeader DateHeader Group HeaderRegistry MIMEVersionHeader MessageIDHeader
        ParameterizedMIMEHeader SingleAddressHeader UniqueAddressHeader UniqueDateHeader
        UniqueSingleAddressHeader UniqueUnstructuredHeader UnstructuredHeader
        """,
    ),
    _entry("email.iterators", "body_line_iterator typed_subpart_iterator walk"),
    _entry("email.message", "EmailMessage MIMEPart Message"),
    _entry("email.mime", ""),
    _entry("email.mime.application", "MIMEApplication"),
    _entry("email.mime.audio", "MIMEAudio"),
    _entry("email.mime.base", "MIMEBase"),
    _entry("email.mime.image", "MIMEImage"),
    _entry("email.mime.message", "MIMEMessage"),
    _entry("email.mime.multipart", "MIMEMultipart"),
    _entry("email.mime.nonmultipart", "MIMENonMultipart"),
    _entry("email.mime.text", "MIMEText"),
    _entry(
        "email.parser",
        "BytesFeedParser BytesHeaderParser BytesParser FeedParser HeaderParser Parser",
    ),
    _entry(
        "email.policy", "Compat32 EmailPolicy HTTP Policy SMTP SMTPUTF8 compat32 default strict"
    ),
    _entry(
        "email.utils",
        """
        collapse_rfc2231_value decode_params decode_rfc2231 encode_rfc2231 format_datetime
        formataddr formatdate getaddresses localtime make_msgid mktime_tz parseaddr parsedate
        parsedate_to_datetime parsedate_tz quote unquote
        """,
    ),
)

#: Modules of the package that the others use.
SUPPORT = tuple(
    Entry(f"email.{name}", adopted=Adopted())
    for name in words(
        """
        _encoded_words _header_value_parser _parseaddr _policybase base64mime feedparser quoprimime
        """
    )
)
