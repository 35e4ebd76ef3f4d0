"""Capture what is printed, on both streams."""
import io
import sys
from contextlib import redirect_stderr, redirect_stdout


def noisy(n):
    for i in range(n):
        print("line", i)
        print("warn", i, file=sys.stderr)
    sys.stdout.write("done\n")
    return n


def capture(function, *args):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        result = function(*args)
    return result, out.getvalue(), err.getvalue()


result, out, err = capture(noisy, 3)
print(result, out.split("\n"), err.splitlines())
try:
    capture(lambda: print("lost") or 1 / 0)
except ZeroDivisionError:
    print("back on the real stream")
with redirect_stdout(sys.stderr):
    print("this goes to stderr")
print("and this to stdout")
