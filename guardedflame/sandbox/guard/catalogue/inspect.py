"""inspect: signatures, texts and kinds of the session's own objects; no frame, no file."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

_FRAMES = "hands out frames"
_FILES = "reads files and modules of the server"

ENTRY = Entry(
    "inspect",
    names=words(
        """
        AGEN_CLOSED AGEN_CREATED AGEN_RUNNING AGEN_SUSPENDED BoundArguments BufferFlags
        CORO_CLOSED CORO_CREATED CORO_RUNNING CORO_SUSPENDED CO_ASYNC_GENERATOR CO_COROUTINE
        CO_GENERATOR CO_ITERABLE_COROUTINE CO_NESTED CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED
        CO_VARARGS CO_VARKEYWORDS FullArgSpec GEN_CLOSED GEN_CREATED GEN_RUNNING
        GEN_SUSPENDED Parameter Signature cleandoc formatannotation get_annotations
        getasyncgenstate getcallargs getcoroutinestate getdoc getfullargspec
        getgeneratorstate getmembers getmodule getmro getsource getsourcelines isabstract
        isasyncgen isasyncgenfunction isawaitable isbuiltin isclass iscode iscoroutine
        iscoroutinefunction isdatadescriptor isframe isfunction isgenerator
        isgeneratorfunction isgetsetdescriptor ismemberdescriptor ismethod
        ismethoddescriptor ismethodwrapper ismodule isroutine istraceback
        markcoroutinefunction signature unwrap
        """
    ),
    left_out={
        "Arguments": "nothing a program needs",
        "Attribute": "nothing a program needs",
        "BlockFinder": "nothing a program needs",
        "ClassFoundException": "nothing a program needs",
        "EndOfBlock": "nothing a program needs",
        "TPFLAGS_IS_ABSTRACT": "nothing a program needs",
        "formatannotationrelativeto": "nothing a program needs",
        "getblock": "nothing a program needs",
        "indentsize": "nothing a program needs",
        "walktree": "nothing a program needs",
        **dict.fromkeys(
            (
                "ArgInfo",
                "ClosureVars",
                "FrameInfo",
                "Traceback",
                "currentframe",
                "formatargvalues",
                "getargs",
                "getargvalues",
                "getasyncgenlocals",
                "getclosurevars",
                "getcoroutinelocals",
                "getframeinfo",
                "getgeneratorlocals",
                "getinnerframes",
                "getlineno",
                "getouterframes",
                "stack",
                "trace",
            ),
            _FRAMES,
        ),
        **dict.fromkeys(
            (
                "findsource",
                "getabsfile",
                "getcomments",
                "getfile",
                "getmodulename",
                "getsourcefile",
                "modulesbyfile",
            ),
            _FILES,
        ),
        **dict.fromkeys(
            ("classify_class_attrs", "getattr_static", "getclasstree", "getmembers_static"),
            "hands out what class dictionaries hold",
        ),
    },
    adopted=Adopted(
        take=(
            "AGEN_CLOSED",
            "AGEN_CREATED",
            "AGEN_RUNNING",
            "AGEN_SUSPENDED",
            "BoundArguments",
            "CORO_CLOSED",
            "CORO_CREATED",
            "CORO_RUNNING",
            "CORO_SUSPENDED",
            "FullArgSpec",
            "GEN_CLOSED",
            "GEN_CREATED",
            "GEN_RUNNING",
            "GEN_SUSPENDED",
            "Parameter",
            "Signature",
            "_KEYWORD_ONLY",
            "_POSITIONAL_ONLY",
            "_POSITIONAL_OR_KEYWORD",
            "_PARAM_NAME_MAPPING",
            "_ParameterKind",
            "_VAR_KEYWORD",
            "_VAR_POSITIONAL",
            "_empty",
            "_getmembers",
            "_missing_arguments",
            "_signature_bound_method",
            "_signature_from_function",
            "_signature_get_partial",
            "_too_many",
            "_void",
            "cleandoc",
            "formatannotation",
            "getcallargs",
            "getfullargspec",
            "getmembers",
            "getmro",
            "unwrap",
        ),
        first="inspect",
    ),
)
