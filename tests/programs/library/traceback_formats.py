"""The parts of tracebacks that are the same everywhere."""
import io
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
    lines = traceback.format_exception(error)
    text = "".join(lines)
    print(text.count("Traceback (most recent call last):"), "in outer" in text, "in inner" in text)
    print("direct cause of the following exception" in text, text.splitlines()[-1])
    print(traceback.format_exc() == text, traceback.format_exception_only(error))
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(out.getvalue() == text)

try:
    raise ExceptionGroup("several", [ValueError(1), TypeError("two")])
except ExceptionGroup as group:
    print(sum("ValueError: 1" in line for line in traceback.format_exception(group)), traceback.format_exception_only(group)[0].strip())
error = KeyError("k")
error.add_note("a note")
print(traceback.format_exception_only(error))
