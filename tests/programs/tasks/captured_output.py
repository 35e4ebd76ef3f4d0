"""Capture what functions print, and what goes wrong, for a small grading script."""

import io
import sys
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout


def good(n):
    print("counting to", n)
    for i in range(n):
        print(i, end=" ")
    return n


def noisy():
    print("to stdout")
    print("to stderr", file=sys.stderr)
    sys.stdout.write("no newline")


def broken(xs):
    print("before")
    return xs[10]


def deprecated():
    warnings.warn("use good() instead", DeprecationWarning, stacklevel=2)
    return "old"


def capture(f, *args):
    out, err = io.StringIO(), io.StringIO()
    value = error = None
    with redirect_stdout(out), redirect_stderr(err):
        try:
            value = f(*args)
        except Exception:
            error = traceback.format_exc()
    return value, out.getvalue(), err.getvalue(), error


for f, args in ((good, (3,)), (noisy, ()), (broken, ([1, 2],))):
    value, out, err, error = capture(f, *args)
    print(f"{f.__name__}: value={value!r} out={out!r} err={err!r}")
    if error:
        print("  last line:", error.strip().splitlines()[-1])
        print("  mentions the function:", "in broken" in error)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    deprecated()
print([(w.category.__name__, str(w.message)) for w in caught])

old, sys.stdout = sys.stdout, io.StringIO()
try:
    print("hidden")
    text = sys.stdout.getvalue()
finally:
    sys.stdout = old
print("hidden text was", repr(text))

try:
    try:
        {}["key"]
    except KeyError as e:
        raise RuntimeError("lookup failed") from e
except RuntimeError as e:
    lines = traceback.format_exception(e)
    print(len([l for l in lines if "direct cause" in l]), lines[-1].strip())
    frames = traceback.extract_tb(e.__traceback__)
    print(len(frames), frames[-1].name, frames[-1].line)
    kind, value, tb = sys.exc_info()
    print(kind is RuntimeError, value is e, tb is e.__traceback__)
