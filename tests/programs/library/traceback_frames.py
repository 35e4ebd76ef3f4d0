"""Walk the entries of a traceback."""
import sys
import traceback


class AppError(Exception):
    """An error of the program's own."""


def inner(x):
    return 10 / x


def outer(x):
    try:
        return inner(x)
    except ZeroDivisionError as error:
        raise AppError("cannot compute") from error


try:
    outer(0)
except AppError as error:
    frames = traceback.extract_tb(error.__traceback__)
    print([f.name for f in frames], [type(f.lineno).__name__ for f in frames][-1], frames[-1].line)
    te = traceback.TracebackException.from_exception(error)
    print(te, [s.name for s in te.stack], list(te.format_exception_only()))
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is error)
print(sys.exc_info())


def where(error):
    """Name and relative line of each function an error went through."""
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


try:
    inner(0)
except ZeroDivisionError as error:
    print(where(error), where(error.with_traceback(None)))
