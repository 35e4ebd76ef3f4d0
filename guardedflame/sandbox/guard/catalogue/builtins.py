"""builtins: what the session has without importing anything."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

ENTRY = Entry(
    "builtins",
    names=words(
        """
        ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
        BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
        ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
        DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
        ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning
        GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
        InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError
        MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented
        NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
        ProcessLookupError PythonFinalizationError RecursionError ReferenceError
        ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
        SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError
        UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
        UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
        ZeroDivisionError abs aiter all anext any ascii bin bool bytearray bytes callable
        chr classmethod compile complex delattr dict dir divmod enumerate eval exec exit
        filter float format frozenset getattr globals hasattr hash hex id input int
        isinstance issubclass iter len list locals map max memoryview min next object oct
        open ord pow print property quit range repr reversed round set setattr slice sorted
        staticmethod str sum super tuple type vars zip
        """
    ),
    left_out={
        "breakpoint": "there is no debugger here",
        **dict.fromkeys(("copyright", "credits", "license"), "pages through the server's texts"),
        "help": "pages through the server's own documentation; read __doc__",
    },
)
